//! Compact JWS: signing our own tokens, reading everybody's (RFC 7515, RFC 7519).

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::keys::SigningKey;

/// The members of a JOSE header or of a token's payload.
pub(super) type Members = Map<String, Value>;

/// Turns a `json!({…})` object into members.
///
/// # Panics
/// When the value is not an object; callers pass literals.
pub(super) fn members(object: Value) -> Members {
    match object {
        Value::Object(members) => members,
        other => panic!("not a JSON object: {other}"),
    }
}

/// Header as ID-porten and Maskinporten write it: the certificate inline and no `typ`.
pub(super) fn digdir_header(key: &SigningKey) -> Members {
    members(json!({ "alg": "RS256", "kid": key.kid, "x5c": [key.x5c] }))
}

/// Header as Altinn writes it: thumbprint twice, `typ=JWT`.
pub(super) fn altinn_header(key: &SigningKey) -> Members {
    members(json!({ "alg": "RS256", "kid": key.kid, "x5t": key.x5t, "typ": "JWT" }))
}

/// A signed token in compact form.
pub(super) fn sign(header: &Members, claims: &Members, key: &SigningKey) -> String {
    let part = |members: &Members| {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(members).expect("JSON members always serialise"))
    };
    let input = format!("{}.{}", part(header), part(claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes()));
    format!("{input}.{signature}")
}

/// A token taken apart. Nothing about it has been checked.
pub(super) struct Jws {
    /// JOSE header.
    pub(super) header: Members,
    /// Payload.
    pub(super) claims: Members,
    signing_input: String,
    signature: String,
}

impl Jws {
    /// Takes a compact JWS with JSON header and payload apart; `None` when it is not one.
    pub(super) fn parse(token: &str) -> Option<Self> {
        let (signing_input, signature) = token.rsplit_once('.')?;
        let (header, claims) = signing_input.split_once('.')?;
        let part = |text: &str| -> Option<Members> {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
        };
        Some(Self {
            header: part(header)?,
            claims: part(claims)?,
            signing_input: signing_input.to_owned(),
            signature: signature.to_owned(),
        })
    }

    /// A header member that is a string.
    pub(super) fn header_text(&self, name: &str) -> Option<&str> {
        self.header.get(name).and_then(Value::as_str)
    }

    /// A claim that is a string.
    pub(super) fn text(&self, claim: &str) -> Option<&str> {
        self.claims.get(claim).and_then(Value::as_str)
    }

    /// A claim that is a number of seconds. Fractions are cut off (RFC 7519 allows them).
    pub(super) fn seconds(&self, claim: &str) -> Option<i64> {
        let value = self.claims.get(claim)?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "seconds fit; `as` saturates"
        )]
        value
            .as_i64()
            .or_else(|| value.as_f64().map(|seconds| seconds as i64))
    }

    /// Whether one of an issuer's published keys signed it with RS256.
    pub(super) fn signed_by(&self, keys: &[Arc<SigningKey>]) -> bool {
        if self.header_text("alg") != Some("RS256") {
            return false;
        }
        let Ok(signature) = URL_SAFE_NO_PAD.decode(&self.signature) else {
            return false;
        };
        keys.iter()
            .filter(|key| self.header_text("kid").is_none_or(|kid| kid == key.kid))
            .any(|key| key.verifies(self.signing_input.as_bytes(), &signature))
    }

    /// Whether a foreign public key (RFC 7517) signed it with this algorithm.
    pub(super) fn signed_by_jwk(
        &self,
        jwk: &jsonwebtoken::jwk::Jwk,
        algorithm: jsonwebtoken::Algorithm,
    ) -> bool {
        jsonwebtoken::DecodingKey::from_jwk(jwk).is_ok_and(|key| {
            let input = self.signing_input.as_bytes();
            // A key of another family is an error here, not a mismatch; both mean "no".
            jsonwebtoken::crypto::verify(&self.signature, input, &key, algorithm).unwrap_or(false)
        })
    }

    /// Whether the token has time left, with this many seconds of grace. A token without `exp` has
    /// none.
    pub(super) fn alive(&self, now: i64, grace: i64) -> bool {
        self.seconds("exp")
            .is_some_and(|exp| now < exp.saturating_add(grace))
    }
}
