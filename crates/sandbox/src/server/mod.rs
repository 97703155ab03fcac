//! The HTTP server: routes, counters, injected faults, dates and the control door.

pub(crate) mod answers;
mod control;
pub mod counters;
mod date;
pub mod faults;
pub mod switches;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;

use crate::state::Shared;

pub(crate) use control::personas;

/// Prefix of the control door.
const CONTROL: &str = "/_sandbox";

/// Whether a path belongs to the control door, which is neither counted nor made to fail.
fn is_control(path: &str) -> bool {
    path.strip_prefix(CONTROL)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Everything that one origin serves.
pub(crate) fn router(shared: Shared) -> Router {
    Router::new()
        .merge(crate::identity::router())
        .merge(crate::altinn::router())
        .merge(crate::correspondence::router())
        .merge(crate::dialogporten::router())
        .merge(crate::ereg::router())
        .merge(control::router())
        .fallback(|| async { answers::empty(StatusCode::NOT_FOUND) })
        .layer(from_fn_with_state(shared.clone(), faults::strike))
        .layer(from_fn_with_state(shared.clone(), counters::count))
        .layer(from_fn_with_state(shared.clone(), date::stamp))
        .with_state(shared)
}

/// Everything that the service owner's origin serves. Faults, counters and the clock work there as
/// well.
pub(crate) fn service_owner_router(shared: Shared) -> Router {
    Router::new()
        .merge(crate::service_owner::router())
        .fallback(|| async { answers::empty(StatusCode::NOT_FOUND) })
        .layer(from_fn_with_state(shared.clone(), faults::strike))
        .layer(from_fn_with_state(
            shared.clone(),
            crate::service_owner::calls::note,
        ))
        .layer(from_fn_with_state(shared.clone(), counters::count))
        .layer(from_fn_with_state(shared.clone(), date::stamp))
        .with_state(shared)
}
