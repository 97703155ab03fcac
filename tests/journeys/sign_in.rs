//! Signing in: whatever the provider thinks of pushed requests and of scopes, and whoever comes.

use fullmakt_app::surface::common::{ErrorCode, Nothing, Way};
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
    let first = stage.session().await.account;
    assert!(first.is_some());
    let before = stage.log().await;
    assert!(
        before.iter().any(|row| row.has_receipt),
        "Kari has a receipt"
    );
    let out = stage.app.sign_out(SignOut::default()).await;
    assert_eq!(out.expect("signed out").account, None);
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
    assert!(session.account.is_some() && session.account != first);
    let after = stage.log().await;
    assert!(
        after.iter().all(|row| !row.has_receipt),
        "nothing of Kari's is in Odd's log: {:?}",
        after
    );
}

fn persona(key: &str) -> SignIn {
    SignIn {
        persona: Some(key.to_owned()),
        ..SignIn::default()
    }
}

async fn stands_as(stage: &Harness, name: &str) {
    let session = stage
        .wait_for(|s| s.state == SessionState::SignedIn && s.person.is_some())
        .await;
    assert_eq!(session.person.expect("a person").name, name);
    assert!(session.last_failure.is_none(), "{:?}", session.last_failure);
}

/// One person pressed twice at once: one login, and the second press is answered as the first is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_wish_for_the_same_person_joins_the_first() {
    // With the scope of Altinn's own pages ID-porten grants all that is asked for, and is asked once for a login.
    let options = Options {
        portal_scope: true,
        ..Options::default()
    };
    let stage = Harness::new(options).await;
    let (first, second) = futures::join!(
        stage.app.sign_in(persona("kari")),
        stage.app.sign_in(persona("kari"))
    );
    first.expect("the first is answered");
    second.expect("the second is answered as the first");
    stands_as(&stage, "Kari Haugen").await;
    let asked = stage.control.count("POST", "/idporten/par").await;
    assert_eq!(asked, 1, "one login");
}

/// Where ID-porten does not answer, both are told so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_joins_is_told_what_went_wrong() {
    let stage = Harness::new(Options::default()).await;
    let down = serde_json::json!([{ "path": "/idporten/login/authorize", "status": 503 }]);
    stage.control.faults(down).await;
    let (first, second) = futures::join!(
        stage.app.sign_in(persona("kari")),
        stage.app.sign_in(persona("kari"))
    );
    let first = first.expect_err("nobody gets in").code;
    assert_eq!(second.expect_err("nor here").code, first);
    assert_ne!(first, ErrorCode::Conflict);
    let session = stage.session().await;
    assert_eq!(session.last_failure.map(|f| f.code), Some(first));
    stage.control.clear_faults().await;
    stage.sign_in("kari").await;
}

/// Another person pressed meanwhile: the later wish wins, is remembered, and the earlier one leaves no failure.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_later_wish_for_another_person_wins() {
    let mut stage = Harness::new(Options::default()).await;
    let (first, second) = futures::join!(
        stage.app.sign_in(persona("kari")),
        stage.app.sign_in(persona("odd"))
    );
    first.expect("whoever is overtaken has not failed");
    second.expect("the later login starts");
    stands_as(&stage, "Odd Lunde").await;
    stage.restart().await;
    stands_as(&stage, "Odd Lunde").await;
}

/// The app signs the sandbox person in again when it starts; whoever presses a person at that moment gets in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_at_the_start_meets_the_login_of_the_start() {
    for (key, name) in [("kari", "Kari Haugen"), ("odd", "Odd Lunde")] {
        let mut stage = Harness::signed_in("kari", Options::default()).await;
        stage.restart().await;
        let pressed = stage.app.sign_in(persona(key)).await;
        pressed.expect("a press at the start is no conflict");
        let who = stage
            .wait_for(|s| s.person.as_ref().is_some_and(|p| p.name == name))
            .await;
        assert!(who.last_failure.is_none(), "{:?}", who.last_failure);
    }
}

/// A login can be given up before ID-porten has answered its request, and another one begins at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_login_is_given_up_before_it_waits() {
    let stage = Harness::new(Options::default()).await;
    let (begun, given_up) = futures::join!(
        stage.app.sign_in(persona("kari")),
        stage.app.cancel_sign_in(Nothing {})
    );
    given_up.expect("one may always give up");
    assert_eq!(begun.expect_err("given up").code, ErrorCode::LoginCancelled);
    assert_eq!(stage.session().await.state, SessionState::SignedOut);
    stage.sign_in("odd").await;
    stands_as(&stage, "Odd Lunde").await;
}
