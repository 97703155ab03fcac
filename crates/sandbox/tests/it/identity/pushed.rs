//! Pushed authorization requests in their three modes.

use fullmakt_sandbox::ParMode;

use super::login::{AUTHORIZE, Attempt, Browser, CLIENT, FIRST_SCOPES, PAR, page, redeem, text};
use super::running::{Running, error, json, location, parameter};

fn headless() -> Attempt {
    Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
}

async fn push(sandbox: &Running, attempt: &Attempt) -> String {
    let pushed = json(sandbox.post(PAR, &attempt.form()).await, 201).await;
    text(&pushed, "request_uri").to_owned()
}

fn address(request_uri: &str) -> String {
    format!("{AUTHORIZE}?client_id={CLIENT}&request_uri={request_uri}")
}

#[tokio::test]
async fn what_was_pushed_counts_and_not_what_stands_beside_it() {
    let sandbox = Running::start().await;
    let uri = push(&sandbox, &headless()).await;
    let tampered = format!("{}&scope=openid&state=other", address(&uri));
    let back = location(&sandbox.get(&tampered).await);
    assert_eq!(
        parameter(&back, "state").as_deref(),
        Some("state with spaces+and=signs")
    );
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    assert_eq!(text(&tokens, "scope"), FIRST_SCOPES);
}

#[tokio::test]
async fn a_pushed_request_is_good_for_two_minutes_one_client_and_one_answer() {
    let sandbox = Running::start().await;
    let uri = push(&sandbox, &headless()).await;
    let foreign = format!("{AUTHORIZE}?client_id=other&request_uri={uri}");
    let bare = format!("{AUTHORIZE}?request_uri={uri}");
    let unknown = address("urn:idporten:unknown");
    for path in [&foreign, &bare, &unknown] {
        let answer = sandbox.get(path).await;
        assert_eq!(answer.status().as_u16(), 400, "{path}");
        assert!(answer.headers().get("location").is_none());
    }
    location(&sandbox.get(&address(&uri)).await);
    assert_eq!(
        sandbox.get(&address(&uri)).await.status().as_u16(),
        400,
        "answered already"
    );

    let uri = push(&sandbox, &headless()).await;
    sandbox.advance(121);
    assert_eq!(
        sandbox.get(&address(&uri)).await.status().as_u16(),
        400,
        "too late"
    );
}

#[tokio::test]
async fn the_first_page_may_be_reloaded() {
    let sandbox = Running::start().await;
    let uri = push(&sandbox, &Attempt::new(FIRST_SCOPES)).await;
    let mut browser = Browser::default();
    page(browser.open(&sandbox, &address(&uri)).await).await;
    page(browser.open(&sandbox, &address(&uri)).await).await;
}

#[tokio::test]
async fn when_required_a_plain_request_is_refused_and_metadata_says_so() {
    let sandbox = Running::with(|config| config.par = ParMode::Required).await;
    let metadata = json(
        sandbox
            .get("/idporten/.well-known/openid-configuration")
            .await,
        200,
    )
    .await;
    assert_eq!(metadata["require_pushed_authorization_requests"], true);
    let back = location(&sandbox.get(&headless().address()).await);
    assert_eq!(
        parameter(&back, "error").as_deref(),
        Some("invalid_request")
    );
    let uri = push(&sandbox, &headless()).await;
    let back = location(&sandbox.get(&address(&uri)).await);
    assert!(parameter(&back, "code").is_some());
}

#[tokio::test]
async fn when_refused_for_public_clients_the_plain_request_still_works() {
    let sandbox = Running::with(|config| config.par = ParMode::RefusedForPublic).await;
    let refused = sandbox.post(PAR, &headless().form()).await;
    assert_eq!(error(refused, 401).await, "invalid_client");
    headless().tokens(&sandbox).await;
}

#[tokio::test]
async fn an_unknown_client_is_401_and_a_pushed_request_uri_is_400() {
    let sandbox = Running::start().await;
    let unknown = headless().set("client_id", "other");
    assert_eq!(
        error(sandbox.post(PAR, &unknown.form()).await, 401).await,
        "invalid_client"
    );
    let nested = headless().set("request_uri", "urn:idporten:x");
    assert_eq!(
        error(sandbox.post(PAR, &nested.form()).await, 400).await,
        "invalid_request"
    );
}
