//! Refresh tokens in the modes that do not need a proof.

use fullmakt_sandbox::RefreshMode;

use super::login::{Attempt, CLIENT, FIRST_SCOPES, TOKEN, refresh, text};
use super::running::{Running, claims, error, json};

async fn log_in(sandbox: &Running) -> serde_json::Value {
    Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
        .tokens(sandbox)
        .await
}

#[tokio::test]
async fn none_gives_no_refresh_token_at_all() {
    let sandbox = Running::with(|config| config.refresh = RefreshMode::None).await;
    let tokens = log_in(&sandbox).await;
    assert!(tokens.get("refresh_token").is_none());
    assert!(tokens.get("refresh_token_expires_in").is_none());
    assert!(tokens["access_token"].is_string() && tokens["id_token"].is_string());
}

#[tokio::test]
async fn rotating_replaces_the_token_each_time() {
    let sandbox = Running::start().await;
    let tokens = log_in(&sandbox).await;
    let first = text(&tokens, "refresh_token");
    let renewed = json(refresh(&sandbox, first).await, 200).await;
    let second = text(&renewed, "refresh_token");
    assert_ne!(first, second);
    assert_eq!(text(&renewed, "scope"), FIRST_SCOPES);
    assert_ne!(renewed["access_token"], tokens["access_token"]);
    let (old, new) = (
        claims(text(&tokens, "access_token")),
        claims(text(&renewed, "access_token")),
    );
    assert_eq!(old["sub"], new["sub"]);
    json(refresh(&sandbox, second).await, 200).await;
}

#[tokio::test]
async fn using_a_rotated_token_again_kills_its_successor_too() {
    let sandbox = Running::start().await;
    let tokens = log_in(&sandbox).await;
    let first = text(&tokens, "refresh_token");
    let renewed = json(refresh(&sandbox, first).await, 200).await;
    assert_eq!(
        error(refresh(&sandbox, first).await, 400).await,
        "invalid_grant"
    );
    let successor = refresh(&sandbox, text(&renewed, "refresh_token")).await;
    assert_eq!(error(successor, 400).await, "invalid_grant");
}

#[tokio::test]
async fn reusable_sends_no_new_token_and_the_old_one_goes_on() {
    let sandbox = Running::with(|config| config.refresh = RefreshMode::Reusable).await;
    let tokens = log_in(&sandbox).await;
    let token = text(&tokens, "refresh_token");
    for _ in 0..3 {
        let renewed = json(refresh(&sandbox, token).await, 200).await;
        assert!(renewed.get("refresh_token").is_none());
        assert!(renewed["access_token"].is_string());
    }
}

#[tokio::test]
async fn a_token_dies_of_rest_and_the_authorization_of_age() {
    let sandbox =
        Running::with(|config| *config = config.clone().with_production_lifetimes()).await;
    let tokens = log_in(&sandbox).await;
    assert_eq!(tokens["expires_in"], 120);
    assert_eq!(tokens["refresh_token_expires_in"], 600);
    sandbox.advance(601);
    let rested = refresh(&sandbox, text(&tokens, "refresh_token")).await;
    assert_eq!(error(rested, 400).await, "invalid_grant");

    // Refreshed every 580 seconds it lives until the authorization's 7200 are over.
    let mut tokens = log_in(&sandbox).await;
    for _ in 0..12 {
        sandbox.advance(580);
        tokens = json(refresh(&sandbox, text(&tokens, "refresh_token")).await, 200).await;
    }
    let rest = tokens["refresh_token_expires_in"]
        .as_i64()
        .expect("seconds");
    assert!(
        rest <= 7200 - 12 * 580,
        "capped by the authorization: {rest}"
    );
    assert!(tokens["expires_in"].as_i64().expect("seconds") <= rest);
    sandbox.advance(rest + 1);
    let aged = refresh(&sandbox, text(&tokens, "refresh_token")).await;
    assert_eq!(error(aged, 400).await, "invalid_grant");
}

#[tokio::test]
async fn fewer_scopes_may_be_asked_for_but_not_others() {
    let sandbox = Running::start().await;
    let tokens = log_in(&sandbox).await;
    let token = text(&tokens, "refresh_token");
    let ask = async |scope: &str| {
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", CLIENT),
            ("refresh_token", token),
            ("scope", scope),
        ];
        sandbox.post(TOKEN, &form).await
    };
    let wider = ask("openid altinn:instances.read").await;
    assert_eq!(error(wider, 400).await, "invalid_scope");
    let narrower = json(ask("openid digdir:dialogporten").await, 200).await;
    assert_eq!(text(&narrower, "scope"), "openid digdir:dialogporten");
    // The grant itself is as wide as before.
    let renewed = json(
        refresh(&sandbox, text(&narrower, "refresh_token")).await,
        200,
    )
    .await;
    assert_eq!(text(&renewed, "scope"), FIRST_SCOPES);
}

#[tokio::test]
async fn rubbish_is_an_invalid_grant() {
    let sandbox = Running::start().await;
    assert_eq!(
        error(refresh(&sandbox, "rubbish").await, 400).await,
        "invalid_grant"
    );
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT)];
    assert_eq!(
        error(sandbox.post(TOKEN, &form).await, 400).await,
        "invalid_request"
    );
}
