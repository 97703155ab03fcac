//! Firms whose clients the user administers, and how reading each went.

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, list_text, maybe_instant, micros, small};
use crate::{Store, StoreError};

/// A firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientFirm {
    /// Party UUID.
    pub party_uuid: Uuid,
    /// Clients held here.
    pub clients: u32,
    /// Agents held here.
    pub agents: u32,
    /// Jobs that are not over.
    pub jobs: u32,
    /// When its clients were read; `None` if never.
    pub fetched_at: Option<Timestamp>,
    /// Why they could not be read, if the last attempt failed (JSON of the app's making).
    pub failure: Option<String>,
}

/// The table of firms.
#[derive(Clone, Copy)]
pub struct ClientFirms<'a> {
    pub(crate) store: &'a Store,
}

impl ClientFirms<'_> {
    /// Replaces the firms, in this order. What is held of those that stay is kept; of the others it is forgotten, but for
    /// tags, templates and jobs.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace(&self, firms: &[Uuid]) -> Result<(), StoreError> {
        let firms: Vec<String> = firms.iter().copied().map(id_text).collect();
        let firms = list_text(&firms);
        let mut transaction = self.store.write().await?;
        sqlx::query!(
            "DELETE FROM client_firms WHERE party_uuid NOT IN (SELECT value FROM json_each(?))",
            firms
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO client_firms (party_uuid, position) SELECT value, key FROM json_each(?) WHERE true
             ON CONFLICT (party_uuid) DO UPDATE SET position = excluded.position",
            firms
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// All firms, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<ClientFirm>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT party_uuid, fetched_at, failure,
                      (SELECT count(*) FROM clients c WHERE c.firm = f.party_uuid) AS "clients!: i64",
                      (SELECT count(*) FROM client_agents a WHERE a.firm = f.party_uuid) AS "agents!: i64",
                      (SELECT count(*) FROM client_jobs j WHERE j.firm = f.party_uuid AND j.ended_at IS NULL)
                          AS "jobs!: i64"
               FROM client_firms f ORDER BY position, party_uuid"#
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(ClientFirm {
                    party_uuid: id(&row.party_uuid)?,
                    clients: small(row.clients)?,
                    agents: small(row.agents)?,
                    jobs: small(row.jobs)?,
                    fetched_at: maybe_instant(row.fetched_at)?,
                    failure: row.failure,
                })
            })
            .collect()
    }

    /// Notes that a firm could not be read; what is known of it stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn record_failure(
        &self,
        firm: Uuid,
        failure: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let at = micros(at);
        sqlx::query!(
            "UPDATE client_firms SET failure = ?2, failed_at = ?3 WHERE party_uuid = ?1",
            firm,
            failure,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }
}
