//! Reading the sources of the queue: Altinn's lists where the token may, and every link that is not decided yet.

use std::collections::BTreeSet;

use fullmakt_domain::{OrgNumber, Request, RequestKind};
use fullmakt_store::actors::{ActorKind, ActorSlim};
use fullmakt_store::requests::{
    ListedRequest, RequestFacts, RequestKind as StoredKind, RequestState,
};
use futures::StreamExt;

use super::queue::QUEUE_READ;
use super::read::facts;
use crate::failures::{from_altinn, from_store};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure, SourceFailure, Way};
use crate::surface::table::Topic;

/// Organisations asked at once.
const AT_ONCE: usize = 4;
/// Organisations whose lists are read in one refresh: two calls each.
const MOST: usize = 200;

impl App {
    /// Reads the sources of the queue. One at a time; a caller that waited finds it fresh.
    pub(crate) async fn refresh_queue(&self) -> Result<(), Failure> {
        let account = self.account()?;
        let asked_at = self.now();
        let _one = self.0.refreshing.queue.lock().await;
        let marks = account.store.sync_marks();
        let read_at = marks
            .get(QUEUE_READ)
            .await
            .map_err(|e| from_store(&e))?
            .map(|m| m.at);
        if read_at.is_some_and(|at| at > asked_at) {
            return Ok(());
        }
        let mut failures = Vec::new();
        if self.capabilities().await.list_requests.way == Way::Api {
            failures = self.read_lists(&account).await?;
        }
        self.read_links(&account, asked_at).await?;
        *self
            .0
            .queue_failures
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = failures;
        marks
            .set(QUEUE_READ, "", self.now())
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Approvals, Topic::Status, Topic::Organisations]);
        self.fill_in_rows(&account).await;
        Ok(())
    }

    /// Altinn's lists of waiting requests: every organisation that the person administers, two calls each.
    async fn read_lists(&self, account: &Account) -> Result<Vec<SourceFailure>, Failure> {
        let mut administered: Vec<ActorSlim> = account
            .store
            .actors()
            .all_slim()
            .await
            .map_err(|e| from_store(&e))?
            .into_iter()
            .filter(|a| {
                a.access_manager == Some(true)
                    && a.kind != ActorKind::Person
                    && !a.is_heading_only
                    && !a.is_deleted
                    && a.party_id.is_some()
            })
            .collect();
        administered.sort_by_key(|a| (!a.favourite, std::cmp::Reverse(a.opened_at)));
        let left_out = administered.len().saturating_sub(MOST);
        administered.truncate(MOST);
        let mut failures: Vec<SourceFailure> = Vec::new();
        let mut forbidden = 0;
        let asked = administered.len();
        let mut answers = futures::stream::iter(administered.into_iter().map(|actor| async move {
            let own = self.pending(&actor, RequestKind::Own).await;
            let client = match own {
                Ok(_) => self.pending(&actor, RequestKind::Client).await,
                Err(_) => Ok(Vec::new()),
            };
            (actor, own, client)
        }))
        .buffer_unordered(AT_ONCE);
        while let Some((actor, own, client)) = answers.next().await {
            for (kind, answer) in [(StoredKind::Own, own), (StoredKind::Client, client)] {
                match answer {
                    Ok(requests) => self.keep_list(account, &actor, kind, &requests).await?,
                    Err(failure) => {
                        forbidden += u32::from(failure.code == ErrorCode::AccessDenied);
                        failures.push(SourceFailure {
                            party_uuid: Some(actor.party_uuid.to_string()),
                            name: Some(actor.name.clone()),
                            failure,
                        });
                    }
                }
            }
        }
        drop(answers);
        if asked > 0 && forbidden as usize >= asked {
            // Not one organisation: the interface is closed to us, whatever the scopes say.
            self.note_refused(GatedAct::ListRequests).await;
            failures.clear();
        }
        if left_out > 0 {
            failures.push(SourceFailure {
                party_uuid: None,
                name: None,
                failure: Failure::new(ErrorCode::RateLimited)
                    .with("left_out", left_out.to_string()),
            });
        }
        Ok(failures)
    }

    async fn pending(&self, actor: &ActorSlim, kind: RequestKind) -> Result<Vec<Request>, Failure> {
        let (Some(party_id), Some(number)) = (
            actor.party_id,
            actor
                .org_no
                .as_deref()
                .and_then(|n| n.parse::<OrgNumber>().ok()),
        ) else {
            return Ok(Vec::new());
        };
        let requests = self.0.altinn.requests();
        let answer = match kind {
            RequestKind::Client => requests.pending_agent(party_id, number).await,
            _ => requests.pending(party_id, number).await,
        };
        answer.map_err(|e| from_altinn(&e))
    }

    async fn keep_list(
        &self,
        account: &Account,
        actor: &ActorSlim,
        kind: StoredKind,
        requests: &[Request],
    ) -> Result<(), Failure> {
        let listed: Vec<ListedRequest> = requests
            .iter()
            // The list does not compare number and party: we do.
            .filter(|r| actor.org_no.as_deref() == Some(r.party_org_number.as_str()))
            .map(|r| ListedRequest {
                id: r.id,
                facts: facts(r, actor.party_uuid),
            })
            .collect();
        let store = account.store.requests();
        let now = self.now();
        let left = store
            .upsert_listed(actor.party_uuid, kind, &listed, now)
            .await
            .map_err(|e| from_store(&e))?;
        for id in left {
            // Gone from the list: decided elsewhere, or withdrawn. Ask what became of it.
            if let Some(row) = store.get(id).await.map_err(|e| from_store(&e))? {
                let _ = self.read_row(account, &row).await;
            }
        }
        Ok(())
    }

    /// Every link that is not decided yet and that no list has just confirmed.
    async fn read_links(&self, account: &Account, since: jiff::Timestamp) -> Result<(), Failure> {
        let rows = account
            .store
            .requests()
            .list()
            .await
            .map_err(|e| from_store(&e))?;
        for row in rows {
            let open = matches!(
                row.state,
                RequestState::NotRead
                    | RequestState::Waiting
                    | RequestState::Unknown
                    | RequestState::NotFound
            );
            if !open || row.listed_at.is_some_and(|at| at >= since) {
                continue;
            }
            if let Err(failure) = self.read_row(account, &row).await
                && matches!(
                    failure.code,
                    ErrorCode::Offline | ErrorCode::LoginRequired | ErrorCode::RateLimited
                )
            {
                return Err(failure);
            }
        }
        Ok(())
    }

    /// Vendor names and cues for rows that lack them, after the rows themselves are shown.
    async fn fill_in_rows(&self, account: &Account) {
        let Ok(rows) = account.store.requests().list().await else {
            return;
        };
        let vendors: BTreeSet<OrgNumber> = rows
            .iter()
            .filter(|r| r.facts.vendor.is_none())
            .filter_map(|r| r.facts.vendor_org_no.as_deref()?.parse().ok())
            .collect();
        let mut changed = false;
        for vendor in vendors {
            let Ok(Some(unit)) = self.unit(account, vendor).await else {
                continue;
            };
            let name = fullmakt_domain::text::title_case(&unit.name);
            for row in rows
                .iter()
                .filter(|r| r.facts.vendor_org_no.as_deref() == Some(vendor.as_str()))
            {
                let facts = RequestFacts {
                    vendor: Some(name.clone()),
                    ..RequestFacts::default()
                };
                changed |= account
                    .store
                    .requests()
                    .set_facts(row.id, &facts)
                    .await
                    .unwrap_or(false);
            }
        }
        if changed {
            self.changed(&[Topic::Approvals]);
        }
        let lacking: Vec<_> = rows
            .into_iter()
            .filter(|r| {
                r.summary.is_none()
                    && r.state == RequestState::Waiting
                    && r.kind != StoredKind::Change
            })
            .collect();
        let mut changed = false;
        for row in lacking {
            let Ok(located) = self.locate(account, &row).await else {
                continue;
            };
            changed |= self.summarise(account, &row, &located).await;
        }
        if changed {
            self.changed(&[Topic::Approvals]);
        }
    }
}
