//! The app is closed while something is not over: at the next start it is found out, and the receipt is written then.

use std::sync::Arc;

use fullmakt_app::surface::activity::{Act, ActivityRow};
use fullmakt_app::surface::approvals::Decision;
use fullmakt_app::surface::system_users::Withdrawal;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, PortalVisit, TestKeyring, until};
use serde_json::json;

/// Kari on a machine with a keyring, so that what is stored can be opened again.
async fn stage(portal_scope: bool) -> Harness {
    let options = Options {
        portal_scope,
        keyring: Some(Arc::new(TestKeyring::default())),
        ..Options::default()
    };
    Harness::signed_in("kari", options).await
}

async fn of(stage: &Harness, act: Act) -> Vec<ActivityRow> {
    let mut rows = stage.log().await;
    rows.retain(|row| row.act == act);
    rows
}

/// The answer to an approval is lost, and the app is closed before the state was read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_without_an_answer_is_found_out() {
    let mut stage = stage(true).await;
    let review = stage.pasted_review("approvable").await;
    let path = "/authentication/api/v1/systemuser/request/*/approve";
    let lost = json!([{ "path": path, "cut": "inside", "times": 1 }]);
    stage.control.faults(lost).await;
    let decision = stage.approve(&review).await.expect("it may have arrived");
    assert_eq!(decision, Decision::Unknown);
    stage.restart().await;
    let written = stage.decided(&review.key).await;
    assert_eq!((written.act, written.observed), (Act::Approved, false));
    assert_eq!(written.review.fingerprint, review.fingerprint);
    assert_eq!(of(&stage, Act::Approved).await.len(), 1, "one receipt");
    let sent = stage
        .control
        .count("POST", "/api/v1/systemuser/request/")
        .await;
    assert_eq!(sent, 1, "nothing was sent again");
}

/// Handed over to Altinn's page, closed, decided there meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hand_off_is_observed_again() {
    let mut stage = stage(false).await;
    let review = stage.pasted_review("approvable").await;
    stage.approve(&review).await.expect("it is handed off");
    let page = stage.browser.last().expect("a page");
    stage.app.shutdown().await;
    PortalVisit::follow(&page, "kari")
        .await
        .press("reject")
        .await;
    stage.restart().await;
    let written = stage.decided(&review.key).await;
    assert_eq!((written.act, written.observed), (Act::Rejected, true));
    assert_eq!(written.review.packages, review.packages, "what was shown");
}

/// The same for a withdrawal.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_on_altinns_page_is_observed_again() {
    let mut stage = stage(true).await;
    let review = stage.pasted_review("agent-many-services").await;
    stage.approve_here(&review).await;
    let user = stage.system_user(&review.key).await;
    // The interface is closed: it is Altinn's page that does it.
    let path = "/authentication/api/v1/systemuser/agent/*";
    let closed = json!([{ "path": path, "method": "DELETE", "status": 403 }]);
    stage.control.faults(closed).await;
    let done = stage.app.withdraw(user.clone()).await;
    assert_eq!(done.expect("it is handed off"), Withdrawal::HandedOff);
    let page = stage.browser.last().expect("a page");
    stage.app.shutdown().await;
    PortalVisit::follow(&page, "kari")
        .await
        .delete(&user.id)
        .await;
    stage.restart().await;
    let row = until("the withdrawal has a receipt", async || {
        of(&stage, Act::Withdrawn).await.pop()
    })
    .await;
    let written = stage.receipt(&row.number).await;
    assert!(written.observed);
    assert_eq!(written.system_user_id.as_deref(), Some(user.id.as_str()));
    assert_eq!(written.review.packages.len(), review.packages.len());
}
