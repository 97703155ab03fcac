//! Systems that vendors have registered.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::World;
use super::rights::{AccessPackage, Right};

/// A registered system. Deleting only marks it.
#[derive(Clone, Debug)]
pub(crate) struct RegisteredSystem {
    pub(crate) internal_id: Uuid,
    /// `{vendor org number}_{name}`.
    pub(crate) id: String,
    pub(crate) vendor_org_no: String,
    /// By language code; vendors may add other languages than nb, nn and en.
    pub(crate) name: BTreeMap<String, String>,
    pub(crate) description: BTreeMap<String, String>,
    pub(crate) rights: Vec<Right>,
    pub(crate) packages: Vec<AccessPackage>,
    /// Maskinporten clients that may act through the system.
    pub(crate) client_ids: Vec<String>,
    /// Shown to everybody who sets up a system user without a vendor's request.
    pub(crate) visible: bool,
    pub(crate) deleted: bool,
    pub(crate) redirect_urls: Vec<String>,
    pub(crate) changes: Vec<SystemChange>,
}

/// One line of a system's change log.
#[derive(Clone, Debug)]
pub(crate) struct SystemChange {
    pub(crate) kind: &'static str,
    pub(crate) by_org_no: String,
    pub(crate) client_id: Option<String>,
    pub(crate) data: Value,
    pub(crate) at: Timestamp,
}

impl RegisteredSystem {
    /// The name in bokmål, which requests and system users are called by.
    pub(crate) fn name_nb(&self) -> Option<&str> {
        self.name
            .get("nb")
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }
}

impl World {
    /// The system with this id, unless it is deleted.
    pub(crate) fn living_system(&self, id: &str) -> Option<&RegisteredSystem> {
        self.systems.get(id).filter(|system| !system.deleted)
    }
}
