//! Clients, agents and delegations as they stand on the wire. Version 1 knows no single services and
//! leaves their member out; lists of one sort leave out the other.

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::altinn::entity::Entity;
use crate::altinn::requests::time;
use crate::altinn::service_out::{CompactPackage, CompactRole, service_id};
use crate::world::World;
use crate::world::catalogue::{Package, Role, catalogue};
use crate::world::clients::batches::{Done, What};
use crate::world::clients::relations::AGENT;
use crate::world::clients::{Agent, Given};
use crate::world::services::Service;

/// `CompactResourceDto`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CompactService {
    id: Uuid,
    ref_id: String,
}

/// `RoleAccess`, `PackageAccess`, `ResourceAccess` and the two `RoleAccessPackages`.
#[derive(Serialize)]
pub(super) struct AccessOut {
    role: CompactRole,
    #[serde(skip_serializing_if = "Option::is_none")]
    packages: Option<Vec<CompactPackage>>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "resources")]
    services: Option<Vec<CompactService>>,
}

impl AccessOut {
    /// With packages; with services as well when they are given.
    pub(super) fn new(role: &Role, packages: &[&Package], services: Option<&[&Service]>) -> Self {
        let compact = |service: &&Service| CompactService {
            id: service_id(&service.identifier),
            ref_id: service.identifier.clone(),
        };
        Self {
            role: CompactRole::new(role),
            packages: Some(
                packages
                    .iter()
                    .map(|package| CompactPackage::new(package))
                    .collect(),
            ),
            services: services.map(|services| services.iter().map(compact).collect()),
        }
    }

    fn without_packages(mut self) -> Self {
        self.packages = None;
        self
    }

    /// What an agent was given by one role: packages, services, or both. `None` when there is nothing
    /// of that sort.
    pub(super) fn of_given(world: &World, given: &Given, sort: Sort) -> Option<Self> {
        let role = catalogue().role(&given.role)?;
        let packages: Vec<&Package> = given
            .packages
            .iter()
            .filter_map(|code| catalogue().package(code))
            .collect();
        let services: Vec<&Service> = given
            .services
            .iter()
            .filter_map(|id| world.services.get(id))
            .collect();
        match sort {
            Sort::Packages => (!packages.is_empty()).then(|| Self::new(role, &packages, None)),
            Sort::Services => (!services.is_empty())
                .then(|| Self::new(role, &[], Some(&services)).without_packages()),
            Sort::Both => Some(Self::new(role, &packages, Some(&services))),
        }
    }
}

/// Which sort of things a list is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Packages,
    Services,
    Both,
}

/// `ClientDto` and its kin.
#[derive(Serialize)]
pub(super) struct ClientOut {
    pub(super) client: Entity,
    pub(super) access: Vec<AccessOut>,
}

/// The clients that an agent was given something of this sort for.
pub(super) fn clients_of_agent(world: &World, agent: &Agent, sort: Sort) -> Vec<ClientOut> {
    agent
        .clients()
        .filter_map(|(client, given)| {
            let client = world.organisations.by_number(client)?;
            let access: Vec<AccessOut> = given
                .iter()
                .filter_map(|given| AccessOut::of_given(world, given, sort))
                .collect();
            (!access.is_empty()).then(|| ClientOut {
                client: Entity::organisation(world, client),
                access,
            })
        })
        .collect()
}

/// `AgentDto` and its kin.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AgentOut {
    agent: Entity,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_added_at: Option<String>,
    access: Vec<AccessOut>,
}

impl AgentOut {
    pub(super) fn new(entity: Entity, agent: &Agent, access: Vec<AccessOut>) -> Self {
        Self {
            agent: entity,
            agent_added_at: Some(time(agent.added)),
            access,
        }
    }

    /// The lists of services do not tell since when somebody is an agent.
    pub(super) fn without_date(mut self) -> Self {
        self.agent_added_at = None;
        self
    }
}

/// The entry that every agent has in the list of agents: the role of agents, and nothing in it.
pub(super) fn agents_own_entry(with_services: bool) -> Vec<AccessOut> {
    let services: &[&Service] = &[];
    catalogue()
        .role(AGENT)
        .map(|role| AccessOut::new(role, &[], with_services.then_some(services)))
        .into_iter()
        .collect()
}

/// `DelegationDto` and `ResourceDelegationDto`, as a bare array.
pub(super) fn delegations(
    what: What,
    done: &[Done],
    (client, provider, agent): (Uuid, Uuid, Uuid),
) -> Vec<Value> {
    done.iter()
        .map(|done| {
            let mut row = json!({
                "roleId": done.role.id,
                "viaId": provider,
                "fromId": client,
                "toId": agent,
                "changed": done.changed,
            });
            match what {
                What::Packages => {
                    let package = catalogue().package(&done.item);
                    row["packageId"] = json!(package.map(|package| package.id));
                }
                What::Services => row["resourceId"] = json!(service_id(&done.item)),
            }
            row
        })
        .collect()
}
