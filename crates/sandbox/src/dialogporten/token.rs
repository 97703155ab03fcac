//! Dialog tokens: proof for service owners of who reads which dialog and what he or she may do
//! (dialogporten reference 3.1). Ed25519, ten minutes.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::caller::EndUser;
use crate::state::Shared;
use crate::world::dialogs::dialog::Dialog;
use crate::world::dialogs::query::SERVICE_PREFIX;
use crate::world::dialogs::sight::Act;

/// How long a token lives, in seconds.
const LIFETIME_S: i64 = 600;

/// The key that signs now and the one that will sign next: both are published, so that a new one is
/// known everywhere before it is used.
pub(crate) struct DialogKeys([(String, SigningKey); 2]);

impl DialogKeys {
    pub(crate) fn new() -> Self {
        let key = || {
            let secret: [u8; 32] = rand::random();
            let key = SigningKey::from_bytes(&secret);
            let kid = URL_SAFE_NO_PAD.encode(&key.verifying_key().to_bytes()[..12]);
            (kid, key)
        };
        Self([key(), key()])
    }

    /// As a JWK set (RFC 8037).
    pub(super) fn jwks(&self) -> Value {
        let key = |(kid, key): &(String, SigningKey)| {
            json!({
                "kty": "OKP", "use": "sig", "kid": kid, "crv": "Ed25519", "alg": "EdDSA",
                "x": URL_SAFE_NO_PAD.encode(key.verifying_key().to_bytes()),
            })
        };
        json!({ "keys": self.0.iter().map(key).collect::<Vec<_>>() })
    }

    fn sign(&self, claims: &Value) -> String {
        let (kid, key) = &self.0[0];
        let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": kid });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(&header), part(claims));
        let signature = key.sign(input.as_bytes()).to_bytes();
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// The claims of a token that one of the keys signed.
    fn verified(&self, token: &str) -> Option<Map<String, Value>> {
        let (input, signature) = token.rsplit_once('.')?;
        let (header, claims) = input.split_once('.')?;
        let part = |text: &str| -> Option<Map<String, Value>> {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
        };
        let header = part(header)?;
        if header.get("alg").and_then(Value::as_str) != Some("EdDSA") {
            return None;
        }
        let kid = header.get("kid").and_then(Value::as_str)?;
        let (_, key) = self.0.iter().find(|(own, _)| own == kid)?;
        let bytes = URL_SAFE_NO_PAD.decode(signature).ok()?;
        let signature = Signature::from_slice(&bytes).ok()?;
        let key: VerifyingKey = key.verifying_key();
        key.verify_strict(input.as_bytes(), &signature).ok()?;
        part(claims)
    }
}

/// Issuer of dialog tokens.
pub(super) fn issuer(shared: &Shared) -> String {
    format!("{}/dialogporten/api/v1", shared.base())
}

/// A fresh token for a reader of a dialog.
pub(super) fn issue(
    shared: &Shared,
    user: &EndUser,
    dialog: &Dialog,
    permitted: &BTreeSet<Act>,
) -> String {
    let now = shared.clock().now().as_second();
    let acts: Vec<String> = permitted
        .iter()
        .map(|(action, attribute)| match attribute {
            Some(attribute) => format!("{action},{attribute}"),
            None => action.clone(),
        })
        .collect();
    let mut claims = json!({
        "jti": Uuid::new_v4(),
        "l": user.level,
        "p": dialog.party,
        "s": format!("{SERVICE_PREFIX}{}", dialog.service),
        "i": dialog.id,
        "a": acts.join(";"),
        "iss": issuer(shared),
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME_S,
    });
    if let Some(org) = &user.system_user_org {
        claims["c"] = json!(org);
        claims["o"] = json!(org);
        claims["y"] = json!(user.actor.id);
    } else {
        claims["c"] = json!(user.actor.id);
    }
    shared.dialog_keys().sign(&claims)
}

/// What a valid dialog token says.
#[derive(Clone, Debug)]
pub(crate) struct DialogToken {
    pub(crate) dialog: Uuid,
    /// URN of the dialog's party.
    pub(crate) party: String,
    /// Id of the dialog's service, without prefix.
    pub(crate) service: String,
    /// URN of the one who reads.
    pub(crate) consumer: String,
    pub(crate) level: u8,
    acts: Vec<String>,
}

impl DialogToken {
    /// Reads a token: signature, issuer and lifetime must be right, without any grace.
    pub(crate) fn read(shared: &Shared, token: &str) -> Option<Self> {
        let claims = shared.dialog_keys().verified(token)?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let number = |name: &str| claims.get(name).and_then(Value::as_i64);
        let now = shared.clock().now().as_second();
        let alive = number("exp")? > now && number("nbf")? <= now;
        (alive && text("iss")? == issuer(shared)).then_some(())?;
        Some(Self {
            dialog: text("i")?.parse().ok()?,
            party: text("p")?.to_owned(),
            service: text("s")?.strip_prefix(SERVICE_PREFIX)?.to_owned(),
            consumer: text("c")?.to_owned(),
            level: u8::try_from(number("l")?).ok()?,
            acts: text("a")?.split(';').map(str::to_owned).collect(),
        })
    }

    /// Whether an act is listed, as a whole.
    pub(crate) fn allows(&self, act: &str) -> bool {
        self.acts.iter().any(|own| own == act)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_only_as_it_was_signed() {
        let keys = DialogKeys::new();
        let token = keys.sign(&json!({ "i": "x" }));
        assert_eq!(
            keys.verified(&token)
                .and_then(|claims| claims.get("i").cloned()),
            Some(json!("x"))
        );
        assert!(DialogKeys::new().verified(&token).is_none());
        let (input, signature) = token.rsplit_once('.').expect("a token");
        assert!(keys.verified(&format!("{input}x.{signature}")).is_none());
        let keys = keys.jwks();
        assert_eq!(keys["keys"].as_array().map(Vec::len), Some(2));
        assert_eq!(keys["keys"][0]["crv"], "Ed25519");
    }
}
