//! System users as they stand on the wire. Product and supplier names are empty in every answer to
//! a customer: names come from the system register and the Enhetsregisteret.

use serde::Serialize;
use uuid::Uuid;

use crate::altinn::requests::time;
use crate::world::World;
use crate::world::rights::{AccessPackage, Right};
use crate::world::system_users::SystemUser;

/// `SystemUserInternalDTO`, and with `rights` `SystemUserDetailInternalDTO`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SystemUserOut {
    id: Uuid,
    integration_title: String,
    system_id: String,
    product_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    system_internal_id: Option<Uuid>,
    /// Text here, a number in requests.
    party_id: String,
    #[serde(rename = "partyUuId")]
    party_uuid: &'static str,
    reportee_org_no: String,
    created: String,
    is_deleted: bool,
    supplier_name: &'static str,
    supplier_orgno: String,
    external_ref: String,
    user_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_packages: Option<Vec<AccessPackage>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<Vec<Right>>,
}

impl SystemUserOut {
    /// A row of a list: the packages are those that were noted when it was made.
    pub(crate) fn row(world: &World, user: &SystemUser) -> Self {
        let system = world.systems.get(&user.system_id);
        let owner = world.organisations.by_number(&user.org_no);
        Self {
            id: user.id,
            integration_title: user.title.clone(),
            system_id: user.system_id.clone(),
            product_name: "",
            system_internal_id: system.map(|system| system.internal_id),
            party_id: owner
                .map(|owner| owner.party_id.to_string())
                .unwrap_or_default(),
            party_uuid: "",
            reportee_org_no: user.org_no.clone(),
            created: time(user.created),
            is_deleted: user.deleted,
            supplier_name: "",
            supplier_orgno: system
                .map(|system| system.vendor_org_no.clone())
                .unwrap_or_default(),
            external_ref: user.external_ref.clone(),
            user_type: user.kind.name(),
            access_packages: Some(user.packages_at_creation.clone()),
            rights: None,
        }
    }

    /// With what it holds now.
    pub(super) fn with_holdings(mut self, user: &SystemUser) -> Self {
        self.access_packages = Some(user.packages.clone());
        self.rights = Some(held_rights(user));
        self
    }

    /// Without rights and packages: access management gave no answer, and nobody says so.
    pub(super) fn without_holdings(mut self) -> Self {
        self.access_packages = None;
        self
    }
}

/// The services that a system user holds, as rights.
pub(super) fn held_rights(user: &SystemUser) -> Vec<Right> {
    user.services
        .iter()
        .map(|held| Right::to_service(&held.id))
        .collect()
}

/// `SystemUserExternalDTO`: what vendors and Maskinporten are given.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SystemUserForVendor {
    id: Uuid,
    integration_title: String,
    system_id: String,
    product_name: String,
    reportee_org_no: String,
    created: String,
    is_deleted: bool,
    supplier_name: &'static str,
    supplier_orgno: String,
    external_ref: String,
    user_type: &'static str,
}

impl SystemUserForVendor {
    pub(super) fn new(world: &World, user: &SystemUser) -> Self {
        let system = world.systems.get(&user.system_id);
        Self {
            id: user.id,
            integration_title: user.title.clone(),
            system_id: user.system_id.clone(),
            product_name: String::new(),
            reportee_org_no: user.org_no.clone(),
            created: time(user.created),
            is_deleted: user.deleted,
            supplier_name: "",
            supplier_orgno: system
                .map(|system| system.vendor_org_no.clone())
                .unwrap_or_default(),
            external_ref: user.external_ref.clone(),
            user_type: user.kind.name(),
        }
    }

    /// The look-up by external ids gives the system's id as the product's name.
    pub(super) fn with_product_name(mut self, user: &SystemUser) -> Self {
        user.system_id.clone_into(&mut self.product_name);
        self
    }
}
