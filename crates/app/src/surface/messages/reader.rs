//! The reader: facts, the opened letter, transmissions, attachments, actions.

use fullmakt_content::Document;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::MessageRow;
use super::melding::Melding;
use crate::surface::common::{Ability, Failure, Instant, PartyUuid};

/// Names one message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageRef {
    /// Dialog id.
    pub id: String,
}

/// Open a message at Altinn: a read that is logged there and shown to others.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenMessage {
    /// Dialog id.
    pub id: String,
    /// Read it again though a current copy is on this machine.
    pub again: bool,
}

/// One message as far as this machine knows it. Reading it makes no call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// As in the list.
    pub row: MessageRow,
    /// Recipient's organisation number, nine digits.
    pub org_no: Option<String>,
    /// The service's name; its id when the name is not known.
    pub service: String,
    /// The service's id, without URN prefix.
    pub service_id: String,
    /// Created.
    pub created: Instant,
    /// Who has opened it since the content changed, newest first (from list data).
    pub seen_by: Vec<SeenBy>,
    /// Systems of this organisation that may read the service.
    pub systems: Vec<ReadingSystem>,
    /// What the user opened; `None` until then.
    pub opened: Option<Opened>,
    /// How it can be opened now.
    pub open: Ability,
    /// Altinn wants a login at level 4 before it shows this message.
    pub needs_step_up: bool,
}

/// The opened letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// When this copy was read.
    pub read_at: Instant,
    /// The content changed at Altinn after this copy was read.
    pub outdated: bool,
    /// Main content.
    pub body: Body,
    /// Further information from the service owner.
    pub additional: Option<Document>,
    /// Attachments of the dialog itself.
    pub attachments: Vec<Attachment>,
    /// Transmissions in all; read windows of them with `transmissions`.
    pub transmissions: u32,
    /// When the last transmission came.
    pub last_transmission: Option<Instant>,
    /// What happened, newest first.
    pub activities: Vec<MessageActivity>,
    /// Actions, primary first, three by rank; deletion is offered in the bin only.
    pub actions: Vec<MessageAction>,
    /// Altinn Melding, when the message is one.
    pub melding: Option<Melding>,
    /// Expires.
    pub expires: Option<Instant>,
    /// The page at Altinn or the service owner where the rest can be read, when not all could be shown here.
    pub elsewhere: Option<Elsewhere>,
}

/// A page of the message's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Elsewhere {
    /// Its host.
    pub host: String,
    /// The action that leads there: `run_action` opens it.
    pub action_id: String,
}

/// The main content, or why it is not there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Body {
    /// The service owner sent none.
    None,
    /// Shown.
    Shown {
        /// The letter.
        document: Document,
        /// Language, for `lang`.
        lang: Option<String>,
    },
    /// The user may see the message but not its content.
    NotAuthorised,
    /// It could not be fetched; the facts stand.
    Failed {
        /// Why.
        failure: Failure,
    },
    /// No longer available at the service owner.
    Expired,
}

/// Someone who opened it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeenBy {
    /// Name as Altinn gives it; `None` when it gives none.
    pub name: Option<String>,
    /// When.
    pub at: Instant,
    /// It was the user.
    pub is_me: bool,
}

/// A system user of the recipient that may read messages of this service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadingSystem {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Attachment id.
    pub id: String,
    /// Name as shown: cleaned, never a path.
    pub name: String,
    /// Type in a word or two from its media type: `PDF`, `Bilde`; `None` when not known.
    pub media_type: Option<String>,
    /// Bytes, when known.
    pub size: Option<u32>,
    /// Expires.
    pub expires: Option<Instant>,
    /// Where it stands.
    pub state: AttachmentState,
    /// It can run code: saved only, never opened.
    pub save_only: bool,
    /// It can be shown in our own viewer (PDF, picture, text).
    pub viewable: bool,
    /// Only in the browser, at this host.
    pub browser_host: Option<String>,
}

/// Where an attachment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum AttachmentState {
    /// Not fetched.
    NotFetched,
    /// Kept on this machine, encrypted.
    Kept,
    /// Could not be fetched.
    Failed {
        /// Why.
        failure: Failure,
    },
    /// The user may not have it.
    NotAuthorised,
    /// No longer available.
    Expired,
}

/// Names one attachment.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentRef {
    /// Dialog id.
    pub id: String,
    /// Transmission that holds it; `None` for the dialog itself.
    pub transmission_id: Option<String>,
    /// Attachment id.
    pub attachment_id: String,
}

/// Save all attachments of a message and of its opened transmissions.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveAttachments {
    /// Dialog id.
    pub id: String,
    /// How.
    pub form: SaveForm,
}

/// Forms of saving several files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SaveForm {
    /// A folder in the download folder.
    Folder,
    /// One zip file.
    Zip,
}

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// File or folder.
    pub path: String,
    /// Files.
    pub files: u32,
    /// Files that could not be had, by name.
    pub failed: Vec<String>,
}

/// Bytes of a kept attachment for our own viewer, Base64.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentBytes {
    /// Name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Standard Base64 (RFC 4648, section 4).
    pub base64: String,
}

/// What happened in a dialog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageActivity {
    /// When.
    pub at: Option<Instant>,
    /// Dialogporten's `DialogActivityType` in snake case, e.g. `signature_provided`; unknown ones as they came.
    pub kind: String,
    /// Who; `None` for the service owner.
    pub by: Option<String>,
    /// Text, for `information`.
    pub text: Option<String>,
}

/// What can be done with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageAction {
    /// Action id.
    pub id: String,
    /// Its words.
    pub title: String,
    /// Rank.
    pub rank: ActionRank,
    /// Opens in the browser (else it is sent from here).
    pub in_browser: bool,
    /// Host it goes to.
    pub host: String,
    /// Question to ask first.
    pub prompt: Option<String>,
    /// Deletes the dialog.
    pub deletes: bool,
    /// The user may.
    pub authorised: bool,
    /// It has been sent, and the answer is awaited.
    pub busy: bool,
    /// It was sent, and nobody knows what came of it: `action_unanswered` or `outcome_unknown`. Done once more, the message
    /// is read first, and it is sent only where nothing came of it.
    pub unsettled: Option<Failure>,
}

/// Ranks of action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionRank {
    /// One at most.
    Primary,
    /// One at most.
    Secondary,
    /// The rest.
    Tertiary,
}

/// Do an action.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunAction {
    /// Dialog id.
    pub id: String,
    /// Action id.
    pub action_id: String,
    /// The prompt was shown and answered with yes.
    pub confirmed: bool,
}

/// What came of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ActionOutcome {
    /// Opened in the browser.
    Opened {
        /// Host.
        host: String,
    },
    /// Done (204).
    Done,
    /// Taken (202); the message changes when it is done, or after 15 seconds we say that we do not know.
    Accepted,
}

/// A window of transmissions, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TransmissionsQuery {
    /// Dialog id.
    pub id: String,
    /// First row.
    pub offset: u32,
    /// Rows at most (the core caps it at 200).
    pub limit: u32,
}

/// Transmissions of an opened message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TransmissionsPage {
    /// In all.
    pub total: u32,
    /// The window, threads kept together: an answer follows what it answers, `depth` deep.
    pub rows: Vec<TransmissionRow>,
}

/// One transmission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TransmissionRow {
    /// Transmission id.
    pub id: String,
    /// Dialogporten's `DialogTransmissionType` in snake case, e.g. `decision`; unknown ones as they came.
    pub kind: String,
    /// From the recipient's side (submission, correction) and not from the service owner.
    pub from_party: bool,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: Option<String>,
    /// Sender's name; `None` for the service owner.
    pub sender: Option<String>,
    /// When.
    pub at: Instant,
    /// Someone has opened it.
    pub opened: bool,
    /// The user may read it.
    pub authorised: bool,
    /// How deep in its thread, 0 for a first letter.
    pub depth: u32,
    /// Attachments.
    pub attachments: Vec<Attachment>,
    /// It has content to open.
    pub has_content: bool,
    /// Content that was opened here.
    pub body: Option<Body>,
}

/// Names one transmission.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TransmissionRef {
    /// Dialog id.
    pub id: String,
    /// Transmission id.
    pub transmission_id: String,
}

/// Why the user has access to a message (Dialogporten: dialog lookup; does not mark as seen).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccessReason {
    /// Security level of the login.
    pub level: u8,
    /// Level that the service asks for.
    pub needed_level: u8,
    /// What gives access, most telling first.
    pub grants: Vec<AccessGrant>,
}

/// One thing that gives access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccessGrant {
    /// `role`, `access_package`, `resource_delegation`, `instance_delegation`; unknown ones as they came.
    pub kind: String,
    /// Name in the user's language, or its code.
    pub name: String,
}

/// The whole history of who opened and filed a message (two calls; neither marks as seen).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageHistory {
    /// Who opened it, newest first.
    pub seen: Vec<SeenBy>,
    /// Who filed it, newest first.
    pub labels: Vec<LabelLogRow>,
}

/// One entry in the label log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LabelLogRow {
    /// When.
    pub at: Instant,
    /// Label in snake case, e.g. `archive`.
    pub label: String,
    /// Set, or removed.
    pub set: bool,
    /// Who; `None` for the service owner.
    pub by: Option<String>,
}

/// Open a link that stands in a letter, after the link guard: a page over https, a mail or a call, shown before.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenLetterLink {
    /// Message in which it stands.
    pub id: String,
    /// The address.
    pub href: String,
    /// The user answered yes to the question about this host.
    pub confirmed: bool,
    /// Do not ask about this host again.
    pub remember: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum LinkOutcome {
    /// Opened in the browser.
    Opened,
    /// Ask first.
    Ask {
        /// Whole host, in its letters.
        host: String,
        /// Punycode, when the letters could mislead.
        punycode: Option<String>,
    },
    /// Ask first, each time: another program writes a mail, or calls.
    AskProgram {
        /// Which sort of program.
        program: LinkProgram,
        /// Mail address, or telephone number.
        to: String,
    },
}

/// Programs that links in letters start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkProgram {
    /// The one for mail.
    Mail,
    /// The one for the telephone.
    Phone,
}
