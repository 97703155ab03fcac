//! Adding agents and taking them out, and taking clients from them.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::routing::{delete, post};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::refusals::{half_named, invalid, locked_out, no_such_person, nobody_named};
use super::{Version, provider};
use crate::altinn::access::CLIENTS_WRITE;
use crate::altinn::query::Pairs;
use crate::altinn::{Answer, body};
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::catalogue::catalogue;
use crate::world::clients::batches::Complaint;
use crate::world::clients::entities::Entity;
use crate::world::clients::lookups::NotFound;
use crate::world::clients::relations::AGENT;
use crate::world::organisations::Organisation;

pub(super) fn router(version: Version) -> Router<Shared> {
    let base = version.base();
    Router::new()
        .route(
            &format!("{base}/agents"),
            post(
                move |State(shared): State<Shared>,
                      caller: Caller,
                      RawQuery(query),
                      bytes: Bytes| async move {
                    add(&shared, &caller, version, query.as_deref(), &bytes)
                },
            )
            .delete(
                move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                    remove(&shared, &caller, version, query.as_deref())
                },
            ),
        )
        .route(
            &format!("{base}/agents/clients"),
            delete(
                move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                    remove_client(&shared, &caller, version, query.as_deref())
                },
            ),
        )
}

/// `PersonInput`.
#[derive(Deserialize)]
struct Named {
    #[serde(rename = "personidentifier")]
    identifier: Option<String>,
    #[serde(rename = "lastname")]
    last_name: Option<String>,
}

/// Adds a system user for clients, a person who has anything from the organisation already, or a
/// stranger by number and last name. Whoever is an agent stays one.
fn add(
    shared: &Shared,
    caller: &Caller,
    version: Version,
    query: Option<&str>,
    bytes: &[u8],
) -> Answer {
    let query = Pairs::read(query);
    let now = shared.clock().now();
    let mut world = shared.world();
    let party = provider(&world, caller, &query, CLIENTS_WRITE, "write")?.clone();
    let name = version.names().agent;
    let named = query
        .uuids(name)?
        .first()
        .copied()
        .filter(|id| !id.is_nil());
    let person: Option<Named> = match bytes {
        b"" => None,
        bytes => body::read(bytes)?,
    };
    let agent = match (named, person) {
        (Some(id), _) => by_id(&world, &party, id, name)?,
        (None, Some(person)) => {
            // The look-up counts failures for the user of the token, and a machine has none.
            let user_id = caller.user_id.ok_or_else(answers::crashed)?;
            let identifier = part(person.identifier, "PersonIdentifier")?;
            let last_name = part(person.last_name, "LastName")?;
            let found = world.look_up_person(user_id, &identifier, &last_name, now);
            found
                .map(|person| person.party_uuid)
                .map_err(|why| match why {
                    NotFound::NoMatch => no_such_person(),
                    NotFound::Locked => locked_out(),
                })?
        }
        (None, None) => return Err(nobody_named(name)),
    };
    let registered = world.agents.register(&party.org_no, agent, now);
    let body = json!({
        "id": registered.id,
        "roleId": catalogue().role(AGENT).map(|role| role.id),
        "fromId": party.party_uuid,
        "toId": agent,
    });
    Ok(answers::json(StatusCode::OK, &body))
}

fn part(text: Option<String>, member: &str) -> Result<String, Stop> {
    text.filter(|text| !text.is_empty())
        .ok_or_else(|| half_named(member))
}

/// A person without any connection is as one who does not exist.
fn by_id(world: &World, party: &Organisation, id: Uuid, name: &str) -> Result<Uuid, Stop> {
    let complain = |number, path: String| Err(invalid(&[Complaint { number, path }]));
    match world.entity(id) {
        None => complain(6, format!("QUERY/{name}")),
        Some(Entity::Person(_)) if !world.is_connected(id, party) => {
            complain(6, format!("QUERY/{name}"))
        }
        Some(entity) if !entity.may_be_agent() => complain(8, format!("$QUERY/{name}")),
        Some(_) => Ok(id),
    }
}

/// The documentation says that `cascade` is true when it is left out; it is false.
fn remove(shared: &Shared, caller: &Caller, version: Version, query: Option<&str>) -> Answer {
    let query = Pairs::read(query);
    let mut world = shared.world();
    let party = provider(&world, caller, &query, CLIENTS_WRITE, "write")?.clone();
    let agent = query.uuid(version.names().agent)?;
    let cascade = query.flag("cascade", false)?;
    world
        .take_agent(&party.org_no, agent, cascade)
        .map_err(|complaints| invalid(&complaints))?;
    Ok(answers::empty(StatusCode::NO_CONTENT))
}

fn remove_client(
    shared: &Shared,
    caller: &Caller,
    version: Version,
    query: Option<&str>,
) -> Answer {
    let query = Pairs::read(query);
    let mut world = shared.world();
    let party = provider(&world, caller, &query, CLIENTS_WRITE, "write")?.clone();
    let client = query.uuid(version.names().client)?;
    let agent = query.uuid(version.names().agent)?;
    let cascade = query.flag("cascade", false)?;
    world
        .take_client(&party.org_no, client, agent, cascade)
        .map_err(|complaints| invalid(&complaints))?;
    Ok(answers::empty(StatusCode::NO_CONTENT))
}
