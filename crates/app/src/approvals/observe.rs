//! Altinn calls nobody back: after a hand-off, and after a write that was not answered, the state is read until it is
//! decided or given up (system users reference 3.1).

use std::time::Duration;

use fullmakt_altinn::AltinnError;
use fullmakt_domain::RequestStatus;
use fullmakt_store::requests::{RequestRow, RequestState};
use uuid::Uuid;

use super::rows::{domain_kind, request_id};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{ConfirmLink, Decision, Review};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::{Event, Topic};

/// How long a hand-off is observed, and how often: often while the person stands at the page, then seldom.
const STEPS: &[(u32, Duration)] = &[
    (60, Duration::from_secs(2)),
    (96, Duration::from_secs(5)),
    (100, Duration::from_secs(30)),
];

impl App {
    /// Opens a request at Altinn and observes it.
    pub(crate) async fn hand_off(&self, key: &str) -> Result<Decision, Failure> {
        let account = self.account()?;
        let id = request_id(key)?;
        let row = self.queue_row(&account, id).await?;
        self.open_at_altinn(&account, &row).await
    }

    /// Altinn's page for a request, for a message to a colleague.
    pub(crate) async fn confirm_link(&self, key: &str) -> Result<ConfirmLink, Failure> {
        let account = self.account()?;
        let row = self.queue_row(&account, request_id(key)?).await?;
        Ok(ConfirmLink {
            url: self
                .confirm_url(row.id, domain_kind(row.kind), false)
                .to_string(),
        })
    }

    /// Opens Altinn's page in the system browser and starts observing.
    pub(super) async fn open_at_altinn(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Decision, Failure> {
        let url = self.confirm_url(row.id, domain_kind(row.kind), true);
        self.0.host.open_browser(&url).map_err(|reason| {
            tracing::warn!(%reason, "no browser");
            Failure::new(ErrorCode::BrowserUnavailable)
        })?;
        let now = self.now();
        account
            .store
            .requests()
            .set_state(row.id, &RequestState::Observing { since: now }, now)
            .await
            .map_err(|e| from_store(&e))?;
        let copy = account
            .store
            .requests()
            .copy(row.id)
            .await
            .map_err(|e| from_store(&e))?;
        if let Some(review) = copy.and_then(|c| serde_json::from_str::<Review>(&c.body).ok()) {
            self.log_act(account, Act::HandedOff, row, &review).await?;
        }
        self.changed(&[Topic::Approvals, Topic::Activity]);
        self.observe(row.id);
        Ok(Decision::HandedOff)
    }

    /// Notes that a write was not answered, and finds out.
    pub(super) async fn outcome_unknown_of(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<(), Failure> {
        account
            .store
            .requests()
            .set_state(row.id, &RequestState::Unknown, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Approvals]);
        self.observe(row.id);
        Ok(())
    }

    /// Stops observing; the request stays in the queue.
    pub(crate) async fn stop_observing(&self, key: &str) -> Result<(), Failure> {
        let account = self.account()?;
        let id = request_id(key)?;
        let row = self.queue_row(&account, id).await?;
        if matches!(row.state, RequestState::Observing { .. }) {
            account
                .store
                .requests()
                .set_state(id, &RequestState::Waiting, self.now())
                .await
                .map_err(|e| from_store(&e))?;
            self.changed(&[Topic::Approvals, Topic::Status]);
        }
        Ok(())
    }

    /// Observes again what was being observed when the app was closed.
    pub(crate) async fn resume_observing(&self) {
        let Ok(account) = self.account() else { return };
        let Ok(rows) = account.store.requests().list().await else {
            return;
        };
        for row in rows {
            match row.state {
                RequestState::Observing { .. } | RequestState::Unknown => self.observe(row.id),
                // The ten seconds ran out while the app was closed, and nothing was sent.
                RequestState::Rejecting { .. } => {
                    let _ = account
                        .store
                        .requests()
                        .set_state(row.id, &RequestState::RejectNotSent, self.now())
                        .await;
                }
                _ => {}
            }
        }
    }

    fn observe(&self, id: Uuid) {
        let app = self.clone();
        let begun = self
            .0
            .observing
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(id);
        if !begun {
            return;
        }
        self.spawn(async move {
            app.observe_until_decided(id).await;
            app.0
                .observing
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .remove(&id);
        });
    }

    async fn observe_until_decided(&self, id: Uuid) {
        for (times, pause) in STEPS {
            for _ in 0..*times {
                tokio::time::sleep(*pause).await;
                match self.look(id).await {
                    Ok(true) => return,
                    Ok(false) => {}
                    Err(failure) => {
                        tracing::info!(code = ?failure.code, "an observed request could not be read");
                    }
                }
            }
        }
        // Given up politely: the request is as open as it was.
        let _ = self.stop_observing(&id.to_string()).await;
    }

    /// One look. True when there is nothing more to observe.
    async fn look(&self, id: Uuid) -> Result<bool, Failure> {
        let account = self.account()?;
        let row = self.queue_row(&account, id).await?;
        let was_unknown = match row.state {
            RequestState::Observing { .. } => false,
            RequestState::Unknown => true,
            _ => return Ok(true),
        };
        let Some(party) = row.facts.party_uuid else {
            return Ok(true);
        };
        let Some(actor) = account
            .store
            .actors()
            .get(party)
            .await
            .map_err(|e| from_store(&e))?
        else {
            return Ok(true);
        };
        let request = match self.read_in(&actor, id, domain_kind(row.kind)).await {
            Ok(request) => request,
            Err(AltinnError::NotFound) => {
                self.read_row(&account, &row)
                    .await
                    .map(|_| ())
                    .or_else(ignore_gone)?;
                self.changed(&[Topic::Approvals, Topic::Status]);
                return Ok(true);
            }
            Err(error) => return Err(crate::failures::from_altinn(&error)),
        };
        let act = match request.status {
            RequestStatus::Accepted => Act::Approved,
            RequestStatus::Rejected | RequestStatus::Denied => Act::Rejected,
            // Not answered, and still open: it did not arrive. The person decides again.
            RequestStatus::New if was_unknown => {
                account
                    .store
                    .requests()
                    .set_state(id, &RequestState::Waiting, self.now())
                    .await
                    .map_err(|e| from_store(&e))?;
                let failure = Failure::new(ErrorCode::Timeout);
                let json = serde_json::to_string(&failure).ok();
                let _ = account
                    .store
                    .requests()
                    .set_failure(id, json.as_deref())
                    .await;
                self.changed(&[Topic::Approvals, Topic::Status]);
                return Ok(true);
            }
            _ => return Ok(false),
        };
        let _claim = self.begin_deciding(id)?;
        let copy = account
            .store
            .requests()
            .copy(id)
            .await
            .map_err(|e| from_store(&e))?;
        let Some(review) = copy.and_then(|c| serde_json::from_str::<Review>(&c.body).ok()) else {
            // Nothing was shown here, so there is nothing to freeze: the state alone is kept.
            let state = match act {
                Act::Approved => RequestState::Approved { receipt: None },
                _ => RequestState::Rejected { receipt: None },
            };
            account
                .store
                .requests()
                .set_state(id, &state, self.now())
                .await
                .map_err(|e| from_store(&e))?;
            self.changed(&[Topic::Approvals, Topic::Status]);
            return Ok(true);
        };
        let receipt = self
            .decided(&account, &row, act, review, None, !was_unknown)
            .await?;
        self.0.host.focus();
        self.tell(Event::Decided {
            key: id.to_string(),
            receipt,
        });
        Ok(true)
    }

    /// Marks that registration failed half-way for a request (AUTH-00048).
    pub(super) async fn note_half_way(&self, account: &Account, row: &RequestRow) {
        let name = half_way(row.id);
        if let Err(error) = account.store.sync_marks().set(&name, "", self.now()).await {
            tracing::warn!(
                code = error.code(),
                "a half-made registration was not noted"
            );
        }
    }

    /// Whether registration failed half-way before: then "exists already" means that very one.
    pub(super) async fn registered_half_way(&self, account: &Account, row: &RequestRow) -> bool {
        account
            .store
            .sync_marks()
            .get(&half_way(row.id))
            .await
            .ok()
            .flatten()
            .is_some()
    }
}

fn half_way(id: Uuid) -> String {
    format!("half_way/{id}")
}

fn ignore_gone(failure: Failure) -> Result<(), Failure> {
    if failure.code == ErrorCode::RequestNotFound {
        Ok(())
    } else {
        Err(failure)
    }
}
