//! Looking at a file before trusting it.

use std::path::Path;

use sqlx::sqlite::SqliteConnection;

use crate::store::Integrity;
use crate::{StoreError, connect};

/// Files up to this size are checked whole when opened (some tens of milliseconds). Larger ones are checked for being
/// cut short, which SQLite does by itself, and in full on demand.
pub(crate) const QUICK_CHECK_LIMIT: u64 = 16 * 1024 * 1024;

/// The first read from a file: tells a wrong key from a damaged file.
///
/// # Errors
/// [`StoreError::Locked`] when the file was not written with this key (or is no database); [`StoreError::Damaged`] when it
/// was, but its first pages cannot be read or are missing.
pub(crate) async fn first_read(
    connection: &mut SqliteConnection,
    path: &Path,
    key: &[u8; 32],
) -> Result<(), StoreError> {
    let read = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut *connection)
        .await;
    match read.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Damaged) if !connect::begins_with_our_salt(path, key) => {
            Err(StoreError::Locked)
        }
        Err(error) => Err(error),
    }
}

/// Whether every table can be walked. Indexes and the rules for single values are left to the full check.
pub(crate) async fn quick_check(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    sqlx::query("PRAGMA ignore_check_constraints = ON")
        .execute(&mut *connection)
        .await?;
    let said: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query("PRAGMA ignore_check_constraints = OFF")
        .execute(&mut *connection)
        .await?;
    if said != "ok" {
        tracing::warn!(said, "quick check of the database");
    }
    Ok(said == "ok")
}

/// The whole check: SQLCipher's page signatures, then SQLite's structures and indexes.
pub(crate) async fn full_check(connection: &mut SqliteConnection) -> Result<Integrity, StoreError> {
    let mut faults: Vec<String> = sqlx::query_scalar("PRAGMA cipher_integrity_check")
        .fetch_all(&mut *connection)
        .await?;
    match sqlx::query_scalar::<_, String>("PRAGMA integrity_check(20)")
        .fetch_all(&mut *connection)
        .await
        .map_err(StoreError::from)
    {
        Ok(said) => faults.extend(said.into_iter().filter(|line| line != "ok")),
        // A table whose very declaration cannot be read any more ends the check as an error in the statement.
        Err(StoreError::Damaged | StoreError::Sql(_)) => {
            faults.push("the structure cannot be read".to_owned());
        }
        Err(error) => return Err(error),
    }
    Ok(if faults.is_empty() {
        Integrity::Sound
    } else {
        Integrity::Damaged(faults)
    })
}

/// Newest migration that was applied; `None` when the database is not one of ours.
pub(crate) async fn schema_of_ours(
    connection: &mut SqliteConnection,
) -> Result<Option<i64>, StoreError> {
    let ours: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('_sqlx_migrations', 'metadata')",
    )
    .fetch_one(&mut *connection)
    .await?;
    if ours != 2 {
        return Ok(None);
    }
    Ok(
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&mut *connection)
            .await?,
    )
}

/// The oldest schema version whose release can still work with the file, as the file says.
pub(crate) async fn readable_from(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let said: Option<String> =
        sqlx::query_scalar("SELECT value FROM metadata WHERE name = 'readable_from'")
            .fetch_optional(&mut *connection)
            .await?;
    said.and_then(|version| version.parse().ok())
        .ok_or_else(|| StoreError::unreadable("readable_from"))
}
