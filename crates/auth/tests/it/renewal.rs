//! Renewal: once, safely kept, and never in a loop.

use std::sync::atomic::Ordering;
use std::time::Duration;

use fullmakt_auth::{AuthError, AuthState};
use serde_json::json;

use crate::switches::Refresh;
use crate::world::{World, request};

/// A session whose access token has run out.
async fn run_out(refresh: Refresh) -> World {
    let world = World::new().await;
    world.provider.switches().refresh = refresh;
    world.sign_in().await;
    world.clock.advance(115);
    world.log.clear();
    world
}

#[tokio::test]
async fn the_new_refresh_token_is_kept_before_the_access_token_is_used() {
    let world = run_out(Refresh::Rotating).await;
    world.auth.altinn_token().await.expect("renewed");
    assert_eq!(world.log.all()[..3], ["refresh", "vault.save", "exchange"]);
    let live = world.provider.live_refresh_tokens();
    assert!(
        world.vault.text().expect("kept").contains(&live[0]),
        "the live one is the kept one"
    );
    world.log.clear();
    world.auth.altinn_token().await.expect("from memory");
    assert!(world.log.all().is_empty());
}

#[tokio::test]
async fn a_renewal_without_a_new_refresh_token_keeps_the_old_one() {
    let world = run_out(Refresh::Reusable).await;
    for _ in 0..3 {
        world.auth.id_porten_token().await.expect("renewed");
        world.clock.advance(115);
    }
    assert_eq!(world.log.count("refresh"), 3);
    assert_eq!(world.log.count("vault.save"), 0, "nothing new to keep");
}

#[tokio::test]
async fn all_who_wait_share_one_renewal() {
    let world = run_out(Refresh::Rotating).await;
    world.provider.switches().token_delay = Duration::from_millis(100);
    let callers: Vec<_> = (0..20)
        .map(|n| {
            let auth = world.auth.clone();
            tokio::spawn(async move {
                if n % 2 == 0 {
                    auth.altinn_token().await
                } else {
                    auth.id_porten_token().await
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.expect("no panic").expect("a token");
    }
    assert_eq!(world.log.count("refresh"), 1);
    assert_eq!(world.log.count("exchange"), 1);
}

#[tokio::test]
async fn two_refusals_of_one_token_lead_to_one_renewal() {
    let world = World::new().await;
    world.sign_in().await;
    let token = world.auth.altinn_token().await.expect("a token");
    world.log.clear();
    world.auth.token_refused(&token);
    world.auth.altinn_token().await.expect("renewed");
    // The second caller learns late that the same token was refused.
    world.auth.token_refused(&token);
    world.auth.altinn_token().await.expect("the renewed one");
    assert_eq!(world.log.count("refresh"), 1);
}

#[tokio::test]
async fn a_refused_token_is_exchanged_anew_where_the_login_cannot_be_renewed() {
    let world = World::new().await;
    world.provider.switches().refresh = Refresh::None;
    let login = world.sign_in().await;
    let token = world.auth.altinn_token().await.expect("a token");
    world.log.clear();
    world.auth.token_refused(&token);
    world.auth.altinn_token().await.expect("another one");
    assert_eq!(world.log.all(), ["exchange"]);
    assert_eq!(world.auth.state(), AuthState::SignedIn(login));
    // Without the access token itself there is nothing left to go on with.
    let access = world.auth.id_porten_token().await.expect("a token");
    world.auth.token_refused(&access);
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
}

#[tokio::test]
async fn all_who_wait_share_one_failure() {
    let world = run_out(Refresh::Rotating).await;
    world.provider.switches().token_fault = Some((503, "server_error"));
    world.provider.switches().token_delay = Duration::from_millis(100);
    let callers: Vec<_> = (0..5)
        .map(|_| {
            let auth = world.auth.clone();
            tokio::spawn(async move { auth.altinn_token().await })
        })
        .collect();
    for caller in callers {
        let outcome = caller.await.expect("no panic");
        assert_eq!(outcome.err(), Some(AuthError::ProviderNotAnswering));
    }
    assert_eq!(world.log.count("refresh"), 1);
    assert!(
        matches!(world.auth.state(), AuthState::SignedIn(_)),
        "an outage ends no login"
    );
    world.provider.switches().token_fault = None;
    world
        .auth
        .altinn_token()
        .await
        .expect("the next one tries anew");
}

#[tokio::test]
async fn a_dead_refresh_token_ends_the_login_and_is_not_tried_again() {
    let world = run_out(Refresh::Rotating).await;
    world.provider.switches().token_fault = Some((400, "invalid_grant"));
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    assert!(matches!(world.auth.state(), AuthState::LoginNeeded(login) if !login.has_refresh));
    let kept = world.vault.text().expect("who it was is kept");
    assert!(
        !kept.contains("refresh-") && kept.contains("pairwise-kari"),
        "{kept}"
    );
    for _ in 0..3 {
        assert_eq!(
            world.auth.altinn_token().await.err(),
            Some(AuthError::LoginNeeded)
        );
    }
    assert_eq!(world.log.count("refresh"), 1);
    assert!(matches!(
        world.restarted().restore().await,
        AuthState::LoginNeeded(_)
    ));
    world.provider.switches().token_fault = None;
    world.sign_in().await;
    world.auth.altinn_token().await.expect("a new login works");
}

#[tokio::test]
async fn a_refresh_token_past_its_time_is_not_sent() {
    let world = run_out(Refresh::Rotating).await;
    world.clock.advance(600);
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    assert_eq!(world.log.count("refresh"), 0);
}

#[tokio::test]
async fn no_token_is_given_out_while_the_new_refresh_token_is_not_kept() {
    let world = run_out(Refresh::Rotating).await;
    world.vault.full.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        let outcome = world.auth.altinn_token().await;
        assert_eq!(outcome.err(), Some(AuthError::Vault("no room".to_owned())));
        let outcome = world.auth.id_porten_token().await;
        assert_eq!(outcome.err(), Some(AuthError::Vault("no room".to_owned())));
    }
    assert_eq!(
        (world.log.count("refresh"), world.log.count("exchange")),
        (1, 0)
    );
    world.vault.full.store(false, Ordering::SeqCst);
    world.auth.altinn_token().await.expect("kept now");
    assert_eq!(
        world.log.count("refresh"),
        1,
        "the tokens of the first renewal are used"
    );
    let live = world.provider.live_refresh_tokens();
    assert!(world.vault.text().expect("kept").contains(&live[0]));
}

#[tokio::test]
async fn a_caller_that_goes_away_does_not_lose_the_new_refresh_token() {
    let world = run_out(Refresh::Rotating).await;
    world.provider.switches().token_delay = Duration::from_millis(200);
    let auth = world.auth.clone();
    let caller = tokio::spawn(async move { auth.altinn_token().await });
    world.until_noted("refresh").await;
    caller.abort();
    assert!(caller.await.is_err());
    world.until_noted("vault.save").await;
    let live = world.provider.live_refresh_tokens();
    assert!(world.vault.text().expect("kept").contains(&live[0]));
    world.auth.altinn_token().await.expect("usable");
    assert_eq!(world.log.count("refresh"), 1);
}

#[tokio::test]
async fn a_lost_answer_costs_a_login_only_when_the_token_was_used_up() {
    for (mode, lives) in [(Refresh::Reusable, true), (Refresh::Rotating, false)] {
        let world = run_out(mode).await;
        world.provider.switches().lose_answer = true;
        assert!(matches!(
            world.auth.altinn_token().await,
            Err(AuthError::Net(_))
        ));
        assert!(matches!(world.auth.state(), AuthState::SignedIn(_)));
        world.provider.switches().lose_answer = false;
        match world.auth.altinn_token().await {
            Ok(_) => assert!(lives),
            Err(error) => {
                assert!(!lives);
                assert_eq!(error, AuthError::LoginNeeded);
            }
        }
        assert_eq!(world.log.count("refresh"), 2, "one try each, no loop");
    }
}

#[tokio::test]
async fn a_session_survives_a_restart() {
    let world = World::new().await;
    let login = world.sign_in().await;
    world.auth.identity().await.expect("known");
    world.log.clear();
    let auth = world.restarted();
    assert_eq!(auth.state(), AuthState::SignedOut);
    assert_eq!(auth.restore().await, AuthState::SignedIn(login));
    assert_eq!(auth.identity().await.expect("known").party_id, 51_234_567);
    assert!(world.log.all().is_empty(), "no network");
    auth.altinn_token().await.expect("renewed");
    assert_eq!(world.log.count("refresh"), 1);
}

#[tokio::test]
async fn a_session_without_refresh_token_needs_a_login_after_a_restart() {
    let world = World::new().await;
    world.provider.switches().refresh = Refresh::None;
    let login = world.sign_in().await;
    assert_eq!(
        world.restarted().restore().await,
        AuthState::LoginNeeded(login)
    );
}

#[tokio::test]
async fn an_id_token_that_comes_with_a_renewal_is_judged_with_new_keys_if_need_be() {
    let world = run_out(Refresh::Rotating).await;
    world.provider.switches().id_token_on_refresh = true;
    world.provider.switches().key = 1;
    world.auth.altinn_token().await.expect("renewed");
    assert_eq!(world.log.count("keys"), 1, "read anew for the new key");
}

#[tokio::test]
async fn a_renewal_that_names_somebody_else_ends_the_login() {
    let world = run_out(Refresh::Rotating).await;
    world.provider.switches().id_token_on_refresh = true;
    world.provider.switches().twist =
        Some(Box::new(|claims| claims["sub"] = json!("pairwise-ola")));
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::OtherPerson)
    );
    assert!(matches!(world.auth.state(), AuthState::LoginNeeded(_)));
    assert_eq!(world.log.count("exchange"), 0);
    assert!(!world.vault.text().expect("kept").contains("refresh-"));
}

#[tokio::test]
async fn a_new_login_replaces_a_renewal_that_failed() {
    let world = run_out(Refresh::Rotating).await;
    world.provider.switches().token_fault = Some((400, "invalid_grant"));
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    world.provider.switches().token_fault = None;
    world.sign_in_as(request()).await.expect("signed in");
    world.auth.altinn_token().await.expect("usable");
}

#[tokio::test]
async fn signed_out_there_is_nothing_to_renew() {
    let world = World::new().await;
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    assert!(world.log.all().is_empty());
}
