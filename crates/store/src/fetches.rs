//! How reading went where Altinn is read organisation by organisation.

use jiff::Timestamp;
use uuid::Uuid;

/// How reading one organisation went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyFetch {
    /// Organisation.
    pub party_uuid: Uuid,
    /// When it was last read; `None` if never.
    pub fetched_at: Option<Timestamp>,
    /// The last failure, if the last attempt failed: a code or JSON of the app's.
    pub failure: Option<String>,
    /// When that was.
    pub failed_at: Option<Timestamp>,
}

impl PartyFetch {
    /// When it was last tried, whether it could be read or not.
    pub fn tried_at(&self) -> Option<Timestamp> {
        self.fetched_at.max(self.failed_at)
    }
}
