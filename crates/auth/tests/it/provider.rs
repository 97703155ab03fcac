//! An OpenID provider and Altinn's exchange, written from the RFCs for these tests: strict where a provider is strict,
//! and with a switch for each way in which one can go wrong.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fullmakt_domain::Clock;
use rsa::sha2::{Digest, Sha256};
use serde_json::{Value, json};

use crate::clock::TestClock;
use crate::log::Log;
use crate::signing::{public_key, sign};
use crate::switches::{Exchange, Push, Refresh, Switches};

pub const CLIENT: &str = "client-1";
pub const PID: &str = "28876895937";
type Params = BTreeMap<String, String>;

#[derive(Default)]
struct Issued {
    serial: u32,
    pushed: HashMap<String, Params>,
    codes: HashMap<String, Params>,
    /// Live refresh tokens, with their scope and the subject.
    refresh: HashMap<String, (String, String)>,
    /// Access tokens with their expiry.
    access: HashMap<String, i64>,
}

struct Shared {
    issuer: String,
    clock: Arc<TestClock>,
    log: Log,
    switches: Mutex<Switches>,
    issued: Mutex<Issued>,
    last_push: Mutex<Params>,
    last_revoked: Mutex<Params>,
}

/// The running provider.
#[derive(Clone)]
pub struct Provider {
    shared: Arc<Shared>,
    pub base: String,
}

impl Provider {
    pub async fn start(clock: Arc<TestClock>, log: Log) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("bound");
        let base = format!("http://{}", listener.local_addr().expect("bound"));
        let issuer = format!("{base}/idporten");
        let shared = Arc::new(Shared {
            switches: Mutex::new(Switches::usual(&issuer)),
            issuer,
            clock,
            log,
            issued: Mutex::default(),
            last_push: Mutex::default(),
            last_revoked: Mutex::default(),
        });
        let routes = Router::new()
            .route("/idporten/.well-known/openid-configuration", get(metadata))
            .route("/idporten/jwks.json", get(keys))
            .route("/idporten/par", post(par))
            .route("/idporten/authorize", get(authorize))
            .route("/idporten/token", post(token))
            .route("/idporten/revoke", post(revoke))
            .route("/authentication/api/v1/exchange/id-porten", get(exchange))
            .layer(middleware::from_fn_with_state(Arc::clone(&shared), dated))
            .with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Provider { shared, base }
    }

    pub fn issuer(&self) -> String {
        self.shared.issuer.clone()
    }

    pub fn switches(&self) -> MutexGuard<'_, Switches> {
        self.shared.switches()
    }

    /// Parameters of the last pushed request.
    pub fn last_push(&self) -> Params {
        self.shared.last_push.lock().expect("free").clone()
    }

    /// Parameters of the last revocation.
    pub fn last_revoked(&self) -> Params {
        self.shared.last_revoked.lock().expect("free").clone()
    }

    /// The refresh tokens that still work.
    pub fn live_refresh_tokens(&self) -> Vec<String> {
        self.shared.issued().refresh.keys().cloned().collect()
    }
}

impl Shared {
    fn switches(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().expect("free")
    }

    fn issued(&self) -> MutexGuard<'_, Issued> {
        self.issued.lock().expect("free")
    }

    fn now(&self) -> i64 {
        (self.clock.now() + self.switches().ahead).as_second()
    }

    fn serial(&self) -> u32 {
        let mut issued = self.issued();
        issued.serial += 1;
        issued.serial
    }
}

/// Dates every answer by this server's clock.
async fn dated(
    State(shared): State<Arc<Shared>>,
    request: axum::extract::Request,
    next: Next,
) -> Response<Body> {
    let mut response = next.run(request).await;
    let now = shared.clock.now() + shared.switches().ahead;
    let date = now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    response
        .headers_mut()
        .insert(header::DATE, date.parse().expect("a header value"));
    response
}

async fn metadata(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    shared.log.note("metadata");
    let issuer = &shared.issuer;
    let switches = shared.switches();
    let mut document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks.json"),
        "revocation_endpoint": format!("{issuer}/revoke"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
        "authorization_response_iss_parameter_supported": switches.says_iss,
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile"],
    });
    match switches.push {
        Push::NotOffered => {
            document
                .as_object_mut()
                .expect("an object")
                .remove("pushed_authorization_request_endpoint");
        }
        Push::InvalidClient { required } => {
            document["require_pushed_authorization_requests"] = json!(required);
        }
        _ => {}
    }
    if let Some(twist) = &switches.metadata {
        twist(&mut document);
    }
    axum::Json(document)
}

async fn keys(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    shared.log.note("keys");
    let number = shared.switches().key;
    axum::Json(json!({"keys": [public_key(number)]}))
}

async fn par(State(shared): State<Arc<Shared>>, Form(params): Form<Params>) -> Response<Body> {
    shared.log.note("par");
    match shared.switches().push {
        Push::InvalidClient { .. } => return oauth_error(401, "invalid_client"),
        Push::Error(status, code) => return oauth_error(status, code),
        _ => {}
    }
    *shared.last_push.lock().expect("free") = params.clone();
    let name = format!("urn:idporten:{}", shared.serial());
    shared.issued().pushed.insert(name.clone(), params);
    let body = json!({"request_uri": name, "expires_in": 120});
    (StatusCode::CREATED, axum::Json(body)).into_response()
}

async fn authorize(
    State(shared): State<Arc<Shared>>,
    Query(params): Query<Params>,
) -> Response<Body> {
    shared.log.note("authorize");
    let params = match params.get("request_uri") {
        // With a pushed request the browser carries nothing else.
        Some(name) => {
            assert_eq!(
                params.len(),
                2,
                "only client_id and request_uri: {:?}",
                params.keys()
            );
            shared
                .issued()
                .pushed
                .remove(name)
                .expect("pushed, and used once")
        }
        None => params,
    };
    assert_eq!(params["client_id"], CLIENT);
    assert_eq!(params["response_type"], "code");
    assert_eq!(params["code_challenge_method"], "S256");
    assert!(
        params["state"].len() >= 22 && params["nonce"].len() >= 22,
        "128 bits at least"
    );
    assert!(
        params["redirect_uri"].starts_with("http://127.0.0.1:"),
        "{}",
        params["redirect_uri"]
    );
    let switches = shared.switches();
    let mut back: url::Url = params["redirect_uri"].parse().expect("an address");
    {
        let mut query = back.query_pairs_mut();
        query.append_pair("state", &params["state"]);
        if let Some(iss) = &switches.callback_iss {
            query.append_pair("iss", iss);
        }
        if let Some(error) = switches.callback_error {
            query
                .append_pair("error", error)
                .append_pair("error_description", "said no");
        }
    }
    let failed = switches.callback_error.is_some();
    drop(switches);
    if !failed {
        let code = format!("code-{}", shared.serial());
        back.query_pairs_mut().append_pair("code", &code);
        shared.issued().codes.insert(code, params);
    }
    (StatusCode::FOUND, [(header::LOCATION, back.to_string())]).into_response()
}

async fn token(State(shared): State<Arc<Shared>>, Form(form): Form<Params>) -> Response<Body> {
    let grant = form["grant_type"].clone();
    shared.log.note(if grant == "refresh_token" {
        "refresh"
    } else {
        "token"
    });
    assert_eq!(
        form.get("client_id").map(String::as_str),
        Some(CLIENT),
        "mandatory in the body"
    );
    let (delay, fault, lose) = {
        let switches = shared.switches();
        (
            switches.token_delay,
            switches.token_fault,
            switches.lose_answer,
        )
    };
    tokio::time::sleep(delay).await;
    if let Some((status, code)) = fault {
        return oauth_error(status, code);
    }
    let body = match grant.as_str() {
        "authorization_code" => shared.redeem(&form),
        "refresh_token" => shared.renew(&form),
        other => panic!("grant {other}"),
    };
    if lose {
        // A body that ends before its announced length: the answer was made and is lost on the way.
        return Response::builder()
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::CONTENT_LENGTH, "100000")
            .body(Body::from_stream(futures_once(b"{\"access_token\":")))
            .expect("a response");
    }
    match body {
        Some(body) => axum::Json(body).into_response(),
        None => oauth_error(400, "invalid_grant"),
    }
}

fn futures_once(
    bytes: &'static [u8],
) -> impl futures::Stream<Item = Result<axum::body::Bytes, std::io::Error>> {
    futures::stream::iter([
        Ok(axum::body::Bytes::from_static(bytes)),
        Err(std::io::ErrorKind::ConnectionReset.into()),
    ])
}

impl Shared {
    fn redeem(&self, form: &Params) -> Option<Value> {
        let asked = self.issued().codes.remove(&form["code"])?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
        assert!(form["code_verifier"].len() >= 43, "256 bits");
        if challenge != asked["code_challenge"] || form["redirect_uri"] != asked["redirect_uri"] {
            return None;
        }
        let granted = self
            .switches()
            .granted
            .clone()
            .unwrap_or_else(|| asked["scope"].clone());
        let subject = self.switches().subject.clone();
        let id_token = self.id_token(&subject, Some(&asked));
        Some(self.grant(&granted, &subject, Some(id_token), None))
    }

    fn renew(&self, form: &Params) -> Option<Value> {
        let used = &form["refresh_token"];
        let mode = self.switches().refresh;
        let mut issued = self.issued();
        let held = match mode {
            Refresh::Reusable => issued.refresh.get(used).cloned(),
            _ => issued.refresh.remove(used),
        };
        let Some((scope, subject)) = held else {
            // Reuse of a one-time token ends the whole grant.
            issued.refresh.clear();
            return None;
        };
        drop(issued);
        let with_id_token = self.switches().id_token_on_refresh;
        let id_token = with_id_token.then(|| self.id_token(&subject, None));
        Some(self.grant(&scope, &subject, id_token, Some(used)))
    }

    fn grant(
        &self,
        scope: &str,
        subject: &str,
        id_token: Option<String>,
        used: Option<&str>,
    ) -> Value {
        let number = self.serial();
        let now = self.now();
        let switches = self.switches();
        let access = format!("access-{number}-{}", "a".repeat(40));
        let mut body = json!({
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": switches.access_lifetime,
            "scope": scope,
        });
        if switches.silent_scope {
            body.as_object_mut().expect("an object").remove("scope");
        }
        if let Some(id_token) = id_token {
            body["id_token"] = json!(id_token);
        }
        let mut issued = self.issued();
        issued.access.insert(access, now + switches.access_lifetime);
        let new_refresh = match switches.refresh {
            Refresh::None => false,
            Refresh::Rotating => true,
            Refresh::Reusable => used.is_none(),
        };
        if new_refresh {
            let mut refresh = format!("refresh-{number}-");
            let missing = switches.refresh_length.saturating_sub(refresh.len());
            refresh.push_str(&"r".repeat(missing));
            body["refresh_token"] = json!(refresh);
            if let Some(seconds) = switches.refresh_lifetime {
                body["refresh_token_expires_in"] = json!(seconds);
            }
            issued
                .refresh
                .insert(refresh, (scope.to_owned(), subject.to_owned()));
        }
        body
    }

    fn id_token(&self, subject: &str, asked: Option<&Params>) -> String {
        let now = self.now();
        let switches = self.switches();
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": subject, "pid": PID,
            "acr": asked.map_or("idporten-loa-substantial", |a| a["acr_values"].as_str()),
            "amr": ["TestID"], "auth_time": now, "iat": now, "exp": now + 120, "jti": "j", "locale": "nb",
        });
        if let Some(asked) = asked {
            claims["nonce"] = json!(asked["nonce"]);
        }
        if let Some(twist) = &switches.twist {
            twist(&mut claims);
        }
        sign(&claims, &switches)
    }
}

async fn revoke(State(shared): State<Arc<Shared>>, Form(form): Form<Params>) -> Response<Body> {
    shared.log.note("revoke");
    assert_eq!(form["client_id"], CLIENT);
    let mut issued = shared.issued();
    if issued.refresh.contains_key(&form["token"]) || issued.access.contains_key(&form["token"]) {
        issued.refresh.clear();
    }
    drop(issued);
    *shared.last_revoked.lock().expect("free") = form;
    let status = shared.switches().revoke_status;
    StatusCode::from_u16(status)
        .expect("a status")
        .into_response()
}

async fn exchange(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response<Body> {
    shared.log.note("exchange");
    let bearer = headers[header::AUTHORIZATION].to_str().expect("text");
    let token = bearer
        .strip_prefix("Bearer ")
        .expect("a bearer token")
        .to_owned();
    let expiry = shared.issued().access.get(&token).copied();
    let now = shared.now();
    let Some(expiry) = expiry.filter(|expiry| *expiry > now) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let mut switches = shared.switches();
    let how = switches.exchange[0];
    if switches.exchange.len() > 1 {
        switches.exchange.pop_front();
    }
    drop(switches);
    let claims = json!({
        "nameid": "20012345", "urn:altinn:userid": "20012345", "urn:altinn:partyid": 51_234_567,
        "urn:altinn:party:uuid": "5f1a1c1e-1111-4c4c-8a8a-123456789abc", "urn:altinn:authlevel": 3,
        "pid": PID, "exp": expiry, "jti": shared.serial(),
    });
    let head = URL_SAFE_NO_PAD.encode(json!({"alg": "RS256", "typ": "JWT"}).to_string());
    let jwt = format!(
        "{head}.{}.c2lnbmF0dXJl",
        URL_SAFE_NO_PAD.encode(claims.to_string())
    );
    let body = match how {
        Exchange::Token => jwt,
        Exchange::Quoted => format!("\"{jwt}\""),
        Exchange::Status(status) => {
            return StatusCode::from_u16(status)
                .expect("a status")
                .into_response();
        }
    };
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}

fn oauth_error(status: u16, code: &str) -> Response<Body> {
    let body = json!({"error": code, "error_description": format!("pid {PID} is mentioned here")});
    (
        StatusCode::from_u16(status).expect("a status"),
        axum::Json(body),
    )
        .into_response()
}
