//! Registering and keeping up systems with a machine client's token.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, put};
use serde_json::{Value, json};
use uuid::Uuid;

use super::validation::Findings;
use super::wire::{ChangeOut, OwnSystemOut, Registration, SystemOut};
use super::{ADMIN_SCOPE, BASE, WRITE_SCOPES};
use crate::altinn::access::scope;
use crate::altinn::{Answer, body};
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::numbers::is_valid;
use crate::world::rights::{AccessPackage, Right};
use crate::world::systems::{RegisteredSystem, SystemChange};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/vendor"), get(list).post(register))
        .route(
            &format!("{BASE}/vendor/{{id}}"),
            get(read).put(update).delete(remove),
        )
        .route(&format!("{BASE}/vendor/{{id}}/rights"), put(update_rights))
        .route(
            &format!("{BASE}/vendor/{{id}}/accesspackages"),
            put(update_packages),
        )
        .route(&format!("{BASE}/vendor/{{id}}/changelog"), get(changes))
}

async fn list(State(shared): State<Shared>, caller: Caller) -> Answer {
    let vendor = vendor(&caller)?;
    let world = shared.world();
    let rows: Vec<SystemOut<'_>> = world
        .systems
        .values()
        .filter(|system| !system.deleted && system.vendor_org_no == vendor)
        .map(SystemOut::new)
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

async fn read(State(shared): State<Shared>, caller: Caller, Path(id): Path<String>) -> Answer {
    let vendor = vendor(&caller)?;
    let world = shared.world();
    let system = world
        .systems
        .get(&id)
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    may_touch(&caller, vendor, &system.vendor_org_no)?;
    Ok(answers::json(StatusCode::OK, &OwnSystemOut::new(system)))
}

/// Stores a system; the answer is its internal id.
async fn register(State(shared): State<Shared>, caller: Caller, body: Bytes) -> Answer {
    let own_number = vendor(&caller)?;
    let registration = registration(&body)?;
    let id = body::required("Id", registration.id.clone())?;
    let mut findings = Findings::default();
    // A vendor's id that is none ends it; everything else is found together, and only told to
    // whoever may write for that vendor.
    let Some(vendor) = vendor_in(&registration).filter(|vendor| is_valid(vendor)) else {
        findings.no_vendor();
        return Err(answers::invalid(&findings.into_list()));
    };
    let mut world = shared.world();
    findings.id(&vendor, &id);
    // The check answers VLD-00002 beside every other finding. The 409 with a text that the server knows as well is for an
    // id that is taken between its check and its insert, which cannot happen here.
    if world.systems.contains_key(&id) {
        findings.id_taken();
    }
    findings.contents(&world, &id, &registration);
    may_touch(&caller, own_number, &vendor)?;
    stop_if_any(findings)?;
    let internal_id = Uuid::new_v4();
    let mut system = RegisteredSystem {
        internal_id,
        id: id.clone(),
        vendor_org_no: vendor,
        name: BTreeMap::new(),
        description: BTreeMap::new(),
        rights: Vec::new(),
        packages: Vec::new(),
        client_ids: Vec::new(),
        visible: true,
        deleted: false,
        redirect_urls: Vec::new(),
        changes: Vec::new(),
    };
    fill(&mut system, registration);
    log(&shared, &caller, &mut system, "create");
    world.systems.insert(id, system);
    Ok(answers::json(StatusCode::OK, &internal_id))
}

/// Replaces everything about a system but its id and vendor; with another vendor in the body there is no
/// such system.
async fn update(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer {
    let vendor = vendor(&caller)?;
    let registration = registration(&body)?;
    let mut world = shared.world();
    let system = found(&world, &caller, vendor, &id)?;
    if vendor_in(&registration).as_ref() != Some(&system.vendor_org_no) {
        return Err(not_found(&id));
    }
    let mut findings = Findings::default();
    if registration.id.as_deref() != Some(id.as_str()) {
        findings.ids_differ();
        return Err(answers::invalid(&findings.into_list()));
    }
    alive(system)?;
    findings.contents(&world, &id, &registration);
    stop_if_any(findings)?;
    change(&mut world, &shared, &caller, &id, "update", |system| {
        fill(system, registration)
    })
}

async fn update_rights(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer {
    let vendor = vendor(&caller)?;
    let rights: Vec<Right> = body::read(&body)?;
    let mut world = shared.world();
    touchable(&world, &caller, vendor, &id)?;
    let mut findings = Findings::default();
    findings.rights(&world, &rights);
    stop_if_any(findings)?;
    change(
        &mut world,
        &shared,
        &caller,
        &id,
        "rightsupdate",
        |system| system.rights = rights,
    )
}

async fn update_packages(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer {
    let vendor = vendor(&caller)?;
    let packages: Vec<AccessPackage> = body::read(&body)?;
    let mut world = shared.world();
    let visible = touchable(&world, &caller, vendor, &id)?.visible;
    let mut findings = Findings::default();
    findings.packages(&packages, visible);
    stop_if_any(findings)?;
    let kind = "accesspackageupdate";
    change(&mut world, &shared, &caller, &id, kind, |system| {
        system.packages = packages
    })
}

/// Soft delete; system users that hang on the system stay.
async fn remove(State(shared): State<Shared>, caller: Caller, Path(id): Path<String>) -> Answer {
    let vendor = vendor(&caller)?;
    let mut world = shared.world();
    let system = world
        .systems
        .get_mut(&id)
        .ok_or_else(|| answers::unbound("return", "System not found"))?;
    may_touch(&caller, vendor, &system.vendor_org_no)?;
    if system.deleted {
        return Err(answers::stop(StatusCode::BAD_REQUEST));
    }
    system.deleted = true;
    log(&shared, &caller, system, "delete");
    Ok(succeeded())
}

async fn changes(State(shared): State<Shared>, caller: Caller, Path(id): Path<String>) -> Answer {
    let vendor = vendor(&caller)?;
    let world = shared.world();
    let system = world
        .systems
        .get(&id)
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    may_touch(&caller, vendor, &system.vendor_org_no)?;
    let rows: Vec<ChangeOut<'_>> = system
        .changes
        .iter()
        .rev()
        .map(|change| ChangeOut::new(system, change))
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

/// The caller's organisation number, once the scope is there; 403 without one.
fn vendor(caller: &Caller) -> Result<&str, Stop> {
    scope(caller, &WRITE_SCOPES)?;
    caller
        .consumer_org
        .as_deref()
        .ok_or_else(|| answers::stop(StatusCode::FORBIDDEN))
}

/// The owner, or whoever has the administrator's scope.
fn may_touch(caller: &Caller, vendor: &str, owner: &str) -> Result<(), Stop> {
    if vendor == owner || caller.has(ADMIN_SCOPE) {
        Ok(())
    } else {
        Err(answers::stop(StatusCode::FORBIDDEN))
    }
}

/// A system that the caller may touch, deleted or not.
fn found<'a>(
    world: &'a World,
    caller: &Caller,
    vendor: &str,
    id: &str,
) -> Result<&'a RegisteredSystem, Stop> {
    let system = world.systems.get(id).ok_or_else(|| not_found(id))?;
    may_touch(caller, vendor, &system.vendor_org_no)?;
    Ok(system)
}

fn not_found(id: &str) -> Stop {
    let text = format!("System with ID '{id}' not found.");
    answers::text(StatusCode::NOT_FOUND, text).into()
}

fn alive(system: &RegisteredSystem) -> Result<(), Stop> {
    if system.deleted {
        let text = "Cannot update a system marked as deleted.";
        return Err(answers::text(StatusCode::BAD_REQUEST, text).into());
    }
    Ok(())
}

/// A living system that the caller may touch.
fn touchable<'a>(
    world: &'a World,
    caller: &Caller,
    vendor: &str,
    id: &str,
) -> Result<&'a RegisteredSystem, Stop> {
    let system = found(world, caller, vendor, id)?;
    alive(system)?;
    Ok(system)
}

fn registration(body: &[u8]) -> Result<Registration, Stop> {
    let registration: Registration = body::read(body)?;
    let missing = |field: &str| answers::unbound(field, &format!("The {field} field is required."));
    if registration.name.is_none() {
        return Err(missing("Name"));
    }
    if registration.client_ids.is_none() {
        return Err(missing("ClientId"));
    }
    Ok(registration)
}

fn vendor_in(registration: &Registration) -> Option<String> {
    let id = registration.vendor.as_ref()?.id.as_deref()?;
    id.strip_prefix("0192:").map(str::to_owned)
}

fn stop_if_any(findings: Findings) -> Result<(), Stop> {
    let list = findings.into_list();
    if list.is_empty() {
        Ok(())
    } else {
        Err(answers::invalid(&list))
    }
}

fn fill(system: &mut RegisteredSystem, registration: Registration) {
    system.name = registration.name.unwrap_or_default();
    system.description = registration.description.unwrap_or_default();
    system.rights = registration.rights.unwrap_or_default();
    system.packages = registration.packages.unwrap_or_default();
    system.client_ids = registration.client_ids.unwrap_or_default();
    system.visible = registration.visible;
    system.redirect_urls = registration.redirect_urls.unwrap_or_default();
}

fn change(
    world: &mut World,
    shared: &Shared,
    caller: &Caller,
    id: &str,
    kind: &'static str,
    apply: impl FnOnce(&mut RegisteredSystem),
) -> Answer {
    let system = world
        .systems
        .get_mut(id)
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    apply(system);
    log(shared, caller, system, kind);
    Ok(succeeded())
}

fn log(shared: &Shared, caller: &Caller, system: &mut RegisteredSystem, kind: &'static str) {
    let data = serde_json::to_value(OwnSystemOut::new(system)).unwrap_or(Value::Null);
    system.changes.push(SystemChange {
        kind,
        by_org_no: caller.consumer_org.clone().unwrap_or_default(),
        client_id: Some(caller.client_id.clone()).filter(|id| !id.is_empty()),
        data,
        at: shared.clock().now(),
    });
}

fn succeeded() -> Response {
    answers::json(StatusCode::OK, &json!({ "succeeded": true }))
}
