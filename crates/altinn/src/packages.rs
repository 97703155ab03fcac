//! The catalogue of access packages (Altinn/altinn-authorization-tmp: PackagesController), and the door to the
//! resource registry. All of it is public: no token is sent.

use std::collections::BTreeMap;

use fullmakt_domain::{
    Action, Area, Catalogue, Language, Package, PackageService, ServiceOwner, ServiceResource,
    roles,
};
use fullmakt_net::Call;
use serde::Deserialize;

use crate::client::{Client, read};
use crate::error::AltinnError;
use crate::kinds::PACKAGES_EXPORT;
use crate::resource_registry;
use crate::wire::{Page, lenient, text};

/// Packages, services and owners. Nothing in these answers says how long they hold: keep them for a day.
#[derive(Clone, Copy)]
pub struct CatalogueReader<'a>(pub(crate) &'a Client);

impl CatalogueReader<'_> {
    /// All packages with their areas and services, in one language.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn packages(&self, language: Language) -> Result<Catalogue, AltinnError> {
        let url = self.0.platform(
            "accessmanagement/api/v1/meta/info/accesspackages/export",
            [],
        );
        let call = Call::get(PACKAGES_EXPORT, url).language(language.tag());
        let answer = self.0.send_anonymous(call).await?;
        let page: Page<WireGroup> = read(PACKAGES_EXPORT, &answer)?;
        let spoken = answer
            .header("content-language")
            .and_then(Language::from_tag);
        let mut packages = BTreeMap::new();
        for area in page.items.into_iter().flat_map(|group| group.areas) {
            let named = Area {
                urn: area.urn.unwrap_or_default(),
                name: area.name.unwrap_or_default(),
            };
            for package in area
                .packages
                .into_iter()
                .filter_map(|p| read_package(p, &named))
            {
                packages.insert(package.urn.clone(), package);
            }
        }
        Ok(Catalogue {
            asked: language,
            language: spoken.unwrap_or(language),
            packages,
        })
    }

    /// One service; apps also as `app_{org}_{app}`.
    ///
    /// # Errors
    /// See [`AltinnError`]; [`AltinnError::NotFound`] when the registry does not know it.
    pub async fn resource(&self, id: &str) -> Result<ServiceResource, AltinnError> {
        resource_registry::resource(self.0, id).await
    }

    /// Every service in the resource registry: one large answer instead of one call for each service.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn services(&self) -> Result<Vec<ServiceResource>, AltinnError> {
        resource_registry::list(self.0).await
    }

    /// All service owners, by code.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn orgs(&self) -> Result<BTreeMap<String, ServiceOwner>, AltinnError> {
        resource_registry::owners(self.0).await
    }

    /// What one may do with a service, by its policy: each action once, in the policy's order.
    ///
    /// # Errors
    /// See [`AltinnError`]; [`AltinnError::NotFound`] when the registry has no policy for it.
    pub async fn resource_actions(
        &self,
        id: &str,
        language: Language,
    ) -> Result<Vec<Action>, AltinnError> {
        resource_registry::actions(self.0, id, language).await
    }
}

fn read_package(wire: WireCataloguePackage, area: &Area) -> Option<Package> {
    let urn = roles::package_urn(&wire.urn?);
    let services = wire
        .resources
        .into_iter()
        .filter_map(|service| {
            let provider = service.provider.unwrap_or_default();
            let resource_id = service.ref_id?;
            Some(PackageService {
                name: service.name.unwrap_or_else(|| resource_id.clone()),
                resource_id,
                description: service.description,
                owner: provider.name,
                owner_code: provider.code.map(|code| code.to_lowercase()),
            })
        })
        .collect();
    Some(Package {
        name: wire.name.unwrap_or_else(|| roles::bare_code(&urn)),
        urn,
        description: wire.description,
        area: (!area.name.is_empty()).then(|| area.clone()),
        is_delegable: wire.is_delegable,
        is_assignable: wire.is_assignable,
        services,
    })
}

/// AreaGroupDto.
#[derive(Deserialize)]
struct WireGroup {
    #[serde(default, deserialize_with = "lenient")]
    areas: Vec<WireArea>,
}

/// AreaDto.
#[derive(Deserialize)]
struct WireArea {
    #[serde(default, deserialize_with = "text")]
    urn: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    packages: Vec<WireCataloguePackage>,
}

/// PackageDto.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireCataloguePackage {
    #[serde(default, deserialize_with = "text")]
    urn: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    is_delegable: bool,
    #[serde(default, deserialize_with = "lenient")]
    is_assignable: bool,
    #[serde(default, deserialize_with = "lenient")]
    resources: Vec<WireCatalogueService>,
}

/// ResourceDto.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireCatalogueService {
    #[serde(default, deserialize_with = "text")]
    ref_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    description: Option<String>,
    #[serde(default)]
    provider: Option<WireProvider>,
}

/// ProviderDto.
#[derive(Default, Deserialize)]
struct WireProvider {
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    code: Option<String>,
}
