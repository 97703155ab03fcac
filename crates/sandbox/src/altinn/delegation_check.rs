//! What the caller may pass on (`enduser/connections/…/delegationcheck`; system-users reference 9).

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use serde_json::{Value, json};

use super::Answer;
use super::access::{ACCESS_MANAGEMENT, Denied, PORTAL, TO_OTHERS_WRITE, right_in, scope};
use super::query::Pairs;
use super::service_out::{CompactPackage, ServiceOut};
use crate::identity::Caller;
use crate::server::answers::{self, Invalid, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::Actor;
use crate::world::catalogue::catalogue;
use crate::world::delegation::{PackageCheck, RightCheck};
use crate::world::downstream::{PACKAGE_CHECK, SERVICE_CHECK};
use crate::world::organisations::Organisation;
use crate::world::services::{ACTION_ATTRIBUTE, RESOURCE_ATTRIBUTE, Verb};
use crate::world::words::Language;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(SERVICE_CHECK, get(check_service))
        .route(PACKAGE_CHECK, get(check_packages))
}

/// The language a caller asks for.
pub(super) fn language(headers: &HeaderMap) -> Language {
    Language::accepted(
        headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok()),
    )
}

async fn check_service(
    State(shared): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let (organisation, actor) = gate(&world, &caller, &query)?;
    let id = query
        .first("resource")
        .filter(|id| !id.is_empty())
        .ok_or_else(|| answers::unbound("resource", "The resource field is required."))?;
    let language = language(&headers);
    let unknown = || {
        not_there(
            "AM.VLD-00002",
            "The service is not known.",
            "QUERY/resource",
        )
    };
    let service = world.services.get(id).ok_or_else(unknown)?;
    let checks = world
        .check_service(actor, organisation, id)
        .ok_or_else(unknown)?;
    let rights: Vec<Value> = checks
        .iter()
        .map(|check| right_out(id, check, language))
        .collect();
    let body = json!({ "resource": ServiceOut::new(service, language), "rights": rights });
    Ok(answers::json(StatusCode::OK, &body))
}

fn right_out(service: &str, check: &RightCheck, language: Language) -> Value {
    let codes: Vec<&str> = check.reasons.iter().map(|reason| reason.code()).collect();
    json!({
        "right": {
            "key": check.key,
            "name": action_name(&check.action, language),
            "resource": [{ "type": RESOURCE_ATTRIBUTE, "value": service }],
            "action": { "type": ACTION_ATTRIBUTE, "value": check.action },
        },
        "result": check.result,
        "reasonCodes": codes,
    })
}

/// An action in one word, or its id when there is no word for it.
pub(super) fn action_name(action: &str, language: Language) -> String {
    Verb::of(action)
        .map_or(action, |verb| match language {
            Language::Nb => verb.nb,
            Language::Nn => verb.nn,
            Language::En => verb.en,
        })
        .to_owned()
}

/// Without a filter, all packages of organisations are checked.
async fn check_packages(
    State(shared): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let (organisation, actor) = gate(&world, &caller, &query)?;
    let unknown = || not_there("AM.VLD-00030", "A package is not known.", "QUERY/packages");
    let mut asked: Vec<String> = query.all("packages").map(str::to_owned).collect();
    for id in query.uuids("packageIds")? {
        asked.push(
            catalogue()
                .package_by_id(id)
                .ok_or_else(unknown)?
                .urn
                .clone(),
        );
    }
    if asked.is_empty() {
        let all = catalogue()
            .packages
            .iter()
            .filter(|each| each.entity_type == "Organization");
        asked = all.map(|package| package.urn.clone()).collect();
    }
    let mut data = Vec::new();
    for urn in asked {
        let check = world
            .check_package(actor, organisation, &urn)
            .map_err(|_| unknown())?;
        data.push(package_out(&world, actor, organisation, &check));
    }
    Ok(answers::list(StatusCode::OK, &data))
}

fn package_out(
    world: &World,
    actor: Actor,
    organisation: &Organisation,
    check: &PackageCheck,
) -> Value {
    let role = check
        .by_role
        .as_deref()
        .and_then(|code| catalogue().role(code));
    let reasons: Vec<Value> = check
        .result
        .then(|| {
            let to = world.person_by_party(actor.person);
            json!({
                "description": if role.is_some() { "Role" } else { "Package" },
                "roleId": role.map(|role| role.id),
                "roleUrn": role.map(|role| &role.urn),
                "fromId": organisation.party_uuid,
                "fromName": organisation.name,
                "toId": actor.person,
                "toName": to.map(|person| person.name.to_uppercase()),
                "viaId": null,
                "viaName": null,
                "viaRoleId": null,
                "viaRoleUrn": null,
            })
        })
        .into_iter()
        .collect();
    json!({
        "package": CompactPackage::new(check.package),
        "result": check.result,
        "reasons": reasons,
    })
}

/// Scope, and write access to access management for the party in the query. Missing or malformed
/// parties are forbidden, not bad: the policy comes before binding.
fn gate<'a>(
    world: &'a World,
    caller: &Caller,
    query: &Pairs,
) -> Result<(&'a Organisation, Actor), Stop> {
    scope(caller, &[PORTAL, TO_OTHERS_WRITE])?;
    let organisation = query
        .first("party")
        .and_then(|party| party.parse().ok())
        .and_then(|party| world.organisations.by_uuid(party))
        .ok_or(Denied::Forbidden)?;
    let actor = right_in(world, caller, organisation, ACCESS_MANAGEMENT, "write")?;
    Ok((organisation, actor))
}

fn not_there(code: &str, text: &'static str, path: &str) -> Stop {
    answers::invalid(&[Invalid {
        code: code.to_owned(),
        text,
        path: path.to_owned(),
        extension: None,
    }])
}
