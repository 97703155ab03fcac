//! What everybody may read: limits and the keys of dialog tokens.

use axum::Router;
use axum::extract::State;
use axum::http::header::{ACCEPT, CACHE_CONTROL};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Value, json};

use super::problem::Refusal;
use super::token;
use crate::server::answers::{self, Stop};
use crate::server::switches::Switches;
use crate::state::Shared;

pub(super) fn router() -> Router<Shared> {
    let base = "/dialogporten/api/v1";
    Router::new()
        .route(&format!("{base}/metadata/limits"), get(limits))
        .route(&format!("{base}/.well-known/jwks.json"), get(jwks))
        .route(
            &format!("{base}/.well-known/oauth-authorization-server"),
            get(authorization_server),
        )
}

/// Refuses a caller that does not take JSON.
pub(super) fn takes_json(headers: &HeaderMap, path: &str) -> Result<(), Stop> {
    let mut ranges = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|range| range.split(';').next().unwrap_or_default().trim())
        .peekable();
    let takes = ranges.peek().is_none()
        || ranges.any(|range| ["application/json", "application/*", "*/*"].contains(&range));
    if takes {
        Ok(())
    } else {
        Err(Refusal::NotAcceptable.stop(path))
    }
}

/// `Limits`, as they hold now.
pub(super) fn limits_out(switches: Switches) -> Value {
    json!({
        "endUserSearch": {
            "maxPartyFilterValues": switches.max_party_filter_values,
            "maxServiceResourceFilterValues": switches.max_service_resource_filter_values,
            "maxOrgFilterValues": switches.max_org_filter_values,
            "maxExtendedStatusFilterValues": switches.max_extended_status_filter_values,
        },
        "serviceOwnerSearch": {
            "maxPartyFilterValues": 20,
            "maxServiceResourceFilterValues": 20,
            "maxExtendedStatusFilterValues": 20,
        },
    })
}

async fn limits(
    State(shared): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Stop> {
    takes_json(&headers, uri.path())?;
    Ok(answers::json(
        StatusCode::OK,
        &limits_out(shared.switches()),
    ))
}

/// May be kept for a day.
fn kept(body: &impl Serialize) -> Response {
    let mut response = answers::json(StatusCode::OK, body);
    let day = HeaderValue::from_static("public, max-age=86400");
    response.headers_mut().insert(CACHE_CONTROL, day);
    response
}

async fn jwks(
    State(shared): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Stop> {
    takes_json(&headers, uri.path())?;
    Ok(kept(&shared.dialog_keys().jwks()))
}

async fn authorization_server(
    State(shared): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Stop> {
    takes_json(&headers, uri.path())?;
    let issuer = token::issuer(&shared);
    Ok(kept(&json!({
        "issuer": issuer,
        "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
    })))
}
