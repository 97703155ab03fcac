//! The token endpoint (RFC 6749 sections 4.1.3 and 6).

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Method, header::AUTHORIZATION};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::super::form::{OAuthForm, Params};
use super::super::jwt;
use super::super::oauth_error::{OAuthError, no_store};
use super::super::{now, seconds};
use super::clients::Client;
use super::dpop::{self, Proof};
use super::grants::{GrantId, IssuedRefresh, Redemption};
use super::issue::{self, TokenSubject};
use super::{Level, Logins, path, refresh, request};
use crate::state::Shared;

/// `POST /token`.
pub(super) async fn token(
    State(shared): State<Shared>,
    headers: HeaderMap,
    OAuthForm(params): OAuthForm,
) -> Result<Response, OAuthError> {
    let client = public_client(&headers, &params)?;
    let grant_type = params
        .get("grant_type")
        .ok_or_else(|| OAuthError::invalid_request("Missing grant_type"))?;
    // Before anything is spent: a client that lacks a nonce will send the same request again.
    let proof = dpop::check(&shared, &headers, &Method::POST, path::TOKEN, None)?;
    let body = match grant_type {
        "authorization_code" => redeem_code(&shared, client, &params, proof.as_ref()),
        "refresh_token" => refresh::refresh(&shared, client, &params, proof.as_ref()),
        _ => Err(OAuthError::with_code(
            "unsupported_grant_type",
            "Supported are authorization_code and refresh_token",
        )),
    }?;
    Ok((no_store(), Json(body)).into_response())
}

/// The client, which must identify itself in the body and must not authenticate: a public client
/// that sends credentials uses a method it is not registered for.
pub(super) fn public_client(
    headers: &HeaderMap,
    params: &Params,
) -> Result<&'static Client, OAuthError> {
    let authenticates = headers.contains_key(AUTHORIZATION)
        || params.get("client_secret").is_some()
        || params.get("client_assertion").is_some();
    if authenticates {
        return Err(OAuthError::invalid_client(
            "The client is registered with method none",
        ));
    }
    request::registered_client(params)
}

fn redeem_code(
    shared: &Shared,
    client: &'static Client,
    params: &Params,
    proof: Option<&Proof>,
) -> Result<Value, OAuthError> {
    let required = |name: &str| {
        params
            .get(name)
            .ok_or_else(|| OAuthError::invalid_request(format!("Missing {name}")))
    };
    let redemption = Redemption {
        client,
        code: required("code")?,
        redirect_uri: required("redirect_uri")?,
        verifier: required("code_verifier")?,
        proof,
    };
    let now = now(shared);
    let config = shared.identity_config();
    let mut logins = shared.identity().logins();
    let id = logins.grants.redeem(&redemption, now)?;
    let refresh = logins.grants.first_refresh_token(id, &config, now);
    let answer = Answer {
        id,
        narrowed: None,
        proof,
        refresh,
        with_id_token: true,
    };
    answer.build(shared, &mut logins, now)
}

/// What goes into a token response.
pub(super) struct Answer<'a> {
    pub(super) id: GrantId,
    /// Fewer scopes than the grant holds, if a refresh asked for fewer.
    pub(super) narrowed: Option<Vec<String>>,
    pub(super) proof: Option<&'a Proof>,
    pub(super) refresh: Option<IssuedRefresh>,
    pub(super) with_id_token: bool,
}

impl Answer<'_> {
    /// Signs the tokens and puts the response together.
    pub(super) fn build(
        self,
        shared: &Shared,
        logins: &mut Logins,
        now: i64,
    ) -> Result<Value, OAuthError> {
        let remaining = logins.grants.remaining(self.id, now);
        let lifetime = seconds(shared.identity_config().access_token_s).min(remaining);
        let grant = logins
            .grants
            .get(self.id, now)
            .ok_or_else(|| OAuthError::invalid_grant("The authorization has ended"))?;
        let scopes = self.narrowed.as_ref().unwrap_or(&grant.scopes);
        let scope = scopes.join(" ");
        let subject = TokenSubject {
            client: grant.client,
            pid: &grant.login.pid,
            acr: Level::name(grant.login.level),
            jkt: self.proof.map(|proof| proof.jkt.as_str()),
            resource: Some(&grant.resource),
        };
        let claims = issue::access_token_claims(shared, &subject, &scope, now, now + lifetime);
        let key = shared.identity().id_porten_keys.current();
        let mut body = json!({
            "access_token": jwt::sign(&jwt::digdir_header(&key), &claims, &key),
            "token_type": if self.proof.is_some() { "DPoP" } else { "Bearer" },
            "expires_in": lifetime,
            "scope": scope,
        });
        if self.with_id_token && scopes.iter().any(|scope| scope == "openid") {
            body["id_token"] = json!(issue::id_token(shared, grant, now));
        }
        if let Some(refresh) = self.refresh {
            body["refresh_token"] = json!(refresh.token);
            body["refresh_token_expires_in"] = json!(refresh.expires_in);
        }
        if let Some(jti) = claims.get("jti").and_then(Value::as_str) {
            logins
                .grants
                .note_access_token(jti, self.id, now + lifetime);
        }
        Ok(body)
    }
}
