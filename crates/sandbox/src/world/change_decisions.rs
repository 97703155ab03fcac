//! Approving and rejecting change requests, step by step (system-users reference 5.3 and 8.2).

use uuid::Uuid;

use super::World;
use super::authority::Actor;
use super::change_requests::{ChangeRequest, Changes};
use super::downstream::{Downstream, PACKAGES, SERVICE_RIGHTS, SERVICES};
use super::organisations::Organisation;
use super::refusal::Refusal;
use super::requests::{Kind, Status};
use super::rights::AccessPackage;
use super::system_users::HeldService;

impl World {
    /// Approves a change request. Not atomic: packages are given, then services, then services taken
    /// and packages taken; a failure leaves the earlier steps done and the request open.
    ///
    /// The party is whatever stood in the path, and nobody holds it against the request's
    /// organisation. For another party everything is checked, given and taken in *its* name, which
    /// leaves what the system user holds for its own organisation as it was, and the request is
    /// accepted all the same.
    pub(crate) fn approve_change(
        &mut self,
        actor: Actor,
        party_id: u32,
        id: Uuid,
        downstream: Downstream<'_>,
    ) -> Result<(), Refusal> {
        let request = self.open_change(id)?.clone();
        self.living_system(&request.system_id)
            .ok_or_else(|| Refusal::new(11))?;
        self.system_user(request.system_user)
            .ok_or_else(|| Refusal::new(15))?;
        let organisation = self
            .organisations
            .by_party_id(party_id)
            .ok_or_else(|| Refusal::new(0))?
            .clone();
        let own = organisation.org_no == request.org_no;
        let changes = &request.changes;
        let (missing, superfluous) = self.package_difference(&request, own, downstream);
        let services = self.services_to_give(actor, &organisation, changes, downstream)?;
        self.pass_on_packages(actor, &organisation, &missing, downstream)?;
        let user = own.then_some(request.system_user);
        for package in missing {
            if !downstream.writes("POST", PACKAGES) {
                return Err(Refusal::new(51));
            }
            self.give_package(user, package);
        }
        if !services.is_empty() && !downstream.writes("POST", SERVICE_RIGHTS) {
            return Err(Refusal::new(2));
        }
        self.give_services(user, services);
        for right in &changes.unwanted_rights {
            let service = right.service_id().unwrap_or_default();
            // Access management does not know how to take what it does not know.
            let known = self.services.contains_key(&service);
            if !downstream.writes("DELETE", SERVICES) || !known {
                return Err(Refusal::new(22));
            }
            self.take_service(user, &service);
        }
        for package in superfluous {
            if !downstream.writes("DELETE", PACKAGES) {
                return Err(Refusal::new(57));
            }
            self.take_package(user, &package);
        }
        if downstream.status_fails {
            return Err(Refusal::new(60));
        }
        self.change_request_mut(id)
            .ok_or_else(|| Refusal::new(60))?
            .status = Status::Accepted;
        Ok(())
    }

    /// Rejects a change request. No party is looked at here.
    pub(crate) fn reject_change(&mut self, id: Uuid) -> Result<(), Refusal> {
        self.open_change(id)?;
        self.change_request_mut(id)
            .ok_or_else(|| Refusal::new(60))?
            .status = Status::Rejected;
        Ok(())
    }

    /// The check that stands before the contents when a change request is read by its id alone:
    /// whoever may not pass on all packages that are to come, is told so instead.
    pub(crate) fn check_change_for(
        &self,
        actor: Actor,
        organisation: &Organisation,
        request: &ChangeRequest,
        downstream: Downstream<'_>,
    ) -> Result<(), Refusal> {
        self.pass_on_packages(
            actor,
            organisation,
            &request.changes.required_packages,
            downstream,
        )
    }

    fn open_change(&self, id: Uuid) -> Result<&ChangeRequest, Refusal> {
        let request = self.change_request(id).ok_or_else(|| Refusal::new(10))?;
        if request.status == Status::New {
            Ok(request)
        } else {
            Err(Refusal::new(13))
        }
    }

    /// Which packages are still to come, and which of the unwanted ones are there. When access
    /// management does not tell what is held, nothing is taken to be, and nobody is told.
    fn package_difference(
        &self,
        request: &ChangeRequest,
        own: bool,
        downstream: Downstream<'_>,
    ) -> (Vec<AccessPackage>, Vec<AccessPackage>) {
        let told = downstream.reads(PACKAGES) && own;
        let held = self
            .system_user(request.system_user)
            .filter(|_| told)
            .map_or(&[][..], |user| user.packages.as_slice());
        let of = |list: &[AccessPackage], there: bool| -> Vec<AccessPackage> {
            list.iter()
                .filter(|package| held.contains(package) == there)
                .cloned()
                .collect()
        };
        (
            of(&request.changes.required_packages, false),
            of(&request.changes.unwanted_packages, true),
        )
    }

    /// A check that fails gives one code (01), without the finer ones that a new system user gets.
    fn services_to_give(
        &self,
        actor: Actor,
        organisation: &Organisation,
        changes: &Changes,
        downstream: Downstream<'_>,
    ) -> Result<Vec<HeldService>, Refusal> {
        self.pass_on_services(actor, organisation, &changes.required_rights, downstream)
            .map_err(|refusal| Refusal::new(1).because(refusal.items))
    }

    fn give_package(&mut self, user: Option<Uuid>, package: AccessPackage) {
        if let Some(user) = user.and_then(|id| self.system_user_mut(id))
            && !user.packages.contains(&package)
        {
            user.packages.push(package);
        }
    }

    fn take_package(&mut self, user: Option<Uuid>, package: &AccessPackage) {
        if let Some(user) = user.and_then(|id| self.system_user_mut(id)) {
            user.packages.retain(|held| held != package);
        }
    }

    fn give_services(&mut self, user: Option<Uuid>, services: Vec<HeldService>) {
        let Some(user) = user.and_then(|id| self.system_user_mut(id)) else {
            return;
        };
        for service in services {
            user.services.retain(|held| held.id != service.id);
            user.services.push(service);
        }
    }

    fn take_service(&mut self, user: Option<Uuid>, service: &str) {
        if let Some(user) = user.and_then(|id| self.system_user_mut(id)) {
            user.services.retain(|held| held.id != service);
        }
    }

    /// The living system user for own use with this id; change requests know no others.
    pub(crate) fn changeable(&self, id: Uuid) -> Option<&super::system_users::SystemUser> {
        self.system_user(id)
            .filter(|user| user.kind == Kind::Standard)
    }
}
