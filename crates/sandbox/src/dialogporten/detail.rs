//! `GET enduser/dialogs/{id}`, which notes that the dialog was read.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use uuid::Uuid;

use super::caller::EndUser;
use super::lists::level_suffices;
use super::out::View;
use super::out::shapes::DialogOut;
use super::problem::Refusal;
use super::token;
use crate::server::answers;
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::dialog::Dialog;
use crate::world::dialogs::sight::{Act, opens_main_resource};
use crate::world::later::DialogEvent;

/// Name of the kind in problem documents.
pub(super) const DIALOG: &str = "DialogEntity";

pub(super) fn router() -> Router<Shared> {
    Router::new().route(
        "/dialogporten/api/v1/enduser/dialogs/{dialog_id}",
        get(dialog),
    )
}

/// Reads an id of a path.
pub(super) fn id(key: &str, text: &str) -> Result<Uuid, Refusal> {
    text.parse()
        .map_err(|_| Refusal::invalid(key, format!("'{text}' is not a UUID.")))
}

async fn dialog(
    State(shared): State<Shared>,
    user: EndUser,
    Path(dialog_id): Path<String>,
) -> Response {
    let read = id("DialogId", &dialog_id).and_then(|id| read(&shared, &user, id));
    match read {
        Err(refusal) => refusal.answer(&user.path),
        Ok((revision, body)) => {
            let mut response = answers::json(StatusCode::OK, &body);
            if let Ok(tag) = HeaderValue::from_str(&revision.to_string()) {
                response.headers_mut().insert("etag", tag);
            }
            response
        }
    }
}

/// Reads a dialog as its reader sees it, with all that follows from reading.
pub(super) fn read(
    shared: &Shared,
    user: &EndUser,
    id: Uuid,
) -> Result<(Uuid, DialogOut), Refusal> {
    let now = shared.clock().now();
    let mut world = shared.settled();
    let permitted = admitted(shared, &mut world, user, id)?;
    let Some(dialog) = world.dialogs.get_mut(id) else {
        return Err(Refusal::NotFound(DIALOG, vec![id]));
    };
    if dialog.mark_seen(&user.actor, now) {
        shared.tell(DialogEvent::updated(id));
    }
    let token = token::issue(shared, user, dialog, &permitted);
    let view = View {
        languages: &user.languages,
        reader: user.actor.id.as_deref(),
        mask: shared.mask(),
        now,
    };
    Ok((
        dialog.revision,
        view.dialog(dialog, &permitted, Some(token)),
    ))
}

/// The checks before reading, in the real order: known, access, not deleted, level, visible, not
/// expired. Gives what may be done.
fn admitted(
    shared: &Shared,
    world: &mut World,
    user: &EndUser,
    id: Uuid,
) -> Result<BTreeSet<Act>, Refusal> {
    let now = shared.clock().now();
    let sight = user.sight(shared, world);
    let dialog = known(world, id)?;
    let permitted = world.permitted(user.who, &dialog);
    if !opens_main_resource(&permitted) && !sight.shows(&dialog.party, &dialog.service) {
        return Err(Refusal::Forbidden("Forbidden", "Forbidden".to_owned()));
    }
    if dialog.deleted {
        return Err(Refusal::Gone(DIALOG, id));
    }
    if !level_suffices(world, user, &dialog) {
        return Err(Refusal::level_too_low());
    }
    if let Some(from) = dialog.visible_from.filter(|from| *from > now) {
        return Err(Refusal::NotVisible(id, from));
    }
    if let Some(at) = dialog.expires.filter(|at| *at <= now) {
        return Err(Refusal::Expired(id, at));
    }
    Ok(permitted)
}

fn known(world: &World, id: Uuid) -> Result<Dialog, Refusal> {
    let found = world.dialogs.get(id);
    found
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| Refusal::NotFound(DIALOG, vec![id]))
}

/// The checks before anything below a dialog is read. Whoever may do nothing in its service is told
/// that there is no such dialog, even when lists show it. Nobody asks whether it is visible yet, or
/// still.
pub(super) fn admitted_below(
    world: &World,
    user: &EndUser,
    id: Uuid,
) -> Result<(Dialog, BTreeSet<Act>), Refusal> {
    let dialog = known(world, id)?;
    let permitted = world.permitted(user.who, &dialog);
    if !opens_main_resource(&permitted) {
        return Err(Refusal::NotFound(DIALOG, vec![id]));
    }
    if dialog.deleted {
        return Err(Refusal::Gone(DIALOG, id));
    }
    if !level_suffices(world, user, &dialog) {
        return Err(Refusal::level_too_low());
    }
    Ok((dialog, permitted))
}
