//! Languages of the catalogue, and texts that exist in several of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The three languages that Altinn's catalogues, and Fullmakt, speak.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Norwegian bokmål.
    #[default]
    Nb,
    /// Norwegian nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// All of them, in the order of the code.
    pub const ALL: [Language; 3] = [Language::Nb, Language::Nn, Language::En];

    /// The tag for `Accept-Language` and for `lang`: `nb`, `nn`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Nb => "nb",
            Language::Nn => "nn",
            Language::En => "en",
        }
    }

    /// Reads a tag as the upstream services write them: `nb`, `nb-NO`, `no`, `nob`, `eng` and the like.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "nb" | "no" | "nob" | "nor" => Some(Language::Nb),
            "nn" | "nno" => Some(Language::Nn),
            "en" | "eng" => Some(Language::En),
            _ => None,
        }
    }

    /// The order in which a reader of this language is best served when a text is missing in it: the other
    /// Norwegian written standard before English, bokmål before nynorsk.
    pub fn order(self) -> [Language; 3] {
        match self {
            Language::Nb => [Language::Nb, Language::Nn, Language::En],
            Language::Nn => [Language::Nn, Language::Nb, Language::En],
            Language::En => [Language::En, Language::Nb, Language::Nn],
        }
    }
}

/// One text in the languages that its owner gave. Empty texts are not stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// No text in any language.
    pub fn new() -> Self {
        Text::default()
    }

    /// A text in one language.
    pub fn of(language: Language, text: impl Into<String>) -> Self {
        let mut whole = Text::new();
        whole.set(language, text);
        whole
    }

    /// Sets the text of one language; a blank text removes it.
    pub fn set(&mut self, language: Language, text: impl Into<String>) {
        let text = text.into();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.0.remove(&language);
        } else {
            self.0.insert(language, trimmed.to_owned());
        }
    }

    /// The text for a reader of `language`, and the language that it is in: the first that exists in
    /// [`Language::order`]. `None` when there is no text at all.
    pub fn pick(&self, language: Language) -> Option<(&str, Language)> {
        language
            .order()
            .into_iter()
            .find_map(|l| self.0.get(&l).map(|text| (text.as_str(), l)))
    }

    /// The text in exactly this language.
    pub fn get(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(String::as_str)
    }

    /// True when there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Text};

    #[test]
    fn the_readers_language_comes_first_then_the_nearest() {
        let mut text = Text::of(Language::Nb, "Lønn");
        text.set(Language::En, "Payroll");
        assert_eq!(text.pick(Language::En), Some(("Payroll", Language::En)));
        assert_eq!(text.pick(Language::Nn), Some(("Lønn", Language::Nb)));
        assert_eq!(Text::new().pick(Language::Nb), None);
    }

    #[test]
    fn blank_texts_are_no_texts() {
        let mut text = Text::of(Language::Nn, "  ");
        assert!(text.is_empty());
        text.set(Language::Nb, " Krav ");
        assert_eq!(text.get(Language::Nb), Some("Krav"));
    }

    #[test]
    fn upstream_tags_are_understood() {
        for (tag, language) in [
            ("nb-NO", Some(Language::Nb)),
            ("no", Some(Language::Nb)),
            ("nno", Some(Language::Nn)),
            ("EN", Some(Language::En)),
            ("se", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }
}
