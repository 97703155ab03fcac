//! Revocation and logout.

use super::login::{Attempt, Browser, CLIENT, FIRST_SCOPES, html, page, redeem, refresh, text};
use super::running::{Running, error, json, location, parameter};

const REVOKE: &str = "/idporten/revoke";
const LOGOUT: &str = "/idporten/login/logout";
const LOGGED_OUT: &str = "http%3A%2F%2F127.0.0.1%3A51789%2Flogged-out";

async fn log_in(sandbox: &Running) -> serde_json::Value {
    Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
        .tokens(sandbox)
        .await
}

#[tokio::test]
async fn revoking_either_token_kills_the_grant_but_apis_take_the_access_token_to_its_end() {
    let sandbox = Running::start().await;
    for kind in ["refresh_token", "access_token"] {
        let tokens = log_in(&sandbox).await;
        let form = [
            ("client_id", CLIENT),
            ("token", text(&tokens, kind)),
            ("token_type_hint", kind),
        ];
        let answer = sandbox.post(REVOKE, &form).await;
        assert_eq!(answer.status().as_u16(), 200);
        assert_eq!(answer.text().await.expect("a body"), "");
        let dead = refresh(&sandbox, text(&tokens, "refresh_token")).await;
        assert_eq!(error(dead, 400).await, "invalid_grant", "{kind}");
        let token = text(&tokens, "access_token");
        assert_eq!(
            sandbox
                .get_as(token, "/idporten/userinfo")
                .await
                .status()
                .as_u16(),
            401
        );
        let exchange = "/authentication/api/v1/exchange/id-porten";
        assert_eq!(
            sandbox.get_as(token, exchange).await.status().as_u16(),
            200,
            "{kind}"
        );
    }
}

#[tokio::test]
async fn revoking_something_unknown_is_fine_and_an_unknown_client_is_not() {
    let sandbox = Running::start().await;
    let unknown = [("client_id", CLIENT), ("token", "rubbish")];
    assert_eq!(sandbox.post(REVOKE, &unknown).await.status().as_u16(), 200);
    let stranger = [("client_id", "other"), ("token", "rubbish")];
    assert_eq!(
        error(sandbox.post(REVOKE, &stranger).await, 401).await,
        "invalid_client"
    );
    let empty = [("client_id", CLIENT)];
    assert_eq!(
        error(sandbox.post(REVOKE, &empty).await, 400).await,
        "invalid_request"
    );
}

#[tokio::test]
async fn introspection_is_closed_to_public_clients() {
    let sandbox = Running::start().await;
    let form = [("client_id", CLIENT), ("token", "x")];
    let answer = sandbox.post("/idporten/tokeninfo", &form).await;
    assert_eq!(error(answer, 401).await, "invalid_client");
}

/// A browser in which Kari is logged in, and the tokens of that login.
async fn signed_in(sandbox: &Running, scopes: &str) -> (Browser, serde_json::Value) {
    let mut browser = Browser::default();
    let persons = page(browser.open(sandbox, &Attempt::new(scopes).address()).await).await;
    let mut next = browser
        .choose_kari(sandbox, &persons, "idporten-loa-high")
        .await;
    if next.status().as_u16() == 200 {
        let asked = page(next).await;
        next = browser.allow_all(sandbox, &asked).await;
    }
    let code = parameter(&location(&next), "code").expect("a code");
    let tokens = json(redeem(sandbox, &code).await, 200).await;
    (browser, tokens)
}

#[tokio::test]
async fn logout_ends_the_session_and_goes_back_with_state() {
    let sandbox = Running::start().await;
    let (mut browser, _) = signed_in(&sandbox, "openid").await;
    let path =
        format!("{LOGOUT}?client_id={CLIENT}&post_logout_redirect_uri={LOGGED_OUT}&state=a%20b");
    let back = location(&browser.open(&sandbox, &path).await);
    assert!(
        back.as_str()
            .starts_with("http://127.0.0.1:51789/logged-out?"),
        "{back}"
    );
    assert_eq!(parameter(&back, "state").as_deref(), Some("a b"));
    let silent = Attempt::new("openid").set("prompt", "none").address();
    let back = location(&browser.open(&sandbox, &silent).await);
    assert_eq!(parameter(&back, "error").as_deref(), Some("login_required"));
    // With no session left, the person stays where he or she is.
    let page = page(browser.open(&sandbox, &path).await).await;
    assert!(page.contains("Du er logget ut"));
}

#[tokio::test]
async fn logout_kills_pure_login_tokens_and_leaves_those_with_api_scopes() {
    let sandbox = Running::start().await;
    for (scopes, survives) in [("openid profile", false), (FIRST_SCOPES, true)] {
        let (mut browser, tokens) = signed_in(&sandbox, scopes).await;
        page(browser.open(&sandbox, LOGOUT).await).await;
        let status = refresh(&sandbox, text(&tokens, "refresh_token"))
            .await
            .status()
            .as_u16();
        assert_eq!(status == 200, survives, "{scopes}");
    }
}

#[tokio::test]
async fn an_id_token_names_the_client_and_may_have_run_out() {
    let sandbox = Running::start().await;
    let (mut browser, tokens) = signed_in(&sandbox, "openid").await;
    sandbox.advance(600);
    let form = [
        ("id_token_hint", text(&tokens, "id_token")),
        (
            "post_logout_redirect_uri",
            "http://127.0.0.1:51789/logged-out",
        ),
    ];
    let back = location(&browser.submit(&sandbox, LOGOUT, &form).await);
    assert_eq!(back.as_str(), "http://127.0.0.1:51789/logged-out");
}

#[tokio::test]
async fn foreign_addresses_and_odd_states_end_on_an_error_page() {
    let sandbox = Running::start().await;
    let (mut browser, _) = signed_in(&sandbox, "openid").await;
    for query in [
        "client_id=fullmakt&post_logout_redirect_uri=https%3A%2F%2Fexample.com%2F".to_owned(),
        format!("client_id=other&post_logout_redirect_uri={LOGGED_OUT}"),
        format!("post_logout_redirect_uri={LOGGED_OUT}"),
        format!("client_id={CLIENT}&post_logout_redirect_uri={LOGGED_OUT}&state=%C3%A5"),
    ] {
        let answer = browser.open(&sandbox, &format!("{LOGOUT}?{query}")).await;
        assert_eq!(answer.status().as_u16(), 400, "{query}");
        assert!(answer.headers().get("location").is_none());
        html(answer).await;
    }
}
