//! The open store.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use fullmakt_domain::Clock;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqlitePool;
use sqlx::{Sqlite, Transaction};

use crate::access_notes::AccessNotes;
use crate::activity::{Activity, Verified};
use crate::actors::Actors;
use crate::calls::Calls;
use crate::capabilities::Capabilities;
use crate::change_attempts::ChangeAttempts;
use crate::client_agents::ClientAgents;
use crate::client_cells::ClientCells;
use crate::client_firms::ClientFirms;
use crate::client_jobs::ClientJobs;
use crate::client_tags::ClientTags;
use crate::client_templates::ClientTemplates;
use crate::clients::Clients;
use crate::connect::Pools;
use crate::copies::Copies;
use crate::dialog_details::DialogDetails;
use crate::dialogs::Dialogs;
use crate::favourites::Favourites;
use crate::groups::Groups;
use crate::label_changes::LabelChanges;
use crate::moves::Moves;
use crate::recents::Recents;
use crate::requests::Requests;
use crate::saved_views::SavedViews;
use crate::settings::Settings;
use crate::sync_batches::SyncBatches;
use crate::sync_marks::SyncMarks;
use crate::system_users::SystemUsers;
use crate::watched_accesses::WatchedAccesses;
use crate::{StoreError, backup, files, inspect, open};

/// One person's database in one environment. Cheap to clone; all clones share the connections.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    pools: Pools,
    /// How far the chain of the log was found whole since the store was opened.
    verified: Mutex<Verified>,
}

/// What a full check of the file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// Every page carries its right signature, and tables and indexes agree.
    Sound,
    /// What is wrong, in SQLite's and SQLCipher's words (page numbers and table names; no content).
    Damaged(Vec<String>),
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("path", &self.inner.path)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database at `path`, or makes a new one (files readable by the user only). The folder is made if missing.
    ///
    /// An existing file of an older schema is first copied to the backups ([`Store::backups`]), then migrated.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Damaged`], [`StoreError::DiskFull`], [`StoreError::Newer`],
    /// [`StoreError::Io`], [`StoreError::Sql`]. In each case the file is left as it was.
    pub async fn open(
        path: &Path,
        key: &[u8; 32],
        clock: Arc<dyn Clock>,
        app_version: &str,
    ) -> Result<Store, StoreError> {
        Self::open_with(path, key, &*clock, app_version, &open::MIGRATIONS).await
    }

    /// The same with other migrations: tests make older and newer files this way.
    pub(crate) async fn open_with(
        path: &Path,
        key: &[u8; 32],
        clock: &dyn Clock,
        app_version: &str,
        migrations: &Migrator,
    ) -> Result<Store, StoreError> {
        let pools = open::open(path, key, clock, app_version, migrations).await?;
        Ok(Store {
            inner: Arc::new(Inner {
                path: path.to_owned(),
                pools,
                verified: Mutex::default(),
            }),
        })
    }

    /// Where the database file is.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// Waits for running queries, writes everything back to the file, and closes it for all clones.
    pub async fn close(&self) {
        self.inner.pools.close().await;
    }

    /// Closes the store and deletes its files, with backups and what was set aside (sign-out-and-wipe).
    ///
    /// # Errors
    /// [`StoreError::Io`] when a file could not be deleted; the others are deleted all the same.
    pub async fn wipe(&self) -> Result<(), StoreError> {
        self.close().await;
        Self::wipe_files(self.path())
    }

    /// The same for a store that is not open (or cannot be opened).
    ///
    /// # Errors
    /// As [`Store::wipe`].
    pub fn wipe_files(path: &Path) -> Result<(), StoreError> {
        Ok(files::delete_all(path)?)
    }

    /// Moves a database that cannot be opened out of the way, so that [`Store::open`] can start afresh. Nothing is
    /// deleted. Gives the new place of the file, or `None` if there was none.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn set_aside(path: &Path, clock: &dyn Clock) -> Result<Option<PathBuf>, StoreError> {
        Ok(files::set_aside(path, clock.now())?)
    }

    /// The copies that were made before migrations, oldest first (at most three). They open with the same key.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn backups(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
        backup::list(path)
    }

    /// Reads the whole file and checks every page's signature, every table and every index. Slow on large files.
    ///
    /// # Errors
    /// [`StoreError`] only when the check itself could not be done.
    pub async fn check_integrity(&self) -> Result<Integrity, StoreError> {
        let mut connection = self.readers().acquire().await?;
        inspect::full_check(&mut connection).await
    }

    /// Connections that read.
    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.inner.pools.readers
    }

    /// The connection that writes.
    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.inner.pools.writer
    }

    /// A transaction that takes the write lock at once: one that reads first and then writes would fail instead of
    /// waiting, whatever the timeout.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer().begin_with("BEGIN IMMEDIATE").await?)
    }

    /// How far the log was found whole.
    pub(crate) fn verified(&self) -> &Mutex<Verified> {
        &self.inner.verified
    }

    /// Actors: the parties that the person may act for.
    pub fn actors(&self) -> Actors<'_> {
        Actors { store: self }
    }

    /// Starred actors.
    pub fn favourites(&self) -> Favourites<'_> {
        Favourites { store: self }
    }

    /// Actors opened lately.
    pub fn recents(&self) -> Recents<'_> {
        Recents { store: self }
    }

    /// The queue of requests.
    pub fn requests(&self) -> Requests<'_> {
        Requests { store: self }
    }

    /// Copies of catalogues and units.
    pub fn copies(&self) -> Copies<'_> {
        Copies { store: self }
    }

    /// System users.
    pub fn system_users(&self) -> SystemUsers<'_> {
        SystemUsers { store: self }
    }

    /// The log of decisions.
    pub fn activity(&self) -> Activity<'_> {
        Activity { store: self }
    }

    /// Settings of this person.
    pub fn settings(&self) -> Settings<'_> {
        Settings { store: self }
    }

    /// What the servers answered to optional calls.
    pub fn capabilities(&self) -> Capabilities<'_> {
        Capabilities { store: self }
    }

    /// How many calls were made.
    pub fn calls(&self) -> Calls<'_> {
        Calls { store: self }
    }

    /// Where each synchronisation stands.
    pub fn sync_marks(&self) -> SyncMarks<'_> {
        SyncMarks { store: self }
    }

    /// Approvals of changes that are not over.
    pub fn change_attempts(&self) -> ChangeAttempts<'_> {
        ChangeAttempts { store: self }
    }

    /// What accesses are compared with.
    pub fn watched_accesses(&self) -> WatchedAccesses<'_> {
        WatchedAccesses { store: self }
    }

    /// What the person wrote about accesses.
    pub fn access_notes(&self) -> AccessNotes<'_> {
        AccessNotes { store: self }
    }

    /// Moves from one system to another.
    pub fn moves(&self) -> Moves<'_> {
        Moves { store: self }
    }

    /// The user's own groups of organisations.
    pub fn groups(&self) -> Groups<'_> {
        Groups { store: self }
    }

    /// Messages.
    pub fn dialogs(&self) -> Dialogs<'_> {
        Dialogs { store: self }
    }

    /// Messages that were opened.
    pub fn dialog_details(&self) -> DialogDetails<'_> {
        DialogDetails { store: self }
    }

    /// The queue of label changes.
    pub fn label_changes(&self) -> LabelChanges<'_> {
        LabelChanges { store: self }
    }

    /// Where the synchronisation of messages stands.
    pub fn sync_batches(&self) -> SyncBatches<'_> {
        SyncBatches { store: self }
    }

    /// Saved views.
    pub fn saved_views(&self) -> SavedViews<'_> {
        SavedViews { store: self }
    }

    /// Firms whose clients the user administers.
    pub fn client_firms(&self) -> ClientFirms<'_> {
        ClientFirms { store: self }
    }

    /// Clients of firms.
    pub fn clients(&self) -> Clients<'_> {
        Clients { store: self }
    }

    /// Agents of firms.
    pub fn client_agents(&self) -> ClientAgents<'_> {
        ClientAgents { store: self }
    }

    /// What agents hold of clients.
    pub fn client_cells(&self) -> ClientCells<'_> {
        ClientCells { store: self }
    }

    /// The user's own tags on clients.
    pub fn client_tags(&self) -> ClientTags<'_> {
        ClientTags { store: self }
    }

    /// Templates.
    pub fn client_templates(&self) -> ClientTemplates<'_> {
        ClientTemplates { store: self }
    }

    /// Jobs that change many clients.
    pub fn client_jobs(&self) -> ClientJobs<'_> {
        ClientJobs { store: self }
    }
}
