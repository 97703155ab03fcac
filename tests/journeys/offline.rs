//! No way to Altinn: what was read is shown with its age, and nothing can be decided.

use fullmakt_app::surface::approvals::Reject;
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Way};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;
use serde_json::json;

/// The kept review is marked as such; approving and rejecting send nothing; back online all is as before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_review_has_nothing_to_decide() {
    let stage = Harness::with_portal_scope("kari").await;
    let fresh = stage.pasted_review("approvable").await;
    assert!(!fresh.stale);
    let unread = stage.paste("approvable-old").await;
    stage
        .control
        .faults(json!([{ "path": "*", "cut": "before" }]))
        .await;
    let kept = stage.look_at(&fresh.key).await.expect("a copy was kept");
    assert!(kept.stale);
    assert_eq!(kept.packages, fresh.packages);
    assert_eq!(
        kept.fetched_at, fresh.fetched_at,
        "its age is the reading's"
    );
    for ability in [
        &kept.decide.approve,
        &kept.decide.reject,
        &kept.decide.escalate,
    ] {
        assert_eq!(ability.way, Way::None);
        assert_eq!(ability.reason, Some(AbilityReason::Offline));
    }
    let closed = [
        ErrorCode::Offline,
        ErrorCode::Timeout,
        ErrorCode::UpstreamDown,
    ];
    let failure = stage.approve(&fresh).await.expect_err("no way to Altinn");
    assert!(closed.contains(&failure.code), "{failure:?}");
    let key = fresh.key.clone();
    let failure = stage.app.reject(Reject { key, now: true }).await;
    let failure = failure.expect_err("no way to Altinn");
    assert!(closed.contains(&failure.code), "{failure:?}");
    if let Ok(review) = stage.look_at(&unread).await {
        assert!(review.stale, "never fresh without Altinn");
    }
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
    assert_eq!(stage.control.count("POST", "/reject").await, 0);

    stage.control.clear_faults().await;
    let again = stage.look_at(&fresh.key).await.expect("Altinn is back");
    assert!(!again.stale);
    stage.approve_here(&again).await;
}
