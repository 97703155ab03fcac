//! The userinfo endpoint (OpenID Connect Core section 5.3).

use axum::Json;
use axum::extract::State;
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::super::caller::{bearer, credentials};
use super::super::jwt::Jws;
use super::super::now;
use super::super::oauth_error::no_store;
use super::{dpop, issue, path};
use crate::state::Shared;

/// `{sub, pid, locale}`: nothing that the id_token lacks, and no name. Unlike Altinn, ID-porten
/// knows when a token has been revoked and whether it is bound to a key.
pub(super) async fn userinfo(
    State(shared): State<Shared>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    match answer(&shared, &method, &headers) {
        Ok(body) => (no_store(), Json(body)).into_response(),
        Err(challenge) => {
            (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, challenge)]).into_response()
        }
    }
}

fn answer(
    shared: &Shared,
    method: &Method,
    headers: &HeaderMap,
) -> Result<serde_json::Value, &'static str> {
    const BEARER: &str = "Bearer error=\"invalid_token\"";
    const DPOP: &str = "DPoP error=\"invalid_token\"";
    let with_proof = credentials(headers, "DPoP");
    let text = with_proof.or_else(|| bearer(headers)).ok_or("Bearer")?;
    let now = now(shared);
    let identity = shared.identity();
    let token = Jws::parse(text)
        .filter(|token| token.signed_by(&identity.id_porten_keys.published()))
        .filter(|token| token.alive(now, 0))
        .ok_or(BEARER)?;
    let bound_to = token
        .claims
        .get("cnf")
        .and_then(|cnf| cnf.get("jkt")?.as_str());
    if bound_to.is_some() || with_proof.is_some() {
        let proof = dpop::check(shared, headers, method, path::USERINFO, Some(text))
            .map_err(|_| DPOP)?
            .ok_or(DPOP)?;
        if with_proof.is_none() || bound_to != Some(proof.jkt.as_str()) {
            return Err(DPOP);
        }
    }
    let logins = identity.logins();
    let grant = token
        .text("jti")
        .and_then(|jti| logins.grants.of_access_token(jti, now))
        .ok_or(BEARER)?;
    Ok(json!({
        "sub": issue::pairwise_subject(grant.client, &grant.login.pid),
        "pid": grant.login.pid,
        "locale": grant.locale.tag(),
    }))
}
