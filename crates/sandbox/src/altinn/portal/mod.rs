//! The portal's pages where a request is decided and a system access deleted, as plain HTML with a login of their own
//! (system-users reference 10 and 11).

mod access;
mod change;
mod decide;
mod html;
mod login;
mod logout;
mod overview;
mod page;
mod parts;

use axum::Router;

use crate::state::Shared;

pub(crate) use login::PortalLogins;

/// Prefix of all pages.
const UI: &str = "/accessmanagement/ui";
const OVERVIEW: &str = "/accessmanagement/ui/systemuser/overview";
const LOGIN: &str = "/accessmanagement/ui/login";
const LOGGED_OUT: &str = "/accessmanagement/ui/loggedout";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .merge(login::router())
        .merge(page::router())
        .merge(change::router())
        .merge(decide::router())
        .merge(overview::router())
        .merge(access::router())
        .merge(logout::router())
}
