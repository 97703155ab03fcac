//! Sending what was filed: in order, a hundred at a time, each on the revision that the person saw.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fullmakt_altinn::AltinnError;
use fullmakt_altinn::dialogs::{BulkItem, DialogTrouble, LabelChange as Wanted};
use fullmakt_net::NetError;
use fullmakt_store::label_changes::LabelChange;
use jiff::{SignedDuration, Timestamp};

use crate::failures::from_store;
use crate::messages::failures::from_dialog;
use crate::messages::sync::rows::told;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::table::Topic;

/// Changes in one call at most (Dialogporten reference, 1.14).
const BULK: u32 = 100;

/// How long nothing is sent after Altinn had no answer and named no time.
const QUIET: SignedDuration = SignedDuration::from_secs(15);

/// The sender.
#[derive(Default)]
pub(crate) struct Sending {
    one: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    quiet_until: Option<Timestamp>,
    /// Somebody waits to try again.
    is_watched: bool,
    refused: u32,
    failure: Option<Failure>,
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

impl App {
    /// Sends what waits, one call after the other. A second caller waits, and then finds nothing.
    pub(crate) async fn send_filing(&self) {
        let Ok(account) = self.account() else { return };
        let _one = self.0.filing.sending.one.lock().await;
        let quiet = self.0.filing.sending.state().quiet_until;
        if quiet.is_some_and(|until| self.now() < until) {
            return;
        }
        let outcome = self.send_all(&account).await;
        let quiet_until = match outcome {
            Ok(()) => None,
            Err(Stopped::Quiet(pause)) => {
                let pause = pause.unwrap_or(QUIET);
                self.try_filing_again(pause.max(QUIET));
                self.now().checked_add(pause).ok()
            }
            Err(Stopped::Here(failure)) => {
                tracing::warn!(code = ?failure.code, "what was filed waits");
                None
            }
        };
        self.0.filing.sending.state().quiet_until = quiet_until;
        self.changed(&[Topic::Messages, Topic::Counts, Topic::Status]);
    }

    /// What waits is sent when the network is back, without anybody having to ask.
    fn try_filing_again(&self, pause: SignedDuration) {
        let watched = std::mem::replace(&mut self.0.filing.sending.state().is_watched, true);
        if watched {
            return;
        }
        let app = self.clone();
        self.spawn(async move {
            tokio::time::sleep(Duration::try_from(pause).unwrap_or_default()).await;
            app.0.filing.sending.state().is_watched = false;
            Box::pin(app.send_filing()).await;
        });
    }

    async fn send_all(&self, account: &Account) -> Result<(), Stopped> {
        let queue = account.store.label_changes();
        for change in queue.unsettled().await? {
            self.settle_filing(account, &change).await?;
        }
        loop {
            let batch = queue.next(BULK).await?;
            let Some(first) = batch.first() else {
                return Ok(());
            };
            if batch.len() == 1 {
                self.send_one(account, first).await?;
                continue;
            }
            match self.send_many(account, &batch).await? {
                Sent::All => {}
                // One of them is in the way: each for itself tells which.
                Sent::OneByOne => {
                    for change in &batch {
                        self.send_one(account, change).await?;
                    }
                }
            }
        }
    }

    async fn send_many(&self, account: &Account, batch: &[LabelChange]) -> Result<Sent, Stopped> {
        let queue = account.store.label_changes();
        let places: Vec<i64> = batch.iter().map(|change| change.seq).collect();
        queue.sending(&places, self.now()).await?;
        let items: Vec<BulkItem> = batch.iter().map(item).collect();
        let answer = self
            .0
            .altinn
            .dialogs()
            .set_labels_bulk(&items, &wanted(&batch[0]))
            .await;
        match answer {
            Ok(()) => {
                queue.sent(&places, None).await?;
                self.went_well();
                Ok(Sent::All)
            }
            Err(trouble) if waits(&trouble) => Err(self.hold(account, &places, &trouble).await?),
            Err(trouble) if trouble.may_have_arrived() => Err(Stopped::Quiet(None)),
            Err(_) => {
                queue.release(&places, "").await?;
                Ok(Sent::OneByOne)
            }
        }
    }

    /// Sends one change.
    pub(super) async fn send_one(
        &self,
        account: &Account,
        change: &LabelChange,
    ) -> Result<(), Stopped> {
        let queue = account.store.label_changes();
        queue.sending(&[change.seq], self.now()).await?;
        let dialogs = self.0.altinn.dialogs();
        match dialogs.set_labels(item(change), &wanted(change)).await {
            Ok(revision) => {
                queue.sent(&[change.seq], revision).await?;
                self.went_well();
                Ok(())
            }
            Err(trouble) if waits(&trouble) => {
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
    ) -> Result<(), Stopped> {
        let json = serde_json::to_string(failure).unwrap_or_default();
        let queue = account.store.label_changes();
        queue.refused(&[change.seq], &json).await?;
        let mut state = self.0.filing.sending.state();
        state.refused = state.refused.saturating_add(1);
        state.failure = Some(failure.clone());
        Ok(())
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
        Ok(Stopped::Quiet(match trouble {
            DialogTrouble::Wait { after_s } => {
                after_s.map(|s| SignedDuration::from_secs(i64::from(s)))
            }
            // Asking whether the network is back costs Altinn nothing.
            DialogTrouble::Other(AltinnError::Net(NetError::Offline)) => Some(SignedDuration::ZERO),
            _ => None,
        }))
    }

    fn went_well(&self) {
        let mut state = self.0.filing.sending.state();
        state.refused = 0;
        state.failure = None;
    }
}

enum Sent {
    All,
    OneByOne,
}

/// Whether it certainly did not arrive, and will be taken later.
fn waits(trouble: &DialogTrouble) -> bool {
    match trouble {
        DialogTrouble::Wait { .. } => true,
        DialogTrouble::Other(error) => {
            !error.may_have_arrived()
                && matches!(
                    error,
                    AltinnError::Net(_)
                        | AltinnError::Unauthorized
                        | AltinnError::Token(_)
                        | AltinnError::RateLimited { .. }
                )
        }
        _ => false,
    }
}

fn item(change: &LabelChange) -> BulkItem {
    BulkItem {
        id: change.dialog,
        revision: change.revision,
    }
}

fn wanted(change: &LabelChange) -> Wanted {
    Wanted {
        add: told(change.add),
        remove: told(change.remove),
    }
}
