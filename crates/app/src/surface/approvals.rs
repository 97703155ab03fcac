//! The queue of requests, the review of one, and the decision.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::changes::{ChangeCounts, ChangeStep, ChangeView};
use super::common::{Ability, Failure, Instant, PartyUuid, SourceFailure};
use super::own_organisation::OwnUse;

pub use super::authority::*;
pub use super::cues::*;

/// Which requests.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueQuery {
    /// Only this organisation; `None` for all.
    pub party_uuid: Option<PartyUuid>,
    /// Only the organisations in this group of the user's own (`party_groups`); not beside `party_uuid`.
    #[serde(default)]
    pub group: Option<String>,
    /// Ask Altinn now, instead of showing what is known and refreshing when it is old.
    pub refresh: bool,
}

/// The queue over all organisations.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// All rows, newest first. Decided rows stay until dismissed or a day has gone.
    pub rows: Vec<QueueRow>,
    /// Rows that wait for a decision.
    pub waiting: u32,
    /// When the sources were last read.
    pub fetched_at: Option<Instant>,
    /// Organisations whose lists were read; 0 where Altinn does not let us list.
    pub organisations: u32,
    /// Organisations whose lists were never read: `read_on` reads more of them.
    pub unread: u32,
    /// Whether Altinn lets us list, or links are needed.
    pub listing: Ability,
    /// Organisations that could not be read.
    pub failures: Vec<SourceFailure>,
}

/// One request in the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueRow {
    /// Key for every other command: the request id.
    pub key: String,
    /// Own, for clients, or a change.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: QueueState,
    /// Title of the system; `None` while only the link is known.
    pub system: Option<String>,
    /// Vendor's name.
    pub vendor: Option<String>,
    /// Organisation.
    pub party_uuid: Option<PartyUuid>,
    /// Organisation's name.
    pub organisation: Option<String>,
    /// When the vendor asked.
    pub created: Option<Instant>,
    /// Whole days since then.
    pub age_days: Option<u32>,
    /// The one or two cues that matter most.
    pub cues: Vec<Cue>,
    /// What a change would do, once it was read.
    pub change: Option<ChangeCounts>,
    /// Waiting requests by the same system for the same permissions, this one included: rows with the same text belong
    /// together. `None` when it is the only one.
    pub alike: Option<AlikeMark>,
    /// Came from a link (else from Altinn's list).
    pub from_link: bool,
    /// The last failure when reading or sending, if any.
    pub failure: Option<Failure>,
}

/// Says which rows of the queue are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeMark {
    /// The same for all of them.
    pub group: String,
    /// How many there are.
    pub count: u32,
}

/// Kinds of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// For the organisation itself (standard system user).
    Own,
    /// For the organisation's clients (agent system user).
    Client,
    /// Change of an existing system user.
    Change,
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum QueueState {
    /// A link that has not been read yet.
    NotRead,
    /// Waits for a decision.
    Waiting,
    /// Opened at Altinn in the browser; we observe.
    Observing {
        /// Since when.
        since: Instant,
    },
    /// Rejection will be sent.
    Rejecting {
        /// When.
        at: Instant,
    },
    /// A rejection that could not be sent.
    RejectNotSent,
    /// A write whose outcome is not known; being checked.
    Unknown,
    /// Approved.
    Approved {
        /// Our receipt, if it was decided here or observed.
        receipt: Option<String>,
    },
    /// Rejected.
    Rejected {
        /// Our receipt, if it was decided here or observed.
        receipt: Option<String>,
    },
    /// Forwarded to an access manager.
    Escalated,
    /// Not found in any of the user's organisations: withdrawn, or someone else's.
    NotFound,
}

/// A pasted, dropped or handed-over text with a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddLink {
    /// The text as it came.
    pub text: String,
}

/// The link is in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkAdded {
    /// The request's key.
    pub key: String,
    /// Kind by the path.
    pub kind: RequestKind,
    /// It was in the queue already.
    pub already: bool,
}

/// Look for the organisation of a request that a link names.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindRequest {
    /// Key from the queue.
    pub key: String,
    /// Ask this organisation only; `None`: the next hundred that were not asked yet.
    pub party_uuid: Option<PartyUuid>,
}

/// What Altinn tells organisation by organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// Waiting requests.
    Requests,
    /// System users.
    SystemUsers,
}

/// Read more organisations that were never read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadOn {
    /// What.
    pub what: Listing,
}

/// Names one request.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RequestRef {
    /// Key from the queue.
    pub key: String,
}

/// Ask for a review.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewQuery {
    /// Key from the queue.
    pub key: String,
    /// Read again from Altinn even if a fresh copy is at hand.
    pub refresh: bool,
}

/// Everything that the review screen draws: one value, frozen into the receipt at the decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// Key.
    pub key: String,
    /// Kind.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: QueueState,
    /// Who asks.
    pub vendor: VendorView,
    /// With which system.
    pub system: SystemView,
    /// For whom.
    pub organisation: ReviewOrganisation,
    /// When the vendor asked.
    pub created: Instant,
    /// Whole days since then.
    pub age_days: u32,
    /// Older than 180 days: flagged by Altinn, still open.
    pub timed_out: bool,
    /// Host of the vendor's page afterwards.
    pub redirect_host: Option<String>,
    /// Packages with their services.
    pub packages: Vec<PackageView>,
    /// Single services.
    pub services: Vec<ServiceView>,
    /// Distinct services in all.
    pub service_count: u32,
    /// For a change: what it does. Its packages and services above are those that it asks to add.
    pub change: Option<ChangeView>,
    /// For clients: whether the own organisation may be added afterwards.
    pub own_use: Option<OwnUse>,
    /// Waiting requests by the same system for the same permissions besides this one: `alike` checks them.
    pub alike: u32,
    /// What to notice, most serious first.
    pub cues: Vec<Cue>,
    /// Whether this person can approve, item by item.
    pub authority: Authority,
    /// How each act can be done.
    pub decide: Decide,
    /// For support, folded.
    pub technical: Technical,
    /// When it was read.
    pub fetched_at: Instant,
    /// True when this is a kept copy because Altinn could not be reached.
    pub stale: bool,
    /// Digest of what is shown; `approve` must repeat it.
    pub fingerprint: String,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VendorView {
    /// Name from Enhetsregisteret; the organisation number when that could not be read.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// Organisation number.
    pub org_no: String,
    /// What Enhetsregisteret says.
    pub register: RegisterStatus,
    /// How many of the user's organisations have a system user from this vendor.
    pub used_by: u32,
}

/// What Enhetsregisteret says of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum RegisterStatus {
    /// Registered and active.
    Active,
    /// Deleted.
    Deleted {
        /// The day, `2026-03-01`.
        on: Option<String>,
    },
    /// Bankrupt.
    Bankrupt,
    /// Being wound up.
    WindingUp,
    /// No such number.
    NotRegistered,
    /// Could not be read.
    Unknown,
}

/// With which system. All three texts are the vendor's and untrusted: plain text, at most 120 characters, with
/// direction and zero-width marks made visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemView {
    /// Title.
    pub title: String,
    /// `{vendor org no}_{name}`.
    pub system_id: String,
    /// The vendor's own reference.
    pub external_ref: Option<String>,
}

/// For whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewOrganisation {
    /// Key.
    pub party_uuid: PartyUuid,
    /// Name.
    pub name: String,
    /// Organisation number.
    pub org_no: String,
    /// Kind.
    pub kind: super::organisations::ActorKind,
    /// Place, e.g. `Ålesund`.
    pub place: Option<String>,
}

/// A package and its services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageView {
    /// URN.
    pub urn: String,
    /// Name in the user's language, from Altinn's catalogue; the URN's tail if unknown.
    pub name: String,
    /// Description from the catalogue.
    pub description: Option<String>,
    /// Area's name.
    pub area: Option<String>,
    /// Services it opens.
    pub services: Vec<ServiceView>,
    /// What to notice about it.
    pub cues: Vec<Cue>,
    /// Not in Altinn's catalogue.
    pub unknown: bool,
    /// May this person pass it on?
    pub check: ItemCheck,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServiceView {
    /// Resource id.
    pub resource_id: String,
    /// Name in the user's language.
    pub name: String,
    /// Owner's name.
    pub owner: Option<String>,
    /// Owner's short mark for the tile, two or three letters.
    pub owner_mark: String,
    /// What the holder may do, in the owner's words (`rightDescription`, else description).
    pub what: Option<String>,
    /// What the system may do with it; empty when no action list could be had.
    pub verbs: Vec<Verb>,
    /// Not in Altinn's register.
    pub unknown: bool,
    /// May this person pass it on? For a service inside a package: the package's answer.
    pub check: ItemCheck,
}

/// Acts on a service, from the policy's action ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Verb {
    /// read
    Read,
    /// write
    Write,
    /// Sends in: `complete`, `submit`, `send`
    Submit,
    /// sign
    Sign,
    /// confirm
    Confirm,
    /// instantiate
    Start,
    /// subscribe
    Subscribe,
    /// delete
    Delete,
    /// access and the like: use
    Use,
    /// Anything else, verbatim.
    Other {
        /// The action id.
        action: String,
    },
}

/// How each act can be done for this request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Decide {
    /// Approve.
    pub approve: Ability,
    /// Reject.
    pub reject: Ability,
    /// Forward.
    pub escalate: Ability,
    /// Approval needs the tick of stop-and-think.
    pub needs_tick: bool,
}

/// For support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Technical {
    /// Request id.
    pub request_id: String,
    /// System id.
    pub system_id: String,
    /// Package URNs.
    pub package_urns: Vec<String>,
    /// Resource ids of single services.
    pub resource_ids: Vec<String>,
    /// The vendor's reference.
    pub external_ref: Option<String>,
}

/// Approve what was shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Approve {
    /// Key.
    pub key: String,
    /// Digest of the review that the user saw.
    pub fingerprint: String,
    /// The stop-and-think tick.
    pub acknowledged: bool,
}

/// What came of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Decision {
    /// Done; Altinn said so.
    Done {
        /// Number of the receipt.
        receipt: String,
    },
    /// Done; Altinn said so. This machine could not write it down yet, and tries again by itself.
    Unrecorded {
        /// Why.
        failure: Failure,
    },
    /// Opened at Altinn; we observe and make the receipt when it is decided.
    HandedOff,
    /// Will be sent at the given time unless undone.
    Scheduled {
        /// When.
        at: Instant,
    },
    /// Altinn did not answer; the state is being read. A change event follows.
    Unknown,
    /// A change that stopped half-way, as read from what the system user holds. Approving again goes on with what is left.
    Partly {
        /// Why it stopped.
        failure: Failure,
        /// Every step, and whether it is done.
        steps: Vec<ChangeStep>,
    },
    /// Forwarded.
    Forwarded,
}

/// Reject: at once, or after the ten seconds of undo.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reject {
    /// Key.
    pub key: String,
    /// True: send now (settings: confirm instead of undo; or the user left the screen).
    pub now: bool,
}

/// A ready message to a colleague who can approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmLink {
    /// Altinn's page for the request.
    pub url: String,
}
