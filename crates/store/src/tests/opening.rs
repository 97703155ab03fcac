//! Opening, and every way in which it fails. Nothing is overwritten.

use super::support::{KEY, Place, Stopped, noon, store};
use crate::{Integrity, Retry, Store, StoreError, files, inspect};

#[tokio::test]
async fn a_new_store_opens_again_with_its_key() {
    let (place, store) = store().await;
    store.settings().set("theme", "dark").await.expect("set");
    assert_eq!(store.path(), place.path);
    store.close().await;

    let again = place.open().await.expect("the same store");
    assert_eq!(
        again
            .settings()
            .get("theme")
            .await
            .expect("read")
            .as_deref(),
        Some("dark")
    );
    again.close().await;
    assert_eq!(
        place.names(),
        ["store.db"],
        "the log is written back at the end"
    );
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let (_place, store) = store().await;
    let clone = store.clone();
    store.close().await;
    for error in [
        clone.settings().get("theme").await.expect_err("closed"),
        clone
            .settings()
            .set("theme", "dark")
            .await
            .expect_err("closed"),
    ] {
        assert!(matches!(error, StoreError::Closed), "{error}");
        assert_eq!(
            (error.code(), error.retry()),
            ("store_closed", Retry::Never)
        );
    }
}

#[tokio::test]
async fn a_wrong_key_is_told_from_damage_and_changes_nothing() {
    let (place, store) = store().await;
    store.close().await;
    let before = place.bytes();

    let mut other = KEY;
    other[31] ^= 1;
    let error = place.open_with_key(&other).await.expect_err("a wrong key");
    assert!(matches!(error, StoreError::Locked), "{error:?}");
    assert_eq!(place.bytes(), before);
    assert_eq!(place.names(), ["store.db"]);
    place
        .open()
        .await
        .expect("the right key still opens it")
        .close()
        .await;
}

#[tokio::test]
async fn what_a_crash_left_in_the_log_survives_a_wrong_key() {
    let (place, store) = store().await;
    store.settings().set("theme", "dark").await.expect("set");
    // The files as they stand while the store is open: what was written is in the log only.
    let crashed = Place::new();
    std::fs::create_dir_all(crashed.path.parent().expect("a folder")).expect("made");
    for suffix in ["", "-wal"] {
        let from = files::beside(&place.path, suffix);
        std::fs::copy(from, files::beside(&crashed.path, suffix)).expect("copied");
    }
    store.close().await;

    let mut other = KEY;
    other[0] ^= 1;
    let error = crashed
        .open_with_key(&other)
        .await
        .expect_err("a wrong key");
    assert!(matches!(error, StoreError::Locked), "{error:?}");
    let store = crashed.open().await.expect("the right key");
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
}

#[tokio::test]
async fn what_is_no_database_is_locked_and_left_alone() {
    let place = Place::new();
    std::fs::create_dir_all(place.path.parent().expect("a folder")).expect("made");
    let text = b"Dear diary, this is no database, though it is longer than a page. ".repeat(100);
    std::fs::write(&place.path, &text).expect("written");
    let error = place.open().await.expect_err("no database");
    assert!(matches!(error, StoreError::Locked), "{error:?}");
    assert_eq!(place.bytes(), text);
}

#[tokio::test]
async fn a_plain_database_is_never_opened() {
    use sqlx::{ConnectOptions, Connection};
    let place = Place::new();
    std::fs::create_dir_all(place.path.parent().expect("a folder")).expect("made");
    let mut plain = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&place.path)
        .create_if_missing(true)
        .connect()
        .await
        .expect("a plain database");
    sqlx::query("CREATE TABLE t (x)")
        .execute(&mut plain)
        .await
        .expect("a table");
    plain.close().await.expect("closed");
    assert!(place.bytes().starts_with(b"SQLite format 3\0"));
    let error = place.open().await.expect_err("plain");
    assert!(matches!(error, StoreError::Locked), "{error:?}");
}

#[tokio::test]
async fn a_database_of_something_else_under_our_key_is_damaged() {
    use sqlx::Connection;
    let place = Place::new();
    std::fs::create_dir_all(place.path.parent().expect("a folder")).expect("made");
    files::make_private_file(&place.path).expect("made");
    let mut other = place.raw().await;
    sqlx::query("CREATE TABLE t (x)")
        .execute(&mut other)
        .await
        .expect("a table");
    other.close().await.expect("closed");
    let error = place.open().await.expect_err("not ours");
    assert!(matches!(error, StoreError::Damaged), "{error:?}");
}

/// Fills a store so that it has many pages, and closes it.
async fn filled() -> Place {
    let (place, store) = store().await;
    let body = "Regnskap og lønn. ".repeat(400);
    for n in 0..40 {
        store
            .copies()
            .put(&format!("resource/{n}"), "nb", &body, noon(1))
            .await
            .expect("put");
    }
    store.close().await;
    assert!(place.bytes().len() > 60 * 4096);
    place
}

#[tokio::test]
async fn a_file_cut_short_is_damaged_wherever_it_is_cut() {
    let place = filled().await;
    let whole = place.bytes();
    for keep in [
        0,
        1,
        16,
        100,
        4095,
        4096,
        5000,
        8192,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        std::fs::write(&place.path, &whole[..keep]).expect("cut");
        let error = place.open().await.expect_err("cut short");
        // With less than the salt left, nothing tells the file from one that was never ours.
        if keep < 16 {
            assert!(
                matches!(error, StoreError::Locked | StoreError::Damaged),
                "{keep}: {error:?}"
            );
        } else {
            assert!(matches!(error, StoreError::Damaged), "{keep}: {error:?}");
        }
        assert_eq!(place.bytes(), whole[..keep], "left as it was");
    }
    std::fs::write(&place.path, &whole).expect("restored");
    place.open().await.expect("whole again").close().await;
}

#[tokio::test]
async fn a_changed_byte_anywhere_is_damage() {
    let place = filled().await;
    let whole = place.bytes();
    for at in [20, 2000, 4096 + 10, whole.len() / 2, whole.len() - 2000] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        std::fs::write(&place.path, &bytes).expect("changed");
        let error = place.open().await.expect_err("changed");
        assert!(matches!(error, StoreError::Damaged), "{at}: {error:?}");
        assert_eq!(
            (error.code(), error.retry()),
            ("store_damaged", Retry::Never)
        );
        assert_eq!(place.bytes(), bytes, "left as it was");
    }
}

#[tokio::test]
async fn a_large_file_opens_at_once_but_not_when_it_is_cut_short() {
    let (place, store) = store().await;
    let body = "Regnskap og lønn. ".repeat(60_000);
    let limit = usize::try_from(inspect::QUICK_CHECK_LIMIT).expect("small");
    for n in 0..=limit / body.len() {
        store
            .copies()
            .put(&format!("large/{n}"), "nb", &body, noon(1))
            .await
            .expect("put");
    }
    store.close().await;
    let mut bytes = place.bytes();
    assert!(bytes.len() > limit);

    std::fs::write(&place.path, &bytes[..bytes.len() - 4096]).expect("cut");
    let error = place.open().await.expect_err("cut short");
    assert!(matches!(error, StoreError::Damaged), "{error:?}");

    // A page among many is found when it is read, or by the full check.
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&place.path, &bytes).expect("changed");
    let store = place.open().await.expect("opened");
    let mut is_seen = false;
    for n in 0..=limit / body.len() {
        let read = store.copies().get(&format!("large/{n}"), "nb").await;
        is_seen |= matches!(read, Err(StoreError::Damaged));
    }
    assert!(is_seen, "the changed page was read for whole");
    assert!(matches!(
        store.check_integrity().await,
        Ok(Integrity::Damaged(_))
    ));
    store.close().await;
}

#[tokio::test]
async fn the_full_check_finds_what_happens_to_an_open_file() {
    let place = filled().await;
    let store = place.open().await.expect("opened");
    assert_eq!(
        store.check_integrity().await.expect("checked"),
        Integrity::Sound
    );

    let mut bytes = place.bytes();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&place.path, bytes).expect("changed");
    let Integrity::Damaged(faults) = store.check_integrity().await.expect("checked") else {
        panic!("the change was not seen");
    };
    assert!(
        faults.iter().any(|fault| fault.contains("page")),
        "{faults:?}"
    );
    store.close().await;
}

#[tokio::test]
async fn a_log_without_its_database_is_not_taken_for_a_fresh_start() {
    let place = filled().await;
    std::fs::write(files::beside(&place.path, "-wal"), b"frames").expect("written");
    std::fs::remove_file(&place.path).expect("removed");
    let error = place.open().await.expect_err("the database is gone");
    assert!(matches!(error, StoreError::Damaged), "{error:?}");
    assert_eq!(place.names(), ["store.db-wal"]);
}

#[tokio::test]
async fn what_a_crash_left_half_built_does_not_stand_in_the_way() {
    let place = Place::new();
    std::fs::create_dir_all(place.path.parent().expect("a folder")).expect("made");
    std::fs::write(files::under_construction(&place.path), b"half").expect("written");
    place.open().await.expect("a new store").close().await;
    assert_eq!(place.names(), ["store.db"]);
}

#[tokio::test]
async fn a_file_set_aside_keeps_its_content_and_makes_room() {
    let place = filled().await;
    let before = place.bytes();
    let mut other = KEY;
    other[0] ^= 1;
    assert!(matches!(
        place.open_with_key(&other).await,
        Err(StoreError::Locked)
    ));

    let clock = Stopped(noon(21));
    let aside = Store::set_aside(&place.path, &clock)
        .expect("moved")
        .expect("there was one");
    assert_eq!(std::fs::read(&aside).expect("kept"), before);
    place
        .open_with_key(&other)
        .await
        .expect("a fresh start")
        .close()
        .await;
    let second = Store::set_aside(&place.path, &clock)
        .expect("moved")
        .expect("there was one");
    assert_ne!(aside, second);
    assert_eq!(
        std::fs::read(&aside).expect("kept"),
        before,
        "the first is not overwritten"
    );
    assert_eq!(
        Store::set_aside(&place.path, &clock).expect("nothing to do"),
        None
    );
}

#[tokio::test]
async fn wiping_leaves_nothing_behind() {
    let (place, store) = store().await;
    store.settings().set("theme", "dark").await.expect("set");
    let backups = files::backup_folder(&place.path);
    std::fs::create_dir(&backups).expect("made");
    std::fs::write(backups.join("20260101T000000.000000Z-schema-1.db"), b"old").expect("written");
    store.wipe().await.expect("wiped");
    assert_eq!(place.names(), Vec::<String>::new());
    assert!(matches!(
        store.settings().get("theme").await,
        Err(StoreError::Closed)
    ));

    // Also for a store that cannot be opened, with what was set aside, and for none at all.
    std::fs::write(&place.path, b"rubbish").expect("written");
    Store::set_aside(&place.path, &Stopped(noon(21)))
        .expect("moved")
        .expect("there was one");
    std::fs::write(&place.path, b"more rubbish").expect("written");
    Store::wipe_files(&place.path).expect("wiped");
    Store::wipe_files(&place.path).expect("nothing to wipe");
    assert_eq!(place.names(), Vec::<String>::new());
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path).expect("there").permissions().mode() & 0o777
    };
    let (place, store) = store().await;
    store.settings().set("theme", "dark").await.expect("set");
    assert_eq!(mode(place.path.parent().expect("a folder")), 0o700);
    assert_eq!(mode(&place.path), 0o600);
    for suffix in ["-wal", "-shm"] {
        assert_eq!(mode(&files::beside(&place.path, suffix)), 0o600, "{suffix}");
    }
    store.close().await;

    std::fs::set_permissions(&place.path, std::fs::Permissions::from_mode(0o644))
        .expect("opened up");
    place.open().await.expect("opened").close().await;
    assert_eq!(mode(&place.path), 0o600, "closed again");
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_cannot_be_made_is_an_io_error() {
    let place = Place::new();
    std::fs::write(place.path.parent().expect("a folder"), b"a file in the way").expect("written");
    let error = place.open().await.expect_err("no folder");
    assert!(matches!(error, StoreError::Io(_)), "{error:?}");
}

#[tokio::test]
async fn the_version_of_the_app_is_noted() {
    let (place, store) = store().await;
    store.close().await;
    let clock = std::sync::Arc::new(Stopped(noon(22)));
    Store::open(&place.path, &KEY, clock, "1.3.0")
        .await
        .expect("opened")
        .close()
        .await;
    let mut raw = place.raw().await;
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT name, value FROM metadata WHERE name LIKE '%_by' ORDER BY name")
            .fetch_all(&mut raw)
            .await
            .expect("read");
    let expected = [("made_by", "1.2.3"), ("opened_by", "1.3.0")];
    assert_eq!(
        rows,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}
