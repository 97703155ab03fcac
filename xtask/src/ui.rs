//! The UI's own scripts, and whether what is built is what is written.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::house::{House, Outcome};
use crate::steps::run;

/// Written anew by most scripts, from messages that are sources themselves.
const DERIVED: &str = "src/i18n/generated";

/// What the built UI is made of.
const SOURCES: &[&str] = &[
    "ui/src",
    "ui/public",
    "ui/index.html",
    "ui/vite.config.ts",
    "ui/package-lock.json",
];

/// Runs one script of `ui/package.json`.
///
/// # Errors
/// When it fails.
pub fn script(house: &House, name: &str) -> Outcome {
    run(house.npm("ui").args(["run", "--silent", name]))
}

/// Builds `ui/dist`, when something in it is newer than what was built.
///
/// # Errors
/// When the build fails.
pub fn build(house: &House) -> Outcome {
    let built = fs::metadata(house.path("ui/dist/index.html")).and_then(|m| m.modified());
    let newest = SOURCES
        .iter()
        .filter_map(|source| newest(&house.path(source)))
        .max();
    if let (Ok(built), Some(newest)) = (built, newest)
        && built >= newest
    {
        println!("ui/dist is as new as its sources");
        return Ok(());
    }
    script(house, "build")
}

/// Time of the last change in a file or folder.
fn newest(path: &Path) -> Option<SystemTime> {
    let about = fs::metadata(path).ok()?;
    let mut latest = about.modified().ok()?;
    if about.is_dir() {
        // A folder's own time changes when something derived is replaced in it.
        latest = SystemTime::UNIX_EPOCH;
        for entry in fs::read_dir(path).ok()?.flatten() {
            let inside = entry.path();
            if !inside.ends_with(DERIVED) {
                latest = latest.max(newest(&inside)?);
            }
        }
    }
    Some(latest)
}
