//! A disk that can be full: a small file system in memory, laid over a folder of the story.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The disk, taken away again at the end.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Lays a disk of so many megabytes over a folder. It takes a user who may mount one: `None` for another, and says so.
    ///
    /// # Panics
    /// When root is refused: where a disk can be had, a story that needs one is not passed over.
    pub fn over(folder: &Path, megabytes: u32) -> Option<SmallDisk> {
        let size = format!("size={megabytes}m");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder)
            .output();
        if mount.as_ref().is_ok_and(|done| done.status.success()) {
            return Some(SmallDisk(folder.to_owned()));
        }
        assert!(!is_root(), "root was refused a small disk: {mount:?}");
        eprintln!("skipped: no right to mount a small disk");
        None
    }

    /// Takes all the room that is left.
    pub fn fill(&self) {
        let mut ballast = fs::File::create(self.ballast()).expect("a file can be made");
        while ballast.write_all(&[0; 4096]).is_ok() {}
    }

    /// Gives it back.
    pub fn empty(&self) {
        fs::remove_file(self.ballast()).expect("the ballast is there");
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: the app may hold files there until the story's end.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
