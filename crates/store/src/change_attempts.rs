//! Approvals of changes that were sent and are not over.

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, instant, micros};
use crate::{Store, StoreError};

/// An approval that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The change request.
    pub request_id: Uuid,
    /// When it was first sent.
    pub began_at: Timestamp,
    /// JSON of what the system user held before.
    pub before: String,
    /// JSON of why the last try stopped.
    pub failure: Option<String>,
}

/// The table of attempts.
#[derive(Clone, Copy)]
pub struct ChangeAttempts<'a> {
    pub(crate) store: &'a Store,
}

impl ChangeAttempts<'_> {
    /// Notes a first try, in the place of one that did nothing. A try that goes on from another is not noted again: the
    /// first one's time and what was held before it stay.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin(&self, attempt: &Attempt) -> Result<(), StoreError> {
        let key = id_text(attempt.request_id);
        let began_at = micros(attempt.began_at);
        sqlx::query!(
            "INSERT INTO change_attempts (request_id, began_at, before, failure) VALUES (?, ?, ?, ?)
             ON CONFLICT (request_id) DO UPDATE SET
                 began_at = excluded.began_at, before = excluded.before, failure = excluded.failure",
            key,
            began_at,
            attempt.before,
            attempt.failure
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Notes why the last try stopped (JSON). Gives `false` when there is no attempt.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_failure(&self, request_id: Uuid, failure: &str) -> Result<bool, StoreError> {
        let key = id_text(request_id);
        let done = sqlx::query!(
            "UPDATE change_attempts SET failure = ? WHERE request_id = ?",
            failure,
            key
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The attempt at a change.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, request_id: Uuid) -> Result<Option<Attempt>, StoreError> {
        let key = id_text(request_id);
        let row = sqlx::query!(
            "SELECT request_id, began_at, before, failure FROM change_attempts WHERE request_id = ?",
            key
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(|row| {
            Ok(Attempt {
                request_id: id(&row.request_id)?,
                began_at: instant(row.began_at)?,
                before: row.before,
                failure: row.failure,
            })
        })
        .transpose()
    }

    /// The attempt is over. Gives `false` when there was none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, request_id: Uuid) -> Result<bool, StoreError> {
        let key = id_text(request_id);
        let done = sqlx::query!("DELETE FROM change_attempts WHERE request_id = ?", key)
            .execute(self.store.writer())
            .await?;
        Ok(done.rows_affected() > 0)
    }
}
