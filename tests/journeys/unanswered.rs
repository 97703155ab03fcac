//! A write without an answer: the state is read, and nothing is sent twice.

use fullmakt_app::surface::approvals::{Decision, QueueState};
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::Event;
use fullmakt_tests::{Harness, until};
use serde_json::json;

const APPROVE: &str = "/authentication/api/v1/systemuser/request/*/approve";

/// The approval arrived, its answer did not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approval_whose_answer_was_lost_is_found_out() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let mut events = stage.app.subscribe();
    stage
        .control
        .faults(json!([{ "path": APPROVE, "cut": "inside", "times": 1 }]))
        .await;
    let decision = stage.approve(&review).await.expect("it may have arrived");
    assert_eq!(decision, Decision::Unknown);
    assert_eq!(stage.row(&review.key).await.state, QueueState::Unknown);
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Decided { key, receipt } if *key == review.key => Some(receipt.clone()),
        _ => None,
    })
    .await;
    let receipt = Some(number.clone());
    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Approved { receipt });
    assert_eq!(
        stage.control.count("POST", "/approve").await,
        1,
        "sent once"
    );
    let receipt = stage.receipt(&number).await;
    assert_eq!(receipt.review.packages, review.packages);
    assert!(!receipt.observed, "it was decided here");
}

/// The approval never arrived: the request is open again, says why, and is approved by the person's second press.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approval_that_never_arrived_is_open_again() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    stage
        .control
        .faults(json!([{ "path": APPROVE, "cut": "before", "times": 1 }]))
        .await;
    let decision = stage.approve(&review).await.expect("it may have arrived");
    assert_eq!(decision, Decision::Unknown);
    let row = stage.wait_row(&review.key, |row| row.state == QueueState::Waiting);
    let row = row.await;
    assert_eq!(row.failure.map(|f| f.code), Some(ErrorCode::Timeout));
    assert_eq!(
        stage.control.count("POST", "/approve").await,
        1,
        "nothing is sent again by itself"
    );
    let again = stage.look_at(&review.key).await.expect("it can be read");
    stage.approve_here(&again).await;
}

/// Altinn is still at work on it when the state is first read: one look is not taken for an answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approval_that_takes_its_time_is_not_called_lost() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let seeded = stage.control.request("approvable").await;
    let mut events = stage.app.subscribe();
    stage
        .control
        .faults(json!([{ "path": APPROVE, "cut": "before", "times": 1 }]))
        .await;
    let decision = stage.approve(&review).await.expect("it may have arrived");
    assert_eq!(decision, Decision::Unknown);
    stage.control.reset_counters().await;
    until("the state is read", async || {
        let looks = stage.control.count("GET", "/systemuser/request/").await;
        (looks > 0).then_some(())
    })
    .await;
    // What was sent takes effect only now.
    let token = stage
        .control
        .token("kari", "openid altinn:portal/enduser")
        .await;
    let path = format!(
        "{}/authentication/api/v1/systemuser/request/{}/{}/approve",
        stage.control.base(),
        seeded["partyId"],
        review.key
    );
    let late = stage.control.http().post(path);
    let late = late.bearer_auth(token["altinn"].as_str().expect("a token"));
    assert!(late.send().await.expect("an answer").status().is_success());
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Decided { key, receipt } if *key == review.key => Some(receipt.clone()),
        _ => None,
    })
    .await;
    assert!(
        !stage.receipt(&number).await.observed,
        "it was sent from here"
    );
}
