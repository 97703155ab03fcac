//! The disk is full when Altinn says yes: what is done is said to be done, and the receipt follows.

use std::time::Duration;

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueState, Reject};
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::messages::{PauseReason, SyncActivity, SyncMessages};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, SmallDisk};
use serde_json::json;

const REQUEST: &str = "/authentication/api/v1/systemuser/request/*";
const TRACE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// Signed in, with everything that is kept on a small disk; `None` where none can be had.
async fn on_a_small_disk() -> Option<(Harness, SmallDisk)> {
    let options = Options {
        portal_scope: true,
        ..Options::default()
    };
    let stage = Harness::new(options).await;
    let disk = SmallDisk::over(&stage.environment_folder(), 64)?;
    stage.sign_in("kari").await;
    Some((stage, disk))
}

/// Lets Altinn take a while over its answer to `act`, so that the disk is full when it comes.
async fn answer_slowly(stage: &Harness, act: &str) {
    let path = format!("{REQUEST}/{act}");
    let trace = json!({ "traceparent": TRACE });
    let fault = json!([{ "path": path, "method": "POST", "delay_ms": 1500, "headers": trace }]);
    stage.control.faults(fault).await;
}

/// Confirmed by Altinn, not written down: said as done, and written when there is room, with Altinn's time and trace.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_that_finds_no_room_follows_later() {
    let Some((stage, disk)) = on_a_small_disk().await else {
        return;
    };
    let review = stage.pasted_review("approvable").await;
    answer_slowly(&stage, "approve").await;
    let filled = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        disk.fill();
    };
    let (decision, ()) = tokio::join!(stage.approve(&review), filled);
    let answered = stage.sandbox.shared().clock().now();
    let decision = decision.expect("what Altinn confirmed is no failure");
    let Decision::Unrecorded { failure } = decision else {
        panic!("the disk was not full: {decision:?}")
    };
    assert_eq!(failure.code, ErrorCode::DiskFull);
    let shown = QueueState::Approved { receipt: None };
    assert_eq!(stage.row(&review.key).await.state, shown);
    let again = stage.approve(&review).await.expect_err("it is decided");
    assert_ne!(again.code, ErrorCode::Timeout, "nothing is sent again");
    assert_eq!(stage.row(&review.key).await.state, shown, "and stays so");

    disk.empty();
    let row = stage.wait_row(&review.key, |row| row.state != shown).await;
    let QueueState::Approved {
        receipt: Some(number),
    } = row.state
    else {
        panic!("no receipt: {row:?}")
    };
    let receipt = stage.receipt(&number).await;
    assert_eq!(receipt.act, Act::Approved);
    assert_eq!(receipt.review.fingerprint, review.fingerprint);
    assert!(!receipt.observed, "it was decided here");
    assert_eq!(receipt.trace_id.as_deref(), Some(TRACE), "kept");
    let at: jiff::Timestamp = receipt.at.parse().expect("a time");
    assert!(
        at <= answered,
        "the time is Altinn's answer, not the writing"
    );
    assert_eq!(stage.control.count("POST", "/approve").await, 1);
}

/// The same for a rejection that was sent after its ten seconds, when the app closes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rejection_that_finds_no_room_is_still_a_rejection() {
    let Some((stage, disk)) = on_a_small_disk().await else {
        return;
    };
    let review = stage.pasted_review("approvable").await;
    answer_slowly(&stage, "reject").await;
    let filled = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        disk.fill();
    };
    let key = review.key.clone();
    let (decision, ()) = tokio::join!(stage.app.reject(Reject { key, now: true }), filled);
    let decision = decision.expect("what Altinn confirmed is no failure");
    assert!(
        matches!(decision, Decision::Unrecorded { .. }),
        "{decision:?}"
    );
    let shown = QueueState::Rejected { receipt: None };
    assert_eq!(stage.row(&review.key).await.state, shown);
    disk.empty();
    let row = stage.wait_row(&review.key, |row| row.state != shown).await;
    assert!(
        matches!(row.state, QueueState::Rejected { receipt: Some(_) }),
        "{row:?}"
    );
    assert_eq!(stage.control.count("POST", "/reject").await, 1);
}

/// Full before anything is sent: nothing is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_noted_is_not_sent() {
    let Some((stage, disk)) = on_a_small_disk().await else {
        return;
    };
    let review = stage.pasted_review("approvable").await;
    disk.fill();
    let failure = stage.approve(&review).await.expect_err("no room");
    assert_eq!(failure.code, ErrorCode::DiskFull);
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
    disk.empty();
    let again = stage.look_at(&review.key).await.expect("there is room");
    stage.approve_here(&again).await;
}

/// Messages that cannot be kept are not said to wait for a login, and are read when there is room.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_that_find_no_room_are_read_when_there_is_some() {
    let Some((stage, disk)) = on_a_small_disk().await else {
        return;
    };
    stage.messages_are_read().await;
    disk.fill();
    stage.control.advance(1000).await;
    let asked = stage.app.sync_messages(SyncMessages::default()).await;
    let state = asked.expect("what was read before can be told");
    let reason = PauseReason::StoreFailed;
    assert_eq!(state.state, SyncActivity::Paused { reason });
    assert_eq!(state.failure.expect("said").code, ErrorCode::DiskFull);
    assert!(state.next.is_some(), "it is tried again of itself");

    disk.empty();
    stage.control.advance(400).await;
    stage.messages_are_read().await;
}
