//! The rows of a window: read by key, with their names and hits.

use std::collections::HashMap;

use sqlx::{FromRow, Row, SqliteConnection};
use uuid::Uuid;

use crate::actors::ActorKind;
use crate::dialog_search::{Hits, Word, excerpt, spans};
use crate::dialogs::labels::{labels_from, status_from};
use crate::dialogs::payload::{content_from, numbers};
use crate::dialogs::row::{Dialog, DialogParty, DialogRow, count, id_from};
use crate::text::{id, instant, maybe_instant};
use crate::{StoreError, dialogs};

/// Everything that a row shows.
#[derive(FromRow)]
struct Raw {
    key: i64,
    id: Vec<u8>,
    party_uuid: String,
    party_name: Option<String>,
    org_no: Option<String>,
    kind: Option<String>,
    org: String,
    owner: Option<String>,
    service_id: String,
    service_name: Option<String>,
    sender: String,
    title: String,
    title_language: Option<String>,
    summary: Option<String>,
    extended_status: Option<String>,
    status: i64,
    labels: i64,
    is_unread: bool,
    is_change_waiting: bool,
    refusal: Option<String>,
    created_at: i64,
    updated_at: i64,
    content_updated_at: i64,
    due_at: Option<i64>,
    attachments: i64,
    from_service_owner: i64,
    from_party: i64,
    progress: Option<i64>,
    is_api_only: bool,
    seen_content: Option<String>,
    latest_activity: Option<String>,
    opened_at: Option<i64>,
    stale_since: Option<i64>,
    fetched_at: i64,
}

/// `$more` columns and the condition of the statement that reads rows.
macro_rules! select {
    ($more:literal, $where:literal) => {
        concat!(
            "SELECT d.key, d.id, p.party_uuid, a.name AS party_name, a.org_no, a.kind, o.code AS org, o.name AS owner,
                    v.id AS service_id, v.name AS service_name, s.shown AS sender, d.title, d.summary, d.extended_status,
                    CASE WHEN d.content LIKE '{%' THEN
                        (SELECT t.value ->> 'l' FROM json_each(d.content, '$.t') t
                         WHERE t.value ->> 'v' = d.title LIMIT 1)
                    ELSE d.content END AS title_language,
                    d.status, d.labels, d.is_unread,
                    EXISTS (SELECT 1 FROM label_changes c WHERE c.dialog = d.id AND c.state IN ('waiting', 'sending'))
                        AS is_change_waiting,
                    d.refusal, d.created_at, d.updated_at, d.content_updated_at, d.due_at, d.attachments,
                    d.from_service_owner, d.from_party, d.progress, d.is_api_only, d.seen_content, d.latest_activity,
                    d.opened_at, d.stale_since, d.fetched_at",
            $more,
            " FROM dialogs d
              JOIN dialog_parties p ON p.key = d.party LEFT JOIN actors a ON a.party_uuid = p.party_uuid
              JOIN services v ON v.key = d.service JOIN senders s ON s.key = d.sender
              JOIN service_owners o ON o.key = s.owner ",
            $where
        )
    };
}

impl TryFrom<Raw> for DialogRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(DialogRow {
            id: id_from(&raw.id)?,
            party: DialogParty {
                party_uuid: id(&raw.party_uuid)?,
                name: raw.party_name,
                org_no: raw.org_no,
                kind: raw.kind.as_deref().map(ActorKind::parse).transpose()?,
            },
            org: raw.org,
            owner: raw.owner,
            service: raw.service_id,
            service_name: raw.service_name,
            sender: raw.sender,
            title: raw.title,
            title_language: raw.title_language.filter(|code| !code.is_empty()),
            summary: raw.summary,
            extended_status: raw.extended_status,
            status: status_from(raw.status)?,
            labels: labels_from(raw.labels),
            is_unread: raw.is_unread,
            is_change_waiting: raw.is_change_waiting,
            refusal: raw.refusal,
            created_at: instant(raw.created_at)?,
            updated_at: instant(raw.updated_at)?,
            content_updated_at: instant(raw.content_updated_at)?,
            due_at: maybe_instant(raw.due_at)?,
            attachments: count(raw.attachments)?,
            from_service_owner: count(raw.from_service_owner)?,
            from_party: count(raw.from_party)?,
            progress: raw
                .progress
                .map(|progress| {
                    u8::try_from(progress).map_err(|_| StoreError::unreadable("progress"))
                })
                .transpose()?,
            is_api_only: raw.is_api_only,
            seen_since_content_update: raw.seen_content,
            latest_activity: raw.latest_activity,
            opened_at: maybe_instant(raw.opened_at)?,
            stale_since: maybe_instant(raw.stale_since)?,
            fetched_at: instant(raw.fetched_at)?,
            hits: Hits::default(),
        })
    }
}

/// Rows in the order of their keys in the list.
pub(super) async fn of(
    connection: &mut SqliteConnection,
    keys: &[i64],
    words: &[Word],
) -> Result<Vec<DialogRow>, StoreError> {
    let wanted = numbers(keys);
    let found: Vec<Raw> = sqlx::query_as(select!(
        "",
        "WHERE d.key IN (SELECT value FROM json_each(?))"
    ))
    .bind(wanted)
    .fetch_all(&mut *connection)
    .await?;
    let mut by_key: HashMap<i64, DialogRow> = found
        .into_iter()
        .map(|raw| Ok((raw.key, DialogRow::try_from(raw)?)))
        .collect::<Result<_, StoreError>>()?;
    let mut rows: Vec<DialogRow> = keys.iter().filter_map(|key| by_key.remove(key)).collect();
    if !words.is_empty() {
        mark(connection, &mut rows, words).await?;
    }
    Ok(rows)
}

/// Works out where the words hit.
async fn mark(
    connection: &mut SqliteConnection,
    rows: &mut [DialogRow],
    words: &[Word],
) -> Result<(), StoreError> {
    for row in rows {
        row.hits = Hits {
            title: spans(&row.title, words),
            summary: row
                .summary
                .as_deref()
                .map_or_else(Vec::new, |text| spans(text, words)),
            sender: spans(&row.sender, words),
            party: row
                .party
                .name
                .as_deref()
                .map_or_else(Vec::new, |text| spans(text, words)),
            body: None,
        };
        if row.opened_at.is_some() {
            let texts = texts(connection, row.id).await?;
            row.hits.body = texts.iter().find_map(|text| excerpt(text, words));
        }
    }
    Ok(())
}

async fn texts(connection: &mut SqliteConnection, id: Uuid) -> Result<Vec<String>, StoreError> {
    let id = dialogs::id_bytes(id);
    Ok(sqlx::query_scalar!(
        r#"SELECT text AS "text!: String" FROM dialog_details WHERE id = ?1
           UNION ALL SELECT text FROM transmission_bodies WHERE dialog = ?1"#,
        id
    )
    .fetch_all(connection)
    .await?)
}

/// One dialog with what only its own page shows.
pub(super) async fn one(
    connection: &mut SqliteConnection,
    id: Uuid,
) -> Result<Option<Dialog>, StoreError> {
    let found = sqlx::query(select!(
        ", d.server_labels, d.context_revision, d.service_type, d.has_unopened, d.process, d.preceding_process,
           d.status_code, d.external_reference, d.content, d.seen_update, s.own_name",
        "WHERE d.id = ?"
    ))
    .bind(dialogs::id_bytes(id))
    .fetch_optional(connection)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let row = DialogRow::try_from(Raw::from_row(&found)?)?;
    let content = content_from(
        found.try_get("content")?,
        &row.title,
        row.summary.as_deref(),
        found.try_get("own_name")?,
        row.extended_status.as_deref(),
    )?;
    Ok(Some(Dialog {
        server_labels: labels_from(found.try_get("server_labels")?),
        context_revision: found
            .try_get::<Option<&[u8]>, _>("context_revision")?
            .map(id_from)
            .transpose()?,
        service_type: found.try_get("service_type")?,
        has_unopened_content: found.try_get("has_unopened")?,
        process: found.try_get("process")?,
        preceding_process: found.try_get("preceding_process")?,
        extended_status: found.try_get("status_code")?,
        external_reference: found.try_get("external_reference")?,
        content,
        seen_since_update: found.try_get("seen_update")?,
        row,
    }))
}
