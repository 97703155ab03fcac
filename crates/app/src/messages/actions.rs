//! Actions of a message. A page is opened in the browser; a write is sent from here with the dialog's own proof, once.

use std::sync::Arc;

use fullmakt_altinn::ActionAnswer;
use fullmakt_domain::dialog::GuiAction;
use uuid::Uuid;

use super::guard::web_address;
use super::held::Held;
use super::opened::is_navigation;
use super::opening::{Undone, Why};
use super::preview::is_in_bin;
use super::reading::Acting;
use super::settling::Sent;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{ActionOutcome, RunAction};
use crate::surface::table::Topic;

impl App {
    /// Does an action of an opened message.
    pub(crate) async fn run_action(&self, input: RunAction) -> Result<ActionOutcome, Failure> {
        let account = self.account()?;
        let dialog = super::id(&input.id, "id")?;
        let id = super::id(&input.action_id, "actionId")?;
        let held = self.opened_message(&account, dialog).await?;
        let action = find(&held.dialog().actions, id)?.clone();
        if !action.is_authorized {
            return Err(Failure::new(ErrorCode::AccessDenied));
        }
        let language = self.language().into();
        let prompt = action.prompt.as_ref();
        // Forms are deleted without a question of their own (products reference, 8.2): that is asked about all the same.
        let asks = prompt.is_some_and(|prompt| !prompt.text(language).is_empty())
            || action.deletes && !is_navigation(&action);
        if asks && !input.confirmed {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "confirmed"));
        }
        if is_navigation(&action) {
            return self.open_page(&action.url);
        }
        if action.deletes && !is_in_bin(&self.stored_dialog(&account, dialog).await?) {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "actionId"));
        }
        self.reopen(&account, dialog);
        self.begin_action(&account, dialog, &action).await?;
        self.changed(&[Topic::Messages]);
        self.send_action(&account, dialog, &action).await
    }

    /// Opens a page out of a dialog in the browser.
    pub(super) fn open_page(&self, address: &str) -> Result<ActionOutcome, Failure> {
        let url = web_address(&self.0.environment, address)?;
        self.0.host.open_browser(&url).map_err(|reason| {
            tracing::warn!(%reason, "no browser");
            Failure::new(ErrorCode::BrowserUnavailable)
        })?;
        Ok(ActionOutcome::Opened {
            host: url.host_str().unwrap_or_default().to_owned(),
        })
    }

    /// Claims an action. One that was not answered is not sent again before the dialog was read, and only when that
    /// shows that nothing came of it.
    async fn begin_action(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        action: &GuiAction,
    ) -> Result<(), Failure> {
        let claim =
            |known: &mut super::reading::Known| known.acting.insert(action.id, Acting::Sent);
        match self.0.reading.with(&account.key, claim) {
            None => Ok(()),
            Some(Acting::Sent) => Err(Failure::new(ErrorCode::Conflict)),
            Some(left @ (Acting::Unknown | Acting::Unanswered)) => {
                let before = self.held_message(account, dialog).await.ok().flatten();
                let Ok(now) = self.read_dialog(account, dialog, Why::Changed).await else {
                    self.0.reading.with(&account.key, |known| {
                        known.acting.insert(action.id, left);
                    });
                    return Err(Failure::new(ErrorCode::OutcomeUnknown));
                };
                let revision = before.and_then(|held| held.dialog().revision);
                let same =
                    revision == now.dialog().revision && now.dialog().actions.contains(action);
                if same {
                    return Ok(());
                }
                self.let_go(account, action.id);
                Err(Failure::new(ErrorCode::Conflict))
            }
        }
    }

    async fn send_action(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        action: &GuiAction,
    ) -> Result<ActionOutcome, Failure> {
        // The proof first: what is read for it must not be taken for what came of the action.
        let proof = self.with_proof(account, dialog, |_| async { Ok(()) });
        if let Err(undone) = proof.await {
            self.let_go(account, action.id);
            return Err(undone.failure(&action.url));
        }
        let before = self.held_message(account, dialog).await.ok().flatten();
        let is_offered = |held: &Arc<Held>| held.dialog().actions.contains(action);
        if !before.as_ref().is_some_and(is_offered) {
            self.let_go(account, action.id);
            return Err(Failure::new(ErrorCode::Conflict));
        }
        let mut sent = Sent {
            at: self.now(),
            revision: before.and_then(|held| held.dialog().revision),
            answered: true,
        };
        let content = self.0.altinn.dialog_content();
        let method = action.method.to_ascii_uppercase();
        let act = |proof| {
            let (content, method) = (&content, &method);
            async move { content.act(method, &action.url, &proof).await }
        };
        let failure = match self.with_proof(account, dialog, act).await {
            Ok(answer) => {
                self.note_message_act(account, dialog, Act::MessageAction, None)
                    .await;
                if answer == ActionAnswer::Done && action.deletes {
                    self.let_go(account, action.id);
                    self.forget_message(account, dialog).await;
                } else {
                    self.settle_in_background(account, dialog, action.id, sent);
                }
                return Ok(match answer {
                    ActionAnswer::Done => ActionOutcome::Done,
                    ActionAnswer::Accepted => ActionOutcome::Accepted,
                });
            }
            Err(Undone::Content(error)) if error.may_have_arrived() => {
                sent.answered = false;
                self.settle_in_background(account, dialog, action.id, sent);
                Failure::new(ErrorCode::OutcomeUnknown)
            }
            Err(undone) => {
                self.let_go(account, action.id);
                undone.failure(&action.url)
            }
        };
        self.note_message_act(account, dialog, Act::MessageActionFailed, Some(&failure))
            .await;
        self.changed(&[Topic::Messages]);
        Err(failure)
    }

    fn settle_in_background(&self, account: &Arc<Account>, dialog: Uuid, action: Uuid, sent: Sent) {
        let (app, account) = (self.clone(), Arc::clone(account));
        self.spawn(async move { app.settle_action(&account, dialog, action, sent).await });
    }

    fn let_go(&self, account: &Account, action: Uuid) {
        self.0
            .reading
            .with(&account.key, |known| known.acting.remove(&action));
    }
}

fn find(actions: &[GuiAction], id: Uuid) -> Result<&GuiAction, Failure> {
    let found = actions.iter().find(|action| action.id == id);
    found.ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "actionId"))
}
