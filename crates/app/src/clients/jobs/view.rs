//! Jobs for the screens.

use fullmakt_store::client_jobs::{
    Job as Kept, JobKind as KeptKind, JobRow as KeptRow, JobState as KeptState, RowState,
};

use crate::clients::picture::act;
use crate::organisations::index::ActorIndex;
use crate::surface::clients::{Job, JobKind, JobRow, JobRowState, JobState};
use crate::surface::common::Failure;
use crate::time::wire;

/// A job.
pub(super) fn job_view(job: Kept, index: &ActorIndex) -> Job {
    let counts = job.counts;
    let is_undoable = job.ended_at.is_some() && job.undone_by.is_none();
    Job {
        id: job.id.to_string(),
        firm: job.firm.to_string(),
        firm_name: index.name(job.firm).unwrap_or_default().to_owned(),
        kind: match job.kind {
            KeptKind::Cells => JobKind::Cells,
            KeptKind::Csv => JobKind::Csv,
            KeptKind::Template => JobKind::Template,
            KeptKind::Undo => JobKind::Undo,
        },
        agents: job.agents,
        state: match job.state {
            KeptState::Queued => JobState::Queued,
            KeptState::Running => JobState::Running,
            KeptState::Paused => JobState::Paused,
            KeptState::Waiting => JobState::Waiting,
            KeptState::Done => JobState::Done,
            KeptState::Cancelled => JobState::Cancelled,
        },
        adds: counts.adds,
        removes: counts.total - counts.adds,
        total: counts.total,
        settled: counts.changed + counts.already + counts.failed,
        changed: counts.changed,
        already: counts.already,
        failed: counts.failed,
        unknown: counts.unknown,
        calls: job.calls,
        waiting: Failure::of_kept(job.waiting.as_deref()),
        resumes_at: job.resumes_at.map(wire),
        created_at: wire(job.created_at),
        started_at: job.started_at.map(wire),
        ended_at: job.ended_at.map(wire),
        undoable: if is_undoable { counts.changed } else { 0 },
        undo_of: job.undo_of.map(|id| id.to_string()),
        undone_by: job.undone_by.map(|id| id.to_string()),
    }
}

/// A row.
pub(in crate::clients) fn row_view(row: KeptRow) -> JobRow {
    JobRow {
        client: row.new.client.to_string(),
        name: row.new.name,
        org_no: row.new.org_no,
        agent: row.new.agent.to_string(),
        agent_title: row.new.agent_title,
        act: act(row.new.act),
        packages: row
            .new
            .wanted
            .into_iter()
            .flat_map(|value| value.packages)
            .collect(),
        state: match row.state {
            RowState::Waiting => JobRowState::Waiting,
            RowState::Sent => JobRowState::Sent,
            RowState::Unknown => JobRowState::Unknown,
            RowState::Changed => JobRowState::Changed,
            RowState::Already => JobRowState::Already,
            RowState::Failed => JobRowState::Failed,
            RowState::Dropped => JobRowState::Dropped,
        },
        failure: Failure::of_kept(row.failure.as_deref()),
        at: row.at.map(wire),
    }
}
