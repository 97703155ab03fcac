//! Who calls an Altinn API: read from the bearer token, and from nothing else.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use uuid::Uuid;

use super::jwt::{Jws, Members};
use super::now;
use crate::state::Shared;

/// The bearer of a valid Altinn token: a person in an app, a machine client, or a machine client
/// acting as a system user.
///
/// As an extractor it answers 401 with an empty body when the token is absent, not signed by this
/// sandbox's Altinn, or run out (no grace). `Authorization: DPoP` and cookies are not read: Altinn's
/// APIs know neither from third parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// OAuth client that the token was issued to.
    pub client_id: String,
    /// Scopes of the token.
    pub scopes: Vec<String>,
    /// Altinn user id of the person.
    pub user_id: Option<u32>,
    /// Party id of the person's own party.
    pub party_id: Option<u32>,
    /// Party UUID of the person's own party.
    pub party_uuid: Option<Uuid>,
    /// Authentication level: 0, 3 or 4; 0 when the token's level is no number.
    pub auth_level: u8,
    /// Organisation number of the client's owner (`consumer`). For a vendor's machine client this
    /// is the vendor; for a person in an app it is the maker of the app, never the customer.
    pub consumer_org: Option<String>,
    /// The system user that a machine client acts as.
    pub system_user: Option<Uuid>,
    /// Organisation number that the exchange read out of a Maskinporten token.
    pub org_number: Option<String>,
}

impl Caller {
    /// Whether the token has this scope.
    #[must_use]
    pub fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|held| held == scope)
    }

    fn from_claims(claims: &Members) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let number = |name: &str| -> Option<u32> {
            match claims.get(name)? {
                Value::String(digits) => digits.parse().ok(),
                other => other.as_u64().and_then(|number| number.try_into().ok()),
            }
        };
        let system_user = || -> Option<Uuid> {
            let details = claims.get("authorization_details")?.as_array()?;
            let detail = details.iter().find(|detail| {
                detail.get("type").and_then(Value::as_str) == Some("urn:altinn:systemuser")
            })?;
            detail
                .get("systemuser_id")?
                .as_array()?
                .first()?
                .as_str()?
                .parse()
                .ok()
        };
        Self {
            client_id: text("client_id").unwrap_or_default().to_owned(),
            scopes: text("scope")
                .unwrap_or_default()
                .split(' ')
                .filter(|scope| !scope.is_empty())
                .map(str::to_owned)
                .collect(),
            user_id: number("urn:altinn:userid"),
            party_id: number("urn:altinn:partyid"),
            party_uuid: text("urn:altinn:party:uuid").and_then(|uuid| uuid.parse().ok()),
            auth_level: number("urn:altinn:authlevel")
                .and_then(|level| level.try_into().ok())
                .unwrap_or(0),
            consumer_org: claims
                .get("consumer")
                .and_then(|consumer| consumer.get("ID"))
                .and_then(Value::as_str)
                .and_then(|id| id.strip_prefix("0192:"))
                .map(str::to_owned),
            system_user: system_user(),
            org_number: text("urn:altinn:orgNumber").map(str::to_owned),
        }
    }
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, StatusCode> {
        let token = VerifiedToken::from_request_parts(parts, shared).await?;
        Ok(Self::from_claims(&token.claims))
    }
}

/// All claims of a valid Altinn token.
pub(super) struct VerifiedToken {
    pub(super) claims: Members,
}

impl FromRequestParts<Shared> for VerifiedToken {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, StatusCode> {
        let token = bearer(&parts.headers)
            .and_then(Jws::parse)
            .ok_or(StatusCode::UNAUTHORIZED)?;
        let keys = shared.identity().altinn_keys.published();
        if token.signed_by(&keys) && token.alive(now(shared), 0) {
            Ok(Self {
                claims: token.claims,
            })
        } else {
            Err(StatusCode::UNAUTHORIZED)
        }
    }
}

/// The token of an `Authorization: Bearer` header; the scheme is not case-sensitive (RFC 9110
/// section 11.1).
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    credentials(headers, "Bearer")
}

/// What follows a scheme's name in the `Authorization` header.
pub(super) fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (name, credentials) = value.split_once(' ')?;
    let credentials = credentials.trim();
    (name.eq_ignore_ascii_case(scheme) && !credentials.is_empty()).then_some(credentials)
}

/// Which client a request says it comes from: the `client_id` of its token, or the user name of
/// HTTP Basic. Nothing is verified; good for counting, for nothing else.
#[must_use]
pub fn client_id_hint(headers: &HeaderMap) -> Option<String> {
    let token = bearer(headers).or_else(|| credentials(headers, "DPoP"));
    if let Some(token) = token {
        return Jws::parse(token)?.text("client_id").map(str::to_owned);
    }
    let decoded = STANDARD.decode(credentials(headers, "Basic")?).ok()?;
    let pair = String::from_utf8(decoded).ok()?;
    pair.split_once(':').map(|(user, _)| user.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::identity::jwt::members;

    #[test]
    fn a_system_user_is_read_from_the_array_in_the_details() {
        let id = Uuid::new_v4();
        let caller = Caller::from_claims(&members(json!({
            "client_id": "vendor", "scope": "a b", "urn:altinn:orgNumber": "310000003",
            "urn:altinn:authlevel": 3,
            "consumer": { "authority": "iso6523-actorid-upis", "ID": "0192:310000003" },
            "authorization_details": [
                { "type": "urn:altinn:systemuser", "systemuser_id": [id], "system_id": "x_y" }
            ],
        })));
        assert_eq!(caller.system_user, Some(id));
        assert_eq!(caller.consumer_org.as_deref(), Some("310000003"));
        assert_eq!(caller.org_number.as_deref(), Some("310000003"));
        assert_eq!(caller.auth_level, 3);
        assert!(caller.has("b") && !caller.has("c"));
        assert_eq!(caller.user_id, None);
    }

    #[test]
    fn the_hint_reads_tokens_and_basic_credentials() {
        let headers = |value: &str| {
            HeaderMap::from_iter([(AUTHORIZATION, value.parse().expect("a header value"))])
        };
        assert_eq!(
            client_id_hint(&headers("Basic dmVuZG9yOng=")).as_deref(),
            Some("vendor")
        );
        // {"alg":"none"} . {"client_id":"app"}
        let token = "bearer eyJhbGciOiJub25lIn0.eyJjbGllbnRfaWQiOiJhcHAifQ.";
        assert_eq!(client_id_hint(&headers(token)).as_deref(), Some("app"));
        assert_eq!(client_id_hint(&headers("Bearer rubbish")), None);
        assert_eq!(client_id_hint(&HeaderMap::new()), None);
    }
}
