//! Client delegation: who the clients of a firm are, who its agents are, and what lies between
//! (Altinn/altinn-authorization-tmp: ClientDelegationsController, version 2; access management reference, section 3.2).
//!
//! Scopes `altinn:clientdelegations.read` and `.write`, and the right of a client administrator in the firm; for one's
//! own accesses `altinn:clientdelegations/myclients.read` and `.write`. An empty 403 says that one of them is lacking.

mod mine;
mod wire;

use std::collections::BTreeMap;

use fullmakt_domain::Sensitive;
use fullmakt_domain::clients::{Agent, AgentClient, Client as FirmClient, Delegated, Value};
use fullmakt_net::Call;
use serde::de::DeserializeOwned;
use serde_json::json;
use url::Url;
use uuid::Uuid;

use crate::client::{Client, Done, read};
use crate::error::AltinnError;
use crate::kinds;
use crate::whole_list::Endless;
use crate::wire::{Page, uuid};
use wire::{WireAgent, WireAssignment, WireClient, WireDelegation, agent, agent_client, client};

/// Clients and agents of firms, and what the user was given by others.
#[derive(Clone, Copy)]
pub struct ClientDelegations<'a>(pub(crate) &'a Client);

/// The clients of a firm, and the codes of the roles and packages that the answer names by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientList {
    /// Clients that give at least one package or single service, in no order.
    pub clients: Vec<FirmClient>,
    /// Ids of roles, packages and services with their codes: answers to writes name them by id alone.
    pub codes: Vec<(Uuid, String)>,
}

impl ClientDelegations<'_> {
    /// Clients of a firm, deleted ones included. Relations without any package or service are left out: nothing can be
    /// passed on of them.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn clients(&self, party: Uuid) -> Result<ClientList, AltinnError> {
        let url = self.address("clients", &[("party", party)]);
        let rows: Vec<WireClient> = self.list(kinds::CLIENTS_LIST, url).await?;
        // Thousands of clients name the same few.
        let mut codes = BTreeMap::new();
        let mut clients = Vec::with_capacity(rows.len());
        for row in rows {
            row.note_codes(&mut codes);
            clients.extend(client(row));
        }
        Ok(ClientList {
            clients,
            codes: codes.into_iter().collect(),
        })
    }

    /// Agents of a firm: people, and system users that have had a client.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn agents(&self, party: Uuid) -> Result<Vec<Agent>, AltinnError> {
        let url = self.address("agents", &[("party", party)]);
        let rows: Vec<WireAgent> = self.list(kinds::AGENTS_LIST, url).await?;
        Ok(rows.into_iter().filter_map(agent).collect())
    }

    /// What packages an agent holds of each of its clients.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn clients_of_agent(
        &self,
        party: Uuid,
        agent: Uuid,
    ) -> Result<Vec<AgentClient>, AltinnError> {
        self.of_agent(kinds::AGENT_CLIENTS, "agents/accesspackages", party, agent)
            .await
    }

    /// What single services an agent holds of each of its clients.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn services_of_agent(
        &self,
        party: Uuid,
        agent: Uuid,
    ) -> Result<Vec<AgentClient>, AltinnError> {
        self.of_agent(kinds::AGENT_SERVICES, "agents/resources", party, agent)
            .await
    }

    async fn of_agent(
        &self,
        what: &'static str,
        path: &str,
        party: Uuid,
        agent: Uuid,
    ) -> Result<Vec<AgentClient>, AltinnError> {
        let url = self.address(path, &[("party", party), ("agent", agent)]);
        let rows: Vec<WireClient> = self.list(what, url).await?;
        Ok(rows.into_iter().filter_map(agent_client).collect())
    }

    /// Gives an agent packages of a client, or single services: all of them or none. Giving what it has changes nothing,
    /// and says so. The first gift registers a system user as an agent; a person must be one before.
    ///
    /// # Errors
    /// See [`AltinnError`]; [`AltinnError::may_have_arrived`] says when [`ClientDelegations::clients_of_agent`] must be
    /// read before it is sent again.
    pub async fn give(
        &self,
        party: Uuid,
        client: Uuid,
        agent: Uuid,
        values: &[Value],
    ) -> Result<Vec<Delegated>, AltinnError> {
        let (what, path) = if values.iter().any(Value::is_services) {
            (kinds::CLIENT_GIVE_SERVICES, "agents/resources")
        } else {
            (kinds::CLIENT_GIVE, "agents/accesspackages")
        };
        self.batch(what, path, party, client, agent, values).await
    }

    /// Takes packages of a client away from an agent, or single services. Taking what it does not have changes nothing,
    /// and says so.
    ///
    /// # Errors
    /// As [`ClientDelegations::give`].
    pub async fn take(
        &self,
        party: Uuid,
        client: Uuid,
        agent: Uuid,
        values: &[Value],
    ) -> Result<Vec<Delegated>, AltinnError> {
        let (what, path) = if values.iter().any(Value::is_services) {
            (kinds::CLIENT_TAKE_SERVICES, "agents/resources/delete")
        } else {
            (kinds::CLIENT_TAKE, "agents/accesspackages/delete")
        };
        self.batch(what, path, party, client, agent, values).await
    }

    /// Adds a person as an agent, by identity number and last name; gives the person's key. One who is an agent already
    /// stays one.
    ///
    /// # Errors
    /// See [`AltinnError`]. `AM.VLD-00034` when number and name are not of one person; [`AltinnError::RateLimited`]
    /// after two of those within an hour.
    pub async fn add_person(
        &self,
        party: Uuid,
        identity_number: &Sensitive<String>,
        last_name: &str,
    ) -> Result<Uuid, AltinnError> {
        let what = kinds::AGENT_ADD;
        let url = self.address("agents", &[("party", party)]);
        let body = json!({
            "personIdentifier": identity_number.expose(),
            "lastName": last_name,
        });
        let answer = self.0.send(Call::post(what, url).json(body)).await?;
        let assignment: WireAssignment = read(what, &answer)?;
        uuid(assignment.to_id.as_deref()).ok_or(AltinnError::Unreadable { what })
    }

    /// Takes an agent away from a firm; one that is none is gone already. Without `cascade` an agent with clients stays
    /// (`AM.VLD-00031`).
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn remove_agent(
        &self,
        party: Uuid,
        agent: Uuid,
        cascade: bool,
    ) -> Result<Done, AltinnError> {
        let mut url = self.address("agents", &[("party", party), ("agent", agent)]);
        url.query_pairs_mut()
            .append_pair("cascade", if cascade { "true" } else { "false" });
        self.delete(kinds::AGENT_REMOVE, url).await
    }

    async fn batch(
        &self,
        what: &'static str,
        path: &str,
        party: Uuid,
        client: Uuid,
        agent: Uuid,
        values: &[Value],
    ) -> Result<Vec<Delegated>, AltinnError> {
        let keys = [("party", party), ("client", client), ("agent", agent)];
        let url = self.address(path, &keys);
        let answer = self
            .0
            .send(Call::post(what, url).json(wire::batch(values)))
            .await?;
        let page: Page<WireDelegation> = read(what, &answer)?;
        Ok(page.items.into_iter().map(Delegated::from).collect())
    }

    async fn delete(&self, what: &'static str, url: Url) -> Result<Done, AltinnError> {
        let answer = self.0.send(Call::delete(what, url)).await?;
        Ok(Done {
            trace_id: answer.trace_id(),
        })
    }

    fn address(&self, path: &str, keys: &[(&str, Uuid)]) -> Url {
        let mut url = self.0.platform(
            "accessmanagement/api/v2/enduser/clientdelegations",
            path.split('/'),
        );
        for (name, key) in keys {
            url.query_pairs_mut().append_pair(name, &key.to_string());
        }
        url
    }

    async fn list<T: DeserializeOwned>(
        &self,
        what: &'static str,
        url: Url,
    ) -> Result<Vec<T>, AltinnError> {
        self.0.whole_list(what, url, Endless::Unreadable).await
    }
}
