//! The queue of requests: from links, and from Altinn's lists. Rows stay until decided and dismissed.

mod fetches;
mod raw;
mod row;

use jiff::Timestamp;
use sqlx::{Sqlite, Transaction};
use uuid::Uuid;

pub use row::{
    ListedRequest, NewLink, RequestFacts, RequestKind, RequestRow, RequestState, ReviewCopy,
};

use self::raw::{Raw, StateColumns};
use crate::text::{id, id_text, instant, micros};
use crate::{Store, StoreError};

/// The table of requests.
#[derive(Clone, Copy)]
pub struct Requests<'a> {
    pub(crate) store: &'a Store,
}

impl Requests<'_> {
    /// Puts a link in the queue; a dismissed row comes back. Gives `true` when it was in the queue already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn upsert_link(&self, link: &NewLink) -> Result<bool, StoreError> {
        let key = id_text(link.id);
        let kind = link.kind.as_str();
        let added_at = micros(link.added_at);
        let mut transaction = self.store.write().await?;
        let known = sqlx::query_scalar!("SELECT dismissed FROM requests WHERE id = ?", key)
            .fetch_optional(&mut *transaction)
            .await?;
        sqlx::query!(
            "INSERT INTO requests (id, kind, state, state_at, from_link, host, added_at)
             VALUES (?1, ?2, 'not_read', ?4, 1, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET from_link = 1, host = excluded.host, dismissed = 0",
            key,
            kind,
            link.host,
            added_at
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(known == Some(0))
    }

    /// Takes Altinn's list of waiting requests of one organisation and one kind. New ones wait; links not yet read, or not
    /// found before, wait from now on; rows in any other state keep it. Gives the rows of that organisation and kind
    /// that wait here but are not in the list any more: the caller asks Altinn what became of each.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn upsert_listed(
        &self,
        party_uuid: Uuid,
        kind: RequestKind,
        listed: &[ListedRequest],
        at: Timestamp,
    ) -> Result<Vec<Uuid>, StoreError> {
        let party = id_text(party_uuid);
        let kind_text = kind.as_str();
        let now = micros(at);
        let mut transaction = self.store.write().await?;
        for request in listed {
            let key = id_text(request.id);
            sqlx::query!(
                "INSERT INTO requests (id, kind, state, state_at, from_link, added_at, listed_at)
                 VALUES (?1, ?2, 'waiting', ?3, 0, ?3, ?3)
                 ON CONFLICT (id) DO UPDATE SET
                     listed_at = excluded.listed_at,
                     state_at = CASE WHEN state IN ('not_read', 'not_found') THEN excluded.state_at ELSE state_at END,
                     failure = CASE WHEN state IN ('not_read', 'not_found') THEN NULL ELSE failure END,
                     state = CASE WHEN state IN ('not_read', 'not_found') THEN 'waiting' ELSE state END",
                key,
                kind_text,
                now
            )
            .execute(&mut *transaction)
            .await?;
            let facts = RequestFacts {
                party_uuid: Some(party_uuid),
                ..request.facts.clone()
            };
            write_facts(&mut transaction, &key, &facts).await?;
        }
        let unlisted = sqlx::query_scalar!(
            "SELECT id FROM requests
             WHERE party_uuid = ? AND kind = ? AND state = 'waiting' AND dismissed = 0
               AND (listed_at IS NULL OR listed_at <> ?)
             ORDER BY added_at, id",
            party,
            kind_text,
            now
        )
        .fetch_all(&mut *transaction)
        .await?;
        transaction.commit().await?;
        unlisted.iter().map(|key| id(key)).collect()
    }

    /// Adds what was learnt of a request; `None` leaves a fact as it is. Gives `false` when there is no such row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_facts(&self, id: Uuid, facts: &RequestFacts) -> Result<bool, StoreError> {
        let mut transaction = self.store.write().await?;
        let found = write_facts(&mut transaction, &id_text(id), facts).await?;
        transaction.commit().await?;
        Ok(found)
    }

    /// Sets where a request stands, since `at`, and clears its failure. The same state again keeps its time. Gives `false`
    /// when there is no such row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_state(
        &self,
        id: Uuid,
        state: &RequestState,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.set_state_because(id, state, None, at).await
    }

    /// As [`Self::set_state`], with the failure (JSON) that led there: nobody ever reads the one without the other.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_state_because(
        &self,
        id: Uuid,
        state: &RequestState,
        failure: Option<&str>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let key = id_text(id);
        let to = StateColumns::from(state);
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE requests SET
                 state_at = CASE WHEN state = ?2 AND state_time IS ?3 AND receipt IS ?4 THEN state_at ELSE ?5 END,
                 state = ?2, state_time = ?3, receipt = ?4, failure = ?6
             WHERE id = ?1",
            key,
            to.name,
            to.time,
            to.receipt,
            at,
            failure
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// As [`Self::set_state_because`], but only where the request still stands where it stood (`was`): for what was learnt
    /// from a reading that began then. Gives `false`, and writes nothing, when it has moved on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_state_if(
        &self,
        id: Uuid,
        was: &RequestState,
        state: &RequestState,
        failure: Option<&str>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let key = id_text(id);
        let from = StateColumns::from(was);
        let to = StateColumns::from(state);
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE requests SET
                 state_at = CASE WHEN state = ?2 AND state_time IS ?3 AND receipt IS ?4 THEN state_at ELSE ?5 END,
                 state = ?2, state_time = ?3, receipt = ?4, failure = ?6
             WHERE id = ?1 AND state = ?7 AND state_time IS ?8 AND receipt IS ?9",
            key,
            to.name,
            to.time,
            to.receipt,
            at,
            failure,
            from.name,
            from.time,
            from.receipt
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Sets or clears the last failure (JSON). Gives `false` when there is no such row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_failure(&self, id: Uuid, failure: Option<&str>) -> Result<bool, StoreError> {
        let key = id_text(id);
        let done = sqlx::query!("UPDATE requests SET failure = ? WHERE id = ?", failure, key)
            .execute(self.store.writer())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Keeps the review that was shown, and the summary for the row (both JSON). Gives `false` when there is no such row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_copy(
        &self,
        id: Uuid,
        body: &str,
        summary: Option<&str>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let key = id_text(id);
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE requests SET review = ?, summary = ?, review_at = ? WHERE id = ?",
            body,
            summary,
            at,
            key
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The last review that was shown.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn copy(&self, id: Uuid) -> Result<Option<ReviewCopy>, StoreError> {
        let key = id_text(id);
        let row = sqlx::query!(
            r#"SELECT review AS "review!", review_at AS "review_at!" FROM requests
               WHERE id = ? AND review IS NOT NULL AND review_at IS NOT NULL"#,
            key
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(|row| {
            Ok(ReviewCopy {
                body: row.review,
                at: instant(row.review_at)?,
            })
        })
        .transpose()
    }

    /// One row, dismissed or not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, id: Uuid) -> Result<Option<RequestRow>, StoreError> {
        let key = id_text(id);
        let row = sqlx::query_as!(
            Raw,
            r#"SELECT id, kind, state, state_at, state_time, receipt, party_uuid, party_org_no, system_id, title,
                      vendor_org_no, vendor, external_ref, created, asks, from_link AS "from_link: bool", host, added_at,
                      listed_at, dismissed AS "dismissed: bool", summary, failure
               FROM requests WHERE id = ?"#,
            key
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(RequestRow::try_from).transpose()
    }

    /// All rows that are not dismissed, newest first (by when the vendor asked, else by when the row came).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self) -> Result<Vec<RequestRow>, StoreError> {
        let rows = sqlx::query_as!(
            Raw,
            r#"SELECT id, kind, state, state_at, state_time, receipt, party_uuid, party_org_no, system_id, title,
                      vendor_org_no, vendor, external_ref, created, asks, from_link AS "from_link: bool", host, added_at,
                      listed_at, dismissed AS "dismissed: bool", summary, failure
               FROM requests WHERE dismissed = 0 ORDER BY coalesce(created, added_at) DESC, id"#
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(RequestRow::try_from).collect()
    }

    /// Takes a row out of the queue; it stays known. Gives `false` when there is no such row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn dismiss(&self, id: Uuid) -> Result<bool, StoreError> {
        let key = id_text(id);
        let done = sqlx::query!("UPDATE requests SET dismissed = 1 WHERE id = ?", key)
            .execute(self.store.writer())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets a row. Gives `false` when there was none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, id: Uuid) -> Result<bool, StoreError> {
        let key = id_text(id);
        let done = sqlx::query!("DELETE FROM requests WHERE id = ?", key)
            .execute(self.store.writer())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets rows that were approved or rejected before `limit`. Gives how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_decided_before(&self, limit: Timestamp) -> Result<u64, StoreError> {
        let limit = micros(limit);
        let gone = sqlx::query!(
            "DELETE FROM requests WHERE state IN ('approved', 'rejected') AND state_at < ?",
            limit
        )
        .execute(self.store.writer())
        .await?;
        Ok(gone.rows_affected())
    }
}

/// Writes the facts that are given and leaves the others.
async fn write_facts(
    transaction: &mut Transaction<'_, Sqlite>,
    key: &str,
    facts: &RequestFacts,
) -> Result<bool, StoreError> {
    let party_uuid = facts.party_uuid.map(id_text);
    let created = facts.created.map(micros);
    let done = sqlx::query!(
        "UPDATE requests SET
             party_uuid = coalesce(?, party_uuid),
             party_org_no = coalesce(?, party_org_no),
             system_id = coalesce(?, system_id),
             title = coalesce(?, title),
             vendor_org_no = coalesce(?, vendor_org_no),
             vendor = coalesce(?, vendor),
             external_ref = coalesce(?, external_ref),
             created = coalesce(?, created),
             asks = coalesce(?, asks)
         WHERE id = ?",
        party_uuid,
        facts.party_org_no,
        facts.system_id,
        facts.title,
        facts.vendor_org_no,
        facts.vendor,
        facts.external_ref,
        created,
        facts.asks,
        key
    )
    .execute(&mut **transaction)
    .await?;
    Ok(done.rows_affected() > 0)
}
