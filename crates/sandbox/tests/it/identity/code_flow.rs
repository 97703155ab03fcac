//! From a pushed request through both pages to tokens, and what redeeming a code refuses.

use std::collections::HashSet;

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::Value;

use super::login::{
    AUTHORIZE, Attempt, Browser, CLIENT, FIRST_SCOPES, KARI, PAR, REDIRECT, TOKEN, boxes, page,
    redeem, redemption, refresh, text,
};
use super::running::{Running, claims, error, header, json, location, parameter};

#[tokio::test]
async fn metadata_names_the_issuer_without_a_slash_and_endpoints_that_answer() {
    let sandbox = Running::start().await;
    let issuer = sandbox.at("/idporten");
    let metadata = json(
        sandbox
            .get("/idporten/.well-known/openid-configuration")
            .await,
        200,
    )
    .await;
    assert_eq!(metadata["issuer"], Value::from(issuer.as_str()));
    assert_eq!(
        metadata["code_challenge_methods_supported"],
        serde_json::json!(["S256"])
    );
    assert_eq!(
        metadata["authorization_response_iss_parameter_supported"],
        true
    );
    assert_eq!(
        metadata["scopes_supported"],
        serde_json::json!(["openid", "profile"])
    );
    assert!(
        metadata
            .get("require_pushed_authorization_requests")
            .is_none()
    );
    for (name, address) in metadata.as_object().expect("an object") {
        if name.ends_with("_endpoint") || name == "jwks_uri" {
            let address = address.as_str().expect("an address");
            let answer = sandbox.http.get(address).send().await.expect("an answer");
            assert_ne!(answer.status().as_u16(), 404, "{name}");
        }
    }
}

/// The whole way as a person goes it, with every promise about the tokens checked by another
/// library.
#[tokio::test]
async fn a_person_logs_in_and_allows_everything() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let attempt = Attempt::new(FIRST_SCOPES);
    let pushed = json(sandbox.post(PAR, &attempt.form()).await, 201).await;
    let request_uri = text(&pushed, "request_uri");
    assert!(request_uri.starts_with("urn:idporten:"), "{request_uri}");
    assert_eq!(pushed["expires_in"], 120);

    let start = format!("{AUTHORIZE}?client_id={CLIENT}&request_uri={request_uri}");
    let persons = page(browser.open(&sandbox, &start).await).await;
    for name in ["Kari Haugen", "Mina Nordvik", "Odd Lunde"] {
        assert!(
            persons.contains(&format!(">{name}</button>")),
            "{name} has a button"
        );
    }
    assert!(!persons.contains(KARI), "no identity number on the page");
    let before = sandbox.now();
    let asked = browser
        .choose_kari(&sandbox, &persons, "idporten-loa-high")
        .await;
    let asked = page(asked).await;
    assert_eq!(
        boxes(&asked),
        [
            "digdir:dialogporten",
            "altinn:accessmanagement/authorizedparties"
        ]
    );
    let back = location(&browser.allow_all(&sandbox, &asked).await);
    assert!(back.as_str().starts_with(&format!("{REDIRECT}?")), "{back}");
    assert_eq!(
        parameter(&back, "state").as_deref(),
        Some("state with spaces+and=signs")
    );
    assert_eq!(parameter(&back, "iss"), Some(sandbox.at("/idporten")));

    let code = parameter(&back, "code").expect("a code");
    let answer = redeem(&sandbox, &code).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let tokens = json(answer, 200).await;
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 600);
    assert_eq!(text(&tokens, "scope"), FIRST_SCOPES);
    assert_eq!(text(&tokens, "refresh_token").len(), 1866);
    assert_eq!(tokens["refresh_token_expires_in"], 24 * 3600);

    let id_token = verified(&sandbox, text(&tokens, "id_token"), Some(CLIENT)).await;
    assert_eq!(id_token["nonce"], "the-nonce");
    assert_eq!(id_token["pid"], KARI);
    assert_eq!(id_token["acr"], "idporten-loa-high");
    assert_eq!(id_token["amr"], serde_json::json!(["TestID"]));
    assert_eq!(id_token["locale"], "nb");
    let auth_time = id_token["auth_time"].as_i64().expect("auth_time");
    assert!((before..=sandbox.now()).contains(&auth_time));
    assert_eq!(lifetime(&id_token), 120);
    assert!(id_token.get("at_hash").is_none() && id_token.get("sid").is_none());

    let access_token = verified(&sandbox, text(&tokens, "access_token"), None).await;
    assert_eq!(access_token["sub"], id_token["sub"]);
    assert_eq!(access_token["client_amr"], "none");
    assert_eq!(access_token["client_id"], CLIENT);
    assert_eq!(
        access_token["consumer"]["authority"],
        "iso6523-actorid-upis"
    );
    assert_eq!(access_token["consumer"]["ID"], "0192:312004178");
    assert_eq!(access_token["scope"], FIRST_SCOPES);
    assert_eq!(lifetime(&access_token), 600);
    assert!(access_token.get("amr").is_none() && access_token.get("aud").is_none());
    let jose = header(text(&tokens, "access_token"));
    assert!(jose.get("typ").is_none() && jose["x5c"].is_array());

    let userinfo = json(
        sandbox
            .get_as(text(&tokens, "access_token"), "/idporten/userinfo")
            .await,
        200,
    )
    .await;
    assert_eq!(userinfo["sub"], id_token["sub"]);
    assert_eq!(userinfo["pid"], KARI);
}

#[tokio::test]
async fn a_plain_request_works_as_a_pushed_one_does() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let persons = browser
        .open(&sandbox, &Attempt::new("openid profile").address())
        .await;
    let persons = page(persons).await;
    // Nothing to consent to: the persons page leads straight back.
    let back = browser
        .choose_kari(&sandbox, &persons, "idporten-loa-substantial")
        .await;
    let code = parameter(&location(&back), "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    assert_eq!(tokens["scope"], "openid profile");
    assert_eq!(
        claims(text(&tokens, "id_token"))["acr"],
        "idporten-loa-substantial"
    );
}

#[tokio::test]
async fn a_headless_login_answers_at_once_with_implicit_consent() {
    let sandbox = Running::start().await;
    let tokens = Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
        .tokens(&sandbox)
        .await;
    assert_eq!(text(&tokens, "scope"), FIRST_SCOPES);
    let id_token = claims(text(&tokens, "id_token"));
    assert_eq!(id_token["pid"], KARI);
    assert_eq!(id_token["acr"], "idporten-loa-high");
}

/// The client itself must compare what it got with what it asked for.
#[tokio::test]
async fn a_headless_login_may_be_weaker_than_asked() {
    let sandbox = Running::start().await;
    let attempt = Attempt::headless("openid", "idporten-loa-substantial")
        .set("acr_values", "idporten-loa-high");
    let tokens = attempt.tokens(&sandbox).await;
    assert_eq!(
        claims(text(&tokens, "id_token"))["acr"],
        "idporten-loa-substantial"
    );
}

#[tokio::test]
async fn resource_becomes_the_audience() {
    let sandbox = Running::start().await;
    let attempt = Attempt::headless("openid", "idporten-loa-high").set("resource", "https://a.b/c");
    let tokens = attempt.tokens(&sandbox).await;
    assert_eq!(
        claims(text(&tokens, "access_token"))["aud"],
        "https://a.b/c"
    );
}

#[tokio::test]
async fn without_openid_there_is_no_id_token() {
    let sandbox = Running::start().await;
    let tokens = Attempt::headless("digdir:dialogporten", "idporten-loa-high")
        .tokens(&sandbox)
        .await;
    assert!(tokens.get("id_token").is_none());
    assert!(tokens["access_token"].is_string());
}

#[tokio::test]
async fn a_wrong_verifier_is_refused_and_spends_the_code() {
    let sandbox = Running::start().await;
    let code = Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
        .code(&sandbox)
        .await;
    let mut form = redemption(&code);
    let wrong = "x".repeat(43);
    form.retain(|(name, _)| *name != "code_verifier");
    form.push(("code_verifier", &wrong));
    assert_eq!(
        error(sandbox.post(TOKEN, &form).await, 400).await,
        "invalid_grant"
    );
    assert_eq!(
        error(redeem(&sandbox, &code).await, 400).await,
        "invalid_grant"
    );
}

#[tokio::test]
async fn using_a_code_twice_kills_what_it_gave() {
    let sandbox = Running::start().await;
    let code = Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
        .code(&sandbox)
        .await;
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    assert_eq!(
        error(redeem(&sandbox, &code).await, 400).await,
        "invalid_grant"
    );
    let dead = refresh(&sandbox, text(&tokens, "refresh_token")).await;
    assert_eq!(error(dead, 400).await, "invalid_grant");
}

#[tokio::test]
async fn a_code_lives_two_minutes_and_fits_one_address_only() {
    let sandbox = Running::start().await;
    let attempt = Attempt::headless(FIRST_SCOPES, "idporten-loa-high");
    let code = attempt.code(&sandbox).await;
    sandbox.advance(121);
    assert_eq!(
        error(redeem(&sandbox, &code).await, 400).await,
        "invalid_grant"
    );

    let code = attempt.code(&sandbox).await;
    let mut form = redemption(&code);
    form.retain(|(name, _)| *name != "redirect_uri");
    form.push(("redirect_uri", "http://127.0.0.1:51790/callback"));
    assert_eq!(
        error(sandbox.post(TOKEN, &form).await, 400).await,
        "invalid_grant"
    );
}

#[tokio::test]
async fn the_token_endpoint_refuses_credentials_unknown_clients_and_other_grants() {
    let sandbox = Running::start().await;
    let code = Attempt::headless("openid", "idporten-loa-high")
        .code(&sandbox)
        .await;
    let mut form = redemption(&code);
    form.push(("client_secret", "x"));
    assert_eq!(
        error(sandbox.post(TOKEN, &form).await, 401).await,
        "invalid_client"
    );

    let without_client: Vec<_> = redemption(&code)
        .into_iter()
        .filter(|(name, _)| *name != "client_id")
        .collect();
    assert_eq!(
        error(sandbox.post(TOKEN, &without_client).await, 401).await,
        "invalid_client"
    );

    let form = [("grant_type", "client_credentials"), ("client_id", CLIENT)];
    assert_eq!(
        error(sandbox.post(TOKEN, &form).await, 400).await,
        "unsupported_grant_type"
    );

    let twice = [
        ("client_id", CLIENT),
        ("grant_type", "a"),
        ("grant_type", "b"),
    ];
    assert_eq!(
        error(sandbox.post(TOKEN, &twice).await, 400).await,
        "invalid_request"
    );

    let as_json = sandbox.http.post(sandbox.at(TOKEN)).body("{}").send().await;
    assert_eq!(
        error(as_json.expect("an answer"), 400).await,
        "invalid_request"
    );
    // None of that has spent the code.
    json(redeem(&sandbox, &code).await, 200).await;
}

#[tokio::test]
async fn the_subject_is_the_same_in_another_sandbox() {
    let mut subjects = HashSet::new();
    for _ in 0..2 {
        let sandbox = Running::start().await;
        let tokens = Attempt::headless("openid", "idporten-loa-high")
            .tokens(&sandbox)
            .await;
        subjects.insert(claims(text(&tokens, "id_token"))["sub"].to_string());
    }
    assert_eq!(subjects.len(), 1);
}

/// Checks a token's signature, issuer and audience with another implementation than the sandbox's.
async fn verified(sandbox: &Running, token: &str, audience: Option<&str>) -> Value {
    let keys: JwkSet = sandbox
        .get("/idporten/jwks.json")
        .await
        .json()
        .await
        .expect("keys");
    let kid = jsonwebtoken::decode_header(token)
        .expect("a header")
        .kid
        .expect("a key id");
    let key = DecodingKey::from_jwk(keys.find(&kid).expect("a published key")).expect("an RSA key");
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[sandbox.at("/idporten")]);
    match audience {
        Some(audience) => validation.set_audience(&[audience]),
        None => validation.validate_aud = false,
    }
    jsonwebtoken::decode::<Value>(token, &key, &validation)
        .expect("a valid token")
        .claims
}

fn lifetime(claims: &Value) -> i64 {
    claims["exp"].as_i64().expect("exp") - claims["iat"].as_i64().expect("iat")
}
