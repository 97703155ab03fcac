//! Lists that come page by page. Paging is announced and not in use; a client that could not follow it would one day show
//! half a list as a whole one.

use std::collections::HashSet;
use std::time::Duration;

use fullmakt_net::Call;
use serde::de::DeserializeOwned;
use url::Url;

use crate::client::{Client, read};
use crate::error::AltinnError;
use crate::wire::Page;

/// A firm with 100,000 clients gets them in one answer, and so does a person with tens of thousands of parties.
const LONGEST_LIST: usize = 192 * 1024 * 1024;

/// Such an answer takes its time.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// This many pages are followed at most.
const MOST_PAGES: usize = 1_000;

/// What a list is that leads back to a page that was read, or never ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endless {
    /// What was read of it is used.
    Cut,
    /// No list at all: what would be missing from it must not be taken for gone.
    Unreadable,
}

impl Client {
    /// A whole list. A page elsewhere than on the platform is none of the platform's, and gets no token.
    pub(crate) async fn whole_list<T: DeserializeOwned>(
        &self,
        what: &'static str,
        first: Url,
        endless: Endless,
    ) -> Result<Vec<T>, AltinnError> {
        let (mut url, mut rows, mut seen) = (first, Vec::new(), HashSet::new());
        for _ in 0..MOST_PAGES {
            if !seen.insert(url.clone()) {
                break;
            }
            let call = Call::get(what, url.clone())
                .cap(LONGEST_LIST)
                .timeout(LONGEST_WAIT);
            let answer = self.send(call).await?;
            let page: Page<T> = read(what, &answer)?;
            rows.extend(page.items);
            let Some(next) = page.next else {
                return Ok(rows);
            };
            url = match url.join(&next) {
                Ok(next) if self.is_on_platform(&next) => next,
                _ => return Err(AltinnError::Unreadable { what }),
            };
        }
        match endless {
            Endless::Cut => Ok(rows),
            Endless::Unreadable => Err(AltinnError::Unreadable { what }),
        }
    }
}
