//! Names of attachments: what a sender called a file, as the name under which it is shown and saved.

mod kinds;

use fullmakt_domain::text::is_without_width;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest name without its ending, in characters.
const STEM_MAX: usize = 99;
/// The same in bytes: file systems allow 255 with the ending, and the system may add ` (1)`.
const STEM_BYTES_MAX: usize = 210;
/// Longest ending that is taken for one.
const ENDING_MAX: usize = 20;
/// The name of a file without one.
const NAMELESS: &str = "vedlegg";

/// The name of an attachment, fit to be shown and to be a file's name on every system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentName {
    /// The name: no folders, one ending, no marks that hide or turn text, nothing that a system reserves. At most
    /// 120 characters.
    pub name: String,
    /// What may be done with the file.
    pub handling: Handling,
    /// The sender's name tried to pass for something else: marks that hide or turn text, folders, or an ending
    /// before the ending.
    pub odd: bool,
}

/// What may be done with a file of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AttachmentHandling")]
pub enum Handling {
    /// Shown in our own viewer: PDF, pictures, plain text. Can be saved and opened as well.
    View,
    /// Opened by another program, when the user says so.
    Open,
    /// Saved only: nobody knows what would open it.
    Save,
    /// Saved only, and with a warning: it can run code.
    SaveWithWarning,
}

/// Makes a name out of a sender's file name or display name, and of the media type that came with it. The ending
/// decides what may be done with the file, since it decides what a system does with it; a media type of something
/// that can run code makes it worse, never better, and gives an ending where there is none.
pub fn attachment_name(raw: &str, media_type: Option<&str>) -> AttachmentName {
    let (mut text, mut odd) = clean(raw);
    odd |= leave_folders(&mut text);
    let (mut stem, mut ending) = split(&text);
    if is_reserved(&stem) {
        stem.insert(0, '_');
    }
    cut(&mut stem);
    if ending.is_empty() {
        // What stands last after the cut is what a system takes for the ending.
        (stem, ending) = split(&stem);
    }
    odd |= flatten(&mut stem);
    let media_type = media_type.map(|m| m.split(';').next().unwrap_or_default().trim());
    if ending.is_empty()
        && let Some(usual) = media_type.and_then(kinds::usual_ending)
    {
        usual.clone_into(&mut ending);
    }
    let mut handling = kinds::handling(&ending);
    if media_type.is_some_and(kinds::is_code) {
        handling = Handling::SaveWithWarning;
    }
    if stem.is_empty() {
        NAMELESS.clone_into(&mut stem);
    }
    if !ending.is_empty() {
        stem.push('.');
        stem.push_str(&ending);
    }
    AttachmentName {
        name: stem,
        handling,
        odd,
    }
}

/// The text without marks, control characters and signs that file systems forbid; white space is single spaces.
fn clean(raw: &str) -> (String, bool) {
    let mut odd = false;
    let mut text = String::new();
    let (mut gap, mut accents) = (false, 0);
    for c in raw.nfc() {
        let is_mark = is_combining_mark(c);
        accents = if is_mark { accents + 1 } else { 0 };
        if c.is_whitespace() {
            gap = !text.is_empty();
        } else if is_mark && accents > 2 {
            odd = true;
        } else if matches!(
            c,
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
        ) {
            // Common in honest names, and no trick by themselves.
        } else if c.is_control() || is_without_width(c) || is_private(c) {
            odd = true;
        } else {
            if std::mem::take(&mut gap) {
                text.push(' ');
            }
            text.push(match c {
                // Dots and slashes that only look like them.
                '\u{2024}' | '\u{fe52}' | '\u{ff0e}' | '\u{3002}' | '\u{ff61}' => '.',
                '\u{2044}' | '\u{2215}' | '\u{29f8}' | '\u{ff0f}' => '/',
                '\u{2216}' | '\u{29f5}' | '\u{29f9}' | '\u{fe68}' | '\u{ff3c}' => '\\',
                '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
                c => c,
            });
        }
    }
    // Accents may have come to stand beside their letter.
    (text.nfc().collect(), odd)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Joins what stands between slashes: `2024/2025` is a name, and `../../etc/passwd` is none. True for the latter.
fn leave_folders(text: &mut String) -> bool {
    if !text.contains(['/', '\\']) {
        return false;
    }
    let is_path = text.starts_with(['/', '\\', '.', '~'])
        || text.contains("..")
        || text.as_bytes().get(1) == Some(&b'_') && text[2..].starts_with(['/', '\\']);
    let parts: Vec<&str> = text
        .split(['/', '\\'])
        .map(|part| part.trim_matches([' ', '.', '~']))
        .filter(|part| !part.is_empty())
        .collect();
    *text = parts.join("-");
    is_path
}

/// The name without its ending, and the ending. Dots and spaces at the ends, which Windows takes away, are gone.
fn split(text: &str) -> (String, String) {
    let text = text.trim_matches([' ', '.']);
    let is_ending = |ending: &str| {
        (1..=ENDING_MAX).contains(&ending.len())
            && ending
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    match text.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) && !stem.trim().is_empty() => (
            stem.trim_end_matches([' ', '.']).to_owned(),
            ending.to_owned(),
        ),
        _ => (text.to_owned(), String::new()),
    }
}

/// Makes endings before the ending part of the name: `faktura.pdf.exe` is `faktura_pdf.exe`. True when there were.
fn flatten(stem: &mut String) -> bool {
    let mut parts = stem.split('.');
    let mut flat = parts.next().unwrap_or_default().to_owned();
    let mut found = false;
    for part in parts {
        let is_ending = kinds::handling(part.trim()) != Handling::Save;
        found |= is_ending;
        flat.push(if is_ending { '_' } else { '.' });
        flat.push_str(part);
    }
    *stem = flat;
    found
}

/// Names of devices on Windows, whatever their ending.
fn is_reserved(stem: &str) -> bool {
    let name = stem
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_uppercase();
    let numbered = |device: &str| {
        name.strip_prefix(device).is_some_and(|rest| {
            let mut letters = rest.chars();
            matches!(letters.next(), Some('0'..='9' | '¹' | '²' | '³')) && letters.next().is_none()
        })
    };
    matches!(
        name.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$"
    ) || numbered("COM")
        || numbered("LPT")
}

/// Leaves as much of a name as there is room for.
fn cut(stem: &mut String) {
    if let Some((end, _)) = stem.char_indices().nth(STEM_MAX) {
        stem.truncate(end);
    }
    stem.truncate(stem.floor_char_boundary(STEM_BYTES_MAX));
    stem.truncate(stem.trim_end_matches([' ', '.']).len());
}

#[cfg(test)]
mod tests;
