//! What is written down in the log of acts in messages: one entry for each act of the user's, however many messages it
//! was about.

use fullmakt_store::activity::NewEntry;
use uuid::Uuid;

use super::count;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::Filing;
use crate::surface::table::Topic;

/// The act of filing so.
pub(super) fn act_of(filing: Filing) -> Act {
    match filing {
        Filing::Archive => Act::MessageArchived,
        Filing::Bin => Act::MessageBinned,
        Filing::Restore => Act::MessageRestored,
        Filing::MarkUnread => Act::MessageMarkedUnread,
        Filing::UnmarkUnread => Act::MessageUnmarkedUnread,
    }
}

impl App {
    /// Writes an act in a message down, but for one that was never sent.
    pub(super) async fn note_message_act(
        &self,
        account: &Account,
        dialog: Uuid,
        act: Act,
        failure: Option<&Failure>,
    ) {
        if failure.is_some_and(|failure| {
            matches!(
                failure.code,
                ErrorCode::NotOpened | ErrorCode::InvalidInput | ErrorCode::LoginRequired
            )
        }) {
            return;
        }
        let entry = self.entry_of_message(account, dialog, act).await;
        let failure = failure.and_then(|f| serde_json::to_string(f).ok());
        self.note(account, NewEntry { failure, ..entry }).await;
    }

    /// Writes down that messages were filed: one by its title, several by their number.
    pub(super) async fn note_filing(&self, account: &Account, act: Act, dialogs: &[Uuid]) {
        let entry = match dialogs {
            [] => return,
            [one] => self.entry_of_message(account, *one, act).await,
            several => NewEntry {
                services: Some(count(several.len())),
                ..self.entry(act)
            },
        };
        self.note(account, entry).await;
    }

    async fn entry_of_message(&self, account: &Account, dialog: Uuid, act: Act) -> NewEntry {
        let row = account.store.dialogs().get(dialog).await.ok().flatten();
        let row = row.map(|dialog| dialog.row);
        NewEntry {
            subject: Some(dialog),
            system: row.as_ref().map(|row| row.title.clone()),
            vendor: row.as_ref().map(|row| row.sender.clone()),
            organisation: row.as_ref().and_then(|row| row.party.name.clone()),
            party_uuid: row.as_ref().map(|row| row.party.party_uuid),
            ..self.entry(act)
        }
    }

    fn entry(&self, act: Act) -> NewEntry {
        NewEntry {
            at: self.now(),
            act: act.key().to_owned(),
            subject: None,
            system: None,
            vendor: None,
            organisation: None,
            party_uuid: None,
            services: None,
            failure: None,
            receipt: None,
        }
    }

    /// A log that cannot be written is no reason to hide what happened.
    async fn note(&self, account: &Account, entry: NewEntry) {
        if let Err(error) = account.store.activity().append(&entry).await {
            tracing::error!(
                code = error.code(),
                "an act in messages was not written down"
            );
        }
        self.changed(&[Topic::Activity]);
    }
}
