//! Why a person has access to a dialog.

use uuid::Uuid;

use super::Localized;

/// What a look-up tells (Dialogporten reference, 1.7: dialog lookup).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The dialog.
    pub dialog: Uuid,
    /// Title.
    pub title: Localized,
    /// Service, without URN prefix.
    pub service: String,
    /// Level that the service asks for.
    pub minimum_level: u8,
    /// Level of the login.
    pub current_level: u8,
    /// What gives access.
    pub evidence: Vec<AccessEvidence>,
}

/// One thing that gives access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessEvidence {
    /// `Role`, `AccessPackage`, `ResourceDelegation`, `InstanceDelegation`, or what came.
    pub kind: String,
    /// URN of role or package, or who delegated.
    pub subject: String,
    /// Its name.
    pub name: Localized,
}
