//! The files of one database: the database itself, SQLite's two companions, and the folder of backups.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

/// SQLite's companions: the write-ahead log, its index, and the journal of a database not yet in that mode.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What follows the name of a database that was set aside.
const ASIDE: &str = ".aside-";

/// The path with something appended to its last part.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Where backups are kept.
pub(crate) fn backup_folder(path: &Path) -> PathBuf {
    beside(path, ".backups")
}

/// Where a new database is built before it takes its place.
pub(crate) fn under_construction(path: &Path) -> PathBuf {
    beside(path, ".new")
}

/// A write-ahead log without its database: someone moved the database away.
pub(crate) fn has_orphaned_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Makes a folder that only the user can enter.
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Makes an empty file that only the user can read. SQLite gives its companions the same mode.
pub(crate) fn make_private_file(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

/// Takes rights away from everyone else, in case the file was copied here by hand.
pub(crate) fn make_private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path)?.permissions().mode();
        if mode & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes a finished file and its name durable.
pub(crate) fn make_durable(path: &Path) -> io::Result<()> {
    fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)?
        .sync_all()?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Deletes a database with its companions. What is not there is no error; the first real one is given at the end.
pub(crate) fn delete_database(path: &Path) -> io::Result<()> {
    let mut outcome = delete(path);
    for suffix in COMPANIONS {
        outcome = outcome.and(delete(&beside(path, suffix)));
    }
    outcome
}

/// Deletes everything that belongs to the database at `path`: also what was half-built, set aside or backed up.
pub(crate) fn delete_all(path: &Path) -> io::Result<()> {
    let mut outcome = delete_database(path).and(delete_database(&under_construction(path)));
    for aside in set_aside_before(path)? {
        outcome = outcome.and(delete(&aside));
    }
    match fs::remove_dir_all(backup_folder(path)) {
        Err(error) if error.kind() != ErrorKind::NotFound => outcome.and(Err(error)),
        _ => outcome,
    }
}

/// The files that [`set_aside`] made, companions included.
fn set_aside_before(path: &Path) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|n| n.to_str()))
    else {
        return Ok(Vec::new());
    };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let beginning = format!("{name}{ASIDE}");
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(&beginning))
        {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Moves a database with its companions aside, to a name that is free.
pub(crate) fn set_aside(path: &Path, now: Timestamp) -> io::Result<Option<PathBuf>> {
    if !path.try_exists()? && !has_orphaned_log(path) {
        return Ok(None);
    }
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let mut aside = beside(path, &format!("{ASIDE}{stamp}"));
    let mut attempt = 1;
    while aside.try_exists()? {
        attempt += 1;
        aside = beside(path, &format!("{ASIDE}{stamp}-{attempt}"));
    }
    // The log first: a database without its log is older than it should be, a log without its database is noticed.
    for suffix in COMPANIONS {
        rename_if_there(&beside(path, suffix), &beside(&aside, suffix))?;
    }
    rename_if_there(path, &aside)?;
    Ok(Some(aside))
}

/// Deletes one file, if it is there.
pub(crate) fn delete(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
