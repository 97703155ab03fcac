//! A row of the lists, from the store to the screens. Made of list data only.

use fullmakt_domain::dialog::SeenEntry;
use fullmakt_domain::text::foreign_line;
use fullmakt_store::actors::ActorKind;
use fullmakt_store::dialogs::{DialogRow, DialogStatus, Labels};

use crate::organisations::index::ActorIndex;
use crate::surface::common::Failure;
use crate::surface::messages::{Filed, MessageRow, MessageStatus, SeenBy};
use crate::time::wire;

/// Longer than any title, summary or name that Dialogporten takes.
const LINE: usize = 4096;

/// A text of a sender's on one line: marks in it that hide text or turn its direction are written out (user-interface
/// reference, 6.2). What has none is left as it is.
pub(super) fn plain(text: String) -> String {
    plain_with(text, Vec::new()).0
}

/// The same, with the places where a search has hit it. Where marks were written out nothing stands where it stood, and
/// no hit is told.
fn plain_with(text: String, hits: Vec<[u32; 2]>) -> (String, Vec<[u32; 2]>) {
    let line = foreign_line(&text, LINE);
    if line.odd {
        (line.text, Vec::new())
    } else {
        (text, hits)
    }
}

/// The row as it is shown.
pub(super) fn row_view(row: DialogRow, index: &ActorIndex) -> MessageRow {
    let recipient = row
        .party
        .name
        .or_else(|| index.name(row.party.party_uuid).map(str::to_owned))
        .or(row.party.org_no)
        .unwrap_or_default();
    let seen = seen_entries(row.seen_since_content_update.as_deref());
    let (title, title_hits) = plain_with(row.title, row.hits.title);
    let (summary, summary_hits) = plain_with(row.summary.unwrap_or_default(), row.hits.summary);
    MessageRow {
        id: row.id.to_string(),
        title_lang: row.title_language,
        title,
        title_hits,
        summary,
        summary_hits,
        sender: plain(row.sender),
        owner: row.org,
        party_uuid: row.party.party_uuid.to_string(),
        recipient,
        recipient_is_person: row.party.kind == Some(ActorKind::Person),
        unread: row.is_unread,
        // What was opened here since the last poll is in no list yet.
        seen_by_me: seen.iter().any(|entry| entry.is_me)
            || row.opened_at.is_some_and(|at| at >= row.content_updated_at),
        status: status(row.status),
        status_text: row.extended_status.map(plain),
        due: row.due_at.map(wire),
        at: wire(row.content_updated_at),
        attachments: row.attachments,
        transmissions: row.from_service_owner.saturating_add(row.from_party),
        filed: filed(row.labels),
        marked_unread: row.labels.contains(Labels::MARKED_AS_UNOPENED),
        waiting: row.is_change_waiting,
        refused: Failure::of_kept(row.refusal.as_deref()),
        kept: row.opened_at.is_some(),
        stale: row.stale_since.is_some(),
    }
}

/// Who has seen it, from what the synchronisation handed in; none where that cannot be read.
pub(super) fn seen_entries(json: Option<&str>) -> Vec<SeenEntry> {
    json.and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default()
}

/// Who has seen it, the newest first.
pub(super) fn seen_view(mut entries: Vec<SeenEntry>) -> Vec<SeenBy> {
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    entries
        .into_iter()
        .map(|entry| SeenBy {
            name: entry.by,
            at: wire(entry.at),
            is_me: entry.is_me,
        })
        .collect()
}

/// The rows of a window.
pub(super) fn rows_view(rows: Vec<DialogRow>, index: &ActorIndex) -> Vec<MessageRow> {
    rows.into_iter().map(|row| row_view(row, index)).collect()
}

/// Where labels file a message.
pub(super) fn filed(labels: Labels) -> Filed {
    if labels.contains(Labels::BIN) {
        Filed::Bin
    } else if labels.contains(Labels::ARCHIVE) {
        Filed::Archive
    } else {
        Filed::Open
    }
}

/// A status, from the store to the screens.
pub(super) fn status(status: DialogStatus) -> MessageStatus {
    match status {
        DialogStatus::Unknown => MessageStatus::Unknown,
        DialogStatus::InProgress => MessageStatus::InProgress,
        DialogStatus::Draft => MessageStatus::Draft,
        DialogStatus::RequiresAttention => MessageStatus::RequiresAttention,
        DialogStatus::Completed => MessageStatus::Completed,
        DialogStatus::NotApplicable => MessageStatus::NotApplicable,
        DialogStatus::Awaiting => MessageStatus::Awaiting,
    }
}

/// A status, from the screens to the store.
pub(super) fn stored_status(status: MessageStatus) -> DialogStatus {
    match status {
        MessageStatus::NotApplicable => DialogStatus::NotApplicable,
        MessageStatus::InProgress => DialogStatus::InProgress,
        MessageStatus::Draft => DialogStatus::Draft,
        MessageStatus::Awaiting => DialogStatus::Awaiting,
        MessageStatus::RequiresAttention => DialogStatus::RequiresAttention,
        MessageStatus::Completed => DialogStatus::Completed,
        MessageStatus::Unknown => DialogStatus::Unknown,
    }
}
