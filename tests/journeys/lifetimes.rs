//! ID-porten's own lifetimes: two minutes for an access token, ten for a refresh token (identity reference 0.3).

use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::session::SessionState;
use fullmakt_sandbox::IdentityConfig;
use fullmakt_tests::{Harness, Options};

/// Renewed without a word while it can be; then what was read stays readable, and an act asks for a login.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_login_is_renewed_and_at_last_asked_for() {
    let options = Options {
        portal_scope: true,
        identity: Some(IdentityConfig::default().with_production_lifetimes()),
        ..Options::default()
    };
    let stage = Harness::signed_in("kari", options).await;
    let review = stage.pasted_review("approvable").await;
    for _ in 0..3 {
        stage.control.advance(150).await;
        stage.look_at(&review.key).await.expect("renewed by itself");
    }
    stage.control.advance(150).await;
    stage.approve_here(&review).await;

    let next = stage.pasted_review("lookalike-vendor").await;
    stage.control.advance(700).await;
    let failure = stage.approve(&next).await.expect_err("nobody can renew it");
    assert_eq!(failure.code, ErrorCode::LoginRequired);
    assert_eq!(stage.session().await.state, SessionState::LoginNeeded);
    let kept = stage.look_at(&next.key).await.expect("a kept copy");
    assert!(kept.stale);
    assert_eq!(kept.packages, next.packages);
    let sent = stage
        .control
        .count("POST", "/api/v1/systemuser/request/")
        .await;
    assert_eq!(sent, 1, "only the one that was approved");

    stage.sign_in("kari").await;
    let again = stage.look_at(&next.key).await.expect("it can be read");
    assert!(!again.stale);
    stage.approve_here(&again).await;
}
