//! Notes every request that reaches the sandbox, and what it answered.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use fullmakt_sandbox::{Config, Sandbox};
use futures::TryStreamExt;
use serde_json::Value;
use tokio::net::TcpListener;
use url::form_urlencoded;

/// Header with which the tests' own requests say what they are. The app's have none.
pub const MARK: &str = "x-contract";
/// A test's request that keeps to the description.
pub const RIGHT: &str = "right";
/// A test's request that is wrong on purpose.
pub const WRONG: &str = "wrong";
/// Asks which route a path falls on, and is not noted. The answer says it under the same name.
pub const PROBE: &str = "probe";

/// Answers of this type have no end.
pub const STREAM: &str = "text/event-stream";

/// Whose a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The app's: it must keep to the description, and so must the answer.
    App,
    /// A test's: the same holds.
    Test,
    /// A test's, wrong on purpose: only the answer is held against the description.
    WrongOnPurpose,
}

/// One request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub sender: Sender,
    pub method: String,
    /// As it was sent, escapes included.
    pub path: String,
    pub query: Vec<(String, String)>,
    /// Names in lower case. Of `authorization` only the scheme is kept.
    pub headers: Vec<(String, String)>,
    pub body: Bytes,
    pub status: u16,
    /// Media type of the answer, without parameters.
    pub media: Option<String>,
    pub answer: Bytes,
    read: OnceLock<Option<Value>>,
}

impl Exchange {
    /// The value of a request header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name)?;
        Some(&found.1)
    }

    /// The answer as JSON, read once.
    pub fn json(&self) -> Option<&Value> {
        self.read
            .get_or_init(|| serde_json::from_slice(&self.answer).ok())
            .as_ref()
    }

    /// The same exchange, changed.
    pub fn but(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        change(&mut other);
        other.read = OnceLock::new();
        other
    }
}

/// An exchange, and what a stream has told so far.
struct Noted {
    exchange: Exchange,
    told: Option<Told>,
}

type Told = Arc<Mutex<Vec<u8>>>;

/// All exchanges so far. Clones share them.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Noted>>>);

impl Recorder {
    /// Starts a sandbox with the recorder around all its routes.
    pub async fn sandbox(&self, config: Config) -> Sandbox {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let layer = from_fn_with_state(self.clone(), note);
        let wrap = |router: Router| router.layer(layer);
        Sandbox::serve_wrapped(listener, config, wrap).expect("the sandbox starts")
    }

    /// Everything noted. A stream has no end: its answer is what it has told until now.
    pub fn exchanges(&self) -> Vec<Exchange> {
        let list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = |noted: &Noted| match &noted.told {
            None => noted.exchange.clone(),
            Some(told) => noted.exchange.but(|exchange| {
                let told = told.lock().unwrap_or_else(PoisonError::into_inner);
                exchange.answer = told.clone().into();
            }),
        };
        list.iter().map(whole).collect()
    }

    fn add(&self, exchange: Exchange, told: Option<Told>) {
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        list.push(Noted { exchange, told });
    }
}

async fn note(State(recorder): State<Recorder>, request: Request, next: Next) -> Response {
    if mark(request.headers()) == Some(PROBE) {
        let route = request.extensions().get::<MatchedPath>().cloned();
        let mut answer = next.run(request).await;
        if let Some(route) = route.and_then(|route| route.as_str().parse().ok()) {
            answer.headers_mut().insert(MARK, route);
        }
        return answer;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let (method, uri) = (parts.method.clone(), parts.uri.clone());
    let headers = parts.headers.clone();
    // Answers are read here, so they come as they are, not packed.
    parts.headers.remove(header::ACCEPT_ENCODING);
    let request = Request::from_parts(parts, Body::from(body.clone()));
    let (parts, answer) = next.run(request).await.into_parts();
    let media = parts.headers.get(header::CONTENT_TYPE);
    let media = media.and_then(|value| value.to_str().ok()).map(|value| {
        let kind = value.split(';').next();
        kind.unwrap_or_default().to_lowercase()
    });
    let (answer, told, passed_on) = if media.as_deref() == Some(STREAM) {
        let told = Told::default();
        (
            Bytes::new(),
            Some(Arc::clone(&told)),
            overheard(answer, told),
        )
    } else {
        let answer = to_bytes(answer, usize::MAX).await.unwrap_or_default();
        (answer.clone(), None, Body::from(answer))
    };
    let query = uri.query().unwrap_or_default().as_bytes();
    let exchange = Exchange {
        sender: sender(&headers),
        method: method.to_string(),
        path: uri.path().to_owned(),
        query: form_urlencoded::parse(query).into_owned().collect(),
        headers: kept(&headers),
        body,
        status: parts.status.as_u16(),
        media,
        answer,
        read: OnceLock::new(),
    };
    recorder.add(exchange, told);
    Response::from_parts(parts, passed_on)
}

/// Passes a stream on, and keeps what it tells.
fn overheard(answer: Body, told: Told) -> Body {
    let pieces = answer.into_data_stream().inspect_ok(move |piece| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        told.extend_from_slice(piece);
    });
    Body::from_stream(pieces)
}

fn mark(headers: &HeaderMap) -> Option<&str> {
    headers.get(MARK)?.to_str().ok()
}

fn sender(headers: &HeaderMap) -> Sender {
    match mark(headers) {
        None => Sender::App,
        Some(WRONG) => Sender::WrongOnPurpose,
        Some(_) => Sender::Test,
    }
}

/// No token is kept, so that none can end up in a failure.
fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    let line = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
        let value = value.to_str().unwrap_or_default();
        let value = if *name == header::AUTHORIZATION {
            value.split(' ').next().unwrap_or_default()
        } else {
            value
        };
        (name.as_str().to_owned(), value.to_owned())
    };
    headers.iter().map(line).collect()
}
