//! What is to be done next, from what has been written.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::pace::HALF_A_DAY;
use crate::{Batch, Cursor, Limits, Pass, Plan, Search, search};

/// Where synchronisation stands. All of it is kept in the database; this is the picture of it that decisions are made on.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// The batches.
    pub plan: Plan,
    /// Fills of the full set and of the gaps, by name of the batch.
    pub fills: BTreeMap<String, Cursor>,
    /// Sweeps over the full set, by name of the batch.
    pub sweeps: BTreeMap<String, Cursor>,
    /// Passes over the hot set, by name of the batch.
    pub hot: BTreeMap<String, Cursor>,
    /// The first fill, or one that reads further back, is under way, and reads back to this time.
    pub fill_since: Option<Timestamp>,
    /// What the fills that are over have not read: [`crate::Coverage::gaps`].
    pub gaps: Vec<Batch>,
    /// How far back everything else was read, and the gaps are to be.
    pub held_since: Option<Timestamp>,
    /// The sweep under way: when it began, and how far back it reads.
    pub sweep: Option<(Timestamp, Timestamp)>,
    /// When the last pass through everything that came to its end began.
    pub swept_at: Option<Timestamp>,
    /// When the next sweep is due: [`crate::Pace::sweep`].
    pub sweep_due: Option<Timestamp>,
    /// When the poll under way began: batches whose last pass ended before it are still to be read.
    pub poll_began: Option<Timestamp>,
    /// Batches whose poll was refused, by name: they are left until the next one.
    pub skipped: Vec<String>,
    /// Batches whose fill or sweep was refused, by name: a fill is left until after the next poll, a sweep until the next.
    pub skipped_fills: Vec<String>,
    /// Those among them whose sweep was too broad, and goes on in smaller parts after the next poll.
    pub narrowed: Vec<String>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A page of a poll.
    Poll(Batch, Search),
    /// A page of a fill, which reads back to `since` of the search.
    Fill(Batch, Search),
    /// A page of a sweep.
    Sweep(Batch, Search),
    /// The poll has come to its end.
    PollDone,
    /// The first fill has come to its end: what was met is in use now, and a plan can be made of it. What it left out is
    /// among the gaps from now on.
    FillDone,
    /// Gaps were read to their end: take note of it ([`crate::Coverage::note`]).
    GapsDone,
    /// The sweep has come to its end.
    SweepDone,
    /// A sweep is due: write that it begins, and how far back it reads.
    BeginSweep {
        /// How far back.
        since: Timestamp,
    },
    /// Nothing until the next poll.
    Rest,
}

/// The next step. A poll that has begun goes first, then the first fill, then the gaps, then the sweep: what the user waits
/// for before what nobody waits for.
pub fn next_step(progress: &Progress, now: Timestamp, limits: Limits) -> Step {
    if let Some(began) = progress.poll_began {
        // While nothing has been filled, a poll would only read what the fill reads.
        if progress.fill_since.is_none() {
            return match open(&progress.plan.hot, &progress.hot, began, &progress.skipped) {
                Some((batch, cursor)) => {
                    let page = search(batch, Pass::Delta, &cursor, limits);
                    Step::Poll(batch.clone(), page)
                }
                None => Step::PollDone,
            };
        }
    }
    if let Some(since) = progress.fill_since {
        let began = Timestamp::MIN;
        return match open(
            &progress.plan.full,
            &progress.fills,
            began,
            &progress.skipped_fills,
        ) {
            Some((batch, cursor)) => {
                let page = search(batch, Pass::Fill { since }, &cursor, limits);
                Step::Fill(batch.clone(), page)
            }
            None => Step::FillDone,
        };
    }
    if let Some(step) = next_gap(progress, limits) {
        return step;
    }
    if let Some((began, since)) = progress.sweep {
        return match open(
            &progress.plan.full,
            &progress.sweeps,
            began,
            &progress.skipped_fills,
        ) {
            Some((batch, cursor)) => {
                let page = search(batch, Pass::Sweep { since }, &cursor, limits);
                Step::Sweep(batch.clone(), page)
            }
            // Until the next one may be due: that must not wait for a batch that stays too broad.
            None if !progress.narrowed.is_empty() && now.duration_since(began) < HALF_A_DAY => {
                Step::Rest
            }
            None => Step::SweepDone,
        };
    }
    let is_due = progress.sweep_due.is_some_and(|due| due <= now);
    if is_due && !progress.plan.full.is_empty() {
        let Pass::Sweep { since } = Pass::sweep(now, progress.swept_at) else {
            return Step::Rest;
        };
        return Step::BeginSweep { since };
    }
    Step::Rest
}

/// The next page of a gap. Gaps that cannot be read now are left until the next poll.
fn next_gap(progress: &Progress, limits: Limits) -> Option<Step> {
    let (gaps, fills) = (&progress.gaps, &progress.fills);
    let since = progress.held_since?;
    if let Some((batch, cursor)) = open(gaps, fills, Timestamp::MIN, &progress.skipped_fills) {
        let page = search(batch, Pass::Fill { since }, &cursor, limits);
        return Some(Step::Fill(batch.clone(), page));
    }
    let is_read = |gap: &Batch| fills.get(&gap.name()).is_some_and(Cursor::is_over);
    gaps.iter().any(is_read).then_some(Step::GapsDone)
}

/// The first batch whose pass, begun at `began` or later, has not come to its end.
fn open<'a>(
    batches: &'a [Batch],
    cursors: &BTreeMap<String, Cursor>,
    began: Timestamp,
    skipped: &[String],
) -> Option<(&'a Batch, Cursor)> {
    batches.iter().find_map(|batch| {
        let name = batch.name();
        if skipped.contains(&name) {
            return None;
        }
        let cursor = cursors.get(&name).cloned().unwrap_or_default();
        let done = cursor.is_over() && cursor.done_at.is_some_and(|at| at >= began);
        (!done).then_some((batch, cursor))
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::BatchKind;

    #[test]
    fn a_sweep_waits_for_what_is_read_in_smaller_parts_and_for_nothing_else() {
        let batch = Batch {
            kind: BatchKind::Parties,
            members: vec!["a".to_owned()],
        };
        let began = Timestamp::UNIX_EPOCH;
        let refused = Progress {
            skipped_fills: vec![batch.name()],
            sweep: Some((began, Timestamp::MIN)),
            plan: Plan {
                full: vec![batch.clone()],
                hot: Vec::new(),
            },
            ..Progress::default()
        };
        let narrowed = Progress {
            narrowed: vec![batch.name()],
            ..refused.clone()
        };
        let step = |progress: &Progress, hours| {
            let now = began + SignedDuration::from_hours(hours);
            next_step(progress, now, Limits::default())
        };
        assert_eq!(step(&refused, 0), Step::SweepDone);
        assert_eq!(step(&narrowed, 11), Step::Rest);
        assert_eq!(step(&narrowed, 12), Step::SweepDone, "the next one comes");
    }
}
