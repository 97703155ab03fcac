//! What becomes of a write action after it was sent.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::sleep;
use uuid::Uuid;

use super::opening::Why;
use super::reading::Acting;
use crate::state::{Account, App};
use crate::surface::common::ErrorCode;
use crate::surface::table::Topic;

/// When to look whether the dialog was read again after an action: an update of the open message leads to that by
/// itself, and only without one is it read for this. At the last look we say that we do not know.
const LOOKS: [Duration; 3] = [
    Duration::from_secs(3),
    Duration::from_secs(5),
    Duration::from_secs(7),
];

/// An action that was sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    /// When.
    pub at: Timestamp,
    /// Revision of the dialog before that.
    pub revision: Option<Uuid>,
    /// Whether an answer came.
    pub answered: bool,
}

impl App {
    /// Reads the dialog again after an action, unless an update has led to that. An action that nothing came of in time
    /// is not sent again before the dialog was read once more, also where the message was closed meanwhile.
    pub(super) async fn settle_action(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        action: Uuid,
        sent: Sent,
    ) {
        let mut left = Some(if sent.answered {
            Acting::Unanswered
        } else {
            Acting::Unknown
        });
        for pause in LOOKS {
            sleep(pause).await;
            // Somebody else is at the machine by now.
            if !self.is_open(account) {
                return;
            }
            let is_open = |known: &mut super::reading::Known| known.is_open(dialog);
            if !self.0.reading.with(&account.key, is_open) {
                // Nothing is read of a message that nobody looks at.
                continue;
            }
            let held = self.held_message(account, dialog).await.ok().flatten();
            let held = match held.filter(|held| held.read_at > sent.at) {
                Some(held) if held.dialog().revision != sent.revision => Ok(held),
                _ => self.read_dialog(account, dialog, Why::Changed).await,
            };
            match held {
                Ok(held) if held.dialog().revision == sent.revision => {}
                Err(failure) if failure.code != ErrorCode::MessageGone => {}
                Ok(_) | Err(_) => {
                    left = None;
                    break;
                }
            }
        }
        self.0.reading.with(&account.key, |known| {
            known.acting.remove(&action);
            if let Some(left) = left {
                known.acting.insert(action, left);
            }
        });
        self.changed(&[Topic::Messages]);
    }
}
