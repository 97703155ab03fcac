//! The page of one change request: four lists, and two buttons. It names neither the system user nor what stays, and
//! knows neither forwarding nor `skiplogout`.

use axum::Router;
use axum::extract::{Form, OriginalUri, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use uuid::Uuid;

use super::decide::{all_open, trouble};
use super::html::{escape, page, see_other};
use super::logout::Decided;
use super::parts::{Buttons, footer, item, not_found, section};
use super::{login, logout};
use crate::altinn::access::ACCESS_MANAGEMENT;
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::Actor;
use crate::world::catalogue::catalogue;
use crate::world::change_requests::ChangeRequest;
use crate::world::organisations::Organisation;
use crate::world::refusal::Refusal;
use crate::world::rights::{AccessPackage, Right};

const PATH: &str = "/accessmanagement/ui/systemuser/changerequest";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(PATH, get(show))
        .route(&format!("{PATH}/approve"), post(approve))
        .route(&format!("{PATH}/reject"), post(reject))
}

#[derive(Deserialize)]
struct Asked {
    id: Option<Uuid>,
}

async fn show(
    State(shared): State<Shared>,
    headers: HeaderMap,
    uri: OriginalUri,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(actor) = login::current(&shared, &headers) else {
        let back = uri.path_and_query().map_or(PATH, |whole| whole.as_str());
        return login::ask(back);
    };
    let world = shared.world();
    let Some((request, organisation)) = asked.id.and_then(|id| found(&world, id)) else {
        return not_found();
    };
    let body = html(&shared, &world, actor, request, organisation, None);
    page(StatusCode::OK, "Endringsforespørsel", &body)
}

fn found(world: &World, id: Uuid) -> Option<(&ChangeRequest, &Organisation)> {
    let request = world.change_request(id)?;
    Some((request, world.organisations.by_number(&request.org_no)?))
}

/// The real page reads the request by its id, so the check of packages comes before the contents.
fn html(
    shared: &Shared,
    world: &World,
    actor: Actor,
    request: &ChangeRequest,
    organisation: &Organisation,
    refusal: Option<&Refusal>,
) -> String {
    let system = world.systems.get(&request.system_id);
    let name = escape(
        system
            .and_then(|system| system.name_nb())
            .unwrap_or_default(),
    );
    let mut body = format!(
        "<h1>{name} ber om endringer</h1><p>Endringene gjelder for <b>{}</b> (org.nr. {}).</p>",
        escape(&organisation.name),
        escape(&organisation.org_no),
    );
    if let Err(refusal) = may_look(shared, world, actor, request, organisation) {
        body.push_str(&trouble(&refusal));
        return body;
    }
    let changes = &request.changes;
    for (title, items) in [
        (
            "Tilgangspakker som legges til",
            packages(&changes.required_packages),
        ),
        (
            "Tilgangspakker som fjernes",
            packages(&changes.unwanted_packages),
        ),
        (
            "Enkelttjenester som legges til",
            services(world, &changes.required_rights),
        ),
        (
            "Enkelttjenester som fjernes",
            services(world, &changes.unwanted_rights),
        ),
    ] {
        body.push_str(&section(title, &items));
    }
    if let Some(refusal) = refusal {
        body.push_str(&trouble(refusal));
    }
    let buttons = Buttons {
        path: PATH,
        id: request.id,
        skip_logout: None,
        status: request.status,
    };
    body + &buttons.both() + &footer(world, &request.system_id)
}

fn may_look(
    shared: &Shared,
    world: &World,
    actor: Actor,
    request: &ChangeRequest,
    organisation: &Organisation,
) -> Result<(), Refusal> {
    if !world.permits(actor, organisation, ACCESS_MANAGEMENT, "write") {
        return Err(Refusal::new(66));
    }
    world.check_change_for(actor, organisation, request, all_open(shared))
}

fn packages(list: &[AccessPackage]) -> String {
    list.iter()
        .filter_map(|package| catalogue().package(package.urn()))
        .map(|package| item(&package.name.nb))
        .collect()
}

fn services(world: &World, list: &[Right]) -> String {
    list.iter()
        .filter_map(|right| world.services.get(&right.service_id()?))
        .map(|service| item(&service.title.nb))
        .collect()
}

#[derive(Deserialize)]
struct Pressed {
    id: Uuid,
}

async fn approve(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Form(pressed): Form<Pressed>,
) -> Response {
    decide(&shared, &headers, pressed.id, true)
}

async fn reject(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Form(pressed): Form<Pressed>,
) -> Response {
    decide(&shared, &headers, pressed.id, false)
}

fn decide(shared: &Shared, headers: &HeaderMap, id: Uuid, approves: bool) -> Response {
    let Some(actor) = login::current(shared, headers) else {
        return login::ask(&format!("{PATH}?id={id}"));
    };
    let mut world = shared.world();
    let Some((request, organisation)) = found(&world, id) else {
        return not_found();
    };
    let (party_id, redirect_url) = (organisation.party_id, request.redirect_url.clone());
    let outcome = if !world.permits(actor, organisation, ACCESS_MANAGEMENT, "write") {
        Err(Refusal::new(66))
    } else if approves {
        world.approve_change(actor, party_id, id, all_open(shared))
    } else {
        world.reject_change(id)
    };
    match outcome {
        Ok(()) => {
            let place = logout::place(Decided::Change, id, redirect_url.as_deref());
            see_other(&place, &[login::end(shared, headers)])
        }
        Err(refusal) => match found(&world, id) {
            Some((request, organisation)) => {
                let body = html(shared, &world, actor, request, organisation, Some(&refusal));
                page(StatusCode::OK, "Endringsforespørsel", &body)
            }
            None => not_found(),
        },
    }
}
