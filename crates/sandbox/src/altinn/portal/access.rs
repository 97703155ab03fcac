//! The page of one system access, with the button that deletes it.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use uuid::Uuid;

use super::html::{escape, page, see_other};
use super::{OVERVIEW, UI, login};
use crate::altinn::access::{ACCESS_MANAGEMENT, CLIENT_ADMINISTRATION, SYSTEM_USER_OVERVIEW};
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::Actor;
use crate::world::downstream::{AGENTS, CONNECTIONS, PACKAGES, SERVICES};
use crate::world::organisations::Organisation;
use crate::world::requests::Kind;
use crate::world::system_users::SystemUser;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{UI}/systemuser/{{id}}"), get(show))
        .route(&format!("{UI}/systemuser/{{id}}/delete"), post(delete))
}

/// Path of the page.
pub(super) fn path(id: Uuid) -> String {
    format!("{UI}/systemuser/{id}")
}

/// Whether the person may delete it: an access manager, and for clients' accesses a client administrator as well.
fn may_delete(world: &World, actor: Actor, owner: &Organisation, kind: Kind) -> bool {
    world.permits(actor, owner, ACCESS_MANAGEMENT, "write")
        && (kind == Kind::Standard || world.permits(actor, owner, CLIENT_ADMINISTRATION, "write"))
}

async fn show(State(shared): State<Shared>, headers: HeaderMap, Path(id): Path<Uuid>) -> Response {
    let Some(actor) = login::current(&shared, &headers) else {
        return login::ask(&path(id));
    };
    let world = shared.world();
    match visible(&world, actor, id) {
        Some((owner, user)) => shown(&world, actor, owner, user, None),
        None => not_found(),
    }
}

/// The system access and its organisation, when the person may look at it.
fn visible(world: &World, actor: Actor, id: Uuid) -> Option<(&Organisation, &SystemUser)> {
    let user = world.system_user(id)?;
    let owner = world.organisations.by_number(&user.org_no)?;
    world
        .permits(actor, owner, SYSTEM_USER_OVERVIEW, "read")
        .then_some((owner, user))
}

fn shown(
    world: &World,
    actor: Actor,
    owner: &Organisation,
    user: &SystemUser,
    trouble: Option<&str>,
) -> Response {
    let button = if may_delete(world, actor, owner, user.kind) {
        format!(
            "<form method=\"post\" action=\"{}/delete\"><button>Slett systemtilgang</button></form>",
            path(user.id)
        )
    } else {
        String::new()
    };
    let body = format!(
        "<h1>{}</h1><p>{} (org.nr. {})</p>{}{button}<p><a href=\"{OVERVIEW}\">Tilbake</a></p>",
        escape(&user.title),
        escape(&owner.name),
        escape(&owner.org_no),
        trouble.unwrap_or_default(),
    );
    page(StatusCode::OK, "Systemtilgang", &body)
}

fn not_found() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "Finner ikke systemtilgangen",
        "<h1>Finner ikke systemtilgangen</h1>",
    )
}

/// The page's login is worth the portal scope, so each of the steps is open to it; any of them can still fail, and all
/// that the real page says then is that it failed.
async fn delete(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Response {
    let Some(actor) = login::current(&shared, &headers) else {
        return login::ask(&path(id));
    };
    let mut world = shared.world();
    let Some((owner, user)) = visible(&world, actor, id) else {
        return not_found();
    };
    let fails = |method, path| shared.faults().breaks_upstream_call(method, path);
    let steps_fail = match user.kind {
        Kind::Standard => {
            (world.is_revoked_first(user) && fails("DELETE", SERVICES))
                || fails("GET", PACKAGES)
                || fails("DELETE", CONNECTIONS)
        }
        Kind::Agent => fails("DELETE", AGENTS),
    };
    if steps_fail || !may_delete(&world, actor, owner, user.kind) {
        let trouble =
            "<p class=\"note bad\" role=\"alert\">Systemtilgangen kunne ikke slettes.</p>";
        return shown(&world, actor, owner, user, Some(trouble));
    }
    world.remove_system_user(id);
    see_other(OVERVIEW, &[])
}
