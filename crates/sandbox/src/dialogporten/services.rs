//! Catalogues of services: the public one, and what a caller may use. Ids are without the prefix
//! that they have in dialogs and filters.

use std::io::Write;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Map, Value, json};

use super::caller::EndUser;
use super::metadata::takes_json;
use super::problem::Refusal;
use super::query::is_party;
use crate::altinn::query::Pairs;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::catalogue::catalogue;
use crate::world::dialogs::text::{Languages, Localized};
use crate::world::services::{Service, owner};
use crate::world::words::Words;

/// Types of services that dialogs can be about.
const TYPES: [&str; 4] = [
    "GenericAccessResource",
    "AltinnApp",
    "MigratedApp",
    "CorrespondenceService",
];

pub(super) fn router() -> Router<Shared> {
    let base = "/dialogporten/api/v1";
    Router::new()
        .route(&format!("{base}/metadata/serviceresources"), get(all))
        .route(&format!("{base}/enduser/serviceresources"), get(authorized))
}

/// A text as a list of localisations.
pub(super) fn localised(languages: &Languages, words: &Words) -> Value {
    let text = Localized::from(words);
    languages
        .of(&text)
        .into_iter()
        .map(|(code, value)| json!({ "value": value, "languageCode": code }))
        .collect()
}

/// `ServiceResourceMetadata`.
fn metadata(base: &str, languages: &Languages, service: &Service) -> Value {
    let name = |words: &Words| localised(languages, words);
    let roles: Vec<Value> = service
        .all_roles()
        .into_iter()
        .filter_map(|code| catalogue().role(code))
        .map(|role| {
            let link = format!("{base}/accessmanagement/api/v1/meta/info/roles/{}", role.id);
            json!({
                "urn": role.urn,
                "name": name(&role.name),
                "links": { "metadata": link },
            })
        })
        .collect();
    let packages: Vec<Value> = service
        .all_packages()
        .into_iter()
        .filter_map(|code| catalogue().package(code))
        .map(|package| {
            let link = format!(
                "{base}/accessmanagement/api/v1/meta/info/accesspackages/package/{}",
                package.id
            );
            json!({
                "urn": package.urn,
                "name": name(&package.name),
                "links": { "metadata": link },
            })
        })
        .collect();
    let id = &service.identifier;
    json!({
        "serviceResource": {
            "id": id,
            "resourceType": service.resource_type,
            "status": "Completed",
            "isDelegable": service.delegable,
            "minimumAuthenticationLevel": service.minimum_level,
            "name": name(&service.title),
            "links": { "metadata": format!("{base}/resourceregistry/api/v1/resource/{id}") },
        },
        "roles": roles,
        "accessPackages": packages,
        "serviceOwner": owner_out(languages, service),
    })
}

pub(super) fn owner_out(languages: &Languages, service: &Service) -> Value {
    owner(&service.owner).map_or(Value::Null, |owner| {
        json!({
            "orgNumber": owner.org_no,
            "code": owner.code,
            "name": localised(languages, &owner.name),
        })
    })
}

/// The whole catalogue, or what is left of it.
pub(super) fn items(
    shared: &Shared,
    world: &World,
    languages: &Languages,
    keeps: impl Fn(&str) -> bool,
) -> Vec<Value> {
    world
        .services
        .values()
        .filter(|service| TYPES.contains(&service.resource_type.as_str()))
        .filter(|service| keeps(&service.identifier))
        .map(|service| metadata(shared.base(), languages, service))
        .collect()
}

async fn all(State(shared): State<Shared>, headers: HeaderMap, uri: Uri) -> Result<Response, Stop> {
    takes_json(&headers, uri.path())?;
    let language = headers.get(ACCEPT_LANGUAGE);
    let languages = Languages::accepted(language.and_then(|value| value.to_str().ok()));
    let items = items(&shared, &shared.world(), &languages, |_| true);
    Ok(compressed(&headers, &json!({ "items": items })))
}

/// As JSON, packed where the caller takes that.
fn compressed(headers: &HeaderMap, body: &Value) -> Response {
    let takes = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"));
    let text = body.to_string();
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let packed = takes
        .then(|| packer.write_all(text.as_bytes()).ok())
        .flatten()
        .and_then(|()| packer.finish().ok());
    let Some(packed) = packed else {
        return answers::json(StatusCode::OK, body);
    };
    let mut response = Response::new(Body::from(packed));
    let headers = response.headers_mut();
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    headers.insert(CONTENT_TYPE, kind);
    response
}

async fn authorized(
    State(shared): State<Shared>,
    user: EndUser,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    takes_json(&headers, &user.path)?;
    let parties: Vec<String> = Pairs::read(query.as_deref())
        .all("party")
        .map(str::to_lowercase)
        .collect();
    let body = authorized_out(&shared, &user, &parties).map_err(|it| it.stop(&user.path))?;
    Ok(answers::json(StatusCode::OK, &body))
}

/// `AuthorizedServiceResourceList`. Who has very many parties and names none gets everything.
pub(super) fn authorized_out(
    shared: &Shared,
    user: &EndUser,
    parties: &[String],
) -> Result<Value, Refusal> {
    let switches = shared.switches();
    let most = switches.max_party_filter_values;
    if parties.len() > most {
        let sentence = format!("'Party Count' must be less than or equal to '{most}'.");
        return Err(Refusal::invalid("Party.Count", sentence));
    }
    if let Some(bad) = parties.iter().find(|urn| !is_party(urn)) {
        let sentence = format!("'{bad}' is not a valid party identifier.");
        return Err(Refusal::invalid("Party", sentence));
    }
    let mut world = shared.world();
    let sight = user.sight(shared, &mut world);
    let fallback = parties.is_empty() && sight.parties() > switches.full_catalogue_above;
    let open = sight.services(parties);
    let items = items(shared, &world, &user.languages, |id| {
        fallback || open.contains(id)
    });
    let mut body = Map::new();
    body.insert("items".to_owned(), Value::Array(items));
    if fallback {
        body.insert("isFullCatalogueFallback".to_owned(), json!(true));
    }
    Ok(Value::Object(body))
}
