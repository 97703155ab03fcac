//! Counts that the counters answer.

use jiff::Timestamp;
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::payload::numbers;
use super::query::{ActorDialogs, Folder, FolderCount, FolderCounts, Scope};
use super::row::count;
use super::scope;
use crate::text::{id, id_text, list_text, micros};
use crate::{Store, StoreError};

/// Codes of `dialogs.place` and `dialog_counts.folder`.
pub(super) const INBOX: i64 = 0;
pub(super) const DRAFTS: i64 = 1;
pub(super) const SENT: i64 = 2;
pub(super) const ARCHIVE: i64 = 3;
pub(super) const BIN: i64 = 4;

/// Sums of counters.
pub(super) struct Counted {
    pub folder: i64,
    pub total: i64,
    pub unread: i64,
    pub waiting: i64,
    /// With a due date, and not completed.
    pub dated: i64,
    /// With attachments.
    pub attached: i64,
    /// With a due date.
    pub due: i64,
}

/// The folders of a scope.
pub(super) async fn folders(store: &Store, scope: &Scope) -> Result<FolderCounts, StoreError> {
    let mut reading = store.readers().begin().await?;
    let parties = scope::parties(&mut reading, scope).await?;
    let rows = sums(&mut reading, parties.as_deref()).await?;
    reading.rollback().await?;
    let mut counts = FolderCounts::default();
    for row in rows {
        let of_folder = FolderCount {
            total: count(row.total)?,
            unread: count(row.unread)?,
            waiting: count(row.waiting)?,
            dated: count(row.dated)?,
        };
        match row.folder {
            INBOX => counts.inbox = of_folder,
            DRAFTS => counts.drafts = of_folder,
            SENT => counts.sent = of_folder,
            ARCHIVE => counts.archive = of_folder,
            BIN => counts.bin = of_folder,
            _ => {}
        }
    }
    Ok(counts)
}

/// Counters by folder, summed over parties.
pub(super) async fn sums(
    connection: &mut SqliteConnection,
    parties: Option<&[i64]>,
) -> Result<Vec<Counted>, StoreError> {
    let rows = match parties {
        None => {
            sqlx::query_as!(
                Counted,
                "SELECT folder, total, unread, waiting, dated, attached, due FROM dialog_totals"
            )
            .fetch_all(connection)
            .await?
        }
        Some(parties) => {
            let parties = numbers(parties);
            sqlx::query_as!(
                Counted,
                r#"SELECT c.folder AS "folder!: i64", sum(c.total) AS "total!: i64", sum(c.unread) AS "unread!: i64",
                          sum(c.waiting) AS "waiting!: i64", sum(c.dated) AS "dated!: i64",
                          sum(c.attached) AS "attached!: i64", sum(c.due) AS "due!: i64"
                   FROM json_each(?) p JOIN dialog_counts c ON c.party = p.value
                   GROUP BY c.folder"#,
                parties
            )
            .fetch_all(connection)
            .await?
        }
    };
    Ok(rows)
}

/// The counters of one folder.
pub(super) async fn of_folder(
    connection: &mut SqliteConnection,
    parties: Option<&[i64]>,
    folder: Folder,
) -> Result<Counted, StoreError> {
    let mut sum = Counted {
        folder: INBOX,
        total: 0,
        unread: 0,
        waiting: 0,
        dated: 0,
        attached: 0,
        due: 0,
    };
    for row in sums(connection, parties).await? {
        let belongs = match folder {
            Folder::Inbox => row.folder == INBOX,
            Folder::Drafts => row.folder == DRAFTS,
            Folder::Sent => row.folder == SENT,
            Folder::Archive => row.folder == ARCHIVE,
            Folder::Bin => row.folder == BIN,
            Folder::Deadlines => matches!(row.folder, INBOX | DRAFTS),
            Folder::Everywhere => matches!(row.folder, INBOX | DRAFTS | ARCHIVE | BIN),
        };
        if belongs {
            sum.total += row.total;
            sum.unread += row.unread;
            sum.waiting += row.waiting;
            sum.dated += row.dated;
            sum.attached += row.attached;
            sum.due += row.due;
        }
    }
    Ok(sum)
}

/// What waits for each of these actors.
pub(super) async fn actors(
    store: &Store,
    parties: &[Uuid],
    horizon: Timestamp,
) -> Result<Vec<ActorDialogs>, StoreError> {
    let horizon = micros(horizon);
    let parties: Vec<String> = parties.iter().map(|&party| id_text(party)).collect();
    let parties = list_text(&parties);
    let rows = sqlx::query!(
        r#"SELECT p.party_uuid AS "party_uuid!", sum(CASE c.folder WHEN 0 THEN c.unread ELSE 0 END) AS "unread!: i64",
                  sum(c.waiting) AS "waiting!: i64",
                  (SELECT count(*) FROM dialogs INDEXED BY dialogs_party_deadlines
                   WHERE party = p.key AND deadline IS NOT NULL AND deadline < ?) AS "due!: i64"
           FROM json_each(?) j JOIN dialog_parties p ON p.party_uuid = j.value
           JOIN dialog_counts c ON c.party = p.key AND c.folder IN (0, 1) AND c.total > 0
           GROUP BY p.key"#,
        horizon,
        parties
    )
    .fetch_all(store.readers())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ActorDialogs {
                party_uuid: id(&row.party_uuid)?,
                unread: count(row.unread)?,
                waiting: count(row.waiting)?,
                due: count(row.due)?,
            })
        })
        .collect()
}
