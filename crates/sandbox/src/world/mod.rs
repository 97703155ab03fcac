//! People, organisations, services, registered systems, requests and system users, all synthetic.

pub(crate) mod authority;
pub(crate) mod catalogue;
mod change_decisions;
pub(crate) mod change_requests;
pub(crate) mod clients;
pub(crate) mod compose;
pub(crate) mod creation;
pub(crate) mod decisions;
pub(crate) mod delegation;
pub(crate) mod describe;
pub(crate) mod dialogs;
pub(crate) mod downstream;
pub(crate) mod later;
pub(crate) mod messages;
pub(crate) mod numbers;
pub(crate) mod organisations;
pub mod people;
pub(crate) mod refusal;
pub(crate) mod requests;
pub(crate) mod rights;
mod seed;
pub(crate) mod services;
pub(crate) mod system_users;
pub(crate) mod systems;
pub(crate) mod words;

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use crate::config::{Seed, Volume};
use authority::Authorities;
use change_requests::ChangeRequest;
use clients::Agents;
use clients::lookups::Lookups;
use dialogs::Dialogs;
use dialogs::sight::Sights;
use later::Later;
use messages::Messages;
use organisations::Organisations;
pub use people::{Person, SystemUserClaim};
use requests::Request;
use services::Service;
use system_users::SystemUser;
use systems::RegisteredSystem;

/// Everything that is stored in the sandbox, apart from logins and tokens.
pub struct World {
    pub(crate) people: Vec<Person>,
    /// Persons who are known but do not log in: owners, directors, colleagues.
    pub(crate) others: Vec<Person>,
    pub(crate) organisations: Organisations,
    pub(crate) authorities: Authorities,
    pub(crate) services: BTreeMap<String, Service>,
    pub(crate) systems: BTreeMap<String, RegisteredSystem>,
    pub(crate) requests: Vec<Request>,
    pub(crate) change_requests: Vec<ChangeRequest>,
    pub(crate) system_users: Vec<SystemUser>,
    /// What providers let their agents do for their clients.
    pub(crate) agents: Agents,
    /// Failed attempts to find persons.
    pub(crate) lookups: Lookups,
    pub(crate) dialogs: Dialogs,
    pub(crate) messages: Messages,
    /// What will happen by itself.
    pub(crate) later: Vec<Later>,
    sights: Sights,
}

/// Where things are reached, as texts of dialogs name it: origins without a final slash.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// Altinn, under whose origin everything but the service owner is.
    pub(crate) gateway: String,
    /// The service owner.
    pub(crate) service_owner: String,
}

impl World {
    /// A fresh world; ages of requests, system users and dialogs are counted back from `now`.
    pub(crate) fn seeded(seed: &Seed, volume: Volume, now: Timestamp, origins: &Origins) -> Self {
        seed::build(seed, volume, now, origins)
    }

    /// A world in which there is nothing but the services of the resource registry.
    pub(crate) fn empty() -> Self {
        Self {
            people: Vec::new(),
            others: Vec::new(),
            organisations: Organisations::default(),
            authorities: Authorities::default(),
            services: services::seeded(),
            systems: BTreeMap::new(),
            requests: Vec::new(),
            change_requests: Vec::new(),
            system_users: Vec::new(),
            agents: Agents::default(),
            lookups: Lookups::default(),
            dialogs: Dialogs::default(),
            messages: Messages::default(),
            later: Vec::new(),
            sights: Sights::default(),
        }
    }

    /// Registered name of the organisation with this number, in upper case; `None` when there is no
    /// such organisation here. Owners of services are found as well.
    #[must_use]
    pub fn organisation_name(&self, org_no: &str) -> Option<String> {
        if let Some(organisation) = self.organisations.by_number(org_no) {
            return Some(organisation.name.clone());
        }
        services::owners()
            .iter()
            .find(|owner| owner.org_no == org_no)
            .map(|owner| owner.name.nb.to_uppercase())
    }
}

/// A UUID that is the same in every run: version 5 of the name, in the sandbox's own namespace.
pub(crate) fn stable_uuid(name: &str) -> Uuid {
    /// Namespace of all seeded ids.
    const SANDBOX: Uuid = Uuid::from_u128(0x6f1d_52f0_8a0b_4c5e_9d30_51b2_7c7a_1e44);
    Uuid::new_v5(&SANDBOX, name.as_bytes())
}
