//! Rows of a search on their way into the store. The party's URN, which holds a person's identity number, ends here.

use std::collections::HashMap;

use fullmakt_domain::dialog::{DialogRow, DialogStatus, Label, Labels, Localized};
use fullmakt_store::dialogs::{
    DialogContent, DialogStatus as Stored, Labels as StoredLabels, LocalText, NewDialog,
};
use serde::Serialize;
use uuid::Uuid;

/// The row as it is kept; `None` when nobody knows the party.
pub(super) fn row(row: DialogRow, parties: &HashMap<String, Uuid>) -> Option<NewDialog> {
    let party_uuid = *parties.get(&row.party.to_ascii_lowercase())?;
    let text = |value: Option<fullmakt_domain::dialog::ContentValue>| {
        value.map(|value| texts(value.value)).unwrap_or_default()
    };
    Some(NewDialog {
        id: row.id,
        party_uuid,
        org: row.owner,
        service: row.service,
        service_type: row.service_type,
        status: status(row.status),
        labels: labels(row.labels),
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
            title: texts(row.title.value),
            summary: text(row.summary),
            sender: text(row.sender),
            extended_status: text(row.status_text),
        },
        latest_activity: row.latest_activity.as_ref().and_then(json),
        seen_since_update: None,
        seen_since_content_update: (!row.seen.is_empty()).then(|| json(&row.seen)).flatten(),
    })
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

fn texts(value: Localized) -> Vec<LocalText> {
    value
        .0
        .into_iter()
        .map(|(language, value)| LocalText { language, value })
        .collect()
}

fn status(status: DialogStatus) -> Stored {
    match status {
        DialogStatus::NotApplicable => Stored::NotApplicable,
        DialogStatus::InProgress => Stored::InProgress,
        DialogStatus::Draft => Stored::Draft,
        DialogStatus::Awaiting => Stored::Awaiting,
        DialogStatus::RequiresAttention => Stored::RequiresAttention,
        DialogStatus::Completed => Stored::Completed,
        DialogStatus::Unknown => Stored::Unknown,
    }
}

/// Labels of the server as the store holds them.
fn labels(labels: Labels) -> StoredLabels {
    PAIRS
        .iter()
        .filter(|(label, _)| labels.has(*label))
        .fold(StoredLabels::NONE, |all, (_, stored)| all | *stored)
}

/// Labels of the store as the server is told them.
pub(in crate::messages) fn told(labels: StoredLabels) -> Vec<Label> {
    PAIRS
        .iter()
        .filter(|(_, stored)| labels.contains(*stored))
        .map(|(label, _)| *label)
        .collect()
}

const PAIRS: [(Label, StoredLabels); 5] = [
    (Label::Default, StoredLabels::DEFAULT),
    (Label::Bin, StoredLabels::BIN),
    (Label::Archive, StoredLabels::ARCHIVE),
    (Label::MarkedAsUnopened, StoredLabels::MARKED_AS_UNOPENED),
    (Label::Sent, StoredLabels::SENT),
];

#[cfg(test)]
mod tests {
    use fullmakt_domain::dialog::{Label, Labels};
    use fullmakt_store::dialogs::Labels as StoredLabels;

    use super::{labels, told};

    #[test]
    fn labels_go_both_ways() {
        let there = Labels::of([Label::Archive, Label::Sent]);
        assert_eq!(labels(there), StoredLabels::ARCHIVE | StoredLabels::SENT);
        assert_eq!(told(labels(there)), [Label::Archive, Label::Sent]);
        assert_eq!(labels(Labels::default()), StoredLabels::DEFAULT);
    }
}
