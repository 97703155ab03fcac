//! What happens by itself some time after it was asked for, and what watchers are told.

use jiff::Timestamp;
use uuid::Uuid;

use super::World;
use super::dialogs::dialog::{Activity, Actor, Transmission, stored};
use super::dialogs::ids;
use super::dialogs::kinds::{ActivityType, Status, TransmissionType};
use super::dialogs::text::Localized;
use super::messages::MessageStatus;

/// Something that will happen.
#[derive(Clone, Debug)]
pub(crate) struct Later {
    pub(crate) due: Timestamp,
    pub(crate) effect: Effect,
}

/// What will happen.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// A message's confirmation is written: whose, and when it was given.
    Confirmed(Uuid, Actor, Timestamp),
    /// The service owner closes a dialog after an act of the party.
    Completed(Uuid, Actor),
    /// The service owner deletes a dialog.
    Deleted(Uuid),
    /// The service owner answers with a transmission.
    Answered(Uuid),
}

/// What watchers of a dialog are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DialogEvent {
    pub(crate) dialog: Uuid,
    pub(crate) deleted: bool,
}

impl DialogEvent {
    pub(crate) fn updated(dialog: Uuid) -> Self {
        Self {
            dialog,
            deleted: false,
        }
    }

    pub(crate) fn deleted(dialog: Uuid) -> Self {
        Self {
            dialog,
            deleted: true,
        }
    }
}

impl World {
    /// Lets everything happen that is due, and says which dialogs it changed.
    pub(crate) fn settle(&mut self, now: Timestamp) -> Vec<DialogEvent> {
        if self.later.is_empty() {
            return Vec::new();
        }
        let (due, rest) = std::mem::take(&mut self.later)
            .into_iter()
            .partition(|later| later.due <= now);
        self.later = rest;
        let mut due: Vec<Later> = due;
        due.sort_by_key(|later| later.due);
        due.into_iter()
            .filter_map(|later| self.happen(later.effect, later.due))
            .collect()
    }

    fn happen(&mut self, effect: Effect, at: Timestamp) -> Option<DialogEvent> {
        match effect {
            Effect::Confirmed(message, by, given) => {
                let message = self.messages.get_mut(message)?;
                if message.has(MessageStatus::Confirmed) {
                    return None;
                }
                message.note(MessageStatus::Confirmed, given);
                let id = message.dialog;
                let dialog = self.dialogs.get_mut(id)?;
                let confirmed = ActivityType::CorrespondenceConfirmed;
                let activity = Activity::new(ids::fresh(at), stored(given), confirmed, by);
                dialog.activities.push(activity);
                dialog.owner_changed(at, false, true);
                Some(DialogEvent::updated(id))
            }
            Effect::Completed(id, by) => {
                let dialog = self.dialogs.get_mut(id)?;
                dialog.status = Status::Completed;
                dialog.progress = dialog.progress.map(|_| 100);
                dialog.gui_actions.retain(|action| action.deletes);
                let done = ActivityType::FormSubmitted;
                let activity = Activity::new(ids::fresh(at), at, done, by);
                dialog.activities.push(activity);
                dialog.owner_changed(at, true, false);
                Some(DialogEvent::updated(id))
            }
            Effect::Deleted(id) => {
                let dialog = self.dialogs.get_mut(id)?;
                dialog.deleted = true;
                dialog.owner_changed(at, false, false);
                Some(DialogEvent::deleted(id))
            }
            Effect::Answered(id) => {
                let dialog = self.dialogs.get_mut(id)?;
                dialog.transmissions.push(answer(at));
                dialog.owner_changed(at, true, false);
                Some(DialogEvent::updated(id))
            }
        }
    }
}

fn answer(at: Timestamp) -> Transmission {
    Transmission {
        id: ids::fresh(at),
        created: stored(at),
        authorization_attribute: None,
        extended_type: None,
        external_reference: None,
        related: None,
        r#type: TransmissionType::Acceptance,
        sender: Actor::service_owner(),
        title: Localized::of(&[
            ("nb", "Svaret er mottatt"),
            ("nn", "Svaret er motteke"),
            ("en", "Your answer has been received"),
        ]),
        summary: None,
        content_reference: None,
        attachments: Vec::new(),
        navigational_actions: Vec::new(),
    }
}
