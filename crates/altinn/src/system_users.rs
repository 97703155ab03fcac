//! System users, the customer's side (Altinn/altinn-authentication: SystemUserController).

use fullmakt_domain::{
    Delegations, OrgNumber, SystemId, SystemUser, SystemUserDetail, SystemUserKind,
};
use fullmakt_net::Call;
use serde::Deserialize;
use serde_json::json;
use url::Url;
use uuid::Uuid;

use crate::client::{Client, Done, confirmed, read};
use crate::error::AltinnError;
use crate::kinds;
use crate::wire::{
    Page, WirePackage, WireRight, instant, lenient, org_number, package_urns, resource_ids, text,
    uuid,
};

/// System users of an organisation. Lists of the own kind, delegations and delete need the right of an access
/// manager; lists of the client kind and details are also open to client administrators. An empty 403 is a normal
/// answer.
#[derive(Clone, Copy)]
pub struct SystemUsers<'a>(pub(crate) &'a Client);

impl SystemUsers<'_> {
    /// System users of the own kind, in no order.
    ///
    /// # Errors
    /// See [`AltinnError`]. A row that cannot be read is left out, with a warning in the log.
    pub async fn list(&self, party_id: u32) -> Result<Vec<SystemUser>, AltinnError> {
        let url = self.address(&[&party_id.to_string()]);
        self.rows(kinds::SYSTEM_USERS_LIST, url, SystemUserKind::Own)
            .await
    }

    /// System users for clients, in no order.
    ///
    /// # Errors
    /// As [`SystemUsers::list`].
    pub async fn list_agents(&self, party_id: u32) -> Result<Vec<SystemUser>, AltinnError> {
        let url = self.address(&["agent", &party_id.to_string()]);
        self.rows(kinds::SYSTEM_USERS_LIST_AGENT, url, SystemUserKind::Client)
            .await
    }

    /// System users for clients, by the interface that is open to client administrators: scope
    /// `altinn:clientdelegations.read`. Needs no more than the firm's number.
    ///
    /// # Errors
    /// As [`SystemUsers::list`]; [`AltinnError::NotFound`] for a number that Altinn does not know.
    pub async fn for_clients(&self, firm: OrgNumber) -> Result<Vec<SystemUser>, AltinnError> {
        let mut url = self
            .0
            .platform("authentication/api/v1/enduser/systemuser", ["agents"]);
        url.query_pairs_mut().append_pair("party", firm.as_str());
        let what = kinds::SYSTEM_USERS_FOR_CLIENTS;
        self.rows(what, url, SystemUserKind::Client).await
    }

    /// One system user, of either kind. What it holds is in it for the own kind, if the token may read that.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn detail(&self, party_id: u32, id: Uuid) -> Result<SystemUserDetail, AltinnError> {
        let what = kinds::SYSTEM_USER_READ;
        let url = self.address(&[&party_id.to_string(), &id.to_string()]);
        let answer = self.0.send(Call::get(what, url)).await?;
        let mut wire: WireSystemUser = read(what, &answer)?;
        let resources = wire.rights.take().map(resource_ids);
        let packages = wire.access_packages.take().map(package_urns);
        let mut system_user = system_user(wire, SystemUserKind::Own)
            .filter(|found| found.id == id)
            .ok_or(AltinnError::Unreadable { what })?;
        system_user.packages_at_creation = packages.clone().unwrap_or_default();
        Ok(SystemUserDetail {
            system_user,
            resources,
            packages,
        })
    }

    /// What a system user of the own kind holds now.
    ///
    /// # Errors
    /// See [`AltinnError`]. `AUTH-00055` and `AUTH-00062` when access management did not answer the service, which
    /// is also how a missing scope shows.
    pub async fn delegations(&self, party_id: u32, id: Uuid) -> Result<Delegations, AltinnError> {
        let what = kinds::SYSTEM_USER_DELEGATIONS;
        let url = self.address(&[&party_id.to_string(), &id.to_string(), "delegations"]);
        let answer = self.0.send(Call::get(what, url)).await?;
        let wire: WireDelegations = read(what, &answer)?;
        if uuid(wire.system_user_id.as_deref()).is_some_and(|found| found != id) {
            return Err(AltinnError::Unreadable { what });
        }
        Ok(Delegations {
            system_user_id: id,
            resources: resource_ids(wire.rights),
            packages: package_urns(wire.access_packages),
        })
    }

    /// Withdraws a system user of the own kind: its rights are revoked, then it is deleted, and so is its request.
    ///
    /// # Errors
    /// See [`AltinnError`]; [`AltinnError::may_have_arrived`] says when the list must be read again first.
    pub async fn delete(&self, party_id: u32, id: Uuid) -> Result<Done, AltinnError> {
        let what = kinds::SYSTEM_USER_DELETE;
        let url = self.address(&[&party_id.to_string(), &id.to_string()]);
        confirmed(what, &self.0.send(Call::delete(what, url)).await?)
    }

    /// Withdraws a system user for clients; its clients go with it. Needs the right of a client administrator too.
    ///
    /// # Errors
    /// As [`SystemUsers::delete`].
    pub async fn delete_agent(
        &self,
        party_id: u32,
        party_uuid: Uuid,
        id: Uuid,
    ) -> Result<Done, AltinnError> {
        let what = kinds::SYSTEM_USER_DELETE_AGENT;
        let mut url = self.address(&["agent", &party_id.to_string(), &id.to_string()]);
        url.query_pairs_mut()
            .append_pair("facilitatorId", &party_uuid.to_string());
        confirmed(what, &self.0.send(Call::delete(what, url)).await?)
    }

    /// Sets up a system user of the own kind without the vendor asking. It gets every right and package that the system
    /// has registered, and the organisation number as its reference: one for each organisation and system.
    ///
    /// # Errors
    /// See [`AltinnError`]. After `AUTH-00048`, and after no answer, the system user may be there: read the list before
    /// a second try, which would end in `AUTH-00004`.
    pub async fn create(
        &self,
        party_id: u32,
        system_id: &SystemId,
        title: &str,
    ) -> Result<SystemUser, AltinnError> {
        let what = kinds::SYSTEM_USER_CREATE;
        let url = self.address(&[&party_id.to_string(), "create"]);
        let body = json!({ "integrationTitle": title, "systemId": system_id.as_str() });
        let answer = self.0.send(Call::post(what, url).json(body)).await?;
        let mut wire: WireSystemUser = read(what, &answer)?;
        let packages = wire.access_packages.take().map(package_urns);
        let mut user =
            system_user(wire, SystemUserKind::Own).ok_or(AltinnError::Unreadable { what })?;
        user.packages_at_creation = packages.unwrap_or_default();
        Ok(user)
    }

    fn address(&self, segments: &[&str]) -> Url {
        self.0
            .platform("authentication/api/v1/systemuser", segments.iter().copied())
    }

    async fn rows(
        &self,
        what: &'static str,
        url: Url,
        kind: SystemUserKind,
    ) -> Result<Vec<SystemUser>, AltinnError> {
        let answer = self.0.send(Call::get(what, url)).await?;
        let page: Page<WireSystemUser> = read(what, &answer)?;
        let mut users = Vec::with_capacity(page.items.len());
        let mut left_out = 0_usize;
        for mut row in page.items.into_iter().filter(|row| !row.is_deleted) {
            let packages = row
                .access_packages
                .take()
                .map(package_urns)
                .unwrap_or_default();
            match system_user(row, kind) {
                Some(user) => users.push(SystemUser {
                    packages_at_creation: packages,
                    ..user
                }),
                None => left_out += 1,
            }
        }
        if left_out > 0 {
            tracing::warn!(what, left_out, "rows could not be read");
        }
        Ok(users)
    }
}

/// SystemUserInternalDTO and SystemUserDetailInternalDTO.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSystemUser {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    integration_title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    system_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    reportee_org_no: Option<String>,
    #[serde(default, deserialize_with = "text")]
    created: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    is_deleted: bool,
    #[serde(default, deserialize_with = "text")]
    supplier_orgno: Option<String>,
    #[serde(default, deserialize_with = "text")]
    external_ref: Option<String>,
    #[serde(default, deserialize_with = "text")]
    user_type: Option<String>,
    #[serde(default)]
    access_packages: Option<Vec<WirePackage>>,
    #[serde(default)]
    rights: Option<Vec<WireRight>>,
}

/// `None` without an id or a system. The kind in the row counts before the one of the list.
fn system_user(wire: WireSystemUser, kind: SystemUserKind) -> Option<SystemUser> {
    let system_id = SystemId::new(wire.system_id?.trim());
    let kind = match wire.user_type.map(|t| t.to_lowercase()).as_deref() {
        Some("agent") => SystemUserKind::Client,
        Some("standard") => SystemUserKind::Own,
        _ => kind,
    };
    Some(SystemUser {
        id: uuid(wire.id.as_deref())?,
        kind,
        title: wire
            .integration_title
            .unwrap_or_else(|| system_id.name().to_owned()),
        vendor: org_number(wire.supplier_orgno.as_deref()).or_else(|| system_id.vendor()),
        system_id,
        party_org_number: org_number(wire.reportee_org_no.as_deref()),
        external_ref: wire.external_ref,
        created: instant(wire.created.as_deref()),
        packages_at_creation: Vec::new(),
    })
}

/// StandardSystemUserDelegations.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireDelegations {
    #[serde(default, deserialize_with = "text")]
    system_user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    rights: Vec<WireRight>,
    #[serde(default, deserialize_with = "lenient")]
    access_packages: Vec<WirePackage>,
}
