//! A vendor's machine client: an RSA key, its registration, and the grants it signs.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

use super::running::Running;

pub const TOKEN: &str = "/maskinporten/token";
pub const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
pub const KID: &str = "vendor-key.2026_1";

/// A machine client that may be registered at a sandbox.
pub struct Machine {
    pub client_id: String,
    pub org_no: String,
    key: RsaPrivateKey,
}

impl Machine {
    pub fn new(client_id: &str, org_no: &str) -> Self {
        let key = RsaPrivateKey::new(&mut OsRng, 2048).expect("a key");
        Self {
            client_id: client_id.to_owned(),
            org_no: org_no.to_owned(),
            key,
        }
    }

    /// The public half, as it is registered.
    pub fn jwks(&self) -> Value {
        json!({ "keys": [{
            "kty": "RSA", "alg": "RS256", "use": "sig", "kid": KID,
            "n": URL_SAFE_NO_PAD.encode(self.key.n().to_bytes_be()),
            "e": URL_SAFE_NO_PAD.encode(self.key.e().to_bytes_be()),
        }] })
    }

    pub fn register(&self, sandbox: &Running, scopes: &[&str]) {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let now = sandbox.shared().clock().now();
        sandbox
            .shared()
            .identity()
            .put_client(&self.client_id, &self.org_no, &self.jwks(), &scopes, now)
            .expect("an acceptable client");
    }

    /// Claims of a good grant for a scope.
    pub fn claims(&self, sandbox: &Running, scope: &str) -> Value {
        let now = sandbox.now();
        json!({
            "aud": sandbox.at("/maskinporten/"),
            "iss": self.client_id,
            "scope": scope,
            "iat": now,
            "exp": now + 100,
            "jti": format!("{:032x}", rand::random::<u128>()),
        })
    }

    pub fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(KID.to_owned());
        self.sign_with(&header, claims)
    }

    pub fn sign_with(&self, header: &Header, claims: &Value) -> String {
        let der = self.key.to_pkcs1_der().expect("a DER form");
        let key = EncodingKey::from_rsa_der(der.as_bytes());
        jsonwebtoken::encode(header, claims, &key).expect("a signed grant")
    }
}

/// Sends a signed grant.
pub async fn present(sandbox: &Running, assertion: &str) -> reqwest::Response {
    sandbox
        .post(
            TOKEN,
            &[("grant_type", GRANT_TYPE), ("assertion", assertion)],
        )
        .await
}
