//! Words that rows are shown and found by, where they follow something else than the message: names of organisations, and
//! the language of the screens. Rows whose words changed are put down and indexed anew, a little at a time.

use std::sync::Arc;

use fullmakt_store::StoreError;

use crate::state::{Account, App};
use crate::surface::table::Topic;

/// Setting: the languages that the texts of rows were chosen by. Kept with the rows, since the language may change while
/// nobody is signed in.
const CHOSEN_BY: &str = "messages_languages";

/// Rows of one step.
const STEP: u32 = 500;

impl App {
    /// The list of organisations changed: messages are found by the names in it.
    pub(crate) fn index_new_names(&self, account: &Arc<Account>) {
        let (app, account) = (self.clone(), Arc::clone(account));
        self.spawn(async move {
            app.index_messages(&account).await;
            app.changed(&[Topic::Messages]);
        });
    }

    /// Shows messages in the language of the screens, where they have texts in it.
    pub(crate) fn follow_language(&self) {
        let Ok(account) = self.account() else { return };
        let app = self.clone();
        self.spawn(async move {
            let _one = app.0.syncing.wording.lock().await;
            match app.choose_language(&account).await {
                Ok(false) => {}
                Ok(true) => {
                    app.changed(&[Topic::Messages]);
                    app.index_messages(&account).await;
                }
                Err(error) => {
                    tracing::warn!(
                        code = error.code(),
                        "messages are not all in the language of the screens"
                    );
                }
            }
        });
    }

    /// Chooses texts for every row, unless that was done for this language. Whether it was to be done.
    async fn choose_language(&self, account: &Account) -> Result<bool, StoreError> {
        let languages = self.message_languages();
        let chosen_by = languages.join(",");
        let settings = account.store.settings();
        if settings.get(CHOSEN_BY).await?.as_deref() == Some(chosen_by.as_str()) {
            return Ok(false);
        }
        let dialogs = account.store.dialogs();
        let mut after = None;
        loop {
            after = dialogs.choose_language(&languages, after, STEP).await?;
            if after.is_none() {
                break;
            }
            tokio::task::yield_now().await;
        }
        settings.set(CHOSEN_BY, &chosen_by).await?;
        Ok(true)
    }
}
