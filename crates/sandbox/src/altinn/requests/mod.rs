//! Requests for a system user (`systemuser/request`), after
//! Altinn/altinn-authentication: RequestSystemUserController and RequestSystemUserService.

mod create;
mod customer;
mod vendor;
mod wire;

use axum::Router;
use uuid::Uuid;

use crate::server::answers::{self, Stop};
use crate::state::Shared;

pub(crate) use create::Order;
pub(super) use create::{Failure, check_redirect};
pub(super) use vendor::{READ, WRITE, owned, vendor};
pub(crate) use vendor::{answer as answer_order, withdraw_request};
pub(crate) use wire::time;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .merge(vendor::router())
        .merge(customer::router())
}

/// A request id from a path; 400 when it is no UUID.
pub(super) fn request_id(text: &str) -> Result<Uuid, Stop> {
    text.parse()
        .map_err(|_| answers::unbound("requestId", &format!("The value '{text}' is not valid.")))
}
