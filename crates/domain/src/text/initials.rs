//! Two letters for a tile or an avatar.

use super::names::{is_form, is_small_word};

/// Two letters for an organisation or a system: the first letters of its first two telling words, or of the humps
/// of a single one (`SmartCloud AS` → `SC`), or else its first two letters. Empty when there is no letter or digit.
pub fn initials(name: &str) -> String {
    let words = telling(name);
    match words.as_slice() {
        [] => String::new(),
        [only] => of_one(only),
        [one, two, ..] => firsts(one, two),
    }
}

/// Two letters for a person: first name and last name.
pub fn person_initials(name: &str) -> String {
    let words = telling(name);
    match words.as_slice() {
        [] => String::new(),
        [only] => of_one(only),
        [one, .., last] => firsts(one, last),
    }
}

/// Words with a letter or digit, without forms and small words unless nothing else is left.
fn telling(name: &str) -> Vec<&str> {
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '_'))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .collect();
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| !is_form(w) && !is_small_word(w))
        .collect();
    if telling.is_empty() { words } else { telling }
}

fn of_one(word: &str) -> String {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else {
        return String::new();
    };
    let rest: Vec<char> = letters.collect();
    let has_small = rest.iter().any(|c| c.is_lowercase());
    let hump = rest.iter().find(|c| has_small && c.is_uppercase());
    let second = hump.or_else(|| rest.first());
    upper(first, second.copied())
}

fn firsts(one: &str, two: &str) -> String {
    let Some(first) = one.chars().find(|c| c.is_alphanumeric()) else {
        return String::new();
    };
    upper(first, two.chars().find(|c| c.is_alphanumeric()))
}

/// Upper case, one letter for one: `ß` and the like stay as they are rather than become two.
fn upper(first: char, second: Option<char>) -> String {
    std::iter::once(first)
        .chain(second)
        .map(|c| {
            let mut up = c.to_uppercase();
            match (up.next(), up.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{initials, person_initials};

    #[test]
    fn organisations() {
        for (name, letters) in [
            ("Fjord Snekkeri AS", "FS"),
            ("Nordlys Bakeri AS", "NB"),
            ("SmartCloud AS", "SC"),
            ("Tripletex AS", "TR"),
            ("FIKEN AS", "FI"),
            ("Bakeriet i Molde og Omegn", "BM"),
            ("ærlig øl da", "ÆØ"),
            ("AS", "AS"),
            ("X", "X"),
            ("«»", ""),
            ("", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn people() {
        for (name, letters) in [
            ("Kari Haugen", "KH"),
            ("KARI ANNE VIK HAUGEN", "KH"),
            ("Prince", "PR"),
            ("", ""),
        ] {
            assert_eq!(person_initials(name), letters, "{name}");
        }
    }

    proptest! {
        #[test]
        fn never_more_than_two(name in "\\PC{0,40}") {
            prop_assert!(initials(&name).chars().count() <= 2);
            prop_assert!(person_initials(&name).chars().count() <= 2);
        }
    }
}
