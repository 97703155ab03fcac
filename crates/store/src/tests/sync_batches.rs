//! Batches: plans, cursors, sweeps.

use jiff::Timestamp;

use super::dialog_support::{dialog_id, languages, letter, party, with_actors};
use super::support::{id, noon};
use crate::Store;
use crate::dialogs::{NewDialog, SyncPage};
use crate::sync_batches::{BatchKind, BatchPlan, Cursor, SyncBatch};

fn plan(name: &str, members: &[&str]) -> (BatchPlan, Option<Timestamp>) {
    let plan = BatchPlan {
        name: name.to_owned(),
        kind: BatchKind::Services,
        members: members.iter().map(|&one| one.to_owned()).collect(),
        is_hot: true,
    };
    (plan, None)
}

async fn page(
    store: &Store,
    batch: &str,
    rows: &[NewDialog],
    cursor: &Cursor,
    day: u8,
    is_sweep: bool,
) {
    store
        .dialogs()
        .apply_page(&SyncPage {
            rows,
            cursor: Some((batch, cursor)),
            asked_at: noon(day),
            fetched_at: noon(day),
            languages: &languages(),
            is_sweep,
        })
        .await
        .expect("applied");
}

async fn batch(store: &Store, name: &str) -> SyncBatch {
    store
        .sync_batches()
        .get(name)
        .await
        .expect("read")
        .expect("there")
}

#[tokio::test]
async fn a_plan_keeps_cursors_and_begins_new_ones_where_they_are_covered() {
    let (_place, store) = with_actors().await;
    let batches = store.sync_batches();
    batches
        .plan(&[plan("a", &["x", "y"]), plan("b", &["z"])])
        .await
        .expect("planned");
    let cursor = Cursor {
        watermark: Some(noon(10)),
        is_filled: true,
        fill_rows: 7,
        ..Cursor::default()
    };
    page(&store, "a", &[], &cursor, 12, false).await;
    batches
        .failed("a", "{\"code\":\"timeout\"}", noon(12))
        .await
        .expect("noted");
    let found = batch(&store, "a").await;
    assert_eq!(
        (found.failure.as_deref(), found.failed_at),
        (Some("{\"code\":\"timeout\"}"), Some(noon(12)))
    );
    page(&store, "a", &[], &cursor, 12, false).await;
    assert_eq!(
        batch(&store, "a").await.failure,
        None,
        "a page is no failure"
    );

    // Cold now, and another beside it: the cursor still holds, whatever it is said to be covered up to.
    let cold = BatchPlan {
        is_hot: false,
        ..plan("a", &["x", "y"]).0
    };
    batches
        .plan(&[
            (cold.clone(), Some(noon(11))),
            (plan("c", &["w"]).0, Some(noon(9))),
        ])
        .await
        .expect("planned");
    let all = batches.all().await.expect("read");
    assert_eq!(all.len(), 2, "what is not planned is forgotten");
    assert_eq!((&all[0].plan, &all[0].cursor), (&cold, &cursor));
    assert_eq!(all[1].cursor.watermark, Some(noon(9)));
    store.close().await;
}

#[tokio::test]
async fn a_sweep_marks_what_did_not_come_back() {
    let (_place, store) = with_actors().await;
    let batches = store.sync_batches();
    let by_party = BatchPlan {
        kind: BatchKind::Parties,
        ..plan("p", &[&party(3).to_string()]).0
    };
    batches
        .plan(&[plan("s", &["ske-mva-melding"]), (by_party, None)])
        .await
        .expect("planned");
    let other = NewDialog {
        service: "annen".to_owned(),
        party_uuid: party(3),
        ..letter(4, "annen tjeneste")
    };
    let old = letter(60 * 24 * 9, "før vinduet");
    let cursor = Cursor::default();
    page(
        &store,
        "s",
        &[letter(1, "kommer"), letter(2, "borte"), other, old],
        &cursor,
        11,
        false,
    )
    .await;

    batches.begin_sweep("s", noon(12)).await.expect("begun");
    assert_eq!(batch(&store, "s").await.sweep_at, Some(noon(12)));
    page(&store, "s", &[letter(1, "kommer")], &cursor, 12, true).await;
    // What a poll meets while the sweep is under way is there as well.
    page(&store, "s", &[letter(3, "ny")], &cursor, 13, false).await;
    assert_eq!(batches.end_sweep("s", noon(5)).await.expect("ended"), 1);
    let stale = async |n: u32| {
        store
            .dialogs()
            .get(dialog_id(n))
            .await
            .expect("read")
            .expect("there")
            .row
            .stale_since
    };
    assert_eq!(stale(1).await, None);
    assert_eq!(stale(2).await, Some(noon(12)));
    assert_eq!(stale(3).await, None);
    assert_eq!(stale(4).await, None, "of another service");
    assert_eq!(stale(60 * 24 * 9).await, None, "before the window");
    let found = batch(&store, "s").await;
    assert_eq!((found.sweep_at, found.swept_at), (None, Some(noon(12))));
    assert_eq!(
        batches
            .end_sweep("s", noon(5))
            .await
            .expect("nothing to end"),
        0
    );

    batches.begin_sweep("p", noon(14)).await.expect("begun");
    assert_eq!(batches.end_sweep("p", noon(5)).await.expect("ended"), 1);
    assert_eq!(stale(4).await, Some(noon(14)));
    assert_eq!(stale(1).await, None, "of another party");
    store.close().await;
}

#[tokio::test]
async fn services_met_are_told_by_their_newest() {
    let (_place, store) = with_actors().await;
    let batches = store.sync_batches();
    batches.plan(&[plan("s", &[])]).await.expect("planned");
    let other = |n: u32| NewDialog {
        service: "annen".to_owned(),
        party_uuid: id(12),
        ..letter(n, "annen")
    };
    page(
        &store,
        "s",
        &[letter(30, "a"), other(10), other(20)],
        &Cursor::default(),
        12,
        false,
    )
    .await;
    let met = batches.services_met().await.expect("read");
    assert_eq!(
        met,
        [
            ("annen".to_owned(), other(10).content_updated_at),
            (
                "ske-mva-melding".to_owned(),
                letter(30, "").content_updated_at
            )
        ]
    );
    store.close().await;
}
