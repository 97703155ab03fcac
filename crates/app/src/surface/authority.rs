//! Whether the person can decide: item by item, why not, and who could.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::Failure;

/// May this person pass an item on?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ItemCheck {
    /// Yes.
    Can,
    /// No.
    Cannot {
        /// Why, in Altinn's reasons made ours.
        reasons: Vec<CheckReason>,
    },
    /// Not checked, or the check could not be done.
    NotChecked,
}

/// Why an item cannot be passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckReason {
    /// The role lacks it. Ask who holds the role.
    MissingRole,
    /// No direct delegation. Ask an access manager for it.
    MissingDelegation,
    /// The package is missing. Ask for it.
    MissingPackage,
    /// The organisation is not on the service's access list. Ask the service owner.
    AccessList,
    /// The login is too weak. Log in at level 4.
    LevelTooLow,
    /// The service cannot be delegated. A fault of the vendor's request.
    NotDelegable,
    /// A Maskinporten scope. A fault of the vendor's request.
    MaskinportenOnly,
    /// Altinn does not know the item. A fault of the vendor's request.
    UnknownItem,
    /// No reason was given.
    Unknown,
}

/// Whether this person can approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Authority {
    /// Access manager in the organisation; `None` when not known.
    pub access_manager: Option<bool>,
    /// Altinn says the user may forward but not approve.
    pub escalate_only: bool,
    /// Whether the person must be able to pass the items on.
    pub own: OwnAuthority,
    /// Whether the check of items could be done.
    pub checked: bool,
    /// Why not, when not.
    pub not_checked: Option<Failure>,
    /// Services that can be passed on.
    pub can_pass: u32,
    /// What is missing.
    pub missing: Vec<MissingItem>,
    /// Who could approve (register roles of the organisation).
    pub who_can: Vec<WhoCan>,
}

/// Whether the person who approves must be able to pass items on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OwnAuthority {
    /// Every one.
    Everything,
    /// Those that a change adds; what it removes needs none.
    Additions,
    /// None: each client brings the authority later.
    Nothing,
}

/// An item that blocks approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissingItem {
    /// Package (true) or single service.
    pub is_package: bool,
    /// URN or resource id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Why.
    pub reasons: Vec<CheckReason>,
}

/// Someone who could approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WhoCan {
    /// Name, as public in Enhetsregisteret.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// Role in words, from the register, e.g. `Daglig leder`.
    pub role: String,
}
