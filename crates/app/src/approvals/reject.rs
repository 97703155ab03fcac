//! Rejecting: at once, or after ten seconds in which it can be taken back.

use fullmakt_altinn::AltinnError;
use fullmakt_store::requests::{RequestRow, RequestState};
use jiff::SignedDuration;
use uuid::Uuid;

use super::pending_rejects::UNDO_SECONDS;
use super::rows::{domain_kind, request_id};
use crate::failures::{from_altinn, from_store, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{Decision, Reject, Review};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Topic;
use crate::time::wire;

impl App {
    /// Rejects a request.
    pub(crate) async fn reject(&self, input: Reject) -> Result<Decision, Failure> {
        let account = self.account()?;
        let id = request_id(&input.key)?;
        let waits = self.0.rejects.due(&input.key).is_some();
        if waits {
            // Pressed again, or the screen was left: what waits is sent now.
            return if input.now && self.0.rejects.claim(&input.key) {
                self.send_reject(&account, id).await
            } else {
                Err(Failure::new(ErrorCode::Conflict))
            };
        }
        let row = self.queue_row(&account, id).await?;
        {
            let _claim = self.begin_deciding(id)?;
            self.ready_to_decide(&account, &row).await?;
            if self.capabilities().await.reject.way != Way::Api {
                return self.open_at_altinn(&account, &row).await;
            }
        }
        if input.now {
            return self.send_reject(&account, id).await;
        }
        let at = self.now() + SignedDuration::from_secs(UNDO_SECONDS);
        // Written down before it is promised: what the person is told has failed is sent neither in ten seconds nor when
        // the app closes.
        account
            .store
            .requests()
            .set_state(id, &RequestState::Rejecting { at }, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        let undo = self.0.rejects.schedule(&input.key, at);
        self.changed(&[Topic::Approvals]);
        let (app, key) = (self.clone(), input.key.clone());
        self.spawn(async move {
            let wait = std::time::Duration::from_secs(UNDO_SECONDS.unsigned_abs());
            tokio::select! {
                () = undo.cancelled() => return,
                () = tokio::time::sleep(wait) => {}
            }
            if app.0.rejects.claim(&key)
                && let Err(failure) = app.send_reject(&account, id).await
            {
                tracing::info!(code = ?failure.code, "a rejection was not sent");
            }
        });
        Ok(Decision::Scheduled { at: wire(at) })
    }

    /// Takes back a rejection that has not been sent.
    pub(crate) async fn undo_reject(&self, key: &str) -> Result<(), Failure> {
        let account = self.account()?;
        let id = request_id(key)?;
        if !self.0.rejects.undo(key) {
            return Err(Failure::new(ErrorCode::Conflict));
        }
        self.set_waiting(&account, id).await?;
        Ok(())
    }

    /// Sends the rejections that wait, e.g. before the app closes or the person signs out.
    pub(crate) async fn send_waiting_rejects(&self) {
        let Ok(account) = self.account() else { return };
        for key in self.0.rejects.all() {
            let Ok(id) = request_id(&key) else { continue };
            if self.0.rejects.claim(&key)
                && let Err(failure) = self.send_reject(&account, id).await
            {
                tracing::warn!(code = ?failure.code, "a rejection was not sent before closing");
            }
        }
    }

    /// Sends a rejection. What could not be sent stays in the queue, marked as such.
    async fn send_reject(&self, account: &Account, id: Uuid) -> Result<Decision, Failure> {
        let _claim = self.begin_deciding(id)?;
        let row = self.queue_row(account, id).await?;
        let (review, located) = match self.ready_to_decide(account, &row).await {
            Ok(ready) => ready,
            Err(failure) => return Err(self.not_sent(account, id, failure).await),
        };
        let party = located.actor.actor.party_id.unwrap_or_default();
        let sending = match self.begin_sending(account, id).await {
            Ok(sending) => sending,
            Err(failure) => return Err(self.not_sent(account, id, failure).await),
        };
        let kind = domain_kind(row.kind);
        let answer = self.0.altinn.requests().reject(party, id, kind).await;
        drop(sending);
        match answer {
            Ok(done) => {
                let confirmed = self.confirmed(Act::Rejected, done.trace_id);
                Ok(self.settle(account, &row, review, confirmed).await)
            }
            Err(AltinnError::Forbidden) => {
                self.note_refused(GatedAct::Reject).await;
                self.set_waiting(account, id).await?;
                self.open_at_altinn(account, &row).await
            }
            Err(error) if outcome_unknown(&error) => {
                self.find_out(&row);
                Ok(Decision::Unknown)
            }
            Err(error) => Err(self.reject_refused(account, &row, &review, &error).await),
        }
    }

    /// Altinn says no: nothing of ours is under way any more, and a request that somebody else has decided, or that is
    /// gone, is read before it is said how it stands. Left as sent, somebody else's rejection would be found and get a
    /// receipt as ours.
    async fn reject_refused(
        &self,
        account: &Account,
        row: &RequestRow,
        review: &Review,
        error: &AltinnError,
    ) -> Failure {
        self.stands_as_before(account, row).await;
        let failure = from_altinn(error);
        if failure.code != ErrorCode::RequestAlreadyDecided {
            self.log_failed_act(account, Act::RejectFailed, review, &failure)
                .await;
        }
        let is_noted = match failure.code {
            ErrorCode::RequestAlreadyDecided => {
                let _ = self.read_row(account, row).await;
                true
            }
            ErrorCode::RequestNotFound => {
                let read = self.read_row(account, row).await;
                read.is_err_and(|read| read.code == ErrorCode::RequestNotFound)
            }
            _ => false,
        };
        if !is_noted {
            self.note_not_sent(account, row.id, &failure).await;
        }
        self.changed(&[Topic::Approvals, Topic::Status, Topic::Activity]);
        failure
    }

    async fn not_sent(&self, account: &Account, id: Uuid, failure: Failure) -> Failure {
        // Decided by someone else meanwhile, or gone: that state was noted when it was read.
        let is_noted = matches!(
            failure.code,
            ErrorCode::RequestAlreadyDecided | ErrorCode::RequestNotFound
        );
        if !is_noted {
            self.note_not_sent(account, id, &failure).await;
        }
        self.changed(&[Topic::Approvals, Topic::Status, Topic::Activity]);
        failure
    }

    async fn note_not_sent(&self, account: &Account, id: Uuid, failure: &Failure) {
        let kept = failure.kept();
        let requests = account.store.requests();
        let noted = requests
            .set_state_because(id, &RequestState::RejectNotSent, Some(&kept), self.now())
            .await;
        if let Err(error) = noted {
            // The next start finds the row as it was, and notes it then.
            tracing::warn!(
                code = error.code(),
                "a rejection that was not sent was not noted"
            );
        }
    }

    async fn set_waiting(&self, account: &Account, id: Uuid) -> Result<(), Failure> {
        account
            .store
            .requests()
            .set_state(id, &RequestState::Waiting, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Approvals, Topic::Status]);
        Ok(())
    }
}
