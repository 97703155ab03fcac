//! A change of keys while tokens are in use, and forgetting all logins.

use serde_json::json;

use super::login::{Attempt, FIRST_SCOPES, refresh, text};
use super::running::{self, Running, error, header};

const EXCHANGE: &str = "/authentication/api/v1/exchange/id-porten";

async fn published(sandbox: &Running) -> Vec<String> {
    let keys = running::json(sandbox.get("/idporten/jwks.json").await, 200).await;
    let keys = keys["keys"].as_array().expect("keys");
    keys.iter().map(|key| text(key, "kid").to_owned()).collect()
}

async fn change_keys(sandbox: &Running) {
    let request = sandbox.http.post(sandbox.at("/_sandbox/identity/keys"));
    let answer = request
        .json(&json!({ "issuer": "id-porten" }))
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status().as_u16(), 204);
}

#[tokio::test]
async fn after_a_change_of_keys_the_last_generation_still_counts_and_older_ones_do_not() {
    let sandbox = Running::start().await;
    let attempt = Attempt::headless(FIRST_SCOPES, "idporten-loa-high");
    let tokens = attempt.tokens(&sandbox).await;
    let old = text(&tokens, "access_token");
    change_keys(&sandbox).await;
    let renewed = running::json(refresh(&sandbox, text(&tokens, "refresh_token")).await, 200).await;
    let kid = |token: &str| header(token)["kid"].as_str().expect("kid").to_owned();
    let new = kid(text(&renewed, "access_token"));
    assert_ne!(new, kid(old));
    assert_eq!(published(&sandbox).await, [new.clone(), kid(old)]);
    assert_eq!(sandbox.get_as(old, EXCHANGE).await.status().as_u16(), 200);

    change_keys(&sandbox).await;
    let current = published(&sandbox).await;
    assert!(current.contains(&new) && !current.contains(&kid(old)));
    assert_eq!(sandbox.get_as(old, EXCHANGE).await.status().as_u16(), 401);
}

#[tokio::test]
async fn forgetting_logins_ends_every_grant() {
    let sandbox = Running::start().await;
    let attempt = Attempt::headless(FIRST_SCOPES, "idporten-loa-high");
    let tokens = attempt.tokens(&sandbox).await;
    sandbox.shared().identity().forget_logins();
    let dead = refresh(&sandbox, text(&tokens, "refresh_token")).await;
    assert_eq!(error(dead, 400).await, "invalid_grant");
    attempt.tokens(&sandbox).await;
}
