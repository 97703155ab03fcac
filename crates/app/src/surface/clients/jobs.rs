//! Jobs: a plan on its way, row by row.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::bulk::{BulkAct, BulkChange};
use crate::surface::common::{Failure, Instant, PartyUuid};

/// Start what was shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartJob {
    /// The wish.
    pub change: BulkChange,
    /// The plan that was shown. When it would come out otherwise now: `plan_changed`, and nothing starts.
    pub fingerprint: String,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// Key.
    pub id: String,
    /// The firm.
    pub firm: PartyUuid,
    /// Its name.
    pub firm_name: String,
    /// What started it.
    pub kind: JobKind,
    /// Titles of the agents, in the order of their columns.
    pub agents: Vec<String>,
    /// Where it stands.
    pub state: JobState,
    /// Rows that give.
    pub adds: u32,
    /// Rows that take.
    pub removes: u32,
    /// Rows in all.
    pub total: u32,
    /// Rows settled: changed, so already, or failed.
    pub settled: u32,
    /// Rows that this job changed.
    pub changed: u32,
    /// Rows that were so already.
    pub already: u32,
    /// Rows that failed.
    pub failed: u32,
    /// Rows sent whose outcome is not known yet; their state is read before anything is repeated.
    pub unknown: u32,
    /// Calls made for it.
    pub calls: u32,
    /// Why it waits.
    pub waiting: Option<Failure>,
    /// When it goes on by itself, if it does.
    pub resumes_at: Option<Instant>,
    /// Made.
    pub created_at: Instant,
    /// First call.
    pub started_at: Option<Instant>,
    /// All settled, or cancelled.
    pub ended_at: Option<Instant>,
    /// Rows that an undo would take back; 0 when nothing can be.
    pub undoable: u32,
    /// The job that this one takes back.
    pub undo_of: Option<String>,
    /// The job that takes this one back.
    pub undone_by: Option<String>,
}

/// What started a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Chosen cells.
    Cells,
    /// A file.
    Csv,
    /// A template.
    Template,
    /// The undoing of another job.
    Undo,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Another job of the firm runs first.
    Queued,
    /// Runs.
    Running,
    /// The user paused it.
    Paused,
    /// Something must happen first (`waiting`): a login, a right, the network, or time.
    Waiting,
    /// Every row is settled.
    Done,
    /// The user cancelled it; rows that were sent are settled.
    Cancelled,
}

/// All jobs, newest first: those that are not over, then the last hundred.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Jobs {
    /// Jobs.
    pub jobs: Vec<Job>,
}

/// Names a job.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobRef {
    /// Key.
    pub id: String,
}

/// A job and a window of its rows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobQuery {
    /// Key.
    pub id: String,
    /// Rows of this sort only; `None` for all.
    pub state: Option<JobRowState>,
    /// First row.
    pub offset: u32,
    /// Rows at most (the core caps it at 500).
    pub limit: u32,
}

/// A job with rows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobView {
    /// The job.
    pub job: Job,
    /// Rows that match.
    pub total: u32,
    /// The window, in the order of the plan.
    pub rows: Vec<JobRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// The client.
    pub client: PartyUuid,
    /// Its name.
    pub name: String,
    /// Its organisation number.
    pub org_no: Option<String>,
    /// The agent's key.
    pub agent: String,
    /// The agent's title.
    pub agent_title: String,
    /// Give or take.
    pub act: BulkAct,
    /// Packages (codes).
    pub packages: Vec<String>,
    /// Where it stands.
    pub state: JobRowState,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// When it was settled.
    pub at: Option<Instant>,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobRowState {
    /// Not sent yet.
    Waiting,
    /// Sent; no answer yet.
    Sent,
    /// Sent; the outcome is being read.
    Unknown,
    /// This job changed it.
    Changed,
    /// It was so already.
    Already,
    /// Refused.
    Failed,
    /// Never sent: the job was cancelled.
    Dropped,
}
