//! What a person has been given for others' clients, and giving it up (`my/…`). A scope of its own,
//! and no policy.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Version;
use super::batches::read;
use super::refusals::invalid;
use super::wire::{AgentOut, ClientOut, Sort, agents_own_entry, clients_of_agent, delegations};
use crate::altinn::Answer;
use crate::altinn::access::{MY_CLIENTS_READ, MY_CLIENTS_WRITE, PORTAL, scope};
use crate::altinn::entity::Entity;
use crate::altinn::query::Pairs;
use crate::altinn::requests::time;
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::clients::batches::{Complaint, Line, Names, What};

pub(super) fn router(version: Version) -> Router<Shared> {
    let base = format!("{}/my", version.base());
    let take = |what: What| {
        move |State(shared): State<Shared>,
              caller: Caller,
              RawQuery(query): RawQuery,
              bytes: Bytes| async move {
            take(&shared, &caller, version, what, query.as_deref(), &bytes)
        }
    };
    let router = Router::new()
        .route(
            &format!("{base}/clients"),
            get(
                move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                    clients(&shared, &caller, version, query.as_deref())
                },
            )
            .delete(
                move |State(shared): State<Shared>,
                      caller: Caller,
                      RawQuery(query): RawQuery,
                      bytes: Bytes| async move {
                    leave_client(&shared, &caller, version, query.as_deref(), &bytes)
                },
            ),
        )
        .route(
            &format!("{base}/clientproviders"),
            get(
                move |State(shared): State<Shared>, caller: Caller| async move {
                    providers(&shared, &caller, version)
                },
            )
            .delete(
                move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                    leave_provider(&shared, &caller, query.as_deref())
                },
            ),
        );
    match version {
        Version::One => router.route(
            &format!("{base}/clients/accesspackages"),
            delete(take(What::Packages)),
        ),
        Version::Two => router
            .route(
                &format!("{base}/clients/accesspackages/delete"),
                post(take(What::Packages)),
            )
            .route(
                &format!("{base}/clients/resources/delete"),
                post(take(What::Services)),
            ),
    }
}

/// The person of the token; 401 when it names none.
fn own_id(caller: &Caller) -> Result<Uuid, Stop> {
    caller
        .party_uuid
        .ok_or_else(|| answers::stop(StatusCode::UNAUTHORIZED))
}

/// `MyClientDto`.
#[derive(Serialize)]
struct MyClients {
    provider: Entity,
    clients: Vec<ClientOut>,
}

fn clients(shared: &Shared, caller: &Caller, version: Version, query: Option<&str>) -> Answer {
    scope(caller, &[PORTAL, MY_CLIENTS_READ])?;
    let own = own_id(caller)?;
    let only = Pairs::read(query).uuids("provider")?;
    let sort = match version {
        Version::One => Sort::Packages,
        Version::Two => Sort::Both,
    };
    let world = shared.world();
    let rows: Vec<MyClients> = world
        .agents
        .providers_of(own)
        .filter_map(|(provider, agent)| {
            let provider = world.organisations.by_number(provider)?;
            let wanted = only.is_empty() || only.contains(&provider.party_uuid);
            wanted.then(|| MyClients {
                provider: Entity::organisation(&world, provider),
                clients: clients_of_agent(&world, agent, sort),
            })
        })
        .collect();
    Ok(answers::list(StatusCode::OK, &rows))
}

/// Version 1 gives agents, each with the provider where the agent should be.
fn providers(shared: &Shared, caller: &Caller, version: Version) -> Answer {
    scope(caller, &[PORTAL, MY_CLIENTS_READ])?;
    let own = own_id(caller)?;
    let world = shared.world();
    let rows: Vec<Value> = world
        .agents
        .providers_of(own)
        .filter_map(|(provider, agent)| {
            let provider = world.organisations.by_number(provider)?;
            let provider = Entity::organisation(&world, provider);
            Some(match version {
                Version::One => json!(AgentOut::new(provider, agent, agents_own_entry(false))),
                Version::Two => {
                    json!({ "provider": provider, "providerAddedAt": time(agent.added) })
                }
            })
        })
        .collect();
    Ok(answers::list(StatusCode::OK, &rows))
}

/// Leaving a provider drops every client that one had from it.
fn leave_provider(shared: &Shared, caller: &Caller, query: Option<&str>) -> Answer {
    scope(caller, &[PORTAL, MY_CLIENTS_WRITE])?;
    let own = own_id(caller)?;
    let provider = Pairs::read(query).uuid("provider")?;
    let mut world = shared.world();
    if let Some(provider) = number_of(&world, provider) {
        world
            .take_agent(&provider, own, true)
            .map_err(|complaints| invalid(&complaints))?;
    }
    Ok(answers::empty(StatusCode::NO_CONTENT))
}

/// Version 1 demands a body; with one, and without `cascade`, it takes packages instead.
fn leave_client(
    shared: &Shared,
    caller: &Caller,
    version: Version,
    query: Option<&str>,
    bytes: &[u8],
) -> Answer {
    scope(caller, &[PORTAL, MY_CLIENTS_WRITE])?;
    let own = own_id(caller)?;
    let pairs = Pairs::read(query);
    let provider = pairs.uuid("provider")?;
    let client = pairs.uuid(version.names().client)?;
    let cascade = pairs.flag("cascade", false)?;
    if version == Version::One {
        if bytes.is_empty() {
            return Err(answers::unbound(
                "",
                "A non-empty request body is required.",
            ));
        }
        if !cascade && bytes != b"null" {
            return take(shared, caller, version, What::Packages, query, bytes);
        }
    }
    let mut world = shared.world();
    if let Some(provider) = number_of(&world, provider) {
        world
            .take_client(&provider, client, own, cascade)
            .map_err(|complaints| invalid(&complaints))?;
    }
    Ok(answers::empty(StatusCode::NO_CONTENT))
}

/// The agent is the one who asks, so version 2 points at the provider where the agent is to blame.
fn take(
    shared: &Shared,
    caller: &Caller,
    version: Version,
    what: What,
    query: Option<&str>,
    bytes: &[u8],
) -> Answer {
    scope(caller, &[PORTAL, MY_CLIENTS_WRITE])?;
    let own = own_id(caller)?;
    let pairs = Pairs::read(query);
    let provider = pairs.uuid("provider")?;
    let client = pairs.uuid(version.names().client)?;
    let batch = read(what, bytes)?;
    let (names, own_name) = match version {
        Version::One => (version.names(), "party"),
        Version::Two => {
            let names = Names {
                client: "client",
                agent: "provider",
            };
            (names, "provider")
        }
    };
    let mut world = shared.world();
    let Some(number) = number_of(&world, provider) else {
        let path = format!("$QUERY/{own_name}");
        return Err(invalid(&[Complaint { number: 6, path }]));
    };
    let line = Line {
        provider: &number,
        client,
        agent: own,
        names,
    };
    let done = world
        .take(what, line, &batch)
        .map_err(|complaints| invalid(&complaints))?;
    Ok(answers::json(
        StatusCode::OK,
        &delegations(what, &done, (client, provider, own)),
    ))
}

fn number_of(world: &World, provider: Uuid) -> Option<String> {
    let provider = world.organisations.by_uuid(provider)?;
    Some(provider.org_no.clone())
}
