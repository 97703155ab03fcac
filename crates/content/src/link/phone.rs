//! Telephone numbers (RFC 3966, global and local ones without parameters).

use url::Url;

use super::Verdict;
use crate::document::{Link, LinkKind};

/// Judges a `tel:` address: digits with what people put between them, three (emergency numbers) to fifteen of them
/// (ITU-T E.164).
pub(super) fn link(url: &Url) -> Verdict {
    let written = url.path().replace("%20", " ");
    let mut number = String::new();
    for (at, c) in written.trim().chars().enumerate() {
        match c {
            '0'..='9' => number.push(c),
            '+' if at == 0 => number.push(c),
            ' ' | '-' | '.' | '(' | ')' => {}
            _ => return Verdict::Ignore,
        }
    }
    let digits = number.trim_start_matches('+').len();
    if !(3..=15).contains(&digits) || url.query().is_some() {
        return Verdict::Ignore;
    }
    Verdict::Open(Link {
        href: format!("tel:{number}"),
        kind: LinkKind::Phone,
        shown: number,
        own_host: false,
        cautions: Vec::new(),
    })
}
