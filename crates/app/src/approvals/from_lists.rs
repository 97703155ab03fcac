//! Requests as Altinn's lists give them: whole, so that a row of the queue is filled in without asking for each.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use fullmakt_domain::Request;
use uuid::Uuid;

/// What the lists gave since rows were last filled in.
#[derive(Default)]
pub(crate) struct FromLists(Mutex<HashMap<Uuid, Request>>);

impl FromLists {
    /// Holds what a list gave.
    pub(super) fn put(&self, requests: impl IntoIterator<Item = Request>) {
        self.held().extend(requests.into_iter().map(|r| (r.id, r)));
    }

    /// Hands everything over.
    pub(crate) fn take(&self) -> HashMap<Uuid, Request> {
        std::mem::take(&mut *self.held())
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Uuid, Request>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
