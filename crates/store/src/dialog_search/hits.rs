//! Where the searched words stand in a text as it is shown: pairs of start and length in UTF-16 units, as the web view
//! counts.

use fullmakt_domain::text::fold;

use super::normal::LONGEST;
use super::parse::Word;

/// Where a row's texts hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// In the title.
    pub title: Vec<[u32; 2]>,
    /// In the summary.
    pub summary: Vec<[u32; 2]>,
    /// In the sender.
    pub sender: Vec<[u32; 2]>,
    /// In the party's name.
    pub party: Vec<[u32; 2]>,
    /// A piece of the opened body around the first hit there.
    pub body: Option<Excerpt>,
}

/// A piece of a text with its hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, cut at white space.
    pub text: String,
    /// Hits in the piece.
    pub hits: Vec<[u32; 2]>,
}

/// A word of a shown text: folded, and for each byte the place of the letter that it came from.
struct Token {
    folded: String,
    from: Vec<Place>,
}

/// A shown letter with its marks: where it begins and ends, in UTF-16 units and in bytes.
#[derive(Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    byte: usize,
}

/// Where the words hit in a shown text, in order and without overlap.
pub(crate) fn spans(shown: &str, words: &[Word]) -> Vec<[u32; 2]> {
    merged(
        found(&shown_tokens(shown), words)
            .into_iter()
            .map(|(first, last)| [first.start, last.end - first.start])
            .collect(),
    )
}

/// A piece of a long text around the first hit, at most some 160 letters; `None` without a hit.
pub(crate) fn excerpt(text: &str, words: &[Word]) -> Option<Excerpt> {
    const BEFORE: usize = 40;
    const AFTER: usize = 120;
    let first = found(&shown_tokens(text), words)
        .into_iter()
        .map(|(first, _)| first.byte)
        .min()?;
    let mut begin = text[..first]
        .char_indices()
        .rev()
        .take(BEFORE)
        .last()
        .map_or(first, |(at, _)| at);
    if begin > 0 {
        // Not in the middle of a word, unless the word has no beginning within reach.
        if let Some(space) = text[begin..first].find(char::is_whitespace) {
            begin += space;
        }
    }
    let mut end = text[first..]
        .char_indices()
        .nth(AFTER)
        .map_or(text.len(), |(at, _)| first + at);
    if end < text.len()
        && let Some(space) = text[first..end].rfind(char::is_whitespace)
        && space > 0
    {
        end = first + space;
    }
    let piece: Vec<&str> = text[begin..end].split_whitespace().collect();
    let piece = piece.join(" ");
    let hits = spans(&piece, words);
    Some(Excerpt { text: piece, hits })
}

/// First and last letter of every hit.
fn found(tokens: &[Token], words: &[Word]) -> Vec<(Place, Place)> {
    let mut hits = Vec::new();
    for word in words {
        let parts: Vec<&str> = word.text.split(' ').collect();
        for run in tokens.windows(parts.len()) {
            let Some((last, before)) = run.split_last() else {
                continue;
            };
            let (end, begin) = (parts[parts.len() - 1], &parts[..parts.len() - 1]);
            if before
                .iter()
                .map(|t| t.folded.as_str())
                .ne(begin.iter().copied())
            {
                continue;
            }
            let at = if last.folded == end || word.may_go_on && last.folded.starts_with(end) {
                Some(0)
            } else if word.hits_inside() {
                last.folded.find(end)
            } else {
                None
            };
            if let Some(at) = at {
                let first = before.first().map_or(last.from[at], |token| token.from[0]);
                hits.push((first, last.from[at + end.len() - 1]));
            }
        }
    }
    hits
}

fn merged(mut spans: Vec<[u32; 2]>) -> Vec<[u32; 2]> {
    spans.sort_unstable();
    let mut out: Vec<[u32; 2]> = Vec::with_capacity(spans.len());
    for [start, length] in spans {
        match out.last_mut() {
            Some(last) if start <= last[0] + last[1] => {
                last[1] = last[1].max(start + length - last[0]);
            }
            _ => out.push([start, length]),
        }
    }
    out
}

/// The words of a shown text; the same words that [`super::tokens`] gives.
fn shown_tokens(shown: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut current = Token {
        folded: String::new(),
        from: Vec::new(),
    };
    let mut letters = shown.char_indices().peekable();
    let mut place = 0u32;
    while let Some((byte, letter)) = letters.next() {
        let start = place;
        place += letter.len_utf16() as u32;
        // A letter and the marks on it fold together.
        let mut end = byte + letter.len_utf8();
        while let Some((at, mark)) =
            letters.next_if(|(_, c)| fold(c.encode_utf8(&mut [0; 4])).is_empty())
        {
            place += mark.len_utf16() as u32;
            end = at + mark.len_utf8();
        }
        let here = Place {
            start,
            end: place,
            byte,
        };
        for folded in fold(&shown[byte..end]).chars() {
            if folded.is_alphanumeric() {
                current.folded.push(folded);
                current
                    .from
                    .extend(std::iter::repeat_n(here, folded.len_utf8()));
            } else {
                close(&mut current, &mut tokens);
            }
        }
    }
    close(&mut current, &mut tokens);
    tokens
}

fn close(current: &mut Token, tokens: &mut Vec<Token>) {
    if current.folded.is_empty() {
        return;
    }
    let mut token = Token {
        folded: String::with_capacity(current.folded.len()),
        from: Vec::with_capacity(current.from.len()),
    };
    let mut after_o = false;
    let mut letters = 0;
    for (at, letter) in current.folded.char_indices() {
        if after_o && letter == 'e' {
            after_o = false;
            continue;
        }
        letters += 1;
        if letters > LONGEST {
            break;
        }
        token.folded.push(letter);
        token
            .from
            .extend_from_slice(&current.from[at..at + letter.len_utf8()]);
        after_o = letter == 'o';
    }
    tokens.push(token);
    current.folded.clear();
    current.from.clear();
}

#[cfg(test)]
mod tests {
    use super::{excerpt, shown_tokens, spans};
    use crate::dialog_search::{Days, SearchText, tokens};

    fn marked(shown: &str, typed: &str) -> String {
        let words = SearchText::parse(typed, &Days::default()).words;
        let units: Vec<u16> = shown.encode_utf16().collect();
        let mut out = String::new();
        let mut at = 0;
        for [start, length] in spans(shown, &words) {
            let (start, end) = (start as usize, (start + length) as usize);
            out += &String::from_utf16(&units[at..start]).expect("whole letters");
            out += &format!(
                "[{}]",
                String::from_utf16(&units[start..end]).expect("whole letters")
            );
            at = end;
        }
        out + &String::from_utf16(&units[at..]).expect("whole letters")
    }

    #[test]
    fn hits_stand_where_the_eye_sees_them() {
        for (shown, typed, expected) in [
            (
                "Varsel om mva for 4. termin",
                "m",
                "Varsel om [m]va for 4. termin",
            ),
            (
                "Varsel om mva for 4. termin",
                "MVA var",
                "[Var]sel om [mva] for 4. termin",
            ),
            ("Årsavgift 2026", "aars", "[Års]avgift 2026"),
            ("Årsavgift 2026", "å", "[Å]rsavgift 2026"),
            ("Årsavgift 2026", "a", "[Å]rsavgift 2026"),
            ("Årsavgift 2026", "avgift", "Års[avgift] 2026"),
            ("Årsavgift 2026", "avg", "Årsavgift 2026"),
            ("Møre og Moere", "møre", "[Møre] og [Moere]"),
            ("Møre og Moere", "moer", "[Mør]e og [Moer]e"),
            ("Cafe\u{301} 😀 Café", "café", "[Cafe\u{301}] 😀 [Café]"),
            ("Kjære 😀 kunde", "kunde", "Kjære 😀 [kunde]"),
            (
                "Svar på A-melding, oktober",
                "a-mel",
                "Svar på [A-mel]ding, oktober",
            ),
            ("Melding A, oktober", "a-mel", "Melding A, oktober"),
            ("Vedtak om bygg om", "\"om bygg\"", "Vedtak [om bygg] om"),
            ("Bygger", "\"bygg\"", "Bygger"),
            ("vis\u{200b}ma", "visma", "[vis\u{200b}ma]"),
            ("", "x", ""),
        ] {
            assert_eq!(marked(shown, typed), expected, "{typed} in {shown}");
        }
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_hit() {
        let text = format!(
            "{} Vi har ikke fått mva-meldingen.\n{}",
            "Innledning og mer ".repeat(20),
            "slutt ".repeat(60)
        );
        let words = SearchText::parse("mva", &Days::default()).words;
        let found = excerpt(&text, &words).expect("a hit");
        assert!(
            found.text.contains("mva-meldingen. slutt"),
            "{}",
            found.text
        );
        assert!(
            found.text.chars().count() <= 162,
            "{}",
            found.text.chars().count()
        );
        assert!(!found.text.starts_with(char::is_whitespace));
        let [start, length] = found.hits[0];
        assert_eq!(
            &found.text[found
                .text
                .char_indices()
                .nth(start as usize)
                .expect("there")
                .0..][..length as usize],
            "mva"
        );
        assert_eq!(excerpt("ingenting", &words), None);
    }

    proptest::proptest! {
        #[test]
        fn shown_words_are_the_words_of_the_index(text in "[ a-zA-ZæøåÆØÅéöäüßŋđĳﬁ½²A\u{301}\u{30a}\u{200b}\u{ad}😀.,\"-]{0,40}") {
            let shown: Vec<String> = shown_tokens(&text).into_iter().map(|token| token.folded).collect();
            proptest::prop_assert_eq!(shown, tokens(&text));
        }
    }
}
