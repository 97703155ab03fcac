//! The clients of system users for clients, as Altinn's own pages handle them
//! (`systemuser/agent/{party}/…`; system-users reference 5.4). Each method is a call or two to access
//! management, with the caller's own token.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use serde_json::{Value, json};
use uuid::Uuid;

use super::customer::system_user_id;
use crate::altinn::Answer;
use crate::altinn::access::{CLIENT_ADMINISTRATION, administers, downstream, party_number, right};
use crate::altinn::problem::refused;
use crate::altinn::query::Pairs;
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::catalogue::{Package, catalogue};
use crate::world::clients::batches::{Asked, Line, Names, What};
use crate::world::clients::relations::Access;
use crate::world::downstream::{AGENT_CLIENTS, AGENT_PACKAGES, CLIENTS};
use crate::world::organisations::Organisation;
use crate::world::refusal::Refusal;
use crate::world::requests::Kind;
use crate::world::system_users::SystemUser;

const BASE: &str = "/authentication/api/v1/systemuser/agent";

/// How access management's first version, which is called here, names them.
const NAMES: Names = Names {
    client: "from",
    agent: "to",
};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/{{party}}/clients"), get(clients))
        .route(
            &format!("{BASE}/{{party}}/{{id}}/{{system_user}}/delegations"),
            get(delegations),
        )
        .route(&format!("{BASE}/{{party}}/{{id}}"), post(add))
        .route(&format!("{BASE}/{{party}}/{{id}}/client"), delete(remove))
}

/// The clients of a provider, by the party UUID of the provider. Packages narrow the list as access
/// management narrows it: to clients with *any* of them.
pub(super) fn clients_for<'a>(
    shared: &Shared,
    world: &'a World,
    caller: &Caller,
    provider: Uuid,
    packages: &[String],
) -> Result<Vec<(&'a Organisation, Vec<Access<'a>>)>, Refusal> {
    let number = read_clients(shared, world, caller, provider)?;
    let all = world.clients_of(number).filter_map(|(client, mut access)| {
        narrow(&mut access, packages);
        (!access.is_empty()).then_some((client, access))
    });
    Ok(all.collect())
}

/// The number of a provider whose clients the caller may read; empty when there is no such provider.
fn read_clients<'a>(
    shared: &Shared,
    world: &'a World,
    caller: &Caller,
    provider: Uuid,
) -> Result<&'a str, Refusal> {
    let provider = world.organisations.by_uuid(provider);
    let allowed = provider.is_some_and(|each| administers(world, caller, each, "read").is_ok());
    downstream(shared, caller)
        .reads_clients(CLIENTS, allowed)
        .map_err(Refusal::new)?;
    Ok(provider.map_or("", |provider| provider.org_no.as_str()))
}

/// Leaves the roles that carry any of these packages; all, when none is asked for.
fn narrow(access: &mut Vec<Access<'_>>, packages: &[String]) {
    if packages.is_empty() {
        return;
    }
    let known: Vec<&Package> = packages
        .iter()
        .filter_map(|text| catalogue().package(text))
        .collect();
    access.retain(|access| {
        let mut own = access.packages.iter();
        own.any(|own| known.iter().any(|package| package.id == own.id))
    });
}

/// Gives a system user all of its packages from one client, which must have given every one of them.
pub(super) fn add_client(
    shared: &Shared,
    world: &mut World,
    caller: &Caller,
    user: &SystemUser,
    (provider, client): (Uuid, Uuid),
) -> Result<usize, Refusal> {
    if user.kind != Kind::Agent {
        return Err(Refusal::new(34));
    }
    let needed: Vec<String> = user
        .packages
        .iter()
        .map(|package| package.urn().to_owned())
        .collect();
    if needed.is_empty() {
        return Err(Refusal::new(63));
    }
    let batch = {
        let number = read_clients(shared, world, caller, provider)?;
        let client = world.organisations.by_uuid(client);
        let mut access = client.map_or_else(Vec::new, |each| world.access_from(number, each));
        narrow(&mut access, &needed);
        if access.is_empty() {
            return Err(Refusal::new(79));
        }
        let mut missing = needed.clone();
        let mut batch: Vec<Asked> = Vec::new();
        for access in access {
            let urns: Vec<String> = access
                .packages
                .iter()
                .map(|package| package.urn.clone())
                .filter(|urn| needed.contains(urn))
                .collect();
            missing.retain(|urn| !urns.contains(urn));
            if !urns.is_empty() {
                batch.push(Asked {
                    role: access.role.urn.clone(),
                    items: urns,
                });
            }
        }
        if !missing.is_empty() {
            return Err(Refusal::new(80));
        }
        batch
    };
    let number = writes(shared, world, caller, provider, "POST", AGENT_PACKAGES)
        .ok_or_else(|| Refusal::new(2))?;
    let line = Line {
        provider: &number,
        client,
        agent: user.id,
        names: NAMES,
    };
    let now = shared.clock().now();
    world
        .grant(What::Packages, line, &batch, now)
        .map(|done| done.len())
        .map_err(|_| Refusal::new(2))
}

/// Takes a client away: the first delegation that access management finds, whatever hangs on it.
pub(super) fn remove_client(
    shared: &Shared,
    world: &mut World,
    caller: &Caller,
    user: Uuid,
    (provider, client): (Uuid, Uuid),
) -> Result<(), Refusal> {
    let number = writes(shared, world, caller, provider, "DELETE", AGENT_CLIENTS)
        .ok_or_else(|| Refusal::new(31))?;
    world
        .take_client(&number, client, user, true)
        .map_err(|_| Refusal::new(31))
}

/// The provider's number, when access management lets the caller write there.
fn writes(
    shared: &Shared,
    world: &World,
    caller: &Caller,
    provider: Uuid,
    method: &str,
    path: &str,
) -> Option<String> {
    let provider = world.organisations.by_uuid(provider)?;
    administers(world, caller, provider, "write").ok()?;
    let works = downstream(shared, caller).writes_clients(method, path);
    works.then(|| provider.org_no.clone())
}

/// The clients that a system user has.
pub(super) fn attached_to<'a>(
    shared: &Shared,
    world: &'a World,
    caller: &Caller,
    provider: &Organisation,
    user: Uuid,
) -> Result<Vec<&'a Organisation>, Refusal> {
    let allowed = administers(world, caller, provider, "read").is_ok();
    downstream(shared, caller)
        .reads_clients(AGENT_PACKAGES, allowed)
        .map_err(Refusal::new)?;
    let Some(agent) = world.agents.get(&provider.org_no, user) else {
        return Ok(Vec::new());
    };
    Ok(agent
        .clients()
        .filter(|(_, given)| given.iter().any(|given| !given.packages.is_empty()))
        .filter_map(|(client, _)| world.organisations.by_number(client))
        .collect())
}

/// `DelegationResponse`. Without names where a client was only just added.
fn delegation(user: Uuid, client: Uuid, named: Option<&Organisation>) -> Value {
    let mut row = json!({
        "agentSystemUserId": user,
        "delegationId": client,
        "customerId": client,
        "assignmentId": Uuid::nil(),
    });
    if let Some(named) = named {
        row["customerName"] = json!(named.name);
        row["customerOrganizationNumber"] = json!(named.org_no);
    }
    row
}

async fn clients(
    State(shared): State<Shared>,
    caller: Caller,
    Path(party): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let party_id = party_number(&party)?;
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    right(&world, &caller, party_id, CLIENT_ADMINISTRATION, "read")?;
    let refuse = |refusal: Refusal| refused(shared.switches(), &refusal);
    let provider = query.first_uuid("facilitator")?;
    let provider = provider.ok_or_else(|| refuse(Refusal::new(0)))?;
    let packages: Vec<String> = query.all("packages").map(str::to_owned).collect();
    let all = clients_for(&shared, &world, &caller, provider, &packages).map_err(refuse)?;
    let rows: Vec<Value> = all
        .iter()
        .map(|(client, access)| {
            let access: Vec<Value> = access
                .iter()
                .map(|access| {
                    let urns: Vec<&str> = access
                        .packages
                        .iter()
                        .map(|each| each.urn.as_str())
                        .collect();
                    json!({ "role": access.role.urn, "packages": urns })
                })
                .collect();
            json!({
                "partyUuid": client.party_uuid,
                "displayName": client.name,
                "organizationIdentifier": client.org_no,
                "access": access,
            })
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

/// Whatever goes wrong gives an empty list.
async fn delegations(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, facilitator, id)): Path<(String, String, String)>,
) -> Answer {
    let party_id = party_number(&party)?;
    let world = shared.world();
    right(&world, &caller, party_id, CLIENT_ADMINISTRATION, "read")?;
    let facilitator = system_user_id(&facilitator)?;
    let id = system_user_id(&id)?;
    let clients = world
        .organisations
        .by_party_id(party_id)
        .filter(|owner| owner.party_uuid == facilitator)
        .and_then(|owner| attached_to(&shared, &world, &caller, owner, id).ok())
        .unwrap_or_default();
    let rows = clients.into_iter();
    let rows = rows.map(|client| delegation(id, client.party_uuid, Some(client)));
    Ok(answers::json(StatusCode::OK, &rows.collect::<Vec<_>>()))
}

/// The names of the clients are missing in this answer, which has a row for each package.
async fn add(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let party_id = party_number(&party)?;
    let query = Pairs::read(query.as_deref());
    let mut world = shared.world();
    right(&world, &caller, party_id, CLIENT_ADMINISTRATION, "write")?;
    let user = of_party(&world, party_id, &id)?.clone();
    let between = parties(&query)?;
    let count = add_client(&shared, &mut world, &caller, &user, between)
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    let row = delegation(user.id, between.1, None);
    Ok(answers::json(StatusCode::OK, &vec![row; count]))
}

async fn remove(
    State(shared): State<Shared>,
    caller: Caller,
    Path((party, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let party_id = party_number(&party)?;
    let query = Pairs::read(query.as_deref());
    let mut world = shared.world();
    right(&world, &caller, party_id, CLIENT_ADMINISTRATION, "write")?;
    let id = system_user_id(&id)?;
    remove_client(&shared, &mut world, &caller, id, parties(&query)?)
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(answers::empty(StatusCode::OK))
}

/// Provider and client of a query; what is left out is nobody.
fn parties(query: &Pairs) -> Result<(Uuid, Uuid), Stop> {
    let provider = query.first_uuid("provider")?;
    let client = query.first_uuid("client")?;
    Ok((provider.unwrap_or_default(), client.unwrap_or_default()))
}

/// The system user; one that there is not is a validation problem, another party's is forbidden.
pub(super) fn of_party<'a>(
    world: &'a World,
    party_id: u32,
    id: &str,
) -> Result<&'a SystemUser, Stop> {
    let id = system_user_id(id)?;
    let user = world
        .system_user(id)
        .ok_or_else(|| answers::unbound("return", &format!("SystemUser with Id {id} Not Found")))?;
    let owner = world.organisations.by_number(&user.org_no);
    if owner.is_some_and(|owner| owner.party_id == party_id) {
        Ok(user)
    } else {
        Err(answers::stop(StatusCode::FORBIDDEN))
    }
}
