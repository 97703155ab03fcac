//! Proofs of possession (RFC 9449).

use std::collections::HashMap;

use axum::http::{HeaderMap, Method};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use sha2::{Digest, Sha256};
use url::Url;

use super::super::jwt::Jws;
use super::super::oauth_error::OAuthError;
use super::super::{now, opaque};
use crate::state::Shared;

/// Algorithms that a proof may be signed with, as discovery lists them.
pub(super) const ALGORITHMS: [&str; 5] = ["ES256", "ES384", "RS256", "RS384", "RS512"];

/// How far a proof's `iat` may be from the server's clock, in seconds.
const IAT_WINDOW_S: i64 = 60;
/// How long a nonce is the newest one, in seconds; it is taken for as long again afterwards.
const NONCE_LIFETIME_S: i64 = 300;

/// A proof that holds.
pub(super) struct Proof {
    /// SHA-256 thumbprint of the client's key (RFC 7638), base64url.
    pub(super) jkt: String,
}

/// Proofs seen and nonces handed out.
#[derive(Default)]
pub(super) struct Memory {
    /// When each proof seen may be forgotten, by key and `jti`.
    seen: HashMap<(String, String), i64>,
    nonce: Option<Nonce>,
}

struct Nonce {
    value: String,
    since: i64,
    previous: Option<String>,
}

impl Memory {
    /// The newest nonce.
    fn nonce(&mut self, now: i64) -> String {
        let fresh = |previous| Nonce {
            value: opaque::secret(),
            since: now,
            previous,
        };
        let nonce = match self.nonce.take() {
            Some(nonce) if now < nonce.since + NONCE_LIFETIME_S => nonce,
            Some(nonce) if now < nonce.since + 2 * NONCE_LIFETIME_S => fresh(Some(nonce.value)),
            _ => fresh(None),
        };
        self.nonce.insert(nonce).value.clone()
    }

    fn takes(&mut self, nonce: &str, now: i64) -> bool {
        self.nonce(now) == nonce
            || self
                .nonce
                .as_ref()
                .is_some_and(|known| known.previous.as_deref() == Some(nonce))
    }

    /// Remembers a proof; false when it was seen before.
    fn remember(&mut self, jkt: &str, jti: &str, now: i64) -> bool {
        self.seen.retain(|_, forget| now < *forget);
        // A proof is good from `iat - window` to `iat + window`: two windows at most.
        let forget = now + 2 * IAT_WINDOW_S;
        self.seen
            .insert((jkt.to_owned(), jti.to_owned()), forget)
            .is_none()
    }
}

/// Checks the request's `DPoP` header (RFC 9449 section 4.3). No header gives `None`: ID-porten
/// does not demand proofs. `path` is the endpoint's path; `access_token` the token that the proof
/// must name in `ath`.
///
/// # Errors
/// `invalid_dpop_proof`, or `use_dpop_nonce` with a nonce when the sandbox is set to demand one.
pub(super) fn check(
    shared: &Shared,
    headers: &HeaderMap,
    method: &Method,
    path: &str,
    access_token: Option<&str>,
) -> Result<Option<Proof>, OAuthError> {
    let mut proofs = headers.get_all("dpop").iter();
    let Some(proof) = proofs.next() else {
        return Ok(None);
    };
    if proofs.next().is_some() {
        return Err(refused("More than one DPoP header"));
    }
    let proof = proof
        .to_str()
        .ok()
        .and_then(Jws::parse)
        .ok_or_else(|| refused("The proof is not a signed JWT"))?;
    let jkt = check_signature(&proof)?;
    let expected = format!("{}{path}", shared.base());
    check_target(&proof, method, &expected)?;
    if let Some(token) = access_token
        && proof.text("ath") != Some(&URL_SAFE_NO_PAD.encode(Sha256::digest(token)))
    {
        return Err(refused("ath does not belong to the access token"));
    }
    let now = now(shared);
    let iat = proof.seconds("iat").ok_or_else(|| refused("Missing iat"))?;
    if (now - iat).abs() > IAT_WINDOW_S {
        return Err(refused("iat is too far from the server's time"));
    }
    let jti = proof.text("jti").ok_or_else(|| refused("Missing jti"))?;
    let demands_nonce = shared.identity_config().dpop_nonce;
    let mut logins = shared.identity().logins();
    if demands_nonce
        && !proof
            .text("nonce")
            .is_some_and(|nonce| logins.proofs.takes(nonce, now))
    {
        return Err(OAuthError::use_dpop_nonce(logins.proofs.nonce(now)));
    }
    if !logins.proofs.remember(&jkt, jti, now) {
        return Err(refused("The proof was used before"));
    }
    Ok(Some(Proof { jkt }))
}

fn refused(why: &str) -> OAuthError {
    OAuthError::invalid_dpop_proof(format!("Invalid DPoP proof: {why}"))
}

/// Type, algorithm, key and signature; gives the key's thumbprint.
fn check_signature(proof: &Jws) -> Result<String, OAuthError> {
    if proof.header_text("typ") != Some("dpop+jwt") {
        return Err(refused("typ must be dpop+jwt"));
    }
    let algorithm: Algorithm = proof
        .header_text("alg")
        .filter(|name| ALGORITHMS.contains(name))
        .and_then(|name| name.parse().ok())
        .ok_or_else(|| refused("Unsupported alg"))?;
    let jwk = proof
        .header
        .get("jwk")
        .ok_or_else(|| refused("Missing jwk"))?;
    // `d` marks a private key of every asymmetric kind, `k` a shared secret.
    if jwk.get("d").is_some() || jwk.get("k").is_some() {
        return Err(refused("jwk must be a public key"));
    }
    let jwk: Jwk =
        serde_json::from_value(jwk.clone()).map_err(|_| refused("jwk cannot be read"))?;
    if !proof.signed_by_jwk(&jwk, algorithm) {
        return Err(refused("Invalid signature"));
    }
    jwk.thumbprint(ThumbprintHash::SHA256)
        .map_err(|_| refused("Unsupported kind of key"))
}

/// `htm` and `htu`, the latter without query and fragment and in normal form.
fn check_target(proof: &Jws, method: &Method, expected: &str) -> Result<(), OAuthError> {
    if proof.text("htm") != Some(method.as_str()) {
        return Err(refused("htm is another method"));
    }
    let target = proof
        .text("htu")
        .and_then(|htu| Url::parse(htu).ok())
        .map(|mut url| {
            url.set_query(None);
            url.set_fragment(None);
            url
        });
    if target.is_some() && target == Url::parse(expected).ok() {
        Ok(())
    } else {
        Err(refused("htu is another address"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_taken_for_two_lifetimes_and_then_no_more() {
        let mut memory = Memory::default();
        let first = memory.nonce(1_000);
        assert_eq!(memory.nonce(1_000 + NONCE_LIFETIME_S - 1), first);
        let second = memory.nonce(1_000 + NONCE_LIFETIME_S);
        assert_ne!(second, first);
        assert!(memory.takes(&first, 1_000 + NONCE_LIFETIME_S));
        assert!(memory.takes(&second, 1_000 + NONCE_LIFETIME_S));
        assert!(!memory.takes(&first, 1_000 + 2 * NONCE_LIFETIME_S));
        assert!(memory.takes(&second, 1_000 + 2 * NONCE_LIFETIME_S));
    }

    #[test]
    fn a_proof_is_remembered_for_as_long_as_it_could_be_used() {
        let mut memory = Memory::default();
        assert!(memory.remember("key", "1", 0));
        assert!(!memory.remember("key", "1", 2 * IAT_WINDOW_S - 1));
        assert!(memory.remember("other key", "1", 0));
        assert!(memory.remember("key", "1", 10 * IAT_WINDOW_S));
    }
}
