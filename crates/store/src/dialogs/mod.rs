//! Messages: rows of lists, written page by page and read window by window.
//!
//! One table, `dialogs`; what a folder is, what is unread and what is a deadline are computed columns there, so that no
//! two queries differ about it. Counters are kept by triggers. Names that many rows share (actors, services, senders)
//! stand in tables of their own ([`names`]).

mod counts;
mod forget;
mod indexing;
mod keys;
mod labels;
mod names;
mod page;
mod payload;
mod query;
mod read;
mod row;
mod scope;
mod write;

use jiff::Timestamp;
use uuid::Uuid;

#[cfg(test)]
pub(crate) use labels::status_from;
pub use labels::{DialogStatus, Labels};
pub(crate) use labels::{label_bits, labels_from};
pub use names::{OwnerName, ServiceName, ServiceRow};
pub use page::{ChangedDialog, PageOutcome, RowChange, SyncPage};
pub use query::{
    ActorDialogs, DialogFilter, DialogIds, DialogQuery, DialogSort, DialogsPage, DueFilter, Folder,
    FolderCount, FolderCounts, Neighbours, RANKED, Scope, Total,
};
pub use row::{Dialog, DialogContent, DialogParty, DialogRow, NewDialog};

pub(crate) use indexing::put_down_renamed;
pub(crate) use keys::instant_of;
pub(crate) use row::{id_bytes, id_from};

use crate::{Store, StoreError};

/// The table of dialogs.
#[derive(Clone, Copy)]
pub struct Dialogs<'a> {
    pub(crate) store: &'a Store,
}

impl Dialogs<'_> {
    /// Writes a page of rows and the cursor of its batch in one transaction; then indexes their words, in small
    /// transactions that let other writes in between. The same page again changes nothing: rows are known by id, and one
    /// that is as before is not written. Labels that wait in the queue stay on top of the server's.
    ///
    /// # Errors
    /// [`StoreError`]. Rows and cursor were either both written or neither; words that are still missing from the index
    /// wait for the next page or for [`Dialogs::reindex`].
    pub async fn apply_page(&self, page: &SyncPage<'_>) -> Result<PageOutcome, StoreError> {
        write::apply(self.store, page).await
    }

    /// Takes note that these are gone (the server says 404 or 410): rows that were never opened here are forgotten, those
    /// that were stay as stale, since what was read stays readable.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn vanished(&self, ids: &[Uuid], at: Timestamp) -> Result<(), StoreError> {
        forget::vanished(self.store, ids, at).await
    }

    /// Forgets a dialog that was deleted for good, with what was opened and kept of it. Gives the paths of attachments
    /// that lie in files: the caller deletes those.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget(&self, id: Uuid) -> Result<Vec<String>, StoreError> {
        forget::forget(self.store, id).await
    }

    /// Forgets every row of an actor, with what was opened and kept of them: the person may no longer act there. Gives
    /// how many rows there were.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_party(&self, party_uuid: Uuid) -> Result<u64, StoreError> {
        forget::forget_party(self.store, party_uuid).await
    }

    /// Actors of whom there are rows but who are not in the list of actors (any more).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn parties_without_actor(&self) -> Result<Vec<Uuid>, StoreError> {
        names::parties_without_actor(self.store).await
    }

    /// Sets the names of service owners and services in the language of the screen. Rows whose names change wait to be
    /// indexed anew ([`Dialogs::reindex`]).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_names(
        &self,
        owners: &[OwnerName],
        services: &[ServiceName],
    ) -> Result<(), StoreError> {
        names::set(self.store, owners, services).await
    }

    /// Services that rows stand for, with their owners, for the choice in a filter; by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn services(&self) -> Result<Vec<ServiceRow>, StoreError> {
        names::services(self.store).await
    }

    /// Chooses the texts that lists show anew, after a change of language, for at most `limit` rows from the one after
    /// `after`. Gives where to go on, or `None` at the end. Each step is a transaction of its own.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn choose_language(
        &self,
        languages: &[String],
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Option<Uuid>, StoreError> {
        indexing::choose_language(self.store, languages, after, limit).await
    }

    /// Indexes at most `limit` of the waiting rows, in one transaction. Gives whether there may be more. The app calls it
    /// after every poll, and after [`Dialogs::choose_language`], until there are none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn reindex(&self, limit: u32) -> Result<bool, StoreError> {
        indexing::reindex(self.store, limit).await
    }

    /// One dialog.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, id: Uuid) -> Result<Option<Dialog>, StoreError> {
        read::get(self.store, id).await
    }

    /// A window of a list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn page(
        &self,
        query: &DialogQuery,
        offset: u32,
        limit: u32,
    ) -> Result<DialogsPage, StoreError> {
        read::page(self.store, query, offset, limit).await
    }

    /// How many rows of a list fall between given instants, for the heads of its groups and for strips of days: in
    /// [`Folder::Deadlines`] and with [`DialogSort::Due`] by due date, otherwise by the last change of content.
    ///
    /// `bounds` rises. The answer has one number more than there are bounds: before the first, from the first (included)
    /// to the second, …, from the last on. Rows without a due date are in none of them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn groups(
        &self,
        query: &DialogQuery,
        bounds: &[Timestamp],
    ) -> Result<Vec<u32>, StoreError> {
        read::groups(self.store, query, bounds).await
    }

    /// Where a dialog stands in a list, from 0; `None` when it is not in it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn position(&self, query: &DialogQuery, id: Uuid) -> Result<Option<u32>, StoreError> {
        read::position(self.store, query, id).await
    }

    /// What stands above and below a dialog in a list; see [`Neighbours`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn neighbours(
        &self,
        query: &DialogQuery,
        id: Uuid,
    ) -> Result<Neighbours, StoreError> {
        read::neighbours(self.store, query, id).await
    }

    /// The ids of a list, at most `cap`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ids(&self, query: &DialogQuery, cap: u32) -> Result<DialogIds, StoreError> {
        read::ids(self.store, query, cap).await
    }

    /// How many rows of a list each service has, by its id, in one reading; services without any are left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn by_service(&self, query: &DialogQuery) -> Result<Vec<(String, u32)>, StoreError> {
        read::by_service(self.store, query).await
    }

    /// What the folders of a scope hold. From counters: the same time whatever the number of rows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn folder_counts(&self, scope: &Scope) -> Result<FolderCounts, StoreError> {
        counts::folders(self.store, scope).await
    }

    /// What waits for those of these actors that have any rows in inbox or drafts; `due` counts deadlines before
    /// `horizon`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn actor_counts(
        &self,
        parties: &[Uuid],
        horizon: Timestamp,
    ) -> Result<Vec<ActorDialogs>, StoreError> {
        counts::actors(self.store, parties, horizon).await
    }
}
