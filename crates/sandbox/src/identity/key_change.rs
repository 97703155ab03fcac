//! The control door's switch for a change of keys.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::Issuer;
use crate::state::Shared;

/// `POST /_sandbox/identity/keys`.
pub(super) fn router() -> Router<Shared> {
    Router::new().route("/_sandbox/identity/keys", post(change))
}

/// Whose keys are to change.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    issuer: Issuer,
}

/// Body `{"issuer": "id-porten" | "maskinporten" | "altinn"}`; 204 when the new key signs.
async fn change(State(shared): State<Shared>, Json(wanted): Json<Wanted>) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        shared.identity().roll_over_keys(wanted.issuer);
    });
    match made.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(_) => {
            let body = json!({ "error": "The new key could not be made." });
            (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response()
        }
    }
}
