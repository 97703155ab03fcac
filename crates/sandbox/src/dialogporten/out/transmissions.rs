//! Transmissions and files.

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::shapes::{
    At, AttachmentOut, AttachmentUrlOut, NavigationalActionOut, TransmissionContentOut,
    TransmissionOut,
};
use super::{EXPIRED, UNAUTHORIZED, View, masked};
use crate::world::dialogs::dialog::{Attachment, Dialog, Transmission};
use crate::world::dialogs::kinds::ActivityType;
use crate::world::dialogs::sight::{Act, opens_transmission};

impl View<'_> {
    /// All transmissions, oldest first; `in_dialog` also tells which were opened.
    pub(in super::super) fn transmissions(
        &self,
        dialog: &Dialog,
        permitted: &BTreeSet<Act>,
        in_dialog: bool,
    ) -> Vec<TransmissionOut> {
        let opened: BTreeSet<Uuid> = dialog
            .activities
            .iter()
            .filter(|activity| activity.r#type == ActivityType::TransmissionOpened)
            .filter_map(|activity| activity.transmission)
            .collect();
        let mut stored: Vec<&Transmission> = dialog.transmissions.iter().collect();
        stored.sort_by_key(|each| (each.created, each.id));
        let made = |each: &Transmission| {
            let mut out = self.transmission(each, permitted);
            out.is_opened = in_dialog.then(|| opened.contains(&each.id));
            out
        };
        let series = dialog.series.iter().flat_map(|series| series.iter());
        stored
            .into_iter()
            .map(made)
            .chain(series.map(|each| made(&each)))
            .collect()
    }

    pub(in super::super) fn transmission(
        &self,
        each: &Transmission,
        permitted: &BTreeSet<Act>,
    ) -> TransmissionOut {
        let attribute = each.authorization_attribute.as_deref();
        let authorized = opens_transmission(permitted, attribute);
        TransmissionOut {
            id: each.id,
            created_at: At(each.created),
            authorization_attribute: each.authorization_attribute.clone(),
            is_authorized: authorized,
            extended_type: each.extended_type.clone(),
            external_reference: each.external_reference.clone(),
            related_transmission_id: each.related,
            r#type: each.r#type,
            sender: self.actor(&each.sender),
            is_opened: None,
            content: TransmissionContentOut {
                title: self.plain(&each.title),
                summary: each.summary.as_ref().map(|text| self.plain(text)),
                content_reference: (each.content_reference.as_ref()).map(|it| {
                    let mut reference = self.reference(it, authorized);
                    // Only the dialog's own reference carries the mark.
                    reference.is_authorized = None;
                    reference
                }),
            },
            attachments: (each.attachments.iter())
                .map(|each| self.attachment(each, authorized))
                .collect(),
            navigational_actions: (each.navigational_actions.iter())
                .map(|each| NavigationalActionOut {
                    title: self.texts(&each.title),
                    url: self.unexpired(&masked(&each.url, authorized), each.expires),
                    expires_at: each.expires.map(At),
                })
                .collect(),
        }
    }

    pub(super) fn attachment(&self, each: &Attachment, authorized: bool) -> AttachmentOut {
        AttachmentOut {
            id: each.id,
            display_name: self.texts(&each.display_name),
            name: each.name.clone(),
            urls: each
                .urls
                .iter()
                .map(|url| AttachmentUrlOut {
                    id: url.id,
                    url: self.unexpired(&masked(&url.url, authorized), each.expires),
                    media_type: url.media_type.clone(),
                    consumer_type: url.consumer,
                })
                .collect(),
            expires_at: each.expires.map(At),
        }
    }

    fn unexpired(&self, url: &str, expires: Option<Timestamp>) -> String {
        let expired = expires.is_some_and(|at| at < self.now);
        if expired && url != UNAUTHORIZED {
            EXPIRED.to_owned()
        } else {
            url.to_owned()
        }
    }
}
