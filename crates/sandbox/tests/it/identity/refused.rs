//! Authorization requests that are refused: who is told, and how.

use super::login::{Attempt, Browser, FIRST_SCOPES, PAR, PERSON, REDIRECT, html, login_id, page};
use super::running::{Running, error, location, parameter};

/// As long as the way back is not trusted, nothing is sent there.
#[tokio::test]
async fn unknown_clients_and_foreign_addresses_end_on_a_page() {
    let sandbox = Running::start().await;
    let attempt = Attempt::new(FIRST_SCOPES);
    for faulty in [
        attempt.clone().set("client_id", "someone-else"),
        attempt.clone().without("client_id"),
        attempt.clone().without("redirect_uri"),
        attempt
            .clone()
            .set("redirect_uri", "http://localhost:51789/callback"),
        attempt
            .clone()
            .set("redirect_uri", "http://127.0.0.1:51789/elsewhere"),
        attempt
            .clone()
            .set("redirect_uri", "https://example.com/callback"),
    ] {
        let answer = sandbox.get(&faulty.address()).await;
        assert_eq!(answer.status().as_u16(), 400);
        assert!(answer.headers().get("location").is_none());
        html(answer).await;
    }
    let twice = format!("{}&state=again", attempt.address());
    let answer = sandbox.get(&twice).await;
    assert_eq!(answer.status().as_u16(), 400);
    assert!(answer.headers().get("location").is_none());
}

#[tokio::test]
async fn other_faults_go_back_to_the_client_with_state_and_issuer() {
    let sandbox = Running::start().await;
    let attempt = Attempt::new(FIRST_SCOPES);
    for (faulty, code) in [
        (
            attempt.clone().set("response_type", "token"),
            "unsupported_response_type",
        ),
        (attempt.clone().without("response_type"), "invalid_request"),
        (attempt.clone().without("code_challenge"), "invalid_request"),
        (
            attempt.clone().set("code_challenge_method", "plain"),
            "invalid_request",
        ),
        (
            attempt.clone().set("code_challenge", "short"),
            "invalid_request",
        ),
        (
            attempt.clone().set("scope", "openid made:up"),
            "invalid_scope",
        ),
        (attempt.clone().without("scope"), "invalid_request"),
        (
            attempt.clone().set("acr_values", "Level4"),
            "invalid_request",
        ),
        (
            attempt.clone().set("prompt", "none login"),
            "invalid_request",
        ),
        (attempt.clone().set("prompt", "create"), "invalid_request"),
        (
            attempt.clone().set("request", "e30.e30."),
            "request_not_supported",
        ),
        (
            attempt.clone().set("login_hint", "testid:12345678901_x"),
            "invalid_request",
        ),
    ] {
        let back = location(&sandbox.get(&faulty.address()).await);
        assert!(back.as_str().starts_with(REDIRECT), "{back}");
        assert_eq!(parameter(&back, "error").as_deref(), Some(code), "{back}");
        assert_eq!(
            parameter(&back, "state").as_deref(),
            Some("state with spaces+and=signs")
        );
        assert_eq!(parameter(&back, "iss"), Some(sandbox.at("/idporten")));
        assert!(parameter(&back, "code").is_none());
        // The same fault, pushed, is told in JSON before any browser opens.
        assert_eq!(
            error(sandbox.post(PAR, &faulty.form()).await, 400).await,
            code
        );
    }
}

#[tokio::test]
async fn a_public_client_must_send_state() {
    let sandbox = Running::start().await;
    let back = location(
        &sandbox
            .get(&Attempt::new("openid").without("state").address())
            .await,
    );
    assert_eq!(
        parameter(&back, "error").as_deref(),
        Some("invalid_request")
    );
    assert!(parameter(&back, "state").is_none());
}

#[tokio::test]
async fn the_portal_scope_is_refused_unless_it_was_switched_on() {
    let sandbox = Running::start().await;
    let scopes = "openid altinn:portal/enduser";
    let attempt = Attempt::headless(scopes, "idporten-loa-high");
    assert_eq!(
        error(sandbox.post(PAR, &attempt.form()).await, 400).await,
        "invalid_scope"
    );
    sandbox.set(|config| config.portal_scope = true);
    assert_eq!(attempt.tokens(&sandbox).await["scope"], scopes);
}

#[tokio::test]
async fn cancelling_ends_on_a_page_and_never_reaches_the_client() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let address = Attempt::new(FIRST_SCOPES).address();
    let persons = page(browser.open(&sandbox, &address).await).await;
    let id = login_id(&persons);
    let form = [
        ("login", id.as_str()),
        ("cancel", "1"),
        ("level", "idporten-loa-high"),
    ];
    let cancelled = page(browser.submit(&sandbox, PERSON, &form).await).await;
    assert!(cancelled.contains("Innloggingen er avbrutt"));
    // And the login cannot be taken up again.
    let again = browser
        .choose_kari(&sandbox, &persons, "idporten-loa-high")
        .await;
    assert_eq!(again.status().as_u16(), 400);
}

#[tokio::test]
async fn a_login_page_that_was_left_open_too_long_has_expired() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let address = Attempt::new(FIRST_SCOPES).address();
    let persons = page(browser.open(&sandbox, &address).await).await;
    sandbox.advance(15 * 60);
    let late = browser
        .choose_kari(&sandbox, &persons, "idporten-loa-high")
        .await;
    assert_eq!(late.status().as_u16(), 400);
    assert!(late.headers().get("location").is_none());
}

#[tokio::test]
async fn the_answer_can_travel_in_a_form() {
    let sandbox = Running::start().await;
    let attempt =
        Attempt::headless("openid", "idporten-loa-high").set("response_mode", "form_post");
    let form = page(sandbox.get(&attempt.address()).await).await;
    assert!(form.contains(&format!("action=\"{REDIRECT}\"")), "{form}");
    assert!(form.contains("name=\"code\""));
    assert!(form.contains("name=\"state\" value=\"state with spaces+and=signs\""));
}
