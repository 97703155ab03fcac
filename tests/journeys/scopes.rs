//! Scopes are asked for when they are needed, and a no is a no: the feature is off, with its reason.

use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Way};
use fullmakt_app::surface::session::SignIn;
use fullmakt_tests::idporten::Consent;
use fullmakt_tests::{Harness, Options};

fn more() -> SignIn {
    SignIn {
        more_scopes: true,
        ..SignIn::default()
    }
}

/// The first login asks for the least. What needs more says so, and not that the person refused; after the second login
/// the same review is checked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_is_asked_for_when_it_is_needed() {
    let stage = Harness::new(Options::default()).await;
    stage
        .sign_in_by_browser(SignIn::default(), Consent::All)
        .await;
    let session = stage.session().await;
    assert_eq!(
        session.capabilities.pre_check.reason,
        Some(AbilityReason::ScopeMissing)
    );
    let review = stage.pasted_review("approvable").await;
    assert!(!review.authority.checked);
    let why = review.authority.not_checked.expect("the reason");
    assert_eq!(why.code, ErrorCode::ScopeMissing);

    stage.sign_in_by_browser(more(), Consent::All).await;
    assert_eq!(stage.session().await.capabilities.pre_check.way, Way::Api);
    let review = stage.look_at(&review.key).await.expect("it can be read");
    assert!(
        review.authority.checked,
        "{:?}",
        review.authority.not_checked
    );
}

/// Unticked on the consent page: off, with that reason, and everything else works.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_scope_turns_its_feature_off() {
    let stage = Harness::new(Options::default()).await;
    stage
        .sign_in_by_browser(more(), Consent::Without("toothers.write"))
        .await;
    let can = stage.session().await.capabilities;
    assert_eq!(can.pre_check.reason, Some(AbilityReason::ConsentRefused));
    assert_eq!(can.system_user_rights.way, Way::Api, "that one was granted");
    let review = stage.pasted_review("approvable").await;
    let why = review.authority.not_checked.expect("the reason");
    assert_eq!(why.code, ErrorCode::ConsentRefused);
    assert_eq!(
        review.decide.approve.way,
        Way::Portal,
        "it can still be decided at Altinn"
    );
}
