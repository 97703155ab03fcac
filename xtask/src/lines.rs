//! The line budget: a file over 600 lines is split, or stands in the short list with its reason.

use std::path::Path;

use crate::house::{House, Outcome};
use crate::steps::output;

const LIMIT: usize = 600;

/// Files and folders that may be longer.
const ALLOWED: &[(&str, &str)] = &[("ui/src/api/generated/", "generated from crates/app")];

const KINDS: &[&str] = &["rs", "ts", "tsx", "css", "js", "mjs", "sh", "sql"];

/// Counts the lines of every file that is, or is about to be, in the repository.
///
/// # Errors
/// Every file that is too long.
pub fn check(house: &House) -> Outcome {
    let list = output(
        std::process::Command::new("git")
            .current_dir(house.root())
            .args(["ls-files", "--cached", "--others", "--exclude-standard"]),
    )?;
    let mut counted = 0;
    let mut long = Vec::new();
    for file in list.lines().filter(|file| is_counted(file)) {
        // A file that is deleted but not yet committed is still listed.
        let Ok(text) = std::fs::read(house.path(file)) else {
            continue;
        };
        let lines = text.iter().filter(|&&byte| byte == b'\n').count();
        counted += 1;
        if lines > LIMIT {
            long.push(format!("{file}: {lines} lines, {LIMIT} allowed"));
        }
    }
    if long.is_empty() {
        println!("{counted} files, none over {LIMIT} lines");
        Ok(())
    } else {
        Err(long.join("\n").into())
    }
}

fn is_counted(file: &str) -> bool {
    let kind = Path::new(file)
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    KINDS.contains(&kind) && !ALLOWED.iter().any(|(start, _)| file.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::is_counted;

    #[test]
    fn code_is_counted_and_generated_code_is_not() {
        assert!(is_counted("crates/app/src/lib.rs"));
        assert!(is_counted("ui/src/main.tsx"));
        assert!(!is_counted("ui/src/api/generated/surface.ts"));
        assert!(!is_counted("Cargo.lock"));
    }
}
