//! What the index holds: folded words, letters and digits only.

use fullmakt_domain::text::fold;

/// What parts the fields of a text in the index: phrases do not reach across it.
pub(crate) const FIELD: char = '\n';

/// Letters of a word that count; what is longer is no word that anybody types.
pub(super) const LONGEST: usize = 40;

/// The words of a text as search compares them. «oe» is «ø», which folds to `o`, on both sides.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.replace("oe", "o").chars().take(LONGEST).collect())
        .collect()
}

/// Adds a field to a text for the index: a space before and after each word, and the mark of the field's end.
pub(crate) fn field(out: &mut String, text: &str) {
    out.push(' ');
    for word in tokens(text) {
        out.push_str(&word);
        out.push(' ');
    }
    out.push(FIELD);
}

#[cfg(test)]
mod tests {
    use super::{field, tokens};

    #[test]
    fn words_are_folded_and_bare() {
        for (text, words) in [
            (
                "Årsavgift for 2026/2027",
                vec!["aarsavgift", "for", "2026", "2027"],
            ),
            ("«A-melding», Bø & Boe", vec!["a", "melding", "bo", "bo"]),
            ("Café Møre", vec!["cafe", "more"]),
            ("", vec![]),
            (" … ", vec![]),
        ] {
            assert_eq!(tokens(text), words, "{text}");
        }
    }

    #[test]
    fn every_word_of_a_field_stands_between_spaces() {
        let mut out = String::new();
        field(&mut out, "Varsel om mva.");
        field(&mut out, "");
        field(&mut out, "NAV");
        assert_eq!(out, " varsel om mva \n \n nav \n");
    }
}
