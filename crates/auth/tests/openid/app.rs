//! The app's login, as the app itself sets it up, beside the provider and the person.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fullmakt_auth::{
    Auth, AuthConfig, AuthError, Level, Login, LoginRequest, TokenVault, VaultError,
};
use fullmakt_domain::{Clock, Sensitive, SystemClock};
use fullmakt_net::{Net, NetConfig, NoMeter};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use url::Url;

use crate::person::{Person, Visit};
use crate::provider::Provider;

/// A scope of Altinn's that the client may ask for.
pub const PARTIES: &str = "altinn:accessmanagement/authorizedparties";

/// This machine's clock, which a test may set wrong. The provider's cannot be moved.
#[derive(Debug, Default)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        SystemClock.now() + SignedDuration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

/// What outlives the app.
#[derive(Default)]
pub struct Vault(Mutex<Option<Vec<u8>>>);

impl Vault {
    /// The refresh token that is kept.
    pub fn refresh_token(&self) -> Option<String> {
        let held = self.0.lock().expect("free");
        let kept: Value = serde_json::from_slice(held.as_deref()?).expect("JSON");
        kept["refresh"]["token"].as_str().map(str::to_owned)
    }
}

#[async_trait]
impl TokenVault for Vault {
    async fn load(&self) -> Result<Option<Sensitive<Vec<u8>>>, VaultError> {
        Ok(self.0.lock().expect("free").clone().map(Sensitive::new))
    }

    async fn save(&self, bytes: Sensitive<Vec<u8>>) -> Result<(), VaultError> {
        *self.0.lock().expect("free") = Some(bytes.expose().clone());
        Ok(())
    }

    async fn clear(&self) -> Result<(), VaultError> {
        *self.0.lock().expect("free") = None;
        Ok(())
    }
}

/// The stage of one story.
pub struct World {
    pub provider: Provider,
    pub person: Person,
    pub clock: Arc<MovedClock>,
    pub vault: Arc<Vault>,
    pub auth: Auth,
}

impl World {
    pub fn new() -> Self {
        Self::with(&json!({}))
    }

    /// With a provider that was told how to be, see [`Provider::start`].
    pub fn with(options: &Value) -> Self {
        let clock = Arc::new(MovedClock::default());
        let vault = Arc::new(Vault::default());
        let net = Net::new(NetConfig {
            user_agent: "Fullmakt/test".to_owned(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            meter: Arc::new(NoMeter),
        })
        .expect("made");
        let provider = Provider::start(options, net.clone());
        let config = AuthConfig {
            issuer: provider.issuer.clone(),
            client_id: provider.client.clone(),
            platform: provider.issuer.parse().expect("an address"),
            loopback_issuer_allowed: true,
        };
        let auth = Auth::new(
            config,
            net.clone(),
            Arc::clone(&vault) as Arc<dyn TokenVault>,
            Arc::clone(&clock) as Arc<dyn Clock>,
        );
        World {
            provider,
            person: Person::new(net),
            clock,
            vault,
            auth,
        }
    }

    /// A login that waits, and the address that the browser would come back to.
    pub async fn waiting(
        &mut self,
        request: LoginRequest,
        visit: Visit,
    ) -> (Url, JoinHandle<Result<Login, AuthError>>) {
        let attempt = self.auth.begin(request).await.expect("begun");
        let back = self.person.way_back(attempt.link(), visit).await;
        (back, tokio::spawn(attempt.finish()))
    }

    /// A whole login.
    pub async fn sign_in_as(
        &mut self,
        request: LoginRequest,
        visit: Visit,
    ) -> Result<Login, AuthError> {
        let (back, finish) = self.waiting(request, visit).await;
        self.person.open(&back).await;
        finish.await.expect("no panic")
    }

    /// The usual login of the usual person.
    pub async fn sign_in(&mut self) -> Login {
        let login = self.sign_in_as(request(), Visit::default()).await;
        login.expect("signed in")
    }

    /// Lets the access token run out by this machine's clock.
    pub fn run_out(&self) {
        self.clock.advance(115);
    }
}

pub fn request() -> LoginRequest {
    LoginRequest {
        scopes: ["openid", "profile", PARTIES].map(str::to_owned).to_vec(),
        level: Level::Substantial,
        fresh: false,
        ui_locale: "nb".to_owned(),
        login_hint: None,
        expected_subject: None,
    }
}
