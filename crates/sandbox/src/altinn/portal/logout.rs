//! The way out of the portal after a decision, as the browser takes it (system-users reference 10): the portal's own
//! logout, ID-porten's, and back to the page that the vendor named, unchanged.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use axum::response::Response;
use axum::routing::get;
use uuid::Uuid;

use super::html::see_other;
use super::{LOGGED_OUT, login};
use crate::identity::END_SESSION_FOR_ALTINN;
use crate::state::Shared;
use crate::world::requests::Kind;

const BFF: &str = "/accessmanagement/api/v1";
const HANDLED: &str = "/accessmanagement/api/v1/logout/handleloggedout";
/// Remembers over ID-porten's page which request was decided.
const COOKIE_NAME: &str = "AltinnLogoutInfo";
/// The value's first half, by kind.
const VALUES: [(Kind, &str); 2] = [
    (Kind::Standard, "SystemuserRequestId"),
    (Kind::Agent, "SystemuserAgentRequestId"),
];

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(
            &format!("{BFF}/systemuser/request/{{id}}/logout"),
            get(after_standard),
        )
        .route(
            &format!("{BFF}/systemuser/agentrequest/{{id}}/logout"),
            get(after_agent),
        )
        .route(HANDLED, get(handled))
}

/// Where the browser goes after a decision: to the vendor's page by way of the logout, or to the ordinary logout.
pub(super) fn place(kind: Kind, id: Uuid, redirect_url: Option<&str>) -> String {
    let page = match kind {
        Kind::Standard => "request",
        Kind::Agent => "agentrequest",
    };
    match redirect_url {
        Some(_) => format!("{BFF}/systemuser/{page}/{id}/logout"),
        None => format!("{END_SESSION_FOR_ALTINN}?goto={LOGGED_OUT}"),
    }
}

async fn after_standard(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Response {
    after(&shared, &headers, Kind::Standard, id)
}

async fn after_agent(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Response {
    after(&shared, &headers, Kind::Agent, id)
}

fn after(shared: &Shared, headers: &HeaderMap, kind: Kind, id: Uuid) -> Response {
    let name = VALUES.iter().find(|(each, _)| *each == kind);
    let name = name.map_or("SystemuserRequestId", |(_, name)| name);
    let remembered = format!("{COOKIE_NAME}={name}={id}; Path={BFF}; HttpOnly; SameSite=Lax");
    see_other(
        &format!("{END_SESSION_FOR_ALTINN}?goto={HANDLED}"),
        &[login::end(shared, headers), remembered],
    )
}

/// ID-porten is done: the stored page, as it was stored.
async fn handled(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let forgotten = format!("{COOKIE_NAME}=; Path={BFF}; Max-Age=0; HttpOnly; SameSite=Lax");
    let world = shared.world();
    let place = remembered(&headers)
        .and_then(|(kind, id)| world.request(kind, id))
        .and_then(|request| request.redirect_url.as_deref())
        .unwrap_or(LOGGED_OUT);
    see_other(place, &[forgotten])
}

fn remembered(headers: &HeaderMap) -> Option<(Kind, Uuid)> {
    let prefix = format!("{COOKIE_NAME}=");
    let value = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(&prefix))?;
    let (name, id) = value.split_once('=')?;
    let (kind, _) = VALUES.iter().find(|(_, each)| *each == name)?;
    Some((*kind, id.parse().ok()?))
}
