//! Firms whose clients the user administers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::surface::common::{Ability, Failure, Instant, PartyUuid};

/// The firms, by name.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientFirms {
    /// Firms where the user may administer clients, as Altinn said last.
    pub firms: Vec<ClientFirm>,
    /// The firm that was chosen last, with `choose_firm`.
    pub chosen: Option<PartyUuid>,
    /// Whether clients can be read. When the scope is missing: ask with `sign_in { features: ["clients"] }`.
    pub read: Ability,
    /// Whether clients can be given and taken.
    pub change: Ability,
    /// When the firms were asked for; `None` if never. The first `client_firms` after a login asks.
    pub fetched_at: Option<Instant>,
    /// Why the firms could not be asked for, last time.
    pub failure: Option<Failure>,
}

/// A firm whose clients the user administers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientFirm {
    /// Key.
    pub party_uuid: PartyUuid,
    /// Name in title case.
    pub name: String,
    /// Two letters for the avatar.
    pub initials: String,
    /// Organisation number, nine digits.
    pub org_no: Option<String>,
    /// Clients held here; 0 before the first reading.
    pub clients: u32,
    /// Agents held here.
    pub agents: u32,
    /// When its clients were read; `None` if never.
    pub fetched_at: Option<Instant>,
    /// Its clients are being read now.
    pub reading: bool,
    /// Jobs that run, wait or are paused.
    pub jobs: u32,
}

/// Names a firm.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FirmRef {
    /// The firm.
    pub firm: PartyUuid,
}
