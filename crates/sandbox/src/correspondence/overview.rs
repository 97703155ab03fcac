//! Reading messages: list, overview, details, content.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::access::{Policy, Reader, readable, takes};
use super::problem::refused;
use super::{BASE, acts};
use crate::altinn::query::Pairs;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::dialogs::sight::{ORGANISATION, PERSON};
use crate::world::messages::{File, Message, MessageStatus};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(BASE, get(list))
        .route(&format!("{BASE}/{{id}}"), get(overview))
        .route(&format!("{BASE}/{{id}}/details"), get(details))
        .route(&format!("{BASE}/{{id}}/content"), get(content))
}

/// Ids of messages of one service, newest first. No overview is to be built from this.
async fn list(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    const MOST: usize = 1000;
    let reader = Reader::admitted(&shared, &headers, Policy::SenderOrRecipient)?;
    takes(&headers, "application/json")?;
    let query = Pairs::read(query.as_deref());
    let (Some(resource), Some(role)) = (query.first("resourceId"), query.first("role")) else {
        return Err(answers::unbound(
            "resourceId",
            "resourceId and role are required.",
        ));
    };
    let time = |name: &str| {
        query
            .first(name)
            .and_then(|text| text.parse::<Timestamp>().ok())
    };
    let (from, to) = (time("from"), time("to"));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(refused(1027));
    }
    let party = query.first("onBehalfOf").and_then(party_urn);
    let party = party.ok_or_else(|| refused(4006))?;
    let reference = query.first("sendersReference");
    let world = shared.settled();
    let mut found: Vec<&Message> = world
        .messages
        .iter()
        .filter(|message| {
            role != "Sender"
                && message.resource == resource
                && message.recipient == party
                && message.is_available()
                && reference.is_none_or(|own| own == message.senders_reference)
                && from.is_none_or(|from| message.created > from)
                && to.is_none_or(|to| message.created < to)
        })
        .collect();
    if let Some(first) = found.first()
        && !reader.may_read(&world, first, resource)
    {
        return Err(refused(4001));
    }
    found.sort_by_key(|message| std::cmp::Reverse(message.created));
    let ids: Vec<_> = found.iter().take(MOST).map(|message| message.id).collect();
    Ok(answers::json(StatusCode::OK, &json!({ "ids": ids })))
}

/// Reads the spellings of a party that the list takes.
fn party_urn(text: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    let organisation = text
        .strip_prefix(ORGANISATION)
        .or_else(|| text.strip_prefix("0192:"));
    if let Some(number) = organisation.filter(|number| number.len() == 9 && digits(number)) {
        return Some(format!("{ORGANISATION}{number}"));
    }
    let number = text.strip_prefix(PERSON).unwrap_or(text);
    (number.len() == 11 && digits(number)).then(|| format!("{PERSON}{number}"))
}

async fn overview(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let body = fetched(&shared, &headers, &id)?;
    Ok(answers::json(StatusCode::OK, &Value::Object(body.0)))
}

async fn details(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let (mut body, message) = fetched(&shared, &headers, &id)?;
    let history: Vec<Value> = message
        .history
        .iter()
        .map(|event| {
            json!({
                "status": event.status,
                "statusText": format!("{:?}", event.status),
                "statusChanged": time(event.at),
            })
        })
        .collect();
    body.insert("statusHistory".to_owned(), json!(history));
    let world = shared.world();
    let label = (world.dialogs.get(message.dialog)).map(|dialog| dialog.labels.folder());
    body.insert("systemLabel".to_owned(), json!(label));
    Ok(answers::json(StatusCode::OK, &Value::Object(body)))
}

/// Notes the fetching, and gives the overview.
fn fetched(
    shared: &Shared,
    headers: &HeaderMap,
    id: &str,
) -> Result<(Map<String, Value>, Message), Stop> {
    let reader = Reader::admitted(shared, headers, Policy::SenderOrRecipient)?;
    takes(headers, "application/json")?;
    let now = shared.clock().now();
    let mut world = shared.settled();
    let message = readable(&world, &reader, id)?;
    if let Some(message) = world.messages.get_mut(message.id) {
        message.note_fetched(now);
    }
    let message = world.messages.get(message.id).cloned().unwrap_or(message);
    Ok((overview_out(&message, now), message))
}

/// A time with its offset.
fn time(at: Timestamp) -> String {
    format!("{at:.6}").replace('Z', "+00:00")
}

fn overview_out(message: &Message, now: Timestamp) -> Map<String, Value> {
    let status = message.status();
    let references = json!([{
        "referenceValue": message.dialog,
        "referenceType": "DialogportenDialogId",
    }]);
    let replies: Vec<Value> = message
        .reply_options
        .iter()
        .map(|(url, text)| json!({ "linkURL": url, "linkText": text }))
        .collect();
    let files: Vec<Value> = (message.files.iter())
        .map(|file| file_out(file, message, now))
        .collect();
    let body = json!({
        "correspondenceId": message.id,
        "resourceId": message.resource,
        "sender": format!("0192:{}", message.sender),
        "recipient": message.recipient,
        "sendersReference": message.senders_reference,
        "messageSender": message.message_sender,
        "content": {
            "language": message.language,
            "messageTitle": message.title,
            "messageSummary": message.summary,
            "messageBody": body_with_replies(message),
            "attachments": files,
        },
        "created": time(message.created),
        "requestedPublishTime": time(message.created),
        "dueDateTime": message.due.map(time),
        "externalReferences": references,
        "propertyList": {},
        "replyOptions": replies,
        "notification": null,
        "notifications": [],
        "ignoreReservation": false,
        "isConfirmationNeeded": message.confirmation_needed,
        "isConfidential": message.confidential,
        "allowForwarding": message.allow_forwarding,
        "status": status.status,
        "statusText": format!("{:?}", status.status),
        "statusChanged": time(status.at),
        "published": message.when(MessageStatus::Published).map(time),
        "read": message.when(MessageStatus::Read).map(time),
        "altinn2CorrespondenceId": null,
    });
    match body {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// More than three links to answer with are written below the text.
fn body_with_replies(message: &Message) -> String {
    if message.reply_options.len() <= 3 {
        return message.body.clone();
    }
    let links: String = message
        .reply_options
        .iter()
        .map(|(url, text)| format!("\n- [{text}]({url})"))
        .collect();
    format!("{}\n{links}\n", message.body)
}

fn file_out(file: &File, message: &Message, now: Timestamp) -> Value {
    let expired = file.expires.is_some_and(|at| at < now);
    let status = match (file.purged, expired) {
        (true, _) => "Purged",
        (false, true) => "Expired",
        (false, false) => "Published",
    };
    json!({
        "id": file.id,
        "fileName": file.name,
        "displayName": file.display_name,
        "isEncrypted": false,
        "checksum": hex::encode(md5(&file.bytes)),
        "sendersReference": message.senders_reference,
        "created": time(message.created),
        "dataLocationType": "AltinnCorrespondenceAttachment",
        "status": status,
        "statusText": status,
        "statusChanged": time(message.created),
        "dataType": crate::files::media_type(&file.name),
        "expirationTime": file.expires.map(time),
    })
}

fn md5(bytes: &[u8]) -> [u8; 16] {
    use md5::{Digest, Md5};
    Md5::digest(bytes).into()
}

/// The text. The first reading is told to the sender.
async fn content(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Stop> {
    let reader = Reader::admitted(&shared, &headers, Policy::Recipient)?;
    takes(&headers, "text/plain")?;
    let now = shared.clock().now();
    let mut world = shared.settled();
    let message = readable(&world, &reader, &id)?;
    if let Some(stored) = world.messages.get_mut(message.id) {
        stored.note_fetched(now);
    }
    if !message.has(MessageStatus::Read) {
        let by = reader.actor(&world);
        acts::note_read(&shared, &mut world, &message, by, now);
    }
    Ok(answers::text(StatusCode::OK, body_with_replies(&message)))
}
