//! What a failed search means (Dialogporten reference 1.11, 5.2 line 7).

use jiff::SignedDuration;

use crate::pause::{doubled, spread};

/// What went wrong, in the terms that decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No network, or the name was not found.
    Offline,
    /// No answer in time, or the connection broke.
    NoAnswer,
    /// 400 that names a count: more members than the server takes now.
    TooMany,
    /// 400 otherwise, or an answer that could not be read.
    NotUnderstood,
    /// 401.
    TokenRefused,
    /// 403: no scope for messages.
    Forbidden,
    /// 422: the search was too broad to end within the server's time.
    TooBroad,
    /// 429 or 503.
    Wait {
        /// `Retry-After`, to the second.
        after: Option<SignedDuration>,
    },
    /// 500, 502 and the like.
    ServerDown,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Nothing until this time has passed, which the server named; then the same again.
    Wait(SignedDuration),
    /// Nothing until this time has passed, which is of our own choice; then the same again.
    BackOff(SignedDuration),
    /// Ask in two halves, once ([`crate::halves`]).
    Halve,
    /// Read the limits anew and plan again.
    ReadLimits,
    /// Get a new token, then the same once more.
    NewToken,
    /// Nothing until there is a network.
    UntilOnline,
    /// Nothing until the login changes.
    UntilLogin,
    /// Leave this batch until the next poll; the others go on.
    Skip,
}

/// What was tried before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tried {
    /// How often this has failed in this round, this time included.
    pub times: u32,
    /// How many rounds in a row before this one ended because this was not answered.
    pub in_vain: u32,
    /// It is a half already, or cannot be narrower.
    pub halved: bool,
    /// In 0..1; spreads pauses of our own choice.
    pub chance: f64,
}

/// First pause of our own choice.
const FIRST: SignedDuration = SignedDuration::from_secs(30);

/// Longest pause of our own choice, before it is spread.
const LONGEST: SignedDuration = SignedDuration::from_mins(60);

/// A `Retry-After` up to this was waited out by the client itself, in vain: it says nothing more. To go by it again, round
/// after round, would be to ask without a pause.
const WAITED_OUT: SignedDuration = SignedDuration::from_secs(5);

/// What a failure asks for.
pub fn react(trouble: Trouble, tried: Tried) -> Reaction {
    match trouble {
        Trouble::Offline => Reaction::UntilOnline,
        Trouble::Forbidden => Reaction::UntilLogin,
        Trouble::TokenRefused if tried.times <= 1 => Reaction::NewToken,
        Trouble::TokenRefused => Reaction::UntilLogin,
        Trouble::TooMany if tried.times <= 1 => Reaction::ReadLimits,
        Trouble::TooBroad if !tried.halved => Reaction::Halve,
        Trouble::TooMany | Trouble::TooBroad | Trouble::NotUnderstood => Reaction::Skip,
        Trouble::Wait { after: Some(after) } if after > WAITED_OUT => Reaction::Wait(after),
        Trouble::Wait { .. } | Trouble::ServerDown | Trouble::NoAnswer => {
            Reaction::BackOff(back_off(tried))
        }
    }
}

/// 30 s, twice as long after each round in vain, an hour at most; and 10 to 20 % on top.
fn back_off(tried: Tried) -> SignedDuration {
    spread(doubled(FIRST, tried.in_vain, LONGEST), tried.chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(secs: i64) -> SignedDuration {
        SignedDuration::from_secs(secs)
    }

    fn asked_to_wait(after: i64) -> Trouble {
        Trouble::Wait {
            after: Some(secs(after)),
        }
    }

    #[test]
    fn each_failure_has_its_answer() {
        let first = |halved| Tried {
            times: 1,
            halved,
            ..Tried::default()
        };
        let again = Tried {
            times: 2,
            ..Tried::default()
        };
        for (trouble, tried, wanted) in [
            (Trouble::Offline, first(false), Reaction::UntilOnline),
            (Trouble::TooMany, first(false), Reaction::ReadLimits),
            (Trouble::TooMany, again, Reaction::Skip),
            (Trouble::TooBroad, first(false), Reaction::Halve),
            (Trouble::TooBroad, first(true), Reaction::Skip),
            (Trouble::TokenRefused, first(false), Reaction::NewToken),
            (Trouble::TokenRefused, again, Reaction::UntilLogin),
            (Trouble::Forbidden, first(false), Reaction::UntilLogin),
            (Trouble::NotUnderstood, first(false), Reaction::Skip),
            (asked_to_wait(17), first(false), Reaction::Wait(secs(17))),
        ] {
            assert_eq!(react(trouble, tried), wanted, "{trouble:?}, {tried:?}");
        }
    }

    #[test]
    fn what_is_not_answered_is_asked_ever_more_seldom() {
        let pause = |trouble, in_vain, chance| {
            let tried = Tried {
                times: 1,
                in_vain,
                chance,
                ..Tried::default()
            };
            match react(trouble, tried) {
                Reaction::BackOff(pause) => pause,
                other => panic!("{other:?}"),
            }
        };
        for trouble in [
            Trouble::ServerDown,
            Trouble::NoAnswer,
            Trouble::Wait { after: None },
            // Waited out by the client already.
            asked_to_wait(0),
            asked_to_wait(5),
        ] {
            for (in_vain, shortest) in [(0, 33), (1, 66), (3, 264), (6, 2112), (7, 3960)] {
                assert_eq!(pause(trouble, in_vain, 0.0), secs(shortest), "{in_vain}");
            }
            assert_eq!(pause(trouble, u32::MAX, 1.0), secs(4320), "the ceiling");
        }
        let spread = pause(Trouble::ServerDown, 0, 1.0) - pause(Trouble::ServerDown, 0, 0.0);
        assert_eq!(spread, secs(3), "not all at once");
    }

    #[test]
    fn a_time_that_was_named_is_obeyed_however_often_it_was_in_vain() {
        for (after, in_vain) in [(6, 9), (17, 0), (17, 9), (7200, 9)] {
            let tried = Tried {
                times: 1,
                in_vain,
                chance: 1.0,
                ..Tried::default()
            };
            assert_eq!(
                react(asked_to_wait(after), tried),
                Reaction::Wait(secs(after))
            );
        }
    }
}
