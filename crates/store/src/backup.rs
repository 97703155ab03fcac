//! Copies made before a migration touches an existing file.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use crate::{StoreError, connect, files, inspect};

/// Copies that are kept.
pub(crate) const KEPT: usize = 3;

/// The copies beside the database at `path`, oldest first. Their names begin with the time.
pub(crate) fn list(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match std::fs::read_dir(files::backup_folder(path)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let copy = entry?.path();
        if copy.extension().is_some_and(|e| e == "db") {
            found.push(copy);
        }
    }
    found.sort();
    Ok(found)
}

/// Copies the database (encrypted with the same key), checks the copy by opening it, and then lets go of the oldest
/// copies beyond [`KEPT`].
pub(crate) async fn make(
    connection: &mut SqliteConnection,
    path: &Path,
    key: &[u8; 32],
    schema: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    files::make_private_folder(&files::backup_folder(path))?;
    let stamp = now.strftime("%Y%m%dT%H%M%S%.6fZ");
    let copy = files::backup_folder(path).join(format!("{stamp}-schema-{schema}.db"));
    let outcome = write(connection, &copy, key, schema).await;
    if outcome.is_err() {
        // Half a copy is worse than none.
        let _ = files::delete_database(&copy);
    }
    outcome?;
    let copies = list(path)?;
    for old in &copies[..copies.len().saturating_sub(KEPT)] {
        files::delete_database(old)?;
    }
    Ok(())
}

async fn write(
    connection: &mut SqliteConnection,
    copy: &Path,
    key: &[u8; 32],
    schema: i64,
) -> Result<(), StoreError> {
    let name = copy.to_str().ok_or_else(|| {
        std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            "the path is not valid Unicode",
        )
    })?;
    // An empty file is accepted as the target; made first so that it is never readable by others.
    files::make_private_file(copy)?;
    sqlx::query("VACUUM INTO ?")
        .bind(name)
        .execute(&mut *connection)
        .await?;
    files::make_durable(copy)?;

    let expected = rows(connection).await?;
    let mut opened = connect::single(copy, key).await?;
    let outcome = is_whole(&mut opened, schema, expected).await;
    let closed = opened.close().await;
    if !outcome? {
        return Err(StoreError::unreadable("backup"));
    }
    Ok(closed?)
}

/// Whether a copy can be walked, and holds the schema and as many rows as the original.
async fn is_whole(
    copy: &mut SqliteConnection,
    schema: i64,
    expected: i64,
) -> Result<bool, StoreError> {
    Ok(inspect::schema_of_ours(copy).await? == Some(schema)
        && inspect::quick_check(copy).await?
        && rows(copy).await? == expected)
}

/// Rows of every table, as one number to compare a copy by.
async fn rows(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' \
         AND name NOT LIKE 'sqlite_%'",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut sum = 0;
    for table in tables {
        let mut count = sqlx::QueryBuilder::new("SELECT count(*) FROM \"");
        count.push(table.replace('"', "\"\"")).push("\"");
        sum += count
            .build_query_scalar::<i64>()
            .fetch_one(&mut *connection)
            .await?;
    }
    Ok(sum)
}
