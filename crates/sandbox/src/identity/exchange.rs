//! Altinn's token exchange and renewal.
//!
//! `GET /authentication/api/v1/exchange/{provider}` and `GET /authentication/api/v1/refresh`, with
//! upstream's order of checks and its bare answers (Altinn/altinn-authentication
//! AuthenticationController): a token as plain text, 401 and 403 without a body.

use axum::extract::{Path, RawQuery, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::altinn_token::{self, STANDARD_LIFETIME_S};
use super::caller::{VerifiedToken, bearer};
use super::form::Params;
use super::jwt::Jws;
use super::now;
use crate::state::Shared;

/// How long after its end a foreign token is still taken, in seconds.
const FOREIGN_TOKEN_SKEW_S: i64 = 10;

/// The exchange and the renewal.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/authentication/api/v1/exchange/{provider}", get(exchange))
        .route("/authentication/api/v1/refresh", get(refresh))
}

/// Why a token is not exchanged.
enum Refused {
    /// 401: nothing usable was sent, or nobody is known by it.
    Unauthorized,
    /// 403: the token may not enter Altinn.
    Forbidden,
    /// 410: enterprise users.
    Gone,
    /// 400: no such provider.
    UnknownProvider,
}

async fn exchange(
    State(shared): State<Shared>,
    Path(provider): Path<String>,
    headers: HeaderMap,
) -> Response {
    let exchanged = match bearer(&headers).and_then(Jws::parse) {
        None => Err(Refused::Unauthorized),
        Some(token) => match provider.to_lowercase().as_str() {
            "id-porten" => exchange_id_porten(&shared, &token),
            "maskinporten" => exchange_maskinporten(&shared, &token, &headers),
            // No Studio is part of the sandbox, so no token of one can be valid.
            "altinnstudio" => Err(Refused::Unauthorized),
            _ => Err(Refused::UnknownProvider),
        },
    };
    match exchanged {
        Ok(token) => plain_or_json(&headers, token),
        Err(Refused::Unauthorized) => StatusCode::UNAUTHORIZED.into_response(),
        Err(Refused::Forbidden) => StatusCode::FORBIDDEN.into_response(),
        Err(Refused::Gone) => enterprise_users_are_gone(),
        Err(Refused::UnknownProvider) => {
            let sentence = format!(
                "Invalid token provider: {provider}. Trusted token providers are 'Maskinporten', \
                 'Id-porten' and 'AltinnStudio'."
            );
            (StatusCode::BAD_REQUEST, plain_or_json(&headers, sentence)).into_response()
        }
    }
}

/// Signature and lifetime, then scope (403), then person (401). Issuer and audience are not looked
/// at, and neither is `cnf`.
fn exchange_id_porten(shared: &Shared, token: &Jws) -> Result<String, Refused> {
    let identity = shared.identity();
    let now = now(shared);
    if !token.signed_by(&identity.id_porten_keys.published())
        || !token.alive(now, FOREIGN_TOKEN_SKEW_S)
    {
        return Err(Refused::Unauthorized);
    }
    if !altinn_token::has_altinn_scope(token.text("scope").unwrap_or_default()) {
        return Err(Refused::Forbidden);
    }
    let (Some(pid), Some(acr), Some(exp)) =
        (token.text("pid"), token.text("acr"), token.seconds("exp"))
    else {
        return Err(Refused::Unauthorized);
    };
    let claims = {
        let world = shared.world();
        let person = world.person_by_pid(pid).ok_or(Refused::Unauthorized)?;
        altinn_token::for_person(&token.claims, person, acr)
    };
    Ok(altinn_token::sign(identity, shared, claims, now, exp))
}

/// The consumer's organisation number becomes a claim of its own. `urn:altinn:org` and `test=true`
/// concern service owners known to Altinn; no organisation here is one.
fn exchange_maskinporten(
    shared: &Shared,
    token: &Jws,
    headers: &HeaderMap,
) -> Result<String, Refused> {
    if headers.contains_key("x-altinn-enterpriseuser-authentication") {
        return Err(Refused::Gone);
    }
    let identity = shared.identity();
    let now = now(shared);
    if !token.signed_by(&identity.maskinporten_keys.published())
        || !token.alive(now, FOREIGN_TOKEN_SKEW_S)
    {
        return Err(Refused::Unauthorized);
    }
    let org_no = token
        .claims
        .get("consumer")
        .and_then(|consumer| consumer.get("ID"))
        .and_then(Value::as_str)
        .and_then(|id| id.strip_prefix("0192:"))
        .ok_or(Refused::Unauthorized)?;
    let claims = altinn_token::for_machine(&token.claims, org_no);
    Ok(altinn_token::sign(
        identity,
        shared,
        claims,
        now,
        now + STANDARD_LIFETIME_S,
    ))
}

/// Signing in as an enterprise user ended with Altinn 2; the header that asks for it is answered
/// with 410.
fn enterprise_users_are_gone() -> Response {
    let problem = json!({
        "type": "https://tools.ietf.org/html/rfc9110#section-15.5.11",
        "title": "Gone",
        "status": 410,
        "detail": "Enterprise user authentication is no longer supported.",
    });
    let kind = [(CONTENT_TYPE, "application/problem+json; charset=utf-8")];
    (StatusCode::GONE, kind, problem.to_string()).into_response()
}

/// A token with the same claims and session that lives another thirty minutes. A bearer token from
/// the exchange touches no server session, so nothing else changes.
async fn refresh(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    token: VerifiedToken,
) -> Response {
    let mut claims = token.claims;
    if Params::from_query(query.as_deref()).get("enrichPid") == Some("true")
        && !claims.contains_key("pid")
    {
        let user_id = claims
            .get("urn:altinn:userid")
            .and_then(|id| id.as_str()?.parse().ok());
        let world = shared.world();
        if let Some(person) = user_id.and_then(|user_id| world.person_by_user_id(user_id)) {
            claims.insert("pid".to_owned(), json!(person.pid));
        }
    }
    let now = now(&shared);
    let renewed = altinn_token::sign(
        shared.identity(),
        &shared,
        claims,
        now,
        now + STANDARD_LIFETIME_S,
    );
    plain_or_json(&headers, renewed)
}

/// A string result the way ASP.NET Core writes it: plain text, unless the caller accepts JSON and
/// not everything; then a JSON string in quotes.
fn plain_or_json(headers: &HeaderMap, text: String) -> Response {
    let accepted: Vec<String> = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|range| range.split(';').next())
        .map(|range| range.trim().to_lowercase())
        .collect();
    let first_known = accepted.iter().find_map(|range| match range.as_str() {
        "text/plain" | "text/*" => Some(false),
        "application/json" | "text/json" | "application/*" => Some(true),
        _ => None,
    });
    let anything = accepted.iter().any(|range| range == "*/*");
    if !anything && first_known == Some(true) {
        Json(text).into_response()
    } else {
        text.into_response()
    }
}
