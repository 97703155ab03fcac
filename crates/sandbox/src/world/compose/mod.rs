//! Putting dialogs together as service owners do: for the seeds and for the control door.

pub(crate) mod apps;
pub(crate) mod draft;
pub(crate) mod letters;

use jiff::{SignedDuration, Timestamp};

use super::Origins;

/// What every dialog is made from.
pub(crate) struct Ground<'a> {
    pub(crate) now: Timestamp,
    pub(crate) origins: &'a Origins,
}

impl Ground<'_> {
    /// A moment this long ago.
    pub(crate) fn ago(&self, age: SignedDuration) -> Timestamp {
        self.now - age
    }
}
