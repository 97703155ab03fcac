//! Roles and what they give, open to everybody (access-management reference 2.2).

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Answer;
use super::delegation_check::language;
use super::packages::{spoken, spoken_list};
use super::query::{Id, Pairs};
use super::service_out::{PackageOut, PartyKindOut, RoleOut, ServiceOut, ServicesByPackage};
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::catalogue::{Role, catalogue};
use crate::world::services::Service;

const BASE: &str = "/accessmanagement/api/v1/meta/info/roles";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(BASE, get(list))
        .route(&format!("{BASE}/"), get(list))
        .route(&format!("{BASE}/packages"), get(packages_by_code))
        .route(&format!("{BASE}/resources"), get(services_by_code))
        .route(&format!("{BASE}/{{id}}"), get(one))
        .route(&format!("{BASE}/{{id}}/packages"), get(packages_by_id))
        .route(&format!("{BASE}/{{id}}/resources"), get(services_by_id))
        .route(
            "/accessmanagement/api/v1/meta/types/organization/subtypes",
            get(subtypes),
        )
}

async fn list(headers: HeaderMap) -> Response {
    let language = language(&headers);
    let roles: Vec<RoleOut> = catalogue()
        .roles
        .iter()
        .map(|role| RoleOut::new(role, language))
        .collect();
    spoken_list(language, &roles)
}

async fn one(headers: HeaderMap, Id(id): Id) -> Answer {
    let language = language(&headers);
    Ok(spoken(language, &RoleOut::new(by_id(id)?, language)))
}

async fn packages_by_code(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let role = by_code(&query)?;
    packages(&shared, &headers, &query, role)
}

async fn packages_by_id(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Id(id): Id,
    RawQuery(query): RawQuery,
) -> Answer {
    packages(
        &shared,
        &headers,
        &Pairs::read(query.as_deref()),
        by_id(id)?,
    )
}

fn packages(shared: &Shared, headers: &HeaderMap, query: &Pairs, role: &Role) -> Answer {
    let language = language(headers);
    let with_services = query.flag("includeResources", false)?;
    let world = shared.world();
    let services = ServicesByPackage::new(&world);
    let rows = catalogue().packages_of_role(&role.code, variant(query)?);
    let list: Vec<PackageOut> = rows
        .filter_map(|row| catalogue().package(&row.package))
        .map(|package| {
            let out = PackageOut::new(package, language).with_area(package, language);
            if with_services {
                out.with_services(services.of(package), language)
            } else {
                out
            }
        })
        .collect();
    Ok(spoken_list(language, &list))
}

async fn services_by_code(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let role = by_code(&query)?;
    services(&shared, &headers, &query, role)
}

async fn services_by_id(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Id(id): Id,
    RawQuery(query): RawQuery,
) -> Answer {
    services(
        &shared,
        &headers,
        &Pairs::read(query.as_deref()),
        by_id(id)?,
    )
}

fn services(shared: &Shared, headers: &HeaderMap, query: &Pairs, role: &Role) -> Answer {
    let language = language(headers);
    let through_packages = query.flag("includePackageResources", false)?;
    let form = variant(query)?;
    let given: Vec<&str> = catalogue()
        .packages_of_role(&role.code, form)
        .map(|row| row.package.as_str())
        .collect();
    let opens = |service: &&Service| {
        let by_role = service
            .all_roles()
            .into_iter()
            .any(|code| Some(code) == role.legacy_code.as_ref() || *code == role.code);
        let by_package = || {
            service
                .all_packages()
                .into_iter()
                .any(|code| given.contains(&code.as_str()))
        };
        by_role || (through_packages && by_package())
    };
    let world = shared.world();
    let list: Vec<ServiceOut> = world
        .services
        .values()
        .filter(opens)
        .map(|service| ServiceOut::new(service, language))
        .collect();
    Ok(spoken_list(language, &list))
}

/// The forms of organisations.
async fn subtypes(headers: HeaderMap) -> Response {
    let language = language(&headers);
    let list: Vec<Value> = catalogue()
        .entity_variants
        .iter()
        .filter(|variant| variant.entity_type == "Organization")
        .map(|variant| {
            let kind = PartyKindOut::new(&variant.entity_type);
            json!({
                "id": variant.id,
                "typeId": kind.as_ref().map(|kind| kind.id),
                "name": variant.name,
                "description": crate::world::organisations::form_in_words(&variant.name),
                "type": kind,
            })
        })
        .collect();
    spoken_list(language, &list)
}

fn by_code(query: &Pairs) -> Result<&'static Role, Stop> {
    query
        .first("role")
        .and_then(|code| catalogue().role(code))
        .ok_or_else(unknown_role)
}

fn by_id(id: Uuid) -> Result<&'static Role, Stop> {
    catalogue()
        .roles
        .iter()
        .find(|role| role.id == id)
        .ok_or_else(unknown_role)
}

fn unknown_role() -> Stop {
    answers::text(StatusCode::NOT_FOUND, "Role not found").into()
}

fn variant(query: &Pairs) -> Result<Option<&str>, Stop> {
    let Some(name) = query.first("variant") else {
        return Ok(None);
    };
    let known = |variant: &&str| {
        catalogue()
            .entity_variants
            .iter()
            .any(|each| each.name.eq_ignore_ascii_case(variant))
    };
    Some(name)
        .filter(known)
        .map(Some)
        .ok_or_else(|| answers::text(StatusCode::NOT_FOUND, "Variant not found").into())
}
