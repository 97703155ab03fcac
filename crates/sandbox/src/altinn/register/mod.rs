//! The system register (`systemregister`), after Altinn/altinn-authentication:
//! SystemRegisterController.

mod customer;
mod validation;
mod vendor;
mod wire;

use axum::Router;

use crate::state::Shared;

const BASE: &str = "/authentication/api/v1/systemregister";

/// Either of these lets a vendor write to the register, and read its own systems.
pub(super) const WRITE_SCOPES: [&str; 2] =
    ["altinn:authentication/systemregister.write", ADMIN_SCOPE];

/// Lets its holder touch every vendor's systems.
const ADMIN_SCOPE: &str = "altinn:authentication/systemregister.admin";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .merge(vendor::router())
        .merge(customer::router())
}
