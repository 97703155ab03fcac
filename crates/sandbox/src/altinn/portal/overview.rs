//! The overview of system accesses: what waits, what there is.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

use super::html::{escape, page};
use super::{OVERVIEW, access, login};
use crate::altinn::access::{ACCESS_MANAGEMENT, SYSTEM_USER_OVERVIEW};
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::{Actor, Holder};
use crate::world::organisations::Organisation;
use crate::world::requests::{Kind, Status};

pub(super) fn router() -> Router<Shared> {
    Router::new().route(OVERVIEW, get(show))
}

/// Of the organisations in which the person may look, as many are shown as a page can bear.
const MOST: usize = 100;

async fn show(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let Some(actor) = login::current(&shared, &headers) else {
        return login::ask(OVERVIEW);
    };
    let world = shared.world();
    let sections: String = world
        .authorities
        .of_holder(&Holder::Person(actor.person))
        .filter_map(|authority| world.organisations.by_number(&authority.org_no))
        .filter(|each| world.permits(actor, each, SYSTEM_USER_OVERVIEW, "read"))
        .take(MOST)
        .map(|organisation| section(&world, actor, organisation))
        .collect();
    let body = format!(
        "<h1>Systemtilganger</h1>{sections}\
         <form method=\"post\" action=\"/accessmanagement/ui/logout\">\
         <button class=\"second\">Logg ut</button></form>"
    );
    page(StatusCode::OK, "Systemtilganger", &body)
}

/// The real page lists escalated requests only; client administrators see clients' accesses only.
fn section(world: &World, actor: Actor, organisation: &Organisation) -> String {
    let manages = world.permits(actor, organisation, ACCESS_MANAGEMENT, "write");
    let waiting: String = world
        .requests
        .iter()
        .filter(|request| {
            manages
                && !request.deleted
                && request.org_no == organisation.org_no
                && request.status == Status::New
                && request.escalated
        })
        .map(|request| {
            let href = escape(&format!("{}&skiplogout=true", request.confirm_path()));
            format!("<li><a href=\"{href}\">{}</a></li>", escape(&request.title))
        })
        .collect();
    let users = |kind: Kind| -> String {
        world
            .system_users
            .iter()
            .filter(|user| !user.deleted && user.kind == kind && user.org_no == organisation.org_no)
            .map(|user| {
                let href = access::path(user.id);
                format!("<li><a href=\"{href}\">{}</a></li>", escape(&user.title))
            })
            .collect()
    };
    let list = |title: &str, items: String| {
        if items.is_empty() {
            items
        } else {
            format!("<h3>{title}</h3><ul>{items}</ul>")
        }
    };
    let own = if manages {
        users(Kind::Standard)
    } else {
        String::new()
    };
    format!(
        "<h2>{}</h2>{}{}{}",
        escape(&organisation.name),
        list("Venter på godkjenning", waiting),
        list("For egen virksomhet", own),
        list("For klienter", users(Kind::Agent)),
    )
}
