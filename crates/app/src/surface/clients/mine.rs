//! Accesses to clients that others gave to the user as an agent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::matrix::{GivenByRole, PackageName};
use crate::surface::common::{Ability, Failure, Instant, PartyUuid};

/// Ask for the user's own accesses.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct MyClientsQuery {
    /// Ask Altinn now; else what is held here, asked for when never read.
    pub refresh: bool,
}

/// The user's own accesses, by provider.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MyClients {
    /// Providers, by name.
    pub providers: Vec<MyProvider>,
    /// Names of the packages named here.
    pub packages: Vec<PackageName>,
    /// Whether they can be read. When the scope is missing: ask with `sign_in { features: ["my_clients"] }`.
    pub read: Ability,
    /// Whether one can leave.
    pub leave: Ability,
    /// When they were read; `None` if never.
    pub fetched_at: Option<Instant>,
    /// Why they could not be read, last time.
    pub failure: Option<Failure>,
}

/// One provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MyProvider {
    /// Key.
    pub party_uuid: PartyUuid,
    /// Name.
    pub name: String,
    /// Two letters for the avatar.
    pub initials: String,
    /// Organisation number.
    pub org_no: Option<String>,
    /// Since when the user is an agent of it.
    pub added_at: Option<Instant>,
    /// Its clients that the user has access to, by name.
    pub clients: Vec<MyClient>,
}

/// One client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MyClient {
    /// Key.
    pub party_uuid: PartyUuid,
    /// Name.
    pub name: String,
    /// Organisation number.
    pub org_no: Option<String>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// Through which roles what.
    pub holds: Vec<GivenByRole>,
}

/// Give up accesses. The firm can give them again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeaveClients {
    /// The provider.
    pub provider: PartyUuid,
    /// One of its clients; `None`: leave the provider, and with it every client.
    pub client: Option<PartyUuid>,
}
