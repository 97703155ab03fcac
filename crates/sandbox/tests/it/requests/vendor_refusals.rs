//! The checks of a new request, one by one and in their order.

use serde_json::{Value, json};

use super::vendor::{order, token};
use crate::support::{
    FJORD, REGISTER, REQUEST_READ, REQUEST_WRITE, REQUESTS, Running, SMARTCLOUD, Vendor,
};

/// The good order with one member changed.
fn with(member: &str, value: Value) -> Value {
    let mut body = order("avvik");
    body[member] = value;
    body
}

fn right(id: &str) -> Value {
    json!({ "resource": [{ "id": "urn:altinn:resource", "value": id }] })
}

#[tokio::test]
async fn scopes_come_first() {
    let running = Running::start().await;
    let path = format!("{REQUESTS}/vendor");
    running
        .call("POST", &path, None, Some(&order("x")))
        .await
        .bare(401);
    let vendor = Vendor::register(&running, SMARTCLOUD, &[REQUEST_READ, REQUEST_WRITE]).await;
    let reader = vendor.token(&running, &[REQUEST_READ]).await;
    running.post(&path, &reader, &order("x")).await.bare(403);
    running
        .delete(&format!("{path}/{}", uuid::Uuid::new_v4()), &reader)
        .await
        .bare(403);
    let writer = vendor.token(&running, &[REQUEST_WRITE]).await;
    let request = running.tagged("missing-package").await;
    running
        .get(&format!("{path}/{}", request.id), &writer)
        .await
        .bare(403);
}

#[tokio::test]
async fn a_persons_token_acts_for_the_maker_of_the_app() {
    let running = Running::start().await;
    let kari = running.token("kari", &[REQUEST_WRITE]).await;
    let answer = running
        .post(&format!("{REQUESTS}/vendor"), &kari, &order("x"))
        .await;
    assert_eq!(
        answer.code(404),
        "AUTH-00011",
        "whoever makes the app does not own the system"
    );
}

#[tokio::test]
async fn required_fields_are_asked_for() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let path = format!("{REQUESTS}/vendor");
    let body = running
        .post(&path, &token, &with("systemId", Value::Null))
        .await
        .json(400);
    assert!(body["errors"]["SystemId"].is_array());
    let body = running
        .post(&path, &token, &with("partyOrgNo", json!(" ")))
        .await
        .json(400);
    assert!(body["errors"]["PartyOrgNo"].is_array());
    let body = running.post(&path, &token, &json!("text")).await.json(400);
    assert!(body["errors"].is_object());
}

#[tokio::test]
async fn each_check_has_its_code() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let path = format!("{REQUESTS}/vendor");
    let many = json!([
        right("ske-krav-og-betalinger"),
        right("ske-betalingsavtale"),
        right("ske-krav-og-betalinger")
    ]);
    for (body, status, code) in [
        (
            with("systemId", json!("311111116_finnes_ikke")),
            404,
            "AUTH-00011",
        ),
        (
            with("systemId", json!("315111331_fjellbekk_lonn")),
            404,
            "AUTH-00011",
        ),
        (with("partyOrgNo", json!("310757632")), 400, "AUTH-00000"),
        (
            with("redirectUrl", json!("https://smartcloud.example/annet")),
            400,
            "AUTH-00021",
        ),
        (
            with(
                "redirectUrl",
                json!("https://smartcloud.example:8443/altinn/ferdig"),
            ),
            400,
            "AUTH-00021",
        ),
        (
            with("rights", json!([right("ske-skatteattest")])),
            400,
            "AUTH-00001",
        ),
        (with("rights", many), 400, "AUTH-00001"),
        (
            with(
                "accessPackages",
                json!([{ "urn": "urn:altinn:accesspackage:lonn" }]),
            ),
            400,
            "AUTH-00063",
        ),
    ] {
        let answer = running.post(&path, &token, &body).await;
        assert_eq!(answer.code(status), code, "{body}");
    }
    let mut neither = order("intet");
    neither["rights"] = Value::Null;
    neither["accessPackages"] = Value::Null;
    assert_eq!(
        running.post(&path, &token, &neither).await.code(400),
        "AUTH-00001"
    );
    neither["rights"] = json!([]);
    neither["accessPackages"] = json!([]);
    assert_eq!(
        running.post(&path, &token, &neither).await.code(400),
        "AUTH-00059"
    );
    let crash = running
        .post(&path, &token, &with("redirectUrl", json!("no address")))
        .await;
    assert_eq!(crash.status, 500);
    let not_found = running
        .post(
            &path,
            &token,
            &with(
                "accessPackages",
                json!([{ "urn": "urn:altinn:accesspackage:lonn" }]),
            ),
        )
        .await;
    assert_eq!(
        not_found.json(400)["NotFoundPackages"],
        "urn:altinn:accesspackage:lonn"
    );
}

#[tokio::test]
async fn a_system_user_with_the_references_comes_before_everything() {
    let running = Running::start().await;
    // Not even the right vendor: the look-up of system users is the first of all checks.
    let token = token(&running, "315111331").await;
    let body = json!({
        "systemId": "311111116_smartcloud_regnskap",
        "partyOrgNo": "311011014",
        "externalRef": "kunde-2204",
        "accessPackages": [],
    });
    let answer = running
        .post(&format!("{REQUESTS}/vendor"), &token, &body)
        .await;
    assert_eq!(answer.code(400), "AUTH-00004");
}

#[tokio::test]
async fn requests_for_clients_have_checks_of_their_own() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let path = format!("{REQUESTS}/vendor/agent");
    let none = with("accessPackages", json!([]));
    assert_eq!(
        running.post(&path, &token, &none).await.code(400),
        "AUTH-00058"
    );
    // The reference belongs to a request of the other kind.
    running
        .post(&format!("{REQUESTS}/vendor"), &token, &order("delt"))
        .await
        .json(201);
    assert_eq!(
        running.post(&path, &token, &order("delt")).await.code(400),
        "AUTH-00007"
    );

    let admin = self::token(&running, "315111331").await;
    let body = json!({
        "systemId": "315111331_fjellbekk_admin",
        "partyOrgNo": "311451456",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:tilgangsstyrer" }],
    });
    let answer = running.post(&path, &admin, &body).await;
    assert_eq!(answer.code(400), "AUTH-00065");
    assert_eq!(
        answer.json(400)["NotDelegablePackages"],
        "urn:altinn:accesspackage:tilgangsstyrer"
    );
    let havn = self::token(&running, "314111222").await;
    let body = json!({
        "systemId": "314111222_havn_arsoppgjor",
        "partyOrgNo": "311451456",
        "externalRef": "egen",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:regnskapsforer-lonn" }],
    });
    let answer = running
        .post(&format!("{REQUESTS}/vendor"), &havn, &body)
        .await;
    assert_eq!(answer.code(400), "AUTH-00064");
}

/// To another vendor it is as taken, and nothing of it is shown.
#[tokio::test]
async fn another_vendors_request_is_not_handed_out() {
    let running = Running::start().await;
    let path = format!("{REQUESTS}/vendor");
    let owner = token(&running, SMARTCLOUD).await;
    let stranger = token(&running, "315111331").await;
    let made = running.post(&path, &owner, &order("vår")).await.json(201);
    let answer = running.post(&path, &stranger, &order("vår")).await;
    assert_eq!(answer.code(400), "AUTH-00007");
    let id = made["id"].as_str().expect("an id");
    assert!(!answer.text.contains(id));
    let kari = running.token("kari", &[]).await;
    let (party, _) = running.party(FJORD).await;
    running
        .act(&format!("{REQUESTS}/{party}/{id}/reject"), &kari)
        .await
        .said(true);
    let answer = running.post(&path, &stranger, &order("vår")).await;
    assert_eq!(answer.code(400), "AUTH-00009");
    let free = running.post(&path, &stranger, &order("fri")).await;
    assert_eq!(free.code(404), "AUTH-00011");
}

/// The look-up behind these codes knows requests for own use only.
#[tokio::test]
async fn a_request_for_clients_leaves_the_references_to_own_use() {
    let running = Running::start().await;
    let token = token(&running, "314111222").await;
    let mut body = json!({
        "systemId": "314111222_havn_arsoppgjor",
        "partyOrgNo": "311451456",
        "externalRef": "begge",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:regnskapsforer-lonn" }],
    });
    let path = format!("{REQUESTS}/vendor");
    running
        .post(&format!("{path}/agent"), &token, &body)
        .await
        .json(201);
    // Past the references, and stopped by what comes long after them.
    body["accessPackages"] = json!([]);
    let answer = running.post(&path, &token, &body).await;
    assert_eq!(answer.code(400), "AUTH-00059");
}

#[tokio::test]
async fn an_empty_address_to_return_to_is_as_none() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let path = format!("{REQUESTS}/vendor");
    let mut body = order("uten adresse");
    body["redirectUrl"] = json!("  ");
    running.post(&path, &token, &body).await.json(201);

    // Without any address on the system there is nothing to hold a bad one against.
    let scope = "altinn:authentication/systemregister.write";
    let scopes = [scope, REQUEST_WRITE];
    let vendor = Vendor::register(&running, "310757632", &scopes).await;
    let token = vendor.token(&running, &scopes).await;
    let system = json!({
        "id": "310757632_kai",
        "vendor": { "ID": "0192:310757632" },
        "name": { "nb": "Kai", "nn": "Kai", "en": "Quay" },
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
        "clientId": [vendor.client_id],
    });
    running
        .post(&format!("{REGISTER}/vendor"), &token, &system)
        .await
        .json(200);
    let body = json!({
        "systemId": "310757632_kai",
        "partyOrgNo": FJORD,
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
        "redirectUrl": "no address",
    });
    let answer = running.post(&path, &token, &body).await;
    assert_eq!(answer.code(400), "AUTH-00026");
}

#[tokio::test]
async fn packages_that_outnumber_the_systems_are_refused_without_names() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let package = |code: &str| json!({ "urn": format!("urn:altinn:accesspackage:{code}") });
    let many = ["merverdiavgift", "lonn", "toll", "attester"].map(package);
    let body = with("accessPackages", json!(many));
    let answer = running
        .post(&format!("{REQUESTS}/vendor"), &token, &body)
        .await;
    assert_eq!(answer.code(400), "AUTH-00063");
    assert!(answer.json(400).get("NotFoundPackages").is_none());
}
