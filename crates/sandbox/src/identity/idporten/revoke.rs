//! Revocation (RFC 7009) and introspection (RFC 7662).

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use super::super::form::OAuthForm;
use super::super::jwt::Jws;
use super::super::oauth_error::OAuthError;
use super::token::public_client;
use crate::state::Shared;

/// `POST /revoke`: ends the whole grant behind a refresh or access token, whichever is sent. The
/// answer is 200 without a body, also for a token that is unknown. The browser's session and access
/// tokens in the hands of APIs that check signatures only are not touched.
pub(super) async fn revoke(
    State(shared): State<Shared>,
    headers: HeaderMap,
    OAuthForm(params): OAuthForm,
) -> Result<StatusCode, OAuthError> {
    let client = public_client(&headers, &params)?;
    let token = params
        .get("token")
        .ok_or_else(|| OAuthError::invalid_request("Missing token"))?;
    let keys = shared.identity().id_porten_keys.published();
    let access_token = Jws::parse(token).filter(|token| token.signed_by(&keys));
    let jti = access_token.as_ref().and_then(|token| token.text("jti"));
    shared.identity().logins().grants.revoke(token, jti, client);
    Ok(StatusCode::OK)
}

/// `POST /tokeninfo`: wants client authentication, which a public client does not have.
pub(super) async fn introspect() -> OAuthError {
    OAuthError::invalid_client("Client authentication is required")
}
