//! Error answers of OAuth endpoints (RFC 6749 section 5.2).

use axum::Json;
use axum::http::header::{CACHE_CONTROL, PRAGMA};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Header that hands a client the nonce for its next proof (RFC 9449 section 8.1).
pub(super) const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// `{"error", "error_description"}` with its status.
#[derive(Debug)]
pub(super) struct OAuthError {
    /// 400 or 401.
    pub(super) status: StatusCode,
    /// Registered code.
    pub(super) error: &'static str,
    /// For the developer who reads the answer. Never holds a token or a person's number.
    pub(super) description: String,
    /// A fresh DPoP nonce, sent in its own header.
    pub(super) dpop_nonce: Option<String>,
}

impl OAuthError {
    fn bad_request(error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error,
            description: description.into(),
            dpop_nonce: None,
        }
    }

    /// An error with any code of an authorization response, answered with 400.
    pub(super) fn with_code(error: &'static str, description: impl Into<String>) -> Self {
        Self::bad_request(error, description)
    }

    /// A parameter is missing, unknown or malformed.
    pub(super) fn invalid_request(description: impl Into<String>) -> Self {
        Self::bad_request("invalid_request", description)
    }

    /// Code, refresh token, verifier or key does not fit.
    pub(super) fn invalid_grant(description: impl Into<String>) -> Self {
        Self::bad_request("invalid_grant", description)
    }

    /// A scope that the client may not have.
    pub(super) fn invalid_scope(description: impl Into<String>) -> Self {
        Self::bad_request("invalid_scope", description)
    }

    /// The proof of possession does not hold (RFC 9449 section 5).
    pub(super) fn invalid_dpop_proof(description: impl Into<String>) -> Self {
        Self::bad_request("invalid_dpop_proof", description)
    }

    /// The proof lacks the nonce that comes with this answer (RFC 9449 section 8).
    pub(super) fn use_dpop_nonce(nonce: String) -> Self {
        Self {
            dpop_nonce: Some(nonce),
            ..Self::bad_request(
                "use_dpop_nonce",
                "Authorization server requires nonce in DPoP proof",
            )
        }
    }

    /// Unknown client, or one that authenticates in a way it is not registered for: 401.
    pub(super) fn invalid_client(description: impl Into<String>) -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            ..Self::bad_request("invalid_client", description)
        }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        let mut response = (self.status, no_store(), Json(body)).into_response();
        let headers = response.headers_mut();
        if let Some(nonce) = self.dpop_nonce
            && let Ok(nonce) = HeaderValue::from_str(&nonce)
        {
            headers.insert(DPOP_NONCE, nonce);
        }
        response
    }
}

/// Headers that keep answers with secrets out of caches (RFC 6749 section 5.1).
pub(super) fn no_store() -> [(HeaderName, &'static str); 2] {
    [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")]
}
