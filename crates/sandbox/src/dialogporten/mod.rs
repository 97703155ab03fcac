//! Dialogporten for end users: REST, GraphQL, live events and the keys of dialog tokens, after
//! Altinn/dialogporten (dialogporten reference 1 to 4, 10 and 11).

mod caller;
mod detail;
mod graphql;
mod labels;
mod lists;
mod lookup;
mod metadata;
mod order;
pub(crate) mod out;
mod parties;
mod parts;
mod problem;
mod query;
mod search;
mod services;
pub(crate) mod token;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;

use crate::server::answers;
use crate::state::Shared;

/// Prefix of everything here; problem documents leave it out.
const BASE: &str = "/dialogporten";

/// All routes, with absolute paths.
pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .merge(search::router())
        .merge(detail::router())
        .merge(parts::router())
        .merge(labels::router())
        .merge(lookup::router())
        .merge(parties::router())
        .merge(services::router())
        .merge(metadata::router())
        .merge(graphql::router())
        .layer(from_fn(short_enough))
}

/// The longest request line that is read, with the two bytes that end it: what ASP.NET's server has
/// unless it is told otherwise.
const LONGEST_LINE: usize = 8 * 1024;

/// Refuses a longer one, before anything else is looked at, and hangs up.
async fn short_enough(request: Request, next: Next) -> Response {
    let target = request.uri().path_and_query().map_or("/", |it| it.as_str());
    let line = request.method().as_str().len() + target.len() + "  HTTP/1.1\r\n".len();
    if line <= LONGEST_LINE {
        return next.run(request).await;
    }
    let mut response = answers::empty(StatusCode::URI_TOO_LONG);
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}
