//! Refresh tokens that are good for one use.

use fullmakt_auth::{AuthError, AuthState};

use crate::app::World;

#[tokio::test]
async fn every_renewal_brings_a_new_refresh_token_which_is_kept() {
    let mut world = World::new();
    world.sign_in().await;
    let mut seen = vec![world.vault.refresh_token().expect("kept")];
    for _ in 0..3 {
        world.run_out();
        world.auth.id_porten_token().await.expect("renewed");
        let kept = world.vault.refresh_token().expect("kept");
        assert!(!seen.contains(&kept), "a new one");
        seen.push(kept);
    }
    assert_eq!(world.provider.grants("refresh_token").await, 3);
    assert_eq!(
        world.provider.asked("token").await.last().expect("asked")["status"],
        200
    );
}

#[tokio::test]
async fn all_who_wait_share_one_renewal() {
    let mut world = World::new();
    world.sign_in().await;
    world.run_out();
    let callers: Vec<_> = (0..10)
        .map(|_| {
            let auth = world.auth.clone();
            tokio::spawn(async move { auth.id_porten_token().await })
        })
        .collect();
    let mut tokens = Vec::new();
    for caller in callers {
        let token = caller.await.expect("no panic").expect("a token");
        tokens.push(token.expose().clone());
    }
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "one token for all");
    assert_eq!(world.provider.grants("refresh_token").await, 1);
}

#[tokio::test]
async fn a_lost_answer_ends_in_a_login_and_not_in_a_loop() {
    let mut world = World::new();
    let login = world.sign_in().await;
    world.run_out();
    world.provider.lose_next().await;
    assert!(matches!(
        world.auth.id_porten_token().await,
        Err(AuthError::Net(_))
    ));
    assert!(
        matches!(world.auth.state(), AuthState::SignedIn(_)),
        "an outage ends no login"
    );
    // The provider has given a new refresh token, which nobody has. It takes the old one for stolen.
    for _ in 0..3 {
        assert_eq!(
            world.auth.id_porten_token().await.err(),
            Some(AuthError::LoginNeeded)
        );
    }
    assert_eq!(world.provider.grants("refresh_token").await, 2);
    assert_eq!(world.vault.refresh_token(), None);
    let again = world.sign_in().await;
    assert_eq!(again.subject, login.subject);
    world.auth.id_porten_token().await.expect("usable");
}

#[tokio::test]
async fn a_stolen_refresh_token_that_is_used_ends_the_login() {
    let mut world = World::new();
    world.sign_in().await;
    let stolen = world.vault.refresh_token().expect("kept");
    world.run_out();
    world.auth.id_porten_token().await.expect("renewed");
    let thief = world.provider.try_refresh(&stolen).await;
    assert_eq!(thief, (400, Some("invalid_grant".to_owned())));
    world.run_out();
    assert_eq!(
        world.auth.id_porten_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    assert!(matches!(world.auth.state(), AuthState::LoginNeeded(_)));
}
