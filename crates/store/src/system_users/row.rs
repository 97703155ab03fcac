//! Rows of the system user tables.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;

/// Kinds of system user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SystemUserKind {
    /// For the organisation itself (standard).
    Own,
    /// For its clients (agent).
    Client,
}

impl SystemUserKind {
    /// As it is stored.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            SystemUserKind::Own => "own",
            SystemUserKind::Client => "client",
        }
    }

    /// From what is stored.
    pub(crate) fn parse(text: &str) -> Result<Self, StoreError> {
        match text {
            "own" => Ok(SystemUserKind::Own),
            "client" => Ok(SystemUserKind::Client),
            _ => Err(StoreError::unreadable("system user kind")),
        }
    }
}

/// A system user as in Altinn's list (Altinn/altinn-authentication `SystemUserInternalDTO`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUser {
    /// System user id.
    pub id: Uuid,
    /// Organisation.
    pub party_uuid: Uuid,
    /// Kind.
    pub kind: SystemUserKind,
    /// Title (`integrationTitle`).
    pub title: String,
    /// `{vendor org no}_{name}`.
    pub system_id: String,
    /// Vendor's organisation number.
    pub vendor_org_no: Option<String>,
    /// Vendor's name, when known.
    pub vendor: Option<String>,
    /// The vendor's reference.
    pub external_ref: Option<String>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// Package URNs at creation. The list does not follow change requests; the detail does.
    pub packages: Vec<String>,
}

/// The kept detail of a system user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUserDetail {
    /// JSON of the app's.
    pub body: String,
    /// When it was read.
    pub at: Timestamp,
}
