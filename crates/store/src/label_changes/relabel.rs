//! The labels that lists show: put together from the server's and the open changes.

use std::collections::{HashMap, HashSet};

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::row::Undone;
use crate::StoreError;
use crate::dialogs::{Labels, id_bytes, id_from, label_bits, labels_from};

/// A change as the server would apply it.
pub(crate) type Change = (Labels, Labels);

/// Open changes of the dialogs in a JSON list of ids (hexadecimal), in the order of the queue.
pub(crate) async fn open_changes(
    connection: &mut SqliteConnection,
    ids: &str,
) -> Result<HashMap<Vec<u8>, Vec<Change>>, StoreError> {
    let rows = sqlx::query!(
        "SELECT dialog, adds, removes FROM label_changes
         WHERE state IN ('waiting', 'sending') AND dialog IN (SELECT unhex(value) FROM json_each(?)) ORDER BY seq",
        ids
    )
    .fetch_all(connection)
    .await?;
    let mut open: HashMap<Vec<u8>, Vec<Change>> = HashMap::new();
    for row in rows {
        open.entry(row.dialog)
            .or_default()
            .push((labels_from(row.adds), labels_from(row.removes)));
    }
    Ok(open)
}

/// The server's labels with open changes on top.
pub(crate) fn relabel(server: Labels, open: Option<&Vec<Change>>) -> Labels {
    open.into_iter()
        .flatten()
        .fold(server, |labels, &(add, remove)| labels.changed(add, remove))
}

/// Puts changes into the queue and shows them. Gives the dialogs whose labels change.
pub(super) async fn queue(
    connection: &mut SqliteConnection,
    act: Uuid,
    wanted: &[(Uuid, Labels, Labels)],
    at: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let ids = hex_list(wanted.iter().map(|(id, ..)| id.as_bytes().as_slice()));
    let rows = sqlx::query!(
        "SELECT id, labels, context_revision FROM dialogs WHERE id IN (SELECT unhex(value) FROM json_each(?))",
        ids
    )
    .fetch_all(&mut *connection)
    .await?;
    let open = open_changes(connection, &ids).await?;
    let known: HashMap<Vec<u8>, (Labels, Option<Vec<u8>>)> = rows
        .into_iter()
        .map(|row| (row.id, (labels_from(row.labels), row.context_revision)))
        .collect();
    let mut changed = Vec::new();
    let mut met = HashSet::new();
    let mut payload = Vec::new();
    for &(id, add, remove) in wanted {
        let Some((before, revision)) = known.get(id.as_bytes().as_slice()) else {
            continue;
        };
        if before.changed(add, remove) == *before || !met.insert(id) {
            continue;
        }
        // A change behind another of the same dialog stands on a revision that is not known yet.
        let revision = revision
            .as_ref()
            .filter(|_| !open.contains_key(id.as_bytes().as_slice()));
        payload.push(serde_json::json!([
            hex::encode(id.as_bytes()),
            label_bits(add),
            label_bits(remove),
            label_bits(*before),
            revision.map(hex::encode),
        ]));
        changed.push(id);
    }
    let payload = serde_json::Value::Array(payload).to_string();
    let act = id_bytes(act);
    sqlx::query!(
        "INSERT INTO label_changes (act, dialog, adds, removes, before, revision, at, state)
         SELECT ?1, unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4), ?3, 'waiting'
         FROM json_each(?2) ORDER BY key",
        act,
        payload,
        at
    )
    .execute(&mut *connection)
    .await?;
    let touched = hex_list(changed.iter().map(|id| id.as_bytes().as_slice()));
    sqlx::query!(
        "UPDATE dialogs SET refusal = NULL
         WHERE refusal IS NOT NULL AND id IN (SELECT unhex(value) FROM json_each(?))",
        touched
    )
    .execute(&mut *connection)
    .await?;
    show(connection, &touched).await?;
    Ok(changed)
}

/// Puts the labels of dialogs (a JSON list of hexadecimal ids) together anew.
pub(crate) async fn show(connection: &mut SqliteConnection, ids: &str) -> Result<(), StoreError> {
    let open = open_changes(connection, ids).await?;
    let rows = sqlx::query!(
        "SELECT key, id, labels, server_labels FROM dialogs WHERE id IN (SELECT unhex(value) FROM json_each(?))",
        ids
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut payload = Vec::new();
    for row in rows {
        let shown = relabel(labels_from(row.server_labels), open.get(&row.id));
        if label_bits(shown) != row.labels {
            payload.push(serde_json::json!([row.key, label_bits(shown)]));
        }
    }
    let payload = serde_json::Value::Array(payload).to_string();
    sqlx::query!(
        "UPDATE dialogs SET labels = j.value ->> 1 FROM json_each(?) j WHERE dialogs.key = j.value ->> 0",
        payload
    )
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// The server has taken changes: its labels are those with the changes applied.
pub(super) async fn sent(
    connection: &mut SqliteConnection,
    changes: &str,
    revision: Option<Vec<u8>>,
    at: i64,
) -> Result<(), StoreError> {
    let mut rows = sqlx::query!(
        r#"UPDATE label_changes SET state = 'sent', failure = NULL
           WHERE state IN ('waiting', 'sending') AND seq IN (SELECT value FROM json_each(?))
           RETURNING seq AS "seq!: i64", dialog AS "dialog!: Vec<u8>", adds AS "adds!: i64", removes AS "removes!: i64""#,
        changes
    )
    .fetch_all(&mut *connection)
    .await?;
    rows.sort_by_key(|row| row.seq);
    let mut touched = Vec::new();
    for row in &rows {
        let server =
            sqlx::query_scalar!("SELECT server_labels FROM dialogs WHERE id = ?", row.dialog)
                .fetch_optional(&mut *connection)
                .await?;
        let Some(server) = server else { continue };
        let (add, remove) = (labels_from(row.adds), labels_from(row.removes));
        let server = label_bits(labels_from(server).changed(add, remove));
        sqlx::query!(
            "UPDATE dialogs SET server_labels = ?2, context_revision = ?3, fetched_at = max(fetched_at, ?4) WHERE id = ?1",
            row.dialog,
            server,
            revision,
            at
        )
        .execute(&mut *connection)
        .await?;
        // The next change of the same dialog stands on what the server answered.
        sqlx::query!(
            "UPDATE label_changes SET revision = ?2 WHERE seq =
                 (SELECT min(seq) FROM label_changes WHERE dialog = ?1 AND state = 'waiting')",
            row.dialog,
            revision
        )
        .execute(&mut *connection)
        .await?;
        touched.push(row.dialog.as_slice());
    }
    show(connection, &hex_list(touched)).await
}

/// The server has refused changes: rows flip back and say why.
pub(super) async fn refused(
    connection: &mut SqliteConnection,
    changes: &str,
    failure: &str,
) -> Result<(), StoreError> {
    let dialogs = sqlx::query_scalar!(
        r#"UPDATE label_changes SET state = 'refused', failure = ?2
           WHERE state IN ('waiting', 'sending') AND seq IN (SELECT value FROM json_each(?1))
           RETURNING dialog AS "dialog!: Vec<u8>""#,
        changes,
        failure
    )
    .fetch_all(&mut *connection)
    .await?;
    let touched = hex_list(dialogs.iter().map(Vec::as_slice));
    sqlx::query!(
        "UPDATE dialogs SET refusal = ?2 WHERE id IN (SELECT unhex(value) FROM json_each(?1))",
        touched,
        failure
    )
    .execute(&mut *connection)
    .await?;
    show(connection, &touched).await
}

/// Takes an act back.
pub(super) async fn undo(
    connection: &mut SqliteConnection,
    act: Uuid,
    by: Uuid,
    at: i64,
) -> Result<Undone, StoreError> {
    let key = id_bytes(act);
    let rows = sqlx::query!(
        "SELECT seq, dialog, adds, removes, before, state FROM label_changes WHERE act = ? ORDER BY seq DESC",
        key
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut undone = Undone::default();
    let mut opposite = Vec::new();
    for row in &rows {
        let dialog = id_from(&row.dialog)?;
        match row.state.as_str() {
            "waiting" => undone.withdrawn.push(dialog),
            "sent" | "sending" => {
                let before = labels_from(row.before);
                let after = before.changed(labels_from(row.adds), labels_from(row.removes));
                let (add, remove) = after.difference(before);
                opposite.push((dialog, add, remove));
            }
            _ => continue,
        }
        // A change that is being sent keeps its state until the server has answered; its opposite stands behind it.
        if row.state != "sending" {
            sqlx::query!(
                "UPDATE label_changes SET state = 'undone' WHERE seq = ?",
                row.seq
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    let touched = hex_list(undone.withdrawn.iter().map(|id| id.as_bytes().as_slice()));
    show(connection, &touched).await?;
    undone.queued = queue(connection, by, &opposite, at).await?;
    Ok(undone)
}

/// Ids as a JSON list of hexadecimal texts, which `unhex` reads.
pub(crate) fn hex_list<'a>(ids: impl IntoIterator<Item = &'a [u8]>) -> String {
    let ids: Vec<String> = ids.into_iter().map(hex::encode).collect();
    crate::text::list_text(&ids)
}
