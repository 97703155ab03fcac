//! When the person may not decide: facts for a message to the colleague who can.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approvals::{MissingItem, RequestKind, WhoCan};
use super::common::{Ability, Instant};

/// What a message to a colleague says. The words are the screen's, in its language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColleagueNote {
    /// Altinn's page for the request.
    pub link: String,
    /// Kind.
    pub kind: RequestKind,
    /// Title of the system.
    pub system: String,
    /// Vendor's name.
    pub vendor: String,
    /// Vendor's organisation number.
    pub vendor_org_no: String,
    /// Organisation's name.
    pub organisation: String,
    /// Its organisation number.
    pub org_no: String,
    /// When the vendor asked.
    pub created: Instant,
    /// Distinct services asked for; for a change: those that come.
    pub services: u32,
    /// What the colleague must be.
    pub needs: Vec<ColleagueNeed>,
    /// What the person writing lacks, item by item. The colleague must have it.
    pub missing: Vec<MissingItem>,
    /// Who could decide, by their register roles.
    pub who_can: Vec<WhoCan>,
    /// Altinn's own forwarding besides; not for changes.
    pub escalate: Ability,
}

/// What one must be to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ColleagueNeed {
    /// Access manager in the organisation (a general manager and equals are).
    AccessManager,
    /// The authority to pass on every item named in `missing`; of all items when it is empty.
    OwnAuthority,
    /// Afterwards, to choose clients: client administrator.
    ClientAdministrator,
}
