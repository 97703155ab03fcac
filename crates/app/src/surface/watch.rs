//! What happens to accesses without anybody here doing it: reported without being asked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approvals::RegisterStatus;
use super::common::{Instant, PartyUuid};

/// Everything found that nobody has acknowledged, over all organisations, most serious first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Watch {
    /// One for each access with something to report.
    pub rows: Vec<WatchRow>,
    /// When it was last looked; `None`: not yet.
    pub checked_at: Option<Instant>,
}

/// One access with something to report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WatchRow {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id. One that vanished is not in the list of system users any more.
    pub id: String,
    /// Title.
    pub title: String,
    /// Two letters.
    pub initials: String,
    /// Vendor's name.
    pub vendor: String,
    /// Organisation's name.
    pub organisation: String,
    /// What was found, most serious first.
    pub findings: Vec<Finding>,
    /// Digest of these; `acknowledge` must repeat it.
    pub fingerprint: String,
}

/// Acknowledge what was found of one access, as it was shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Acknowledge {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// Digest of the findings that the user saw.
    pub fingerprint: String,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Finding {
    /// Gone at Altinn, and not by this machine.
    Vanished {
        /// When it was missed.
        at: Instant,
    },
    /// The vendor is deleted, bankrupt or being wound up.
    VendorProblem {
        /// What Enhetsregisteret says.
        register: RegisterStatus,
    },
    /// It holds other packages or single services than it did, and nobody here changed it.
    ChangedElsewhere {
        /// Came to it.
        added: Vec<DriftItem>,
        /// Left it.
        removed: Vec<DriftItem>,
    },
    /// Service owners put services into packages that it holds.
    ServicesAdded {
        /// Which.
        services: Vec<DriftItem>,
        /// Compared with what.
        since: DriftSince,
    },
    /// Service owners took services out of packages that it holds.
    ServicesRemoved {
        /// Which.
        services: Vec<DriftItem>,
        /// Compared with what.
        since: DriftSince,
    },
    /// The day has come that the person set for looking at it again.
    ReviewDue {
        /// The day, `2026-12-01`.
        on: String,
    },
}

/// A package or service that came or left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DriftItem {
    /// Package (true) or service.
    pub is_package: bool,
    /// URN or resource id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Owner's name, of a service.
    pub owner: Option<String>,
    /// Name of the package by which a service came or left; `None` for a single one.
    pub package: Option<String>,
    /// URN of that package.
    pub package_urn: Option<String>,
    /// When it was first seen so.
    pub seen_at: Instant,
}

/// What drift is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum DriftSince {
    /// The receipt of its approval, its creation or its last change from here.
    Receipt {
        /// Number.
        number: String,
        /// When.
        at: Instant,
    },
    /// When the person last acknowledged what had changed.
    Acknowledged {
        /// When.
        at: Instant,
    },
    /// When this machine first saw it.
    FirstSeen {
        /// When.
        at: Instant,
    },
}

/// What the person wrote about an access. Kept on this machine only.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetNote {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// At most 2,000 characters; empty takes it away.
    pub text: String,
}

/// When the person wants to look at an access again. Kept on this machine only.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetReviewDate {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// The day, `2026-12-01`; `None` takes it away.
    pub on: Option<String>,
}
