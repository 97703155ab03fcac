//! Where each synchronisation stands: names, texts and times.

use jiff::Timestamp;

use crate::text::{instant, micros};
use crate::{Store, StoreError};

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncMark {
    /// What is synchronised.
    pub name: String,
    /// Where it stands: a continuation token, a time, a word.
    pub value: String,
    /// When it was set.
    pub at: Timestamp,
}

/// The table of marks.
#[derive(Clone, Copy)]
pub struct SyncMarks<'a> {
    pub(crate) store: &'a Store,
}

impl SyncMarks<'_> {
    /// One mark.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, name: &str) -> Result<Option<SyncMark>, StoreError> {
        let row = sqlx::query!(
            "SELECT name, value, at FROM sync_marks WHERE name = ?",
            name
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(|row| {
            Ok(SyncMark {
                name: row.name,
                value: row.value,
                at: instant(row.at)?,
            })
        })
        .transpose()
    }

    /// Sets a mark.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set(&self, name: &str, value: &str, at: Timestamp) -> Result<(), StoreError> {
        let at = micros(at);
        sqlx::query!(
            "INSERT INTO sync_marks (name, value, at) VALUES (?, ?, ?)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at",
            name,
            value,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Takes a mark away, so that the next synchronisation starts from the beginning.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM sync_marks WHERE name = ?", name)
            .execute(self.store.writer())
            .await?;
        Ok(())
    }

    /// Everything, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<SyncMark>, StoreError> {
        let rows = sqlx::query!("SELECT name, value, at FROM sync_marks ORDER BY name")
            .fetch_all(self.store.readers())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(SyncMark {
                    name: row.name,
                    value: row.value,
                    at: instant(row.at)?,
                })
            })
            .collect()
    }
}
