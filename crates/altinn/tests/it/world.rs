//! Two servers, platform and Enhetsregisteret, and a client between them.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fullmakt_altinn::{Altinn, TokenError, TokenSource};
use fullmakt_domain::{Environment, EnvironmentName, Sensitive, SystemClock};
use fullmakt_net::{CallMeter, CallRecord, Net, NetConfig};
use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// The token that every authorised call must carry.
pub const TOKEN: &str = "altinn-token";

pub struct World {
    pub platform: MockServer,
    pub register: MockServer,
    pub altinn: Altinn,
    pub calls: Arc<Calls>,
}

#[derive(Default)]
pub struct Calls(Mutex<Vec<CallRecord>>);

impl Calls {
    pub fn kinds(&self) -> Vec<&'static str> {
        self.0
            .lock()
            .expect("no test panics while it holds the lock")
            .iter()
            .map(|c| c.kind)
            .collect()
    }
}

impl CallMeter for Calls {
    fn record(&self, call: CallRecord) {
        self.0
            .lock()
            .expect("no test panics while it holds the lock")
            .push(call);
    }
}

struct Fixed(Result<&'static str, TokenError>);

#[async_trait]
impl TokenSource for Fixed {
    async fn altinn_token(&self) -> Result<Sensitive<String>, TokenError> {
        self.0.clone().map(|t| Sensitive::new(t.to_owned()))
    }

    fn token_refused(&self, _: &Sensitive<String>) {}
}

/// A client for servers that are no mock.
pub fn client(platform: &str, register: &str) -> Altinn {
    let tokens = Arc::new(Fixed(Ok(TOKEN)));
    build(platform, register, tokens, Arc::new(Calls::default()))
}

fn build(
    platform: &str,
    register: &str,
    tokens: Arc<dyn TokenSource>,
    calls: Arc<Calls>,
) -> Altinn {
    let environment = Environment::new(
        EnvironmentName::Custom,
        "custom-test",
        platform,
        platform,
        platform,
        &format!("{register}/enhetsregisteret/api"),
        None,
    )
    .expect("loopback addresses are valid");
    let net = Net::new(NetConfig {
        user_agent: "Fullmakt/test".into(),
        clock: Arc::new(SystemClock),
        meter: calls,
    })
    .expect("a plain user agent");
    Altinn::new(environment, net, tokens)
}

impl World {
    pub async fn new() -> Self {
        Self::with_token(Ok(TOKEN)).await
    }

    pub async fn with_token(token: Result<&'static str, TokenError>) -> Self {
        Self::with_tokens(Arc::new(Fixed(token))).await
    }

    pub async fn with_tokens(tokens: Arc<dyn TokenSource>) -> Self {
        let platform = MockServer::start().await;
        let register = MockServer::start().await;
        let calls = Arc::new(Calls::default());
        let altinn = build(&platform.uri(), &register.uri(), tokens, calls.clone());
        World {
            platform,
            register,
            altinn,
            calls,
        }
    }

    /// A platform that answers everything with this JSON.
    pub async fn answering(status: u16, body: Value) -> Self {
        let world = World::new().await;
        world
            .answer(ResponseTemplate::new(status).set_body_json(body))
            .await;
        world
    }

    /// A platform that answers everything so.
    pub async fn answering_raw(answer: ResponseTemplate) -> Self {
        let world = World::new().await;
        world.answer(answer).await;
        world
    }

    pub async fn answer(&self, answer: ResponseTemplate) {
        Mock::given(any())
            .respond_with(answer)
            .mount(&self.platform)
            .await;
    }

    /// The one request that the platform got.
    pub async fn asked(&self) -> Asked {
        let mut all = self
            .platform
            .received_requests()
            .await
            .expect("recording is on");
        assert_eq!(all.len(), 1, "one call");
        Asked(all.remove(0))
    }
}

/// A request as it was received.
pub struct Asked(pub Request);

impl Asked {
    /// `GET /path`.
    pub fn line(&self) -> String {
        format!("{} {}", self.0.method, self.0.url.path())
    }

    /// Values of a query parameter, in order.
    pub fn query(&self, name: &str) -> Vec<String> {
        self.0
            .url
            .query_pairs()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .collect()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.0
            .headers
            .get(name)
            .map(|v| v.to_str().expect("headers of ours are text"))
    }

    pub fn assert_authorised(&self) {
        assert_eq!(
            self.header("authorization"),
            Some(format!("Bearer {TOKEN}").as_str())
        );
    }

    pub fn assert_anonymous(&self) {
        assert_eq!(self.header("authorization"), None, "no token for open data");
    }
}
