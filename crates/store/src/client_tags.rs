//! The user's own tags on clients. They outlive a replacement of the list.

use uuid::Uuid;

use crate::text::{id, id_text, list_text};
use crate::{Store, StoreError};

/// The table of tags.
#[derive(Clone, Copy)]
pub struct ClientTags<'a> {
    pub(crate) store: &'a Store,
}

impl ClientTags<'_> {
    /// Puts a tag on clients of a firm, or takes it off.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set(
        &self,
        firm: Uuid,
        clients: &[Uuid],
        tag: &str,
        on: bool,
    ) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let clients: Vec<String> = clients.iter().copied().map(id_text).collect();
        let clients = list_text(&clients);
        if on {
            sqlx::query!(
                "INSERT OR IGNORE INTO client_tags (firm, client, tag) SELECT ?1, value, ?3 FROM json_each(?2)",
                firm,
                clients,
                tag
            )
            .execute(self.store.writer())
            .await?;
        } else {
            sqlx::query!(
                "DELETE FROM client_tags
                 WHERE firm = ?1 AND tag = ?3 AND client IN (SELECT value FROM json_each(?2))",
                firm,
                clients,
                tag
            )
            .execute(self.store.writer())
            .await?;
        }
        Ok(())
    }

    /// Tags of a firm's clients: tag and client, by tag.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, firm: Uuid) -> Result<Vec<(String, Uuid)>, StoreError> {
        let firm = id_text(firm);
        let rows = sqlx::query!(
            "SELECT tag, client FROM client_tags WHERE firm = ? ORDER BY tag, client",
            firm
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| Ok((row.tag, id(&row.client)?)))
            .collect()
    }
}
