//! Altinn's services: authentication, access management, resource registry, and the portal's pages.

pub(crate) mod access;
mod app_dialogs;
mod body;
pub(crate) mod change_requests;
mod client_delegations;
mod connections;
mod delegation_check;
mod entity;
mod packages;
mod paging;
mod parties;
pub(crate) mod portal;
mod problem;
pub(crate) mod query;
mod register;
mod registry;
mod registry_feed;
pub(crate) mod requests;
mod roles;
mod service_out;
mod system_users;

use axum::Router;
use axum::response::Response;

use crate::server::answers::Stop;
use crate::state::Shared;

/// What a method answers; both arms are answers, and `?` ends a method early with one.
pub(crate) type Answer = Result<Response, Stop>;

/// All routes of Altinn, with absolute paths.
pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .merge(requests::router())
        .merge(change_requests::router())
        .merge(system_users::router())
        .merge(register::router())
        .merge(parties::router())
        .merge(connections::router())
        .merge(client_delegations::router())
        .merge(delegation_check::router())
        .merge(packages::router())
        .merge(roles::router())
        .merge(registry::router())
        .merge(registry_feed::router())
        .merge(portal::router())
        .merge(app_dialogs::router())
}
