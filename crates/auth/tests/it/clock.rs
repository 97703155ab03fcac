//! A clock that stands still until it is moved.

use std::sync::Mutex;

use fullmakt_domain::Clock;
use jiff::{SignedDuration, Timestamp};

#[derive(Debug)]
pub struct TestClock(Mutex<Timestamp>);

impl TestClock {
    pub fn new() -> Self {
        TestClock(Mutex::new("2026-11-20T12:00:00Z".parse().expect("a time")))
    }

    pub fn advance(&self, seconds: i64) {
        *self.0.lock().expect("free") += SignedDuration::from_secs(seconds);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("free")
    }
}
