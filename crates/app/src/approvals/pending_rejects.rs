//! Rejections that wait out their ten seconds. Nothing has been sent for these; taking one back costs nothing.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

/// Seconds in which a rejection can be taken back (user interface reference 3.5).
pub const UNDO_SECONDS: i64 = 10;

/// The waiting rejections, by request.
#[derive(Default)]
pub struct PendingRejects {
    waiting: Mutex<HashMap<String, Pending>>,
}

struct Pending {
    at: Timestamp,
    undo: CancellationToken,
}

impl PendingRejects {
    /// Notes a rejection to be sent at `at`; the token fires when it is taken back.
    pub fn schedule(&self, key: &str, at: Timestamp) -> CancellationToken {
        let undo = CancellationToken::new();
        let before = self.lock().insert(
            key.to_owned(),
            Pending {
                at,
                undo: undo.clone(),
            },
        );
        if let Some(before) = before {
            before.undo.cancel();
        }
        undo
    }

    /// When the rejection of this request will be sent.
    pub fn due(&self, key: &str) -> Option<Timestamp> {
        self.lock().get(key).map(|p| p.at)
    }

    /// Takes a rejection back. False when none waits (it may have been sent).
    pub fn undo(&self, key: &str) -> bool {
        self.lock().remove(key).is_some_and(|p| {
            p.undo.cancel();
            true
        })
    }

    /// Claims a rejection for sending: from here on it cannot be taken back. False when it was taken back, or
    /// claimed already.
    pub fn claim(&self, key: &str) -> bool {
        self.lock().remove(key).is_some()
    }

    /// Every waiting rejection: sent at once when the app closes.
    pub fn all(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }

    /// Another account, or none: nothing that waits here is sent any more.
    pub fn forget(&self) {
        for (_, pending) in self.lock().drain() {
            pending.undo.cancel();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Pending>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::PendingRejects;

    #[test]
    fn is_either_taken_back_or_sent_never_both() {
        let rejects = PendingRejects::default();
        let undo = rejects.schedule("a", "2026-11-12T12:00:00Z".parse().unwrap());
        assert!(rejects.due("a").is_some());
        assert!(rejects.undo("a"));
        assert!(undo.is_cancelled());
        assert!(!rejects.claim("a"), "taken back: nothing to send");

        rejects.schedule("b", "2026-11-12T12:00:00Z".parse().unwrap());
        assert!(rejects.claim("b"));
        assert!(!rejects.undo("b"), "being sent: too late to take back");
    }
    #[test]
    fn nothing_waits_for_the_next_person() {
        let rejects = PendingRejects::default();
        let undo = rejects.schedule("a", "2026-11-12T12:00:00Z".parse().unwrap());
        rejects.forget();
        assert!(undo.is_cancelled(), "nobody sends it in ten seconds");
        assert!(rejects.due("a").is_none() && rejects.all().is_empty());
        assert!(!rejects.claim("a"));
    }
}
