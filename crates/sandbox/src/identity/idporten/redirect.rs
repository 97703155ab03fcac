//! The way back to the client: authorization responses (RFC 6749 section 4.1.2, RFC 9207).

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use url::Url;

use super::super::oauth_error::{OAuthError, no_store};
use super::pages;
use super::words::Locale;

/// How the answer travels (OAuth 2.0 Multiple Response Types, OAuth 2.0 Form Post Response Mode).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ResponseMode {
    /// In the redirect's query string.
    Query,
    /// In a form that the browser posts.
    FormPost,
}

/// Where an authorization request's answer goes.
#[derive(Clone)]
pub(super) struct ReturnAddress {
    /// Checked against the client's registration.
    pub(super) redirect_uri: String,
    /// Echoed; absent only in the answer to a request that lacked it.
    pub(super) state: Option<String>,
    /// Query or form.
    pub(super) mode: ResponseMode,
}

impl ReturnAddress {
    /// Sends a code back.
    pub(super) fn with_code(&self, issuer: &str, code: &str, locale: Locale) -> Response {
        self.answer(issuer, &[("code", code)], locale)
    }

    /// Sends an error back.
    pub(super) fn with_error(&self, issuer: &str, error: &OAuthError, locale: Locale) -> Response {
        let parameters = [
            ("error", error.error),
            ("error_description", error.description.as_str()),
        ];
        self.answer(issuer, &parameters, locale)
    }

    fn answer(&self, issuer: &str, parameters: &[(&str, &str)], locale: Locale) -> Response {
        let mut all = parameters.to_vec();
        all.push(("iss", issuer));
        if let Some(state) = &self.state {
            all.push(("state", state));
        }
        match self.mode {
            ResponseMode::Query => see(&self.redirect_uri, &all),
            ResponseMode::FormPost => pages::form_post(locale, &self.redirect_uri, &all),
        }
    }
}

/// `302` to an address with these parameters added to its query. Also after a form post, as
/// ID-porten does; browsers then follow with `GET`.
pub(super) fn see(address: &str, parameters: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(address) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if !parameters.is_empty() {
        url.query_pairs_mut().extend_pairs(parameters);
    }
    // A space may be written as `+` in forms only; `%20` is understood by every reader.
    let location = url.as_str().replace('+', "%20");
    let Ok(location) = HeaderValue::from_str(&location) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (StatusCode::FOUND, no_store(), [(LOCATION, location)]).into_response()
}
