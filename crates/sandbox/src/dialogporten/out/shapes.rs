//! The shapes of REST, member by member (dialogporten reference 1.7).

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::world::dialogs::kinds::{
    ActivityType, Consumer, Priority, Status, TransmissionType, Verb,
};
use crate::world::dialogs::labels::Label;

/// A time with seven decimals.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct At(pub(in super::super) Timestamp);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:.7}", self.0))
    }
}

/// `Localization`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct LocalizationOut {
    pub(super) value: String,
    pub(super) language_code: String,
}

pub(in super::super) type Texts = Vec<LocalizationOut>;

/// `ContentValue`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ContentValueOut {
    pub(super) value: Texts,
    pub(super) media_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) is_authorized: Option<bool>,
}

/// `Actor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ActorOut {
    pub(super) actor_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) actor_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) actor_name: Option<String>,
}

/// `DialogSeenLog`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct SeenOut {
    pub(super) id: Uuid,
    pub(super) seen_at: At,
    pub(super) seen_by: ActorOut,
    pub(super) is_via_service_owner: bool,
    pub(super) is_current_end_user: bool,
}

/// `DialogActivity`; the array endpoint leaves the actor out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ActivityOut {
    pub(super) id: Uuid,
    pub(super) created_at: At,
    pub(super) r#type: ActivityType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) transmission_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) performed_by: Option<ActorOut>,
    pub(super) description: Texts,
}

/// `DialogEndUserContext`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContextOut {
    pub(super) revision: Uuid,
    pub(super) system_labels: Vec<Label>,
}

/// `Content` and `DialogContentSummary`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContentOut {
    pub(super) title: ContentValueOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<ContentValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sender_name: Option<ContentValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) additional_info: Option<ContentValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) extended_status: Option<ContentValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) main_content_reference: Option<ContentValueOut>,
}

/// `DialogAttachment`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AttachmentOut {
    pub(super) id: Uuid,
    pub(super) display_name: Texts,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) urls: Vec<AttachmentUrlOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires_at: Option<At>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AttachmentUrlOut {
    pub(super) id: Uuid,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) media_type: Option<String>,
    pub(super) consumer_type: Consumer,
}

/// `DialogGuiAction`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GuiActionOut {
    pub(super) id: Uuid,
    pub(super) action: String,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) authorization_attribute: Option<String>,
    pub(super) is_authorized: bool,
    pub(super) is_delete_dialog_action: bool,
    pub(super) priority: Priority,
    pub(super) http_method: Verb,
    pub(super) title: Texts,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) prompt: Option<Texts>,
}

/// `DialogApiAction`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ApiActionOut {
    pub(super) id: Uuid,
    pub(super) action: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) authorization_attribute: Option<String>,
    pub(super) is_authorized: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) endpoints: Vec<EndpointOut>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EndpointOut {
    pub(super) id: Uuid,
    pub(super) url: String,
    pub(super) http_method: Verb,
    pub(super) deprecated: bool,
}

/// `DialogTransmission`; outside the dialog without `isOpened`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct TransmissionOut {
    pub(super) id: Uuid,
    pub(super) created_at: At,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) authorization_attribute: Option<String>,
    pub(super) is_authorized: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) extended_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) external_reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) related_transmission_id: Option<Uuid>,
    pub(super) r#type: TransmissionType,
    pub(super) sender: ActorOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in super::super) is_opened: Option<bool>,
    pub(super) content: TransmissionContentOut,
    pub(super) attachments: Vec<AttachmentOut>,
    pub(super) navigational_actions: Vec<NavigationalActionOut>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TransmissionContentOut {
    pub(super) title: ContentValueOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<ContentValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content_reference: Option<ContentValueOut>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NavigationalActionOut {
    pub(super) title: Texts,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires_at: Option<At>,
}

/// What list and detail have in common.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CommonOut {
    pub(super) id: Uuid,
    pub(super) org: String,
    pub(super) service_resource: String,
    pub(super) service_resource_type: String,
    pub(super) party: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) progress: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) process: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) preceding_process: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) extended_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) external_reference: Option<String>,
    pub(super) created_at: At,
    pub(super) updated_at: At,
    pub(super) content_updated_at: At,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due_at: Option<At>,
    pub(super) status: Status,
    pub(super) has_unopened_content: bool,
    pub(super) is_api_only: bool,
    pub(super) from_service_owner_transmissions_count: usize,
    pub(super) from_party_transmissions_count: usize,
    pub(super) system_label: Label,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content: Option<ContentOut>,
    pub(super) seen_since_last_update: Vec<SeenOut>,
    pub(super) seen_since_last_content_update: Vec<SeenOut>,
    pub(super) is_content_seen: bool,
    pub(super) end_user_context: ContextOut,
}

/// `DialogListItem`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ListItemOut {
    #[serde(flatten)]
    pub(super) common: CommonOut,
    pub(super) gui_attachment_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) latest_activity: Option<ActivityOut>,
}

/// `Dialog`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct DialogOut {
    #[serde(flatten)]
    pub(super) common: CommonOut,
    pub(super) revision: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires_at: Option<At>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dialog_token: Option<String>,
    pub(super) attachments: Vec<AttachmentOut>,
    pub(super) transmissions: Vec<TransmissionOut>,
    pub(super) gui_actions: Vec<GuiActionOut>,
    pub(super) api_actions: Vec<ApiActionOut>,
    pub(super) activities: Vec<ActivityOut>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_seven_decimals() {
        let at: Timestamp = "2026-08-20T07:15:02.123456Z".parse().expect("a time");
        let text = serde_json::to_string(&At(at)).expect("JSON");
        assert_eq!(text, "\"2026-08-20T07:15:02.1234560Z\"");
    }
}
