//! Attacks on the id_token.

use fullmakt_auth::{AuthError, AuthState, Level, LoginRequest};
use serde_json::{Value, json};

use crate::switches::Signature;
use crate::world::{World, request};

/// Signs in with changed claims.
async fn outcome(world: &World, twist: impl Fn(&mut Value) + Send + 'static) -> Option<AuthError> {
    world.provider.switches().twist = Some(Box::new(twist));
    let outcome = world.sign_in_as(request()).await;
    if outcome.is_err() {
        assert_eq!(world.auth.state(), AuthState::SignedOut);
        assert_eq!(world.vault.text(), None, "nothing is kept");
    }
    outcome.err()
}

fn seconds(claims: &Value, name: &str) -> i64 {
    claims[name].as_i64().expect("a time")
}

#[tokio::test]
async fn claims_that_are_not_for_us_are_refused() {
    let world = World::new().await;
    let invalid = |what| Some(AuthError::InvalidResponse(what));
    let cases: Vec<(&str, Value, &str)> = vec![
        ("aud", json!("client-2"), "id_token aud"),
        ("aud", json!(["client-1", "client-2"]), "id_token aud"),
        ("aud", json!([]), "id_token aud"),
        ("iss", json!("https://idporten.no"), "id_token iss"),
        (
            "iss",
            json!(format!("{}/", world.provider.issuer())),
            "id_token iss",
        ),
        ("nonce", json!("another"), "id_token nonce"),
        ("nonce", Value::Null, "id_token nonce"),
        ("acr", json!("eidas-loa-high"), "id_token acr"),
        ("acr", json!("Level4"), "id_token acr"),
        ("acr", Value::Null, "id_token acr"),
        ("pid", Value::Null, "id_token pid missing"),
        ("pid", json!("2887689593"), "id_token pid"),
        ("pid", json!("2887689593x"), "id_token pid"),
    ];
    for (name, value, what) in cases {
        let shown = format!("{name} = {value}");
        let got = outcome(&world, move |claims| claims[name] = value.clone()).await;
        assert_eq!(got, invalid(what), "{shown}");
    }
}

#[tokio::test]
async fn times_are_judged_with_a_minute_to_spare() {
    let time = "id_token time (check this machine's clock)";
    for (name, by, good) in [
        ("exp", -179, true),
        ("exp", -181, false),
        ("iat", 59, true),
        ("iat", 61, false),
    ] {
        let world = World::new().await;
        let got = outcome(&world, move |claims| {
            claims[name] = json!(seconds(claims, name) + by)
        })
        .await;
        let expected = (!good).then_some(AuthError::InvalidResponse(time));
        assert_eq!(got, expected, "{name} {by:+} s");
    }
}

#[tokio::test]
async fn only_rs256_by_a_published_key_will_do() {
    for (signature, what) in [
        (Signature::None, "id_token alg"),
        (Signature::Hs256WithPublicKey, "id_token alg"),
        (Signature::Forged, "id_token signature"),
    ] {
        let world = World::new().await;
        world.provider.switches().signature = signature;
        assert_eq!(
            outcome(&world, |_| {}).await,
            Some(AuthError::InvalidResponse(what))
        );
    }
}

#[tokio::test]
async fn an_unknown_key_is_looked_for_at_most_once_a_minute() {
    let world = World::new().await;
    world.sign_in().await;
    assert_eq!(world.log.count("keys"), 1);
    world.provider.switches().unknown_kid = true;
    let unknown = Err(AuthError::InvalidResponse("id_token kid"));
    for _ in 0..3 {
        assert_eq!(world.sign_in_as(request()).await, unknown);
    }
    assert_eq!(world.log.count("keys"), 1, "read less than a minute ago");
    world.clock.advance(61);
    for _ in 0..3 {
        assert_eq!(world.sign_in_as(request()).await, unknown);
    }
    assert_eq!(world.log.count("keys"), 2, "read once more, and not again");
}

#[tokio::test]
async fn new_keys_are_found_when_they_are_needed() {
    let world = World::new().await;
    world.sign_in().await;
    world.clock.advance(120);
    world.provider.switches().key = 1;
    world.sign_in().await;
    assert_eq!(world.log.count("keys"), 2);
}

#[tokio::test]
async fn a_lower_level_than_asked_for_is_too_low() {
    let world = World::new().await;
    let got = outcome(&world, |claims| claims["acr"] = json!("idporten-loa-low")).await;
    assert_eq!(got, Some(AuthError::LevelTooLow { got: 0 }));
    world.provider.switches().twist = Some(Box::new(|claims| {
        claims["acr"] = json!("idporten-loa-substantial")
    }));
    let high = LoginRequest {
        level: Level::High,
        ..request()
    };
    assert_eq!(
        world.sign_in_as(high).await,
        Err(AuthError::LevelTooLow { got: 3 })
    );
    // More than asked for is fine.
    world.provider.switches().twist = Some(Box::new(|claims| {
        claims["acr"] = json!("idporten-loa-high")
    }));
    assert_eq!(world.sign_in().await.level, 4);
}

#[tokio::test]
async fn a_code_that_the_provider_refuses_is_no_login() {
    let world = World::new().await;
    for (status, code, error) in [
        (400, "invalid_grant", AuthError::InvalidResponse("code")),
        (401, "invalid_client", AuthError::ClientNotRegistered),
        (
            503,
            "temporarily_unavailable",
            AuthError::ProviderNotAnswering,
        ),
    ] {
        world.provider.switches().token_fault = Some((status, code));
        assert_eq!(world.sign_in_as(request()).await, Err(error), "{code}");
        assert_eq!(world.auth.state(), AuthState::SignedOut);
    }
}

#[tokio::test]
async fn nothing_of_the_identity_number_is_kept() {
    let world = World::new().await;
    let login = world.sign_in().await;
    world.auth.altinn_token().await.expect("a token");
    let kept = world.vault.text().expect("kept");
    assert!(!kept.contains(crate::provider::PID), "{kept}");
    assert!(!format!("{login:?} {:?}", world.auth.state()).contains(crate::provider::PID));
}
