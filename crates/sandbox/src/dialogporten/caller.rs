//! Who calls Dialogporten (dialogporten reference 4.1 and 4.2).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::problem::Refusal;
use crate::identity::issued_token;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::dialog::Actor;
use crate::world::dialogs::sight::{ORGANISATION, PERSON, Sight, Who};
use crate::world::dialogs::text::Languages;

/// Seconds that a token may have run out.
const SKEW_S: i64 = 2;

const SCOPES: [&str; 2] = ["digdir:dialogporten", "digdir:dialogporten.noconsent"];

/// A person or a system user with a valid token and the scope.
#[derive(Clone, Debug)]
pub(crate) struct EndUser {
    pub(crate) who: Who,
    /// Authentication level: 0, 3 or 4.
    pub(crate) level: u8,
    /// As logs name the caller.
    pub(crate) actor: Actor,
    /// For a system user: the organisation that it belongs to.
    pub(crate) system_user_org: Option<String>,
    /// Languages that were asked for.
    pub(crate) languages: Languages,
    /// Path of the call.
    pub(crate) path: String,
}

impl EndUser {
    /// What the caller may see in lists.
    pub(crate) fn sight(&self, shared: &Shared, world: &mut World) -> Arc<Sight> {
        world.sight(self.who, shared.switches().show_client_units)
    }
}

impl FromRequestParts<Shared> for EndUser {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Stop> {
        let token = issued_token(shared, &parts.headers, SKEW_S).ok_or_else(unauthenticated)?;
        let claims = &token.claims;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let scope = text("scope").unwrap_or_default();
        if !scope.split(' ').any(|held| SCOPES.contains(&held)) {
            return Err(answers::stop(StatusCode::FORBIDDEN));
        }
        let path = parts.uri.path().to_owned();
        let language = parts.headers.get(ACCEPT_LANGUAGE);
        let languages = Languages::accepted(language.and_then(|value| value.to_str().ok()));
        let user = {
            let world = shared.world();
            person(&world, claims).or_else(|| system_user(&world, claims))
        };
        let Some((who, level, actor, system_user_org)) = user else {
            let sentence = "The token is of no kind that end users have.".to_owned();
            return Err(Refusal::Forbidden("Type", sentence).stop(&path));
        };
        Ok(Self {
            who,
            level,
            actor,
            system_user_org,
            languages,
            path,
        })
    }
}

type Found = (Who, u8, Actor, Option<String>);

fn unauthenticated() -> Stop {
    let mut response = answers::empty(StatusCode::UNAUTHORIZED);
    let bearer = HeaderValue::from_static("Bearer");
    response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
    response.into()
}

fn person(world: &World, claims: &Map<String, Value>) -> Option<Found> {
    let person = world.person_by_pid(claims.get("pid")?.as_str()?)?;
    let level = claims
        .get("urn:altinn:authlevel")
        .and_then(Value::as_u64)
        .and_then(|level| u8::try_from(level).ok())
        .unwrap_or_else(|| level_of(claims.get("acr").and_then(Value::as_str)));
    let actor = Actor::of(&format!("{PERSON}{}", person.pid), &person.register_name());
    Some((Who::Person(person.party_uuid), level, actor, None))
}

fn level_of(acr: Option<&str>) -> u8 {
    match acr {
        Some("idporten-loa-high") => 4,
        Some("idporten-loa-substantial") => 3,
        _ => 0,
    }
}

/// A machine client that acts as a system user counts as level 3.
fn system_user(world: &World, claims: &Map<String, Value>) -> Option<Found> {
    let details = claims.get("authorization_details")?.as_array()?;
    let detail = details.iter().find(|detail| {
        detail.get("type").and_then(Value::as_str) == Some("urn:altinn:systemuser")
    })?;
    let id: Uuid = detail
        .get("systemuser_id")?
        .as_array()?
        .first()?
        .as_str()?
        .parse()
        .ok()?;
    let user = world.system_user(id)?;
    let actor = Actor::of(&format!("urn:altinn:systemuser:uuid:{id}"), &user.title);
    let org = format!("{ORGANISATION}{}", user.org_no);
    Some((Who::SystemUser(id), 3, actor, Some(org)))
}
