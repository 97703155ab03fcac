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
use crate::world::World;
use crate::world::requests::Kind;

const BFF: &str = "/accessmanagement/api/v1";
const HANDLED: &str = "/accessmanagement/api/v1/logout/handleloggedout";
/// Remembers over ID-porten's page which request was decided.
const COOKIE_NAME: &str = "AltinnLogoutInfo";

/// What was decided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Decided {
    /// A request for a system user.
    Request(Kind),
    /// A change request.
    Change,
}

impl Decided {
    const ALL: [Self; 3] = [
        Self::Request(Kind::Standard),
        Self::Request(Kind::Agent),
        Self::Change,
    ];

    fn segment(self) -> &'static str {
        match self {
            Self::Request(Kind::Standard) => "request",
            Self::Request(Kind::Agent) => "agentrequest",
            Self::Change => "changerequest",
        }
    }

    /// The first half of the cookie's value.
    fn value(self) -> &'static str {
        match self {
            Self::Request(Kind::Standard) => "SystemuserRequestId",
            Self::Request(Kind::Agent) => "SystemuserAgentRequestId",
            Self::Change => "SystemuserChangeRequestId",
        }
    }

    fn redirect_url(self, world: &World, id: Uuid) -> Option<&str> {
        let url = match self {
            Self::Request(kind) => &world.request(kind, id)?.redirect_url,
            Self::Change => &world.change_request(id)?.redirect_url,
        };
        url.as_deref().filter(|url| !url.is_empty())
    }
}

pub(super) fn router() -> Router<Shared> {
    let mut router = Router::new().route(HANDLED, get(handled));
    for decided in Decided::ALL {
        router =
            router.route(
                &format!("{BFF}/systemuser/{}/{{id}}/logout", decided.segment()),
                get(
                    move |State(shared): State<Shared>,
                          headers: HeaderMap,
                          Path(id): Path<Uuid>| async move {
                        after(&shared, &headers, decided, id)
                    },
                ),
            );
    }
    router
}

/// Where the browser goes after a decision: to the vendor's page by way of the logout, or to the ordinary logout.
pub(super) fn place(decided: Decided, id: Uuid, redirect_url: Option<&str>) -> String {
    match redirect_url.filter(|url| !url.is_empty()) {
        Some(_) => format!("{BFF}/systemuser/{}/{id}/logout", decided.segment()),
        None => format!("{END_SESSION_FOR_ALTINN}?goto={LOGGED_OUT}"),
    }
}

fn after(shared: &Shared, headers: &HeaderMap, decided: Decided, id: Uuid) -> Response {
    let name = decided.value();
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
        .and_then(|(decided, id)| decided.redirect_url(&world, id))
        .unwrap_or(LOGGED_OUT);
    see_other(place, &[forgotten])
}

fn remembered(headers: &HeaderMap) -> Option<(Decided, Uuid)> {
    let prefix = format!("{COOKIE_NAME}=");
    let value = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(&prefix))?;
    let (name, id) = value.split_once('=')?;
    let decided = Decided::ALL.into_iter().find(|each| each.value() == name)?;
    Some((decided, id.parse().ok()?))
}
