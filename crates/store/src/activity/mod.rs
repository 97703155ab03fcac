//! The log of what was done from this machine: append-only, every entry sealed with a hash over itself and the one before.

mod chain;
mod entry;
mod page;
mod raw;

use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;

pub(crate) use chain::Verified;
pub use entry::{
    ActFilter, ActivityPage, ActivityQuery, Appended, Chain, Entry, EntryRow, NewEntry,
};

use self::chain::{Sealed, next_place, year_in_norway};
use self::raw::Raw;
use crate::text::{folded, id, id_text, instant, micros, small};
use crate::{Store, StoreError};

/// The log.
#[derive(Clone, Copy)]
pub struct Activity<'a> {
    pub(crate) store: &'a Store,
}

impl Activity<'_> {
    /// Writes an entry down: durable when this returns.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn append(&self, entry: &NewEntry) -> Result<Appended, StoreError> {
        let mut connection = self.store.writer().acquire().await?;
        // The log is the one thing that cannot be fetched again: it must survive a power cut the moment this returns.
        // (Should the second pragma not run, later writes are merely slower.)
        sqlx::query("PRAGMA synchronous = FULL")
            .execute(&mut *connection)
            .await?;
        let outcome = write(&mut connection, entry).await;
        sqlx::query("PRAGMA synchronous = NORMAL")
            .execute(&mut *connection)
            .await?;
        outcome
    }

    /// A window of the log, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn page(&self, query: &ActivityQuery) -> Result<ActivityPage, StoreError> {
        page::page(self.store, query).await
    }

    /// One entry by its number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, number: &str) -> Result<Option<Entry>, StoreError> {
        let row = sqlx::query!(
            r#"SELECT at, act, subject, system, vendor, organisation, party_uuid, services, failure, hash, receipt
               FROM activity WHERE number = ?"#,
            number
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(|row| {
            let raw = Raw {
                number: number.to_owned(),
                at: row.at,
                act: row.act,
                subject: row.subject,
                system: row.system,
                vendor: row.vendor,
                organisation: row.organisation,
                party_uuid: row.party_uuid,
                services: row.services,
                failure: row.failure,
                has_receipt: row.receipt.is_some(),
                hash: row.hash,
            };
            Ok(Entry {
                row: raw.try_into()?,
                receipt: row.receipt,
            })
        })
        .transpose()
    }

    /// Everything after a place, oldest first, as it was written down, each with its own place. Places begin at one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn since(&self, place: i64) -> Result<Vec<(i64, NewEntry)>, StoreError> {
        let rows = sqlx::query!(
            "SELECT seq, at, act, subject, system, vendor, organisation, party_uuid, services, failure, receipt
             FROM activity WHERE seq > ? ORDER BY seq",
            place
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                let entry = NewEntry {
                    at: instant(row.at)?,
                    act: row.act,
                    subject: row.subject.as_deref().map(id).transpose()?,
                    system: row.system,
                    vendor: row.vendor,
                    organisation: row.organisation,
                    party_uuid: row.party_uuid.as_deref().map(id).transpose()?,
                    services: row.services.map(small).transpose()?,
                    failure: row.failure,
                    receipt: row.receipt,
                };
                Ok((row.seq, entry))
            })
            .collect()
    }

    /// The latest entry of one act about one request or system user (for "the receipt of its approval").
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn latest(&self, subject: Uuid, act: &str) -> Result<Option<EntryRow>, StoreError> {
        let subject = id_text(subject);
        let row = sqlx::query_as!(
            Raw,
            r#"SELECT number, at, act, subject, system, vendor, organisation, party_uuid, services, failure,
                      receipt IS NOT NULL AS "has_receipt!: bool", hash
               FROM activity WHERE subject = ? AND act = ? ORDER BY seq DESC LIMIT 1"#,
            subject,
            act
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(EntryRow::try_from).transpose()
    }

    /// Checks the chain. Entries that were found whole since the store was opened are not read again, so this is cheap
    /// enough for every list.
    ///
    /// # Errors
    /// [`StoreError`] only when the check itself could not be done.
    pub async fn verify(&self) -> Result<Chain, StoreError> {
        chain::verify(self.store, false).await
    }

    /// Checks the chain from the first entry on.
    ///
    /// # Errors
    /// As [`Activity::verify`].
    pub async fn verify_from_start(&self) -> Result<Chain, StoreError> {
        chain::verify(self.store, true).await
    }
}

/// Number of an entry: the year in Norway, and how many there were in it.
fn number(year: i64, counter: i64) -> String {
    format!("{year:04}-{counter:04}")
}

/// Writes an entry at the end, sealed.
async fn write(
    connection: &mut SqliteConnection,
    entry: &NewEntry,
) -> Result<Appended, StoreError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let place = next_place(&mut transaction, year_in_norway(entry.at)).await?;
    let number = number(place.year, place.counter);
    let at = micros(entry.at);
    let subject = entry.subject.map(id_text);
    let party_uuid = entry.party_uuid.map(id_text);
    let services = entry.services.map(i64::from);
    let hash = Sealed {
        seq: place.seq,
        number: &number,
        at,
        act: &entry.act,
        subject: subject.as_deref(),
        system: entry.system.as_deref(),
        vendor: entry.vendor.as_deref(),
        organisation: entry.organisation.as_deref(),
        party_uuid: party_uuid.as_deref(),
        services,
        failure: entry.failure.as_deref(),
        receipt: entry.receipt.as_deref(),
    }
    .hash(&place.before);
    let searched = searched(&number, entry);
    let hash_bytes = hash.as_slice();
    sqlx::query!(
        "INSERT INTO activity (seq, number, year, counter, at, act, subject, system, vendor, organisation, party_uuid,
                               services, failure, folded, hash, receipt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        place.seq,
        number,
        place.year,
        place.counter,
        at,
        entry.act,
        subject,
        entry.system,
        entry.vendor,
        entry.organisation,
        party_uuid,
        services,
        entry.failure,
        searched,
        hash_bytes,
        entry.receipt
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "UPDATE activity_head SET seq = ?, year = ?, counter = ?, hash = ?",
        place.seq,
        place.year,
        place.counter,
        hash_bytes
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(Appended {
        number,
        hash: hex::encode(hash),
    })
}

/// What search looks at, folded; parts on lines of their own, so that no word reaches across two.
fn searched(number: &str, entry: &NewEntry) -> String {
    [
        Some(number),
        entry.system.as_deref(),
        entry.vendor.as_deref(),
        entry.organisation.as_deref(),
    ]
    .into_iter()
    .flatten()
    .map(folded)
    .collect::<Vec<_>>()
    .join("\n")
}
