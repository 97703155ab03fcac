//! Templates: what the clients of a group are to have.

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, micros, sort_key};
use crate::{Store, StoreError};

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientTemplate {
    /// Key.
    pub id: Uuid,
    /// Name of the user's choice.
    pub name: String,
    /// Whose, and what: JSON of the app's making.
    pub body: String,
}

/// The table of templates.
#[derive(Clone, Copy)]
pub struct ClientTemplates<'a> {
    pub(crate) store: &'a Store,
}

impl ClientTemplates<'_> {
    /// Keeps a template, in place of an earlier one of the same key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(
        &self,
        firm: Uuid,
        template: &ClientTemplate,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let key = id_text(template.id);
        let at = micros(at);
        sqlx::query!(
            "INSERT INTO client_templates (id, firm, name, body, made_at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body",
            key,
            firm,
            template.name,
            template.body,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Templates of a firm, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, firm: Uuid) -> Result<Vec<ClientTemplate>, StoreError> {
        let firm = id_text(firm);
        let rows = sqlx::query!(
            "SELECT id, name, body FROM client_templates WHERE firm = ? ORDER BY made_at, id",
            firm
        )
        .fetch_all(self.store.readers())
        .await?;
        let mut templates = rows
            .into_iter()
            .map(|row| {
                Ok(ClientTemplate {
                    id: id(&row.id)?,
                    name: row.name,
                    body: row.body,
                })
            })
            .collect::<Result<Vec<ClientTemplate>, StoreError>>()?;
        templates.sort_by_cached_key(|template| sort_key(&template.name));
        Ok(templates)
    }

    /// Forgets a template.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, template: Uuid) -> Result<(), StoreError> {
        let template = id_text(template);
        sqlx::query!("DELETE FROM client_templates WHERE id = ?", template)
            .execute(self.store.writer())
            .await?;
        Ok(())
    }
}
