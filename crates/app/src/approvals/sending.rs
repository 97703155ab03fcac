//! A decision between the press and its receipt.
//!
//! Before anything is sent, the row is set to «outcome unknown»: whatever happens then (a crash, a lost answer, a full
//! disk), the next reading finds out and writes the receipt. A store that cannot be written stops the decision while
//! it is still true that nothing was sent.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fullmakt_store::requests::{RequestRow, RequestState};
use jiff::Timestamp;
use uuid::Uuid;

use super::rows::state_view;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{Decision, QueueState, Review};
use crate::surface::common::Failure;

/// What Altinn said of a decision.
#[derive(Clone, Debug)]
pub(crate) struct Confirmed {
    /// Approved, rejected or withdrawn.
    pub act: Act,
    /// When the answer came.
    pub at: Timestamp,
    /// Altinn's trace id of the answer.
    pub trace_id: Option<String>,
}

/// Where a decision stands that has no receipt yet.
enum Stage {
    /// Sent; the answer is awaited.
    Sent,
    /// Confirmed; the receipt could not be written.
    Confirmed(Confirmed),
}

/// Decisions under way, by request.
#[derive(Default)]
pub(crate) struct Sendings(Mutex<HashMap<Uuid, Stage>>);

impl Sendings {
    fn with<T>(&self, run: impl FnOnce(&mut HashMap<Uuid, Stage>) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Altinn confirmed, and the receipt is owed.
    pub fn owe(&self, id: Uuid, confirmed: Confirmed) {
        self.with(|stages| stages.insert(id, Stage::Confirmed(confirmed)));
    }

    /// The receipt is written, or none is owed.
    pub fn paid(&self, id: Uuid) {
        self.with(|stages| stages.remove(&id));
    }

    /// What Altinn confirmed of a request or withdrawal whose receipt is owed.
    pub fn confirmed(&self, id: Uuid) -> Option<Confirmed> {
        self.with(|stages| match stages.get(&id) {
            Some(Stage::Confirmed(confirmed)) => Some(confirmed.clone()),
            _ => None,
        })
    }

    /// Another account, or none: what is owed there is found out by the next reading there.
    pub(crate) fn forget(&self) {
        self.with(HashMap::clear);
    }

    fn owed(&self) -> Vec<Uuid> {
        self.with(|stages| {
            let owed = stages
                .iter()
                .filter(|(_, stage)| matches!(stage, Stage::Confirmed(_)));
            owed.map(|(id, _)| *id).collect()
        })
    }
}

/// Held while Altinn's answer to a decision is awaited.
pub(super) struct Sending<'a> {
    app: &'a App,
    id: Uuid,
}

impl Drop for Sending<'_> {
    fn drop(&mut self) {
        self.app.0.sendings.with(|stages| {
            if matches!(stages.get(&self.id), Some(Stage::Sent)) {
                stages.remove(&self.id);
            }
        });
    }
}

impl App {
    /// Notes that a decision is about to be sent.
    ///
    /// # Errors
    /// When the store cannot be written: then nothing may be sent.
    pub(super) async fn begin_sending(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<Sending<'_>, Failure> {
        self.0
            .sendings
            .with(|stages| stages.insert(id, Stage::Sent));
        let sending = Sending { app: self, id };
        account
            .store
            .requests()
            .set_state(id, &RequestState::Unknown, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        Ok(sending)
    }

    /// Altinn said no: the request stands as it did before it was sent.
    pub(super) async fn stands_as_before(&self, account: &Account, row: &RequestRow) {
        let state = match &row.state {
            RequestState::Unknown | RequestState::Rejecting { .. } => RequestState::Waiting,
            state => state.clone(),
        };
        let set = account
            .store
            .requests()
            .set_state(row.id, &state, self.now())
            .await;
        if let Err(error) = set {
            tracing::warn!(
                code = error.code(),
                "a refused decision was not noted; its state is read instead"
            );
            self.observe(row.id);
        }
    }

    /// The outcome of a confirmed decision: its receipt, or that it is owed. A confirmed decision never ends in a
    /// failure.
    pub(super) async fn settle(
        &self,
        account: &Account,
        row: &RequestRow,
        review: Review,
        confirmed: Confirmed,
    ) -> Decision {
        match self.decided(account, row, review, &confirmed, false).await {
            Ok(receipt) => Decision::Done { receipt },
            Err(failure) => {
                tracing::error!(code = ?failure.code, "a receipt could not be written; it is tried again");
                self.owe_receipt(account, row.id, confirmed);
                self.changed(&[crate::surface::table::Topic::Approvals]);
                Decision::Unrecorded { failure }
            }
        }
    }

    /// A receipt is owed, and is tried again. Where its person has gone meanwhile, it is found out when they come back.
    fn owe_receipt(&self, account: &Account, id: Uuid, confirmed: Confirmed) {
        if self.is_open(account) {
            self.0.sendings.owe(id, confirmed);
            self.observe(id);
        }
    }

    /// Writes the receipt of a confirmed decision, if the store takes it now.
    ///
    /// # Errors
    /// When it still does not.
    pub(super) async fn write_owed(
        &self,
        account: &Account,
        row: &RequestRow,
        confirmed: &Confirmed,
    ) -> Result<(), Failure> {
        if let Some(review) = self.shown_review(account, row.id).await? {
            self.decided(account, row, review, confirmed, false).await?;
        }
        self.0.sendings.paid(row.id);
        Ok(())
    }

    /// Tries every owed receipt once more, e.g. before the app closes.
    pub(crate) async fn write_owed_receipts(&self) {
        let Ok(account) = self.account() else { return };
        for id in self.0.sendings.owed() {
            let (Some(confirmed), Ok(_claim)) =
                (self.0.sendings.confirmed(id), self.begin_deciding(id))
            else {
                continue;
            };
            let written = if confirmed.act == Act::Withdrawn {
                self.write_owed_withdrawal(&account, id).await
            } else {
                match self.queue_row(&account, id).await {
                    Ok(row) => self.write_owed(&account, &row, &confirmed).await,
                    Err(failure) => Err(failure),
                }
            };
            if let Err(failure) = written {
                tracing::error!(code = ?failure.code, "a receipt is still owed");
            }
        }
    }

    /// The review that the person was shown last.
    pub(crate) async fn shown_review(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<Option<Review>, Failure> {
        let copy = account
            .store
            .requests()
            .copy(id)
            .await
            .map_err(|e| from_store(&e))?;
        Ok(copy.and_then(|copy| serde_json::from_str(&copy.body).ok()))
    }

    /// Where a request stands, as the screens see it: while a decision is being sent it is as open as before, and a
    /// confirmed one is decided although its receipt is owed.
    pub(super) fn shown_state(&self, row: &RequestRow) -> QueueState {
        let stage = self.0.sendings.with(|stages| {
            stages.get(&row.id).map(|stage| match stage {
                Stage::Sent => None,
                Stage::Confirmed(confirmed) => Some(confirmed.act),
            })
        });
        match (&row.state, stage) {
            (RequestState::Unknown, Some(None)) => QueueState::Waiting,
            (RequestState::Unknown, Some(Some(Act::Approved | Act::Changed))) => {
                QueueState::Approved { receipt: None }
            }
            (RequestState::Unknown, Some(Some(_))) => QueueState::Rejected { receipt: None },
            (state, _) => state_view(state.clone()),
        }
    }
}
