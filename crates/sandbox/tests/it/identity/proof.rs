//! The client's side of DPoP: a P-256 key and the proofs it makes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rand::RngCore;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// DER of a PKCS#8 P-256 private key (RFC 5958, RFC 5915) up to its 32 bytes.
const PKCS8_P256: &str = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";

/// A client's proof key.
pub struct ProofKey {
    key: EncodingKey,
    jwk: Jwk,
}

impl ProofKey {
    pub fn new() -> Self {
        let mut der = hex::decode(PKCS8_P256).expect("hex");
        let mut secret = [0; 32];
        rand::rng().fill_bytes(&mut secret);
        // Any number below the group's order will do; a clear top bit makes sure.
        secret[0] &= 0x7f;
        der.extend_from_slice(&secret);
        let key = EncodingKey::from_ec_der(&der);
        let jwk = Jwk::from_encoding_key(&key, Algorithm::ES256).expect("a P-256 key");
        Self { key, jwk }
    }

    /// RFC 7638 thumbprint.
    pub fn thumbprint(&self) -> String {
        self.jwk
            .thumbprint(ThumbprintHash::SHA256)
            .expect("a thumbprint")
    }

    /// Claims of a fresh proof.
    pub fn claims(method: &str, address: &str, now: i64) -> Value {
        let mut jti = [0; 16];
        rand::rng().fill_bytes(&mut jti);
        json!({ "jti": hex::encode(jti), "htm": method, "htu": address, "iat": now })
    }

    /// `ath` for an access token.
    pub fn hash_of(token: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(token))
    }

    pub fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("dpop+jwt".to_owned());
        header.jwk = Some(self.jwk.clone());
        jsonwebtoken::encode(&header, claims, &self.key).expect("a proof")
    }
}
