//! Doing something with a message: mark as read, confirm, delete, forward.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{delete, get, post};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::BASE;
use super::access::{Policy, Reader, readable};
use super::problem::refused;
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::dialog::{Activity, Actor, stored};
use crate::world::dialogs::ids;
use crate::world::dialogs::kinds::{ActivityType, Status};
use crate::world::later::{DialogEvent, Effect};
use crate::world::messages::{Message, MessageStatus};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/{{id}}/markasread"), post(mark_as_read))
        .route(&format!("{BASE}/{{id}}/confirm"), post(confirm))
        .route(&format!("{BASE}/{{id}}/purge"), delete(purge))
        .route(&format!("{BASE}/{{id}}/forward"), post(forward))
        .route(&format!("{BASE}/{{id}}/forward/check"), get(may_forward))
        .route(
            "/correspondence/api/v1/confidential-reminders",
            get(reminders),
        )
}

fn id_of(message: &Message) -> Response {
    answers::json(StatusCode::OK, &message.id)
}

/// Notes the first reading, in the message and in the dialog.
pub(super) fn note_read(
    shared: &Shared,
    world: &mut World,
    message: &Message,
    by: Actor,
    now: Timestamp,
) {
    if let Some(stored) = world.messages.get_mut(message.id) {
        stored.note(MessageStatus::Read, now);
    }
    let mut activity = Activity::new(
        ids::fresh(now),
        stored(now),
        ActivityType::CorrespondenceOpened,
        by,
    );
    if message.transmission.is_some() {
        activity.r#type = ActivityType::TransmissionOpened;
        activity.transmission = message.transmission;
    }
    note_activity(shared, world, message, activity, now);
}

/// Writes an activity into the message's dialog, silently: no time of the dialog and no label moves,
/// but whoever watches it is told.
pub(super) fn note_activity(
    shared: &Shared,
    world: &mut World,
    message: &Message,
    activity: Activity,
    now: Timestamp,
) {
    if let Some(dialog) = world.dialogs.get_mut(message.dialog) {
        dialog.activities.push(activity);
        dialog.owner_changed(now, false, true);
        shared.tell(DialogEvent::updated(message.dialog));
    }
}

async fn mark_as_read(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let reader = Reader::admitted(&shared, &headers, Policy::Recipient)?;
    let now = shared.clock().now();
    let mut world = shared.settled();
    let message = readable(&world, &reader, &id)?;
    if !message.has(MessageStatus::Fetched) {
        return Err(refused(1024));
    }
    if message.has(MessageStatus::Read) {
        return Err(refused(1040));
    }
    let by = reader.actor(&world);
    note_read(&shared, &mut world, &message, by, now);
    Ok(id_of(&message))
}

/// The dialog changes at once, and silently: lists ordered or bounded by time do not tell it. The
/// message's own status and the dialog's activity are written some seconds later.
async fn confirm(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let reader = Reader::admitted(&shared, &headers, Policy::Recipient)?;
    let now = shared.clock().now();
    let switches = shared.switches();
    let (message, by) = {
        let mut world = shared.settled();
        let message = readable(&world, &reader, &id)?;
        if !message.has(MessageStatus::Fetched) {
            return Err(refused(1025));
        }
        if message.has(MessageStatus::Confirmed) {
            return Err(refused(1041));
        }
        if switches.fail_confirmation {
            return Err(refused(9000));
        }
        let by = reader.actor(&world);
        if let Some(dialog) = world.dialogs.get_mut(message.dialog) {
            if dialog.status == Status::RequiresAttention {
                dialog.status = Status::NotApplicable;
            }
            dialog
                .gui_actions
                .retain(|each| !each.url.ends_with("/confirm"));
            let confirms = |name: &Option<String>| name.as_deref() == Some("confirmCorrespondence");
            dialog.api_actions.retain(|each| !confirms(&each.name));
            dialog.owner_changed(now, true, true);
            shared.tell(DialogEvent::updated(message.dialog));
        }
        (message, by)
    };
    let lag = SignedDuration::from_millis(i64::from(switches.confirmation_lag_ms));
    shared.later(lag, Effect::Confirmed(message.id, by, now));
    Ok(id_of(&message))
}

/// For good, and for everybody.
async fn purge(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let reader = Reader::admitted(&shared, &headers, Policy::SenderOrRecipient)?;
    let now = shared.clock().now();
    let mut world = shared.settled();
    let known = id.parse().ok().and_then(|id| world.messages.get(id));
    let message = known.cloned().ok_or_else(|| refused(1001))?;
    if !reader.may_read(&world, &message, &message.resource) {
        return Err(refused(4001));
    }
    if !message.is_available() {
        return Err(refused(1014));
    }
    if message.transmission.is_some() {
        return Err(refused(1043));
    }
    if message.confirmation_needed && !message.has(MessageStatus::Confirmed) {
        return Err(refused(1026));
    }
    if let Some(stored) = world.messages.get_mut(message.id) {
        stored.note(MessageStatus::PurgedByRecipient, now);
    }
    if let Some(dialog) = world.dialogs.get_mut(message.dialog) {
        dialog.deleted = true;
        dialog.owner_changed(now, false, false);
        shared.tell(DialogEvent::deleted(message.dialog));
    }
    Ok(id_of(&message))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ForwardIn {
    forward_to: String,
    forwarding_text: Option<String>,
}

/// Sends the message on by e-mail; here nothing is sent.
async fn forward(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Stop> {
    let reader = Reader::admitted(&shared, &headers, Policy::Recipient)?;
    let wanted: ForwardIn = serde_json::from_slice(&body)
        .map_err(|_| answers::unbound("forwardTo", "The forwardTo field is required."))?;
    let now = shared.clock().now();
    let mut world = shared.settled();
    let message = readable(&world, &reader, &id)?;
    let text = wanted.forwarding_text.unwrap_or_default();
    let refusal = if !message.allow_forwarding {
        Some(1063)
    } else if !message.has(MessageStatus::Read) {
        Some(1065)
    } else if wanted.forward_to.chars().count() > 1000 {
        Some(3027)
    } else if !is_address(&wanted.forward_to) {
        Some(3011)
    } else if text.chars().count() > 200 {
        Some(1066)
    } else if text.contains(['<', '[', '#', '*']) {
        Some(1067)
    } else {
        None
    };
    if let Some(code) = refusal {
        return Err(refused(code));
    }
    let stored = world.messages.get_mut(message.id);
    let stored = stored.ok_or_else(|| refused(1001))?;
    if !stored.forwarded_to.insert(wanted.forward_to) {
        return Err(refused(1064));
    }
    stored.note(MessageStatus::Forwarded, now);
    Ok(answers::json(StatusCode::OK, &Uuid::new_v4()))
}

/// Something before an at sign and a host with a dot after it.
fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    })
}

async fn may_forward(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Response, Stop> {
    if !caller.has("altinn:correspondence.forward.check") {
        return Err(answers::stop(StatusCode::FORBIDDEN));
    }
    let world = shared.world();
    let message = world.messages.get(id).ok_or_else(|| refused(1001))?;
    let body: Value = json!({ "allowForwarding": message.allow_forwarding });
    Ok(answers::json(StatusCode::OK, &body))
}

/// A text for those who have unread confidential messages; nobody has any here.
async fn reminders(State(shared): State<Shared>, headers: HeaderMap) -> Result<Response, Stop> {
    Reader::admitted(&shared, &headers, Policy::Recipient)?;
    Err(refused(1062))
}
