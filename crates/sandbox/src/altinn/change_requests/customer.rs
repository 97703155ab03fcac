//! The customer's side of change requests (`systemuser/changerequest/{party}/…`).

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};

use super::BASE;
use super::wire::{ChangeForPortal, ChangeOut};
use crate::altinn::Answer;
use crate::altinn::access::{ACCESS_MANAGEMENT, actor, downstream, party_number, right};
use crate::altinn::problem::refused;
use crate::altinn::requests::request_id;
use crate::identity::Caller;
use crate::server::answers;
use crate::state::Shared;
use crate::world::refusal::Refusal;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/{{party}}"), get(read_by_id))
        .route(&format!("{BASE}/{{party}}/{{request}}"), get(read))
        .route(
            &format!("{BASE}/{{party}}/{{request}}/approve"),
            post(approve),
        )
        .route(
            &format!("{BASE}/{{party}}/{{request}}/reject"),
            post(reject),
        )
}

/// Party and request as they stand in the path.
type PartyPath = Path<(String, String)>;

/// Read access to access management is enough, and nothing is checked before the contents are shown.
async fn read(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): PartyPath,
) -> Answer {
    let party_id = party_number(&party)?;
    let world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "read")?;
    let id = request_id(&id)?;
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let organisation = world
        .organisations
        .by_party_id(party_id)
        .ok_or_else(|| refuse(0))?;
    let request = world
        .change_request(id)
        .filter(|request| request.org_no == organisation.org_no)
        .ok_or_else(|| refuse(10))?;
    Ok(answers::json(StatusCode::OK, &ChangeOut::bare(request)))
}

/// Any valid token will do to begin with. The packages are checked before anybody asks whether the
/// viewer is access manager at all.
async fn read_by_id(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    let id = request_id(&id)?;
    let world = shared.world();
    let refuse = |refusal: Refusal| refused(shared.switches(), &refusal);
    let request = world
        .change_request(id)
        .ok_or_else(|| refuse(Refusal::new(10)))?;
    let organisation = world
        .organisations
        .by_number(&request.org_no)
        .ok_or_else(|| refuse(Refusal::new(0)))?;
    let actor = actor(&world, &caller).ok_or_else(|| refuse(Refusal::new(66)))?;
    let downstream = downstream(&shared, &caller);
    // The check is access management's own, and it demands its own right to write.
    let may_write = world.permits(actor, organisation, ACCESS_MANAGEMENT, "write");
    if !request.changes.required_packages.is_empty() {
        if !may_write {
            return Err(refuse(Refusal::new(50)));
        }
        world
            .check_change_for(actor, organisation, request, downstream)
            .map_err(refuse)?;
    }
    if !may_write {
        return Err(refuse(Refusal::new(66)));
    }
    let out = ChangeForPortal::new(request, organisation);
    Ok(answers::json(StatusCode::OK, &out))
}

/// No portal scope, and the party is not held against the request's organisation.
async fn approve(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): PartyPath,
) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    let actor = right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let id = request_id(&id)?;
    world
        .approve_change(actor, party_id, id, downstream(&shared, &caller))
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(answers::json(StatusCode::OK, &true))
}

async fn reject(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): PartyPath,
) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let id = request_id(&id)?;
    world
        .reject_change(id)
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(answers::json(StatusCode::OK, &true))
}
