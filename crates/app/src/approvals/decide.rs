//! Approving and forwarding. Never optimistic, never queued, and never sent twice: before anything is sent, and
//! after anything that was not answered, the state is read.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{RequestKind as DomainKind, RequestStatus, refusal::Refusal};
use fullmakt_store::requests::{RequestRow, RequestState};
use uuid::Uuid;

use super::authority::reason;
use super::locate::Located;
use super::review::is_open;
use super::rows::{domain_kind, request_id};
use crate::activity::NewReceipt;
use crate::failures::{from_altinn, from_store, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{Approve, Decision, MissingItem, Review};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Topic;

/// Held while a decision on one request is under way; letting go frees the request.
pub(crate) struct Deciding<'a> {
    app: &'a App,
    id: Uuid,
}

impl Drop for Deciding<'_> {
    fn drop(&mut self) {
        self.app.deciding_set(|set| set.remove(&self.id));
    }
}

impl App {
    fn deciding_set<T>(&self, with: impl FnOnce(&mut std::collections::HashSet<Uuid>) -> T) -> T {
        with(
            &mut self
                .0
                .deciding
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }

    /// Claims a request for one decision.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] while another decision on it is under way.
    pub(crate) fn begin_deciding(&self, id: Uuid) -> Result<Deciding<'_>, Failure> {
        if self.deciding_set(|set| set.insert(id)) {
            Ok(Deciding { app: self, id })
        } else {
            Err(Failure::new(ErrorCode::Conflict))
        }
    }

    /// Approves what was shown: by the interface where the token may, else on Altinn's page.
    pub(crate) async fn approve(&self, input: Approve) -> Result<Decision, Failure> {
        let account = self.account()?;
        let id = request_id(&input.key)?;
        let _claim = self.begin_deciding(id)?;
        let row = self.queue_row(&account, id).await?;
        let (review, located) = self.ready_to_decide(&account, &row).await?;
        if review.fingerprint != input.fingerprint || !same_content(&review, &located) {
            return Err(Failure::new(ErrorCode::RequestChanged));
        }
        if review.decide.needs_tick && !input.acknowledged {
            return Err(Failure::new(ErrorCode::NotAcknowledged));
        }
        let ways = self.decide_ways(&review).await;
        match ways.approve.way {
            Way::None => Err(missing_rights(&review)),
            Way::Portal => self.open_at_altinn(&account, &row).await,
            Way::Api => {
                self.approve_by_interface(&account, &row, &located, review)
                    .await
            }
        }
    }

    /// The review that was shown, and the request as it is now: still open, and this organisation's.
    pub(super) async fn ready_to_decide(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<(Review, Located), Failure> {
        if !is_open(&row.state)
            && !matches!(
                row.state,
                RequestState::Unknown | RequestState::Rejecting { .. }
            )
        {
            return Err(Failure::new(ErrorCode::RequestAlreadyDecided));
        }
        let located = self.read_row(account, row).await?;
        if located.request.status != RequestStatus::New {
            self.changed(&[Topic::Approvals, Topic::Status]);
            return Err(Failure::new(ErrorCode::RequestAlreadyDecided));
        }
        let copy = account
            .store
            .requests()
            .copy(row.id)
            .await
            .map_err(|e| from_store(&e))?;
        let review = copy
            .and_then(|c| serde_json::from_str::<Review>(&c.body).ok())
            .ok_or_else(|| Failure::new(ErrorCode::RequestChanged))?;
        Ok((review, located))
    }

    async fn approve_by_interface(
        &self,
        account: &Account,
        row: &RequestRow,
        located: &Located,
        review: Review,
    ) -> Result<Decision, Failure> {
        let party = located.actor.actor.party_id.unwrap_or_default();
        let kind = domain_kind(row.kind);
        match self.0.altinn.requests().approve(party, row.id, kind).await {
            Ok(done) => {
                let receipt = self
                    .decided(account, row, Act::Approved, review, done.trace_id, false)
                    .await?;
                Ok(Decision::Done { receipt })
            }
            Err(AltinnError::Forbidden) => {
                // The read just now shows access management here, so it is the interface that is closed to us.
                self.note_refused(GatedAct::Approve).await;
                self.open_at_altinn(account, row).await
            }
            Err(error) if outcome_unknown(&error) => {
                self.outcome_unknown_of(account, row).await?;
                Ok(Decision::Unknown)
            }
            Err(error) => Err(self.approve_failed(account, row, &review, &error).await),
        }
    }

    /// Altinn said no. The sentence is made as telling as its answer allows.
    async fn approve_failed(
        &self,
        account: &Account,
        row: &RequestRow,
        review: &Review,
        error: &AltinnError,
    ) -> Failure {
        let mut failure = from_altinn(error);
        if let AltinnError::Problem { code, reasons, .. } = error {
            let refusal = code.as_deref().and_then(Refusal::from_code);
            if refusal == Some(Refusal::RequestAlreadyDecided) {
                let _ = self.read_row(account, row).await;
                self.changed(&[Topic::Approvals, Topic::Status]);
                return failure;
            }
            if refusal == Some(Refusal::SystemUserExists)
                && self.registered_half_way(account, row).await
            {
                // Registration failed before (48): the system user stands half made, and a retry ends here.
                failure.code = ErrorCode::RegistrationIncomplete;
            }
            if refusal == Some(Refusal::RegistrationIncomplete) {
                self.note_half_way(account, row).await;
            }
            let items = blocked_items(reasons, review);
            if !items.is_empty() {
                failure = failure.with("items", items.join(", "));
            }
        }
        let json = serde_json::to_string(&failure).ok();
        if let Err(store) = account
            .store
            .requests()
            .set_failure(row.id, json.as_deref())
            .await
        {
            tracing::warn!(
                code = store.code(),
                "a failed approval was not noted in the queue"
            );
        }
        self.log_failed_act(account, Act::ApproveFailed, row, review, &failure)
            .await;
        self.changed(&[Topic::Approvals, Topic::Activity]);
        failure
    }

    /// Writes the receipt, and then the row: a receipt without its row is harmless, the reverse would lose it.
    pub(super) async fn decided(
        &self,
        account: &Account,
        row: &RequestRow,
        act: Act,
        review: Review,
        trace_id: Option<String>,
        observed: bool,
    ) -> Result<String, Failure> {
        let receipt = self
            .write_receipt(
                account,
                NewReceipt {
                    act,
                    review,
                    system_user_id: (act == Act::Approved).then(|| row.id.to_string()),
                    trace_id,
                    observed,
                },
            )
            .await?;
        let number = Some(receipt.clone());
        let state = match act {
            Act::Approved => RequestState::Approved { receipt: number },
            _ => RequestState::Rejected { receipt: number },
        };
        account
            .store
            .requests()
            .set_state(row.id, &state, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[
            Topic::Approvals,
            Topic::Activity,
            Topic::SystemUsers,
            Topic::Status,
        ]);
        if act == Act::Approved
            && let Some(party) = row.facts.party_uuid
        {
            let app = self.clone();
            self.spawn(async move { app.refresh_party_system_users(party).await });
        }
        Ok(receipt)
    }

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
        let party = located.actor.actor.party_id.unwrap_or_default();
        match self
            .0
            .altinn
            .requests()
            .escalate(party, id, domain_kind(row.kind))
            .await
        {
            Ok(true) => {
                account
                    .store
                    .requests()
                    .set_state(id, &RequestState::Escalated, self.now())
                    .await
                    .map_err(|e| from_store(&e))?;
                self.log_act(&account, Act::Forwarded, &row, &review)
                    .await?;
                self.changed(&[Topic::Approvals, Topic::Activity, Topic::Status]);
                Ok(Decision::Forwarded)
            }
            Ok(false) => Err(Failure::new(ErrorCode::AccessDenied)),
            Err(AltinnError::Forbidden) => {
                self.note_refused(GatedAct::Escalate).await;
                self.open_at_altinn(&account, &row).await
            }
            Err(error) => Err(from_altinn(&error)),
        }
    }

    /// Altinn's page for a request: `skiplogout` keeps the person's other tabs signed in (system users reference 10).
    pub(super) fn confirm_url(&self, id: Uuid, kind: DomainKind, for_us: bool) -> url::Url {
        let page = match kind {
            DomainKind::Own => "request",
            DomainKind::Client => "agentrequest",
            DomainKind::Change => "changerequest",
        };
        let mut url = self.0.environment.portal.clone();
        url.set_path(&format!(
            "{}/accessmanagement/ui/systemuser/{page}",
            self.0.environment.portal.path().trim_end_matches('/')
        ));
        let mut query = url.query_pairs_mut();
        query.append_pair("id", &id.to_string());
        query.append_pair("DONTCHOOSEREPORTEE", "true");
        if for_us && kind != DomainKind::Change {
            query.append_pair("skiplogout", "true");
        }
        drop(query);
        url
    }
}

/// The request as read now asks for exactly what the review shows.
fn same_content(review: &Review, located: &Located) -> bool {
    let request = &located.request;
    review.technical.package_urns == request.packages
        && review.technical.resource_ids == request.resources
        && review.technical.system_id == request.system_id.as_str()
}

fn missing_rights(review: &Review) -> Failure {
    if review.authority.missing.is_empty() {
        return Failure::new(ErrorCode::NotAccessManager);
    }
    Failure::new(ErrorCode::MissingRights)
        .with("items", names(&review.authority.missing).join(", "))
}

fn names(items: &[MissingItem]) -> Vec<String> {
    items.iter().map(|i| i.name.clone()).collect()
}

/// Names of the items that Altinn says blocked the approval, in the words of the review.
fn blocked_items(blocked: &[fullmakt_domain::BlockedItem], review: &Review) -> Vec<String> {
    blocked
        .iter()
        .filter(|b| b.reasons.is_empty() || b.reasons.iter().any(|r| reason(*r).is_some()))
        .map(|b| match &b.item {
            fullmakt_domain::Item::Package(urn) => review
                .packages
                .iter()
                .find(|p| &p.urn == urn)
                .map_or_else(|| urn.clone(), |p| p.name.clone()),
            fullmakt_domain::Item::Resource(id) => review
                .services
                .iter()
                .find(|s| &s.resource_id == id)
                .map_or_else(|| id.clone(), |s| s.name.clone()),
        })
        .collect()
}
