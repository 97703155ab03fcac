//! Free-text search as PostgreSQL's `websearch_to_tsquery` does it (dialogporten reference 1.6):
//! words are stemmed by language, joined by OR unless one is negated, and nothing is ranked. Stop
//! words are not dropped, which the database would do.

use rust_stemmers::{Algorithm, Stemmer};

use super::dialog::Dialog;
use super::text::Localized;

/// A search text, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextQuery {
    /// One of these must hold; in it, every part must.
    any_of: Vec<Vec<Part>>,
    /// Only texts in this language.
    language: Option<String>,
}

/// One word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    words: Vec<String>,
    negated: bool,
}

/// What stands between two words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Blank,
    And,
    Or,
}

impl TextQuery {
    /// Reads a search text. `language` is a neutral code.
    pub(crate) fn parse(text: &str, language: Option<&str>) -> Self {
        let mut parts: Vec<(Joint, Part)> = Vec::new();
        let mut joint = Joint::Blank;
        for piece in pieces(text) {
            match piece.as_str() {
                "AND" => joint = Joint::And,
                "OR" | "or" => joint = Joint::Or,
                other => {
                    let (negated, bare) = match other.strip_prefix('-') {
                        Some(bare) => (true, bare),
                        None => (false, other),
                    };
                    let words = words(bare);
                    if !words.is_empty() {
                        parts.push((joint, Part { words, negated }));
                        joint = Joint::Blank;
                    }
                }
            }
        }
        let any_negated = parts.iter().any(|(_, part)| part.negated);
        let mut any_of: Vec<Vec<Part>> = Vec::new();
        for (joint, part) in parts {
            let joins = match joint {
                Joint::And => true,
                Joint::Or => false,
                Joint::Blank => any_negated,
            };
            match any_of.last_mut() {
                Some(last) if joins => last.push(part),
                _ => any_of.push(vec![part]),
            }
        }
        Self {
            any_of,
            language: language.map(str::to_owned),
        }
    }

    /// Whether the query names this word as it stands.
    pub(super) fn mentions(&self, word: &str) -> bool {
        let mut parts = self.any_of.iter().flatten();
        parts.any(|part| part.words.iter().any(|own| own == word))
    }

    /// Whether a dialog's texts match.
    pub(crate) fn matches(&self, dialog: &Dialog) -> bool {
        let texts = texts_of(dialog);
        self.matches_texts(&texts.iter().map(|text| &**text).collect::<Vec<_>>())
    }

    /// Whether texts match.
    pub(crate) fn matches_texts(&self, texts: &[&Localized]) -> bool {
        let stemmed: Vec<(&str, Vec<String>)> = texts
            .iter()
            .flat_map(|text| text.iter())
            .filter(|(code, _)| self.language.as_deref().is_none_or(|own| own == *code))
            .map(|(code, text)| (code, stems(code, &words(text))))
            .collect();
        self.any_of.iter().any(|all| {
            all.iter().all(|part| {
                let found = stemmed.iter().any(|(code, text)| {
                    let phrase = stems(code, &part.words);
                    text.windows(phrase.len()).any(|window| window == phrase)
                });
                found != part.negated
            })
        })
    }
}

/// Everything of a dialog that is searched. Embedded content and files are not.
fn texts_of(dialog: &Dialog) -> Vec<std::borrow::Cow<'_, Localized>> {
    use std::borrow::Cow;
    let mut texts: Vec<Cow<'_, Localized>> = Vec::new();
    if let Some(content) = &dialog.content {
        let optional = [
            &content.summary,
            &content.sender_name,
            &content.non_sensitive_title,
            &content.non_sensitive_summary,
        ];
        texts.push(Cow::Borrowed(&content.title));
        texts.extend(optional.into_iter().flatten().map(Cow::Borrowed));
        texts.extend((content.additional_info.iter()).map(|info| Cow::Borrowed(&info.value)));
    }
    texts.extend((dialog.attachments.iter()).map(|each| Cow::Borrowed(&each.display_name)));
    texts.extend((dialog.activities.iter()).map(|each| Cow::Borrowed(&each.description)));
    for transmission in &dialog.transmissions {
        texts.push(Cow::Borrowed(&transmission.title));
        texts.extend(transmission.summary.iter().map(Cow::Borrowed));
    }
    // The texts of a series differ in their numbers only; the first stands for all.
    let first = dialog
        .series
        .as_ref()
        .and_then(|series| series.iter().next());
    texts.extend(first.map(|transmission| Cow::Owned(transmission.title)));
    texts
}

/// Splits at blanks, but not inside double quotes.
fn pieces(text: &str) -> Vec<String> {
    let (mut pieces, mut piece, mut quoted) = (Vec::new(), String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            blank if blank.is_whitespace() && !quoted => {
                pieces.push(std::mem::take(&mut piece));
            }
            other => piece.push(other),
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Words in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn stems(code: &str, words: &[String]) -> Vec<String> {
    let stemmer = match code {
        "nb" | "nn" | "no" => Some(Stemmer::create(Algorithm::Norwegian)),
        "en" => Some(Stemmer::create(Algorithm::English)),
        _ => None,
    };
    words
        .iter()
        .map(|word| {
            stemmer
                .as_ref()
                .map_or_else(|| word.clone(), |stemmer| stemmer.stem(word).into_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        TextQuery::parse(query, None).matches_texts(&[&Localized::nb(text)])
    }

    #[test]
    fn blanks_are_or_until_something_is_negated() {
        let text = "Varsel om frist for mva-melding";
        assert!(finds("varselet hest", text), "stemmed, and one is enough");
        assert!(!finds("hest ku", text));
        assert!(finds("frist -hest", text));
        assert!(!finds("frist hest -ku", text), "all must hold now");
        assert!(!finds("frist -mva", text));
        assert!(finds("\"frist for\"", text));
        assert!(!finds("\"for frist\"", text));
        assert!(!finds("frist AND hest", text));
        assert!(finds("hest OR frist", text));
    }

    #[test]
    fn a_language_limits_the_texts() {
        let both = Localized::of(&[("nb", "regning"), ("en", "invoice")]);
        let finds = |query: &str, code| TextQuery::parse(query, code).matches_texts(&[&both]);
        assert!(finds("invoices", None));
        assert!(finds("invoices", Some("en")));
        assert!(!finds("invoices", Some("nb")));
    }
}
