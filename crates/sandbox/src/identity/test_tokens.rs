//! Tokens handed out by the control door, for tests that are not about signing in.

use serde::{Deserialize, Serialize};

use super::idporten::{self, Level, TokenSubject, clients};
use super::{Identity, altinn_token, jwt, now, seconds};
use crate::state::Shared;

/// What a login and the exchange after it give.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct TestTokens {
    /// ID-porten access token.
    pub id_porten: String,
    /// Altinn token; empty when the scopes hold nothing that the exchange accepts (it would answer
    /// 403).
    pub altinn: String,
    /// Seconds that both tokens live.
    pub expires_in: u64,
}

/// How strong a login is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TestLevel {
    /// `idporten-loa-substantial`, level 3.
    #[default]
    Substantial,
    /// `idporten-loa-high`, level 4.
    High,
}

/// Issues tokens for the person with this key, as the app's client.
pub(super) fn issue(
    identity: &Identity,
    shared: &Shared,
    person_key: &str,
    scopes: &str,
    level: TestLevel,
) -> Option<TestTokens> {
    let person = shared.world().person_by_key(person_key)?.clone();
    let expires_in = shared.identity_config().access_token_s;
    let now = now(shared);
    let exp = now + seconds(expires_in);
    let acr = match level {
        TestLevel::Substantial => Level::Substantial,
        TestLevel::High => Level::High,
    }
    .name();
    let subject = TokenSubject {
        client: &clients::APP,
        pid: &person.pid,
        acr,
        jkt: None,
        resource: None,
    };
    let claims = idporten::access_token_claims(shared, &subject, scopes, now, exp);
    let key = identity.id_porten_keys.current();
    let id_porten = jwt::sign(&jwt::digdir_header(&key), &claims, &key);
    let altinn = if altinn_token::has_altinn_scope(scopes) {
        let claims = altinn_token::for_person(&claims, &person, acr);
        altinn_token::sign(identity, shared, claims, now, exp)
    } else {
        String::new()
    };
    Some(TestTokens {
        id_porten,
        altinn,
        expires_in,
    })
}
