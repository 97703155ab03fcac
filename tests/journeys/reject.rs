//! Rejecting, with ten seconds in which it can be taken back.

use std::sync::Arc;

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueState, Reject, RequestRef};
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, TestKeyring};

async fn reject(stage: &Harness, key: &str, now: bool) -> Decision {
    let key = key.to_owned();
    let decision = stage.app.reject(Reject { key, now }).await;
    decision.expect("a rejection is taken")
}

/// Taken back within ten seconds: nothing is sent, not even when the app closes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taken_back_sends_nothing() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    let decision = reject(&stage, &review.key, false).await;
    let Decision::Scheduled { at } = decision else {
        panic!("not scheduled: {decision:?}")
    };
    let row = stage.row(&review.key).await;
    let QueueState::Rejecting { at: shown } = row.state else {
        panic!("not rejecting: {row:?}")
    };
    let seconds = "2026-11-12T13:32:00".len();
    assert_eq!(
        shown[..seconds],
        at[..seconds],
        "the queue counts down to the same moment"
    );
    let key = review.key.clone();
    let undone = stage.app.undo_reject(RequestRef { key }).await;
    undone.expect("it can be taken back");
    assert_eq!(stage.row(&review.key).await.state, QueueState::Waiting);
    let key = review.key.clone();
    let twice = stage.app.undo_reject(RequestRef { key }).await;
    assert_eq!(twice.expect_err("nothing waits").code, ErrorCode::Conflict);
    stage.app.shutdown().await;
    assert_eq!(stage.control.count("POST", "/reject").await, 0);
    assert_eq!(stage.control.request("approvable").await["status"], "New");
}

/// Not taken back, and the app closes: what was promised is sent first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_sends_what_waits() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    reject(&stage, &review.key, false).await;
    assert_eq!(stage.control.count("POST", "/reject").await, 0, "not yet");
    stage.app.shutdown().await;
    assert_eq!(stage.control.count("POST", "/reject").await, 1);
    let status = stage.control.request("approvable").await["status"].clone();
    assert_eq!(status, "Rejected");
}

/// Not taken back, and somebody else signs in: it is sent before that one comes, and written down for who promised it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_leaves_for_another_person_sends_what_waits() {
    let options = Options {
        keyring: Some(Arc::new(TestKeyring::default())),
        ..Options::default()
    };
    let stage = Harness::signed_in("kari", options).await;
    let review = stage.pasted_review("approvable").await;
    reject(&stage, &review.key, false).await;
    let first = stage.session().await.account;
    stage.sign_in("odd").await;
    assert_ne!(stage.session().await.account, first);
    assert_eq!(stage.control.count("POST", "/reject").await, 1);
    let status = stage.control.request("approvable").await["status"].clone();
    assert_eq!(status, "Rejected");
    let log = stage.log().await;
    assert!(log.iter().all(|row| !row.has_receipt), "{log:?}");

    stage.sign_in("kari").await;
    assert_eq!(stage.session().await.account, first);
    let receipt = stage.decided(&review.key).await;
    assert_eq!(receipt.act, Act::Rejected);
    assert_eq!(stage.control.count("POST", "/reject").await, 1, "only once");
}

/// Ten seconds pass: it is sent by itself, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_seconds_later_it_is_sent() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    reject(&stage, &review.key, false).await;
    let rejected = |state: &QueueState| matches!(state, QueueState::Rejected { .. });
    let row = stage
        .wait_row(&review.key, |row| rejected(&row.state))
        .await;
    let QueueState::Rejected {
        receipt: Some(number),
    } = row.state
    else {
        panic!("no receipt: {row:?}")
    };
    assert_eq!(stage.receipt(&number).await.act, Act::Rejected);
    assert_eq!(stage.control.count("POST", "/reject").await, 1);
}

/// At once: the receipt holds what was shown.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_once() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("missing-package").await;
    let decision = reject(&stage, &review.key, true).await;
    let Decision::Done { receipt } = decision else {
        panic!("not done: {decision:?}")
    };
    let number = Some(receipt.clone());
    let receipt = stage.receipt(&receipt).await;
    assert_eq!(receipt.act, Act::Rejected);
    assert_eq!(receipt.review.packages, review.packages);
    assert!(!receipt.observed && receipt.withdraw.is_none());
    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Rejected { receipt: number });
    assert!(stage.browser.opened().is_empty());
}

/// A further login within the ten seconds (for a higher level, for more scopes) changes nothing: it is sent in its time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_login_in_between_does_not_stop_it() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    reject(&stage, &review.key, false).await;
    stage.sign_in("kari").await;
    let rejecting = |state: &QueueState| matches!(state, QueueState::Rejecting { .. });
    let row = stage.row(&review.key).await;
    assert!(rejecting(&row.state), "{row:?}");
    let rejected = |state: &QueueState| matches!(state, QueueState::Rejected { receipt: Some(_) });
    stage
        .wait_row(&review.key, |row| rejected(&row.state))
        .await;
}
