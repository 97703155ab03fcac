//! Actors opened lately. They outlive a replacement of the actor list.

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, micros};
use crate::{Store, StoreError};

/// How many are remembered.
pub const KEPT: u32 = 50;

/// The table of recents.
#[derive(Clone, Copy)]
pub struct Recents<'a> {
    pub(crate) store: &'a Store,
}

impl Recents<'_> {
    /// Notes that an actor was opened. The oldest beyond [`KEPT`] are forgotten.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_actor(&self, party_uuid: Uuid, at: Timestamp) -> Result<(), StoreError> {
        let party_uuid = id_text(party_uuid);
        let at = micros(at);
        let mut transaction = self.store.write().await?;
        sqlx::query!(
            "INSERT INTO recents (party_uuid, opened_at) VALUES (?, ?)
             ON CONFLICT (party_uuid) DO UPDATE SET opened_at = excluded.opened_at",
            party_uuid,
            at
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "DELETE FROM recents WHERE party_uuid NOT IN
             (SELECT party_uuid FROM recents ORDER BY opened_at DESC, party_uuid LIMIT ?)",
            KEPT
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The latest `limit`, newest first, including those that are no longer in the list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        let rows = sqlx::query_scalar!(
            "SELECT party_uuid FROM recents ORDER BY opened_at DESC, party_uuid LIMIT ?",
            limit
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.iter().map(|row| id(row)).collect()
    }
}
