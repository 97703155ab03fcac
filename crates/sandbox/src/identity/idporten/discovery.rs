//! ID-porten's metadata and keys (OpenID Connect Discovery 1.0, RFC 8414).

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::level::Level;
use super::{dpop, issuer, path};
use crate::config::ParMode;
use crate::state::Shared;

/// The metadata. It names what works here: `query` and `form_post` of the four response modes and
/// the three ID-porten levels of the `acr` values that production lists. API scopes are not listed,
/// as in production.
pub(super) async fn metadata(State(shared): State<Shared>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", shared.base());
    let config = shared.identity_config();
    let mut metadata = json!({
        "issuer": issuer(&shared),
        "authorization_endpoint": at(path::AUTHORIZE),
        "pushed_authorization_request_endpoint": at(path::PAR),
        "token_endpoint": at(path::TOKEN),
        "userinfo_endpoint": at(path::USERINFO),
        "jwks_uri": at(path::JWKS),
        "end_session_endpoint": at(path::LOGOUT),
        "revocation_endpoint": at(path::REVOKE),
        "introspection_endpoint": at(path::TOKENINFO),
        "scopes_supported": ["openid", "profile"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "form_post"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported":
            ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "authorization_signing_alg_values_supported": ["RS256"],
        "dpop_signing_alg_values_supported": dpop::ALGORITHMS,
        "subject_types_supported": ["public", "pairwise"],
        "acr_values_supported": Level::ALL.map(Level::name),
        "ui_locales_supported": ["nb", "nn", "en", "se"],
        "prompt_values_supported": ["none", "login", "consent"],
        "display_values_supported": ["page"],
        "claims_supported": [
            "sub", "pid", "acr", "amr", "auth_time", "iss", "aud", "exp", "iat", "jti", "nonce",
            "locale"
        ],
        "authorization_response_iss_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "claims_parameter_supported": false,
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
    });
    if config.par == ParMode::Required {
        metadata["require_pushed_authorization_requests"] = json!(true);
    }
    Json(metadata)
}

/// The keys that tokens are signed with.
pub(super) async fn jwks(State(shared): State<Shared>) -> Json<Value> {
    let keys = shared.identity().id_porten_keys.published();
    Json(json!({ "keys": keys.iter().map(|key| key.jwk()).collect::<Vec<_>>() }))
}
