//! What must be known before the database is open: language, theme, and which account was last in use.
//!
//! A small JSON file per environment, written whole and renamed into place. It holds no secret: the account is a
//! digest of the subject at ID-porten.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::surface::session::{AfterFiling, Density, Language, Settings, Theme};

/// The file's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Stored {
    /// Settings of the person on this machine.
    pub settings: Settings,
    /// Digest of the account that was last open.
    pub account: Option<String>,
    /// The sandbox person who was last signed in: the sandbox forgets its logins when it stops, so the app signs
    /// the same synthetic person in again.
    pub persona: Option<String>,
}

impl Stored {
    /// What the file says, or the defaults; the file stays as it is.
    pub fn peek(path: &Path) -> Self {
        std::fs::read(path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }
}

impl Default for Settings {
    fn default() -> Self {
        default_settings()
    }
}

fn default_settings() -> Settings {
    Settings {
        language: Language::Nb,
        theme: Theme::Auto,
        density: Density::Compact,
        zoom: 100,
        undo_reject: true,
        letter_shortcuts: true,
        after_filing: AfterFiling::Below,
    }
}

/// The file, held in memory and written at each change.
pub struct Preferences {
    path: PathBuf,
    now: Mutex<Stored>,
}

impl Preferences {
    /// Reads the file; a missing or unreadable one gives the defaults (an unreadable one is kept aside).
    pub fn open(path: PathBuf) -> Self {
        let now = match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
                tracing::warn!(
                    line = error.line(),
                    "preferences could not be read; kept aside"
                );
                let _ = std::fs::rename(&path, path.with_extension("unreadable"));
                Stored::default()
            }),
            Err(_) => Stored::default(),
        };
        Preferences {
            path,
            now: Mutex::new(now),
        }
    }

    /// What holds now.
    pub fn get(&self) -> Stored {
        self.now
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }

    /// Changes and writes.
    ///
    /// # Errors
    /// When the file cannot be written; what holds now is then unchanged.
    pub fn change(&self, with: impl FnOnce(&mut Stored)) -> std::io::Result<Stored> {
        let mut now = self
            .now
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut next = now.clone();
        with(&mut next);
        if next != *now {
            write_whole(
                &self.path,
                &serde_json::to_vec_pretty(&next).map_err(std::io::Error::other)?,
            )?;
            *now = next.clone();
        }
        Ok(next)
    }
}

/// Writes a file so that a crash leaves either the old or the new one.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("part");
    {
        use std::io::Write;
        let mut file = std::fs::File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    std::fs::rename(&part, path)
}

#[cfg(test)]
mod tests {
    use super::{Preferences, Stored};
    use crate::surface::session::{AfterFiling, Language};

    #[test]
    fn what_was_written_before_there_was_a_choice_is_read_with_the_usual_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.json");
        let older = r#"{ "settings": { "language": "nn", "theme": "dark", "density": "dense",
            "undoReject": false, "letterShortcuts": false }, "account": "a1" }"#;
        std::fs::write(&path, older).unwrap();
        let stored = Preferences::open(path).get();
        assert_eq!(stored.settings.language, Language::Nn);
        assert_eq!(stored.settings.after_filing, AfterFiling::Below);
        assert_eq!(stored.settings.zoom, 100);
        assert_eq!(stored.account.as_deref(), Some("a1"));
    }

    #[test]
    fn nothing_is_drawn_too_small_to_see_or_too_large_to_use() {
        for (zoom, factor) in [(0, 0.5), (125, 1.25), (u16::MAX, 4.0)] {
            let mut settings = Stored::default().settings;
            settings.zoom = zoom;
            assert!(
                (settings.zoom_factor() - factor).abs() < f64::EPSILON,
                "{zoom}"
            );
        }
    }

    #[test]
    fn survives_a_restart_and_a_broken_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.json");
        let first = Preferences::open(path.clone());
        assert_eq!(first.get(), Stored::default());
        first
            .change(|s| s.settings.language = Language::Nn)
            .unwrap();
        assert_eq!(
            Preferences::open(path.clone()).get().settings.language,
            Language::Nn
        );
        assert_eq!(Stored::peek(&path).settings.language, Language::Nn);

        std::fs::write(&path, "{ not json").unwrap();
        assert_eq!(Stored::peek(&path), Stored::default());
        assert!(path.exists(), "a peek moves nothing");
        assert_eq!(Preferences::open(path.clone()).get(), Stored::default());
        assert!(
            path.with_extension("unreadable").exists(),
            "what could not be read is kept"
        );
    }
}
