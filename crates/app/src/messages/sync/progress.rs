//! Where synchronisation stands: what the store holds, as the picture that decisions are made on.

use std::collections::BTreeMap;

use fullmakt_store::sync_batches::{
    BatchKind as StoredKind, BatchPlan, Cursor as StoredCursor, SyncBatch,
};
use fullmakt_sync::{
    Batch, BatchKind, Coverage, Cursor, Plan, Progress, Start, World, plan, starts,
};
use jiff::Timestamp;

use super::pacing::{own, pace};
use crate::failures::from_store;
use crate::state::Account;
use crate::surface::common::Failure;

/// How far back the first fill under way reads.
const FILL: &str = "messages_fill";
/// When it began.
const FILL_BEGAN: &str = "messages_fill_began";
/// How far back the sweep under way reads; the mark's own time is when it began.
const SWEEP: &str = "messages_sweep";
/// When the last pass through everything that came to its end began.
const SWEPT: &str = "messages_swept";
/// How far back messages are held, by the fill that is over or under way.
const HELD: &str = "messages_held";
/// There until the poll after the first fill is over: so long nobody has seen lists that something could come into.
const FIRST: &str = "messages_first";
/// Whom that fill has read, and what it left out (JSON of [`Coverage`]).
const COVERED: &str = "messages_covered";

/// What goes over one account: its marks and batches.
pub(super) struct Progresses<'a>(pub &'a Account);

impl Progresses<'_> {
    /// What is written, over the plan that the world makes now. Batches that are not there yet are written, and gaps that
    /// were filled are closed.
    pub(super) async fn load(&self, world: &World, now: Timestamp) -> Result<Progress, Failure> {
        let fill_since = self.time(FILL).await?;
        let swept_at = self.time(SWEPT).await?;
        let marks = self.0.store.sync_marks();
        let sweep = marks.get(SWEEP).await.map_err(|e| from_store(&e))?;
        let sweep = sweep.and_then(|mark| Some((mark.at, mark.value.parse().ok()?)));
        let before = self.0.store.sync_batches().all().await;
        let before = before.map_err(|e| from_store(&e))?;
        let gaps = self.gaps(world, fill_since, &before, now).await?;
        let held_since = self.time(HELD).await?;
        let plan = plan(world);
        let batches = self.plan(&plan, &gaps, before, swept_at).await?;
        let since = fill_since.or(held_since);
        Ok(Progress {
            plan,
            gaps,
            fill_since,
            held_since,
            sweep,
            swept_at,
            sweep_due: sweep_after(self.0, swept_at, now),
            fills: passes(&batches, |batch| fill(batch, since)),
            sweeps: passes(&batches, swept),
            hot: passes(&batches, polled),
            ..Progress::default()
        })
    }

    /// What fills have yet to read, as far as it is known by now.
    async fn gaps(
        &self,
        world: &World,
        fill_since: Option<Timestamp>,
        batches: &[SyncBatch],
        now: Timestamp,
    ) -> Result<Vec<Batch>, Failure> {
        let held_since = self.time(HELD).await?;
        let written = self.coverage().await?;
        let begins = fill_since.is_some() && fill_since != held_since;
        let mut coverage = match &written {
            Some(coverage) if !begins => coverage.clone(),
            _ => Coverage::of(world),
        };
        coverage.forget_gone(world);
        let gaps = coverage.gaps(world);
        let fills = passes(batches, |batch| fill(batch, held_since));
        let is_read = |gap: &Batch| fills.get(&gap.name()).is_some_and(Cursor::is_over);
        let (read, open): (Vec<Batch>, Vec<Batch>) = gaps.into_iter().partition(is_read);
        coverage.note(&read, &fills);
        if written.as_ref() != Some(&coverage) {
            self.set_coverage(&coverage, now).await?;
        }
        if let (true, Some(since)) = (begins, fill_since) {
            self.set(HELD, &since.to_string(), now).await?;
        }
        // A fill of everything reads them as well.
        Ok(if fill_since.is_some() {
            Vec::new()
        } else {
            open
        })
    }

    /// Writes a plan. New hot batches begin where everything in them was covered.
    async fn plan(
        &self,
        plan: &Plan,
        gaps: &[Batch],
        before: Vec<SyncBatch>,
        swept_at: Option<Timestamp>,
    ) -> Result<Vec<SyncBatch>, Failure> {
        let table = self.0.store.sync_batches();
        let old: Vec<_> = before
            .iter()
            .filter(|batch| batch.plan.is_hot)
            .map(|batch| (batch_of(&batch.plan), batch.cursor.watermark))
            .collect();
        let mut wanted: Vec<(BatchPlan, Option<Timestamp>)> = plan
            .hot
            .iter()
            .zip(starts(&plan.hot, &old, swept_at))
            .map(|(batch, start)| {
                let covered = match start {
                    // One that was there before anything was filled begins where that began.
                    Start::Kept => swept_at,
                    Start::From(from) => Some(from),
                    Start::Unread => None,
                };
                (stored(batch, true), covered)
            })
            .collect();
        for batch in plan.full.iter().chain(gaps) {
            let plan = stored(batch, false);
            if wanted.iter().all(|(other, _)| other.name != plan.name) {
                wanted.push((plan, None));
            }
        }
        let is_same = before.len() == wanted.len()
            && wanted
                .iter()
                .all(|(plan, _)| before.iter().any(|batch| batch.plan == *plan));
        if is_same {
            return Ok(before);
        }
        table.plan(&wanted).await.map_err(|e| from_store(&e))?;
        table.all().await.map_err(|e| from_store(&e))
    }

    /// Begins the first fill, or one that reads further back.
    pub(super) async fn begin_fill(&self, since: Timestamp, now: Timestamp) -> Result<(), Failure> {
        if !self.has_begun().await? {
            self.set(FIRST, &now.to_string(), now).await?;
        }
        self.set(FILL_BEGAN, &now.to_string(), now).await?;
        self.set(FILL, &since.to_string(), now).await
    }

    /// The fill has come to its end. What it left out is a gap from now on.
    pub(super) async fn end_fill(
        &self,
        progress: &Progress,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let mut coverage = self.coverage().await?.unwrap_or_default();
        coverage.note(&progress.plan.full, &progress.fills);
        self.set_coverage(&coverage, now).await?;
        let began = self.time(FILL_BEGAN).await?.unwrap_or(now);
        self.set(SWEPT, &began.to_string(), now).await?;
        self.remove(FILL).await
    }

    /// A sweep begins.
    pub(super) async fn begin_sweep(
        &self,
        plan: &Plan,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<(), Failure> {
        for batch in &plan.full {
            let begun = self
                .0
                .store
                .sync_batches()
                .begin_sweep(&batch.name(), now)
                .await;
            begun.map_err(|e| from_store(&e))?;
        }
        self.set(SWEEP, &since.to_string(), now).await
    }

    /// The sweep that began then has come to its end.
    pub(super) async fn end_sweep(&self, began: Timestamp, now: Timestamp) -> Result<(), Failure> {
        self.set(SWEPT, &began.to_string(), now).await?;
        self.remove(SWEEP).await
    }

    /// When the next sweep is due, as it looks at `now`; `None` before there is anything to sweep.
    pub(super) async fn sweep_due(&self, now: Timestamp) -> Result<Option<Timestamp>, Failure> {
        Ok(sweep_after(self.0, self.time(SWEPT).await?, now))
    }

    /// Whether anything was ever filled, or is being filled.
    pub(super) async fn has_begun(&self) -> Result<bool, Failure> {
        Ok(self.time(FILL).await?.is_some() || self.time(SWEPT).await?.is_some())
    }

    /// Whether lists are being filled for the first time: by the first fill, or the poll after it.
    pub(super) async fn is_first(&self) -> Result<bool, Failure> {
        Ok(self.time(FIRST).await?.is_some())
    }

    /// Lists are filled.
    pub(super) async fn end_first(&self) -> Result<(), Failure> {
        self.remove(FIRST).await
    }

    /// How far back messages are held, by the fill that is over or under way; `None` before there is one.
    pub(super) async fn held_since(&self) -> Result<Option<Timestamp>, Failure> {
        self.time(HELD).await
    }

    async fn coverage(&self) -> Result<Option<Coverage>, Failure> {
        let mark = self.0.store.sync_marks().get(COVERED).await;
        let mark = mark.map_err(|e| from_store(&e))?;
        Ok(mark.and_then(|mark| serde_json::from_str(&mark.value).ok()))
    }

    async fn set_coverage(&self, coverage: &Coverage, now: Timestamp) -> Result<(), Failure> {
        let value = serde_json::to_string(coverage).map_err(|_| Failure::unexpected("covered"))?;
        self.set(COVERED, &value, now).await
    }

    async fn time(&self, name: &str) -> Result<Option<Timestamp>, Failure> {
        let mark = self.0.store.sync_marks().get(name).await;
        let mark = mark.map_err(|e| from_store(&e))?;
        Ok(mark.and_then(|mark| mark.value.parse().ok()))
    }

    async fn set(&self, name: &str, value: &str, at: Timestamp) -> Result<(), Failure> {
        let set = self.0.store.sync_marks().set(name, value, at).await;
        set.map_err(|e| from_store(&e))
    }

    async fn remove(&self, name: &str) -> Result<(), Failure> {
        let removed = self.0.store.sync_marks().remove(name).await;
        removed.map_err(|e| from_store(&e))
    }
}

/// When the sweep after the one that began then is due.
fn sweep_after(
    account: &Account,
    swept_at: Option<Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    Some(pace()?.sweep(swept_at?, now, own(account)))
}

/// Which pass a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum PassKind {
    /// Of a poll.
    Poll,
    /// Of a fill that reads back to then.
    Fill(Timestamp),
    /// Of a sweep that reads back to then.
    Sweep(Timestamp),
}

/// The stored cursor of a batch after a page: `after` is what became of the pass's own cursor.
pub(super) fn stored_cursor(
    before: &StoredCursor,
    pass: PassKind,
    after: &Cursor,
    rows: u32,
    now: Timestamp,
) -> StoredCursor {
    let mut cursor = before.clone();
    match pass {
        PassKind::Poll => {
            cursor.watermark = after.watermark;
            cursor.delta = after.token.clone();
            if !after.is_under_way() {
                cursor.polled_at = Some(now);
            }
        }
        PassKind::Fill(since) => {
            cursor.fill_from = Some(since);
            cursor.fill = after.token.clone();
            cursor.fill_rows = cursor.fill_rows.saturating_add(rows);
            cursor.is_filled = !after.is_under_way();
        }
        PassKind::Sweep(_) => cursor.sweep = after.token.clone(),
    }
    cursor
}

/// Passes of one kind, by name of the batch.
fn passes(batches: &[SyncBatch], pass: impl Fn(&SyncBatch) -> Cursor) -> BTreeMap<String, Cursor> {
    let named = |batch: &SyncBatch| (batch.plan.name.clone(), pass(batch));
    batches.iter().map(named).collect()
}

fn polled(batch: &SyncBatch) -> Cursor {
    Cursor {
        watermark: batch.cursor.watermark,
        token: batch.cursor.delta.clone(),
        done_at: batch.cursor.polled_at,
    }
}

/// The fill that reads back to `since`: one that did not read so far back says nothing of it.
fn fill(batch: &SyncBatch, since: Option<Timestamp>) -> Cursor {
    let cursor = &batch.cursor;
    let reaches = cursor.fill_from.is_some_and(|from| since >= Some(from));
    Cursor {
        watermark: None,
        token: cursor.fill.clone(),
        done_at: since.filter(|_| cursor.is_filled && reaches),
    }
}

fn swept(batch: &SyncBatch) -> Cursor {
    Cursor {
        watermark: None,
        token: batch.cursor.sweep.clone(),
        done_at: batch.swept_at.filter(|_| batch.sweep_at.is_none()),
    }
}

fn stored(batch: &Batch, is_hot: bool) -> BatchPlan {
    BatchPlan {
        name: batch.name(),
        kind: match batch.kind {
            BatchKind::Parties => StoredKind::Parties,
            BatchKind::Services => StoredKind::Services,
        },
        members: batch.members.clone(),
        is_hot,
    }
}

fn batch_of(plan: &BatchPlan) -> Batch {
    Batch {
        kind: match plan.kind {
            StoredKind::Parties => BatchKind::Parties,
            StoredKind::Services => BatchKind::Services,
        },
        members: plan.members.clone(),
    }
}
