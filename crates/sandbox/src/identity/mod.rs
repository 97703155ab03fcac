//! ID-porten, Maskinporten and Altinn's token exchange.
//!
//! Three issuers with three sets of keys under one origin: ID-porten at `/idporten` (pages that a
//! person sees under `/idporten/login`, as production keeps them on a host of their own),
//! Maskinporten at `/maskinporten/`, Altinn at `/authentication/api/v1/openid/`. Logins, grants and
//! machine clients live in memory and end with the sandbox.

mod altinn_token;
mod any_issuer;
mod caller;
mod certificate;
mod exchange;
mod form;
mod idporten;
mod jwt;
mod key_change;
mod keys;
mod maskinporten;
mod oauth_error;
mod opaque;
mod openid;
mod test_tokens;

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::Router;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::state::Shared;

pub(crate) use any_issuer::{bearer_text, issued_token};
pub use caller::{Caller, client_id_hint};
pub use maskinporten::InvalidClient;
pub use test_tokens::{TestLevel, TestTokens};

use keys::KeyRing;

/// Where Altinn's portal sends the browser to end its single sign-on; goes on to `?goto=`.
pub(crate) const END_SESSION_FOR_ALTINN: &str = "/idporten/login/altinn";

/// Keys, logins and registered machine clients of the three issuers.
pub struct Identity {
    id_porten_keys: KeyRing,
    maskinporten_keys: KeyRing,
    altinn_keys: KeyRing,
    logins: Mutex<idporten::Logins>,
    machines: Mutex<maskinporten::Machines>,
}

/// Whose keys are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Issuer {
    /// Signs id_tokens and access tokens of persons.
    IdPorten,
    /// Signs access tokens of machine clients.
    Maskinporten,
    /// Signs what the exchange gives.
    Altinn,
}

impl Default for Identity {
    fn default() -> Self {
        Self::new()
    }
}

impl Identity {
    /// Starts three issuers without logins or machine clients, and without keys: each is made when
    /// it is first needed, or by [`Identity::prepare`]. Behaviour is read from
    /// [`Shared::identity_config`] at each request, not kept here.
    #[must_use]
    pub fn new() -> Self {
        Self {
            id_porten_keys: KeyRing::new("Sandkasse ID-porten"),
            maskinporten_keys: KeyRing::new("Sandkasse Maskinporten"),
            altinn_keys: KeyRing::new("Sandkasse Altinn"),
            logins: Mutex::default(),
            machines: Mutex::default(),
        }
    }

    /// Makes the keys that a login needs, in the background, and returns at once.
    pub(crate) fn prepare(&self) {
        keys::prepare(&[&self.id_porten_keys, &self.altinn_keys]);
    }

    /// What a login of this person with these scopes, and the exchange after it, would give; for
    /// tests. `None` when no person has this key. Scopes are not held against the app's
    /// registration, so that a test may have `altinn:portal/enduser`.
    #[must_use]
    pub fn token_for_test(
        &self,
        shared: &Shared,
        person_key: &str,
        scopes: &str,
    ) -> Option<TestTokens> {
        test_tokens::issue(self, shared, person_key, scopes, TestLevel::Substantial)
    }

    /// The same at another level.
    #[must_use]
    pub fn token_for_test_at(
        &self,
        shared: &Shared,
        person_key: &str,
        scopes: &str,
        level: TestLevel,
    ) -> Option<TestTokens> {
        test_tokens::issue(self, shared, person_key, scopes, level)
    }

    /// Registers a machine client at Maskinporten, or replaces the one with this id. `jwks` is a
    /// JWK set or an array of keys, at most five, RSA with at least 2048 bits and a `kid` each; they
    /// hold for one year from `posted`.
    ///
    /// # Errors
    /// When the organisation number, a key or a scope is not acceptable; the message says which.
    pub fn put_client(
        &self,
        client_id: &str,
        org_no: &str,
        jwks: &Value,
        scopes: &[String],
        posted: Timestamp,
    ) -> Result<(), InvalidClient> {
        let client = maskinporten::Client::new(client_id, org_no, jwks, scopes, posted)?;
        self.machines().put(client);
        Ok(())
    }

    /// Forgets all sessions, consents, grants and pending logins. Keys and machine clients stay;
    /// access tokens already issued stay valid until they run out, as everywhere.
    pub fn forget_logins(&self) {
        *self.logins() = idporten::Logins::default();
    }

    /// Lets an issuer sign with a new key from now on. The key before it stays published; older
    /// ones are gone. Takes a noticeable part of a second: call it off the async runtime.
    pub fn roll_over_keys(&self, issuer: Issuer) {
        match issuer {
            Issuer::IdPorten => &self.id_porten_keys,
            Issuer::Maskinporten => &self.maskinporten_keys,
            Issuer::Altinn => &self.altinn_keys,
        }
        .roll_over();
    }

    fn logins(&self) -> MutexGuard<'_, idporten::Logins> {
        self.logins.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn machines(&self) -> MutexGuard<'_, maskinporten::Machines> {
        self.machines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All routes of the identity providers, with absolute paths, and the switch that changes keys.
pub fn router() -> Router<Shared> {
    Router::new()
        .merge(idporten::router())
        .merge(maskinporten::router())
        .merge(exchange::router())
        .merge(openid::router())
        .merge(key_change::router())
}

/// The sandbox's time in whole seconds, as tokens count it.
fn now(shared: &Shared) -> i64 {
    shared.clock().now().as_second()
}

/// Seconds of a configured lifetime; one that does not fit is as good as for ever.
fn seconds(lifetime: u64) -> i64 {
    // A century: far beyond any test, and far from overflow when added to a time.
    const LONGEST: i64 = 100 * 365 * 24 * 3600;
    i64::try_from(lifetime).map_or(LONGEST, |lifetime| lifetime.min(LONGEST))
}
