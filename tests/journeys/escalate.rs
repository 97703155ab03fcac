//! Forwarding to an access manager.

use fullmakt_app::surface::approvals::{Decision, RequestRef};
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Way};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;

/// Who is no access manager may forward, not decide.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_no_access_manager_forwards() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("may-escalate-only").await;
    assert!(review.authority.escalate_only, "{:?}", review.authority);
    assert_eq!(
        review.decide.approve.reason,
        Some(AbilityReason::NotAccessManager)
    );
    assert_eq!(review.decide.reject.way, Way::None);
    let failure = stage
        .approve(&review)
        .await
        .expect_err("not hers to approve");
    assert_eq!(failure.code, ErrorCode::NotAccessManager);
    let key = review.key.clone();
    let sent = stage.app.escalate(RequestRef { key }).await;
    assert_eq!(sent.expect("it is forwarded"), Decision::Forwarded);
    assert_eq!(
        stage.control.request("may-escalate-only").await["escalated"],
        true
    );
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
}
