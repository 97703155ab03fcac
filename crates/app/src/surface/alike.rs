//! The same system asks several organisations for the same: reviewed once, decided with one confirm.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::approvals::{Authority, Cue, Decision};
use super::common::{Ability, Failure, PartyUuid};

/// Waiting requests by the same system for the same permissions, checked one by one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Alike {
    /// One for each request, the one asked for first, then by organisation. One hundred at most.
    pub rows: Vec<AlikeRow>,
    /// Waiting ones besides these.
    pub more: u32,
    /// How all of them can be approved at once: by the interface, or not (then each is opened at Altinn by itself).
    pub approve: Ability,
    /// Approval needs the tick of stop-and-think.
    pub needs_tick: bool,
}

/// One of several requests that are alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeRow {
    /// Key of the request.
    pub key: String,
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// Its name.
    pub organisation: String,
    /// Its organisation number.
    pub org_no: String,
    /// Whether this person can approve there; `None` when it could not be read (see `failure`).
    pub authority: Option<Authority>,
    /// What to notice about this one.
    pub cues: Vec<Cue>,
    /// It can be approved: `approve_alike` may name it.
    pub can_approve: bool,
    /// Digest of its review; `approve_alike` must repeat it. Empty when it could not be read.
    pub fingerprint: String,
    /// Why it could not be read or checked.
    pub failure: Option<Failure>,
}

/// Approve several requests that are alike, one after another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApproveAlike {
    /// Which, each as it was shown.
    pub requests: Vec<AlikeChoice>,
    /// The stop-and-think tick.
    pub acknowledged: bool,
}

/// One request to approve with others.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeChoice {
    /// Key.
    pub key: String,
    /// Digest of the review that the user saw.
    pub fingerprint: String,
}

/// What came of each. The queue shows every row's new state as soon as it is decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeOutcomes {
    /// In the order they were sent.
    pub rows: Vec<AlikeOutcome>,
    /// Approved, each with its own receipt.
    pub approved: u32,
    /// Not sent, since what stopped one before would have stopped them too.
    pub not_sent: u32,
}

/// What came of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeOutcome {
    /// Key of the request.
    pub key: String,
    /// Organisation's name.
    pub organisation: String,
    /// What came of it; `None` when it failed or was not sent.
    pub decision: Option<Decision>,
    /// Why it failed; `None` with no decision: it was not sent.
    pub failure: Option<Failure>,
}
