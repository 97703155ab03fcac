//! Signing in: whatever the provider thinks of pushed requests and of scopes, and whoever comes.

use fullmakt_app::surface::common::Way;
use fullmakt_app::surface::session::{SessionState, SignIn, SignOut};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{IdentityConfig, ParMode};
use fullmakt_tests::{Harness, Options};

/// Pushed requests taken, demanded or refused (RFC 9126), in both worlds: the person gets in, and holds the portal scope
/// where it may be had. Where requests are not pushed, its refusal comes by the browser, and the login is tried without.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sort_of_provider_lets_the_person_in() {
    for par in [
        ParMode::Optional,
        ParMode::Required,
        ParMode::RefusedForPublic,
    ] {
        for portal_scope in [false, true] {
            let options = Options {
                portal_scope,
                identity: Some(IdentityConfig {
                    par,
                    ..IdentityConfig::default()
                }),
                ..Options::default()
            };
            let stage = Harness::signed_in("kari", options).await;
            let session = stage.session().await;
            assert_eq!(
                session.state,
                SessionState::SignedIn,
                "{par:?} {portal_scope}"
            );
            let wanted = if portal_scope { Way::Api } else { Way::Portal };
            assert_eq!(
                session.capabilities.approve.way, wanted,
                "{par:?} {portal_scope}"
            );
            assert!(session.last_failure.is_none());
        }
    }
}

/// Two people on one machine: each has an account of their own, and neither sees what the other did.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_person_gets_another_account() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    stage.approve_here(&review).await;
    let before = stage.log().await;
    assert!(
        before.iter().any(|row| row.has_receipt),
        "Kari has a receipt"
    );
    stage
        .app
        .sign_out(SignOut::default())
        .await
        .expect("signed out");
    let other = SignIn {
        persona: Some("odd".to_owned()),
        other_person: true,
        ..SignIn::default()
    };
    stage.app.sign_in(other).await.expect("the login starts");
    let session = stage
        .wait_for(|s| s.state == SessionState::SignedIn && s.person.is_some())
        .await;
    assert_eq!(session.person.expect("a person").name, "Odd Lunde");
    let after = stage.log().await;
    assert!(
        after.iter().all(|row| !row.has_receipt),
        "nothing of Kari's is in Odd's log: {:?}",
        after
    );
}
