//! What a change request does to a system user, netted against what it truly holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approvals::ServiceView;
use super::common::{Failure, Instant, PartyUuid};
use super::system_users::RightsSource;

/// A change of a system user: what it gains, what it loses, and what stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// The system user that is changed.
    pub system_user: ChangedSystemUser,
    /// Services that it gains, those that bind (sign, send in) first.
    pub added: Vec<ChangedService>,
    /// Services that it loses.
    pub removed: Vec<ChangedService>,
    /// Services that it keeps.
    pub unchanged: Vec<ChangedService>,
    /// Packages that come or go, of which no service can be told.
    #[serde(default)]
    pub unseen: Vec<UnseenPackage>,
    /// Items that the vendor asks to add although they are held already, or to remove although they are not.
    pub moot: Vec<ChangeItem>,
    /// What Altinn is asked to do, item by item, in its order, and how far it has come.
    pub steps: Vec<ChangeStep>,
    /// Since when an approval from here has been half done; `None` when none is.
    pub begun: Option<ChangeBegun>,
    /// Whether what it holds now could be read. Where not, the comparison rests on what it got when it was made, and the
    /// change is approved on Altinn's page.
    pub source: RightsSource,
    /// What it holds now (before the first step, when an approval is half done).
    pub before: Held,
    /// What it will hold afterwards.
    pub after: Held,
}

/// The system user that a change request names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedSystemUser {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// Title.
    pub title: String,
    /// When it was created; `None` when Altinn does not say.
    pub created: Option<Instant>,
    /// When it was last changed or approved from this machine.
    pub last_decided: Option<Instant>,
    /// Receipt of that.
    pub receipt: Option<String>,
}

/// A service in a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedService {
    /// The service.
    pub service: ServiceView,
    /// By what it comes (added), leaves (removed) or stays (unchanged): packages and, if held by itself, the single
    /// service.
    pub through: Vec<Through>,
    /// For an unchanged one: by what it would have left. Empty when nothing of the sort goes.
    pub leaving: Vec<Through>,
}

/// A package that comes or goes with a change and of which no service can be told: with nothing but services to show,
/// the change would look like none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnseenPackage {
    /// Comes (true) or goes.
    pub add: bool,
    /// URN.
    pub urn: String,
    /// Name; the URN's tail where the catalogue does not know it.
    pub name: String,
    /// Not in Altinn's catalogue, so that nobody here knows what it opens; else it opens nothing now.
    pub unknown: bool,
}

/// By what a system user holds a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Through {
    /// A package.
    Package {
        /// URN.
        urn: String,
        /// Name.
        name: String,
    },
    /// By itself.
    Single,
}

/// A package or a single service that a change request names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeItem {
    /// To be added (true) or removed.
    pub add: bool,
    /// Package (true) or single service.
    pub is_package: bool,
    /// URN or resource id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// One step of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeStep {
    /// What is done.
    pub item: ChangeItem,
    /// The system user holds it, or does not, as the change wants: nothing is left to do.
    pub done: bool,
}

/// An approval that stopped half-way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeBegun {
    /// When it was first sent.
    pub at: Instant,
    /// Why it stopped; `None` while that is not known.
    pub failure: Option<Failure>,
}

/// What a system user holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// Packages.
    pub packages: Vec<HeldItem>,
    /// Single services.
    pub services: Vec<HeldItem>,
    /// Distinct services in all.
    pub service_count: u32,
}

/// A package or a single service that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldItem {
    /// URN or resource id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// What a row of the queue tells of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeCounts {
    /// Services more.
    pub added: u32,
    /// Services fewer.
    pub removed: u32,
    /// Packages that come or go, of which no service can be told.
    #[serde(default)]
    pub unseen: u32,
    /// An approval from here stopped half-way.
    pub half_done: bool,
}
