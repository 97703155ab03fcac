//! A row as the statements of [`super::write`] take it: a JSON list of its columns.

use fullmakt_domain::dialog::Localized;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::labels::{Labels, label_bits, status_code};
use super::names::{Names, sender_of};
use super::row::{DialogContent, NewDialog, chosen};
use crate::text::micros;

/// What lists show of a row in the chosen language, and the keys of its names.
#[derive(PartialEq, Eq)]
pub(super) struct Shown {
    pub party: i64,
    pub service: i64,
    pub sender: i64,
    pub title: String,
    pub summary: Option<String>,
    pub extended_status: Option<String>,
}

impl Shown {
    pub(super) fn of(row: &NewDialog, names: &Names, languages: &[String]) -> Shown {
        let text = |texts: &Localized| chosen(texts, languages).map(|(_, text)| text.to_owned());
        Shown {
            // `Names::of` was given the same rows.
            party: names.parties[&row.party_uuid],
            service: names.services[&row.service],
            sender: names.senders[&sender_of(row, languages)],
            title: text(&row.content.title).unwrap_or_default(),
            summary: text(&row.content.summary),
            extended_status: text(&row.content.extended_status),
        }
    }
}

/// The columns of a row, in the order of the insert, and last the key that it had before.
pub(super) fn columns(
    key: i64,
    row: &NewDialog,
    labels: Labels,
    shown: &Shown,
    digest: i64,
    fetched_at: i64,
    before: Option<i64>,
) -> Value {
    json!([
        key,
        hex::encode(row.id.as_bytes()),
        shown.party,
        shown.service,
        shown.sender,
        status_code(row.status),
        label_bits(labels),
        label_bits(row.labels),
        i64::from(is_seen(row)),
        i64::from(row.is_api_only),
        micros(row.content_updated_at),
        row.due_at.map(micros),
        row.attachments,
        digest,
        micros(row.created_at),
        micros(row.updated_at),
        fetched_at,
        row.from_service_owner,
        row.from_party,
        row.progress,
        i64::from(row.has_unopened_content),
        row.context_revision.map(|id| hex::encode(id.as_bytes())),
        shown.title,
        shown.summary,
        shown.extended_status,
        row.service_type,
        row.extended_status,
        row.process,
        row.preceding_process,
        row.external_reference,
        content_text(&row.content),
        row.latest_activity,
        row.seen_since_update,
        row.seen_since_content_update,
        before,
    ])
}

/// Whether the content was seen, leaving the label aside: the server counts a dialog marked as unopened as unseen, and
/// nothing is marked that was not seen before.
fn is_seen(row: &NewDialog) -> bool {
    row.is_content_seen || row.labels.contains(Labels::MARKED_AS_UNOPENED)
}

/// The same that the computed column says.
pub(super) fn is_unread(row: &NewDialog, labels: Labels) -> bool {
    !is_seen(row) || labels.contains(Labels::MARKED_AS_UNOPENED)
}

/// All languages as JSON; only the code of the language where there is just one, since the texts themselves are shown.
fn content_text(content: &DialogContent) -> Option<String> {
    let fields = [
        &content.title,
        &content.summary,
        &content.sender,
        &content.extended_status,
    ];
    let mut languages = fields
        .iter()
        .flat_map(|texts| texts.0.iter().map(|(language, _)| language.as_str()));
    let first = languages.next()?;
    if fields.iter().all(|texts| texts.0.len() <= 1) && languages.all(|language| language == first)
    {
        return Some(first.to_owned());
    }
    Some(serde_json::to_string(content).expect("texts are always JSON"))
}

/// What [`content_text`] made, with the texts that are shown.
pub(super) fn content_from(
    stored: Option<&str>,
    title: &str,
    summary: Option<&str>,
    own_sender: &str,
    extended_status: Option<&str>,
) -> Result<DialogContent, crate::StoreError> {
    let Some(stored) = stored else {
        return Ok(DialogContent::default());
    };
    if stored.starts_with('{') {
        return serde_json::from_str(stored).map_err(|_| crate::StoreError::unreadable("content"));
    }
    let one = |text: Option<&str>| {
        text.map(|value| (stored.to_owned(), value.to_owned()))
            .into_iter()
            .collect()
    };
    Ok(DialogContent {
        title: one(Some(title).filter(|text| !text.is_empty())),
        summary: one(summary),
        sender: one(Some(own_sender).filter(|text| !text.is_empty())),
        extended_status: one(extended_status),
    })
}

/// Tells whether a row that comes again is the same.
pub(super) fn digest(row: &NewDialog) -> i64 {
    let mut hash = Sha256::new();
    let mut text = |part: Option<&str>| {
        // Lengths keep neighbouring parts apart.
        hash.update(
            part.map_or(u64::MAX, |part| part.len() as u64)
                .to_le_bytes(),
        );
        hash.update(part.unwrap_or(""));
    };
    for texts in [
        &row.content.title,
        &row.content.summary,
        &row.content.sender,
        &row.content.extended_status,
    ] {
        text(None);
        for (language, value) in &texts.0 {
            text(Some(language));
            text(Some(value));
        }
    }
    for part in [
        Some(&row.org),
        Some(&row.service),
        Some(&row.service_type),
        row.process.as_ref(),
        row.preceding_process.as_ref(),
        row.extended_status.as_ref(),
        row.external_reference.as_ref(),
        row.latest_activity.as_ref(),
        row.seen_since_update.as_ref(),
        row.seen_since_content_update.as_ref(),
    ] {
        text(part.map(String::as_str));
    }
    hash.update(row.party_uuid.as_bytes());
    hash.update(row.context_revision.unwrap_or_default().as_bytes());
    for number in [
        status_code(row.status),
        label_bits(row.labels),
        i64::from(row.is_content_seen),
        i64::from(row.has_unopened_content),
        i64::from(row.is_api_only),
        micros(row.created_at),
        micros(row.updated_at),
        micros(row.content_updated_at),
        row.due_at.map_or(i64::MIN, micros),
        i64::from(row.from_service_owner),
        i64::from(row.from_party),
        i64::from(row.attachments),
        row.progress.map_or(-1, i64::from),
    ] {
        hash.update(number.to_le_bytes());
    }
    let digest = hash.finalize();
    i64::from_le_bytes(digest[..8].try_into().expect("eight of thirty-two bytes"))
}

/// Ids as a JSON list of hexadecimal texts, which `unhex` reads.
pub(super) fn ids(ids: impl Iterator<Item = Uuid>) -> String {
    let mut out = String::from("[");
    for (n, id) in ids.enumerate() {
        if n > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&hex::encode(id.as_bytes()));
        out.push('"');
    }
    out.push(']');
    out
}

/// Numbers as a JSON list.
pub(super) fn numbers(numbers: &[i64]) -> String {
    serde_json::to_string(numbers).expect("a list of numbers is always JSON")
}

/// Rows as a JSON list; `None` when there is none.
pub(super) fn list<'a>(rows: impl Iterator<Item = &'a Value>) -> Option<String> {
    let mut out = String::with_capacity(4096);
    for row in rows {
        out.push(if out.is_empty() { '[' } else { ',' });
        out.push_str(&row.to_string());
    }
    if out.is_empty() {
        return None;
    }
    out.push(']');
    Some(out)
}
