//! Shapes shared by several commands: ids and instants as text, failures, abilities, pages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A point in time on the wire: RFC 3339 in UTC, e.g. `2026-11-12T13:32:00Z`.
pub type Instant = String;

/// A party UUID (Altinn access management), lower case with dashes.
pub type PartyUuid = String;

/// Input of a command that needs none: `{}`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Nothing {}

/// What went wrong, as facts that the screen can act on. The sentence itself is written by the UI, in the
/// user's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// The case.
    pub code: ErrorCode,
    /// Whether, and when, trying again makes sense.
    pub retry: Retry,
    /// Seconds to wait before trying again, where the other side said so.
    pub after_s: Option<u32>,
    /// Altinn's own code (`AUTH-00013`, `AM-00018`) where it gave one.
    pub upstream_code: Option<String>,
    /// Altinn's trace id, for support.
    pub trace_id: Option<String>,
    /// Facts for the sentence, e.g. `host`, `organisation`, `items`. Never a secret or an identity number.
    pub context: std::collections::BTreeMap<String, String>,
}

/// Whether a failed call may be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// The same call will fail again.
    Never,
    /// It may work after a while (see `after_s`) or after the user did something.
    Later,
    /// It may work at once.
    Now,
}

/// Every case that a command can end in. The UI has one sentence for each, in three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    // The way to the other side
    /// No network.
    Offline,
    /// No answer in time.
    Timeout,
    /// Too many calls; `after_s` says how long to wait.
    RateLimited,
    /// The other side is down or answers with a server error.
    UpstreamDown,
    /// The answer could not be read.
    UpstreamChanged,
    /// The outcome of a write is unknown; the state is being read before anything is sent again.
    OutcomeUnknown,
    // The session
    /// Nobody is signed in, or the login has ended.
    LoginRequired,
    /// The user cancelled the login, or refused it at ID-porten.
    LoginCancelled,
    /// Nothing came back from the browser within five minutes.
    LoginTimeout,
    /// The browser could not be opened.
    BrowserUnavailable,
    /// No program could be started for a mail, a call or a file.
    ProgramUnavailable,
    /// The answer from the login did not pass our checks.
    LoginInvalid,
    /// A login was kept on this machine, and cannot be read.
    LoginUnreadable,
    /// The login is at a lower security level than asked for.
    LevelTooLow,
    /// The login was never asked for a scope that the feature needs.
    ScopeMissing,
    /// The user refused a scope that the feature needs.
    ConsentRefused,
    /// The client is not registered for a scope, or for this environment.
    ClientNotRegistered,
    /// Someone else signed in than the account that was open.
    OtherPerson,
    /// Altinn does not know the person.
    PersonUnknownAtAltinn,
    /// Altinn refused the login for lack of an `altinn:` scope.
    AltinnScopeMissing,
    // Rights
    /// Altinn says no to this person.
    AccessDenied,
    /// Not there, or not for this organisation.
    NotFound,
    /// Someone else changed it meanwhile.
    Conflict,
    /// The input could not be used.
    InvalidInput,
    // Links
    /// Nothing was pasted.
    LinkEmpty,
    /// The text is larger than any link.
    LinkTooLong,
    /// The text is not a link.
    LinkNotALink,
    /// More than one link in the text.
    LinkSeveral,
    /// The link does not use https.
    LinkNotHttps,
    /// The link carries a user name or password.
    LinkCredentials,
    /// The link names a port.
    LinkPort,
    /// The host is not Altinn's.
    LinkForeignHost,
    /// The host only looks like Altinn's.
    LinkLookalikeHost,
    /// Altinn's host, but not a page with a request.
    LinkWrongPath,
    /// No `id` in the link.
    LinkNoId,
    /// More than one `id` in the link.
    LinkTwoIds,
    /// The `id` is not a UUID.
    LinkBadId,
    /// The link belongs to another Altinn environment.
    LinkOtherEnvironment,
    /// A kind of Altinn link that this version does not open itself.
    LinkKindUnsupported,
    // Requests
    /// No organisation of the user holds the request, or it was withdrawn.
    RequestNotFound,
    /// Not in the organisations asked so far; there are more to ask.
    RequestNotLocated,
    /// The request belongs to another organisation (AUTH-00041/42).
    RequestOtherOrganisation,
    /// Already decided (AUTH-00013).
    RequestAlreadyDecided,
    /// The request changed after it was shown; it must be read again.
    RequestChanged,
    /// The user is not access manager (AUTH-00066, or 403).
    NotAccessManager,
    /// Something in the request may not be passed on by this person (AUTH-00001, 14, 16-20, 53, 68-71).
    MissingRights,
    /// A role is missing (AUTH-00016).
    MissingRole,
    /// A direct delegation is missing (AUTH-00018).
    MissingDelegation,
    /// The service uses an access list (AUTH-00019, 69).
    AccessList,
    /// The service needs a higher security level (AUTH-00020).
    ServiceLevelTooLow,
    /// A package is missing (AUTH-00053, 68).
    MissingPackage,
    /// The service cannot be delegated (AUTH-00070).
    NotDelegable,
    /// A Maskinporten scope, which no system user can hold (AUTH-00071).
    MaskinportenOnly,
    /// A package or service unknown to Altinn (AUTH-00052, 63).
    UnknownPackage,
    /// The package is not meant for own use, or not for clients (AUTH-00064, 65).
    PackageWrongUse,
    /// A system user exists for this system and reference (AUTH-00004).
    SystemUserExists,
    /// Registration in access management failed half-way (AUTH-00048), or its outcome was not stored (AUTH-00060).
    RegistrationIncomplete,
    /// Altinn could not carry the delegation through (AUTH-00002, 50, 51).
    DelegationFailed,
    /// The system is gone from the register (AUTH-00011).
    SystemGone,
    /// A fault in what the vendor registered or asked for (AUTH-00005 to 9, 17, 21, 23, 26, 27, 58, 59).
    VendorFault,
    /// Altinn lacks the organisation (AUTH-00000, 49).
    OrganisationUnknown,
    /// The system user is gone (AUTH-00015).
    SystemUserGone,
    /// The system user belongs to another organisation (AUTH-00024).
    SystemUserOtherOrganisation,
    /// Withdrawing failed at Altinn (AUTH-00022, 33, 34, 36 to 40, 54 to 57).
    WithdrawFailed,
    /// A change stopped half-way; `context.done` and `context.left` count its steps.
    ChangeHalfDone,
    /// What the system user holds could not be read, so a change of it cannot be shown or approved here.
    HoldingsUnreadable,
    /// The own organisation may not be added (AUTH-00064); `context.items` names the packages.
    OwnUseNotPossible,
    /// What a system would get is not known here; Altinn's page shows it.
    SystemUnknown,
    /// The new access holds less than the old one, and nobody has said that this is meant; `context.missing` counts.
    HoldsLess,
    /// The move is not at that step.
    MoveStepNotReady,
    /// Stop-and-think cues were not acknowledged.
    NotAcknowledged,
    // Messages
    /// The message is gone: deleted, expired or revoked at the service owner.
    MessageGone,
    /// The message may not be read yet; `context.from` says when.
    MessageNotVisibleYet,
    /// Altinn asks for a login at level 4 for this message.
    MessageLevelTooLow,
    /// The content could not be had from the service owner; `context.host` says where.
    ContentUnavailable,
    /// The content is larger than what is shown here.
    ContentTooLarge,
    /// The attachment has expired.
    AttachmentExpired,
    /// The attachment can run code and is only saved.
    AttachmentSaveOnly,
    /// The message must be opened first.
    NotOpened,
    /// Someone filed the message elsewhere meanwhile; the newest state is shown.
    FiledElsewhere,
    /// Nothing is left to undo.
    NothingToUndo,
    /// The action was taken, and nothing came of it within 15 seconds.
    ActionUnanswered,
    /// The message may not be deleted yet; `context.allowedAt` says when.
    DeletionTooEarly,
    /// Receipt must be confirmed before the message can be deleted.
    ConfirmationOutstanding,
    /// Part of another's conversation, and cannot be deleted by itself.
    PartOfConversation,
    /// The link is of a sort that is never opened.
    LinkNotOpened,
    // Clients
    /// The user may not administer the clients of this firm (any more).
    NotClientAdministrator,
    /// The client is not (any more) a client of the firm through this role (AM.VLD-00006, AM.VLD-00032, AUTH-00079).
    ClientGone,
    /// The client has not given the firm the package (AM.VLD-00026, AUTH-00080).
    ClientLacksPackage,
    /// The agent is not (any more) registered at the firm (AM.VLD-00032).
    AgentGone,
    /// Neither a person nor a system user of the client kind (AM.VLD-00008).
    AgentKindNotAllowed,
    /// The last name does not belong to the number (AM.VLD-00034).
    PersonMismatch,
    /// Too many wrong pairs of number and name: locked for an hour (AM-00026).
    PersonLookupLocked,
    /// What was shown is not what would be done now: show it again.
    PlanChanged,
    /// More cells than one plan can have; `context.asked` and `context.most` count them.
    PlanTooLarge,
    /// Nothing would be changed.
    NothingToChange,
    /// The job is over.
    JobOver,
    // This machine
    /// No keyring on this machine.
    KeyringMissing,
    /// The keyring is there but locked.
    KeyringLocked,
    /// The keyring is back, but what this session holds stays in memory until it ends.
    KeyringReturned,
    /// The database cannot be opened with this key.
    StoreLocked,
    /// The database file is damaged.
    StoreDamaged,
    /// No space left on the disk.
    DiskFull,
    /// The file could not be written.
    FileNotWritten,
    /// A newer version has already changed the database.
    StoreNewer,
    /// The address is not one that Fullmakt opens.
    AddressNotAllowed,
    /// The command does not exist in this host.
    UnknownCommand,
    /// A fault of ours.
    Unexpected,
}

/// How an act can be done in this environment with this login (design: capabilities decide, not hope).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Ability {
    /// The way.
    pub way: Way,
    /// Why it is not the first choice; `None` when it is.
    pub reason: Option<AbilityReason>,
}

/// Ways to do an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By Altinn's interface, inside the app.
    Api,
    /// On Altinn's own page, in the browser, observed by the app.
    Portal,
    /// Not at all.
    None,
}

/// Why an act is not done by the interface, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AbilityReason {
    /// The login lacks a scope that only Altinn's own pages get.
    PortalScopeOnly,
    /// The login lacks a scope; asking for it may help.
    ScopeMissing,
    /// The user refused the scope.
    ConsentRefused,
    /// Altinn refused when it was tried (remembered, tried again daily).
    RefusedByAltinn,
    /// Nobody is signed in.
    SignedOut,
    /// No network.
    Offline,
    /// The user lacks the right (see the authority part).
    MissingRights,
    /// The user is not access manager here.
    NotAccessManager,
    /// It has been decided, or withdrawn.
    Decided,
    /// Not offered for this kind.
    KindUnsupported,
    /// Only what lies in the bin can be deleted for good.
    NotInBin,
    /// Receipt must be confirmed first.
    ConfirmationOutstanding,
}

/// One source that could not be read; the rest of the answer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceFailure {
    /// The organisation it concerns; `None` for a source common to all.
    pub party_uuid: Option<PartyUuid>,
    /// Its name.
    pub name: Option<String>,
    /// What went wrong.
    pub failure: Failure,
}
