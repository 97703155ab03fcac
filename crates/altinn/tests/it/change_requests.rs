//! Change requests.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Refusal, RequestKind, RequestStatus};
use serde_json::{Value, json};
use uuid::Uuid;
use wiremock::ResponseTemplate;

use crate::world::World;

const ID: &str = "7f4c1a58-2c4e-4f5b-9a53-5c1f6a0b7d21";
const USER: &str = "0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11";
const PARTY: u32 = 51_234_567;

fn id() -> Uuid {
    ID.parse().expect("a UUID")
}

fn stored() -> Value {
    json!({
        "id": ID, "externalRef": "kunde-4711", "systemId": "310757632_regnskap", "systemUserId": USER,
        "partyOrgNo": "313572773",
        "requiredRights": [],
        "unwantedRights": [{"resource": [{"id": "urn:altinn:resource", "value": "ske-krav-og-betalinger"}]}],
        "requiredAccessPackages": [{"urn": "urn:altinn:accesspackage:merverdiavgift"}],
        "unwantedAccessPackages": [],
        "status": "New", "redirectUrl": "https://vendor.example/altinn/done",
        "created": "2026-08-25T07:40:02.987654Z", "timedOut": false
    })
}

#[tokio::test]
async fn a_change_is_read_by_party_and_id() {
    let world = World::answering(200, stored()).await;
    let request = world
        .altinn
        .requests()
        .read_change(PARTY, id())
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        format!("GET /authentication/api/v1/systemuser/changerequest/{PARTY}/{ID}")
    );
    asked.assert_authorised();
    assert_eq!(
        (request.kind, request.status),
        (RequestKind::Change, RequestStatus::New)
    );
    assert_eq!(request.title, None);
    assert_eq!(
        request.packages,
        ["urn:altinn:accesspackage:merverdiavgift"]
    );
    let change = request.change.expect("what it asks for");
    assert_eq!(change.system_user_id.to_string(), USER);
    assert_eq!(change.remove_resources, ["ske-krav-og-betalinger"]);
    assert!(change.add_resources.is_empty() && change.remove_packages.is_empty());
}

/// Without the system user nothing can be shown or decided: that is no change request that we can read.
#[tokio::test]
async fn a_change_without_its_system_user_is_not_read() {
    let mut body = stored();
    body.as_object_mut().unwrap().remove("systemUserId");
    let world = World::answering(200, body).await;
    let outcome = world.altinn.requests().read_change(PARTY, id()).await;
    assert!(matches!(outcome, Err(AltinnError::Unreadable { .. })));
}

#[tokio::test]
async fn a_change_is_approved_and_rejected_on_its_own_path() {
    for (act, approve) in [("approve", true), ("reject", false)] {
        let world = World::answering_raw(ResponseTemplate::new(200).set_body_string("true")).await;
        let requests = world.altinn.requests();
        let outcome = if approve {
            requests.approve(PARTY, id(), RequestKind::Change).await
        } else {
            requests.reject(PARTY, id(), RequestKind::Change).await
        };
        outcome.unwrap();
        assert_eq!(
            world.asked().await.line(),
            format!("POST /authentication/api/v1/systemuser/changerequest/{PARTY}/{ID}/{act}")
        );
    }
}

#[tokio::test]
async fn a_change_of_another_organisation_is_not_found() {
    let problem =
        json!({"type": "urn:altinn:error:AUTH-00010", "status": 404, "code": "AUTH-00010"});
    let world = World::answering(404, problem).await;
    let outcome = world.altinn.requests().read_change(PARTY, id()).await;
    let error = outcome.expect_err("not there");
    assert_eq!(error.refusal(), Some(Refusal::RequestNotFound));
}
