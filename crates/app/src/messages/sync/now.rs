//! Reading on the user's wish, and what the screens are told of synchronisation.

use fullmakt_altinn::dialogs::DialogSearch;
use fullmakt_store::dialogs::{DialogQuery, Folder};
use fullmakt_sync::{Cursor, OVERLAP, calls_per_poll};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::progress::Progresses;
use super::round::{Came, Stop, facts, world};
use super::trouble::failure;
use super::world::Known;
use crate::failures::from_store;
use crate::messages::count;
use crate::messages::sources::parties;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{SyncMessages, SyncState};
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
        if let Some(until) = self.0.syncing.quiet_until(now) {
            let left = until.duration_since(now).as_secs();
            return Err(Failure::new(ErrorCode::RateLimited).after(u32::try_from(left).ok()));
        }
        let scope = serde_json::to_string(&input.scope).unwrap_or_default();
        if self.0.syncing.may_ask(scope, now, LEAST) {
            let parties = parties(&account, &input.scope).await?;
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

    /// What changed in a few organisations since the last poll: one search. Belongs to no batch.
    async fn read_parties(
        &self,
        account: &Account,
        known: &Known,
        parties: &[Uuid],
    ) -> Result<(), Failure> {
        let keys: Vec<String> = parties.iter().map(Uuid::to_string).collect();
        let urns = known.urns_of(&keys);
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
        let mut cursor = Cursor::default();
        loop {
            self.count_due_searches(account, 1).await;
            let asked_at = self.now();
            let page = self.0.altinn.dialogs().search(&search).await;
            let page = page.map_err(|trouble| failure(&trouble))?;
            cursor = cursor.after(&facts(&page), self.now());
            let rows = page.rows;
            self.keep_arrivals(account, known, Came { asked_at, rows }, None)
                .await?;
            self.changed(&[Topic::Messages, Topic::Counts, Topic::Status]);
            if !cursor.is_under_way() {
                return Ok(());
            }
            search.token.clone_from(&cursor.token);
        }
    }

    /// Begins to read a year further back than is held.
    async fn deepen(&self, account: &Account) -> Result<(), Failure> {
        let places = Progresses(account);
        let held = places.held_since().await?;
        let held = held.unwrap_or_else(|| self.now());
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
        let held_since = Progresses(&account).held_since().await?;
        let everything = DialogQuery {
            folder: Folder::Everywhere,
            ..DialogQuery::default()
        };
        let held = crate::messages::number(&account, &everything).await?;
        Ok(SyncState {
            state: syncing.activity(),
            last: last.map(wire),
            next: syncing.due_unlocked().map(wire),
            held_since: held_since.map(wire),
            held,
            calls_per_poll: count(calls),
            parties: count(parties),
            services: count(services),
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
