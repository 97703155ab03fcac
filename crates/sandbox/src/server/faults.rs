//! Injected faults: what a test lets go wrong on which paths.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use futures::stream;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::Shared;

/// One thing that goes wrong. Without `status`, `body`, `garbage` and `cut` the real answer comes,
/// late if `delay_ms` says so.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// A path and everything below it; or, with `*` in it, a pattern in which each `*` stands for
    /// any run of characters. Without query.
    pub path: String,
    /// Only for this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Answer with this status instead of asking the handler.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Headers of the answer, or added to the real one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Body of the answer: a JSON string is sent as it stands, anything else as JSON. Replaces the
    /// real one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// Wait so long before anything else, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
    /// Drop the connection: before the handler is asked, or inside the answer's body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Cut>,
    /// Answer 200 with bytes that are no JSON, said to be JSON.
    #[serde(default)]
    pub garbage: bool,
    /// Forget the fault after so many requests; without it, it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// Where a connection is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cut {
    /// The request is read, nothing is done, and no byte of an answer is sent.
    Before,
    /// The handler has done its work; the answer breaks off half-way through the body.
    Inside,
}

impl Fault {
    fn matches(&self, method: &str, path: &str) -> bool {
        self.times != Some(0)
            && self
                .method
                .as_deref()
                .is_none_or(|own| own.eq_ignore_ascii_case(method))
            && covers(&self.path, path)
    }

    /// Whether somebody who called this path would count it as failed.
    fn breaks(&self) -> bool {
        self.garbage || self.cut.is_some() || self.status.is_some_and(|status| status >= 400)
    }

    fn answers_itself(&self) -> bool {
        self.status.is_some() || self.garbage
    }
}

/// Whether a fault's path covers a request's path.
fn covers(pattern: &str, path: &str) -> bool {
    if !pattern.contains('*') {
        let base = pattern.trim_end_matches('/');
        return path == pattern
            || path
                .strip_prefix(base)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    }
    let mut rest = path;
    let mut pieces = pattern.split('*').peekable();
    let mut first = true;
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        let next = match (first, last) {
            (true, _) => rest.strip_prefix(piece),
            (false, true) => return rest.ends_with(piece),
            (false, false) => rest.find(piece).map(|at| &rest[at + piece.len()..]),
        };
        let Some(next) = next else { return false };
        rest = next;
        first = false;
    }
    rest.is_empty()
}

/// The faults that are set; the first that matches a request is the one that strikes.
#[derive(Default)]
pub struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    /// Replaces all faults.
    pub fn set(&self, faults: Vec<Fault>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = faults;
    }

    /// The faults that are set, with what is left of their `times`.
    #[must_use]
    pub fn list(&self) -> Vec<Fault> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The fault that strikes this request, if any; uses up one of its `times`.
    fn strike(&self, method: &str, path: &str, only_breaking: bool) -> Option<Fault> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = faults
            .iter_mut()
            .find(|fault| fault.matches(method, path) && (!only_breaking || fault.breaks()))?;
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
        }
        Some(fault.clone())
    }

    /// Whether a call that one service of Altinn makes to another fails. Those calls are not HTTP
    /// here, but a fault on their real path strikes them all the same.
    pub(crate) fn breaks_upstream_call(&self, method: &str, path: &str) -> bool {
        self.upstream_failure(method, path).is_some()
    }

    /// As `breaks_upstream_call`, with the status that the calling service meets; 500 where there is
    /// none.
    pub(crate) fn upstream_failure(&self, method: &str, path: &str) -> Option<u16> {
        let fault = self.strike(method, path, true)?;
        Some(fault.status.filter(|status| *status >= 400).unwrap_or(500))
    }
}

/// Middleware that lets faults strike, everywhere but at the control door.
pub(super) async fn strike(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if super::is_control(path) {
        return next.run(request).await;
    }
    let Some(fault) = shared
        .faults()
        .strike(request.method().as_str(), path, false)
    else {
        return next.run(request).await;
    };
    if let Some(delay) = fault.delay_ms {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    if fault.cut == Some(Cut::Before) {
        drop_connection();
    }
    let mut response = if fault.answers_itself() {
        own_answer(&fault)
    } else {
        let mut response = next.run(request).await;
        if let Some(body) = &fault.body {
            set_body(&mut response, body);
        }
        response
    };
    for (name, value) in &fault.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            response.headers_mut().insert(name, value);
        }
    }
    if fault.cut == Some(Cut::Inside) {
        response = cut_inside(response).await;
    }
    response
}

/// Ends the connection without an answer. The server runs each connection in a task of its own, and
/// a handler has no other way to close one: so the task is unwound, which the runtime contains.
/// `resume_unwind` leaves the panic hook alone; nothing is printed.
fn drop_connection() -> ! {
    std::panic::resume_unwind(Box::new("connection dropped by an injected fault"))
}

fn own_answer(fault: &Fault) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = fault
        .status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(StatusCode::OK);
    if fault.garbage {
        let bytes: &[u8] = b"\x00\xff{\"data\": [\xc3\x28, \"\x1b\x9d";
        *response.body_mut() = Body::from(bytes);
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    } else if let Some(body) = &fault.body {
        set_body(&mut response, body);
    }
    response
}

fn set_body(response: &mut Response, body: &Value) {
    let (text, kind) = match body {
        Value::String(text) => (text.clone(), "text/plain; charset=utf-8"),
        other => (other.to_string(), "application/json"),
    };
    response.headers_mut().remove(CONTENT_LENGTH);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    *response.body_mut() = Body::from(text);
}

/// Sends the head and half of the body under the whole body's length, then breaks off.
async fn cut_inside(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default();
    // An empty body cannot break off; one byte is promised and never sent.
    let length = whole.len().max(1);
    parts
        .headers
        .insert(CONTENT_LENGTH, HeaderValue::from(length));
    let half = whole.slice(..whole.len() / 2);
    let broken = std::io::Error::other("cut by an injected fault");
    let pieces: [Result<Bytes, std::io::Error>; 2] = [Ok(half), Err(broken)];
    Response::from_parts(parts, Body::from_stream(stream::iter(pieces)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_covers_itself_and_below_and_stars_cover_anything() {
        assert!(covers("/a/b", "/a/b"));
        assert!(covers("/a/b", "/a/b/c"));
        assert!(covers("/a/b/", "/a/b/c"));
        assert!(!covers("/a/b", "/a/bc"));
        assert!(covers("/a/*/approve", "/a/51/x/approve"));
        assert!(!covers("/a/*/approve", "/a/51/reject"));
        assert!(covers("*", "/anything"));
        assert!(covers("/a/*", "/a/"));
        assert!(!covers("/a/*/c/*", "/a/b/d/e"));
        assert!(covers("/a/*/c/*", "/a/b/c/e"));
    }

    #[test]
    fn a_fault_is_used_up() {
        let faults = Faults::default();
        let fault = |json: Value| serde_json::from_value::<Fault>(json).expect("a fault");
        faults.set(vec![fault(
            serde_json::json!({"path": "/x", "status": 500, "times": 1}),
        )]);
        assert!(faults.breaks_upstream_call("POST", "/x/y"));
        assert!(!faults.breaks_upstream_call("POST", "/x/y"));
        faults.set(vec![fault(
            serde_json::json!({"path": "/x", "delay_ms": 5}),
        )]);
        assert!(
            !faults.breaks_upstream_call("GET", "/x"),
            "late is not broken"
        );
    }
}
