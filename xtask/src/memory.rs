//! Memory of a program and of all that it started, as proportional set size (PSS): shared pages are divided among
//! those who share them, so that the sum is what the machine truly gives.

use std::collections::HashMap;
use std::fs;

use crate::house::Outcome;

/// MiB of a process and its descendants.
///
/// # Errors
/// When there is no such process, or the system does not tell (anything but Linux).
pub fn tree_mib(root: u32) -> Outcome<f64> {
    let mut total_kib = kib(root)?;
    for process in descendants(root, &parents()?) {
        // A process that ended meanwhile holds nothing.
        total_kib += kib(process).unwrap_or(0);
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "far below the 52 bits that a float holds exactly"
    )]
    Ok(total_kib as f64 / 1024.0)
}

fn kib(process: u32) -> Outcome<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    pss(&text).ok_or_else(|| "no Pss line in smaps_rollup".into())
}

fn pss(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

fn parents() -> Outcome<HashMap<u32, u32>> {
    let mut parents = HashMap::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Some(process) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        if let Some(parent) = parent(&stat) {
            parents.insert(process, parent);
        }
    }
    Ok(parents)
}

/// The fourth field; the second is a name in parentheses that may itself hold spaces and parentheses.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

fn descendants(root: u32, parents: &HashMap<u32, u32>) -> Vec<u32> {
    let below = |mut process: u32| {
        while let Some(&parent) = parents.get(&process) {
            if parent == root {
                return true;
            }
            process = parent;
        }
        false
    };
    parents
        .keys()
        .copied()
        .filter(|&process| process != root && below(process))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{descendants, parent, pss};

    #[test]
    fn reads_what_the_kernel_writes() {
        assert_eq!(
            pss(
                "55d0-7ffe ---p 0 00:00 0 [rollup]\nRss:  9 kB\nPss:     1234 kB\nPss_Dirty: 1 kB\n"
            ),
            Some(1234)
        );
        assert_eq!(parent("42 (Web (Content)) S 7 42 42 0 -1"), Some(7));
    }

    #[test]
    fn finds_the_whole_family_and_no_one_else() {
        let parents = HashMap::from([(2, 1), (3, 2), (4, 3), (9, 1)]);
        let mut family = descendants(2, &parents);
        family.sort_unstable();
        assert_eq!(family, [3, 4]);
    }
}
