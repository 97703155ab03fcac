//! The session, the status line and the settings as the screens see them.

use fullmakt_auth::AuthState;
use fullmakt_domain::EnvironmentName;
use jiff::{SignedDuration, SignedDurationRound, Unit};

use super::capabilities::{GatedAct, Known};
use super::sign_in::ASKED_SCOPES;
use crate::approvals::{requests, waiting_count};
use crate::failures::from_store;
use crate::state::{Account, App, KeyState};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::{
    AppInfo, CallCount, Capabilities, EnvironmentId, EnvironmentInfo, PersonView, Persona,
    SecretStorage, Session, SessionState, Settings, Status,
};
use crate::surface::table::Topic;
use crate::time::{oslo_day, wire};

/// How long a refusal by Altinn is remembered.
const REFUSAL_SECONDS: i64 = 24 * 60 * 60;

impl App {
    /// What is running.
    pub(crate) fn info(&self) -> AppInfo {
        let here = self.environment_info();
        let mut environments: Vec<EnvironmentInfo> = [
            (EnvironmentId::Prod, "am.ui.altinn.no", false),
            (EnvironmentId::Tt02, "am.ui.tt02.altinn.no", true),
            (EnvironmentId::Sandbox, "127.0.0.1", true),
        ]
        .into_iter()
        .map(|(id, host, is_test)| EnvironmentInfo {
            id,
            portal_host: host.to_owned(),
            is_test,
            can_sign_in: id == EnvironmentId::Sandbox,
        })
        .filter(|e| e.id != here.id)
        .collect();
        environments.push(here.clone());
        environments.sort_by_key(|e| e.id as u8);
        AppInfo {
            version: self.0.version.to_owned(),
            environment: here,
            environments,
            // One log for all environments, beside their folders.
            log_dir: self
                .0
                .folder
                .parent()
                .map(|data| data.join("logs").display().to_string()),
            data_dir: Some(self.0.folder.display().to_string()),
            platform: std::env::consts::OS.to_owned(),
        }
    }

    fn environment_info(&self) -> EnvironmentInfo {
        let environment = &self.0.environment;
        EnvironmentInfo {
            id: match environment.name {
                EnvironmentName::Prod => EnvironmentId::Prod,
                EnvironmentName::Tt02 => EnvironmentId::Tt02,
                EnvironmentName::Sandbox => EnvironmentId::Sandbox,
                EnvironmentName::Custom => EnvironmentId::Custom,
            },
            portal_host: environment.portal.host_str().unwrap_or_default().to_owned(),
            is_test: environment.is_test(),
            can_sign_in: environment.client_id.is_some(),
        }
    }

    /// The session. Reads no network.
    pub(crate) async fn session_view(&self) -> Result<Session, Failure> {
        let auth = self.0.auth.state();
        let account = self.account().ok();
        let (waiting, last_failure) = self.login_progress(|l| {
            (
                l.waiting.as_ref().map(super::login::Waiting::view),
                l.last_failure.clone(),
            )
        });
        let state = match (waiting, &auth) {
            (Some(waiting), _) => waiting,
            (None, AuthState::SignedIn(_)) if account.is_some() => SessionState::SignedIn,
            (None, AuthState::SignedIn(_) | AuthState::SignedOut) if account.is_none() => {
                SessionState::SignedOut
            }
            (None, _) => SessionState::LoginNeeded,
        };
        let level = match &auth {
            AuthState::SignedIn(login) => Some(login.level),
            _ => None,
        };
        let storage = match &*self.0.keys.lock().await {
            KeyState::Keyring(_) => SecretStorage::Keyring,
            KeyState::Memory { trouble, .. } => SecretStorage::Memory { reason: *trouble },
        };
        let has_data = match &account {
            Some(account) => account
                .store
                .actors()
                .fetched_at()
                .await
                .map_err(|e| from_store(&e))?
                .is_some(),
            None => false,
        };
        Ok(Session {
            state,
            account: account.as_ref().map(|account| account.key.clone()),
            person: account
                .as_ref()
                .and_then(|a| a.name())
                .map(|name| PersonView {
                    initials: fullmakt_domain::text::initials(&name),
                    name,
                }),
            level,
            storage,
            capabilities: self.capabilities().await,
            personas: self
                .0
                .personas
                .iter()
                .map(|p| Persona {
                    key: p.key.clone(),
                    name: p.name.clone(),
                    initials: fullmakt_domain::text::initials(&p.name),
                    blurb: p.blurb.clone(),
                })
                .collect(),
            last_failure,
            has_data,
        })
    }

    /// What can be done now, and how.
    pub(crate) async fn capabilities(&self) -> Capabilities {
        self.known().await.capabilities()
    }

    /// Whether a request may be read by its id alone.
    pub(crate) async fn reads_by_id(&self) -> bool {
        self.known().await.reads_by_id()
    }

    /// What capabilities are derived from.
    async fn known(&self) -> Known {
        let mut known = Known::default();
        if let (AuthState::SignedIn(login), Ok(account)) = (self.0.auth.state(), self.account()) {
            known.signed_in = true;
            known.granted = login.scopes;
            known.asked = asked_scopes(&account).await;
            known.refused = self.refused_acts(&account).await;
        }
        known
    }

    async fn refused_acts(&self, account: &Account) -> std::collections::BTreeSet<GatedAct> {
        let limit = self.now().as_second() - REFUSAL_SECONDS;
        let outcomes = account.store.capabilities().all().await;
        let outcomes = outcomes.unwrap_or_else(|error| {
            tracing::warn!(
                code = error.code(),
                "refusals are not known: acts are tried"
            );
            Vec::new()
        });
        GatedAct::ALL
            .into_iter()
            .filter(|act| {
                outcomes
                    .iter()
                    .any(|o| o.name == act.key() && o.at.as_second() > limit)
            })
            .collect()
    }

    /// Remembers that Altinn refused an act that the scopes should allow; tried again after a day or a new login.
    pub(crate) async fn note_refused(&self, act: GatedAct) {
        if let Ok(account) = self.account() {
            if let Err(error) = account
                .store
                .capabilities()
                .set(act.key(), "refused", self.now())
                .await
            {
                tracing::warn!(code = error.code(), "a refusal was not kept");
            }
            self.changed(&[Topic::Session]);
        }
    }

    /// Settings of this person on this machine.
    pub(crate) fn settings_view(&self) -> Settings {
        self.0.preferences.get().settings
    }

    /// Saves settings.
    pub(crate) fn save_settings(&self, settings: Settings) -> Result<Settings, Failure> {
        let stored = self
            .0
            .preferences
            .change(|p| p.settings = settings)
            .map_err(|_| Failure::new(ErrorCode::FileNotWritten).with("folder", "data"))?;
        self.changed(&[
            Topic::Settings,
            Topic::Organisations,
            Topic::Approvals,
            Topic::SystemUsers,
        ]);
        self.follow_language();
        Ok(stored.settings)
    }

    /// The status line.
    pub(crate) async fn status_view(&self) -> Result<Status, Failure> {
        self.write_call_counts().await;
        let mut calls: Vec<CallCount> = Vec::new();
        let (mut waiting, mut fetched_at) = (0, self.0.meter.answered_at());
        let (mut watch, mut watched_at) = (0, None);
        if let Ok(account) = self.account() {
            let day = oslo_day(self.now());
            let due = self.due_searches(&account).await;
            calls = account
                .store
                .calls()
                .list(&day)
                .await
                .map_err(|e| from_store(&e))?
                .into_iter()
                .map(|c| CallCount {
                    minimum: due.filter(|_| c.kind == fullmakt_altinn::DIALOGS_SEARCH),
                    kind: c.kind,
                    count: c.count,
                })
                .collect();
            waiting = waiting_count(&requests(&account).await?);
            watch = self.watch_count(&account).await?;
            watched_at = self.looked_at(&account).await;
            self.watch_when_old();
            if fetched_at.is_none() {
                fetched_at = account
                    .store
                    .actors()
                    .fetched_at()
                    .await
                    .map_err(|e| from_store(&e))?;
            }
        }
        calls.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.kind.cmp(&b.kind)));
        Ok(Status {
            connection: self.0.meter.connection(),
            fetched_at: fetched_at.map(wire),
            calls_today: calls.iter().map(|c| c.count).sum(),
            calls,
            waiting,
            watch,
            watched_at: watched_at.map(wire),
            clock_ahead_min: self.0.auth.clock_ahead().and_then(minutes_off),
            arrivals: self.0.arrivals.latest(),
        })
    }

    /// Writes what the meter has counted since the last time.
    pub(crate) async fn write_call_counts(&self) {
        let Ok(account) = self.account() else { return };
        let mut by_day: std::collections::BTreeMap<String, Vec<fullmakt_store::calls::CallCount>> =
            std::collections::BTreeMap::new();
        for (day, kind, count) in self.0.meter.take() {
            by_day
                .entry(day)
                .or_default()
                .push(fullmakt_store::calls::CallCount {
                    kind: kind.to_owned(),
                    count,
                });
        }
        for (day, counts) in by_day {
            if let Err(error) = account.store.calls().add(&day, &counts).await {
                tracing::warn!(code = error.code(), "call counts were not kept");
            }
        }
    }
}

async fn asked_scopes(account: &Account) -> std::collections::BTreeSet<String> {
    account
        .store
        .sync_marks()
        .get(ASKED_SCOPES)
        .await
        .ok()
        .flatten()
        .map(|mark| mark.value.split_whitespace().map(str::to_owned).collect())
        .unwrap_or_default()
}

/// Minutes of a difference that is worth a word.
fn minutes_off(ahead: SignedDuration) -> Option<i32> {
    let minutes = ahead.round(SignedDurationRound::new().smallest(Unit::Minute));
    let minutes = i32::try_from(minutes.unwrap_or(ahead).as_mins()).ok()?;
    (ahead.abs() > SignedDuration::from_mins(1)).then_some(minutes)
}
