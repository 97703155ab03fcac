//! The log: numbers, search, the chain.

use jiff::Timestamp;
use sqlx::Connection;

use super::support::{Place, at, id, noon, store};
use crate::Store;
use crate::activity::{ActFilter, ActivityQuery, Chain, NewEntry};

fn entry(when: Timestamp, act: &str, system: &str, organisation: &str, party: u32) -> NewEntry {
    NewEntry {
        at: when,
        act: act.to_owned(),
        subject: Some(id(party + 500)),
        system: Some(system.to_owned()),
        vendor: Some("Lønnhuset Drift AS".to_owned()),
        organisation: Some(organisation.to_owned()),
        party_uuid: Some(id(party)),
        services: Some(12),
        failure: None,
        receipt: Some(format!("{{\"system\":\"{system}\"}}")),
    }
}

async fn numbers(store: &Store, query: ActivityQuery) -> Vec<String> {
    let page = store.activity().page(&query).await.expect("a page");
    page.rows.into_iter().map(|row| row.number).collect()
}

async fn filled() -> (Place, Store) {
    let (place, store) = store().await;
    for new in [
        entry(noon(1), "approved", "Årsavgift", "Østlig Kaffe AS", 70),
        entry(noon(2), "rejected", "Sjøfart", "Østlig Kaffe AS", 70),
        entry(noon(3), "approved", "Regnskap \"100 %\"", "Åsen Bygg", 71),
        NewEntry {
            receipt: None,
            failure: Some("{}".to_owned()),
            ..entry(noon(4), "withdraw_failed", "AB", "Åsen Bygg", 71)
        },
        NewEntry {
            subject: None,
            system: None,
            vendor: None,
            organisation: None,
            party_uuid: None,
            services: None,
            receipt: None,
            ..entry(noon(5), "signed_in", "", "", 0)
        },
    ] {
        store.activity().append(&new).await.expect("appended");
    }
    (place, store)
}

#[tokio::test]
async fn an_entry_comes_back_as_it_was_written() {
    let (place, store) = store().await;
    let new = entry(
        at("2026-11-21T10:11:12.123456Z"),
        "approved",
        "Lønn",
        "Åsen Bygg",
        71,
    );
    let written = store.activity().append(&new).await.expect("appended");
    assert_eq!(written.number, "2026-0001");
    assert_eq!(written.hash.len(), 64);
    store.close().await;

    let store = place.open().await.expect("opened");
    let read = store
        .activity()
        .get("2026-0001")
        .await
        .expect("read")
        .expect("there");
    assert_eq!(read.receipt, new.receipt);
    assert_eq!(
        (read.row.number, read.row.hash),
        (written.number, written.hash)
    );
    assert_eq!(
        (read.row.at, read.row.act, read.row.subject),
        (new.at, new.act, new.subject)
    );
    assert_eq!((read.row.system, read.row.vendor), (new.system, new.vendor));
    assert_eq!(
        (read.row.organisation, read.row.party_uuid),
        (new.organisation, new.party_uuid)
    );
    assert_eq!(
        (read.row.services, read.row.failure, read.row.has_receipt),
        (new.services, None, true)
    );
    assert_eq!(store.activity().get("2026-0002").await.expect("read"), None);
    store.close().await;
}

#[tokio::test]
async fn numbers_count_within_the_year_in_norway() {
    let (_place, store) = store().await;
    let mut got = Vec::new();
    for when in [
        "2026-12-31T22:00:00Z",
        "2026-12-31T22:59:59Z",
        "2026-12-31T23:00:00Z",
        "2027-01-01T00:00:00Z",
        // The clock was set back: the old year goes on where it stopped.
        "2026-12-31T12:00:00Z",
        "2027-06-01T00:00:00Z",
    ] {
        let new = entry(at(when), "approved", "Lønn", "Åsen Bygg", 71);
        got.push(
            store
                .activity()
                .append(&new)
                .await
                .expect("appended")
                .number,
        );
    }
    assert_eq!(
        got,
        [
            "2026-0001",
            "2026-0002",
            "2027-0001",
            "2027-0002",
            "2026-0003",
            "2027-0003"
        ]
    );
    assert_eq!(
        store.activity().verify().await.expect("checked"),
        Chain::Whole
    );
    store.close().await;
}

#[tokio::test]
async fn the_log_is_shown_newest_first_in_windows() {
    let (_place, store) = filled().await;
    let page = |offset, limit| ActivityQuery {
        offset,
        limit,
        ..Default::default()
    };
    assert_eq!(
        numbers(&store, page(0, 3)).await,
        ["2026-0005", "2026-0004", "2026-0003"]
    );
    assert_eq!(
        numbers(&store, page(3, 3)).await,
        ["2026-0002", "2026-0001"]
    );
    assert_eq!(
        store
            .activity()
            .page(&page(0, 1))
            .await
            .expect("a page")
            .total,
        5
    );
    let latest = store
        .activity()
        .latest(id(571), "approved")
        .await
        .expect("read")
        .expect("there");
    assert_eq!(latest.number, "2026-0003");
    assert_eq!(
        store
            .activity()
            .latest(id(571), "rejected")
            .await
            .expect("read"),
        None
    );
    store.close().await;
}

#[tokio::test]
async fn the_log_is_filtered_and_searched() {
    let (_place, store) = filled().await;
    let all = || ActivityQuery {
        limit: 100,
        ..Default::default()
    };
    let only = |acts: &[&str]| ActFilter::Only(acts.iter().map(|a| (*a).to_owned()).collect());
    let except = |acts: &[&str]| ActFilter::Except(acts.iter().map(|a| (*a).to_owned()).collect());
    for (query, found) in [
        (
            ActivityQuery {
                acts: only(&["approved"]),
                ..all()
            },
            vec![3, 1],
        ),
        (
            ActivityQuery {
                acts: only(&[]),
                ..all()
            },
            vec![],
        ),
        (
            ActivityQuery {
                acts: except(&["approved", "rejected"]),
                ..all()
            },
            vec![5, 4],
        ),
        (
            ActivityQuery {
                parties: Some(vec![id(70)]),
                ..all()
            },
            vec![2, 1],
        ),
        (
            ActivityQuery {
                parties: Some(vec![id(70), id(71)]),
                acts: only(&["approved"]),
                ..all()
            },
            vec![3, 1],
        ),
        (
            ActivityQuery {
                parties: Some(vec![]),
                ..all()
            },
            vec![],
        ),
        (
            ActivityQuery {
                subject: Some(id(571)),
                ..all()
            },
            vec![4, 3],
        ),
        (
            ActivityQuery {
                parties: Some(vec![id(71)]),
                acts: only(&["approved"]),
                ..all()
            },
            vec![3],
        ),
    ] {
        let expected: Vec<String> = found.iter().map(|n| format!("2026-{n:04}")).collect();
        assert_eq!(numbers(&store, query.clone()).await, expected, "{query:?}");
    }
    for (text, found) in [
        ("avgift", vec![1]),
        ("ÅRSAVGIFT", vec![1]),
        ("kaffe sjø", vec![2]),
        ("sjøfart østlig", vec![2]),
        ("lønnhuset", vec![4, 3, 2, 1]),
        ("2026-0003", vec![3]),
        ("0003", vec![3]),
        // Shorter than the index knows.
        ("ab", vec![4]),
        ("ås", vec![4, 3]),
        ("å bygg", vec![4, 3]),
        // What the index's own language would stumble over.
        ("\"100", vec![3]),
        ("100 %", vec![3]),
        ("kaffe OR bygg", vec![]),
        ("*", vec![]),
        ("kaff*", vec![]),
        // No word reaches from one part into the next.
        ("asåsen", vec![]),
        ("finnes ikke", vec![]),
    ] {
        let expected: Vec<String> = found.iter().map(|n| format!("2026-{n:04}")).collect();
        let query = ActivityQuery {
            text: text.to_owned(),
            ..all()
        };
        let page = store.activity().page(&query).await.expect("a page");
        let got: Vec<String> = page.rows.into_iter().map(|row| row.number).collect();
        assert_eq!(got, expected, "{text:?}");
        assert_eq!(page.total as usize, expected.len(), "{text:?}");
    }
    let both = ActivityQuery {
        text: "åsen".to_owned(),
        acts: only(&["approved"]),
        ..all()
    };
    assert_eq!(numbers(&store, both).await, ["2026-0003"]);
    store.close().await;
}

#[tokio::test]
async fn entries_cannot_be_changed_deleted_or_put_in_between() {
    let (place, store) = filled().await;
    store.close().await;
    let mut raw = place.raw().await;
    for sql in [
        "UPDATE activity SET act = 'rejected' WHERE seq = 1",
        "UPDATE activity SET receipt = NULL",
        "DELETE FROM activity WHERE seq = 5",
        "DELETE FROM activity_head",
        "INSERT OR REPLACE INTO activity SELECT * FROM activity WHERE seq = 2",
        "REPLACE INTO activity (seq, number, year, counter, at, act, folded, hash)
         VALUES (3, '2026-0003', 2026, 3, 0, 'x', '', zeroblob(32))",
        "INSERT INTO activity (seq, number, year, counter, at, act, folded, hash)
         VALUES (9, '2026-0009', 2026, 9, 0, 'x', '', zeroblob(32))",
    ] {
        let error = sqlx::query(sql).execute(&mut raw).await.expect_err(sql);
        assert!(
            error.to_string().contains("the activity log"),
            "{sql}: {error}"
        );
    }
    raw.close().await.expect("closed");
    let store = place.open().await.expect("opened");
    assert_eq!(
        store.activity().verify().await.expect("checked"),
        Chain::Whole
    );
    store.close().await;
}

/// Does something to the file that the triggers would forbid.
async fn behind_our_back(place: &Place, sql: &'static str) {
    let mut raw = place.raw().await;
    for trigger in [
        "activity_no_update",
        "activity_no_delete",
        "activity_at_end_only",
        "activity_head_no_delete",
    ] {
        let mut drop = sqlx::QueryBuilder::new("DROP TRIGGER ");
        drop.push(trigger);
        drop.build().execute(&mut raw).await.expect("dropped");
    }
    sqlx::raw_sql(sql).execute(&mut raw).await.expect(sql);
    raw.close().await.expect("closed");
}

#[tokio::test]
async fn the_chain_shows_every_edit_behind_our_back() {
    for (sql, first) in [
        (
            "UPDATE activity SET act = 'rejected' WHERE seq = 1",
            "2026-0001",
        ),
        ("UPDATE activity SET at = at + 1 WHERE seq = 2", "2026-0002"),
        (
            "UPDATE activity SET number = '2026-0099' WHERE seq = 2",
            "2026-0099",
        ),
        (
            "UPDATE activity SET subject = NULL WHERE seq = 3",
            "2026-0003",
        ),
        (
            "UPDATE activity SET party_uuid = NULL WHERE seq = 3",
            "2026-0003",
        ),
        ("UPDATE activity SET system = '' WHERE seq = 5", "2026-0005"),
        (
            "UPDATE activity SET vendor = 'Lønnhuset' WHERE seq = 4",
            "2026-0004",
        ),
        (
            "UPDATE activity SET organisation = upper(organisation) WHERE seq = 4",
            "2026-0004",
        ),
        (
            "UPDATE activity SET services = 13 WHERE seq = 3",
            "2026-0003",
        ),
        (
            "UPDATE activity SET failure = NULL WHERE seq = 4",
            "2026-0004",
        ),
        (
            "UPDATE activity SET receipt = '{}' WHERE seq = 2",
            "2026-0002",
        ),
        (
            "UPDATE activity SET hash = zeroblob(32) WHERE seq = 2",
            "2026-0002",
        ),
        // Taken away: the first, one in the middle, the last, the last two, all.
        ("DELETE FROM activity WHERE seq = 1", "2026-0002"),
        ("DELETE FROM activity WHERE seq = 3", "2026-0004"),
        ("DELETE FROM activity WHERE seq = 5", "2026-0005"),
        ("DELETE FROM activity WHERE seq > 3", "2026-0004"),
        ("DELETE FROM activity", "2026-0001"),
        // Taken away and closed up.
        (
            "DELETE FROM activity WHERE seq = 3; UPDATE activity SET seq = seq - 1 WHERE seq > 3",
            "2026-0004",
        ),
        // Two that changed places.
        (
            "UPDATE activity SET seq = 99 WHERE seq = 2; UPDATE activity SET seq = 2 WHERE seq = 3;
          UPDATE activity SET seq = 3 WHERE seq = 99",
            "2026-0003",
        ),
        // The end moved to hide that it was cut off.
        (
            "DELETE FROM activity WHERE seq = 5; UPDATE activity_head SET seq = 4",
            "2026-0005",
        ),
        ("DELETE FROM activity_head", "2026-0006"),
    ] {
        let (place, store) = filled().await;
        store.close().await;
        behind_our_back(&place, sql).await;
        let store = place.open().await.expect("opened");
        let broken = Chain::Broken {
            number: first.to_owned(),
        };
        assert_eq!(
            store.activity().verify().await.expect("checked"),
            broken,
            "{sql}"
        );
        assert_eq!(
            store.activity().verify().await.expect("checked"),
            broken,
            "{sql}, again"
        );
        assert_eq!(
            store.activity().verify_from_start().await.expect("checked"),
            broken,
            "{sql}"
        );
        store.close().await;
    }
}

#[tokio::test]
async fn what_was_found_whole_is_not_read_again_but_can_be() {
    let (place, store) = filled().await;
    assert_eq!(
        store.activity().verify().await.expect("checked"),
        Chain::Whole
    );
    // Someone else changes an early entry while we are open.
    behind_our_back(&place, "UPDATE activity SET services = 99 WHERE seq = 2").await;
    assert_eq!(
        store.activity().verify().await.expect("checked"),
        Chain::Whole
    );
    let broken = Chain::Broken {
        number: "2026-0002".to_owned(),
    };
    assert_eq!(
        store.activity().verify_from_start().await.expect("checked"),
        broken
    );

    // New entries are checked as they come; the last one that was found whole must still stand there.
    let next = entry(noon(6), "approved", "Lønn", "Åsen Bygg", 71);
    assert_eq!(
        store
            .activity()
            .append(&next)
            .await
            .expect("appended")
            .number,
        "2026-0006"
    );
    assert_eq!(
        store.activity().verify().await.expect("checked"),
        Chain::Whole
    );
    behind_our_back_again(&place, "DELETE FROM activity WHERE seq = 6").await;
    assert_eq!(store.activity().verify().await.expect("checked"), broken);
    store.close().await;
}

/// The triggers are gone already.
async fn behind_our_back_again(place: &Place, sql: &'static str) {
    let mut raw = place.raw().await;
    sqlx::raw_sql(sql).execute(&mut raw).await.expect(sql);
    raw.close().await.expect("closed");
}

#[tokio::test]
async fn a_cut_off_end_stays_to_be_seen_when_the_log_goes_on() {
    let (place, store) = filled().await;
    store.close().await;
    behind_our_back(&place, "DELETE FROM activity WHERE seq > 3").await;
    let store = place.open().await.expect("opened");
    let next = entry(noon(6), "approved", "Lønn", "Åsen Bygg", 71);
    let written = store.activity().append(&next).await.expect("appended");
    assert_eq!(written.number, "2026-0006", "no number is given twice");
    let broken = Chain::Broken {
        number: "2026-0006".to_owned(),
    };
    assert_eq!(store.activity().verify().await.expect("checked"), broken);
    store.close().await;
}

#[tokio::test]
async fn a_long_log_is_followed_in_parts() {
    let (place, store) = store().await;
    for n in 0..350 {
        let new = entry(noon(1), "approved", &format!("System {n}"), "Åsen Bygg", 71);
        store.activity().append(&new).await.expect("appended");
    }
    assert_eq!(
        store.activity().verify_from_start().await.expect("checked"),
        Chain::Whole
    );
    store.close().await;
    behind_our_back(&place, "UPDATE activity SET services = 0 WHERE seq = 301").await;
    let store = place.open().await.expect("opened");
    let broken = Chain::Broken {
        number: "2026-0301".to_owned(),
    };
    assert_eq!(store.activity().verify().await.expect("checked"), broken);
    store.close().await;
}
