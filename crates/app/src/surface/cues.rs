//! Cues: what in a request is worth a second look.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something to notice. Words and icon, never a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Cue {
    /// Which rule.
    pub code: CueCode,
    /// How serious.
    pub level: CueLevel,
    /// Facts for the sentence: `vendor`, `host`, `count`, `days`.
    pub context: std::collections::BTreeMap<String, String>,
}

/// Rules that make a cue (reference: user interface 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CueCode {
    /// The name looks like a vendor the user knows, but the number differs; or it mixes scripts.
    NameTrap,
    /// The vendor is deleted, bankrupt or being wound up.
    VendorProblem,
    /// A package that administers access itself.
    AdministersAccess,
    /// No organisation of the user has anything from this vendor.
    UnknownVendor,
    /// The vendor's page lies outside its registered web site.
    RedirectElsewhere,
    /// Can sign.
    MaySign,
    /// Can send in.
    MaySubmit,
    /// Sees payroll and personal data.
    SeesPayroll,
    /// Sees sensitive content (health, confidential post, police and courts, ownership).
    SeesSensitive,
    /// The same system and reference is approved already, or waits twice.
    Duplicate,
    /// A package or service could not be found in Altinn's catalogue.
    UnknownItem,
    /// More than 30 services or 3 areas.
    Broad,
    /// Older than 14 days.
    Old,
    /// Older than 180 days.
    TimedOut,
    /// The vendor's text holds marks that hide or turn text.
    OddCharacters,
}

/// How serious a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CueLevel {
    /// Stop and think: approval needs a tick.
    Stop,
    /// Caution.
    Caution,
    /// Note.
    Note,
}
