//! Requests to change a system user (`systemuser/changerequest`), after
//! Altinn/altinn-authentication: ChangeRequestSystemUserController and ChangeRequestSystemUserService.

mod create;
mod customer;
mod vendor;
mod wire;

use axum::Router;

use crate::state::Shared;

pub(crate) use create::Order;
pub(crate) use vendor::{answer as answer_change_order, withdraw as withdraw_change_request};

const BASE: &str = "/authentication/api/v1/systemuser/changerequest";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .merge(vendor::router())
        .merge(customer::router())
}
