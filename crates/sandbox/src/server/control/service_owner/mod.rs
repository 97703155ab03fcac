//! Acts of a service owner on dialogs, without a service owner's token.
//!
//! ```text
//! POST   service-owner/dialogs              → 201 { id, messageId? }
//! PATCH  service-owner/dialogs/{id}         → 204
//! DELETE service-owner/dialogs/{id}[?purge] → 204   soft: 410 from then on; purged: 404
//! GET    service-owner/calls                → [{ method, path, host, token, cookies, accept_language }]
//! DELETE service-owner/calls                → 204
//! ```
//!
//! Calls are those that reached the service owner's origin; `token` is `none`, `dialog` or `other`.
//!
//! Members of a body, all optional (a text is a string, which is bokmål, or an object from language
//! codes to texts; a time is RFC 3339):
//!
//! - only when created: `orgNo` or `party` (URN; default Fjord Snekkeri), `service` (id; default
//!   `kommune-gebyr`), `ageS` (seconds since creation), `tag`, `letter` (makes it a message of Altinn
//!   Melding): `{ body, language?, files?: [name], confirm?, allowForwarding? }`
//! - texts: `title`, `summary`, `senderName`, `additionalInfo` (Markdown), `extendedStatusLabel`,
//!   `nonSensitiveTitle`, `nonSensitiveSummary`, `body` (embedded Markdown), `serving` (how the
//!   embedded content is served: `plain`, `moved`, `elsewhere`, `too-large`, `empty`, `slow`,
//!   `refused`)
//! - `status`, `progress`, `extendedStatus`, `externalReference`, `process`, `apiOnly`, `due`,
//!   `expires`, `visibleFrom` (`null` takes one of the last three away)
//! - `labels`: the labels from now on, as the service owner may set them
//! - added to what is there: `attachments` `[{ name, title?, expires? }]`, `transmissions`
//!   `[{ type?, title, summary?, authorizationAttribute?, related?: id }]`, `activities`
//!   `[{ type?, description?, transmission?: id }]`
//! - replaced: `actions` `[{ title, action?, path?, url?, method?, priority?, deletes?, prompt? }]`,
//!   where `path` is below the dialog's address at the service owner
//! - only when changed: `silent` (no time and no label moves), `deleted` (`false` restores)

mod given;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, patch, post};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use super::{bad, done, read};
use crate::altinn::Answer;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::compose::Ground;
use crate::world::compose::draft::Draft;
use crate::world::compose::letters::{self, Letter};
use crate::world::dialogs::dialog::{
    Activity, Actor, Dialog, Transmission, Typed, seen_from_the_start, stored,
};
use crate::world::dialogs::kinds::{ActivityType, Priority, TransmissionType, Verb};
use crate::world::dialogs::labels::Label;
use crate::world::dialogs::sight::ORGANISATION;
use crate::world::dialogs::text::Localized;
use crate::world::dialogs::{MARKDOWN_EMBED, ids};
use crate::world::later::DialogEvent;
use given::Given;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/_sandbox/service-owner/dialogs", post(create))
        .route(
            "/_sandbox/service-owner/calls",
            get(calls).delete(forget_calls),
        )
        .route(
            "/_sandbox/service-owner/dialogs/{id}",
            patch(change).delete(remove),
        )
}

async fn create(State(shared): State<Shared>, body: Bytes) -> Answer {
    /// Fjord Snekkeri AS.
    const USUAL_ORG: &str = "312345676";
    let given: Given = read(&body)?;
    let now = stored(shared.clock().now());
    let org_no = given.org_no.as_deref().unwrap_or(USUAL_ORG);
    let party = (given.party.clone()).unwrap_or_else(|| format!("{ORGANISATION}{org_no}"));
    let service = given.service.as_deref().unwrap_or("kommune-gebyr");
    let origins = shared.origins();
    let ground = Ground { now, origins };
    let mut world = shared.world();
    let mut draft = Draft::fresh(&world, &ground, service, &party).ok_or_else(|| {
        let sentence = format!("There is no service '{service}'.");
        bad(StatusCode::BAD_REQUEST, &sentence)
    })?;
    let age = SignedDuration::from_secs(given.age_s);
    let created = given
        .visible_from
        .flatten()
        .filter(|from| *from > now)
        .map_or_else(|| stored(now - age), stored);
    draft.dialog.created = created;
    draft.dialog.updated = created;
    draft.dialog.content_updated = created;
    draft.dialog.seen_before =
        seen_from_the_start(created, &draft.dialog.org, &draft.dialog.service);
    draft.dialog.tag.clone_from(&given.tag);
    apply(&mut draft, &given, now);
    if let Some(labels) = &given.labels {
        draft.labels(labels);
    }
    if draft
        .dialog
        .transmissions
        .iter()
        .any(|each| each.r#type.is_from_party())
    {
        draft
            .dialog
            .set_labels(&[Label::Sent], &[], &Actor::service_owner(), now);
    }
    let id = draft.dialog.id;
    let message = match given.letter {
        Some(letter) => {
            let letter = Letter {
                body: letter.body,
                files: letter.files,
                confirm: letter.confirm,
                allow_forwarding: letter.allow_forwarding,
                ..Letter::in_language(&letter.language)
            };
            Some(letters::add(&mut world, &ground, draft, letter))
        }
        None => {
            draft.done(&mut world);
            None
        }
    };
    let mut answer = json!({ "id": id });
    if let Some(message) = message {
        answer["messageId"] = json!(message);
    }
    Ok(answers::json(StatusCode::CREATED, &answer))
}

async fn change(State(shared): State<Shared>, Path(id): Path<Uuid>, body: Bytes) -> Answer {
    let given: Given = read(&body)?;
    let only_new = given.org_no.is_some()
        || given.party.is_some()
        || given.service.is_some()
        || given.letter.is_some();
    if only_new {
        let sentence = "Party, service and letter of a dialog are set when it is created.";
        return Err(bad(StatusCode::BAD_REQUEST, sentence));
    }
    let now = stored(shared.clock().now());
    let origins = shared.origins();
    let mut world = shared.settled();
    let dialog = world.dialogs.get_mut(id).ok_or_else(unknown)?.clone();
    let mut draft = Draft::of(dialog, &Ground { now, origins });
    let content = apply(&mut draft, &given, now);
    let mut dialog = draft.dialog;
    if let Some(deleted) = given.deleted {
        dialog.deleted = deleted;
    }
    if given.tag.is_some() {
        dialog.tag.clone_from(&given.tag);
    }
    dialog.owner_changed(now, content, given.silent);
    if let Some(labels) = &given.labels {
        set_labels(&mut dialog, labels, now);
    }
    world.dialogs.put(dialog);
    shared.tell(DialogEvent::updated(id));
    Ok(done())
}

/// Sets exactly these labels.
fn set_labels(dialog: &mut Dialog, labels: &[Label], now: Timestamp) {
    let gone: Vec<Label> = dialog
        .labels
        .iter()
        .filter(|label| !labels.contains(label))
        .collect();
    dialog.set_labels(labels, &gone, &Actor::service_owner(), now);
}

async fn remove(
    State(shared): State<Shared>,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    let now = shared.clock().now();
    let mut world = shared.settled();
    if query.is_some_and(|query| query.starts_with("purge")) {
        if !world.dialogs.purge(id) {
            return Err(unknown());
        }
    } else {
        let dialog = world.dialogs.get_mut(id).ok_or_else(unknown)?;
        dialog.deleted = true;
        dialog.owner_changed(now, false, false);
    }
    shared.tell(DialogEvent::deleted(id));
    Ok(done())
}

async fn calls(State(shared): State<Shared>) -> Response {
    answers::json(StatusCode::OK, &shared.owner_calls().list())
}

async fn forget_calls(State(shared): State<Shared>) -> Response {
    shared.owner_calls().clear();
    done()
}

fn unknown() -> Stop {
    bad(StatusCode::NOT_FOUND, "There is no such dialog.")
}

/// Puts what is given into a dialog. Whether its content changed.
fn apply(draft: &mut Draft, given: &Given, now: Timestamp) -> bool {
    let content = texts(draft, given) | parts(draft, given, now);
    let dialog = &mut draft.dialog;
    let status = given.status.is_some_and(|status| status != dialog.status)
        || (given.extended_status.is_some() && given.extended_status != dialog.extended_status);
    dialog.status = given.status.unwrap_or(dialog.status);
    dialog.api_only = given.api_only.unwrap_or(dialog.api_only);
    for (own, new) in [
        (&mut dialog.extended_status, &given.extended_status),
        (&mut dialog.external_reference, &given.external_reference),
        (&mut dialog.process, &given.process),
    ] {
        if new.is_some() {
            own.clone_from(new);
        }
    }
    dialog.progress = given.progress.or(dialog.progress);
    for (own, new) in [
        (&mut dialog.due, given.due),
        (&mut dialog.expires, given.expires),
        (&mut dialog.visible_from, given.visible_from),
    ] {
        if let Some(new) = new {
            *own = new.map(stored);
        }
    }
    content || status
}

fn texts(draft: &mut Draft, given: &Given) -> bool {
    let mut changed = false;
    if let Some(title) = &given.title {
        draft.title(title.clone());
        changed = true;
    }
    let content = draft.content();
    for (own, new) in [
        (&mut content.summary, &given.summary),
        (&mut content.sender_name, &given.sender_name),
        (&mut content.extended_status, &given.extended_status_label),
        (&mut content.non_sensitive_title, &given.non_sensitive_title),
        (
            &mut content.non_sensitive_summary,
            &given.non_sensitive_summary,
        ),
    ] {
        if new.is_some() {
            own.clone_from(new);
            changed = true;
        }
    }
    if let Some(info) = &given.additional_info {
        content.additional_info = Some(Typed {
            value: info.clone(),
            media_type: "text/markdown".to_owned(),
        });
        changed = true;
    }
    if let Some(body) = &given.body {
        draft.markdown(body.clone());
        changed = true;
    }
    if let (Some(serving), Some(embed)) = (given.serving, draft.dialog.embed.as_mut()) {
        embed.serving = serving;
    }
    changed
}

fn parts(draft: &mut Draft, given: &Given, now: Timestamp) -> bool {
    for each in &given.attachments {
        let title = each.title.clone();
        let title = title.unwrap_or_else(|| Localized::nb(each.name.clone()));
        draft.file(&each.name, title).expires = each.expires.map(stored);
    }
    for each in &given.transmissions {
        let id = ids::fresh(now);
        let address = draft.address();
        draft.dialog.transmissions.push(Transmission {
            id,
            created: stored(now),
            authorization_attribute: each.authorization_attribute.clone(),
            extended_type: None,
            external_reference: None,
            related: each.related,
            r#type: each.r#type.unwrap_or(TransmissionType::Information),
            sender: Actor::service_owner(),
            title: each.title.clone(),
            summary: each.summary.clone(),
            content_reference: Some(Typed {
                value: (each.title)
                    .map(|code, _| format!("{address}/transmissions/{id}/content/{code}")),
                media_type: MARKDOWN_EMBED.to_owned(),
            }),
            attachments: Vec::new(),
            navigational_actions: Vec::new(),
        });
    }
    for each in &given.activities {
        let kind = each.r#type.unwrap_or(ActivityType::Information);
        let by = Actor::service_owner();
        let mut activity = Activity::new(ids::fresh(now), stored(now), kind, by);
        activity.transmission = each.transmission;
        activity.description = each.description.clone().unwrap_or_default();
        draft.dialog.activities.push(activity);
    }
    if let Some(actions) = &given.actions {
        draft.dialog.gui_actions.clear();
        for each in actions {
            let button = draft.button(
                each.action.as_deref().unwrap_or("read"),
                each.path.as_deref().unwrap_or_default(),
                each.method.unwrap_or(Verb::Get),
                each.priority.unwrap_or(Priority::Primary),
                each.title.clone(),
            );
            button.deletes = each.deletes;
            button.prompt.clone_from(&each.prompt);
            if let Some(url) = &each.url {
                button.url.clone_from(url);
            }
        }
    }
    !(given.attachments.is_empty() && given.transmissions.is_empty() && given.actions.is_none())
}
