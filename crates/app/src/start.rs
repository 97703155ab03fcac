//! Starting and closing the app.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use fullmakt_altinn::Altinn;
use fullmakt_auth::{Auth, AuthConfig, AuthState};
use fullmakt_domain::{AheadClock, Clock, Environment, SystemClock};
use fullmakt_net::{Net, NetConfig};
use fullmakt_secrets::{OsKeyring, SecretStore};
use fullmakt_sync::rounds::Wish;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::catalogue::Catalogues;
use crate::host::{HostWindow, Launch, LaunchEnvironment, LaunchPersona, SecretPlace};
use crate::meter::Meter;
use crate::preferences::{Preferences, Stored};
use crate::session::account::LOGIN_FILE;
use crate::session::flight::LoginTurns;
use crate::session::keys;
use crate::session::tokens::Tokens;
use crate::session::vault::Vault;
use crate::state::{App, Inner, KeyState};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::Settings;
use crate::surface::table::Topic;

/// How long closing waits for work under way.
const CLOSING: Duration = Duration::from_secs(5);

/// What must be known before the database is open, in the folder of its environment.
const PREFERENCES: &str = "preferences.json";

/// Client ids of the registered app, given at build time: nothing secret, but ours alone.
const PROD_CLIENT: Option<&str> = option_env!("FULLMAKT_CLIENT_ID_PROD");
const TT02_CLIENT: Option<&str> = option_env!("FULLMAKT_CLIENT_ID_TT02");

impl App {
    /// Starts the app: opens the keys, restores the login, opens the account that was last in use. The clock is the
    /// machine's, or that of an invented world.
    ///
    /// # Errors
    /// When the environment cannot be used. A keyring or database in trouble is no error here: the session says so.
    pub async fn start(
        launch: Launch,
        host: Arc<dyn HostWindow>,
        clock: Arc<dyn Clock>,
    ) -> Result<App, Failure> {
        let (environment, personas) = environment(&launch.environment)?;
        let (root, downloads) = folders(launch.data_dir);
        let folder = root.join(&environment.namespace);
        crate::folders::make_private(&folder).map_err(|_| {
            Failure::new(ErrorCode::FileNotWritten).with("folder", folder.display().to_string())
        })?;
        let preferences = Preferences::open(folder.join(PREFERENCES));
        let meter = Arc::new(Meter::new(Arc::clone(&clock)));
        let net = Net::new(NetConfig {
            user_agent: format!("Fullmakt/{}", launch.version),
            clock: Arc::clone(&clock),
            meter: Arc::clone(&meter) as Arc<dyn fullmakt_net::CallMeter>,
        })
        .map_err(|e| crate::failures::from_net(&e))?;

        let secrets: Arc<dyn SecretStore> = match launch.secrets {
            SecretPlace::Keyring => Arc::new(OsKeyring::new(format!(
                "fullmakt-{}",
                environment.namespace
            ))),
            SecretPlace::Memory => Arc::new(keys::NoKeyring),
            SecretPlace::Given(given) => given,
        };
        let key_state = keys::load(&secrets).await;
        let vault = Arc::new(match &key_state {
            KeyState::Keyring(keys) => Vault::sealed(folder.join(LOGIN_FILE), keys.seal_key()),
            KeyState::Memory { .. } => Vault::in_memory(),
        });
        let auth = Auth::new(
            AuthConfig {
                issuer: environment.issuer.clone(),
                client_id: environment.client_id.clone().unwrap_or_default(),
                platform: environment.platform.clone(),
                loopback_issuer_allowed: environment.is_test()
                    && environment.name != fullmakt_domain::EnvironmentName::Tt02,
            },
            net.clone(),
            Arc::clone(&vault) as Arc<dyn fullmakt_auth::TokenVault>,
            Arc::clone(&clock),
        );
        let (events, _) = broadcast::channel(256);
        let tokens = Tokens::new(auth.clone(), events.clone());
        let altinn = Altinn::new(environment.clone(), net.clone(), Arc::new(tokens));
        let app = App(Arc::new(Inner {
            version: launch.version,
            environment,
            personas,
            folder,
            downloads,
            clock,
            host,
            preferences,
            meter,
            net,
            secrets,
            keys: tokio::sync::Mutex::new(key_state),
            vault,
            auth,
            altinn,
            account: RwLock::new(None),
            login: Mutex::default(),
            login_turns: LoginTurns::default(),
            catalogues: Catalogues::default(),
            rejects: crate::approvals::pending_rejects::PendingRejects::default(),
            deciding: Mutex::default(),
            searches: crate::approvals::search::Searches::default(),
            from_lists: crate::approvals::from_lists::FromLists::default(),
            sendings: crate::approvals::sending::Sendings::default(),
            observing: Mutex::default(),
            reading: crate::messages::Reading::default(),
            presence: crate::messages::Presence::default(),
            syncing: crate::messages::Syncing::default(),
            arrivals: crate::messages::Arrivals::default(),
            filing: crate::messages::FilingPlace::default(),
            clients: crate::clients::ClientsPlace::default(),
            link_before_login: Mutex::default(),
            events,
            tasks: TaskTracker::new(),
            closing: CancellationToken::new(),
            refreshing: crate::state::Refreshing::default(),
        }));
        app.sweep_sessions().await;
        app.restore().await;
        app.spawn(app.clone().keep_messages());
        Ok(app)
    }

    /// Folders of earlier runs whose key lived in memory: nobody can read them any more.
    async fn sweep_sessions(&self) {
        let Ok(mut entries) = tokio::fs::read_dir(&self.0.folder).await else {
            return;
        };
        while let Ok(Some(entry)) = entries.next_entry().await {
            if entry.file_name().to_string_lossy().starts_with("session-") {
                let _ = tokio::fs::remove_dir_all(entry.path()).await;
            }
        }
    }

    /// Restores the login and the account. Reads no network, so the window need not wait for it.
    pub(crate) async fn restore(&self) {
        let state = self.0.auth.restore().await;
        if self.0.vault.was_unreadable() {
            // Otherwise the person would only see that nobody is signed in.
            self.0
                .login
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .last_failure = Some(Failure::new(ErrorCode::LoginUnreadable));
        }
        let stored = self.0.preferences.get();
        let opened = match (&state, &stored.account) {
            (AuthState::SignedIn(_) | AuthState::LoginNeeded(_), _) => {
                self.open_account_of_login().await
            }
            (AuthState::SignedOut, Some(account)) => {
                let keyring = matches!(*self.0.keys.lock().await, KeyState::Keyring(_));
                if keyring {
                    self.open_account(&account.clone()).await
                } else {
                    Ok(())
                }
            }
            (AuthState::SignedOut, None) => Ok(()),
        };
        if let Err(failure) = opened {
            tracing::warn!(code = ?failure.code, "the account could not be opened");
            self.0
                .login
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .last_failure = Some(failure);
            return;
        }
        if let (Some(persona), false) = (stored.persona, self.0.personas.is_empty()) {
            self.sign_in_again(persona);
        } else if matches!(state, AuthState::SignedIn(_)) {
            let app = self.clone();
            self.spawn(async move {
                app.0.host.first_picture().await;
                app.read_all_after_login().await;
            });
        }
    }

    /// What is read once a login stands: actors first, then requests and system users.
    pub(crate) async fn read_all_after_login(&self) {
        if let Err(failure) = self.refresh_organisations().await {
            tracing::info!(code = ?failure.code, "the actors were not read");
        }
        // A link waits for nobody: it needs no more than the organisations.
        self.take_link_before_login().await;
        self.begin_messages();
        self.resume_jobs().await;
        if let Ok(account) = self.account() {
            self.resume_creations(&account).await;
        }
        if let Err(failure) = self.refresh_system_users(Wish::WhenOld).await {
            tracing::info!(code = ?failure.code, "system users were not read");
        }
        if let Err(failure) = self.refresh_queue(Wish::WhenOld).await {
            tracing::info!(code = ?failure.code, "the queue was not read");
        }
        self.changed(&[Topic::Session, Topic::Status]);
    }

    /// The settings that the person chose at this place, before the app is up: a window that is shown at once has the
    /// right ground from the first moment, and loads the right words. Changes nothing on the disk; the defaults where
    /// nothing was chosen.
    pub fn settings_before_start(
        environment: &LaunchEnvironment,
        data_dir: Option<PathBuf>,
    ) -> Settings {
        let Ok((environment, _)) = self::environment(environment) else {
            return Settings::default();
        };
        let file = folders(data_dir)
            .0
            .join(&environment.namespace)
            .join(PREFERENCES);
        Stored::peek(&file).settings
    }

    /// Everything but production.
    pub fn is_test(&self) -> bool {
        self.0.environment.is_test()
    }

    /// Closes: sends what waits, stops what listens, and lets the database go.
    pub async fn shutdown(&self) {
        self.send_waiting_rejects().await;
        self.write_owed_receipts().await;
        self.write_call_counts().await;
        self.0.closing.cancel();
        self.0.tasks.close();
        if tokio::time::timeout(CLOSING, self.0.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!("closing did not wait for work that would not end");
        }
        let account = self
            .0
            .account
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take();
        if let Some(account) = account {
            self.put_away(&account).await;
        }
    }
}

fn environment(launch: &LaunchEnvironment) -> Result<(Environment, Vec<LaunchPersona>), Failure> {
    match launch {
        LaunchEnvironment::Prod => Ok((Environment::prod(PROD_CLIENT), Vec::new())),
        LaunchEnvironment::Tt02 => Ok((Environment::tt02(TT02_CLIENT), Vec::new())),
        LaunchEnvironment::Sandbox { base, personas } => Environment::sandbox(base)
            .map(|e| (e, personas.clone()))
            .map_err(|e| Failure::new(ErrorCode::InvalidInput).with("environment", e.to_string())),
        LaunchEnvironment::File(path) => crate::environment_file::read(path)
            .map(|file| (file.environment, Vec::new()))
            .map_err(|e| Failure::new(ErrorCode::InvalidInput).with("environment", e.to_string())),
    }
}

impl LaunchEnvironment {
    /// The machine's clock, or that of a test server which stands ahead. A file in trouble is told of when the app
    /// starts with it.
    pub fn clock(&self) -> Arc<dyn Clock> {
        if let LaunchEnvironment::File(path) = self
            && let Ok(file) = crate::environment_file::read(path)
            && !file.ahead.is_zero()
        {
            return Arc::new(AheadClock(file.ahead));
        }
        Arc::new(SystemClock)
    }
}

/// The folder for all data, and the person's download folder. A given data folder keeps everything to itself.
fn folders(given: Option<PathBuf>) -> (PathBuf, Option<PathBuf>) {
    match given {
        Some(folder) => (folder, None),
        None => (
            dirs::data_dir()
                .unwrap_or_else(std::env::temp_dir)
                .join("fullmakt"),
            dirs::download_dir(),
        ),
    }
}
