//! Limits that the server tells (`GET /metadata/limits`), and may change at any time.

use serde::{Deserialize, Serialize};

/// The server may be told to take up to a thousand values, and reads no request line over 8 KB (Dialogporten reference,
/// 1.3 and 1.4): so many parties fit, each some 62 bytes of it, beside all else that a search asks for.
const MOST_PARTIES: usize = 120;

/// Likewise; an id of a service may be long.
const MOST_SERVICES: usize = 60;

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
    /// Limits as the server told them, as far as a search can make use of them; a limit of nothing would mean no sync at
    /// all, so one is the least.
    pub fn told(parties: usize, services: usize) -> Self {
        Limits {
            parties: parties.clamp(1, MOST_PARTIES),
            services: services.clamp(1, MOST_SERVICES),
            ..Limits::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn a_full_batch_fits_into_a_request_line() {
        const REST: usize = 400;
        let limits = Limits::told(1000, 1000);
        let party = "&party=urn%3Aaltinn%3Aorganization%3Aidentifier-no%3A312345676".len();
        assert!(limits.parties * party + REST <= 8192);
        let service = "&serviceResource=urn%3Aaltinn%3Aresource%3A".len() + 80;
        assert!(limits.services * service + REST <= 8192);
        let none = Limits::told(0, 0);
        assert_eq!((none.parties, none.services), (1, 1));
        assert_eq!(Limits::told(100, 20), Limits::default());
    }
}
