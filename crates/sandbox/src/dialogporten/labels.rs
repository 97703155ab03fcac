//! Changing labels, of one dialog and of many (dialogporten reference 1.14). Labels are no part of the
//! dialog itself: whoever watches it is told nothing.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{post, put};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::caller::EndUser;
use super::detail::{DIALOG, id};
use super::problem::Refusal;
use crate::server::answers;
use crate::state::Shared;
use crate::world::dialogs::kinds;
use crate::world::dialogs::labels::Label;

/// Most dialogs of one call.
const MOST: usize = 100;

pub(super) fn router() -> Router<Shared> {
    let base = "/dialogporten/api/v1/enduser/dialogs";
    Router::new()
        .route(
            &format!("{base}/{{dialog_id}}/context/systemlabels"),
            put(set),
        )
        .route(
            &format!("{base}/context/systemlabels/actions/bulkset"),
            post(bulk_set),
        )
}

/// Labels to add and to remove; `systemLabels` is the older name for the first.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct LabelsIn {
    add_labels: Option<Vec<Value>>,
    remove_labels: Option<Vec<Value>>,
    system_labels: Option<Vec<Value>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct BulkIn {
    dialogs: Option<Vec<RevisionIn>>,
    #[serde(flatten)]
    labels: LabelsIn,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RevisionIn {
    dialog_id: Uuid,
    end_user_context_revision: Option<Uuid>,
}

/// A checked change.
pub(super) struct Change {
    pub(super) add: Vec<Label>,
    pub(super) remove: Vec<Label>,
}

impl Change {
    /// Checks names of labels.
    pub(super) fn checked(add: &[String], remove: &[String]) -> Result<Self, Refusal> {
        let mut errors = Vec::new();
        let mut read = |key: &str, names: &[String]| -> Vec<Label> {
            let mut labels = Vec::new();
            for (name, at) in names.iter().zip(0..) {
                match kinds::parse::<Label>(name) {
                    Some(Label::Sent) => {
                        let sentence = "The system label Sent is set by the server alone, when a \
                                        transmission of type Submission or Correction is added.";
                        errors.push((format!("{key}[{at}]"), sentence.to_owned()));
                    }
                    Some(label) => labels.push(label),
                    None => {
                        let sentence = format!("'{name}' is not a system label.");
                        errors.push((format!("{key}[{at}]"), sentence));
                    }
                }
            }
            labels
        };
        let change = Self {
            add: read("AddLabels", add),
            remove: read("RemoveLabels", remove),
        };
        if errors.is_empty() {
            Ok(change)
        } else {
            Err(Refusal::Invalid(errors))
        }
    }
}

impl LabelsIn {
    fn checked(&self) -> Result<Change, Refusal> {
        let names = |lists: &[&Option<Vec<Value>>]| -> Vec<String> {
            let all = lists.iter().filter_map(|list| list.as_ref()).flatten();
            all.map(|value| match value {
                Value::String(name) => name.clone(),
                other => other.to_string(),
            })
            .collect()
        };
        Change::checked(
            &names(&[&self.system_labels, &self.add_labels]),
            &names(&[&self.remove_labels]),
        )
    }
}

fn body<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes)
        .map_err(|error| Refusal::invalid("SerializerErrors", format!("{error}.")))
}

async fn set(
    State(shared): State<Shared>,
    user: EndUser,
    Path(dialog_id): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let wanted = headers
        .get("if-match")
        .and_then(|value| value.to_str().ok());
    let done = id("DialogId", &dialog_id).and_then(|id| {
        let change = body::<LabelsIn>(&bytes)?.checked()?;
        let wanted = wanted
            .map(|text| {
                text.parse::<Uuid>()
                    .map_err(|_| Refusal::invalid("IfMatchEndUserContextRevision", "Not a UUID."))
            })
            .transpose()?;
        set_one(&shared, &user, id, &change, wanted)
    });
    match done {
        Err(refusal) => refusal.answer(&user.path),
        Ok(revision) => {
            let mut response = answers::empty(StatusCode::NO_CONTENT);
            if let Ok(tag) = HeaderValue::from_str(&revision.to_string()) {
                response.headers_mut().insert("etag", tag);
            }
            response
        }
    }
}

/// Changes one dialog's labels, and gives the new revision.
pub(super) fn set_one(
    shared: &Shared,
    user: &EndUser,
    id: Uuid,
    change: &Change,
    wanted: Option<Uuid>,
) -> Result<Uuid, Refusal> {
    let now = shared.clock().now();
    let mut world = shared.settled();
    let sight = user.sight(shared, &mut world);
    let dialog = world.dialogs.get(id);
    let dialog = dialog.ok_or_else(|| Refusal::NotFound(DIALOG, vec![id]))?;
    if dialog.deleted {
        return Err(Refusal::Gone(DIALOG, id));
    }
    if !sight.shows(&dialog.party, &dialog.service) {
        let line = format!("The following dialog ids are unauthorized and/or missing: ({id}).");
        return Err(Refusal::Forbidden("Forbidden", line));
    }
    if wanted.is_some_and(|wanted| wanted != dialog.context_revision) {
        return Err(Refusal::Outdated);
    }
    drop(dialog);
    let Some(dialog) = world.dialogs.get_mut(id) else {
        return Err(Refusal::NotFound(DIALOG, vec![id]));
    };
    dialog.set_labels(&change.add, &change.remove, &user.actor, now);
    Ok(dialog.context_revision)
}

async fn bulk_set(State(shared): State<Shared>, user: EndUser, bytes: Bytes) -> Response {
    let done = body::<BulkIn>(&bytes).and_then(|wanted| {
        let dialogs: Vec<(Uuid, Option<Uuid>)> = wanted
            .dialogs
            .unwrap_or_default()
            .into_iter()
            .map(|each| (each.dialog_id, each.end_user_context_revision))
            .collect();
        set_many(&shared, &user, &dialogs, &wanted.labels.checked()?)
    });
    match done {
        Ok(()) => answers::empty(StatusCode::NO_CONTENT),
        Err(refusal) => refusal.answer(&user.path),
    }
}

/// Changes the labels of all these dialogs, or of none.
pub(super) fn set_many(
    shared: &Shared,
    user: &EndUser,
    dialogs: &[(Uuid, Option<Uuid>)],
    change: &Change,
) -> Result<(), Refusal> {
    if !(1..=MOST).contains(&dialogs.len()) {
        let sentence = format!("Must supply between 1 and {MOST} dialogs to update.");
        return Err(Refusal::invalid("Dto.Dialogs", sentence));
    }
    let mut ids: Vec<Uuid> = dialogs.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        let sentence = "The dialogs must be unique.";
        return Err(Refusal::invalid("Dto.Dialogs", sentence));
    }
    let now = shared.clock().now();
    let mut world = shared.settled();
    let sight = user.sight(shared, &mut world);
    let mut missing = Vec::new();
    let mut outdated = false;
    for (id, wanted) in dialogs {
        match world.dialogs.get(*id) {
            Some(dialog) if !dialog.deleted && sight.shows(&dialog.party, &dialog.service) => {
                outdated |= wanted.is_some_and(|wanted| wanted != dialog.context_revision);
            }
            _ => missing.push(*id),
        }
    }
    if !missing.is_empty() {
        return Err(Refusal::NotFound(DIALOG, missing));
    }
    if outdated {
        return Err(Refusal::Outdated);
    }
    for (id, _) in dialogs {
        if let Some(dialog) = world.dialogs.get_mut(*id) {
            dialog.set_labels(&change.add, &change.remove, &user.actor, now);
        }
    }
    Ok(())
}
