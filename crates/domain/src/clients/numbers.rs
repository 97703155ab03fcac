//! Organisation numbers in a pasted text, with what could not be read and why.

use std::collections::HashMap;

use crate::identity_number::is_identity_number;
use crate::org_number::separates;
use crate::{OrgNumber, OrgNumberError};

/// Why a piece of text is no number to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberFault {
    /// Not nine digits.
    NotANumber,
    /// The check digit does not fit.
    CheckDigit,
    /// Nine nines.
    Filler,
    /// Stood on an earlier line.
    Repeated {
        /// Which, from 1.
        line: u32,
    },
    /// A national identity number. It is not kept.
    IdentityNumber,
}

/// A piece of text that is no number to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadNumber {
    /// Line, from 1.
    pub line: u32,
    /// The piece, at most 60 characters; empty where an identity number stands in it or around it.
    pub text: String,
    /// Why.
    pub fault: NumberFault,
}

/// What stood in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Numbers with their line, each once, in the order of the text.
    pub numbers: Vec<(OrgNumber, u32)>,
    /// What could not be used.
    pub bad: Vec<BadNumber>,
}

/// Digits that are fewer than these beside a number are a list's own (`3.`, `AS 2`), and no number that went wrong.
const FEWEST: usize = 6;

/// Reads a pasted text: numbers together or in threes, with names or anything else between them, one or many on a line.
/// Lines without digits are passed over.
pub fn pasted_numbers(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    let mut lines: HashMap<OrgNumber, u32> = HashMap::new();
    for (line, words) in (1..).zip(text.lines()) {
        let runs = words.split(|c: char| !c.is_ascii_digit() && !separates(c));
        // Each piece, and whether it may be shown again: not where its run holds an identity number.
        let pieces: Vec<(String, bool)> = runs
            .flat_map(|run| {
                let is_shown = !holds_a_person(run);
                let mut found = pieces(run);
                // Eleven digits in threes; but not a list's own number and an organisation's behind it.
                if names_a_person(run) && found.last().is_none_or(|last| number(last).is_err()) {
                    found = vec![run.to_owned()];
                }
                found.into_iter().map(move |piece| (piece, is_shown))
            })
            .collect();
        let lone = pieces.len() == 1;
        for (piece, is_shown) in pieces {
            let shown = if is_shown { piece.as_str() } else { "" };
            let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
            if digits.len() < FEWEST && !lone {
                continue;
            }
            match number(&digits) {
                Ok(number) => match lines.get(&number) {
                    Some(&first) => {
                        let fault = NumberFault::Repeated { line: first };
                        pasted.bad.push(bad(line, shown, fault));
                    }
                    None => {
                        lines.insert(number, line);
                        pasted.numbers.push((number, line));
                    }
                },
                Err(fault) => pasted.bad.push(bad(line, shown, fault)),
            }
        }
    }
    pasted
}

/// One organisation number, or why it is none.
pub(super) fn number(text: &str) -> Result<OrgNumber, NumberFault> {
    text.parse().map_err(|error| match error {
        _ if names_a_person(text) => NumberFault::IdentityNumber,
        OrgNumberError::NotNineDigits => NumberFault::NotANumber,
        OrgNumberError::CheckDigit => NumberFault::CheckDigit,
        OrgNumberError::Filler => NumberFault::Filler,
    })
}

/// Whether a text is a national identity number, however it is spaced.
fn names_a_person(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !separates(*c)).collect();
    is_identity_number(&digits)
}

/// Whether the digits of a text hold a national identity number, whatever stands between and beside them: such a text is
/// neither kept nor shown again.
pub(super) fn holds_a_person(text: &str) -> bool {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let mut windows = digits.windows(11);
    windows.any(|window| is_identity_number(&window.iter().collect::<String>()))
}

fn bad(line: u32, text: &str, fault: NumberFault) -> BadNumber {
    BadNumber {
        line,
        text: text.trim().chars().take(60).collect(),
        fault,
    }
}

/// A run of digits and separators, cut into numbers: nine digits together, or three threes; what is left over between
/// them stays together.
fn pieces(run: &str) -> Vec<String> {
    let groups: Vec<&str> = run
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let mut pieces = Vec::new();
    let mut left: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let threes = groups.len() - at >= 3 && groups[at..at + 3].iter().all(|g| g.len() == 3);
        let size = if threes { 3 } else { 1 };
        if threes || groups[at].len() == 9 {
            if !left.is_empty() {
                pieces.push(left.join(" "));
                left.clear();
            }
            pieces.push(groups[at..at + size].join(" "));
        } else {
            left.push(groups[at]);
        }
        at += size;
    }
    if !left.is_empty() {
        pieces.push(left.join(" "));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{BadNumber, NumberFault, pasted_numbers};

    fn found(text: &str) -> Vec<String> {
        let pasted = pasted_numbers(text);
        assert_eq!(pasted.bad, [], "{text:?}");
        pasted.numbers.iter().map(|(n, _)| n.to_string()).collect()
    }

    fn faults(text: &str) -> Vec<(u32, String, NumberFault)> {
        let bad = pasted_numbers(text).bad.into_iter();
        bad.map(|BadNumber { line, text, fault }| (line, text, fault))
            .collect()
    }

    #[test]
    fn numbers_stand_in_any_company() {
        let two = ["310757632", "313572773"];
        for text in [
            "310757632\n313572773",
            "310757632;313572773",
            "310 757 632 313 572 773",
            "310757632, 313572773\r\n",
            "310757632\t313572773",
            "1. Bakke Bygg AS (310 757 632)\n2. Dalen 2 AS, NO313572773MVA",
            "310.757.632 - 313\u{a0}572\u{a0}773",
            "Org.nr.\n\n310757632\n\n\n  313572773  ",
        ] {
            assert_eq!(found(text), two, "{text:?}");
        }
        // With the list's own number before it, it has the digits of an identity number.
        assert_eq!(found("23. 310757632\n17 313 572 773"), two);
        assert!(found("").is_empty());
        assert!(found("Ingen tall her").is_empty());
    }

    #[test]
    fn lines_are_counted_from_one() {
        let pasted = pasted_numbers("Klienter\n310757632\n\n313572773");
        let lines: Vec<u32> = pasted.numbers.iter().map(|(_, line)| *line).collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn what_is_no_number_says_why() {
        assert_eq!(
            faults("123456789\n999999999\n31075763\n310757632\n310 757 632"),
            [
                (1, "123456789".into(), NumberFault::CheckDigit),
                (2, "999999999".into(), NumberFault::Filler),
                (3, "31075763".into(), NumberFault::NotANumber),
                (5, "310 757 632".into(), NumberFault::Repeated { line: 4 }),
            ]
        );
        assert_eq!(faults("12").len(), 1, "alone on its line it was meant");
    }

    #[test]
    fn an_identity_number_is_not_kept() {
        for text in ["01819012365", "018190 12365", "018 190 123 65"] {
            assert_eq!(
                faults(text),
                [(1, String::new(), NumberFault::IdentityNumber)],
                "{text:?}"
            );
        }
        for text in ["01819012365 4", "4 018190-12365", "310 01819012365"] {
            let shown: Vec<String> = faults(text).into_iter().map(|(_, text, _)| text).collect();
            assert_eq!(shown, [""], "{text:?}");
        }
    }
}
