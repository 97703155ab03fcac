//! How often each client has called each path.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use crate::identity::client_id_hint;
use crate::state::Shared;

/// Request counts by client, method and path.
#[derive(Default)]
pub struct Counters(Mutex<BTreeMap<(String, String, String), u64>>);

/// One line of the counters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Client id that the request named in its token or credentials; empty when it named none.
    pub client_id: String,
    /// HTTP method.
    pub method: String,
    /// Path without query.
    pub path: String,
    /// Requests so far.
    pub count: u64,
}

impl Counters {
    /// Counts one request.
    pub fn add(&self, client_id: &str, method: &str, path: &str) {
        let key = (client_id.to_owned(), method.to_owned(), path.to_owned());
        *self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(key)
            .or_default() += 1;
    }

    /// All counts, ordered by client, method and path.
    #[must_use]
    pub fn list(&self) -> Vec<Count> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = |(key, count): (&(String, String, String), &u64)| {
            let (client_id, method, path) = key.clone();
            Count {
                client_id,
                method,
                path,
                count: *count,
            }
        };
        counts.iter().map(line).collect()
    }

    /// Starts from nothing again.
    pub fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// Middleware that counts every request but those to the control door. Faults lie inside it, so a
/// request that was made to fail is counted like any other.
pub(super) async fn count(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !super::is_control(path) {
        let client_id = client_id_hint(request.headers()).unwrap_or_default();
        shared
            .counters()
            .add(&client_id, request.method().as_str(), path);
    }
    next.run(request).await
}
