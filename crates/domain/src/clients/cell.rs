//! What one client is to one agent.

use serde::{Deserialize, Serialize};

use super::packages::PackageSet;
use super::plan::Act;

/// What an agent is to have of a client.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// These packages: a system user's own.
    These(PackageSet),
    /// All that the client gives: a person, when nothing else was said.
    AllGiven,
}

impl Need {
    /// The packages, for a client that gives these.
    pub fn of<'a>(&'a self, given: &'a PackageSet) -> &'a PackageSet {
        match self {
            Need::These(set) => set,
            Need::AllGiven => given,
        }
    }
}

/// A job on its way to a cell, or one that could not change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// On its way.
    Pending,
    /// Could not be given, or taken.
    Failed(Act),
}

/// The word in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// Has all.
    Has,
    /// Has some.
    Partly,
    /// Has none; all can be added.
    CanAdd,
    /// Has none; the client does not give all.
    Missing,
    /// A job is on its way to it.
    Pending,
    /// The last job could not change it.
    Failed,
    /// The agent's clients were never read.
    Unread,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The word.
    pub state: CellState,
    /// Needed, not held, and not given to the firm.
    pub lacks: PackageSet,
    /// Needed, not held, and given to the firm.
    pub can_add: PackageSet,
}

impl Cell {
    /// From what the agent needs, what the client gives the firm, and what the agent holds of it (`None`: never read). A
    /// job's mark goes before all but the wish fulfilled: what failed and is there after all has not failed.
    pub fn of(
        need: &Need,
        given: &PackageSet,
        held: Option<&PackageSet>,
        mark: Option<Mark>,
    ) -> Cell {
        let Some(held) = held else {
            return Cell {
                state: CellState::Unread,
                lacks: PackageSet::default(),
                can_add: PackageSet::default(),
            };
        };
        let need = need.of(given);
        let open = need.without(held);
        let lacks = open.without(given);
        let can_add = open.and(given);
        let state = match mark {
            Some(Mark::Pending) => CellState::Pending,
            Some(Mark::Failed(Act::Add)) if !open.is_empty() || need.is_empty() => {
                CellState::Failed
            }
            Some(Mark::Failed(Act::Remove)) if !held.is_empty() => CellState::Failed,
            _ if open.is_empty() && !need.is_empty() => CellState::Has,
            _ if need.meets(held) => CellState::Partly,
            // A system user that asks for nothing can be given nothing.
            _ if need.is_empty() || !lacks.is_empty() => CellState::Missing,
            _ => CellState::CanAdd,
        };
        Cell {
            state,
            lacks,
            can_add,
        }
    }

    /// Whether a package is in the way of having all.
    pub fn is_missing(&self) -> bool {
        matches!(self.state, CellState::Missing)
            || (self.state == CellState::Partly && !self.lacks.is_empty())
    }

    /// Whether all that is left can be added now.
    pub fn can_be_completed(&self) -> bool {
        matches!(self.state, CellState::CanAdd | CellState::Partly) && self.lacks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, CellState, Mark, Need};
    use crate::clients::{Act, PackageSet, Packages};

    struct Say(Packages);

    impl Say {
        fn set(&mut self, codes: &str) -> PackageSet {
            self.0.set(codes.split_whitespace())
        }

        fn cell(&mut self, need: &str, given: &str, held: &str) -> Cell {
            let (need, given, held) = (self.set(need), self.set(given), self.set(held));
            Cell::of(&Need::These(need), &given, Some(&held), None)
        }
    }

    #[test]
    fn a_system_user_has_partly_can_be_given_or_lacks() {
        let mut say = Say(Packages::default());
        for (given, held, state, lacks, can_add) in [
            ("a b c", "a b", CellState::Has, "", ""),
            ("", "a b", CellState::Has, "", ""),
            ("a b", "", CellState::CanAdd, "", "a b"),
            ("a b", "a", CellState::Partly, "", "b"),
            ("a", "a", CellState::Partly, "b", ""),
            ("a", "", CellState::Missing, "b", "a"),
            ("c", "c", CellState::Missing, "a b", ""),
        ] {
            let cell = say.cell("a b", given, held);
            assert_eq!(cell.state, state, "given {given}, held {held}");
            assert_eq!(cell.lacks, say.set(lacks), "given {given}, held {held}");
            assert_eq!(cell.can_add, say.set(can_add), "given {given}, held {held}");
        }
        let odd = say.cell("", "a b", "");
        assert_eq!(odd.state, CellState::Missing, "nothing can be given to it");
        assert!(!odd.can_be_completed());
    }

    #[test]
    fn a_person_is_measured_by_what_the_client_gives() {
        let mut say = Say(Packages::default());
        let given = say.set("a b");
        for (held, state) in [
            ("", CellState::CanAdd),
            ("a", CellState::Partly),
            ("a b", CellState::Has),
        ] {
            let held = say.set(held);
            let cell = Cell::of(&Need::AllGiven, &given, Some(&held), None);
            assert_eq!(cell.state, state);
            assert!(cell.lacks.is_empty());
        }
    }

    #[test]
    fn a_job_shows_until_the_wish_is_fulfilled() {
        let mut say = Say(Packages::default());
        let (need, all, none) = (say.set("a"), say.set("a"), say.set(""));
        let need = Need::These(need);
        let state = |held: Option<&PackageSet>, mark| Cell::of(&need, &all, held, mark).state;
        assert_eq!(state(Some(&none), Some(Mark::Pending)), CellState::Pending);
        assert_eq!(state(Some(&all), Some(Mark::Pending)), CellState::Pending);
        let (add, remove) = (Mark::Failed(Act::Add), Mark::Failed(Act::Remove));
        assert_eq!(state(Some(&none), Some(add)), CellState::Failed);
        assert_eq!(state(Some(&all), Some(add)), CellState::Has);
        assert_eq!(state(Some(&all), Some(remove)), CellState::Failed);
        assert_eq!(state(Some(&none), Some(remove)), CellState::CanAdd);
        assert_eq!(state(None, Some(Mark::Pending)), CellState::Unread);
    }
}
