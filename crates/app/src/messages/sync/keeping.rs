//! Pages of rows on their way into the store, and what lists that are on the screen are told of them.

use fullmakt_domain::dialog::DialogRow;
use fullmakt_store::dialogs::{PageOutcome, RowChange, SyncPage};
use fullmakt_store::sync_batches::Cursor as StoredCursor;
use jiff::Timestamp;

use super::rows::row;
use super::world::Known;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;

/// The rows of a page, and when it was asked for: what the person did since then is newer.
pub(super) struct Came {
    pub asked_at: Timestamp,
    pub rows: Vec<DialogRow>,
}

/// A page to be kept.
pub(super) struct Page<'a> {
    pub came: Came,
    /// The batch and its cursor after the page, where the page belongs to a batch.
    pub cursor: Option<(&'a str, &'a StoredCursor)>,
    pub is_sweep: bool,
    /// It comes into lists that somebody may look at: they leave it out until they are asked for anew.
    pub comes_in: bool,
}

impl Page<'_> {
    /// One that belongs to nothing.
    pub(super) fn of(came: Came) -> Self {
        Page {
            came,
            cursor: None,
            is_sweep: false,
            comes_in: false,
        }
    }
}

impl App {
    /// Writes the rows of a page, and indexes them.
    pub(super) async fn keep_page(
        &self,
        account: &Account,
        known: &Known,
        page: Page<'_>,
    ) -> Result<PageOutcome, Failure> {
        if !page.comes_in {
            return self.write_page(account, known, page).await;
        }
        let _page = self.0.arrivals.page().await;
        let outcome = self.write_page(account, known, page).await?;
        let came = outcome
            .changed
            .iter()
            .filter(|row| matches!(row.change, RowChange::New | RowChange::Content));
        let came = came.map(|row| (row.id, row.change == RowChange::New));
        self.0.arrivals.note(came);
        Ok(outcome)
    }

    async fn write_page(
        &self,
        account: &Account,
        known: &Known,
        page: Page<'_>,
    ) -> Result<PageOutcome, Failure> {
        let Came { asked_at, rows } = page.came;
        let came = rows.len();
        let known = rows.into_iter().filter_map(|one| row(one, &known.by_urn));
        let rows: Vec<_> = known.collect();
        if rows.len() < came {
            tracing::warn!(
                left_out = came - rows.len(),
                "messages of parties that nobody knows were left out"
            );
        }
        let languages = self.message_languages();
        let page = SyncPage {
            rows: &rows,
            cursor: page.cursor,
            asked_at,
            fetched_at: self.now(),
            languages: &languages,
            is_sweep: page.is_sweep,
        };
        let applied = account.store.dialogs().apply_page(&page).await;
        applied.map_err(|e| from_store(&e))
    }

    /// Languages of the texts that lists show, the user's first.
    pub(super) fn message_languages(&self) -> Vec<String> {
        let language = fullmakt_domain::Language::from(self.language());
        language
            .order()
            .iter()
            .map(|one| one.tag().to_owned())
            .collect()
    }
}
