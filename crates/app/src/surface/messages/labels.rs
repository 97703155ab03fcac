//! Filing: archive, bin, restore, unread. Done here at once, sent afterwards, undone with one key.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::MessagesQuery;
use crate::surface::common::Failure;

/// Which messages.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Selection {
    /// These.
    Ids {
        /// Dialog ids.
        ids: Vec<String>,
    },
    /// Every message that matches, but for some.
    Matching {
        /// The list (`offset` and `limit` are not looked at).
        list: MessagesQuery,
        /// Left out.
        except: Vec<String>,
    },
}

/// Ways of filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Filing {
    /// To the archive.
    Archive,
    /// To the bin.
    Bin,
    /// Back to the inbox.
    Restore,
    /// Mark as unread.
    MarkUnread,
    /// Take the unread mark away again. Opening does that too.
    UnmarkUnread,
}

/// File messages.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileMessages {
    /// Which.
    pub selection: Selection,
    /// How.
    pub filing: Filing,
}

/// What was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FiledMessages {
    /// Messages that changed here.
    pub changed: u32,
    /// Messages that were so already.
    pub unchanged: u32,
    /// Undo this with `undo_filing`; `None` when nothing changed.
    pub undo: Option<String>,
    /// It waits until there is a network.
    pub queued: bool,
}

/// Names what is to be undone.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoFiling {
    /// From [`FiledMessages::undo`]; `None` for the last that can still be undone.
    pub undo: Option<String>,
}

/// What the undo did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilingUndone {
    /// Messages that are as they were.
    pub restored: u32,
    /// The first of them, to select again.
    pub first: Option<String>,
}

/// Changes made here that are not at Altinn yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilingQueue {
    /// Messages whose change waits.
    pub waiting: u32,
    /// Messages whose change was refused, and which flipped back.
    pub refused: u32,
    /// Why the last one was refused.
    pub failure: Option<Failure>,
}
