//! Pushed authorization requests (RFC 9126).

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::super::form::OAuthForm;
use super::super::oauth_error::{OAuthError, no_store};
use super::super::{now, opaque};
use super::request::{self, AuthorizationRequest, Refusal};
use super::{dpop, path};
use crate::config::ParMode;
use crate::state::Shared;

/// How long a pushed request waits for the browser, in seconds.
const LIFETIME_S: i64 = 120;

/// Requests that were pushed and wait for the browser.
#[derive(Default)]
pub(super) struct Pushed(HashMap<String, Waiting>);

struct Waiting {
    request: AuthorizationRequest,
    expires: i64,
}

impl Pushed {
    fn put(&mut self, request: AuthorizationRequest, now: i64) -> String {
        self.0.retain(|_, waiting| now < waiting.expires);
        let uri = format!("urn:idporten:{}", opaque::secret());
        self.0.insert(
            uri.clone(),
            Waiting {
                request,
                expires: now + LIFETIME_S,
            },
        );
        uri
    }

    /// The request behind a `request_uri`, for the client that pushed it. It can be fetched again
    /// until it is [answered](Self::remove), so that a page can be reloaded (RFC 9126 section 4).
    pub(super) fn get(
        &self,
        uri: &str,
        client_id: &str,
        now: i64,
    ) -> Result<AuthorizationRequest, Refusal> {
        self.0
            .get(uri)
            .filter(|waiting| now < waiting.expires)
            .filter(|waiting| waiting.request.client.client_id == client_id)
            .map(|waiting| waiting.request.clone())
            .ok_or_else(|| {
                Refusal::Shown(OAuthError::invalid_request(
                    "Invalid or expired request_uri",
                ))
            })
    }

    /// Ends a request's life: an answer has been sent.
    pub(super) fn remove(&mut self, uri: &str) {
        self.0.remove(uri);
    }
}

/// `POST /par`: 201 with `request_uri` and `expires_in`.
pub(super) async fn push(
    State(shared): State<Shared>,
    headers: HeaderMap,
    OAuthForm(params): OAuthForm,
) -> Result<Response, OAuthError> {
    let config = shared.identity_config();
    request::registered_client(&params)?;
    if config.par == ParMode::RefusedForPublic {
        return Err(OAuthError::invalid_client(
            "Client authentication is required",
        ));
    }
    if params.get("request_uri").is_some() {
        return Err(OAuthError::invalid_request(
            "request_uri must not be pushed",
        ));
    }
    let proof = dpop::check(&shared, &headers, &Method::POST, path::PAR, None)?;
    let mut request = AuthorizationRequest::read(&params, &config).map_err(Refusal::into_error)?;
    if let Some(proof) = proof {
        if request
            .dpop_jkt
            .as_ref()
            .is_some_and(|jkt| *jkt != proof.jkt)
        {
            return Err(OAuthError::invalid_dpop_proof(
                "dpop_jkt is another key's thumbprint",
            ));
        }
        request.dpop_jkt = Some(proof.jkt);
    }
    let uri = shared.identity().logins().pushed.put(request, now(&shared));
    let body = json!({ "request_uri": uri, "expires_in": LIFETIME_S });
    Ok((StatusCode::CREATED, no_store(), Json(body)).into_response())
}
