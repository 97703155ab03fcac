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
}
