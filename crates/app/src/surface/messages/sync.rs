//! Synchronisation: when messages were read, when they will be, and what it costs in calls.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::labels::Selection;
use super::list::{MessagesQuery, Scope};
use crate::surface::common::{Failure, Instant};

/// Read now. At most once a minute for the same scope; sooner, nothing is sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct SyncMessages {
    /// Whose; what one organisation or a group shows is read by itself, where that takes no more calls than a poll.
    pub scope: Scope,
    /// Read further back than is held.
    pub deepen: bool,
    /// Ask again for whom messages may be read, whatever is shown: at most once a minute.
    pub parties: bool,
}

/// Where synchronisation stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncState {
    /// What it is doing.
    pub state: SyncActivity,
    /// When the last poll ended well.
    pub last: Option<Instant>,
    /// When the next one begins; `None` while paused.
    pub next: Option<Instant>,
    /// How far back messages are held; `None` before the first fill has begun.
    pub held_since: Option<Instant>,
    /// Messages held.
    pub held: u32,
    /// Calls of one poll as computed: min(⌈P/100⌉, ⌈R_hot/20⌉).
    pub calls_per_poll: u32,
    /// Parties that the user may read for.
    pub parties: u32,
    /// Services in use.
    pub services: u32,
    /// The last failure, while it stands.
    pub failure: Option<Failure>,
}

/// What synchronisation is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum SyncActivity {
    /// Waits for its next time.
    Waiting,
    /// Polls.
    Polling,
    /// First fill.
    Filling {
        /// Batches done.
        done: u32,
        /// Batches in all.
        of: u32,
    },
    /// Stopped: offline, signed out, locked, or told by Altinn to wait.
    Paused {
        /// Why.
        reason: PauseReason,
    },
}

/// Why synchronisation is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// No network.
    Offline,
    /// Nobody is signed in.
    SignedOut,
    /// The login lacks the scope for messages.
    ScopeMissing,
    /// Altinn asked us to wait.
    RateLimited,
    /// Altinn is down.
    UpstreamDown,
    /// What is read cannot be kept on this machine; the failure says why.
    StoreFailed,
    /// The machine is locked: nobody sits at it.
    Locked,
}

/// Write messages to a file in the download folder (CSV with semicolons, UTF-8 with mark, formula cells guarded).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportMessages {
    /// Which.
    pub selection: Selection,
}

/// Write deadlines to a file likewise.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportDeadlines {
    /// Whose.
    pub scope: Scope,
}

/// Ask for what the filter menus offer.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct FacetsQuery {
    /// The list; its filter narrows nothing, and what it has chosen is always offered.
    pub list: MessagesQuery,
}
