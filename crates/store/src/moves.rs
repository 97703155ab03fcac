//! Moves from one system to another: jobs that outlive a restart.

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, instant, maybe_instant, micros};
use crate::{Store, StoreError};

/// One move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    /// Its id.
    pub id: Uuid,
    /// Organisation.
    pub party_uuid: Uuid,
    /// The access that shall go.
    pub old_id: Uuid,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was over, one way or the other.
    pub over_at: Option<Timestamp>,
    /// JSON of the app's.
    pub body: String,
}

/// A row as it is stored.
struct Raw {
    id: String,
    party_uuid: String,
    old_id: String,
    began_at: i64,
    over_at: Option<i64>,
    body: String,
}

impl TryFrom<Raw> for MoveRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(MoveRow {
            id: id(&raw.id)?,
            party_uuid: id(&raw.party_uuid)?,
            old_id: id(&raw.old_id)?,
            began_at: instant(raw.began_at)?,
            over_at: maybe_instant(raw.over_at)?,
            body: raw.body,
        })
    }
}

/// The table of moves.
#[derive(Clone, Copy)]
pub struct Moves<'a> {
    pub(crate) store: &'a Store,
}

impl Moves<'_> {
    /// Begins a move. Gives `false`, and writes nothing, while another one of the same access is open.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin(&self, row: &MoveRow) -> Result<bool, StoreError> {
        let key = id_text(row.id);
        let party = id_text(row.party_uuid);
        let old = id_text(row.old_id);
        let began_at = micros(row.began_at);
        let done = sqlx::query!(
            "INSERT INTO moves (id, party_uuid, old_id, began_at, body) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT DO NOTHING",
            key,
            party,
            old,
            began_at,
            row.body
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Writes how far a move has come, and when it was over. Gives `false` when there is no such move.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set(
        &self,
        id: Uuid,
        body: &str,
        over_at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let key = id_text(id);
        let over_at = over_at.map(micros);
        let done = sqlx::query!(
            "UPDATE moves SET body = ?, over_at = ? WHERE id = ?",
            body,
            over_at,
            key
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// One move.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, id: Uuid) -> Result<Option<MoveRow>, StoreError> {
        let key = id_text(id);
        let row = sqlx::query_as!(
            Raw,
            "SELECT id, party_uuid, old_id, began_at, over_at, body FROM moves WHERE id = ?",
            key
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(MoveRow::try_from).transpose()
    }

    /// Moves that are open, and those over since `limit`, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn since(&self, limit: Timestamp) -> Result<Vec<MoveRow>, StoreError> {
        let limit = micros(limit);
        let rows = sqlx::query_as!(
            Raw,
            "SELECT id, party_uuid, old_id, began_at, over_at, body FROM moves
             WHERE over_at IS NULL OR over_at >= ? ORDER BY began_at DESC, id",
            limit
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(MoveRow::try_from).collect()
    }
}
