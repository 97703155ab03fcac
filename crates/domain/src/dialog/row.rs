//! A dialog in a list. A list marks nothing as seen.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ContentValue, DialogActivity, DialogStatus, Labels, SeenEntry};

/// One row of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialogRow {
    /// Key.
    pub id: Uuid,
    /// The party, as a URN. For a person it holds a national identity number: it is exchanged for the party UUID at once
    /// and never kept.
    #[serde(skip)]
    pub party: String,
    /// Service owner's code: `skd`.
    pub owner: String,
    /// Service, without URN prefix.
    pub service: String,
    /// Kind of service as the server writes it (its casing varies): `CorrespondenceService`.
    pub service_type: String,
    /// 1 to 100.
    pub progress: Option<u8>,
    /// Process that it belongs to.
    pub process: Option<String>,
    /// Process before that one.
    pub preceding_process: Option<String>,
    /// Attachments for people.
    pub attachments: u32,
    /// The service's own status code.
    pub extended_status: Option<String>,
    /// The service owner's reference.
    pub external_reference: Option<String>,
    /// Created.
    pub created: Timestamp,
    /// Changed in any way but silently.
    pub updated: Timestamp,
    /// Content changed.
    pub content_updated: Timestamp,
    /// Due.
    pub due: Option<Timestamp>,
    /// Status.
    pub status: DialogStatus,
    /// The service owner's view: something in it was never opened.
    pub has_unopened_content: bool,
    /// Made for machines; may have no content.
    pub is_api_only: bool,
    /// Transmissions from the service owner.
    pub from_owner: u32,
    /// Transmissions from the party.
    pub from_party: u32,
    /// Labels.
    pub labels: Labels,
    /// Revision of the labels; needed to change them.
    pub context_revision: Option<Uuid>,
    /// Someone has seen it since its content changed, and nobody marked it as unread.
    pub is_content_seen: bool,
    /// Newest look per person since the content changed.
    pub seen: Vec<SeenEntry>,
    /// What happened last.
    pub latest_activity: Option<DialogActivity>,
    /// Title; empty for some that are made for machines.
    pub title: ContentValue,
    /// Summary.
    pub summary: Option<ContentValue>,
    /// Sender, when it is not simply the service owner.
    pub sender: Option<ContentValue>,
    /// The service's own word for the status, at most 25 characters.
    pub status_text: Option<ContentValue>,
}
