//! Which clients lack what: facts for a report and for a text to the client.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::matrix::{ClientSelection, PackageName};
use crate::surface::common::{Instant, PartyUuid};

/// Which report.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CoverageQuery {
    /// The firm.
    pub firm: PartyUuid,
    /// The agent.
    pub agent: String,
    /// Packages (codes) that a person is measured by; not looked at for a system user.
    pub person_packages: Vec<String>,
    /// Only these clients; `None` for all.
    pub clients: Option<ClientSelection>,
}

/// How an agent's packages are covered.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// The firm's name.
    pub firm_name: String,
    /// The firm's organisation number.
    pub firm_org_no: Option<String>,
    /// The agent's title.
    pub agent_title: String,
    /// Clients looked at.
    pub clients: u32,
    /// Clients that have given all that the agent needs.
    pub all: u32,
    /// Clients that have given some.
    pub some: u32,
    /// Clients that have given none.
    pub none: u32,
    /// Each package that the agent needs, and who has not given it.
    pub packages: Vec<PackageCoverage>,
    /// Clients that lack something, most first.
    pub lacking: Vec<ClientLack>,
    /// When the clients were read.
    pub fetched_at: Option<Instant>,
}

/// One package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageCoverage {
    /// The package, and whether only a register role carries it.
    pub package: PackageName,
    /// Clients that have given it.
    pub given: u32,
    /// Clients that have not.
    pub missing: u32,
}

/// A client that lacks something. The sentences of a text to it are the window's; these are the facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientLack {
    /// Key.
    pub id: PartyUuid,
    /// Name.
    pub name: String,
    /// Organisation number.
    pub org_no: Option<String>,
    /// Deleted in Enhetsregisteret: no text is to be sent.
    pub is_deleted: bool,
    /// Packages that it must give in Altinn.
    pub to_give: Vec<PackageName>,
    /// Register roles that the firm must be registered with (`regnskapsforer`, …), for packages that only they carry.
    pub to_register: Vec<String>,
}
