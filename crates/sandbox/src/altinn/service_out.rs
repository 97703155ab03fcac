//! Services, packages, areas and roles as access management's answers show them.

use std::collections::HashMap;

use serde::Serialize;
use uuid::Uuid;

use crate::world::catalogue::{Area, AreaGroup, Package, Role, catalogue};
use crate::world::services::{Owner, Service, owner};
use crate::world::words::Language;
use crate::world::{World, describe, stable_uuid};

/// Access management's own id of a service.
pub(super) fn service_id(identifier: &str) -> Uuid {
    stable_uuid(&format!("service/{identifier}"))
}

/// `ProviderTypeDto`, `ResourceTypeDto`: an id and a name.
#[derive(Clone, Serialize)]
pub(super) struct TypeOut {
    id: Uuid,
    name: String,
}

impl TypeOut {
    fn named(kind: &str, name: &str) -> Self {
        Self {
            id: stable_uuid(&format!("{kind}/{name}")),
            name: name.to_owned(),
        }
    }
}

/// `TypeDto`: a kind of party, and who defines it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PartyKindOut {
    pub(super) id: Uuid,
    provider_id: Uuid,
    name: String,
    provider: ProviderOut,
}

impl PartyKindOut {
    /// The kind with this key, e.g. `Organization`.
    pub(super) fn new(key: &str) -> Option<Self> {
        let kind = catalogue()
            .entity_types
            .iter()
            .find(|kind| kind.key == key)?;
        let provider = ProviderOut::of_roles("Altinn3");
        let (id, name) = (kind.id, kind.name.clone());
        Some(Self {
            id,
            provider_id: provider.id,
            name,
            provider,
        })
    }
}

/// `ProviderDto`: who owns a service, or keeps a role.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProviderOut {
    id: Uuid,
    name: String,
    ref_id: Option<String>,
    logo_url: Option<String>,
    code: String,
    type_id: Uuid,
    r#type: TypeOut,
}

impl ProviderOut {
    fn new(owner: &Owner, language: Language) -> Self {
        let kind = TypeOut::named("provider-type", "Tjenesteeier");
        Self {
            id: stable_uuid(&format!("provider/{}", owner.code)),
            name: owner.name.get(language).to_owned(),
            ref_id: Some(owner.org_no.clone()),
            logo_url: Some(logo(&owner.code)),
            code: owner.code.clone(),
            type_id: kind.id,
            r#type: kind,
        }
    }

    /// A register or system that roles come from.
    pub(super) fn of_roles(key: &str) -> Self {
        let (code, name) = match key {
            "CentralCoordinatingRegister" => ("sys-ccr", "Enhetsregisteret"),
            "CivilRightsAuthority" => ("sys-cra", "Sivilrettsforvaltningen"),
            "Altinn2" => ("sys-altinn2", "Altinn 2"),
            _ => ("sys-altinn3", "Altinn 3"),
        };
        let kind = TypeOut::named("provider-type", "System");
        Self {
            id: stable_uuid(&format!("provider/{code}")),
            name: name.to_owned(),
            ref_id: None,
            logo_url: None,
            code: code.to_owned(),
            type_id: kind.id,
            r#type: kind,
        }
    }
}

/// Where a service owner's logo lies.
pub(super) fn logo(owner: &str) -> String {
    format!("https://altinncdn.no/orgs/{owner}/{owner}.png")
}

/// `ResourceDto`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ServiceOut {
    id: Uuid,
    provider_id: Uuid,
    type_id: Uuid,
    name: String,
    description: String,
    ref_id: String,
    provider: Option<ProviderOut>,
    r#type: TypeOut,
}

impl ServiceOut {
    pub(super) fn new(service: &Service, language: Language) -> Self {
        let provider = owner(&service.owner).map(|owner| ProviderOut::new(owner, language));
        let kind = TypeOut::named("resource-type", &service.resource_type);
        Self {
            id: service_id(&service.identifier),
            provider_id: provider
                .as_ref()
                .map(|provider| provider.id)
                .unwrap_or_default(),
            type_id: kind.id,
            name: service.title.get(language).to_owned(),
            description: service.description.get(language).to_owned(),
            ref_id: service.identifier.clone(),
            provider,
            r#type: kind,
        }
    }
}

/// `AreaDto`, with or without its packages and its group.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AreaOut {
    id: Uuid,
    name: String,
    urn: String,
    description: String,
    icon_url: String,
    packages: Option<Vec<PackageOut>>,
    group: Option<Box<GroupOut>>,
}

impl AreaOut {
    pub(super) fn new(area: &Area, language: Language) -> Self {
        Self {
            id: area.id,
            name: area.name.get(language).to_owned(),
            urn: area.urn.clone(),
            description: describe::area(area).get(language).to_owned(),
            icon_url: area.icon_url.clone(),
            packages: None,
            group: None,
        }
    }

    pub(super) fn with_packages(mut self, packages: Vec<PackageOut>) -> Self {
        self.packages = Some(packages);
        self
    }

    pub(super) fn with_group(mut self, area: &Area, language: Language) -> Self {
        let group = catalogue()
            .area_groups
            .iter()
            .find(|group| group.id == area.group_id);
        self.group = group.map(|group| Box::new(GroupOut::new(group, language)));
        self
    }
}

/// `AreaGroupDto`, with or without its areas.
#[derive(Serialize)]
pub(super) struct GroupOut {
    id: Uuid,
    name: String,
    urn: String,
    description: String,
    r#type: &'static str,
    areas: Option<Vec<AreaOut>>,
}

impl GroupOut {
    pub(super) fn new(group: &AreaGroup, language: Language) -> Self {
        let for_persons = matches!(group.key.as_str(), "Inhabitant" | "Guardianship");
        Self {
            id: group.id,
            name: group.name.get(language).to_owned(),
            urn: format!("accesspackage:areagroup:{}", group.name.nb.to_lowercase()),
            description: describe::group(group).get(language).to_owned(),
            r#type: if for_persons {
                "Person"
            } else {
                "Organisasjon"
            },
            areas: None,
        }
    }

    pub(super) fn with_areas(mut self, areas: Vec<AreaOut>) -> Self {
        self.areas = Some(areas);
        self
    }
}

/// `PackageDto`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PackageOut {
    id: Uuid,
    name: String,
    urn: String,
    description: String,
    is_delegable: bool,
    is_assignable: bool,
    is_resource_policy_available: bool,
    area: Option<AreaOut>,
    r#type: Option<PartyKindOut>,
    resources: Option<Vec<ServiceOut>>,
}

impl PackageOut {
    pub(super) fn new(package: &Package, language: Language) -> Self {
        Self {
            id: package.id,
            name: package.name.get(language).to_owned(),
            urn: package.urn.clone(),
            description: describe::package(package).get(language).to_owned(),
            is_delegable: package.is_delegable,
            is_assignable: package.is_assignable,
            is_resource_policy_available: package.is_assignable,
            area: None,
            r#type: PartyKindOut::new(&package.entity_type),
            resources: None,
        }
    }

    pub(super) fn with_area(mut self, package: &Package, language: Language) -> Self {
        self.area = catalogue()
            .area(package.area_id)
            .map(|area| AreaOut::new(area, language).with_group(area, language));
        self
    }

    pub(super) fn with_services(mut self, services: &[&Service], language: Language) -> Self {
        let services = services
            .iter()
            .map(|service| ServiceOut::new(service, language));
        self.resources = Some(services.collect());
        self
    }
}

/// Which services each package opens.
pub(super) struct ServicesByPackage<'a>(HashMap<&'a str, Vec<&'a Service>>);

impl<'a> ServicesByPackage<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let mut map: HashMap<&str, Vec<&Service>> = HashMap::new();
        for service in world.services.values() {
            for code in service.all_packages() {
                map.entry(code).or_default().push(service);
            }
        }
        Self(map)
    }

    pub(super) fn of(&self, package: &Package) -> &[&'a Service] {
        self.0.get(package.code.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// `RoleDto`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RoleOut {
    id: Uuid,
    name: String,
    code: String,
    description: String,
    is_key_role: bool,
    urn: String,
    legacy_role_code: Option<String>,
    legacy_urn: Option<String>,
    is_resource_policy_available: bool,
    provider: ProviderOut,
}

impl RoleOut {
    pub(super) fn new(role: &Role, language: Language) -> Self {
        Self {
            id: role.id,
            name: role.name.get(language).trim().to_owned(),
            code: role.code.clone(),
            description: describe::role(role).get(language).to_owned(),
            is_key_role: role.is_key_role,
            urn: role.urn.clone(),
            legacy_role_code: role.legacy_code.clone(),
            legacy_urn: role.legacy_urn.clone(),
            is_resource_policy_available: role.legacy_urn.is_some(),
            provider: ProviderOut::of_roles(&role.provider),
        }
    }
}

/// `CompactPackageDto`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CompactPackage {
    id: Uuid,
    urn: String,
    area_id: Uuid,
}

impl CompactPackage {
    pub(super) fn new(package: &Package) -> Self {
        Self {
            id: package.id,
            urn: package.urn.clone(),
            area_id: package.area_id,
        }
    }
}

/// `CompactRoleDto`; the name of the legacy member really ends in a space.
#[derive(Clone, Serialize)]
pub(super) struct CompactRole {
    id: Uuid,
    code: String,
    urn: String,
    #[serde(rename = "legacyurn ")]
    legacy_urn: Option<String>,
    children: Option<()>,
}

impl CompactRole {
    pub(super) fn new(role: &Role) -> Self {
        Self {
            id: role.id,
            code: role.code.clone(),
            urn: role.urn.clone(),
            legacy_urn: role.legacy_urn.clone(),
            children: None,
        }
    }

    pub(super) fn by_code(code: &str) -> Option<Self> {
        catalogue().role(code).map(Self::new)
    }
}
