//! What the buttons of a request's page do.

use axum::Router;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use uuid::Uuid;

use super::html::{escape, page, see_other};
use super::logout::Decided;
use super::page::{View, path};
use super::{OVERVIEW, login, logout};
use crate::altinn::access::ACCESS_MANAGEMENT;
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::Actor;
use crate::world::downstream::Downstream;
use crate::world::refusal::Refusal;
use crate::world::requests::{Kind, Request};

pub(super) fn router() -> Router<Shared> {
    let mut router = Router::new();
    for kind in [Kind::Standard, Kind::Agent] {
        for (name, act) in [
            ("approve", Act::Approve),
            ("reject", Act::Reject),
            ("escalate", Act::Escalate),
        ] {
            router =
                router.route(
                    &format!("{}/{name}", path(kind)),
                    post(
                        move |State(shared): State<Shared>,
                              headers: HeaderMap,
                              form: Form<Pressed>| async move {
                            decide(&shared, &headers, kind, act, &form)
                        },
                    ),
                );
        }
    }
    router
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Approve,
    Reject,
    Escalate,
}

#[derive(Deserialize)]
struct Pressed {
    id: Uuid,
    #[serde(default)]
    skiplogout: String,
}

fn decide(
    shared: &Shared,
    headers: &HeaderMap,
    kind: Kind,
    act: Act,
    pressed: &Pressed,
) -> Response {
    let skip_logout = pressed.skiplogout == "true";
    let Some(actor) = login::current(shared, headers) else {
        let skip = if skip_logout { "&skiplogout=true" } else { "" };
        return login::ask(&format!("{}?id={}{skip}", path(kind), pressed.id));
    };
    let mut world = shared.world();
    let Some(request) = world.request(kind, pressed.id).cloned() else {
        let body = "<h1>Finner ikke forespørselen</h1>";
        return page(StatusCode::NOT_FOUND, "Finner ikke forespørselen", body);
    };
    match carry_out(shared, &mut world, actor, act, &request) {
        Ok(()) => {
            drop(world);
            // Forwarding ends in a logout whatever `skiplogout` says.
            if skip_logout && act != Act::Escalate {
                return see_other(OVERVIEW, &[]);
            }
            // Forwarding takes the way of the own kind, also for a client request.
            let way = if act == Act::Escalate {
                Kind::Standard
            } else {
                kind
            };
            let place = logout::place(
                Decided::Request(way),
                request.id,
                request.redirect_url.as_deref(),
            );
            see_other(&place, &[login::end(shared, headers)])
        }
        Err(refusal) => {
            let Some(organisation) = world.organisations.by_number(&request.org_no) else {
                return page(
                    StatusCode::NOT_FOUND,
                    "Ukjent virksomhet",
                    "<h1>Ukjent virksomhet</h1>",
                );
            };
            let fresh = world.request(kind, request.id).unwrap_or(&request);
            let view = View {
                world: &world,
                actor,
                request: fresh,
                organisation,
            };
            let body = view.html(skip_logout, Some(&trouble(&refusal)));
            page(StatusCode::OK, "Forespørsel om systemtilgang", &body)
        }
    }
}

/// The page's login is worth the portal scope, so every later call is open to it.
pub(super) fn all_open(shared: &Shared) -> Downstream<'_> {
    Downstream {
        may_read: true,
        may_write: true,
        may_read_clients: true,
        may_write_clients: true,
        registration_fails: shared.switches().fail_registration,
        status_fails: shared.switches().fail_status,
        faults: shared.faults(),
    }
}

fn carry_out(
    shared: &Shared,
    world: &mut World,
    actor: Actor,
    act: Act,
    request: &Request,
) -> Result<(), Refusal> {
    let organisation = world
        .organisations
        .by_number(&request.org_no)
        .ok_or_else(|| Refusal::new(0))?;
    let party_id = organisation.party_id;
    let may_write = world.permits(actor, organisation, ACCESS_MANAGEMENT, "write");
    if act != Act::Escalate && !may_write {
        return Err(Refusal::new(66));
    }
    let downstream = all_open(shared);
    let now = shared.clock().now();
    match act {
        Act::Approve => world.approve(actor, request.kind, party_id, request.id, downstream, now),
        Act::Reject => world.reject(request.kind, party_id, request.id),
        Act::Escalate => world
            .escalate(actor, party_id, request.id)
            .then_some(())
            .ok_or_else(|| Refusal::new(66)),
    }
}

/// A refusal in words, with the items that were in the way.
pub(super) fn trouble(refusal: &Refusal) -> String {
    let words = match refusal.number {
        4 => "Systemtilgangen finnes allerede.",
        11 => "Systemet er ikke lenger registrert.",
        13 => "Noen andre har allerede avgjort forespørselen.",
        16 | 18 | 53 | 68 => "Du har ikke selv alle fullmaktene som systemet ber om.",
        19 | 69 => "Virksomheten står ikke på tjenesteeierens liste.",
        20 => "Du må logge inn på et høyere nivå.",
        66 => "Du er ikke tilgangsstyrer i virksomheten.",
        70 | 71 => "En av tjenestene kan ikke gis videre.",
        _ => "Det gikk ikke.",
    };
    let items: String = refusal
        .items
        .iter()
        .map(|item| format!("<li>{}</li>", escape(&item.id)))
        .collect();
    let list = if items.is_empty() {
        items
    } else {
        format!("<ul>{items}</ul>")
    };
    format!(
        "<div class=\"note bad\" role=\"alert\"><p>{words} (AUTH-{:05})</p>{list}</div>",
        refusal.number
    )
}
