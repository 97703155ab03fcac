//! The resource registry: services, their owners, and their policies
//! (Altinn/altinn-resource-registry: ResourceController).

use std::collections::BTreeMap;

use fullmakt_domain::{Action, Language, ServiceOwner, ServiceResource, Text};
use fullmakt_net::Call;
use serde::Deserialize;
use serde_json::Value;

use crate::client::{Client, read};
use crate::error::AltinnError;
use crate::kinds::{RESOURCE_ACTIONS, RESOURCE_OWNERS, RESOURCE_READ, RESOURCES_LIST};
use crate::wire::{Page, action_id, languages, lenient, org_number, text};

pub(crate) async fn resource(client: &Client, id: &str) -> Result<ServiceResource, AltinnError> {
    let url = client.platform("resourceregistry/api/v1/resource", [id]);
    let answer = client.send_anonymous(Call::get(RESOURCE_READ, url)).await?;
    // 204 is how some versions say that there is no such resource.
    let wire: Option<WireResource> = read(RESOURCE_READ, &answer)?;
    wire.and_then(|wire| service(wire, Some(id)))
        .ok_or(AltinnError::NotFound)
}

/// Every service, apps included, in one answer of several megabytes. An entry without an id names nothing and is
/// passed over.
pub(crate) async fn list(client: &Client) -> Result<Vec<ServiceResource>, AltinnError> {
    let mut url = client.platform("resourceregistry/api/v1/resource/resourcelist", []);
    url.query_pairs_mut()
        .append_pair("includeApps", "true")
        .append_pair("includeMigratedApps", "true");
    let answer = client
        .send_anonymous(Call::get(RESOURCES_LIST, url))
        .await?;
    let page: Page<WireResource> = read(RESOURCES_LIST, &answer)?;
    let services = page.items.into_iter();
    Ok(services.filter_map(|w| service(w, None)).collect())
}

fn service(wire: WireResource, asked: Option<&str>) -> Option<ServiceResource> {
    let owner = wire.has_competent_authority.and_then(|owner| {
        let code = owner.orgcode.unwrap_or_default().trim().to_lowercase();
        let known = !code.is_empty() || !owner.name.is_empty();
        known.then(|| ServiceOwner {
            code,
            name: owner.name,
            org_number: org_number(owner.organization.as_deref()),
        })
    });
    Some(ServiceResource {
        id: wire.identifier.or_else(|| asked.map(str::to_owned))?,
        title: wire.title,
        description: wire.description,
        right_description: wire.right_description,
        owner,
        resource_type: wire.resource_type,
        delegable: wire.delegable.unwrap_or(true),
        uses_access_list: wire
            .access_list_mode
            .is_some_and(|m| m.eq_ignore_ascii_case("enabled")),
        status: wire.status,
    })
}

pub(crate) async fn owners(client: &Client) -> Result<BTreeMap<String, ServiceOwner>, AltinnError> {
    let url = client.platform("resourceregistry/api/v1/resource/orgs", []);
    let answer = client
        .send_anonymous(Call::get(RESOURCE_OWNERS, url))
        .await?;
    let wire: WireOwners = read(RESOURCE_OWNERS, &answer)?;
    Ok(wire
        .orgs
        .into_iter()
        .map(|(code, owner)| {
            let code = code.to_lowercase();
            let org_number = org_number(owner.orgnr.as_deref());
            (
                code.clone(),
                ServiceOwner {
                    code,
                    name: owner.name,
                    org_number,
                },
            )
        })
        .collect())
}

pub(crate) async fn actions(
    client: &Client,
    id: &str,
    language: Language,
) -> Result<Vec<Action>, AltinnError> {
    let url = client.platform("resourceregistry/api/v2/resource", [id, "policy", "rights"]);
    let call = Call::get(RESOURCE_ACTIONS, url).language(language.tag());
    let answer = client.send_anonymous(call).await?;
    let page: Page<WirePolicyRight> = read(RESOURCE_ACTIONS, &answer)?;
    let mut actions: Vec<Action> = Vec::new();
    for right in page.items {
        let Some(id) = action_id(&right.action) else {
            continue;
        };
        // A policy can name an action once for each part of a service.
        if !actions.iter().any(|a| a.id.eq_ignore_ascii_case(&id)) {
            actions.push(Action {
                id,
                name: right.name,
            });
        }
    }
    Ok(actions)
}

/// ServiceResource.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireResource {
    #[serde(default, deserialize_with = "text")]
    identifier: Option<String>,
    #[serde(default, deserialize_with = "languages")]
    title: Text,
    #[serde(default, deserialize_with = "languages")]
    description: Text,
    #[serde(default, deserialize_with = "languages")]
    right_description: Text,
    #[serde(default)]
    delegable: Option<bool>,
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    access_list_mode: Option<String>,
    #[serde(default, deserialize_with = "text")]
    resource_type: Option<String>,
    #[serde(default)]
    has_competent_authority: Option<WireAuthority>,
}

/// CompetentAuthority.
#[derive(Deserialize)]
struct WireAuthority {
    #[serde(default, deserialize_with = "text")]
    organization: Option<String>,
    #[serde(default, deserialize_with = "text")]
    orgcode: Option<String>,
    #[serde(default, deserialize_with = "languages")]
    name: Text,
}

/// OrgList.
#[derive(Deserialize)]
struct WireOwners {
    #[serde(deserialize_with = "lenient")]
    orgs: BTreeMap<String, WireOwner>,
}

#[derive(Deserialize)]
struct WireOwner {
    #[serde(default, deserialize_with = "languages")]
    name: Text,
    #[serde(default, deserialize_with = "text")]
    orgnr: Option<String>,
}

/// RightDto of the registry's second version.
#[derive(Deserialize)]
struct WirePolicyRight {
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default)]
    action: Value,
}
