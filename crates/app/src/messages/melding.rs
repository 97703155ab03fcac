//! Confirming receipt of a message of Altinn Melding, and deleting one for good. The state is read before anything is
//! sent, and read again when no answer came; nothing is sent twice.

use std::sync::Arc;
use std::time::Duration;

use fullmakt_altinn::{ContentError, MeldingFacts};
use tokio::time::sleep;
use uuid::Uuid;

use super::opening::{Undone, Why};
use super::preview::is_in_bin;

use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{ConfirmOutcome, MessageRef};
use crate::surface::table::Topic;
use crate::time::wire;

/// Pauses before looking whether a confirmation is written: at Altinn it takes at least four seconds.
const LOOKS: [u64; 5] = [5, 3, 5, 10, 20];
/// Looks after a deletion that was not answered, and the pause between them.
const PURGE_LOOKS: u32 = 3;
const PURGE_PAUSE: Duration = Duration::from_secs(2);

impl App {
    /// Confirms receipt.
    pub(crate) async fn confirm_receipt(
        &self,
        input: MessageRef,
    ) -> Result<ConfirmOutcome, Failure> {
        let account = self.account()?;
        let dialog = super::id(&input.id, "id")?;
        let (id, confirmed_at) = self.opened_melding(&account, dialog).await?;
        if let Some(at) = confirmed_at {
            // Seen to be written, whoever still watches for it.
            return Ok(ConfirmOutcome::Already { at: Some(wire(at)) });
        }
        let first = |known: &mut super::reading::Known| known.confirming.insert(id);
        if !self.0.reading.with(&account.key, first) {
            return Err(Failure::new(ErrorCode::Conflict));
        }
        self.reopen(&account, dialog);
        let outcome = self.send_confirmation(&account, dialog, id).await;
        match &outcome {
            Ok(ConfirmOutcome::Taken | ConfirmOutcome::Unknown) => {
                let (app, account) = (self.clone(), Arc::clone(&account));
                self.spawn(async move { app.watch_confirmation(&account, dialog, id).await });
            }
            _ => {
                self.0
                    .reading
                    .with(&account.key, |known| known.confirming.remove(&id));
            }
        }
        let (noted, failure) = match &outcome {
            Ok(ConfirmOutcome::Taken) => (Some(Act::ReceiptConfirmed), None),
            Err(failure) => (Some(Act::ReceiptConfirmFailed), Some(failure)),
            Ok(_) => (None, None),
        };
        if let Some(noted) = noted {
            self.note_message_act(&account, dialog, noted, failure)
                .await;
        }
        self.changed(&[Topic::Messages, Topic::Status]);
        outcome
    }

    /// Reads the state, which also counts as the fetch that Altinn wants to have seen, and sends the confirmation.
    async fn send_confirmation(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        id: Uuid,
    ) -> Result<ConfirmOutcome, Failure> {
        let facts = self.melding_facts(account, dialog, id).await;
        let facts = facts.map_err(refused)?;
        if let Some(at) = facts.confirmed_at {
            self.note_confirmed(account, id, at);
            return Ok(ConfirmOutcome::Already { at: Some(wire(at)) });
        }
        if !facts.confirmation_needed {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "id"));
        }
        let content = self.0.altinn.dialog_content();
        let confirm = |proof| {
            let content = &content;
            async move { content.confirm_melding(id, &proof).await }
        };
        match self.with_proof(account, dialog, confirm).await {
            Ok(()) => Ok(ConfirmOutcome::Taken),
            Err(Undone::Content(ContentError::Refused { code: 1041 })) => {
                Ok(ConfirmOutcome::Already { at: None })
            }
            Err(Undone::Content(error)) if error.may_have_arrived() => Ok(ConfirmOutcome::Unknown),
            Err(undone) => Err(refused(undone)),
        }
    }

    /// Looks until the confirmation is written. One that was not answered and is not found counts as not arrived: the
    /// user may try again, and the state is read before that too.
    async fn watch_confirmation(&self, account: &Arc<Account>, dialog: Uuid, id: Uuid) {
        for pause in LOOKS {
            sleep(Duration::from_secs(pause)).await;
            let Ok(facts) = self.melding_facts(account, dialog, id).await else {
                continue;
            };
            let Some(at) = facts.confirmed_at else {
                continue;
            };
            self.note_confirmed(account, id, at);
            let is_open = |known: &mut super::reading::Known| known.is_open(dialog);
            let held = self.held_message(account, dialog).await.ok().flatten();
            let is_shown = held.is_some_and(|held| {
                let melding = held.detail.melding.as_ref();
                melding.is_some_and(|melding| melding.confirmed_at.is_some())
            });
            // The confirmation changed the dialog's status as well.
            if !is_shown
                && self.0.reading.with(&account.key, is_open)
                && let Err(failure) = self.read_dialog(account, dialog, Why::Changed).await
            {
                tracing::debug!(%failure, "a confirmed message was not read again");
            }
            break;
        }
        self.0
            .reading
            .with(&account.key, |known| known.confirming.remove(&id));
        self.changed(&[Topic::Messages]);
    }

    /// Deletes a message for good. Only in the bin.
    pub(crate) async fn purge_message(&self, input: MessageRef) -> Result<(), Failure> {
        let account = self.account()?;
        let dialog = super::id(&input.id, "id")?;
        let (id, _) = self.opened_melding(&account, dialog).await?;
        let stored = self.stored_dialog(&account, dialog).await?;
        if !is_in_bin(&stored) {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "id"));
        }
        let gate = self.0.reading.with(&account.key, |known| known.gate(id));
        let Ok(_one_at_a_time) = gate.try_lock() else {
            return Err(Failure::new(ErrorCode::Conflict));
        };
        self.reopen(&account, dialog);
        let outcome = self.send_purge(&account, dialog, id).await;
        let noted = match &outcome {
            Ok(()) => Act::MessageDeleted,
            Err(_) => Act::MessageDeleteFailed,
        };
        self.note_message_act(&account, dialog, noted, outcome.as_ref().err())
            .await;
        if outcome.is_ok() {
            self.forget_message(&account, dialog).await;
        }
        outcome
    }

    async fn send_purge(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        id: Uuid,
    ) -> Result<(), Failure> {
        let facts = match self.melding_facts(account, dialog, id).await {
            Ok(facts) => facts,
            // Deleted already, by whoever's hand.
            Err(Undone::Content(ContentError::NotFound)) => return Ok(()),
            Err(undone) => return Err(refused(undone)),
        };
        if facts.confirmation_needed && facts.confirmed_at.is_none() {
            return Err(Failure::new(ErrorCode::ConfirmationOutstanding));
        }
        let content = self.0.altinn.dialog_content();
        let purge = |proof| {
            let content = &content;
            async move { content.purge_melding(id, &proof).await }
        };
        match self.with_proof(account, dialog, purge).await {
            Ok(()) | Err(Undone::Content(ContentError::Refused { code: 1014 })) => Ok(()),
            Err(Undone::Content(error)) if error.may_have_arrived() => {
                self.look_after_purge(account, dialog, id).await
            }
            Err(undone) => Err(refused(undone)),
        }
    }

    /// Altinn did not answer: look whether the message is still there, and only then say what happened.
    async fn look_after_purge(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        id: Uuid,
    ) -> Result<(), Failure> {
        for look in 0..PURGE_LOOKS {
            if look > 0 {
                sleep(PURGE_PAUSE).await;
            }
            match self.melding_facts(account, dialog, id).await {
                Err(Undone::Content(ContentError::NotFound)) => return Ok(()),
                Ok(_) => {}
                Err(_) => return Err(Failure::new(ErrorCode::OutcomeUnknown)),
            }
        }
        Err(Failure::new(ErrorCode::UpstreamDown))
    }

    async fn melding_facts(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        id: Uuid,
    ) -> Result<MeldingFacts, Undone> {
        let content = self.0.altinn.dialog_content();
        let read = |proof| {
            let content = &content;
            async move { content.melding(id, &proof).await }
        };
        self.with_proof(account, dialog, read).await
    }

    fn note_confirmed(&self, account: &Account, id: Uuid, at: jiff::Timestamp) {
        self.0
            .reading
            .with(&account.key, |known| known.confirmed.insert(id, at));
    }

    /// The correspondence behind an opened message, and when it is known to have been confirmed.
    async fn opened_melding(
        &self,
        account: &Account,
        dialog: Uuid,
    ) -> Result<(Uuid, Option<jiff::Timestamp>), Failure> {
        let held = self.opened_message(account, dialog).await?;
        let Some(melding) = &held.detail.melding else {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "id"));
        };
        let seen = |known: &mut super::reading::Known| known.confirmed.get(&melding.id).copied();
        let seen = self.0.reading.with(&account.key, seen);
        Ok((melding.id, melding.confirmed_at.or(seen)))
    }
}

/// Why an act was not done. What the message service does not find is the message itself, and no content of it.
fn refused(undone: Undone) -> Failure {
    match undone {
        Undone::Content(ContentError::NotFound) => Failure::new(ErrorCode::MessageGone),
        undone => undone.failure(""),
    }
}
