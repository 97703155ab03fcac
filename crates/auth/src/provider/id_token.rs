//! Validation of the id_token (OpenID Connect Core 3.1.3.7, and ID-porten's additions: level, identity number).

use std::fmt;

use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreGenderClaim, CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, ClientId, IdTokenVerifier, IssuerUrl, Nonce,
    SignatureVerificationError,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::AuthError;
use crate::login::Level;

/// How far clocks may be apart.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// The id_token as the library reads it.
pub(super) type IdToken = openidconnect::IdToken<
    PersonClaims,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// ID-porten's claim beyond the standard ones that matters here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PersonClaims {
    #[serde(default)]
    pid: Pid,
}

impl AdditionalClaims for PersonClaims {}

/// Whether there is a national identity number. The number itself is looked at while it is read, and not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pid {
    #[default]
    Missing,
    Malformed,
    Present,
}

impl Serialize for Pid {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_none()
    }
}

impl<'de> Deserialize<'de> for Pid {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Shape;
        impl de::Visitor<'_> for Shape {
            type Value = Pid;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("eleven digits")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Pid, E> {
                let digits = text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit());
                Ok(if digits { Pid::Present } else { Pid::Malformed })
            }
            fn visit_unit<E: de::Error>(self) -> Result<Pid, E> {
                Ok(Pid::Missing)
            }
        }
        from.deserialize_any(Shape)
    }
}

/// What an id_token is held against.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    /// The provider's time.
    pub(super) now: Timestamp,
}

/// What a login asked for.
pub(super) struct Asked<'a> {
    pub(super) nonce: &'a str,
    pub(super) level: Level,
    pub(super) signed_in_after: Option<Timestamp>,
}

/// What a valid id_token says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Verified {
    pub(super) subject: String,
    pub(super) level: u8,
    pub(super) auth_time: Option<Timestamp>,
}

/// Why an id_token is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum IdTokenFault {
    /// Signed with a key that is not in the set: the set may be old.
    UnknownKey,
    /// Anything else.
    Auth(AuthError),
}

/// Judges the id_token of a login.
pub(super) fn judge_login(
    token: &IdToken,
    keys: &CoreJsonWebKeySet,
    expected: &Expected<'_>,
    asked: &Asked<'_>,
) -> Result<Verified, IdTokenFault> {
    let nonce = Nonce::new(asked.nonce.to_owned());
    let claims = token
        .claims(&verifier(keys, expected)?, &nonce)
        .map_err(|e| fault(&e))?;
    let invalid = |what| IdTokenFault::Auth(AuthError::InvalidResponse(what));
    match claims.additional_claims().pid {
        Pid::Present => {}
        Pid::Missing => return Err(invalid("id_token pid missing")),
        Pid::Malformed => return Err(invalid("id_token pid")),
    }
    let auth_time = claims
        .auth_time()
        .and_then(|time| Timestamp::from_second(time.timestamp()).ok());
    if let Some(earliest) = asked.signed_in_after
        && auth_time.is_none_or(|time| time < earliest)
    {
        return Err(invalid("id_token auth_time"));
    }
    let level = claims
        .auth_context_ref()
        .and_then(|acr| Level::number_of(acr.as_str()))
        .ok_or(invalid("id_token acr"))?;
    if level < asked.level.number() {
        return Err(IdTokenFault::Auth(AuthError::LevelTooLow { got: level }));
    }
    Ok(Verified {
        subject: claims.subject().as_str().to_owned(),
        level,
        auth_time,
    })
}

/// Judges the id_token that a renewal may bring: it must be of the same person (OpenID Connect Core 12.2). It has no
/// nonce of its own, and its level is that of the login.
pub(super) fn judge_renewal(
    token: &IdToken,
    keys: &CoreJsonWebKeySet,
    expected: &Expected<'_>,
    subject: &str,
) -> Result<(), IdTokenFault> {
    let any_nonce = |_: Option<&Nonce>| Ok(());
    let claims = token
        .claims(&verifier(keys, expected)?, any_nonce)
        .map_err(|e| fault(&e))?;
    if claims.subject().as_str() == subject {
        Ok(())
    } else {
        Err(IdTokenFault::Auth(AuthError::OtherPerson))
    }
}

/// Signature by a key of the set, RS256 and nothing else; issuer and audience equal; not expired, not from the future.
fn verifier<'a>(
    keys: &CoreJsonWebKeySet,
    expected: &Expected<'_>,
) -> Result<IdTokenVerifier<'a, CoreJsonWebKey>, IdTokenFault> {
    let issuer = IssuerUrl::new(expected.issuer.to_owned())
        .map_err(|_| IdTokenFault::Auth(AuthError::InvalidResponse("issuer")))?;
    let client = ClientId::new(expected.client_id.to_owned());
    let not_expired_at = at(expected.now - LEEWAY);
    let not_issued_after = at(expected.now + LEEWAY);
    Ok(
        IdTokenVerifier::new_public_client(client, issuer, keys.clone())
            .set_allowed_algs([CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256])
            .set_time_fn(move || not_expired_at)
            .set_issue_time_verifier_fn(move |issued| {
                if issued <= not_issued_after {
                    Ok(())
                } else {
                    Err("issued in the future".to_owned())
                }
            }),
    )
}

fn at(time: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(time.as_second(), 0).unwrap_or_default()
}

/// Names the part that is wrong. The library's own text stays out: it may quote the token.
fn fault(error: &ClaimsVerificationError) -> IdTokenFault {
    use ClaimsVerificationError as Claims;
    let what = match error {
        Claims::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            return IdTokenFault::UnknownKey;
        }
        Claims::SignatureVerification(
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::NoSignature
            | SignatureVerificationError::UnsupportedAlg(_),
        ) => "id_token alg",
        Claims::SignatureVerification(_) => "id_token signature",
        Claims::InvalidIssuer(_) => "id_token iss",
        Claims::InvalidAudience(_) => "id_token aud",
        Claims::InvalidNonce(_) => "id_token nonce",
        Claims::Expired(_) => "id_token time (check this machine's clock)",
        _ => "id_token",
    };
    IdTokenFault::Auth(AuthError::InvalidResponse(what))
}
