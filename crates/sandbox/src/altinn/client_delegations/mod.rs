//! Client delegation (`enduser/clientdelegations`, versions 1 and 2), after
//! Altinn/altinn-authorization-tmp: ClientDelegationController and ClientDelegationService
//! (access-management reference 3).

mod agents;
mod batches;
mod lists;
mod mine;
mod refusals;
mod wire;

use axum::Router;

use super::access::{Denied, PORTAL, administers, scope};
use super::query::Pairs;
use crate::identity::Caller;
use crate::server::answers::Stop;
use crate::state::Shared;
use crate::world::World;
use crate::world::clients::batches::Names;
use crate::world::organisations::Organisation;

pub(super) fn router() -> Router<Shared> {
    let mut router = Router::new();
    for version in [Version::One, Version::Two] {
        router = router
            .merge(lists::router(version))
            .merge(agents::router(version))
            .merge(batches::router(version))
            .merge(mine::router(version));
    }
    router
}

/// The two versions differ in the names of their query parameters, and in what they can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    One,
    Two,
}

impl Version {
    fn base(self) -> &'static str {
        match self {
            Self::One => "/accessmanagement/api/v1/enduser/clientdelegations",
            Self::Two => "/accessmanagement/api/v2/enduser/clientdelegations",
        }
    }

    fn names(self) -> Names {
        let (client, agent) = match self {
            Self::One => ("from", "to"),
            Self::Two => ("client", "agent"),
        };
        Names { client, agent }
    }
}

/// A provider's method: one of the scopes, and the right to administer the clients of the party in
/// the query. A party that is missing or malformed is forbidden, not bad: the policy comes before
/// binding.
fn provider<'a>(
    world: &'a World,
    caller: &Caller,
    query: &Pairs,
    own_scope: &str,
    action: &str,
) -> Result<&'a Organisation, Stop> {
    scope(caller, &[PORTAL, own_scope])?;
    let organisation = query
        .first("party")
        .and_then(|party| party.parse().ok())
        .and_then(|party| world.organisations.by_uuid(party))
        .ok_or(Denied::Forbidden)?;
    administers(world, caller, organisation, action)?;
    Ok(organisation)
}
