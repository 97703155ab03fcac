//! Setting up a system user without the vendor asking: the system is chosen here, and gets all that it registered.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approvals::Review;
use super::common::{Ability, Failure, Instant, PartyUuid};
use super::system_users::SystemUserRef;

/// Which systems.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemsQuery {
    /// Words in name, vendor or id, or a whole system id; empty for all.
    pub text: String,
    /// Ask Altinn now.
    pub refresh: bool,
}

/// Systems that one can be set up with, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Systems {
    /// Those that match.
    pub rows: Vec<SystemRow>,
    /// Whether Altinn's register can be read; else the list is of systems met in requests and accesses.
    pub browse: Ability,
    /// When the register was read; `None` when it was not.
    pub fetched_at: Option<Instant>,
    /// Why the register could not be read this time.
    pub failure: Option<Failure>,
}

/// A system. Names are the vendor's and untrusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SystemRow {
    /// `{vendor org no}_{name}`.
    pub system_id: String,
    /// Name.
    pub name: String,
    /// What the vendor says of it.
    pub description: Option<String>,
    /// Vendor's name, or its number when the name is not known.
    pub vendor: String,
    /// Vendor's organisation number.
    pub vendor_org_no: String,
    /// Organisations of the user that have it.
    pub used_by: u32,
    /// Whence it is known.
    pub known_from: SystemSource,
}

/// Whence a system is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SystemSource {
    /// Altinn's register.
    Register,
    /// A request or a system access that this machine has seen.
    Met,
    /// Only the id that was typed.
    Typed,
}

/// Ask what setting up a system would give.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreationQuery {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System.
    pub system_id: String,
    /// Read again from Altinn.
    pub refresh: bool,
}

/// What setting up a system would give. `review` is drawn like that of a request of the own kind; its `key` is empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Creation {
    /// Everything that the system user will get, with cues and the check of items.
    pub review: Review,
    /// Whether that is all it will get.
    pub source: CreationSource,
    /// How it can be set up.
    pub create: Ability,
    /// A system user for the system that the organisation set up itself: a second one is not possible.
    pub exists: Option<SystemUserRef>,
}

/// Whence it is known what a system user will get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum CreationSource {
    /// Altinn's register: exactly this.
    Register,
    /// What the same system was seen to ask for or to hold before: it may get more, and that takes a tick.
    Earlier {
        /// When that was.
        at: Instant,
    },
    /// Nothing is known of it: it can be set up on Altinn's page only, which shows it.
    Unknown,
}

/// Set up a system user, as it was shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateSystemUser {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System.
    pub system_id: String,
    /// Digest of the review that the user saw.
    pub fingerprint: String,
    /// The tick: stop-and-think, or that it may get more than was shown.
    pub acknowledged: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Created {
    /// Set up; Altinn said so, or it was found there.
    Done {
        /// The system user.
        id: String,
        /// Number of the receipt.
        receipt: String,
    },
    /// Set up; this machine could not write it down.
    Unrecorded {
        /// The system user.
        id: String,
        /// Why.
        failure: Failure,
    },
    /// Altinn's page was opened.
    HandedOff,
    /// Altinn did not answer, and its list could not be read either. Try again: the list is read first.
    Unknown,
}
