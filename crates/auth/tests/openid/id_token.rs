//! An id_token with one thing wrong, in an answer that is otherwise the provider's own.

use fullmakt_auth::{AuthError, AuthState};
use serde_json::json;

use crate::app::{World, request};
use crate::person::Visit;

#[tokio::test]
async fn one_thing_wrong_is_enough() {
    let mut world = World::new();
    let slash = format!("{}/", world.provider.issuer);
    let time = "id_token time (check this machine's clock)";
    let cases = [
        (json!({"claims": {"aud": "another"}}), "id_token aud"),
        (
            json!({"claims": {"aud": [world.provider.client, "another"]}}),
            "id_token aud",
        ),
        (
            json!({"claims": {"iss": "https://idporten.no"}}),
            "id_token iss",
        ),
        (json!({"claims": {"iss": slash}}), "id_token iss"),
        (json!({"claims": {"nonce": "another"}}), "id_token nonce"),
        (json!({"claims": {"nonce": null}}), "id_token nonce"),
        (json!({"claims": {"acr": "eidas-loa-high"}}), "id_token acr"),
        (json!({"claims": {"acr": null}}), "id_token acr"),
        (json!({"claims": {"pid": null}}), "id_token pid missing"),
        (json!({"claims": {"pid": "1234567890"}}), "id_token pid"),
        (json!({"shift": {"exp": -200}}), time),
        (json!({"shift": {"iat": 90}}), time),
        (json!({"signature": "none"}), "id_token alg"),
        (json!({"signature": "hs256"}), "id_token alg"),
        (json!({"signature": "forged"}), "id_token signature"),
        (json!({"signature": "unknown-kid"}), "id_token kid"),
    ];
    for (change, what) in cases {
        world.provider.tamper_with_next(&change).await;
        let outcome = world.sign_in_as(request(), Visit::default()).await;
        assert_eq!(outcome, Err(AuthError::InvalidResponse(what)), "{change}");
        assert_eq!(world.auth.state(), AuthState::SignedOut, "{change}");
        assert_eq!(world.vault.refresh_token(), None, "{change}");
    }
    // Signed anew by the same hand with nothing wrong, it is taken: it was those changes that were not.
    let nothing = json!({"signature": "published"});
    world.provider.tamper_with_next(&nothing).await;
    world.sign_in().await;
}

#[tokio::test]
async fn a_level_below_the_one_asked_for_is_too_low() {
    let mut world = World::new();
    let low = json!({"claims": {"acr": "idporten-loa-low"}});
    world.provider.tamper_with_next(&low).await;
    assert_eq!(
        world.sign_in_as(request(), Visit::default()).await,
        Err(AuthError::LevelTooLow { got: 0 })
    );
}

#[tokio::test]
async fn a_renewal_for_somebody_else_ends_the_login() {
    let mut world = World::new();
    world.sign_in().await;
    world.run_out();
    let change = json!({"claims": {"sub": "somebody-else"}});
    world.provider.tamper_with_next(&change).await;
    assert_eq!(
        world.auth.id_porten_token().await.err(),
        Some(AuthError::OtherPerson)
    );
    assert!(matches!(world.auth.state(), AuthState::LoginNeeded(_)));
    assert_eq!(world.vault.refresh_token(), None);
}
