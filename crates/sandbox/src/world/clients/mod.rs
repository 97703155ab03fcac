//! Client delegation: which agents (persons, and system users for clients) an organisation has
//! registered, and what it lets each of them do for which of its clients
//! (access-management reference 3.1).
//!
//! Who the clients are, and by which role, is not kept here: that follows from what others have given
//! the organisation, in `authority`.

pub(crate) mod batches;
pub(crate) mod entities;
pub(crate) mod lookups;
pub(crate) mod relations;
mod removal;

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::stable_uuid;

/// The agents of every organisation that has any, by its number and the agent's party UUID.
#[derive(Default)]
pub(crate) struct Agents(BTreeMap<String, BTreeMap<Uuid, Agent>>);

/// That somebody is an agent of an organisation, and for whom.
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    /// Id of the assignment.
    pub(crate) id: Uuid,
    pub(crate) added: Timestamp,
    /// By the client's organisation number.
    clients: BTreeMap<String, Vec<Given>>,
}

/// What an agent may do for a client, as far as it follows from one of the client's roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Given {
    /// Code of the role by which the client is one.
    pub(crate) role: String,
    /// Codes of packages.
    pub(crate) packages: Vec<String>,
    /// Ids of single services.
    pub(crate) services: Vec<String>,
}

impl Given {
    fn is_empty(&self) -> bool {
        self.packages.is_empty() && self.services.is_empty()
    }
}

impl Agents {
    /// The agents of an organisation.
    pub(crate) fn of(&self, provider: &str) -> impl Iterator<Item = (Uuid, &Agent)> {
        self.0
            .get(provider)
            .into_iter()
            .flatten()
            .map(|(id, agent)| (*id, agent))
    }

    /// One of them.
    pub(crate) fn get(&self, provider: &str, agent: Uuid) -> Option<&Agent> {
        self.0.get(provider)?.get(&agent)
    }

    /// Every organisation that has this agent.
    pub(crate) fn providers_of(&self, agent: Uuid) -> impl Iterator<Item = (&str, &Agent)> {
        self.0
            .iter()
            .filter_map(move |(provider, agents)| Some((provider.as_str(), agents.get(&agent)?)))
    }

    /// The clients that an agent was given something of, whoever gave it.
    pub(crate) fn clients_of(&self, agent: Uuid) -> impl Iterator<Item = &str> {
        let providers = self.providers_of(agent);
        providers.flat_map(|(_, agent)| agent.clients().map(|(client, _)| client))
    }

    /// Everybody's agents.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, Uuid, &Agent)> {
        self.0.iter().flat_map(|(provider, agents)| {
            agents
                .iter()
                .map(|(id, agent)| (provider.as_str(), *id, agent))
        })
    }

    /// Registers an agent; one that is there stays as it is.
    pub(crate) fn register(&mut self, provider: &str, agent: Uuid, now: Timestamp) -> &mut Agent {
        let agents = self.0.entry(provider.to_owned()).or_default();
        agents.entry(agent).or_insert_with(|| Agent {
            id: stable_uuid(&format!("agent/{provider}/{agent}")),
            added: now,
            clients: BTreeMap::new(),
        })
    }

    fn get_mut(&mut self, provider: &str, agent: Uuid) -> Option<&mut Agent> {
        self.0.get_mut(provider)?.get_mut(&agent)
    }

    fn remove(&mut self, provider: &str, agent: Uuid) {
        if let Some(agents) = self.0.get_mut(provider) {
            agents.remove(&agent);
        }
    }

    /// Takes an agent out everywhere: a system user that is no more.
    pub(crate) fn forget(&mut self, agent: Uuid) {
        for agents in self.0.values_mut() {
            agents.remove(&agent);
        }
    }

    /// Cuts what every agent of an organisation was given for one client down to what the client's
    /// roles still carry. `carried` gives packages and services of a role that there still is.
    fn cut(
        &mut self,
        provider: &str,
        client: &str,
        carried: impl Fn(&str) -> Option<(Vec<String>, Vec<String>)>,
    ) {
        for agent in self
            .0
            .get_mut(provider)
            .into_iter()
            .flat_map(BTreeMap::values_mut)
        {
            let Some(given) = agent.clients.get_mut(client) else {
                continue;
            };
            given.retain_mut(|given| match carried(&given.role) {
                Some((packages, services)) => {
                    given.packages.retain(|code| packages.contains(code));
                    given.services.retain(|id| services.contains(id));
                    !given.is_empty()
                }
                None => false,
            });
            if given.is_empty() {
                agent.clients.remove(client);
            }
        }
    }
}

impl Agent {
    /// What it was given, client by client, in the order of their numbers.
    pub(crate) fn clients(&self) -> impl Iterator<Item = (&str, &[Given])> {
        self.clients
            .iter()
            .map(|(client, given)| (client.as_str(), given.as_slice()))
    }

    /// What it was given for one client, in the order in which it was given.
    pub(crate) fn of_client(&self, client: &str) -> &[Given] {
        self.clients.get(client).map_or(&[], Vec::as_slice)
    }

    /// What it was given for a client by one role; made when it is not there.
    pub(crate) fn given_mut(&mut self, client: &str, role: &str) -> &mut Given {
        let all = self.clients.entry(client.to_owned()).or_default();
        let at = all.iter().position(|given| given.role == role);
        let at = at.unwrap_or_else(|| {
            all.push(Given {
                role: role.to_owned(),
                ..Given::default()
            });
            all.len() - 1
        });
        &mut all[at]
    }
}
