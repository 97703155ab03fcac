//! One command.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use fullmakt_launch::Running;
use serde_json::Value;

/// Runs the command: 200 with its answer, or 422 with its failure.
pub async fn call(
    State(app): State<Running>,
    Path(name): Path<String>,
    Json(input): Json<Value>,
) -> Response {
    let response = match app.call(&name, input).await {
        Ok(answer) => Json(answer).into_response(),
        Err(failure) => (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)).into_response(),
    };
    ([(header::CACHE_CONTROL, "no-store")], response).into_response()
}
