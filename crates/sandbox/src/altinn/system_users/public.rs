//! The clients of system users for clients, as third parties may handle them
//! (`enduser/systemuser`; access-management reference 3.3), after Altinn/altinn-authentication:
//! SystemUserClientDelegationController. The portal's scope is not accepted here.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};
use uuid::Uuid;

use super::clients::{add_client, attached_to, clients_for, remove_client};
use super::wire::SystemUserOut;
use crate::altinn::Answer;
use crate::altinn::access::{CLIENTS_READ, CLIENTS_WRITE, administers, scope};
use crate::altinn::problem::refused;
use crate::altinn::query::Pairs;
use crate::identity::Caller;
use crate::server::answers::{self, Invalid, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::organisations::Organisation;
use crate::world::requests::Kind;
use crate::world::system_users::SystemUser;

const BASE: &str = "/authentication/api/v1/enduser/systemuser";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/agents"), get(agents))
        .route(&format!("{BASE}/clients/available"), get(available))
        .route(
            &format!("{BASE}/clients"),
            get(attached).post(attach).delete(detach),
        )
}

async fn agents(State(shared): State<Shared>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    scope(&caller, &[CLIENTS_READ])?;
    let query = Pairs::read(query.as_deref());
    let party = query
        .first("party")
        .filter(|party| !party.is_empty())
        .ok_or_else(|| answers::unbound("party", "The party field is required."))?;
    let world = shared.world();
    let owner = world
        .organisations
        .by_number(party)
        .ok_or_else(|| not_found("Party not found", party))?;
    administers(&world, &caller, owner, "read")?;
    let rows: Vec<SystemUserOut> = world
        .system_users
        .iter()
        .filter(|user| !user.deleted && user.kind == Kind::Agent && user.org_no == owner.org_no)
        .map(|user| SystemUserOut::row(&world, user))
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

/// Clients with any of the packages; adding one asks for all of them.
async fn available(
    State(shared): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Answer {
    scope(&caller, &[CLIENTS_READ])?;
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let (user, owner) = agent(&world, &caller, &query, "read")?;
    let packages: Vec<String> = user
        .packages
        .iter()
        .map(|package| package.urn().to_owned())
        .collect();
    let all = clients_for(&shared, &world, &caller, owner.party_uuid, &packages)
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(listed(user, all.into_iter().map(|(client, _)| client)))
}

async fn attached(
    State(shared): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Answer {
    scope(&caller, &[CLIENTS_READ])?;
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let (user, owner) = agent(&world, &caller, &query, "read")?;
    let clients = attached_to(&shared, &world, &caller, owner, user.id)
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(listed(user, clients.into_iter()))
}

async fn attach(State(shared): State<Shared>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    scope(&caller, &[CLIENTS_WRITE])?;
    let query = Pairs::read(query.as_deref());
    let mut world = shared.world();
    let (user, provider) = {
        let (user, owner) = agent(&world, &caller, &query, "write")?;
        (user.clone(), owner.party_uuid)
    };
    let client = client(&query)?;
    // Reading the clients takes the token along, and it may be one that can only write.
    add_client(&shared, &mut world, &caller, &user, (provider, client))
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(answered(user.id, client))
}

/// A client that was not added is taken away all the same.
async fn detach(State(shared): State<Shared>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    scope(&caller, &[CLIENTS_WRITE])?;
    let query = Pairs::read(query.as_deref());
    let mut world = shared.world();
    let (user, provider) = {
        let (user, owner) = agent(&world, &caller, &query, "write")?;
        (user.clone(), owner.party_uuid)
    };
    let client = client(&query)?;
    remove_client(&shared, &mut world, &caller, user.id, (provider, client))
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(answered(user.id, client))
}

fn answered(agent: Uuid, client: Uuid) -> axum::response::Response {
    answers::json(StatusCode::OK, &json!({ "agent": agent, "client": client }))
}

fn listed<'a>(
    user: &SystemUser,
    clients: impl Iterator<Item = &'a Organisation>,
) -> axum::response::Response {
    let rows = clients.map(|client| {
        json!({
            "clientId": client.party_uuid,
            "clientOrganizationNumber": client.org_no,
            "clientOrganizationName": client.name,
        })
    });
    let rows: Vec<Value> = rows.collect();
    let body = json!({
        "links": {},
        "data": rows,
        "systemUserInformation": {
            "systemUserId": user.id,
            "systemUserOwnerOrg": user.org_no,
        },
    });
    answers::json(StatusCode::OK, &body)
}

/// The client of a query that was found complete.
fn client(query: &Pairs) -> Result<Uuid, Stop> {
    Ok(query.first_uuid("client")?.unwrap_or_default())
}

/// The system user for clients that a query names, and its owner, whose clients the caller administers. Whoever writes
/// names a client as well: what is wrong with that stands beside what is wrong with the system user.
fn agent<'a>(
    world: &'a World,
    caller: &Caller,
    query: &Pairs,
    action: &str,
) -> Result<(&'a SystemUser, &'a Organisation), Stop> {
    let mut wrong = Vec::new();
    let id = query.first_uuid("agent")?.unwrap_or_default();
    let user = world.system_user(id);
    if user.is_none() {
        wrong.push(line(
            14,
            "The system user is missing or not known.",
            "?agent",
        ));
    } else if user.is_some_and(|user| user.kind != Kind::Agent) {
        wrong.push(line(15, "The system user is not for clients.", "?agent"));
    }
    if action == "write" && client(query)?.is_nil() {
        wrong.push(line(16, "The client is missing.", "?client"));
    }
    let Some(user) = user.filter(|_| wrong.is_empty()) else {
        return Err(answers::invalid(&wrong));
    };
    let owner = owner(world, user)?;
    administers(world, caller, owner, action)?;
    Ok((user, owner))
}

fn line(number: u8, text: &'static str, path: &str) -> Invalid {
    Invalid {
        code: format!("AUTH.VLD-{number:05}"),
        text,
        path: path.to_owned(),
        extension: None,
    }
}

fn owner<'a>(world: &'a World, user: &SystemUser) -> Result<&'a Organisation, Stop> {
    world
        .organisations
        .by_number(&user.org_no)
        .ok_or_else(|| not_found("System Owner not Found", &user.org_no))
}

/// A problem document without a code.
fn not_found(title: &str, org_no: &str) -> Stop {
    let body = json!({
        "title": title,
        "status": 404,
        "detail": format!("Nothing is known of the organisation {org_no}."),
    });
    answers::problem(StatusCode::NOT_FOUND, &body).into()
}
