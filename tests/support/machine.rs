//! A vendor's own program: it holds an RSA key and knows nothing of the sandbox but its public paths.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

use crate::control::http;

const KID: &str = "vendor-key-1";

/// The program.
pub struct Machine {
    client: String,
    base: String,
    key: RsaPrivateKey,
    http: reqwest::Client,
}

/// A status and a body.
pub type Reply = (u16, Value);

impl Machine {
    /// A program with a fresh key, for the sandbox at `base`.
    pub fn new(client: &str, base: &str) -> Self {
        Machine {
            client: client.to_owned(),
            base: base.to_owned(),
            key: RsaPrivateKey::new(&mut OsRng, 2048).expect("a key can be made"),
            http: http(),
        }
    }

    /// The public half of the key (RFC 7517).
    pub fn jwks(&self) -> Value {
        json!({ "keys": [{
            "kty": "RSA", "alg": "RS256", "use": "sig", "kid": KID,
            "n": URL_SAFE_NO_PAD.encode(self.key.n().to_bytes_be()),
            "e": URL_SAFE_NO_PAD.encode(self.key.e().to_bytes_be()),
        }] })
    }

    /// Asks Maskinporten for a token (RFC 7523), perhaps for a system user. `now` in seconds since 1970.
    pub async fn maskinporten(&self, scope: &str, details: Option<Value>, now: i64) -> Reply {
        let mut claims = json!({
            "aud": format!("{}/maskinporten/", self.base),
            "iss": self.client,
            "scope": scope,
            "iat": now,
            "exp": now + 100,
            "jti": uuid::Uuid::new_v4().to_string(),
        });
        if let Some(details) = details {
            claims["authorization_details"] = json!([details]);
        }
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(KID.to_owned());
        let der = self.key.to_pkcs1_der().expect("a key has a DER form");
        let key = EncodingKey::from_rsa_der(der.as_bytes());
        let grant = jsonwebtoken::encode(&header, &claims, &key).expect("claims can be signed");
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("assertion", grant.as_str()),
        ];
        let request = self.http.post(format!("{}/maskinporten/token", self.base));
        reply(request.form(&form)).await
    }

    /// Exchanges a Maskinporten token for Altinn's own.
    pub async fn exchange(&self, token: &str) -> Reply {
        self.get("/authentication/api/v1/exchange/maskinporten", token)
            .await
    }

    /// GET with a token.
    pub async fn get(&self, path: &str, token: &str) -> Reply {
        let request = self.http.get(format!("{}{path}", self.base));
        reply(request.bearer_auth(token)).await
    }

    /// POST with a token.
    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Reply {
        let request = self.http.post(format!("{}{path}", self.base));
        reply(request.bearer_auth(token).json(body)).await
    }
}

/// The claims of a JWT, unchecked.
///
/// # Panics
/// When the text is no JWT.
pub fn claims(token: &str) -> Value {
    let middle = token.split('.').nth(1).expect("three parts");
    let bytes = URL_SAFE_NO_PAD.decode(middle).expect("base64url");
    serde_json::from_slice(&bytes).expect("claims in JSON")
}

async fn reply(request: reqwest::RequestBuilder) -> Reply {
    let answer = request.send().await.expect("the other side answers");
    let status = answer.status().as_u16();
    let text = answer.text().await.expect("a body");
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    (status, body)
}
