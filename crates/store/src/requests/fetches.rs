//! How reading each organisation's list of waiting requests went.

use jiff::Timestamp;
use uuid::Uuid;

use super::Requests;
use crate::StoreError;
use crate::fetches::PartyFetch;
use crate::text::{id, id_text, list_text, maybe_instant, micros};

impl Requests<'_> {
    /// Notes that an organisation's lists were read, and clears its failure.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn record_read(&self, party_uuid: Uuid, at: Timestamp) -> Result<(), StoreError> {
        let party = id_text(party_uuid);
        let at = micros(at);
        sqlx::query!(
            "INSERT INTO request_fetches (party_uuid, fetched_at) VALUES (?, ?)
             ON CONFLICT (party_uuid) DO UPDATE SET fetched_at = excluded.fetched_at, failure = NULL, failed_at = NULL",
            party,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Notes that an organisation's lists could not be read; what is known of it stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn record_failure(
        &self,
        party_uuid: Uuid,
        failure: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let party = id_text(party_uuid);
        let at = micros(at);
        sqlx::query!(
            "INSERT INTO request_fetches (party_uuid, failure, failed_at) VALUES (?, ?, ?)
             ON CONFLICT (party_uuid) DO UPDATE SET failure = excluded.failure, failed_at = excluded.failed_at",
            party,
            failure,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// How reading each organisation went.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn fetches(&self) -> Result<Vec<PartyFetch>, StoreError> {
        let rows = sqlx::query!(
            "SELECT party_uuid, fetched_at, failure, failed_at FROM request_fetches ORDER BY party_uuid"
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(PartyFetch {
                    party_uuid: id(&row.party_uuid)?,
                    fetched_at: maybe_instant(row.fetched_at)?,
                    failure: row.failure,
                    failed_at: maybe_instant(row.failed_at)?,
                })
            })
            .collect()
    }

    /// Forgets how reading went for all organisations but these.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn retain_fetches(&self, parties: &[Uuid]) -> Result<(), StoreError> {
        let kept: Vec<String> = parties.iter().map(|party| id_text(*party)).collect();
        let kept = list_text(&kept);
        sqlx::query!(
            "DELETE FROM request_fetches WHERE party_uuid NOT IN (SELECT value FROM json_each(?))",
            kept
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }
}
