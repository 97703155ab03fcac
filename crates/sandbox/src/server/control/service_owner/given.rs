//! What the bodies hold.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::world::dialogs::dialog::Serving;
use crate::world::dialogs::kinds::{ActivityType, Priority, Status, TransmissionType, Verb};
use crate::world::dialogs::labels::Label;
use crate::world::dialogs::text::Localized;

/// The body of both; see the module's text.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Given {
    pub(super) org_no: Option<String>,
    pub(super) party: Option<String>,
    pub(super) service: Option<String>,
    pub(super) age_s: i64,
    pub(super) tag: Option<String>,
    pub(super) letter: Option<LetterGiven>,
    pub(super) title: Option<Localized>,
    pub(super) summary: Option<Localized>,
    pub(super) sender_name: Option<Localized>,
    pub(super) additional_info: Option<Localized>,
    pub(super) extended_status_label: Option<Localized>,
    pub(super) non_sensitive_title: Option<Localized>,
    pub(super) non_sensitive_summary: Option<Localized>,
    pub(super) body: Option<Localized>,
    pub(super) serving: Option<Serving>,
    pub(super) status: Option<Status>,
    pub(super) progress: Option<u8>,
    pub(super) extended_status: Option<String>,
    pub(super) external_reference: Option<String>,
    pub(super) process: Option<String>,
    pub(super) api_only: Option<bool>,
    #[serde(deserialize_with = "nullable")]
    pub(super) due: Option<Option<Timestamp>>,
    #[serde(deserialize_with = "nullable")]
    pub(super) expires: Option<Option<Timestamp>>,
    #[serde(deserialize_with = "nullable")]
    pub(super) visible_from: Option<Option<Timestamp>>,
    pub(super) labels: Option<Vec<Label>>,
    pub(super) attachments: Vec<AttachmentGiven>,
    pub(super) transmissions: Vec<TransmissionGiven>,
    pub(super) activities: Vec<ActivityGiven>,
    pub(super) actions: Option<Vec<ActionGiven>>,
    pub(super) silent: bool,
    pub(super) deleted: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LetterGiven {
    pub(super) body: Localized,
    #[serde(default = "bokmaal")]
    pub(super) language: String,
    #[serde(default)]
    pub(super) files: Vec<String>,
    #[serde(default)]
    pub(super) confirm: bool,
    #[serde(default)]
    pub(super) allow_forwarding: bool,
}

fn bokmaal() -> String {
    "nb".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttachmentGiven {
    pub(super) name: String,
    pub(super) title: Option<Localized>,
    pub(super) expires: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TransmissionGiven {
    pub(super) r#type: Option<TransmissionType>,
    pub(super) title: Localized,
    pub(super) summary: Option<Localized>,
    pub(super) authorization_attribute: Option<String>,
    pub(super) related: Option<Uuid>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActivityGiven {
    pub(super) r#type: Option<ActivityType>,
    pub(super) description: Option<Localized>,
    pub(super) transmission: Option<Uuid>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActionGiven {
    pub(super) title: Localized,
    pub(super) action: Option<String>,
    pub(super) path: Option<String>,
    pub(super) url: Option<String>,
    pub(super) method: Option<Verb>,
    pub(super) priority: Option<Priority>,
    #[serde(default)]
    pub(super) deletes: bool,
    pub(super) prompt: Option<Localized>,
}

/// Tells `null` from left out.
fn nullable<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
