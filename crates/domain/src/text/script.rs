//! Which scripts a text is written in: letters of two scripts in one name are a trick more often than a name.

/// Scripts whose letters can pass for Latin ones; the rest together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Armenian.
    Armenian,
    /// Cherokee.
    Cherokee,
    /// Any other script with letters.
    Other,
}

impl Script {
    /// The script of a letter; `None` for what is no letter (digits, marks, signs).
    pub fn of(c: char) -> Option<Script> {
        if !c.is_alphabetic() {
            return None;
        }
        Some(match c {
            'a'..='z' | 'A'..='Z' | 'ª' | 'º' => Script::Latin,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{250}'..='\u{2af}' => Script::Latin,
            '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab64}' => {
                Script::Latin
            }
            '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                Script::Latin
            }
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' => {
                Script::Cyrillic
            }
            '\u{a640}'..='\u{a69f}' => Script::Cyrillic,
            '\u{531}'..='\u{588}' | '\u{fb13}'..='\u{fb17}' => Script::Armenian,
            '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => Script::Cherokee,
            // Modifier letters and the micro sign belong to no script of their own.
            '\u{2b0}'..='\u{2ff}' | 'µ' => return None,
            _ => Script::Other,
        })
    }
}

/// Whether letters of more than one script stand in the text.
pub fn mixes_scripts(text: &str) -> bool {
    let mut scripts = text.chars().filter_map(Script::of);
    let Some(first) = scripts.next() else {
        return false;
    };
    scripts.any(|s| s != first)
}

#[cfg(test)]
mod tests {
    use super::{Script, mixes_scripts};

    #[test]
    fn two_scripts_in_one_name_are_seen() {
        assert!(mixes_scripts("\u{430}ltinn"), "a Cyrillic letter first");
        assert!(mixes_scripts("Trip\u{3bf}letex"), "a Greek one inside");
        assert!(!mixes_scripts("Bjørn & Åse Čapek 24 Ærø"));
        assert!(!mixes_scripts("Компания 24"));
        assert!(!mixes_scripts("24 / 7"));
        assert_eq!(Script::of('1'), None);
        assert_eq!(Script::of('ø'), Some(Script::Latin));
        assert_eq!(Script::of('中'), Some(Script::Other));
    }
}
