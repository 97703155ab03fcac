//! Opening a message at Altinn: the one place where a dialog is read. Each reading is logged there and shown to
//! others, so it needs a reason: the user asked for it or came back to it, the open message changed, or an act of the user
//! in the open message needs a new proof of it.

use std::sync::Arc;

use fullmakt_altinn::ContentError;
use fullmakt_altinn::dialogs::{DialogToken, DialogTrouble};
use fullmakt_auth::AuthState;
use fullmakt_domain::dialog::Dialog;
use fullmakt_store::dialogs::Dialog as StoredDialog;
use jiff::Timestamp;
use uuid::Uuid;

use super::body::inner_text;
use super::failures::{from_content, from_dialog};
use super::held::{Detail, Held};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{Body, Message, OpenMessage};
use crate::surface::table::Topic;

/// Why a dialog is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The user opens it.
    Asked,
    /// It changed while it was open, or an act of the user's changed it.
    Changed,
    /// An act in the open message needs a new proof.
    Proof,
    /// The user came back to the window in which it is open, or does something there after the proof was over.
    Returned,
}

/// Why something that takes a proof was not done.
pub(super) enum Undone {
    /// What the host of the address answered.
    Content(ContentError),
    /// The proof could not be had.
    Failure(Failure),
}

impl Undone {
    /// The failure; `address` tells the host.
    pub fn failure(self, address: &str) -> Failure {
        match self {
            Undone::Content(error) => from_content(&error, address),
            Undone::Failure(failure) => failure,
        }
    }
}

impl App {
    /// Opens a message. A current copy on this machine is good enough unless the user asks for it anew; then nothing
    /// is sent, and nobody is told.
    pub(crate) async fn open_message(&self, input: OpenMessage) -> Result<Message, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        let row = self.stored_dialog(&account, id).await?;
        self.0.reading.with(&account.key, |known| known.open(id));
        let held = self.held_message(&account, id).await?;
        let is_current = held.is_some_and(|held| {
            !held.is_outdated(row.row.content_updated_at)
                && !matches!(held.body, Body::Failed { .. })
                && !row.row.is_unread
        });
        if input.again || !is_current {
            self.read_dialog(&account, id, Why::Asked).await?;
            self.note_message_act(&account, id, Act::MessageOpened, None)
                .await;
        }
        self.message_view(&account, id).await
    }

    /// The user does something in a message that was opened before: it is the open one again, so that what is done can
    /// have a proof of it.
    pub(super) fn reopen(&self, account: &Account, id: Uuid) {
        self.0.reading.with(&account.key, |known| known.open(id));
    }

    /// Closes a message: its updates are no longer listened for, and its proof is forgotten.
    pub(crate) fn close_message(&self, id: &str) -> Result<(), Failure> {
        let account = self.account()?;
        let id = super::id(id, "id")?;
        self.0.reading.with(&account.key, |known| known.close(id));
        Ok(())
    }

    /// The row of a message.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when this machine does not know it.
    pub(super) async fn stored_dialog(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<StoredDialog, Failure> {
        let row = account.store.dialogs().get(id).await;
        row.map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::NotFound))
    }

    /// The copy of an opened message; `None` when it was not opened here. Makes no call.
    pub(super) async fn held_message(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<Option<Arc<Held>>, Failure> {
        let reading = &self.0.reading;
        if let Some(held) = reading.with(&account.key, |known| known.copy(id)) {
            return Ok(Some(held));
        }
        let kept = account.store.dialog_details().get(id).await;
        let Some(kept) = kept.map_err(|e| from_store(&e))? else {
            return Ok(None);
        };
        // A dialog with 20,000 transmissions is many megabytes.
        let held = tokio::task::spawn_blocking(move || Held::read(&kept));
        let held = held.await.map_err(|_| Failure::unexpected("kept"))?;
        let Some(held) = held.map(Arc::new) else {
            tracing::warn!("a kept message could not be read; it is opened anew instead");
            return Ok(None);
        };
        reading.with(&account.key, |known| known.hold(id, Arc::clone(&held)));
        Ok(Some(held))
    }

    /// The copy of an opened message.
    ///
    /// # Errors
    /// [`ErrorCode::NotOpened`] when there is none.
    pub(super) async fn opened_message(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<Arc<Held>, Failure> {
        let held = self.held_message(account, id).await?;
        held.ok_or_else(|| Failure::new(ErrorCode::NotOpened))
    }

    /// Reads a dialog at Altinn, with its body where that is new, and keeps it.
    pub(super) async fn read_dialog(
        &self,
        account: &Arc<Account>,
        id: Uuid,
        why: Why,
    ) -> Result<Arc<Held>, Failure> {
        let gate = self.0.reading.with(&account.key, |known| known.gate(id));
        let _one_at_a_time = gate.lock().await;
        let proof = |known: &mut super::reading::Known| known.proof(id, self.now());
        if why == Why::Proof
            && self.0.reading.with(&account.key, proof).is_some()
            && let Some(held) = self.held_message(account, id).await?
        {
            // It was read while this waited for its turn.
            return Ok(held);
        }
        let row = self.stored_dialog(account, id).await?;
        let before = self.held_message(account, id).await?;
        let asked_at = self.now();
        let opened = match self.0.altinn.dialogs().open(id).await {
            Ok(opened) => opened,
            Err(trouble) => return Err(self.not_opened(account, &row, &trouble).await),
        };
        let now = self.now();
        self.0.reading.with(&account.key, |known| {
            known.too_low.remove(&row.row.service);
            if let Some(token) = &opened.token {
                known.prove(id, token.clone(), now);
            }
        });
        let dialog = opened.dialog;
        let body = self
            .body_of(&dialog, opened.token.as_ref(), before.as_deref(), why)
            .await;
        let melding = self
            .melding_of(&dialog, opened.token.as_ref(), before.as_deref())
            .await;
        let language = self.language().into();
        let detail = Detail {
            additional: inner_text(dialog.additional_info.as_ref(), language).await,
            dialog,
            no_body: None,
            melding,
        };
        let held = Arc::new(Held::new(now, detail, body));
        self.keep_message(account, &row, &held, asked_at).await?;
        // Changes and returns are noticed by a listener, which goes on by itself.
        if matches!(why, Why::Asked | Why::Proof) {
            self.listen(account, id, row.row.is_unread);
        }
        Ok(held)
    }

    /// Keeps a copy on this machine and the row as it is now, and says that the message changed.
    async fn keep_message(
        &self,
        account: &Account,
        row: &StoredDialog,
        held: &Arc<Held>,
        asked_at: Timestamp,
    ) -> Result<(), Failure> {
        let copy = Arc::clone(held);
        let kept = tokio::task::spawn_blocking(move || copy.kept());
        let kept = kept.await.map_err(|_| Failure::unexpected("kept"))??;
        let id = kept.id;
        let revision = held.dialog().row.context_revision;
        // Held first: a store that cannot be written is no reason to hide what was read.
        self.0
            .reading
            .with(&account.key, |known| known.hold(id, Arc::clone(held)));
        // The row first: keeping the copy marks it as read.
        let party = row.row.party.party_uuid;
        let listed = self.keep_row_of(account, party, held.dialog(), asked_at);
        let listed = listed.await;
        let outcome = account.store.dialog_details().keep(&kept, revision).await;
        self.changed(&[Topic::Messages, Topic::Counts]);
        listed?;
        outcome.map_err(|e| from_store(&e))
    }

    /// The body: fetched when the user asks for it or when it can be another one, and otherwise the one that is here.
    /// One that cannot be had now does not take the place of one of the same content.
    async fn body_of(
        &self,
        dialog: &Dialog,
        token: Option<&DialogToken>,
        before: Option<&Held>,
        why: Why,
    ) -> Body {
        let same = before.filter(|before| {
            before.dialog().row.content_updated == dialog.row.content_updated
                && before.dialog().main_content == dialog.main_content
                && matches!(before.body, Body::Shown { .. })
        });
        if let (Some(same), Why::Changed | Why::Proof | Why::Returned) = (same, why) {
            return same.body.clone();
        }
        let content = dialog.main_content.as_ref();
        let body = self.letter(content, token).await.unwrap_or_else(|error| {
            let language = self.language().into();
            let address = content.map_or("", |content| content.value.text(language));
            Body::Failed {
                failure: from_content(&error, address),
            }
        });
        match (body, same) {
            (Body::Failed { .. }, Some(same)) => same.body.clone(),
            (body, _) => body,
        }
    }

    /// Notes why a dialog could not be read.
    async fn not_opened(
        &self,
        account: &Account,
        row: &StoredDialog,
        trouble: &DialogTrouble,
    ) -> Failure {
        match trouble {
            DialogTrouble::NotFound | DialogTrouble::Gone => {
                self.message_gone(account, row.row.id).await;
            }
            DialogTrouble::LevelTooLow => self.note_level_too_low(account, row),
            _ => {}
        }
        from_dialog(trouble)
    }

    /// Messages of this service ask for a higher level than that of the login.
    fn note_level_too_low(&self, account: &Account, row: &StoredDialog) {
        if let AuthState::SignedIn(login) = self.0.auth.state() {
            let service = row.row.service.clone();
            self.0.reading.with(&account.key, |known| {
                known.too_low.insert(service, login.level);
            });
            self.changed(&[Topic::Messages]);
        }
    }

    /// A message is gone at Altinn. What was opened stays readable.
    pub(super) async fn message_gone(&self, account: &Account, id: Uuid) {
        if let Err(error) = account.store.dialogs().vanished(&[id], self.now()).await {
            tracing::warn!(code = error.code(), "a message that is gone was not noted");
        }
        self.changed(&[Topic::Messages, Topic::Counts]);
        // Last: who listens to the message is told of its end here, and would be hung up on before it is noted.
        self.0.reading.with(&account.key, |known| known.close(id));
    }

    /// A message was deleted for good by the user: nothing of it stays here.
    pub(super) async fn forget_message(&self, account: &Account, id: Uuid) {
        self.0.reading.with(&account.key, |known| known.forget(id));
        if let Err(error) = account.store.dialogs().forget(id).await {
            tracing::warn!(
                code = error.code(),
                "a message that was deleted for good is still here"
            );
        }
        self.changed(&[Topic::Messages, Topic::Counts]);
    }

    /// Does something that takes a proof of the open message; once more with a new proof when the host did not take
    /// the first, which it says before it does anything.
    pub(super) async fn with_proof<T, F>(
        &self,
        account: &Arc<Account>,
        id: Uuid,
        run: impl Fn(DialogToken) -> F + Send + Sync,
    ) -> Result<T, Undone>
    where
        F: Future<Output = Result<T, ContentError>> + Send,
        T: Send,
    {
        let held = |known: &mut super::reading::Known| known.proof(id, self.now());
        if let Some(proof) = self.0.reading.with(&account.key, held) {
            let outcome = run(proof).await;
            let is_new = |known: &mut super::reading::Known| known.is_proof_new(id, self.now());
            match outcome {
                Err(ContentError::TokenRefused) if !self.0.reading.with(&account.key, is_new) => {
                    self.0
                        .reading
                        .with(&account.key, |known| known.disprove(id));
                }
                outcome => return outcome.map_err(Undone::Content),
            }
        }
        let is_open = self.0.reading.with(&account.key, |known| known.is_open(id));
        if !is_open {
            return Err(Undone::Failure(Failure::new(ErrorCode::NotOpened)));
        }
        self.read_dialog(account, id, Why::Proof)
            .await
            .map_err(Undone::Failure)?;
        let proof = self.0.reading.with(&account.key, held);
        let proof = proof.ok_or_else(|| Undone::Failure(Failure::new(ErrorCode::NotOpened)))?;
        run(proof).await.map_err(Undone::Content)
    }
}
