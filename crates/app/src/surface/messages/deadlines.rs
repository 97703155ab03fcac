//! Deadlines (Frister) over all organisations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::{Arrived, MessageRow, Scope};
use crate::surface::common::{Instant, SourceFailure};

/// Which deadlines.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct DeadlinesQuery {
    /// Whose.
    pub scope: Scope,
    /// Which kind.
    pub filter: DeadlineFilter,
    /// Without the messages that were new after this arrival ([`Arrived::latest`]); `None`: with all. What changed since
    /// is shown.
    pub as_of: Option<u32>,
    /// First row.
    pub offset: u32,
    /// Rows at most (the core caps it at 500).
    pub limit: u32,
}

/// Kinds of deadline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineFilter {
    /// All with a date, and those that require attention without one.
    #[default]
    All,
    /// Those that require attention.
    RequiresAttention,
    /// Drafts and what can be sent in.
    CanBeSent,
}

/// A window of deadlines, nearest first. What is completed, archived or in the bin is not among them.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Deadlines {
    /// In all.
    pub total: u32,
    /// The window.
    pub rows: Vec<MessageRow>,
    /// Groups over the whole list, in its order; empty groups are left out.
    pub groups: Vec<DeadlineGroup>,
    /// Deadlines per day, from three days ago and four weeks ahead, by the calendar of Norway.
    pub days: Vec<DeadlineDay>,
    /// Numbers on the chips.
    pub counts: DeadlineCounts,
    /// Oldest time of reading among the sources shown.
    pub fetched_at: Option<Instant>,
    /// Organisations or services that could not be read.
    pub failures: Vec<SourceFailure>,
    /// What came in after the arrival that the list is of.
    pub arrived: Arrived,
}

/// Numbers on the chips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineCounts {
    /// All.
    pub all: u32,
    /// Requiring attention.
    pub requires_attention: u32,
    /// That can be sent in.
    pub can_be_sent: u32,
    /// Within the next four weeks.
    pub four_weeks: u32,
}

/// One group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineGroup {
    /// Which.
    pub span: DeadlineSpan,
    /// Place of its first row.
    pub first: u32,
    /// Rows.
    pub count: u32,
}

/// Groups of deadlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineSpan {
    /// Passed.
    Overdue,
    /// Today.
    Today,
    /// Within the next seven days.
    Week,
    /// Later.
    Later,
    /// Requires attention, without a date.
    NoDate,
}

/// One day of the strip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineDay {
    /// Date in Norway, `2026-11-12`.
    pub date: String,
    /// Deadlines.
    pub count: u32,
    /// The service that most of them share, when it is more than half of at least four.
    pub mostly: Option<String>,
}
