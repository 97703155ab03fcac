//! Who the clients of an organisation are, by which role, and what each role carries.

use crate::world::World;
use crate::world::authority::{Authority, Holder};
use crate::world::catalogue::{Package, Role, catalogue};
use crate::world::organisations::Organisation;
use crate::world::services::Service;

/// The role of whoever was given something in Altinn.
pub(crate) const RIGHT_HOLDER: &str = "rettighetshaver";
/// The role of agents.
pub(crate) const AGENT: &str = "agent";
/// Who has this role for an organisation is no provider for it.
const SUPPLIER: &str = "supplier";

/// What one role of a client carries to its provider.
pub(crate) struct Access<'a> {
    pub(crate) role: &'static Role,
    /// Only those that may go on to agents.
    pub(crate) packages: Vec<&'static Package>,
    /// Single services.
    pub(crate) services: Vec<&'a Service>,
}

impl World {
    /// The clients of an organisation. Deleted ones stay, and so do those whose roles carry nothing
    /// that could go on to an agent.
    pub(crate) fn clients_of(
        &self,
        provider: &str,
    ) -> impl Iterator<Item = (&Organisation, Vec<Access<'_>>)> {
        let holder = Holder::Organisation(provider.to_owned());
        let authorities: Vec<&Authority> = self.authorities.of_holder(&holder).collect();
        authorities.into_iter().filter_map(move |authority| {
            let client = self.organisations.by_number(&authority.org_no)?;
            let access = self.access(authority, client);
            (!access.is_empty()).then_some((client, access))
        })
    }

    /// What one client carries to its provider; empty when it is no client.
    pub(crate) fn access_from(&self, provider: &str, client: &Organisation) -> Vec<Access<'_>> {
        let holder = Holder::Organisation(provider.to_owned());
        self.authorities
            .between(&holder, &client.org_no)
            .map_or_else(Vec::new, |authority| self.access(authority, client))
    }

    fn access<'a>(&'a self, authority: &'a Authority, client: &Organisation) -> Vec<Access<'a>> {
        let mut all: Vec<Access<'_>> = authority
            .roles
            .iter()
            .filter_map(|code| catalogue().role(code))
            .filter(|role| role.code != SUPPLIER)
            .map(|role| Access {
                role,
                packages: catalogue()
                    .packages_of_role(&role.code, Some(client.form))
                    .filter_map(|row| catalogue().package(&row.package))
                    .filter(|package| package.is_delegable)
                    .collect(),
                services: Vec::new(),
            })
            .collect();
        let given = !authority.packages.is_empty() || !authority.services.is_empty();
        if let Some(role) = catalogue().role(RIGHT_HOLDER).filter(|_| given) {
            all.push(Access {
                role,
                packages: authority
                    .packages
                    .iter()
                    .filter_map(|code| catalogue().package(code))
                    .filter(|package| package.is_delegable)
                    .collect(),
                services: authority
                    .services
                    .iter()
                    .filter_map(|id| self.services.get(id))
                    .collect(),
            });
        }
        all
    }

    /// Sets what an organisation has from another one, and takes from its agents what that no longer
    /// carries.
    pub(crate) fn set_relation(&mut self, authority: Authority) {
        let (Holder::Organisation(provider), client) = (&authority.holder, &authority.org_no)
        else {
            return;
        };
        let (provider, client) = (provider.clone(), client.clone());
        self.authorities.set(authority);
        let Some(organisation) = self.organisations.by_number(&client) else {
            return;
        };
        let carried: Vec<(String, Vec<String>, Vec<String>)> = self
            .access_from(&provider, organisation)
            .into_iter()
            .map(|access| {
                let packages = access.packages.iter().map(|each| each.code.clone());
                let services = access.services.iter().map(|each| each.identifier.clone());
                (
                    access.role.code.clone(),
                    packages.collect(),
                    services.collect(),
                )
            })
            .collect();
        self.agents.cut(&provider, &client, |role| {
            let (_, packages, services) = carried.iter().find(|(code, ..)| code == role)?;
            Some((packages.clone(), services.clone()))
        });
    }
}
