//! What is below a dialog: activities, transmissions, seen log, label log. Reading these notes
//! nothing.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;
use uuid::Uuid;

use super::caller::EndUser;
use super::detail::{admitted_below, id};
use super::out::View;
use super::out::shapes::{ActorOut, At};
use super::problem::Refusal;
use crate::server::answers;
use crate::state::Shared;
use crate::world::dialogs::dialog::Dialog;
use crate::world::dialogs::labels::LabelAct;
use crate::world::dialogs::sight::Act;

pub(super) fn router() -> Router<Shared> {
    let below = "/dialogporten/api/v1/enduser/dialogs/{dialog_id}";
    Router::new()
        .route(&format!("{below}/activities"), get(activities))
        .route(&format!("{below}/activities/{{child_id}}"), get(activity))
        .route(&format!("{below}/transmissions"), get(transmissions))
        .route(
            &format!("{below}/transmissions/{{child_id}}"),
            get(transmission),
        )
        .route(&format!("{below}/seenlog"), get(seen_log))
        .route(&format!("{below}/seenlog/{{child_id}}"), get(seen))
        .route(&format!("{below}/context/labellog"), get(label_log))
}

/// Looks a dialog up and answers with what is made of it.
fn below<T: Serialize>(
    shared: &Shared,
    user: &EndUser,
    dialog_id: &str,
    make: impl FnOnce(&View<'_>, &Dialog, &std::collections::BTreeSet<Act>) -> Result<T, Refusal>,
) -> Response {
    let made = id("DialogId", dialog_id).and_then(|id| {
        let (dialog, permitted) = admitted_below(&shared.settled(), user, id)?;
        let view = View {
            languages: &user.languages,
            reader: user.actor.id.as_deref(),
            mask: shared.mask(),
            now: shared.clock().now(),
        };
        make(&view, &dialog, &permitted)
    });
    match made {
        Ok(body) => answers::json(StatusCode::OK, &body),
        Err(refusal) => refusal.answer(&user.path),
    }
}

fn child(key: &str, kind: &'static str, text: &str) -> Result<(Uuid, Refusal), Refusal> {
    let id = id(key, text)?;
    Ok((id, Refusal::NotFound(kind, vec![id])))
}

/// Without the actors.
async fn activities(
    State(shared): State<Shared>,
    user: EndUser,
    Path(dialog_id): Path<String>,
) -> Response {
    below(&shared, &user, &dialog_id, |view, dialog, _| {
        let rows = dialog.activities.iter().map(|each| {
            let mut out = view.activity(each);
            out.performed_by = None;
            out
        });
        Ok(rows.collect::<Vec<_>>())
    })
}

async fn activity(
    State(shared): State<Shared>,
    user: EndUser,
    Path((dialog_id, child_id)): Path<(String, String)>,
) -> Response {
    below(&shared, &user, &dialog_id, |view, dialog, _| {
        let (id, missing) = child("ActivityId", "DialogActivity", &child_id)?;
        let found = dialog.activities.iter().find(|each| each.id == id);
        found.map(|each| view.activity(each)).ok_or(missing)
    })
}

async fn transmissions(
    State(shared): State<Shared>,
    user: EndUser,
    Path(dialog_id): Path<String>,
) -> Response {
    below(&shared, &user, &dialog_id, |view, dialog, permitted| {
        Ok(view.transmissions(dialog, permitted, false))
    })
}

async fn transmission(
    State(shared): State<Shared>,
    user: EndUser,
    Path((dialog_id, child_id)): Path<(String, String)>,
) -> Response {
    below(&shared, &user, &dialog_id, |view, dialog, permitted| {
        let (id, missing) = child("TransmissionId", "DialogTransmission", &child_id)?;
        let stored = dialog.transmissions.iter().find(|each| each.id == id);
        stored
            .cloned()
            .or_else(|| dialog.series.as_ref()?.find(id))
            .map(|each| view.transmission(&each, permitted))
            .ok_or(missing)
    })
}

async fn seen_log(
    State(shared): State<Shared>,
    user: EndUser,
    Path(dialog_id): Path<String>,
) -> Response {
    below(&shared, &user, &dialog_id, |view, dialog, _| {
        let rows = dialog.seen.iter().map(|each| view.seen(each));
        Ok(rows.collect::<Vec<_>>())
    })
}

async fn seen(
    State(shared): State<Shared>,
    user: EndUser,
    Path((dialog_id, child_id)): Path<(String, String)>,
) -> Response {
    below(&shared, &user, &dialog_id, |view, dialog, _| {
        let (id, missing) = child("SeenLogId", "DialogSeenLog", &child_id)?;
        let found = dialog.seen.iter().find(|each| each.id == id);
        found.map(|each| view.seen(each)).ok_or(missing)
    })
}

/// `LabelAssignmentLog`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LabelEventOut {
    created_at: At,
    name: String,
    action: LabelAct,
    performed_by: ActorOut,
}

async fn label_log(
    State(shared): State<Shared>,
    user: EndUser,
    Path(dialog_id): Path<String>,
) -> Response {
    below(&shared, &user, &dialog_id, |view, dialog, _| {
        let rows = dialog.label_log.iter().map(|event| LabelEventOut {
            created_at: At(event.created),
            name: format!("systemlabel:{:?}", event.label),
            action: event.act,
            performed_by: view.actor(&event.by),
        });
        Ok(rows.collect::<Vec<_>>())
    })
}
