//! Making system users: as a vendor asked for them, or as the customer wants them (system-users
//! reference 5.4 and 8.1).

use jiff::Timestamp;
use uuid::Uuid;

use super::World;
use super::authority::Actor;
use super::decisions::{packages_are_the_systems, packages_suit, rights_are_the_systems};
use super::downstream::{Downstream, PACKAGES, SERVICE_RIGHTS};
use super::organisations::Organisation;
use super::refusal::Refusal;
use super::requests::Kind;
use super::rights::{AccessPackage, Right};
use super::system_users::{HeldService, SystemUser};
use super::systems::RegisteredSystem;

/// What a new system user is made of; the same whether a vendor asked for it or the customer did.
pub(crate) struct NewSystemUser {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) external_ref: String,
    pub(crate) system_id: String,
    pub(crate) org_no: String,
    pub(crate) rights: Vec<Right>,
    pub(crate) packages: Vec<AccessPackage>,
    pub(crate) now: Timestamp,
}

impl World {
    /// Makes a system user for the organisation's own use, as a vendor asked for it.
    pub(super) fn create_for_vendor(
        &mut self,
        actor: Actor,
        plan: NewSystemUser,
        downstream: Downstream<'_>,
    ) -> Result<(), Refusal> {
        let (system, organisation) = self.room_for(&plan)?;
        rights_are_the_systems(system, &plan.rights)?;
        packages_are_the_systems(system, &plan.packages)?;
        packages_suit(Kind::Standard, &plan.packages)?;
        let services = self.pass_on_services(actor, organisation, &plan.rights, downstream)?;
        self.pass_on_packages(actor, organisation, &plan.packages, downstream)?;
        if system.name_nb().is_none() {
            return Err(Refusal::new(17));
        }
        let noted = plan.packages.clone();
        self.set_up(plan, services, noted, downstream)
    }

    /// Makes one as the customer wants it. What the system itself asks for is held neither against
    /// the system nor against its name, and which packages it got is noted nowhere but in access
    /// management: lists show none for ever.
    pub(crate) fn create_for_customer(
        &mut self,
        actor: Actor,
        plan: NewSystemUser,
        downstream: Downstream<'_>,
    ) -> Result<(), Refusal> {
        let (_, organisation) = self.room_for(&plan)?;
        let services = self.pass_on_services(actor, organisation, &plan.rights, downstream)?;
        self.pass_on_packages(actor, organisation, &plan.packages, downstream)?;
        self.set_up(plan, services, Vec::new(), downstream)
    }

    /// System (11) and organisation (00), when nothing has taken the references (04).
    fn room_for(
        &self,
        plan: &NewSystemUser,
    ) -> Result<(&RegisteredSystem, &Organisation), Refusal> {
        let system = self
            .living_system(&plan.system_id)
            .ok_or_else(|| Refusal::new(11))?;
        let organisation = self.organisations.by_number(&plan.org_no);
        let organisation = organisation.ok_or_else(|| Refusal::new(0))?;
        let taken = self.system_user_by_triple(&plan.system_id, &plan.org_no, &plan.external_ref);
        if taken.is_some() {
            return Err(Refusal::new(4));
        }
        Ok((system, organisation))
    }

    /// Stores a system user for own use, registers it, and gives it what was found to be passed on.
    fn set_up(
        &mut self,
        plan: NewSystemUser,
        services: Vec<HeldService>,
        noted: Vec<AccessPackage>,
        downstream: Downstream<'_>,
    ) -> Result<(), Refusal> {
        let id = plan.id;
        let (has_rights, has_packages) = (!plan.rights.is_empty(), !plan.packages.is_empty());
        self.insert(Kind::Standard, plan, services, noted);
        self.register(id, downstream)?;
        let refused = if has_rights && !downstream.writes("POST", SERVICE_RIGHTS) {
            Some(2)
        } else if has_packages && !downstream.writes("POST", PACKAGES) {
            Some(51)
        } else {
            None
        };
        if let Some(number) = refused {
            // These two failures clean up after themselves; the one in `register` does not.
            if let Some(user) = self.system_user_mut(id) {
                user.deleted = true;
            }
            return Err(Refusal::new(number));
        }
        Ok(())
    }

    /// Makes a system user for clients. Nobody has to hold the packages: each client brings them.
    pub(super) fn create_agent(
        &mut self,
        plan: NewSystemUser,
        downstream: Downstream<'_>,
    ) -> Result<(), Refusal> {
        let (system, _) = self.room_for(&plan)?;
        packages_are_the_systems(system, &plan.packages)?;
        packages_suit(Kind::Agent, &plan.packages)?;
        if system.name_nb().is_none() {
            return Err(Refusal::new(17));
        }
        let id = plan.id;
        let noted = plan.packages.clone();
        self.insert(Kind::Agent, plan, Vec::new(), noted);
        self.register(id, downstream)
    }

    fn insert(
        &mut self,
        kind: Kind,
        plan: NewSystemUser,
        services: Vec<HeldService>,
        noted: Vec<AccessPackage>,
    ) {
        self.system_users.push(SystemUser {
            id: plan.id,
            kind,
            title: plan.title,
            system_id: plan.system_id,
            org_no: plan.org_no,
            external_ref: plan.external_ref,
            created: plan.now,
            deleted: false,
            registered: false,
            serves_owner: false,
            packages_at_creation: noted,
            packages: plan.packages,
            services,
        });
    }

    fn register(&mut self, id: Uuid, downstream: Downstream<'_>) -> Result<(), Refusal> {
        if !downstream.registers() {
            return Err(Refusal::new(48));
        }
        if let Some(user) = self.system_user_mut(id) {
            user.registered = true;
        }
        Ok(())
    }
}
