//! A sandbox that runs, and a client that follows no redirects and keeps no cookies by itself.

use std::time::Duration;

use fullmakt_sandbox::{Config, IdentityConfig, Sandbox, Shared};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::Value;
use url::Url;

/// A running sandbox and a way to talk to it. It ends when dropped.
pub struct Running {
    sandbox: Sandbox,
    pub http: Client,
}

impl Running {
    /// Starts a sandbox as it is by default.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// Starts a sandbox whose identity settings are changed first.
    pub async fn with(change: impl FnOnce(&mut IdentityConfig)) -> Self {
        let mut config = Config::default();
        change(&mut config.identity);
        let sandbox = Sandbox::start(config).await.expect("the sandbox starts");
        // Somebody else in this process may have been first, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(20))
            .build()
            .expect("a client can be built");
        Self { sandbox, http }
    }

    pub fn shared(&self) -> &Shared {
        self.sandbox.shared()
    }

    /// Changes the identity settings while it runs.
    pub fn set(&self, change: impl FnOnce(&mut IdentityConfig)) {
        let mut config = self.shared().identity_config();
        change(&mut config);
        self.shared().set_identity_config(config);
    }

    pub fn advance(&self, seconds: i64) {
        self.shared().clock().advance(seconds);
    }

    pub fn now(&self) -> i64 {
        self.shared().clock().now().as_second()
    }

    /// An address below the sandbox's origin.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.shared().base())
    }

    pub async fn get(&self, path: &str) -> Response {
        self.http
            .get(self.at(path))
            .send()
            .await
            .expect("an answer")
    }

    /// `GET` with a bearer token.
    pub async fn get_as(&self, token: &str, path: &str) -> Response {
        self.http
            .get(self.at(path))
            .bearer_auth(token)
            .send()
            .await
            .expect("an answer")
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.http
            .post(self.at(path))
            .form(form)
            .send()
            .await
            .expect("an answer")
    }
}

/// The JSON body of an answer that must have this status.
pub async fn json(response: Response, status: u16) -> Value {
    assert_eq!(response.status().as_u16(), status);
    response.json().await.expect("a JSON body")
}

/// The `error` of an answer that must have this status.
pub async fn error(response: Response, status: u16) -> String {
    let body = json(response, status).await;
    assert!(
        body["error_description"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "an error has a description: {body}"
    );
    body["error"].as_str().expect("an error code").to_owned()
}

/// Where a redirect leads.
pub fn location(response: &Response) -> Url {
    assert_eq!(response.status().as_u16(), 302);
    let location = response
        .headers()
        .get(LOCATION)
        .expect("a redirect has a location");
    location
        .to_str()
        .expect("ASCII")
        .parse()
        .expect("an address")
}

/// A parameter in an address.
pub fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// The payload of a token, unverified.
pub fn claims(token: &str) -> Value {
    part(token, 1)
}

/// The JOSE header of a token.
pub fn header(token: &str) -> Value {
    part(token, 0)
}

fn part(token: &str, index: usize) -> Value {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let part = token
        .split('.')
        .nth(index)
        .expect("a token has three parts");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
}
