//! Changes to many clients: what is wished, and the plan that is shown before anything is sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::matrix::{ClientSelection, PackageName};
use crate::surface::common::{Instant, PartyUuid};

/// A wish.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BulkChange {
    /// The firm.
    pub firm: PartyUuid,
    /// What.
    pub source: BulkSource,
}

/// Where a wish comes from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum BulkSource {
    /// These clients to or from these agents.
    Cells {
        /// Clients.
        clients: ClientSelection,
        /// Agents' keys.
        agents: Vec<String>,
        /// Give or take.
        act: BulkAct,
        /// Packages (codes). Empty: for a system user all that it needs; for a person all that the client gives.
        packages: Vec<String>,
    },
    /// Every client that one agent has, to another as well: as it needs them, or all that the client gives.
    AsAgent {
        /// Whose clients.
        from: String,
        /// Who gets them.
        to: String,
    },
    /// The rows of a file (columns in the user guide).
    Csv {
        /// Its text.
        text: String,
    },
    /// What a template asks for and is not so.
    Template {
        /// The template.
        id: String,
        /// Whether what its clients have beyond all templates of the firm is taken too; nothing of it goes unasked.
        beyond: bool,
    },
}

/// Give or take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BulkAct {
    /// Give the client to the agent.
    Add,
    /// Take it away.
    Remove,
}

/// Ask for a plan. Sends nothing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanBulk {
    /// The wish.
    pub change: BulkChange,
    /// Rows of this sort only; `None` for all.
    pub outcome: Option<PlanOutcome>,
    /// First row.
    pub offset: u32,
    /// Rows at most (the core caps it at 500).
    pub limit: u32,
}

/// What would be done, and what cannot be.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BulkPlan {
    /// Names this very plan for `start_job`; another reading of Altinn may give another.
    pub fingerprint: String,
    /// Cells that get something.
    pub adds: u32,
    /// Cells that lose something.
    pub removes: u32,
    /// Cells that are so already.
    pub already: u32,
    /// Cells that cannot be changed.
    pub blocked: u32,
    /// Cells that another job is on its way to.
    pub under_way: u32,
    /// Distinct clients that are changed.
    pub clients: u32,
    /// Agents that are changed, in the order of their columns.
    pub agents: Vec<PlanAgent>,
    /// Calls that change something: one per row.
    pub change_calls: u32,
    /// Calls that check the outcome afterwards: one per agent.
    pub check_calls: u32,
    /// About how long, in seconds, five at a time.
    pub seconds: u32,
    /// Why rows are blocked, most clients first.
    pub blocks: Vec<PlanBlock>,
    /// Lines of a file that could not be used. While there are any, the plan cannot be started.
    pub bad_lines: Vec<BadLine>,
    /// Bad lines in all (at most 200 are listed).
    pub bad_line_count: u32,
    /// Rows that match `outcome`.
    pub total: u32,
    /// The window.
    pub rows: Vec<PlanRow>,
    /// Names of the packages named here.
    pub packages: Vec<PackageName>,
    /// When the state behind it was read; the oldest among the agents.
    pub fetched_at: Option<Instant>,
}

/// An agent in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanAgent {
    /// Key.
    pub id: String,
    /// Title.
    pub title: String,
    /// Cells that get something.
    pub adds: u32,
    /// Cells that lose something.
    pub removes: u32,
    /// Services that each client's access opens, where the catalogue knows them.
    pub services: u32,
}

/// What the plan says of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlanOutcome {
    /// Gets something.
    Add,
    /// Loses something.
    Remove,
    /// So already.
    Already,
    /// Cannot be.
    Blocked,
    /// Another job is on its way to it.
    UnderWay,
}

/// One cell of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanRow {
    /// The client.
    pub client: PartyUuid,
    /// Its name.
    pub name: String,
    /// Its organisation number.
    pub org_no: Option<String>,
    /// The agent's key.
    pub agent: String,
    /// What.
    pub outcome: PlanOutcome,
    /// Packages (codes) that come or go; for a blocked row those in the way.
    pub packages: Vec<String>,
    /// Why it is blocked.
    pub block: Option<BlockReason>,
}

/// Why a cell cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockReason {
    /// The client has not given the firm a package that the agent needs.
    MissingPackage,
    /// The package cannot be passed on to an agent.
    NotDelegable,
    /// The client is deleted in Enhetsregisteret.
    ClientDeleted,
    /// The agent's clients were never read.
    Unread,
    /// The agent needs no package at all.
    AgentWithoutPackages,
}

/// One reason and whom it stops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanBlock {
    /// Reason.
    pub reason: BlockReason,
    /// The package (code), where it is about one.
    pub package: Option<String>,
    /// Clients stopped.
    pub clients: u32,
    /// Their names, the first fifty.
    pub names: Vec<String>,
}

/// Numbers that were pasted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadNumbers {
    /// The firm.
    pub firm: PartyUuid,
    /// The text: numbers with anything between them, one or many on a line.
    pub text: String,
}

/// What was found in a pasted text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NumbersRead {
    /// Clients found, each once, in the order of the text.
    pub clients: Vec<PartyUuid>,
    /// Valid numbers in all, each once.
    pub numbers: u32,
    /// What could not be used, by line: at most 500.
    pub bad: Vec<BadLine>,
    /// Lines that could not be used, in all.
    pub bad_count: u32,
}

/// Part of a pasted text or a file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BadLine {
    /// Line, from 1.
    pub line: u32,
    /// What stood there, at most 60 characters; empty where the value must not be shown again.
    pub text: String,
    /// Why.
    pub reason: LineFault,
    /// The earlier line, for a repetition; or the column, for a file.
    pub detail: Option<String>,
}

/// Why part of a text cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineFault {
    /// Not nine digits.
    NotANumber,
    /// The check digit does not fit.
    CheckDigit,
    /// Nine nines: a filler.
    Filler,
    /// The same as an earlier line.
    Repeated,
    /// A valid number, but no client of the firm.
    UnknownClient,
    /// The client is deleted in Enhetsregisteret.
    ClientDeleted,
    /// It looks like a national identity number: it is not read, and not shown again.
    IdentityNumber,
    /// No heading line, or a column that is needed is missing (`detail`).
    MissingColumn,
    /// A column twice.
    RepeatedColumn,
    /// Fewer or more fields than the heading has.
    FieldCount,
    /// A quotation mark that is not closed, or text after one.
    Quotes,
    /// The text is not UTF-8.
    NotUtf8,
    /// No agent is named.
    AgentMissing,
    /// No such agent at the firm.
    UnknownAgent,
    /// More than one agent has this name: name its id.
    AmbiguousAgent,
    /// The sort of agent is none of those known.
    UnknownAgentKind,
    /// The agent is of the other sort.
    OtherAgentKind,
    /// No such package.
    UnknownPackage,
    /// The package cannot be passed on to an agent.
    NotDelegable,
    /// The system user does not ask for this package.
    PackageNotOfAgent,
    /// Neither yes nor no.
    NotYesOrNo,
    /// An earlier line says the opposite.
    Contradiction,
    /// A field is longer than any value.
    TooLong,
    /// A control character.
    ControlCharacter,
    /// More lines than a file may have.
    TooManyLines,
}
