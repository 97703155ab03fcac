//! The vendor's whole way, from outside and over the real paths only; the approval in the middle is the app's.

use fullmakt_app::surface::approvals::AddLink;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::machine::claims;
use fullmakt_tests::{Harness, Machine};
use serde_json::{Value, json};

const VENDOR: &str = "311111116";
const SYSTEM: &str = "311111116_journeyprogram";
const CLIENT: &str = "2c1b7a0e-journey-program";
const REFERENCE: &str = "reise-1";
const SCOPES: [&str; 4] = [
    "altinn:authentication/systemregister.write",
    "altinn:authentication/systemuser.request.read",
    "altinn:authentication/systemuser.request.write",
    "altinn:serviceowner/instances.read",
];

/// Maskinporten, then Altinn's exchange.
async fn altinn_token(stage: &Harness, machine: &Machine, details: Option<Value>) -> String {
    let now = stage.sandbox.shared().clock().now().as_second();
    let (status, body) = machine.maskinporten(&SCOPES.join(" "), details, now).await;
    assert_eq!(status, 200, "{body}");
    let token = body["access_token"].as_str().expect("a token");
    let (status, body) = machine.exchange(token).await;
    assert_eq!(status, 200, "{body}");
    body.as_str().expect("a token as plain text").to_owned()
}

/// Registers a system, asks, waits, is approved in the app, and acts as the system user.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendors_program_asks_is_approved_and_acts() {
    let stage = Harness::with_portal_scope("kari").await;
    let base = stage.control.base().to_owned();
    let machine = Machine::new(CLIENT, &base);
    let client = json!({ "orgNo": VENDOR, "jwks": machine.jwks(), "scopes": SCOPES });
    let door = format!("maskinporten/clients/{CLIENT}");
    stage.control.put(&door, client).await;
    // Granli, where Kari is main administrator.
    let customer = stage.control.request("approvable").await["orgNo"].clone();
    let customer = customer.as_str().expect("a number").to_owned();

    let token = altinn_token(&stage, &machine, None).await;
    let rights = json!([{
        "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }],
    }]);
    let words = json!({ "nb": "Reiseprogram", "nn": "Reiseprogram", "en": "Journey program" });
    let system = json!({
        "id": SYSTEM,
        "vendor": { "ID": format!("0192:{VENDOR}") },
        "name": words,
        "description": words,
        "rights": rights,
        "clientId": [CLIENT],
        "allowedRedirectUrls": ["https://program.example/ferdig"],
        "isVisible": true,
    });
    let register = "/authentication/api/v1/systemregister/vendor";
    let (status, body) = machine.post(register, &token, &system).await;
    assert_eq!(status, 200, "{body}");

    let order = json!({
        "systemId": SYSTEM,
        "partyOrgNo": customer,
        "externalRef": REFERENCE,
        "rights": rights,
        "redirectUrl": "https://program.example/ferdig",
    });
    let requests = "/authentication/api/v1/systemuser/request/vendor";
    let (status, request) = machine.post(requests, &token, &order).await;
    assert_eq!(status, 201, "{request}");
    let id = request["id"].as_str().expect("an id").to_owned();
    let seen = format!("{requests}/{id}");
    let (status, body) = machine.get(&seen, &token).await;
    assert_eq!((status, &body["status"]), (200, &json!("New")));

    let details = json!({
        "type": "urn:altinn:systemuser",
        "systemuser_org": {
            "authority": "iso6523-actorid-upis", "ID": format!("0192:{customer}"),
        },
        "externalRef": REFERENCE,
    });
    let now = stage.sandbox.shared().clock().now().as_second();
    let scope = SCOPES.join(" ");
    let early = machine
        .maskinporten(&scope, Some(details.clone()), now)
        .await;
    assert_eq!(early.0, 400, "nobody has approved yet: {}", early.1);

    // The customer gets the link that the vendor got, and approves in the app.
    let text = request["confirmUrl"].as_str().expect("a link").to_owned();
    let added = stage.app.add_link(AddLink { text }).await;
    let key = added.expect("the link is taken").key;
    assert_eq!(key, id);
    let review = stage.look_at(&key).await.expect("it can be read");
    assert_eq!(review.vendor.org_no, VENDOR);
    assert_eq!(review.organisation.org_no, customer);
    assert_eq!(review.redirect_host.as_deref(), Some("program.example"));
    stage.approve_here(&review).await;

    let (status, body) = machine.get(&seen, &token).await;
    assert_eq!((status, &body["status"]), (200, &json!("Accepted")));
    let acting = altinn_token(&stage, &machine, Some(details)).await;
    let acting = claims(&acting);
    let detail = &acting["authorization_details"][0];
    assert_eq!(detail["systemuser_id"], json!([id]));
    assert_eq!(detail["system_id"], SYSTEM);
    assert_eq!(detail["systemuser_org"]["ID"], format!("0192:{customer}"));
}
