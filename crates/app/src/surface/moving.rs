//! Moving from one system to another: the new access first, then the check, and only then the old one goes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approvals::{RegisterStatus, ServiceView};
use super::changes::HeldItem;
use super::common::{Failure, Instant, PartyUuid};
use super::system_users::{SystemUserKind, SystemUserRef, Withdrawal};

/// Begin a move.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BeginMove {
    /// The access that shall go.
    pub from: SystemUserRef,
    /// What takes its place.
    pub to: MoveTo,
}

/// What takes an access's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum MoveTo {
    /// A request in the queue, to be approved.
    Request {
        /// Key.
        key: String,
    },
    /// A system, to be set up here (`create_system_user`). Not for clients: Altinn sets up accesses of the own kind only.
    System {
        /// System id.
        system_id: String,
    },
    /// An access that is there already.
    SystemUser {
        /// System user id.
        id: String,
    },
}

/// Every move that is not over, and those over in the last thirty days; newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Moves {
    /// Moves.
    pub rows: Vec<Move>,
}

/// Names a move.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveRef {
    /// Its id.
    pub id: String,
}

/// A move. It is kept on this machine, stops safely between any two steps, and goes on after a restart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Move {
    /// Its id.
    pub id: String,
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// Its name.
    pub organisation: String,
    /// Whether it is about accesses for the organisation itself, or for its clients.
    pub kind: SystemUserKind,
    /// The old access.
    pub from: MoveEnd,
    /// What takes its place.
    pub to: MoveTo,
    /// The new access, once it is there.
    pub new: Option<MoveEnd>,
    /// The next thing to do.
    pub step: MoveStep,
    /// What the two hold, once it was checked.
    pub comparison: Option<MoveComparison>,
    /// The person said that the old one shall go although the new one holds less.
    pub accepted_less: bool,
    /// Receipt of the withdrawal.
    pub receipt: Option<String>,
    /// When it began.
    pub began_at: Instant,
    /// Why the last step failed.
    pub failure: Option<Failure>,
}

/// One end of a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveEnd {
    /// System user id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Vendor's name.
    pub vendor: String,
    /// What Enhetsregisteret says of the vendor.
    pub vendor_register: RegisterStatus,
}

/// The next thing to do in a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MoveStep {
    /// Approve the request, or set up the system.
    NewAccess,
    /// Compare what the two hold (`check_move`).
    Check,
    /// Withdraw the old one (`finish_move`).
    Withdraw,
    /// Over: the old one is gone.
    Done,
    /// Over: the person stopped it.
    Stopped,
}

/// What the old and the new access hold, service by service, both as Altinn says now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveComparison {
    /// Services that the new one lacks. The check has passed when these and the packages it lacks are none.
    pub missing: Vec<ServiceView>,
    /// Packages that the new one lacks and that Altinn's catalogue does not know: what they open cannot be compared.
    #[serde(default)]
    pub missing_packages: Vec<HeldItem>,
    /// Services that only the new one has.
    pub extra: Vec<ServiceView>,
    /// Packages that only the new one has and that Altinn's catalogue does not know.
    #[serde(default)]
    pub extra_packages: Vec<HeldItem>,
    /// Services that both have.
    pub same: u32,
    /// Clients of the two; `None` for accesses of the own kind.
    #[serde(default)]
    pub clients: Option<MoveClients>,
    /// When the two were read.
    pub at: Instant,
}

/// Clients that the old access has: they do not go with it, and must be given to the new one before it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveClients {
    /// How many the new one has too, with all that it needs.
    pub same: u32,
    /// Those that it lacks, or has in part only; by name.
    pub missing: Vec<MoveClient>,
}

/// A client that is lacking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveClient {
    /// Party.
    pub party_uuid: PartyUuid,
    /// Name.
    pub name: String,
    /// Organisation number.
    pub org_no: Option<String>,
}

impl MoveComparison {
    /// How many things the new access lacks: services, packages, and clients.
    pub fn lacking(&self) -> usize {
        let clients = self
            .clients
            .as_ref()
            .map_or(0, |clients| clients.missing.len());
        self.missing.len() + self.missing_packages.len() + clients
    }
}

/// Withdraw the old access of a move.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FinishMove {
    /// The move.
    pub id: String,
    /// The new access holds less, and that is meant.
    pub accept_less: bool,
}

/// What came of the last step of a move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveFinished {
    /// The move as it is now.
    pub job: Move,
    /// What came of the withdrawal.
    pub withdrawal: Withdrawal,
}
