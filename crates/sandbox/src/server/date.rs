//! `Date` in every answer, by the sandbox's own clock: clients reckon lifetimes and validity by it
//! (RFC 9110 section 6.6.1), and the web server would write the computer's.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{DATE, Entry};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::Shared;

/// Middleware around everything, the control door and injected faults included. A `Date` that a fault
/// sets is left as it is.
pub(super) async fn stamp(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Entry::Vacant(place) = response.headers_mut().entry(DATE)
        && let Ok(date) = HeaderValue::try_from(shared.clock().http_date())
    {
        place.insert(date);
    }
    response
}
