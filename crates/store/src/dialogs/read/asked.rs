//! A query with its names looked up: what the statements are put together from.

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use uuid::Uuid;

use super::words::Text;
use crate::StoreError;
use crate::dialog_search::SearchText;
use crate::dialogs::counts::{self, ARCHIVE, BIN, Counted, DRAFTS, INBOX};
use crate::dialogs::keys::key_of;
use crate::dialogs::labels::status_code;
use crate::dialogs::payload::{ids, numbers};
use crate::dialogs::query::{DialogQuery, DueFilter, Folder};
use crate::dialogs::scope;
use crate::text::list_text;

/// Added to the code of a place for dialogs made for machines.
const API_ONLY: i64 = 8;

/// Code of `RequiresAttention`.
pub(super) const WAITING: [i64; 1] = [3];

/// What of a folder the counters know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chip {
    All,
    Unread(bool),
    Waiting,
    Due,
    Attached,
}

impl Chip {
    /// The column of `dialog_hours` that counts these, and the condition that makes them of all rows.
    pub(super) fn by_hour(self) -> Option<(&'static str, &'static str)> {
        match self {
            Chip::All => Some(("total", "true")),
            Chip::Due => Some(("due", "due_at IS NOT NULL")),
            Chip::Attached => Some(("attached", "attachments > 0")),
            Chip::Unread(_) | Chip::Waiting => None,
        }
    }
}

/// A query with its names looked up. `None` in a list of keys is no condition.
pub(super) struct Asked {
    pub folder: Folder,
    pub places: Vec<i64>,
    pub parties: Option<Vec<i64>>,
    pub senders: Option<Vec<i64>>,
    pub services: Option<Vec<i64>>,
    pub statuses: Vec<i64>,
    pub unread: Option<bool>,
    /// All of these, each one of the alternatives.
    pub due: Vec<Vec<DueFilter>>,
    pub has_attachment: Option<bool>,
    /// Keys from the first (included) to the second (not included).
    pub updated: Option<(i64, i64)>,
    pub text: Option<Text>,
    /// Keys that are left out, though they match.
    pub without: Vec<i64>,
    /// Counters of the parties in the folder.
    pub counted: Counted,
}

impl Asked {
    /// Looks up the names of a query.
    pub(super) async fn look_up(
        connection: &mut SqliteConnection,
        query: &DialogQuery,
    ) -> Result<Asked, StoreError> {
        let filter = &query.filter;
        let typed = SearchText::parse(&query.text, &query.days);
        let mut parties = scope::parties(connection, &query.scope).await?;
        if !typed.to.is_empty() {
            let named = parties_named(connection, &typed.to).await?;
            parties = both(parties, named);
        }
        let mut senders = None;
        if !filter.owners.is_empty() {
            senders = both(senders, senders_of(connection, &filter.owners).await?);
        }
        if !typed.from.is_empty() {
            senders = both(senders, senders_named(connection, &typed.from).await?);
        }
        let mut services = None;
        if !filter.services.is_empty() {
            services = Some(services_of(connection, &filter.services).await?);
        }
        let mut statuses: Vec<i64> = filter
            .statuses
            .iter()
            .map(|status| status_code(*status))
            .collect();
        let mut is_void = false;
        if !typed.statuses.is_empty() {
            let typed: Vec<i64> = typed
                .statuses
                .iter()
                .map(|status| status_code(*status))
                .collect();
            if statuses.is_empty() {
                statuses = typed;
            } else {
                statuses.retain(|status| typed.contains(status));
                is_void = statuses.is_empty();
            }
        }
        let unread = match (filter.unread, typed.unread) {
            (Some(one), Some(other)) if one != other => {
                is_void = true;
                Some(one)
            }
            (one, other) => one.or(other),
        };
        let mut due = Vec::new();
        if let Some(one) = filter.due {
            due.push(vec![one]);
        }
        if !typed.due.is_empty() {
            due.push(typed.due);
        }
        if is_void {
            parties = Some(Vec::new());
        }
        let counted = counts::of_folder(connection, parties.as_deref(), query.folder).await?;
        Ok(Asked {
            folder: query.folder,
            places: places(query.folder, filter.with_api_only),
            parties,
            senders,
            services,
            statuses,
            unread,
            due,
            has_attachment: filter.has_attachment,
            updated: filter.updated.map(|(from, to)| (key_of(from), key_of(to))),
            text: Text::new(connection, typed.words).await?,
            without: known(connection, &query.without).await?,
            counted,
        })
    }

    /// Whether nothing can match.
    pub(super) fn is_void(&self) -> bool {
        [&self.parties, &self.senders, &self.services]
            .iter()
            .any(|keys| keys.as_ref().is_some_and(Vec::is_empty))
    }

    /// What of the folder of the parties the list is, where counters know it.
    pub(super) fn chip(&self) -> Option<Chip> {
        let is_counted = self.senders.is_none()
            && self.services.is_none()
            && self.updated.is_none()
            && self.text.is_none()
            && self.folder != Folder::Deadlines
            && self.places.iter().all(|&place| place < API_ONLY);
        if !is_counted {
            return None;
        }
        let is_due = match self.due.as_slice() {
            [] => false,
            [one] if one.contains(&DueFilter::Set) => true,
            _ => return None,
        };
        match (
            self.unread,
            self.statuses.as_slice(),
            is_due,
            self.has_attachment,
        ) {
            (None, [], false, None) => Some(Chip::All),
            (Some(unread), [], false, None) => Some(Chip::Unread(unread)),
            (None, statuses, false, None) if *statuses == WAITING => Some(Chip::Waiting),
            (None, [], true, None) => Some(Chip::Due),
            (None, [], false, Some(true)) => Some(Chip::Attached),
            _ => None,
        }
    }

    /// How many rows there are, those that are left out among them, where counters know.
    pub(super) fn counted_total(&self) -> Option<i64> {
        Some(match self.chip()? {
            Chip::All => self.counted.total,
            Chip::Unread(true) => self.counted.unread,
            Chip::Unread(false) => self.counted.total - self.counted.unread,
            Chip::Waiting => self.counted.waiting,
            Chip::Due => self.counted.due,
            Chip::Attached => self.counted.attached,
        })
    }

    /// Adds every condition but that on place and party; `name` is the column of keys.
    pub(super) fn conditions(&self, sql: &mut QueryBuilder<Sqlite>, name: &str) {
        if self.folder == Folder::Sent {
            sql.push(" AND d.is_sent = 1");
        }
        within(sql, "d.sender", self.senders.as_deref());
        within(sql, "d.service", self.services.as_deref());
        if let [one] = self.statuses.as_slice() {
            sql.push(" AND d.status = ").push_bind(*one);
        } else if !self.statuses.is_empty() {
            within(sql, "d.status", Some(&self.statuses));
        }
        if let Some(unread) = self.unread {
            // Not bound: the index of unread rows serves only where the number stands in the statement.
            sql.push(if unread {
                " AND d.is_unread = 1"
            } else {
                " AND d.is_unread = 0"
            });
        }
        for alternatives in &self.due {
            sql.push(" AND (");
            for (n, filter) in alternatives.iter().enumerate() {
                if n > 0 {
                    sql.push(" OR ");
                }
                due(sql, *filter);
            }
            sql.push(")");
        }
        if let Some(has) = self.has_attachment {
            sql.push(if has {
                " AND d.attachments > 0"
            } else {
                " AND d.attachments = 0"
            });
        }
        if let Some((from, to)) = self.updated {
            sql.push(" AND ").push(name).push(" >= ").push_bind(from);
            sql.push(" AND ").push(name).push(" < ").push_bind(to);
        }
    }
}

/// Adds a condition on a list of keys. The plus keeps SQLite from walking the list instead of the index.
pub(super) fn within(sql: &mut QueryBuilder<Sqlite>, column: &str, keys: Option<&[i64]>) {
    if let Some(keys) = keys {
        sql.push(" AND +").push(column);
        sql.push(" IN (SELECT value FROM json_each(")
            .push_bind(numbers(keys))
            .push("))");
    }
}

fn due(sql: &mut QueryBuilder<Sqlite>, filter: DueFilter) {
    match filter {
        DueFilter::Set => {
            sql.push("d.due_at IS NOT NULL");
        }
        DueFilter::Before(end) => {
            sql.push("d.due_at < ").push_bind(end.as_microsecond());
        }
        DueFilter::Within(begin, end) => {
            sql.push("d.due_at >= ").push_bind(begin.as_microsecond());
            sql.push(" AND d.due_at < ").push_bind(end.as_microsecond());
        }
    }
}

/// Codes of `dialogs.place` that a folder looks at.
fn places(folder: Folder, with_api_only: bool) -> Vec<i64> {
    let mut places = match folder {
        Folder::Inbox => vec![INBOX],
        Folder::Drafts => vec![DRAFTS],
        Folder::Sent => vec![INBOX, DRAFTS, ARCHIVE],
        Folder::Archive => vec![ARCHIVE],
        Folder::Bin => vec![BIN],
        Folder::Deadlines => vec![INBOX, DRAFTS],
        Folder::Everywhere => vec![INBOX, DRAFTS, ARCHIVE, BIN],
    };
    if with_api_only && !matches!(folder, Folder::Sent | Folder::Deadlines) {
        for n in 0..places.len() {
            places.push(places[n] + API_ONLY);
        }
    }
    places
}

/// What is in both lists; both are sorted.
fn both(one: Option<Vec<i64>>, other: Vec<i64>) -> Option<Vec<i64>> {
    Some(match one {
        None => other,
        Some(mut one) => {
            one.retain(|key| other.binary_search(key).is_ok());
            one
        }
    })
}

/// Keys of dialogs, those that are known.
async fn known(connection: &mut SqliteConnection, wanted: &[Uuid]) -> Result<Vec<i64>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_scalar(
        "SELECT key FROM dialogs WHERE id IN (SELECT unhex(value) FROM json_each(?))",
    )
    .bind(ids(wanted.iter().copied()))
    .fetch_all(connection)
    .await?)
}

async fn senders_of(
    connection: &mut SqliteConnection,
    owners: &[String],
) -> Result<Vec<i64>, StoreError> {
    let owners = list_text(owners);
    Ok(sqlx::query_scalar!(
        "SELECT s.key FROM senders s JOIN service_owners o ON o.key = s.owner
         WHERE o.code IN (SELECT value FROM json_each(?)) ORDER BY s.key",
        owners
    )
    .fetch_all(connection)
    .await?)
}

async fn services_of(
    connection: &mut SqliteConnection,
    services: &[String],
) -> Result<Vec<i64>, StoreError> {
    let services = list_text(services);
    Ok(sqlx::query_scalar!(
        "SELECT key FROM services WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key",
        services
    )
    .fetch_all(connection)
    .await?)
}

/// Senders by the beginnings of their own name, their owner's name, or its code.
async fn senders_named(
    connection: &mut SqliteConnection,
    wanted: &[Vec<String>],
) -> Result<Vec<i64>, StoreError> {
    let mut sql = QueryBuilder::new(
        "SELECT key FROM (SELECT s.key, ' ' || s.folded || ' ' || o.folded || ' ' || o.code AS words
                          FROM senders s JOIN service_owners o ON o.key = s.owner) WHERE ",
    );
    begins(&mut sql, wanted);
    sql.push(" ORDER BY key");
    Ok(sql.build_query_scalar().fetch_all(connection).await?)
}

/// Parties by the beginnings of words of their name, or of their number.
async fn parties_named(
    connection: &mut SqliteConnection,
    wanted: &[Vec<String>],
) -> Result<Vec<i64>, StoreError> {
    let mut sql = QueryBuilder::new(
        "SELECT key FROM (SELECT key, ' ' || indexed AS words FROM dialog_parties) WHERE ",
    );
    begins(&mut sql, wanted);
    sql.push(" ORDER BY key");
    Ok(sql.build_query_scalar().fetch_all(connection).await?)
}

fn begins(sql: &mut QueryBuilder<Sqlite>, wanted: &[Vec<String>]) {
    for (n, words) in wanted.iter().enumerate() {
        sql.push(if n == 0 { "(" } else { " OR (" });
        for (m, word) in words.iter().enumerate() {
            if m > 0 {
                sql.push(" AND ");
            }
            sql.push("instr(words, ")
                .push_bind(format!(" {word}"))
                .push(") > 0");
        }
        sql.push(")");
    }
}
