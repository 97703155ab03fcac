//! The resource registry's reads, open to everybody (access-management reference 2.3).

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use super::Answer;
use super::delegation_check::{action_name, language};
use super::query::Pairs;
use super::service_out::logo;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::delegation::right_key;
use crate::world::services::{ACTION_ATTRIBUTE, RESOURCE_ATTRIBUTE, Service, owner, owners};

pub(super) const BASE: &str = "/resourceregistry/api/v1/resource";
const PACKAGE: &str = "urn:altinn:accesspackage";
pub(super) const ROLE: &str = "urn:altinn:rolecode";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/resourcelist"), get(list))
        .route(&format!("{BASE}/Search"), get(search))
        .route(&format!("{BASE}/search"), get(search))
        .route(&format!("{BASE}/orgs"), get(orgs))
        .route(&format!("{BASE}/bysubjects"), post(by_subjects))
        .route(&format!("{BASE}/{{id}}"), get(one))
        .route(&format!("{BASE}/{{id}}/policy/subjects"), get(subjects))
        .route(&format!("{BASE}/{{id}}/policy/rights"), get(rights))
        .route(&format!("{BASE}/{{id}}/policy/rules"), get(rules))
        .route(
            "/resourceregistry/api/v2/resource/{id}/policy/rights",
            get(rights_v2),
        )
}

/// `ServiceResource`.
fn service_out(service: &Service) -> Value {
    let authority = owner(&service.owner).map(
        |owner| json!({ "organization": owner.org_no, "orgcode": owner.code, "name": owner.name }),
    );
    let reference = json!([{ "id": RESOURCE_ATTRIBUTE, "value": service.identifier }]);
    let listed = service.access_list.is_some();
    json!({
        "identifier": service.identifier,
        "version": "1",
        "title": service.title,
        "description": service.description,
        "rightDescription": service.right_description(),
        "homepage": "",
        "status": "Completed",
        "spatial": null,
        "contactPoints": [],
        "produces": null,
        "isPartOf": null,
        "thematicAreas": null,
        "resourceReferences": null,
        "delegable": service.delegable,
        "visible": service.visible,
        "hasCompetentAuthority": authority,
        "keywords": null,
        "accessListMode": if listed { "Enabled" } else { "Disabled" },
        "selfIdentifiedUserEnabled": false,
        "enterpriseUserEnabled": false,
        "resourceType": service.resource_type,
        "availableForType": null,
        "authorizationReference": reference,
        "consentTemplate": null,
        "consentText": null,
        "consentMetadata": null,
        "isOneTimeConsent": false,
        "versionId": 1,
    })
}

async fn one(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let world = shared.world();
    let service = world.services.get(&id).ok_or_else(not_found)?;
    Ok(answers::json(StatusCode::OK, &service_out(service)))
}

async fn list(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Answer {
    let query = Pairs::read(query.as_deref());
    let apps = query.flag("includeApps", true)?;
    let migrated = query.flag("includeMigratedApps", false)?;
    let world = shared.world();
    let rows: Vec<Value> = world
        .services
        .values()
        .filter(|service| match service.resource_type.as_str() {
            "AltinnApp" => apps,
            "MigratedApp" => migrated,
            _ => true,
        })
        .map(service_out)
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

async fn search(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let query = Pairs::read(query.as_deref());
    let wanted = |name: &str| {
        query
            .first(name)
            .map(str::to_lowercase)
            .filter(|text| !text.is_empty())
    };
    let (id, title, description) = (wanted("id"), wanted("title"), wanted("description"));
    let (kind, org_code) = (wanted("resourceType"), wanted("orgCode"));
    let in_any = |words: &crate::world::words::Words, part: &str| {
        [&words.nb, &words.nn, &words.en]
            .iter()
            .any(|text| text.to_lowercase().contains(part))
    };
    let world = shared.world();
    let rows: Vec<Value> = world
        .services
        .values()
        .filter(|service| {
            id.as_deref()
                .is_none_or(|part| service.identifier.to_lowercase().contains(part))
                && title
                    .as_deref()
                    .is_none_or(|part| in_any(&service.title, part))
                && description
                    .as_deref()
                    .is_none_or(|part| in_any(&service.description, part))
                && kind
                    .as_deref()
                    .is_none_or(|kind| service.resource_type.eq_ignore_ascii_case(kind))
                && org_code.as_deref().is_none_or(|code| service.owner == code)
        })
        .map(service_out)
        .collect();
    answers::json(StatusCode::OK, &rows)
}

/// Owners by code.
async fn orgs() -> Response {
    let all: Map<String, Value> = owners()
        .iter()
        .map(|owner| {
            let value = json!({
                "name": owner.name,
                "logo": logo(&owner.code),
                "orgnr": owner.org_no,
                "homepage": format!("https://{}.example", owner.code),
                "environments": ["tt02", "production"],
            });
            (owner.code.clone(), value)
        })
        .collect();
    answers::json(StatusCode::OK, &json!({ "orgs": all }))
}

/// Which roles and packages open a service at all.
async fn subjects(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let world = shared.world();
    let service = world.services.get(&id).ok_or_else(not_found)?;
    let roles = service
        .all_roles()
        .into_iter()
        .map(|code| subject(ROLE, code));
    let packages = service
        .all_packages()
        .into_iter()
        .map(|code| subject(PACKAGE, code));
    let data: Vec<Value> = roles.chain(packages).collect();
    Ok(answers::list(StatusCode::OK, &data))
}

fn subject(kind: &str, value: &str) -> Value {
    json!({ "type": kind, "value": value, "urn": format!("{kind}:{value}") })
}

/// Types and values of everything that opens one action.
pub(super) fn openers<'a>(
    service: &'a Service,
    action: &str,
) -> impl Iterator<Item = (&'static str, &'a String)> {
    let (packages, roles) = service.subjects(action);
    let roles = roles.iter().map(|code| (ROLE, code));
    roles.chain(packages.iter().map(|code| (PACKAGE, code)))
}

fn attribute(service: &Service) -> Value {
    json!([{ "type": RESOURCE_ATTRIBUTE, "value": service.identifier }])
}

async fn rights(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let world = shared.world();
    let service = world.services.get(&id).ok_or_else(not_found)?;
    let rows: Vec<Value> = service
        .actions
        .iter()
        .map(|action| {
            let subjects: Vec<Value> = openers(service, action)
                .map(|(kind, value)| json!({ "subjectAttributes": [{ "type": kind, "value": value }] }))
                .collect();
            let mut kinds: Vec<&str> = openers(service, action).map(|(kind, _)| kind).collect();
            kinds.dedup();
            json!({
                "action": { "type": ACTION_ATTRIBUTE, "value": action },
                "resource": attribute(service),
                "subjects": subjects,
                "rightKey": format!("{}:{action}", service.identifier),
                "subjectTypes": kinds,
            })
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

async fn rules(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let world = shared.world();
    let service = world.services.get(&id).ok_or_else(not_found)?;
    let rows: Vec<Value> = service
        .actions
        .iter()
        .flat_map(|action| openers(service, action).map(move |opener| (action, opener)))
        .map(|(action, (kind, value))| {
            json!({
                "subject": [{ "type": kind, "value": value }],
                "action": { "type": ACTION_ATTRIBUTE, "value": action },
                "resource": attribute(service),
            })
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

async fn rights_v2(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer {
    let language = language(&headers);
    let world = shared.world();
    let service = world.services.get(&id).ok_or_else(not_found)?;
    let rows: Vec<Value> = service
        .actions
        .iter()
        .map(|action| {
            json!({
                "key": right_key(&id, action),
                "name": action_name(action, language),
                "resource": attribute(service),
                "action": { "type": ACTION_ATTRIBUTE, "value": action },
            })
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

/// What packages and roles open, by their URNs.
async fn by_subjects(State(shared): State<Shared>, Json(urns): Json<Vec<String>>) -> Response {
    let world = shared.world();
    let data: Vec<Value> = urns
        .iter()
        .filter_map(|urn| {
            let (kind, value) = urn.rsplit_once(':')?;
            let opened: Vec<Value> = world
                .services
                .values()
                .filter(|service| {
                    let codes = if kind == PACKAGE {
                        service.all_packages()
                    } else {
                        service.all_roles()
                    };
                    codes
                        .into_iter()
                        .any(|code| code.eq_ignore_ascii_case(value))
                })
                .map(|service| subject(RESOURCE_ATTRIBUTE, &service.identifier))
                .collect();
            let known = !opened.is_empty();
            known.then(|| json!({ "subject": subject(kind, value), "resources": opened }))
        })
        .collect();
    answers::list(StatusCode::OK, &data)
}

fn not_found() -> Stop {
    answers::stop(StatusCode::NOT_FOUND)
}
