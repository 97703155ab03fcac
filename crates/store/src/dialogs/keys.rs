//! The key of a row is its place in every list: the millisecond of its last change of content, or the next that is free.

use std::collections::HashMap;
use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::payload::numbers;
use crate::StoreError;

/// Where rows of an instant stand.
pub(super) fn key_of(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// The instant at which a key stands.
pub(crate) fn instant_of(key: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(key).map_err(|_| StoreError::unreadable("dialog key"))
}

/// Gives out keys for the rows of one page.
pub(super) struct Keys {
    /// Taken in the table, as far as it was asked.
    stored: HashSet<i64>,
    /// Given out here.
    given: HashSet<i64>,
    /// Where the search goes on for a millisecond that was asked for before: thousands of letters may carry one time.
    runs: HashMap<i64, i64>,
}

impl Keys {
    /// Asks the table about the keys that will be wished for.
    pub(super) async fn new(
        connection: &mut SqliteConnection,
        wished: &[i64],
    ) -> Result<Keys, StoreError> {
        let wished = numbers(wished);
        let stored = sqlx::query_scalar!(
            "SELECT key FROM dialogs WHERE key IN (SELECT value FROM json_each(?))",
            wished
        )
        .fetch_all(connection)
        .await?;
        Ok(Keys {
            stored: stored.into_iter().collect(),
            given: HashSet::new(),
            runs: HashMap::new(),
        })
    }

    /// The wished key, or the next that is free.
    pub(super) async fn give(
        &mut self,
        connection: &mut SqliteConnection,
        wished: i64,
    ) -> Result<i64, StoreError> {
        let mut key = wished;
        if self.stored.contains(&key) || self.given.contains(&key) {
            let begin = self.runs.get(&wished).copied().unwrap_or(wished);
            key = first_gap(connection, begin).await?;
            while self.given.contains(&key) {
                key = first_gap(connection, key + 1).await?;
            }
            self.runs.insert(wished, key + 1);
        }
        self.given.insert(key);
        Ok(key)
    }
}

/// The first key from `begin` on that no row has.
async fn first_gap(connection: &mut SqliteConnection, begin: i64) -> Result<i64, StoreError> {
    let gap = sqlx::query_scalar!(
        r#"SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM dialogs WHERE key = ?1) THEN ?1
                  ELSE (SELECT d.key + 1 FROM dialogs d
                        WHERE d.key >= ?1 AND NOT EXISTS (SELECT 1 FROM dialogs n WHERE n.key = d.key + 1)
                        ORDER BY d.key LIMIT 1) END AS "gap!: i64""#,
        begin
    )
    .fetch_one(connection)
    .await?;
    Ok(gap)
}
