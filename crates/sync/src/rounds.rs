//! Which organisations are read in the next round.
//!
//! Some things Altinn tells only organisation by organisation (waiting requests, system users: two calls each), and a
//! person may administer twenty thousand. So they are read in rounds: those near at hand are kept fresh, the others
//! follow round by round, and how many have never been read is known, so that it can be said.

use std::cmp::Reverse;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// An organisation that may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its key.
    pub party_uuid: Uuid,
    /// Starred by the person.
    pub favourite: bool,
    /// When the person last opened it.
    pub opened_at: Option<Timestamp>,
    /// When it was last tried, whether it could be read or not; `None` if never.
    pub tried_at: Option<Timestamp>,
}

/// How much is read, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Organisations in one round at most.
    pub round: usize,
    /// How many count as near: favourites, then those opened last, then the first in the order given.
    pub near: usize,
    /// Age at which a near one is read again.
    pub near_after: SignedDuration,
    /// Age at which another one is read again.
    pub far_after: SignedDuration,
    /// Pause between two rounds that go beyond the near ones by themselves.
    pub far_pause: SignedDuration,
}

/// Why a round is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// By itself: what is old, and a part of what was never read.
    WhenOld,
    /// The person wants it fresh: the same, however young it is.
    Again,
    /// The person wants more: only what was never read.
    Further,
}

/// The organisations to read now, likeliest first. The candidates come in the order of the list.
pub fn round(candidates: &[Candidate], pace: &Pace, wish: Wish, now: Timestamp) -> Vec<Uuid> {
    let mut order: Vec<&Candidate> = candidates.iter().collect();
    order.sort_by_key(|c| (!c.favourite, Reverse(c.opened_at)));
    let older = |c: &Candidate, than: SignedDuration| {
        c.tried_at
            .is_some_and(|at| wish == Wish::Again || now.duration_since(at) >= than)
    };
    let (near, far) = order.split_at(pace.near.min(order.len()));
    let never = |these: &[&Candidate]| -> Vec<Uuid> {
        let never = these.iter().filter(|c| c.tried_at.is_none());
        never.map(|c| c.party_uuid).collect()
    };
    if wish == Wish::Further {
        let mut all = never(&order);
        all.truncate(pace.round);
        return all;
    }

    let mut chosen: Vec<Uuid> = near
        .iter()
        .filter(|c| c.tried_at.is_none() || older(c, pace.near_after))
        .map(|c| c.party_uuid)
        .take(pace.round)
        .collect();
    let last_far = far.iter().filter_map(|c| c.tried_at).max();
    let too_soon = last_far.is_some_and(|at| now.duration_since(at) < pace.far_pause);
    if wish == Wish::WhenOld && too_soon {
        return chosen;
    }
    let mut stale: Vec<&Candidate> = far
        .iter()
        .copied()
        .filter(|c| older(c, pace.far_after))
        .collect();
    stale.sort_by_key(|c| c.tried_at);
    let new = never(far);
    // Neither keeps the other waiting for ever: each has half of what is left, and what the other does not need.
    let room = pace.round - chosen.len();
    let again = stale
        .len()
        .min((room / 2).max(room.saturating_sub(new.len())));
    chosen.extend(stale.iter().map(|c| c.party_uuid).take(again));
    chosen.extend(new.into_iter().take(room - again));
    chosen
}

/// How many have never been tried.
pub fn never_tried(candidates: &[Candidate]) -> usize {
    candidates.iter().filter(|c| c.tried_at.is_none()).count()
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use uuid::Uuid;

    use super::{Candidate, Pace, Wish, never_tried, round};

    const PACE: Pace = Pace {
        round: 10,
        near: 4,
        near_after: SignedDuration::from_mins(2),
        far_after: SignedDuration::from_mins(30),
        far_pause: SignedDuration::from_mins(15),
    };

    fn minute(minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
    }

    fn key(number: usize) -> Uuid {
        Uuid::from_u128(number as u128)
    }

    fn list(count: usize) -> Vec<Candidate> {
        let one = |number| Candidate {
            party_uuid: key(number),
            favourite: false,
            opened_at: None,
            tried_at: None,
        };
        (0..count).map(one).collect()
    }

    /// Reads the round: its organisations have been tried at `at`.
    fn read(candidates: &mut [Candidate], wish: Wish, at: Timestamp) -> Vec<Uuid> {
        let chosen = round(candidates, &PACE, wish, at);
        for candidate in candidates
            .iter_mut()
            .filter(|c| chosen.contains(&c.party_uuid))
        {
            candidate.tried_at = Some(at);
        }
        chosen
    }

    #[test]
    fn a_person_with_few_has_all_read_and_kept_fresh() {
        let mut few = list(3);
        assert_eq!(read(&mut few, Wish::WhenOld, minute(0)).len(), 3);
        assert!(read(&mut few, Wish::WhenOld, minute(1)).is_empty());
        assert_eq!(read(&mut few, Wish::WhenOld, minute(2)).len(), 3);
        assert_eq!(read(&mut few, Wish::Again, minute(2)).len(), 3);
        assert!(read(&mut few, Wish::Further, minute(9)).is_empty());
    }

    #[test]
    fn favourites_come_first_then_those_opened_last_then_the_list() {
        let mut many = list(100);
        many[70].favourite = true;
        many[80].opened_at = Some(minute(1));
        many[90].opened_at = Some(minute(2));
        let first = round(&many, &PACE, Wish::WhenOld, minute(9));
        let expected = [70, 90, 80, 0, 1, 2, 3, 4, 5, 6].map(key);
        assert_eq!(first, expected);
    }

    #[test]
    fn a_day_of_looking_costs_few_calls_and_leaves_nobody_out() {
        let mut many = list(2_000);
        let mut calls = 0;
        for at in 0..8 * 60 {
            calls += read(&mut many, Wish::WhenOld, minute(at)).len();
        }
        // Four near ones every other minute, and every quarter of an hour what else a round holds: six others, or ten
        // when no near one is due in that minute.
        assert_eq!(calls, 4 * 240 + 16 * 6 + 16 * 10);
        let seen = 2_000 - never_tried(&many);
        assert!(seen >= 90, "{seen} were read in a day");
        while never_tried(&many) > 0 {
            let more = read(&mut many, Wish::Further, minute(500));
            assert!(!more.is_empty() && more.len() <= PACE.round);
        }
    }

    #[test]
    fn what_was_read_is_read_again_although_much_is_new() {
        let mut many = list(500);
        for at in (0..600).step_by(15) {
            read(&mut many, Wish::WhenOld, minute(at));
        }
        let oldest = many.iter().skip(4).filter_map(|c| c.tried_at).min();
        assert!(oldest > Some(minute(0)), "the first round was not the last");
    }

    #[test]
    fn one_that_fails_does_not_bring_a_round_by_itself() {
        let mut few = list(3);
        few[1].tried_at = Some(minute(0));
        few[0].tried_at = Some(minute(10));
        few[2].tried_at = Some(minute(10));
        assert_eq!(round(&few, &PACE, Wish::WhenOld, minute(11)), [key(1)]);
    }
}
