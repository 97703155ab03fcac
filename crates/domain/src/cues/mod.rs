//! What to notice about a request: rules that make words, never a score. All of it is reckoned from what is at
//! hand; nothing is fetched, and no absence of cues means anything.

mod facts;
mod package;
mod rules;
mod vendor;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use facts::{Facts, ItemFacts, KnownVendor, PackageFacts, RegisterFinding, Repeats, repeats};
pub use package::package_cues;
pub use rules::cues;

/// More services than this make a request broad.
pub const BROAD_SERVICES: usize = 30;

/// More areas than this make a request broad.
pub const BROAD_AREAS: usize = 3;

/// Something to notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Which rule.
    pub code: CueCode,
    /// How serious; follows from the code.
    pub level: CueLevel,
    /// Facts for the sentence: `vendor`, `host`, `count`, `days` and the like.
    pub context: BTreeMap<String, String>,
}

impl Cue {
    /// A cue without facts.
    pub fn new(code: CueCode) -> Self {
        Cue {
            code,
            level: code.level(),
            context: BTreeMap::new(),
        }
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.context.insert(key.to_owned(), value.to_string());
        self
    }
}

/// The rules. Their order is the order on screen: most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueCode {
    /// The system's or the vendor's name looks like that of a vendor the person knows, but the number is another;
    /// or it mixes scripts. Context: `name`, and `vendor` when a known one is meant.
    NameTrap,
    /// The vendor is deleted, bankrupt, being wound up, or not in the register at all. Context: `state`
    /// (`deleted`, `bankrupt`, `winding_up`, `not_registered`, `no_number`), `on` for a deletion's day.
    VendorProblem,
    /// A package that administers access itself. Context: `packages`, a count.
    AdministersAccess,
    /// No organisation of the person has anything from this vendor. Context: `vendor`.
    UnknownVendor,
    /// The vendor's page lies outside its registered web site. Context: `host`, `homepage`.
    RedirectElsewhere,
    /// Can sign.
    MaySign,
    /// Can fill in, change or send in.
    MaySubmit,
    /// Sees payroll and personal data.
    SeesPayroll,
    /// Sees sensitive content: health, confidential post, police and courts, ownership.
    SeesSensitive,
    /// The same system and reference is approved already, or waits twice. Context: `approved`, `waiting`, counts.
    Duplicate,
    /// A package or service could not be found in Altinn's catalogue. Context: `count`.
    UnknownItem,
    /// More than 30 services or 3 areas. Context: `services`, `areas`.
    Broad,
    /// Older than 14 days. Context: `days`.
    Old,
    /// Older than 180 days. Context: `days` when the age is known.
    TimedOut,
    /// The vendor's text holds marks that hide or turn text.
    OddCharacters,
}

impl CueCode {
    /// How serious the rule is.
    pub fn level(self) -> CueLevel {
        match self {
            CueCode::NameTrap | CueCode::VendorProblem | CueCode::AdministersAccess => {
                CueLevel::Stop
            }
            CueCode::UnknownVendor
            | CueCode::RedirectElsewhere
            | CueCode::MaySign
            | CueCode::MaySubmit
            | CueCode::SeesPayroll
            | CueCode::SeesSensitive
            | CueCode::Duplicate
            | CueCode::UnknownItem => CueLevel::Caution,
            CueCode::Broad | CueCode::Old | CueCode::TimedOut | CueCode::OddCharacters => {
                CueLevel::Note
            }
        }
    }
}

/// How serious a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueLevel {
    /// Stop and think: approval needs a tick.
    Stop,
    /// Caution.
    Caution,
    /// Note.
    Note,
}

/// Whether approval needs the tick of stop-and-think.
pub fn needs_tick(cues: &[Cue]) -> bool {
    cues.iter().any(|c| c.level == CueLevel::Stop)
}

#[cfg(test)]
mod tests;
