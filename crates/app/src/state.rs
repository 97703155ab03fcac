//! The app: one value that every command works on. Cheap to clone; no statics, no global state.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use fullmakt_altinn::Altinn;
use fullmakt_auth::Auth;
use fullmakt_domain::{Clock, Environment};
use fullmakt_net::Net;
use fullmakt_secrets::{Keys, SecretStore};
use fullmakt_store::Store;
use jiff::Timestamp;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::approvals::pending_rejects::PendingRejects;
use crate::catalogue::Catalogues;
use crate::clients::ClientsPlace;
use crate::host::{HostWindow, LaunchPersona};
use crate::messages::{Arrivals, FilingPlace, Presence, Reading, Syncing};
use crate::meter::Meter;
use crate::organisations::index::ActorIndex;
use crate::preferences::Preferences;
use crate::rounds::Rounds;
use crate::session::flight::LoginTurns;
use crate::session::login::LoginProgress;
use crate::session::vault::Vault;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::{KeyringTrouble, Language};
use crate::surface::table::{Event, Topic};

/// The running app.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

/// What the app holds.
pub(crate) struct Inner {
    pub version: &'static str,
    pub environment: Environment,
    pub personas: Vec<LaunchPersona>,
    /// This environment's folder.
    pub folder: PathBuf,
    /// The person's download folder; `None` when a data folder was given, which then keeps exports too.
    pub downloads: Option<PathBuf>,
    pub clock: Arc<dyn Clock>,
    pub host: Arc<dyn HostWindow>,
    pub preferences: Preferences,
    pub meter: Arc<Meter>,
    pub net: Net,
    pub secrets: Arc<dyn SecretStore>,
    pub keys: tokio::sync::Mutex<KeyState>,
    pub vault: Arc<Vault>,
    pub auth: Auth,
    pub altinn: Altinn,
    pub account: RwLock<Option<Arc<Account>>>,
    pub login: Mutex<LoginProgress>,
    pub login_turns: LoginTurns,
    pub catalogues: Catalogues,
    pub rejects: PendingRejects,
    /// Requests that a decision is being sent for: one at a time for each.
    pub deciding: Mutex<std::collections::HashSet<uuid::Uuid>>,
    /// Searches for the organisation of a link's request.
    pub searches: crate::approvals::search::Searches,
    /// Requests that the lists gave, for rows that lack something.
    pub from_lists: crate::approvals::from_lists::FromLists,
    /// Decisions between the press and the receipt.
    pub sendings: crate::approvals::sending::Sendings,
    /// Requests that are being observed.
    pub observing: Mutex<std::collections::HashSet<uuid::Uuid>>,
    /// What is known of reading messages in this run.
    pub reading: Reading,
    /// Whether the window is in view and used.
    pub presence: Presence,
    /// Synchronisation of messages.
    pub syncing: Syncing,
    /// What polls brought in while the app runs.
    pub arrivals: Arrivals,
    /// What was filed and is on its way.
    pub filing: FilingPlace,
    /// Client administration: matrices and jobs.
    pub clients: ClientsPlace,
    /// A link that came before anyone was signed in.
    pub link_before_login: Mutex<Option<String>>,
    pub events: broadcast::Sender<Event>,
    pub tasks: TaskTracker,
    pub closing: CancellationToken,
    /// One refresh of each kind at a time; a second asks for the first one's outcome.
    pub refreshing: Refreshing,
}

/// Locks that make each kind of refresh run once at a time.
#[derive(Default)]
pub(crate) struct Refreshing {
    pub organisations: tokio::sync::Mutex<()>,
    pub queue: Rounds,
    pub system_users: Rounds,
    /// Comparing accesses with their baselines.
    pub watch: Rounds,
    /// Writing the kept review of a request: what the person was shown is never replaced by a draft.
    pub copies: tokio::sync::Mutex<()>,
}

/// Where the keys are.
pub(crate) enum KeyState {
    /// From the OS keyring.
    Keyring(Keys),
    /// Made for this run only.
    Memory { trouble: KeyringTrouble, keys: Keys },
}

/// The open account: one person in one environment.
pub(crate) struct Account {
    /// Digest of issuer and subject; names the folder and the key.
    pub key: String,
    /// Its database.
    pub store: Store,
    /// The person's name at Altinn, once known.
    pub name: RwLock<Option<String>>,
    /// The person's own party.
    pub party_uuid: RwLock<Option<String>>,
    /// The palette's index.
    pub index: RwLock<Arc<ActorIndex>>,
    /// When the actors were last read on the user's wish.
    pub actors_wished: Mutex<Option<Timestamp>>,
    /// Folder of the account; removed at the end when the key lived in memory only.
    pub folder: PathBuf,
    /// The key lived in memory only.
    pub ephemeral: bool,
}

impl Account {
    /// The person's name, or nothing while Altinn has not told it.
    pub fn name(&self) -> Option<String> {
        self.name
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The palette's index as it is now.
    pub fn index(&self) -> Arc<ActorIndex> {
        Arc::clone(&self.index.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// Events for a host: every change, without data.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The open account.
    ///
    /// # Errors
    /// [`ErrorCode::LoginRequired`] when none is open.
    pub(crate) fn account(&self) -> Result<Arc<Account>, Failure> {
        self.0
            .account
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .ok_or_else(|| Failure::new(ErrorCode::LoginRequired))
    }

    /// The user's language.
    pub(crate) fn language(&self) -> Language {
        self.0.preferences.get().settings.language
    }

    /// Tells the hosts that data under these topics changed. Nobody listening is fine.
    pub(crate) fn changed(&self, topics: &[Topic]) {
        let _ = self.0.events.send(Event::Changed {
            topics: topics.to_vec(),
        });
    }

    /// Sends another event.
    pub(crate) fn tell(&self, event: Event) {
        let _ = self.0.events.send(event);
    }

    /// Runs work in the background; closing the app waits for it (a little) and cancels what waits.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let closing = self.0.closing.clone();
        self.0.tasks.spawn(async move {
            tokio::select! {
                () = closing.cancelled() => {}
                () = work => {}
            }
        });
    }
}

impl Language {
    /// Code for `Accept-Language` and `ui_locales`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Nb => "nb",
            Language::Nn => "nn",
            Language::En => "en",
        }
    }
}
