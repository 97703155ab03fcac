//! Who runs the jobs of which firm: one runner each, woken when something is to be done. When Altinn wants quiet, all of
//! them are.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::Notify;
use uuid::Uuid;

/// Those who run the jobs of a firm.
#[derive(Default)]
pub(in crate::clients) struct Runners {
    firms: Mutex<HashMap<Uuid, Runner>>,
    quiet_until: Mutex<Option<Timestamp>>,
}

#[derive(Default)]
struct Runner {
    wake: Arc<Notify>,
    /// Something is to be done that the runner may not have seen.
    again: bool,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Runners {
    fn firms(&self) -> MutexGuard<'_, HashMap<Uuid, Runner>> {
        locked(&self.firms)
    }

    /// Wakes whoever runs the jobs of a firm; `None`: nobody does, and the caller is to.
    pub(super) fn claim(&self, firm: Uuid) -> Option<Arc<Notify>> {
        let mut firms = self.firms();
        if let Some(runner) = firms.get_mut(&firm) {
            runner.again = true;
            runner.wake.notify_one();
            return None;
        }
        Some(Arc::clone(&firms.entry(firm).or_default().wake))
    }

    /// The runner has nothing left to do; false when something came meanwhile.
    pub(super) fn leave(&self, firm: Uuid) -> bool {
        let mut firms = self.firms();
        match firms.get_mut(&firm) {
            Some(runner) if runner.again => {
                runner.again = false;
                false
            }
            _ => {
                firms.remove(&firm);
                true
            }
        }
    }

    /// Nobody calls before then: Altinn counts calls by who makes them, and not by firm or job.
    pub(super) fn be_quiet(&self, until: Timestamp) {
        let mut quiet = locked(&self.quiet_until);
        *quiet = (*quiet).max(Some(until));
    }

    /// Until when nobody calls; `None` when anybody may.
    pub(super) fn quiet_until(&self, now: Timestamp) -> Option<Timestamp> {
        locked(&self.quiet_until).filter(|until| *until > now)
    }

    /// Everybody looks again: the account is another.
    pub(in crate::clients) fn wake_all(&self) {
        for runner in self.firms().values() {
            runner.wake.notify_one();
        }
    }
}
