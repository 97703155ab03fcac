//! Reading on the user's wish, and what the screens are told of synchronisation.

use std::sync::Arc;

use fullmakt_altinn::dialogs::DialogSearch;
use fullmakt_store::dialogs::{DialogQuery, Folder, SyncPage};
use fullmakt_sync::{OVERLAP, calls_per_poll};
use jiff::{SignedDuration, Timestamp};

use super::progress::Progresses;
use super::round::{Stop, world};
use super::rows::row;
use super::trouble::failure;
use super::world::Known;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{Scope, SyncMessages, SyncState};
use crate::surface::table::Topic;
use crate::time::{oslo_day, wire};

/// The same scope is read on the user's wish once in this time at most.
const LEAST: SignedDuration = SignedDuration::from_secs(60);

/// How much further back each wish for more reads.
const FURTHER: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Searches that could not be fewer, today: the day and the number.
const DUE: &str = "messages_due";

impl App {
    /// Reads messages now.
    pub(crate) async fn sync_messages_now(
        &self,
        input: SyncMessages,
    ) -> Result<SyncState, Failure> {
        let account = self.account()?;
        let now = self.now();
        self.0.syncing.used(now);
        if input.deepen {
            self.deepen(&account).await?;
            self.poll_messages().await;
            return self.sync_state_view().await;
        }
        let scope = serde_json::to_string(&input.scope).unwrap_or_default();
        if self.0.syncing.may_ask(scope, now, LEAST) {
            let parties = self.parties_of(&account, &input.scope).await?;
            match (parties, self.0.syncing.known()) {
                (Some(parties), Some(known))
                    if known.holds(&account, now) && parties.len() <= known.limits.parties =>
                {
                    self.read_parties(&account, &known, &parties).await?;
                }
                _ => self.poll_messages().await,
            }
        }
        self.sync_state_view().await
    }

    /// Parties of a scope by their keys; `None` for all.
    async fn parties_of(
        &self,
        account: &Account,
        scope: &Scope,
    ) -> Result<Option<Vec<String>>, Failure> {
        Ok(match scope {
            Scope::All => None,
            Scope::Organisation { party_uuid } => {
                Some(vec![crate::organisations::party(party_uuid)?.to_string()])
            }
            Scope::Group { id } => {
                let group = crate::messages::id(id, "scope")?;
                let members = account.store.groups().members(group).await;
                let members = members.map_err(|e| from_store(&e))?;
                Some(members.iter().map(ToString::to_string).collect())
            }
        })
    }

    /// What changed in a few organisations since the last poll: one search. Belongs to no batch.
    async fn read_parties(
        &self,
        account: &Arc<Account>,
        known: &Known,
        parties: &[String],
    ) -> Result<(), Failure> {
        let urns = known.urns_of(parties);
        if urns.is_empty() {
            return Err(Failure::new(ErrorCode::AccessDenied));
        }
        let batches = account.store.sync_batches().all().await;
        let batches = batches.map_err(|e| from_store(&e))?;
        let behind = batches
            .iter()
            .filter(|batch| batch.plan.is_hot)
            .map(|batch| batch.cursor.watermark)
            .min()
            .flatten();
        let held = Progresses(account).held_since().await?;
        let mut search = DialogSearch {
            parties: urns,
            content_updated_after: behind.and_then(|at| at.checked_sub(OVERLAP).ok()).or(held),
            ascending: true,
            limit: known.limits.page,
            ..DialogSearch::default()
        };
        loop {
            self.count_due_searches(account, 1).await;
            let page = self.0.altinn.dialogs().search(&search).await;
            let page = page.map_err(|trouble| failure(&trouble))?;
            let rows: Vec<_> = page
                .rows
                .into_iter()
                .filter_map(|one| row(one, &known.by_urn))
                .collect();
            let languages = self.message_languages();
            let page_of_rows = SyncPage {
                rows: &rows,
                cursor: None,
                fetched_at: self.now(),
                languages: &languages,
                is_sweep: false,
            };
            let applied = account.store.dialogs().apply_page(&page_of_rows).await;
            applied.map_err(|e| from_store(&e))?;
            self.changed(&[Topic::Messages, Topic::Counts, Topic::Status]);
            if !page.has_next || page.token.is_none() || page.token == search.token {
                return Ok(());
            }
            search.token = page.token;
        }
    }

    /// Begins to read a year further back than is held.
    async fn deepen(&self, account: &Account) -> Result<(), Failure> {
        let places = Progresses(account);
        let held = places.held_since().await?.unwrap_or_else(|| self.now());
        let since = held.checked_sub(FURTHER).unwrap_or(Timestamp::UNIX_EPOCH);
        places
            .begin_fill(since.max(Timestamp::UNIX_EPOCH), self.now())
            .await
    }

    /// Where synchronisation stands.
    pub(crate) async fn sync_state_view(&self) -> Result<SyncState, Failure> {
        let account = self.account()?;
        let syncing = &self.0.syncing;
        let known = syncing.known().filter(|known| known.account == account.key);
        let (mut calls, mut parties, mut services) = (0, 0, 0);
        if let Some(known) = &known {
            let world = world(&account, known).await?;
            calls = calls_per_poll(&world);
            parties = known.urns.len();
            services = world.hot.len();
        }
        let batches = account.store.sync_batches().all().await;
        let batches = batches.map_err(|e| from_store(&e))?;
        let last = batches.iter().filter_map(|b| b.cursor.polled_at).max();
        let everything = DialogQuery {
            folder: Folder::Everywhere,
            ..DialogQuery::default()
        };
        let held = crate::messages::number(&account, &everything).await?;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(SyncState {
            state: syncing.activity(),
            last: last.map(wire),
            next: syncing.due().map(wire),
            held_since: Progresses(&account).held_since().await?.map(wire),
            held,
            calls_per_poll: small(calls),
            parties: small(parties),
            services: small(services),
            failure: syncing.failure(),
        })
    }

    /// Counts searches that could not be fewer.
    pub(super) async fn count_due_searches(&self, account: &Account, more: u32) {
        let day = oslo_day(self.now());
        let before = self.due_searches(account).await.unwrap_or(0);
        let value = format!("{day} {}", before.saturating_add(more));
        let marks = account.store.sync_marks();
        if let Err(error) = marks.set(DUE, &value, self.now()).await {
            tracing::warn!(code = error.code(), "the call meter's minimum is too low");
        }
    }

    /// Searches of today that could not be fewer, for the call meter.
    pub(crate) async fn due_searches(&self, account: &Account) -> Option<u32> {
        let mark = account.store.sync_marks().get(DUE).await.ok()??;
        let (day, count) = mark.value.split_once(' ')?;
        (day == oslo_day(self.now())).then(|| count.parse().ok())?
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        stop.failure
    }
}
