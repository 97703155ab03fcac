//! System users and what they hold.

use jiff::Timestamp;
use uuid::Uuid;

use super::World;
use super::authority::Standing;
use super::organisations::Organisation;
use super::people::SystemUserClaim;
use super::requests::Kind;
use super::rights::AccessPackage;

/// A system user. Deleting only marks it.
#[derive(Clone, Debug)]
pub(crate) struct SystemUser {
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) title: String,
    pub(crate) system_id: String,
    /// The organisation it belongs to.
    pub(crate) org_no: String,
    pub(crate) external_ref: String,
    pub(crate) created: Timestamp,
    pub(crate) deleted: bool,
    /// Known to access management. False only after a registration that failed half-way.
    pub(crate) registered: bool,
    /// The packages that were noted at creation; lists show these for ever. None when the customer
    /// made it without a vendor's request.
    pub(crate) packages_at_creation: Vec<AccessPackage>,
    /// Of the agent kind: whether the owner has added itself to those that it works for.
    pub(crate) serves_owner: bool,
    /// The packages held now (own kind), or needed from each client (agent kind).
    pub(crate) packages: Vec<AccessPackage>,
    /// The services held now, action by action.
    pub(crate) services: Vec<HeldService>,
}

/// A service that a system user holds, and which of its actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeldService {
    pub(crate) id: String,
    pub(crate) actions: Vec<String>,
}

impl SystemUser {
    /// What it may do for the organisation that it belongs to. The packages of one for clients are
    /// what it needs from each client, and nothing here unless the owner is one of them.
    pub(crate) fn standing(&self) -> Standing {
        let mut standing = Standing::default();
        if self.kind == Kind::Standard || self.serves_owner {
            for package in &self.packages {
                standing.give_package(package.urn());
            }
        }
        let held = self.services.iter().map(|held| held.id.clone());
        standing.services.extend(held);
        standing
    }
}

impl World {
    /// What a system user may do for an organisation: its own, or a client.
    pub(crate) fn standing_of(&self, user: &SystemUser, organisation: &Organisation) -> Standing {
        let mut standing = if user.org_no == organisation.org_no {
            user.standing()
        } else {
            Standing::default()
        };
        for given in self.given_to(user.id, organisation) {
            standing.add_as_agent(given);
        }
        standing
    }

    /// The living system user with this id.
    pub(crate) fn system_user(&self, id: Uuid) -> Option<&SystemUser> {
        self.system_users
            .iter()
            .find(|each| each.id == id && !each.deleted)
    }

    pub(crate) fn system_user_mut(&mut self, id: Uuid) -> Option<&mut SystemUser> {
        self.system_users
            .iter_mut()
            .find(|each| each.id == id && !each.deleted)
    }

    /// Whether deleting a system user for own use begins with taking services from it: those that its
    /// system asks for, whatever it holds itself.
    pub(crate) fn is_revoked_first(&self, user: &SystemUser) -> bool {
        let system = self.systems.get(&user.system_id);
        system.is_some_and(|system| !system.rights.is_empty())
    }

    /// Takes a system user's rights and clients away, marks it deleted, and deletes its request, so that the vendor may
    /// ask again.
    pub(crate) fn remove_system_user(&mut self, id: Uuid) {
        if let Some(user) = self.system_user_mut(id) {
            user.deleted = true;
            user.services.clear();
            user.packages.clear();
        }
        self.agents.forget(id);
        self.delete_request_of(id);
    }

    /// Deletes the request that became the system user with this id.
    pub(crate) fn delete_request_of(&mut self, id: Uuid) {
        if let Some(request) = self.any_request_mut(id) {
            request.deleted = true;
        }
    }

    /// The living system user for this system, organisation and reference.
    pub(crate) fn system_user_by_triple(
        &self,
        system_id: &str,
        org_no: &str,
        external_ref: &str,
    ) -> Option<&SystemUser> {
        self.system_users.iter().find(|each| {
            !each.deleted
                && each.system_id == system_id
                && each.org_no == org_no
                && each.external_ref == external_ref
        })
    }

    /// The living system user that a machine client may act as: `client_id` must belong to the
    /// system, the system to the vendor, and owner and reference (default: the owner's own number)
    /// must match.
    #[must_use]
    pub fn system_user_for(
        &self,
        client_id: &str,
        provider_org_no: &str,
        owner_org_no: &str,
        external_ref: Option<&str>,
    ) -> Option<SystemUserClaim> {
        let external_ref = external_ref.unwrap_or(owner_org_no);
        self.systems
            .values()
            .filter(|system| {
                !system.deleted
                    && system.vendor_org_no == provider_org_no
                    && system.client_ids.iter().any(|id| id == client_id)
            })
            .find_map(|system| {
                let user = self.system_user_by_triple(&system.id, owner_org_no, external_ref)?;
                Some(SystemUserClaim {
                    system_user_id: user.id,
                    system_id: system.id.clone(),
                })
            })
    }
}
