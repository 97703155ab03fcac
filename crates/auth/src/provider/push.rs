//! Pushed authorization requests (RFC 9126): parameters stay out of the browser, and errors come before it opens.

use fullmakt_net::{Call, Net};
use serde::Deserialize;
use url::Url;

use super::endpoints::Endpoints;
use super::transport::{answers_not, oauth_error};
use crate::error::AuthError;
use crate::server_clock::ServerClock;

#[derive(Deserialize)]
struct Pushed {
    request_uri: String,
}

/// Pushes the request that `plain`, a complete authorization address, stands for; gives the short address that the
/// browser opens instead.
///
/// A provider without the endpoint, and one that does not take pushes from this client although it does not demand
/// them either, gets the plain address: RFC 9126 lets a public client push with its `client_id` only, but ID-porten's
/// documentation does not say so.
pub(super) async fn push(
    net: &Net,
    clock: &ServerClock,
    endpoints: &Endpoints,
    client_id: &str,
    plain: Url,
) -> Result<Url, AuthError> {
    let Some(address) = &endpoints.pushed_authorization_request_endpoint else {
        return Ok(plain);
    };
    let call = Call::post("login_push", address.clone()).form(plain.query_pairs().into_owned());
    let answer = net.send(call).await?;
    clock.measure(&answer);
    if answer.is_success() {
        let pushed: Pushed = answer.json()?;
        let mut link = endpoints.authorization_endpoint.clone();
        link.query_pairs_mut()
            .append_pair("client_id", client_id)
            .append_pair("request_uri", &pushed.request_uri);
        return Ok(link);
    }
    if answers_not(answer.status) {
        return Err(AuthError::ProviderNotAnswering);
    }
    match oauth_error(&answer).as_deref() {
        Some("invalid_client") if !endpoints.require_pushed_authorization_requests => {
            tracing::info!("the provider takes no pushed request from this client; asking plainly");
            Ok(plain)
        }
        Some(code) => Err(AuthError::of_oauth(code, "pushed request")),
        None => Err(AuthError::InvalidResponse("pushed request")),
    }
}
