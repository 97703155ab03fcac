//! How attachments come to this machine. None is fetched before the user asks for it, since the sender may be told.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fullmakt_altinn::ContentError;
use fullmakt_content::{AttachmentName, Handling, attachment_name};
use fullmakt_store::dialog_details::{AttachmentPlace, SavedAttachment};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::attachments::{declared_type, name_of};
use super::guard::{Address, address};
use super::opened::is_over;
use super::opening::Undone;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{Attachment, AttachmentBytes, AttachmentRef};
use crate::surface::table::Topic;

/// An attachment that is on this machine.
pub(super) struct Fetched {
    /// Name and what may be done with it, by what dialog and host say of it.
    pub name: AttachmentName,
    /// Media type.
    pub media_type: Option<String>,
    /// Bytes.
    pub bytes: Vec<u8>,
}

impl App {
    /// Fetches an attachment and keeps it, encrypted.
    pub(crate) async fn fetch_attachment(
        &self,
        input: AttachmentRef,
    ) -> Result<Attachment, Failure> {
        let account = self.account()?;
        let (dialog, transmission, id) = ids(&input)?;
        self.fetched(&account, dialog, transmission, id).await?;
        let held = self.opened_message(&account, dialog).await?;
        let attachment = held.attachment(transmission, id);
        let attachment = attachment.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        let shelf = self.shelf(&account, dialog).await?;
        Ok(self.attachment_view(&shelf, attachment))
    }

    /// Bytes of a kept attachment for our own viewer.
    pub(crate) async fn attachment_bytes(
        &self,
        input: AttachmentRef,
    ) -> Result<AttachmentBytes, Failure> {
        let account = self.account()?;
        let (dialog, transmission, id) = ids(&input)?;
        let found = self
            .kept_attachment(&account, dialog, transmission, id)
            .await?;
        let found = found.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        if found.name.handling != Handling::View {
            return Err(Failure::new(ErrorCode::AttachmentSaveOnly));
        }
        Ok(AttachmentBytes {
            name: found.name.name,
            media_type: found
                .media_type
                .unwrap_or_else(|| "application/octet-stream".to_owned()),
            base64: STANDARD.encode(&found.bytes),
        })
    }

    /// An attachment from this machine, or else from its host; kept from then on.
    pub(super) async fn fetched(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        transmission: Option<Uuid>,
        id: Uuid,
    ) -> Result<Fetched, Failure> {
        let gate = self.0.reading.with(&account.key, |known| known.gate(id));
        let _one_at_a_time = gate.lock().await;
        if let Some(kept) = self
            .kept_attachment(account, dialog, transmission, id)
            .await?
        {
            return Ok(kept);
        }
        let held = self.opened_message(account, dialog).await?;
        let attachment = held.attachment(transmission, id);
        let attachment = attachment.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        if is_over(attachment.expires, self.now()) {
            return Err(Failure::new(ErrorCode::AttachmentExpired));
        }
        let (url, declared) = match address(attachment, &self.0.environment) {
            Address::Read { url, media_type } => (url, media_type),
            Address::Browser(url) => {
                let host = url.host_str().unwrap_or_default();
                return Err(Failure::new(ErrorCode::ContentUnavailable).with("host", host));
            }
            Address::Refused => return Err(Failure::new(ErrorCode::AccessDenied)),
            Address::Expired => return Err(Failure::new(ErrorCode::AttachmentExpired)),
            Address::Nowhere => return Err(Failure::new(ErrorCode::AddressNotAllowed)),
        };
        self.reopen(account, dialog);
        let content = self.0.altinn.dialog_content();
        let read = |proof| {
            let (content, url) = (&content, &url);
            async move { content.attachment(url, &proof).await }
        };
        let found = match self.with_proof(account, dialog, read).await {
            Ok(found) => found,
            Err(undone) => return Err(self.not_fetched(account, id, undone, &url)),
        };
        let media_type = found.media_type.or(declared.clone());
        let language = self.language().into();
        let name = name_of(
            attachment,
            declared.as_deref(),
            media_type.as_deref(),
            language,
        );
        let saved = SavedAttachment {
            id,
            dialog,
            transmission,
            name: name.name.clone(),
            media_type: media_type.clone(),
            size: found.bytes.len() as u64,
            sha256: Sha256::digest(&found.bytes).into(),
            saved_at: self.now(),
            place: AttachmentPlace::Here,
        };
        let details = account.store.dialog_details();
        let kept = details.keep_attachment(&saved, &found.bytes).await;
        kept.map_err(|e| from_store(&e))?;
        self.0.reading.with(&account.key, |known| {
            known.failed.remove(&id);
            known.browser_only.remove(&id);
        });
        self.changed(&[Topic::Messages]);
        Ok(Fetched {
            name,
            media_type: declared.or(media_type),
            bytes: found.bytes,
        })
    }

    /// A kept attachment.
    async fn kept_attachment(
        &self,
        account: &Account,
        dialog: Uuid,
        transmission: Option<Uuid>,
        id: Uuid,
    ) -> Result<Option<Fetched>, Failure> {
        let details = account.store.dialog_details();
        let all = details.attachments(dialog).await;
        let all = all.map_err(|e| from_store(&e))?;
        let Some(saved) = all.into_iter().find(|saved| saved.id == id) else {
            return Ok(None);
        };
        let bytes = details.attachment_bytes(id).await;
        let Some(bytes) = bytes.map_err(|e| from_store(&e))? else {
            return Ok(None);
        };
        let held = self.opened_message(account, dialog).await?;
        let attachment = held.attachment(transmission, id);
        let place = attachment.map(|one| address(one, &self.0.environment));
        let declared = attachment
            .zip(place.as_ref())
            .and_then(|(one, place)| declared_type(one, place));
        let served = saved.media_type.as_deref();
        let name = match attachment {
            Some(one) => name_of(one, declared, served, self.language().into()),
            None => attachment_name(&saved.name, served),
        };
        Ok(Some(Fetched {
            name,
            media_type: declared.or(served).map(str::to_owned),
            bytes,
        }))
    }

    /// Notes why an attachment could not be fetched.
    fn not_fetched(&self, account: &Account, id: Uuid, undone: Undone, url: &str) -> Failure {
        let for_browser = matches!(
            undone,
            Undone::Content(ContentError::BrowserOnly | ContentError::TokenRefused)
        );
        let is_gone = matches!(undone, Undone::Content(ContentError::NotFound));
        let failure = if is_gone {
            Failure::new(ErrorCode::AttachmentExpired)
        } else {
            undone.failure(url)
        };
        self.0.reading.with(&account.key, |known| {
            if for_browser {
                known.browser_only.insert(id);
            }
            known.failed.insert(id, failure.clone());
        });
        self.changed(&[Topic::Messages]);
        failure
    }
}

/// The ids that a reference names: dialog, transmission, attachment.
pub(super) fn ids(input: &AttachmentRef) -> Result<(Uuid, Option<Uuid>, Uuid), Failure> {
    let transmission = match &input.transmission_id {
        Some(text) => Some(super::id(text, "transmissionId")?),
        None => None,
    };
    let id = super::id(&input.attachment_id, "attachmentId")?;
    Ok((super::id(&input.id, "id")?, transmission, id))
}
