//! Whoever access management knows by a party UUID.

use uuid::Uuid;

use crate::world::organisations::Organisation;
use crate::world::requests::Kind;
use crate::world::system_users::SystemUser;
use crate::world::{Person, World};

/// A party of any sort.
pub(crate) enum Entity<'a> {
    Organisation(&'a Organisation),
    Person(&'a Person),
    SystemUser(&'a SystemUser),
}

impl Entity<'_> {
    /// Whether it is a system user, of whichever kind.
    pub(crate) fn is_system_user(&self) -> bool {
        matches!(self, Self::SystemUser(_))
    }

    /// Whether it may be an agent: a person, or a system user made for clients.
    pub(crate) fn may_be_agent(&self) -> bool {
        match self {
            Self::Organisation(_) => false,
            Self::Person(_) => true,
            Self::SystemUser(user) => user.kind == Kind::Agent,
        }
    }
}

impl World {
    /// The party with this UUID. System users that were never registered are not known.
    pub(crate) fn entity(&self, id: Uuid) -> Option<Entity<'_>> {
        if let Some(organisation) = self.organisations.by_uuid(id) {
            return Some(Entity::Organisation(organisation));
        }
        if let Some(person) = self.person_by_party(id) {
            return Some(Entity::Person(person));
        }
        self.system_user(id)
            .filter(|user| user.registered)
            .map(Entity::SystemUser)
    }

    /// Whether a person has anything from an organisation: in it, through it, or as its agent.
    pub(crate) fn is_connected(&self, person: Uuid, organisation: &Organisation) -> bool {
        self.own_standing(person, organisation).is_some()
            || self.agents.get(&organisation.org_no, person).is_some()
    }
}
