//! Short texts that others wrote, vendors and senders: plain, one line, and with every mark that hides or turns text
//! made visible.

use unicode_normalization::char::is_combining_mark;

use super::fold::is_without_width;

/// Longest text of a vendor that is shown, in characters.
pub const VENDOR_TEXT_MAX: usize = 120;

/// A text of others made harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorText {
    /// What may be shown, on one line and no longer than was asked for.
    pub text: String,
    /// The text held marks that hide or turn text, control characters, or stacks of accents.
    pub odd: bool,
    /// The text was longer, and ends in `…`.
    pub cut: bool,
}

/// [`foreign_line`] of at most [`VENDOR_TEXT_MAX`] characters.
pub fn vendor_text(raw: &str) -> VendorText {
    foreign_line(raw, VENDOR_TEXT_MAX)
}

/// Makes a text of others (a title, a sender's name) fit to show as plain text on one line: white space becomes
/// single spaces, marks without width and marks that turn the direction of writing are written out as `‹U+202E›`,
/// stacks of accents are cut to two, and everything after `max` characters is replaced by `…`.
pub fn foreign_line(raw: &str, max: usize) -> VendorText {
    let mut text = String::new();
    let mut odd = false;
    let mut accents = 0;
    // One mark can become eight characters, so the length is counted on the way out; nothing beyond is looked at.
    let mut length = 0;
    let mut cut = false;
    let mut gap = false;
    for c in raw.chars() {
        let mark = is_combining_mark(c) && !is_variation_selector(c);
        accents = if mark { accents + 1 } else { 0 };
        if c.is_whitespace() {
            // U+2028 and U+2029 are white space too, and end lines in some places.
            gap = !text.is_empty();
            continue;
        }
        let piece = if mark && accents > 2 {
            odd = true;
            continue;
        } else if is_variation_selector(c) {
            // Emoji are full of them, and they hide nothing.
            continue;
        } else if c.is_control() || is_without_width(c) || is_private(c) {
            odd = true;
            format!("‹U+{:04X}›", u32::from(c))
        } else {
            c.to_string()
        };
        let needed = piece.chars().count() + usize::from(gap);
        if length + needed > max {
            cut = true;
            break;
        }
        if gap {
            text.push(' ');
            gap = false;
        }
        text.push_str(&piece);
        length += needed;
    }
    if cut {
        while !text.is_empty() && text.chars().count() >= max {
            text.pop();
        }
        text.truncate(text.trim_end().len());
        text.push('…');
    }
    VendorText { text, odd, cut }
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{VENDOR_TEXT_MAX, foreign_line, vendor_text};

    #[test]
    fn plain_texts_stay_as_they_are() {
        for text in [
            "SmartCloud Regnskap",
            "kunde-4711",
            "Bjørn & Åse – 100 %",
            "Rør 🔧",
        ] {
            let shown = vendor_text(text);
            assert_eq!(shown.text, text);
            assert!(!shown.odd && !shown.cut);
        }
        assert_eq!(vendor_text("  a \r\n\t b  ").text, "a b");
        assert_eq!(vendor_text("❤\u{fe0f}").text, "❤");
    }

    #[test]
    fn marks_that_hide_or_turn_are_made_visible() {
        let shown = vendor_text("abc\u{202e}gpj.exe");
        assert_eq!(shown.text, "abc‹U+202E›gpj.exe");
        assert!(shown.odd);
        assert_eq!(vendor_text("a\u{200b}b").text, "a‹U+200B›b");
        assert_eq!(vendor_text("a\0b").text, "a‹U+0000›b");
        assert!(vendor_text("e\u{301}\u{301}\u{301}\u{301}").odd);
        assert!(!vendor_text("e\u{301}").odd);
    }

    #[test]
    fn long_texts_are_cut() {
        let shown = vendor_text(&"x".repeat(500));
        assert_eq!(shown.text.chars().count(), VENDOR_TEXT_MAX);
        assert!(shown.text.ends_with("x…") && shown.cut);
        let exact = vendor_text(&"x".repeat(VENDOR_TEXT_MAX));
        assert!(!exact.cut);
        assert_eq!(foreign_line("Vedtak om skatt", 10).text, "Vedtak om…");
        let marks = vendor_text(&"\u{202e}".repeat(500));
        assert!(marks.text.chars().count() <= VENDOR_TEXT_MAX && marks.cut && marks.odd);
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in any::<String>()) {
            let shown = vendor_text(&text);
            prop_assert!(shown.text.chars().count() <= VENDOR_TEXT_MAX);
            prop_assert!(!shown.text.chars().any(|c| c.is_control() || super::is_without_width(c)));
            prop_assert_eq!(shown.text.trim(), shown.text.as_str());
        }
    }
}
