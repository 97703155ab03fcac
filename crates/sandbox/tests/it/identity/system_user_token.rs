//! The vendor's whole way: register a system, ask for a system user, act as it.

use reqwest::Response;
use serde_json::{Value, json};

use super::login::text;
use super::machine::{Machine, present};
use super::running::{self, Running, claims};

const VENDOR: &str = "311111116";
/// One of Kari's organisations.
const CUSTOMER: &str = "310890898";
const SYSTEM: &str = "311111116_proveprogram";
const REFERENCE: &str = "kunde-4711";
const SCOPES: [&str; 4] = [
    "altinn:authentication/systemregister.write",
    "altinn:authentication/systemuser.request.read",
    "altinn:authentication/systemuser.request.write",
    "altinn:serviceowner/instances.read",
];

async fn post_as(sandbox: &Running, token: &str, path: &str, body: &Value) -> Response {
    let request = sandbox
        .http
        .post(sandbox.at(path))
        .bearer_auth(token)
        .json(body);
    request.send().await.expect("an answer")
}

/// Presents a grant, perhaps for a system user, and exchanges what it gives.
async fn altinn_token(sandbox: &Running, machine: &Machine, details: Option<Value>) -> String {
    let grant = grant(sandbox, machine, details);
    let body = running::json(present(sandbox, &grant).await, 200).await;
    let path = "/authentication/api/v1/exchange/maskinporten";
    let answer = sandbox.get_as(text(&body, "access_token"), path).await;
    assert_eq!(answer.status().as_u16(), 200);
    answer.text().await.expect("a body")
}

fn grant(sandbox: &Running, machine: &Machine, details: Option<Value>) -> String {
    let mut grant = machine.claims(sandbox, &SCOPES.join(" "));
    if let Some(details) = details {
        grant["authorization_details"] = json!([details]);
    }
    machine.sign(&grant)
}

fn details(reference: Option<&str>) -> Value {
    let mut details = json!({
        "type": "urn:altinn:systemuser",
        "systemuser_org": {
            "authority": "iso6523-actorid-upis", "ID": format!("0192:{CUSTOMER}"),
        },
    });
    if let Some(reference) = reference {
        details["externalRef"] = json!(reference);
    }
    details
}

async fn refused(sandbox: &Running, machine: &Machine, reference: Option<&str>) {
    let grant = grant(sandbox, machine, Some(details(reference)));
    let body = running::json(present(sandbox, &grant).await, 400).await;
    assert_eq!(body["error"], "invalid_altinn_customer_configuration");
    assert!(
        text(&body, "error_uri").ends_with("/errors/MP-303"),
        "{body}"
    );
}

/// Registers a system with one service and asks for a system user; gives the request's id.
async fn ask(sandbox: &Running, machine: &Machine) -> String {
    let token = altinn_token(sandbox, machine, None).await;
    let rights = json!([{
        "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }],
    }]);
    let words = json!({ "nb": "Prøveprogram", "nn": "Prøveprogram", "en": "Trial program" });
    let system = json!({
        "id": SYSTEM,
        "vendor": { "ID": format!("0192:{VENDOR}") },
        "name": words,
        "description": words,
        "rights": rights,
        "clientId": [machine.client_id],
        "allowedRedirectUrls": ["https://program.example/ferdig"],
        "isVisible": true,
    });
    let path = "/authentication/api/v1/systemregister/vendor";
    let registered = post_as(sandbox, &token, path, &system).await;
    assert_eq!(
        registered.status().as_u16(),
        200,
        "{:?}",
        registered.text().await
    );
    let order = json!({
        "systemId": SYSTEM,
        "partyOrgNo": CUSTOMER,
        "externalRef": REFERENCE,
        "rights": rights,
        "redirectUrl": "https://program.example/ferdig",
    });
    let path = "/authentication/api/v1/systemuser/request/vendor";
    let request = running::json(post_as(sandbox, &token, path, &order).await, 201).await;
    assert_eq!(request["status"], "New");
    text(&request, "id").to_owned()
}

#[tokio::test]
async fn a_vendor_acts_as_a_system_user_once_the_customer_has_approved() {
    let sandbox = Running::start().await;
    let machine = Machine::new("6f0c7f0e-prove-program", VENDOR);
    machine.register(&sandbox, &SCOPES);
    let request = ask(&sandbox, &machine).await;
    refused(&sandbox, &machine, Some(REFERENCE)).await;

    let state = running::json(sandbox.get("/_sandbox/state").await, 200).await;
    let customer = state["organisations"]
        .as_array()
        .and_then(|all| all.iter().find(|each| each["orgNo"] == CUSTOMER))
        .expect("the customer is in the state");
    let kari = sandbox
        .shared()
        .identity()
        .token_for_test(sandbox.shared(), "kari", "openid altinn:portal/enduser")
        .expect("Kari is a person");
    let approve = format!(
        "/authentication/api/v1/systemuser/request/{}/{request}/approve",
        customer["partyId"]
    );
    let approved = post_as(&sandbox, &kari.altinn, &approve, &json!({})).await;
    assert_eq!(
        approved.status().as_u16(),
        200,
        "{:?}",
        approved.text().await
    );

    let grant = grant(&sandbox, &machine, Some(details(Some(REFERENCE))));
    let body = running::json(present(&sandbox, &grant).await, 200).await;
    let detail = claims(text(&body, "access_token"))["authorization_details"][0].clone();
    assert_eq!(detail["type"], "urn:altinn:systemuser");
    assert_eq!(
        detail["systemuser_id"],
        json!([request]),
        "an array, with the request's id"
    );
    assert_eq!(detail["systemuser_org"]["ID"], format!("0192:{CUSTOMER}"));
    assert_eq!(detail["system_id"], SYSTEM);
    assert!(detail.get("externalRef").is_none());

    // The exchange keeps the details and still names the vendor as consumer.
    let altinn = altinn_token(&sandbox, &machine, Some(details(Some(REFERENCE)))).await;
    let altinn = claims(&altinn);
    assert_eq!(altinn["authorization_details"][0], detail);
    assert_eq!(altinn["urn:altinn:orgNumber"], VENDOR);

    // The reference must be repeated, and to the letter; another client of the vendor is nobody.
    refused(&sandbox, &machine, None).await;
    refused(&sandbox, &machine, Some("Kunde-4711")).await;
    let other = Machine::new("another-client", VENDOR);
    other.register(&sandbox, &SCOPES);
    refused(&sandbox, &other, Some(REFERENCE)).await;
}
