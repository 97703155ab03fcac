//! ID-porten's clock, as seen from here.
//!
//! A machine whose clock is wrong by minutes must still be able to sign in, so `iat`, `exp` and `auth_time` are judged
//! by the clock of the server that wrote them: ours, corrected by the `Date` header of its answers to our `POST`s
//! (which no cache in between can have kept).

use std::sync::{Arc, Mutex, PoisonError};

use fullmakt_domain::Clock;
use fullmakt_net::Answer;
use jiff::{SignedDuration, Timestamp};

/// Our clock, and how far the server's is ahead of it.
#[derive(Debug)]
pub(crate) struct ServerClock {
    clock: Arc<dyn Clock>,
    ahead: Mutex<Option<SignedDuration>>,
}

impl ServerClock {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        ServerClock {
            clock,
            ahead: Mutex::new(None),
        }
    }

    /// Measures by an answer; one without a `Date` changes nothing.
    pub(crate) fn measure(&self, answer: &Answer) {
        if let Some(date) = answer.date() {
            let ahead = date.duration_since(answer.received);
            *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Some(ahead);
        }
    }

    /// How far the server is ahead of this machine; `None` before the first measure.
    pub(crate) fn ahead(&self) -> Option<SignedDuration> {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The server's time.
    pub(crate) fn now(&self) -> Timestamp {
        self.local_now() + self.ahead().unwrap_or(SignedDuration::ZERO)
    }

    /// This machine's time.
    pub(crate) fn local_now(&self) -> Timestamp {
        self.clock.now()
    }
}

#[cfg(test)]
mod tests {
    use super::ServerClock;
    use fullmakt_domain::Clock;
    use jiff::{SignedDuration, Timestamp};
    use std::sync::Arc;

    #[derive(Debug)]
    struct Noon;

    impl Clock for Noon {
        fn now(&self) -> Timestamp {
            "2026-11-20T12:00:00Z".parse().expect("a time")
        }
    }

    #[test]
    fn unmeasured_it_is_our_own_clock() {
        let clock = ServerClock::new(Arc::new(Noon));
        assert_eq!(clock.ahead(), None);
        assert_eq!(clock.now(), clock.local_now());
    }

    #[test]
    fn measured_it_is_the_servers() {
        let clock = ServerClock::new(Arc::new(Noon));
        *clock.ahead.lock().expect("free") = Some(SignedDuration::from_mins(-5));
        assert_eq!(
            clock.now(),
            "2026-11-20T11:55:00Z".parse::<Timestamp>().expect("a time")
        );
        assert_eq!(clock.local_now(), Noon.now());
    }
}
