//! What a synchronisation hands over, and what came of it.

use jiff::Timestamp;
use uuid::Uuid;

use super::row::NewDialog;
use crate::sync_batches::Cursor;

/// A page of a search, to be written together with where the search stands.
#[derive(Clone, Copy, Debug)]
pub struct SyncPage<'a> {
    /// Rows, in any order; of two with the same id the later one holds.
    pub rows: &'a [NewDialog],
    /// The batch and its cursor after this page; `None` for a search that belongs to no batch (one client on demand).
    pub cursor: Option<(&'a str, &'a Cursor)>,
    /// When the page was asked for. A row that was read, opened or filed here after that is newer than what the page says
    /// of it, and is left as it is.
    pub asked_at: Timestamp,
    /// When its answer came. What stands here with a later time than that was written by a clock that has been set back.
    pub fetched_at: Timestamp,
    /// Languages in the order of preference, for the texts that lists show.
    pub languages: &'a [String],
    /// The rows belong to the sweep of the batch: they are there ([`crate::sync_batches`]).
    pub is_sweep: bool,
}

/// How a row changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// Not known before.
    New,
    /// Content newer than before.
    Content,
    /// Anything else: labels, seen, silent updates.
    Other,
}

/// One row that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedDialog {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub party_uuid: Uuid,
    /// How.
    pub change: RowChange,
    /// Unread after the change.
    pub is_unread: bool,
}

/// What came of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageOutcome {
    /// Rows that were written.
    pub changed: Vec<ChangedDialog>,
    /// Rows that were as we had them, or that were newer here.
    pub unchanged: u32,
}
