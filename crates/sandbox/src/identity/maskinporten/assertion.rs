//! Checks of a JWT-bearer grant, in the order in which a fault is reported.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::Algorithm;
use serde_json::Value;

use super::super::jwt::Jws;
use super::error::GrantError;
use super::{Client, Machines};

/// The only grant type.
pub(super) const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// Signature algorithms taken.
pub(super) const ALGORITHMS: [&str; 3] = ["RS256", "RS384", "RS512"];

/// Longest time from `iat` to `exp`, in seconds.
const LONGEST_LIFETIME_S: i64 = 120;
/// How far `iat` may be from the server's time, in seconds.
const CLOCK_TOLERANCE_S: i64 = 10;
/// Scopes that only a person's login can hold (MP-201).
const FOR_PERSONS: &[&str] = &["openid", "profile", "altinn:portal/enduser"];

/// A grant that was checked and is now used up.
pub(super) struct Grant {
    pub(super) client_id: String,
    /// Owner of the client.
    pub(super) org_no: String,
    /// Scopes asked for, each allowed to the client.
    pub(super) scope: String,
}

/// Checks everything about an assertion except its authorization details.
pub(super) fn check(
    machines: &mut Machines,
    assertion: &Jws,
    issuer: &str,
    now: i64,
) -> Result<Grant, GrantError> {
    let client_id = assertion
        .text("iss")
        .ok_or_else(|| GrantError::malformed("iss"))?;
    let Machines { clients, used } = machines;
    let client = clients
        .get(client_id)
        .ok_or_else(|| GrantError::unknown_client("Client not found"))?;
    check_signature(client, assertion, now)?;
    check_audience(assertion, issuer)?;
    let exp = check_times(assertion, now)?;
    let jti = assertion
        .text("jti")
        .ok_or_else(|| GrantError::malformed("jti"))?;
    if !used.first_use(client_id, jti, exp + CLOCK_TOLERANCE_S, now) {
        return Err(GrantError::used_before());
    }
    let scope = check_scopes(client, assertion)?;
    check_consumer(clients, client, assertion, &scope)?;
    Ok(Grant {
        client_id: client_id.to_owned(),
        org_no: client.org_no.clone(),
        scope,
    })
}

fn check_signature(client: &Client, assertion: &Jws, now: i64) -> Result<(), GrantError> {
    let algorithm: Algorithm = assertion
        .header_text("alg")
        .filter(|name| ALGORITHMS.contains(name))
        .and_then(|name| name.parse().ok())
        .ok_or_else(|| GrantError::authentication("MP-124", "Invalid JWT signature"))?;
    match assertion.header.get("x5c") {
        None => {}
        Some(Value::Array(chain)) => {
            if organisation_in(chain).is_some_and(|number| number != client.org_no) {
                return Err(GrantError::authentication(
                    "MP-122",
                    "The organisation in the certificate is not the client's.",
                ));
            }
            // Enterprise certificates are issued by authorities that the sandbox does not trust.
            return Err(GrantError::authentication(
                "MP-120",
                "The JWT is signed with an invalid certificate.",
            ));
        }
        Some(_) => {
            return Err(GrantError::authentication(
                "MP-123",
                "Invalid JWT header x5c",
            ));
        }
    }
    let kid = assertion.header_text("kid").ok_or_else(|| {
        GrantError::unknown_client(
            "Invalid JWT. The client requires pre-registered jwk and no key identifier (kid) \
             provided",
        )
    })?;
    let key = client
        .key(kid)
        .ok_or_else(|| GrantError::unknown_client("Invalid JWT. Unknown key identifier (kid)"))?;
    if client.keys_have_expired(now) {
        return Err(GrantError::authentication("MP-121", "Expired key"));
    }
    if assertion.signed_by_jwk(key, algorithm) {
        Ok(())
    } else {
        Err(GrantError::authentication(
            "MP-124",
            "Invalid JWT signature",
        ))
    }
}

/// The organisation's number in the first certificate of a chain: the subject's `organizationIdentifier`, `NTRNO-` and
/// nine digits (ETSI EN 319 412-1 section 5.1.4). Nothing else of the certificate matters here, so it is only searched.
fn organisation_in(chain: &[Value]) -> Option<String> {
    const PREFIX: &[u8] = b"NTRNO-";
    let der = STANDARD.decode(chain.first()?.as_str()?).ok()?;
    let at = der.windows(PREFIX.len()).position(|part| part == PREFIX)?;
    let digits = der.get(at + PREFIX.len()..at + PREFIX.len() + 9)?;
    let digits = std::str::from_utf8(digits).ok()?;
    digits
        .bytes()
        .all(|digit| digit.is_ascii_digit())
        .then(|| digits.to_owned())
}

/// `aud` must be the issuer to the letter, as a string or as an array of that one string.
fn check_audience(assertion: &Jws, issuer: &str) -> Result<(), GrantError> {
    let fits = match assertion.claims.get("aud") {
        Some(Value::String(audience)) => audience == issuer,
        Some(Value::Array(audiences)) => {
            matches!(audiences.as_slice(), [Value::String(audience)] if audience == issuer)
        }
        _ => false,
    };
    if fits {
        Ok(())
    } else {
        Err(GrantError::authentication(
            "MP-110",
            "Invalid JWT claim aud",
        ))
    }
}

/// Gives `exp`.
fn check_times(assertion: &Jws, now: i64) -> Result<i64, GrantError> {
    let iat = assertion
        .seconds("iat")
        .ok_or_else(|| GrantError::malformed("iat"))?;
    let exp = assertion
        .seconds("exp")
        .ok_or_else(|| GrantError::malformed("exp"))?;
    if exp.saturating_sub(iat) > LONGEST_LIFETIME_S {
        return Err(GrantError::unnumbered(
            "invalid_grant",
            "Invalid assertion. Lifetime (exp - iat) is more than 120 seconds",
        ));
    }
    if iat > now + CLOCK_TOLERANCE_S {
        return Err(GrantError::issued_in_future());
    }
    if now >= exp || iat < now - CLOCK_TOLERANCE_S {
        return Err(GrantError::authentication("MP-130", "JWT is expired"));
    }
    Ok(exp)
}

fn check_scopes(client: &Client, assertion: &Jws) -> Result<String, GrantError> {
    let asked = assertion.text("scope").unwrap_or_default();
    let scopes: Vec<&str> = asked.split(' ').filter(|scope| !scope.is_empty()).collect();
    if scopes.is_empty() {
        return Err(GrantError::malformed("scope"));
    }
    let foreign: Vec<&str> = scopes
        .iter()
        .filter(|scope| !client.scopes.iter().any(|held| held == *scope))
        .copied()
        .collect();
    if !foreign.is_empty() {
        return Err(GrantError::scope_not_on_client(&foreign.join(" ")));
    }
    let personal: Vec<&str> = scopes
        .iter()
        .filter(|scope| FOR_PERSONS.contains(scope))
        .copied()
        .collect();
    if !personal.is_empty() {
        return Err(GrantError::scope_for_persons(&personal.join(" ")));
    }
    Ok(scopes.join(" "))
}

/// Supplier set-ups. No organisation here has handed a scope on to a supplier in Altinn, so naming
/// another consumer than the client's owner is always refused. Which scopes a consumer has itself
/// shows in the clients of its own.
fn check_consumer(
    clients: &HashMap<String, Client>,
    client: &Client,
    assertion: &Jws,
    scope: &str,
) -> Result<(), GrantError> {
    if assertion.claims.contains_key("iss_onbehalfof") {
        return Err(GrantError::malformed("iss_onbehalfof"));
    }
    match assertion.claims.get("consumer_org") {
        None => Ok(()),
        Some(Value::String(consumer)) if *consumer == client.org_no => Err(GrantError::unnumbered(
            "invalid_request",
            "Validation of JWT claim failed: consumer_org is the client's own organization",
        )),
        Some(Value::String(consumer)) => {
            let has = |scope: &str| {
                let mut own = clients.values().filter(|each| each.org_no == *consumer);
                own.any(|each| each.scopes.iter().any(|held| held == scope))
            };
            Err(match scope.split(' ').find(|scope| !has(scope)) {
                Some(lacking) => GrantError::consumer_lacks(consumer, lacking),
                None => GrantError::not_delegated(consumer, scope, &client.org_no),
            })
        }
        Some(_) => Err(GrantError::malformed("consumer_org")),
    }
}
