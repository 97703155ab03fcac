//! Altinn's own OpenID metadata and keys.
//!
//! Source: Altinn/altinn-authentication OpenIdController. Two things bite: the issuer ends with a
//! slash, and the keys carry `n` and `e` in standard Base64 instead of base64url.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::state::Shared;

/// Altinn's issuer, with its final slash.
pub(super) fn issuer(shared: &Shared) -> String {
    format!("{}/authentication/api/v1/openid/", shared.base())
}

/// `…/openid/.well-known/openid-configuration` and the keys below it.
pub(super) fn router() -> Router<Shared> {
    const METADATA: &str = "/authentication/api/v1/openid/.well-known/openid-configuration";
    Router::new()
        .route(METADATA, get(metadata))
        .route(&format!("{METADATA}/jwks"), get(jwks))
}

/// The endpoints for downstream clients are named as upstream names them; no such client is
/// registered in the sandbox, so nothing answers there.
async fn metadata(State(shared): State<Shared>) -> Json<Value> {
    let issuer = issuer(&shared);
    let api = format!("{}/authentication/api/v1", shared.base());
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{api}/authorize"),
        "token_endpoint": format!("{api}/token"),
        "end_session_endpoint": format!("{api}/logout"),
        "jwks_uri": format!("{issuer}.well-known/openid-configuration/jwks"),
        "response_types_supported": ["token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }))
}

async fn jwks(State(shared): State<Shared>) -> Json<Value> {
    let keys = shared.identity().altinn_keys.published();
    Json(json!({ "keys": keys.iter().map(|key| key.altinn_jwk()).collect::<Vec<_>>() }))
}
