//! The order in which transmissions are shown: threads kept together, the thread with the newest letter first.

use std::cmp::Reverse;
use std::collections::HashMap;

use fullmakt_domain::dialog::Transmission;
use uuid::Uuid;

/// A transmission's place in the shown order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Place in the dialog's own list.
    pub at: usize,
    /// How deep in its thread, 0 for a first letter.
    pub depth: u32,
}

/// The shown order. An answer follows what it answers, earlier answers before later ones. Linear but for sorting, and
/// without recursion: a dialog may hold 20,000, in one long chain or in a circle.
pub(super) fn threads(all: &[Transmission]) -> Vec<Placed> {
    let by_id: HashMap<Uuid, usize> = all.iter().enumerate().map(|(at, t)| (t.id, at)).collect();
    let parent = |at: usize| {
        let related = all[at].related.and_then(|id| by_id.get(&id).copied());
        related.filter(|parent| *parent != at)
    };
    let mut in_time: Vec<usize> = (0..all.len()).collect();
    in_time.sort_by_key(|at| (all[*at].created, all[*at].id));
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for at in &in_time {
        if let Some(parent) = parent(*at) {
            answers[parent].push(*at);
        }
    }
    let mut seen = vec![false; all.len()];
    let mut found: Vec<Vec<Placed>> = Vec::new();
    let firsts = in_time.iter().filter(|at| parent(**at).is_none());
    // Those that answer each other in a circle have no first; the earliest of them is taken for it.
    for first in firsts.chain(&in_time) {
        let thread = thread(*first, &answers, &mut seen);
        if !thread.is_empty() {
            found.push(thread);
        }
    }
    found.sort_by_cached_key(|thread| {
        let newest = thread.iter().map(|p| (all[p.at].created, all[p.at].id));
        Reverse(newest.max())
    });
    found.into_iter().flatten().collect()
}

/// One thread from its first letter on; empty when that stands in another already.
fn thread(first: usize, answers: &[Vec<usize>], seen: &mut [bool]) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut waiting = vec![Placed {
        at: first,
        depth: 0,
    }];
    while let Some(next) = waiting.pop() {
        if std::mem::replace(&mut seen[next.at], true) {
            continue;
        }
        out.push(next);
        let depth = next.depth + 1;
        let below = answers[next.at].iter().rev();
        waiting.extend(below.map(|at| Placed { at: *at, depth }));
    }
    out
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::dialog::{ContentValue, Transmission};
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::threads;

    fn one(id: u128, second: i64, related: Option<u128>) -> Transmission {
        Transmission {
            id: Uuid::from_u128(id),
            created: Timestamp::from_second(second).expect("an instant"),
            is_authorized: true,
            kind: "Information".to_owned(),
            related: related.map(Uuid::from_u128),
            sender: None,
            is_opened: false,
            title: ContentValue::default(),
            summary: None,
            content: None,
            attachments: Vec::new(),
        }
    }

    fn order(all: &[Transmission]) -> Vec<(u128, u32)> {
        threads(all)
            .into_iter()
            .map(|placed| (all[placed.at].id.as_u128(), placed.depth))
            .collect()
    }

    #[test]
    fn the_thread_with_the_newest_letter_comes_first_and_stays_together() {
        let all = [
            one(1, 10, None),
            one(2, 20, None),
            one(3, 30, Some(1)),
            one(4, 25, Some(1)),
            one(5, 28, Some(4)),
        ];
        assert_eq!(order(&all), [(1, 0), (4, 1), (5, 2), (3, 1), (2, 0)]);
    }

    #[test]
    fn circles_and_strangers_are_all_shown_once() {
        let all = [
            one(1, 10, Some(2)),
            one(2, 20, Some(1)),
            one(3, 5, Some(3)),
            one(4, 6, Some(99)),
        ];
        assert_eq!(order(&all), [(1, 0), (2, 1), (4, 0), (3, 0)]);
    }

    #[test]
    fn a_chain_of_twenty_thousand() {
        let all: Vec<Transmission> = (1..=20_000_u128)
            .map(|n| {
                let second = i64::try_from(n).expect("small");
                one(n, second, (n > 1).then(|| n - 1))
            })
            .collect();
        let placed = threads(&all);
        assert_eq!(placed.len(), 20_000);
        assert_eq!(placed[19_999].depth, 19_999);
    }
}
