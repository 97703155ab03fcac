//! Reading a firm: its clients, its agents, and what each agent holds.

use std::collections::HashMap;

use fullmakt_altinn::AltinnError;
use fullmakt_domain::clients::{AgentClient, AgentKind, service_of};
use fullmakt_domain::roles::bare_code;
use fullmakt_domain::text::title_case;
use fullmakt_domain::{OrgNumber, SystemUser};
use fullmakt_store::client_agents::AgentRow;
use fullmakt_store::clients::ClientRow;
use futures::StreamExt;
use uuid::Uuid;

use super::failures::from_clients;
use super::id;
use crate::failures::{from_ability, from_store};
use crate::rounds::Patience;
use crate::state::{Account, App};
use crate::surface::clients::FirmRef;
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Topic;

/// Agents read at once.
const AT_ONCE: usize = 4;

impl App {
    /// Reads a firm: three calls, and one for each agent; two where any client has given a single service. A second caller leaves it to the first.
    pub(crate) async fn refresh_clients(&self, input: FirmRef) -> Result<(), Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        let can = self.capabilities().await;
        if can.read_clients.way != Way::Api {
            return Err(from_ability(&can.read_clients));
        }
        if !self.0.clients.begin_reading(firm) {
            return Ok(());
        }
        self.changed(&[Topic::Clients]);
        let outcome = self.read_firm(&account, firm).await;
        self.0.clients.end_reading(firm);
        if let Err(failure) = &outcome {
            self.note_firm_not_read(&account, firm, failure).await;
        }
        self.matrix_changed(firm).await;
        self.changed(&[Topic::Clients, Topic::Status]);
        outcome
    }

    async fn note_firm_not_read(&self, account: &Account, firm: Uuid, failure: &Failure) {
        let json = failure.kept();
        let firms = account.store.client_firms();
        if let Err(error) = firms.record_failure(firm, &json, self.now()).await {
            tracing::warn!(code = error.code(), "a failed reading was not kept");
        }
    }

    pub(super) async fn read_firm(&self, account: &Account, firm: Uuid) -> Result<(), Failure> {
        let delegations = self.0.altinn.client_delegations();
        let list = delegations.clients(firm).await;
        let list = list.map_err(|e| from_clients(&e))?;
        let rows: Vec<ClientRow> = list
            .clients
            .into_iter()
            .map(|client| ClientRow {
                party_uuid: client.id,
                name: title_case(&client.name),
                org_no: client.org_number.map(|number| number.to_string()),
                form: client.form,
                is_deleted: client.is_deleted,
                access: client.access,
            })
            .collect();
        let any_services = list
            .codes
            .iter()
            .any(|(_, code)| service_of(code).is_some());
        let clients = account.store.clients();
        let replaced = clients.replace(firm, &rows, &list.codes, self.now()).await;
        replaced.map_err(|e| from_store(&e))?;
        self.codes_changed().await;
        // What the packages are called; a list without names is better than none.
        if let Err(failure) = self.packages(self.language()).await {
            tracing::info!(code = ?failure.code, "names of packages were not read");
        }
        if any_services && let Err(failure) = self.services().await {
            tracing::info!(code = ?failure.code, "names of services were not read");
        }
        let agents = self.read_agents(account, firm).await?;
        self.read_cells(account, firm, &agents).await
    }

    /// Reads who the agents are, and keeps them.
    pub(super) async fn read_agents(
        &self,
        account: &Account,
        firm: Uuid,
    ) -> Result<Vec<Uuid>, Failure> {
        let registered = self.0.altinn.client_delegations().agents(firm).await;
        let registered = registered.map_err(|e| from_clients(&e))?;
        let systems = self.system_users_of(account, firm).await?;
        let known = account.store.client_agents().list(firm).await;
        let known: HashMap<Uuid, AgentRow> = known
            .map_err(|e| from_store(&e))?
            .into_iter()
            .map(|agent| (agent.party_uuid, agent))
            .collect();
        let mut agents: HashMap<Uuid, AgentRow> = systems
            .unwrap_or_default()
            .into_iter()
            .map(|system| (system.id, of_system_user(system)))
            .collect();
        for agent in registered {
            let row = agents.entry(agent.id).or_insert_with(|| {
                // A system user whose own list could not be read keeps what is known of it.
                let old = known.get(&agent.id);
                AgentRow {
                    party_uuid: agent.id,
                    kind: agent.kind,
                    title: match agent.kind {
                        AgentKind::Person => title_case(&agent.name),
                        AgentKind::SystemUser => {
                            crate::approvals::vendor_title(&agent.name, &agent.name)
                        }
                    },
                    vendor_org_no: old.and_then(|old| old.vendor_org_no.clone()),
                    packages: old.map(|old| old.packages.clone()).unwrap_or_default(),
                    added_at: None,
                    fetched_at: None,
                    failure: None,
                }
            });
            row.added_at = agent.added_at;
        }
        let agents: Vec<AgentRow> = agents.into_values().collect();
        let replaced = account.store.client_agents().replace(firm, &agents).await;
        replaced.map_err(|e| from_store(&e))?;
        Ok(agents.iter().map(|agent| agent.party_uuid).collect())
    }

    /// System users for clients. `None` when this login may not list them; the others are shown all the same.
    async fn system_users_of(
        &self,
        account: &Account,
        firm: Uuid,
    ) -> Result<Option<Vec<SystemUser>>, Failure> {
        let index = account.index();
        let number = index.org_no(firm).and_then(|n| n.parse::<OrgNumber>().ok());
        let Some(number) = number else {
            return Ok(None);
        };
        match self.0.altinn.system_users().for_clients(number).await {
            Ok(users) => Ok(Some(users)),
            Err(AltinnError::Forbidden | AltinnError::NotFound) => Ok(None),
            Err(error) => Err(from_clients(&error)),
        }
    }

    /// What an agent holds of each of its clients. Single services take a call of their own, which is spared where no
    /// client has given any.
    pub(super) async fn held_by(
        &self,
        firm: Uuid,
        agent: Uuid,
        services: bool,
    ) -> Result<Vec<AgentClient>, AltinnError> {
        let delegations = self.0.altinn.client_delegations();
        let mut rows = delegations.clients_of_agent(firm, agent).await?;
        if services {
            rows.extend(delegations.services_of_agent(firm, agent).await?);
        }
        Ok(AgentClient::merged(rows))
    }

    async fn read_cells(
        &self,
        account: &Account,
        firm: Uuid,
        agents: &[Uuid],
    ) -> Result<(), Failure> {
        let services = self.any_services(account).await?;
        let mut answers = futures::stream::iter(agents.iter().copied().map(|agent| async move {
            let clients = self.held_by(firm, agent, services).await;
            (agent, clients.map_err(|e| from_clients(&e)))
        }))
        .buffer_unordered(AT_ONCE);
        let mut patience = Patience::default();
        while let Some((agent, answer)) = answers.next().await {
            match answer {
                Ok(clients) => {
                    self.write_cells(account, firm, agent, &clients).await?;
                }
                // A system user that has had no client yet is not known as an agent.
                Err(failure)
                    if matches!(failure.code, ErrorCode::AgentGone | ErrorCode::ClientGone) =>
                {
                    self.write_cells(account, firm, agent, &[]).await?;
                }
                Err(failure) => {
                    if patience.ends_with(Some(&failure)) {
                        return Err(failure);
                    }
                    let json = failure.kept();
                    let agents = account.store.client_agents();
                    let noted = agents.record_failure(firm, agent, &json).await;
                    noted.map_err(|e| from_store(&e))?;
                }
            }
        }
        Ok(())
    }
}

fn of_system_user(system: SystemUser) -> AgentRow {
    let mut packages: Vec<String> = system
        .packages_at_creation
        .iter()
        .map(|urn| bare_code(urn))
        .collect();
    packages.sort_unstable();
    packages.dedup();
    AgentRow {
        party_uuid: system.id,
        kind: AgentKind::SystemUser,
        title: crate::approvals::vendor_title(&system.title, system.system_id.name()),
        vendor_org_no: system.vendor.map(|number| number.to_string()),
        packages,
        added_at: None,
        fetched_at: None,
        failure: None,
    }
}
