//! System users (`systemuser`), after Altinn/altinn-authentication: SystemUserController and
//! SystemUserService.

mod customer;
mod vendor;
mod wire;

use axum::Router;

use crate::state::Shared;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .merge(customer::router())
        .merge(vendor::router())
}
