//! Forwarding to an access manager. That it is about to be sent is written down first; a forwarding that was not answered
//! is not sent again before the request was read.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::RequestKind;
use fullmakt_store::requests::{RequestRow, RequestState};
use uuid::Uuid;

use super::rows::{domain_kind, request_id};
use crate::failures::{from_altinn, from_store, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{Decision, Review};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Topic;

impl App {
    /// Forwards to an access manager, by the interface or on Altinn's page.
    pub(crate) async fn escalate(&self, key: &str) -> Result<Decision, Failure> {
        let account = self.account()?;
        let id = request_id(key)?;
        let _claim = self.begin_deciding(id)?;
        let row = self.queue_row(&account, id).await?;
        let (review, located) = self.ready_to_decide(&account, &row).await?;
        if self.capabilities().await.escalate.way != Way::Api {
            return self.open_at_altinn(&account, &row).await;
        }
        let kind = domain_kind(row.kind);
        let is_noted = row.state == RequestState::Escalated;
        if is_noted || self.is_forwarding(&account, id).await? {
            match self.is_forwarded(kind, id).await {
                Ok(true) if is_noted => return Ok(Decision::Forwarded),
                Ok(true) => return Ok(self.forwarded(&account, &row, &review).await),
                Ok(false) => {}
                // Altinn's page tells whether it was forwarded.
                Err(AltinnError::Forbidden) => return self.open_at_altinn(&account, &row).await,
                Err(error) => return Err(from_altinn(&error)),
            }
        }
        self.begin_forwarding(&account, id).await?;
        let party = located.actor.actor.party_id.unwrap_or_default();
        match self.0.altinn.requests().escalate(party, id, kind).await {
            Ok(true) => Ok(self.forwarded(&account, &row, &review).await),
            Ok(false) => {
                self.end_forwarding(&account, id).await;
                Err(Failure::new(ErrorCode::AccessDenied))
            }
            Err(error) if outcome_unknown(&error) => match self.is_forwarded(kind, id).await {
                Ok(true) => Ok(self.forwarded(&account, &row, &review).await),
                // Altinn may still be at work on it.
                _ => Err(Failure::new(ErrorCode::OutcomeUnknown)),
            },
            Err(error) => {
                self.end_forwarding(&account, id).await;
                if matches!(error, AltinnError::Forbidden) {
                    self.note_refused(GatedAct::Escalate).await;
                    return self.open_at_altinn(&account, &row).await;
                }
                Err(from_altinn(&error))
            }
        }
    }

    /// Reads whether somebody has forwarded a request. The reads that name the party do not tell.
    async fn is_forwarded(&self, kind: RequestKind, id: Uuid) -> Result<bool, AltinnError> {
        let request = self.0.altinn.requests().read_by_id(kind, id).await?;
        Ok(request.escalated)
    }

    /// It is forwarded, whatever this machine can write down.
    async fn forwarded(&self, account: &Account, row: &RequestRow, review: &Review) -> Decision {
        let noted = self.note_forwarded(account, row, review).await;
        self.changed(&[Topic::Approvals, Topic::Activity, Topic::Status]);
        noted.map_or_else(
            |failure| Decision::Unrecorded { failure },
            |()| Decision::Forwarded,
        )
    }

    async fn note_forwarded(
        &self,
        account: &Account,
        row: &RequestRow,
        review: &Review,
    ) -> Result<(), Failure> {
        account
            .store
            .requests()
            .set_state(row.id, &RequestState::Escalated, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        self.end_forwarding(account, row.id).await;
        self.log_act(account, Act::Forwarded, review).await
    }

    /// Whether a forwarding was begun whose outcome is not known.
    async fn is_forwarding(&self, account: &Account, id: Uuid) -> Result<bool, Failure> {
        let mark = account.store.sync_marks().get(&forwarding(id)).await;
        Ok(mark.map_err(|e| from_store(&e))?.is_some())
    }

    /// Notes that a forwarding is about to be sent.
    ///
    /// # Errors
    /// When the store cannot be written: then nothing may be sent.
    async fn begin_forwarding(&self, account: &Account, id: Uuid) -> Result<(), Failure> {
        let marks = account.store.sync_marks();
        let noted = marks.set(&forwarding(id), "", self.now()).await;
        noted.map_err(|e| from_store(&e))
    }

    /// The outcome is known.
    async fn end_forwarding(&self, account: &Account, id: Uuid) {
        if let Err(error) = account.store.sync_marks().remove(&forwarding(id)).await {
            tracing::warn!(
                code = error.code(),
                "an answered forwarding is read once more before the next"
            );
        }
    }
}

fn forwarding(id: Uuid) -> String {
    format!("forwarding/{id}")
}
