//! Self-signed certificates for the `x5c` member of keys and token headers.
//!
//! ID-porten, Maskinporten and Altinn all sign with a certificate's key and publish the certificate
//! beside the bare key (RFC 7517 section 4.7), so a client may take the key from either. What is
//! written here is the smallest X.509 v3 certificate of RFC 5280 section 4.1: no extensions.

use rsa::RsaPublicKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::EncodePublicKey;
use rsa::sha2::Sha256;
use rsa::signature::{SignatureEncoding, Signer};

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const UTF8_STRING: u8 = 0x0c;
const UTC_TIME: u8 = 0x17;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// Context tag 0, constructed: the version field.
const VERSION_FIELD: u8 = 0xa0;

/// `AlgorithmIdentifier` of sha256WithRSAEncryption (RFC 4055 section 5).
const SHA256_WITH_RSA: &[u8] = &[
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00,
];
/// Object identifier of `commonName`.
const COMMON_NAME: &[u8] = &[0x06, 0x03, 0x55, 0x04, 0x03];

/// A self-signed certificate over `public`, in DER. Its validity is fixed and wide, because the
/// sandbox's clock may be moved by years.
pub(super) fn self_signed(
    common_name: &str,
    public: &RsaPublicKey,
    signer: &SigningKey<Sha256>,
) -> Vec<u8> {
    let name = tagged(
        SEQUENCE,
        &tagged(
            SET,
            &tagged(
                SEQUENCE,
                &[COMMON_NAME, &tagged(UTF8_STRING, common_name.as_bytes())].concat(),
            ),
        ),
    );
    let validity = tagged(
        SEQUENCE,
        &[
            tagged(UTC_TIME, b"200101000000Z"),
            tagged(UTC_TIME, b"491231235959Z"),
        ]
        .concat(),
    );
    let key = public
        .to_public_key_der()
        .expect("an RSA public key always has a DER form");
    let body = tagged(
        SEQUENCE,
        &[
            &tagged(VERSION_FIELD, &tagged(INTEGER, &[2])),
            &tagged(INTEGER, &serial()),
            SHA256_WITH_RSA,
            &name,
            &validity,
            &name,
            key.as_bytes(),
        ]
        .concat(),
    );
    let signature = signer.sign(&body).to_bytes();
    // A bit string starts with the number of unused bits in its last byte.
    let signature = tagged(BIT_STRING, &[&[0], signature.as_ref()].concat());
    tagged(SEQUENCE, &[&body, SHA256_WITH_RSA, &signature].concat())
}

/// Sixteen random bytes that read as a positive integer without a leading zero.
fn serial() -> [u8; 16] {
    let mut bytes = uuid::Uuid::new_v4().into_bytes();
    bytes[0] = (bytes[0] & 0x3f) | 0x40;
    bytes
}

/// One DER element: tag, length, content.
fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut element = vec![tag];
    let length = content.len().to_be_bytes();
    if content.len() < 0x80 {
        element.push(length[length.len() - 1]);
    } else {
        let significant = &length[length.iter().take_while(|byte| **byte == 0).count()..];
        element.push(0x80 | u8::try_from(significant.len()).expect("a length has at most 8 bytes"));
        element.extend_from_slice(significant);
    }
    element.extend_from_slice(content);
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_the_short_form_below_128_and_the_long_form_above() {
        assert_eq!(tagged(SEQUENCE, &[0; 3])[..2], [0x30, 3]);
        assert_eq!(tagged(SEQUENCE, &[0; 200])[..3], [0x30, 0x81, 200]);
        assert_eq!(tagged(SEQUENCE, &[0; 300])[..4], [0x30, 0x82, 1, 44]);
    }
}
