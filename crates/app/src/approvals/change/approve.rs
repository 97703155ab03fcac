//! Approving a change. Altinn carries it out step by step and may stop half-way: then what the system user holds tells
//! what is done and what is left, and approving again goes on from there.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Change, Holdings, Refusal, RequestKind as DomainKind};
use fullmakt_store::actors::ActorRow;
use fullmakt_store::change_attempts::Attempt;
use fullmakt_store::requests::RequestRow;

use crate::approvals::fingerprint::change_fingerprint;
use crate::approvals::locate::Located;
use crate::catalogue::Policies;
use crate::failures::{from_altinn, from_store, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{Decision, Review};
use crate::surface::changes::{ChangeStep, ChangeView, Held, HeldItem};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::system_users::RightsSource;
use crate::surface::table::Topic;

impl App {
    /// Approves a change by the interface.
    pub(in crate::approvals) async fn approve_change(
        &self,
        account: &Account,
        row: &RequestRow,
        located: &Located,
        review: Review,
    ) -> Result<Decision, Failure> {
        let (Some(change), Some(shown)) = (&located.request.change, &review.change) else {
            return Err(Failure::new(ErrorCode::RequestChanged));
        };
        let now = self.change_now(account, row, located, change).await?;
        if now.source != RightsSource::Current {
            return Err(Failure::new(ErrorCode::HoldingsUnreadable));
        }
        if change_fingerprint(shown) != change_fingerprint(&now) {
            return Err(Failure::new(ErrorCode::RequestChanged));
        }
        self.note_attempt(account, row, &now).await?;
        let party = located.actor.actor.party_id.unwrap_or_default();
        let sending = self.begin_sending(account, row.id).await?;
        let requests = self.0.altinn.requests();
        let answer = requests.approve(party, row.id, DomainKind::Change).await;
        drop(sending);
        match answer {
            Ok(done) => {
                let confirmed = self.confirmed(Act::Changed, done.trace_id);
                Ok(self.settle(account, row, review, confirmed).await)
            }
            Err(AltinnError::Forbidden) => {
                // The read just now shows access management here, so it is the interface that is closed to us.
                self.note_refused(GatedAct::ApproveChange).await;
                self.end_first_attempt(account, row, &review).await;
                self.stands_as_before(account, row).await;
                self.open_at_altinn(account, row).await
            }
            Err(error) if outcome_unknown(&error) => {
                self.find_out(row);
                Ok(Decision::Unknown)
            }
            Err(error) => {
                self.change_stopped(account, row, located, review, &error)
                    .await
            }
        }
    }

    /// The change as it stands now.
    async fn change_now(
        &self,
        account: &Account,
        row: &RequestRow,
        located: &Located,
        change: &Change,
    ) -> Result<ChangeView, Failure> {
        self.change_view(account, &located.actor, row.id, change, Policies::AtHand)
            .await
    }

    /// Altinn stopped: reads what is done, and says it.
    async fn change_stopped(
        &self,
        account: &Account,
        row: &RequestRow,
        located: &Located,
        review: Review,
        error: &AltinnError,
    ) -> Result<Decision, Failure> {
        let before: Vec<ChangeStep> = review
            .change
            .as_ref()
            .map(|c| c.steps.clone())
            .unwrap_or_default();
        let read = match &located.request.change {
            Some(change) => self.change_now(account, row, located, change).await.ok(),
            None => None,
        };
        let read = read.filter(|view| view.source == RightsSource::Current);
        let Some(steps) = read.map(|view| view.steps) else {
            // What is done is not known: the attempt stays noted, and the next look tells.
            let failure = self.approve_failed(account, row, &review, error).await;
            self.note_stop(account, row, &failure).await;
            return Err(failure);
        };
        let moved = steps
            .iter()
            .zip(&before)
            .any(|(now, was)| now.done != was.done);
        if !moved {
            // Nothing was done that was not so before.
            self.end_first_attempt(account, row, &review).await;
            return Err(self.approve_failed(account, row, &review, error).await);
        }
        if error.refusal() == Some(Refusal::StatusNotStored) && steps.iter().all(|s| s.done) {
            // All is done, and only the request's status was lost: it stands, whatever the request says.
            self.note_half_way(account, row).await;
            let trace = error.trace_id().map(str::to_owned);
            let confirmed = self.confirmed(Act::Changed, trace);
            return Ok(self.settle(account, row, review, confirmed).await);
        }
        let cause = from_altinn(error);
        let done = steps.iter().filter(|s| s.done).count();
        let mut failure = Failure::new(ErrorCode::ChangeHalfDone)
            .with("done", done.to_string())
            .with("left", (steps.len() - done).to_string());
        failure.upstream_code = cause.upstream_code;
        failure.trace_id = cause.trace_id;
        self.stands_as_before(account, row).await;
        self.note_stop(account, row, &failure).await;
        let kept = failure.kept();
        let requests = account.store.requests();
        if let Err(error) = requests.set_failure(row.id, Some(&kept)).await {
            tracing::warn!(code = error.code(), "a half-done change was not noted");
        }
        self.log_failed_act(account, Act::ChangedPartly, &review, &failure)
            .await;
        self.changed(&[Topic::Approvals, Topic::Activity, Topic::SystemUsers]);
        Ok(Decision::Partly { failure, steps })
    }

    /// Notes what is held before the first try. One that goes on from there keeps the first one's.
    ///
    /// # Errors
    /// When the store cannot be written: then nothing may be sent.
    async fn note_attempt(
        &self,
        account: &Account,
        row: &RequestRow,
        now: &ChangeView,
    ) -> Result<(), Failure> {
        if now.begun.is_some() {
            return Ok(());
        }
        let before = serde_json::to_string(&holdings(&now.before))
            .map_err(|_| Failure::unexpected("change attempt"))?;
        let attempts = account.store.change_attempts();
        attempts
            .begin(&Attempt {
                request_id: row.id,
                began_at: self.now(),
                before,
                failure: None,
            })
            .await
            .map_err(|e| from_store(&e))
    }

    async fn note_stop(&self, account: &Account, row: &RequestRow, failure: &Failure) {
        let attempts = account.store.change_attempts();
        if let Err(error) = attempts.set_failure(row.id, &failure.kept()).await {
            tracing::warn!(code = error.code(), "why a change stopped was not noted");
        }
    }

    /// This try did nothing: the attempt is over, unless it went on from an earlier one that did something.
    async fn end_first_attempt(&self, account: &Account, row: &RequestRow, review: &Review) {
        let went_on = review.change.as_ref().is_some_and(|c| c.begun.is_some());
        if !went_on {
            self.end_attempt(account, row).await;
        }
    }

    /// A try that was not answered did not arrive: the attempt is over, if nothing of it is done. Where what is held cannot
    /// be read it stays noted, and the next look tells.
    pub(in crate::approvals) async fn attempt_not_arrived(
        &self,
        account: &Account,
        row: &RequestRow,
        actor: &ActorRow,
        change: &Change,
    ) {
        let view = self.change_view(account, actor, row.id, change, Policies::AtHand);
        let nothing_done =
            |view: ChangeView| view.source == RightsSource::Current && view.begun.is_none();
        if view.await.is_ok_and(nothing_done) {
            self.end_attempt(account, row).await;
        }
    }

    /// The attempt is over: carried out, or nothing was done.
    pub(in crate::approvals) async fn end_attempt(&self, account: &Account, row: &RequestRow) {
        if let Err(error) = account.store.change_attempts().remove(row.id).await {
            tracing::warn!(
                code = error.code(),
                "an attempt at a change was not removed"
            );
        }
    }
}

fn holdings(held: &Held) -> Holdings {
    let ids = |items: &[HeldItem]| items.iter().map(|item| item.id.clone()).collect();
    Holdings {
        packages: ids(&held.packages),
        resources: ids(&held.services),
    }
}
