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
