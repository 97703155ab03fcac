//! The provider's signing keys (RFC 7517), found by `kid`, never pinned.

use fullmakt_net::{Call, Net};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::CoreJsonWebKeySet;
use tokio::sync::Mutex;
use url::Url;

use super::transport::answers_not;
use crate::error::AuthError;

/// How long keys are used before they are read again.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Least time between two readings for an unknown `kid`, so that forged tokens cannot make us hammer the provider.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// Longest key set that is read.
const CAP: usize = 1024 * 1024;

/// Reads key sets, and remembers the last.
#[derive(Debug, Default)]
pub(super) struct SigningKeys {
    kept: Mutex<Option<(Timestamp, CoreJsonWebKeySet)>>,
}

impl SigningKeys {
    /// The keys, from memory or from the provider.
    pub(super) async fn get(
        &self,
        net: &Net,
        address: &Url,
    ) -> Result<CoreJsonWebKeySet, AuthError> {
        self.younger_than(KEPT, net, address).await
    }

    /// The keys after one that was not among them was met: read again unless that was done within the last minute.
    pub(super) async fn get_for_unknown_key(
        &self,
        net: &Net,
        address: &Url,
    ) -> Result<CoreJsonWebKeySet, AuthError> {
        self.younger_than(PAUSE, net, address).await
    }

    async fn younger_than(
        &self,
        age: SignedDuration,
        net: &Net,
        address: &Url,
    ) -> Result<CoreJsonWebKeySet, AuthError> {
        let mut kept = self.kept.lock().await;
        let now = net.clock().now();
        if let Some((read_at, keys)) = &*kept
            && now.duration_since(*read_at) < age
        {
            return Ok(keys.clone());
        }
        let answer = net
            .send(Call::get("openid_keys", address.clone()).cap(CAP))
            .await?;
        if answers_not(answer.status) {
            return Err(AuthError::ProviderNotAnswering);
        }
        if answer.status != 200 {
            return Err(AuthError::InvalidResponse("keys"));
        }
        let keys: CoreJsonWebKeySet = answer.json()?;
        *kept = Some((now, keys.clone()));
        Ok(keys)
    }
}
