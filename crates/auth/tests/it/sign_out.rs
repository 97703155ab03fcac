//! Signing out: revoke, then wipe.

use fullmakt_auth::{AuthError, AuthState};

use crate::switches::Refresh;
use crate::world::World;

#[tokio::test]
async fn the_login_is_revoked_before_it_is_wiped() {
    let world = World::new().await;
    world.sign_in().await;
    world.auth.altinn_token().await.expect("a token");
    let refresh = world.provider.live_refresh_tokens().remove(0);
    world.log.clear();
    let report = world.auth.sign_out().await;
    assert_eq!(world.log.all(), ["revoke", "vault.clear"]);
    assert!(report.revoked && report.wiped);
    let revoked = world.provider.last_revoked();
    assert_eq!(
        (
            revoked["token"].as_str(),
            revoked["token_type_hint"].as_str()
        ),
        (refresh.as_str(), "refresh_token")
    );
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    assert_eq!(world.vault.text(), None);
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    assert_eq!(world.restarted().restore().await, AuthState::SignedOut);
}

#[tokio::test]
async fn the_end_of_the_browsers_session_names_nobody() {
    let world = World::new().await;
    world.sign_in().await;
    let url = world.auth.sign_out().await.end_session.expect("an address");
    assert_eq!(url.path(), "/idporten/logout");
    assert_eq!(url.query(), Some("client_id=client-1"), "no id_token_hint");
}

#[tokio::test]
async fn without_refresh_token_the_access_token_is_revoked() {
    let world = World::new().await;
    world.provider.switches().refresh = Refresh::None;
    world.sign_in().await;
    assert!(world.auth.sign_out().await.revoked);
    let revoked = world.provider.last_revoked();
    assert!(revoked["token"].starts_with("access-"));
    assert_eq!(revoked["token_type_hint"], "access_token");
}

#[tokio::test]
async fn a_failed_revocation_is_said_and_wipes_all_the_same() {
    let world = World::new().await;
    world.sign_in().await;
    world.provider.switches().revoke_status = 503;
    let report = world.auth.sign_out().await;
    assert!(!report.revoked && report.wiped);
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    assert_eq!(world.vault.text(), None);
}

#[tokio::test]
async fn signing_out_gives_up_a_login_that_waits() {
    let world = World::new().await;
    let attempt = world.begin().await;
    let finish = tokio::spawn(attempt.finish());
    let report = world.auth.sign_out().await;
    assert!(report.revoked, "there was nothing to revoke");
    assert_eq!(finish.await.expect("no panic"), Err(AuthError::Cancelled));
    assert_eq!(world.log.count("revoke"), 0);
}

#[tokio::test]
async fn signing_out_waits_for_a_renewal_and_revokes_what_it_brought() {
    let world = World::new().await;
    world.sign_in().await;
    world.clock.advance(115);
    world.provider.switches().token_delay = std::time::Duration::from_millis(200);
    let auth = world.auth.clone();
    let renewal = tokio::spawn(async move { auth.id_porten_token().await });
    world.until_noted("refresh").await;
    let report = world.auth.sign_out().await;
    assert!(report.revoked);
    renewal
        .await
        .expect("no panic")
        .expect("it was before the logout");
    assert!(
        world.provider.live_refresh_tokens().is_empty(),
        "the new token is the revoked one"
    );
    assert_eq!(world.vault.text(), None);
}

#[tokio::test]
async fn a_login_that_was_almost_there_does_not_undo_a_logout() {
    let world = World::new().await;
    world.sign_in().await;
    // A renewal holds the turn; behind it a logout waits, and behind that a login whose code is being redeemed.
    world.clock.advance(115);
    world.provider.switches().token_delay = std::time::Duration::from_millis(400);
    let auth = world.auth.clone();
    let renewal = tokio::spawn(async move { auth.id_porten_token().await });
    world.until_noted("refresh").await;
    world.provider.switches().token_delay = std::time::Duration::ZERO;
    let login = tokio::spawn({
        let attempt = world.begin().await;
        let link = attempt.link().clone();
        let net = world.net.clone();
        async move {
            let finish = tokio::spawn(attempt.finish());
            fullmakt_auth::headless::visit(&net, &link)
                .await
                .expect("sent back");
            finish.await.expect("no panic")
        }
    });
    world.until_noted_times("token", 2).await;
    // Time for the answer to be judged; the login then waits for its turn.
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let report = world.auth.sign_out().await;
    assert!(report.revoked);
    renewal
        .await
        .expect("no panic")
        .expect("it was before the logout");
    assert_eq!(login.await.expect("no panic"), Err(AuthError::Cancelled));
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    assert_eq!(world.vault.text(), None);
    assert!(world.provider.live_refresh_tokens().is_empty());
}
