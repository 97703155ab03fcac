//! How the sandbox behaves: faults, switches, identity providers, machine clients, services, and who
//! holds what.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, put};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{bad, done, read};
use crate::altinn::Answer;
use crate::config::IdentityConfig;
use crate::server::answers::{self, Stop};
use crate::server::faults::Fault;
use crate::server::switches::Switches;
use crate::state::Shared;
use crate::world::authority::{Authority, Holder};
use crate::world::catalogue::catalogue;
use crate::world::services::{Service, owner};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(
            "/_sandbox/faults",
            get(faults).put(set_faults).delete(clear_faults),
        )
        .route("/_sandbox/switches", get(switches).put(set_switches))
        .route("/_sandbox/identity", get(identity).put(set_identity))
        .route("/_sandbox/maskinporten/clients/{client}", put(set_client))
        .route(
            "/_sandbox/resources/{id}",
            put(set_service).delete(remove_service),
        )
        .route(
            "/_sandbox/authorities/{persona}/{org_no}",
            put(set_authority),
        )
}

async fn faults(State(shared): State<Shared>) -> Response {
    answers::json(StatusCode::OK, &shared.faults().list())
}

async fn set_faults(State(shared): State<Shared>, body: Bytes) -> Answer {
    let faults: Vec<Fault> = read(&body)?;
    if let Some(bad_status) = faults
        .iter()
        .filter_map(|fault| fault.status)
        .find(|status| !(200..=599).contains(status))
    {
        let sentence = format!("{bad_status} is not a status a server ends with (200 to 599).");
        return Err(bad(StatusCode::BAD_REQUEST, &sentence));
    }
    shared.faults().set(faults);
    Ok(done())
}

async fn clear_faults(State(shared): State<Shared>) -> Response {
    shared.faults().set(Vec::new());
    done()
}

async fn switches(State(shared): State<Shared>) -> Response {
    answers::json(StatusCode::OK, &shared.switches())
}

async fn set_switches(State(shared): State<Shared>, body: Bytes) -> Answer {
    let switches: Switches = merged(&shared.switches(), &body)?;
    if switches.page_size == 0 {
        return Err(bad(StatusCode::BAD_REQUEST, "A page has at least one row."));
    }
    shared.set_switches(switches);
    Ok(answers::json(StatusCode::OK, &switches))
}

async fn identity(State(shared): State<Shared>) -> Response {
    answers::json(StatusCode::OK, &shared.identity_config())
}

async fn set_identity(State(shared): State<Shared>, body: Bytes) -> Answer {
    let config: IdentityConfig = merged(&shared.identity_config(), &body)?;
    shared.set_identity_config(config.clone());
    Ok(answers::json(StatusCode::OK, &config))
}

/// What is set now, with the fields of the body instead of its own.
fn merged<T>(current: &T, body: &[u8]) -> Result<T, Stop>
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let changes: Map<String, Value> = read(body)?;
    let mut whole = serde_json::to_value(current).unwrap_or_default();
    if let Value::Object(members) = &mut whole {
        members.extend(changes);
    }
    serde_json::from_value(whole).map_err(|error| {
        bad(
            StatusCode::BAD_REQUEST,
            &format!("The body does not fit: {error}."),
        )
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MachineClient {
    org_no: String,
    jwks: Value,
    scopes: Vec<String>,
}

async fn set_client(
    State(shared): State<Shared>,
    Path(client): Path<String>,
    body: Bytes,
) -> Answer {
    let wanted: MachineClient = read(&body)?;
    let now = shared.clock().now();
    shared
        .identity()
        .put_client(&client, &wanted.org_no, &wanted.jwks, &wanted.scopes, now)
        .map_err(|error| bad(StatusCode::BAD_REQUEST, &error.to_string()))?;
    Ok(done())
}

async fn set_service(State(shared): State<Shared>, Path(id): Path<String>, body: Bytes) -> Answer {
    let mut service: Service = read(&body)?;
    service.identifier.clone_from(&id);
    if owner(&service.owner).is_none() {
        let sentence = format!("No service owner has the code '{}'.", service.owner);
        return Err(bad(StatusCode::BAD_REQUEST, &sentence));
    }
    known_packages(service.all_packages().into_iter())?;
    let mut world = shared.world();
    world.services.insert(id, service);
    world.authorities.touch();
    Ok(done())
}

async fn remove_service(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let mut world = shared.world();
    let removed = world.services.remove(&id);
    world.authorities.touch();
    removed
        .map(|_| done())
        .ok_or_else(|| bad(StatusCode::NOT_FOUND, "There is no such service."))
}

/// What somebody has in an organisation; replaces what was there.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
pub(super) struct Held {
    pub(super) roles: Vec<String>,
    pub(super) packages: Vec<String>,
    pub(super) resources: Vec<String>,
}

impl Held {
    /// Refuses roles and packages that there are not.
    pub(super) fn is_known(&self) -> Result<(), Stop> {
        known_packages(self.packages.iter())?;
        match self
            .roles
            .iter()
            .find(|code| catalogue().role(code).is_none())
        {
            None => Ok(()),
            Some(code) => {
                let sentence = format!("No role has the code '{code}'.");
                Err(bad(StatusCode::BAD_REQUEST, &sentence))
            }
        }
    }
}

async fn set_authority(
    State(shared): State<Shared>,
    Path((persona, org_no)): Path<(String, String)>,
    body: Bytes,
) -> Answer {
    let held: Held = read(&body)?;
    held.is_known()?;
    let mut world = shared.world();
    let person = world
        .people
        .iter()
        .chain(&world.others)
        .find(|person| person.key == persona)
        .map(|person| person.party_uuid)
        .ok_or_else(|| bad(StatusCode::NOT_FOUND, "There is no such persona."))?;
    if world.organisations.by_number(&org_no).is_none() {
        return Err(bad(StatusCode::NOT_FOUND, "There is no such organisation."));
    }
    world.authorities.set(Authority {
        holder: Holder::Person(person),
        org_no,
        roles: held.roles,
        packages: held.packages,
        services: held.resources,
    });
    Ok(done())
}

pub(super) fn known_packages<'a>(mut codes: impl Iterator<Item = &'a String>) -> Result<(), Stop> {
    match codes.find(|code| catalogue().package(code).is_none()) {
        None => Ok(()),
        Some(code) => {
            let sentence = format!("No access package has the code '{code}'.");
            Err(bad(StatusCode::BAD_REQUEST, &sentence))
        }
    }
}
