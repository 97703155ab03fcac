//! Who is signed in, what the login allows, and what is running.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{Ability, Failure, Instant};

/// What is running. Never changes while the app runs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppInfo {
    /// Version of the app, `1.2.3`.
    pub version: String,
    /// Where the app talks to.
    pub environment: EnvironmentInfo,
    /// Environments that the sign-in screen offers, this one included.
    pub environments: Vec<EnvironmentInfo>,
    /// Folder of the log files, shown in About.
    pub log_dir: Option<String>,
    /// Folder of this environment's data, shown in About.
    pub data_dir: Option<String>,
    /// `linux`, `macos`, `windows`: decides the names of keys.
    pub platform: String,
}

/// An Altinn environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentInfo {
    /// `prod`, `tt02`, `sandbox` or `custom`.
    pub id: EnvironmentId,
    /// Host of Altinn's pages there.
    pub portal_host: String,
    /// Everything but production: marked TEST on every screen.
    pub is_test: bool,
    /// False when no client id is known for it: login cannot start, and the screen says so.
    pub can_sign_in: bool,
}

/// The environments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvironmentId {
    /// Altinn itself.
    Prod,
    /// Altinn's public test environment.
    Tt02,
    /// The training mode inside the app.
    Sandbox,
    /// From a file.
    Custom,
}

/// The session as the screens see it. Holds no token and no identity number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Where in the login we are.
    pub state: SessionState,
    /// Key of the open account: two people never share one, however alike their names. Opaque, and of this machine only.
    pub account: Option<String>,
    /// Who; known also when the login has ended but the account is open.
    pub person: Option<PersonView>,
    /// Security level of the login: 3 (substantial) or 4 (high).
    pub level: Option<u8>,
    /// Where the login is kept on this machine.
    pub storage: SecretStorage,
    /// What can be done, and how.
    pub capabilities: Capabilities,
    /// In the sandbox: people that one can be.
    pub personas: Vec<Persona>,
    /// The failure of the last attempt to sign in, until the next one.
    pub last_failure: Option<Failure>,
    /// Whether the account had data open before (offline reading is possible).
    pub has_data: bool,
}

/// Where in the login we are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum SessionState {
    /// Nobody.
    SignedOut,
    /// The browser is open; we wait.
    Authorizing {
        /// The address that was opened, for "copy link". Holds no secret of ours.
        link: Option<String>,
        /// Why we ask.
        purpose: LoginPurpose,
        /// When we give up.
        until: Instant,
    },
    /// Signed in.
    SignedIn,
    /// The login has ended; cached data is readable; the next act asks for login.
    LoginNeeded,
}

/// Why a login runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LoginPurpose {
    /// First login, or login again.
    SignIn,
    /// A higher security level.
    StepUp,
    /// More scopes for a feature.
    MoreScopes,
}

/// The person at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// Name from Altinn (ID-porten knows none).
    pub name: String,
    /// Two letters for the avatar.
    pub initials: String,
}

/// A person of the sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Persona {
    /// Key for `sign_in`.
    pub key: String,
    /// Name.
    pub name: String,
    /// Two letters for the avatar.
    pub initials: String,
    /// What he or she may do, one line, bokmål (data of the sandbox, not a text of ours).
    pub blurb: String,
}

/// Where secrets are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum SecretStorage {
    /// Sealed on disk, key in the OS keyring.
    Keyring,
    /// In memory only, gone when the app closes.
    Memory {
        /// Why.
        reason: KeyringTrouble,
    },
}

/// Why the keyring is not in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringTrouble {
    /// No keyring service on this machine.
    NoService,
    /// A service, but no login keyring in it.
    NoCollection,
    /// Locked, or unlocking was cancelled.
    Locked,
    /// Some other fault.
    Other,
}

/// What can be done, and how (design, section 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Capabilities {
    /// List waiting requests without a link.
    pub list_requests: Ability,
    /// Approve.
    pub approve: Ability,
    /// Reject.
    pub reject: Ability,
    /// Forward to an access manager.
    pub escalate: Ability,
    /// Check beforehand what the user may pass on.
    pub pre_check: Ability,
    /// List system users.
    pub system_users: Ability,
    /// See what a system user truly holds.
    pub system_user_rights: Ability,
    /// Withdraw a system user of the own kind.
    pub withdraw: Ability,
    /// Withdraw a system user for clients.
    pub withdraw_client: Ability,
    /// Approve a change of a system user.
    pub approve_change: Ability,
    /// Set up a system user.
    pub create: Ability,
    /// Read Altinn's register of systems.
    pub browse_systems: Ability,
    /// See, add and remove the own organisation on a system user for clients.
    pub own_organisation: Ability,
    /// Read clients and agents of the firms that the user administers.
    pub read_clients: Ability,
    /// Give clients to agents and take them away.
    pub change_clients: Ability,
    /// See one's own accesses to clients of others.
    pub my_clients: Ability,
    /// Give up one's own accesses to clients of others.
    pub leave_clients: Ability,
}

/// Start a login.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// A sandbox person: signs in without a browser. `None`: the system browser.
    pub persona: Option<String>,
    /// Ask for security level 4, with a fresh login.
    pub step_up: bool,
    /// Let ID-porten ask who it is, whoever is signed in to it in the browser.
    #[serde(default)]
    pub other_person: bool,
    /// Ask for the scopes of features that were refused or not yet asked for.
    pub more_scopes: bool,
    /// Ask for the scopes of these features too, as their screens are opened first. What the last login held is asked
    /// for again in any case.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<ScopeFeature>>")]
    pub features: Vec<ScopeFeature>,
    /// Language of ID-porten's pages: `nb`, `nn`, `en`.
    pub ui_locale: Option<String>,
}

/// Features whose scopes are asked for late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScopeFeature {
    /// Client administration.
    Clients,
    /// One's own accesses to clients of others.
    MyClients,
}

/// End the session: revoke, then wipe the login from this machine.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignOut {
    /// Also log out of ID-porten in the browser (and so of every public service there).
    pub end_session: bool,
    /// Also delete cached data, receipts and keys of this account from this machine.
    pub delete_data: bool,
}

/// What to do with stored data that cannot be opened. Nothing is done to it before the user has chosen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecoverStore {
    /// What.
    pub how: Recovery,
}

/// Ways out when stored data cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Recovery {
    /// The file is kept beside, under another name, and an empty one is begun.
    SetAside,
    /// The file and its backups are deleted, and an empty one is begun.
    Delete,
}

/// Change environment; the window starts over in it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SwitchEnvironment {
    /// Which.
    pub to: EnvironmentId,
}

/// How the app looks and behaves for this person on this machine. Saved at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Language of the screens.
    pub language: Language,
    /// Colour scheme.
    pub theme: Theme,
    /// Row heights.
    pub density: Density,
    /// How large the window draws everything, per cent; 50 to 400, what lies outside is drawn in to that.
    #[serde(default = "usual_zoom")]
    pub zoom: u16,
    /// True: ten seconds of undo after Reject. False: a confirm step instead (WCAG 2.2.1).
    pub undo_reject: bool,
    /// Whether single letters act as shortcuts (WCAG 2.1.4).
    pub letter_shortcuts: bool,
    /// Where one comes to when the message that one looked at was filed.
    #[serde(default)]
    pub after_filing: AfterFiling,
}

fn usual_zoom() -> u16 {
    100
}

impl Settings {
    /// How large the window draws everything, as a factor: a file may hold any number.
    pub fn zoom_factor(&self) -> f64 {
        f64::from(self.zoom.clamp(50, 400)) / 100.0
    }
}

/// Where one comes to after filing. At an end of the list it is the neighbour on the other side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AfterFiling {
    /// The message below it: the next older one, with the newest first.
    #[default]
    Below,
    /// The message above it: the next newer one, with the newest first.
    Above,
    /// The list, with nothing shown beside it.
    List,
}

/// Languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

/// Colour schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Row heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// 72 px rows.
    Comfortable,
    /// 52 px rows.
    Compact,
    /// 36 px rows.
    Dense,
}

/// The status line: connection, age, calls.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Whether Altinn answered last time.
    pub connection: Connection,
    /// When data was last fetched.
    pub fetched_at: Option<Instant>,
    /// Calls made today (Oslo time), all kinds.
    pub calls_today: u32,
    /// The same by kind, largest first.
    pub calls: Vec<CallCount>,
    /// Waiting requests over all organisations, for the rail.
    pub waiting: u32,
    /// Accesses with something to report, for the rail (`watch` tells what).
    pub watch: u32,
    /// When it was last looked for; `None`: not yet.
    pub watched_at: Option<Instant>,
    /// Minutes that ID-porten's clock is ahead of this machine's (negative: behind); `None` while it is not known, and
    /// when they differ by no more than a minute.
    pub clock_ahead_min: Option<i32>,
    /// Number of the last arrival of messages, for lists that begin to be shown (`messages`).
    pub arrivals: u32,
}

/// Connection to Altinn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// The last call was answered.
    Online,
    /// The last call found no network.
    Offline,
    /// No call made yet.
    Unknown,
}

/// Calls of one kind today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallCount {
    /// Kind: the client's name for the call, e.g. `authorized_parties`, `request_read`.
    pub kind: String,
    /// Calls.
    pub count: u32,
    /// The computed minimum for what was asked, where one is known.
    pub minimum: Option<u32>,
}

/// A mark from the window for the trace, such as `ui_ready` or `palette`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UiMark {
    /// Name of the mark; only known names are written.
    pub name: String,
    /// Milliseconds it took; `None` for a moment.
    pub ms: Option<f64>,
}

/// A warning or error from the window, for the log (cut short, redacted).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UiLog {
    /// `warn` or `error`.
    pub level: String,
    /// What.
    pub message: String,
}

/// The window came into view, or was hidden: minimised, or on another desk.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowShown {
    /// It is in view.
    pub shown: bool,
}

/// Somebody uses the window: it tells at most once a minute, and each time that it gets the focus.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowUsed {
    /// It has just got the focus.
    pub focused: bool,
}
