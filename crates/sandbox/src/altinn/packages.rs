//! The catalogue of access packages, open to everybody (access-management reference 2.1).

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::CONTENT_LANGUAGE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;
use serde_json::json;

use super::Answer;
use super::delegation_check::language;
use super::query::{Id, Pairs};
use super::service_out::{AreaOut, GroupOut, PackageOut, ServiceOut, ServicesByPackage};
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::catalogue::{Area, Package, catalogue};
use crate::world::words::Language;

const BASE: &str = "/accessmanagement/api/v1/meta/info/accesspackages";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/export"), get(export))
        .route(&format!("{BASE}/group"), get(groups))
        .route(&format!("{BASE}/group/"), get(groups))
        .route(&format!("{BASE}/group/{{id}}"), get(group))
        .route(&format!("{BASE}/group/{{id}}/areas"), get(areas_of_group))
        .route(&format!("{BASE}/area/{{id}}"), get(area))
        .route(
            &format!("{BASE}/area/{{id}}/packages"),
            get(packages_of_area),
        )
        .route(&format!("{BASE}/package/{{id}}"), get(package))
        .route(&format!("{BASE}/package/urn/{{urn}}"), get(package_by_urn))
        .route(
            &format!("{BASE}/package/{{id}}/resources"),
            get(services_of_package),
        )
        .route(&format!("{BASE}/search"), get(search))
}

/// An answer in a language, with the language said. No ETag, no cache headers: there are none.
pub(super) fn spoken<T: Serialize + ?Sized>(language: Language, value: &T) -> Response {
    let mut response = answers::json(StatusCode::OK, value);
    let said = HeaderValue::from_static(language.content_language());
    response.headers_mut().insert(CONTENT_LANGUAGE, said);
    response
}

/// As `spoken`; 204 without a body when the list is empty.
pub(super) fn spoken_list<T: Serialize>(language: Language, list: &[T]) -> Response {
    if list.is_empty() {
        answers::empty(StatusCode::NO_CONTENT)
    } else {
        spoken(language, list)
    }
}

fn not_found() -> Stop {
    answers::stop(StatusCode::NOT_FOUND)
}

fn packages_in(area: &Area) -> impl Iterator<Item = &'static Package> + use<> {
    let id = area.id;
    catalogue()
        .packages
        .iter()
        .filter(move |package| package.area_id == id)
}

/// The whole catalogue in one answer: groups, their areas, their packages, their services.
async fn export(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let language = language(&headers);
    let world = shared.world();
    let services = ServicesByPackage::new(&world);
    let groups: Vec<GroupOut> = catalogue()
        .area_groups
        .iter()
        .map(|group| {
            let areas = catalogue()
                .areas
                .iter()
                .filter(|area| area.group_id == group.id);
            let areas = areas.map(|area| {
                let packages = packages_in(area).map(|package| {
                    PackageOut::new(package, language).with_services(services.of(package), language)
                });
                AreaOut::new(area, language).with_packages(packages.collect())
            });
            GroupOut::new(group, language).with_areas(areas.collect())
        })
        .collect();
    spoken_list(language, &groups)
}

async fn groups(headers: HeaderMap) -> Response {
    let language = language(&headers);
    let groups: Vec<GroupOut> = catalogue()
        .area_groups
        .iter()
        .map(|group| GroupOut::new(group, language))
        .collect();
    spoken_list(language, &groups)
}

async fn group(headers: HeaderMap, Id(id): Id) -> Answer {
    let language = language(&headers);
    let group = catalogue().area_groups.iter().find(|group| group.id == id);
    Ok(spoken(
        language,
        &GroupOut::new(group.ok_or_else(not_found)?, language),
    ))
}

async fn areas_of_group(headers: HeaderMap, Id(id): Id) -> Answer {
    let language = language(&headers);
    let group = catalogue().area_groups.iter().find(|group| group.id == id);
    group.ok_or_else(not_found)?;
    let areas: Vec<AreaOut> = catalogue()
        .areas
        .iter()
        .filter(|area| area.group_id == id)
        .map(|area| AreaOut::new(area, language))
        .collect();
    Ok(spoken_list(language, &areas))
}

async fn area(headers: HeaderMap, Id(id): Id) -> Answer {
    let language = language(&headers);
    let area = catalogue().area(id).ok_or_else(not_found)?;
    Ok(spoken(
        language,
        &AreaOut::new(area, language).with_group(area, language),
    ))
}

async fn packages_of_area(headers: HeaderMap, Id(id): Id) -> Answer {
    let language = language(&headers);
    let area = catalogue().area(id).ok_or_else(not_found)?;
    let packages: Vec<PackageOut> = packages_in(area)
        .map(|package| PackageOut::new(package, language))
        .collect();
    Ok(spoken_list(language, &packages))
}

async fn package(State(shared): State<Shared>, headers: HeaderMap, Id(id): Id) -> Answer {
    let package = catalogue().package_by_id(id).ok_or_else(not_found)?;
    Ok(whole(&shared, &headers, package))
}

/// By URN, or by what follows its last colon.
async fn package_by_urn(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(urn): Path<String>,
) -> Answer {
    let package = catalogue().package(&urn).ok_or_else(not_found)?;
    Ok(whole(&shared, &headers, package))
}

fn whole(shared: &Shared, headers: &HeaderMap, package: &Package) -> Response {
    let language = language(headers);
    let world = shared.world();
    let services = ServicesByPackage::new(&world);
    let out = PackageOut::new(package, language)
        .with_area(package, language)
        .with_services(services.of(package), language);
    spoken(language, &out)
}

async fn services_of_package(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Id(id): Id,
) -> Answer {
    let language = language(&headers);
    let package = catalogue().package_by_id(id).ok_or_else(not_found)?;
    let world = shared.world();
    let services = ServicesByPackage::new(&world);
    let list: Vec<ServiceOut> = services
        .of(package)
        .iter()
        .map(|service| ServiceOut::new(service, language))
        .collect();
    Ok(spoken_list(language, &list))
}

/// Names and descriptions that hold the term, and services if asked; an empty term lists everything.
async fn search(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let language = language(&headers);
    let query = Pairs::read(query.as_deref());
    let term = query
        .first("term")
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let in_services = query.flag("searchInResources", false)?;
    let kind = match query.first("typeName").map(str::to_lowercase).as_deref() {
        None | Some("") => None,
        Some("organization" | "organisasjon") => Some("Organization"),
        Some("person") => Some("Person"),
        Some(_) => return Err(answers::unbound("typeName", "The type is not known.")),
    };
    let owners: Vec<&str> = query.all("resourceProviderCode").collect();
    let world = shared.world();
    let services = ServicesByPackage::new(&world);
    let mut hits = Vec::new();
    for package in &catalogue().packages {
        let inside = services.of(package);
        let of_owner = owners.is_empty()
            || inside
                .iter()
                .any(|each| owners.contains(&each.owner.as_str()));
        if kind.is_some_and(|kind| kind != package.entity_type) || !of_owner {
            continue;
        }
        let holds = |text: &str| text.to_lowercase().contains(&term);
        let mut fields = Vec::new();
        if holds(package.name.get(language)) {
            fields.push(
                json!({ "field": "name", "value": package.name.get(language), "score": 1.0 }),
            );
        }
        if in_services && inside.iter().any(|each| holds(each.title.get(language))) {
            fields.push(json!({ "field": "resources.name", "value": term, "score": 0.5 }));
        }
        if fields.is_empty() && !holds(&package.urn) {
            continue;
        }
        let score = if fields.is_empty() { 0.2 } else { 1.0 };
        let object = PackageOut::new(package, language)
            .with_area(package, language)
            .with_services(inside, language);
        hits.push(json!({ "object": object, "score": score, "fields": fields }));
    }
    Ok(spoken_list(language, &hits))
}
