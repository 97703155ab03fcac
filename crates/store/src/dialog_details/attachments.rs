//! Attachments that the user saved or opened.

use jiff::Timestamp;
use uuid::Uuid;

use super::DialogDetails;
use crate::StoreError;
use crate::dialogs::{id_bytes, id_from};
use crate::text::{instant, micros};

/// Where an attachment lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentPlace {
    /// In a file, relative to a folder of the app's choice.
    File(String),
    /// In the database: read them with [`DialogDetails::attachment_bytes`].
    Here,
}

/// A saved attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedAttachment {
    /// Key: the id of the attachment's link.
    pub id: Uuid,
    /// The dialog.
    pub dialog: Uuid,
    /// The transmission, where it hangs on one.
    pub transmission: Option<Uuid>,
    /// Name as shown.
    pub name: String,
    /// Media type as the server said.
    pub media_type: Option<String>,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Where it lies.
    pub place: AttachmentPlace,
}

impl DialogDetails<'_> {
    /// Keeps an attachment, in place of an earlier copy. `bytes` are kept when its place is [`AttachmentPlace::Here`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_attachment(
        &self,
        attachment: &SavedAttachment,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let id = id_bytes(attachment.id);
        let dialog = id_bytes(attachment.dialog);
        let transmission = attachment.transmission.map(id_bytes);
        let size = i64::try_from(attachment.size).unwrap_or(i64::MAX);
        let sha256 = attachment.sha256.as_slice();
        let saved_at = micros(attachment.saved_at);
        let (path, bytes) = match &attachment.place {
            AttachmentPlace::File(path) => (Some(path), None),
            AttachmentPlace::Here => (None, Some(bytes)),
        };
        sqlx::query!(
            "INSERT OR REPLACE INTO attachments
                 (id, dialog, transmission, name, media_type, size, sha256, saved_at, path, bytes)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            dialog,
            transmission,
            attachment.name,
            attachment.media_type,
            size,
            sha256,
            saved_at,
            path,
            bytes
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Saved attachments of a dialog, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn attachments(&self, dialog: Uuid) -> Result<Vec<SavedAttachment>, StoreError> {
        let key = id_bytes(dialog);
        let rows = sqlx::query!(
            "SELECT id, transmission, name, media_type, size, sha256, saved_at, path
             FROM attachments WHERE dialog = ? ORDER BY saved_at, id",
            key
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(SavedAttachment {
                    id: id_from(&row.id)?,
                    dialog,
                    transmission: row.transmission.as_deref().map(id_from).transpose()?,
                    name: row.name,
                    media_type: row.media_type,
                    size: u64::try_from(row.size).map_err(|_| StoreError::unreadable("size"))?,
                    sha256: row
                        .sha256
                        .try_into()
                        .map_err(|_| StoreError::unreadable("sha256"))?,
                    saved_at: instant(row.saved_at)?,
                    place: row
                        .path
                        .map_or(AttachmentPlace::Here, AttachmentPlace::File),
                })
            })
            .collect()
    }

    /// The bytes of an attachment that lies in the database; `None` when there is none, or it lies in a file.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn attachment_bytes(&self, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        let id = id_bytes(id);
        let bytes = sqlx::query_scalar!("SELECT bytes FROM attachments WHERE id = ?", id)
            .fetch_optional(self.store.readers())
            .await?;
        Ok(bytes.flatten())
    }
}
