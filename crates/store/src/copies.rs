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
        let fetched_at = micros(fetched_at);
        sqlx::query!(
            "INSERT INTO copies (name, language, fetched_at, body) VALUES (?, ?, ?, ?)
                 ON CONFLICT (name, language)
                 DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body",
            name,
            language,
            fetched_at,
            body
        )
        .execute(self.store.writer())
        .await?;
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
}
