//! Wire types of Dialogporten's REST interface. Members that are missing and members that are null are the same.

use fullmakt_domain::dialog::{
    ActionPriority, AttachmentUrl, ContentValue, Dialog, DialogActivity, DialogAttachment,
    DialogRow, DialogStatus, GuiAction, Label, Labels, Localized, SeenEntry, Transmission,
};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::wire::{instant, lenient, text, uuid};

/// Prefix of a service in searches and dialogs; lists of services leave it out.
pub(crate) const SERVICE_PREFIX: &str = "urn:altinn:resource:";

/// A service's id without prefix, whatever its casing.
pub(crate) fn service_id(urn: &str) -> String {
    let plain = urn
        .get(..SERVICE_PREFIX.len())
        .filter(|start| start.eq_ignore_ascii_case(SERVICE_PREFIX))
        .map_or(urn, |_| &urn[SERVICE_PREFIX.len()..]);
    plain.to_ascii_lowercase()
}

#[derive(Deserialize, Clone)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireLocalization {
    #[serde(default, deserialize_with = "text")]
    value: Option<String>,
    #[serde(default, deserialize_with = "text")]
    language_code: Option<String>,
}

pub(super) fn localized(values: Vec<WireLocalization>) -> Localized {
    Localized(
        values
            .into_iter()
            .filter_map(|one| Some((one.language_code.unwrap_or_default(), one.value?)))
            .collect(),
    )
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireContent {
    #[serde(default, deserialize_with = "lenient")]
    value: Vec<WireLocalization>,
    #[serde(default, deserialize_with = "text")]
    media_type: Option<String>,
    #[serde(default)]
    is_authorized: Option<bool>,
}

impl From<WireContent> for ContentValue {
    fn from(wire: WireContent) -> Self {
        ContentValue {
            media_type: wire.media_type.unwrap_or_else(|| "text/plain".to_owned()),
            value: localized(wire.value),
            is_authorized: wire.is_authorized,
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireContents {
    #[serde(default)]
    title: Option<WireContent>,
    #[serde(default)]
    summary: Option<WireContent>,
    #[serde(default)]
    sender_name: Option<WireContent>,
    #[serde(default)]
    additional_info: Option<WireContent>,
    #[serde(default)]
    extended_status: Option<WireContent>,
    #[serde(default)]
    main_content_reference: Option<WireContent>,
    #[serde(default)]
    content_reference: Option<WireContent>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireActor {
    #[serde(default, deserialize_with = "text")]
    actor_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    actor_name: Option<String>,
}

impl WireActor {
    /// The name; `None` for the service owner, whose name is shown instead.
    pub(super) fn name(self) -> Option<String> {
        let owner = self
            .actor_type
            .is_some_and(|kind| kind.eq_ignore_ascii_case("ServiceOwner"));
        self.actor_name.filter(|_| !owner)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireSeen {
    #[serde(default, deserialize_with = "text")]
    seen_at: Option<String>,
    #[serde(default)]
    seen_by: Option<WireActor>,
    #[serde(default)]
    is_current_end_user: Option<bool>,
}

impl WireSeen {
    pub(super) fn entry(self) -> Option<SeenEntry> {
        Some(SeenEntry {
            at: instant(self.seen_at.as_deref())?,
            by: self.seen_by.and_then(WireActor::name),
            is_me: self.is_current_end_user.unwrap_or(false),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireActivity {
    #[serde(default, deserialize_with = "text")]
    created_at: Option<String>,
    #[serde(rename = "type", default, deserialize_with = "text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "text")]
    transmission_id: Option<String>,
    #[serde(default)]
    performed_by: Option<WireActor>,
    #[serde(default, deserialize_with = "lenient")]
    description: Vec<WireLocalization>,
}

impl From<WireActivity> for DialogActivity {
    fn from(wire: WireActivity) -> Self {
        DialogActivity {
            created: instant(wire.created_at.as_deref()),
            kind: wire.kind.unwrap_or_default(),
            transmission: uuid(wire.transmission_id.as_deref()),
            by: wire.performed_by.and_then(WireActor::name),
            description: localized(wire.description),
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireContext {
    #[serde(default, deserialize_with = "text")]
    revision: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    system_labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireAttachmentUrl {
    #[serde(default, deserialize_with = "text")]
    url: Option<String>,
    #[serde(default, deserialize_with = "text")]
    media_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    consumer_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireAttachment {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    display_name: Vec<WireLocalization>,
    #[serde(default, deserialize_with = "lenient")]
    urls: Vec<WireAttachmentUrl>,
    #[serde(default, deserialize_with = "text")]
    expires_at: Option<String>,
}

impl WireAttachment {
    fn read(self) -> Option<DialogAttachment> {
        Some(DialogAttachment {
            id: uuid(self.id.as_deref())?,
            name: localized(self.display_name),
            urls: self
                .urls
                .into_iter()
                .filter_map(|url| {
                    Some(AttachmentUrl {
                        url: url.url?,
                        media_type: url.media_type,
                        for_people: !url
                            .consumer_type
                            .is_some_and(|kind| kind.eq_ignore_ascii_case("Api")),
                    })
                })
                .collect(),
            expires: instant(self.expires_at.as_deref()),
        })
    }
}

fn attachments(wire: Vec<WireAttachment>) -> Vec<DialogAttachment> {
    wire.into_iter().filter_map(WireAttachment::read).collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireTransmission {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    created_at: Option<String>,
    #[serde(default)]
    is_authorized: Option<bool>,
    #[serde(rename = "type", default, deserialize_with = "text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "text")]
    related_transmission_id: Option<String>,
    #[serde(default)]
    sender: Option<WireActor>,
    #[serde(default)]
    is_opened: Option<bool>,
    #[serde(default)]
    content: Option<WireContents>,
    #[serde(default, deserialize_with = "lenient")]
    attachments: Vec<WireAttachment>,
}

impl WireTransmission {
    fn read(self) -> Option<Transmission> {
        let content = self.content.unwrap_or_default();
        Some(Transmission {
            id: uuid(self.id.as_deref())?,
            created: instant(self.created_at.as_deref())?,
            is_authorized: self.is_authorized.unwrap_or(true),
            kind: self.kind.unwrap_or_default(),
            related: uuid(self.related_transmission_id.as_deref()),
            sender: self.sender.and_then(WireActor::name),
            is_opened: self.is_opened.unwrap_or(false),
            title: content.title.unwrap_or_default().into(),
            summary: content.summary.map(Into::into),
            content: content.content_reference.map(Into::into),
            attachments: attachments(self.attachments),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireGuiAction {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    action: Option<String>,
    #[serde(default, deserialize_with = "text")]
    url: Option<String>,
    #[serde(default)]
    is_authorized: Option<bool>,
    #[serde(default)]
    is_delete_dialog_action: Option<bool>,
    #[serde(default, deserialize_with = "text")]
    priority: Option<String>,
    #[serde(default, deserialize_with = "text")]
    http_method: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    title: Vec<WireLocalization>,
    #[serde(default)]
    prompt: Option<Vec<WireLocalization>>,
}

impl WireGuiAction {
    fn read(self) -> Option<GuiAction> {
        Some(GuiAction {
            id: uuid(self.id.as_deref())?,
            action: self.action.unwrap_or_default(),
            url: self.url?,
            is_authorized: self.is_authorized.unwrap_or(false),
            deletes: self.is_delete_dialog_action.unwrap_or(false),
            priority: match self.priority.as_deref() {
                Some("Primary") => ActionPriority::Primary,
                Some("Secondary") => ActionPriority::Secondary,
                _ => ActionPriority::Tertiary,
            },
            method: self
                .http_method
                .unwrap_or_else(|| "GET".to_owned())
                .to_ascii_uppercase(),
            title: localized(self.title),
            prompt: self.prompt.map(localized).filter(|p| !p.0.is_empty()),
        })
    }
}

#[derive(Deserialize)]
struct WireEndpoint {
    #[serde(default, deserialize_with = "text")]
    url: Option<String>,
}

#[derive(Deserialize)]
struct WireApiAction {
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    action: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    endpoints: Vec<WireEndpoint>,
}

/// A dialog, in a list or opened.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireDialog {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    org: Option<String>,
    #[serde(default, deserialize_with = "text")]
    service_resource: Option<String>,
    #[serde(default, deserialize_with = "text")]
    service_resource_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    party: Option<String>,
    #[serde(default)]
    progress: Option<u8>,
    #[serde(default, deserialize_with = "text")]
    process: Option<String>,
    #[serde(default, deserialize_with = "text")]
    preceding_process: Option<String>,
    #[serde(default)]
    gui_attachment_count: Option<u32>,
    #[serde(default, deserialize_with = "text")]
    extended_status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    external_reference: Option<String>,
    #[serde(default, deserialize_with = "text")]
    created_at: Option<String>,
    #[serde(default, deserialize_with = "text")]
    updated_at: Option<String>,
    #[serde(default, deserialize_with = "text")]
    content_updated_at: Option<String>,
    #[serde(default, deserialize_with = "text")]
    due_at: Option<String>,
    #[serde(default, deserialize_with = "text")]
    expires_at: Option<String>,
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default)]
    has_unopened_content: Option<bool>,
    #[serde(default)]
    is_api_only: Option<bool>,
    #[serde(default)]
    from_service_owner_transmissions_count: Option<u32>,
    #[serde(default)]
    from_party_transmissions_count: Option<u32>,
    #[serde(default)]
    latest_activity: Option<WireActivity>,
    #[serde(default)]
    content: Option<WireContents>,
    #[serde(default, deserialize_with = "lenient")]
    seen_since_last_content_update: Vec<WireSeen>,
    #[serde(default)]
    is_content_seen: Option<bool>,
    #[serde(default)]
    end_user_context: Option<WireContext>,
    #[serde(default, deserialize_with = "text")]
    revision: Option<String>,
    /// Lifted out at once; see [`WireDialog::take_token`].
    #[serde(default, deserialize_with = "text")]
    dialog_token: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    attachments: Vec<WireAttachment>,
    #[serde(default, deserialize_with = "lenient")]
    transmissions: Vec<WireTransmission>,
    #[serde(default, deserialize_with = "lenient")]
    gui_actions: Vec<WireGuiAction>,
    #[serde(default, deserialize_with = "lenient")]
    api_actions: Vec<WireApiAction>,
    #[serde(default, deserialize_with = "lenient")]
    activities: Vec<WireActivity>,
}

impl WireDialog {
    pub(super) fn take_token(&mut self) -> Option<String> {
        self.dialog_token.take()
    }

    /// As a row; `None` when it lacks what every dialog has.
    pub(super) fn row(self) -> Option<DialogRow> {
        let contents = self.content.unwrap_or_default();
        let context = self.end_user_context.unwrap_or_default();
        let created = instant(self.created_at.as_deref())?;
        let updated = instant(self.updated_at.as_deref()).unwrap_or(created);
        Some(DialogRow {
            id: uuid(self.id.as_deref())?,
            party: self.party?.to_ascii_lowercase(),
            owner: self.org.unwrap_or_default(),
            service: service_id(&self.service_resource?),
            service_type: self.service_resource_type.unwrap_or_default(),
            progress: self.progress,
            process: self.process,
            preceding_process: self.preceding_process,
            attachments: self.gui_attachment_count.unwrap_or(0),
            extended_status: self.extended_status,
            external_reference: self.external_reference,
            created,
            updated,
            content_updated: instant(self.content_updated_at.as_deref()).unwrap_or(updated),
            due: instant(self.due_at.as_deref()),
            status: DialogStatus::from_wire(self.status.as_deref().unwrap_or_default()),
            has_unopened_content: self.has_unopened_content.unwrap_or(false),
            is_api_only: self.is_api_only.unwrap_or(false),
            from_owner: self.from_service_owner_transmissions_count.unwrap_or(0),
            from_party: self.from_party_transmissions_count.unwrap_or(0),
            labels: Labels::of(
                context
                    .system_labels
                    .iter()
                    .filter_map(|name| Label::from_wire(name)),
            ),
            context_revision: uuid(context.revision.as_deref()),
            is_content_seen: self.is_content_seen.unwrap_or(false),
            seen: self
                .seen_since_last_content_update
                .into_iter()
                .filter_map(WireSeen::entry)
                .collect(),
            latest_activity: self.latest_activity.map(Into::into),
            title: contents.title.unwrap_or_default().into(),
            summary: contents.summary.map(Into::into),
            sender: contents.sender_name.map(Into::into),
            status_text: contents.extended_status.map(Into::into),
        })
    }

    /// As an opened dialog; `None` as [`WireDialog::row`].
    pub(super) fn dialog(mut self) -> Option<Dialog> {
        let contents = self.content.as_mut();
        let (additional_info, main_content) = contents.map_or((None, None), |contents| {
            (
                contents.additional_info.take().map(Into::into),
                contents.main_content_reference.take().map(Into::into),
            )
        });
        let revision = uuid(self.revision.as_deref());
        let expires: Option<Timestamp> = instant(self.expires_at.as_deref());
        let attachments = attachments(std::mem::take(&mut self.attachments));
        let transmissions = std::mem::take(&mut self.transmissions);
        let actions = std::mem::take(&mut self.gui_actions);
        let api_urls = std::mem::take(&mut self.api_actions)
            .into_iter()
            .flat_map(|action| {
                let name = action.name.or(action.action).unwrap_or_default();
                action
                    .endpoints
                    .into_iter()
                    .filter_map(move |endpoint| Some((name.clone(), endpoint.url?)))
            })
            .collect();
        let activities = std::mem::take(&mut self.activities);
        let mut row = self.row()?;
        row.attachments = attachments
            .iter()
            .filter(|one| one.urls.iter().any(|url| url.for_people))
            .count()
            .try_into()
            .unwrap_or(u32::MAX);
        Some(Dialog {
            row,
            revision,
            expires,
            additional_info,
            main_content,
            attachments,
            transmissions: transmissions
                .into_iter()
                .filter_map(WireTransmission::read)
                .collect(),
            actions: actions
                .into_iter()
                .filter_map(WireGuiAction::read)
                .collect(),
            api_urls,
            activities: activities.into_iter().map(Into::into).collect(),
        })
    }
}

/// Ids in headers come bare; quotes are taken off in case they do not.
pub(super) fn revision(header: Option<&str>) -> Option<Uuid> {
    uuid(header.map(|text| text.trim().trim_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::service_id;

    #[test]
    fn services_lose_prefix_and_casing() {
        assert_eq!(service_id("urn:altinn:resource:App_skd_Mva"), "app_skd_mva");
        assert_eq!(service_id("URN:Altinn:Resource:x"), "x");
        assert_eq!(service_id("x"), "x");
    }
}
