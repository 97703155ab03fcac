//! The sandbox's clock: the computer's time plus an offset that tests may move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};

/// Time as every part of the sandbox sees it.
///
/// Real time keeps running; `advance` adds to an offset that all clones share, so that a test can
/// jump over a token's lifetime or a request's 180 days without waiting for them.
#[derive(Clone, Debug, Default)]
pub struct SimClock(Arc<AtomicI64>);

impl SimClock {
    /// A clock that starts at the computer's own time.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The current time of the sandbox.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the sandbox reads the computer's clock"
    )]
    pub fn now(&self) -> Timestamp {
        let real = Timestamp::now();
        real.checked_add(SignedDuration::from_secs(self.offset_s()))
            .unwrap_or(real)
    }

    /// The current time as `Date` headers give it: IMF-fixdate (RFC 9110 section 5.6.7), in whole
    /// seconds. Empty when the clock stands before the year 0.
    #[must_use]
    pub fn http_date(&self) -> String {
        DateTimePrinter::new()
            .timestamp_to_rfc9110_string(&self.now())
            .unwrap_or_default()
    }

    /// How far the clock has been moved, in seconds.
    #[must_use]
    pub fn offset_s(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Moves the clock by this many seconds; negative moves it back.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}
