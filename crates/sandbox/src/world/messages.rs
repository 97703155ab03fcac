//! Messages of Altinn Melding (Correspondence), as a recipient may have them.

use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use uuid::Uuid;

use super::dialogs::dialog::stored;

/// A message.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: Uuid,
    /// Id of the service, without prefix.
    pub(crate) resource: String,
    /// Organisation number of the sender.
    pub(crate) sender: String,
    /// URN of the recipient.
    pub(crate) recipient: String,
    pub(crate) senders_reference: String,
    /// Shown instead of the service owner's name.
    pub(crate) message_sender: Option<String>,
    /// The dialog that it stands in.
    pub(crate) dialog: Uuid,
    /// When it is one of the transmissions in a dialog that began otherwise.
    pub(crate) transmission: Option<Uuid>,
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) summary: Option<String>,
    /// Markdown; a migrated message may have HTML in it.
    pub(crate) body: String,
    pub(crate) files: Vec<File>,
    pub(crate) created: Timestamp,
    pub(crate) due: Option<Timestamp>,
    pub(crate) confirmation_needed: bool,
    pub(crate) confidential: bool,
    pub(crate) allow_forwarding: bool,
    /// Address and text of links to answer with.
    pub(crate) reply_options: Vec<(String, String)>,
    /// E-mail addresses that it was sent on to.
    pub(crate) forwarded_to: BTreeSet<String>,
    /// Everything that happened; nothing is ever taken back.
    pub(crate) history: Vec<Event>,
}

/// An attachment.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) display_name: String,
    pub(crate) bytes: Vec<u8>,
    /// The service whose rights decide; a shared file keeps its first one.
    pub(crate) resource: String,
    pub(crate) expires: Option<Timestamp>,
    pub(crate) purged: bool,
}

/// What happened to a message, by Altinn's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) enum MessageStatus {
    Published = 2,
    Fetched = 3,
    Read = 4,
    Confirmed = 6,
    PurgedByRecipient = 7,
    AttachmentsDownloaded = 12,
    Forwarded = 13,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    pub(crate) status: MessageStatus,
    pub(crate) at: Timestamp,
}

/// Two readings within this time are noted once.
const FETCH_PAUSE: SignedDuration = SignedDuration::from_secs(15);

impl Message {
    /// Whether something has happened to it.
    pub(crate) fn has(&self, status: MessageStatus) -> bool {
        self.when(status).is_some()
    }

    /// When something happened first.
    pub(crate) fn when(&self, status: MessageStatus) -> Option<Timestamp> {
        let mut events = self.history.iter();
        events
            .find(|event| event.status == status)
            .map(|event| event.at)
    }

    /// The status that the overview tells: the highest, never `Fetched`.
    pub(crate) fn status(&self) -> Event {
        self.history
            .iter()
            .filter(|event| event.status != MessageStatus::Fetched)
            .max_by_key(|event| event.status)
            .copied()
            .unwrap_or(Event {
                status: MessageStatus::Published,
                at: self.created,
            })
    }

    /// Whether a recipient still finds it.
    pub(crate) fn is_available(&self) -> bool {
        !self.has(MessageStatus::PurgedByRecipient)
    }

    /// Notes something.
    pub(crate) fn note(&mut self, status: MessageStatus, at: Timestamp) {
        self.history.push(Event {
            status,
            at: stored(at),
        });
    }

    /// Notes that it was fetched, at most every fifteen seconds.
    pub(crate) fn note_fetched(&mut self, now: Timestamp) {
        let lately = self.history.iter().any(|event| {
            event.status == MessageStatus::Fetched && now.duration_since(event.at) < FETCH_PAUSE
        });
        if !lately {
            self.note(MessageStatus::Fetched, now);
        }
    }
}

/// All messages by id.
#[derive(Default)]
pub(crate) struct Messages(HashMap<Uuid, Message>);

impl Messages {
    pub(crate) fn put(&mut self, message: Message) {
        self.0.insert(message.id, message);
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<&Message> {
        self.0.get(&id)
    }

    pub(crate) fn get_mut(&mut self, id: Uuid) -> Option<&mut Message> {
        self.0.get_mut(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Message> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        let at: Timestamp = "2026-11-12T13:32:00Z".parse().expect("a time");
        Message {
            id: Uuid::nil(),
            resource: String::new(),
            sender: String::new(),
            recipient: String::new(),
            senders_reference: String::new(),
            message_sender: None,
            dialog: Uuid::nil(),
            transmission: None,
            language: "nb".to_owned(),
            title: String::new(),
            summary: None,
            body: String::new(),
            files: Vec::new(),
            created: at,
            due: None,
            confirmation_needed: true,
            confidential: false,
            allow_forwarding: false,
            reply_options: Vec::new(),
            forwarded_to: BTreeSet::new(),
            history: vec![Event {
                status: MessageStatus::Published,
                at,
            }],
        }
    }

    #[test]
    fn the_highest_status_hides_later_ones_and_fetched_is_never_told() {
        let mut message = message();
        let at = message.created;
        message.note_fetched(at);
        assert_eq!(message.status().status, MessageStatus::Published);
        message.note(MessageStatus::AttachmentsDownloaded, at);
        message.note(MessageStatus::Confirmed, at);
        assert_eq!(
            message.status().status,
            MessageStatus::AttachmentsDownloaded
        );
    }

    #[test]
    fn fetching_is_noted_every_fifteen_seconds() {
        let mut message = message();
        let at = message.created;
        for seconds in [0, 5, 14, 15, 20] {
            message.note_fetched(at + SignedDuration::from_secs(seconds));
        }
        let fetched = message
            .history
            .iter()
            .filter(|event| event.status == MessageStatus::Fetched);
        assert_eq!(fetched.count(), 2);
    }
}
