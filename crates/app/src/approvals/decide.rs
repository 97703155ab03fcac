//! Approving. Never optimistic, never queued, and never sent twice: before anything is sent, and after anything that was
//! not answered, the state is read.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Change, Item, RequestKind as DomainKind, RequestStatus, refusal::Refusal};
use fullmakt_store::requests::{RequestKind as StoredKind, RequestRow, RequestState};
use uuid::Uuid;

use super::locate::Located;
use super::review::{closed, is_open};
use super::rows::{domain_kind, request_id};
use super::sending::Confirmed;
use crate::activity::NewReceipt;
use crate::failures::{from_store, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{Approve, Decision, MissingItem, RequestKind, Review};
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

    /// Whether a decision on a request is under way.
    pub(crate) fn is_deciding(&self, id: Uuid) -> bool {
        self.deciding_set(|set| set.contains(&id))
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
            Way::Api if review.kind == RequestKind::Change => {
                self.approve_change(&account, &row, &located, review).await
            }
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
        if !is_open(&row.state) && !matches!(row.state, RequestState::Rejecting { .. }) {
            return Err(closed(&row.state));
        }
        let located = self.read_row(account, row).await?;
        if located.request.status != RequestStatus::New {
            self.changed(&[Topic::Approvals, Topic::Status]);
            return Err(Failure::new(ErrorCode::RequestAlreadyDecided));
        }
        let review = self
            .shown_review(account, row.id)
            .await?
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
        let sending = self.begin_sending(account, row.id).await?;
        let answer = self.0.altinn.requests().approve(party, row.id, kind).await;
        drop(sending);
        match answer {
            Ok(done) => {
                let confirmed = self.confirmed(Act::Approved, done.trace_id);
                Ok(self.settle(account, row, review, confirmed).await)
            }
            Err(AltinnError::Forbidden) => {
                // The read just now shows access management here, so it is the interface that is closed to us.
                self.note_refused(GatedAct::Approve).await;
                self.stands_as_before(account, row).await;
                self.open_at_altinn(account, row).await
            }
            Err(error) if outcome_unknown(&error) => {
                self.find_out(row);
                Ok(Decision::Unknown)
            }
            Err(error) if error.refusal() == Some(Refusal::StatusNotStored) => {
                self.status_not_stored(account, row, party, review, &error)
                    .await
            }
            Err(error) => Err(self.approve_failed(account, row, &review, &error).await),
        }
    }

    /// Altinn delegated everything and could then not store the request's status (system users reference 8.1). The
    /// system user, which has the request's id, tells whether the approval stands.
    async fn status_not_stored(
        &self,
        account: &Account,
        row: &RequestRow,
        party: u32,
        review: Review,
        error: &AltinnError,
    ) -> Result<Decision, Failure> {
        self.note_half_way(account, row).await;
        match self.0.altinn.system_users().detail(party, row.id).await {
            Ok(_) => {
                let trace = error.trace_id().map(str::to_owned);
                let confirmed = self.confirmed(Act::Approved, trace);
                Ok(self.settle(account, row, review, confirmed).await)
            }
            Err(_) => Err(self.approve_failed(account, row, &review, error).await),
        }
    }

    /// What Altinn has just confirmed.
    pub(super) fn confirmed(&self, act: Act, trace_id: Option<String>) -> Confirmed {
        Confirmed {
            act,
            at: self.now(),
            trace_id,
        }
    }

    /// Writes the receipt, and then the row: a receipt without its row is harmless, the reverse would lose it.
    pub(super) async fn decided(
        &self,
        account: &Account,
        row: &RequestRow,
        review: Review,
        confirmed: &Confirmed,
        observed: bool,
    ) -> Result<String, Failure> {
        let act = confirmed.act;
        let (system_user_id, held_after) = match (act, &review.change) {
            (Act::Changed, Some(change)) => (
                Some(change.system_user.id.clone()),
                self.held_after(account, &review).await,
            ),
            (Act::Approved, _) => (Some(row.id.to_string()), None),
            _ => (None, None),
        };
        let receipt = self
            .write_receipt(
                account,
                NewReceipt {
                    act,
                    at: confirmed.at,
                    review,
                    system_user_id,
                    held_after,
                    trace_id: confirmed.trace_id.clone(),
                    observed,
                },
            )
            .await?;
        let number = Some(receipt.clone());
        let state = match act {
            Act::Approved | Act::Changed => RequestState::Approved { receipt: number },
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
        if row.kind == StoredKind::Change {
            self.end_attempt(account, row).await;
        }
        if matches!(act, Act::Approved | Act::Changed)
            && let Some(party) = row.facts.party_uuid
        {
            self.read_system_users_of(party);
        }
        Ok(receipt)
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
        && same_steps(review, request.change.as_ref())
}

/// For a change: the request still names what the review shows, of the same system user.
fn same_steps(review: &Review, change: Option<&Change>) -> bool {
    let (Some(shown), Some(change)) = (&review.change, change) else {
        return review.change.is_none() && change.is_none();
    };
    let named = change.steps();
    shown.system_user.id == change.system_user_id.to_string()
        && shown.steps.len() == named.len()
        && shown.steps.iter().zip(&named).all(|(shown, named)| {
            let (is_package, id) = match &named.item {
                Item::Package(urn) => (true, urn),
                Item::Resource(id) => (false, id),
            };
            let item = &shown.item;
            item.add == named.add && item.is_package == is_package && item.id == *id
        })
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
