//! The owner among those that its own system user for clients works for
//! (`systemuser/agent/{party}/{id}/self`). Access managers may do this, client administrators not.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;

use super::clients::of_party;
use crate::altinn::Answer;
use crate::altinn::access::{ACCESS_MANAGEMENT, downstream, party_number, right};
use crate::altinn::problem::refused;
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::decisions::{packages_are_the_systems, packages_suit};
use crate::world::downstream::PACKAGES;
use crate::world::refusal::Refusal;
use crate::world::requests::Kind;

const BASE: &str = "/authentication/api/v1/systemuser/agent/{party}/{id}/self";

pub(super) fn router() -> Router<Shared> {
    let methods = || get(read).post(add).delete(remove);
    Router::new()
        .route(BASE, methods())
        .route(&format!("{BASE}/"), methods())
}

type Own = Path<(String, String)>;

async fn read(State(shared): State<Shared>, caller: Caller, Path((party, id)): Own) -> Answer {
    let party_id = party_number(&party)?;
    let world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let user = of_party(&world, party_id, &id)?;
    if !downstream(&shared, &caller).reads(PACKAGES) {
        return Err(refuse(&shared, 55));
    }
    Ok(answers::json(StatusCode::OK, &user.serves_owner))
}

/// Every package must be of a sort that an organisation can use itself, and the caller must be able
/// to pass it on.
async fn add(State(shared): State<Shared>, caller: Caller, Path((party, id)): Own) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    let actor = right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let user = of_party(&world, party_id, &id)?;
    if user.kind != Kind::Agent {
        return Err(refuse(&shared, 34));
    }
    if user.packages.is_empty() {
        return Err(refuse(&shared, 63));
    }
    let system = world
        .living_system(&user.system_id)
        .ok_or_else(|| refuse(&shared, 11))?;
    packages_are_the_systems(system, &user.packages)
        .and_then(|()| packages_suit(Kind::Standard, &user.packages))
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    let downstream = downstream(&shared, &caller);
    let owner = world
        .organisations
        .by_party_id(party_id)
        .ok_or_else(|| refuse(&shared, 49))?;
    for package in &user.packages {
        let may = world.check_package(actor, owner, package.urn());
        if !may.is_ok_and(|check| check.result) || !downstream.writes("POST", PACKAGES) {
            return Err(refuse(&shared, 51));
        }
    }
    let id = user.id;
    if let Some(user) = world.system_user_mut(id) {
        user.serves_owner = true;
    }
    Ok(answers::json(StatusCode::OK, &true))
}

async fn remove(State(shared): State<Shared>, caller: Caller, Path((party, id)): Own) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let user = of_party(&world, party_id, &id)?;
    if user.kind != Kind::Agent {
        return Err(refuse(&shared, 34));
    }
    world
        .living_system(&user.system_id)
        .ok_or_else(|| refuse(&shared, 11))?;
    let downstream = downstream(&shared, &caller);
    let breaks = user
        .packages
        .iter()
        .any(|_| !downstream.writes("DELETE", PACKAGES));
    if breaks {
        return Err(refuse(&shared, 57));
    }
    let id = user.id;
    if let Some(user) = world.system_user_mut(id) {
        user.serves_owner = false;
    }
    Ok(answers::json(StatusCode::OK, &true))
}

fn refuse(shared: &Shared, number: u8) -> Stop {
    refused(shared.switches(), &Refusal::new(number))
}
