//! Attachments as they are shown, and the guard on what is opened.

use std::collections::{HashMap, HashSet};

use fullmakt_content::{AttachmentName, Handling, attachment_name};
use fullmakt_domain::dialog::DialogAttachment;
use fullmakt_store::dialog_details::SavedAttachment;
use uuid::Uuid;

use super::failures::host_of;
use super::guard::{Address, address};
use super::opened::is_over;
use super::words::type_of_file;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::messages::{Attachment, AttachmentState};
use crate::time::wire;

/// What this machine knows of the attachments of one message.
pub(super) struct Shelf {
    kept: HashMap<Uuid, SavedAttachment>,
    failed: HashMap<Uuid, Failure>,
    browser_only: HashSet<Uuid>,
}

impl Shelf {
    /// Whether it turned out to be for the browser only.
    pub fn is_for_browser(&self, id: Uuid) -> bool {
        self.browser_only.contains(&id)
    }
}

impl App {
    /// What this machine knows of the attachments of a message.
    pub(super) async fn shelf(&self, account: &Account, dialog: Uuid) -> Result<Shelf, Failure> {
        let kept = account.store.dialog_details().attachments(dialog).await;
        let kept = kept.map_err(|e| from_store(&e))?;
        let reading = &self.0.reading;
        Ok(reading.with(&account.key, |known| Shelf {
            kept: kept.into_iter().map(|one| (one.id, one)).collect(),
            failed: known.failed.clone(),
            browser_only: known.browser_only.clone(),
        }))
    }

    /// Attachments as they are shown.
    pub(super) fn attachment_views(
        &self,
        shelf: &Shelf,
        attachments: &[DialogAttachment],
    ) -> Vec<Attachment> {
        let views = attachments.iter();
        views.map(|one| self.attachment_view(shelf, one)).collect()
    }

    pub(super) fn attachment_view(
        &self,
        shelf: &Shelf,
        attachment: &DialogAttachment,
    ) -> Attachment {
        let language = self.language().into();
        let place = address(attachment, &self.0.environment);
        let kept = shelf.kept.get(&attachment.id);
        let served = kept.and_then(|kept| kept.media_type.as_deref());
        let declared = declared_type(attachment, &place);
        let name = name_of(attachment, declared, served, language);
        let state = match (kept, shelf.failed.get(&attachment.id), &place) {
            (Some(_), _, _) => AttachmentState::Kept,
            (_, _, Address::Refused) => AttachmentState::NotAuthorised,
            (_, _, Address::Expired) => AttachmentState::Expired,
            _ if is_over(attachment.expires, self.now()) => AttachmentState::Expired,
            (_, Some(failure), _) => AttachmentState::Failed {
                failure: failure.clone(),
            },
            _ => AttachmentState::NotFetched,
        };
        let browser_host = match &place {
            Address::Browser(url) => url.host_str().map(str::to_owned),
            Address::Read { url, .. } if shelf.is_for_browser(attachment.id) => host_of(url),
            _ => None,
        };
        Attachment {
            id: attachment.id.to_string(),
            media_type: declared
                .or(served)
                .and_then(|media_type| type_of_file(media_type, language))
                .map(str::to_owned),
            size: kept.and_then(|kept| u32::try_from(kept.size).ok()),
            expires: attachment.expires.map(wire),
            state,
            save_only: !is_opened(name.handling),
            viewable: name.handling == Handling::View,
            browser_host: browser_host.filter(|_| kept.is_none()),
            name: name.name,
        }
    }
}

/// Whether files of this kind are ever opened from here. One that can run code is not, and neither is one of a kind
/// that nobody knows.
pub(super) fn is_opened(handling: Handling) -> bool {
    matches!(handling, Handling::View | Handling::Open)
}

/// The media type that the dialog names.
pub(super) fn declared_type<'a>(
    attachment: &'a DialogAttachment,
    place: &'a Address,
) -> Option<&'a str> {
    match place {
        Address::Read { media_type, .. } => media_type.as_deref(),
        _ => attachment.urls.iter().find_map(|u| u.media_type.as_deref()),
    }
}

/// The name, and what may be done with the file: a host that serves something that can run code makes it worse.
pub(super) fn name_of(
    attachment: &DialogAttachment,
    declared: Option<&str>,
    served: Option<&str>,
    language: fullmakt_domain::Language,
) -> AttachmentName {
    let raw = attachment.name.text(language);
    let mut name = attachment_name(raw, declared.or(served));
    if attachment_name(&name.name, served).handling == Handling::SaveWithWarning {
        name.handling = Handling::SaveWithWarning;
    }
    name
}

#[cfg(test)]
mod tests {
    use fullmakt_content::Handling;
    use fullmakt_domain::Language;
    use fullmakt_domain::dialog::{DialogAttachment, Localized};

    use super::{is_opened, name_of};

    fn named(name: &str, declared: &str, served: Option<&str>) -> (String, Handling) {
        let attachment = DialogAttachment {
            id: uuid::Uuid::nil(),
            name: Localized(vec![("nb".to_owned(), name.to_owned())]),
            urls: Vec::new(),
            expires: None,
        };
        let name = name_of(&attachment, Some(declared), served, Language::Nb);
        (name.name, name.handling)
    }

    #[test]
    fn what_can_run_code_is_never_opened() {
        for (name, declared, served) in [
            ("faktura.pdf.exe", "application/pdf", None),
            ("faktura.exe", "application/pdf", Some("application/pdf")),
            (
                "faktura.pdf",
                "application/pdf",
                Some("application/x-msdownload"),
            ),
            ("makro.xlsm", "application/vnd.ms-excel", None),
            ("ukjent.qqq", "application/octet-stream", None),
        ] {
            let (shown, handling) = named(name, declared, served);
            assert!(!is_opened(handling), "{shown}: {handling:?}");
        }
        let (shown, handling) = named("../../Vedtak", "application/pdf", Some("application/pdf"));
        assert_eq!((shown.as_str(), handling), ("Vedtak.pdf", Handling::View));
    }
}
