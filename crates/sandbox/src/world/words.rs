//! Texts in Norwegian bokmål, nynorsk and English, and the choice between them.

use serde::{Deserialize, Serialize};

/// A text in the three languages that Altinn's catalogues have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Bokmål.
    #[serde(default)]
    pub nb: String,
    /// Nynorsk.
    #[serde(default)]
    pub nn: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl Words {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Nb => &self.nb,
            Language::Nn => &self.nn,
            Language::En => &self.en,
        }
    }
}

/// A language of the catalogues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Bokmål; also the answer to every language that is not known.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// Chooses by an `Accept-Language` value, quality values included: `en*` is English, `nb` and
    /// `no` bokmål, `nn` nynorsk, anything else bokmål (access-management reference 2.1).
    #[must_use]
    pub fn accepted(header: Option<&str>) -> Self {
        let best = header.unwrap_or_default().split(',').filter_map(|item| {
            let (tag, parameters) = item.split_once(';').unwrap_or((item, ""));
            let quality = parameters
                .trim()
                .strip_prefix("q=")
                .and_then(|value| value.trim().parse::<f32>().ok())
                .unwrap_or(1.0);
            Some((Self::of_tag(tag.trim())?, quality)).filter(|(_, quality)| *quality > 0.0)
        });
        // The first of equals wins, so `max_by` (which takes the last) will not do.
        best.reduce(|chosen, next| if next.1 > chosen.1 { next } else { chosen })
            .map_or(Self::Nb, |(language, _)| language)
    }

    fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match primary.as_str() {
            "en" | "eng" => Some(Self::En),
            "nb" | "no" | "nob" => Some(Self::Nb),
            "nn" | "nno" => Some(Self::Nn),
            _ => None,
        }
    }

    /// The three-letter code that access management answers with in `Content-Language`.
    #[must_use]
    pub fn content_language(self) -> &'static str {
        match self {
            Self::Nb => "nob",
            Self::Nn => "nno",
            Self::En => "eng",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_values_decide_and_the_unknown_is_bokmaal() {
        assert_eq!(Language::accepted(None), Language::Nb);
        assert_eq!(Language::accepted(Some("de")), Language::Nb);
        assert_eq!(Language::accepted(Some("nn-NO")), Language::Nn);
        assert_eq!(Language::accepted(Some("en;q=0.3, nn;q=0.8")), Language::Nn);
        assert_eq!(Language::accepted(Some("fr, en-GB;q=0.5")), Language::En);
        assert_eq!(Language::accepted(Some("no,en")), Language::Nb);
        assert_eq!(Language::accepted(Some("en;q=0, nn;q=0.1")), Language::Nn);
    }
}
