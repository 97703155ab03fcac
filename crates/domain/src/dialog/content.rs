//! Texts that a service owner wrote, in whatever languages it has.

use serde::{Deserialize, Serialize};

use crate::Language;

/// One text in several languages, by ISO 639-1 code, in the order in which it came (by code).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(pub Vec<(String, String)>);

impl Localized {
    /// The text that serves a reader of this language best, with its own language: the reader's, then those that such a
    /// reader reads best, then whatever there is.
    pub fn best(&self, language: Language) -> Option<(&str, &str)> {
        let in_language = |wanted: Language| {
            self.0
                .iter()
                .find(|(code, text)| Language::from_tag(code) == Some(wanted) && !text.is_empty())
        };
        language
            .order()
            .into_iter()
            .find_map(in_language)
            .or_else(|| self.0.iter().find(|(_, text)| !text.is_empty()))
            .map(|(code, text)| (code.as_str(), text.as_str()))
    }

    /// The best text alone; empty when there is none.
    pub fn text(&self, language: Language) -> &str {
        self.best(language).map_or("", |(_, text)| text)
    }
}

impl FromIterator<(String, String)> for Localized {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(texts: I) -> Self {
        Localized(texts.into_iter().collect())
    }
}

/// A text with its media type. For embedded content, the text is an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentValue {
    /// `text/plain`, `text/markdown`, or one of the embed types.
    pub media_type: String,
    /// The text.
    pub value: Localized,
    /// Whether the person may follow the reference; only said of references.
    pub is_authorized: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::Localized;
    use crate::Language;

    #[test]
    fn the_best_language_is_chosen() {
        let of = |pairs: &[(&str, &str)]| {
            Localized(
                pairs
                    .iter()
                    .map(|(c, t)| ((*c).to_owned(), (*t).to_owned()))
                    .collect(),
            )
        };
        let all = of(&[("en", "Tax"), ("nb", "Skatt"), ("nn", "Skatt nn")]);
        assert_eq!(all.best(Language::Nn), Some(("nn", "Skatt nn")));
        assert_eq!(
            of(&[("en", "Tax"), ("nb", "Skatt")]).text(Language::Nn),
            "Skatt"
        );
        assert_eq!(
            of(&[("se", "Vearru")]).best(Language::En),
            Some(("se", "Vearru"))
        );
        assert_eq!(of(&[("nb", ""), ("en", "Tax")]).text(Language::Nb), "Tax");
        assert_eq!(of(&[]).best(Language::Nb), None);
    }
}
