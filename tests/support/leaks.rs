//! Looks for what must be nowhere: tokens and national identity numbers, in files and in pages.

use std::fs;
use std::path::{Path, PathBuf};

/// Fewest characters after a token's first three. Shorter than any token, longer than chance has in a database full
/// of random bytes.
const TAIL: usize = 16;

/// What must be nowhere.
#[derive(Clone, Debug, Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// These texts; tokens are looked for in any case.
    pub fn new(texts: impl IntoIterator<Item = String>) -> Self {
        Secrets(texts.into_iter().filter(|text| !text.is_empty()).collect())
    }

    /// What some bytes give away, one line each, without the secret itself.
    pub fn in_bytes(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        // Web engines keep texts in two bytes a letter.
        let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        for bytes in [bytes, &narrow] {
            if has_token(bytes) {
                found.push("a token".to_owned());
            }
            if has(bytes, b"Bearer ") {
                found.push("an Authorization header".to_owned());
            }
            for (index, text) in self.0.iter().enumerate() {
                if has(bytes, text.as_bytes()) {
                    found.push(format!("secret {index}"));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// What the files below a folder give away, by path.
    pub fn in_folder(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for path in files(folder) {
            let Ok(bytes) = fs::read(&path) else { continue };
            for what in self.in_bytes(&bytes) {
                found.push(format!("{}: {what}", path.display()));
            }
        }
        found
    }
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push(entry.path()),
                Ok(kind) if kind.is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found
}

/// Whether the outer form of a signed or an encrypted token is there: the Base64 of `{"` (RFC 7515 section 3.1, RFC
/// 7516 section 3.1).
fn has_token(bytes: &[u8]) -> bool {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_';
    bytes
        .windows(3 + TAIL)
        .any(|part| part.starts_with(b"eyJ") && part[3..].iter().all(letter))
}

fn has(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|part| part == text)
}

#[cfg(test)]
mod tests {
    use super::Secrets;

    #[test]
    fn what_must_not_be_there_is_found() {
        let secrets = Secrets::new(["14837811288".to_owned()]);
        let in_text = |text: &str| secrets.in_bytes(text.as_bytes());
        assert_eq!(in_text("pid=14837811288;"), ["secret 0"]);
        assert_eq!(in_text("x eyJhbGciOiJSUzI1NiJ9.eyJz x"), ["a token"]);
        assert_eq!(in_text("Bearer x"), ["an Authorization header"]);
        let wide: Vec<u8> = "14837811288".bytes().flat_map(|b| [b, 0]).collect();
        assert_eq!(secrets.in_bytes(&wide), ["secret 0"]);
        assert!(in_text("eyJ is short; 311011014 is an organisation").is_empty());
    }

    #[test]
    fn files_are_named_however_deep_they_lie() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).expect("a folder");
        std::fs::write(deep.join("log"), "Bearer x").expect("a file");
        let found = Secrets::default().in_folder(folder.path());
        assert_eq!(found.len(), 1);
        assert!(
            found[0].ends_with("b/log: an Authorization header"),
            "{found:?}"
        );
    }
}
