//! What there is: state, counters, tokens; and starting over.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use super::clients::providers;
use super::{bad, done, read};
use crate::altinn::Answer;
use crate::altinn::requests::time;
use crate::config::{Seed, Volume};
use crate::identity::TestLevel;
use crate::server::answers;
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::sight::ORGANISATION;
use crate::world::rights::AccessPackage;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/_sandbox/state", get(state))
        .route("/_sandbox/token", post(token))
        .route("/_sandbox/reset", post(reset))
        .route("/_sandbox/clock", get(clock).post(advance))
        .route("/_sandbox/counters", get(counters).delete(clear_counters))
}

/// The persons that can log in.
pub(crate) fn personas(world: &World) -> Vec<Value> {
    world
        .people()
        .iter()
        .map(|person| {
            json!({
                "key": person.key,
                "name": person.name,
                "pid": person.pid,
                "userId": person.user_id,
                "partyId": person.party_id,
                "partyUuid": person.party_uuid,
                "blurb": person.blurb,
            })
        })
        .collect()
}

/// Those who do not log in, and may be named as agents.
fn people(world: &World) -> Vec<Value> {
    world
        .others
        .iter()
        .map(|person| {
            json!({
                "key": person.key,
                "name": person.name,
                "pid": person.pid,
                "username": person.username,
                "partyUuid": person.party_uuid,
            })
        })
        .collect()
}

async fn state(State(shared): State<Shared>) -> Response {
    let now = shared.clock().now();
    let world = shared.world();
    let party_id = |org_no: &str| {
        world
            .organisations
            .by_number(org_no)
            .map(|each| each.party_id)
    };
    let organisations: Vec<Value> = world
        .organisations
        .all()
        .iter()
        .map(|organisation| {
            json!({
                "partyId": organisation.party_id,
                "partyUuid": organisation.party_uuid,
                "orgNo": organisation.org_no,
                "name": organisation.name,
                "unitType": organisation.form,
                "mainUnit": organisation.parent,
                "deleted": organisation.deleted.is_some(),
                "bankrupt": organisation.bankrupt.is_some(),
            })
        })
        .collect();
    let requests: Vec<Value> = world
        .requests
        .iter()
        .map(|request| {
            json!({
                "id": request.id,
                "kind": request.kind.name(),
                "partyId": party_id(&request.org_no),
                "orgNo": request.org_no,
                "systemId": request.system_id,
                "externalRef": request.external_ref,
                "title": request.title,
                "status": if request.deleted { "Deleted" } else { request.status.name() },
                "escalated": request.escalated,
                "timedOut": request.timed_out(now),
                "created": time(request.created),
                "confirmUrl": format!("{}{}", shared.base(), request.confirm_path()),
                "redirectUrl": request.redirect_url,
                "tag": request.tag,
            })
        })
        .collect();
    let system_users: Vec<Value> = world
        .system_users
        .iter()
        .map(|user| {
            json!({
                "id": user.id,
                "kind": user.kind.name(),
                "partyId": party_id(&user.org_no),
                "orgNo": user.org_no,
                "systemId": user.system_id,
                "externalRef": user.external_ref,
                "title": user.title,
                "deleted": user.deleted,
                "registered": user.registered,
                "packages": user.packages.iter().map(AccessPackage::urn).collect::<Vec<_>>(),
                "resources": user.services.iter().map(|held| &held.id).collect::<Vec<_>>(),
            })
        })
        .collect();
    let change_requests: Vec<Value> = world
        .change_requests
        .iter()
        .map(|request| {
            json!({
                "id": request.id,
                "kind": "change",
                "partyId": party_id(&request.org_no),
                "orgNo": request.org_no,
                "systemId": request.system_id,
                "systemUserId": request.system_user,
                "externalRef": request.external_ref,
                "status": if request.deleted { "Deleted" } else { request.status.name() },
                "timedOut": request.timed_out(now),
                "created": time(request.created),
                "confirmUrl": format!("{}{}", shared.base(), request.confirm_path()),
                "redirectUrl": request.redirect_url,
                "tag": request.tag,
            })
        })
        .collect();
    let body = json!({
        "now": now.to_string(),
        "personas": personas(&world),
        "organisations": organisations,
        "people": people(&world),
        "requests": requests,
        "changeRequests": change_requests,
        "systemUsers": system_users,
        "providers": providers(&world),
        "dialogs": dialogs(&world),
        "dialogCount": world.dialogs.len(),
    });
    answers::json(StatusCode::OK, &body)
}

/// Stored dialogs, those with a tag first; never more than a thousand. Generated ones are not among
/// them until they are read or changed.
fn dialogs(world: &World) -> Vec<Value> {
    const MOST: usize = 1000;
    let stored = world.dialogs.stored();
    let (tagged, plain): (Vec<_>, Vec<_>) = stored.iter().partition(|each| each.tag.is_some());
    tagged
        .into_iter()
        .chain(plain)
        .take(MOST)
        .map(|dialog| {
            let title = dialog.content.as_ref().map(|content| content.title.any());
            json!({
                "id": dialog.id,
                "tag": dialog.tag,
                "party": dialog.party,
                "orgNo": dialog.party.strip_prefix(ORGANISATION),
                "org": dialog.org,
                "service": dialog.service,
                "title": title,
                "status": dialog.status,
                "labels": dialog.labels.iter().collect::<Vec<_>>(),
                "deleted": dialog.deleted,
                "due": dialog.due.map(time),
                "contentUpdated": time(dialog.content_updated),
                "messageId": dialog.message,
                "instance": dialog.instance,
            })
        })
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenWanted {
    persona: String,
    scope: String,
    /// `substantial` or `high`.
    #[serde(default)]
    level: TestLevel,
}

/// What a login with those scopes, and the exchange after it, would give.
async fn token(State(shared): State<Shared>, body: Bytes) -> Answer {
    let wanted: TokenWanted = read(&body)?;
    let tokens = shared
        .identity()
        .token_for_test_at(&shared, &wanted.persona, &wanted.scope, wanted.level)
        .ok_or_else(|| {
            bad(
                StatusCode::NOT_FOUND,
                &format!("No persona is called '{}'.", wanted.persona),
            )
        })?;
    Ok(answers::json(StatusCode::OK, &tokens))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fresh {
    #[serde(default = "default_seed")]
    seed: String,
    /// Generated dialogs; as many as at the start when left out.
    dialogs: Option<u32>,
    /// Services that they are about, likewise.
    services: Option<u16>,
}

fn default_seed() -> String {
    "default".to_owned()
}

async fn reset(State(shared): State<Shared>, body: Bytes) -> Answer {
    let fresh: Fresh = read(&body)?;
    let seed = Seed::parse(&fresh.seed).map_err(|error| bad(StatusCode::BAD_REQUEST, &error))?;
    let at_start = shared.volume();
    let volume = Volume::new(
        fresh.dialogs.unwrap_or(at_start.dialogs),
        fresh.services.unwrap_or(at_start.services),
    )
    .map_err(|error| bad(StatusCode::BAD_REQUEST, &error))?;
    shared.reset(&seed, volume);
    Ok(done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_s: i64,
}

async fn clock(State(shared): State<Shared>) -> Response {
    let clock = shared.clock();
    let body = json!({ "now": clock.now().to_string(), "offset_s": clock.offset_s() });
    answers::json(StatusCode::OK, &body)
}

async fn advance(State(shared): State<Shared>, body: Bytes) -> Answer {
    /// A century either way keeps every sum of times within range.
    const FARTHEST: i64 = 100 * 365 * 24 * 3600;
    let advance: Advance = read(&body)?;
    let offset = shared.clock().offset_s().saturating_add(advance.advance_s);
    if !(-FARTHEST..=FARTHEST).contains(&offset) {
        return Err(bad(
            StatusCode::BAD_REQUEST,
            "The clock moves a century at most.",
        ));
    }
    shared.clock().advance(advance.advance_s);
    Ok(clock(State(shared)).await)
}

async fn counters(State(shared): State<Shared>) -> Response {
    answers::json(StatusCode::OK, &shared.counters().list())
}

async fn clear_counters(State(shared): State<Shared>) -> Response {
    shared.counters().clear();
    done()
}
