//! One message as the list tells it now, for whom the message itself is closed. A search marks nothing as seen, and asks for
//! no more than the right to change labels does (Dialogporten reference, 1.4 and 1.11).

use fullmakt_altinn::dialogs::{DialogSearch, DialogTrouble};
use fullmakt_domain::dialog::DialogRow;
use fullmakt_store::dialogs::Dialog as StoredDialog;
use fullmakt_sync::Cursor;

use super::round::facts;
use crate::state::{Account, App};

/// Rows in one page: there are few of one service that an organisation got since then.
const PAGE: usize = 100;

/// What the list tells of a message.
pub(in crate::messages) enum Listed {
    /// Its row.
    Row(Box<DialogRow>),
    /// It is not there: not any more, or not for this person.
    Missing,
    /// It is not known yet whom the person acts for.
    Unknown,
}

impl App {
    /// Looks a message up in the list.
    ///
    /// # Errors
    /// What the search was refused with.
    pub(in crate::messages) async fn listed_message(
        &self,
        account: &Account,
        message: &StoredDialog,
    ) -> Result<Listed, DialogTrouble> {
        let known = self.0.syncing.known();
        let Some(known) = known.filter(|known| known.holds(account, self.language(), self.now()))
        else {
            return Ok(Listed::Unknown);
        };
        let parties = known.urns_of(&[message.row.party.party_uuid.to_string()]);
        if parties.is_empty() {
            return Ok(Listed::Missing);
        }
        let mut search = DialogSearch {
            parties,
            services: vec![message.row.service.clone()],
            content_updated_after: Some(message.row.content_updated_at),
            ascending: true,
            limit: PAGE,
            ..DialogSearch::default()
        };
        let mut cursor = Cursor::default();
        loop {
            self.count_due_searches(account, 1).await;
            let page = self.0.altinn.dialogs().search(&search).await?;
            cursor = cursor.after(&facts(&page), self.now());
            let mut rows = page.rows.into_iter();
            if let Some(row) = rows.find(|row| row.id == message.row.id) {
                return Ok(Listed::Row(Box::new(row)));
            }
            if !cursor.is_under_way() {
                return Ok(Listed::Missing);
            }
            search.token.clone_from(&cursor.token);
        }
    }
}
