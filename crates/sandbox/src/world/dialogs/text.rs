//! Texts as a service owner supplies them: some languages, not always all.

use serde::Deserialize;

use crate::world::words::Words;

/// A text by language code (`nb`, `nn`, `en`, `se` …), ordered by code; perhaps none at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Localized(Vec<(String, String)>);

impl Localized {
    /// In bokmål only, as many texts in production are.
    pub(crate) fn nb(text: impl Into<String>) -> Self {
        Self(vec![("nb".to_owned(), text.into())])
    }

    /// Pairs of language code and text, in any order.
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Self {
        let mut all: Vec<_> = pairs
            .iter()
            .map(|(code, text)| ((*code).to_owned(), (*text).to_owned()))
            .collect();
        all.sort();
        Self(all)
    }

    /// The same for every language of the catalogue: made from a rule.
    pub(crate) fn each(text: impl Fn(&str) -> String) -> Self {
        Self(
            ["en", "nb", "nn"]
                .iter()
                .map(|code| ((*code).to_owned(), text(code)))
                .collect(),
        )
    }

    /// Code and text, ordered by code.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(code, text)| (code.as_str(), text.as_str()))
    }

    /// With every text changed.
    pub(crate) fn map(&self, change: impl Fn(&str, &str) -> String) -> Self {
        Self(
            self.iter()
                .map(|(code, text)| (code.to_owned(), change(code, text)))
                .collect(),
        )
    }

    /// The text in bokmål, or in whatever language comes first.
    pub(crate) fn any(&self) -> &str {
        let nb = self.0.iter().find(|(code, _)| code == "nb");
        nb.or_else(|| self.0.first())
            .map_or("", |(_, text)| text.as_str())
    }
}

impl From<&Words> for Localized {
    /// Languages without a text are left out.
    fn from(words: &Words) -> Self {
        let pairs = [("en", &words.en), ("nb", &words.nb), ("nn", &words.nn)];
        Self(
            pairs
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(code, text)| (code.to_owned(), text.clone()))
                .collect(),
        )
    }
}

impl<'de> Deserialize<'de> for Localized {
    /// A plain string is bokmål; an object maps language codes to texts.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Plain(String),
            ByCode(std::collections::BTreeMap<String, String>),
        }
        Ok(match Given::deserialize(deserializer)? {
            Given::Plain(text) => Self::nb(text),
            Given::ByCode(texts) => Self(texts.into_iter().collect()),
        })
    }
}

/// Which languages a reader wants; nothing stands for all (dialogporten reference 1.15).
#[derive(Clone, Debug, Default)]
pub(crate) struct Languages(Option<Vec<String>>);

impl Languages {
    /// Reads an `Accept-Language` value: by quality, cut to base codes, with the languages that
    /// stand in for a missing one put last.
    pub(crate) fn accepted(header: Option<&str>) -> Self {
        let mut wanted: Vec<(String, f32)> = header
            .unwrap_or_default()
            .split(',')
            .filter_map(|item| {
                let (tag, parameters) = item.split_once(';').unwrap_or((item, ""));
                let quality = parameters
                    .trim()
                    .strip_prefix("q=")
                    .and_then(|value| value.trim().parse().ok())
                    .unwrap_or(1.0);
                let base = tag.trim().split('-').next()?.to_ascii_lowercase();
                (!base.is_empty() && base != "*" && quality > 0.0).then_some((base, quality))
            })
            .collect();
        if wanted.is_empty() {
            return Self(None);
        }
        wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut codes: Vec<String> = Vec::new();
        for (code, _) in wanted {
            let code = if code == "no" { "nb".to_owned() } else { code };
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let scandinavian = codes.iter().any(|code| code == "sv" || code == "da");
        let stand_ins = if scandinavian {
            ["nb", "en"]
        } else {
            ["en", "nb"]
        };
        for code in stand_ins {
            if !codes.iter().any(|known| known == code) {
                codes.push(code.to_owned());
            }
        }
        Self(Some(codes))
    }

    /// The one best text, or all when nothing was asked for or nothing fits.
    pub(crate) fn of<'a>(&self, text: &'a Localized) -> Vec<(&'a str, &'a str)> {
        let best = self.0.as_ref().and_then(|codes| {
            codes
                .iter()
                .find_map(|code| text.iter().find(|(known, _)| known == code))
        });
        best.map_or_else(|| text.iter().collect(), |one| vec![one])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(header: Option<&str>, text: &Localized) -> Vec<String> {
        Languages::accepted(header)
            .of(text)
            .into_iter()
            .map(|(code, _)| code.to_owned())
            .collect()
    }

    #[test]
    fn one_language_is_picked_and_no_header_leaves_all() {
        let three = Localized::of(&[("nb", "hus"), ("en", "house"), ("nn", "hus")]);
        assert_eq!(codes(None, &three), ["en", "nb", "nn"]);
        assert_eq!(codes(Some("nn-NO, nb;q=0.9"), &three), ["nn"]);
        assert_eq!(codes(Some("nb;q=0.1, en-GB;q=0.5"), &three), ["en"]);
        assert_eq!(codes(Some("de"), &three), ["en"]);
        assert_eq!(codes(Some("sv"), &three), ["nb"]);
        let sami = Localized::of(&[("se", "viessu")]);
        assert_eq!(codes(Some("nb"), &sami), ["se"], "no match leaves the list");
    }
}
