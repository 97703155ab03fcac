//! Finds the links in a text: in mails they stand between quotes, angle brackets and full stops.

use super::host::KnownPortal;

/// Schemes without slashes that a browser would run or open all the same.
const BARE_SCHEMES: [&str; 5] = ["javascript:", "data:", "vbscript:", "file:", "blob:"];

/// Every link in the text, as written, in order.
pub(super) fn links(text: &str) -> Vec<&str> {
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find("://") {
        let colon = from + found;
        let start = scheme_start(text, from, colon);
        let end = link_end(text, colon);
        if start < colon {
            links.push(trim_end(&text[start..end]));
        }
        from = end.max(colon + 3);
    }
    if links.is_empty() {
        let word = text.trim();
        let runs = BARE_SCHEMES.iter().any(|scheme| {
            word.get(..scheme.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        });
        if runs {
            links.push(word);
        }
    }
    links
}

/// Whether the text begins with the host of one of Altinn's portals, but no scheme.
pub(super) fn without_scheme(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    KnownPortal::ALL.iter().any(|portal| {
        let host = portal.host();
        word.get(..host.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(host))
            && word[host.len()..].starts_with(['/', '?', ':'])
    })
}

/// Where the scheme before a colon begins; `colon` itself when there is none.
fn scheme_start(text: &str, from: usize, colon: usize) -> usize {
    let scheme: &str = &text[from..colon];
    let length = scheme
        .bytes()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        .count();
    let head = &text[colon - length..colon];
    // A scheme begins with a letter: `1.https` is a numbered line.
    let skip = head.find(|c: char| c.is_ascii_alphabetic());
    let skip = match (skip, head.rfind("http")) {
        (Some(_), Some(http)) if head[..http].ends_with(['.', '-']) => Some(http),
        (first, _) => first,
    };
    skip.map_or(colon, |skip| colon - length + skip)
}

/// Where the link ends: at white space, at control characters, and at the signs that mails put around links.
fn link_end(text: &str, colon: usize) -> usize {
    text[colon..]
        .find(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(
                    c,
                    '<' | '>' | '"' | '`' | '«' | '»' | '“' | '”' | '„' | '‹' | '›'
                )
        })
        .map_or(text.len(), |length| colon + length)
}

/// Signs after a link that belong to the sentence.
fn trim_end(link: &str) -> &str {
    link.trim_end_matches([
        '.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '*', '_', '~', '…', '’', '‘', '|',
    ])
}

#[cfg(test)]
mod tests {
    use super::{links, without_scheme};

    #[test]
    fn one_link_is_found_in_a_sentence() {
        for text in [
            "https://a.example/x?id=1",
            "Se https://a.example/x?id=1. Takk!",
            "<https://a.example/x?id=1>",
            "«https://a.example/x?id=1»",
            "(https://a.example/x?id=1)",
            "[her](https://a.example/x?id=1).",
            "Lenke:https://a.example/x?id=1",
            "1.https://a.example/x?id=1",
            "'https://a.example/x?id=1',",
            "<a href=\"https://a.example/x?id=1\">",
            "\u{a0}https://a.example/x?id=1\r\n",
        ] {
            assert_eq!(links(text), ["https://a.example/x?id=1"], "{text}");
        }
    }

    #[test]
    fn several_and_none() {
        assert_eq!(links("https://a.example https://b.example").len(), 2);
        assert_eq!(
            links("https://a.example/?u=https://b.example"),
            ["https://a.example/?u=https://b.example"],
            "a link inside a link is part of it"
        );
        assert!(links("ingen lenke her: takk").is_empty());
        assert!(links("://").is_empty());
        assert_eq!(links("javascript:alert(1)"), ["javascript:alert(1)"]);
    }

    #[test]
    fn a_portal_without_scheme_is_seen() {
        assert!(without_scheme("am.ui.altinn.no/accessmanagement/ui"));
        assert!(without_scheme(" <AM.UI.TT02.altinn.no/x"));
        assert!(!without_scheme("am.ui.altinn.no.evil.example/x"));
        assert!(!without_scheme("altinn"));
    }
}
