//! What a run of a job holds in memory.

use std::collections::{BTreeSet, HashMap};

use fullmakt_domain::clients::Act;
use fullmakt_store::client_jobs::{Job, JobRow, RowState};
use fullmakt_sync::jobs::{Hold, Queue, Row, State};
use jiff::Timestamp;
use uuid::Uuid;

use crate::surface::common::Failure;

/// What a run holds in memory.
pub(super) struct Work {
    /// The job. Where it stands is read from the journal: the user may pause or cancel it at any time.
    pub job: Uuid,
    /// Its firm.
    pub firm: Uuid,
    /// Its rows, by place.
    pub rows: HashMap<u32, JobRow>,
    /// Its agents, as the queue numbers them.
    pub agents: Vec<Uuid>,
    /// What is left of it.
    pub queue: Queue,
    /// Why it must wait.
    pub held: Option<(Hold, Failure)>,
    /// Holds in a row, without any success between.
    pub holds: u32,
    /// Calls without an answer and without effect, in a row.
    pub unanswered: u32,
    /// When the window last heard of progress.
    pub told: Option<Timestamp>,
    /// And of cells.
    pub told_cells: Option<Timestamp>,
}

impl Work {
    /// From what was written.
    pub fn new(job: &Job, rows: Vec<JobRow>, holds: u32) -> Self {
        let mut agents: Vec<Uuid> = Vec::new();
        let mut clients: HashMap<Uuid, u32> = HashMap::new();
        let mut people = BTreeSet::new();
        let mut queued = Vec::with_capacity(rows.len());
        for row in &rows {
            let known = agents.iter().position(|agent| *agent == row.new.agent);
            let agent = known.unwrap_or_else(|| {
                agents.push(row.new.agent);
                agents.len() - 1
            });
            let agent = u32::try_from(agent).unwrap_or(u32::MAX);
            if row.new.is_person {
                people.insert(agent);
            }
            let next = u32::try_from(clients.len()).unwrap_or(u32::MAX);
            queued.push(Row {
                seq: row.seq,
                agent,
                client: *clients.entry(row.new.client).or_insert(next),
                gives: row.new.act == Act::Add,
                state: match row.state {
                    RowState::Waiting => State::Waiting,
                    RowState::Sent | RowState::Unknown => State::Unknown,
                    RowState::Changed => State::Changed,
                    RowState::Already => State::Already,
                    RowState::Failed => State::Failed,
                    RowState::Dropped => State::Dropped,
                },
            });
        }
        let checked: BTreeSet<u32> = (0..)
            .zip(&agents)
            .filter(|(_, key)| job.checked.contains(key))
            .map(|(agent, _)| agent)
            .collect();
        Work {
            queue: Queue::new(queued, people, &checked),
            // A call that was cut off by the program's own end says nothing of the row: attempts count from here.
            rows: rows
                .into_iter()
                .map(|row| (row.seq, JobRow { attempts: 0, ..row }))
                .collect(),
            agents,
            job: job.id,
            firm: job.firm,
            held: None,
            holds,
            unanswered: 0,
            told: None,
            told_cells: None,
        }
    }

    /// Sends nothing more: the job must wait. The first reason stands; others in flight meet the same.
    pub fn hold(&mut self, why: (Hold, Failure)) {
        if self.held.is_none() {
            self.held = Some(why);
        }
        self.queue.stop();
    }
}
