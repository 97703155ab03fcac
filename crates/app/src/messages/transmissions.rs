//! Transmissions of an opened message: windows of them, and opening the content of one.

use std::collections::HashMap;
use std::sync::Arc;

use fullmakt_altinn::ContentError;
use fullmakt_content::plain_text;
use fullmakt_domain::dialog::Transmission;
use fullmakt_store::dialog_details::KeptTransmission;
use uuid::Uuid;

use super::attachments::Shelf;
use super::held::Held;
use super::row::plain;
use super::threads::Placed;
use super::words::snake;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{
    Body, TransmissionRef, TransmissionRow, TransmissionsPage, TransmissionsQuery,
};
use crate::surface::table::Topic;
use crate::time::wire;

/// Rows in one window at most.
const WINDOW: u32 = 200;

impl App {
    /// A window of transmissions, threads kept together.
    pub(crate) async fn transmissions(
        &self,
        input: TransmissionsQuery,
    ) -> Result<TransmissionsPage, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        let held = self.opened_message(&account, id).await?;
        let shelf = self.shelf(&account, id).await?;
        let bodies = self.opened_transmissions(&account, id).await?;
        let rows = held
            .order
            .iter()
            .skip(input.offset as usize)
            .take(input.limit.min(WINDOW) as usize);
        Ok(TransmissionsPage {
            total: super::count(held.order.len()),
            rows: rows
                .map(|placed| {
                    let transmission = &held.dialog().transmissions[placed.at];
                    let body = bodies.get(&transmission.id).and_then(body_of);
                    self.transmission_row(&shelf, transmission, placed.depth, body)
                })
                .collect(),
        })
    }

    /// Opens the content of a transmission at the service owner, and keeps it.
    pub(crate) async fn open_transmission(
        &self,
        input: TransmissionRef,
    ) -> Result<TransmissionRow, Failure> {
        let account = self.account()?;
        let dialog = super::id(&input.id, "id")?;
        let id = super::id(&input.transmission_id, "transmissionId")?;
        let held = self.opened_message(&account, dialog).await?;
        let (transmission, placed) = placed(&held, id)?;
        if !transmission.is_authorized {
            return Err(Failure::new(ErrorCode::AccessDenied));
        }
        let gate = self.0.reading.with(&account.key, |known| known.gate(id));
        let _one_at_a_time = gate.lock().await;
        self.reopen(&account, dialog);
        let body = self
            .transmission_body(&account, dialog, transmission)
            .await?;
        let shelf = self.shelf(&account, dialog).await?;
        Ok(self.transmission_row(&shelf, transmission, placed.depth, Some(body)))
    }

    async fn transmission_body(
        &self,
        account: &Arc<Account>,
        dialog: Uuid,
        transmission: &Transmission,
    ) -> Result<Body, Failure> {
        let content = transmission.content.as_ref();
        let Some(content) = content else {
            return Ok(Body::None);
        };
        let kept = self.opened_transmissions(account, dialog).await?;
        // What a transmission says does not change after it was sent.
        if let Some(body @ Body::Shown { .. }) = kept.get(&transmission.id).and_then(body_of) {
            return Ok(body);
        }
        let read = |proof| async move {
            let body = self.letter(Some(content), Some(&proof)).await?;
            Ok::<Body, ContentError>(body)
        };
        let address = content.value.text(self.language().into());
        let read = self.with_proof(account, dialog, read).await;
        let body = read.map_err(|undone| undone.failure(address))?;
        if let Body::Failed { .. } = body {
            return Ok(body);
        }
        let text = match &body {
            Body::Shown { document, .. } => plain_text(document),
            _ => String::new(),
        };
        let kept = KeptTransmission {
            dialog,
            transmission: transmission.id,
            read_at: self.now(),
            body: serde_json::to_string(&body).map_err(|_| Failure::unexpected("kept"))?,
            text,
        };
        let details = account.store.dialog_details();
        let outcome = details.keep_transmission(&kept).await;
        self.changed(&[Topic::Messages]);
        outcome.map_err(|e| from_store(&e))?;
        Ok(body)
    }

    /// What was opened of the transmissions of a message.
    pub(super) async fn opened_transmissions(
        &self,
        account: &Account,
        dialog: Uuid,
    ) -> Result<HashMap<Uuid, KeptTransmission>, Failure> {
        let kept = account.store.dialog_details().transmissions(dialog).await;
        let kept = kept.map_err(|e| from_store(&e))?;
        Ok(kept
            .into_iter()
            .map(|one| (one.transmission, one))
            .collect())
    }

    fn transmission_row(
        &self,
        shelf: &Shelf,
        transmission: &Transmission,
        depth: u32,
        body: Option<Body>,
    ) -> TransmissionRow {
        let language = self.language().into();
        let summary = transmission.summary.as_ref();
        TransmissionRow {
            id: transmission.id.to_string(),
            kind: snake(&transmission.kind),
            from_party: transmission.is_from_party(),
            title: plain(transmission.title.value.text(language).to_owned()),
            summary: summary
                .map(|summary| plain(summary.value.text(language).to_owned()))
                .filter(|summary| !summary.is_empty()),
            sender: transmission.sender.clone().map(plain),
            at: wire(transmission.created),
            opened: transmission.is_opened || body.is_some(),
            authorised: transmission.is_authorized,
            depth,
            attachments: self.attachment_views(shelf, &transmission.attachments),
            has_content: transmission.content.is_some(),
            body,
        }
    }
}

/// A kept body; `None` when another version wrote it.
pub(super) fn body_of(kept: &KeptTransmission) -> Option<Body> {
    serde_json::from_str(&kept.body).ok()
}

fn placed(held: &Held, id: Uuid) -> Result<(&Transmission, Placed), Failure> {
    let all = &held.dialog().transmissions;
    let placed = held.order.iter().find(|placed| all[placed.at].id == id);
    placed
        .map(|placed| (&all[placed.at], *placed))
        .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "transmissionId"))
}
