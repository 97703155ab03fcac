//! Attachments as files in the download folder: under names that are free, and marked as coming from the internet.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

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
    let (part, mut writer) = Part::begin(folder)?;
    writer.write_all(&file.bytes)?;
    writer.sync_all()?;
    drop(writer);
    part.name(&file.name)
}

/// Makes a new folder in a folder.
pub(super) fn new_folder(parent: &Path, name: &str) -> io::Result<PathBuf> {
    let path = free_path(parent, name);
    std::fs::create_dir_all(&path)?;
    Ok(path)
}

/// A file under way: under a name that nothing else has, until it is whole. It goes when it is dropped before.
struct Part {
    path: PathBuf,
    is_named: bool,
}

impl Part {
    /// Begins a file in a folder.
    fn begin(folder: &Path) -> io::Result<(Self, File)> {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(format!("{}.part", Uuid::new_v4()));
        let file = File::create_new(&path)?;
        let is_named = false;
        Ok((Part { path, is_named }, file))
    }

    /// Gives it this name, or the next one that is free. Gives its path.
    fn name(mut self, name: &str) -> io::Result<PathBuf> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let path = claim(folder, name)?;
        if let Err(error) = std::fs::rename(&self.path, &path) {
            // Nothing but the claim is there.
            drop(std::fs::remove_file(&path));
            return Err(error);
        }
        self.is_named = true;
        mark(&path);
        Ok(path)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if self.is_named {
            return;
        }
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(kind = ?error.kind(), "a part of a file stayed");
        }
    }
}

/// Takes a free name by an empty file, so that whoever looks for one at the same time finds another.
fn claim(folder: &Path, name: &str) -> io::Result<PathBuf> {
    loop {
        let path = free_path(folder, name);
        match File::create_new(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// A zip file under way. It gets its name when it is whole; of one that is dropped before, nothing stays.
pub(super) struct NewZip {
    // Closed before its part goes: some systems let no open file go.
    writer: ZipWriter<File>,
    names: HashSet<String>,
    part: Part,
    name: String,
}

impl NewZip {
    /// Begins a zip file in a folder.
    pub fn begin(folder: &Path, name: &str) -> io::Result<Self> {
        let (part, file) = Part::begin(folder)?;
        Ok(NewZip {
            writer: ZipWriter::new(file),
            names: HashSet::new(),
            part,
            name: format!("{name}.zip"),
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

    /// Ends it, under a name that is free. Gives its path.
    pub fn end(self) -> io::Result<PathBuf> {
        self.writer.finish()?.sync_all()?;
        self.part.name(&self.name)
    }
}

fn free_path(folder: &Path, name: &str) -> PathBuf {
    // A link that leads nowhere has the name as well.
    let is_taken = |name: &str| folder.join(name).symlink_metadata().is_ok();
    folder.join(free_name(name, is_taken))
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
    fn what_is_under_way_touches_nothing_that_lies_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = ["Skatt.part", "Vedtak.part"].map(|name| folder.path().join(name));
        for path in &own {
            std::fs::write(path, b"the user's own").expect("it can be written");
        }
        let written = write_one(folder.path(), &file("Vedtak.pdf", b"one"));
        written.expect("it can be written");
        let mut zips = ["first", "second"].map(|name| {
            let zip = NewZip::begin(folder.path(), "Skatt").expect("it can be begun");
            (zip, name)
        });
        for (zip, name) in &mut zips {
            zip.add(&file(name, &[7; 5_000])).expect("it can be added");
        }
        let ended = zips.map(|(zip, name)| (zip.end().expect("it can be ended"), name));
        assert!(ended[0].0.ends_with("Skatt.zip") && ended[1].0.ends_with("Skatt (1).zip"));
        for (path, name) in ended {
            let read = std::fs::File::open(path).expect("it is there");
            let archive = zip::ZipArchive::new(read).expect("a zip file");
            let names: Result<Vec<_>, _> = archive.file_names().collect();
            assert_eq!(names.expect("plain names"), [name]);
        }
        for path in &own {
            let bytes = std::fs::read(path).expect("it is there");
            assert_eq!(bytes, b"the user's own", "{}", path.display());
        }
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 5, "no part stays");
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
        drop(zip);
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "nothing stays of one that was given up");
    }
}
