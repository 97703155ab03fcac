//! A running sandbox as its clients see it, and a vendor's machine client.

use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fullmakt_sandbox::{Config, Sandbox};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::rand_core::OsRng;
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

pub const PORTAL: &str = "altinn:portal/enduser";
pub const PARTIES: &str = "altinn:accessmanagement/authorizedparties";
pub const TO_OTHERS_READ: &str = "altinn:accessmanagement/enduser:connections:toothers.read";
pub const TO_OTHERS_WRITE: &str = "altinn:accessmanagement/enduser:connections:toothers.write";
pub const FROM_OTHERS_READ: &str = "altinn:accessmanagement/enduser:connections:fromothers.read";
pub const CLIENTS_READ: &str = "altinn:clientdelegations.read";
pub const CLIENTS_WRITE: &str = "altinn:clientdelegations.write";
pub const MY_CLIENTS_READ: &str = "altinn:clientdelegations/myclients.read";
pub const MY_CLIENTS_WRITE: &str = "altinn:clientdelegations/myclients.write";
pub const REQUEST_READ: &str = "altinn:authentication/systemuser.request.read";
pub const REQUEST_WRITE: &str = "altinn:authentication/systemuser.request.write";
pub const REGISTER_WRITE: &str = "altinn:authentication/systemregister.write";

pub const FJORD: &str = "312345676";
pub const GRANLI: &str = "311011014";
pub const LUNDE: &str = "311451456";
pub const STORVIK: &str = "311341340";
pub const SMARTCLOUD: &str = "311111116";

pub const REQUESTS: &str = "/authentication/api/v1/systemuser/request";
pub const SYSTEM_USERS: &str = "/authentication/api/v1/systemuser";
pub const CHANGES: &str = "/authentication/api/v1/systemuser/changerequest";
pub const REGISTER: &str = "/authentication/api/v1/systemregister";

/// A running sandbox. It ends when dropped.
pub struct Running {
    sandbox: Sandbox,
    http: Client,
}

/// What came back, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// The JSON body of an answer that must have this status.
    #[track_caller]
    pub fn json(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The code of a problem that must have this status.
    #[track_caller]
    pub fn code(&self, status: u16) -> String {
        let body = self.json(status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(body["status"], status);
        assert!(body["traceId"].is_string());
        let code = body["code"].as_str().unwrap_or_default().to_owned();
        assert_eq!(body["type"], format!("urn:altinn:error:{code}"));
        code
    }

    /// A status with nothing else.
    #[track_caller]
    pub fn bare(&self, status: u16) {
        assert_eq!((self.status, self.text.as_str()), (status, ""));
    }

    /// `true` or `false` as the whole body.
    #[track_caller]
    pub fn said(&self, word: bool) {
        assert_eq!(
            (self.status, self.text.as_str()),
            (200, if word { "true" } else { "false" })
        );
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// A request of the seed.
pub struct Tagged {
    pub id: String,
    pub party: u64,
    pub org_no: String,
    pub confirm_path: String,
    pub redirect_url: String,
}

impl Tagged {
    /// Path of the request with its own party.
    pub fn path(&self) -> String {
        format!("{REQUESTS}/{}/{}", self.party, self.id)
    }

    /// The same for a request for clients.
    pub fn agent_path(&self) -> String {
        format!("{REQUESTS}/agent/{}/{}", self.party, self.id)
    }
}

impl Running {
    pub async fn start() -> Self {
        Self::with(Config::default()).await
    }

    pub async fn with(config: Config) -> Self {
        let sandbox = Sandbox::start(config).await.expect("the sandbox starts");
        // Somebody else in this process may have been first, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            // What comes over the wire, not what a kind client makes of it.
            .no_gzip()
            .redirect(Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .build()
            .expect("a client can be built");
        Self { sandbox, http }
    }

    pub fn base(&self) -> &str {
        self.sandbox.base()
    }

    /// Any request; `None` when the connection broke.
    pub async fn try_call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Answer, reqwest::Error> {
        let method: Method = method.parse().expect("a method");
        let mut request = self.http.request(method, format!("{}{path}", self.base()));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Answer {
            status,
            headers,
            text: response.text().await?,
        })
    }

    pub async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Answer {
        self.try_call(method, path, token, body)
            .await
            .expect("an answer")
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.call("GET", path, Some(token), None).await
    }

    pub async fn open(&self, path: &str) -> Answer {
        self.call("GET", path, None, None).await
    }

    /// `GET` without a token and with headers.
    pub async fn open_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.http.get(format!("{}{path}", self.base()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer {
            status,
            headers,
            text: response.text().await.expect("a body"),
        }
    }

    /// A form, as a browser posts it, with a cookie.
    pub async fn submit(&self, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answer {
        let request = self
            .http
            .post(format!("{}{path}", self.base()))
            .header("cookie", cookie);
        let response = request.form(form).send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer {
            status,
            headers,
            text: response.text().await.expect("a body"),
        }
    }

    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        self.call("POST", path, Some(token), Some(body)).await
    }

    /// `POST` without a body.
    pub async fn act(&self, path: &str, token: &str) -> Answer {
        self.call("POST", path, Some(token), None).await
    }

    pub async fn delete(&self, path: &str, token: &str) -> Answer {
        self.call("DELETE", path, Some(token), None).await
    }

    /// Sends something to the control door, which must like it.
    pub async fn control(&self, method: &str, path: &str, body: &Value) -> Answer {
        let answer = self
            .call(method, &format!("/_sandbox/{path}"), None, Some(body))
            .await;
        assert!(
            answer.status < 300,
            "{path}: {} {}",
            answer.status,
            answer.text
        );
        answer
    }

    /// An Altinn token of a persona.
    pub async fn token(&self, persona: &str, scopes: &[&str]) -> String {
        let scope = format!("openid altinn:instances.read {}", scopes.join(" "));
        let body = json!({ "persona": persona, "scope": scope.trim() });
        let tokens = self.control("POST", "token", &body).await.json(200);
        tokens["altinn"].as_str().expect("a token").to_owned()
    }

    /// An ID-porten token of a persona at a level (`substantial` or `high`).
    pub async fn id_porten_token(&self, persona: &str, scope: &str, level: &str) -> String {
        let body = json!({ "persona": persona, "scope": scope, "level": level });
        let tokens = self.control("POST", "token", &body).await.json(200);
        tokens["id_porten"].as_str().expect("a token").to_owned()
    }

    /// Any request to any address, with headers.
    pub async fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let url = if url.starts_with("http") {
            url.to_owned()
        } else {
            format!("{}{url}", self.base())
        };
        let method: Method = method.parse().expect("a method");
        let mut request = self.http.request(method, url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer {
            status,
            headers,
            text: response.text().await.expect("a body"),
        }
    }

    /// An answer whose body is still to come.
    pub async fn streamed(&self, path: &str, token: &str, body: &Value) -> reqwest::Response {
        let request = self.http.post(format!("{}{path}", self.base()));
        let request = request
            .bearer_auth(token)
            .header("accept", "text/event-stream");
        request.json(body).send().await.expect("an answer")
    }

    /// Origin of the service owner.
    pub fn service_owner(&self) -> &str {
        self.sandbox.service_owner()
    }

    pub async fn state(&self) -> Value {
        self.open("/_sandbox/state").await.json(200)
    }

    /// One row of a list in the state.
    pub async fn in_state(&self, list: &str, field: &str, value: &str) -> Value {
        let state = self.state().await;
        let rows = state[list].as_array().expect("a list");
        rows.iter()
            .find(|row| row[field] == value)
            .unwrap_or_else(|| panic!("no {list} with {field} {value}"))
            .clone()
    }

    /// A request of the seed by its tag.
    pub async fn tagged(&self, tag: &str) -> Tagged {
        let row = self.in_state("requests", "tag", tag).await;
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let confirm_url = text("confirmUrl");
        Tagged {
            id: text("id"),
            party: row["partyId"].as_u64().expect("a party"),
            org_no: text("orgNo"),
            confirm_path: confirm_url
                .strip_prefix(self.base())
                .expect("the page is on the sandbox's own origin")
                .to_owned(),
            redirect_url: text("redirectUrl"),
        }
    }

    pub async fn status_of(&self, id: &str) -> Value {
        self.in_state("requests", "id", id).await["status"].clone()
    }

    /// Party id and UUID of an organisation.
    pub async fn party(&self, org_no: &str) -> (u64, String) {
        let row = self.in_state("organisations", "orgNo", org_no).await;
        let uuid = row["partyUuid"].as_str().expect("a UUID").to_owned();
        (row["partyId"].as_u64().expect("a number"), uuid)
    }
}

static KEY: LazyLock<RsaPrivateKey> =
    LazyLock::new(|| RsaPrivateKey::new(&mut OsRng, 2048).expect("a key"));

/// A vendor's machine client, registered at Maskinporten.
pub struct Vendor {
    pub client_id: String,
    pub org_no: String,
}

impl Vendor {
    /// Registers a client that may have these scopes.
    pub async fn register(running: &Running, org_no: &str, scopes: &[&str]) -> Self {
        let client_id = uuid::Uuid::new_v4().to_string();
        let encode = |bytes: Vec<u8>| URL_SAFE_NO_PAD.encode(bytes);
        let key = json!({
            "kty": "RSA", "alg": "RS256", "use": "sig", "kid": "vendor",
            "n": encode(KEY.n().to_bytes_be()), "e": encode(KEY.e().to_bytes_be()),
        });
        let body = json!({ "orgNo": org_no, "jwks": { "keys": [key] }, "scopes": scopes });
        running
            .control("PUT", &format!("maskinporten/clients/{client_id}"), &body)
            .await;
        Self {
            client_id,
            org_no: org_no.to_owned(),
        }
    }

    /// A Maskinporten token for a scope, perhaps as a system user of an organisation.
    pub async fn maskinporten_token(
        &self,
        running: &Running,
        scope: &str,
        details: Option<Value>,
    ) -> Answer {
        let clock = running.open("/_sandbox/clock").await.json(200);
        let now: jiff::Timestamp = clock["now"]
            .as_str()
            .expect("a time")
            .parse()
            .expect("a time");
        let mut claims = json!({
            "aud": format!("{}/maskinporten/", running.base()),
            "iss": self.client_id,
            "scope": scope,
            "iat": now.as_second(),
            "exp": now.as_second() + 100,
            "jti": uuid::Uuid::new_v4().to_string(),
        });
        if let Some(details) = details {
            claims["authorization_details"] = details;
        }
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some("vendor".to_owned());
        let der = KEY.to_pkcs1_der().expect("a DER form");
        let signed =
            jsonwebtoken::encode(&header, &claims, &EncodingKey::from_rsa_der(der.as_bytes()));
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("assertion", &signed.expect("a signed grant")),
        ];
        running.submit("/maskinporten/token", "", &form).await
    }

    /// An Altinn token for scopes.
    pub async fn token(&self, running: &Running, scopes: &[&str]) -> String {
        let scope = scopes.join(" ");
        let granted = self
            .maskinporten_token(running, &scope, None)
            .await
            .json(200);
        exchange(running, granted["access_token"].as_str().expect("a token")).await
    }
}

/// Exchanges a Maskinporten token.
pub async fn exchange(running: &Running, token: &str) -> String {
    let path = "/authentication/api/v1/exchange/maskinporten";
    let answer = running.get(path, token).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.text.trim_matches('"').to_owned()
}

/// Asks again, for up to ten seconds, until it is so.
///
/// # Panics
/// When it never is; `what` says what was waited for.
pub async fn until(what: &str, ask: impl AsyncFn() -> bool) {
    for _ in 0..200 {
        if ask().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {what}");
}
