//! Maskinporten's token endpoint: what is given, and the number of each refusal.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};

use super::login::text;
use super::machine::{GRANT_TYPE, KID, Machine, TOKEN, present};
use super::running::{self, Running, claims, error};

const VENDOR: &str = "310000003";
const SCOPE: &str = "altinn:authentication/systemuser.request.write";
const EXCHANGE: &str = "/authentication/api/v1/exchange/maskinporten";

async fn vendor() -> (Running, Machine) {
    let sandbox = Running::start().await;
    let machine = Machine::new("vendor-client", VENDOR);
    machine.register(&sandbox, &[SCOPE, "altinn:portal/enduser"]);
    (sandbox, machine)
}

/// Presents a grant that must be refused; gives `error` and the number in `error_uri`.
async fn refusal(sandbox: &Running, assertion: &str) -> (String, String) {
    let answer = present(sandbox, assertion).await;
    let body = running::json(answer, 400).await;
    assert!(
        text(&body, "error_description").contains("trace_id: "),
        "{body}"
    );
    let address = body["error_uri"].as_str().unwrap_or_default();
    let number = address.rsplit('/').next().unwrap_or_default().to_owned();
    (text(&body, "error").to_owned(), number)
}

fn numbered(error: &str, number: &str) -> (String, String) {
    (error.to_owned(), number.to_owned())
}

#[tokio::test]
async fn metadata_has_an_issuer_with_a_slash_at_both_addresses() {
    let sandbox = Running::start().await;
    for path in [
        "/maskinporten/.well-known/oauth-authorization-server",
        "/.well-known/oauth-authorization-server/maskinporten",
    ] {
        let metadata = running::json(sandbox.get(path).await, 200).await;
        assert_eq!(
            metadata["issuer"],
            Value::from(sandbox.at("/maskinporten/"))
        );
        assert_eq!(metadata["token_endpoint"], Value::from(sandbox.at(TOKEN)));
        let keys = sandbox
            .http
            .get(text(&metadata, "jwks_uri"))
            .send()
            .await
            .expect("keys");
        assert!(running::json(keys, 200).await["keys"][0]["n"].is_string());
    }
}

#[tokio::test]
async fn a_good_grant_gives_a_token_that_the_exchange_turns_into_half_an_hour() {
    let (sandbox, machine) = vendor().await;
    let answer = present(&sandbox, &machine.sign(&machine.claims(&sandbox, SCOPE))).await;
    let body = running::json(answer, 200).await;
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!(body["expires_in"], 120);
    assert_eq!(body["scope"], SCOPE);
    assert!(body.get("refresh_token").is_none());
    let token = text(&body, "access_token");
    let before = claims(token);
    assert_eq!(before["iss"], Value::from(sandbox.at("/maskinporten/")));
    assert_eq!(before["client_id"], "vendor-client");
    assert_eq!(before["client_amr"], "private_key_jwt");
    assert_eq!(before["token_type"], "Bearer");
    assert_eq!(before["consumer"]["ID"], format!("0192:{VENDOR}"));
    assert!(before.get("aud").is_none() && before.get("authorization_details").is_none());

    let altinn = sandbox
        .get_as(token, EXCHANGE)
        .await
        .text()
        .await
        .expect("a body");
    let after = claims(&altinn);
    assert_eq!(after["urn:altinn:orgNumber"], VENDOR);
    assert_eq!(after["urn:altinn:authenticatemethod"], "maskinporten");
    assert_eq!(after["urn:altinn:authlevel"], 3);
    assert_eq!(after["consumer"], before["consumer"]);
    assert_eq!(after["scope"], SCOPE);
    assert_eq!(
        after["iss"],
        Value::from(sandbox.at("/authentication/api/v1/openid/"))
    );
    for absent in ["client_amr", "aud", "urn:altinn:userid", "urn:altinn:org"] {
        assert!(after.get(absent).is_none(), "{absent}");
    }
    let life = after["exp"].as_i64().expect("exp") - after["iat"].as_i64().expect("iat");
    assert_eq!(life, 1800);

    // A Maskinporten token is not ID-porten's.
    let wrong_door = "/authentication/api/v1/exchange/id-porten";
    assert_eq!(
        sandbox.get_as(token, wrong_door).await.status().as_u16(),
        401
    );
}

#[tokio::test]
async fn resource_becomes_the_audience() {
    let (sandbox, machine) = vendor().await;
    let mut grant = machine.claims(&sandbox, SCOPE);
    grant["resource"] = json!(["https://api.example"]);
    let body = running::json(present(&sandbox, &machine.sign(&grant)).await, 200).await;
    assert_eq!(
        claims(text(&body, "access_token"))["aud"],
        json!(["https://api.example"])
    );
}

#[tokio::test]
async fn a_grant_is_good_once() {
    let (sandbox, machine) = vendor().await;
    let assertion = machine.sign(&machine.claims(&sandbox, SCOPE));
    running::json(present(&sandbox, &assertion).await, 200).await;
    let again = refusal(&sandbox, &assertion).await;
    assert_eq!(again, numbered("invalid_grant", "MP-012"));
}

#[tokio::test]
async fn each_wrong_claim_has_its_number() {
    let (sandbox, machine) = vendor().await;
    let now = sandbox.now();
    let issuer = sandbox.at("/maskinporten");
    for (claim, value, error, number) in [
        ("iss", json!("nobody"), "invalid_grant", "MP-100"),
        ("iss", Value::Null, "invalid_request", "MP-011"),
        ("aud", json!(issuer), "invalid_grant", "MP-110"),
        ("aud", json!(sandbox.at(TOKEN)), "invalid_grant", "MP-110"),
        ("exp", json!(now - 1), "invalid_grant", "MP-130"),
        ("iat", json!(now - 15), "invalid_grant", "MP-130"),
        ("exp", json!(now + 300), "invalid_grant", ""),
        ("jti", Value::Null, "invalid_request", "MP-011"),
        ("scope", json!(""), "invalid_request", "MP-011"),
        ("scope", json!("made:up"), "invalid_scope", "MP-200"),
        (
            "scope",
            json!(format!("{SCOPE} made:up")),
            "invalid_scope",
            "MP-200",
        ),
        (
            "scope",
            json!("altinn:portal/enduser"),
            "invalid_scope",
            "MP-201",
        ),
    ] {
        let mut grant = machine.claims(&sandbox, SCOPE);
        grant[claim] = value.clone();
        let refused = refusal(&sandbox, &machine.sign(&grant)).await;
        assert_eq!(refused, numbered(error, number), "{claim} = {value}");
    }
    let mut future = machine.claims(&sandbox, SCOPE);
    let now = sandbox.now();
    future["iat"] = json!(now + 60);
    future["exp"] = json!(now + 120);
    assert_eq!(
        refusal(&sandbox, &machine.sign(&future)).await,
        numbered("invalid_grant", "")
    );
}

#[tokio::test]
async fn keys_and_signatures_have_theirs() {
    let (sandbox, machine) = vendor().await;
    let good = machine.claims(&sandbox, SCOPE);

    let impostor = Machine::new("vendor-client", VENDOR);
    let forged = refusal(&sandbox, &impostor.sign(&good)).await;
    assert_eq!(forged, numbered("invalid_grant", "MP-124"));

    let no_kid = machine.sign_with(&Header::new(Algorithm::RS256), &good);
    assert_eq!(
        refusal(&sandbox, &no_kid).await,
        numbered("invalid_grant", "MP-100")
    );

    let mut other = Header::new(Algorithm::RS256);
    other.kid = Some("other".to_owned());
    let unknown_kid = machine.sign_with(&other, &good);
    assert_eq!(
        refusal(&sandbox, &unknown_kid).await,
        numbered("invalid_grant", "MP-100")
    );

    let mut certified = Header::new(Algorithm::RS256);
    certified.x5c = Some(vec!["AAAA".to_owned()]);
    let certified = machine.sign_with(&certified, &good);
    assert_eq!(
        refusal(&sandbox, &certified).await,
        numbered("invalid_grant", "MP-120")
    );

    let mut foreign = Header::new(Algorithm::RS256);
    let subject = STANDARD.encode(b"0\x82 2.5.4.97 NTRNO-310000027 and the rest of a certificate");
    foreign.x5c = Some(vec![subject]);
    let foreign = machine.sign_with(&foreign, &good);
    assert_eq!(
        refusal(&sandbox, &foreign).await,
        numbered("invalid_grant", "MP-122")
    );

    let mut longer = Header::new(Algorithm::RS512);
    longer.kid = Some(KID.to_owned());
    running::json(
        present(&sandbox, &machine.sign_with(&longer, &good)).await,
        200,
    )
    .await;

    sandbox.advance(366 * 24 * 3600);
    let old = machine.sign(&machine.claims(&sandbox, SCOPE));
    assert_eq!(
        refusal(&sandbox, &old).await,
        numbered("invalid_grant", "MP-121")
    );
    // Posting the same key again renews it.
    machine.register(&sandbox, &[SCOPE]);
    let renewed = machine.sign(&machine.claims(&sandbox, SCOPE));
    running::json(present(&sandbox, &renewed).await, 200).await;
}

#[tokio::test]
async fn what_is_no_grant_at_all_is_refused_too() {
    let (sandbox, machine) = vendor().await;
    assert_eq!(
        refusal(&sandbox, "rubbish").await,
        numbered("invalid_request", "MP-011")
    );
    let assertion = machine.sign(&machine.claims(&sandbox, SCOPE));
    let wrong_type = [
        ("grant_type", "client_credentials"),
        ("assertion", assertion.as_str()),
    ];
    let answer = sandbox.post(TOKEN, &wrong_type).await;
    assert_eq!(error(answer, 400).await, "unsupported_grant_type");
    let bare = sandbox.post(TOKEN, &[("grant_type", GRANT_TYPE)]).await;
    assert_eq!(error(bare, 400).await, "invalid_request");
}

#[tokio::test]
async fn suppliers_need_a_delegation_that_nobody_here_has_given() {
    let (sandbox, machine) = vendor().await;
    let mut grant = machine.claims(&sandbox, SCOPE);
    grant["consumer_org"] = json!("310000097");
    let body = running::json(present(&sandbox, &machine.sign(&grant)).await, 403).await;
    assert!(
        text(&body, "error_uri").ends_with("MP-250"),
        "the consumer has no such scope itself: {body}"
    );
    Machine::new("consumer-client", "310000097").register(&sandbox, &[SCOPE]);
    let mut grant = machine.claims(&sandbox, SCOPE);
    grant["consumer_org"] = json!("310000097");
    let body = running::json(present(&sandbox, &machine.sign(&grant)).await, 403).await;
    assert!(text(&body, "error_uri").ends_with("MP-251"), "{body}");
}

#[tokio::test]
async fn each_fault_in_the_details_has_its_number() {
    let (sandbox, machine) = vendor().await;
    let org = json!({ "authority": "iso6523-actorid-upis", "ID": "0192:310000097" });
    let detail = json!({ "type": "urn:altinn:systemuser", "systemuser_org": org });
    let with = |name: &str, value: Value| {
        let mut changed = detail.clone();
        changed[name] = value;
        json!([changed])
    };
    for (details, error, number) in [
        (
            with("type", json!("urn:altinn:consent")),
            "invalid_request",
            "MP-301",
        ),
        (with("colour", json!("red")), "invalid_request", "MP-302"),
        (with("externalref", json!("x")), "invalid_request", "MP-302"),
        (
            with("systemuser_org", json!({ "ID": "0192:310000097" })),
            "invalid_request",
            "MP-303",
        ),
        (
            with("systemuser_org", Value::Null),
            "invalid_request",
            "MP-303",
        ),
        (with("externalRef", json!(7)), "invalid_request", "MP-303"),
        (json!([detail, detail]), "invalid_request", "MP-303"),
        (json!([]), "invalid_request", "MP-303"),
        (detail.clone(), "invalid_request", "MP-303"),
        (
            json!([detail]),
            "invalid_altinn_customer_configuration",
            "MP-303",
        ),
    ] {
        let mut grant = machine.claims(&sandbox, SCOPE);
        grant["authorization_details"] = details.clone();
        let refused = refusal(&sandbox, &machine.sign(&grant)).await;
        assert_eq!(refused, numbered(error, number), "{details}");
    }
}

#[tokio::test]
async fn only_sound_clients_can_be_registered() {
    let sandbox = Running::start().await;
    let machine = Machine::new("c", VENDOR);
    let identity = sandbox.shared().identity();
    let now = sandbox.shared().clock().now();
    let scopes = [SCOPE.to_owned()];
    let register = |org_no: &str, jwks: &Value| {
        identity
            .put_client("c", org_no, jwks, &scopes, now)
            .map_err(|error| error.to_string())
    };
    let good = machine.jwks();
    assert_eq!(register(VENDOR, &good), Ok(()));
    assert_eq!(
        register(VENDOR, &good["keys"]),
        Ok(()),
        "a bare list of keys"
    );
    let changed = |name: &str, value: Value| {
        let mut jwks = good.clone();
        jwks["keys"][0][name] = value;
        jwks
    };
    for (jwks, complaint) in [
        (changed("kid", Value::Null), "no kid"),
        (changed("kid", json!("a b")), "letters, digits"),
        (changed("d", json!("AAAA")), "private key"),
        (changed("n", json!("AQAB")), "2048 bits"),
        (changed("kty", json!("EC")), "only RSA keys"),
        (json!("x"), "neither a key set"),
        (json!(vec![good["keys"][0].clone(); 6]), "at most 5"),
    ] {
        let error = register(VENDOR, &jwks).expect_err(complaint);
        assert!(error.contains(complaint), "{error}");
    }
    assert!(register("12", &good).is_err());
}
