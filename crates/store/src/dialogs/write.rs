//! Writing pages: what is known, what is new, what is the same; all in one transaction with the cursor.

use std::collections::HashMap;

use sqlx::{Sqlite, SqliteConnection, Transaction};
use uuid::Uuid;

use super::indexing;
use super::keys::{Keys, key_of};
use super::names::Names;
use super::page::{ChangedDialog, PageOutcome, RowChange, SyncPage};
use super::payload::{self, Shown};
use super::row::NewDialog;
use crate::label_changes::{open_changes, relabel};
use crate::text::micros;
use crate::{Store, StoreError};

/// What is known of a row before the page.
struct Known {
    key: i64,
    digest: i64,
    content_updated_at: i64,
    is_stale: bool,
    /// When it was last asked for, opened, filed or missed.
    written_at: i64,
}

/// A row to be written.
struct Written {
    /// Where it stood; `None` for a new one.
    before: Option<i64>,
    key: i64,
    columns: serde_json::Value,
    shown: Shown,
}

/// Writes a page and its cursor.
pub(super) async fn apply(store: &Store, page: &SyncPage<'_>) -> Result<PageOutcome, StoreError> {
    let rows = last_of_each(page.rows);
    let mut transaction = store.write().await?;
    let mut outcome = PageOutcome::default();
    let (keys, reworded) = write_rows(&mut transaction, page, &rows, &mut outcome).await?;
    if let Some((batch, cursor)) = page.cursor {
        write_cursor(&mut transaction, batch, cursor).await?;
        if page.is_sweep {
            note_sweep(&mut transaction, batch, &keys).await?;
        }
    }
    transaction.commit().await?;
    indexing::catch_up(store, reworded).await?;
    Ok(outcome)
}

/// Of rows with the same id the last one, each at its first place.
fn last_of_each(rows: &[NewDialog]) -> Vec<&NewDialog> {
    let mut places: HashMap<Uuid, usize> = HashMap::with_capacity(rows.len());
    let mut out: Vec<&NewDialog> = Vec::with_capacity(rows.len());
    for row in rows {
        match places.get(&row.id) {
            Some(&place) => out[place] = row,
            None => {
                places.insert(row.id, out.len());
                out.push(row);
            }
        }
    }
    out
}

/// Writes the rows that differ. Gives the keys of all, and how many wait to be indexed.
async fn write_rows(
    transaction: &mut Transaction<'static, Sqlite>,
    page: &SyncPage<'_>,
    rows: &[&NewDialog],
    outcome: &mut PageOutcome,
) -> Result<(Vec<i64>, usize), StoreError> {
    let ids = payload::ids(rows.iter().map(|row| row.id));
    let known = known(transaction, &ids).await?;
    let asked_at = micros(page.asked_at);
    // The person opened or filed it, or a later question was answered sooner, while this page was on its way.
    let meanwhile = asked_at + 1..=micros(page.fetched_at);
    let mut kept = Vec::with_capacity(rows.len());
    let mut back = Vec::new();
    let mut differing = Vec::new();
    for &row in rows {
        let digest = payload::digest(row);
        match known.get(&row.id) {
            Some(before) if meanwhile.contains(&before.written_at) => {
                outcome.unchanged += 1;
                kept.push(before.key);
            }
            Some(before) if before.digest == digest => {
                outcome.unchanged += 1;
                kept.push(before.key);
                if before.is_stale {
                    back.push(before.key);
                }
            }
            before => differing.push((row, digest, before)),
        }
    }
    return_from_stale(transaction, &back).await?;
    if differing.is_empty() {
        return Ok((kept, 0));
    }

    let only: Vec<&NewDialog> = differing.iter().map(|(row, ..)| *row).collect();
    let names = Names::of(transaction, &only, page.languages).await?;
    let open = open_changes(transaction, &ids).await?;
    let wished: Vec<i64> = only
        .iter()
        .map(|row| key_of(row.content_updated_at))
        .collect();
    let mut keys = Keys::new(transaction, &wished).await?;
    let mut written = Vec::with_capacity(differing.len());
    for (row, digest, before) in differing {
        let content_updated_at = micros(row.content_updated_at);
        let key = match before {
            Some(before) if before.content_updated_at == content_updated_at => before.key,
            _ => {
                keys.give(transaction, key_of(row.content_updated_at))
                    .await?
            }
        };
        let labels = relabel(row.labels, open.get(row.id.as_bytes().as_slice()));
        let shown = Shown::of(row, &names, page.languages);
        outcome.changed.push(ChangedDialog {
            id: row.id,
            party_uuid: row.party_uuid,
            change: match before {
                None => RowChange::New,
                Some(before) if content_updated_at > before.content_updated_at => {
                    RowChange::Content
                }
                Some(_) => RowChange::Other,
            },
            is_unread: payload::is_unread(row, labels),
        });
        let before = before.map(|before| before.key);
        kept.push(key);
        written.push(Written {
            before,
            key,
            columns: payload::columns(key, row, labels, &shown, digest, asked_at, before),
            shown,
        });
    }
    // Neighbours in the table are written one after the other.
    written.sort_unstable_by_key(|row| row.key);
    let reworded = reworded(transaction, &written).await?;
    take_words_away(transaction, &written).await?;
    update(transaction, &written).await?;
    insert(transaction, &written).await?;
    note_opened(transaction, &written).await?;
    indexing::put_down(transaction, &reworded).await?;
    Ok((kept, reworded.len()))
}

async fn known(
    connection: &mut SqliteConnection,
    ids: &str,
) -> Result<HashMap<Uuid, Known>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT id, key, digest, content_updated_at, stale_since IS NOT NULL AS "is_stale!: bool",
                  max(fetched_at, coalesce(opened_at, 0), coalesce(stale_since, 0)) AS "written_at!: i64"
           FROM dialogs WHERE id IN (SELECT unhex(value) FROM json_each(?))"#,
        ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let known = Known {
                key: row.key,
                digest: row.digest,
                content_updated_at: row.content_updated_at,
                is_stale: row.is_stale,
                written_at: row.written_at,
            };
            Ok((super::row::id_from(&row.id)?, known))
        })
        .collect()
}

/// Rows whose words must be put together: new ones, those that move, and those that show another text or name.
async fn reworded(
    connection: &mut SqliteConnection,
    rows: &[Written],
) -> Result<Vec<i64>, StoreError> {
    let known: Vec<i64> = rows.iter().filter_map(|row| row.before).collect();
    let before: HashMap<i64, Shown> = if known.is_empty() {
        HashMap::new()
    } else {
        let known = payload::numbers(&known);
        sqlx::query!(
            "SELECT key, party, service, sender, title, summary, extended_status FROM dialogs
             WHERE key IN (SELECT value FROM json_each(?))",
            known
        )
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|row| {
            let shown = Shown {
                party: row.party,
                service: row.service,
                sender: row.sender,
                title: row.title,
                summary: row.summary,
                extended_status: row.extended_status,
            };
            (row.key, shown)
        })
        .collect()
    };
    Ok(rows
        .iter()
        .filter(|row| before.get(&row.key) != Some(&row.shown))
        .map(|row| row.key)
        .collect())
}

/// The words of rows that move are taken out where they stood.
async fn take_words_away(
    connection: &mut SqliteConnection,
    rows: &[Written],
) -> Result<(), StoreError> {
    let mut gone: Vec<i64> = rows
        .iter()
        .filter_map(|row| row.before.filter(|&before| before != row.key))
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    gone.sort_unstable();
    let gone = payload::numbers(&gone);
    sqlx::query!(
        "DELETE FROM dialog_words WHERE key IN (SELECT value FROM json_each(?))",
        gone
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn insert(connection: &mut SqliteConnection, rows: &[Written]) -> Result<(), StoreError> {
    let new = rows.iter().filter(|row| row.before.is_none());
    let Some(payload) = payload::list(new.map(|row| &row.columns)) else {
        return Ok(());
    };
    // One statement for all rows: a round trip to the connection's thread for each would take longer than the writing.
    sqlx::query!(
        "INSERT INTO dialogs (
             key, id, party, service, sender, status, labels, server_labels, is_seen, is_api_only, content_updated_at,
             due_at, attachments, digest, created_at, updated_at, fetched_at, from_service_owner, from_party, progress,
             has_unopened, context_revision, title, summary, extended_status, service_type, status_code, process,
             preceding_process, external_reference, content, latest_activity, seen_update, seen_content)
         SELECT value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13,
                value ->> 14, value ->> 15, value ->> 16, value ->> 17, value ->> 18, value ->> 19, value ->> 20,
                unhex(value ->> 21), value ->> 22, value ->> 23, value ->> 24, value ->> 25, value ->> 26,
                value ->> 27, value ->> 28, value ->> 29, value ->> 30, value ->> 31, value ->> 32, value ->> 33
         FROM json_each(?)",
        payload
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn update(connection: &mut SqliteConnection, rows: &[Written]) -> Result<(), StoreError> {
    let known = rows.iter().filter(|row| row.before.is_some());
    let Some(payload) = payload::list(known.map(|row| &row.columns)) else {
        return Ok(());
    };
    sqlx::query!(
        "UPDATE dialogs SET
             key = j.value ->> 0, party = j.value ->> 2, service = j.value ->> 3, sender = j.value ->> 4, status = j.value ->> 5,
             labels = j.value ->> 6, server_labels = j.value ->> 7, is_seen = j.value ->> 8,
             is_api_only = j.value ->> 9, content_updated_at = j.value ->> 10, due_at = j.value ->> 11,
             attachments = j.value ->> 12, digest = j.value ->> 13, created_at = j.value ->> 14,
             updated_at = j.value ->> 15, fetched_at = j.value ->> 16, stale_since = NULL,
             from_service_owner = j.value ->> 17, from_party = j.value ->> 18, progress = j.value ->> 19,
             has_unopened = j.value ->> 20, context_revision = unhex(j.value ->> 21), title = j.value ->> 22,
             summary = j.value ->> 23, extended_status = j.value ->> 24, service_type = j.value ->> 25,
             status_code = j.value ->> 26, process = j.value ->> 27, preceding_process = j.value ->> 28,
             external_reference = j.value ->> 29, content = j.value ->> 30, latest_activity = j.value ->> 31,
             seen_update = j.value ->> 32, seen_content = j.value ->> 33
         FROM json_each(?) j WHERE dialogs.key = j.value ->> 34",
        payload
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// New rows of dialogs that were opened before they were met in a list.
async fn note_opened(
    connection: &mut SqliteConnection,
    rows: &[Written],
) -> Result<(), StoreError> {
    let new: Vec<i64> = rows
        .iter()
        .filter(|row| row.before.is_none())
        .map(|row| row.key)
        .collect();
    let new = payload::numbers(&new);
    sqlx::query!(
        "UPDATE dialogs SET opened_at = k.read_at FROM dialog_details k
         WHERE k.id = dialogs.id AND dialogs.key IN (SELECT value FROM json_each(?))",
        new
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn return_from_stale(
    connection: &mut SqliteConnection,
    keys: &[i64],
) -> Result<(), StoreError> {
    if keys.is_empty() {
        return Ok(());
    }
    let keys = payload::numbers(keys);
    sqlx::query!(
        "UPDATE dialogs SET stale_since = NULL WHERE key IN (SELECT value FROM json_each(?))",
        keys
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn write_cursor(
    connection: &mut SqliteConnection,
    batch: &str,
    cursor: &crate::sync_batches::Cursor,
) -> Result<(), StoreError> {
    let watermark = cursor.watermark.map(micros);
    let fill_from = cursor.fill_from.map(micros);
    let polled_at = cursor.polled_at.map(micros);
    sqlx::query!(
        "UPDATE sync_batches SET watermark = ?2, delta = ?3, fill_from = ?4, fill = ?5, fill_rows = ?6, is_filled = ?7,
                                 polled_at = ?8, sweep = ?9, failure = NULL, failed_at = NULL
         WHERE name = ?1",
        batch,
        watermark,
        cursor.delta,
        fill_from,
        cursor.fill,
        cursor.fill_rows,
        cursor.is_filled,
        polled_at,
        cursor.sweep
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn note_sweep(
    connection: &mut SqliteConnection,
    batch: &str,
    keys: &[i64],
) -> Result<(), StoreError> {
    let keys = payload::numbers(keys);
    sqlx::query!(
        "INSERT OR IGNORE INTO sweep_rows (batch, key) SELECT ?1, value FROM json_each(?2)",
        batch,
        keys
    )
    .execute(connection)
    .await?;
    Ok(())
}
