//! Entries of the log.

use jiff::Timestamp;
use uuid::Uuid;

/// Something that was done, to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// When; kept to the microsecond.
    pub at: Timestamp,
    /// What, in the app's words (`approved`, `withdraw_failed`). The store does not interpret it.
    pub act: String,
    /// Request or system user concerned (Altinn gives an approved request and its system user the same id).
    pub subject: Option<Uuid>,
    /// System.
    pub system: Option<String>,
    /// Vendor.
    pub vendor: Option<String>,
    /// Organisation's name.
    pub organisation: Option<String>,
    /// Organisation.
    pub party_uuid: Option<Uuid>,
    /// Services concerned.
    pub services: Option<u32>,
    /// JSON of the failure, for a failed act.
    pub failure: Option<String>,
    /// JSON of the frozen receipt. Number and hash are not in it: they come into being with the entry.
    pub receipt: Option<String>,
}

/// What an entry got when it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Number, e.g. `2026-0147`.
    pub number: String,
    /// Hash, 64 hexadecimal digits.
    pub hash: String,
}

/// One entry of a list, without its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Number, e.g. `2026-0147`.
    pub number: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub act: String,
    /// Request or system user concerned.
    pub subject: Option<Uuid>,
    /// System.
    pub system: Option<String>,
    /// Vendor.
    pub vendor: Option<String>,
    /// Organisation's name.
    pub organisation: Option<String>,
    /// Organisation.
    pub party_uuid: Option<Uuid>,
    /// Services concerned.
    pub services: Option<u32>,
    /// JSON of the failure.
    pub failure: Option<String>,
    /// Whether a receipt was frozen.
    pub has_receipt: bool,
    /// Hash, 64 hexadecimal digits.
    pub hash: String,
}

/// One entry with its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The entry.
    pub row: EntryRow,
    /// JSON of the frozen receipt.
    pub receipt: Option<String>,
}

/// Which acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ActFilter {
    /// All.
    #[default]
    All,
    /// Only these.
    Only(Vec<String>),
    /// All but these.
    Except(Vec<String>),
}

/// Which entries, and which window of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityQuery {
    /// Words that must all occur in system, vendor, organisation or number, anywhere in a word; empty for all.
    pub text: String,
    /// Which acts.
    pub acts: ActFilter,
    /// Only these organisations; `None` for all.
    pub parties: Option<Vec<Uuid>>,
    /// Only this request or system user.
    pub subject: Option<Uuid>,
    /// First row.
    pub offset: u32,
    /// Rows at most.
    pub limit: u32,
}

/// A window of the log, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityPage {
    /// Entries that match.
    pub total: u32,
    /// The window.
    pub rows: Vec<EntryRow>,
}

/// Whether the log is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every entry follows from the one before, up to the last that was written.
    Whole,
    /// An entry was changed or taken away.
    Broken {
        /// Number of the first entry that does not follow (or that is missing at the end).
        number: String,
    },
}
