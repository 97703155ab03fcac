//! Why a job waits, and for how long.

use jiff::{SignedDuration, Timestamp};

use crate::doubled;

/// Why a job waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The login has ended.
    Login,
    /// The person may not do this, or lacks the scope.
    Right,
    /// Too many calls.
    Pace,
    /// No network.
    Offline,
    /// Altinn does not answer, or fails.
    Down,
}

/// A job that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Why.
    pub reason: Reason,
    /// When it goes on by itself; `None` when the person must do something first.
    pub until: Option<Timestamp>,
}

/// Pause when Altinn wants quiet and does not say how long.
const PACE: SignedDuration = SignedDuration::from_secs(60);
/// First pauses without network and without answer, doubled each time in a row.
const OFFLINE: SignedDuration = SignedDuration::from_secs(15);
const DOWN: SignedDuration = SignedDuration::from_secs(30);
/// No pause is longer, unless Altinn asked for it.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);

/// How long to wait. `in_a_row`: how many holds for a cause of this sort came before it without any success between.
/// What Altinn asks for is kept to the second.
pub fn hold(reason: Reason, asked: Option<SignedDuration>, in_a_row: u32, now: Timestamp) -> Hold {
    let doubled = |first| doubled(first, in_a_row, LONGEST);
    let pause = match (reason, asked) {
        (Reason::Login | Reason::Right, _) => None,
        (_, Some(asked)) => Some(asked),
        (Reason::Pace, None) => Some(doubled(PACE)),
        (Reason::Offline, None) => Some(doubled(OFFLINE)),
        (Reason::Down, None) => Some(doubled(DOWN)),
    };
    Hold {
        reason,
        until: pause.map(|pause| now.saturating_add(pause).unwrap_or(Timestamp::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Reason, hold};

    fn seconds(reason: Reason, asked: Option<i64>, in_a_row: u32) -> Option<i64> {
        let asked = asked.map(SignedDuration::from_secs);
        let until = hold(reason, asked, in_a_row, Timestamp::UNIX_EPOCH).until;
        until.map(|until| until.as_second())
    }

    #[test]
    fn what_altinn_asks_for_is_kept_to_the_second() {
        assert_eq!(seconds(Reason::Pace, Some(7), 3), Some(7));
        assert_eq!(seconds(Reason::Down, Some(3600), 0), Some(3600));
        assert_eq!(seconds(Reason::Pace, None, 0), Some(60));
    }

    #[test]
    fn without_a_word_pauses_grow_to_a_quarter_of_an_hour() {
        let pauses: Vec<_> = (0..7).map(|n| seconds(Reason::Offline, None, n)).collect();
        let expected = [15, 30, 60, 120, 240, 480, 900].map(Some);
        assert_eq!(pauses, expected);
        assert_eq!(seconds(Reason::Down, None, 30), Some(900));
    }

    #[test]
    fn a_login_or_a_right_does_not_come_by_itself() {
        assert_eq!(seconds(Reason::Login, Some(5), 0), None);
        assert_eq!(seconds(Reason::Right, None, 0), None);
    }
}
