//! Altinn Melding for recipients, after Altinn/altinn-correspondence (altinn-products reference 3):
//! dialog tokens open everything here, an ID-porten login alone nothing.

mod access;
mod acts;
mod downloads;
mod overview;
mod problem;
mod sessions;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{Next, from_fn};
use axum::response::Response;

use crate::state::Shared;

pub(crate) use sessions::Sessions;

/// Prefix of the calls on messages.
const BASE: &str = "/correspondence/api/v1/correspondence";

/// All routes, with absolute paths.
pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .merge(overview::router())
        .merge(acts::router())
        .merge(downloads::router())
        .merge(sessions::router())
        .layer(from_fn(not_kept))
}

/// Every answer forbids keeping it and guessing at its kind.
async fn not_kept(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
