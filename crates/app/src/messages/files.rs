//! Attachments as files in the download folder: under names that are free, and marked as coming from the internet.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::preferences::write_whole;

/// A file to be written.
pub(super) struct NewFile {
    /// Name, fit for every system.
    pub name: String,
    /// Bytes.
    pub bytes: Vec<u8>,
}

/// Writes one file into a folder, under a name that is free. A file with the same name and bytes is that file.
pub(super) fn write_one(folder: &Path, file: &NewFile) -> io::Result<PathBuf> {
    let wanted = folder.join(&file.name);
    if has(&wanted, &file.bytes) {
        return Ok(wanted);
    }
    let path = free_path(folder, &file.name);
    write_whole(&path, &file.bytes)?;
    mark(&path);
    Ok(path)
}

/// Makes a new folder in a folder.
pub(super) fn new_folder(parent: &Path, name: &str) -> io::Result<PathBuf> {
    let path = free_path(parent, name);
    std::fs::create_dir_all(&path)?;
    Ok(path)
}

/// A zip file under way. It gets its name when it is whole.
pub(super) struct NewZip {
    writer: ZipWriter<File>,
    names: HashSet<String>,
    part: PathBuf,
    path: PathBuf,
}

impl NewZip {
    /// Begins a zip file in a folder, under a name that is free.
    pub fn begin(folder: &Path, name: &str) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let path = free_path(folder, &format!("{name}.zip"));
        let part = path.with_extension("part");
        Ok(NewZip {
            writer: ZipWriter::new(File::create(&part)?),
            names: HashSet::new(),
            part,
            path,
        })
    }

    /// Adds a file. Letters and pictures are packed already, so nothing is packed again.
    pub fn add(&mut self, file: &NewFile) -> io::Result<()> {
        let names = &self.names;
        let name = free_name(&file.name, |name| names.contains(&name.to_lowercase()));
        self.names.insert(name.to_lowercase());
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(u32::try_from(file.bytes.len()).is_err());
        self.writer.start_file(name, options)?;
        self.writer.write_all(&file.bytes)
    }

    /// Ends it. Gives its path.
    pub fn end(self) -> io::Result<PathBuf> {
        self.writer.finish()?.sync_all()?;
        std::fs::rename(&self.part, &self.path)?;
        mark(&self.path);
        Ok(self.path)
    }

    /// Gives up: nothing stays.
    pub fn give_up(self) {
        drop(self.writer);
        if let Err(error) = std::fs::remove_file(&self.part) {
            tracing::warn!(kind = ?error.kind(), "a part of a zip file stayed");
        }
    }
}

fn free_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(free_name(name, |name| folder.join(name).exists()))
}

/// A name that is not taken: `a.pdf`, `a (1).pdf`, `a (2).pdf`.
fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut free = name.to_owned();
    let mut count = 1;
    while is_taken(&free) {
        free = format!("{stem} ({count}){ending}");
        count += 1;
    }
    free
}

fn has(path: &Path, bytes: &[u8]) -> bool {
    let same_length = std::fs::metadata(path)
        .is_ok_and(|known| known.is_file() && known.len() == bytes.len() as u64);
    same_length && std::fs::read(path).is_ok_and(|known| known == bytes)
}

/// Marks a file as coming from the internet, so that the system is careful with it. Where it cannot be marked, it is
/// saved all the same.
#[cfg(windows)]
fn mark(path: &Path) {
    let mut stream = path.as_os_str().to_owned();
    stream.push(":Zone.Identifier");
    if let Err(error) = std::fs::write(stream, "[ZoneTransfer]\r\nZoneId=3\r\n") {
        tracing::warn!(kind = ?error.kind(), "a file was not marked");
    }
}

/// Marks a file as coming from the internet, so that the system is careful with it. Where it cannot be marked, it is
/// saved all the same.
#[cfg(target_os = "macos")]
fn mark(path: &Path) {
    let marked = std::process::Command::new("/usr/bin/xattr")
        .args(["-w", "com.apple.quarantine", "0081;00000000;Fullmakt;"])
        .arg(path)
        .status();
    if !marked.is_ok_and(|status| status.success()) {
        tracing::warn!("a file was not marked");
    }
}

/// This system has no such mark.
#[cfg(not(any(windows, target_os = "macos")))]
fn mark(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::{NewFile, NewZip, new_folder, write_one};

    fn file(name: &str, bytes: &[u8]) -> NewFile {
        NewFile {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn never_overwrites_and_never_doubles() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |bytes: &[u8]| {
            write_one(folder.path(), &file("Vedtak.pdf", bytes)).expect("it can be written")
        };
        let first = write(b"one");
        assert_eq!(write(b"one"), first, "the same file");
        let second = write(b"two");
        assert!(second.ends_with("Vedtak (1).pdf"));
        assert_eq!(std::fs::read(&first).expect("it is there"), b"one");
        assert_eq!(
            write(b"three").file_name().expect("a name"),
            "Vedtak (2).pdf"
        );
    }

    #[test]
    fn folders_are_new() {
        let parent = tempfile::tempdir().expect("a folder");
        let first = new_folder(parent.path(), "Skatt").expect("it can be made");
        let second = new_folder(parent.path(), "Skatt").expect("it can be made");
        assert_ne!(first, second);
    }

    #[test]
    fn a_zip_holds_each_file_under_its_own_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut zip = NewZip::begin(folder.path(), "Skatt").expect("it can be begun");
        for name in ["a.pdf", "A.pdf", "b.txt"] {
            zip.add(&file(name, name.as_bytes()))
                .expect("it can be added");
        }
        let path = zip.end().expect("it can be ended");
        assert!(path.ends_with("Skatt.zip"));
        let read = std::fs::File::open(path).expect("it is there");
        let archive = zip::ZipArchive::new(read).expect("a zip file");
        let names: Result<Vec<_>, _> = archive.file_names().collect();
        let mut names = names.expect("plain names");
        names.sort_unstable();
        assert_eq!(names, ["A (1).pdf", "a.pdf", "b.txt"]);

        let zip = NewZip::begin(folder.path(), "Mva").expect("it can be begun");
        zip.give_up();
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "nothing stays of one that was given up");
    }
}
