//! The gates in front of Altinn's methods: scopes and policy decisions.

use axum::http::StatusCode;

use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::Actor;
use crate::world::downstream::Downstream;
use crate::world::organisations::Organisation;
use crate::world::requests::Kind;

/// The scope that Altinn's own login hands out, and no ID-porten client gets.
pub(crate) const PORTAL: &str = "altinn:portal/enduser";
/// What a party has given others.
pub(crate) const TO_OTHERS_READ: &str = "altinn:accessmanagement/enduser:connections:toothers.read";
/// Giving and taking back.
pub(crate) const TO_OTHERS_WRITE: &str =
    "altinn:accessmanagement/enduser:connections:toothers.write";
/// What a party has received.
pub(crate) const FROM_OTHERS_READ: &str =
    "altinn:accessmanagement/enduser:connections:fromothers.read";
/// The list of parties that a user may act for.
pub(crate) const AUTHORIZED_PARTIES: &str = "altinn:accessmanagement/authorizedparties";
/// Reading agents and clients.
pub(crate) const CLIENTS_READ: &str = "altinn:clientdelegations.read";
/// Changing agents and clients.
pub(crate) const CLIENTS_WRITE: &str = "altinn:clientdelegations.write";

/// Reading what one has been given for others' clients.
pub(crate) const MY_CLIENTS_READ: &str = "altinn:clientdelegations/myclients.read";
/// Giving that up.
pub(crate) const MY_CLIENTS_WRITE: &str = "altinn:clientdelegations/myclients.write";

/// Policy resource of access managers.
pub(crate) const ACCESS_MANAGEMENT: &str = "altinn_access_management";
/// Policy resource of client administrators.
pub(crate) const CLIENT_ADMINISTRATION: &str = "altinn_client_administration";
/// Policy resource of both.
pub(crate) const SYSTEM_USER_OVERVIEW: &str = "altinn_system_user_overview";

/// What a policy that is not met answers: the status, and no body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Denied {
    /// Scope or right is missing.
    Forbidden,
    /// The party in the path is not a number; the policy handler throws.
    BadParty,
}

impl From<Denied> for Stop {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Forbidden => answers::stop(StatusCode::FORBIDDEN),
            Denied::BadParty => answers::crashed(),
        }
    }
}

/// Demands one of these scopes.
pub(crate) fn scope(caller: &Caller, any_of: &[&str]) -> Result<(), Denied> {
    any_of
        .iter()
        .any(|scope| caller.has(scope))
        .then_some(())
        .ok_or(Denied::Forbidden)
}

/// A number that stands for a party, as policies read it from a path.
pub(crate) fn party_number(party: &str) -> Result<u32, Denied> {
    party.parse().map_err(|_| Denied::BadParty)
}

/// Who acts with this token; `None` when it belongs to no person.
pub(crate) fn actor(world: &World, caller: &Caller) -> Option<Actor> {
    let person = world.person_by_user_id(caller.user_id?)?;
    Some(Actor {
        person: person.party_uuid,
        level: caller.auth_level,
    })
}

/// Demands the right to do `action` on a policy resource for the party with this number, and gives
/// the one who acts.
pub(crate) fn right(
    world: &World,
    caller: &Caller,
    party_id: u32,
    resource: &str,
    action: &str,
) -> Result<Actor, Denied> {
    let organisation = world
        .organisations
        .by_party_id(party_id)
        .ok_or(Denied::Forbidden)?;
    right_in(world, caller, organisation, resource, action)
}

/// As `right`, for an organisation that is already found.
pub(crate) fn right_in(
    world: &World,
    caller: &Caller,
    organisation: &Organisation,
    resource: &str,
    action: &str,
) -> Result<Actor, Denied> {
    let actor = actor(world, caller).ok_or(Denied::Forbidden)?;
    if world.permits(actor, organisation, resource, action) {
        Ok(actor)
    } else {
        Err(Denied::Forbidden)
    }
}

/// Demands the right to administer an organisation's clients. A system user may hold it as well, for
/// the organisation that it belongs to.
pub(crate) fn administers(
    world: &World,
    caller: &Caller,
    organisation: &Organisation,
    action: &str,
) -> Result<(), Denied> {
    let Some(id) = caller.system_user else {
        return right_in(world, caller, organisation, CLIENT_ADMINISTRATION, action).map(|_| ());
    };
    let service = world.services.get(CLIENT_ADMINISTRATION);
    world
        .system_user(id)
        .filter(|user| user.kind == Kind::Standard && user.org_no == organisation.org_no)
        .zip(service)
        .is_some_and(|(user, service)| {
            service.actions.iter().any(|each| each == action)
                && user.standing().opens(service, action)
        })
        .then_some(())
        .ok_or(Denied::Forbidden)
}

/// The calls that a method will make with the caller's own token.
pub(crate) fn downstream<'a>(shared: &'a Shared, caller: &Caller) -> Downstream<'a> {
    let portal = caller.has(PORTAL);
    Downstream {
        may_read: portal || caller.has(TO_OTHERS_READ),
        may_write: portal || caller.has(TO_OTHERS_WRITE),
        may_read_clients: portal || caller.has(CLIENTS_READ),
        may_write_clients: portal || caller.has(CLIENTS_WRITE),
        registration_fails: shared.switches().fail_registration,
        status_fails: shared.switches().fail_status,
        faults: shared.faults(),
    }
}
