//! Rows of the queue.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::dialogs::{Labels, id_from, labels_from};
use crate::text::{instant, maybe_instant, small};

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeState {
    /// To be sent.
    Waiting,
    /// Sent, and no answer yet: the outcome is unknown.
    Sending,
    /// Taken by the server.
    Sent,
    /// Refused by the server.
    Refused,
    /// Taken out of the queue before it was sent, or undone after.
    Undone,
}

impl ChangeState {
    fn parse(text: &str) -> Result<Self, StoreError> {
        Ok(match text {
            "waiting" => ChangeState::Waiting,
            "sending" => ChangeState::Sending,
            "sent" => ChangeState::Sent,
            "refused" => ChangeState::Refused,
            "undone" => ChangeState::Undone,
            _ => return Err(StoreError::unreadable("state of a label change")),
        })
    }
}

/// One change of one dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelChange {
    /// Its place in the queue.
    pub seq: i64,
    /// What it was done together with.
    pub act: Uuid,
    /// Which dialog.
    pub dialog: Uuid,
    /// Labels to add (`addLabels`).
    pub add: Labels,
    /// Labels to remove (`removeLabels`).
    pub remove: Labels,
    /// Labels before the change, as lists showed them.
    pub before: Labels,
    /// Revision of the labels that the change stands on, for `If-Match`; `None` to send it whatever the state.
    pub revision: Option<Uuid>,
    /// When it was made.
    pub at: Timestamp,
    /// Where it stands.
    pub state: ChangeState,
    /// How often it was sent.
    pub attempts: u32,
    /// When last.
    pub tried_at: Option<Timestamp>,
    /// Why it failed last (JSON of the app's making).
    pub failure: Option<String>,
}

/// What undoing an act did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Dialogs whose change was taken out of the queue.
    pub withdrawn: Vec<Uuid>,
    /// Dialogs whose opposite change was put into the queue.
    pub queued: Vec<Uuid>,
}

/// A row as it is stored.
pub(super) struct Raw {
    pub seq: i64,
    pub act: Vec<u8>,
    pub dialog: Vec<u8>,
    pub adds: i64,
    pub removes: i64,
    pub before: i64,
    pub revision: Option<Vec<u8>>,
    pub at: i64,
    pub state: String,
    pub attempts: i64,
    pub tried_at: Option<i64>,
    pub failure: Option<String>,
}

impl TryFrom<Raw> for LabelChange {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(LabelChange {
            seq: raw.seq,
            act: id_from(&raw.act)?,
            dialog: id_from(&raw.dialog)?,
            add: labels_from(raw.adds),
            remove: labels_from(raw.removes),
            before: labels_from(raw.before),
            revision: raw.revision.as_deref().map(id_from).transpose()?,
            at: instant(raw.at)?,
            state: ChangeState::parse(&raw.state)?,
            attempts: small(raw.attempts)?,
            tried_at: maybe_instant(raw.tried_at)?,
            failure: raw.failure,
        })
    }
}
