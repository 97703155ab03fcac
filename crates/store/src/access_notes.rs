//! What the person wrote about an access, and when to look at it again.

use uuid::Uuid;

use crate::text::{id, id_text};
use crate::{Store, StoreError};

/// A note on one access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessNote {
    /// Organisation.
    pub party_uuid: Uuid,
    /// System user id.
    pub id: Uuid,
    /// What was written.
    pub note: Option<String>,
    /// The day to look at it again, `2026-12-01`.
    pub review_on: Option<String>,
}

/// The table of notes.
#[derive(Clone, Copy)]
pub struct AccessNotes<'a> {
    pub(crate) store: &'a Store,
}

impl AccessNotes<'_> {
    /// Writes or takes away a note.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_note(
        &self,
        party_uuid: Uuid,
        id: Uuid,
        note: Option<&str>,
    ) -> Result<(), StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        sqlx::query!(
            "INSERT INTO access_notes (party_uuid, id, note) VALUES (?, ?, ?)
             ON CONFLICT (party_uuid, id) DO UPDATE SET note = excluded.note",
            party,
            key,
            note
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Sets or takes away the day, `2026-12-01`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_review_on(
        &self,
        party_uuid: Uuid,
        id: Uuid,
        day: Option<&str>,
    ) -> Result<(), StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        sqlx::query!(
            "INSERT INTO access_notes (party_uuid, id, review_on) VALUES (?, ?, ?)
             ON CONFLICT (party_uuid, id) DO UPDATE SET review_on = excluded.review_on",
            party,
            key,
            day
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Every note and day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<AccessNote>, StoreError> {
        let rows = sqlx::query!(
            "SELECT party_uuid, id, note, review_on FROM access_notes
             WHERE note IS NOT NULL OR review_on IS NOT NULL ORDER BY party_uuid, id"
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(AccessNote {
                    party_uuid: id(&row.party_uuid)?,
                    id: id(&row.id)?,
                    note: row.note,
                    review_on: row.review_on,
                })
            })
            .collect()
    }

    /// Forgets one: it was withdrawn. Gives `false` when there was none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, party_uuid: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        let done = sqlx::query!(
            "DELETE FROM access_notes WHERE party_uuid = ? AND id = ?",
            party,
            key
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }
}
