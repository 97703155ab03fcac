//! The matrix: a window of clients, the agents as columns, and what each cell says.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::agents::AgentColumn;
use crate::surface::common::{Ability, Failure, Instant, PartyUuid, SourceFailure};

/// Which clients, and which window of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct MatrixQuery {
    /// The firm.
    pub firm: PartyUuid,
    /// Agents whose cells are wanted, in this order; empty for all agents of the firm.
    pub agents: Vec<String>,
    /// Packages (codes) that people among the agents are measured by; empty: each against all that the client gives.
    /// A system user is always measured by its own packages.
    pub person_packages: Vec<String>,
    /// Chips and search.
    pub filter: ClientFilter,
    /// Order.
    pub sort: ClientSort,
    /// Turned round.
    pub descending: bool,
    /// First row.
    pub offset: u32,
    /// Rows at most (the core caps it at 500).
    pub limit: u32,
}

/// What the chips and the search field ask for. All that are set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ClientFilter {
    /// Name or organisation number, as typed; hits from the first letter. Empty for all.
    pub text: String,
    /// Clients with at least one such cell: in `column`, else in any of the wanted agents.
    pub state: Option<CellFilter>,
    /// The agent that `state` looks at.
    pub column: Option<String>,
    /// Members of this group of organisations (`party_groups`).
    pub group: Option<String>,
    /// With this tag.
    pub tag: Option<String>,
    /// Whether deleted clients are shown.
    pub deleted: DeletedClients,
    /// One of these organisation forms; empty for any.
    pub forms: Vec<String>,
}

/// Filters on cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellFilter {
    /// Has all.
    Has,
    /// Lacks a package: the client has not given it to the firm.
    Missing,
    /// Can be added, wholly or what is left of it.
    CanAdd,
    /// A job could not change it.
    Failed,
    /// A job is on its way to it.
    Pending,
}

/// Whether deleted clients are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeletedClients {
    /// With the others, marked.
    #[default]
    Shown,
    /// Not at all.
    Hidden,
    /// Nothing else.
    Only,
}

/// Orders. Each ends in the name and the key, so that it is total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientSort {
    /// By name, Norwegian alphabet.
    #[default]
    Name,
    /// By organisation number.
    Number,
    /// Least covered first: by the part of the wanted agents that have all.
    Coverage,
}

/// A window of the matrix.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MatrixPage {
    /// Clients that match.
    pub total: u32,
    /// All clients of the firm, relations without any package left out.
    pub all: u32,
    /// Every agent of the firm; those of `query.agents` first, in that order, then the others by title.
    pub columns: Vec<AgentColumn>,
    /// The window.
    pub rows: Vec<ClientRow>,
    /// Numbers on the chips: under the other filters, without `state`.
    pub counts: CellCounts,
    /// Tags in use at this firm, by name.
    pub tags: Vec<TagCount>,
    /// Organisation forms among the clients, most clients first.
    pub forms: Vec<FormCount>,
    /// Names of all packages that this answer speaks of, in the user's language.
    pub packages: Vec<PackageName>,
    /// Whether clients can be given and taken now, and why not.
    pub change: Ability,
    /// When the clients were read; `None` if never (then rows are empty and `refresh_clients` reads them).
    pub fetched_at: Option<Instant>,
    /// Clients are being read now.
    pub reading: bool,
    /// What could not be read, last time.
    pub failures: Vec<SourceFailure>,
}

/// One client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientRow {
    /// Key.
    pub id: PartyUuid,
    /// Name in title case.
    pub name: String,
    /// Organisation number, nine digits; `None` for a person.
    pub org_no: Option<String>,
    /// Organisation form, e.g. `AS`.
    pub form: Option<String>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// The user's own tags on it, by name.
    pub tags: Vec<String>,
    /// One for each wanted agent, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Wanted agents that have all.
    pub has: u32,
}

/// What one client is to one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// The word in the cell.
    pub state: CellState,
    /// Packages (codes) that the agent needs and the client has not given to the firm.
    pub lacks: Vec<String>,
    /// Packages (codes) that the agent needs and could be given now.
    pub can_add: Vec<String>,
    /// Why a job could not change it; only with `failed`.
    pub failure: Option<Failure>,
}

/// Words in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// Has all packages.
    Has,
    /// Has some of them. `lacks` and `canAdd` say what stands in the way.
    Partly,
    /// Has none; all can be added.
    CanAdd,
    /// Has none; at least one is not given to the firm by the client.
    Missing,
    /// A job is on its way to it.
    Pending,
    /// The last job could not change it.
    Failed,
    /// This agent's clients were never read.
    Unread,
}

/// How many clients have at least one cell of each sort among those looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CellCounts {
    /// Clients.
    pub all: u32,
    /// See [`CellFilter::Has`].
    pub has: u32,
    /// See [`CellFilter::Missing`].
    pub missing: u32,
    /// See [`CellFilter::CanAdd`].
    pub can_add: u32,
    /// See [`CellFilter::Failed`].
    pub failed: u32,
    /// See [`CellFilter::Pending`].
    pub pending: u32,
    /// Deleted in Enhetsregisteret.
    pub deleted: u32,
}

/// A tag and how many clients bear it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// Clients.
    pub clients: u32,
}

/// An organisation form and how many clients are of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormCount {
    /// Code, e.g. `AS`.
    pub form: String,
    /// Clients.
    pub clients: u32,
}

/// A package by name, or a single service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageName {
    /// Code, e.g. `regnskapsforer-lonn`; a service's URN.
    pub code: String,
    /// Name in the user's language; the code where the catalogue does not know it.
    pub name: String,
    /// Register role that alone carries it (`regnskapsforer`, `revisor`, `forretningsforer`): the client cannot give it
    /// by hand. `None` for a package that a client may give in Altinn.
    pub only_by_role: Option<String>,
    /// A single service, given by itself and not with a package.
    pub is_service: bool,
}

/// One client across all agents.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientView {
    /// As in the list; a cell for each of `columns`.
    pub row: ClientRow,
    /// Every agent of the firm.
    pub columns: Vec<AgentColumn>,
    /// Through which roles the client gives what.
    pub gives: Vec<GivenByRole>,
    /// What each agent holds of this client, in the order of the columns: package codes.
    pub held: Vec<Vec<String>>,
    /// Names of all packages named here.
    pub packages: Vec<PackageName>,
    /// Groups of organisations (`party_groups`) that it is in.
    pub groups: Vec<String>,
    /// When it was read.
    pub fetched_at: Option<Instant>,
}

/// What a client gives the firm through one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GivenByRole {
    /// Code, e.g. `regnskapsforer`, `rettighetshaver`.
    pub role: String,
    /// Package codes.
    pub packages: Vec<String>,
}

/// Names a client of a firm.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientRef {
    /// The firm.
    pub firm: PartyUuid,
    /// The client.
    pub client: PartyUuid,
}

/// Which clients of a firm.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ClientSelection {
    /// These.
    Ids {
        /// Keys.
        ids: Vec<PartyUuid>,
    },
    /// Every client that matches, but for some.
    Matching {
        /// The matrix (`offset` and `limit` are not looked at).
        matrix: Box<MatrixQuery>,
        /// Left out.
        except: Vec<PartyUuid>,
    },
}

/// Put a tag on clients, or take it off.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagClients {
    /// The firm.
    pub firm: PartyUuid,
    /// Which clients.
    pub clients: ClientSelection,
    /// The tag, 1 to 40 characters.
    pub tag: String,
    /// On or off.
    pub on: bool,
}
