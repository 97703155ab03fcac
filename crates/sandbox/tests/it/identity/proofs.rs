//! DPoP at ID-porten: bound tokens, nonces, and proofs that do not hold.

use fullmakt_sandbox::RefreshMode;
use reqwest::Response;
use serde_json::{Value, json};

use super::login::{
    AUTHORIZE, Attempt, CLIENT, FIRST_SCOPES, PAR, TOKEN, redeem, redemption, refresh, text,
};
use super::proof::ProofKey;
use super::running::{self, Running, claims, error, location, parameter};

async fn post_with(sandbox: &Running, path: &str, form: &[(&str, &str)], proof: &str) -> Response {
    let request = sandbox
        .http
        .post(sandbox.at(path))
        .form(form)
        .header("DPoP", proof);
    request.send().await.expect("an answer")
}

fn proof(sandbox: &Running, key: &ProofKey, path: &str) -> String {
    key.sign(&ProofKey::claims("POST", &sandbox.at(path), sandbox.now()))
}

async fn code(sandbox: &Running) -> String {
    Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
        .code(sandbox)
        .await
}

/// Logs in with a proof and gives the token answer.
async fn log_in(sandbox: &Running, key: &ProofKey) -> Value {
    let code = code(sandbox).await;
    let proof = proof(sandbox, key, TOKEN);
    running::json(
        post_with(sandbox, TOKEN, &redemption(&code), &proof).await,
        200,
    )
    .await
}

async fn refresh_with(sandbox: &Running, key: &ProofKey, token: &str) -> Response {
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT),
        ("refresh_token", token),
    ];
    post_with(sandbox, TOKEN, &form, &proof(sandbox, key, TOKEN)).await
}

#[tokio::test]
async fn dpop_only_gives_a_refresh_token_to_proofs_alone_and_binds_it() {
    let sandbox = Running::with(|config| config.refresh = RefreshMode::DpopOnly).await;
    let bare = running::json(redeem(&sandbox, &code(&sandbox).await).await, 200).await;
    assert!(bare.get("refresh_token").is_none());
    assert_eq!(bare["token_type"], "Bearer");

    let key = ProofKey::new();
    let tokens = log_in(&sandbox, &key).await;
    assert_eq!(tokens["token_type"], "DPoP");
    let access_token = claims(text(&tokens, "access_token"));
    assert_eq!(access_token["cnf"]["jkt"], key.thumbprint());

    let token = text(&tokens, "refresh_token");
    assert_eq!(
        error(refresh(&sandbox, token).await, 400).await,
        "invalid_grant"
    );
    let stranger = refresh_with(&sandbox, &ProofKey::new(), token).await;
    assert_eq!(error(stranger, 400).await, "invalid_grant");
    // Neither attempt has spent it.
    let renewed = running::json(refresh_with(&sandbox, &key, token).await, 200).await;
    assert_ne!(text(&renewed, "refresh_token"), token);
    assert_eq!(renewed["token_type"], "DPoP");
}

/// Altinn ignores the binding and takes the token as a bearer token; ID-porten does not.
#[tokio::test]
async fn a_bound_token_is_exchanged_as_bearer_but_userinfo_wants_the_proof() {
    let sandbox = Running::start().await;
    let key = ProofKey::new();
    let tokens = log_in(&sandbox, &key).await;
    let token = text(&tokens, "access_token");
    let exchange = "/authentication/api/v1/exchange/id-porten";
    assert_eq!(sandbox.get_as(token, exchange).await.status().as_u16(), 200);
    let with_dpop_scheme = sandbox
        .http
        .get(sandbox.at(exchange))
        .header("Authorization", format!("DPoP {token}"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(with_dpop_scheme.status().as_u16(), 401);

    let userinfo = sandbox.at("/idporten/userinfo");
    assert_eq!(
        sandbox
            .get_as(token, "/idporten/userinfo")
            .await
            .status()
            .as_u16(),
        401
    );
    let mut proof = ProofKey::claims("GET", &userinfo, sandbox.now());
    proof["ath"] = Value::from(ProofKey::hash_of(token));
    let answer = sandbox
        .http
        .get(&userinfo)
        .header("Authorization", format!("DPoP {token}"))
        .header("DPoP", key.sign(&proof))
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status().as_u16(), 200);
}

#[tokio::test]
async fn a_nonce_is_demanded_handed_out_and_taken_without_spending_the_code() {
    let sandbox = Running::with(|config| config.dpop_nonce = true).await;
    let key = ProofKey::new();
    let attempt = Attempt::headless(FIRST_SCOPES, "idporten-loa-high");
    let first = post_with(&sandbox, PAR, &attempt.form(), &proof(&sandbox, &key, PAR)).await;
    let nonce = first.headers()["dpop-nonce"]
        .to_str()
        .expect("ASCII")
        .to_owned();
    assert_eq!(error(first, 400).await, "use_dpop_nonce");

    let mut retry = ProofKey::claims("POST", &sandbox.at(PAR), sandbox.now());
    retry["nonce"] = Value::from(nonce.as_str());
    let pushed = post_with(&sandbox, PAR, &attempt.form(), &key.sign(&retry)).await;
    let pushed = running::json(pushed, 201).await;

    let address = format!(
        "{AUTHORIZE}?client_id={CLIENT}&request_uri={}",
        text(&pushed, "request_uri")
    );
    let back = location(&sandbox.get(&address).await);
    let code = parameter(&back, "code").expect("a code");
    let without = proof(&sandbox, &key, TOKEN);
    let refused = post_with(&sandbox, TOKEN, &redemption(&code), &without).await;
    assert_eq!(error(refused, 400).await, "use_dpop_nonce");
    let mut with = ProofKey::claims("POST", &sandbox.at(TOKEN), sandbox.now());
    with["nonce"] = Value::from(nonce);
    let tokens = post_with(&sandbox, TOKEN, &redemption(&code), &key.sign(&with)).await;
    assert_eq!(running::json(tokens, 200).await["token_type"], "DPoP");
}

#[tokio::test]
async fn a_code_pushed_with_one_key_cannot_be_redeemed_with_another() {
    let sandbox = Running::start().await;
    let attempt = Attempt::headless(FIRST_SCOPES, "idporten-loa-high");
    let pushed = post_with(
        &sandbox,
        PAR,
        &attempt.form(),
        &proof(&sandbox, &ProofKey::new(), PAR),
    )
    .await;
    let pushed = running::json(pushed, 201).await;
    let address = format!(
        "{AUTHORIZE}?client_id={CLIENT}&request_uri={}",
        text(&pushed, "request_uri")
    );
    let back = location(&sandbox.get(&address).await);
    let code = parameter(&back, "code").expect("a code");
    let other = proof(&sandbox, &ProofKey::new(), TOKEN);
    let refused = post_with(&sandbox, TOKEN, &redemption(&code), &other).await;
    assert_eq!(error(refused, 400).await, "invalid_grant");
}

#[tokio::test]
async fn proofs_that_do_not_hold_are_refused_and_the_code_survives() {
    let sandbox = Running::start().await;
    let key = ProofKey::new();
    let code = code(&sandbox).await;
    let now = sandbox.now();
    let address = sandbox.at(TOKEN);
    let changed = |name: &str, value: Value| {
        let mut claims = ProofKey::claims("POST", &address, now);
        claims[name] = value;
        key.sign(&claims)
    };
    let good = proof(&sandbox, &key, TOKEN);
    let (signed, _) = good.rsplit_once('.').expect("a signature");
    let faulty = [
        changed("htm", json!("GET")),
        changed("htu", json!(sandbox.at(PAR))),
        changed("iat", json!(now - 120)),
        changed("iat", json!(now + 120)),
        changed("iat", Value::Null),
        changed("jti", Value::Null),
        format!("{signed}.AAAA"),
        "rubbish".to_owned(),
    ];
    for proof in faulty {
        let refused = post_with(&sandbox, TOKEN, &redemption(&code), &proof).await;
        assert_eq!(error(refused, 400).await, "invalid_dpop_proof");
    }
    let answer = post_with(&sandbox, TOKEN, &redemption(&code), &good).await;
    let tokens = running::json(answer, 200).await;

    // The same proof again, on an otherwise good request.
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT),
        ("refresh_token", text(&tokens, "refresh_token")),
    ];
    let replayed = post_with(&sandbox, TOKEN, &form, &good).await;
    assert_eq!(error(replayed, 400).await, "invalid_dpop_proof");
}

#[tokio::test]
async fn query_and_fragment_of_the_address_do_not_matter() {
    let sandbox = Running::start().await;
    let key = ProofKey::new();
    let address = format!("{}?a=b#c", sandbox.at(TOKEN));
    let proof = key.sign(&ProofKey::claims("POST", &address, sandbox.now()));
    let code = code(&sandbox).await;
    let answer = post_with(&sandbox, TOKEN, &redemption(&code), &proof).await;
    assert_eq!(answer.status().as_u16(), 200);
}
