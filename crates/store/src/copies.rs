//! Copies of what rarely changes at Altinn and Enhetsregisteret (packages, services, owners, units): a name, a
//! language, a text.

use jiff::Timestamp;

use crate::text::{instant, micros};
use crate::{Store, StoreError};

/// A kept copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCopy {
    /// What it is a copy of, e.g. `packages`, `resource/ske-mva`, `unit/313572773`.
    pub name: String,
    /// Language of the texts (`nb`, `nn`, `en`); empty where there is none.
    pub language: String,
    /// The text, usually JSON.
    pub body: String,
    /// When it was read.
    pub fetched_at: Timestamp,
}

/// A row as it is stored.
struct Raw {
    name: String,
    language: String,
    fetched_at: i64,
    body: String,
}

impl TryFrom<Raw> for KeptCopy {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(KeptCopy {
            name: raw.name,
            language: raw.language,
            body: raw.body,
            fetched_at: instant(raw.fetched_at)?,
        })
    }
}

/// The names that begin with `prefix`, as a range that the primary key can answer: text compares byte by byte, and no
/// name holds the last character of Unicode.
fn range(prefix: &str) -> (&str, String) {
    (prefix, format!("{prefix}\u{10ffff}"))
}

/// The table of copies.
#[derive(Clone, Copy)]
pub struct Copies<'a> {
    pub(crate) store: &'a Store,
}

impl Copies<'_> {
    /// Keeps a copy, in place of an earlier one of the same name and language.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(
        &self,
        name: &str,
        language: &str,
        body: &str,
        fetched_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.put_all(&[KeptCopy {
            name: name.to_owned(),
            language: language.to_owned(),
            body: body.to_owned(),
            fetched_at,
        }])
        .await
    }

    /// Keeps many in one transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_all(&self, copies: &[KeptCopy]) -> Result<(), StoreError> {
        let mut transaction = self.store.write().await?;
        for copy in copies {
            let fetched_at = micros(copy.fetched_at);
            sqlx::query!(
                "INSERT INTO copies (name, language, fetched_at, body) VALUES (?, ?, ?, ?)
                 ON CONFLICT (name, language)
                 DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body",
                copy.name,
                copy.language,
                fetched_at,
                copy.body
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// One copy.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, name: &str, language: &str) -> Result<Option<KeptCopy>, StoreError> {
        let row = sqlx::query_as!(
            Raw,
            "SELECT name, language, fetched_at, body FROM copies WHERE name = ? AND language = ?",
            name,
            language
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(KeptCopy::try_from).transpose()
    }

    /// All copies in one language whose name begins with `prefix`, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, prefix: &str, language: &str) -> Result<Vec<KeptCopy>, StoreError> {
        let (from, to) = range(prefix);
        let rows = sqlx::query_as!(
            Raw,
            "SELECT name, language, fetched_at, body FROM copies
             WHERE name >= ? AND name < ? AND language = ? ORDER BY name",
            from,
            to,
            language
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(KeptCopy::try_from).collect()
    }

    /// Forgets one copy.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, name: &str, language: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "DELETE FROM copies WHERE name = ? AND language = ?",
            name,
            language
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Forgets copies read before `limit` whose name begins with `prefix`. Gives how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_older(&self, prefix: &str, limit: Timestamp) -> Result<u64, StoreError> {
        let (from, to) = range(prefix);
        let limit = micros(limit);
        let gone = sqlx::query!(
            "DELETE FROM copies WHERE name >= ? AND name < ? AND fetched_at < ?",
            from,
            to,
            limit
        )
        .execute(self.store.writer())
        .await?;
        Ok(gone.rows_affected())
    }
}
