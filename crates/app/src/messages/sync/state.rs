//! What synchronisation remembers while the app runs. What must outlive it stands in the store.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::Notify;

use super::world::Known;
use crate::surface::common::Failure;
use crate::surface::messages::{PauseReason, SyncActivity};

/// Synchronisation of the open account.
#[derive(Default)]
pub(crate) struct Syncing {
    /// Held by the round under way.
    pub(super) one: tokio::sync::Mutex<()>,
    wake: Notify,
    now: Mutex<Now>,
    /// The machine is locked; holds whoever's account is open.
    locked: AtomicBool,
}

struct Now {
    activity: SyncActivity,
    /// When the next round begins.
    due: Option<Timestamp>,
    polled_at: Option<Timestamp>,
    /// When each organisation was last read on the user's wish.
    asked: std::collections::HashMap<String, Timestamp>,
    used_at: Option<Timestamp>,
    failure: Option<Failure>,
    known: Option<Arc<Known>>,
}

impl Default for Now {
    fn default() -> Self {
        Now {
            activity: SyncActivity::Paused {
                reason: PauseReason::SignedOut,
            },
            due: None,
            polled_at: None,
            asked: std::collections::HashMap::new(),
            used_at: None,
            failure: None,
            known: None,
        }
    }
}

impl Syncing {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comes back when somebody wants a round sooner than planned.
    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// A round begins then.
    pub(super) fn wake_at(&self, at: Timestamp) {
        self.now().due = Some(at);
        self.wake.notify_one();
    }

    pub(super) fn due(&self) -> Option<Timestamp> {
        self.now().due
    }

    /// The same, and nothing while the machine is locked.
    pub(super) fn due_unlocked(&self) -> Option<Timestamp> {
        self.due().filter(|_| !self.is_locked())
    }

    fn is_locked(&self) -> bool {
        self.locked.load(Ordering::Relaxed)
    }

    /// Notes whether the machine is locked; tells whether that is news.
    pub(super) fn set_locked(&self, locked: bool) -> bool {
        let is_news = self.locked.swap(locked, Ordering::Relaxed) != locked;
        if is_news && !locked {
            self.wake.notify_one();
        }
        is_news
    }

    pub(super) fn set_due(&self, due: Option<Timestamp>) {
        self.now().due = due;
    }

    pub(super) fn activity(&self) -> SyncActivity {
        let activity = self.now().activity.clone();
        match activity {
            SyncActivity::Waiting if self.is_locked() => SyncActivity::Paused {
                reason: PauseReason::Locked,
            },
            _ => activity,
        }
    }

    pub(super) fn set_activity(&self, activity: SyncActivity) {
        self.now().activity = activity;
    }

    pub(super) fn failure(&self) -> Option<Failure> {
        self.now().failure.clone()
    }

    pub(super) fn set_failure(&self, failure: Option<Failure>) {
        self.now().failure = failure;
    }

    pub(super) fn polled_at(&self) -> Option<Timestamp> {
        self.now().polled_at
    }

    pub(super) fn polled(&self, at: Timestamp) {
        self.now().polled_at = Some(at);
    }

    /// Notes that the user does something with messages: the pace stays quick.
    pub(crate) fn used(&self, at: Timestamp) {
        self.now().used_at = Some(at);
    }

    pub(super) fn used_at(&self) -> Option<Timestamp> {
        self.now().used_at
    }

    /// Whether a scope may be read on the user's wish now; notes that it is.
    pub(super) fn may_ask(
        &self,
        scope: String,
        now: Timestamp,
        least: jiff::SignedDuration,
    ) -> bool {
        let mut state = self.now();
        let may = state
            .asked
            .get(&scope)
            .is_none_or(|at| now.duration_since(*at) >= least);
        if may {
            state.asked.insert(scope, now);
        }
        may
    }

    pub(super) fn known(&self) -> Option<Arc<Known>> {
        self.now().known.clone()
    }

    pub(super) fn set_known(&self, known: Known) -> Arc<Known> {
        let known = Arc::new(known);
        self.now().known = Some(Arc::clone(&known));
        known
    }

    pub(super) fn forget_known(&self) {
        self.now().known = None;
    }

    /// Another account, or none: nothing of the last one holds.
    pub(crate) fn forget(&self) {
        *self.now() = Now::default();
    }
}
