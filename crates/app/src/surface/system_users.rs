//! System accesses: every system user of every organisation.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::ActivityRow;
use super::approvals::{PackageView, RegisterStatus, ServiceView};
use super::common::{Ability, Failure, Instant, PartyUuid, SourceFailure};
use super::own_organisation::OwnUse;
use super::watch::Finding;

/// Which system users.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemUsersQuery {
    /// Words in title, vendor or organisation; empty for all.
    pub text: String,
    /// Only this organisation.
    pub party_uuid: Option<PartyUuid>,
    /// Only the organisations in this group of the user's own (`party_groups`); not beside `party_uuid`.
    #[serde(default)]
    pub group: Option<String>,
    /// Only this kind.
    pub kind: Option<SystemUserKind>,
    /// Only those with something to report.
    #[serde(default)]
    pub changed: bool,
    /// Ask Altinn now.
    pub refresh: bool,
}

/// Kinds of system user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SystemUserKind {
    /// For the organisation itself (standard).
    Own,
    /// For its clients (agent).
    Client,
}

/// All system users that match, by title.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemUsersPage {
    /// Rows.
    pub rows: Vec<SystemUserRow>,
    /// All of the own kind, before the filter on kind.
    pub own: u32,
    /// All of the client kind, before the filter on kind.
    pub client: u32,
    /// All with something to report, before the filter on kind.
    pub changed: u32,
    /// When they were last read; the oldest of the organisations shown.
    pub fetched_at: Option<Instant>,
    /// Organisations read.
    pub organisations: u32,
    /// Organisations never read: `read_on` reads more of them. 0 when only one was asked for.
    pub unread: u32,
    /// Organisations that could not be read.
    pub failures: Vec<SourceFailure>,
}

/// One system user in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemUserRow {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Two letters.
    pub initials: String,
    /// Kind.
    pub kind: SystemUserKind,
    /// Vendor's name, or its number when the name is not known.
    pub vendor: String,
    /// Vendor's organisation number.
    pub vendor_org_no: String,
    /// Organisation's name.
    pub organisation: String,
    /// When it was created; `None` when Altinn does not say.
    pub created: Option<Instant>,
    /// What the watch found, most serious first; acknowledging clears it.
    pub findings: Vec<Finding>,
    /// Digest of these; `acknowledge` must repeat it.
    #[serde(default)]
    pub fingerprint: String,
    /// A change of it waits in the queue: the request's key.
    pub change_waits: Option<String>,
    /// The day on which the person wants to look at it again.
    pub review_on: Option<String>,
}

/// Names one system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemUserRef {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
}

/// One system user in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemUserDetail {
    /// As in the list.
    pub row: SystemUserRow,
    /// The organisation's number.
    pub org_no: String,
    /// What Enhetsregisteret says of the vendor.
    pub vendor_register: RegisterStatus,
    /// `{vendor org no}_{name}`.
    pub system_id: String,
    /// The vendor's reference.
    pub external_ref: Option<String>,
    /// Packages it holds now.
    pub packages: Vec<PackageView>,
    /// Single services it holds now.
    pub services: Vec<ServiceView>,
    /// Distinct services in all.
    pub service_count: u32,
    /// Whether these are its true current rights.
    pub rights: RightsSource,
    /// Number of the receipt of its approval, if made here.
    pub receipt: Option<String>,
    /// What was done to it from this machine, newest first.
    pub history: Vec<ActivityRow>,
    /// How it can be withdrawn.
    pub withdraw: Ability,
    /// Since when Altinn's page is observed for its withdrawal.
    #[serde(default)]
    pub withdrawing: Option<Instant>,
    /// Catalogues and register behind `row.findings`: when they were last compared.
    pub watched_at: Option<Instant>,
    /// What the person wrote about it.
    pub note: Option<String>,
    /// For clients: whether the own organisation may be added; `own_organisation` tells whether it is.
    pub own_use: Option<OwnUse>,
    /// When it was read.
    pub fetched_at: Instant,
}

/// What a withdrawal takes away, read from Altinn before the person decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WithdrawalConsequence {
    /// Distinct services that it loses.
    pub services: u32,
    /// For clients: clients that go with it; `None` for the own kind, and when they could not be read.
    pub clients: Option<u32>,
    /// For clients: the own organisation is among those that go; `None` as above.
    pub own_organisation: Option<bool>,
    /// Why the clients could not be counted.
    pub failure: Option<Failure>,
    /// How it can be withdrawn.
    pub withdraw: Ability,
}

/// Where shown rights come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum RightsSource {
    /// What it holds now, from Altinn.
    Current,
    /// The set stored at creation, since the current one could not be read.
    AtCreation {
        /// Why.
        failure: Option<Failure>,
    },
}

/// What came of a withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Withdrawal {
    /// Done; Altinn said so.
    Done {
        /// Number of the log entry.
        receipt: String,
    },
    /// Done; Altinn said so. This machine could not write it down yet, and tries again by itself.
    Unrecorded {
        /// Why.
        failure: Failure,
    },
    /// Opened at Altinn; we observe, and an event follows when it is gone.
    HandedOff,
    /// Altinn did not answer; the state is being read.
    Unknown,
}

/// An address to open in the system browser. The core builds it; the window only names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum OpenTarget {
    /// Altinn's page for a request.
    Request {
        /// Key.
        key: String,
    },
    /// Altinn's overview of system users.
    SystemUsers,
    /// Altinn's page for setting up a system user.
    NewSystemUser,
    /// A page at Altinn that a text links to and that is no request: recognised by the palette, opened as it is.
    AltinnPage {
        /// The text as it came.
        text: String,
    },
    /// A new letter in the person's mail program, without a receiver. At most 2,000 characters in all.
    Letter {
        /// Subject.
        subject: String,
        /// Text.
        body: String,
    },
    /// The vendor's page named in a request (https only).
    VendorPage {
        /// Number of the receipt.
        number: String,
    },
    /// An address on our fixed list: `licence`.
    Known {
        /// Which.
        name: String,
    },
}

/// Open an address in the system browser.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenExternal {
    /// What.
    pub target: OpenTarget,
}
