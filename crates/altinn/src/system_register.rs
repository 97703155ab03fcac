//! The register of systems (Altinn/altinn-authentication: SystemRegisterController).

use fullmakt_domain::{RegisteredSystem, SystemId, Text};
use fullmakt_net::Call;
use serde::Deserialize;

use crate::client::{Client, read};
use crate::error::AltinnError;
use crate::kinds::{SYSTEM_READ, SYSTEMS_LIST};
use crate::wire::{
    Page, WirePackage, WireRight, languages, lenient, org_number, package_urns, resource_ids, text,
};

/// Systems. Needs a scope that only Altinn's own pages get: an empty 403 is the normal answer.
#[derive(Clone, Copy)]
pub struct SystemRegister<'a>(pub(crate) &'a Client);

impl SystemRegister<'_> {
    /// One system, also when it is hidden or deleted.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn system(&self, id: &SystemId) -> Result<RegisteredSystem, AltinnError> {
        let url = self
            .0
            .platform("authentication/api/v1/systemregister", [id.as_str()]);
        let answer = self.0.send(Call::get(SYSTEM_READ, url)).await?;
        let wire: WireSystem = read(SYSTEM_READ, &answer)?;
        system(wire, Some(id)).ok_or(AltinnError::Unreadable { what: SYSTEM_READ })
    }

    /// Every system that is neither hidden nor deleted, in no order.
    ///
    /// # Errors
    /// See [`AltinnError`]. A row that cannot be read is left out, with a warning in the log.
    pub async fn systems(&self) -> Result<Vec<RegisteredSystem>, AltinnError> {
        let url = self.0.platform("authentication/api/v1/systemregister", []);
        let answer = self.0.send(Call::get(SYSTEMS_LIST, url)).await?;
        let page: Page<WireSystem> = read(SYSTEMS_LIST, &answer)?;
        let rows = page.items.len();
        let systems: Vec<_> = page
            .items
            .into_iter()
            .filter_map(|wire| system(wire, None))
            .collect();
        if systems.len() < rows {
            let left_out = rows - systems.len();
            tracing::warn!(what = SYSTEMS_LIST, left_out, "rows could not be read");
        }
        Ok(systems)
    }
}

/// RegisteredSystemDTO.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSystem {
    #[serde(default, deserialize_with = "text")]
    system_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    system_vendor_org_number: Option<String>,
    #[serde(default, deserialize_with = "languages")]
    name: Text,
    #[serde(default, deserialize_with = "languages")]
    description: Text,
    #[serde(default, deserialize_with = "lenient")]
    rights: Vec<WireRight>,
    #[serde(default, deserialize_with = "lenient")]
    access_packages: Vec<WirePackage>,
    #[serde(default)]
    is_visible: Option<bool>,
}

/// `None` without an id.
fn system(wire: WireSystem, asked: Option<&SystemId>) -> Option<RegisteredSystem> {
    let system_id = match wire.system_id {
        Some(id) => SystemId::new(id.trim()),
        None => asked?.clone(),
    };
    Some(RegisteredSystem {
        vendor: org_number(wire.system_vendor_org_number.as_deref()).or_else(|| system_id.vendor()),
        system_id,
        name: wire.name,
        description: wire.description,
        resources: resource_ids(wire.rights),
        packages: package_urns(wire.access_packages),
        is_visible: wire.is_visible.unwrap_or(true),
    })
}
