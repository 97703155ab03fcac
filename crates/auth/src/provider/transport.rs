//! Lends our HTTP client to the OpenID library: one policy for timeouts, redirects and counting.

use std::pin::Pin;

use fullmakt_net::{Answer, Body, Call, Net, NetError};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use url::Url;

use crate::error::AuthError;
use crate::server_clock::ServerClock;

/// Longest answer that is read: tokens and error texts are short.
const CAP: usize = 1024 * 1024;

/// Why the library got no answer to read.
#[derive(Debug, thiserror::Error)]
pub(super) enum TransportError {
    /// None came.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The provider is out of order; whatever the body is, it is no OAuth error.
    #[error("the provider is not answering")]
    NotAnswering,
}

impl From<TransportError> for AuthError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Net(error) => AuthError::Net(error),
            TransportError::NotAnswering => AuthError::ProviderNotAnswering,
        }
    }
}

/// Our client as the library wants it, for one kind of call.
pub(super) struct Http<'a> {
    pub(super) net: &'a Net,
    pub(super) clock: &'a ServerClock,
    pub(super) kind: &'static str,
}

impl<'c> AsyncHttpClient<'c> for Http<'_> {
    type Error = TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(send(self.net, self.clock, self.kind, request))
    }
}

/// Sends what the library made. Never repeated: codes and refresh tokens are good for one use.
async fn send(
    net: &Net,
    clock: &ServerClock,
    kind: &'static str,
    request: HttpRequest,
) -> Result<HttpResponse, TransportError> {
    let (head, bytes) = request.into_parts();
    let url: Url = head
        .uri
        .to_string()
        .parse()
        .map_err(|_| NetError::Setup("not an address".to_owned()))?;
    let content_type = head
        .headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("application/octet-stream")
        .to_owned();
    let call = Call::new(kind, head.method, url)
        .body(Body::Bytes {
            content_type,
            bytes,
        })
        .idempotent(false)
        .cap(CAP);
    let answer = net.send(call).await?;
    clock.measure(&answer);
    if answers_not(answer.status) {
        return Err(TransportError::NotAnswering);
    }
    let mut response = http::Response::new(answer.body);
    *response.status_mut() =
        http::StatusCode::from_u16(answer.status).map_err(|_| NetError::Unreadable { kind })?;
    *response.headers_mut() = answer.headers;
    Ok(response)
}

/// The statuses of a service that is out of order or under load.
pub(super) fn answers_not(status: u16) -> bool {
    status == 429 || status >= 500
}

/// The `error` of an OAuth error body (RFC 6749 section 5.2), if the answer holds one.
pub(super) fn oauth_error(answer: &Answer) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct OauthError {
        error: String,
    }
    serde_json::from_slice::<OauthError>(&answer.body)
        .ok()
        .map(|body| body.error)
}
