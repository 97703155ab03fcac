//! Single characters of a letter: which stay, which go, and which are shown as what they are.

use fullmakt_domain::text::{Script, is_without_width};
use unicode_normalization::char::is_combining_mark;

/// Accents on one letter; more are drawn over the lines around it. Written languages stay below.
const ACCENTS_MAX: usize = 4;

/// What becomes of a character.
pub(crate) enum Fate {
    /// Stays as it is.
    Keep,
    /// Is a space.
    Space,
    /// Goes.
    Drop,
    /// Is shown by its number, since it would turn what stands after it.
    Number,
    /// Is shown as a character that is not known.
    Unknown,
}

/// Decides about characters, one after the other.
#[derive(Default)]
pub(crate) struct Cleaner {
    last: Option<char>,
    accents: usize,
}

impl Cleaner {
    /// What becomes of the next character.
    pub(crate) fn fate(&mut self, c: char) -> Fate {
        let fate = self.judge(c);
        if !matches!(fate, Fate::Drop) {
            self.last = Some(c);
        }
        fate
    }

    fn judge(&mut self, c: char) -> Fate {
        if c.is_ascii_graphic() {
            self.accents = 0;
            return Fate::Keep;
        }
        match c {
            // Keeps a number together; a row of them is only layout.
            '\u{a0}' | '\u{202f}' => match self.last {
                Some('\u{a0}' | '\u{202f}') => Fate::Drop,
                Some(last) if !last.is_whitespace() => Fate::Keep,
                _ => Fate::Space,
            },
            c if c.is_whitespace() => Fate::Space,
            c if c.is_control() => Fate::Drop,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Fate::Number,
            // Persian and the scripts of India are not written right without these two.
            '\u{200c}' | '\u{200d}' if self.after_joining_letter() => Fate::Keep,
            c if is_without_width(c) => Fate::Drop,
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Fate::Unknown,
            c if is_combining_mark(c) => {
                self.accents += 1;
                if self.accents > ACCENTS_MAX {
                    Fate::Drop
                } else {
                    Fate::Keep
                }
            }
            _ => {
                self.accents = 0;
                Fate::Keep
            }
        }
    }

    fn after_joining_letter(&self) -> bool {
        self.last
            .is_some_and(|last| Script::of(last) == Some(Script::Other) || is_combining_mark(last))
    }
}

/// How a character is shown by its number.
pub(crate) fn number(c: char) -> String {
    format!("‹U+{:04X}›", u32::from(c))
}

/// One line of text: what goes is gone, and white space is single spaces, none at the ends.
pub(crate) fn line(text: &str) -> String {
    let mut cleaner = Cleaner::default();
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let fate = cleaner.fate(c);
        if matches!(fate, Fate::Space) {
            gap = !line.is_empty();
            continue;
        }
        if matches!(fate, Fate::Drop) {
            continue;
        }
        if std::mem::take(&mut gap) {
            line.push(' ');
        }
        push(&mut line, c, &fate);
    }
    line.truncate(line.trim_end().len());
    line
}

/// Text whose spaces and line breaks count: lines end with `\n`, a tab is four spaces.
pub(crate) fn block(text: &str) -> String {
    let mut cleaner = Cleaner::default();
    let mut block = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' => {
                letters.next_if_eq(&'\n');
                block.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => block.push('\n'),
            '\t' => block.push_str("    "),
            '\u{a0}' | '\u{202f}' => block.push(' '),
            c => match cleaner.fate(c) {
                Fate::Space => block.push(' '),
                Fate::Drop => {}
                fate => push(&mut block, c, &fate),
            },
        }
    }
    block
}

/// Writes a character as its fate says. Spaces and what goes are the caller's.
pub(crate) fn push(text: &mut String, c: char, fate: &Fate) {
    match fate {
        Fate::Number => text.push_str(&number(c)),
        Fate::Unknown => text.push('\u{fffd}'),
        _ => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{block, line};

    #[test]
    fn marks_that_turn_text_are_shown_and_those_without_width_go() {
        assert_eq!(line("abc\u{202e}gpj.exe"), "abc‹U+202E›gpj.exe");
        assert_eq!(line("skat\u{200b}te\u{ad}etaten"), "skatteetaten");
        assert_eq!(line("a\0b\u{1b}[31m"), "ab[31m");
        assert_eq!(line("\u{f0b7} punkt"), "\u{fffd} punkt");
        assert_eq!(
            line("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"),
            "e\u{301}\u{301}\u{301}\u{301}"
        );
    }

    #[test]
    fn languages_are_left_alone() {
        for text in [
            "Blåbærsyltetøy – «kr 1\u{a0}000»",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "Đỗ Thị Hồng",
            "Компания",
        ] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn white_space_is_single_spaces_or_counts() {
        assert_eq!(
            line("\u{a0}\u{a0} a \r\n\t b\u{a0}\u{a0}c \u{a0}"),
            "a b\u{a0}c"
        );
        assert_eq!(block("a\r\nb\rc\n\td  e"), "a\nb\nc\n    d  e");
    }
}
