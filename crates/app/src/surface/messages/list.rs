//! Folders: windows of rows, their groups, and the counts beside the folders.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::surface::common::{Failure, Instant, PartyUuid, SourceFailure};

/// Folders, by the definitions of Arbeidsflate (dialogporten reference, section 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Folder {
    /// Label Default; any status but Draft.
    #[default]
    Inbox,
    /// Label Default; status Draft.
    Drafts,
    /// Label Sent.
    Sent,
    /// Label Archive.
    Archive,
    /// Label Bin.
    Bin,
    /// All of them: where a search looks when it is to look everywhere.
    All,
}

/// Whose messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Scope {
    /// Of every actor.
    #[default]
    All,
    /// Of one actor and its units.
    Organisation {
        /// The actor.
        party_uuid: PartyUuid,
    },
    /// Of the actors in a group of the user's own.
    Group {
        /// The group.
        id: String,
    },
}

/// Statuses that a service owner gives (Dialogporten: `DialogStatus`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    /// No status.
    NotApplicable,
    /// Being worked on.
    InProgress,
    /// Being filled in.
    Draft,
    /// Waits for the other side.
    Awaiting,
    /// The user must act.
    RequiresAttention,
    /// Done.
    Completed,
    /// A status that this version does not know.
    Unknown,
}

/// What the chips above a list ask for. All that are set must hold; lists within are "one of".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct MessageFilter {
    /// Unread only.
    pub unread: bool,
    /// One of these statuses; empty for any.
    pub statuses: Vec<MessageStatus>,
    /// One of these service owners' codes; empty for any.
    pub owners: Vec<String>,
    /// One of these services' ids, without URN prefix; empty for any.
    pub services: Vec<String>,
    /// With a due date.
    pub due: Option<DueFilter>,
    /// With attachments only.
    pub attachments: bool,
}

/// Filters on the due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DueFilter {
    /// Any due date.
    Any,
    /// Passed, and not completed.
    Overdue,
    /// Today, by the calendar of Norway.
    Today,
    /// Within seven days, today included.
    Week,
}

/// Orders. Each ends in the id, so that it is total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageSort {
    /// Content changed last, first.
    #[default]
    Newest,
    /// Content changed longest ago, first.
    Oldest,
    /// Nearest due date first; without one last.
    Due,
    /// By sender's name, then newest.
    Sender,
}

/// Which rows.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct MessagesQuery {
    /// Folder.
    pub folder: Folder,
    /// Whose.
    pub scope: Scope,
    /// Chips.
    pub filter: MessageFilter,
    /// Order. While `text` is not empty and this is `newest`, hits are ranked with recency.
    pub sort: MessageSort,
    /// What was typed in search: words, "phrases", `fra:` `til:` `status:` `frist:`. Empty for no search.
    pub text: String,
    /// Without the messages that came in after this arrival ([`Arrived::latest`]); `None`: with all.
    pub as_of: Option<u32>,
    /// First row.
    pub offset: u32,
    /// Rows at most (the core caps it at 500).
    pub limit: u32,
}

/// A window of rows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessagesPage {
    /// Rows that match.
    pub total: u32,
    /// False: there are more than `total`, and counting went no further. A window at the end of the list knows the number.
    pub is_total_exact: bool,
    /// The window.
    pub rows: Vec<MessageRow>,
    /// Groups over the whole list, in its order; empty where the order is not by time.
    pub groups: Vec<MessageGroup>,
    /// Numbers on the chips: what the folder and scope hold, before the filter.
    pub chips: ChipCounts,
    /// Oldest time of reading among the sources shown; `None` if never.
    pub fetched_at: Option<Instant>,
    /// How far back messages are held; `None` before the first fill has begun.
    pub held_since: Option<Instant>,
    /// What could not be read.
    pub failures: Vec<SourceFailure>,
    /// How a search text was read, for the line under the field; `None` without a search.
    pub search: Option<SearchReading>,
    /// What came in after the arrival that the list is of.
    pub arrived: Arrived,
}

/// Messages that came in by themselves; a list that is on the screen shows them on the user's wish.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Arrived {
    /// Messages that the list would show too.
    pub count: u32,
    /// Number of the last arrival: a list as of it shows them.
    pub latest: u32,
}

/// How a search text was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchReading {
    /// Filters understood, as typed (`fra:skatteetaten`).
    pub filters: Vec<String>,
    /// Filters whose value was not understood, as typed; they were searched for as words.
    pub not_understood: Vec<String>,
}

/// Numbers on the chips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChipCounts {
    /// All.
    pub all: u32,
    /// Unread.
    pub unread: u32,
    /// Status "requires attention".
    pub requires_attention: u32,
    /// With a due date.
    pub due: u32,
    /// With attachments.
    pub attachments: u32,
}

/// A group of neighbouring rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageGroup {
    /// Which.
    pub span: GroupSpan,
    /// Place of its first row in the whole list.
    pub first: u32,
    /// Rows.
    pub count: u32,
}

/// Spans of time that group a list, by the calendar of Norway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum GroupSpan {
    /// Today.
    Today,
    /// Yesterday.
    Yesterday,
    /// Earlier in this month.
    EarlierThisMonth,
    /// Another month.
    Month {
        /// Year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// In the future (a date that the service owner set).
    Later,
}

/// One message in a list. Made of list data only: nothing here means that it was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageRow {
    /// Dialog id.
    pub id: String,
    /// Title in the user's language where there is one; may be empty.
    pub title: String,
    /// Language of the title, for `lang`; `None` when not known.
    pub title_lang: Option<String>,
    /// Where the search hit in the title: pairs of start and length in UTF-16 units.
    pub title_hits: Vec<[u32; 2]>,
    /// Summary; may be empty.
    pub summary: String,
    /// Where the search hit in the summary.
    pub summary_hits: Vec<[u32; 2]>,
    /// Sender: the sender's name that the service owner gave, else the service owner's.
    pub sender: String,
    /// Service owner's code, e.g. `skd`; picks the mark.
    pub owner: String,
    /// Recipient.
    pub party_uuid: PartyUuid,
    /// Recipient's name in title case.
    pub recipient: String,
    /// The recipient is a person (green mark) and not an organisation.
    pub recipient_is_person: bool,
    /// Nobody has opened it since its content changed, or it is marked as unread.
    pub unread: bool,
    /// The user has opened it since its content changed.
    pub seen_by_me: bool,
    /// Status.
    pub status: MessageStatus,
    /// The service's own word for the status, at most 25 characters; never read as a code.
    pub status_text: Option<String>,
    /// Due.
    pub due: Option<Instant>,
    /// When the content changed last.
    pub at: Instant,
    /// Attachments meant for people.
    pub attachments: u32,
    /// Transmissions, both ways.
    pub transmissions: u32,
    /// Where it is filed.
    pub filed: Filed,
    /// Marked as unread by someone.
    pub marked_unread: bool,
    /// A change made here that has not reached Altinn yet.
    pub waiting: bool,
    /// The last change made here was refused, and the row flipped back.
    pub refused: Option<Failure>,
    /// A copy that was opened here is on this machine.
    pub kept: bool,
    /// The last sweep did not find it at Altinn any more.
    pub stale: bool,
}

/// Where a message is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Filed {
    /// Inbox, drafts or sent.
    Open,
    /// Archive.
    Archive,
    /// Bin.
    Bin,
}

/// Counts beside folders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageCounts {
    /// Unread in the inbox.
    pub inbox_unread: u32,
    /// Drafts.
    pub drafts: u32,
    /// Overdue, due today or within seven days, or requiring attention without a date.
    pub deadlines: u32,
    /// Overdue among them.
    pub overdue: u32,
}

/// Whose counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CountsQuery {
    /// Whose.
    pub scope: Scope,
}

/// Where a message stands in a list, to keep a selection across changes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceQuery {
    /// The list (`offset` and `limit` are not looked at).
    pub list: MessagesQuery,
    /// The message.
    pub id: String,
}

/// Its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Place in the whole list; `None` when it is not in it.
    pub index: Option<u32>,
    /// The message before it.
    pub previous: Option<String>,
    /// The message after it.
    pub next: Option<String>,
    /// The next unread after it.
    pub next_unread: Option<String>,
}

/// What the filter menus offer in a folder and scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// Service owners, most messages first.
    pub owners: Vec<Facet>,
    /// Services, most messages first, at most 200 and the chosen ones.
    pub services: Vec<Facet>,
}

/// One choice in a filter menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// Code or id.
    pub id: String,
    /// Name in the user's language.
    pub name: String,
    /// Messages.
    pub count: u32,
}
