//! The customer's side: list, look at, create and delete system users.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, post, put};
use axum::{Router, body::Body};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::wire::{SystemUserOut, held_rights};
use crate::altinn::access::{
    ACCESS_MANAGEMENT, CLIENT_ADMINISTRATION, SYSTEM_USER_OVERVIEW, downstream, party_number, right,
};
use crate::altinn::problem::refused;
use crate::altinn::{Answer, body};
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::creation::NewSystemUser;
use crate::world::downstream::{AGENTS, CONNECTIONS, PACKAGES, SERVICES};
use crate::world::organisations::Organisation;
use crate::world::refusal::Refusal;
use crate::world::requests::Kind;
use crate::world::system_users::SystemUser;

const BASE: &str = "/authentication/api/v1/systemuser";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        // There is a method without a path whose policy asks for a party in the path.
        .route(BASE, put(|_: Caller| async { answers::crashed() }))
        .route(&format!("{BASE}/{{party}}"), get(list_standard))
        .route(&format!("{BASE}/agent/{{party}}"), get(list_agents))
        .route(
            &format!("{BASE}/{{party}}/{{id}}"),
            get(detail).delete(delete_standard),
        )
        .route(
            &format!("{BASE}/{{party}}/{{id}}/delegations"),
            get(delegations),
        )
        .route(&format!("{BASE}/{{party}}/create"), post(create))
        .route(
            &format!("{BASE}/agent/{{party}}/{{id}}"),
            delete(delete_agent),
        )
}

async fn list_standard(
    State(shared): State<Shared>,
    caller: Caller,
    Path(party): Path<String>,
) -> Answer {
    list(&shared, &caller, &party, ACCESS_MANAGEMENT, Kind::Standard)
}

async fn list_agents(
    State(shared): State<Shared>,
    caller: Caller,
    Path(party): Path<String>,
) -> Answer {
    list(&shared, &caller, &party, SYSTEM_USER_OVERVIEW, Kind::Agent)
}

fn list(shared: &Shared, caller: &Caller, party: &str, resource: &str, kind: Kind) -> Answer {
    let party_id = party_number(party)?;
    let world = shared.world();
    right(&world, caller, party_id, resource, "read")?;
    let owner = world
        .organisations
        .by_party_id(party_id)
        .map(|owner| owner.org_no.as_str());
    let rows: Vec<SystemUserOut> = world
        .system_users
        .iter()
        .filter(|user| !user.deleted && user.kind == kind && Some(user.org_no.as_str()) == owner)
        .map(|user| SystemUserOut::row(&world, user))
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

/// Rights and packages come from access management, with the caller's own token; when that gives
/// nothing, they are silently missing.
async fn detail(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Answer {
    let party_id = party_number(&party)?;
    let world = shared.world();
    right(&world, &caller, party_id, SYSTEM_USER_OVERVIEW, "read")?;
    let id = system_user_id(&id)?;
    let (_, user) =
        owned(&world, party_id, id).ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    let row = SystemUserOut::row(&world, user);
    let out = match user.kind {
        Kind::Agent => row,
        Kind::Standard => {
            let downstream = downstream(&shared, &caller);
            if downstream.reads(SERVICES) && downstream.reads(PACKAGES) {
                row.with_holdings(user)
            } else {
                row.without_holdings()
            }
        }
    };
    Ok(answers::json(StatusCode::OK, &out))
}

async fn delegations(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Answer {
    let party_id = party_number(&party)?;
    let world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "read")?;
    let id = system_user_id(&id)?;
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let (_, user) = owned(&world, party_id, id).ok_or_else(|| refuse(15))?;
    let downstream = downstream(&shared, &caller);
    if !downstream.reads(SERVICES) {
        return Err(refuse(62));
    }
    if !downstream.reads(PACKAGES) {
        return Err(refuse(55));
    }
    Ok(answers::json(
        StatusCode::OK,
        &json!({
            "systemUserId": user.id,
            "rights": held_rights(user),
            "accessPackages": user.packages,
        }),
    ))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(rename = "integrationtitle")]
    title: Option<String>,
    #[serde(rename = "systemid")]
    system_id: Option<String>,
}

/// Gives everything that the system asks for, under the title as it was sent. The reference is the
/// organisation's number, so there can be one such system user per organisation and system. Whether
/// the system is visible is not asked.
async fn create(
    State(shared): State<Shared>,
    caller: Caller,
    Path(party): Path<String>,
    body: Bytes,
) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    let actor = right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let wanted: Wanted = body::read_as_sent(&body)?;
    let system_id = body::required("SystemId", wanted.system_id)?;
    let title = body::required("IntegrationTitle", wanted.title)?;
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let system = world.living_system(&system_id).ok_or_else(|| refuse(11))?;
    let owner = world
        .organisations
        .by_party_id(party_id)
        .ok_or_else(|| refuse(0))?;
    let plan = NewSystemUser {
        id: Uuid::new_v4(),
        title,
        external_ref: owner.org_no.clone(),
        org_no: owner.org_no.clone(),
        rights: system.rights.clone(),
        packages: system.packages.clone(),
        now: shared.clock().now(),
        system_id,
    };
    let id = plan.id;
    world
        .create_for_customer(actor, plan, downstream(&shared, &caller))
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    let user = world.system_user(id).ok_or_else(|| refuse(3))?;
    Ok(answers::json(
        StatusCode::OK,
        &SystemUserOut::row(&world, user),
    ))
}

/// Revokes what the system asks for, takes the system user out of the right holders, marks it
/// deleted, and deletes its request, so that the vendor may ask again with the same reference.
async fn delete_standard(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let id = system_user_id(&id)?;
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let owner = world
        .organisations
        .by_party_id(party_id)
        .ok_or_else(|| refuse(0))?;
    let Some(user) = world.system_user(id) else {
        return Ok(counted(StatusCode::NOT_FOUND, 0));
    };
    if user.org_no != owner.org_no {
        return Err(refuse(24));
    }
    if user.kind != Kind::Standard {
        return Err(refuse(36));
    }
    let downstream = downstream(&shared, &caller);
    if world.is_revoked_first(user) && !downstream.writes("DELETE", SERVICES) {
        return Err(refuse(22));
    }
    if !downstream.reads(PACKAGES) {
        return Err(refuse(55));
    }
    if !downstream.writes("DELETE", CONNECTIONS) {
        return Err(refuse(54));
    }
    world.remove_system_user(id);
    Ok(counted(StatusCode::ACCEPTED, 1))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FacilitatorQuery {
    facilitator_id: Option<String>,
}

/// The request is deleted before anybody asks whose system user it is.
async fn delete_agent(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    Query(query): Query<FacilitatorQuery>,
) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let id = system_user_id(&id)?;
    let facilitator: Uuid = query
        .facilitator_id
        .as_deref()
        .and_then(|facilitator| facilitator.parse().ok())
        .ok_or_else(|| answers::unbound("facilitatorId", "The facilitatorId field is required."))?;
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    if world.system_user(id).is_none() {
        return Err(refuse(15));
    }
    world.delete_request_of(id);
    let user = world.system_user(id).ok_or_else(|| refuse(15))?;
    let owner = world
        .organisations
        .by_party_id(party_id)
        .filter(|owner| owner.org_no == user.org_no)
        .ok_or_else(|| refuse(24))?;
    if user.kind != Kind::Agent {
        return Err(refuse(34));
    }
    if owner.party_uuid != facilitator {
        return Err(refuse(39));
    }
    let administers = right(&world, &caller, party_id, CLIENT_ADMINISTRATION, "write").is_ok();
    if !administers || !downstream(&shared, &caller).writes_clients("DELETE", AGENTS) {
        return Err(refuse(33));
    }
    world.remove_system_user(id);
    Ok(answers::empty(StatusCode::OK))
}

/// The living system user, when it belongs to the party.
fn owned(world: &World, party_id: u32, id: Uuid) -> Option<(&Organisation, &SystemUser)> {
    let owner = world.organisations.by_party_id(party_id)?;
    let user = world
        .system_user(id)
        .filter(|user| user.org_no == owner.org_no)?;
    Some((owner, user))
}

/// A bare number as the body: how many were deleted.
fn counted(status: StatusCode, count: u8) -> Response {
    let mut response = answers::json(status, &count);
    *response.body_mut() = Body::from(count.to_string());
    response
}

/// The id of a system user from a path.
pub(super) fn system_user_id(text: &str) -> Result<Uuid, Stop> {
    text.parse()
        .map_err(|_| answers::unbound("systemUserId", &format!("The value '{text}' is not valid.")))
}
