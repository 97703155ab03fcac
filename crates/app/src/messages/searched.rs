//! How a search text was read, for the line under the field. The store takes a text apart; here each filter is found in it
//! as it was typed.

use fullmakt_store::dialog_search::{Days, SearchText};

use crate::surface::messages::SearchReading;

const QUOTES: &str = "\"«»“”„";

/// Which filters of a text were understood; `None` without a text.
pub(super) fn reading(typed: &str, days: &Days) -> Option<SearchReading> {
    if typed.trim().is_empty() {
        return None;
    }
    let mut found = SearchReading {
        filters: Vec::new(),
        not_understood: Vec::new(),
    };
    for piece in filters(typed, days) {
        if piece.is_understood {
            found.filters.push(piece.typed);
        } else {
            found.not_understood.push(piece.typed);
        }
    }
    Some(found)
}

/// The text to search for: a filter whose value was not understood is searched for as words. One without a value is still
/// being typed, and asks for nothing.
pub(super) fn searched(typed: &str, days: &Days) -> String {
    let mut text = typed.to_owned();
    for piece in filters(typed, days) {
        let has_value = piece
            .typed
            .split_once(':')
            .is_some_and(|(_, value)| value.chars().any(char::is_alphanumeric));
        if !piece.is_understood && has_value {
            text = text.replacen(&piece.typed, &piece.typed.replacen(':', " ", 1), 1);
        }
    }
    text
}

/// A filter in a text.
struct Filter {
    typed: String,
    is_understood: bool,
}

/// The filters of a text, as typed and in its order.
fn filters(typed: &str, days: &Days) -> Vec<Filter> {
    let mut out = Vec::new();
    let mut pieces = pieces(typed).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        if !is_filter(&SearchText::parse(piece, days)) {
            continue;
        }
        let mut whole = piece.to_owned();
        // A value may stand after a space (`fra: skatt`), and a number has spaces inside (`til:313 572 773`).
        while let Some(next) = pieces.peek() {
            let joined = format!("{whole} {next}");
            let alone = SearchText::parse(next, days);
            if alone.words.is_empty() || !SearchText::parse(&joined, days).words.is_empty() {
                break;
            }
            whole = joined;
            pieces.next();
        }
        let is_understood = SearchText::parse(&whole, days).ignored.is_empty();
        out.push(Filter {
            typed: whole,
            is_understood,
        });
    }
    out
}

/// Whether a piece is a filter, understood or not: then it gives no words.
fn is_filter(text: &SearchText) -> bool {
    text.words.is_empty() && !(text.is_empty() && text.ignored.is_empty())
}

/// Cuts a text at white space that is not inside quotes.
fn pieces(typed: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut before, mut is_quoted) = (None, ' ', false);
    for (at, letter) in typed.char_indices() {
        if letter.is_whitespace() && !is_quoted {
            if let Some(start) = start.take() {
                out.push(&typed[start..at]);
            }
        } else {
            start.get_or_insert(at);
            if QUOTES.contains(letter) {
                // A quote opens where a value begins, and any quote closes it.
                is_quoted = !is_quoted && (before.is_whitespace() || before == ':');
            }
        }
        before = letter;
    }
    out.extend(start.map(|start| &typed[start..]));
    out
}

#[cfg(test)]
mod tests {
    use super::{reading, searched};
    use crate::time::days;

    fn read(typed: &str) -> (Vec<String>, Vec<String>) {
        let days = days("2026-11-12T13:32:00Z".parse().expect("an instant"));
        let found = reading(typed, &days).expect("a text");
        (found.filters, found.not_understood)
    }

    #[test]
    fn filters_are_told_as_typed() {
        for (typed, filters, others) in [
            ("mva varsel", vec![], vec![]),
            ("kl:12", vec![], vec![]),
            ("mva fra:Skatteetaten", vec!["fra:Skatteetaten"], vec![]),
            (
                "til:\"Fjord Snekkeri\" purring status:ulest",
                vec!["til:\"Fjord Snekkeri\"", "status:ulest"],
                vec![],
            ),
            ("fra: skatt purring", vec!["fra: skatt"], vec![]),
            ("til:313 572 773 mva", vec!["til:313 572 773"], vec![]),
            ("frist:snart mva", vec![], vec!["frist:snart"]),
            ("fra: til:x", vec!["til:x"], vec!["fra:"]),
        ] {
            let (understood, not) = read(typed);
            assert_eq!(understood, filters, "{typed}");
            assert_eq!(not, others, "{typed}");
        }
    }

    #[test]
    fn no_text_has_no_reading() {
        let days = days("2026-11-12T13:32:00Z".parse().expect("an instant"));
        assert!(reading("  ", &days).is_none());
    }

    #[test]
    fn what_is_no_filter_is_searched_for() {
        let days = days("2026-11-12T13:32:00Z".parse().expect("an instant"));
        assert_eq!(searched("mva frist:snart", &days), "mva frist snart");
        assert_eq!(searched("fra:skatt mva", &days), "fra:skatt mva");
        assert_eq!(searched("fra: ", &days), "fra: ", "still being typed");
    }
}
