//! The register of systems (Altinn/altinn-authentication: SystemRegisterController).

use fullmakt_domain::{RegisteredSystem, SystemId, Text};
use fullmakt_net::Call;
use serde::Deserialize;

use crate::client::{Client, read};
use crate::error::AltinnError;
use crate::kinds::SYSTEM_READ;
use crate::wire::{languages, org_number, text};

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
        let system_id = wire.system_id.map_or_else(|| id.clone(), SystemId::new);
        Ok(RegisteredSystem {
            vendor: org_number(wire.system_vendor_org_number.as_deref())
                .or_else(|| system_id.vendor()),
            system_id,
            name: wire.name,
            description: wire.description,
            is_visible: wire.is_visible.unwrap_or(true),
        })
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
    #[serde(default)]
    is_visible: Option<bool>,
}
