//! The chain of hashes: each entry's hash covers the hash before it and every part of the entry, so that an entry that is
//! changed, taken away or put in between shows at the first entry that does not follow.
//!
//! It guards against slips and against edits by someone who has the file and the key but not this code; it is no proof
//! against someone who rebuilds the whole chain.

use std::sync::PoisonError;

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::entry::Chain;
use super::number;
use crate::text::micros;
use crate::{Store, StoreError};

/// A hash in the chain.
pub(crate) type Hash = [u8; 32];

/// How far the chain was found whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verified {
    /// Last entry that follows from the one before; 0 for none.
    pub seq: i64,
    /// Its hash; zeros for none.
    pub hash: Hash,
}

/// The parts of an entry that its hash covers, as they are stored.
#[derive(Debug)]
pub(super) struct Sealed<'a> {
    pub seq: i64,
    pub number: &'a str,
    pub at: i64,
    pub act: &'a str,
    pub subject: Option<&'a str>,
    pub system: Option<&'a str>,
    pub vendor: Option<&'a str>,
    pub organisation: Option<&'a str>,
    pub party_uuid: Option<&'a str>,
    pub services: Option<i64>,
    pub failure: Option<&'a str>,
    pub receipt: Option<&'a str>,
}

impl Sealed<'_> {
    /// SHA-256 over the hash before and the entry's canonical bytes: a version line, then each part with its length, so
    /// that nothing can move from one part to the next unseen.
    pub(super) fn hash(&self, before: &Hash) -> Hash {
        let mut digest = Sha256::new();
        digest.update(before);
        digest.update(b"fullmakt activity 1\n");
        digest.update(self.seq.to_be_bytes());
        digest.update(self.at.to_be_bytes());
        let services = self.services.map(|count| count.to_string());
        for part in [
            Some(self.number),
            Some(self.act),
            self.subject,
            self.system,
            self.vendor,
            self.organisation,
            self.party_uuid,
            services.as_deref(),
            self.failure,
            self.receipt,
        ] {
            match part {
                Some(text) => {
                    digest.update([1]);
                    digest.update((text.len() as u64).to_be_bytes());
                    digest.update(text);
                }
                None => digest.update([0]),
            }
        }
        digest.finalize().into()
    }
}

/// A row with everything that is sealed.
struct Raw {
    seq: i64,
    number: String,
    year: i64,
    counter: i64,
    at: i64,
    act: String,
    subject: Option<String>,
    system: Option<String>,
    vendor: Option<String>,
    organisation: Option<String>,
    party_uuid: Option<String>,
    services: Option<i64>,
    failure: Option<String>,
    receipt: Option<String>,
    hash: Vec<u8>,
}

impl Raw {
    fn hash(&self, before: &Hash) -> Hash {
        Sealed {
            seq: self.seq,
            number: &self.number,
            at: self.at,
            act: &self.act,
            subject: self.subject.as_deref(),
            system: self.system.as_deref(),
            vendor: self.vendor.as_deref(),
            organisation: self.organisation.as_deref(),
            party_uuid: self.party_uuid.as_deref(),
            services: self.services,
            failure: self.failure.as_deref(),
            receipt: self.receipt.as_deref(),
        }
        .hash(before)
    }
}

/// Entries read at a time: receipts can be long.
const BATCH: i64 = 100;

/// Follows the chain from where it was last found whole, or from the start.
pub(super) async fn verify(store: &Store, from_start: bool) -> Result<Chain, StoreError> {
    let mut reading = store.readers().begin().await?;
    let mut last = if from_start {
        Verified::default()
    } else {
        known(&mut reading, store).await?
    };
    let mut end = end_of(&mut reading, last.seq).await?;
    loop {
        let rows = batch(&mut reading, last.seq).await?;
        let Some(newest) = rows.last() else { break };
        end = Some((newest.year, newest.counter));
        for row in &rows {
            let hash = row.hash(&last.hash);
            if row.seq != last.seq + 1 || row.hash != hash {
                return Ok(Chain::Broken {
                    number: row.number.clone(),
                });
            }
            last = Verified { seq: row.seq, hash };
        }
    }
    let head = sqlx::query!("SELECT seq, year, counter, hash FROM activity_head")
        .fetch_optional(&mut *reading)
        .await?;
    reading.rollback().await?;
    let Some(head) = head else {
        return Ok(Chain::Broken {
            number: missing(end, end.map_or(0, |(year, _)| year)),
        });
    };
    if head.seq != last.seq || head.hash != last.hash {
        return Ok(Chain::Broken {
            number: missing(end, head.year),
        });
    }
    *store
        .verified()
        .lock()
        .unwrap_or_else(PoisonError::into_inner) = last;
    Ok(Chain::Whole)
}

/// Where the chain was last found whole, if that entry still stands there.
async fn known(reading: &mut SqliteConnection, store: &Store) -> Result<Verified, StoreError> {
    let known = *store
        .verified()
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let hash = sqlx::query_scalar!("SELECT hash FROM activity WHERE seq = ?", known.seq)
        .fetch_optional(reading)
        .await?;
    Ok(if hash.is_some_and(|hash| hash == known.hash) {
        known
    } else {
        Verified::default()
    })
}

async fn batch(reading: &mut SqliteConnection, after: i64) -> Result<Vec<Raw>, StoreError> {
    Ok(sqlx::query_as!(
        Raw,
        "SELECT seq, number, year, counter, at, act, subject, system, vendor, organisation, party_uuid, services, failure,
                receipt, hash
         FROM activity WHERE seq > ? ORDER BY seq LIMIT ?",
        after,
        BATCH
    )
    .fetch_all(reading)
    .await?)
}

async fn end_of(
    reading: &mut SqliteConnection,
    seq: i64,
) -> Result<Option<(i64, i64)>, StoreError> {
    let row = sqlx::query!("SELECT year, counter FROM activity WHERE seq = ?", seq)
        .fetch_optional(reading)
        .await?;
    Ok(row.map(|row| (row.year, row.counter)))
}

/// The number that the first missing entry at the end must have had.
fn missing(end: Option<(i64, i64)>, year_of_head: i64) -> String {
    match end {
        Some((year, counter)) if year == year_of_head => number(year, counter + 1),
        _ => number(year_of_head, 1),
    }
}

/// What an entry gets when it is written.
pub(super) struct Place {
    pub seq: i64,
    pub year: i64,
    pub counter: i64,
    pub before: Hash,
}

/// The next place in the log, for an entry of this year. The head counts, not the last row: after an end was cut off, the
/// gap stays to be seen and no number is given twice.
pub(super) async fn next_place(
    writing: &mut SqliteConnection,
    year: i64,
) -> Result<Place, StoreError> {
    let head = sqlx::query!("SELECT seq, year, counter, hash FROM activity_head")
        .fetch_one(&mut *writing)
        .await?;
    let used = sqlx::query_scalar!(
        r#"SELECT coalesce(max(counter), 0) AS "used!: i64" FROM activity WHERE year = ?"#,
        year
    )
    .fetch_one(&mut *writing)
    .await?;
    let used = if head.year == year {
        used.max(head.counter)
    } else {
        used
    };
    let before = head
        .hash
        .try_into()
        .map_err(|_| StoreError::unreadable("hash"))?;
    Ok(Place {
        seq: head.seq + 1,
        year,
        counter: used + 1,
        before,
    })
}

/// The year in Norway of an instant. Central European time is a fixed rule since 1996, so no time zone data is needed
/// on the machine.
pub(super) fn year_in_norway(at: jiff::Timestamp) -> i64 {
    let zone = jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a valid rule");
    let kept = jiff::Timestamp::from_microsecond(micros(at)).unwrap_or(at);
    i64::from(kept.to_zoned(zone).year())
}

#[cfg(test)]
mod tests {
    use super::{Sealed, year_in_norway};

    fn entry<'a>() -> Sealed<'a> {
        Sealed {
            seq: 1,
            number: "2026-0001",
            at: 1_795_000_000_000_000,
            act: "approved",
            subject: None,
            system: Some("Lønn"),
            vendor: None,
            organisation: None,
            party_uuid: None,
            services: Some(3),
            failure: None,
            receipt: None,
        }
    }

    #[test]
    fn the_hash_is_pinned() {
        // Written into files: it must never change for entries of version 1.
        assert_eq!(hex::encode(entry().hash(&[0; 32])), PINNED);
    }

    const PINNED: &str = "9d91b214880d00a567b3f2beb35c274b543dc457f018aa3d007a5ce7003c184f";

    #[test]
    fn nothing_moves_between_parts_unseen() {
        let one = Sealed {
            system: Some("ab"),
            vendor: Some("c"),
            ..entry()
        };
        let two = Sealed {
            system: Some("a"),
            vendor: Some("bc"),
            ..entry()
        };
        let three = Sealed {
            system: None,
            vendor: Some("abc"),
            ..entry()
        };
        let four = Sealed {
            system: Some(""),
            vendor: Some("abc"),
            ..entry()
        };
        let hashes = [one, two, three, four].map(|e| e.hash(&[0; 32]));
        for (i, a) in hashes.iter().enumerate() {
            assert!(hashes[i + 1..].iter().all(|b| a != b));
        }
        assert_ne!(entry().hash(&[0; 32]), entry().hash(&[1; 32]));
    }

    #[test]
    fn the_year_turns_at_midnight_in_norway() {
        for (at, year) in [
            ("2026-12-31T22:59:59Z", 2026),
            ("2026-12-31T23:00:00Z", 2027),
            ("2026-06-30T22:30:00Z", 2026),
        ] {
            assert_eq!(
                year_in_norway(at.parse().expect("an instant")),
                year,
                "{at}"
            );
        }
    }
}
