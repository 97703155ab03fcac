//! What Altinn tells of clients and agents.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::OrgNumber;

/// Packages and single services by one role. Codes of packages are bare and lower case (`regnskapsforer`,
/// `regnskapsforer-lonn`), those of services are URNs ([`super::service_code`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Access {
    /// Role code.
    pub role: String,
    /// Codes of packages and services, in order, each once.
    pub packages: Vec<String>,
}

/// A client of a firm, with what it gives (Altinn/altinn-authorization-tmp: ClientDto).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Party UUID.
    pub id: Uuid,
    /// Name as registered.
    pub name: String,
    /// Organisation number; `None` for a person.
    pub org_number: Option<OrgNumber>,
    /// Organisation form, e.g. `AS`.
    pub form: Option<String>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// What it gives, by role. Never empty: a relation without packages and services is no client to anybody.
    pub access: Vec<Access>,
}

/// Sorts of agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentKind {
    /// A system user of the client kind.
    SystemUser,
    /// A person.
    Person,
}

/// Somebody who may be given clients (Altinn/altinn-authorization-tmp: AgentDto).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Party UUID; for a system user its id.
    pub id: Uuid,
    /// Sort.
    pub kind: AgentKind,
    /// Name. Untrusted text for a system user.
    pub name: String,
    /// When it was added.
    pub added_at: Option<Timestamp>,
}

/// What an agent holds of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentClient {
    /// The client.
    pub client: Uuid,
    /// What the agent holds of it, by role.
    pub access: Vec<Access>,
}

impl AgentClient {
    /// One row for each client, of rows that tell of different sorts of things: packages, and single services.
    pub fn merged(rows: impl IntoIterator<Item = AgentClient>) -> Vec<AgentClient> {
        let mut clients: BTreeMap<Uuid, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
        for row in rows {
            let roles = clients.entry(row.client).or_default();
            for Access { role, packages } in row.access {
                roles.entry(role).or_default().extend(packages);
            }
        }
        let access = |(role, packages): (String, BTreeSet<String>)| Access {
            role,
            packages: packages.into_iter().collect(),
        };
        let clients = clients.into_iter();
        clients
            .map(|(client, roles)| AgentClient {
                client,
                access: roles.into_iter().map(access).collect(),
            })
            .collect()
    }
}

/// One line of the answer to giving or taking (Altinn/altinn-authorization-tmp: DelegationDto, ResourceDelegationDto).
/// Roles, packages and services are named by id; the lists tell their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delegated {
    /// The role's id.
    pub role: Option<Uuid>,
    /// The package's id, or the service's.
    pub package: Option<Uuid>,
    /// Whether this call changed it; `false` when it was so already.
    pub changed: bool,
}

/// A provider that the user is an agent of, with the clients that it gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// Party UUID.
    pub id: Uuid,
    /// Name as registered.
    pub name: String,
    /// Organisation number.
    pub org_number: Option<OrgNumber>,
    /// Since when.
    pub added_at: Option<Timestamp>,
}
