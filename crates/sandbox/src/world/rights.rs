//! Rights and packages as system registrations and requests name them.

use serde::{Deserialize, Serialize};

use super::catalogue::PACKAGE_URN;
use super::services::RESOURCE_ATTRIBUTE;

/// One attribute of a right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AttributePair {
    pub(crate) id: String,
    pub(crate) value: String,
}

/// A right: normally one pair `urn:altinn:resource` with a service's id. An `action` may stand
/// beside it, but nothing compares it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Right {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) action: Option<String>,
    #[serde(default)]
    pub(crate) resource: Vec<AttributePair>,
}

impl Right {
    /// The right to a service as a whole.
    pub(crate) fn to_service(id: &str) -> Self {
        let pair = AttributePair {
            id: RESOURCE_ATTRIBUTE.to_owned(),
            value: id.to_owned(),
        };
        Self {
            action: None,
            resource: vec![pair],
        }
    }

    /// The service's id. Apps in the old form (`urn:altinn:org` and `urn:altinn:app`) give
    /// `app_{org}_{app}`.
    pub(crate) fn service_id(&self) -> Option<String> {
        let value = |id: &str| {
            self.resource
                .iter()
                .find(|pair| pair.id == id)
                .map(|pair| pair.value.as_str())
        };
        value(RESOURCE_ATTRIBUTE).map(str::to_owned).or_else(|| {
            Some(format!(
                "app_{}_{}",
                value("urn:altinn:org")?,
                value("urn:altinn:app")?
            ))
        })
    }

    /// Whether two rights have the same attributes, in whatever order.
    pub(crate) fn same_resource(&self, other: &Self) -> bool {
        self.resource.len() == other.resource.len()
            && self
                .resource
                .iter()
                .all(|pair| other.resource.contains(pair))
    }
}

/// A package named by its URN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AccessPackage {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) urn: Option<String>,
}

impl AccessPackage {
    /// By code (`lonn`).
    pub(crate) fn of_code(code: &str) -> Self {
        Self {
            urn: Some(format!("{PACKAGE_URN}{code}")),
        }
    }

    /// The URN; empty when it was left out.
    pub(crate) fn urn(&self) -> &str {
        self.urn.as_deref().unwrap_or_default()
    }
}
