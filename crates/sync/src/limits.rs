//! Limits that the server tells (`GET /metadata/limits`), and may change at any time.

use serde::{Deserialize, Serialize};

/// Limits of one search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Values of `party` at most.
    pub parties: usize,
    /// Values of `serviceResource` at most.
    pub services: usize,
    /// Rows of a page at most.
    pub page: usize,
}

impl Default for Limits {
    /// What the server tells today (Dialogporten reference 1.4).
    fn default() -> Self {
        Limits {
            parties: 100,
            services: 20,
            page: 1000,
        }
    }
}

impl Limits {
    /// Limits as the server told them; a limit of nothing would mean no sync at all, so one is the least.
    pub fn told(parties: usize, services: usize) -> Self {
        Limits {
            parties: parties.max(1),
            services: services.max(1),
            ..Limits::default()
        }
    }
}
