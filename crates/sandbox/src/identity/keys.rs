//! Signing keys of the three issuers, made anew for each running sandbox.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rsa::pkcs1v15::{self, Signature, VerifyingKey};
use rsa::sha2::Sha256;
use rsa::signature::{SignatureEncoding, Signer, Verifier};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey, rand_core::OsRng};
use serde_json::{Value, json};

use super::certificate;

/// How many key generations an issuer publishes: the one in use and the one before it, so that
/// tokens signed just before a change of keys can still be checked.
const PUBLISHED_GENERATIONS: usize = 2;

/// An RSA 2048 key with its self-signed certificate; signs with RS256 only.
pub(super) struct SigningKey {
    signer: pkcs1v15::SigningKey<Sha256>,
    verifier: VerifyingKey<Sha256>,
    public: RsaPublicKey,
    /// Key id: the certificate's SHA-1 thumbprint in upper-case hex, as .NET prints it.
    pub(super) kid: String,
    /// The same thumbprint in base64url (RFC 7515 section 4.1.7).
    pub(super) x5t: String,
    /// The certificate, DER in standard Base64 (RFC 7515 section 4.1.6).
    pub(super) x5c: String,
}

impl SigningKey {
    /// Makes a new key and a certificate for `common_name`. Takes a noticeable part of a second.
    fn generate(common_name: &str) -> Self {
        let private = RsaPrivateKey::new(&mut OsRng, 2048)
            .expect("2048 bits is a size that key generation accepts");
        let public = private.to_public_key();
        let signer = pkcs1v15::SigningKey::<Sha256>::new(private);
        let der = certificate::self_signed(common_name, &public, &signer);
        let thumbprint = sha1_smol::Sha1::from(&der).digest().bytes();
        Self {
            verifier: VerifyingKey::new(public.clone()),
            signer,
            public,
            kid: hex::encode_upper(thumbprint),
            x5t: URL_SAFE_NO_PAD.encode(thumbprint),
            x5c: STANDARD.encode(der),
        }
    }

    /// RS256 signature over `message` (RFC 7518 section 3.3).
    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.signer.sign(message).to_vec()
    }

    /// Whether `signature` is this key's RS256 signature over `message`.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::try_from(signature)
            .is_ok_and(|signature| self.verifier.verify(message, &signature).is_ok())
    }

    /// The public key as RFC 7517 wants it: `n` and `e` in base64url without padding.
    pub(super) fn jwk(&self) -> Value {
        json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.kid,
            "n": URL_SAFE_NO_PAD.encode(self.public.n().to_bytes_be()),
            "e": URL_SAFE_NO_PAD.encode(self.public.e().to_bytes_be()),
            "x5c": [self.x5c],
        })
    }

    /// The public key as Altinn publishes it: `n` and `e` in *standard* Base64 with padding, and no
    /// `alg` (Altinn/altinn-authentication OpenIdController).
    pub(super) fn altinn_jwk(&self) -> Value {
        json!({
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "e": STANDARD.encode(self.public.e().to_bytes_be()),
            "n": STANDARD.encode(self.public.n().to_bytes_be()),
            "x5c": [self.x5c],
        })
    }
}

/// One issuer's keys. The first is made by whoever needs it first, or beforehand by [`prepare`].
pub(super) struct KeyRing {
    common_name: &'static str,
    first: Arc<OnceLock<Arc<SigningKey>>>,
    /// Keys made by `roll_over`, oldest first.
    later: RwLock<Vec<Arc<SigningKey>>>,
}

/// Makes the first keys of these issuers, one after the other, in a thread of its own. Nobody waits
/// for it who does not need a key, and one processor stays free for whatever else is starting.
pub(super) fn prepare(rings: &[&KeyRing]) {
    let slots: Vec<_> = rings
        .iter()
        .map(|ring| (ring.common_name, Arc::clone(&ring.first)))
        .collect();
    // If no thread can be had, the first use makes each key instead.
    drop(
        std::thread::Builder::new()
            .name("sandbox keys".to_owned())
            .spawn(move || {
                for (common_name, slot) in slots {
                    slot.get_or_init(|| Arc::new(SigningKey::generate(common_name)));
                }
            }),
    );
}

impl KeyRing {
    /// An issuer without keys as yet.
    pub(super) fn new(common_name: &'static str) -> Self {
        Self {
            common_name,
            first: Arc::default(),
            later: RwLock::default(),
        }
    }

    fn first(&self) -> Arc<SigningKey> {
        Arc::clone(
            self.first
                .get_or_init(|| Arc::new(SigningKey::generate(self.common_name))),
        )
    }

    /// The key that signs now.
    pub(super) fn current(&self) -> Arc<SigningKey> {
        let later = self.later.read().unwrap_or_else(PoisonError::into_inner);
        later.last().map_or_else(|| self.first(), Arc::clone)
    }

    /// The keys that others may check signatures with, newest first.
    pub(super) fn published(&self) -> Vec<Arc<SigningKey>> {
        let later = self.later.read().unwrap_or_else(PoisonError::into_inner);
        later
            .iter()
            .rev()
            .map(Arc::clone)
            .chain(std::iter::once_with(|| self.first()))
            .take(PUBLISHED_GENERATIONS)
            .collect()
    }

    /// Makes a new key and signs with it from now on.
    pub(super) fn roll_over(&self) {
        let fresh = Arc::new(SigningKey::generate(self.common_name));
        self.later
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .push(fresh);
    }
}
