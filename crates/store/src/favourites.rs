//! Starred actors. They outlive a replacement of the actor list.

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, micros};
use crate::{Store, StoreError};

/// The table of stars.
#[derive(Clone, Copy)]
pub struct Favourites<'a> {
    pub(crate) store: &'a Store,
}

impl Favourites<'_> {
    /// Stars or unstars an actor. Starring twice keeps the first time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set(
        &self,
        party_uuid: Uuid,
        starred: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let party_uuid = id_text(party_uuid);
        if starred {
            let at = micros(at);
            sqlx::query!(
                "INSERT INTO favourites (party_uuid, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                party_uuid,
                at
            )
            .execute(self.store.writer())
            .await?;
        } else {
            sqlx::query!("DELETE FROM favourites WHERE party_uuid = ?", party_uuid)
                .execute(self.store.writer())
                .await?;
        }
        Ok(())
    }

    /// All starred actors, oldest star first, including those that are no longer in the list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self) -> Result<Vec<Uuid>, StoreError> {
        let rows = sqlx::query_scalar!("SELECT party_uuid FROM favourites ORDER BY at, party_uuid")
            .fetch_all(self.store.readers())
            .await?;
        rows.iter().map(|row| id(row)).collect()
    }
}
