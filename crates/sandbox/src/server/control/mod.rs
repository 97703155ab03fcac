//! The control door (`/_sandbox`): for tests and for the app's training panel. It has no counterpart
//! in production.

mod clients;
mod service_owner;
mod settings;
mod state;
mod vendor;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::answers::{self, Stop};
use crate::state::Shared;

pub(crate) use state::personas;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .merge(state::router())
        .merge(settings::router())
        .merge(vendor::router())
        .merge(clients::router())
        .merge(service_owner::router())
}

/// Refuses with a sentence that says what is wrong.
fn bad(status: StatusCode, sentence: &str) -> Stop {
    answers::json(status, &json!({ "error": sentence })).into()
}

/// Reads a JSON body; the sentence of a refusal names the field.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Stop> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| {
        bad(
            StatusCode::BAD_REQUEST,
            &format!("The body does not fit: {error}."),
        )
    })
}

fn done() -> Response {
    answers::empty(StatusCode::NO_CONTENT)
}
