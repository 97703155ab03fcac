//! All clients of a firm against all its agents, held in memory.
//!
//! What clients give and agents hold are patterns that are kept once ([`Grants`]), and what a pair of patterns means is
//! computed once: 10,000 clients against 12 agents are 120,000 small numbers.

use std::collections::HashMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::cell::{Cell, Mark, Need};
use super::facts::{Access, AgentKind};
use super::grants::{Grant, GrantId, Grants};
use super::packages::{PackageSet, Packages};
use crate::text::fold;

/// A row.
#[derive(Clone, Debug)]
pub struct ClientEntry {
    /// Party UUID.
    pub id: Uuid,
    /// Name as shown.
    pub name: String,
    /// Organisation number, nine digits.
    pub org_no: Option<String>,
    /// Organisation form.
    pub form: Option<String>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// What it gives the firm.
    pub given: GrantId,
    /// What search compares.
    pub(super) folded: String,
}

/// A column.
#[derive(Clone, Debug)]
pub struct AgentEntry {
    /// Party UUID; for a system user its id.
    pub id: Uuid,
    /// Sort.
    pub kind: AgentKind,
    /// Title or name.
    pub title: String,
    /// What it needs of each client.
    pub need: Need,
    /// When its clients were read; `None`: never, and nothing is known of its cells.
    pub read_at: Option<Timestamp>,
}

/// The matrix of a firm.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    pub(super) packages: Packages,
    grants: Grants,
    clients: Vec<ClientEntry>,
    agents: Vec<AgentEntry>,
    /// By agent, then by client.
    held: Vec<Vec<GrantId>>,
    /// What a cell means without any job ([`super::view`]), by agent, then by client.
    pub(super) sorts: Vec<Vec<u8>>,
    client_places: HashMap<Uuid, usize>,
    agent_places: HashMap<Uuid, usize>,
}

impl Matrix {
    /// Adds a client. Clients stand in the order in which they are added: by name.
    pub fn add_client(
        &mut self,
        id: Uuid,
        name: String,
        org_no: Option<String>,
        form: Option<String>,
        is_deleted: bool,
        access: &[Access],
    ) -> usize {
        let place = self.clients.len();
        self.client_places.insert(id, place);
        self.clients.push(ClientEntry {
            id,
            folded: fold(&name),
            name,
            org_no,
            form,
            is_deleted,
            given: self.grants.id(access, &mut self.packages),
        });
        for held in &mut self.held {
            held.push(GrantId::NONE);
        }
        place
    }

    /// Adds an agent, with the packages that a system user needs.
    pub fn add_agent(
        &mut self,
        id: Uuid,
        kind: AgentKind,
        title: String,
        packages: &[String],
        read_at: Option<Timestamp>,
    ) -> usize {
        let need = match kind {
            AgentKind::Person => Need::AllGiven,
            AgentKind::SystemUser => {
                Need::These(self.packages.set(packages.iter().map(String::as_str)))
            }
        };
        let place = self.agents.len();
        self.agent_places.insert(id, place);
        self.agents.push(AgentEntry {
            id,
            kind,
            title,
            need,
            read_at,
        });
        self.held.push(vec![GrantId::NONE; self.clients.len()]);
        place
    }

    /// Notes what an agent holds of a client.
    pub fn set_held(&mut self, agent: usize, client: usize, access: &[Access]) {
        let grant = self.grants.id(access, &mut self.packages);
        self.held[agent][client] = grant;
        if let Some(sorts) = self.sorts.get_mut(agent) {
            sorts.clear();
        }
    }

    /// Computes what every cell means, once all is added or changed. Without it nothing is counted.
    pub fn settle(&mut self) {
        let mut sorts = std::mem::take(&mut self.sorts);
        sorts.resize(self.agents.len(), Vec::new());
        for (agent, sorts) in sorts.iter_mut().enumerate() {
            if sorts.len() != self.clients.len() {
                *sorts = self.sorts_of(agent, &self.agents[agent].need);
            }
        }
        self.sorts = sorts;
    }

    /// Rows, by name.
    pub fn clients(&self) -> &[ClientEntry] {
        &self.clients
    }

    /// Columns.
    pub fn agents(&self) -> &[AgentEntry] {
        &self.agents
    }

    /// Packages that are spoken of.
    pub fn packages(&self) -> &Packages {
        &self.packages
    }

    /// The set of those of these codes that are spoken of.
    pub fn package_set<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> PackageSet {
        let mut set = PackageSet::default();
        for place in codes
            .into_iter()
            .filter_map(|code| self.packages.find(code))
        {
            set.insert(place);
        }
        set
    }

    /// The row of a client.
    pub fn client_place(&self, id: Uuid) -> Option<usize> {
        self.client_places.get(&id).copied()
    }

    /// The column of an agent.
    pub fn agent_place(&self, id: Uuid) -> Option<usize> {
        self.agent_places.get(&id).copied()
    }

    /// What a client gives.
    pub fn given(&self, client: usize) -> &Grant {
        self.grants.get(self.clients[client].given)
    }

    /// What an agent holds of a client; `None` when its clients were never read.
    pub fn held(&self, agent: usize, client: usize) -> Option<&Grant> {
        self.agents[agent].read_at?;
        Some(self.grants.get(self.held[agent][client]))
    }

    /// The same by its pattern.
    pub(super) fn held_id(&self, agent: usize, client: usize) -> GrantId {
        self.held[agent][client]
    }

    /// A pattern.
    pub(super) fn grant(&self, id: GrantId) -> &Grant {
        self.grants.get(id)
    }

    /// A cell, by the agent's own need or by another.
    pub fn cell(
        &self,
        agent: usize,
        client: usize,
        need: Option<&Need>,
        mark: Option<Mark>,
    ) -> Cell {
        let need = need.unwrap_or(&self.agents[agent].need);
        let held = self.held(agent, client).map(|grant| &grant.all);
        Cell::of(need, &self.given(client).all, held, mark)
    }
}
