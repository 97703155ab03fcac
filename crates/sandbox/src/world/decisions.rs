//! Approving, rejecting and escalating, in the order of checks of the authentication component
//! (system-users reference 8.1).

use jiff::Timestamp;
use uuid::Uuid;

use super::World;
use super::authority::Actor;
use super::catalogue::catalogue;
use super::creation::NewSystemUser;
use super::delegation::{ItemOutcome, Reason};
use super::downstream::{Downstream, PACKAGE_CHECK, SERVICE_CHECK};
use super::organisations::Organisation;
use super::refusal::Refusal;
use super::requests::{Kind, Request, Status};
use super::rights::{AccessPackage, Right};
use super::system_users::HeldService;
use super::systems::RegisteredSystem;

impl World {
    /// Approves a request of either kind for the party. All or nothing, with one trap: when the new
    /// system user cannot be registered with access management, it is left behind.
    pub(crate) fn approve(
        &mut self,
        actor: Actor,
        kind: Kind,
        party_id: u32,
        request_id: Uuid,
        downstream: Downstream<'_>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let request = self.open_request(kind, party_id, request_id)?.clone();
        let plan = NewSystemUser {
            id: request.id,
            title: request.title.clone(),
            external_ref: request.external_ref.clone(),
            system_id: request.system_id.clone(),
            org_no: request.org_no.clone(),
            rights: request.rights.clone(),
            packages: request.packages.clone(),
            now,
        };
        match kind {
            Kind::Standard => self.create_for_vendor(actor, plan, downstream)?,
            Kind::Agent => self.create_agent(plan, downstream)?,
        }
        if downstream.status_fails {
            return Err(Refusal::new(60));
        }
        self.request_mut(kind, request_id)
            .ok_or_else(|| Refusal::new(60))?
            .status = Status::Accepted;
        Ok(())
    }

    /// Rejects a request of either kind for the party.
    pub(crate) fn reject(
        &mut self,
        kind: Kind,
        party_id: u32,
        request_id: Uuid,
    ) -> Result<(), Refusal> {
        self.open_request(kind, party_id, request_id)?;
        self.request_mut(kind, request_id)
            .ok_or_else(|| Refusal::new(60))?
            .status = Status::Rejected;
        Ok(())
    }

    /// Marks a request as forwarded to an access manager. The row is found by its id alone: neither
    /// kind, status nor organisation is looked at, nor whether it was withdrawn. False when the
    /// person has no relation to the party, and when no row has the id.
    pub(crate) fn escalate(&mut self, actor: Actor, party_id: u32, request_id: Uuid) -> bool {
        let related = self
            .organisations
            .by_party_id(party_id)
            .is_some_and(|organisation| self.standing(actor.person, organisation).is_some());
        if !related {
            return false;
        }
        let mut rows = self.requests.iter_mut();
        let Some(request) = rows.find(|each| each.id == request_id) else {
            return false;
        };
        request.escalated = true;
        true
    }

    /// Party (00), request (10 or 30), organisation (41 or 42), status (13).
    fn open_request(
        &self,
        kind: Kind,
        party_id: u32,
        request_id: Uuid,
    ) -> Result<&Request, Refusal> {
        let (not_found, mismatch) = match kind {
            Kind::Standard => (10, 41),
            Kind::Agent => (30, 42),
        };
        let organisation = self
            .organisations
            .by_party_id(party_id)
            .ok_or_else(|| Refusal::new(0))?;
        let request = self
            .request(kind, request_id)
            .ok_or_else(|| Refusal::new(not_found))?;
        if request.org_no != organisation.org_no {
            return Err(Refusal::new(mismatch));
        }
        if request.status != Status::New {
            return Err(Refusal::new(13));
        }
        Ok(request)
    }

    /// Checks each service; those of its actions that can be passed on are, the rest is silently
    /// left out. Stops at the first service of which nothing can be passed on.
    pub(super) fn pass_on_services(
        &self,
        actor: Actor,
        organisation: &Organisation,
        rights: &[Right],
        downstream: Downstream<'_>,
    ) -> Result<Vec<HeldService>, Refusal> {
        let mut passed = Vec::new();
        for right in rights {
            let id = right.service_id().unwrap_or_default();
            let checks = downstream
                .checks(SERVICE_CHECK)
                .then(|| self.check_service(actor, organisation, &id))
                .flatten()
                .ok_or_else(|| Refusal::new(14))?;
            let actions: Vec<String> = checks
                .iter()
                .filter(|check| check.result)
                .map(|check| check.action.clone())
                .collect();
            if actions.is_empty() {
                let reasons: Vec<Reason> = checks
                    .first()
                    .map(|check| check.reasons.clone())
                    .unwrap_or_default();
                let number = reasons.first().map_or(14, |reason| reason.problem());
                let item = ItemOutcome {
                    kind: "resource",
                    id,
                    reasons,
                };
                return Err(Refusal::new(number).because(vec![item]));
            }
            passed.push(HeldService { id, actions });
        }
        Ok(passed)
    }

    /// Checks all packages; every one must be passed on.
    pub(super) fn pass_on_packages(
        &self,
        actor: Actor,
        organisation: &Organisation,
        packages: &[AccessPackage],
        downstream: Downstream<'_>,
    ) -> Result<(), Refusal> {
        if packages.is_empty() {
            return Ok(());
        }
        if !downstream.checks(PACKAGE_CHECK) {
            return Err(Refusal::new(50));
        }
        let mut unknown = Vec::new();
        let mut refused = Vec::new();
        for package in packages {
            match self.check_package(actor, organisation, package.urn()) {
                Err(urn) => unknown.push(urn),
                Ok(check) if check.result => {}
                Ok(check) => refused.push(ItemOutcome {
                    kind: "package",
                    id: check.package.urn.clone(),
                    reasons: vec![Reason::MissingPackageAccess],
                }),
            }
        }
        if !unknown.is_empty() {
            return Err(Refusal::new(52).with("Invalid Urn Details : ", unknown.join("|")));
        }
        if !refused.is_empty() {
            return Err(Refusal::new(53).because(refused));
        }
        Ok(())
    }
}

/// Rights must not outnumber the system's, and each must be one of them (01).
pub(crate) fn rights_are_the_systems(
    system: &RegisteredSystem,
    rights: &[Right],
) -> Result<(), Refusal> {
    let known = |right: &Right| system.rights.iter().any(|own| own.same_resource(right));
    if rights.len() > system.rights.len() || !rights.iter().all(known) {
        return Err(Refusal::new(1));
    }
    Ok(())
}

/// Packages must be the system's own (63). When they outnumber the system's, none is looked at and
/// none is named.
pub(crate) fn packages_are_the_systems(
    system: &RegisteredSystem,
    packages: &[AccessPackage],
) -> Result<(), Refusal> {
    if packages.len() > system.packages.len() {
        return Err(Refusal::new(63));
    }
    let missing = urns(
        packages
            .iter()
            .filter(|package| !system.packages.contains(package)),
    );
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(63).with("NotFoundPackages", missing))
}

/// Packages must be of a sort that can be used for the kind: assignable for own use (64), delegable
/// for clients (65). Whether a package exists at all is asked later.
pub(crate) fn packages_suit(kind: Kind, packages: &[AccessPackage]) -> Result<(), Refusal> {
    let unsuited = |package: &&AccessPackage| {
        catalogue()
            .package(package.urn())
            .is_some_and(|known| match kind {
                Kind::Standard => !known.is_assignable,
                Kind::Agent => !known.is_delegable,
            })
    };
    let listed = urns(packages.iter().filter(unsuited));
    if listed.is_empty() {
        return Ok(());
    }
    let number = match kind {
        Kind::Standard => 64,
        Kind::Agent => 65,
    };
    Err(Refusal::new(number).with("NotDelegablePackages", listed))
}

fn urns<'a>(packages: impl Iterator<Item = &'a AccessPackage>) -> String {
    packages
        .map(AccessPackage::urn)
        .collect::<Vec<_>>()
        .join(", ")
}
