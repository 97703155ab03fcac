//! Why the store could not do what it was asked to.

/// Every way in which the store fails. The text of each is a plain sentence without personal data.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key does not fit, or the file is no database of ours.
    #[error("the database cannot be opened with this key")]
    Locked,
    /// The file is ours, but parts of it cannot be read.
    #[error("the database file is damaged")]
    Damaged,
    /// No space left; nothing was changed.
    #[error("there is no space left on the disk")]
    DiskFull,
    /// A newer version of the app has changed the file in a way that this version cannot read.
    #[error("a newer version of the app has already changed the database")]
    Newer {
        /// Schema version of the file (a migration's timestamp, `YYYYMMDDhhmmss`).
        found: i64,
        /// Newest schema version that this version of the app knows.
        ours: i64,
    },
    /// The store was closed or wiped.
    #[error("the database has been closed")]
    Closed,
    /// The file system refused.
    #[error("the database file could not be read or written: {0}")]
    Io(std::io::Error),
    /// Anything else that SQLite says. A fault of ours, or another program holds the file.
    #[error("the database could not answer: {0}")]
    Sql(String),
}

/// Whether trying again makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// The same call will fail again.
    Never,
    /// It may work after the user did something (made room, closed another program).
    Later,
}

impl StoreError {
    /// A short fixed word for logs and for the app's own codes.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::Locked => "store_locked",
            StoreError::Damaged => "store_damaged",
            StoreError::DiskFull => "disk_full",
            StoreError::Newer { .. } => "store_newer",
            StoreError::Closed => "store_closed",
            StoreError::Io(_) => "store_io",
            StoreError::Sql(_) => "store_sql",
        }
    }

    /// Whether trying again makes sense.
    pub fn retry(&self) -> Retry {
        match self {
            StoreError::DiskFull | StoreError::Io(_) | StoreError::Sql(_) => Retry::Later,
            StoreError::Locked
            | StoreError::Damaged
            | StoreError::Newer { .. }
            | StoreError::Closed => Retry::Never,
        }
    }
}

impl StoreError {
    /// A stored value that this crate could not have written.
    pub(crate) fn unreadable(what: &'static str) -> Self {
        tracing::warn!(what, "a stored value cannot be read");
        StoreError::Damaged
    }
}

impl From<sqlx::Error> for StoreError {
    /// For a store that is open, so the key is known to fit: SQLCipher's "not a database" (26) means a damaged page here.
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(fault) => {
                let code = fault.code().and_then(|c| c.parse().ok()).unwrap_or(0);
                from_sqlite(code, fault.message())
            }
            sqlx::Error::Io(error) => error.into(),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => StoreError::Closed,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => {
                StoreError::unreadable("column")
            }
            other => StoreError::Sql(other.to_string()),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                StoreError::DiskFull
            }
            _ => StoreError::Io(error),
        }
    }
}

/// SQLite's extended result codes (<https://www.sqlite.org/rescode.html>) in our words.
fn from_sqlite(code: i32, message: &str) -> StoreError {
    const CORRUPT: i32 = 11;
    const NOT_A_DATABASE: i32 = 26;
    const OUT_OF_MEMORY: i32 = 7;
    const FULL: i32 = 13;
    const IO: i32 = 10;
    const IO_SHORT_READ: i32 = 522;
    const IO_DATA: i32 = 8202;
    const IO_CORRUPT_FS: i32 = 8458;
    const IO_SHARED_MEMORY_SIZE: i32 = 4874;
    const PERMISSION: i32 = 3;
    const READ_ONLY: i32 = 8;
    const CANNOT_OPEN: i32 = 14;
    match (code & 0xff, code) {
        // "Out of memory" is how SQLCipher ends when a page's signature does not fit (seen with 4.10); real want of
        // memory ends the process long before SQLite meets it.
        (CORRUPT | NOT_A_DATABASE | OUT_OF_MEMORY, _)
        | (_, IO_SHORT_READ | IO_DATA | IO_CORRUPT_FS) => StoreError::Damaged,
        // The file beside the log could not be grown: SQLite has no better word for a full disk there.
        (FULL, _) | (_, IO_SHARED_MEMORY_SIZE) => StoreError::DiskFull,
        (IO | PERMISSION | READ_ONLY | CANNOT_OPEN, _) => {
            StoreError::Io(std::io::Error::other(format!("{message} ({code})")))
        }
        _ => StoreError::Sql(format!("{message} ({code})")),
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error)
            | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => error.into(),
            other => StoreError::Sql(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Retry, StoreError, from_sqlite};

    #[test]
    fn result_codes_become_our_cases() {
        for (code, expected) in [
            (11, "store_damaged"),
            (267, "store_damaged"),
            (26, "store_damaged"),
            (522, "store_damaged"),
            (7, "store_damaged"),
            (13, "disk_full"),
            (4874, "disk_full"),
            (778, "store_io"),
            (14, "store_io"),
            (8, "store_io"),
            (5, "store_sql"),
            (1, "store_sql"),
        ] {
            assert_eq!(from_sqlite(code, "said").code(), expected, "{code}");
        }
    }

    #[test]
    fn only_what_the_user_can_change_is_worth_another_try() {
        assert_eq!(StoreError::DiskFull.retry(), Retry::Later);
        assert_eq!(StoreError::Locked.retry(), Retry::Never);
        assert_eq!(StoreError::Damaged.retry(), Retry::Never);
        assert_eq!(
            StoreError::Newer { found: 2, ours: 1 }.retry(),
            Retry::Never
        );
    }
}
