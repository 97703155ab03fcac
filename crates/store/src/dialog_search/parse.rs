//! Reading what was typed. Whatever is typed means something: there is no syntax error.
//!
//! ```text
//! mva var              words, each from its first letter, in any order
//! "endelig vedtak"     a phrase of whole words (« » and “ ” do as well; the end may be missing)
//! a-melding            words grown together are a phrase whose end may go on
//! 313 572 773          an organisation number, with or without spaces
//! fra:skatt            sender or service owner; also frå:, from:
//! til:"fjord snekk"    party by name or number; also to:
//! status:ulest         krever-handling, under-arbeid, utkast, venter, avsluttet, uten-status, ulest, lest, or their
//!                      beginnings; nynorsk and English words too
//! frist:over           over, idag, imorgen, uke, 2026-11-26, 26.11.2026, 26.11; also due:
//! ```
//!
//! The same filter twice means either value. A value that says nothing is left out and listed in
//! [`SearchText::ignored`].

use super::Days;
use super::normal::tokens;
use super::values::{StatusWord, due, statuses};
use crate::dialogs::{DialogStatus, DueFilter};

/// A word or a phrase that must hit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// Folded; the words of a phrase are parted by single spaces.
    pub text: String,
    /// The last word may go on: what is typed is a beginning.
    pub may_go_on: bool,
}

/// Letters from which on a word is also looked for inside other words.
const INSIDE: usize = 4;

impl Word {
    /// Whether it is more than one word.
    pub fn is_phrase(&self) -> bool {
        self.text.contains(' ')
    }

    /// Whether it may also stand inside a word. Numbers hit from their first digit only.
    pub(crate) fn hits_inside(&self) -> bool {
        self.may_go_on
            && !self.is_phrase()
            && self.text.chars().count() >= INSIDE
            && !self.text.chars().any(|c| c.is_ascii_digit())
    }
}

/// What was typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchText {
    /// All of these must hit.
    pub words: Vec<Word>,
    /// Sender or service owner: one of these, each a list of beginnings of words.
    pub from: Vec<Vec<String>>,
    /// Party: one of these, each a list of beginnings of words of its name, or of its number.
    pub to: Vec<Vec<String>>,
    /// Status: one of these; empty for any.
    pub statuses: Vec<DialogStatus>,
    /// Only unread, or only read.
    pub unread: Option<bool>,
    /// Due date: one of these; empty for any.
    pub due: Vec<DueFilter>,
    /// Filters whose value said nothing, as they were typed.
    pub ignored: Vec<String>,
}

/// A piece of the input.
struct Chunk {
    key: Option<Key>,
    /// As typed, with key and quotes.
    raw: String,
    value: String,
    is_quoted: bool,
    /// The quote was not closed: it is still being typed.
    is_open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    From,
    To,
    Status,
    Due,
}

impl Key {
    fn of(name: &str) -> Option<Key> {
        match tokens(name).as_slice() {
            [one] => match one.as_str() {
                "fra" | "fraa" | "from" | "avsender" => Some(Key::From),
                "til" | "to" => Some(Key::To),
                "status" => Some(Key::Status),
                "frist" | "due" => Some(Key::Due),
                _ => None,
            },
            _ => None,
        }
    }
}

impl SearchText {
    /// Takes apart what was typed.
    pub fn parse(typed: &str, days: &Days) -> SearchText {
        let mut out = SearchText::default();
        for chunk in joined_numbers(with_values(chunks(typed))) {
            match chunk.key {
                None => out.add_word(&chunk),
                Some(key) => {
                    if !out.add_filter(key, &chunk.value, days) {
                        out.ignored.push(chunk.raw);
                    }
                }
            }
        }
        out
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.from.is_empty()
            && self.to.is_empty()
            && self.statuses.is_empty()
            && self.unread.is_none()
            && self.due.is_empty()
    }

    fn add_word(&mut self, chunk: &Chunk) {
        let words = tokens(&chunk.value);
        if words.is_empty() {
            return;
        }
        let word = Word {
            text: words.join(" "),
            may_go_on: !chunk.is_quoted || chunk.is_open,
        };
        if !self.words.contains(&word) {
            self.words.push(word);
        }
    }

    fn add_filter(&mut self, key: Key, value: &str, days: &Days) -> bool {
        match key {
            Key::From | Key::To => {
                let words = tokens(value);
                if words.is_empty() {
                    return false;
                }
                match key {
                    Key::From => self.from.push(words),
                    _ => self.to.push(words),
                }
            }
            Key::Status => {
                let found = statuses(value);
                if found.is_empty() {
                    return false;
                }
                // «u» begins both «utkast» and «ulest»: statuses first, until only one thing can be meant.
                if let [StatusWord::Unread(unread)] = found.as_slice() {
                    self.unread = Some(*unread);
                } else {
                    for word in found {
                        if let StatusWord::Status(status) = word
                            && !self.statuses.contains(&status)
                        {
                            self.statuses.push(status);
                        }
                    }
                }
            }
            Key::Due => match due(value, days) {
                Some(filter) => self.due.push(filter),
                None => return false,
            },
        }
        true
    }
}

const OPENING: &str = "\"«»“”„";

/// Cuts the input at white space that is not inside quotes.
fn chunks(typed: &str) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let (key, after) = match rest.split_once(':') {
            Some((name, after)) if !name.contains(char::is_whitespace) => (Key::of(name), after),
            _ => (None, rest),
        };
        let body = if key.is_some() { after } else { rest };
        let quoted = body.chars().next().filter(|c| OPENING.contains(*c));
        let (value, left, is_open) = match quoted {
            Some(quote) => {
                let inside = &body[quote.len_utf8()..];
                match inside.find(|c: char| OPENING.contains(c)) {
                    Some(end) => {
                        let closing = inside[end..].chars().next().map_or(0, char::len_utf8);
                        (&inside[..end], &inside[end + closing..], false)
                    }
                    None => (inside, "", true),
                }
            }
            None => {
                let end = body.find(char::is_whitespace).unwrap_or(body.len());
                (&body[..end], &body[end..], false)
            }
        };
        out.push(Chunk {
            key,
            raw: rest[..rest.len() - left.len()].to_owned(),
            value: value.to_owned(),
            is_quoted: quoted.is_some(),
            is_open,
        });
        rest = left.trim_start();
    }
    out
}

/// «fra: skatt» is «fra:skatt».
fn with_values(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        match out.last_mut() {
            Some(last)
                if chunk.key.is_none()
                    && last.key.is_some()
                    && last.value.is_empty()
                    && !last.is_quoted =>
            {
                last.raw = format!("{} {}", last.raw, chunk.raw);
                last.value = chunk.value;
                last.is_quoted = chunk.is_quoted;
            }
            _ => out.push(chunk),
        }
    }
    out
}

/// «313 572 773» is one number: groups of three digits, the last of which may still be typed, also after `til:`.
fn joined_numbers(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let digits = |chunk: &Chunk| {
        !chunk.is_quoted
            && !chunk.value.is_empty()
            && chunk.value.bytes().all(|b| b.is_ascii_digit())
    };
    let mut out: Vec<Chunk> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        match out.last_mut() {
            Some(last)
                if chunk.key.is_none()
                    && matches!(last.key, None | Some(Key::To))
                    && digits(&chunk)
                    && chunk.value.len() <= 3
                    && digits(last)
                    && matches!(last.value.len(), 3 | 6) =>
            {
                last.value.push_str(&chunk.value);
            }
            _ => out.push(chunk),
        }
    }
    out
}

#[cfg(test)]
mod tests;
