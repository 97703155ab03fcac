//! The way in.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fullmakt_auth::{AuthError, AuthState, Level, LoginRequest};
use serde_json::{Value, json};

use crate::app::{PARTIES, World, request};
use crate::person::Visit;

#[tokio::test]
async fn a_pushed_login_ends_in_tokens() {
    for par in ["optional", "required"] {
        let mut world = World::with(&json!({ "par": par }));
        let attempt = world.auth.begin(request()).await.expect("begun");
        let names: Vec<String> = attempt
            .link()
            .query_pairs()
            .map(|(name, _)| name.into_owned())
            .collect();
        assert_eq!(names, ["client_id", "request_uri"], "nothing else is shown");
        drop(attempt);

        let login = world.sign_in().await;
        assert!(login.has_refresh && login.auth_time.is_some());
        assert_eq!((login.level, login.scopes.contains(PARTIES)), (3, true));
        assert_eq!(world.person.shown, ["login", "consent"]);
        assert_eq!(world.auth.state(), AuthState::SignedIn(login));
        let pushed = &world.provider.asked("pushed_authorization_request").await[1];
        assert_eq!(pushed["status"], 201);
        let asked = &pushed["asked"];
        assert_eq!(asked["scope"], format!("openid profile {PARTIES}"));
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["acr_values"], "idporten-loa-substantial");
        assert!(asked["prompt"].is_null() && asked["client_secret"].is_null());

        let token = world.auth.id_porten_token().await.expect("a token");
        let payload = token.expose().split('.').nth(1).expect("three parts");
        let payload = URL_SAFE_NO_PAD.decode(payload).expect("base64url");
        let claims: Value = serde_json::from_slice(&payload).expect("claims");
        assert_eq!(claims["iss"], world.provider.issuer);
        assert_eq!(claims["client_id"], world.provider.client);
    }
}

#[tokio::test]
async fn a_provider_without_pushed_requests_is_asked_plainly() {
    let mut world = World::with(&json!({ "par": "off" }));
    let attempt = world.auth.begin(request()).await.expect("begun");
    let pairs: Vec<(String, String)> = attempt.link().query_pairs().into_owned().collect();
    for name in ["state", "nonce", "code_challenge", "redirect_uri"] {
        assert!(
            pairs.iter().any(|(n, v)| n == name && !v.is_empty()),
            "{name}"
        );
    }
    drop(attempt);
    world.sign_in().await;
    assert_eq!(
        world
            .provider
            .asked("pushed_authorization_request")
            .await
            .len(),
        0
    );
    assert_eq!(world.provider.grants("authorization_code").await, 1);
}

#[tokio::test]
async fn without_refresh_token_the_login_lasts_as_long_as_its_access_token() {
    let mut world = World::with(&json!({ "refresh": false }));
    let login = world.sign_in().await;
    assert!(!login.has_refresh);
    world.auth.id_porten_token().await.expect("usable");
    world.run_out();
    assert_eq!(
        world.auth.id_porten_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    let again = world.sign_in().await;
    assert_eq!(again.subject, login.subject);
    assert_eq!(
        world.person.shown,
        ["login", "consent", "consent"],
        "the provider remembers who it is"
    );
}

#[tokio::test]
async fn the_person_may_say_no_to_all_or_to_some() {
    let mut world = World::new();
    let no = Visit {
        says_no: true,
        ..Visit::default()
    };
    assert_eq!(
        world.sign_in_as(request(), no).await,
        Err(AuthError::Refused)
    );
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    assert_eq!(world.provider.asked("token").await.len(), 0);

    let some = Visit {
        refuse: Some(PARTIES),
        ..Visit::default()
    };
    let login = world.sign_in_as(request(), some).await.expect("signed in");
    assert!(!login.scopes.contains(PARTIES), "{:?}", login.scopes);
}

#[tokio::test]
async fn a_lower_level_than_asked_for_is_too_low() {
    let mut world = World::new();
    let high = || LoginRequest {
        level: Level::High,
        ..request()
    };
    assert_eq!(
        world.sign_in_as(high(), Visit::default()).await,
        Err(AuthError::LevelTooLow { got: 3 })
    );
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    // The provider remembers the lower one, and asks again because the app says so.
    let step_up = LoginRequest {
        fresh: true,
        ..high()
    };
    let surely = Visit {
        acr: "idporten-loa-high",
        ..Visit::default()
    };
    let login = world.sign_in_as(step_up, surely).await.expect("stepped up");
    assert_eq!(login.level, 4);
    assert_eq!(world.person.shown, ["login", "consent", "login", "consent"]);
}

#[tokio::test]
async fn a_person_without_identity_number_is_not_let_in() {
    let mut world = World::new();
    let visitor = Visit {
        who: "visitor",
        ..Visit::default()
    };
    assert_eq!(
        world.sign_in_as(request(), visitor).await,
        Err(AuthError::InvalidResponse("id_token pid missing"))
    );
}

#[tokio::test]
async fn another_person_is_refused_and_the_session_stays() {
    let mut world = World::new();
    let kari = world.sign_in().await;
    let kept = world.vault.refresh_token();
    let again = LoginRequest {
        expected_subject: Some(kari.subject.clone()),
        fresh: true,
        ..request()
    };
    let ola = Visit {
        who: "ola",
        ..Visit::default()
    };
    assert_eq!(
        world.sign_in_as(again, ola).await,
        Err(AuthError::OtherPerson)
    );
    assert_eq!(world.auth.state(), AuthState::SignedIn(kari.clone()));
    let revoked = world.provider.asked("revocation").await;
    assert_eq!(revoked.len(), 1, "the login that is not used is revoked");
    assert_eq!(revoked[0]["status"], 200);
    assert_eq!(world.vault.refresh_token(), kept);
    world.run_out();
    world.auth.id_porten_token().await.expect("still Kari's");

    // Asked for without a name, it is a new session, and nothing is mixed.
    let login = world
        .sign_in_as(
            LoginRequest {
                fresh: true,
                ..request()
            },
            ola,
        )
        .await
        .expect("signed in");
    assert_ne!(login.subject, kari.subject);
    assert_eq!(world.auth.state(), AuthState::SignedIn(login));
}
