//! Altinn calls nobody back: after a hand-off, and after a write that was not answered, the state is read until it is
//! decided or given up (system users reference 3.1).

use std::time::Duration;

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{RequestStatus, refusal::Refusal};
use fullmakt_store::requests::{RequestKind as StoredKind, RequestRow, RequestState};
use uuid::Uuid;

use super::review::{closed, is_open};
use super::rows::{domain_kind, request_id};
use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{ConfirmLink, Decision};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::{Event, Topic};

/// How often a request must be found open before a decision that was not answered counts as not arrived: Altinn may
/// still be at work on it.
const OPEN_LOOKS: u32 = 3;

/// How long a hand-off is observed, and how often: often while the person stands at the page, then seldom.
const STEPS: &[(u32, Duration)] = &[
    (60, Duration::from_secs(2)),
    (96, Duration::from_secs(5)),
    (100, Duration::from_secs(30)),
];

impl App {
    /// Opens a request at Altinn and observes it.
    pub(crate) async fn hand_off(&self, key: &str) -> Result<Decision, Failure> {
        let account = self.account()?;
        let id = request_id(key)?;
        let _claim = self.begin_deciding(id)?;
        let row = self.queue_row(&account, id).await?;
        if !is_open(&row.state) {
            return Err(closed(&row.state));
        }
        self.open_at_altinn(&account, &row).await
    }

    /// Altinn's page for a request, for a message to a colleague.
    pub(crate) async fn confirm_link(&self, key: &str) -> Result<ConfirmLink, Failure> {
        let account = self.account()?;
        let row = self.queue_row(&account, request_id(key)?).await?;
        Ok(ConfirmLink {
            url: self
                .confirm_url(row.id, domain_kind(row.kind), false)
                .to_string(),
        })
    }

    /// Opens Altinn's page in the system browser and starts observing.
    pub(super) async fn open_at_altinn(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Decision, Failure> {
        let url = self.confirm_url(row.id, domain_kind(row.kind), true);
        let now = self.now();
        // First written down, then opened: what cannot be written cannot be observed either.
        account
            .store
            .requests()
            .set_state(row.id, &RequestState::Observing { since: now }, now)
            .await
            .map_err(|e| from_store(&e))?;
        if let Err(reason) = self.0.host.open_browser(&url) {
            tracing::warn!(%reason, "no browser");
            self.stands_as_before(account, row).await;
            return Err(Failure::new(ErrorCode::BrowserUnavailable));
        }
        if let Some(review) = self.shown_review(account, row.id).await?
            && let Err(failure) = self.log_act(account, Act::HandedOff, &review).await
        {
            tracing::error!(code = ?failure.code, "a hand-off was not written down");
        }
        self.changed(&[Topic::Approvals, Topic::Activity]);
        self.observe(row.id);
        Ok(Decision::HandedOff)
    }

    /// A write was not answered: reads what came of it.
    pub(super) fn find_out(&self, row: &RequestRow) {
        self.changed(&[Topic::Approvals]);
        self.observe(row.id);
    }

    /// Stops observing; the request stays in the queue.
    pub(crate) async fn stop_observing(&self, key: &str) -> Result<(), Failure> {
        let account = self.account()?;
        let id = request_id(key)?;
        let row = self.queue_row(&account, id).await?;
        if matches!(row.state, RequestState::Observing { .. }) {
            account
                .store
                .requests()
                .set_state(id, &RequestState::Waiting, self.now())
                .await
                .map_err(|e| from_store(&e))?;
            self.changed(&[Topic::Approvals, Topic::Status]);
        }
        Ok(())
    }

    /// Finds out what came of every write that has no outcome yet, also of those given up an hour ago.
    pub(super) async fn find_out_all(&self, account: &Account) {
        let Ok(rows) = account.store.requests().list().await else {
            return;
        };
        for row in rows.iter().filter(|r| r.state == RequestState::Unknown) {
            self.observe(row.id);
        }
    }

    /// Observes again what was being observed when the app was closed.
    pub(crate) async fn resume_observing(&self) {
        let Ok(account) = self.account() else { return };
        self.resume_withdrawals(&account).await;
        self.resume_creations(&account).await;
        let Ok(rows) = account.store.requests().list().await else {
            return;
        };
        for row in rows {
            match row.state {
                RequestState::Observing { .. } | RequestState::Unknown => self.observe(row.id),
                // The ten seconds ran out while the app was closed, and nothing was sent.
                RequestState::Rejecting { .. } => {
                    let noted = account
                        .store
                        .requests()
                        .set_state(row.id, &RequestState::RejectNotSent, self.now())
                        .await;
                    if let Err(error) = noted {
                        tracing::warn!(code = error.code(), "a rejection not sent was not noted");
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn observe(&self, id: Uuid) {
        if !self.begin_observing(id) {
            return;
        }
        let app = self.clone();
        self.spawn(async move {
            app.observe_until_decided(id).await;
            app.end_observing(id);
        });
    }

    /// Claims a request, or a system user that is being withdrawn, for one observer.
    pub(crate) fn begin_observing(&self, id: Uuid) -> bool {
        self.observing_set(|set| set.insert(id))
    }

    /// The observer has ended.
    pub(crate) fn end_observing(&self, id: Uuid) {
        self.observing_set(|set| set.remove(&id));
    }

    fn observing_set<T>(&self, with: impl FnOnce(&mut std::collections::HashSet<Uuid>) -> T) -> T {
        with(
            &mut self
                .0
                .observing
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }

    async fn observe_until_decided(&self, id: Uuid) {
        let mut open_looks = 0;
        for (times, pause) in STEPS {
            for _ in 0..*times {
                tokio::time::sleep(*pause).await;
                match self.look(id, &mut open_looks).await {
                    Ok(true) => return,
                    Ok(false) => {}
                    Err(failure) => {
                        tracing::info!(code = ?failure.code, "an observed request could not be read");
                    }
                }
            }
        }
        // Given up politely: the request is as open as it was.
        let _ = self.stop_observing(&id.to_string()).await;
    }

    /// One look. True when there is nothing more to observe. `open_looks` counts how often a request whose decision was
    /// not answered was found open.
    async fn look(&self, id: Uuid, open_looks: &mut u32) -> Result<bool, Failure> {
        let account = self.account()?;
        let row = self.queue_row(&account, id).await?;
        if let Some(confirmed) = self.0.sendings.confirmed(id) {
            // Altinn has said how it ended: nothing to read, only a receipt to write.
            let _claim = self.begin_deciding(id)?;
            self.write_owed(&account, &row, &confirmed).await?;
            return Ok(true);
        }
        let was_unknown = match row.state {
            RequestState::Observing { .. } => false,
            RequestState::Unknown => true,
            _ => return Ok(true),
        };
        if self.is_deciding(id) {
            return Ok(false);
        }
        let Some(party) = row.facts.party_uuid else {
            return Ok(true);
        };
        let Some(actor) = account
            .store
            .actors()
            .get(party)
            .await
            .map_err(|e| from_store(&e))?
        else {
            return Ok(true);
        };
        let request = match self.read_in(&actor, id, domain_kind(row.kind)).await {
            Ok(request) => Some(request),
            Err(error) if is_gone(&error) => None,
            Err(error) => return Err(from_altinn(&error)),
        };
        let status = request.as_ref().map(|request| &request.status);
        if was_unknown && status == Some(&RequestStatus::New) {
            *open_looks += 1;
        }
        let _claim = self.begin_deciding(id)?;
        if self.queue_row(&account, id).await?.state != row.state {
            // Decided from here while Altinn was being read: that decision has its own receipt.
            return Ok(false);
        }
        match status {
            Some(RequestStatus::Accepted) => {
                let act = match row.kind {
                    StoredKind::Change => Act::Changed,
                    StoredKind::Own | StoredKind::Client => Act::Approved,
                };
                self.note_seen(&account, &row, act).await?;
            }
            Some(RequestStatus::Rejected | RequestStatus::Denied) => {
                self.note_seen(&account, &row, Act::Rejected).await?;
            }
            Some(RequestStatus::New) if *open_looks >= OPEN_LOOKS => {
                if let Some(change) = request.as_ref().and_then(|r| r.change.as_ref()) {
                    self.attempt_not_arrived(&account, &row, &actor, change)
                        .await;
                }
                self.note_not_arrived(&account, &row).await?;
            }
            // The vendor withdrew it.
            None => {
                self.note_state(&account, &row, &RequestState::NotFound)
                    .await?
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Decided, as it was seen: the receipt, with what was shown here.
    async fn note_seen(
        &self,
        account: &Account,
        row: &RequestRow,
        act: Act,
    ) -> Result<(), Failure> {
        let Some(review) = self.shown_review(account, row.id).await? else {
            // Nothing was shown here, so there is nothing to freeze: the state alone is kept.
            let state = match act {
                Act::Approved | Act::Changed => RequestState::Approved { receipt: None },
                _ => RequestState::Rejected { receipt: None },
            };
            return self.note_state(account, row, &state).await;
        };
        let sent_from_here = row.state == RequestState::Unknown;
        let seen = self.confirmed(act, None);
        let receipt = self
            .decided(account, row, review, &seen, !sent_from_here)
            .await?;
        self.0.host.focus();
        self.tell(Event::Decided {
            key: row.id.to_string(),
            receipt,
        });
        Ok(())
    }

    /// Not answered, and open each time it was read: it did not arrive. The person decides again.
    async fn note_not_arrived(&self, account: &Account, row: &RequestRow) -> Result<(), Failure> {
        let kept = Failure::new(ErrorCode::Timeout).kept();
        account
            .store
            .requests()
            .set_state_because(row.id, &RequestState::Waiting, Some(&kept), self.now())
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Approvals, Topic::Status]);
        Ok(())
    }

    async fn note_state(
        &self,
        account: &Account,
        row: &RequestRow,
        state: &RequestState,
    ) -> Result<(), Failure> {
        account
            .store
            .requests()
            .set_state(row.id, state, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Approvals, Topic::Status]);
        Ok(())
    }

    /// Marks that registration failed half-way for a request (AUTH-00048).
    pub(super) async fn note_half_way(&self, account: &Account, row: &RequestRow) {
        self.note_half_way_of(account, row.id).await;
    }

    /// The same for a system user, whose request has its id or which never had one.
    pub(crate) async fn note_half_way_of(&self, account: &Account, id: Uuid) {
        let name = half_way(id);
        if let Err(error) = account.store.sync_marks().set(&name, "", self.now()).await {
            tracing::warn!(
                code = error.code(),
                "a half-made registration was not noted"
            );
        }
    }

    /// Whether registration failed half-way before: then "exists already" means that very one.
    pub(super) async fn registered_half_way(&self, account: &Account, row: &RequestRow) -> bool {
        self.is_half_way(account, row.id).await
    }

    /// The same for a system user.
    pub(crate) async fn is_half_way(&self, account: &Account, id: Uuid) -> bool {
        account
            .store
            .sync_marks()
            .get(&half_way(id))
            .await
            .ok()
            .flatten()
            .is_some()
    }
}

fn half_way(id: Uuid) -> String {
    format!("half_way/{id}")
}

/// The request is not there any more. Altinn says so with a code; a proxy on the way may take it off.
fn is_gone(error: &AltinnError) -> bool {
    matches!(error, AltinnError::NotFound) || error.refusal() == Some(Refusal::RequestNotFound)
}
