//! The exchange: ID-porten's access token for Altinn's (identity reference 2, after Altinn/altinn-authentication
//! `AuthenticationController`).

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fullmakt_domain::Sensitive;
use fullmakt_net::{Call, Net};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize};
use url::Url;
use uuid::Uuid;
use zeroize::Zeroize;

use crate::error::AuthError;
use crate::session::Timed;

/// Longest answer that is read; a token is two to four kilobytes.
const CAP: usize = 256 * 1024;
/// Waits before the second and third try at a 401.
const PAUSES: [Duration; 2] = [Duration::from_millis(400), Duration::from_millis(1200)];

/// Who the person is at Altinn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AltinnIdentity {
    /// The person's own party, for newer interfaces.
    pub party_uuid: Uuid,
    /// The person's own party, for older interfaces.
    pub party_id: u32,
    /// The person's user.
    pub user_id: u32,
}

/// What came out of the exchange.
#[derive(Debug)]
pub(crate) struct AltinnToken {
    pub(crate) timed: Timed,
    pub(crate) identity: Option<AltinnIdentity>,
}

/// Why nothing came out of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ExchangeFault {
    /// 401, again and again, for a token that is still valid by our clock.
    Refused,
    /// The token ran out meanwhile.
    Expired,
    /// Anything else.
    Auth(AuthError),
}

/// Exchanges. A 401 is what an outage behind the exchange looks like too, so one for a valid token is tried again
/// before it is believed; a 403 means that the token holds no `altinn:` scope.
///
/// `ahead`: how far ID-porten's clock, which wrote the expiry, is ahead of ours.
pub(crate) async fn exchange(
    net: &Net,
    platform: &Url,
    access: &Timed,
    ahead: SignedDuration,
) -> Result<AltinnToken, ExchangeFault> {
    let address = platform
        .join("authentication/api/v1/exchange/id-porten")
        .map_err(|_| ExchangeFault::Auth(AuthError::InvalidResponse("platform")))?;
    let mut pauses = PAUSES.into_iter();
    loop {
        // `text/plain` is what the service speaks; asked for JSON it may put the token in quotes.
        let call = Call::get("altinn_exchange", address.clone())
            .accept("text/plain")
            .bearer(&access.token)
            .cap(CAP);
        let mut answer = net
            .send(call)
            .await
            .map_err(|e| ExchangeFault::Auth(e.into()))?;
        match answer.status {
            200 => {
                let token = read_token(&answer.text());
                answer.body.zeroize();
                return token
                    .and_then(|token| understand(token, access, ahead))
                    .ok_or(ExchangeFault::Auth(AuthError::InvalidResponse("exchange")));
            }
            401 => {
                match pauses.next() {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => return Err(ExchangeFault::Refused),
                }
                if access.expires_at <= net.clock().now() {
                    return Err(ExchangeFault::Expired);
                }
            }
            403 => return Err(ExchangeFault::Auth(AuthError::NoAltinnScope)),
            429 | 500.. => return Err(ExchangeFault::Auth(AuthError::AltinnNotAnswering)),
            _ => return Err(ExchangeFault::Auth(AuthError::InvalidResponse("exchange"))),
        }
    }
}

/// A bare token, with or without white space and JSON quotes around it.
fn read_token(body: &str) -> Option<Sensitive<String>> {
    let text = body.trim();
    let bare = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text);
    let shaped = bare.split('.').count() == 3
        && bare
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    shaped.then(|| Sensitive::new(bare.to_owned()))
}

/// The claims that we look at. The token came over TLS from the service that made it and is only ever sent back to
/// that service, so its signature is not our concern.
#[derive(Deserialize)]
struct Claims {
    exp: i64,
    #[serde(rename = "urn:altinn:party:uuid")]
    party_uuid: Option<Uuid>,
    #[serde(rename = "urn:altinn:partyid", default, deserialize_with = "number")]
    party_id: Option<u32>,
    #[serde(rename = "urn:altinn:userid", default, deserialize_with = "number")]
    user_id: Option<u32>,
}

fn understand(
    token: Sensitive<String>,
    access: &Timed,
    ahead: SignedDuration,
) -> Option<AltinnToken> {
    let payload = token.expose().split('.').nth(1)?;
    let bytes = Sensitive::new(URL_SAFE_NO_PAD.decode(payload).ok()?);
    let claims: Claims = serde_json::from_slice(bytes.expose()).ok()?;
    let said = Timestamp::from_second(claims.exp)
        .ok()?
        .checked_sub(ahead)
        .ok()?;
    // It dies with the token it was made from.
    let expires_at = said.min(access.expires_at);
    let identity = match (claims.party_uuid, claims.party_id, claims.user_id) {
        (Some(party_uuid), Some(party_id), Some(user_id)) => Some(AltinnIdentity {
            party_uuid,
            party_id,
            user_id,
        }),
        _ => None,
    };
    Some(AltinnToken {
        timed: Timed { token, expires_at },
        identity,
    })
}

/// A number, or the same written as text: `urn:altinn:userid` is text, `urn:altinn:partyid` is not.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(u32),
        Text(String),
        Other(serde::de::IgnoredAny),
    }
    Ok(match Either::deserialize(from)? {
        Either::Number(number) => Some(number),
        Either::Text(text) => text.parse().ok(),
        Either::Other(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{AltinnIdentity, read_token, understand};
    use crate::session::Timed;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use fullmakt_domain::Sensitive;
    use jiff::{SignedDuration, Timestamp};
    use serde_json::{Value, json};

    fn now() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().expect("a time")
    }

    fn access() -> Timed {
        Timed {
            token: Sensitive::new("a".to_owned()),
            expires_at: now() + SignedDuration::from_secs(120),
        }
    }

    fn token(claims: &Value) -> Sensitive<String> {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        Sensitive::new(format!(
            "{}.{}.c2ln",
            part(&json!({"alg": "RS256"})),
            part(claims)
        ))
    }

    #[test]
    fn the_token_is_read_with_and_without_quotes() {
        for body in ["a.b.c", "\"a.b.c\"", " a.b.c\r\n", "\"a.b.c\"\n"] {
            assert_eq!(
                read_token(body).expect("read").expose(),
                "a.b.c",
                "{body:?}"
            );
        }
        for body in [
            "",
            "\"\"",
            "a.b",
            "a.b.c.d",
            "<html>a.b.c</html>",
            "{\"token\":\"a.b.c\"}",
            "a.b.c d",
        ] {
            assert!(read_token(body).is_none(), "{body:?}");
        }
    }

    #[test]
    fn the_claims_tell_who_it_is() {
        let claims = json!({
            "exp": now().as_second() + 60,
            "urn:altinn:party:uuid": "5f1a1c1e-1111-4c4c-8a8a-123456789abc",
            "urn:altinn:partyid": 51_234_567,
            "urn:altinn:userid": "20012345",
            "pid": "28876895937",
        });
        let read = understand(token(&claims), &access(), SignedDuration::ZERO).expect("understood");
        assert_eq!(
            read.identity,
            Some(AltinnIdentity {
                party_uuid: "5f1a1c1e-1111-4c4c-8a8a-123456789abc"
                    .parse()
                    .expect("a UUID"),
                party_id: 51_234_567,
                user_id: 20_012_345,
            })
        );
        assert_eq!(read.timed.expires_at, now() + SignedDuration::from_secs(60));
    }

    #[test]
    fn a_token_without_a_party_is_still_a_token() {
        let claims = json!({"exp": now().as_second() + 60, "urn:altinn:userid": [1]});
        let read = understand(token(&claims), &access(), SignedDuration::ZERO).expect("understood");
        assert_eq!(read.identity, None);
        assert!(
            understand(token(&json!({})), &access(), SignedDuration::ZERO).is_none(),
            "no exp"
        );
    }

    #[test]
    fn it_never_outlives_the_token_it_was_made_from_and_clocks_are_reckoned_with() {
        let long = json!({"exp": now().as_second() + 9_000});
        let read = understand(token(&long), &access(), SignedDuration::ZERO).expect("understood");
        assert_eq!(read.timed.expires_at, access().expires_at);
        // The server is five minutes ahead: what it calls 12:06 is 12:01 here.
        let ahead = SignedDuration::from_mins(5);
        let soon = json!({"exp": now().as_second() + 360});
        let read = understand(token(&soon), &access(), ahead).expect("understood");
        assert_eq!(read.timed.expires_at, now() + SignedDuration::from_secs(60));
    }
}
