//! Opening: look, back up, migrate, connect; or build a new file aside and put it in place whole.

use std::path::Path;

use fullmakt_domain::Clock;
use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnection;

use crate::connect::Pools;
use crate::{StoreError, backup, connect, files, inspect};

/// All migrations, in order. Forward only; each file says in a comment whether the previous release can still open the
/// result.
pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The newest of them.
pub(crate) fn newest(migrations: &Migrator) -> i64 {
    migrations.iter().map(|m| m.version).max().unwrap_or(0)
}

/// Opens or makes the database at `path`.
pub(crate) async fn open(
    path: &Path,
    key: &[u8; 32],
    clock: &dyn Clock,
    app_version: &str,
    migrations: &Migrator,
) -> Result<Pools, StoreError> {
    if path.try_exists()? {
        files::make_private(path)?;
        prepare(path, key, clock, migrations).await?;
    } else {
        if files::has_orphaned_log(path) {
            tracing::warn!("there is a write-ahead log, but no database");
            return Err(StoreError::Damaged);
        }
        make(path, key, migrations).await?;
    }
    let pools = Pools::connect(path, key).await?;
    match note_version(&pools, app_version).await {
        // Reading still works on a full disk; the first write that matters will say so.
        Err(StoreError::DiskFull) => tracing::warn!("no space left; the version was not noted"),
        Err(error) => {
            pools.close().await;
            return Err(error);
        }
        Ok(()) => {}
    }
    Ok(pools)
}

/// Checks an existing file, and brings it to our schema after a backup. Whatever comes of it, the file is closed when
/// this returns: the user may want to move it.
async fn prepare(
    path: &Path,
    key: &[u8; 32],
    clock: &dyn Clock,
    migrations: &Migrator,
) -> Result<(), StoreError> {
    let mut connection = connect::single(path, key).await?;
    let outcome = bring_up(&mut connection, path, key, clock, migrations).await;
    let closed = connection.close().await;
    outcome?;
    Ok(closed?)
}

async fn bring_up(
    connection: &mut SqliteConnection,
    path: &Path,
    key: &[u8; 32],
    clock: &dyn Clock,
    migrations: &Migrator,
) -> Result<(), StoreError> {
    inspect::first_read(connection, path, key).await?;
    connect::assert_build(connection).await?;
    if std::fs::metadata(path)?.len() <= inspect::QUICK_CHECK_LIMIT
        && !inspect::quick_check(connection).await?
    {
        return Err(StoreError::Damaged);
    }
    // New files take their place whole, so a database without our tables is not one that we began.
    let Some(found) = inspect::schema_of_ours(connection).await? else {
        return Err(StoreError::unreadable("schema"));
    };
    let ours = newest(migrations);
    if found > ours {
        if inspect::readable_from(connection).await? > ours {
            return Err(StoreError::Newer { found, ours });
        }
        tracing::info!(
            found,
            ours,
            "a newer schema that this version can work with"
        );
    } else if found < ours {
        backup::make(connection, path, key, found, clock.now()).await?;
        tracing::info!(found, ours, "backed up; migrating");
        migrate(connection, migrations).await?;
    }
    Ok(())
}

/// Applies what is missing, all or nothing: sqlx's own transaction for each migration becomes a savepoint in ours.
async fn migrate(
    connection: &mut SqliteConnection,
    migrations: &Migrator,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    // `run` is this call behind a bound that a borrowed connection in a `Send` future does not meet.
    migrations
        .run_direct(None, &mut *transaction, false)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// Builds a new database under another name and moves it into place: a file at `path` is always a whole database, so a
/// cut-off or empty one is damage and never taken for a fresh start.
async fn make(path: &Path, key: &[u8; 32], migrations: &Migrator) -> Result<(), StoreError> {
    if let Some(folder) = path.parent() {
        files::make_private_folder(folder)?;
    }
    let new = files::under_construction(path);
    // What a crash left half-built has never held anything.
    files::delete_database(&new)?;
    files::make_private_file(&new)?;
    let outcome = build(&new, key, migrations).await;
    if outcome.is_err() {
        let _ = files::delete_database(&new);
    }
    outcome?;
    std::fs::rename(&new, path)?;
    files::make_durable(path)?;
    Ok(())
}

async fn build(new: &Path, key: &[u8; 32], migrations: &Migrator) -> Result<(), StoreError> {
    let mut connection = connect::single(new, key).await?;
    let outcome = fill(&mut connection, migrations).await;
    let closed = connection.close().await;
    outcome?;
    Ok(closed?)
}

async fn fill(connection: &mut SqliteConnection, migrations: &Migrator) -> Result<(), StoreError> {
    connect::assert_build(connection).await?;
    // Durable at the end, as a whole.
    sqlx::query("PRAGMA synchronous = OFF")
        .execute(&mut *connection)
        .await?;
    migrate(connection, migrations).await
}

/// Writes down which version of the app made the file and which opened it last.
async fn note_version(pools: &Pools, app_version: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO metadata (name, value) VALUES ('made_by', ?1), ('opened_by', ?1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value
         WHERE name = 'opened_by' AND value <> excluded.value",
        app_version
    )
    .execute(&pools.writer)
    .await?;
    Ok(())
}
