//! The page of one request, where confirmUrl leads.

use axum::Router;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use uuid::Uuid;

use super::html::{escape, page};
use super::login;
use super::parts::{Buttons, decided, footer, item, not_found, section};
use crate::altinn::access::ACCESS_MANAGEMENT;
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::Actor;
use crate::world::catalogue::catalogue;
use crate::world::organisations::Organisation;
use crate::world::requests::{Kind, Request};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(path(Kind::Standard), get(standard))
        .route(path(Kind::Agent), get(agent))
}

/// Path of the page for one kind of request.
pub(super) fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::Standard => "/accessmanagement/ui/systemuser/request",
        Kind::Agent => "/accessmanagement/ui/systemuser/agentrequest",
    }
}

/// What the page reads from its address. `DONTCHOOSEREPORTEE` is for the real portal's own chooser.
#[derive(Deserialize)]
struct Asked {
    id: Option<String>,
    skiplogout: Option<String>,
}

async fn standard(
    State(shared): State<Shared>,
    headers: HeaderMap,
    uri: OriginalUri,
    Query(asked): Query<Asked>,
) -> Response {
    show(&shared, &headers, &uri, Kind::Standard, &asked)
}

async fn agent(
    State(shared): State<Shared>,
    headers: HeaderMap,
    uri: OriginalUri,
    Query(asked): Query<Asked>,
) -> Response {
    show(&shared, &headers, &uri, Kind::Agent, &asked)
}

fn show(
    shared: &Shared,
    headers: &HeaderMap,
    uri: &OriginalUri,
    kind: Kind,
    asked: &Asked,
) -> Response {
    let Some(actor) = login::current(shared, headers) else {
        let back = uri
            .path_and_query()
            .map_or(path(kind), |whole| whole.as_str());
        return login::ask(back);
    };
    let world = shared.world();
    let request = asked
        .id
        .as_deref()
        .and_then(|id| id.parse::<Uuid>().ok())
        .and_then(|id| world.request(kind, id));
    let Some(request) = request else {
        return not_found();
    };
    let Some(organisation) = world.organisations.by_number(&request.org_no) else {
        return page(
            StatusCode::NOT_FOUND,
            "Ukjent virksomhet",
            "<h1>Ukjent virksomhet</h1>",
        );
    };
    let view = View {
        world: &world,
        actor,
        request,
        organisation,
    };
    let skip_logout = asked.skiplogout.as_deref() == Some("true");
    page(
        StatusCode::OK,
        "Forespørsel om systemtilgang",
        &view.html(skip_logout, None),
    )
}

/// One request as one person sees it.
pub(super) struct View<'a> {
    pub(super) world: &'a World,
    pub(super) actor: Actor,
    pub(super) request: &'a Request,
    pub(super) organisation: &'a Organisation,
}

impl View<'_> {
    /// The body of the page, with what went wrong above the buttons if something did.
    pub(super) fn html(&self, skip_logout: bool, trouble: Option<&str>) -> String {
        let request = self.request;
        // The real page speaks of the system by its own name; the title that the vendor gave the request is not shown.
        let system = self.world.systems.get(&request.system_id);
        let system = system.and_then(|system| system.name_nb());
        let system = escape(system.unwrap_or(&request.title));
        let name = escape(&self.organisation.name);
        let mut body = format!(
            "<h1>{system} ber om tillatelse</h1>\
             <p>Systemet vil handle for <b>{name}</b> (org.nr. {}).</p>",
            escape(&self.organisation.org_no)
        );
        if request.kind == Kind::Agent {
            body.push_str(
                "<p>Tilgangen gjelder klienter. Klientene legges til i Altinn etterpå.</p>",
            );
        }
        body.push_str(&self.services());
        body.push_str(&self.packages());
        body.push_str("<p>Tillatelsen kan trekkes tilbake når som helst.</p>");
        if let Some(trouble) = trouble {
            body.push_str(trouble);
        }
        body.push_str(&self.buttons(skip_logout));
        body.push_str(&footer(self.world, &self.request.system_id));
        body
    }

    fn services(&self) -> String {
        let ids = self
            .request
            .rights
            .iter()
            .filter_map(|right| right.service_id());
        // A service that cannot be found silently disappears from the real page's list as well.
        let items: String = ids
            .filter_map(|id| self.world.services.get(&id))
            .map(|service| item(&service.title.nb))
            .collect();
        section("Enkelttjenester", &items)
    }

    fn packages(&self) -> String {
        let items: String = self
            .request
            .packages
            .iter()
            .filter_map(|package| catalogue().package(package.urn()))
            .map(|package| {
                let inside: String = self
                    .world
                    .services
                    .values()
                    .filter(|service| service.packages.contains(&package.code))
                    .map(|service| item(&service.title.nb))
                    .collect();
                let name = escape(&package.name.nb);
                format!("<li><details><summary>{name}</summary><ul>{inside}</ul></details></li>")
            })
            .collect();
        section("Tilgangspakker", &items)
    }

    /// Approve and reject for an access manager; forwarding for anybody else with a relation; nothing
    /// for the rest. Decided requests keep their buttons, greyed.
    fn buttons(&self, skip_logout: bool) -> String {
        let buttons = Buttons {
            path: path(self.request.kind),
            id: self.request.id,
            skip_logout: Some(skip_logout),
            status: self.request.status,
        };
        let may_approve =
            self.world
                .permits(self.actor, self.organisation, ACCESS_MANAGEMENT, "write");
        if may_approve {
            return buttons.both();
        }
        if self
            .world
            .standing(self.actor.person, self.organisation)
            .is_none()
        {
            return "<p class=\"note bad\">Du har ingen tilgang til denne virksomheten.</p>"
                .to_owned();
        }
        if self.request.escalated && decided(self.request.status).is_none() {
            return "<p class=\"note\">Forespørselen er sendt videre til tilgangsstyrer.</p>"
                .to_owned();
        }
        let warning =
            "<p class=\"note warn\">Du kan ikke godkjenne. Tilgangsstyrer i virksomheten kan.</p>";
        buttons.note()
            + warning
            + &buttons.form("escalate", "Send videre til tilgangsstyrer", "")
            + "<form method=\"post\" action=\"/accessmanagement/ui/logout\">\
               <button class=\"second\">Lukk og logg ut</button></form>"
    }
}
