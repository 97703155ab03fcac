//! Hosts that the words of a link name.

use std::net::Ipv4Addr;

/// Endings that make a word with a dot in it a host. Not a list of all there are: words such as `f.eks` and
/// `vedtak.pdf` must not count, and what a swindler would name is here.
const ENDINGS: &[&str] = &[
    "no", "se", "dk", "fi", "is", "fo", "gl", "ax", "de", "uk", "nl", "be", "lu", "fr", "es", "pt",
    "it", "ch", "at", "ie", "pl", "cz", "sk", "hu", "ro", "bg", "hr", "si", "gr", "ee", "lv", "lt",
    "ru", "ua", "by", "tr", "us", "ca", "au", "nz", "jp", "cn", "in", "br", "eu", "io", "co", "me",
    "tv", "cc", "ai", "com", "net", "org", "edu", "gov", "int", "info", "biz", "name", "app",
    "dev", "cloud", "online", "site", "shop", "store", "xyz", "top", "link", "live", "page",
    "tech", "studio", "bank", "tax", "legal",
];

/// The hosts that a text names, in ASCII where they have such a form.
pub(super) fn hosts(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphanumeric() || is_dot(c) || matches!(c, '-' | '_' | ':' | '/')))
        .flat_map(|word| match word.split_once("://") {
            Some((_, rest)) => vec![(rest.split(['/', ':']).next().unwrap_or_default(), true)],
            None => word.split(['/', ':']).map(|part| (part, false)).collect(),
        })
        .filter_map(|(word, is_address)| host(word, is_address))
}

/// Longest name of a host (RFC 1035, section 2.3.4), with room for letters of several bytes.
const LONGEST: usize = 4 * 253;

fn host(word: &str, is_address: bool) -> Option<String> {
    let word = word.trim_matches(|c| is_dot(c) || c == '-' || c == '_');
    if word.len() > LONGEST {
        return None;
    }
    let word: String = word
        .chars()
        .map(|c| if is_dot(c) { '.' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    let (before, ending) = word.rsplit_once('.')?;
    let is_host = !before.is_empty()
        && (is_address
            || word.starts_with("www.")
            || ENDINGS.contains(&ending)
            || ending.starts_with("xn--")
            || word.parse::<Ipv4Addr>().is_ok());
    is_host.then(|| idna::domain_to_ascii(&word).unwrap_or(word))
}

/// What address parsers take for a dot (UTS 46, section 4).
fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// Whether a host that is named and one that is meant belong together: the same, or one below the other.
pub(super) fn is_same_site(named: &str, meant: &str) -> bool {
    let bare = |host: &str| {
        let host = host.trim_end_matches('.');
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    let (named, meant) = (bare(named), bare(meant));
    let below = |one: &str, other: &str| {
        one.strip_suffix(other)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    named == meant || below(&named, &meant) || below(&meant, &named)
}
