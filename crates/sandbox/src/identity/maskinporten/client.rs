//! Machine clients and their keys.

use jiff::Timestamp;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use serde_json::Value;

/// How many keys a client may have.
const MOST_KEYS: usize = 5;
/// How long a key holds from the day it was posted, in seconds: one year.
const KEY_LIFETIME_S: i64 = 365 * 24 * 3600;

/// A client of type `private_key_jwt`.
pub(in crate::identity) struct Client {
    pub(super) client_id: String,
    /// Owner of the client; becomes `consumer`.
    pub(super) org_no: String,
    pub(super) scopes: Vec<String>,
    keys: Vec<ClientKey>,
    keys_expire: i64,
}

struct ClientKey {
    kid: String,
    jwk: Jwk,
}

/// Why a machine client cannot be registered: one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidClient(String);

impl Client {
    /// Checks what is to be registered.
    pub(in crate::identity) fn new(
        client_id: &str,
        org_no: &str,
        jwks: &Value,
        scopes: &[String],
        posted: Timestamp,
    ) -> Result<Self, InvalidClient> {
        if client_id.is_empty() {
            return Err(InvalidClient("the client id is empty".to_owned()));
        }
        if org_no.len() != 9 || !org_no.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidClient(format!(
                "orgNo '{org_no}' is not nine digits"
            )));
        }
        if let Some(scope) = scopes.iter().find(|s| s.is_empty() || s.contains(' ')) {
            return Err(InvalidClient(format!("'{scope}' is not one scope")));
        }
        Ok(Self {
            client_id: client_id.to_owned(),
            org_no: org_no.to_owned(),
            scopes: scopes.to_vec(),
            keys: read_keys(jwks)?,
            keys_expire: posted.as_second() + KEY_LIFETIME_S,
        })
    }

    /// The key with this id.
    pub(super) fn key(&self, kid: &str) -> Option<&Jwk> {
        self.keys
            .iter()
            .find(|key| key.kid == kid)
            .map(|key| &key.jwk)
    }

    /// Whether the keys are older than a year.
    pub(super) fn keys_have_expired(&self, now: i64) -> bool {
        now >= self.keys_expire
    }
}

/// A JWK set, or the bare array of its keys.
fn read_keys(jwks: &Value) -> Result<Vec<ClientKey>, InvalidClient> {
    let keys =
        jwks.get("keys").unwrap_or(jwks).as_array().ok_or_else(|| {
            InvalidClient("jwks is neither a key set nor a list of keys".to_owned())
        })?;
    if keys.len() > MOST_KEYS {
        return Err(InvalidClient(format!(
            "a client has at most {MOST_KEYS} keys"
        )));
    }
    keys.iter().map(read_key).collect()
}

fn read_key(key: &Value) -> Result<ClientKey, InvalidClient> {
    let kid = key
        .get("kid")
        .and_then(Value::as_str)
        .filter(|kid| !kid.is_empty())
        .ok_or_else(|| InvalidClient("a key has no kid".to_owned()))?;
    let refused = |why: &str| InvalidClient(format!("key '{kid}': {why}"));
    if !kid
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    {
        return Err(refused(
            "kid may hold letters, digits, '.', '_' and '-' only",
        ));
    }
    if key.get("d").is_some() {
        return Err(refused("this is a private key; send the public one"));
    }
    let jwk: Jwk =
        serde_json::from_value(key.clone()).map_err(|error| refused(&error.to_string()))?;
    let AlgorithmParameters::RSA(rsa) = &jwk.algorithm else {
        return Err(refused("only RSA keys are taken"));
    };
    // 2048 bits are 256 bytes, which base64url writes in 342 characters.
    if rsa.n.len() < 342 {
        return Err(refused("RSA keys must have 2048 bits or more"));
    }
    Ok(ClientKey {
        kid: kid.to_owned(),
        jwk,
    })
}
