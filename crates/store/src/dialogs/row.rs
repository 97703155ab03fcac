//! What is known of a dialog: as it is handed in by a synchronisation, and as a list or a preview shows it.

use fullmakt_domain::dialog::{DialogStatus, Labels, Localized};
use jiff::Timestamp;
use uuid::Uuid;

use crate::actors::ActorKind;
use crate::dialog_search::Hits;
use crate::{StoreError, text};

/// The texts of a row, each in all the languages that came.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DialogContent {
    /// Title; empty only for dialogs made for machines (`isApiOnly`).
    #[serde(
        rename = "t",
        default,
        with = "texts",
        skip_serializing_if = "texts::none"
    )]
    pub title: Localized,
    /// Summary.
    #[serde(
        rename = "s",
        default,
        with = "texts",
        skip_serializing_if = "texts::none"
    )]
    pub summary: Localized,
    /// Name of the sender where it is another than the service owner's.
    #[serde(
        rename = "f",
        default,
        with = "texts",
        skip_serializing_if = "texts::none"
    )]
    pub sender: Localized,
    /// The service's own word for the status, at most 25 characters.
    #[serde(
        rename = "e",
        default,
        with = "texts",
        skip_serializing_if = "texts::none"
    )]
    pub extended_status: Localized,
}

/// A row as a search in Dialogporten gives it (`DialogListItem`, Dialogporten reference 1.7). The party is named by its
/// UUID: the identity number in a person's URN never comes here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDialog {
    /// Key.
    pub id: Uuid,
    /// Whose dialog it is.
    pub party_uuid: Uuid,
    /// Service owner code, e.g. `skd`.
    pub org: String,
    /// Service resource without its prefix, e.g. `ske-mva-melding`.
    pub service: String,
    /// `serviceResourceType` as it came.
    pub service_type: String,
    /// Status.
    pub status: DialogStatus,
    /// System labels.
    pub labels: Labels,
    /// Revision of the labels, for `If-Match`.
    pub context_revision: Option<Uuid>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Last change by the service owner.
    pub updated_at: Timestamp,
    /// Last change that a reader would notice; lists are ordered by it.
    pub content_updated_at: Timestamp,
    /// Deadline.
    pub due_at: Option<Timestamp>,
    /// Seen by anyone since the last change of content, and not marked as unopened.
    pub is_content_seen: bool,
    /// The service owner's view of what is unopened.
    pub has_unopened_content: bool,
    /// Made for machines; hidden from lists unless asked for.
    pub is_api_only: bool,
    /// Transmissions from the service owner.
    pub from_service_owner: u32,
    /// Transmissions from the party.
    pub from_party: u32,
    /// Attachments with a link for people.
    pub attachments: u32,
    /// Per cent, 1 to 100.
    pub progress: Option<u8>,
    /// URI of the process it is a step of.
    pub process: Option<String>,
    /// URI of the process before that.
    pub preceding_process: Option<String>,
    /// The service's own code for the status.
    pub extended_status: Option<String>,
    /// The service owner's reference.
    pub external_reference: Option<String>,
    /// Texts.
    pub content: DialogContent,
    /// `latestActivity`, JSON of the app's making.
    pub latest_activity: Option<String>,
    /// `seenSinceLastUpdate`, JSON of the app's making; `None` when nobody has.
    pub seen_since_update: Option<String>,
    /// `seenSinceLastContentUpdate`, JSON of the app's making; `None` when nobody has.
    pub seen_since_content_update: Option<String>,
}

/// Whose dialog a row is, as far as the list of actors says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogParty {
    /// Key.
    pub party_uuid: Uuid,
    /// Name; `None` when the party is not in the list of actors (any more).
    pub name: Option<String>,
    /// Organisation number.
    pub org_no: Option<String>,
    /// Kind.
    pub kind: Option<ActorKind>,
}

/// A row of a list, with all that a preview shows: nothing of it was read by opening the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogRow {
    /// Key.
    pub id: Uuid,
    /// Whose it is.
    pub party: DialogParty,
    /// Service owner code.
    pub org: String,
    /// Name of the service owner, when known.
    pub owner: Option<String>,
    /// Service resource without its prefix.
    pub service: String,
    /// Name of the service, when known.
    pub service_name: Option<String>,
    /// Who it is from: the dialog's own sender, or else the service owner by name or code.
    pub sender: String,
    /// Title in the chosen language.
    pub title: String,
    /// The language that it is in, ISO 639-1; `None` where the sender did not say.
    pub title_language: Option<String>,
    /// Summary in the chosen language.
    pub summary: Option<String>,
    /// The service's word for the status in the chosen language.
    pub extended_status: Option<String>,
    /// Status.
    pub status: DialogStatus,
    /// Labels as shown: those of the server with what waits in the queue put on top.
    pub labels: Labels,
    /// Bold in the list.
    pub is_unread: bool,
    /// A change of labels waits to be sent.
    pub is_change_waiting: bool,
    /// Why the last change of labels was refused (JSON of the app's making), until it is forgotten.
    pub refusal: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Last change by the service owner.
    pub updated_at: Timestamp,
    /// Last change that a reader would notice.
    pub content_updated_at: Timestamp,
    /// Deadline.
    pub due_at: Option<Timestamp>,
    /// Attachments with a link for people.
    pub attachments: u32,
    /// Transmissions from the service owner.
    pub from_service_owner: u32,
    /// Transmissions from the party.
    pub from_party: u32,
    /// Per cent, 1 to 100.
    pub progress: Option<u8>,
    /// Made for machines.
    pub is_api_only: bool,
    /// Who has seen it since its content changed, JSON as handed in.
    pub seen_since_content_update: Option<String>,
    /// Newest event, JSON as handed in.
    pub latest_activity: Option<String>,
    /// When it was opened and kept on this machine.
    pub opened_at: Option<Timestamp>,
    /// Since when the server no longer lists it.
    pub stale_since: Option<Timestamp>,
    /// When this version of the row was asked for, or filed as it is.
    pub fetched_at: Timestamp,
    /// Where the search text hits; empty without one.
    pub hits: Hits,
}

/// A row with what only its own page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialog {
    /// The row.
    pub row: DialogRow,
    /// Labels of the server, without what waits in the queue.
    pub server_labels: Labels,
    /// Revision of the labels, for `If-Match`.
    pub context_revision: Option<Uuid>,
    /// `serviceResourceType` as it came.
    pub service_type: String,
    /// The service owner's view of what is unopened.
    pub has_unopened_content: bool,
    /// URI of the process it is a step of.
    pub process: Option<String>,
    /// URI of the process before that.
    pub preceding_process: Option<String>,
    /// The service's own code for the status.
    pub extended_status: Option<String>,
    /// The service owner's reference.
    pub external_reference: Option<String>,
    /// Texts in all languages.
    pub content: DialogContent,
    /// Who has seen it since the service owner changed it, JSON as handed in.
    pub seen_since_update: Option<String>,
}

/// The text in the first of the languages that is there, else the first text; with its language.
pub(super) fn chosen<'a>(texts: &'a Localized, languages: &[String]) -> Option<(&'a str, &'a str)> {
    let Localized(texts) = texts;
    languages
        .iter()
        .find_map(|language| texts.iter().find(|(code, _)| code == language))
        .or(texts.first())
        .map(|(code, text)| (code.as_str(), text.as_str()))
}

/// Texts as the column holds them: a list of `{"l": language, "v": text}`.
mod texts {
    use fullmakt_domain::dialog::Localized;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Column<T> {
        l: T,
        v: T,
    }

    pub(super) fn none(texts: &Localized) -> bool {
        texts.0.is_empty()
    }

    pub(super) fn serialize<S: Serializer>(texts: &Localized, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(texts.0.iter().map(|(l, v)| Column { l, v }))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Localized, D::Error> {
        let texts = Vec::<Column<String>>::deserialize(from)?.into_iter();
        Ok(texts.map(|Column { l, v }| (l, v)).collect())
    }
}

/// An id as the dialog tables store it: its sixteen bytes.
pub(crate) fn id_bytes(id: Uuid) -> Vec<u8> {
    id.as_bytes().to_vec()
}

/// A stored id.
pub(crate) fn id_from(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| StoreError::unreadable("dialog id"))
}

/// A stored count.
pub(super) fn count(number: i64) -> Result<u32, StoreError> {
    text::small(number)
}
