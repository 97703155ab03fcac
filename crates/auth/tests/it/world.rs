//! Everything that a test needs, put together.

use std::sync::Arc;
use std::time::Duration;

use fullmakt_auth::{
    Attempt, Auth, AuthConfig, AuthError, Level, Login, LoginRequest, TokenVault, headless,
};
use fullmakt_domain::Clock;
use fullmakt_net::{Call, Net, NetConfig, NoMeter};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::clock::TestClock;
use crate::log::Log;
use crate::provider::{CLIENT, Provider};
use crate::vault::TestVault;

pub const PARTIES: &str = "altinn:accessmanagement/authorizedparties";

pub struct World {
    pub clock: Arc<TestClock>,
    pub log: Log,
    pub provider: Provider,
    pub net: Net,
    pub vault: Arc<TestVault>,
    pub auth: Auth,
}

impl World {
    pub async fn new() -> Self {
        let clock = Arc::new(TestClock::new());
        let log = Log::default();
        let provider = Provider::start(Arc::clone(&clock), log.clone()).await;
        let net = net(Arc::clone(&clock) as Arc<dyn Clock>);
        let vault = Arc::new(TestVault::new(log.clone()));
        let auth = auth(&provider, &net, Arc::clone(&vault) as Arc<dyn TokenVault>);
        World {
            clock,
            log,
            provider,
            net,
            vault,
            auth,
        }
    }

    /// The app after a restart: the same vault, nothing in memory.
    pub fn restarted(&self) -> Auth {
        auth(
            &self.provider,
            &self.net,
            Arc::clone(&self.vault) as Arc<dyn TokenVault>,
        )
    }

    /// The session with this much time for the browser.
    pub fn with_login_time(self, time: Duration) -> Self {
        let auth = self.restarted().with_login_time(time);
        World { auth, ..self }
    }

    pub async fn begin(&self) -> Attempt {
        self.auth.begin(request()).await.expect("begun")
    }

    /// A whole login, with the provider's own redirect as the browser's part.
    pub async fn sign_in_as(&self, request: LoginRequest) -> Result<Login, AuthError> {
        let attempt = self.auth.begin(request).await?;
        let link = attempt.link().clone();
        let finish = tokio::spawn(attempt.finish());
        headless::visit(&self.net, &link)
            .await
            .expect("the provider sends the browser back");
        finish.await.expect("no panic")
    }

    pub async fn sign_in(&self) -> Login {
        self.sign_in_as(request()).await.expect("signed in")
    }

    /// Waits until something has been noted in the log.
    pub async fn until_noted(&self, what: &str) {
        self.until_noted_times(what, 1).await;
    }

    /// The same, for something that comes back.
    pub async fn until_noted_times(&self, what: &str, times: usize) {
        let noted = async {
            while self.log.count(what) < times {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), noted)
            .await
            .expect("it happens");
    }

    /// Where the provider would send the browser back to.
    pub async fn way_back(&self, link: &Url) -> Url {
        let answer = self
            .net
            .send(Call::get("page", link.clone()))
            .await
            .expect("answered");
        let location = answer.header("location").expect("sent back").to_owned();
        location.parse().expect("an address")
    }
}

pub fn net(clock: Arc<dyn Clock>) -> Net {
    let config = NetConfig {
        user_agent: "Fullmakt/test".to_owned(),
        clock,
        meter: Arc::new(NoMeter),
    };
    Net::new(config).expect("made")
}

pub fn config(provider: &Provider) -> AuthConfig {
    AuthConfig {
        issuer: provider.issuer(),
        client_id: CLIENT.to_owned(),
        platform: format!("{}/", provider.base).parse().expect("an address"),
        loopback_issuer_allowed: true,
    }
}

pub fn auth(provider: &Provider, net: &Net, vault: Arc<dyn TokenVault>) -> Auth {
    Auth::new(
        config(provider),
        net.clone(),
        vault,
        Arc::clone(net.clock()),
    )
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

/// Sends bytes as they are and reads what comes back, up to the end.
pub async fn raw(port: u16, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port))
        .await
        .expect("somebody listens");
    stream.write_all(bytes).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("answered");
    String::from_utf8(answer).expect("text")
}

/// A `GET` as a browser sends it.
pub fn get(back: &Url) -> String {
    let port = back.port().expect("a port");
    let target = &back[url::Position::BeforePath..];
    format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n")
}

/// Whether anybody listens on a port.
pub async fn is_open(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).await.is_ok()
}
