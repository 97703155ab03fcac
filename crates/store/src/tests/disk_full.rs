//! A full disk: said, nothing half-written, and the store goes on when there is room again.
//!
//! `max_page_count` makes SQLite itself answer `SQLITE_FULL`, the same result that it gives when a write to the file
//! ends in "no space left on device".

use super::support::{noon, store};
use crate::activity::{ActivityQuery, Chain, NewEntry};
use crate::{Retry, Store, StoreError};

/// Lets the database grow by so many pages from now on.
async fn leave_room_for(store: &Store, pages: i64) {
    let now: i64 = sqlx::query_scalar("PRAGMA page_count")
        .fetch_one(store.writer())
        .await
        .expect("the size");
    let mut limit = sqlx::QueryBuilder::new("PRAGMA max_page_count = ");
    limit.push(now + pages);
    limit
        .build()
        .fetch_one(store.writer())
        .await
        .expect("limited");
}

fn entry(receipt: String) -> NewEntry {
    NewEntry {
        at: noon(21),
        act: "approved".to_owned(),
        subject: None,
        system: Some("Lønn".to_owned()),
        vendor: None,
        organisation: None,
        party_uuid: None,
        services: None,
        failure: None,
        receipt: Some(receipt),
    }
}

/// The first `kept` copies are there, and not the one that found no room.
async fn assert_copies(store: &Store, kept: usize) {
    for n in 0..=kept {
        let copy = store.copies().get(&format!("resource/{n}"), "nb").await;
        assert_eq!(copy.expect("read").is_some(), n < kept, "{n} of {kept}");
    }
}

#[tokio::test]
async fn a_write_that_finds_no_room_changes_nothing() {
    let (place, store) = store().await;
    store
        .activity()
        .append(&entry("{}".to_owned()))
        .await
        .expect("appended");
    store
        .copies()
        .put("packages", "nb", "before", noon(1))
        .await
        .expect("put");
    let long = "x".repeat(100_000);
    leave_room_for(&store, 3).await;
    let copy = store.copies().put("packages", "nb", &long, noon(2)).await;
    leave_room_for(&store, 3).await;
    let logged = store.activity().append(&entry(long.clone())).await;
    for error in [copy.expect_err("no room"), logged.expect_err("no room")] {
        assert!(matches!(error, StoreError::DiskFull), "{error:?}");
        assert_eq!((error.code(), error.retry()), ("disk_full", Retry::Later));
    }
    let kept = store
        .copies()
        .get("packages", "nb")
        .await
        .expect("read")
        .expect("kept");
    assert_eq!(kept.body, "before");
    let log = store
        .activity()
        .page(&ActivityQuery {
            limit: 10,
            ..Default::default()
        })
        .await;
    assert_eq!(log.expect("read").total, 1);

    leave_room_for(&store, 10_000).await;
    let next = store
        .activity()
        .append(&entry(long))
        .await
        .expect("room again");
    assert_eq!(next.number, "2026-0002", "no number was lost");
    assert_eq!(
        store.activity().verify_from_start().await.expect("checked"),
        Chain::Whole
    );
    store.close().await;
    place.open().await.expect("still whole").close().await;
}

/// The same on a disk that is really full: a file system of a few hundred kilobytes in memory. It takes a user who may
/// mount one: for another the test says so and ends, and for root, who is refused, it fails.
#[cfg(target_os = "linux")]
mod on_a_real_disk {
    use std::fs;
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::sync::Arc;

    use super::super::migrating::with_one_more;
    use super::super::support::{KEY, Stopped, noon};
    use super::{assert_copies, entry};
    use crate::activity::Chain;
    use crate::{Store, StoreError};

    /// A mounted file system, unmounted at the end.
    struct SmallDisk(tempfile::TempDir);

    impl SmallDisk {
        fn new(kilobytes: u32) -> Option<SmallDisk> {
            let folder = tempfile::tempdir().expect("a folder");
            let mount = Command::new("mount")
                .args(["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs"])
                .arg(folder.path())
                .output();
            if mount.as_ref().is_ok_and(|done| done.status.success()) {
                return Some(SmallDisk(folder));
            }
            let id = Command::new("id").arg("-u").output();
            let is_root = id.is_ok_and(|id| id.stdout.trim_ascii() == b"0");
            assert!(!is_root, "root was refused a small disk: {mount:?}");
            eprintln!("skipped: no right to mount a small disk");
            None
        }

        fn path(&self) -> PathBuf {
            self.0.path().join("store.db")
        }

        /// Fills the disk but for so many bytes.
        fn fill_but(&self, room: u64) {
            let mut ballast = fs::File::create(self.0.path().join("ballast")).expect("made");
            while ballast.write_all(&[0; 4096]).is_ok() {}
            let length = ballast.metadata().expect("there").len();
            ballast.set_len(length.saturating_sub(room)).expect("cut");
        }

        fn empty(&self) {
            fs::remove_file(self.0.path().join("ballast")).expect("removed");
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(self.0.path()).expect("the folder");
            let mut names: Vec<String> = entries
                .map(|entry| {
                    entry
                        .expect("an entry")
                        .file_name()
                        .to_string_lossy()
                        .into_owned()
                })
                .filter(|name| name != "ballast")
                .collect();
            names.sort();
            names
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0.path()).status();
        }
    }

    async fn open(path: &Path) -> Result<Store, StoreError> {
        Store::open(path, &KEY, Arc::new(Stopped(noon(21))), "1.2.3").await
    }

    #[tokio::test]
    async fn writing_stops_reading_goes_on_and_what_was_written_stays() {
        let Some(disk) = SmallDisk::new(1024) else {
            return;
        };
        let store = open(&disk.path()).await.expect("a new store");
        store
            .activity()
            .append(&entry("{}".to_owned()))
            .await
            .expect("appended");
        store.close().await;

        let store = open(&disk.path()).await.expect("opened");
        let mut kept = 0;
        let error = loop {
            let name = format!("resource/{kept}");
            match store
                .copies()
                .put(&name, "nb", &"x".repeat(20_000), noon(1))
                .await
            {
                Ok(()) => kept += 1,
                Err(error) => break error,
            }
            assert!(kept < 100, "the disk was never full");
        };
        assert!(matches!(error, StoreError::DiskFull), "{error:?}");
        let logged = store.activity().append(&entry("x".repeat(50_000))).await;
        assert!(matches!(logged, Err(StoreError::DiskFull)), "{logged:?}");
        assert_copies(&store, kept).await;
        store.close().await;

        // Not opened, or opened, but never damaged.
        match open(&disk.path()).await {
            Ok(store) => store.close().await,
            Err(error) => assert!(matches!(error, StoreError::DiskFull), "{error:?}"),
        }
        let remounted = Command::new("mount")
            .args(["-o", "remount,size=4096k"])
            .arg(disk.0.path())
            .status()
            .expect("mount runs");
        assert!(remounted.success());
        let store = open(&disk.path()).await.expect("there is room again");
        assert_copies(&store, kept).await;
        let next = store
            .activity()
            .append(&entry("{}".to_owned()))
            .await
            .expect("appended");
        assert_eq!(next.number, "2026-0002");
        assert_eq!(
            store.activity().verify_from_start().await.expect("checked"),
            Chain::Whole
        );
        store.close().await;
    }

    #[tokio::test]
    async fn a_new_store_or_a_backup_that_does_not_fit_leaves_nothing_behind() {
        let Some(disk) = SmallDisk::new(2048) else {
            return;
        };
        disk.fill_but(20_000);
        let error = open(&disk.path()).await.expect_err("no room");
        assert!(matches!(error, StoreError::DiskFull), "{error:?}");
        assert_eq!(disk.names(), Vec::<String>::new());
        disk.empty();

        open(&disk.path()).await.expect("a new store").close().await;
        let before = fs::read(disk.path()).expect("the file");
        disk.fill_but(before.len() as u64 / 2);
        let (_folder, migrations) = with_one_more().await;
        let clock = Stopped(noon(22));
        let error = Store::open_with(&disk.path(), &KEY, &clock, "2.0.0", &migrations)
            .await
            .expect_err("no room for a backup");
        assert!(matches!(error, StoreError::DiskFull), "{error:?}");
        assert_eq!(fs::read(disk.path()).expect("the file"), before);
        assert_eq!(
            Store::backups(&disk.path()).expect("listed"),
            Vec::<PathBuf>::new()
        );
        assert_eq!(disk.names(), ["store.db", "store.db.backups"]);
        disk.empty();
        let store = Store::open_with(&disk.path(), &KEY, &clock, "2.0.0", &migrations).await;
        store.expect("room again").close().await;
        assert_eq!(Store::backups(&disk.path()).expect("listed").len(), 1);
    }
}
