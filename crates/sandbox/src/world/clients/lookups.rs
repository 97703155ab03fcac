//! Finding a person by identity number (or user name) and last name, and the lock after failures.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::world::{Person, World};

/// So many failures, and every further attempt is refused.
const MOST_FAILURES: u32 = 2;
/// How long failures are remembered, counted from the last one.
const MEMORY: SignedDuration = SignedDuration::from_hours(1);
/// So many letters of a last name have to be right.
const COMPARED: usize = 4;

/// Failed attempts by Altinn user id, each with the time when they are forgotten.
#[derive(Default)]
pub(crate) struct Lookups(HashMap<u32, (u32, Timestamp)>);

/// Why nobody was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotFound {
    /// The two do not belong together.
    NoMatch,
    /// Too many attempts failed; this one was not even made.
    Locked,
}

impl World {
    /// The person with this identity number or user name, if the last name is right.
    pub(crate) fn look_up_person(
        &mut self,
        user_id: u32,
        identifier: &str,
        last_name: &str,
        now: Timestamp,
    ) -> Result<&Person, NotFound> {
        let failures = match self.lookups.0.get(&user_id) {
            Some((failures, until)) if *until > now => *failures,
            _ => 0,
        };
        if failures >= MOST_FAILURES {
            return Err(NotFound::Locked);
        }
        let is = |person: &&Person| {
            let known =
                person.pid == identifier || person.username.eq_ignore_ascii_case(identifier);
            let own = person.name.rsplit(' ').next().unwrap_or_default();
            known && is_similar(own, last_name)
        };
        if !self
            .people
            .iter()
            .chain(&self.others)
            .any(|person| is(&person))
        {
            let remembered = (failures + 1, now + MEMORY);
            self.lookups.0.insert(user_id, remembered);
        }
        self.people
            .iter()
            .chain(&self.others)
            .find(is)
            .ok_or(NotFound::NoMatch)
    }
}

/// The first four letters count, whatever their case.
fn is_similar(one: &str, other: &str) -> bool {
    let start = |name: &str| -> String {
        let letters = name.trim().chars().take(COMPARED);
        letters.flat_map(char::to_lowercase).collect()
    };
    !one.is_empty() && start(one) == start(other)
}

#[cfg(test)]
mod tests {
    use super::is_similar;

    #[test]
    fn four_letters_of_a_last_name_are_compared() {
        assert!(is_similar("Nordvik", " NORDahl"));
        assert!(!is_similar("Nordvik", "Nor"));
        assert!(!is_similar("", ""));
    }
}
