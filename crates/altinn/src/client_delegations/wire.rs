//! Shapes of client delegation. Identity numbers and dates of birth of people are not even read.

use std::collections::BTreeMap;

use fullmakt_domain::clients::{
    Access, Agent, AgentClient, AgentKind, Client, Delegated, Provider, Value, service_code,
    service_of,
};
use fullmakt_domain::roles;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::wire::{instant, lenient, org_number, text, uuid};

/// CompactEntityDto: a client, an agent or a provider.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireEntity {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(rename = "type", default, deserialize_with = "text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "text")]
    variant: Option<String>,
    #[serde(default, deserialize_with = "text")]
    organization_identifier: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    is_deleted: bool,
}

impl WireEntity {
    fn name(&self) -> String {
        self.name.as_deref().unwrap_or_default().trim().to_owned()
    }
}

/// RoleDto, PackageDto: what has an id and a code.
#[derive(Deserialize, Default)]
struct WireCode {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    code: Option<String>,
    #[serde(default, deserialize_with = "text")]
    urn: Option<String>,
}

impl WireCode {
    fn code(&self) -> Option<String> {
        let code = self.code.as_ref().or(self.urn.as_ref())?;
        Some(roles::bare_code(code)).filter(|code| !code.is_empty())
    }
}

/// ResourceDto as far as it is needed.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireService {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    ref_id: Option<String>,
}

impl WireService {
    fn code(&self) -> Option<String> {
        let id = self.ref_id.as_deref().map(str::trim)?;
        (!id.is_empty()).then(|| service_code(id))
    }
}

#[derive(Deserialize)]
struct WireAccess {
    #[serde(default, deserialize_with = "lenient")]
    role: WireCode,
    #[serde(default, deserialize_with = "lenient")]
    packages: Vec<WireCode>,
    #[serde(default, deserialize_with = "lenient")]
    resources: Vec<WireService>,
}

/// ClientDto.
#[derive(Deserialize)]
pub(super) struct WireClient {
    #[serde(default, deserialize_with = "lenient")]
    client: WireEntity,
    #[serde(default, deserialize_with = "lenient")]
    access: Vec<WireAccess>,
}

impl WireClient {
    /// Notes what the ids in it stand for.
    pub(super) fn note_codes(&self, codes: &mut BTreeMap<Uuid, String>) {
        for access in &self.access {
            for named in std::iter::once(&access.role).chain(&access.packages) {
                if let (Some(id), Some(code)) = (uuid(named.id.as_deref()), named.code()) {
                    codes.insert(id, code);
                }
            }
            for service in &access.resources {
                if let (Some(id), Some(code)) = (uuid(service.id.as_deref()), service.code()) {
                    codes.insert(id, code);
                }
            }
        }
    }

    fn access(self) -> Vec<Access> {
        let mut by_role: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for access in self.access {
            let Some(role) = access.role.code() else {
                continue;
            };
            let packages = access.packages.iter().filter_map(WireCode::code);
            let services = access.resources.iter().filter_map(WireService::code);
            let given = by_role.entry(role).or_default();
            given.extend(packages.chain(services));
        }
        by_role
            .into_iter()
            .map(|(role, mut packages)| {
                packages.sort_unstable();
                packages.dedup();
                Access { role, packages }
            })
            .filter(|access| !access.packages.is_empty())
            .collect()
    }
}

/// A client that gives at least one package or service.
pub(super) fn client(row: WireClient) -> Option<Client> {
    let id = uuid(row.client.id.as_deref())?;
    let org_number = org_number(row.client.organization_identifier.as_deref());
    let form = row.client.variant.as_deref();
    let form = form.map(|form| form.trim().to_uppercase());
    let (name, is_deleted) = (row.client.name(), row.client.is_deleted);
    let access = row.access();
    (!access.is_empty()).then_some(Client {
        id,
        name,
        // A person's variant is no organisation form.
        form: form.filter(|_| org_number.is_some()),
        org_number,
        is_deleted,
        access,
    })
}

/// What an agent holds of a client.
pub(super) fn agent_client(row: WireClient) -> Option<AgentClient> {
    let client = uuid(row.client.id.as_deref())?;
    let access = row.access();
    (!access.is_empty()).then_some(AgentClient { client, access })
}

/// AgentDto.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireAgent {
    #[serde(default, deserialize_with = "lenient")]
    agent: WireEntity,
    #[serde(default, deserialize_with = "text")]
    agent_added_at: Option<String>,
}

/// An agent; `None` for one that is neither a person nor a system user.
pub(super) fn agent(row: WireAgent) -> Option<Agent> {
    let kind = match row.agent.kind.as_deref().map(str::to_lowercase).as_deref() {
        Some("systembruker" | "systemuser") => AgentKind::SystemUser,
        Some("person") => AgentKind::Person,
        _ => return None,
    };
    Some(Agent {
        id: uuid(row.agent.id.as_deref())?,
        kind,
        name: row.agent.name(),
        added_at: instant(row.agent_added_at.as_deref()),
    })
}

/// MyClientProviderDto; the first version of the interface names the provider as an agent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireProvider {
    #[serde(default, alias = "agent", deserialize_with = "lenient")]
    provider: WireEntity,
    #[serde(default, alias = "agentAddedAt", deserialize_with = "text")]
    provider_added_at: Option<String>,
}

/// A provider.
pub(super) fn provider(row: WireProvider) -> Option<Provider> {
    Some(Provider {
        id: uuid(row.provider.id.as_deref())?,
        name: row.provider.name(),
        org_number: org_number(row.provider.organization_identifier.as_deref()),
        added_at: instant(row.provider_added_at.as_deref()),
    })
}

/// MyClientDto.
#[derive(Deserialize)]
pub(super) struct WireMine {
    #[serde(default, deserialize_with = "lenient")]
    provider: WireEntity,
    #[serde(default, deserialize_with = "lenient")]
    clients: Vec<WireClient>,
}

impl WireMine {
    pub(super) fn into_parts(self) -> (WireProvider, Vec<WireClient>) {
        let provider = WireProvider {
            provider: self.provider,
            provider_added_at: None,
        };
        (provider, self.clients)
    }
}

/// AssignmentDto.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireAssignment {
    #[serde(default, deserialize_with = "text")]
    pub(super) to_id: Option<String>,
}

/// DelegationDto, ResourceDelegationDto.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireDelegation {
    #[serde(default, deserialize_with = "text")]
    role_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    package_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    resource_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    changed: bool,
}

impl From<WireDelegation> for Delegated {
    fn from(row: WireDelegation) -> Self {
        Delegated {
            role: uuid(row.role_id.as_deref()),
            package: uuid(row.package_id.as_deref().or(row.resource_id.as_deref())),
            changed: row.changed,
        }
    }
}

/// DelegationBatchInputDto, or its kin for services.
pub(super) fn batch(values: &[Value]) -> serde_json::Value {
    let values: Vec<serde_json::Value> = values
        .iter()
        .map(|value| {
            if value.is_services() {
                let ids: Vec<&str> = value
                    .packages
                    .iter()
                    .filter_map(|c| service_of(c))
                    .collect();
                return json!({ "role": value.role, "resources": ids });
            }
            let packages = value.packages.iter().map(|code| roles::package_urn(code));
            json!({ "role": value.role, "packages": packages.collect::<Vec<_>>() })
        })
        .collect();
    json!({ "values": values })
}
