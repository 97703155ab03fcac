//! Maskinporten's token endpoint.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::super::form::{OAuthForm, Params};
use super::super::jwt::{self, Jws};
use super::super::oauth_error::no_store;
use super::super::{now, opaque};
use super::details::SystemUserRequest;
use super::error::GrantError;
use super::{assertion, issuer};
use crate::state::Shared;

/// Lifetime of an access token, in seconds: the default of a client.
const TOKEN_LIFETIME_S: i64 = 120;

/// `POST /token` with a JWT-bearer grant (RFC 7523 section 2.1).
pub(super) async fn token(State(shared): State<Shared>, OAuthForm(params): OAuthForm) -> Response {
    match issue(&shared, &params) {
        Ok(body) => (no_store(), Json(body)).into_response(),
        Err(error) => error.into_answer(&issuer(&shared)),
    }
}

fn issue(shared: &Shared, params: &Params) -> Result<Value, GrantError> {
    match params.get("grant_type") {
        Some(assertion::GRANT_TYPE) => {}
        Some(_) => {
            return Err(GrantError::unnumbered(
                "unsupported_grant_type",
                "Unsupported grant type",
            ));
        }
        None => {
            return Err(GrantError::unnumbered(
                "invalid_request",
                "Missing grant_type",
            ));
        }
    }
    let assertion = params
        .get("assertion")
        .and_then(Jws::parse)
        .ok_or_else(|| GrantError::malformed("assertion"))?;
    let issuer = issuer(shared);
    let now = now(shared);
    let identity = shared.identity();
    let grant = assertion::check(&mut identity.machines(), &assertion, &issuer, now)?;
    let mut claims = jwt::members(json!({
        "iss": issuer,
        "scope": grant.scope,
        "client_id": grant.client_id,
        "client_amr": "private_key_jwt",
        "consumer": {
            "authority": "iso6523-actorid-upis",
            "ID": format!("0192:{}", grant.org_no),
        },
        "token_type": "Bearer",
        "iat": now,
        "exp": now + TOKEN_LIFETIME_S,
        "jti": opaque::secret(),
    }));
    if let Some(resource) = assertion.claims.get("resource") {
        claims.insert("aud".to_owned(), resource.clone());
    }
    let details = assertion.claims.get("authorization_details");
    if let Some(asked) = SystemUserRequest::read(details)? {
        let found = asked.look_up(shared, &grant.client_id, &grant.org_no)?;
        claims.insert("authorization_details".to_owned(), asked.claim(&found));
    }
    let key = identity.maskinporten_keys.current();
    Ok(json!({
        "access_token": jwt::sign(&jwt::digdir_header(&key), &claims, &key),
        "token_type": "Bearer",
        "expires_in": TOKEN_LIFETIME_S,
        "scope": grant.scope,
    }))
}
