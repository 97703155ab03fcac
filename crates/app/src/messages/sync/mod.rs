//! Synchronisation of messages: one scheduler for the open account. Decisions are made in [`fullmakt_sync`]; here is what
//! carries them out. It stands still while nobody is signed in, while the machine is locked and while Altinn wants quiet,
//! and goes on where it stood after a sleep or a restart.

mod keeping;
mod listed;
mod now;
mod pacing;
mod progress;
mod round;
pub(super) mod rows;
mod state;
mod trouble;
mod wording;
mod world;

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

pub(super) use listed::Listed;
pub(crate) use state::Syncing;
pub(super) use trouble::is_offline;

use self::pacing::again;
use self::progress::Progresses;
use self::trouble::wants_quiet;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::messages::{PauseReason, SyncActivity};
use crate::surface::table::Topic;

/// How long the scheduler sleeps at most before it looks at the clock again: a machine that slept has skipped hours.
const LOOK: Duration = Duration::from_secs(30);

impl App {
    /// The scheduler; runs as long as the app does.
    pub(crate) async fn keep_messages(self) {
        loop {
            // A locked machine is woken for nobody; unlocking wakes the scheduler.
            let due = self.0.syncing.due_unlocked();
            let pause = due.map_or(LOOK, |due| {
                let left = due.duration_since(self.now()).max(SignedDuration::ZERO);
                Duration::try_from(left).unwrap_or(LOOK).min(LOOK)
            });
            tokio::select! {
                () = self.0.syncing.woken() => {}
                () = tokio::time::sleep(pause) => {}
            }
            let due = self.0.syncing.due_unlocked();
            if due.is_some_and(|due| due <= self.now()) {
                self.poll_messages().await;
            }
        }
    }

    /// The machine was locked or unlocked. While it is locked nothing is read of itself; what was due then is read as
    /// soon as it is unlocked.
    pub fn machine_locked(&self, locked: bool) {
        if self.0.syncing.set_locked(locked) {
            self.changed(&[Topic::Sync]);
        }
    }

    /// Polls as soon as the scheduler gets to it: after a login, and after a start with one.
    pub(crate) fn begin_messages(&self) {
        self.0.syncing.wake_at(self.now());
    }

    /// One round, and when the next one begins. A second caller waits for the first.
    pub(super) async fn poll_messages(&self) {
        let asked_at = self.now();
        let _one = self.0.syncing.one.lock().await;
        if self.0.syncing.polled_at().is_some_and(|at| at > asked_at) {
            return;
        }
        let Ok(account) = self.account() else {
            self.rest(SyncActivity::Paused {
                reason: PauseReason::SignedOut,
            });
            return;
        };
        if let Some(until) = self.0.syncing.quiet_until(asked_at) {
            self.wait_until(until);
            return;
        }
        // Of an account that was opened in another language than it was left in.
        self.follow_language();
        // What was filed while there was no network goes first: what is read then has it in.
        self.send_filing().await;
        let outcome = self.message_round(&account).await;
        let is_open = |open: Arc<Account>| Arc::ptr_eq(&open, &account);
        if !self.account().is_ok_and(is_open) {
            self.0.syncing.forget_round();
            self.changed(&[Topic::Sync]);
            return;
        }
        match outcome {
            Ok(()) => {
                let syncing = &self.0.syncing;
                syncing.set_failure(None);
                syncing.all_answered();
                syncing.set_try_at(None);
                syncing.set_due(self.next_round(&account).await);
                syncing.set_activity(SyncActivity::Waiting);
            }
            Err(stop) => {
                tracing::info!(code = ?stop.failure.code, "messages were not read to the end");
                self.0.syncing.set_failure(Some(stop.failure));
                let again = again(stop.reason).map(|pause| self.now() + pause);
                self.try_again(stop.until.or(again));
                self.0.syncing.set_activity(SyncActivity::Paused {
                    reason: stop.reason,
                });
            }
        }
        self.changed(&[Topic::Messages, Topic::Counts, Topic::Sync, Topic::Status]);
        self.index_messages(&account).await;
    }

    /// Altinn wants quiet until then; whoever has signed in since is told so.
    fn wait_until(&self, until: Timestamp) {
        let syncing = &self.0.syncing;
        if syncing.failure().is_none() {
            syncing.set_failure(Some(wants_quiet(until, self.now())));
        }
        syncing.set_activity(SyncActivity::Paused {
            reason: PauseReason::RateLimited,
        });
        self.try_again(Some(until));
        self.changed(&[Topic::Sync]);
    }

    fn rest(&self, activity: SyncActivity) {
        self.0.syncing.set_due(None);
        self.0.syncing.set_activity(activity);
        self.changed(&[Topic::Sync]);
    }

    /// Brings the words of rows up to date with names that have changed.
    async fn index_messages(&self, account: &Account) {
        loop {
            match account.store.dialogs().reindex(500).await {
                Ok(true) => tokio::task::yield_now().await,
                Ok(false) => return,
                Err(error) => {
                    tracing::warn!(code = error.code(), "messages are not all in the index");
                    return;
                }
            }
        }
    }
}

/// How far back messages are held, by the fill that is over or under way; `None` before there is one.
pub(in crate::messages) async fn held_since(
    account: &Account,
) -> Result<Option<Timestamp>, Failure> {
    Progresses(account).held_since().await
}
