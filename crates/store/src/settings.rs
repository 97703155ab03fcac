//! Settings of this person on this machine: names and texts.

use crate::{Store, StoreError};

/// The table of settings.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    pub(crate) store: &'a Store,
}

impl Settings<'_> {
    /// One value.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(
            sqlx::query_scalar!("SELECT value FROM settings WHERE name = ?", name)
                .fetch_optional(self.store.readers())
                .await?,
        )
    }

    /// Sets a value.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "INSERT INTO settings (name, value) VALUES (?, ?)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            value
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Takes a value away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM settings WHERE name = ?", name)
            .execute(self.store.writer())
            .await?;
        Ok(())
    }

    /// Everything, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<(String, String)>, StoreError> {
        let rows = sqlx::query!("SELECT name, value FROM settings ORDER BY name")
            .fetch_all(self.store.readers())
            .await?;
        Ok(rows.into_iter().map(|row| (row.name, row.value)).collect())
    }
}
