//! Searching: the only way of reading many dialogs, and one that marks nothing as seen.

use fullmakt_domain::dialog::DialogRow;
use fullmakt_net::Call;
use jiff::Timestamp;
use serde::Deserialize;
use std::time::Duration;

use super::wire::{SERVICE_PREFIX, WireDialog};
use super::{DialogTrouble, Dialogs};
use crate::client::read;
use crate::kinds::{DIALOGS_LIMITS, DIALOGS_SEARCH};
use crate::wire::{lenient, text};

/// The server gives up after 20 seconds; a little more for a thousand rows on their way.
const PATIENCE: Duration = Duration::from_secs(40);

/// One search. Either `parties` or `services` must hold something: the server refuses a search over everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogSearch {
    /// Parties, as URNs. Must not be logged: a person's holds an identity number.
    pub parties: Vec<String>,
    /// Services, without prefix.
    pub services: Vec<String>,
    /// Content changed at this time or later.
    pub content_updated_after: Option<Timestamp>,
    /// And at this time or earlier.
    pub content_updated_before: Option<Timestamp>,
    /// Oldest first, instead of newest first.
    pub ascending: bool,
    /// Token of the page before.
    pub token: Option<String>,
    /// Rows at most, 1 to 1000.
    pub limit: usize,
}

/// A page of rows.
#[derive(Clone, Debug, Default)]
pub struct DialogPage {
    /// Rows. One that cannot be read is left out, with a warning in the log.
    pub rows: Vec<DialogRow>,
    /// Goes with the next search in the same order; also on the last page.
    pub token: Option<String>,
    /// More follow.
    pub has_next: bool,
    /// The server's clock.
    pub server_time: Option<Timestamp>,
}

/// Limits of a search as the server tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DialogSearchLimits {
    /// Parties at most.
    pub parties: usize,
    /// Services at most.
    pub services: usize,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WirePage {
    #[serde(default, deserialize_with = "lenient")]
    items: Vec<WireDialog>,
    #[serde(default)]
    has_next_page: bool,
    #[serde(default, deserialize_with = "text")]
    continuation_token: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireLimits {
    #[serde(default)]
    end_user_search: WireSearchLimits,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireSearchLimits {
    #[serde(default)]
    max_party_filter_values: Option<usize>,
    #[serde(default)]
    max_service_resource_filter_values: Option<usize>,
}

impl Dialogs<'_> {
    /// Searches. API-only dialogs are left out.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn search(&self, search: &DialogSearch) -> Result<DialogPage, DialogTrouble> {
        let mut url = self.enduser(["dialogs"]);
        {
            let mut query = url.query_pairs_mut();
            for party in &search.parties {
                query.append_pair("party", party);
            }
            for service in &search.services {
                query.append_pair("serviceResource", &format!("{SERVICE_PREFIX}{service}"));
            }
            if let Some(after) = search.content_updated_after {
                query.append_pair("contentUpdatedAfter", &after.to_string());
            }
            if let Some(before) = search.content_updated_before {
                query.append_pair("contentUpdatedBefore", &before.to_string());
            }
            let order = if search.ascending { "asc" } else { "desc" };
            query
                .append_pair("excludeApiOnly", "true")
                .append_pair("orderBy", &format!("contentupdatedat_{order}"))
                .append_pair("limit", &search.limit.to_string());
            if let Some(token) = &search.token {
                query.append_pair("continuationToken", token);
            }
        }
        let call = Call::get(DIALOGS_SEARCH, url).timeout(PATIENCE);
        let answer = self.ask(call).await?;
        let page: WirePage = read(DIALOGS_SEARCH, &answer)?;
        let count = page.items.len();
        let rows: Vec<DialogRow> = page.items.into_iter().filter_map(WireDialog::row).collect();
        if rows.len() < count {
            tracing::warn!(
                left_out = count - rows.len(),
                "rows of a search could not be read"
            );
        }
        Ok(DialogPage {
            rows,
            token: page.continuation_token,
            has_next: page.has_next_page,
            server_time: answer.date(),
        })
    }

    /// Limits of a search; read without a token.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn limits(&self) -> Result<DialogSearchLimits, DialogTrouble> {
        let url = self.0.platform("dialogporten/api/v1/metadata/limits", []);
        let answer = self
            .0
            .send_anonymous(Call::get(DIALOGS_LIMITS, url))
            .await?;
        let limits: WireLimits = read(DIALOGS_LIMITS, &answer)?;
        let told = limits.end_user_search;
        Ok(DialogSearchLimits {
            parties: told.max_party_filter_values.unwrap_or(100),
            services: told.max_service_resource_filter_values.unwrap_or(20),
        })
    }
}
