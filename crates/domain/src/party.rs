//! Parties: the organisations and people that the signed-in person may act for.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::OrgNumber;
use crate::roles;

/// One party of the person's own list (Altinn/altinn-authorization-tmp: AuthorizedPartyDto). It never holds a
/// national identity number: the party UUID does every job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The key everywhere.
    pub party_uuid: Uuid,
    /// The older integer key, still used in the paths of system users and requests; `0` when Altinn knows none.
    pub party_id: u32,
    /// Kind.
    pub kind: PartyKind,
    /// Name as registered, usually in upper case; see [`crate::text::title_case`].
    pub name: String,
    /// Organisation number; `None` for people.
    pub org_number: Option<OrgNumber>,
    /// Organisation form code, upper case: `AS`, `ENK`, `BEDR`.
    pub form: Option<String>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// A main unit that is shown only because a sub-unit below is accessible: it cannot be chosen.
    pub is_heading_only: bool,
    /// Main unit, for a sub-unit.
    pub parent: Option<Parent>,
    /// Role codes, lower case, without URN prefix, sorted; legacy codes stand beside the new ones
    /// (`daglig-leder`, `dagl`). Empty when they were not asked for.
    pub roles: Vec<String>,
    /// Access package codes, lower case, without URN prefix, sorted. Empty when they were not asked for.
    pub packages: Vec<String>,
}

/// Kinds of party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A person, or a self-registered user.
    Person,
    /// A main unit.
    Organisation,
    /// A unit under an organisation.
    Subunit,
}

/// The main unit of a sub-unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// Its key.
    pub party_uuid: Uuid,
    /// Its name, as registered.
    pub name: String,
}

impl Party {
    /// Whether the roles and packages make the person access manager here, and thereby one who may decide on
    /// requests. Only meaningful when both were asked for.
    ///
    /// Altinn/altinn-resource-registry: policy `altinn_access_management` (`ADMAI`, `HADM`, `BOBEL`; packages
    /// `tilgangsstyrer`, `hovedadministrator`).
    pub fn is_access_manager(&self) -> bool {
        self.roles
            .iter()
            .any(|r| roles::ACCESS_MANAGER_ROLES.contains(&r.as_str()))
            || self
                .packages
                .iter()
                .any(|p| roles::ACCESS_MANAGER_PACKAGES.contains(&p.as_str()))
    }
}

/// A party with its sub-units, as the services give the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyTree {
    /// The party; its `parent` and, below the top, its `kind` are set by [`flatten`].
    pub party: Party,
    /// Units under it.
    pub subunits: Vec<PartyTree>,
}

/// Lays the hierarchy flat: each main unit is followed by its sub-units, which get `kind` and `parent`. A party
/// that comes twice is kept once, at its first place; sub-units of sub-units hang on the nearest unit above.
pub fn flatten(trees: Vec<PartyTree>) -> Vec<Party> {
    let mut flat = Vec::with_capacity(trees.len());
    let mut seen = std::collections::HashSet::with_capacity(trees.len());
    // Explicit stack: the depth is the other side's choice, and must not be ours to overflow.
    let mut open: Vec<(PartyTree, Option<Parent>)> =
        trees.into_iter().rev().map(|tree| (tree, None)).collect();
    while let Some((tree, parent)) = open.pop() {
        let PartyTree {
            mut party,
            subunits,
        } = tree;
        if parent.is_some() && party.kind == PartyKind::Organisation {
            party.kind = PartyKind::Subunit;
        }
        party.parent = parent;
        let here = Parent {
            party_uuid: party.party_uuid,
            name: party.name.clone(),
        };
        open.extend(
            subunits
                .into_iter()
                .rev()
                .map(|unit| (unit, Some(here.clone()))),
        );
        if seen.insert(party.party_uuid) {
            flat.push(party);
        }
    }
    flat
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Party, PartyKind, PartyTree, flatten};

    fn party(n: u128, name: &str) -> Party {
        Party {
            party_uuid: Uuid::from_u128(n),
            party_id: u32::try_from(n).expect("small"),
            kind: PartyKind::Organisation,
            name: name.into(),
            org_number: None,
            form: None,
            is_deleted: false,
            is_heading_only: false,
            parent: None,
            roles: vec![],
            packages: vec![],
        }
    }

    fn leaf(n: u128, name: &str) -> PartyTree {
        PartyTree {
            party: party(n, name),
            subunits: vec![],
        }
    }

    #[test]
    fn units_follow_their_main_unit_and_know_it() {
        let flat = flatten(vec![
            PartyTree {
                party: party(1, "MAIN"),
                subunits: vec![leaf(2, "ONE"), leaf(3, "TWO")],
            },
            leaf(4, "OTHER"),
        ]);
        let names: Vec<_> = flat.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["MAIN", "ONE", "TWO", "OTHER"]);
        assert_eq!(flat[0].kind, PartyKind::Organisation);
        assert_eq!(flat[1].kind, PartyKind::Subunit);
        assert_eq!(
            flat[2].parent.as_ref().map(|p| p.name.as_str()),
            Some("MAIN")
        );
        assert_eq!(flat[3].parent, None);
    }

    #[test]
    fn a_party_comes_once_and_depth_does_no_harm() {
        let mut deep = leaf(1, "DEEP");
        for n in 2..20_000 {
            deep = PartyTree {
                party: party(n, "ABOVE"),
                subunits: vec![deep],
            };
        }
        let flat = flatten(vec![deep, leaf(1, "AGAIN")]);
        assert_eq!(flat.len(), 19_999);
        assert_eq!(flat.last().map(|p| p.name.as_str()), Some("DEEP"));
    }

    #[test]
    fn a_person_below_a_unit_stays_a_person() {
        let mut person = leaf(2, "KARI");
        person.party.kind = PartyKind::Person;
        let flat = flatten(vec![PartyTree {
            party: party(1, "MAIN"),
            subunits: vec![person],
        }]);
        assert_eq!(flat[1].kind, PartyKind::Person);
    }

    #[test]
    fn access_managers_are_known_by_role_or_package() {
        let mut one = party(1, "A");
        assert!(!one.is_access_manager());
        one.roles = vec!["regn".into(), "regnskapsforer".into()];
        one.packages = vec!["klientadministrator".into()];
        assert!(
            !one.is_access_manager(),
            "client administrators may not approve"
        );
        one.packages.push("tilgangsstyrer".into());
        assert!(one.is_access_manager());
        let mut two = party(2, "B");
        two.roles = vec!["hadm".into()];
        assert!(two.is_access_manager());
    }
}
