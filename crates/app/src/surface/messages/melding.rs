//! Altinn Melding: a letter whose receipt may have to be confirmed, and which can be deleted for good.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::surface::common::{Ability, Failure, Instant};

/// What is particular to a message of Altinn Melding. Its status comes from the events, never from the one field that
/// hides a confirmation behind a later download (products reference, 3.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Melding {
    /// Correspondence id.
    pub id: String,
    /// The sender asks that receipt be confirmed.
    pub confirmation_needed: bool,
    /// When it was confirmed.
    pub confirmed_at: Option<Instant>,
    /// The confirmation was taken and is not written yet (at least four seconds at Altinn).
    pub confirming: bool,
    /// How it can be confirmed.
    pub confirm: Ability,
    /// When it was read.
    pub read_at: Option<Instant>,
    /// How it can be deleted for good; only in the bin.
    pub purge: Ability,
    /// Why status or content could not be read.
    pub failure: Option<Failure>,
}

/// What came of confirming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ConfirmOutcome {
    /// Taken; the status follows.
    Taken,
    /// It was confirmed already.
    Already {
        /// When, if known.
        at: Option<Instant>,
    },
    /// Altinn did not answer; the state is being read before anything is sent again.
    Unknown,
}
