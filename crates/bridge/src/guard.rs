//! Who may call.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rand::RngCore;
use subtle::ConstantTimeEq;

/// Header that carries the token.
const HEADER: &str = "x-fullmakt-token";

/// What a caller must show.
#[derive(Clone, Debug)]
pub struct Guard {
    /// `127.0.0.1:PORT`.
    authority: String,
    token: String,
}

impl Guard {
    /// A guard for this port, with a token of its own.
    pub fn new(port: u16) -> Self {
        let mut bytes = [0_u8; 32];
        rand::rng().fill_bytes(&mut bytes);
        Guard {
            authority: format!("127.0.0.1:{port}"),
            token: hex::encode(bytes),
        }
    }

    /// The address of the page. What follows `#` is never sent anywhere by a browser.
    pub fn address(&self) -> String {
        format!("http://{}/#token={}", self.authority, self.token)
    }

    /// A name that leads here from outside (DNS rebinding) is not our host.
    fn is_our_host(&self, headers: &HeaderMap) -> bool {
        text(headers, header::HOST.as_str()) == Some(&self.authority)
    }

    /// Browsers name the calling page in `Origin`; programs name none.
    fn is_our_origin(&self, headers: &HeaderMap) -> bool {
        match text(headers, header::ORIGIN.as_str()) {
            Some(origin) => origin.strip_prefix("http://") == Some(&self.authority),
            None => !headers.contains_key(header::ORIGIN),
        }
    }

    fn knows_token(&self, request: &Request) -> bool {
        let given = text(request.headers(), HEADER).or_else(|| {
            // Only the stream of events may carry it in the address: EventSource knows no headers.
            let query = request
                .uri()
                .query()
                .filter(|_| request.uri().path() == "/events")?;
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix("token="))
        });
        given.is_some_and(|given| bool::from(given.as_bytes().ct_eq(self.token.as_bytes())))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Lets through what comes by our own name.
pub async fn host(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if guard.is_our_host(request.headers()) {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    }
}

/// Lets through who comes from our own page, or from none, and knows the token.
pub async fn caller(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if !guard.is_our_origin(request.headers()) {
        StatusCode::FORBIDDEN.into_response()
    } else if !guard.knows_token(&request) {
        StatusCode::UNAUTHORIZED.into_response()
    } else {
        next.run(request).await
    }
}
