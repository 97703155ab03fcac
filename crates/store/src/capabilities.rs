//! What the servers answered to calls that a login may or may not make. Remembered with its time, since the app tries
//! again daily. One file belongs to one environment, so no environment is named here.

use jiff::Timestamp;

use crate::text::{instant, micros};
use crate::{Store, StoreError};

/// One remembered outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapabilityOutcome {
    /// Which call or feature.
    pub name: String,
    /// What came of it; a word or JSON of the app's.
    pub value: String,
    /// When it was tried.
    pub at: Timestamp,
}

/// The table of outcomes.
#[derive(Clone, Copy)]
pub struct Capabilities<'a> {
    pub(crate) store: &'a Store,
}

impl Capabilities<'_> {
    /// Remembers an outcome.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set(&self, name: &str, value: &str, at: Timestamp) -> Result<(), StoreError> {
        let at = micros(at);
        sqlx::query!(
            "INSERT INTO capabilities (name, value, at) VALUES (?, ?, ?)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at",
            name,
            value,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Forgets all (another login may get other answers).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn clear(&self) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM capabilities")
            .execute(self.store.writer())
            .await?;
        Ok(())
    }

    /// Everything, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<CapabilityOutcome>, StoreError> {
        let rows = sqlx::query!("SELECT name, value, at FROM capabilities ORDER BY name")
            .fetch_all(self.store.readers())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(CapabilityOutcome {
                    name: row.name,
                    value: row.value,
                    at: instant(row.at)?,
                })
            })
            .collect()
    }
}
