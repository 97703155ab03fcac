//! Older and newer files: backed up, migrated, or refused.

use std::path::Path;

use sqlx::Connection;
use sqlx::migrate::Migrator;
use tempfile::TempDir;

use super::support::{KEY, Place, Stopped, noon};
use crate::activity::{Chain, NewEntry};
use crate::open::{MIGRATIONS, newest};
use crate::{Store, StoreError, backup, connect, inspect};

/// Our migrations and more, as a later version of the app would have them.
async fn later(more: &[(&str, &str)]) -> (TempDir, Migrator) {
    let folder = tempfile::tempdir().expect("a folder");
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for file in std::fs::read_dir(ours).expect("our migrations") {
        let file = file.expect("an entry");
        std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
    }
    for (name, sql) in more {
        std::fs::write(folder.path().join(name), sql).expect("written");
    }
    let migrator = Migrator::new(folder.path()).await.expect("migrations");
    (folder, migrator)
}

const ADDS: (&str, &str) = (
    "20991231000000_notes.sql",
    "-- Notes.\n-- Previous release: opens the result; it does not know the table.\nCREATE TABLE notes (x TEXT) STRICT;",
);
const BREAKS: (&str, &str) = (
    "20991231000001_no_settings.sql",
    "-- No settings.\n-- Previous release: cannot open the result.\nDROP TABLE settings;
     UPDATE metadata SET value = '20991231000001' WHERE name = 'readable_from';",
);
const FAILS: (&str, &str) = (
    "20991231000002_fault.sql",
    "-- A fault.\n-- Previous release: opens the result.\nCREATE TABLE half (x TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);",
);

/// Our migrations and one more that any release can live with.
pub async fn with_one_more() -> (TempDir, Migrator) {
    later(&[ADDS]).await
}

async fn open(place: &Place, migrations: &Migrator, day: u8) -> Result<Store, StoreError> {
    Store::open_with(&place.path, &KEY, &Stopped(noon(day)), "9.9.9", migrations).await
}

/// A store of this version with something in it.
async fn filled() -> Place {
    let place = Place::new();
    let store = place.open().await.expect("a new store");
    store.settings().set("theme", "dark").await.expect("set");
    for _ in 0..3 {
        store
            .activity()
            .append(&NewEntry {
                at: noon(20),
                act: "approved".to_owned(),
                subject: None,
                system: None,
                vendor: None,
                organisation: Some("Ulastelig Solid Tiger AS".to_owned()),
                party_uuid: None,
                services: None,
                failure: None,
                receipt: None,
            })
            .await
            .expect("appended");
    }
    store.close().await;
    place
}

#[tokio::test]
async fn a_new_file_needs_no_backup_and_neither_does_one_of_the_same_schema() {
    let place = filled().await;
    place.open().await.expect("opened").close().await;
    assert_eq!(
        Store::backups(&place.path).expect("listed"),
        Vec::<std::path::PathBuf>::new()
    );
    assert_eq!(place.names(), ["store.db"]);
}

#[tokio::test]
async fn an_older_file_is_backed_up_and_then_migrated() {
    let place = filled().await;
    let before = place.bytes().len();
    let (_folder, migrations) = later(&[ADDS]).await;
    let store = open(&place, &migrations, 22).await.expect("migrated");
    assert_eq!(
        store
            .settings()
            .get("theme")
            .await
            .expect("read")
            .as_deref(),
        Some("dark")
    );
    sqlx::query("INSERT INTO notes VALUES ('new')")
        .execute(store.writer())
        .await
        .expect("the new table");
    store.close().await;

    let backups = Store::backups(&place.path).expect("listed");
    assert_eq!(backups.len(), 1);
    let name = backups[0]
        .file_name()
        .and_then(|n| n.to_str())
        .expect("a name");
    let ours = newest(&MIGRATIONS);
    assert_eq!(name, format!("20261122T120000.000000Z-schema-{ours}.db"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&backups[0])
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let copied = std::fs::read(&backups[0]).expect("the copy");
    assert!(copied.len() * 2 > before);
    assert!(!copied.windows(9).any(|bytes| bytes == b"Ulastelig"));

    // The copy is a whole store of the older schema, under the same key, and under no other.
    let restored = Place::new();
    std::fs::create_dir_all(restored.path.parent().expect("a folder")).expect("made");
    std::fs::copy(&backups[0], &restored.path).expect("restored");
    assert!(matches!(
        restored.open_with_key(&[9; 32]).await,
        Err(StoreError::Locked)
    ));
    let old = restored.open().await.expect("opens");
    assert_eq!(
        old.settings().get("theme").await.expect("read").as_deref(),
        Some("dark")
    );
    assert_eq!(
        old.activity().verify().await.expect("checked"),
        Chain::Whole
    );
    old.close().await;
}

#[tokio::test]
async fn the_last_three_backups_are_kept() {
    let place = filled().await;
    let mut more = Vec::new();
    for n in 0u8..5 {
        more.push((
            format!("2099123100000{n}_step.sql"),
            format!("-- Step.\n-- Previous release: opens the result.\nCREATE TABLE step{n} (x TEXT) STRICT;"),
        ));
        let all: Vec<(&str, &str)> = more.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let (_folder, migrations) = later(&all).await;
        open(&place, &migrations, n + 1)
            .await
            .expect("migrated")
            .close()
            .await;
    }
    let names: Vec<String> = Store::backups(&place.path)
        .expect("listed")
        .iter()
        .map(|path| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(
        names,
        [
            "20261103T120000.000000Z-schema-20991231000001.db",
            "20261104T120000.000000Z-schema-20991231000002.db",
            "20261105T120000.000000Z-schema-20991231000003.db",
        ]
    );
    assert_eq!(names.len(), backup::KEPT);
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let place = filled().await;
    let (_folder, migrations) = later(&[ADDS, FAILS]).await;
    let error = open(&place, &migrations, 22).await.expect_err("a fault");
    assert!(matches!(error, StoreError::Sql(_)), "{error:?}");

    let mut raw = place.raw().await;
    let version = inspect::schema_of_ours(&mut raw).await.expect("read");
    assert_eq!(
        version,
        Some(newest(&MIGRATIONS)),
        "not even the first of the two stands"
    );
    raw.close().await.expect("closed");
    let store = place.open().await.expect("this version still opens it");
    assert_eq!(
        store
            .settings()
            .get("theme")
            .await
            .expect("read")
            .as_deref(),
        Some("dark")
    );
    store.close().await;
    assert_eq!(
        Store::backups(&place.path).expect("listed").len(),
        1,
        "and there is a copy"
    );
}

#[tokio::test]
async fn a_newer_file_that_says_so_can_still_be_used() {
    let place = filled().await;
    let (_folder, migrations) = later(&[ADDS]).await;
    open(&place, &migrations, 22)
        .await
        .expect("migrated")
        .close()
        .await;

    let store = place.open().await.expect("an older app opens it");
    store
        .settings()
        .set("theme", "light")
        .await
        .expect("and writes");
    store.close().await;
    let store = open(&place, &migrations, 23)
        .await
        .expect("and the newer app again");
    assert_eq!(
        store
            .settings()
            .get("theme")
            .await
            .expect("read")
            .as_deref(),
        Some("light")
    );
    store.close().await;
}

#[tokio::test]
async fn a_newer_file_that_cannot_be_used_is_refused_and_left_alone() {
    let place = filled().await;
    let (_folder, migrations) = later(&[ADDS, BREAKS]).await;
    open(&place, &migrations, 22)
        .await
        .expect("migrated")
        .close()
        .await;
    let before = place.bytes();

    let error = place.open().await.expect_err("newer");
    let ours = newest(&MIGRATIONS);
    assert!(
        matches!(error, StoreError::Newer { found: 20_991_231_000_001, ours: o } if o == ours),
        "{error:?}"
    );
    assert_eq!(error.code(), "store_newer");
    assert_eq!(place.bytes(), before);
}

#[tokio::test]
async fn a_backup_that_finds_no_room_stops_the_migration() {
    // The folder of backups cannot be made: the nearest thing to a full disk that every machine has.
    let place = filled().await;
    std::fs::write(crate::files::backup_folder(&place.path), b"in the way").expect("written");
    let (_folder, migrations) = later(&[ADDS]).await;
    let error = open(&place, &migrations, 22)
        .await
        .expect_err("no backup, no migration");
    assert!(matches!(error, StoreError::Io(_)), "{error:?}");
    let mut raw = connect::single(&place.path, &KEY)
        .await
        .expect("a connection");
    assert_eq!(
        inspect::schema_of_ours(&mut raw).await.expect("read"),
        Some(newest(&MIGRATIONS))
    );
}
