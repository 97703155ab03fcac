//! Reading on the user's wish, and what the screens are told of synchronisation.

use std::collections::BTreeSet;
use std::sync::Arc;

use fullmakt_altinn::dialogs::{DialogSearch, DialogTrouble};
use fullmakt_store::dialogs::{DialogQuery, Folder};
use fullmakt_sync::{Batch, Cursor, OVERLAP, Reaction, Tried, calls_per_poll, react, scoped};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::keeping::{Came, Page};
use super::progress::Progresses;
use super::round::{Stop, facts, world};
use super::trouble::{failure, is_offline, trouble, wants_quiet};
use super::world::Known;
use crate::failures::from_store;
use crate::messages::count;
use crate::messages::sources::parties;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{PauseReason, Scope, SyncActivity, SyncMessages, SyncState};
use crate::surface::table::Topic;
use crate::time::{oslo_day, wire};

/// The same scope is read on the user's wish once in this time at most, and so is for whom messages may be read.
const LEAST: SignedDuration = SignedDuration::from_secs(60);

/// How much further back each wish for more reads.
const FURTHER: SignedDuration = SignedDuration::from_hours(365 * 24);

/// For whom messages may be read, among the scopes that were asked for.
const PARTIES: &str = "parties";

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
        self.heed_quiet(now)?;
        let mut told = Ok(());
        if input.parties {
            told = self.read_parties_again(&account).await;
            self.heed_quiet(now)?;
        }
        let scope = serde_json::to_string(&input.scope).unwrap_or_default();
        if self.0.syncing.may_ask(&scope, now, LEAST) {
            let read = self.read_now(&account, &input.scope).await;
            if self.is_without_network(read.as_ref().err()) {
                self.0.syncing.not_asked(&scope);
            }
            read?;
        }
        told?;
        self.sync_state_view().await
    }

    /// Nothing is sent while Altinn wants quiet, whoever asks.
    fn heed_quiet(&self, now: Timestamp) -> Result<(), Failure> {
        match self.0.syncing.quiet_until(now) {
            Some(until) => Err(wants_quiet(until, now)),
            None => Ok(()),
        }
    }

    /// What a scope shows, by itself or with everything else.
    async fn read_now(&self, account: &Account, scope: &Scope) -> Result<(), Failure> {
        match self.scoped(account, scope).await? {
            Some((known, searches)) => self.read_scope(account, &known, &searches).await,
            None => {
                self.poll_messages().await;
                Ok(())
            }
        }
    }

    /// Whether a reading on the user's wish found no network. A poll says so by where it stands.
    fn is_without_network(&self, failure: Option<&Failure>) -> bool {
        match failure {
            Some(failure) => failure.code == ErrorCode::Offline,
            None => {
                self.0.syncing.activity()
                    == SyncActivity::Paused {
                        reason: PauseReason::Offline,
                    }
            }
        }
    }

    /// Asks again for whom messages may be read (Dialogporten reference, 5.2 line 1): who was given access to an
    /// organisation wants its messages, and not in half a day. Where the list is too old anyway, or is not there, the next
    /// round asks for it.
    async fn read_parties_again(&self, account: &Account) -> Result<(), Failure> {
        let (syncing, now) = (&self.0.syncing, self.now());
        let holds = |known: &Arc<Known>| known.holds(account, self.language(), now);
        let Some(known) = syncing.known().filter(holds) else {
            return Ok(());
        };
        let is_new = now.duration_since(known.parties_read_at) < LEAST;
        if is_new || !syncing.may_ask(PARTIES, now, LEAST) {
            return Ok(());
        }
        let unlisted = known.unlisted.clone();
        match self.read_message_world(account, unlisted).await? {
            Ok(known) => {
                syncing.set_known(known);
                Ok(())
            }
            Err(found) => {
                if is_offline(&found) {
                    syncing.not_asked(PARTIES);
                }
                self.wait_as_told(&found);
                Err(failure(&found))
            }
        }
    }

    /// Keeps quiet where Altinn named a time.
    fn wait_as_told(&self, found: &DialogTrouble) {
        if let Reaction::Wait(pause) = react(trouble(found), Tried::default()) {
            let until = self.now().checked_add(pause).ok();
            self.0.syncing.keep_quiet(until);
        }
    }

    /// The searches that read what a scope shows; `None` when a poll is to read it: everything is shown, or it takes fewer
    /// calls, or it is not known what there is.
    async fn scoped(
        &self,
        account: &Account,
        scope: &Scope,
    ) -> Result<Option<(Arc<Known>, Vec<Batch>)>, Failure> {
        let shown = parties(account, scope).await?;
        let (Some(shown), Some(known)) = (shown, self.0.syncing.known()) else {
            return Ok(None);
        };
        if !known.holds(account, self.language(), self.now()) {
            return Ok(None);
        }
        let world = world(account, &known).await?;
        let keys = shown.iter().map(Uuid::to_string);
        let keys: BTreeSet<String> = keys.filter(|key| world.parties.contains(key)).collect();
        if keys.is_empty() && !shown.is_empty() {
            return Err(Failure::new(ErrorCode::AccessDenied));
        }
        Ok(scoped(&world, &keys).map(|searches| (known, searches)))
    }

    /// What changed in some organisations since the last poll. Belongs to no batch of the plan.
    async fn read_scope(
        &self,
        account: &Account,
        known: &Known,
        searches: &[Batch],
    ) -> Result<(), Failure> {
        let batches = account.store.sync_batches().all().await;
        let batches = batches.map_err(|e| from_store(&e))?;
        let behind = batches
            .iter()
            .filter(|batch| batch.plan.is_hot)
            .map(|batch| batch.cursor.watermark)
            .min()
            .flatten();
        let held = Progresses(account).held_since().await?;
        let since = behind.and_then(|at| at.checked_sub(OVERLAP).ok()).or(held);
        for batch in searches {
            let search = DialogSearch {
                parties: known.urns_of(&batch.members),
                content_updated_after: since,
                ascending: true,
                limit: known.told.limits.page,
                ..DialogSearch::default()
            };
            self.read_pages(account, known, search).await?;
        }
        Ok(())
    }

    /// A search to its last page.
    async fn read_pages(
        &self,
        account: &Account,
        known: &Known,
        mut search: DialogSearch,
    ) -> Result<(), Failure> {
        let mut cursor = Cursor::default();
        loop {
            self.count_due_searches(account, 1).await;
            let asked_at = self.now();
            let page = match self.0.altinn.dialogs().search(&search).await {
                Ok(page) => page,
                Err(found) => {
                    self.wait_as_told(&found);
                    return Err(failure(&found));
                }
            };
            cursor = cursor.after(&facts(&page), self.now());
            let rows = page.rows;
            let page = Page {
                comes_in: !Progresses(account).is_first().await?,
                ..Page::of(Came { asked_at, rows })
            };
            self.keep_page(account, known, page).await?;
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
