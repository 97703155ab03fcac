//! Where the synchronisation of messages stands: one row for each batch of parties or services (Dialogporten reference
//! 5.2). The cursor is written together with the rows of a page ([`crate::dialogs::Dialogs::apply_page`]), so that after a
//! crash neither is ahead of the other.

use jiff::Timestamp;

use crate::text::{list, list_text, maybe_instant, micros, small};
use crate::{Store, StoreError, dialogs};

/// What a batch is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BatchKind {
    /// Parties (UUIDs), at most 100.
    Parties,
    /// Services (ids without prefix), at most 20, over every party that the caller may see.
    Services,
}

impl BatchKind {
    fn as_str(self) -> &'static str {
        match self {
            BatchKind::Parties => "parties",
            BatchKind::Services => "services",
        }
    }

    fn parse(text: &str) -> Result<Self, StoreError> {
        match text {
            "parties" => Ok(BatchKind::Parties),
            "services" => Ok(BatchKind::Services),
            _ => Err(StoreError::unreadable("batch kind")),
        }
    }
}

/// What a batch asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchPlan {
    /// Name, made of the members by the sync: the same name is the same batch.
    pub name: String,
    /// Kind.
    pub kind: BatchKind,
    /// Party UUIDs or service ids.
    pub members: Vec<String>,
    /// Asked at every poll; the others by the daily sweep only.
    pub is_hot: bool,
}

/// How far a batch has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Highest `contentUpdatedAt` met: the server's time.
    pub watermark: Option<Timestamp>,
    /// Continuation token of the delta under way; `None` when it has come to its end.
    pub delta: Option<String>,
    /// How far back the first fill goes.
    pub fill_from: Option<Timestamp>,
    /// Continuation token of the first fill under way.
    pub fill: Option<String>,
    /// Rows that the first fill has met.
    pub fill_rows: u32,
    /// The first fill has come to its end.
    pub is_filled: bool,
    /// When the last poll came to its end.
    pub polled_at: Option<Timestamp>,
    /// Continuation token of the sweep under way.
    pub sweep: Option<String>,
}

/// A batch and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncBatch {
    /// What it asks for.
    pub plan: BatchPlan,
    /// How far it has come.
    pub cursor: Cursor,
    /// Begin of the sweep under way; `None` when there is none.
    pub sweep_at: Option<Timestamp>,
    /// Begin of the last sweep that came to its end.
    pub swept_at: Option<Timestamp>,
    /// Why the last call failed (JSON of the app's making); `None` after one that did not.
    pub failure: Option<String>,
    /// When.
    pub failed_at: Option<Timestamp>,
}

/// The table of batches.
#[derive(Clone, Copy)]
pub struct SyncBatches<'a> {
    pub(crate) store: &'a Store,
}

struct Raw {
    name: String,
    kind: String,
    members: String,
    is_hot: i64,
    watermark: Option<i64>,
    delta: Option<String>,
    fill_from: Option<i64>,
    fill: Option<String>,
    fill_rows: i64,
    is_filled: i64,
    polled_at: Option<i64>,
    sweep_at: Option<i64>,
    sweep: Option<String>,
    swept_at: Option<i64>,
    failure: Option<String>,
    failed_at: Option<i64>,
}

impl TryFrom<Raw> for SyncBatch {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(SyncBatch {
            plan: BatchPlan {
                name: raw.name,
                kind: BatchKind::parse(&raw.kind)?,
                members: list(&raw.members)?,
                is_hot: raw.is_hot != 0,
            },
            cursor: Cursor {
                watermark: maybe_instant(raw.watermark)?,
                delta: raw.delta,
                fill_from: maybe_instant(raw.fill_from)?,
                fill: raw.fill,
                fill_rows: small(raw.fill_rows)?,
                is_filled: raw.is_filled != 0,
                polled_at: maybe_instant(raw.polled_at)?,
                sweep: raw.sweep,
            },
            sweep_at: maybe_instant(raw.sweep_at)?,
            swept_at: maybe_instant(raw.swept_at)?,
            failure: raw.failure,
            failed_at: maybe_instant(raw.failed_at)?,
        })
    }
}

impl SyncBatches<'_> {
    /// Replaces the plan: batches that are there keep their cursor, those that are not named are forgotten. One without a
    /// watermark gets the one given with it: what everything in it was covered up to.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn plan(&self, batches: &[(BatchPlan, Option<Timestamp>)]) -> Result<(), StoreError> {
        let mut transaction = self.store.write().await?;
        let names: Vec<String> = batches
            .iter()
            .map(|(batch, _)| batch.name.clone())
            .collect();
        let names = list_text(&names);
        sqlx::query!(
            "DELETE FROM sync_batches WHERE name NOT IN (SELECT value FROM json_each(?))",
            names
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "DELETE FROM sweep_rows WHERE batch NOT IN (SELECT value FROM json_each(?))",
            names
        )
        .execute(&mut *transaction)
        .await?;
        for (batch, covered) in batches {
            let covered = covered.map(micros);
            let kind = batch.kind.as_str();
            let members = list_text(&batch.members);
            sqlx::query!(
                "INSERT INTO sync_batches (name, kind, members, is_hot, watermark) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (name) DO UPDATE SET
                     kind = excluded.kind, members = excluded.members, is_hot = excluded.is_hot,
                     watermark = coalesce(watermark, excluded.watermark)",
                batch.name,
                kind,
                members,
                batch.is_hot,
                covered
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// All batches, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<SyncBatch>, StoreError> {
        let rows = sqlx::query_as!(Raw, "SELECT * FROM sync_batches ORDER BY name")
            .fetch_all(self.store.readers())
            .await?;
        rows.into_iter().map(SyncBatch::try_from).collect()
    }

    /// One batch.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, name: &str) -> Result<Option<SyncBatch>, StoreError> {
        let row = sqlx::query_as!(Raw, "SELECT * FROM sync_batches WHERE name = ?", name)
            .fetch_optional(self.store.readers())
            .await?;
        row.map(SyncBatch::try_from).transpose()
    }

    /// Notes that a call of a batch failed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn failed(&self, name: &str, failure: &str, at: Timestamp) -> Result<(), StoreError> {
        let at = micros(at);
        sqlx::query!(
            "UPDATE sync_batches SET failure = ?2, failed_at = ?3 WHERE name = ?1",
            name,
            failure,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Begins a sweep: rows that come with [`crate::dialogs::SyncPage::is_sweep`] from now on are noted as there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin_sweep(&self, name: &str, at: Timestamp) -> Result<(), StoreError> {
        let at = micros(at);
        let mut transaction = self.store.write().await?;
        sqlx::query!("DELETE FROM sweep_rows WHERE batch = ?", name)
            .execute(&mut *transaction)
            .await?;
        sqlx::query!(
            "UPDATE sync_batches SET sweep_at = ?2, sweep = NULL WHERE name = ?1",
            name,
            at
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Ends a sweep that read everything of the batch whose content changed at `from` or later: rows of the batch in that
    /// window that did not come back, and were known before the sweep began, are marked as stale. Gives how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_sweep(&self, name: &str, from: Timestamp) -> Result<u64, StoreError> {
        let from = micros(from);
        let mut transaction = self.store.write().await?;
        let marked = sqlx::query!(
            "UPDATE dialogs SET stale_since = b.sweep_at
             FROM sync_batches b
             WHERE b.name = ?1 AND b.sweep_at IS NOT NULL AND stale_since IS NULL
               AND content_updated_at >= ?2 AND fetched_at < b.sweep_at
               AND CASE b.kind
                   WHEN 'parties' THEN party IN (SELECT p.key FROM json_each(b.members) m
                                                 JOIN dialog_parties p ON p.party_uuid = m.value)
                   ELSE service IN (SELECT s.key FROM json_each(b.members) m JOIN services s ON s.id = m.value) END
               AND key NOT IN (SELECT key FROM sweep_rows WHERE batch = ?1)",
            name,
            from
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "UPDATE sync_batches SET swept_at = sweep_at, sweep_at = NULL, sweep = NULL WHERE name = ?",
            name
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!("DELETE FROM sweep_rows WHERE batch = ?", name)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(marked.rows_affected())
    }

    /// Services that have dialogs here, with the newest change of content of each (to the millisecond), the newest first:
    /// the hot ones of the next plan.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn services_met(&self) -> Result<Vec<(String, Timestamp)>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT id AS "id!", newest AS "newest!: i64" FROM (
                   SELECT s.id, max((SELECT max(d.key) FROM dialogs d
                                     WHERE d.service = s.key AND d.place = p.value)) AS newest
                   FROM services s CROSS JOIN json_each('[0,1,3,4]') p GROUP BY s.key)
               WHERE newest IS NOT NULL ORDER BY newest DESC, id"#
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| Ok((row.id, dialogs::instant_of(row.newest)?)))
            .collect()
    }
}
