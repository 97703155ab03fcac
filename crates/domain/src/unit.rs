//! Organisations as Enhetsregisteret knows them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::OrgNumber;
use crate::roles::REGISTER_APPROVERS;

/// A unit in Enhetsregisteret, main unit or sub-unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Organisation number.
    pub org_number: OrgNumber,
    /// Name as registered, in upper case; see [`crate::text::title_case`].
    pub name: String,
    /// Organisation form code, e.g. `AS`.
    pub form: Option<String>,
    /// Whether it is in good standing.
    pub state: UnitState,
    /// Registered web site, as registered: mostly without scheme (`www.vendor.no`).
    pub homepage: Option<String>,
    /// Postal place, as registered, in upper case.
    pub place: Option<String>,
    /// Main unit, for a sub-unit.
    pub parent: Option<OrgNumber>,
}

/// Whether a unit is in good standing. The first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UnitState {
    /// Deleted from the register.
    Deleted {
        /// The day.
        on: Option<Date>,
    },
    /// Bankrupt.
    Bankrupt,
    /// Being wound up, by its owners or by force.
    WindingUp,
    /// None of these.
    Active,
}

/// A role in Enhetsregisteret, held by a person or by another unit. No birth date is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRole {
    /// Name of the holder; a person's as registered, a unit's in upper case.
    pub holder: String,
    /// The holder is a unit, not a person.
    pub is_unit: bool,
    /// Role code, upper case: `DAGL`, `LEDE`.
    pub code: String,
    /// The register's own word for the role (bokmål), e.g. `Daglig leder`.
    pub name: String,
}

impl RegisterRole {
    /// Whether the role makes its holder access manager in Altinn, and so one who can approve.
    pub fn can_approve(&self) -> bool {
        REGISTER_APPROVERS.contains(&self.code.as_str())
    }
}

/// Those among `roles` who can approve, most telling first, each person once with the first of the roles.
pub fn approvers(roles: &[RegisterRole]) -> Vec<&RegisterRole> {
    let mut found: Vec<_> = roles.iter().filter(|r| r.can_approve()).collect();
    found.sort_by_key(|r| {
        REGISTER_APPROVERS
            .iter()
            .position(|code| *code == r.code)
            .unwrap_or(REGISTER_APPROVERS.len())
    });
    let mut seen = std::collections::HashSet::new();
    found.retain(|r| seen.insert(r.holder.to_lowercase()));
    found
}

#[cfg(test)]
mod tests {
    use super::{RegisterRole, approvers};

    fn role(holder: &str, code: &str) -> RegisterRole {
        RegisterRole {
            holder: holder.into(),
            is_unit: false,
            code: code.into(),
            name: code.into(),
        }
    }

    #[test]
    fn approvers_come_once_and_in_order_of_standing() {
        let roles = [
            role("Per Strand", "MEDL"),
            role("Kari Haugen", "LEDE"),
            role("Ola Vik", "DAGL"),
            role("Ola Vik", "INNH"),
            role("Revisjon AS", "REVI"),
        ];
        let found: Vec<_> = approvers(&roles)
            .into_iter()
            .map(|r| (r.holder.as_str(), r.code.as_str()))
            .collect();
        assert_eq!(found, [("Ola Vik", "DAGL"), ("Kari Haugen", "LEDE")]);
    }
}
