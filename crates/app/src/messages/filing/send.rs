//! Sending what was filed: in order, a hundred at a time, each on the revision that the person saw.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fullmakt_altinn::dialogs::{BulkItem, DialogTrouble, LabelChange as Wanted};
use fullmakt_store::label_changes::LabelChange;
use fullmakt_sync::doubled;
use jiff::{SignedDuration, Timestamp};

use super::trouble::{is_held_up, pause};
use crate::failures::from_store;
use crate::messages::failures::from_dialog;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::table::Topic;

/// Changes in one call at most (Dialogporten reference, 1.14).
const BULK: u32 = 100;

/// How long nothing is sent after Altinn had no answer and named no time, at first; twice as long each time
/// after that.
const QUIET: SignedDuration = SignedDuration::from_secs(15);

/// How long at most.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);

/// How long it is known what was filed, so that it can be undone.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How often what is older than that is looked for.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// So many changes in a row whose outcome could not be read are Altinn's trouble, and not their own.
const UNCLEAR: u32 = 3;

/// The sender.
#[derive(Default)]
pub(crate) struct Sending {
    one: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    quiet_until: Option<Timestamp>,
    /// Rounds in a row in which Altinn had no answer.
    unanswered: u32,
    /// Changes whose outcome could not be read, by their place in the queue.
    unclear: HashMap<i64, Unclear>,
    /// When sending goes on by itself.
    wakes_at: Option<Timestamp>,
    /// When what is old was forgotten last.
    cleared_at: Option<Timestamp>,
    refused: u32,
    failure: Option<Failure>,
}

/// A change whose outcome could not be read.
struct Unclear {
    looks: u32,
    next: Timestamp,
}

impl Sending {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many were refused since the last act that was not, and why.
    pub(super) fn refused(&self) -> (u32, Option<Failure>) {
        let state = self.state();
        (state.refused, state.failure.clone())
    }

    /// Another account, or none: what was said of the changes of the one before says nothing of its own.
    pub(super) fn forget(&self) {
        let mut state = self.state();
        state.unclear.clear();
        state.cleared_at = None;
        state.refused = 0;
        state.failure = None;
    }
}

/// Why sending stopped.
pub(super) enum Stopped {
    /// Altinn or the network; what was not sent waits.
    Quiet(Option<SignedDuration>),
    /// The store.
    Here(Failure),
}

impl From<fullmakt_store::StoreError> for Stopped {
    fn from(error: fullmakt_store::StoreError) -> Self {
        Stopped::Here(from_store(&error))
    }
}

/// What is known of a change now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Taken, or refused.
    Settled,
    /// Nothing yet: it is looked at later, and those after it that concern other dialogs do not wait for that.
    Unclear,
}

impl App {
    /// Sends what waits, one call after the other. A second caller waits, and then finds nothing.
    pub(crate) async fn send_filing(&self) {
        let Ok(account) = self.account() else { return };
        let _one = self.0.filing.sending.one.lock().await;
        self.forget_old_filing(&account).await;
        let quiet = self.0.filing.sending.state().quiet_until;
        if quiet.is_some_and(|until| self.now() < until) {
            return;
        }
        let outcome = self.send_all(&account).await;
        let now = self.now();
        let (quiet_until, again) = {
            let mut state = self.0.filing.sending.state();
            let next = state.unclear.values().map(|unclear| unclear.next).min();
            match outcome {
                Ok(()) => {
                    state.unanswered = 0;
                    (None, next)
                }
                Err(Stopped::Quiet(Some(pause))) => {
                    (after(now, pause), after(now, pause.max(QUIET)))
                }
                Err(Stopped::Quiet(None)) => {
                    let until = after(now, pause_after(state.unanswered));
                    state.unanswered = state.unanswered.saturating_add(1);
                    (until, until)
                }
                Err(Stopped::Here(failure)) => {
                    tracing::warn!(code = ?failure.code, "what was filed waits");
                    (None, None)
                }
            }
        };
        self.0.filing.sending.state().quiet_until = quiet_until;
        if let Some(again) = again {
            self.try_filing_again(again);
        }
        self.changed(&[Topic::Messages, Topic::Counts, Topic::Status]);
    }

    /// Once a day: what was filed long ago, and is over, cannot be undone any more.
    async fn forget_old_filing(&self, account: &Account) {
        let now = self.now();
        {
            let mut state = self.0.filing.sending.state();
            if state
                .cleared_at
                .is_some_and(|at| now.duration_since(at) < DAY)
            {
                return;
            }
            state.cleared_at = Some(now);
        }
        let queue = account.store.label_changes();
        let limit = now.checked_sub(KEPT).unwrap_or(Timestamp::UNIX_EPOCH);
        if let Err(error) = queue.forget_settled(limit).await {
            tracing::warn!(
                code = error.code(),
                "what was filed long ago is still known"
            );
        }
    }

    /// What waits is sent when the network is back, without anybody having to ask.
    fn try_filing_again(&self, at: Timestamp) {
        let now = self.now();
        let mut state = self.0.filing.sending.state();
        if state
            .wakes_at
            .is_some_and(|wakes| now < wakes && wakes <= at)
        {
            return;
        }
        state.wakes_at = Some(at);
        drop(state);
        let app = self.clone();
        self.spawn(async move {
            tokio::time::sleep(Duration::try_from(at.duration_since(now)).unwrap_or_default())
                .await;
            {
                let mut state = app.0.filing.sending.state();
                state.wakes_at = state.wakes_at.filter(|wakes| *wakes != at);
            }
            Box::pin(app.send_filing()).await;
        });
    }

    async fn send_all(&self, account: &Account) -> Result<(), Stopped> {
        let queue = account.store.label_changes();
        self.settle_all(account, &queue.unsettled().await?).await?;
        loop {
            let batch = queue.next(BULK).await?;
            if batch.is_empty() {
                return Ok(());
            }
            if let [change] = batch.as_slice() {
                self.send_one(account, change).await?;
                continue;
            }
            match self.send_many(account, batch).await? {
                Sent::All => {}
                // One of them is in the way: each for itself tells which.
                Sent::OneByOne(batch) => {
                    for change in &batch {
                        self.send_one(account, change).await?;
                    }
                }
            }
        }
    }

    /// Finds out what became of changes that were sent. One whose outcome cannot be read is left for later, and the
    /// later the more often that happens.
    async fn settle_all(&self, account: &Account, changes: &[LabelChange]) -> Result<(), Stopped> {
        let sending = &self.0.filing.sending;
        sending
            .state()
            .unclear
            .retain(|seq, _| changes.iter().any(|change| change.seq == *seq));
        let mut in_vain = 0;
        for change in changes {
            let next = sending
                .state()
                .unclear
                .get(&change.seq)
                .map(|unclear| unclear.next);
            if next.is_some_and(|next| self.now() < next) {
                continue;
            }
            in_vain = match self.settle_filing(account, change).await? {
                Outcome::Settled => {
                    sending.state().unclear.remove(&change.seq);
                    0
                }
                Outcome::Unclear => in_vain + 1,
            };
            if in_vain == UNCLEAR {
                return Err(Stopped::Quiet(None));
            }
        }
        Ok(())
    }

    /// The outcome of a change cannot be read now.
    pub(super) fn leave_unclear(&self, change: &LabelChange) -> Outcome {
        let now = self.now();
        let mut state = self.0.filing.sending.state();
        let unclear = state.unclear.entry(change.seq).or_insert(Unclear {
            looks: 0,
            next: now,
        });
        unclear.next = after(now, pause_after(unclear.looks)).unwrap_or(now);
        unclear.looks = unclear.looks.saturating_add(1);
        Outcome::Unclear
    }

    async fn send_many(
        &self,
        account: &Account,
        mut batch: Vec<LabelChange>,
    ) -> Result<Sent, Stopped> {
        let queue = account.store.label_changes();
        let places: Vec<i64> = batch.iter().map(|change| change.seq).collect();
        let places = queue.sending(&places, self.now()).await?;
        // What was undone since it was read is not sent.
        batch.retain(|change| places.contains(&change.seq));
        let Some(first) = batch.first() else {
            return Ok(Sent::All);
        };
        let items: Vec<BulkItem> = batch.iter().map(item).collect();
        let answer = self
            .0
            .altinn
            .dialogs()
            .set_labels_bulk(&items, &wanted(first))
            .await;
        match answer {
            Ok(()) => {
                queue.sent(&places, None, self.now()).await?;
                self.went_well();
                Ok(Sent::All)
            }
            Err(trouble) if is_held_up(&trouble) => {
                Err(self.hold(account, &places, &trouble).await?)
            }
            Err(trouble) if trouble.may_have_arrived() => Err(Stopped::Quiet(None)),
            Err(_) => {
                queue.release(&places, "").await?;
                Ok(Sent::OneByOne(batch))
            }
        }
    }

    /// Sends one change, unless it was undone since it was read.
    async fn send_one(&self, account: &Account, change: &LabelChange) -> Result<Outcome, Stopped> {
        let queue = account.store.label_changes();
        if queue.sending(&[change.seq], self.now()).await?.is_empty() {
            return Ok(Outcome::Settled);
        }
        let dialogs = self.0.altinn.dialogs();
        match dialogs.set_labels(item(change), &wanted(change)).await {
            Ok(revision) => {
                queue.sent(&[change.seq], revision, self.now()).await?;
                self.went_well();
                Ok(Outcome::Settled)
            }
            Err(trouble) if is_held_up(&trouble) => {
                Err(self.hold(account, &[change.seq], &trouble).await?)
            }
            Err(DialogTrouble::RevisionMismatch | DialogTrouble::Conflict) => {
                self.settle_filing(account, change).await
            }
            // Read what came of it before anything is sent again.
            Err(trouble) if trouble.may_have_arrived() => Err(Stopped::Quiet(None)),
            Err(trouble) => {
                self.refuse_filing(account, change, &from_dialog(&trouble))
                    .await
            }
        }
    }

    /// Altinn did not take it: the row flips back and says why.
    pub(super) async fn refuse_filing(
        &self,
        account: &Account,
        change: &LabelChange,
        failure: &Failure,
    ) -> Result<Outcome, Stopped> {
        let json = failure.kept();
        let queue = account.store.label_changes();
        queue.refused(&[change.seq], &json).await?;
        let mut state = self.0.filing.sending.state();
        state.refused = state.refused.saturating_add(1);
        state.failure = Some(failure.clone());
        Ok(Outcome::Settled)
    }

    /// Nothing arrived: it waits for its next time.
    pub(super) async fn hold(
        &self,
        account: &Account,
        places: &[i64],
        trouble: &DialogTrouble,
    ) -> Result<Stopped, Stopped> {
        let json = serde_json::to_string(&from_dialog(trouble)).unwrap_or_default();
        account.store.label_changes().release(places, &json).await?;
        Ok(Stopped::Quiet(pause(trouble)))
    }

    pub(super) fn went_well(&self) {
        let mut state = self.0.filing.sending.state();
        state.unanswered = 0;
        state.refused = 0;
        state.failure = None;
    }
}

enum Sent {
    All,
    OneByOne(Vec<LabelChange>),
}

/// How long to wait after this many times in vain before.
fn pause_after(times: u32) -> SignedDuration {
    doubled(QUIET, times, LONGEST)
}

fn after(now: Timestamp, pause: SignedDuration) -> Option<Timestamp> {
    now.checked_add(pause).ok()
}

pub(super) fn item(change: &LabelChange) -> BulkItem {
    BulkItem {
        id: change.dialog,
        revision: change.revision,
    }
}

pub(super) fn wanted(change: &LabelChange) -> Wanted {
    Wanted {
        add: change.add.iter().collect(),
        remove: change.remove.iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, QUIET, pause_after};

    #[test]
    fn what_fails_again_and_again_is_tried_more_seldom() {
        assert_eq!(pause_after(0), QUIET);
        assert_eq!(pause_after(2), QUIET * 4);
        for times in [6, 10, 11, 40, u32::MAX] {
            assert_eq!(pause_after(times), LONGEST, "{times}");
        }
    }
}
