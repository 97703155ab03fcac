//! What is done about accesses: attempts at changes, the watch, notes, moves.

use super::support::{id, noon, store};
use crate::access_notes::AccessNote;
use crate::change_attempts::Attempt;
use crate::moves::MoveRow;
use crate::requests::{NewLink, RequestKind};
use crate::watched_accesses::{Basis, Next, Watched};

async fn with_request(store: &crate::Store, n: u32) {
    store
        .requests()
        .upsert_link(&NewLink {
            id: id(n),
            kind: RequestKind::Change,
            host: "am.ui.altinn.no".to_owned(),
            added_at: noon(1),
        })
        .await
        .expect("in the queue");
}

fn attempt(n: u32, day: u8, before: &str) -> Attempt {
    Attempt {
        request_id: id(n),
        began_at: noon(day),
        before: before.to_owned(),
        failure: None,
    }
}

#[tokio::test]
async fn a_first_try_takes_the_place_of_one_that_did_nothing() {
    let (_place, store) = store().await;
    with_request(&store, 1).await;
    let attempts = store.change_attempts();
    let first = attempt(1, 2, "{\"packages\":[\"a\"]}");
    attempts.begin(&first).await.expect("noted");
    assert!(attempts.set_failure(id(1), "{}").await.expect("noted"));
    let kept = attempts.get(id(1)).await.expect("read").expect("there");
    assert_eq!(kept.failure.as_deref(), Some("{}"));
    let next = attempt(1, 3, "{\"packages\":[\"a\",\"b\"]}");
    attempts.begin(&next).await.expect("noted");
    assert_eq!(attempts.get(id(1)).await.expect("read"), Some(next));
    assert!(attempts.remove(id(1)).await.expect("gone"));
    assert!(!attempts.set_failure(id(1), "{}").await.expect("nothing"));
    store.close().await;
}

#[tokio::test]
async fn an_attempt_goes_with_its_request() {
    let (_place, store) = store().await;
    with_request(&store, 1).await;
    let attempts = store.change_attempts();
    attempts.begin(&attempt(1, 2, "{}")).await.expect("noted");
    store.requests().remove(id(1)).await.expect("forgotten");
    assert_eq!(attempts.get(id(1)).await.expect("read"), None);
    store.close().await;
}

fn watched(n: u32, findings: &str) -> Watched {
    Watched {
        party_uuid: id(100),
        id: id(n),
        title: format!("System {n}"),
        vendor: Some("SmartCloud AS".to_owned()),
        vendor_org_no: Some("311111116".to_owned()),
        basis: Basis::Receipt,
        receipt: Some("2026-0001".to_owned()),
        baseline_at: noon(1),
        baseline: "{\"packages\":{}}".to_owned(),
        vanished_at: None,
        findings: findings.to_owned(),
    }
}

#[tokio::test]
async fn the_watch_gives_back_what_was_put_in() {
    let (_place, store) = store().await;
    let table = store.watched_accesses();
    let quiet = watched(1, "[]");
    let loud = Watched {
        basis: Basis::FirstSeen,
        receipt: None,
        vanished_at: Some(noon(4)),
        ..watched(2, "[{\"kind\":\"vanished\"}]")
    };
    table
        .put(&[quiet.clone(), loud.clone()])
        .await
        .expect("kept");
    assert_eq!(
        table.all().await.expect("read"),
        [quiet.clone(), loud.clone()]
    );
    assert_eq!(
        table.with_findings().await.expect("read"),
        std::slice::from_ref(&loud)
    );
    let acknowledged = Watched {
        basis: Basis::Acknowledged,
        ..watched(2, "[]")
    };
    table
        .put(std::slice::from_ref(&acknowledged))
        .await
        .expect("kept");
    assert!(table.with_findings().await.expect("read").is_empty());
    assert_eq!(
        table.get(id(100), id(2)).await.expect("read"),
        Some(acknowledged)
    );
    assert!(table.remove(id(100), id(2)).await.expect("gone"));
    assert_eq!(table.retain_parties(&[id(7)]).await.expect("gone"), 1);
    assert!(table.all().await.expect("read").is_empty());
    store.close().await;
}

/// What a look found is written only over the rows that it looked at: one that was acknowledged, withdrawn or made anew in
/// between stands.
#[tokio::test]
async fn a_look_writes_nothing_over_what_was_done_meanwhile() {
    let (_place, store) = store().await;
    let table = store.watched_accesses();
    let news = "[{\"kind\":\"vanished\"}]";
    let read = [watched(1, "[]"), watched(2, "[]"), watched(3, "[]")];
    table.put(&read).await.expect("kept");
    let acknowledged = Watched {
        basis: Basis::Acknowledged,
        baseline_at: noon(2),
        ..watched(2, "[]")
    };
    let received = watched(4, "[]");
    table
        .put(&[acknowledged.clone(), received.clone()])
        .await
        .expect("kept");
    table.remove(id(100), id(3)).await.expect("withdrawn");
    let over = |n| Next {
        was: Some(watched(n, "[]")),
        row: watched(n, news),
    };
    let new = |n| Next {
        was: None,
        row: watched(n, news),
    };
    let found = [over(1), over(2), over(3), new(4), new(5)];
    assert_eq!(table.replace(&found).await.expect("written"), 2);
    let expected = [watched(1, news), acknowledged, received, watched(5, news)];
    assert_eq!(table.all().await.expect("read"), expected);
    store.close().await;
}

#[tokio::test]
async fn a_note_and_a_day_do_not_disturb_each_other() {
    let (_place, store) = store().await;
    let notes = store.access_notes();
    let (party, user) = (id(100), id(1));
    notes
        .set_note(party, user, Some("Spør Kari før den trekkes"))
        .await
        .expect("written");
    notes
        .set_review_on(party, user, Some("2026-12-01"))
        .await
        .expect("set");
    let all = notes.all().await.expect("read");
    assert_eq!(
        all,
        [AccessNote {
            party_uuid: party,
            id: user,
            note: Some("Spør Kari før den trekkes".to_owned()),
            review_on: Some("2026-12-01".to_owned()),
        }]
    );
    assert!(
        notes
            .set_review_on(party, user, Some("1. des."))
            .await
            .is_err(),
        "a day is written as a day"
    );
    notes.set_note(party, user, None).await.expect("taken away");
    assert_eq!(notes.all().await.expect("read")[0].note, None);
    notes
        .set_review_on(party, user, None)
        .await
        .expect("taken away");
    assert!(notes.all().await.expect("read").is_empty());
    assert!(notes.remove(party, user).await.expect("gone"));
    store.close().await;
}

fn moving(n: u32, old: u32, day: u8) -> MoveRow {
    MoveRow {
        id: id(n),
        party_uuid: id(100),
        old_id: id(old),
        began_at: noon(day),
        over_at: None,
        body: "{\"step\":\"check\"}".to_owned(),
    }
}

#[tokio::test]
async fn an_access_has_one_open_move() {
    let (_place, store) = store().await;
    let moves = store.moves();
    let first = moving(1, 11, 1);
    assert!(moves.begin(&first).await.expect("begun"));
    assert!(!moves.begin(&moving(2, 11, 2)).await.expect("not begun"));
    assert!(moves.begin(&moving(3, 12, 3)).await.expect("begun"));
    assert_eq!(moves.get(id(1)).await.expect("read"), Some(first));
    assert!(
        moves
            .set(id(1), "{\"step\":\"done\"}", Some(noon(5)))
            .await
            .expect("over")
    );
    assert!(
        moves.begin(&moving(2, 11, 6)).await.expect("begun"),
        "the one before is over"
    );
    let ids = async |day| -> Vec<uuid::Uuid> {
        let rows = moves.since(noon(day)).await.expect("read");
        rows.into_iter().map(|row| row.id).collect()
    };
    assert_eq!(ids(4).await, [id(2), id(3), id(1)]);
    assert_eq!(
        ids(6).await,
        [id(2), id(3)],
        "those over before are left out"
    );
    assert!(!moves.set(id(9), "{}", None).await.expect("no such move"));
    store.close().await;
}
