//! The words of rows for the full-text index. Putting them together costs more than writing the row, so it follows in
//! small transactions of its own: a page of a synchronisation never keeps the writer from the user's own changes for long.
//! Which rows wait stands in the database; a crash loses none.

use fullmakt_domain::dialog::Localized;
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::names::{intern_senders, party_words};
use super::payload::{content_from, numbers};
use super::row::{chosen, id_bytes, id_from};
use crate::dialog_search::{FIELD, field};
use crate::{Store, StoreError, dialog_details, dialog_search};

/// Rows of one transaction.
const CHUNK: u32 = 250;

/// Puts rows down for indexing.
pub(super) async fn put_down(
    connection: &mut SqliteConnection,
    keys: &[i64],
) -> Result<(), StoreError> {
    let keys = numbers(keys);
    sqlx::query!(
        "INSERT OR IGNORE INTO dialog_reindex (key) SELECT value FROM json_each(?)",
        keys
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Indexes as many waiting rows as a page has added; what waited before (a service was renamed) is not the page's task.
pub(super) async fn catch_up(store: &Store, rows: usize) -> Result<(), StoreError> {
    for _ in 0..rows.div_ceil(CHUNK as usize) {
        reindex(store, CHUNK).await?;
    }
    Ok(())
}

/// Puts down the rows of actors whose names are not those of the index.
pub(crate) async fn put_down_renamed(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        "SELECT p.key, p.indexed, a.name, a.org_no
         FROM dialog_parties p JOIN actors a ON a.party_uuid = p.party_uuid"
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        let words = party_words(Some(&row.name), row.org_no.as_deref());
        if words == row.indexed {
            continue;
        }
        sqlx::query!(
            "INSERT OR IGNORE INTO dialog_reindex (key) SELECT key FROM dialogs WHERE party = ?",
            row.key
        )
        .execute(&mut *connection)
        .await?;
        sqlx::query!(
            "UPDATE dialog_parties SET indexed = ?2 WHERE key = ?1",
            row.key,
            words
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Indexes some of the waiting rows, the newest first. Gives whether there are more.
pub(super) async fn reindex(store: &Store, limit: u32) -> Result<bool, StoreError> {
    let mut transaction = store.write().await?;
    let mut keys = sqlx::query_scalar!(
        "SELECT key FROM dialog_reindex ORDER BY key DESC LIMIT ?",
        limit
    )
    .fetch_all(&mut *transaction)
    .await?;
    if keys.is_empty() {
        return Ok(false);
    }
    // The full-text index takes rising keys without writing itself out in between.
    keys.sort_unstable();
    index(&mut transaction, &keys).await?;
    let done = numbers(&keys);
    sqlx::query!(
        "DELETE FROM dialog_reindex WHERE key IN (SELECT value FROM json_each(?))",
        done
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(keys.len() == limit as usize)
}

/// Puts the words of rows together, from what they show and from the names as they are now.
async fn index(connection: &mut SqliteConnection, keys: &[i64]) -> Result<(), StoreError> {
    let keys = numbers(keys);
    let rows = sqlx::query!(
        r#"SELECT d.key, d.id, d.title, d.summary, d.opened_at IS NOT NULL AS "is_opened!: bool",
                  f.folded AS sender, s.indexed AS service, a.name AS "name?", a.org_no AS "org_no?"
           FROM json_each(?) j CROSS JOIN dialogs d ON d.key = j.value
           JOIN senders f ON f.key = d.sender JOIN services s ON s.key = d.service
           JOIN dialog_parties p ON p.key = d.party LEFT JOIN actors a ON a.party_uuid = p.party_uuid
           ORDER BY d.key"#,
        keys
    )
    .fetch_all(&mut *connection)
    .await?;
    let words: Vec<(i64, String)> = rows
        .iter()
        .map(|row| {
            let party = party_words(row.name.as_deref(), row.org_no.as_deref());
            let names = [row.sender.as_str(), &party, &row.service];
            (row.key, words(&row.title, row.summary.as_deref(), names))
        })
        .collect();
    let payload =
        serde_json::to_string(&words).expect("a list of numbers and texts is always JSON");
    // The trigger leaves the index alone where the words are the same.
    sqlx::query!(
        "INSERT INTO dialog_words (key, words) SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
         ON CONFLICT (key) DO UPDATE SET words = excluded.words WHERE words <> excluded.words",
        payload
    )
    .execute(&mut *connection)
    .await?;
    dialog_search::learn(connection, words.iter().map(|(_, words)| words.as_str())).await?;
    for row in rows.iter().filter(|row| row.is_opened) {
        dialog_details::index_body(connection, &row.id).await?;
    }
    Ok(())
}

/// The words of a row. The names are folded already.
fn words(title: &str, summary: Option<&str>, names: [&str; 3]) -> String {
    let mut out = String::with_capacity(256);
    field(&mut out, title);
    field(&mut out, summary.unwrap_or(""));
    for name in names {
        out.push(' ');
        if !name.is_empty() {
            out.push_str(name);
            out.push(' ');
        }
        out.push(FIELD);
    }
    out
}

/// Shows some rows in another language.
pub(super) async fn choose_language(
    store: &Store,
    languages: &[String],
    after: Option<Uuid>,
    limit: u32,
) -> Result<Option<Uuid>, StoreError> {
    let after = after.map(id_bytes).unwrap_or_default();
    let mut transaction = store.write().await?;
    let rows = sqlx::query!(
        "SELECT d.id, d.key, d.title, d.summary, d.extended_status, d.content, d.sender, f.own_name, o.code
         FROM dialogs d JOIN senders f ON f.key = d.sender JOIN service_owners o ON o.key = f.owner
         WHERE d.id > ? ORDER BY d.id LIMIT ?",
        after,
        limit
    )
    .fetch_all(&mut *transaction)
    .await?;
    let last = match rows.last() {
        Some(row) if rows.len() == limit as usize => Some(id_from(&row.id)?),
        _ => None,
    };
    let mut payload = Vec::new();
    let mut changed = Vec::new();
    for row in rows {
        // A single language is shown whatever the choice.
        if !row
            .content
            .as_deref()
            .is_some_and(|content| content.starts_with('{'))
        {
            continue;
        }
        let content = content_from(
            row.content.as_deref(),
            &row.title,
            row.summary.as_deref(),
            &row.own_name,
            row.extended_status.as_deref(),
        )?;
        let text = |texts: &Localized| chosen(texts, languages).map(|(_, text)| text.to_owned());
        let title = text(&content.title).unwrap_or_default();
        let summary = text(&content.summary);
        let extended_status = text(&content.extended_status);
        let own = text(&content.sender).unwrap_or_default().trim().to_owned();
        let sender = if own == row.own_name {
            row.sender
        } else {
            let name = (row.code, own);
            intern_senders(&mut transaction, [name.clone()].into()).await?[&name]
        };
        if (title.as_str(), &summary, &extended_status, sender)
            != (
                row.title.as_str(),
                &row.summary,
                &row.extended_status,
                row.sender,
            )
        {
            payload.push(serde_json::json!([
                row.key,
                title,
                summary,
                extended_status,
                sender
            ]));
            changed.push(row.key);
        }
    }
    let payload = serde_json::Value::Array(payload).to_string();
    sqlx::query!(
        "UPDATE dialogs SET title = j.value ->> 1, summary = j.value ->> 2, extended_status = j.value ->> 3,
                            sender = j.value ->> 4
         FROM json_each(?) j WHERE dialogs.key = j.value ->> 0",
        payload
    )
    .execute(&mut *transaction)
    .await?;
    put_down(&mut transaction, &changed).await?;
    transaction.commit().await?;
    Ok(last)
}
