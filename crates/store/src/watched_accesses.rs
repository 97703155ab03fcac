//! What each access is compared with, and what was found.

use jiff::Timestamp;
use sqlx::{Sqlite, SqliteExecutor, Transaction};
use uuid::Uuid;

use crate::text::{id, id_text, instant, list_text, maybe_instant, micros};
use crate::{Store, StoreError};

/// Where a baseline stems from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A receipt of a decision from here.
    Receipt,
    /// The person acknowledged how it was.
    Acknowledged,
    /// How it was when it was first seen.
    FirstSeen,
}

impl Basis {
    fn as_str(self) -> &'static str {
        match self {
            Basis::Receipt => "receipt",
            Basis::Acknowledged => "acknowledged",
            Basis::FirstSeen => "first_seen",
        }
    }

    fn parse(text: &str) -> Result<Self, StoreError> {
        match text {
            "receipt" => Ok(Basis::Receipt),
            "acknowledged" => Ok(Basis::Acknowledged),
            "first_seen" => Ok(Basis::FirstSeen),
            _ => Err(StoreError::unreadable("basis")),
        }
    }
}

/// One access under watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Organisation.
    pub party_uuid: Uuid,
    /// System user id.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// Vendor's name, when known.
    pub vendor: Option<String>,
    /// Vendor's organisation number.
    pub vendor_org_no: Option<String>,
    /// Where the baseline stems from.
    pub basis: Basis,
    /// Number of the receipt, for one that stems from a receipt.
    pub receipt: Option<String>,
    /// When the baseline was taken.
    pub baseline_at: Timestamp,
    /// JSON of the app's: what it held.
    pub baseline: String,
    /// Since when it has been missing at Altinn.
    pub vanished_at: Option<Timestamp>,
    /// JSON list of the app's: what was found.
    pub findings: String,
}

/// A row as it was read, and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// As it was read; `None`: there was none.
    pub was: Option<Watched>,
    /// What takes its place.
    pub row: Watched,
}

/// A row as it is stored.
struct Raw {
    party_uuid: String,
    id: String,
    title: String,
    vendor: Option<String>,
    vendor_org_no: Option<String>,
    basis: String,
    receipt: Option<String>,
    baseline_at: i64,
    baseline: String,
    vanished_at: Option<i64>,
    findings: String,
}

impl TryFrom<Raw> for Watched {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Watched {
            party_uuid: id(&raw.party_uuid)?,
            id: id(&raw.id)?,
            title: raw.title,
            vendor: raw.vendor,
            vendor_org_no: raw.vendor_org_no,
            basis: Basis::parse(&raw.basis)?,
            receipt: raw.receipt,
            baseline_at: instant(raw.baseline_at)?,
            baseline: raw.baseline,
            vanished_at: maybe_instant(raw.vanished_at)?,
            findings: raw.findings,
        })
    }
}

/// The table of watched accesses.
#[derive(Clone, Copy)]
pub struct WatchedAccesses<'a> {
    pub(crate) store: &'a Store,
}

impl WatchedAccesses<'_> {
    /// Puts rows in, or in the place of those that are there, in one transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, rows: &[Watched]) -> Result<(), StoreError> {
        let mut transaction = self.store.write().await?;
        for row in rows {
            write(&mut transaction, row).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Puts rows in the place of those that were read, in one transaction; each only where nobody has written or removed it
    /// since. Gives how many were written.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace(&self, rows: &[Next]) -> Result<usize, StoreError> {
        let mut transaction = self.store.write().await?;
        let mut written = 0;
        for next in rows {
            let stored = stored(&mut *transaction, next.row.party_uuid, next.row.id).await?;
            if stored == next.was {
                write(&mut transaction, &next.row).await?;
                written += 1;
            }
        }
        transaction.commit().await?;
        Ok(written)
    }

    /// Every row, by organisation and id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<Watched>, StoreError> {
        let rows = sqlx::query_as!(
            Raw,
            "SELECT party_uuid, id, title, vendor, vendor_org_no, basis, receipt, baseline_at, baseline, vanished_at,
                    findings
             FROM watched_accesses ORDER BY party_uuid, id"
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(Watched::try_from).collect()
    }

    /// Rows with something found, by organisation and id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn with_findings(&self) -> Result<Vec<Watched>, StoreError> {
        let rows = sqlx::query_as!(
            Raw,
            "SELECT party_uuid, id, title, vendor, vendor_org_no, basis, receipt, baseline_at, baseline, vanished_at,
                    findings
             FROM watched_accesses WHERE findings <> '[]' ORDER BY party_uuid, id"
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(Watched::try_from).collect()
    }

    /// One row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, party_uuid: Uuid, id: Uuid) -> Result<Option<Watched>, StoreError> {
        stored(self.store.readers(), party_uuid, id).await
    }

    /// Forgets one: it was withdrawn from here, or its vanishing was acknowledged. Gives `false` when there was none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, party_uuid: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        let done = sqlx::query!(
            "DELETE FROM watched_accesses WHERE party_uuid = ? AND id = ?",
            party,
            key
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets all organisations but these. Gives how many rows went.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn retain_parties(&self, parties: &[Uuid]) -> Result<u64, StoreError> {
        let kept: Vec<String> = parties.iter().map(|party| id_text(*party)).collect();
        let kept = list_text(&kept);
        let gone = sqlx::query!(
            "DELETE FROM watched_accesses WHERE party_uuid NOT IN (SELECT value FROM json_each(?))",
            kept
        )
        .execute(self.store.writer())
        .await?;
        Ok(gone.rows_affected())
    }
}

async fn stored<'e>(
    store: impl SqliteExecutor<'e>,
    party_uuid: Uuid,
    id: Uuid,
) -> Result<Option<Watched>, StoreError> {
    let party = id_text(party_uuid);
    let key = id_text(id);
    let row = sqlx::query_as!(
        Raw,
        "SELECT party_uuid, id, title, vendor, vendor_org_no, basis, receipt, baseline_at, baseline, vanished_at,
                findings
         FROM watched_accesses WHERE party_uuid = ? AND id = ?",
        party,
        key
    )
    .fetch_optional(store)
    .await?;
    row.map(Watched::try_from).transpose()
}

async fn write(transaction: &mut Transaction<'_, Sqlite>, row: &Watched) -> Result<(), StoreError> {
    let party = id_text(row.party_uuid);
    let key = id_text(row.id);
    let basis = row.basis.as_str();
    let baseline_at = micros(row.baseline_at);
    let vanished_at = row.vanished_at.map(micros);
    sqlx::query!(
        "INSERT INTO watched_accesses (party_uuid, id, title, vendor, vendor_org_no, basis, receipt,
                                       baseline_at, baseline, vanished_at, findings)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (party_uuid, id) DO UPDATE SET
             title = excluded.title, vendor = excluded.vendor, vendor_org_no = excluded.vendor_org_no,
             basis = excluded.basis, receipt = excluded.receipt, baseline_at = excluded.baseline_at,
             baseline = excluded.baseline, vanished_at = excluded.vanished_at, findings = excluded.findings",
        party,
        key,
        row.title,
        row.vendor,
        row.vendor_org_no,
        basis,
        row.receipt,
        baseline_at,
        row.baseline,
        vanished_at,
        row.findings
    )
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
