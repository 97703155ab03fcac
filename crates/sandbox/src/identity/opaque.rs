//! Random values that mean nothing to whoever holds them: codes, session ids, refresh tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore;

/// Length of the refresh token in ID-porten's published sample, in characters. Clients that keep
/// such a token must have room for it.
const REFRESH_TOKEN_LENGTH: usize = 1866;

/// 256 random bits in base64url: 43 characters.
pub(super) fn secret() -> String {
    random_text(32)
}

/// A refresh token with the outer form of ID-porten's: a JWE in compact serialisation (RFC 7516
/// section 3.1) of 1866 characters. Nothing is encrypted in it; the sandbox looks it up.
pub(super) fn refresh_token() -> String {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"dir","cty":"JWT","enc":"A256GCM"}"#);
    let vector = random_text(12);
    let tag = random_text(16);
    // header..vector.ciphertext.tag: the second part is empty with `dir`.
    let used = header.len() + vector.len() + tag.len() + 4;
    let mut ciphertext = random_text(REFRESH_TOKEN_LENGTH);
    ciphertext.truncate(REFRESH_TOKEN_LENGTH - used);
    format!("{header}..{vector}.{ciphertext}.{tag}")
}

fn random_text(bytes: usize) -> String {
    let mut buffer = vec![0; bytes];
    rand::rng().fill_bytes(&mut buffer);
    URL_SAFE_NO_PAD.encode(buffer)
}

#[cfg(test)]
mod tests {
    #[test]
    fn refresh_tokens_have_the_sample_s_length_and_five_parts() {
        let token = super::refresh_token();
        assert_eq!(token.len(), 1866);
        assert_eq!(token.split('.').count(), 5);
        assert_ne!(token, super::refresh_token());
    }
}
