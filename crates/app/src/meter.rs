//! The call meter: every call to the other side, counted by kind and day, and what it says of the connection.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use fullmakt_domain::Clock;
use fullmakt_net::{CallMeter, CallRecord};
use jiff::Timestamp;

use crate::surface::session::Connection;
use crate::time::oslo_day;

/// Counts calls in memory; [`Meter::take`] hands over what has not been written yet.
pub struct Meter {
    clock: Arc<dyn Clock>,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    pending: BTreeMap<(String, &'static str), u32>,
    connection: Option<bool>,
    answered_at: Option<Timestamp>,
}

impl Meter {
    /// An empty meter.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Meter {
            clock,
            counts: Mutex::default(),
        }
    }

    /// Counts since the last take, by Oslo day and kind.
    pub fn take(&self) -> Vec<(String, &'static str, u32)> {
        let mut counts = self.lock();
        std::mem::take(&mut counts.pending)
            .into_iter()
            .map(|((d, k), n)| (d, k, n))
            .collect()
    }

    /// Whether the other side answered last time.
    pub fn connection(&self) -> Connection {
        match self.lock().connection {
            None => Connection::Unknown,
            Some(true) => Connection::Online,
            Some(false) => Connection::Offline,
        }
    }

    /// When the other side last answered.
    pub fn answered_at(&self) -> Option<Timestamp> {
        self.lock().answered_at
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CallMeter for Meter {
    fn record(&self, call: CallRecord) {
        let now = self.clock.now();
        let mut counts = self.lock();
        *counts
            .pending
            .entry((oslo_day(now), call.kind))
            .or_default() += 1;
        counts.connection = Some(call.status.is_some());
        if call.status.is_some() {
            counts.answered_at = Some(now);
        }
    }
}
