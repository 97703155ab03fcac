//! How far a batch has come.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where one pass over one batch stands. Written in the same transaction as the rows that it vouches for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Highest `contentUpdatedAt` met so far, by the server's clock.
    pub watermark: Option<Timestamp>,
    /// Continuation token of the pass under way; `None` between two passes.
    pub token: Option<String>,
    /// When the last pass came to its end, by our clock.
    pub done_at: Option<Timestamp>,
}

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Highest `contentUpdatedAt` on it.
    pub newest: Option<Timestamp>,
    /// Its token.
    pub token: Option<String>,
    /// More follow.
    pub has_next: bool,
}

impl Cursor {
    /// The cursor after a page was written. A page that promises more without saying where is the last: going on without
    /// a token would read the first page for ever.
    #[must_use]
    pub fn after(&self, page: &PageFacts, now: Timestamp) -> Cursor {
        let goes_on = page.has_next && page.token.is_some() && page.token != self.token;
        Cursor {
            watermark: self.watermark.max(page.newest),
            token: page.token.clone().filter(|_| goes_on),
            done_at: if goes_on { self.done_at } else { Some(now) },
        }
    }

    /// A pass is under way.
    pub fn is_under_way(&self) -> bool {
        self.token.is_some()
    }

    /// A pass has come to its end, and no other is under way.
    pub fn is_over(&self) -> bool {
        self.token.is_none() && self.done_at.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn page(newest: Option<i64>, token: Option<&str>, has_next: bool) -> PageFacts {
        PageFacts {
            newest: newest.map(time),
            token: token.map(str::to_owned),
            has_next,
        }
    }

    #[test]
    fn a_pass_goes_on_until_its_last_page() {
        let start = Cursor {
            watermark: Some(time(100)),
            ..Cursor::default()
        };
        let first = start.after(&page(Some(150), Some("a"), true), time(1000));
        assert_eq!(first.watermark, Some(time(150)));
        assert!(first.is_under_way());
        assert_eq!(first.done_at, None);
        let last = first.after(&page(Some(200), Some("b"), false), time(1001));
        assert_eq!(last.watermark, Some(time(200)));
        assert!(!last.is_under_way());
        assert_eq!(last.done_at, Some(time(1001)));
    }

    #[test]
    fn the_watermark_never_goes_back() {
        let start = Cursor {
            watermark: Some(time(100)),
            ..Cursor::default()
        };
        let empty = start.after(&page(None, None, false), time(1000));
        assert_eq!(empty.watermark, Some(time(100)));
        let older = start.after(&page(Some(90), Some("a"), false), time(1000));
        assert_eq!(
            older.watermark,
            Some(time(100)),
            "the overlap holds older rows"
        );
    }

    #[test]
    fn a_page_that_leads_nowhere_ends_the_pass() {
        let start = Cursor::default();
        assert!(
            !start
                .after(&page(Some(1), None, true), time(9))
                .is_under_way()
        );
        let under_way = start.after(&page(Some(1), Some("a"), true), time(9));
        let same = under_way.after(&page(Some(1), Some("a"), true), time(9));
        assert!(!same.is_under_way(), "the same token twice would never end");
    }
}
