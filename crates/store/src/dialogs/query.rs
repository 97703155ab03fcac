//! Which dialogs, in which order, and which window of them.

use jiff::Timestamp;
use uuid::Uuid;

use super::labels::DialogStatus;
use super::row::DialogRow;
use crate::dialog_search::Days;

/// Folders, as Arbeidsflate cuts them (Dialogporten reference 6). What is in the bin is in no other folder; what was sent
/// is in [`Folder::Sent`] and, at the same time, in the inbox or the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Folder {
    /// Label `Default`, any status but `Draft`.
    #[default]
    Inbox,
    /// Label `Default`, status `Draft`.
    Drafts,
    /// Label `Sent`, and not in the bin.
    Sent,
    /// Label `Archive`.
    Archive,
    /// Label `Bin`.
    Bin,
    /// Inbox and drafts that are not completed and have a due date, or whose status is `RequiresAttention`. Those
    /// without a date stand last.
    Deadlines,
    /// Everything, the bin too.
    Everywhere,
}

/// Whose dialogs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Of everyone.
    #[default]
    All,
    /// Of one actor.
    Actor {
        /// Which.
        party_uuid: Uuid,
        /// With its sub-units, as the list of actors has them.
        with_subunits: bool,
    },
    /// Of a group of the user's own ([`crate::groups`]).
    Group(Uuid),
    /// Of these.
    Parties(Vec<Uuid>),
}

/// A condition on the due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueFilter {
    /// Has one.
    Set,
    /// Before an instant: overdue when that is now.
    Before(Timestamp),
    /// From the first instant (included) to the second (not included).
    Within(Timestamp, Timestamp),
}

/// Conditions; all of them hold. An empty list is no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogFilter {
    /// Only unread, or only read.
    pub unread: Option<bool>,
    /// One of these.
    pub statuses: Vec<DialogStatus>,
    /// From one of these service owners (codes).
    pub owners: Vec<String>,
    /// Of one of these services (ids without prefix).
    pub services: Vec<String>,
    /// Due date.
    pub due: Option<DueFilter>,
    /// With or without attachments.
    pub has_attachment: Option<bool>,
    /// Content changed from the first instant (included) to the second (not included).
    pub updated: Option<(Timestamp, Timestamp)>,
    /// Also those made for machines.
    pub with_api_only: bool,
}

/// Orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DialogSort {
    /// Content changed last first.
    #[default]
    Newest,
    /// Content changed first first.
    Oldest,
    /// By due date, the earliest first; those without one after all others, newest first.
    Due,
    /// By sender in Norwegian order, newest first within each.
    Sender,
    /// For a search: the newest [`RANKED`] hits, a hit in the title standing as high as one half a year newer; then the
    /// rest, newest first. Without a search text the same as [`DialogSort::Newest`].
    Relevance,
}

/// How many hits are ranked.
pub const RANKED: u32 = 500;

/// Which dialogs, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogQuery {
    /// Folder.
    pub folder: Folder,
    /// Whose.
    pub scope: Scope,
    /// Conditions.
    pub filter: DialogFilter,
    /// What was typed into the search field ([`crate::dialog_search`]); empty for all.
    pub text: String,
    /// The calendar that `frist:` in the text stands on.
    pub days: Days,
    /// Order.
    pub sort: DialogSort,
    /// Left out, though they match.
    pub without: Vec<Uuid>,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub count: u32,
    /// False: there are more than `count`, and counting went no further.
    pub is_exact: bool,
}

/// A window of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogsPage {
    /// Dialogs that match, in the whole list.
    pub total: Total,
    /// How many would match, were they not left out ([`DialogQuery::without`]).
    pub left_out: u32,
    /// The window.
    pub rows: Vec<DialogRow>,
}

/// The ids of a whole list, for "all 243 that match".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogIds {
    /// In the order of the list.
    pub ids: Vec<Uuid>,
    /// There are more than were asked for.
    pub is_cut: bool,
}

/// What stands beside a dialog in a list. The dialog need not be in the list (any more): then the two between which it
/// would stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Above.
    pub previous: Option<Uuid>,
    /// Below.
    pub next: Option<Uuid>,
}

/// What a folder holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FolderCount {
    /// All.
    pub total: u32,
    /// Unread.
    pub unread: u32,
    /// With status `RequiresAttention`.
    pub waiting: u32,
    /// With a due date, and not completed.
    pub dated: u32,
}

/// The five folders of a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FolderCounts {
    /// Inbox.
    pub inbox: FolderCount,
    /// Drafts.
    pub drafts: FolderCount,
    /// Sent.
    pub sent: FolderCount,
    /// Archive.
    pub archive: FolderCount,
    /// Bin.
    pub bin: FolderCount,
}

/// What waits for one actor, in inbox and drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorDialogs {
    /// Which.
    pub party_uuid: Uuid,
    /// Unread in the inbox.
    pub unread: u32,
    /// With status `RequiresAttention`.
    pub waiting: u32,
    /// With a deadline before the instant asked for (overdue ones too).
    pub due: u32,
}
