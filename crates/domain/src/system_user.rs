//! System users: what a vendor's system is, inside an organisation.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{OrgNumber, SystemId};

/// Kinds of system user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemUserKind {
    /// For the organisation itself (`standard`).
    Own,
    /// For its clients (`agent`).
    Client,
}

/// A row of an organisation's list (Altinn/altinn-authentication: SystemUserInternalDTO).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemUser {
    /// Id; the same as that of the request that made it.
    pub id: Uuid,
    /// Kind.
    pub kind: SystemUserKind,
    /// Title. Untrusted text.
    pub title: String,
    /// The system behind it.
    pub system_id: SystemId,
    /// The vendor's organisation number, from its own field or else from the system id.
    pub vendor: Option<OrgNumber>,
    /// The organisation that owns it.
    pub party_org_number: Option<OrgNumber>,
    /// The vendor's reference. Untrusted text.
    pub external_ref: Option<String>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// Packages as they were noted at creation, as URNs: none when it was created without a vendor's request. They do
    /// not follow change requests: use [`Delegations`] or
    /// [`SystemUserDetail`] for what it holds now.
    pub packages_at_creation: Vec<String>,
}

/// One system user in full (Altinn/altinn-authentication: SystemUserDetailInternalDTO).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemUserDetail {
    /// As in the list; its packages are those of the detail, when given.
    pub system_user: SystemUser,
    /// Resource ids of the single services that it holds now; `None` when the answer leaves them out, as it does
    /// without the scope for connections.
    pub resources: Option<Vec<String>>,
    /// URNs of the packages that it holds now; `None` as above.
    pub packages: Option<Vec<String>>,
}

/// What a standard system user truly holds now (Altinn/altinn-authentication: StandardSystemUserDelegations).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegations {
    /// The system user.
    pub system_user_id: Uuid,
    /// Resource ids of its single services.
    pub resources: Vec<String>,
    /// URNs of its packages.
    pub packages: Vec<String>,
}

/// An entry of Altinn's system register (Altinn/altinn-authentication: RegisteredSystemDTO). Reading it needs a
/// scope that only Altinn's own pages get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredSystem {
    /// Id.
    pub system_id: SystemId,
    /// The vendor's organisation number.
    pub vendor: Option<OrgNumber>,
    /// Name in several languages. Untrusted text.
    pub name: crate::Text,
    /// Description in several languages. Untrusted text.
    pub description: crate::Text,
    /// Resource ids of the single services that it registered: whoever sets it up gives them all.
    pub resources: Vec<String>,
    /// URNs of the packages that it registered; likewise.
    pub packages: Vec<String>,
    /// Shown in Altinn's own list of systems.
    pub is_visible: bool,
}
