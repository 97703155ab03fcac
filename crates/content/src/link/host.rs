//! Hosts, written for people.

use fullmakt_domain::text::{Script, mixes_scripts};

use crate::document::LinkCaution;

/// A host as it is shown.
#[derive(Debug)]
pub(crate) struct Shown {
    /// With its letters where they are plain Latin ones (`blåbær.no`), in punycode otherwise.
    pub(crate) text: String,
    lookalike: bool,
}

impl Shown {
    /// From the ASCII form that every parsed address has.
    pub(crate) fn of(host: &str) -> Self {
        let (unicode, read) = idna::domain_to_unicode(host);
        if read.is_err() || unicode.split('.').count() != host.split('.').count() {
            return Self {
                text: host.to_owned(),
                lookalike: host.split('.').any(|label| label.starts_with("xn--")),
            };
        }
        let mut lookalike = false;
        let labels: Vec<&str> = unicode
            .split('.')
            .zip(host.split('.'))
            .map(|(letters, ascii)| {
                if letters.chars().all(is_plain) {
                    return letters;
                }
                lookalike |= can_be_mistaken(letters);
                ascii
            })
            .collect();
        Self {
            text: labels.join("."),
            lookalike,
        }
    }

    pub(super) fn cautions(&self) -> Vec<LinkCaution> {
        if self.lookalike {
            vec![LinkCaution::LookalikeLetters]
        } else {
            Vec::new()
        }
    }
}

/// Letters that Nordic and Sámi names are written with, and their neighbours in Europe. The few of this range that
/// pass for others are left out: dotless i, kra, l with a dot, long s.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || (c.is_alphabetic()
            && matches!(c, '\u{df}'..='\u{17f}')
            && !matches!(
                c,
                '\u{131}' | '\u{138}' | '\u{13f}'..='\u{142}' | '\u{149}' | '\u{17f}'
            ))
}

/// Whether the letters of a label that is not plain can be taken for other letters: several scripts, one of those
/// that look like Latin, or Latin letters that nobody knows. A name that is all Arabic or Chinese cannot.
fn can_be_mistaken(label: &str) -> bool {
    mixes_scripts(label)
        || label
            .chars()
            .any(|c| !is_plain(c) && Script::of(c) != Some(Script::Other))
}
