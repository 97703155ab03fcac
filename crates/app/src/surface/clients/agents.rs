//! Agents: system users and people that clients are given to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::matrix::CellCounts;
use crate::surface::common::{Failure, Instant, PartyUuid};

/// An agent, as a column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgentColumn {
    /// Key: the agent's party UUID (for a system user its id).
    pub id: String,
    /// Sort.
    pub kind: AgentKind,
    /// Title of the system user, or name of the person.
    pub title: String,
    /// Two letters for the avatar.
    pub initials: String,
    /// The vendor's name, or its number; only for a system user.
    pub vendor: Option<String>,
    /// Packages (codes) that it needs for each client. Empty for a person: `personPackages` of the query decides.
    pub packages: Vec<String>,
    /// When it was added; `None` for a system user that has had no client yet.
    pub added_at: Option<Instant>,
    /// Counts over all clients of the firm, by this column alone.
    pub counts: CellCounts,
    /// When its clients were read; `None` if never.
    pub fetched_at: Option<Instant>,
    /// Why they could not be read, last time.
    pub failure: Option<Failure>,
}

/// Sorts of agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgentKind {
    /// A system user of the client kind.
    SystemUser,
    /// A person.
    Person,
}

/// Agents of a firm, and whether people can be added.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Agents {
    /// All, by title.
    pub agents: Vec<AgentColumn>,
    /// Wrong answers that are left before Altinn locks this look-up for an hour: 2, 1, or 0 when it is locked.
    pub tries_left: u32,
    /// When it is open again, while it is locked.
    pub locked_until: Option<Instant>,
}

/// Add a person as an agent. The number is sent once and kept nowhere.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddPersonAgent {
    /// The firm.
    pub firm: PartyUuid,
    /// National identity number, as typed.
    pub identity_number: String,
    /// Last name, as typed.
    pub last_name: String,
}

impl std::fmt::Debug for AddPersonAgent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddPersonAgent")
            .field("firm", &self.firm)
            .finish_non_exhaustive()
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum PersonAgentAdded {
    /// An agent now, or before.
    Added {
        /// The agent's key.
        agent: String,
    },
    /// Number and name are not of one person.
    WrongPair {
        /// Tries left before the look-up is locked for an hour; 0: it is locked now.
        tries_left: u32,
        /// When it is open again, when it is locked.
        locked_until: Option<Instant>,
    },
    /// The number is no identity number (check digits). Nothing was sent.
    NotANumber,
}

/// Take an agent away from a firm.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoveAgent {
    /// The firm.
    pub firm: PartyUuid,
    /// The agent.
    pub agent: String,
    /// With all its clients. Without, an agent that has clients stays, and the answer says how many.
    pub with_clients: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum AgentRemoved {
    /// Gone, with its clients.
    Removed,
    /// Still there: it has clients.
    HasClients {
        /// How many, as known here.
        clients: u32,
    },
}
