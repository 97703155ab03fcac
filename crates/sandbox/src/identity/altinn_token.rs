//! The Altinn token: which claims the exchange copies, drops and adds.
//!
//! Source: Altinn/altinn-authentication AuthenticationController, `AuthenticateIdPortenToken` and
//! `AuthenticateMaskinportenToken`.

use serde_json::{Value, json};
use uuid::Uuid;

use super::jwt::{self, Members};
use super::{Identity, openid};
use crate::state::Shared;
use crate::world::Person;

/// What Altinn gives a token that it makes or renews itself (`JwtValidityMinutes`), in seconds.
pub(super) const STANDARD_LIFETIME_S: i64 = 30 * 60;

/// Scopes of partners that the exchange accepts in place of an `altinn:` scope (upstream's
/// `PartnerScopes` setting).
const PARTNER_SCOPES: &[&str] = &[
    "skatteetaten:formueinntekt/skattemelding",
    "skatteetaten:mvameldinginnsending",
    "skatteetaten:mvameldingvalidering",
];

/// Whether an ID-porten token's scopes let it into Altinn at all.
pub(super) fn has_altinn_scope(scope: &str) -> bool {
    scope
        .split(' ')
        .any(|scope| scope.starts_with("altinn:") || PARTNER_SCOPES.contains(&scope))
}

/// Claims for a person, from an ID-porten access token's. Nothing about the token's life is set
/// here except that `exp` is copied with the rest.
pub(super) fn for_person(id_porten: &Members, person: &Person, acr: &str) -> Members {
    let mut claims = id_porten.clone();
    for dropped in ["aud", "at_hash", "sub", "iss", "sid"] {
        claims.remove(dropped);
    }
    let method = match id_porten.get("amr") {
        Some(Value::String(method)) => method.clone(),
        Some(Value::Array(methods)) => methods
            .first()
            .and_then(Value::as_str)
            .unwrap_or("NotDefined")
            .to_owned(),
        _ => "NotDefined".to_owned(),
    };
    claims.extend(jwt::members(json!({
        "nameid": person.user_id.to_string(),
        "urn:altinn:userid": person.user_id.to_string(),
        "urn:altinn:username": person.username,
        "urn:altinn:partyid": person.party_id,
        "urn:altinn:party:uuid": person.party_uuid,
        "urn:altinn:authenticatemethod": method,
        "urn:altinn:authlevel": auth_level(acr),
        "sid": Uuid::new_v4(),
    })));
    claims
}

/// Altinn's number for an `acr`. An unknown value gives its last character, as upstream does: a
/// digit for `Level4`, a letter for `eidas-loa-high`.
fn auth_level(acr: &str) -> Value {
    match acr {
        "idporten-loa-low" => json!(0),
        "idporten-loa-substantial" => json!(3),
        "idporten-loa-high" => json!(4),
        other => {
            let last = other.chars().last();
            last.and_then(|digit| digit.to_digit(10))
                .map_or_else(|| json!(last.map(String::from)), |digit| json!(digit))
        }
    }
}

/// Claims for a machine client, from a Maskinporten access token's.
pub(super) fn for_machine(maskinporten: &Members, org_no: &str) -> Members {
    let mut claims = maskinporten.clone();
    for dropped in ["aud", "iss", "client_amr", "sid"] {
        claims.remove(dropped);
    }
    claims.extend(jwt::members(json!({
        "urn:altinn:orgNumber": org_no,
        "urn:altinn:authenticatemethod": "maskinporten",
        "urn:altinn:authlevel": 3,
        "sid": Uuid::new_v4(),
    })));
    claims
}

/// Signs claims as Altinn: issuer and times are set, everything else is kept.
pub(super) fn sign(
    identity: &Identity,
    shared: &Shared,
    mut claims: Members,
    now: i64,
    exp: i64,
) -> String {
    claims.extend(jwt::members(json!({
        "iss": openid::issuer(shared), "iat": now, "nbf": now, "exp": exp,
    })));
    let key = identity.altinn_keys.current();
    jwt::sign(&jwt::altinn_header(&key), &claims, &key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_upstream_down_to_its_last_character_rule() {
        assert_eq!(auth_level("idporten-loa-low"), json!(0));
        assert_eq!(auth_level("idporten-loa-substantial"), json!(3));
        assert_eq!(auth_level("idporten-loa-high"), json!(4));
        assert_eq!(auth_level("Level4"), json!(4));
        assert_eq!(auth_level("eidas-loa-high"), json!("h"));
    }

    #[test]
    fn only_altinn_and_partner_scopes_open_the_exchange() {
        assert!(!has_altinn_scope("openid profile digdir:dialogporten"));
        assert!(has_altinn_scope(
            "openid altinn:accessmanagement/authorizedparties"
        ));
        assert!(has_altinn_scope("skatteetaten:mvameldinginnsending"));
    }
}
