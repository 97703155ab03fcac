//! For which organisations a list is drawn.

use std::collections::HashSet;

use uuid::Uuid;

use crate::failures::from_store;
use crate::ids::id;
use crate::state::Account;
use crate::surface::common::Failure;

/// For which organisations a list is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// For all.
    All,
    /// For one.
    One(Uuid),
    /// For the members of a group of the user's own. A group that is gone has none.
    Group(HashSet<Uuid>),
}

impl Whose {
    /// Reads what a query names: an organisation, a group, or neither.
    pub(crate) async fn read(
        account: &Account,
        party: Option<&str>,
        group: Option<&str>,
    ) -> Result<Whose, Failure> {
        if let Some(party) = party {
            return Ok(Whose::One(super::party(party)?));
        }
        let Some(group) = group else {
            return Ok(Whose::All);
        };
        let groups = account.store.groups();
        let members = groups.members(id(group, "group")?).await;
        let members = members.map_err(|e| from_store(&e))?;
        Ok(Whose::Group(members.into_iter().collect()))
    }

    /// Whether an organisation is among them.
    pub(crate) fn has(&self, party: Uuid) -> bool {
        match self {
            Whose::All => true,
            Whose::One(one) => *one == party,
            Whose::Group(members) => members.contains(&party),
        }
    }

    /// The one, when it is one.
    pub(crate) fn one(&self) -> Option<Uuid> {
        match self {
            Whose::One(one) => Some(*one),
            Whose::All | Whose::Group(_) => None,
        }
    }

    /// All of them, when it is not every one there is.
    pub(crate) fn parties(&self) -> Option<Vec<Uuid>> {
        match self {
            Whose::All => None,
            Whose::One(one) => Some(vec![*one]),
            Whose::Group(members) => Some(members.iter().copied().collect()),
        }
    }
}
