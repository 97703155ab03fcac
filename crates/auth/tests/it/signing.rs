//! Signing keys and signatures, honest and otherwise.

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::rand_core::OsRng;
use rsa::sha2::{Digest, Sha256};
use rsa::signature::{SignatureEncoding, Signer};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

use crate::switches::{Signature, Switches};

fn key(number: usize) -> &'static RsaPrivateKey {
    static KEYS: [OnceLock<RsaPrivateKey>; 2] = [OnceLock::new(), OnceLock::new()];
    KEYS[number]
        .get_or_init(|| RsaPrivateKey::new(&mut OsRng, 2048).expect("2048 bits are possible"))
}

pub fn public_key(number: usize) -> Value {
    let key = key(number);
    json!({
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": format!("key-{number}"),
        "n": URL_SAFE_NO_PAD.encode(key.n().to_bytes_be()),
        "e": URL_SAFE_NO_PAD.encode(key.e().to_bytes_be()),
    })
}

pub fn sign(claims: &Value, switches: &Switches) -> String {
    let kid = if switches.unknown_kid {
        "key-9".to_owned()
    } else {
        format!("key-{}", switches.key)
    };
    let alg = match switches.signature {
        Signature::Rs256 | Signature::Forged => "RS256",
        Signature::None => "none",
        Signature::Hs256WithPublicKey => "HS256",
    };
    let head = URL_SAFE_NO_PAD.encode(json!({"alg": alg, "kid": kid}).to_string());
    let input = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
    let signature = match switches.signature {
        Signature::Rs256 => SigningKey::<Sha256>::new(key(switches.key).clone())
            .sign(input.as_bytes())
            .to_vec(),
        // Another key under the published name.
        Signature::Forged => SigningKey::<Sha256>::new(key(1 - switches.key).clone())
            .sign(input.as_bytes())
            .to_vec(),
        Signature::None => Vec::new(),
        // The well-known confusion: the public key used as a shared secret.
        Signature::Hs256WithPublicKey => {
            hmac_sha256(&key(switches.key).n().to_bytes_be(), input.as_bytes())
        }
    };
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// RFC 2104.
fn hmac_sha256(secret: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = [0u8; 64];
    if secret.len() > 64 {
        block[..32].copy_from_slice(&Sha256::digest(secret));
    } else {
        block[..secret.len()].copy_from_slice(secret);
    }
    let inner = Sha256::new()
        .chain_update(block.map(|b| b ^ 0x36))
        .chain_update(message)
        .finalize();
    Sha256::new()
        .chain_update(block.map(|b| b ^ 0x5c))
        .chain_update(inner)
        .finalize()
        .to_vec()
}
