//! Rows on their way into the store, from a search or from a dialog that was opened. The party's URN, which holds a
//! person's identity number, ends here.

use std::collections::HashMap;

use fullmakt_domain::dialog::{ContentValue, Dialog, DialogRow};
use fullmakt_store::dialogs::{DialogContent, NewDialog, SyncPage};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;

impl App {
    /// Writes the row of a dialog that was just read, as the dialog tells it: lists need not wait for the next poll.
    pub(in crate::messages) async fn keep_row_of(
        &self,
        account: &Account,
        party_uuid: Uuid,
        dialog: &Dialog,
        asked_at: Timestamp,
    ) -> Result<(), Failure> {
        let rows = [row_of(listed(dialog), party_uuid)];
        let page = SyncPage {
            rows: &rows,
            cursor: None,
            asked_at,
            fetched_at: self.now(),
            languages: &self.message_languages(),
            is_sweep: false,
        };
        let applied = account.store.dialogs().apply_page(&page).await;
        applied.map(|_| ()).map_err(|e| from_store(&e))
    }
}

/// The row of an opened dialog as a list tells it: that says what happened last, and a dialog all that happened.
fn listed(dialog: &Dialog) -> DialogRow {
    let dated = dialog.activities.iter().filter(|a| a.created.is_some());
    DialogRow {
        latest_activity: dated.max_by_key(|a| a.created).cloned(),
        ..dialog.row.clone()
    }
}

/// The row as it is kept; `None` when nobody knows the party.
pub(super) fn row(row: DialogRow, parties: &HashMap<String, Uuid>) -> Option<NewDialog> {
    let party_uuid = *parties.get(&row.party.to_ascii_lowercase())?;
    Some(row_of(row, party_uuid))
}

/// The row of a party as it is kept.
fn row_of(row: DialogRow, party_uuid: Uuid) -> NewDialog {
    let text = |value: Option<ContentValue>| value.map(|value| value.value).unwrap_or_default();
    NewDialog {
        id: row.id,
        party_uuid,
        org: row.owner,
        service: row.service,
        service_type: row.service_type,
        status: row.status,
        labels: row.labels,
        context_revision: row.context_revision,
        created_at: row.created,
        updated_at: row.updated,
        content_updated_at: row.content_updated,
        due_at: row.due,
        is_content_seen: row.is_content_seen,
        has_unopened_content: row.has_unopened_content,
        is_api_only: row.is_api_only,
        from_service_owner: row.from_owner,
        from_party: row.from_party,
        attachments: row.attachments,
        progress: row.progress,
        process: row.process,
        preceding_process: row.preceding_process,
        extended_status: row.extended_status,
        external_reference: row.external_reference,
        content: DialogContent {
            title: row.title.value,
            summary: text(row.summary),
            sender: text(row.sender),
            extended_status: text(row.status_text),
        },
        latest_activity: row.latest_activity.as_ref().and_then(json),
        seen_since_update: None,
        seen_since_content_update: (!row.seen.is_empty()).then(|| json(&row.seen)).flatten(),
    }
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
