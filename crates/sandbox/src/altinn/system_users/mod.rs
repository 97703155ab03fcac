//! System users (`systemuser`), after Altinn/altinn-authentication: SystemUserController and
//! SystemUserService.

mod clients;
mod customer;
mod own_organisation;
mod public;
mod vendor;
mod wire;

use axum::Router;

use crate::state::Shared;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .merge(customer::router())
        .merge(clients::router())
        .merge(own_organisation::router())
        .merge(public::router())
        .merge(vendor::router())
}
