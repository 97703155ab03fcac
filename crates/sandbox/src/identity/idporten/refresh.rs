//! The refresh grant (RFC 6749 section 6) of a public client.

use serde_json::Value;

use super::super::form::Params;
use super::super::now;
use super::super::oauth_error::OAuthError;
use super::clients::Client;
use super::dpop::Proof;
use super::token::Answer;
use crate::state::Shared;

/// Gives a new access token. A one-time refresh token is replaced; a reusable one is not sent
/// again, so the client keeps what it has. No id_token is sent.
pub(super) fn refresh(
    shared: &Shared,
    client: &'static Client,
    params: &Params,
    proof: Option<&Proof>,
) -> Result<Value, OAuthError> {
    let token = params
        .get("refresh_token")
        .ok_or_else(|| OAuthError::invalid_request("Missing refresh_token"))?;
    let now = now(shared);
    let config = shared.identity_config();
    let mut logins = shared.identity().logins();
    // Scopes are looked at before the token is spent, but only a living token's are known; a wrong
    // scope with a dead token is reported as the dead token.
    let narrowed = match params.get("scope") {
        None => None,
        Some(asked) => {
            let asked: Vec<String> = asked.split(' ').map(str::to_owned).collect();
            let granted = logins.grants.scopes_of_refresh_token(token);
            if granted.is_some_and(|granted| asked.iter().any(|s| !granted.contains(s))) {
                return Err(OAuthError::invalid_scope(
                    "A scope was not granted at login",
                ));
            }
            Some(asked)
        }
    };
    let (id, refresh) = logins
        .grants
        .use_refresh_token(token, client, proof, &config, now)?;
    let answer = Answer {
        id,
        narrowed,
        proof,
        refresh,
        with_id_token: false,
    };
    answer.build(shared, &mut logins, now)
}
