//! What the user has opened: kept so that it can be read again without a call, offline, and found by its words.
//! Everything here was read because a person asked for it; nothing is fetched ahead.

mod attachments;

use jiff::Timestamp;
use uuid::Uuid;

pub use attachments::{AttachmentPlace, SavedAttachment};

use crate::dialogs::{Labels, id_bytes, id_from, label_bits};
use crate::text::{instant, micros};
use crate::{Store, StoreError, dialog_search, label_changes};

/// An opened dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDialog {
    /// Key.
    pub id: Uuid,
    /// When it was read.
    pub read_at: Timestamp,
    /// `revision` of the dialog when it was read.
    pub revision: Option<Uuid>,
    /// The detail: JSON of the app's making. No token, no identity number.
    pub detail: String,
    /// The body as a tree: JSON of the app's making; `None` where there is none or it could not be read.
    pub body: Option<String>,
    /// The body as plain text, for the index.
    pub text: String,
}

/// The opened body of a transmission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTransmission {
    /// The dialog.
    pub dialog: Uuid,
    /// Key within the dialog.
    pub transmission: Uuid,
    /// When it was read.
    pub read_at: Timestamp,
    /// The body as a tree: JSON of the app's making.
    pub body: String,
    /// The body as plain text, for the index.
    pub text: String,
}

/// The tables of what was opened.
#[derive(Clone, Copy)]
pub struct DialogDetails<'a> {
    pub(crate) store: &'a Store,
}

impl DialogDetails<'_> {
    /// Keeps an opened dialog in place of an earlier copy. The row in the lists is opened and read from now on, as it is
    /// for the server; `context_revision` is the revision of its labels after the reading.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep(
        &self,
        kept: &KeptDialog,
        context_revision: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let id = id_bytes(kept.id);
        let read_at = micros(kept.read_at);
        let revision = kept.revision.map(id_bytes);
        let context_revision = context_revision.map(id_bytes);
        let unopened = label_bits(Labels::MARKED_AS_UNOPENED);
        let mut transaction = self.store.write().await?;
        sqlx::query!(
            "INSERT INTO dialog_details (id, read_at, revision, detail, body, text) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET
                 read_at = excluded.read_at, revision = excluded.revision, detail = excluded.detail,
                 body = excluded.body, text = excluded.text",
            id,
            read_at,
            revision,
            kept.detail,
            kept.body,
            kept.text
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "UPDATE dialogs SET opened_at = ?2, is_seen = 1, server_labels = server_labels & ~?3,
                                context_revision = coalesce(?4, context_revision), stale_since = NULL
             WHERE id = ?1",
            id,
            read_at,
            unopened,
            context_revision
        )
        .execute(&mut *transaction)
        .await?;
        // A mark that still waits to be sent was overtaken.
        sqlx::query!(
            "UPDATE label_changes SET state = 'undone' WHERE state = 'waiting' AND dialog = ? AND adds = ?",
            id,
            unopened
        )
        .execute(&mut *transaction)
        .await?;
        label_changes::show(&mut transaction, &label_changes::hex_list([id.as_slice()])).await?;
        index_body(&mut transaction, &id).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The kept copy of a dialog.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, id: Uuid) -> Result<Option<KeptDialog>, StoreError> {
        let key = id_bytes(id);
        let row = sqlx::query!(
            "SELECT read_at, revision, detail, body, text FROM dialog_details WHERE id = ?",
            key
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(|row| {
            Ok(KeptDialog {
                id,
                read_at: instant(row.read_at)?,
                revision: row.revision.as_deref().map(id_from).transpose()?,
                detail: row.detail,
                body: row.body,
                text: row.text,
            })
        })
        .transpose()
    }

    /// Keeps the opened body of a transmission.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_transmission(&self, kept: &KeptTransmission) -> Result<(), StoreError> {
        let dialog = id_bytes(kept.dialog);
        let transmission = id_bytes(kept.transmission);
        let read_at = micros(kept.read_at);
        let mut transaction = self.store.write().await?;
        sqlx::query!(
            "INSERT INTO transmission_bodies (dialog, transmission, read_at, body, text) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (dialog, transmission) DO UPDATE SET
                 read_at = excluded.read_at, body = excluded.body, text = excluded.text",
            dialog,
            transmission,
            read_at,
            kept.body,
            kept.text
        )
        .execute(&mut *transaction)
        .await?;
        index_body(&mut transaction, &dialog).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Opened bodies of the transmissions of a dialog, in the order of their ids (which is that of their making).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn transmissions(&self, dialog: Uuid) -> Result<Vec<KeptTransmission>, StoreError> {
        let key = id_bytes(dialog);
        let rows = sqlx::query!(
            "SELECT transmission, read_at, body, text FROM transmission_bodies WHERE dialog = ? ORDER BY transmission",
            key
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(KeptTransmission {
                    dialog,
                    transmission: id_from(&row.transmission)?,
                    read_at: instant(row.read_at)?,
                    body: row.body,
                    text: row.text,
                })
            })
            .collect()
    }
}

/// Puts the opened words of a dialog into the index; none when nothing is kept.
pub(crate) async fn index_body(
    connection: &mut sqlx::SqliteConnection,
    id: &[u8],
) -> Result<(), StoreError> {
    let texts = sqlx::query_scalar!(
        r#"SELECT text AS "text!: String" FROM dialog_details WHERE id = ?1
           UNION ALL SELECT text FROM transmission_bodies WHERE dialog = ?1"#,
        id
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut body = String::new();
    for text in &texts {
        dialog_search::field(&mut body, text);
    }
    sqlx::query!(
        "UPDATE dialog_words SET body = ?2 WHERE key = (SELECT key FROM dialogs WHERE id = ?1)",
        id,
        body
    )
    .execute(&mut *connection)
    .await?;
    dialog_search::learn(connection, [body.as_str()]).await
}

/// Forgets the opened copies of dialogs. Gives the paths of their attachments.
pub(crate) async fn forget(
    connection: &mut sqlx::SqliteConnection,
    ids: &[Vec<u8>],
) -> Result<Vec<String>, StoreError> {
    let mut paths = Vec::new();
    for id in ids {
        sqlx::query!("DELETE FROM dialog_details WHERE id = ?", id)
            .execute(&mut *connection)
            .await?;
        sqlx::query!("DELETE FROM transmission_bodies WHERE dialog = ?", id)
            .execute(&mut *connection)
            .await?;
        let gone = sqlx::query_scalar!(
            r#"DELETE FROM attachments WHERE dialog = ? RETURNING path AS "path?: String""#,
            id
        )
        .fetch_all(&mut *connection)
        .await?;
        paths.extend(gone.into_iter().flatten());
        sqlx::query!("UPDATE dialogs SET opened_at = NULL WHERE id = ?", id)
            .execute(&mut *connection)
            .await?;
        index_body(&mut *connection, id).await?;
    }
    Ok(paths)
}
