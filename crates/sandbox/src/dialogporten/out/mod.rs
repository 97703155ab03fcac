//! Dialogs as REST writes them: nothing that is null, times with seven decimals, persons masked
//! (dialogporten reference 1.3 and 1.7).

pub(super) mod shapes;
mod transmissions;

use std::collections::BTreeSet;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::world::dialogs::dialog::{self, Activity, Content, Dialog, Seen, Typed};
use crate::world::dialogs::query::SERVICE_PREFIX;
use crate::world::dialogs::sight::{Act, PERSON};
use crate::world::dialogs::text::{Languages, Localized};
use shapes::{
    ActivityOut, ActorOut, ApiActionOut, At, CommonOut, ContentOut, ContentValueOut, ContextOut,
    DialogOut, EndpointOut, GuiActionOut, ListItemOut, LocalizationOut, SeenOut, Texts,
};

/// Stands for addresses that the caller may not use.
pub(super) const UNAUTHORIZED: &str = "urn:dialogporten:unauthorized";
/// Stands for addresses that have run out.
pub(super) const EXPIRED: &str = "urn:dialogporten:expired";

/// Hides who persons are behind a salt that is new at every start.
pub(crate) struct Mask([u8; 16]);

impl Mask {
    pub(crate) fn new() -> Self {
        Self(*Uuid::new_v4().as_bytes())
    }

    /// The id that is shown for an actor's id.
    fn shown(&self, id: &str) -> String {
        let Some(pid) = id.strip_prefix(PERSON) else {
            return id.to_owned();
        };
        let digest = Sha256::new()
            .chain_update(self.0)
            .chain_update(pid)
            .finalize();
        let short: String = hex::encode(digest).chars().take(10).collect();
        format!("urn:altinn:person:identifier-ephemeral:{short}")
    }
}

/// Whoever reads, and how texts are shown to him or her.
pub(super) struct View<'a> {
    pub(super) languages: &'a Languages,
    /// URN of the reader.
    pub(super) reader: Option<&'a str>,
    pub(super) mask: &'a Mask,
    pub(super) now: Timestamp,
}

impl View<'_> {
    pub(super) fn texts(&self, text: &Localized) -> Texts {
        self.languages
            .of(text)
            .into_iter()
            .map(|(code, value)| LocalizationOut {
                value: value.to_owned(),
                language_code: code.to_owned(),
            })
            .collect()
    }

    fn plain(&self, text: &Localized) -> ContentValueOut {
        ContentValueOut {
            value: self.texts(text),
            media_type: "text/plain".to_owned(),
            is_authorized: None,
        }
    }

    fn typed(&self, typed: &Typed) -> ContentValueOut {
        ContentValueOut {
            value: self.texts(&typed.value),
            media_type: typed.media_type.clone(),
            is_authorized: None,
        }
    }

    /// An address per language, or the mark that stands for it.
    fn reference(&self, typed: &Typed, authorized: bool) -> ContentValueOut {
        let masked = typed.value.map(|_, url| {
            if authorized {
                url.to_owned()
            } else {
                UNAUTHORIZED.to_owned()
            }
        });
        ContentValueOut {
            value: self.texts(&masked),
            media_type: typed.media_type.clone(),
            is_authorized: Some(authorized),
        }
    }

    pub(super) fn actor(&self, actor: &dialog::Actor) -> ActorOut {
        ActorOut {
            actor_type: if actor.is_party {
                "PartyRepresentative"
            } else {
                "ServiceOwner"
            },
            actor_id: actor.id.as_deref().map(|id| self.mask.shown(id)),
            actor_name: actor.name.clone(),
        }
    }

    pub(super) fn seen(&self, seen: &Seen) -> SeenOut {
        SeenOut {
            id: seen.id,
            seen_at: At(seen.at),
            seen_by: self.actor(&seen.by),
            is_via_service_owner: seen.via_service_owner,
            is_current_end_user: self.reader.is_some() && self.reader == seen.by.id.as_deref(),
        }
    }

    pub(super) fn activity(&self, activity: &Activity) -> ActivityOut {
        ActivityOut {
            id: activity.id,
            created_at: At(activity.created),
            r#type: activity.r#type,
            transmission_id: activity.transmission,
            performed_by: Some(self.actor(&activity.by)),
            description: self.texts(&activity.description),
        }
    }

    fn common(&self, dialog: &Dialog, content: Option<ContentOut>) -> CommonOut {
        let (from_owner, from_party) = dialog.transmission_counts();
        let seen_since = |since| -> Vec<SeenOut> {
            let entries = dialog.seen_since(since);
            entries.into_iter().map(|seen| self.seen(seen)).collect()
        };
        CommonOut {
            id: dialog.id,
            org: dialog.org.clone(),
            service_resource: format!("{SERVICE_PREFIX}{}", dialog.service),
            service_resource_type: dialog.service_type.clone(),
            party: dialog.party.clone(),
            progress: dialog.progress,
            process: dialog.process.clone(),
            preceding_process: dialog.preceding_process.clone(),
            extended_status: dialog.extended_status.clone(),
            external_reference: dialog.external_reference.clone(),
            created_at: At(dialog.created),
            updated_at: At(dialog.updated),
            content_updated_at: At(dialog.content_updated),
            due_at: dialog.due.map(At),
            status: dialog.status,
            has_unopened_content: dialog.has_unopened_content(),
            is_api_only: dialog.api_only,
            from_service_owner_transmissions_count: from_owner,
            from_party_transmissions_count: from_party,
            system_label: dialog.labels.folder(),
            content,
            seen_since_last_update: seen_since(dialog.updated),
            seen_since_last_content_update: seen_since(dialog.content_updated),
            is_content_seen: dialog.is_content_seen(),
            end_user_context: ContextOut {
                revision: dialog.context_revision,
                system_labels: dialog.labels.iter().collect(),
            },
        }
    }

    /// A row of a list. Below the service's level, the texts for everybody stand in for the real
    /// ones where the service owner gave some.
    pub(super) fn list_item(&self, dialog: &Dialog, level_suffices: bool) -> ListItemOut {
        let content = dialog.content.as_ref().map(|content| {
            let choose = |own: Option<&Localized>, for_all: &Option<Localized>| {
                let for_all = for_all.as_ref().filter(|_| !level_suffices);
                for_all.or(own).map(|text| self.plain(text))
            };
            ContentOut {
                title: choose(Some(&content.title), &content.non_sensitive_title)
                    .unwrap_or_else(|| self.plain(&content.title)),
                summary: choose(content.summary.as_ref(), &content.non_sensitive_summary),
                sender_name: content.sender_name.as_ref().map(|text| self.plain(text)),
                additional_info: None,
                extended_status: content
                    .extended_status
                    .as_ref()
                    .map(|text| self.plain(text)),
                main_content_reference: None,
            }
        });
        ListItemOut {
            common: self.common(dialog, content),
            gui_attachment_count: dialog.gui_attachments(),
            latest_activity: dialog.latest_activity().map(|last| self.activity(last)),
        }
    }

    fn full_content(&self, content: &Content, may_read: bool) -> ContentOut {
        let plain = |text: &Option<Localized>| text.as_ref().map(|text| self.plain(text));
        ContentOut {
            title: self.plain(&content.title),
            summary: plain(&content.summary),
            sender_name: plain(&content.sender_name),
            additional_info: content.additional_info.as_ref().map(|it| self.typed(it)),
            extended_status: plain(&content.extended_status),
            main_content_reference: (content.main_reference.as_ref())
                .map(|it| self.reference(it, may_read)),
        }
    }

    /// The whole dialog; what is not among the permitted acts is masked.
    pub(super) fn dialog(
        &self,
        dialog: &Dialog,
        permitted: &BTreeSet<Act>,
        token: Option<String>,
    ) -> DialogOut {
        let may = |action: &str, attribute: &Option<String>| {
            permitted.contains(&(action.to_owned(), attribute.clone()))
        };
        let may_read = may("read", &None);
        let content = dialog.content.as_ref();
        DialogOut {
            common: self.common(dialog, content.map(|it| self.full_content(it, may_read))),
            revision: dialog.revision,
            expires_at: dialog.expires.map(At),
            dialog_token: token,
            attachments: (dialog.attachments.iter())
                .map(|each| self.attachment(each, true))
                .collect(),
            transmissions: self.transmissions(dialog, permitted, true),
            gui_actions: dialog
                .gui_actions
                .iter()
                .map(|each| {
                    let authorized = may(&each.action, &each.authorization_attribute);
                    GuiActionOut {
                        id: each.id,
                        action: each.action.clone(),
                        url: masked(&each.url, authorized),
                        authorization_attribute: each.authorization_attribute.clone(),
                        is_authorized: authorized,
                        is_delete_dialog_action: each.deletes,
                        priority: each.priority,
                        http_method: each.method,
                        title: self.texts(&each.title),
                        prompt: each.prompt.as_ref().map(|text| self.texts(text)),
                    }
                })
                .collect(),
            api_actions: dialog
                .api_actions
                .iter()
                .map(|each| {
                    let authorized = may(&each.action, &each.authorization_attribute);
                    let endpoints = each.endpoints.iter().map(|endpoint| EndpointOut {
                        id: endpoint.id,
                        url: masked(&endpoint.url, authorized),
                        http_method: endpoint.method,
                        deprecated: false,
                    });
                    ApiActionOut {
                        id: each.id,
                        action: each.action.clone(),
                        authorization_attribute: each.authorization_attribute.clone(),
                        is_authorized: authorized,
                        name: each.name.clone(),
                        endpoints: endpoints.collect(),
                    }
                })
                .collect(),
            activities: (dialog.activities.iter())
                .map(|each| self.activity(each))
                .collect(),
        }
    }
}

fn masked(url: &str, authorized: bool) -> String {
    if authorized { url } else { UNAUTHORIZED }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_masked_with_a_salt_of_the_start_and_organisations_are_not() {
        let (one, other) = (Mask::new(), Mask::new());
        let person = "urn:altinn:person:identifier-no:14837811288";
        let shown = one.shown(person);
        let hash = shown
            .strip_prefix("urn:altinn:person:identifier-ephemeral:")
            .expect("masked");
        assert_eq!(hash.len(), 10);
        assert!(hash.bytes().all(|digit| digit.is_ascii_hexdigit()));
        assert_eq!(shown, one.shown(person));
        assert_ne!(shown, other.shown(person));
        let organisation = "urn:altinn:organization:identifier-no:312345676";
        assert_eq!(one.shown(organisation), organisation);
    }
}
