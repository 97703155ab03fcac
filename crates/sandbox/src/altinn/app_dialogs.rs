//! What dialogs of apps point at: the login that leads on to an app, the adapter between apps and
//! Dialogporten, and the files in Storage (altinn-products reference 8.2). The apps themselves are no
//! part of the sandbox.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, Response};
use axum::routing::{delete, get};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Answer;
use super::query::Pairs;
use crate::dialogporten::token::DialogToken;
use crate::files;
use crate::identity::{Issuer, bearer_text, issued_token};
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::compose::apps::is_archived;
use crate::world::dialogs::dialog::Dialog;
use crate::world::dialogs::kinds::ActivityType;
use crate::world::dialogs::sight::{ORGANISATION, PERSON, Who};
use crate::world::later::Effect;
use crate::world::services::owner;

/// How many days every app here keeps what has been handed in, at least.
const KEPT_DAYS: i64 = 30;

/// The languages of receipts.
const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

pub(super) fn router() -> Router<Shared> {
    let adapter = "/storage/dialogporten/api/v1";
    Router::new()
        .route("/authentication/api/v1/authentication", get(go_to))
        .route(
            &format!("{adapter}/instance/{{party}}/{{guid}}"),
            delete(delete_instance),
        )
        .route(
            &format!("{adapter}/receipt/{{dialog}}/{{transmission}}"),
            get(receipt),
        )
        .route(
            "/storage/api/v1/instances/{party}/{guid}/data/{element}",
            get(data_element),
        )
        .route("/receipt/{party}/{guid}", get(receipt_page))
}

/// Lets the browser go on to where it wanted; here nobody is asked to log in.
async fn go_to(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Answer {
    let query = Pairs::read(query.as_deref());
    let target = query.first("goto").unwrap_or_default();
    let ours = [shared.base(), shared.service_owner()]
        .iter()
        .any(|origin| target.starts_with(&format!("{origin}/")));
    let target = HeaderValue::from_str(target).ok().filter(|_| ours);
    let target = target.ok_or_else(|| answers::stop(StatusCode::BAD_REQUEST))?;
    let mut response = answers::empty(StatusCode::FOUND);
    response.headers_mut().insert(LOCATION, target);
    Ok(response)
}

fn token(shared: &Shared, headers: &HeaderMap) -> Result<DialogToken, Stop> {
    bearer_text(headers)
        .and_then(|token| DialogToken::read(shared, token))
        .ok_or_else(|| answers::stop(StatusCode::UNAUTHORIZED))
}

/// The dialog of an instance.
fn dialog_of(world: &World, party: u32, guid: Uuid) -> Result<&Dialog, Stop> {
    let instance = format!("{party}/{guid}");
    world
        .dialogs
        .find(|dialog| dialog.instance.as_deref() == Some(instance.as_str()))
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))
}

/// When a form was handed in and closed.
fn archived_at(dialog: &Dialog) -> Option<Timestamp> {
    let handed_in = dialog
        .activities
        .iter()
        .filter(|activity| activity.r#type == ActivityType::FormSubmitted)
        .map(|activity| activity.created)
        .max();
    is_archived(dialog).then(|| handed_in.unwrap_or(dialog.created))
}

/// From when something archived may be deleted: days are counted whole, in UTC.
fn deletable_from(archived: Timestamp) -> Timestamp {
    const DAY_S: i64 = 24 * 3600;
    let day = archived.as_second().div_euclid(DAY_S);
    Timestamp::from_second((day + KEPT_DAYS) * DAY_S).unwrap_or(archived)
}

/// Soft, always; the dialog follows some time later. What was handed in is kept for a while.
async fn delete_instance(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path((party, guid)): Path<(u32, Uuid)>,
) -> Answer {
    let token = token(&shared, &headers)?;
    let (dialog, archived) = {
        let world = shared.settled();
        let dialog = dialog_of(&world, party, guid)?;
        (dialog.id, archived_at(dialog))
    };
    if token.dialog != dialog || !token.allows("delete") {
        return Err(answers::stop(StatusCode::UNAUTHORIZED));
    }
    if let Some(archived) = archived {
        let allowed = deletable_from(archived);
        if allowed > shared.clock().now() {
            let time = |at: Timestamp| format!("{at:.7}").replace('Z', "+00:00");
            let body = json!({
                "type": "urn:altinn:problem:minimum-persistence-lifetime-not-satisfied",
                "title": "Deletion not allowed during minimum persistence lifetime period",
                "status": 422,
                "detail": format!("What was handed in is kept for {KEPT_DAYS} days."),
                "instance": format!("{}/instance/{party}/{guid}", shared.base()),
                "archivedAt": time(archived),
                "gracePeriodDays": KEPT_DAYS,
                "deletionAllowedAt": time(allowed),
            });
            return Ok(answers::problem(StatusCode::UNPROCESSABLE_ENTITY, &body));
        }
    }
    let lag = i64::from(shared.switches().owner_lag_ms);
    shared.later(SignedDuration::from_millis(lag), Effect::Deleted(dialog));
    Ok(answers::empty(StatusCode::NO_CONTENT))
}

/// What was handed in, as a table: when, by whom, to whom.
async fn receipt(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path((dialog, transmission)): Path<(Uuid, Uuid)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    let token = token(&shared, &headers)?;
    if token.dialog != dialog || !token.allows("read") {
        return Err(answers::stop(StatusCode::UNAUTHORIZED));
    }
    let query = Pairs::read(query.as_deref());
    let language = query.first("lang").unwrap_or("nb");
    if !LANGUAGES.contains(&language) {
        let sentence = "Expected one of these language codes: nb, nn, en";
        return Err(answers::unbound("lang", sentence));
    }
    let not_found = || answers::stop(StatusCode::NOT_FOUND);
    let world = shared.settled();
    let dialog = world.dialogs.get(dialog).ok_or_else(not_found)?;
    let mut all = dialog.transmissions.iter();
    let found = all
        .find(|each| each.id == transmission)
        .ok_or_else(not_found)?;
    let instance = dialog.instance.as_deref().ok_or_else(not_found)?;
    let reference = instance.rsplit('-').next().unwrap_or_default();
    let zone = jiff::tz::TimeZone::get("Europe/Oslo").unwrap_or(jiff::tz::TimeZone::UTC);
    let sent = found
        .created
        .to_zoned(zone)
        .strftime("%d.%m.%Y / %H:%M")
        .to_string();
    let receiver = owner(&dialog.org).map_or_else(String::new, |owner| match language {
        "nn" => owner.name.nn.clone(),
        "en" => owner.name.en.clone(),
        _ => owner.name.nb.clone(),
    });
    let sender = sender(&world, &dialog.party);
    let [when, from, to, number, words] = match language {
        "nn" => [
            "Dato sendt",
            "Avsendar",
            "Mottakar",
            "Referansenummer",
            "Skjemaet er sendt inn.",
        ],
        "en" => [
            "Date sent",
            "Sender",
            "Receiver",
            "Reference number",
            "The form has been submitted.",
        ],
        _ => [
            "Dato sendt",
            "Avsender",
            "Mottaker",
            "Referansenummer",
            "Skjemaet er sendt inn.",
        ],
    };
    let body = format!(
        "| **{when}:** | **{sent}** |\n|:-|:-|\n| **{from}:** | {sender} |\n| **{to}:** | \
         {receiver} |\n| **{number}:** | {reference} |\n\n{words}\n"
    );
    let mut response = answers::text(StatusCode::OK, body);
    let kind = HeaderValue::from_static("text/markdown; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}

/// Number and name of a party; of a person's number only the date of birth.
fn sender(world: &World, party: &str) -> String {
    if let Some(org_no) = party.strip_prefix(ORGANISATION) {
        let name = world.organisation_name(org_no).unwrap_or_default();
        return format!("{org_no}-{name}");
    }
    let person = party
        .strip_prefix(PERSON)
        .and_then(|pid| world.person_by_pid(pid));
    person.map_or_else(String::new, |person| {
        let born = person.pid.get(..6).unwrap_or_default();
        format!("{born}\\*\\*\\*\\*\\*-{}", person.register_name())
    })
}

/// Who asks with an Altinn token that may read instances; nobody where there is no token at all, as in a
/// browser that has come through the login. A dialog token is none.
fn reader(shared: &Shared, headers: &HeaderMap) -> Result<Option<Who>, Stop> {
    if !headers.contains_key(AUTHORIZATION) {
        return Ok(None);
    }
    let token = issued_token(shared, headers, 0).filter(|token| token.issuer == Issuer::Altinn);
    let token = token.ok_or_else(|| answers::stop(StatusCode::UNAUTHORIZED))?;
    let text = |name: &str| token.claims.get(name).and_then(Value::as_str);
    let mut scopes = text("scope").unwrap_or_default().split(' ');
    let person = text("pid").filter(|_| scopes.any(|held| held == "altinn:instances.read"));
    let world = shared.world();
    let person = person.and_then(|pid| world.person_by_pid(pid));
    let person = person.ok_or_else(|| answers::stop(StatusCode::FORBIDDEN))?;
    Ok(Some(Who::Person(person.party_uuid)))
}

/// A file of an instance.
async fn data_element(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path((party, guid, element)): Path<(u32, Uuid, Uuid)>,
) -> Answer {
    let reader = reader(&shared, &headers)?;
    let world = shared.settled();
    let dialog = dialog_of(&world, party, guid)?;
    let read = ("read".to_owned(), None);
    if reader.is_some_and(|who| !world.permitted(who, dialog).contains(&read)) {
        return Err(answers::stop(StatusCode::FORBIDDEN));
    }
    let element = element.to_string();
    let mut files_there = dialog
        .transmissions
        .iter()
        .flat_map(|each| &each.attachments);
    let file = files_there
        .find(|file| file.urls.iter().any(|url| url.url.contains(&element)))
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    let name = file.display_name.any();
    let title = dialog.content.as_ref().map(|content| content.title.any());
    let mut response = Response::new(Body::from(files::bytes(name, title.unwrap_or_default())));
    let kind = HeaderValue::from_static(files::media_type(name));
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}

/// Altinn's own page for what was handed in.
async fn receipt_page() -> Html<&'static str> {
    Html(
        "<!doctype html><html lang=\"nb\"><meta charset=\"utf-8\"><title>Kvittering</title>\
         <h1>Kvittering</h1><p>Her ville kvitteringen stått.</p></html>",
    )
}
