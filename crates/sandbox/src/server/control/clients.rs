//! Client delegation as it truly is, and what clients and registers do behind everybody's back:
//! accounts end, packages are withdrawn, organisations go bankrupt, system users disappear, and
//! packages gain services.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, put};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::settings::{Held, known_packages};
use super::{bad, done, read};
use crate::altinn::Answer;
use crate::altinn::query::Pairs;
use crate::altinn::requests::time;
use crate::server::answers;
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::{Authority, Holder};
use crate::world::catalogue::catalogue;
use crate::world::clients::entities::Entity;
use crate::world::rights::AccessPackage;
use crate::world::system_users::HeldService;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/_sandbox/delegations", get(delegations))
        .route("/_sandbox/relations/{provider}/{client}", put(set_relation))
        .route("/_sandbox/organisations/{org_no}", put(set_organisation))
        .route(
            "/_sandbox/system-users/{id}",
            delete(remove_system_user).patch(change_system_user),
        )
        .route("/_sandbox/packages/{package}/resources", put(set_services))
}

/// Relations of clients to providers, agents of providers, and what each agent was given for whom.
/// `?provider=` (organisation number) leaves the others out.
async fn delegations(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let query = Pairs::read(query.as_deref());
    let only = query.first("provider");
    let world = shared.world();
    let wanted = |provider: &str| only.is_none_or(|only| only == provider);
    let uuid = |org_no: &str| {
        let organisation = world.organisations.by_number(org_no);
        organisation.map(|organisation| organisation.party_uuid)
    };
    let mut relations = Vec::new();
    for provider in world
        .authorities
        .firms()
        .filter(|provider| wanted(provider))
    {
        for (client, access) in world.clients_of(provider) {
            relations.extend(access.iter().map(|access| {
                let packages = access.packages.iter().map(|package| &package.code);
                let services = access.services.iter().map(|service| &service.identifier);
                json!({
                    "provider": provider,
                    "client": client.org_no,
                    "clientUuid": client.party_uuid,
                    "clientName": client.name,
                    "role": access.role.code,
                    "packages": packages.collect::<Vec<_>>(),
                    "resources": services.collect::<Vec<_>>(),
                })
            }));
        }
    }
    let mut agents = Vec::new();
    let mut given = Vec::new();
    for (provider, id, agent) in world.agents.all().filter(|(provider, ..)| wanted(provider)) {
        let (kind, name) = kind_and_name(&world, id);
        agents.push(json!({
            "provider": provider,
            "agent": id,
            "kind": kind,
            "name": name,
            "added": time(agent.added),
        }));
        for (client, all) in agent.clients() {
            given.extend(all.iter().map(|given| {
                json!({
                    "provider": provider,
                    "client": client,
                    "clientUuid": uuid(client),
                    "agent": id,
                    "role": given.role,
                    "packages": given.packages,
                    "resources": given.services,
                })
            }));
        }
    }
    let body = json!({ "relations": relations, "agents": agents, "delegations": given });
    answers::json(StatusCode::OK, &body)
}

fn kind_and_name(world: &World, agent: Uuid) -> (&'static str, String) {
    match world.entity(agent) {
        Some(Entity::Person(person)) => ("person", person.name.clone()),
        Some(Entity::SystemUser(user)) => ("systemUser", user.title.clone()),
        Some(Entity::Organisation(organisation)) => ("organisation", organisation.name.clone()),
        None => ("unknown", String::new()),
    }
}

/// How many clients and agents each organisation has that works for others; for the state.
pub(super) fn providers(world: &World) -> Vec<Value> {
    world
        .authorities
        .firms()
        .filter_map(|firm| {
            let organisation = world.organisations.by_number(firm)?;
            Some(json!({
                "orgNo": firm,
                "name": organisation.name,
                "partyId": organisation.party_id,
                "partyUuid": organisation.party_uuid,
                "clients": world.clients_of(firm).count(),
                "agents": world.agents.of(firm).count(),
            }))
        })
        .collect()
}

/// What a client has registered or given; replaces what was there. What agents were given and the
/// relation no longer carries is gone with it.
async fn set_relation(
    State(shared): State<Shared>,
    Path((provider, client)): Path<(String, String)>,
    body: Bytes,
) -> Answer {
    let held: Held = read(&body)?;
    held.is_known()?;
    let mut world = shared.world();
    for org_no in [&provider, &client] {
        if world.organisations.by_number(org_no).is_none() {
            return Err(bad(StatusCode::NOT_FOUND, "There is no such organisation."));
        }
    }
    world.set_relation(Authority {
        holder: Holder::Organisation(provider),
        org_no: client,
        roles: held.roles,
        packages: held.packages,
        services: held.resources,
    });
    Ok(done())
}

/// What the Enhetsregisteret says of an organisation from now on; what is left out stays as it is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Registered {
    bankrupt: Option<bool>,
    deleted: Option<bool>,
    winding_up: Option<bool>,
}

async fn set_organisation(
    State(shared): State<Shared>,
    Path(org_no): Path<String>,
    body: Bytes,
) -> Answer {
    let registered: Registered = read(&body)?;
    let today = shared
        .clock()
        .now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    let since = |is: bool| -> Option<Date> { is.then_some(today) };
    let mut world = shared.world();
    let organisation = world
        .organisations
        .by_number_mut(&org_no)
        .ok_or_else(|| bad(StatusCode::NOT_FOUND, "There is no such organisation."))?;
    if let Some(is) = registered.bankrupt {
        organisation.bankrupt = since(is);
    }
    if let Some(is) = registered.deleted {
        organisation.deleted = since(is);
    }
    if let Some(is) = registered.winding_up {
        organisation.winding_up = is;
    }
    Ok(done())
}

/// As if somebody had deleted it on Altinn's own pages.
async fn remove_system_user(State(shared): State<Shared>, Path(id): Path<Uuid>) -> Answer {
    let mut world = shared.world();
    if world.system_user(id).is_none() {
        return Err(bad(StatusCode::NOT_FOUND, "There is no such system user."));
    }
    world.remove_system_user(id);
    Ok(done())
}

/// What changes about a system user; what is left out stays as it is. Lists go on showing the packages
/// of the day it was made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Altered {
    title: Option<String>,
    /// Codes.
    packages: Option<Vec<String>>,
    /// Ids of services, held with all their actions.
    resources: Option<Vec<String>>,
}

async fn change_system_user(
    State(shared): State<Shared>,
    Path(id): Path<Uuid>,
    body: Bytes,
) -> Answer {
    let altered: Altered = read(&body)?;
    known_packages(altered.packages.iter().flatten())?;
    let mut world = shared.world();
    let mut services = Vec::new();
    for id in altered.resources.iter().flatten() {
        let service = world.services.get(id).ok_or_else(|| {
            bad(
                StatusCode::BAD_REQUEST,
                &format!("There is no service '{id}'."),
            )
        })?;
        services.push(HeldService {
            id: id.clone(),
            actions: service.actions.clone(),
        });
    }
    let user = world
        .system_user_mut(id)
        .ok_or_else(|| bad(StatusCode::NOT_FOUND, "There is no such system user."))?;
    if let Some(title) = altered.title {
        user.title = title;
    }
    if let Some(codes) = altered.packages {
        user.packages = codes
            .iter()
            .map(|code| AccessPackage::of_code(code))
            .collect();
    }
    if altered.resources.is_some() {
        user.services = services;
    }
    Ok(done())
}

/// Which services a package opens from now on, by its code or URN: a list of ids. Services that are not
/// among them lose it.
async fn set_services(
    State(shared): State<Shared>,
    Path(package): Path<String>,
    body: Bytes,
) -> Answer {
    let ids: Vec<String> = read(&body)?;
    let package = catalogue()
        .package(&package)
        .ok_or_else(|| bad(StatusCode::NOT_FOUND, "There is no such package."))?;
    let mut world = shared.world();
    if let Some(unknown) = ids.iter().find(|id| !world.services.contains_key(*id)) {
        let sentence = format!("There is no service '{unknown}'.");
        return Err(bad(StatusCode::BAD_REQUEST, &sentence));
    }
    for service in world.services.values_mut() {
        let opens = ids.contains(&service.identifier);
        let has = service.packages.contains(&package.code);
        if opens && !has {
            service.packages.push(package.code.clone());
        } else if has && !opens {
            service.packages.retain(|code| *code != package.code);
        }
    }
    world.authorities.touch();
    Ok(done())
}
