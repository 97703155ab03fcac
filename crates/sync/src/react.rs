//! What a failed search means (Dialogporten reference 1.11, 5.2 line 7).

use jiff::SignedDuration;

use crate::doubled;

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
    /// Nothing until this time has passed; then the same again.
    Wait(SignedDuration),
    /// Ask in two halves, once.
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

/// Longest wait between attempts of our own choice.
const LONGEST: SignedDuration = SignedDuration::from_mins(60);

/// What a failure asks for. `times` is how often this batch has failed in a row, this time included; `halved` says that it
/// is a half already.
pub fn react(trouble: Trouble, times: u32, halved: bool) -> Reaction {
    match trouble {
        Trouble::Offline => Reaction::UntilOnline,
        Trouble::Forbidden => Reaction::UntilLogin,
        Trouble::TokenRefused if times <= 1 => Reaction::NewToken,
        Trouble::TokenRefused => Reaction::UntilLogin,
        Trouble::TooMany if times <= 1 => Reaction::ReadLimits,
        Trouble::TooBroad if !halved => Reaction::Halve,
        Trouble::TooMany | Trouble::TooBroad | Trouble::NotUnderstood => Reaction::Skip,
        Trouble::Wait { after: Some(after) } => Reaction::Wait(after.max(SignedDuration::ZERO)),
        Trouble::Wait { after: None } | Trouble::ServerDown | Trouble::NoAnswer => {
            Reaction::Wait(back_off(times))
        }
    }
}

/// 30 s, doubled each time, an hour at most.
fn back_off(times: u32) -> SignedDuration {
    doubled(
        SignedDuration::from_secs(30),
        times.saturating_sub(1),
        LONGEST,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_has_its_answer() {
        let secs = SignedDuration::from_secs;
        for (trouble, times, halved, wanted) in [
            (Trouble::Offline, 1, false, Reaction::UntilOnline),
            (Trouble::TooMany, 1, false, Reaction::ReadLimits),
            (Trouble::TooMany, 2, false, Reaction::Skip),
            (Trouble::TooBroad, 1, false, Reaction::Halve),
            (Trouble::TooBroad, 1, true, Reaction::Skip),
            (Trouble::TokenRefused, 1, false, Reaction::NewToken),
            (Trouble::TokenRefused, 2, false, Reaction::UntilLogin),
            (Trouble::Forbidden, 1, false, Reaction::UntilLogin),
            (Trouble::NotUnderstood, 1, false, Reaction::Skip),
            (
                Trouble::Wait {
                    after: Some(secs(17)),
                },
                5,
                false,
                Reaction::Wait(secs(17)),
            ),
            (
                Trouble::Wait { after: None },
                1,
                false,
                Reaction::Wait(secs(30)),
            ),
            (Trouble::ServerDown, 1, false, Reaction::Wait(secs(30))),
            (Trouble::ServerDown, 2, false, Reaction::Wait(secs(60))),
            (Trouble::NoAnswer, 4, false, Reaction::Wait(secs(240))),
            (Trouble::ServerDown, 40, false, Reaction::Wait(secs(3600))),
        ] {
            assert_eq!(
                react(trouble, times, halved),
                wanted,
                "{trouble:?} × {times}"
            );
        }
    }
}
