//! The exchange at Altinn, renewal there, and Altinn's keys.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use reqwest::Response;
use serde_json::Value;

use super::login::{Attempt, FIRST_SCOPES, text};
use super::running::{Running, claims, header, json};

const EXCHANGE: &str = "/authentication/api/v1/exchange/id-porten";
const REFRESH: &str = "/authentication/api/v1/refresh";
const METADATA: &str = "/authentication/api/v1/openid/.well-known/openid-configuration";

async fn access_token(sandbox: &Running, scopes: &str, level: &str) -> String {
    let tokens = Attempt::headless(scopes, level).tokens(sandbox).await;
    text(&tokens, "access_token").to_owned()
}

/// Asserts a status with an empty body.
async fn empty(response: Response, status: u16) {
    assert_eq!(response.status().as_u16(), status);
    assert_eq!(response.text().await.expect("a body"), "");
}

#[tokio::test]
async fn a_person_s_token_becomes_an_altinn_token_that_dies_at_the_same_second() {
    let sandbox = Running::start().await;
    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-high").await;
    sandbox.advance(100);
    let answer = sandbox.get_as(&token, EXCHANGE).await;
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(
        answer.headers()["content-type"],
        "text/plain; charset=utf-8"
    );
    let altinn = answer.text().await.expect("a body");
    let (before, after) = (claims(&token), claims(&altinn));

    let kari = sandbox
        .shared()
        .world()
        .person_by_key("kari")
        .expect("Kari")
        .clone();
    assert_eq!(after["exp"], before["exp"]);
    assert_eq!(
        after["iss"],
        Value::from(sandbox.at("/authentication/api/v1/openid/"))
    );
    assert_eq!(after["nameid"], kari.user_id.to_string());
    assert_eq!(after["urn:altinn:userid"], kari.user_id.to_string());
    assert_eq!(after["urn:altinn:username"], kari.username);
    assert_eq!(after["urn:altinn:partyid"], kari.party_id);
    assert_eq!(after["urn:altinn:party:uuid"], kari.party_uuid.to_string());
    assert_eq!(after["urn:altinn:authenticatemethod"], "NotDefined");
    assert_eq!(after["urn:altinn:authlevel"], 4);
    for copied in [
        "pid",
        "acr",
        "scope",
        "client_id",
        "client_amr",
        "consumer",
        "jti",
    ] {
        assert_eq!(after[copied], before[copied], "{copied}");
    }
    for dropped in ["sub", "aud", "at_hash"] {
        assert!(after.get(dropped).is_none(), "{dropped}");
    }
    assert!(after["sid"].is_string() && after["nbf"].is_i64());
    let issued = after["iat"].as_i64().expect("iat");
    assert!((sandbox.now() - 60..=sandbox.now()).contains(&issued));
    let jose = header(&altinn);
    assert_eq!(jose["typ"], "JWT");
    assert!(jose["x5t"].is_string());
}

#[tokio::test]
async fn the_level_is_a_number_and_the_provider_s_case_does_not_matter() {
    let sandbox = Running::start().await;
    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-substantial").await;
    let answer = sandbox
        .get_as(&token, "/authentication/api/v1/exchange/ID-Porten")
        .await;
    assert_eq!(
        claims(&answer.text().await.expect("a body"))["urn:altinn:authlevel"],
        3
    );
}

#[tokio::test]
async fn without_an_altinn_scope_the_answer_is_403_and_empty() {
    let sandbox = Running::start().await;
    let scopes = "openid profile digdir:dialogporten";
    let token = access_token(&sandbox, scopes, "idporten-loa-high").await;
    empty(sandbox.get_as(&token, EXCHANGE).await, 403).await;
}

#[tokio::test]
async fn an_id_token_is_not_exchanged() {
    let sandbox = Running::start().await;
    let tokens = Attempt::headless(FIRST_SCOPES, "idporten-loa-high")
        .tokens(&sandbox)
        .await;
    empty(
        sandbox.get_as(text(&tokens, "id_token"), EXCHANGE).await,
        403,
    )
    .await;
}

#[tokio::test]
async fn a_person_whom_altinn_does_not_know_is_401_and_empty() {
    let sandbox = Running::start().await;
    let attempt =
        Attempt::new(FIRST_SCOPES).set("login_hint", "testid:28876895937_idporten-loa-high");
    let tokens = attempt.tokens(&sandbox).await;
    empty(
        sandbox
            .get_as(text(&tokens, "access_token"), EXCHANGE)
            .await,
        401,
    )
    .await;
}

#[tokio::test]
async fn missing_broken_foreign_and_expired_tokens_are_401_and_empty() {
    let sandbox = Running::start().await;
    empty(sandbox.get(EXCHANGE).await, 401).await;
    empty(sandbox.get_as("rubbish", EXCHANGE).await, 401).await;
    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-high").await;
    let (signed, _) = token.rsplit_once('.').expect("a signature");
    empty(
        sandbox.get_as(&format!("{signed}.AAAA"), EXCHANGE).await,
        401,
    )
    .await;
    let other = Running::start().await;
    empty(other.get_as(&token, EXCHANGE).await, 401).await;
    let maskinporten = "/authentication/api/v1/exchange/maskinporten";
    empty(sandbox.get_as(&token, maskinporten).await, 401).await;
    let studio = "/authentication/api/v1/exchange/altinnstudio";
    empty(sandbox.get_as(&token, studio).await, 401).await;

    // Ten seconds of grace, and not one more.
    let end = claims(&token)["exp"].as_i64().expect("exp");
    sandbox.advance(end + 1 - sandbox.now());
    assert_eq!(
        sandbox.get_as(&token, EXCHANGE).await.status().as_u16(),
        200
    );
    sandbox.advance(10);
    empty(sandbox.get_as(&token, EXCHANGE).await, 401).await;
}

#[tokio::test]
async fn an_unknown_provider_is_400_with_a_sentence_but_a_missing_token_comes_first() {
    let sandbox = Running::start().await;
    let path = "/authentication/api/v1/exchange/google";
    empty(sandbox.get(path).await, 401).await;
    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-high").await;
    let answer = sandbox.get_as(&token, path).await;
    assert_eq!(answer.status().as_u16(), 400);
    assert_eq!(
        answer.text().await.expect("a body"),
        "Invalid token provider: google. Trusted token providers are 'Maskinporten', \
         'Id-porten' and 'AltinnStudio'."
    );
}

#[tokio::test]
async fn asking_for_json_puts_the_token_in_quotes() {
    let sandbox = Running::start().await;
    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-high").await;
    let ask = async |accept: &str| {
        let request = sandbox.http.get(sandbox.at(EXCHANGE)).bearer_auth(&token);
        request
            .header("Accept", accept)
            .send()
            .await
            .expect("an answer")
    };
    let quoted = ask("application/json").await.text().await.expect("a body");
    assert!(
        quoted.starts_with("\"eyJ") && quoted.ends_with('"'),
        "{quoted}"
    );
    for bare in [
        "text/plain",
        "*/*",
        "application/json, text/plain, */*",
        "text/html",
    ] {
        let body = ask(bare).await.text().await.expect("a body");
        assert!(body.starts_with("eyJ"), "{bare}: {body}");
    }
}

#[tokio::test]
async fn enterprise_users_are_410() {
    let sandbox = Running::start().await;
    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-high").await;
    let answer = sandbox
        .http
        .get(sandbox.at("/authentication/api/v1/exchange/maskinporten"))
        .bearer_auth(&token)
        .header("X-Altinn-EnterpriseUser-Authentication", "dTpw")
        .send()
        .await
        .expect("an answer");
    assert_eq!(
        answer.headers()["content-type"],
        "application/problem+json; charset=utf-8"
    );
    assert_eq!(json(answer, 410).await["status"], 410);
}

#[tokio::test]
async fn renewal_gives_half_an_hour_with_the_same_claims_and_session() {
    let sandbox = Running::start().await;
    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-high").await;
    let altinn = sandbox
        .get_as(&token, EXCHANGE)
        .await
        .text()
        .await
        .expect("a body");
    sandbox.advance(500);
    let renewed = sandbox.get_as(&altinn, REFRESH).await;
    assert_eq!(
        renewed.headers()["content-type"],
        "text/plain; charset=utf-8"
    );
    let renewed = renewed.text().await.expect("a body");
    let (before, after) = (claims(&altinn), claims(&renewed));
    let life = after["exp"].as_i64().expect("exp") - after["iat"].as_i64().expect("iat");
    assert_eq!(life, 1800);
    for kept in [
        "sid",
        "jti",
        "scope",
        "urn:altinn:userid",
        "urn:altinn:authlevel",
        "iss",
    ] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    // No grace here: an Altinn token is dead the second it runs out. Nor is another token taken.
    sandbox.advance(100);
    empty(sandbox.get_as(&altinn, REFRESH).await, 401).await;
    empty(sandbox.get_as(&token, REFRESH).await, 401).await;
    empty(sandbox.get(REFRESH).await, 401).await;
    assert_eq!(
        sandbox.get_as(&renewed, REFRESH).await.status().as_u16(),
        200
    );
}

/// Key members that a strict JOSE library refuses, but that describe the key all the same.
#[tokio::test]
async fn altinn_s_keys_are_in_standard_base64_and_verify_its_tokens() {
    let sandbox = Running::start().await;
    let metadata = json(sandbox.get(METADATA).await, 200).await;
    assert_eq!(
        metadata["issuer"],
        Value::from(sandbox.at("/authentication/api/v1/openid/"))
    );
    let address = text(&metadata, "jwks_uri");
    assert_eq!(address, sandbox.at(&format!("{METADATA}/jwks")));
    let keys = json(sandbox.http.get(address).send().await.expect("keys"), 200).await;
    let key = &keys["keys"][0];
    assert_eq!(
        key["kid"].as_str().map(str::len),
        Some(40),
        "a SHA-1 thumbprint in hex"
    );
    let modulus = STANDARD.decode(text(key, "n")).expect("standard Base64");
    assert!(
        URL_SAFE_NO_PAD.decode(text(key, "n")).is_err(),
        "padded, so not base64url"
    );
    assert_eq!(modulus.len(), 256);
    let exponent = STANDARD.decode(text(key, "e")).expect("standard Base64");

    let token = access_token(&sandbox, FIRST_SCOPES, "idporten-loa-high").await;
    let altinn = sandbox
        .get_as(&token, EXCHANGE)
        .await
        .text()
        .await
        .expect("a body");
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[text(&metadata, "issuer")]);
    let decoding = DecodingKey::from_rsa_raw_components(&modulus, &exponent);
    jsonwebtoken::decode::<Value>(&altinn, &decoding, &validation).expect("a valid token");
    assert_eq!(header(&altinn)["kid"], key["kid"]);
    // The certificate holds the same modulus.
    let certificate = STANDARD
        .decode(key["x5c"][0].as_str().expect("x5c"))
        .expect("Base64");
    assert!(
        certificate
            .windows(modulus.len())
            .any(|window| window == modulus)
    );
}

#[tokio::test]
async fn tokens_for_tests_are_what_a_login_gives() {
    let sandbox = Running::start().await;
    let identity = sandbox.shared().identity();
    let scopes = "openid altinn:portal/enduser";
    let tokens = identity
        .token_for_test(sandbox.shared(), "kari", scopes)
        .expect("Kari is a person");
    assert_eq!(tokens.expires_in, 600);
    let exchanged = sandbox.get_as(&tokens.id_porten, EXCHANGE).await;
    let exchanged = claims(&exchanged.text().await.expect("a body"));
    let given = claims(&tokens.altinn);
    for same in [
        "scope",
        "pid",
        "exp",
        "urn:altinn:userid",
        "urn:altinn:authlevel",
        "jti",
    ] {
        assert_eq!(given[same], exchanged[same], "{same}");
    }
    assert_eq!(
        sandbox
            .get_as(&tokens.altinn, REFRESH)
            .await
            .status()
            .as_u16(),
        200
    );
    let narrow = identity
        .token_for_test(sandbox.shared(), "kari", "openid")
        .expect("Kari");
    assert_eq!(narrow.altinn, "");
    assert!(
        identity
            .token_for_test(sandbox.shared(), "nobody", scopes)
            .is_none()
    );
}
