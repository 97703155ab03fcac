//! A store in a folder that vanishes with the test.

use std::path::PathBuf;
use std::sync::Arc;

use fullmakt_domain::Clock;
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnection;
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Store, StoreError, connect};

/// The key of every test store.
pub const KEY: [u8; 32] = *b"an obvious key, for tests only..";

/// A clock that stands still.
#[derive(Debug)]
pub struct Stopped(pub Timestamp);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// An instant.
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Noon on a day of November 2026.
pub fn noon(day: u8) -> Timestamp {
    at(&format!("2026-11-{day:02}T12:00:00Z"))
}

/// An id that says what it is.
pub fn id(n: u32) -> Uuid {
    Uuid::from_u128(0x1111_2222_4333_8444_0000_0000_0000_0000 + u128::from(n))
}

/// A folder with the path of a store in it.
pub struct Place {
    pub folder: TempDir,
    pub path: PathBuf,
}

impl Place {
    pub fn new() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("account").join("store.db");
        Place { folder, path }
    }

    pub async fn open(&self) -> Result<Store, StoreError> {
        self.open_with_key(&KEY).await
    }

    pub async fn open_with_key(&self, key: &[u8; 32]) -> Result<Store, StoreError> {
        Store::open(&self.path, key, Arc::new(Stopped(noon(21))), "1.2.3").await
    }

    /// A connection that goes behind the store's back.
    pub async fn raw(&self) -> SqliteConnection {
        connect::single(&self.path, &KEY)
            .await
            .expect("a connection")
    }

    /// The bytes of the database file.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).expect("the file")
    }

    /// Names of the files beside the database, sorted.
    pub fn names(&self) -> Vec<String> {
        let folder = self.path.parent().expect("a folder");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }
}

/// A place with an open store.
pub async fn store() -> (Place, Store) {
    let place = Place::new();
    let store = place.open().await.expect("a new store");
    (place, store)
}
