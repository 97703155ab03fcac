//! What stands in id_tokens and access tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

use super::super::jwt::{self, Members};
use super::super::opaque;
use super::clients::Client;
use super::grants::Grant;
use super::issuer;
use crate::state::Shared;

/// Lifetime of an id_token, in seconds.
const ID_TOKEN_LIFETIME_S: i64 = 120;

/// How a test person logs in, as ID-porten's test environment names it.
const METHOD: &str = "TestID";

/// Whom an access token is about and whom it is for.
pub(in crate::identity) struct TokenSubject<'a> {
    /// The client.
    pub(in crate::identity) client: &'a Client,
    /// Identity number of the person.
    pub(in crate::identity) pid: &'a str,
    /// Level, as an `acr` value.
    pub(in crate::identity) acr: &'a str,
    /// Thumbprint of the key that the token is bound to.
    pub(in crate::identity) jkt: Option<&'a str>,
    /// Audience asked for with `resource`.
    pub(in crate::identity) resource: Option<&'a [String]>,
}

/// Claims of an access token: no `amr`, and no `aud` unless `resource` was given (felleslosninger/docs
/// oidc_protocol_access_token).
pub(in crate::identity) fn access_token_claims(
    shared: &Shared,
    subject: &TokenSubject<'_>,
    scope: &str,
    now: i64,
    exp: i64,
) -> Members {
    let client = subject.client;
    let mut claims = jwt::members(json!({
        "iss": issuer(shared),
        "sub": pairwise_subject(client, subject.pid),
        "acr": subject.acr,
        "scope": scope,
        "client_amr": "none",
        "pid": subject.pid,
        "iat": now,
        "exp": exp,
        "jti": opaque::secret(),
        "client_id": client.client_id,
        "consumer": {
            "authority": "iso6523-actorid-upis",
            "ID": format!("0192:{}", client.org_no),
        },
    }));
    if let Some(jkt) = subject.jkt {
        claims.insert("cnf".to_owned(), json!({ "jkt": jkt }));
    }
    match subject.resource.unwrap_or_default() {
        [] => {}
        [one] => {
            claims.insert("aud".to_owned(), json!(one));
        }
        several => {
            claims.insert("aud".to_owned(), json!(several));
        }
    }
    claims
}

/// A signed id_token for a grant. It has no `at_hash` and, since the client registered no logout
/// address of its own, no `sid`.
pub(super) fn id_token(shared: &Shared, grant: &Grant, now: i64) -> String {
    let mut claims = jwt::members(json!({
        "iss": issuer(shared),
        "aud": grant.client.client_id,
        "sub": pairwise_subject(grant.client, &grant.login.pid),
        "pid": grant.login.pid,
        "acr": grant.login.level.name(),
        "amr": [METHOD],
        "auth_time": grant.login.auth_time,
        "iat": now,
        "exp": now + ID_TOKEN_LIFETIME_S,
        "jti": opaque::secret(),
        "locale": grant.locale.tag(),
    }));
    if let Some(nonce) = &grant.nonce {
        claims.insert("nonce".to_owned(), Value::from(nonce.as_str()));
    }
    let key = shared.identity().id_porten_keys.current();
    jwt::sign(&jwt::digdir_header(&key), &claims, &key)
}

/// Pairwise `sub`: another for each client, the same after a restart, 86 characters.
pub(super) fn pairwise_subject(client: &Client, pid: &str) -> String {
    let mut hash = Sha512::new();
    hash.update("sandbox pairwise subject\n");
    hash.update(client.client_id);
    hash.update("\n");
    hash.update(pid);
    URL_SAFE_NO_PAD.encode(hash.finalize())
}
