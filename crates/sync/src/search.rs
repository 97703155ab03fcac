//! Searches: what each pass asks for.

use jiff::{SignedDuration, Timestamp};

use crate::{Batch, BatchKind, Cursor, Limits, OVERLAP};

/// How far back the first fill reads; further back on demand.
pub const FIRST_FILL: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The window that a sweep reads again, for labels, seen marks and deletions, which no timestamp tells.
pub const SWEEP_WINDOW: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A day's margin before the last sweep, for rows that arrive with old timestamps.
const SWEEP_MARGIN: SignedDuration = SignedDuration::from_hours(24);

/// What one party got in so short a time is not asked for in parts.
const NARROWEST: SignedDuration = SignedDuration::from_hours(24);

/// A pass over a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// First fill of everything since then, newest first, so that the top of the list is there first.
    Fill {
        /// Since when.
        since: Timestamp,
    },
    /// What changed since the watermark, oldest first, so that a broken pass goes on where it stood.
    Delta,
    /// Everything in the window once more.
    Sweep {
        /// Since when.
        since: Timestamp,
    },
}

impl Pass {
    /// The sweep after one that began at `last`: the visible window, or further back when the last one is longer ago.
    pub fn sweep(now: Timestamp, last: Option<Timestamp>) -> Pass {
        let window = back(now, SWEEP_WINDOW);
        let since = last.map_or(window, |last| back(last, SWEEP_MARGIN).min(window));
        Pass::Sweep { since }
    }

    /// The first fill.
    pub fn fill(now: Timestamp) -> Pass {
        Pass::Fill {
            since: back(now, FIRST_FILL),
        }
    }
}

/// Orders of a search. Both end in the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `contentupdatedat_asc`.
    OldestFirst,
    /// `contentupdatedat_desc`.
    NewestFirst,
}

/// One search (`GET /enduser/dialogs`). `excludeApiOnly=true` goes with every one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What the members are.
    pub kind: BatchKind,
    /// Values of `party` or `serviceResource`.
    pub members: Vec<String>,
    /// `contentUpdatedAfter`, inclusive.
    pub since: Option<Timestamp>,
    /// `contentUpdatedBefore`, inclusive; only where a search was too broad for all that came since.
    pub until: Option<Timestamp>,
    /// `orderBy`: sent with every page, since the token does not carry it.
    pub order: Order,
    /// `continuationToken`.
    pub token: Option<String>,
    /// `limit`.
    pub limit: usize,
}

/// The next search of a pass.
pub fn search(batch: &Batch, pass: Pass, cursor: &Cursor, limits: Limits) -> Search {
    let (since, order) = match pass {
        Pass::Fill { since } | Pass::Sweep { since } => (Some(since), Order::NewestFirst),
        Pass::Delta => (
            cursor.watermark.map(|mark| back(mark, OVERLAP)),
            Order::OldestFirst,
        ),
    };
    Search {
        kind: batch.kind,
        members: batch.members.clone(),
        since,
        until: None,
        order,
        token: cursor.token.clone(),
        limit: limits.page,
    }
}

/// A search that was too broad, from its beginning in two that together ask for the same: for half of the members each, and
/// where there is one, for half of the time (Dialogporten reference, 5.2 line 7). `None` where it cannot be narrower.
pub fn halves(search: &Search, now: Timestamp) -> Option<[Search; 2]> {
    let whole = Search {
        token: None,
        ..search.clone()
    };
    if search.members.len() > 1 {
        let (first, second) = search.members.split_at(search.members.len() / 2);
        return Some([first, second].map(|members| Search {
            members: members.to_vec(),
            ..whole.clone()
        }));
    }
    let since = search.since.unwrap_or(Timestamp::UNIX_EPOCH);
    let long = search.until.unwrap_or(now).duration_since(since);
    if long <= NARROWEST {
        return None;
    }
    let middle = since.checked_add(long / 2).ok()?;
    let older = Search {
        until: Some(middle),
        ..whole.clone()
    };
    let newer = Search {
        since: Some(middle),
        ..whole
    };
    Some([older, newer])
}

/// That long before; the beginning of time where there is no such instant.
fn back(from: Timestamp, by: SignedDuration) -> Timestamp {
    from.checked_sub(by).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    const DAY: i64 = 86_400;

    #[test]
    fn a_delta_overlaps_by_five_minutes() {
        let batch = Batch {
            kind: BatchKind::Services,
            members: vec!["a".to_owned()],
        };
        let cursor = Cursor {
            watermark: Some(time(10_000)),
            ..Cursor::default()
        };
        let search = search(&batch, Pass::Delta, &cursor, Limits::default());
        assert_eq!(search.since, Some(time(9_700)));
        assert_eq!(search.order, Order::OldestFirst);
        assert_eq!(search.limit, 1000);
    }

    #[test]
    fn a_sweep_reads_the_window_or_back_to_the_last_one() {
        let now = time(100 * DAY);
        let since = |pass| match pass {
            Pass::Sweep { since } => since,
            other => panic!("{other:?}"),
        };
        assert_eq!(since(Pass::sweep(now, None)), time(70 * DAY));
        assert_eq!(
            since(Pass::sweep(now, Some(time(99 * DAY)))),
            time(70 * DAY)
        );
        assert_eq!(
            since(Pass::sweep(now, Some(time(50 * DAY)))),
            time(49 * DAY)
        );
        assert_eq!(
            Pass::fill(now),
            Pass::Fill {
                since: time(10 * DAY)
            }
        );
    }

    #[test]
    fn what_is_too_broad_is_asked_for_half_of_the_members_and_then_half_of_the_time() {
        let now = time(100 * DAY);
        let whole = Search {
            kind: BatchKind::Parties,
            members: ["a", "b", "c"].map(str::to_owned).to_vec(),
            since: Some(time(90 * DAY)),
            until: None,
            order: Order::NewestFirst,
            token: Some("a page further on".to_owned()),
            limit: 1000,
        };
        let of = |search: &Search| (search.members.join(""), search.since, search.until);
        let [first, second] = halves(&whole, now).unwrap();
        assert_eq!(of(&first), ("a".to_owned(), whole.since, None));
        assert_eq!(of(&second), ("bc".to_owned(), whole.since, None));
        assert_eq!((&first.token, first.order), (&None, Order::NewestFirst));

        let middle = Some(time(95 * DAY));
        let [older, newer] = halves(&first, now).unwrap();
        assert_eq!(of(&older), ("a".to_owned(), whole.since, middle));
        assert_eq!(of(&newer), ("a".to_owned(), middle, None));
        let [_, newest] = halves(&older, now).unwrap();
        assert_eq!(newest.since, Some(time(92 * DAY + DAY / 2)));
        assert_eq!(newest.until, middle, "no further than it was");

        let all = Search {
            since: None,
            ..first.clone()
        };
        let [_, newer] = halves(&all, now).unwrap();
        assert_eq!(newer.since, Some(time(50 * DAY)));
        let day = Search {
            since: Some(time(99 * DAY)),
            ..first
        };
        assert_eq!(halves(&day, now), None);
    }
}
