//! How values stand in the file: instants as microseconds, ids as text, lists as JSON; names folded for search and
//! ordered as a Norwegian would.

use fullmakt_domain::text::fold;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;

/// An instant as it is stored.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// A stored instant.
pub(crate) fn instant(micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|_| StoreError::unreadable("instant"))
}

/// A stored instant that may be missing.
pub(crate) fn maybe_instant(micros: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    micros.map(instant).transpose()
}

/// An id as it is stored: lower case with dashes.
pub(crate) fn id_text(id: Uuid) -> String {
    id.hyphenated().to_string()
}

/// A stored id.
pub(crate) fn id(text: &str) -> Result<Uuid, StoreError> {
    Uuid::try_parse(text).map_err(|_| StoreError::unreadable("id"))
}

/// A stored id that may be missing.
pub(crate) fn maybe_id(text: Option<String>) -> Result<Option<Uuid>, StoreError> {
    text.as_deref().map(id).transpose()
}

/// A list of texts as it is stored.
pub(crate) fn list_text(list: &[String]) -> String {
    serde_json::to_string(list).expect("a list of texts is always JSON")
}

/// A stored list of texts.
pub(crate) fn list(text: &str) -> Result<Vec<String>, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::unreadable("list"))
}

/// A count or small number, which is never negative and never large.
pub(crate) fn small(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::unreadable("number"))
}

/// What search compares: folded as the whole app folds ([`fullmakt_domain::text::fold`]), with single spaces.
pub(crate) fn folded(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A key that sorts names in Norwegian order when compared byte by byte: æ, ø, å after z, and aa as å (CLDR, `nb`).
pub fn sort_key(name: &str) -> String {
    // Private-use characters stand after every letter.
    const AE: char = '\u{f000}';
    const OE: char = '\u{f001}';
    const AA: char = '\u{f002}';
    let mut out = String::with_capacity(name.len() + 4);
    let mut letters = name.trim().chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        out.push(match letter {
            'æ' | 'ä' => AE,
            'ø' | 'ö' | 'ő' => OE,
            'å' => AA,
            'a' if letters.next_if_eq(&'a').is_some() => AA,
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ó' | 'ò' | 'ô' => 'o',
            'á' | 'à' | 'â' => 'a',
            'ü' => 'y',
            other => other,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{folded, instant, micros, sort_key};

    #[test]
    fn names_stand_in_norwegian_order() {
        let mut names = [
            "Åsen Bygg",
            "Zulu AS",
            "Ærlig Handel",
            "Østlig Kaffe",
            "Abel AS",
            "Aasen Tre",
            "Élan AS",
            "Egge AS",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Abel AS",
                "Egge AS",
                "Élan AS",
                "Zulu AS",
                "Ærlig Handel",
                "Østlig Kaffe",
                "Åsen Bygg",
                "Aasen Tre",
            ]
        );
    }

    #[test]
    fn folding_is_the_apps_own_with_single_spaces() {
        assert_eq!(folded("  ÅPENT \t Hus\u{a0}AS "), "aapent hus as");
        assert_ne!(folded("Hår"), folded("Har"));
    }

    #[test]
    fn instants_are_kept_to_the_microsecond() {
        let at = "2026-11-21T10:11:12.123456789Z"
            .parse()
            .expect("an instant");
        assert_eq!(
            instant(micros(at)).expect("stored").to_string(),
            "2026-11-21T10:11:12.123456Z"
        );
    }
}
