//! For whom a system user for clients acts: its clients by number, and the own organisation
//! (Altinn/altinn-authentication: SystemUserClientDelegationController; SystemUserController, `self`).

use fullmakt_net::Call;
use serde::de::IgnoredAny;
use url::Url;
use uuid::Uuid;

use crate::client::{Done, confirmed, read};
use crate::error::AltinnError;
use crate::kinds::{
    OWN_ORGANISATION_ADD, OWN_ORGANISATION_READ, OWN_ORGANISATION_REMOVE, SYSTEM_USER_CLIENTS,
};
use crate::system_users::SystemUsers;
use crate::wire::Page;

impl SystemUsers<'_> {
    /// How many clients a system user has. Needs the scope for clients and the right of a client administrator.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn client_count(&self, id: Uuid) -> Result<u32, AltinnError> {
        let base = "authentication/api/v1/enduser/systemuser";
        let mut url = self.0.platform(base, ["clients"]);
        url.query_pairs_mut().append_pair("agent", &id.to_string());
        let answer = self.0.send(Call::get(SYSTEM_USER_CLIENTS, url)).await?;
        let page: Page<IgnoredAny> = read(SYSTEM_USER_CLIENTS, &answer)?;
        Ok(u32::try_from(page.items.len()).unwrap_or(u32::MAX))
    }

    /// Whether the own organisation is on a system user for clients.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn has_own(
        &self,
        party_id: u32,
        party_uuid: Uuid,
        id: Uuid,
    ) -> Result<bool, AltinnError> {
        let url = self.own(party_id, party_uuid, id);
        let answer = self.0.send(Call::get(OWN_ORGANISATION_READ, url)).await?;
        read(OWN_ORGANISATION_READ, &answer)
    }

    /// Adds the own organisation; once there it stays so.
    ///
    /// # Errors
    /// See [`AltinnError`]. `AUTH-00064` when a package is for clients only.
    pub async fn add_own(
        &self,
        party_id: u32,
        party_uuid: Uuid,
        id: Uuid,
    ) -> Result<Done, AltinnError> {
        let url = self.own(party_id, party_uuid, id);
        let call = Call::post(OWN_ORGANISATION_ADD, url).header("content-length", "0");
        confirmed(OWN_ORGANISATION_ADD, &self.0.send(call).await?)
    }

    /// Removes the own organisation.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn remove_own(
        &self,
        party_id: u32,
        party_uuid: Uuid,
        id: Uuid,
    ) -> Result<Done, AltinnError> {
        let url = self.own(party_id, party_uuid, id);
        let call = Call::delete(OWN_ORGANISATION_REMOVE, url);
        confirmed(OWN_ORGANISATION_REMOVE, &self.0.send(call).await?)
    }

    fn own(&self, party_id: u32, party_uuid: Uuid, id: Uuid) -> Url {
        let (party, id) = (party_id.to_string(), id.to_string());
        let mut url = self.0.platform(
            "authentication/api/v1/systemuser",
            ["agent", party.as_str(), id.as_str(), "self", ""],
        );
        url.query_pairs_mut()
            .append_pair("partyUuid", &party_uuid.to_string());
        url
    }
}
