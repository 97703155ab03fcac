//! What dialogs of apps point at: the login that leads on to an app, and the adapter between apps and
//! Dialogporten (altinn-products reference 8.2). The apps themselves are no part of the sandbox.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{delete, get};
use jiff::SignedDuration;
use uuid::Uuid;

use super::Answer;
use super::query::Pairs;
use crate::dialogporten::token::DialogToken;
use crate::identity::bearer_text;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::dialogs::text::Localized;
use crate::world::later::Effect;

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

/// Soft, always; the dialog follows some time later.
async fn delete_instance(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path((party, guid)): Path<(u32, Uuid)>,
) -> Answer {
    let token = token(&shared, &headers)?;
    let instance = format!("{party}/{guid}");
    let dialog = shared
        .settled()
        .dialogs
        .find(|dialog| dialog.instance.as_deref() == Some(instance.as_str()))
        .map(|dialog| dialog.id)
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    if token.dialog != dialog || !token.allows("delete") {
        return Err(answers::stop(StatusCode::UNAUTHORIZED));
    }
    let lag = i64::from(shared.switches().owner_lag_ms);
    shared.later(SignedDuration::from_millis(lag), Effect::Deleted(dialog));
    Ok(answers::empty(StatusCode::NO_CONTENT))
}

/// What was handed in, in words.
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
    let not_found = || answers::stop(StatusCode::NOT_FOUND);
    let world = shared.settled();
    let dialog = world.dialogs.get(dialog).ok_or_else(not_found)?;
    let mut all = dialog.transmissions.iter();
    let found = all
        .find(|each| each.id == transmission)
        .ok_or_else(not_found)?;
    let query = Pairs::read(query.as_deref());
    let words = Localized::of(&[
        ("nb", "Skjemaet er sendt inn."),
        ("nn", "Skjemaet er sendt inn."),
        ("en", "The form has been submitted."),
    ]);
    let language = query.first("lang").unwrap_or("nb");
    let said = |text: &Localized| {
        let mut texts = text.iter();
        let own = texts.find(|(code, _)| *code == language);
        own.map_or_else(|| text.any().to_owned(), |(_, text)| text.to_owned())
    };
    let body = format!("## {}\n\n{}\n", said(&found.title), said(&words));
    let mut response = answers::text(StatusCode::OK, body);
    let kind = HeaderValue::from_static("text/markdown; charset=utf-8");
    response.headers_mut().insert("content-type", kind);
    Ok(response)
}
