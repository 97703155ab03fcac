//! Which calls reached the service owner's origin, and with what kind of token: so that a test can
//! see that a token did not go where it must not.

use std::sync::{Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use crate::dialogporten::token::DialogToken;
use crate::identity::bearer_text;
use crate::state::Shared;

/// Calls in the order they came; the oldest are dropped.
#[derive(Default)]
pub(crate) struct OwnerCalls(Mutex<Vec<OwnerCall>>);

/// How many calls are kept.
const KEPT: usize = 1000;

/// One call.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OwnerCall {
    method: String,
    path: String,
    /// Host and port that were called.
    host: String,
    /// `none`, `dialog` (a good dialog token) or `other`.
    token: &'static str,
    /// Whether cookies came along.
    cookies: bool,
    accept_language: Option<String>,
}

impl OwnerCalls {
    fn note(&self, call: OwnerCall) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() == KEPT {
            calls.remove(0);
        }
        calls.push(call);
    }

    pub(crate) fn list(&self) -> Vec<OwnerCall> {
        let calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        calls.clone()
    }

    pub(crate) fn clear(&self) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        calls.clear();
    }
}

/// Middleware that notes every call.
pub(crate) async fn note(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let text = |name| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned)
    };
    let good = bearer_text(headers).and_then(|token| DialogToken::read(&shared, token));
    let token = match (headers.contains_key(AUTHORIZATION), good) {
        (false, _) => "none",
        (true, Some(_)) => "dialog",
        (true, None) => "other",
    };
    let call = OwnerCall {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        host: text(HOST).unwrap_or_default(),
        token,
        cookies: headers.contains_key(COOKIE),
        accept_language: text(axum::http::header::ACCEPT_LANGUAGE),
    };
    shared.owner_calls().note(call);
    next.run(request).await
}
