//! Reading the sources of the queue: Altinn's lists where the token may, and every link that is not decided yet.

use std::collections::BTreeSet;

use fullmakt_domain::OrgNumber;
use fullmakt_store::requests::{RequestFacts, RequestState};
use fullmakt_sync::rounds::Wish;
use jiff::SignedDuration;

use super::queue::QUEUE_READ;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Topic;

/// Links read in one refresh at most, those read longest ago first.
const LINKS: usize = 50;
/// How long a decided request stands in the queue. Its receipt stays in the log for good.
const DECIDED_KEPT: SignedDuration = SignedDuration::from_hours(180 * 24);

impl App {
    /// Reads the sources of the queue. One at a time: a caller that waited finds it fresh, and one that would begin by
    /// itself leaves it to the one under way.
    pub(crate) async fn refresh_queue(&self, wish: Wish) -> Result<(), Failure> {
        let account = self.account()?;
        let rounds = &self.0.refreshing.queue;
        let asked_at = self.now();
        let Some(_turn) = rounds.turn(wish).await else {
            return Ok(());
        };
        let outcome = self.read_sources(&account, wish, asked_at).await;
        rounds.note(&outcome, self.now());
        self.forget_long_decided(&account).await;
        self.changed(&[Topic::Approvals, Topic::Status, Topic::Organisations]);
        self.fill_in_rows(&account).await;
        outcome
    }

    /// The queue is for what is to be decided: what was decided long ago leaves it.
    async fn forget_long_decided(&self, account: &Account) {
        let Ok(limit) = self.now().checked_sub(DECIDED_KEPT) else {
            return;
        };
        let requests = account.store.requests();
        if let Err(error) = requests.remove_decided_before(limit).await {
            tracing::warn!(
                code = error.code(),
                "what was decided long ago is still listed"
            );
        }
    }

    async fn read_sources(
        &self,
        account: &Account,
        wish: Wish,
        asked_at: jiff::Timestamp,
    ) -> Result<(), Failure> {
        let marks = account.store.sync_marks();
        let read_at = marks
            .get(QUEUE_READ)
            .await
            .map_err(|e| from_store(&e))?
            .map(|m| m.at);
        if wish == Wish::Again && read_at.is_some_and(|at| at > asked_at) {
            return Ok(());
        }
        if self.capabilities().await.list_requests.way == Way::Api {
            self.read_lists(account, wish, asked_at).await?;
        }
        if wish == Wish::Further {
            return Ok(());
        }
        self.find_out_all(account).await;
        self.read_links(account, wish, asked_at).await?;
        marks
            .set(QUEUE_READ, "", self.now())
            .await
            .map_err(|e| from_store(&e))
    }

    /// Every link that is not decided yet and that no list has just confirmed. One that was looked for in vain is looked
    /// for again once a day; by hand, where one call tells.
    async fn read_links(
        &self,
        account: &Account,
        wish: Wish,
        since: jiff::Timestamp,
    ) -> Result<(), Failure> {
        let by_list = self.capabilities().await.list_requests.way == Way::Api;
        let mut rows = account
            .store
            .requests()
            .list()
            .await
            .map_err(|e| from_store(&e))?;
        rows.retain(|row| {
            // What is listed is asked for when it leaves the list.
            let listed = match row.listed_at {
                Some(at) => at >= since || (by_list && row.state == RequestState::Waiting),
                None => false,
            };
            is_undecided(&row.state) && !listed
        });
        rows.sort_by_key(|row| self.0.searches.read_at(row.id));
        for row in rows.into_iter().take(LINKS) {
            // Fifty readings take a while: one that was decided meanwhile is not asked for.
            let row = account.store.requests().get(row.id).await;
            let Some(row) = row.map_err(|e| from_store(&e))? else {
                continue;
            };
            if !is_undecided(&row.state) {
                continue;
            }
            let one_call = wish == Wish::Again && row.facts.party_uuid.is_some();
            if !one_call && self.rests(account, &row).await {
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
        // The vendors, and the organisations asked, for where they are.
        let asked = rows.iter().filter(|r| r.summary.is_none());
        let asked = asked.filter_map(|r| r.facts.party_org_no.as_deref()?.parse().ok());
        let numbers: Vec<OrgNumber> = vendors.iter().copied().chain(asked).collect();
        self.read_units(account, numbers).await;
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
            .filter(|r| r.summary.is_none() && r.state == RequestState::Waiting)
            .collect();
        let mut listed = self.0.from_lists.take();
        let mut changed = false;
        for row in lacking {
            let located = match listed.remove(&row.id) {
                Some(request) => self.as_listed(account, request).await,
                None => self.locate(account, &row).await,
            };
            if let Ok(located) = located {
                changed |= self.summarise(account, &row, &located).await;
            }
        }
        if changed {
            self.changed(&[Topic::Approvals]);
        }
    }
}

/// Where reading a link may tell something new, and no observer is at it.
fn is_undecided(state: &RequestState) -> bool {
    matches!(
        state,
        RequestState::NotRead
            | RequestState::Waiting
            | RequestState::Unknown
            | RequestState::NotFound
    )
}
