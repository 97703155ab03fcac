//! What outlives the process: the refresh token and what is known of its login.

use async_trait::async_trait;
use fullmakt_domain::Sensitive;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::config::AuthConfig;
use crate::exchange::AltinnIdentity;
use crate::login::Login;
use crate::session::Refresh;

/// Version of the content.
const VERSION: u8 = 1;

/// Keeps one login durably, or, where the machine has no keyring, for as long as the app runs. One per environment.
///
/// The host implements it, over a sealed file or over memory.
#[async_trait]
pub trait TokenVault: Send + Sync {
    /// What was saved last; `None` when nothing was.
    ///
    /// # Errors
    /// When it is there but cannot be had.
    async fn load(&self) -> Result<Option<Sensitive<Vec<u8>>>, VaultError>;

    /// Keeps this instead of what was kept before. When it returns, a crash does not lose it.
    ///
    /// # Errors
    /// When it could not be kept.
    async fn save(&self, bytes: Sensitive<Vec<u8>>) -> Result<(), VaultError>;

    /// Forgets what was kept.
    ///
    /// # Errors
    /// When it may still be there.
    async fn clear(&self) -> Result<(), VaultError>;
}

/// Why a vault failed, in a plain sentence without secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct VaultError(pub String);

/// A login as it is kept.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) login: Login,
    pub(crate) refresh: Option<Refresh>,
    pub(crate) identity: Option<AltinnIdentity>,
}

impl Kept {
    /// Writes it down for a vault.
    pub(crate) fn to_bytes(&self, config: &AuthConfig) -> Sensitive<Vec<u8>> {
        let refresh = self.refresh.as_ref().map(|refresh| WireRefreshOut {
            token: refresh.token.expose(),
            expires_at: refresh.expires_at,
        });
        let wire = WireOut {
            v: VERSION,
            issuer: &config.issuer,
            client_id: &config.client_id,
            login: &self.login,
            refresh,
            identity: self.identity,
        };
        let bytes =
            serde_json::to_vec(&wire).expect("plain texts and times can be written as JSON");
        Sensitive::new(bytes)
    }

    /// Reads it; `None` when it is in another form, or belongs to another issuer or client: a refresh token is never
    /// sent to anyone but who gave it (RFC 9700 section 4.4, mix-up).
    pub(crate) fn from_bytes(bytes: &Sensitive<Vec<u8>>, config: &AuthConfig) -> Option<Self> {
        let wire: WireIn = serde_json::from_slice(bytes.expose()).ok()?;
        if wire.v != VERSION || wire.issuer != config.issuer || wire.client_id != config.client_id {
            return None;
        }
        let refresh = wire.refresh.map(|refresh| Refresh {
            token: Sensitive::new(refresh.token.clone()),
            expires_at: refresh
                .expires_at
                .and_then(|second| Timestamp::from_second(second).ok()),
        });
        let mut login = wire.login;
        login.has_refresh = refresh.is_some();
        Some(Kept {
            login,
            refresh,
            identity: wire.identity,
        })
    }
}

#[derive(Serialize)]
struct WireOut<'a> {
    v: u8,
    issuer: &'a str,
    client_id: &'a str,
    login: &'a Login,
    refresh: Option<WireRefreshOut<'a>>,
    identity: Option<AltinnIdentity>,
}

#[derive(Serialize)]
struct WireRefreshOut<'a> {
    token: &'a str,
    #[serde(serialize_with = "as_second")]
    expires_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct WireIn {
    v: u8,
    issuer: String,
    client_id: String,
    login: Login,
    refresh: Option<WireRefreshIn>,
    identity: Option<AltinnIdentity>,
}

#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
struct WireRefreshIn {
    token: String,
    expires_at: Option<i64>,
}

#[expect(clippy::ref_option, reason = "the shape that serde asks for")]
fn as_second<S: serde::Serializer>(time: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
    time.map(Timestamp::as_second).serialize(to)
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use crate::config::AuthConfig;
    use crate::exchange::AltinnIdentity;
    use crate::login::Login;
    use crate::session::Refresh;
    use fullmakt_domain::Sensitive;

    fn config(issuer: &str, client_id: &str) -> AuthConfig {
        AuthConfig {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            platform: "https://platform.tt02.altinn.no/"
                .parse()
                .expect("an address"),
            loopback_issuer_allowed: false,
        }
    }

    fn kept(refresh: Option<&str>) -> Kept {
        Kept {
            login: Login {
                subject: "pairwise".to_owned(),
                level: 4,
                auth_time: Some("2026-11-20T12:00:00Z".parse().expect("a time")),
                scopes: ["openid".to_owned()].into(),
                has_refresh: refresh.is_some(),
            },
            refresh: refresh.map(|token| Refresh {
                token: Sensitive::new(token.to_owned()),
                expires_at: Some("2026-11-20T13:00:00Z".parse().expect("a time")),
            }),
            identity: Some(AltinnIdentity {
                party_uuid: uuid::Uuid::nil(),
                party_id: 1,
                user_id: 2,
            }),
        }
    }

    #[test]
    fn a_login_comes_back_as_it_was() {
        let config = config("https://test.idporten.no", "client");
        let token = "a".repeat(2_000);
        let before = kept(Some(&token));
        let after = Kept::from_bytes(&before.to_bytes(&config), &config).expect("readable");
        assert_eq!(after.login, before.login);
        assert_eq!(after.identity, before.identity);
        let refresh = after.refresh.expect("kept");
        assert_eq!(refresh.token.expose(), &token);
        assert_eq!(
            refresh.expires_at,
            before.refresh.expect("there").expires_at
        );
    }

    #[test]
    fn a_login_without_refresh_token_says_so() {
        let config = config("https://test.idporten.no", "client");
        let after = Kept::from_bytes(&kept(None).to_bytes(&config), &config).expect("readable");
        assert!(after.refresh.is_none() && !after.login.has_refresh);
    }

    #[test]
    fn another_issuers_or_clients_login_is_never_used() {
        let ours = config("https://test.idporten.no", "client");
        let bytes = kept(Some("token")).to_bytes(&ours);
        assert!(Kept::from_bytes(&bytes, &config("https://idporten.no", "client")).is_none());
        assert!(Kept::from_bytes(&bytes, &config("https://test.idporten.no", "other")).is_none());
        for garbage in ["", "{}", "{\"v\":9}"] {
            let bytes = Sensitive::new(garbage.as_bytes().to_vec());
            assert!(Kept::from_bytes(&bytes, &ours).is_none(), "{garbage}");
        }
    }
}
