//! Where synchronisation stands: what the store holds, as the picture that decisions are made on.

use fullmakt_store::sync_batches::{
    BatchKind as StoredKind, BatchPlan, Cursor as StoredCursor, SyncBatch,
};
use fullmakt_sync::{Batch, BatchKind, Cursor, Plan, Progress, Start, World, plan, starts};
use jiff::Timestamp;

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

/// What goes over one account: its marks and batches.
pub(super) struct Progresses<'a>(pub &'a Account);

impl Progresses<'_> {
    /// What is written, over the plan that the world makes now. Batches that are not there yet are written.
    pub(super) async fn load(&self, world: &World) -> Result<Progress, Failure> {
        let fill_since = self.time(FILL).await?;
        let swept_at = self.time(SWEPT).await?;
        let marks = self.0.store.sync_marks();
        let sweep = marks.get(SWEEP).await.map_err(|e| from_store(&e))?;
        let sweep = sweep.and_then(|mark| Some((mark.at, mark.value.parse().ok()?)));
        let plan = plan(world);
        let batches = self.plan(&plan, swept_at).await?;
        Ok(progress(plan, &batches, fill_since, sweep, swept_at))
    }

    /// Writes a plan. New hot batches begin where everything in them was covered.
    async fn plan(
        &self,
        plan: &Plan,
        swept_at: Option<Timestamp>,
    ) -> Result<Vec<SyncBatch>, Failure> {
        let table = self.0.store.sync_batches();
        let before = table.all().await.map_err(|e| from_store(&e))?;
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
        for batch in &plan.full {
            let plan = stored(batch, false);
            if wanted.iter().all(|(hot, _)| hot.name != plan.name) {
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
        self.set(FILL_BEGAN, &now.to_string(), now).await?;
        self.set(FILL, &since.to_string(), now).await
    }

    /// The fill has come to its end.
    pub(super) async fn end_fill(&self, now: Timestamp) -> Result<(), Failure> {
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

    /// Whether anything was ever filled, or is being filled.
    pub(super) async fn has_begun(&self) -> Result<bool, Failure> {
        Ok(self.time(FILL).await?.is_some() || self.time(SWEPT).await?.is_some())
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

/// How far back messages are held, by the fill that is over or under way.
pub(super) fn held_since(batches: &[SyncBatch]) -> Option<Timestamp> {
    batches.iter().filter_map(|b| b.cursor.fill_from).max()
}

/// Which pass a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

fn progress(
    plan: Plan,
    batches: &[SyncBatch],
    fill_since: Option<Timestamp>,
    sweep: Option<(Timestamp, Timestamp)>,
    swept_at: Option<Timestamp>,
) -> Progress {
    let mut progress = Progress {
        plan,
        fill_since,
        sweep,
        swept_at,
        ..Progress::default()
    };
    for batch in batches {
        let name = batch.plan.name.clone();
        let cursor = &batch.cursor;
        progress.hot.insert(
            name.clone(),
            Cursor {
                watermark: cursor.watermark,
                token: cursor.delta.clone(),
                done_at: cursor.polled_at,
            },
        );
        let full = match fill_since {
            // Filled that far already, and not only as far as an earlier fill.
            Some(since) => Cursor {
                watermark: None,
                token: cursor.fill.clone(),
                done_at: (cursor.is_filled && cursor.fill_from.is_some_and(|from| from <= since))
                    .then_some(since),
            },
            None => Cursor {
                watermark: None,
                token: cursor.sweep.clone(),
                done_at: batch.swept_at.filter(|_| batch.sweep_at.is_none()),
            },
        };
        progress.full.insert(name, full);
    }
    progress
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
