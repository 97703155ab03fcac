//! A service owner's own system, on an origin of its own: what the addresses in dialogs lead to
//! (dialogporten reference 3). Content, files and acts ask for the dialog token, which is checked as
//! service owners must: signature, issuer, lifetime (401), and dialog and act (403).

mod acts;
pub(crate) mod calls;
mod content;
mod files;
mod pages;

use axum::Router;
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::dialogporten::token::DialogToken;
use crate::identity::bearer_text;
use crate::server::answers::{self, Stop, trace_id};
use crate::state::Shared;

/// Prefix of everything here.
const BASE: &str = "/service-owner";

/// All routes, with absolute paths.
pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .merge(content::router())
        .merge(files::router())
        .merge(acts::router())
        .merge(pages::router())
}

/// The token of a request for something of a dialog. No token, or a bad one: 401. A token of another
/// dialog, or without the act: 403.
fn admitted(
    shared: &Shared,
    headers: &HeaderMap,
    dialog: Uuid,
    act: &str,
) -> Result<DialogToken, Stop> {
    let token = bearer_text(headers).and_then(|token| DialogToken::read(shared, token));
    let Some(token) = token else {
        let mut response = answers::empty(StatusCode::UNAUTHORIZED);
        let bearer = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
        return Err(response.into());
    };
    if token.dialog != dialog || !token.allows(act) {
        return Err(problem(
            StatusCode::FORBIDDEN,
            "The dialog token does not allow this.",
        ));
    }
    Ok(token)
}

/// A problem document (RFC 9457).
fn problem(status: StatusCode, detail: &str) -> Stop {
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": detail,
        "traceId": trace_id(),
    });
    answers::problem(status, &body).into()
}
