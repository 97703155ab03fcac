//! The local log of decisions, and receipts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approvals::Review;
use super::changes::Held;
use super::common::{Ability, Instant, PartyUuid};

/// Which entries of the log.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityQuery {
    /// Words in system, vendor, organisation or number; empty for all.
    pub text: String,
    /// Only this sort.
    pub filter: ActivityFilter,
    /// Only this organisation.
    pub party_uuid: Option<PartyUuid>,
    /// Only the organisations in this group of the user's own (`party_groups`); not beside `party_uuid`.
    #[serde(default)]
    pub group: Option<String>,
    /// First row.
    pub offset: u32,
    /// Rows at most.
    pub limit: u32,
}

/// Sorts of entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityFilter {
    /// All.
    #[default]
    All,
    /// Approvals.
    Approved,
    /// Rejections.
    Rejected,
    /// Withdrawals.
    Withdrawn,
    /// Acts in messages.
    Messages,
    /// Everything else.
    Other,
}

/// A window of the log, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityPage {
    /// Entries that match.
    pub total: u32,
    /// The window.
    pub rows: Vec<ActivityRow>,
    /// Whether the chain of hashes holds from the first entry to the last.
    pub chain: ChainState,
}

/// Whether the log is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ChainState {
    /// Every entry follows from the one before.
    Whole,
    /// An entry was changed or taken away.
    Broken {
        /// Number of the first entry that does not follow.
        number: String,
    },
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityRow {
    /// Number, e.g. `2026-0147`.
    pub number: String,
    /// When.
    pub at: Instant,
    /// What.
    pub act: Act,
    /// System, where there is one; for an act in one message, its title.
    pub system: Option<String>,
    /// Organisation, where there is one.
    pub organisation: Option<String>,
    /// Services concerned; for acts in messages, the messages.
    pub services: Option<u32>,
    /// Why it failed, for a failed act.
    pub failure: Option<super::common::Failure>,
    /// Has a receipt to open.
    pub has_receipt: bool,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Signed in.
    SignedIn,
    /// Signed out.
    SignedOut,
    /// Approved a request.
    Approved,
    /// Approval failed.
    ApproveFailed,
    /// Rejected a request.
    Rejected,
    /// Rejection failed.
    RejectFailed,
    /// Forwarded a request.
    Forwarded,
    /// Handed a request over to Altinn's page.
    HandedOff,
    /// Approved a change of a system user.
    Changed,
    /// A change stopped half-way.
    ChangedPartly,
    /// Set up a system user.
    Created,
    /// Setting up a system user failed.
    CreateFailed,
    /// Added the own organisation to a system user for clients.
    OwnOrganisationAdded,
    /// Removed the own organisation from a system user for clients.
    OwnOrganisationRemoved,
    /// Withdrew a system user.
    Withdrawn,
    /// Withdrawal failed.
    WithdrawFailed,
    /// Exported the log.
    Exported,
    /// Opened a message at Altinn.
    MessageOpened,
    /// Archived messages.
    MessageArchived,
    /// Put messages into the bin.
    MessageBinned,
    /// Took messages back to the inbox.
    MessageRestored,
    /// Marked messages as unread.
    MessageMarkedUnread,
    /// Took the unread mark away again.
    MessageUnmarkedUnread,
    /// Undid the filing of messages.
    FilingUndone,
    /// Confirmed receipt of a message.
    ReceiptConfirmed,
    /// Confirming receipt failed.
    ReceiptConfirmFailed,
    /// Deleted a message for good.
    MessageDeleted,
    /// Deleting for good failed.
    MessageDeleteFailed,
    /// Sent a write action of a message.
    MessageAction,
    /// A write action failed.
    MessageActionFailed,
    /// A job changed which clients agents have; `system` names the agents.
    ClientsChanged,
    /// Added an agent; `system` names it.
    AgentAdded,
    /// Removed an agent; `system` names it.
    AgentRemoved,
    /// Gave up one's own access to a client, or to all of a provider; `system` names it.
    ClientsLeft,
    /// Something that this version does not know: a newer one wrote it.
    Other,
}

/// Names one receipt.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptRef {
    /// Number.
    pub number: String,
}

/// A receipt: what was shown and decided, frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Number, e.g. `2026-0147`.
    pub number: String,
    /// What.
    pub act: Act,
    /// When Altinn confirmed it (or when we observed it).
    pub at: Instant,
    /// Who.
    pub person: String,
    /// In which role, when known.
    pub role: Option<String>,
    /// Decided on Altinn's page, and observed here; the person there is not known to us.
    pub observed: bool,
    /// What was shown.
    pub review: Review,
    /// The system user: same id as the request.
    pub system_user_id: Option<String>,
    /// Altinn's trace id of the answer.
    pub trace_id: Option<String>,
    /// Hash of this entry in the log.
    pub hash: String,
    /// The vendor's page, opened only on request.
    pub redirect_host: Option<String>,
    /// What the system user held once a change was carried out; `None` when it could not be read, and for other acts.
    pub held_after: Option<Held>,
    /// What is left for the person to do.
    pub next: Option<ReceiptNext>,
    /// How its system user can be withdrawn; `None` when there is none (any more).
    pub withdraw: Option<Ability>,
}

/// What a decision leaves for the person to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ReceiptNext {
    /// Choose the clients of a system user.
    ChooseClients {
        /// Its organisation.
        party_uuid: PartyUuid,
        /// System user id.
        id: String,
    },
}

/// Write the log, or one receipt, to a file in the user's download folder.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportActivity {
    /// Format.
    pub format: ExportFormat,
    /// Only this receipt.
    pub number: Option<String>,
}

/// Formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Semicolons, UTF-8 with mark, formula cells guarded.
    Csv,
    /// A printable page.
    Html,
}

/// The file is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// Where.
    pub path: String,
    /// Rows.
    pub rows: u32,
}
