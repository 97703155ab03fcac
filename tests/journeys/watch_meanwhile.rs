//! The watch, while something else goes on: what is decided, listed or acknowledged during a look stands, and only what was
//! shown is acknowledged.

use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::system_users::SystemUsersQuery;
use fullmakt_app::surface::table::Commands;
use fullmakt_app::surface::watch::{DriftSince, Finding};
use fullmakt_tests::{Harness, until};
use serde_json::json;

use crate::watch::{
    DAY, EXPORT, a_day_later, acknowledge, approved, findings, ids, reported, services_come, shown,
    status, watch,
};

/// Enhetsregisteret.
const REGISTER: &str = "/enhetsregisteret/api/enheter";

/// Something more was found after it was shown: «I have seen it» is about what was shown, and does not take the rest along.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_shown_is_not_acknowledged() {
    let (stage, user, _) = approved().await;
    services_come(&stage, &["ske-ny-a"]).await;
    a_day_later(&stage).await;
    reported(&stage, 1).await;
    let first = shown(&stage, &user).await;
    services_come(&stage, &["ske-ny-b"]).await;
    a_day_later(&stage).await;
    let both = until("the second one is found", async || {
        status(&stage).await;
        let row = shown(&stage, &user).await;
        (row.findings != first.findings).then_some(row)
    })
    .await;
    let failure = acknowledge(&stage, &first).await;
    assert_eq!(failure.expect_err("not that").code, ErrorCode::Conflict);
    assert_eq!(shown(&stage, &user).await, both, "nothing is acknowledged");
    acknowledge(&stage, &both).await.expect("seen");
    assert_eq!(status(&stage).await, 0);
}

/// The person acknowledges while a look is under way: what the look finds is compared with that, and does not undo it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_under_way_does_not_undo_what_is_acknowledged() {
    let (stage, user, _) = approved().await;
    services_come(&stage, &["ske-ny-a"]).await;
    a_day_later(&stage).await;
    reported(&stage, 1).await;
    let first = shown(&stage, &user).await;
    services_come(&stage, &["ske-ny-b"]).await;
    stage.control.advance(DAY + 60).await;
    stage.control.reset_counters().await;
    // The look reads the catalogue, and then waits for Enhetsregisteret.
    let slow = json!([{ "path": REGISTER, "method": "GET", "delay_ms": 2000, "times": 1000 }]);
    stage.control.faults(slow).await;
    stage.sign_in("kari").await;
    until("the look waits for the register", async || {
        status(&stage).await;
        let faults = stage.control.get("faults").await;
        let read = stage.control.count("GET", EXPORT).await;
        (read > 0 && faults[0]["times"] != 1000).then_some(())
    })
    .await;
    acknowledge(&stage, &first).await.expect("seen");
    stage.control.clear_faults().await;
    let found = until("the look has found the rest", async || {
        let found = findings(&stage, &user).await;
        (!found.is_empty()).then_some(found)
    })
    .await;
    let [Finding::ServicesAdded { services, since }] = &found[..] else {
        panic!("not that: {found:?}")
    };
    assert_eq!(ids(services), ["ske-ny-b"], "only what was not shown");
    assert!(matches!(since, DriftSince::Acknowledged { .. }));
}

/// Approved just before a look whose list is older, and listed while that look is under way: it is not gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_access_that_is_new_to_a_look_under_way_is_not_missed() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let first = watch(&stage).await.checked_at;
    stage.control.advance(DAY + 60).await;
    // A register that does not answer is asked at every look, so that each takes its time.
    let slow = json!({ "path": REGISTER, "method": "GET", "status": 500, "delay_ms": 400 });
    stage.control.faults(json!([slow])).await;
    stage.sign_in("kari").await;
    let mut looked = looked_again(&stage, &first).await;
    let party = stage.control.request("approvable").await["partyId"].clone();
    let list = format!("/authentication/api/v1/systemuser/{party}");
    let late = json!({ "path": list, "method": "GET", "delay_ms": 1000, "times": 1 });
    stage.control.faults(json!([late, slow])).await;
    stage.approve_here(&review).await;
    let other = SystemUsersQuery {
        party_uuid: Some(stage.control.party_uuid("missing-package").await),
        refresh: true,
        ..SystemUsersQuery::default()
    };
    // The look after this reading, and then the one after the list that has the new access.
    let reading = stage.app.system_users(other);
    let looking = async {
        for _ in 0..2 {
            looked = looked_again(&stage, &looked).await;
            let rows = watch(&stage).await.rows;
            let gone = |f: &Finding| matches!(f, Finding::Vanished { .. });
            let gone = rows.iter().filter(|row| row.findings.iter().any(gone));
            assert_eq!(gone.count(), 0, "nothing is gone");
        }
    };
    let (page, ()) = tokio::join!(reading, looking);
    page.expect("the list");
}

/// Waits until a look is over; gives its time.
async fn looked_again(stage: &Harness, before: &Option<String>) -> Option<String> {
    until("it was looked again", async || {
        let checked_at = watch(stage).await.checked_at;
        (checked_at != *before).then_some(checked_at)
    })
    .await
}
