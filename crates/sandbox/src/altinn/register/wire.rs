//! Registered systems as they stand on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::altinn::requests::time;
use crate::world::rights::{AccessPackage, Right};
use crate::world::systems::{RegisteredSystem, SystemChange};

/// `RegisteredSystemDTO`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SystemOut<'a> {
    system_id: &'a str,
    system_vendor_org_number: &'a str,
    /// Empty from this API; the portal fills it in from elsewhere.
    system_vendor_org_name: &'static str,
    name: &'a BTreeMap<String, String>,
    description: &'a BTreeMap<String, String>,
    rights: &'a [Right],
    access_packages: &'a [AccessPackage],
    is_visible: bool,
}

impl<'a> SystemOut<'a> {
    pub(super) fn new(system: &'a RegisteredSystem) -> Self {
        Self {
            system_id: &system.id,
            system_vendor_org_number: &system.vendor_org_no,
            system_vendor_org_name: "",
            name: &system.name,
            description: &system.description,
            rights: &system.rights,
            access_packages: &system.packages,
            is_visible: system.visible,
        }
    }
}

/// `RegisteredSystemResponse`: what the vendor itself sees.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OwnSystemOut<'a> {
    id: &'a str,
    vendor: VendorOut,
    name: &'a BTreeMap<String, String>,
    description: &'a BTreeMap<String, String>,
    rights: &'a [Right],
    access_packages: &'a [AccessPackage],
    is_deleted: bool,
    client_id: &'a [String],
    is_visible: bool,
    allowed_redirect_urls: &'a [String],
}

#[derive(Serialize)]
struct VendorOut {
    #[serde(rename = "ID")]
    id: String,
}

impl<'a> OwnSystemOut<'a> {
    pub(super) fn new(system: &'a RegisteredSystem) -> Self {
        Self {
            id: &system.id,
            vendor: VendorOut {
                id: format!("0192:{}", system.vendor_org_no),
            },
            name: &system.name,
            description: &system.description,
            rights: &system.rights,
            access_packages: &system.packages,
            is_deleted: system.deleted,
            client_id: &system.client_ids,
            is_visible: system.visible,
            allowed_redirect_urls: &system.redirect_urls,
        }
    }
}

/// `SystemChangeLog`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeOut<'a> {
    system_internal_id: Uuid,
    changed_by_org_number: &'a str,
    change_type: &'static str,
    changed_data: &'a serde_json::Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<&'a str>,
    created: String,
}

impl<'a> ChangeOut<'a> {
    pub(super) fn new(system: &RegisteredSystem, change: &'a SystemChange) -> Self {
        Self {
            system_internal_id: system.internal_id,
            changed_by_org_number: &change.by_org_no,
            change_type: change.kind,
            changed_data: &change.data,
            client_id: change.client_id.as_deref(),
            created: time(change.at),
        }
    }
}

/// `RegisterSystemRequest`.
#[derive(Debug, Deserialize)]
pub(super) struct Registration {
    pub(super) id: Option<String>,
    pub(super) vendor: Option<VendorIn>,
    pub(super) name: Option<BTreeMap<String, String>>,
    pub(super) description: Option<BTreeMap<String, String>>,
    pub(super) rights: Option<Vec<Right>>,
    #[serde(rename = "accesspackages")]
    pub(super) packages: Option<Vec<AccessPackage>>,
    #[serde(rename = "clientid")]
    pub(super) client_ids: Option<Vec<String>>,
    #[serde(rename = "isvisible", default = "visible")]
    pub(super) visible: bool,
    #[serde(rename = "allowedredirecturls")]
    pub(super) redirect_urls: Option<Vec<String>>,
}

fn visible() -> bool {
    true
}

/// The vendor in a registration; `id` is `0192:{org number}`.
#[derive(Debug, Deserialize)]
pub(super) struct VendorIn {
    pub(super) id: Option<String>,
}
