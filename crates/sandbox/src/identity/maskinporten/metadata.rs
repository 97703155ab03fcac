//! Maskinporten's metadata (RFC 8414) and keys.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::super::jwt::Members;
use super::{assertion, details, issuer};
use crate::state::Shared;

/// The metadata.
pub(super) async fn metadata(State(shared): State<Shared>) -> Json<Value> {
    let issuer = issuer(&shared);
    Json(json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}token"),
        "jwks_uri": format!("{issuer}jwk"),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": assertion::ALGORITHMS,
        "grant_types_supported": [assertion::GRANT_TYPE],
        "authorization_details_types_supported": [details::SYSTEM_USER],
    }))
}

/// The keys that tokens are signed with.
pub(super) async fn jwks(State(shared): State<Shared>) -> Json<Members> {
    let keys = shared.identity().maskinporten_keys.published();
    let keys = keys.iter().map(|key| key.jwk()).collect();
    Json(Members::from_iter([(
        "keys".to_owned(),
        Value::Array(keys),
    )]))
}
