//! The own organisation on a system user for clients.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{Ability, Failure, PartyUuid};

/// Whether a system user for clients may act for the own organisation as well. It may when every package is one that
/// can be given for own use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum OwnUse {
    /// It may be added.
    Possible,
    /// It may not.
    NotPossible {
        /// Names of the packages that are for clients only.
        packages: Vec<String>,
    },
    /// The catalogue does not know every package.
    Unknown,
}

/// The own organisation on one system user for clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnOrganisation {
    /// It is added; `None` when that could not be read.
    pub added: Option<bool>,
    /// Whether it may be.
    pub own_use: OwnUse,
    /// How it can be added or removed.
    pub change: Ability,
    /// Why it could not be read.
    pub failure: Option<Failure>,
}

/// Add or remove the own organisation.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetOwnOrganisation {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// Add (true) or remove.
    pub added: bool,
}
