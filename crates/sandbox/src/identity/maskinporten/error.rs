//! Maskinporten's errors: the OAuth code, a text with a trace id, and the number in `error_uri`.
//!
//! Source: felleslosninger/docs maskinporten_feilsoking; the form of the body is that of production
//! answers (`error_uri` = `{issuer}errors/MP-nnn`).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use uuid::Uuid;

use super::super::oauth_error::no_store;

/// A refused grant.
#[derive(Debug)]
pub(super) struct GrantError {
    status: StatusCode,
    error: &'static str,
    code: Option<&'static str>,
    description: String,
}

/// How Maskinporten begins everything that went wrong with recognising the client.
const AUTHENTICATION_FAILED: &str = "Invalid assertion. Client authentication failed.";

impl GrantError {
    fn new(error: &'static str, code: &'static str, description: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error,
            code: Some(code),
            description: description.into(),
        }
    }

    /// An error without a number of its own.
    pub(super) fn unnumbered(error: &'static str, description: impl Into<String>) -> Self {
        Self {
            code: None,
            ..Self::new(error, "", description)
        }
    }

    /// MP-011: the assertion cannot be read.
    pub(super) fn malformed(what: &str) -> Self {
        let text = format!("Invalid assertion. Invalid parameter value: {what}");
        Self::new("invalid_request", "MP-011", text)
    }

    /// MP-012: the grant was used before.
    pub(super) fn used_before() -> Self {
        Self::new(
            "invalid_grant",
            "MP-012",
            "Invalid assertion. Grant is used before",
        )
    }

    /// MP-100: no such client, or it cannot be recognised this way.
    pub(super) fn unknown_client(why: &str) -> Self {
        Self::authentication("MP-100", why)
    }

    /// MP-110, MP-120 to MP-124, MP-130: recognising the client failed.
    pub(super) fn authentication(code: &'static str, why: &str) -> Self {
        Self::new(
            "invalid_grant",
            code,
            format!("{AUTHENTICATION_FAILED} {why}"),
        )
    }

    /// Clocks differ: the grant is dated in the future.
    pub(super) fn issued_in_future() -> Self {
        let text = format!("{AUTHENTICATION_FAILED} Issue time is after now");
        Self::unnumbered("invalid_grant", text)
    }

    /// MP-200: a scope is not registered on the client.
    pub(super) fn scope_not_on_client(scopes: &str) -> Self {
        let text = format!("Token request contains invalid scopes for client, {scopes}");
        Self::new("invalid_scope", "MP-200", text)
    }

    /// MP-201: a scope for persons.
    pub(super) fn scope_for_persons(scopes: &str) -> Self {
        let text = format!("Token request contains scopes not allowed for maskinporten, {scopes}");
        Self::new("invalid_scope", "MP-201", text)
    }

    /// MP-250: the consumer itself has not been given the scope.
    pub(super) fn consumer_lacks(consumer: &str, scope: &str) -> Self {
        let text = format!("Consumer {consumer} does not have access to the scope {scope}");
        Self {
            status: StatusCode::FORBIDDEN,
            ..Self::new("forbidden", "MP-250", text)
        }
    }

    /// MP-251: nobody has handed the scope on to a supplier.
    pub(super) fn not_delegated(consumer: &str, scope: &str, supplier: &str) -> Self {
        let text = format!(
            "Consumer {consumer} has not delegated access to the scope {scope} to supplier \
             {supplier}"
        );
        Self {
            status: StatusCode::FORBIDDEN,
            ..Self::new("forbidden", "MP-251", text)
        }
    }

    /// MP-301: another type of authorization details than system user.
    pub(super) fn unknown_details_type() -> Self {
        Self::new(
            "invalid_request",
            "MP-301",
            "Unknown authorization details type",
        )
    }

    /// MP-302: a field that does not belong there.
    pub(super) fn unknown_details_field(field: &str) -> Self {
        let text = format!("Unknown fields in the authorization details: {field}");
        Self::new("invalid_request", "MP-302", text)
    }

    /// MP-303: a value that cannot be right.
    pub(super) fn invalid_details(why: &str) -> Self {
        let text = format!("Invalid authorization details values: {why}");
        Self::new("invalid_request", "MP-303", text)
    }

    /// MP-303 with a code of its own: Altinn knows no such system user.
    pub(super) fn no_system_user() -> Self {
        Self::new(
            "invalid_altinn_customer_configuration",
            "MP-303",
            "System user not found for the given client, organization and external reference",
        )
    }

    /// The answer; numbers are addresses below the issuer.
    pub(super) fn into_answer(self, issuer: &str) -> Response {
        let trace = Uuid::new_v4().simple();
        let mut body = json!({
            "error": self.error,
            "error_description": format!("{} (trace_id: {trace})", self.description),
        });
        if let Some(code) = self.code {
            body["error_uri"] = json!(format!("{issuer}errors/{code}"));
        }
        (self.status, no_store(), Json(body)).into_response()
    }
}
