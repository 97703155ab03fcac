//! Jobs and their rows.

use fullmakt_domain::clients::{Act, Value};
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::text::{id, instant, maybe_id, maybe_instant, small};

macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident ($what:literal) { $( $(#[doc = $each:literal])+ $variant:ident = $text:literal, )+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $( $(#[doc = $each])+ $variant, )+ }

        impl $name {
            /// As it is stored.
            pub fn as_str(self) -> &'static str {
                match self { $( $name::$variant => $text, )+ }
            }

            pub(super) fn parse(text: &str) -> Result<Self, StoreError> {
                match text {
                    $( $text => Ok($name::$variant), )+
                    _ => Err(StoreError::unreadable($what)),
                }
            }
        }
    };
}

words! {
    /// What started a job.
    JobKind ("sort of job") {
        /// Chosen cells.
        Cells = "cells",
        /// A file.
        Csv = "csv",
        /// A template.
        Template = "template",
        /// The undoing of another job.
        Undo = "undo",
    }
}

words! {
    /// Where a job stands.
    JobState ("state of a job") {
        /// Another job of the firm runs first.
        Queued = "queued",
        /// Runs.
        Running = "running",
        /// The user paused it.
        Paused = "paused",
        /// Something must happen first.
        Waiting = "waiting",
        /// Every row is settled.
        Done = "done",
        /// The user cancelled it.
        Cancelled = "cancelled",
    }
}

words! {
    /// Where a row stands.
    RowState ("state of a row") {
        /// To be sent.
        Waiting = "waiting",
        /// Sent, and no answer yet: if the program ends now, the outcome is unknown.
        Sent = "sent",
        /// Sent without an answer; what came of it must be read.
        Unknown = "unknown",
        /// The job changed it.
        Changed = "changed",
        /// It was so already.
        Already = "already",
        /// Refused.
        Failed = "failed",
        /// Never sent: the job was cancelled.
        Dropped = "dropped",
    }
}

/// A job on its way into the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Key.
    pub id: Uuid,
    /// The firm.
    pub firm: Uuid,
    /// What started it.
    pub kind: JobKind,
    /// The job that it takes back.
    pub undo_of: Option<Uuid>,
}

/// A row on its way into the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRow {
    /// The client.
    pub client: Uuid,
    /// Its name.
    pub name: String,
    /// Its organisation number.
    pub org_no: Option<String>,
    /// The agent.
    pub agent: Uuid,
    /// Its title.
    pub agent_title: String,
    /// It is a person, and so an agent already.
    pub is_person: bool,
    /// Give or take.
    pub act: Act,
    /// What is sent.
    pub wanted: Vec<Value>,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Key.
    pub id: Uuid,
    /// The firm.
    pub firm: Uuid,
    /// What started it.
    pub kind: JobKind,
    /// Where it stands.
    pub state: JobState,
    /// Why it waits (JSON of the app's making).
    pub waiting: Option<String>,
    /// When it goes on by itself.
    pub resumes_at: Option<Timestamp>,
    /// Calls made for it.
    pub calls: u32,
    /// Agents that were read after the last of their rows.
    pub checked: Vec<Uuid>,
    /// The job that it takes back.
    pub undo_of: Option<Uuid>,
    /// The job that takes it back: not one that is over and took back nothing.
    pub undone_by: Option<Uuid>,
    /// Made.
    pub created_at: Timestamp,
    /// First begun.
    pub started_at: Option<Timestamp>,
    /// Over.
    pub ended_at: Option<Timestamp>,
    /// Titles of its agents, in the order of its rows.
    pub agents: Vec<String>,
    /// Its rows.
    pub counts: Counts,
}

/// Rows of a job by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub total: u32,
    /// That give.
    pub adds: u32,
    /// To be sent, or on their way.
    pub open: u32,
    /// Without a known outcome.
    pub unknown: u32,
    /// Changed.
    pub changed: u32,
    /// So already.
    pub already: u32,
    /// Refused.
    pub failed: u32,
    /// Dropped.
    pub dropped: u32,
}

impl Counts {
    /// Whether nothing is to be sent, on its way, or of unknown outcome.
    pub fn is_settled(&self) -> bool {
        self.open == 0 && self.unknown == 0
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Its place in the job.
    pub seq: u32,
    /// What it is about.
    pub new: NewRow,
    /// What this job changed of it.
    pub changed: Vec<Value>,
    /// Where it stands.
    pub state: RowState,
    /// How often it was sent.
    pub attempts: u32,
    /// How often without an answer.
    pub unanswered: u32,
    /// Why it failed (JSON of the app's making).
    pub failure: Option<String>,
    /// When it was sent or settled.
    pub at: Option<Timestamp>,
}

/// What a job makes of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellMark {
    /// The agent.
    pub agent: Uuid,
    /// The client.
    pub client: Uuid,
    /// Give or take.
    pub act: Act,
    /// Why it failed; `None` while it is on its way.
    pub failure: Option<String>,
    /// It failed, and is not on its way.
    pub has_failed: bool,
}

pub(super) fn act_text(act: Act) -> &'static str {
    match act {
        Act::Add => "add",
        Act::Remove => "remove",
    }
}

pub(super) fn act_of(text: &str) -> Result<Act, StoreError> {
    match text {
        "add" => Ok(Act::Add),
        "remove" => Ok(Act::Remove),
        _ => Err(StoreError::unreadable("act")),
    }
}

fn values(text: &str) -> Result<Vec<Value>, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::unreadable("values of a row"))
}

/// A job as it is stored.
pub(super) struct RawJob {
    pub id: String,
    pub firm: String,
    pub kind: String,
    pub state: String,
    pub waiting: Option<String>,
    pub resumes_at: Option<i64>,
    pub calls: i64,
    pub checked: String,
    pub undo_of: Option<String>,
    pub undone_by: Option<String>,
    pub created_at: i64,
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub agents: Option<String>,
    pub total: i64,
    pub adds: i64,
    pub open: i64,
    pub unknown: i64,
    pub changed: i64,
    pub already: i64,
    pub failed: i64,
    pub dropped: i64,
}

impl TryFrom<RawJob> for Job {
    type Error = StoreError;

    fn try_from(raw: RawJob) -> Result<Self, StoreError> {
        let checked = crate::text::list(&raw.checked)?;
        Ok(Job {
            id: id(&raw.id)?,
            firm: id(&raw.firm)?,
            kind: JobKind::parse(&raw.kind)?,
            state: JobState::parse(&raw.state)?,
            waiting: raw.waiting,
            resumes_at: maybe_instant(raw.resumes_at)?,
            calls: small(raw.calls)?,
            checked: checked
                .iter()
                .map(|key| id(key))
                .collect::<Result<_, _>>()?,
            undo_of: maybe_id(raw.undo_of)?,
            undone_by: maybe_id(raw.undone_by)?,
            created_at: instant(raw.created_at)?,
            started_at: maybe_instant(raw.started_at)?,
            ended_at: maybe_instant(raw.ended_at)?,
            agents: match raw.agents {
                Some(list) => crate::text::list(&list)?,
                None => Vec::new(),
            },
            counts: Counts {
                total: small(raw.total)?,
                adds: small(raw.adds)?,
                open: small(raw.open)?,
                unknown: small(raw.unknown)?,
                changed: small(raw.changed)?,
                already: small(raw.already)?,
                failed: small(raw.failed)?,
                dropped: small(raw.dropped)?,
            },
        })
    }
}

/// A row as it is stored.
pub(super) struct RawRow {
    pub seq: i64,
    pub client: String,
    pub name: String,
    pub org_no: Option<String>,
    pub agent: String,
    pub agent_title: String,
    pub is_person: bool,
    pub act: String,
    pub wanted: String,
    pub changed: Option<String>,
    pub state: String,
    pub attempts: i64,
    pub unanswered: i64,
    pub failure: Option<String>,
    pub at: Option<i64>,
}

impl TryFrom<RawRow> for JobRow {
    type Error = StoreError;

    fn try_from(raw: RawRow) -> Result<Self, StoreError> {
        Ok(JobRow {
            seq: small(raw.seq)?,
            new: NewRow {
                client: id(&raw.client)?,
                name: raw.name,
                org_no: raw.org_no,
                agent: id(&raw.agent)?,
                agent_title: raw.agent_title,
                is_person: raw.is_person,
                act: act_of(&raw.act)?,
                wanted: values(&raw.wanted)?,
            },
            changed: match raw.changed {
                Some(text) => values(&text)?,
                None => Vec::new(),
            },
            state: RowState::parse(&raw.state)?,
            attempts: small(raw.attempts)?,
            unanswered: small(raw.unanswered)?,
            failure: raw.failure,
            at: maybe_instant(raw.at)?,
        })
    }
}
