//! Saved views: a folder, a scope, filters and a search text under a name of the user's choice.

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, instant, micros};
use crate::{Store, StoreError};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Key.
    pub id: Uuid,
    /// Name of the user's choice.
    pub name: String,
    /// What it shows: JSON of the app's making.
    pub query: String,
    /// When it was made.
    pub made_at: Timestamp,
}

/// The table of saved views.
#[derive(Clone, Copy)]
pub struct SavedViews<'a> {
    pub(crate) store: &'a Store,
}

impl SavedViews<'_> {
    /// Keeps a view, last in the list, or in place of an earlier one of the same key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, view: &SavedView) -> Result<(), StoreError> {
        let id = id_text(view.id);
        let made_at = micros(view.made_at);
        sqlx::query!(
            "INSERT INTO saved_views (id, position, name, query, made_at)
             SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3, ?4 FROM saved_views WHERE true
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query",
            id,
            view.name,
            view.query,
            made_at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// All views, in the order in which they were made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<SavedView>, StoreError> {
        let rows =
            sqlx::query!("SELECT id, name, query, made_at FROM saved_views ORDER BY position, id")
                .fetch_all(self.store.readers())
                .await?;
        rows.into_iter()
            .map(|row| {
                Ok(SavedView {
                    id: id(&row.id)?,
                    name: row.name,
                    query: row.query,
                    made_at: instant(row.made_at)?,
                })
            })
            .collect()
    }

    /// Forgets a view.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, view: Uuid) -> Result<(), StoreError> {
        let view = id_text(view);
        sqlx::query!("DELETE FROM saved_views WHERE id = ?", view)
            .execute(self.store.writer())
            .await?;
        Ok(())
    }
}
