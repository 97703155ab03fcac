//! What an answer means for its row, and for the job.

use jiff::SignedDuration;

use super::ATTEMPTS;
use super::hold::Reason;
use super::queue::State;

/// What came of one call, as far as decisions need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Altinn did it. `changed`: some of it was not so before.
    Done {
        /// Whether this call changed anything.
        changed: bool,
    },
    /// Altinn will not do this row, ever, as things are.
    Refused {
        /// The reason lies with the agent: no row of it will fare better.
        every_row: bool,
    },
    /// It certainly had no effect, and may be sent later.
    NotNow(Reason, Option<SignedDuration>),
    /// It may have had its effect: the answer was lost, or the server failed.
    Unclear,
}

/// Where the row stands now, and what becomes of the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The row; the job goes on.
    Row(State),
    /// The row failed, and so do all of its agent's that were not sent.
    AgentFails,
    /// The row waits, and so does the job.
    Holds(Reason, Option<SignedDuration>),
}

/// What an answer means. `was_unclear`: an earlier call for the row was not answered.
pub fn react(answer: Answer, was_unclear: bool) -> Settled {
    match answer {
        Answer::Done { changed: true } => Settled::Row(State::Changed),
        // Our own earlier call may be why there was nothing left to change.
        Answer::Done { changed: false } if was_unclear => Settled::Row(State::Changed),
        Answer::Done { changed: false } => Settled::Row(State::Already),
        Answer::Refused { every_row: false } => Settled::Row(State::Failed),
        Answer::Refused { every_row: true } => Settled::AgentFails,
        Answer::NotNow(reason, pause) => Settled::Holds(reason, pause),
        Answer::Unclear => Settled::Row(State::Unknown),
    }
}

/// What a reading means for a row whose call was not answered: `is_there`, whether what it wanted is so.
pub fn settle_unknown(is_there: bool, attempts: u32) -> State {
    if is_there {
        State::Changed
    } else if attempts >= ATTEMPTS {
        State::Failed
    } else {
        State::Waiting
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Settled, react, settle_unknown};
    use crate::jobs::{Reason, State};

    #[test]
    fn an_answer_is_what_altinn_says() {
        for (answer, unclear, settled) in [
            (Answer::Done { changed: true }, false, State::Changed),
            (Answer::Done { changed: false }, false, State::Already),
            (Answer::Done { changed: false }, true, State::Changed),
            (Answer::Refused { every_row: false }, false, State::Failed),
            (Answer::Unclear, false, State::Unknown),
        ] {
            assert_eq!(react(answer, unclear), Settled::Row(settled), "{answer:?}");
        }
        let refused = Answer::Refused { every_row: true };
        assert_eq!(react(refused, false), Settled::AgentFails);
        let login = Answer::NotNow(Reason::Login, None);
        assert_eq!(react(login, false), Settled::Holds(Reason::Login, None));
    }

    #[test]
    fn a_lost_answer_is_tried_three_times() {
        assert_eq!(settle_unknown(true, 1), State::Changed);
        assert_eq!(settle_unknown(false, 1), State::Waiting);
        assert_eq!(settle_unknown(false, 2), State::Waiting);
        assert_eq!(settle_unknown(false, 3), State::Failed);
    }
}
