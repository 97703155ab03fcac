//! Connections to the encrypted file.
//!
//! Two pools on one file: one connection that writes, a few that read. Write-ahead logging lets them work at the same
//! time; a single writer means that a write never fails for want of the lock inside one process.

use std::path::Path;
use std::time::Duration;

use sha2::{Digest, Sha256};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use zeroize::Zeroize;

use crate::StoreError;

/// Readers beside the one writer.
const READERS: u32 = 3;

/// Pages that a connection keeps in clear, in KiB, at most: it takes them only as it reads. Where a search reads more pages
/// than that, it checks and decrypts the same ones over and over: with 8 MiB, phrases and filters among 100,000 messages
/// took ten to thirty times as long once the pages of other searches had filled it.
const READ_CACHE: &str = "-32768";
const WRITE_CACHE: &str = "-16384";

/// Bytes at the start of the file that SQLCipher keeps in clear: the salt.
const SALT: usize = 16;

/// The file's salt. SQLCipher would pick a random one; ours is a digest of the key, so that the first bytes of a file
/// tell a wrong key from a damaged first page. With a raw key the salt only separates the signing key from the
/// encryption key; it need not be secret or random (SQLCipher design, "raw key data with explicit salt").
fn salt(key: &[u8; 32]) -> [u8; SALT] {
    let digest = Sha256::new()
        .chain_update(b"fullmakt store salt v1")
        .chain_update(key)
        .finalize();
    let mut salt = [0; SALT];
    salt.copy_from_slice(&digest[..SALT]);
    salt
}

/// Whether the file at `path` begins as one written with `key`.
pub(crate) fn begins_with_our_salt(path: &Path, key: &[u8; 32]) -> bool {
    use std::io::Read;
    let mut found = [0; SALT];
    std::fs::File::open(path)
        .and_then(|mut file| file.read_exact(&mut found))
        .is_ok()
        && found == salt(key)
}

/// How to open the file, before anything is read from it.
///
/// sqlx sends the key first. Statements are never logged: the key pragma is one. The connection options live as long
/// as the pools, and the key with them, in memory only.
pub(crate) fn bare(path: &Path, key: &[u8; 32]) -> SqliteConnectOptions {
    let mut key_text = hex::encode(key);
    let mut spec = String::with_capacity(128);
    spec.push_str("\"x'");
    spec.push_str(&key_text);
    spec.push_str(&hex::encode(salt(key)));
    spec.push_str("'\"");
    key_text.zeroize();
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true)
        // SQLCipher writes to standard error on a wrong key; we say it in our own way.
        .pragma("cipher_log_level", "NONE")
        .pragma("key", spec)
        .disable_statement_logging()
}

/// One connection, nothing read yet.
pub(crate) async fn single(path: &Path, key: &[u8; 32]) -> Result<SqliteConnection, StoreError> {
    Ok(bare(path, key).connect().await?)
}

/// Refuses to go on with a SQLite that would write plain text, or that lacks full-text search.
pub(crate) async fn assert_build(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let cipher: Option<String> = sqlx::query_scalar("PRAGMA cipher_version")
        .fetch_optional(&mut *connection)
        .await?;
    let full_text: bool = sqlx::query_scalar("SELECT sqlite_compileoption_used('ENABLE_FTS5')")
        .fetch_one(&mut *connection)
        .await?;
    if cipher.is_none_or(|version| version.is_empty()) {
        return Err(StoreError::Sql("this SQLite has no encryption".to_owned()));
    }
    if !full_text {
        return Err(StoreError::Sql(
            "this SQLite has no full-text search".to_owned(),
        ));
    }
    Ok(())
}

/// The pools.
pub(crate) struct Pools {
    /// One connection.
    pub writer: SqlitePool,
    /// A few connections that refuse to write.
    pub readers: SqlitePool,
}

impl Pools {
    /// Connects both to a file that has been checked.
    pub(crate) async fn connect(path: &Path, key: &[u8; 32]) -> Result<Pools, StoreError> {
        let writing = bare(path, key)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .pragma("cache_size", WRITE_CACHE)
            .optimize_on_close(true, None);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .before_acquire(|connection, _| {
                // SQLite ends a transaction by itself when the disk is full. sqlx does not notice, and would hold the
                // connection for one inside a transaction for ever after: take a new one.
                let usable = !connection.is_in_transaction();
                Box::pin(async move { Ok(usable) })
            })
            .connect_with(writing)
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .idle_timeout(Duration::from_secs(60))
            .connect_lazy_with(
                bare(path, key)
                    .pragma("query_only", "ON")
                    .pragma("cache_size", READ_CACHE),
            );
        Ok(Pools { writer, readers })
    }

    /// Closes readers, then the writer: the last one out writes the log back into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
