//! A dialog as it is opened. Reading it is logged, and seen by others.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ContentValue, DialogRow, Localized};

/// A dialog in full. The dialog token is not part of it: it is kept in memory only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialog {
    /// What lists know of it. `attachments` is counted here, `latest_activity` not given.
    pub row: DialogRow,
    /// Revision.
    pub revision: Option<Uuid>,
    /// Gone after this time.
    pub expires: Option<Timestamp>,
    /// Further information.
    pub additional_info: Option<ContentValue>,
    /// Where the main content is read.
    pub main_content: Option<ContentValue>,
    /// Attachments of the dialog itself.
    pub attachments: Vec<DialogAttachment>,
    /// All transmissions, as the server orders them (by time).
    pub transmissions: Vec<Transmission>,
    /// What can be done.
    pub actions: Vec<GuiAction>,
    /// Addresses of actions for machines, by name; an app's instance is found by one of them.
    pub api_urls: Vec<(String, String)>,
    /// What happened, in no order.
    pub activities: Vec<DialogActivity>,
}

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogAttachment {
    /// Key.
    pub id: Uuid,
    /// Name as the service owner gave it.
    pub name: Localized,
    /// Where it is.
    pub urls: Vec<AttachmentUrl>,
    /// Expires.
    pub expires: Option<Timestamp>,
}

/// Where an attachment is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentUrl {
    /// The address, or one of the marks that stand for an address one may not have.
    pub url: String,
    /// Media type.
    pub media_type: Option<String>,
    /// For people (`Gui`), and not for machines (`Api`).
    pub for_people: bool,
}

/// One transmission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transmission {
    /// Key.
    pub id: Uuid,
    /// When.
    pub created: Timestamp,
    /// The person may read it.
    pub is_authorized: bool,
    /// `DialogTransmissionType` as it came: `Decision`.
    pub kind: String,
    /// Answers this one.
    pub related: Option<Uuid>,
    /// Who sent it; `None` for the service owner.
    pub sender: Option<String>,
    /// Someone has opened it.
    pub is_opened: bool,
    /// Title.
    pub title: ContentValue,
    /// Summary.
    pub summary: Option<ContentValue>,
    /// Where its content is read.
    pub content: Option<ContentValue>,
    /// Attachments.
    pub attachments: Vec<DialogAttachment>,
}

impl Transmission {
    /// From the party's side: submission or correction. The six other kinds come from the service owner.
    pub fn is_from_party(&self) -> bool {
        self.kind.eq_ignore_ascii_case("submission") || self.kind.eq_ignore_ascii_case("correction")
    }
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuiAction {
    /// Key.
    pub id: Uuid,
    /// Name of the right that it takes.
    pub action: String,
    /// Where.
    pub url: String,
    /// The person may.
    pub is_authorized: bool,
    /// It deletes the dialog.
    pub deletes: bool,
    /// Rank.
    pub priority: ActionPriority,
    /// `GET` is opened in the browser; others are sent.
    pub method: String,
    /// Words on it.
    pub title: Localized,
    /// Question to ask first.
    pub prompt: Option<Localized>,
}

/// Ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionPriority {
    /// One at most.
    Primary,
    /// One at most.
    Secondary,
    /// The rest, and whatever this version does not know.
    Tertiary,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogActivity {
    /// When.
    pub created: Option<Timestamp>,
    /// `DialogActivityType` as it came: `SignatureProvided`.
    pub kind: String,
    /// Transmission that it concerns.
    pub transmission: Option<Uuid>,
    /// Who; `None` for the service owner.
    pub by: Option<String>,
    /// Text, for `Information`.
    pub description: Localized,
}

/// Someone looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenEntry {
    /// When.
    pub at: Timestamp,
    /// Name, as the server gives it.
    pub by: Option<String>,
    /// It was the signed-in person.
    pub is_me: bool,
}

/// Someone filed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelEntry {
    /// When.
    pub at: Timestamp,
    /// Label as it came, without prefix: `Archive`.
    pub label: String,
    /// Set, or removed.
    pub set: bool,
    /// Who; `None` for the service owner.
    pub by: Option<String>,
}
