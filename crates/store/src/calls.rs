//! How many calls were made to each kind of endpoint, per day.

use crate::text::small;
use crate::{Store, StoreError};

/// Calls of one kind on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallCount {
    /// Kind of call, e.g. `request_read`.
    pub kind: String,
    /// How many.
    pub count: u32,
}

/// The table of counts.
#[derive(Clone, Copy)]
pub struct Calls<'a> {
    pub(crate) store: &'a Store,
}

impl Calls<'_> {
    /// Adds counts of one day in one transaction. `day` is the day in Norway, `2026-11-21`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add(&self, day: &str, counts: &[CallCount]) -> Result<(), StoreError> {
        let mut transaction = self.store.write().await?;
        for count in counts {
            sqlx::query!(
                "INSERT INTO calls (day, kind, count) VALUES (?, ?, ?)
                 ON CONFLICT (day, kind) DO UPDATE SET count = count + excluded.count",
                day,
                count.kind,
                count.count
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The counts of a day, by kind.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, day: &str) -> Result<Vec<CallCount>, StoreError> {
        let rows = sqlx::query!(
            "SELECT kind, count FROM calls WHERE day = ? ORDER BY kind",
            day
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(CallCount {
                    kind: row.kind,
                    count: small(row.count)?,
                })
            })
            .collect()
    }
}
