//! Requests for system users.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{DelegationReason, Item, Refusal, RequestKind, RequestStatus};
use serde_json::{Value, json};
use uuid::Uuid;
use wiremock::ResponseTemplate;

use crate::world::World;

const ID: &str = "0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11";
const PARTY: u32 = 51_234_567;

fn id() -> Uuid {
    ID.parse().expect("a UUID")
}

fn stored() -> Value {
    json!({
        "id": ID, "integrationTitle": "Regnskap Pluss", "externalRef": "kunde-4711",
        "systemId": "310757632_regnskap", "partyOrgNo": "313572773",
        "rights": [{"resource": [{"id": "urn:altinn:resource", "value": "ske-krav-og-betalinger"}]}],
        "accessPackages": [{"urn": "urn:altinn:accesspackage:skattegrunnlag"}],
        "status": "New", "redirectUrl": "https://vendor.example/altinn/done",
        "escalated": false, "created": "2026-08-21T09:12:33.123456Z", "timedOut": false
    })
}

fn changed(members: Value) -> Value {
    let mut body = stored();
    for (key, value) in members.as_object().expect("members") {
        body[key] = value.clone();
    }
    body
}

fn path(tail: &str) -> String {
    format!("/authentication/api/v1/systemuser/request/{tail}")
}

#[tokio::test]
async fn a_request_is_read_by_party_and_id() {
    let world = World::answering(200, stored()).await;
    let request = world.altinn.requests().read(PARTY, id()).await.unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        format!("GET {}", path(&format!("{PARTY}/{ID}")))
    );
    asked.assert_authorised();
    assert_eq!(request.id, id());
    assert_eq!(request.kind, RequestKind::Own);
    assert_eq!(request.status, RequestStatus::New);
    assert_eq!(request.party_org_number.as_str(), "313572773");
    assert_eq!(request.vendor().unwrap().as_str(), "310757632");
    assert_eq!(request.title.as_deref(), Some("Regnskap Pluss"));
    assert_eq!(request.external_ref.as_deref(), Some("kunde-4711"));
    assert_eq!(request.resources, ["ske-krav-og-betalinger"]);
    assert_eq!(
        request.packages,
        ["urn:altinn:accesspackage:skattegrunnlag"]
    );
    assert_eq!(request.redirect_host().as_deref(), Some("vendor.example"));
    assert_eq!(
        request.created.unwrap().to_string(),
        "2026-08-21T09:12:33.123456Z"
    );
}

#[tokio::test]
async fn a_request_for_clients_is_read_on_its_own_path() {
    let mut body = stored();
    body.as_object_mut().unwrap().remove("rights");
    let world = World::answering(200, body).await;
    let request = world
        .altinn
        .requests()
        .read_agent(PARTY, id())
        .await
        .unwrap();
    assert_eq!(
        world.asked().await.line(),
        format!("GET {}", path(&format!("agent/{PARTY}/{ID}")))
    );
    assert_eq!(request.kind, RequestKind::Client);
    assert_eq!(request.resources, Vec::<String>::new());
}

#[tokio::test]
async fn a_read_by_id_tells_who_may_only_forward() {
    let body = changed(json!({
        "partyId": 51234567, "partyUuid": "ee08d709-db94-4e3e-9791-d1cfd5fe7310", "integrationTitle": null,
        "userMayEscalateButNotApprove": true, "escalated": true, "timedOut": null
    }));
    let world = World::answering(200, body).await;
    let request = world
        .altinn
        .requests()
        .read_by_id(RequestKind::Own, id())
        .await
        .unwrap();
    assert_eq!(world.asked().await.line(), format!("GET {}", path(ID)));
    assert!(request.escalate_only && request.escalated && !request.timed_out);
    assert_eq!(request.title, None);

    let agent = World::answering(200, changed(json!({"systemUserType":"Agent","rights":[]}))).await;
    agent
        .altinn
        .requests()
        .read_by_id(RequestKind::Client, id())
        .await
        .unwrap();
    assert_eq!(
        agent.asked().await.line(),
        format!("GET {}", path(&format!("agent/{ID}")))
    );

    let none = World::new().await;
    let error = none
        .altinn
        .requests()
        .read_by_id(RequestKind::Change, id())
        .await
        .unwrap_err();
    assert!(matches!(error, AltinnError::NotFound));
    assert!(none.platform.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn missing_members_and_odd_values_are_taken_as_they_are() {
    let body = json!({
        "id": ID.to_uppercase(), "systemId": " system-uten-nummer ", "partyOrgNo": "313572773", "status": "Paused",
        "rights": null, "accessPackages": ["lonn", {"urn": null}, {"urn": "urn:altinn:accesspackage:LONN"}],
        "externalRef": "", "created": "0001-01-01T00:00:00", "unknown": {"deep": [1, 2]}
    });
    let world = World::answering(200, body).await;
    let request = world.altinn.requests().read(PARTY, id()).await.unwrap();
    assert_eq!(request.status, RequestStatus::Other("Paused".into()));
    assert_eq!(request.packages, ["urn:altinn:accesspackage:lonn"]);
    assert_eq!((request.vendor(), request.created), (None, None));
    assert_eq!(request.external_ref, None, "an empty reference is none");
    assert_eq!(request.system_id.as_str(), "system-uten-nummer");
}

#[tokio::test]
async fn what_a_decision_rests_on_may_not_be_missing() {
    for member in ["id", "systemId", "partyOrgNo", "status"] {
        let world = World::answering(200, changed(json!({ member: null }))).await;
        let error = world.altinn.requests().read(PARTY, id()).await.unwrap_err();
        assert!(
            matches!(
                error,
                AltinnError::Unreadable {
                    what: "request_read"
                }
            ),
            "{member}: {error:?}"
        );
    }
    let other = changed(json!({"id": "1f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11"}));
    let world = World::answering(200, other).await;
    let error = world.altinn.requests().read(PARTY, id()).await.unwrap_err();
    assert!(
        matches!(error, AltinnError::Unreadable { .. }),
        "another request than asked for: {error:?}"
    );
}

#[tokio::test]
async fn pending_requests_are_listed_by_party_and_number() {
    let broken = changed(json!({"systemId": null}));
    let expired = changed(
        json!({"id": "1f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11", "timedOut": true, "escalated": true}),
    );
    let world = World::answering(200, json!([stored(), broken, expired])).await;
    let number = "313572773".parse().unwrap();
    let requests = world
        .altinn
        .requests()
        .pending(PARTY, number)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        format!("GET {}", path(&format!("{PARTY}/313572773/pending")))
    );
    asked.assert_authorised();
    assert_eq!(
        requests.len(),
        2,
        "a row that cannot be read does not hide the others"
    );
    assert!(requests[1].timed_out && requests[1].escalated);

    let agents = World::answering(200, json!([stored()])).await;
    let requests = agents
        .altinn
        .requests()
        .pending_agent(PARTY, number)
        .await
        .unwrap();
    let line = format!("GET {}", path(&format!("agent/{PARTY}/313572773/pending")));
    assert_eq!(agents.asked().await.line(), line);
    assert_eq!(requests[0].kind, RequestKind::Client);
}

#[tokio::test]
async fn decisions_are_posted_without_a_body() {
    let change = format!("/authentication/api/v1/systemuser/changerequest/{PARTY}/{ID}");
    for (kind, act, expected) in [
        (
            RequestKind::Own,
            "approve",
            path(&format!("{PARTY}/{ID}/approve")),
        ),
        (
            RequestKind::Client,
            "approve",
            path(&format!("agent/{PARTY}/{ID}/approve")),
        ),
        (RequestKind::Change, "approve", format!("{change}/approve")),
        (
            RequestKind::Own,
            "reject",
            path(&format!("{PARTY}/{ID}/reject")),
        ),
        (
            RequestKind::Client,
            "reject",
            path(&format!("agent/{PARTY}/{ID}/reject")),
        ),
        (RequestKind::Change, "reject", format!("{change}/reject")),
    ] {
        let answer = ResponseTemplate::new(200)
            .set_body_json(true)
            .insert_header(
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            );
        let world = World::answering_raw(answer).await;
        let requests = world.altinn.requests();
        let done = match act {
            "approve" => requests.approve(PARTY, id(), kind).await.unwrap(),
            _ => requests.reject(PARTY, id(), kind).await.unwrap(),
        };
        let asked = world.asked().await;
        assert_eq!(asked.line(), format!("POST {expected}"));
        asked.assert_authorised();
        assert!(asked.0.body.is_empty());
        assert_eq!(
            asked.header("content-length"),
            Some("0"),
            "gateways ask for a length"
        );
        assert!(
            done.trace_id
                .unwrap()
                .contains("4bf92f3577b34da6a3ce929d0e0e4736")
        );
    }
}

#[tokio::test]
async fn a_decision_that_is_not_confirmed_is_not_done() {
    for body in ["false", "<html>login</html>"] {
        let world = World::answering_raw(ResponseTemplate::new(200).set_body_string(body)).await;
        let error = world
            .altinn
            .requests()
            .approve(PARTY, id(), RequestKind::Own)
            .await
            .unwrap_err();
        assert!(
            matches!(
                error,
                AltinnError::Unreadable {
                    what: "request_approve"
                }
            ),
            "{error:?}"
        );
        assert!(error.may_have_arrived(), "the state must be read");
    }
    let silent = World::answering_raw(ResponseTemplate::new(200)).await;
    assert!(
        silent
            .altinn
            .requests()
            .reject(PARTY, id(), RequestKind::Own)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_write_is_sent_once_whatever_comes_back() {
    let world = World::answering_raw(ResponseTemplate::new(503)).await;
    let error = world
        .altinn
        .requests()
        .approve(PARTY, id(), RequestKind::Own)
        .await
        .unwrap_err();
    assert!(matches!(error, AltinnError::ServerError { status: 503 }));
    assert!(error.may_have_arrived());
    world.asked().await;
}

#[tokio::test]
async fn forwarding_says_whether_it_was_done() {
    for (body, done) in [("true", true), ("false", false)] {
        let world = World::answering_raw(ResponseTemplate::new(200).set_body_string(body)).await;
        let requests = world.altinn.requests();
        assert_eq!(
            requests
                .escalate(PARTY, id(), RequestKind::Client)
                .await
                .unwrap(),
            done
        );
        let line = format!("POST {}", path(&format!("agent/{PARTY}/{ID}/escalate")));
        assert_eq!(world.asked().await.line(), line);
    }
    let none = World::new().await;
    let error = none
        .altinn
        .requests()
        .escalate(PARTY, id(), RequestKind::Change)
        .await
        .unwrap_err();
    assert!(matches!(error, AltinnError::NotFound));
    assert!(none.platform.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn without_the_portal_scope_approval_is_an_empty_403() {
    let world = World::answering_raw(ResponseTemplate::new(403)).await;
    let error = world
        .altinn
        .requests()
        .approve(PARTY, id(), RequestKind::Own)
        .await
        .unwrap_err();
    assert!(matches!(error, AltinnError::Forbidden), "{error:?}");
    assert!(error.is_refused_access() && !error.may_have_arrived());
}

#[tokio::test]
async fn problem_codes_come_through_with_their_meaning() {
    for (status, code, meaning) in [
        (404, "AUTH-00010", Refusal::RequestNotFound),
        (403, "AUTH-00041", Refusal::RequestOtherOrganisation),
        (403, "AUTH-00042", Refusal::RequestOtherOrganisation),
        (409, "AUTH-00013", Refusal::RequestAlreadyDecided),
        (400, "AUTH-00048", Refusal::RegistrationIncomplete),
        (400, "AUTH-00004", Refusal::SystemUserExists),
        (403, "AUTH-00066", Refusal::NotAccessManager),
        (400, "AUTH-00053", Refusal::MissingPackage),
        (403, "AUTH-00071", Refusal::MaskinportenOnly),
    ] {
        for text in ["title", "detail"] {
            let body = json!({"type": format!("urn:altinn:error:{code}"), text: "any text", "status": status,
                "code": code, "traceId": "00-abc"});
            let world = World::answering(status, body).await;
            let error = world
                .altinn
                .requests()
                .reject(PARTY, id(), RequestKind::Own)
                .await
                .unwrap_err();
            assert_eq!(error.refusal(), Some(meaning), "{code}: {error:?}");
            assert_eq!(
                (error.code(), error.trace_id()),
                (Some(code), Some("00-abc"))
            );
            assert!(!error.may_have_arrived(), "a refusal is an outcome");
        }
    }
}

#[tokio::test]
async fn the_items_that_block_an_approval_are_named() {
    let inner = json!([
        {"type": "resource", "id": "ske-krav-og-betalinger", "codes": ["MissingRoleAccess"]},
        {"type": "package", "id": "urn:altinn:accesspackage:lonn", "codes": ["MissingPackageAccess"]}
    ]);
    let body = json!({"status": 403, "code": "AUTH-00016", "delegationReasons": inner.to_string()});
    let world = World::answering(403, body).await;
    let error = world
        .altinn
        .requests()
        .approve(PARTY, id(), RequestKind::Own)
        .await
        .unwrap_err();
    let AltinnError::Problem { reasons, .. } = error else {
        panic!("a problem")
    };
    assert_eq!(
        reasons[0].item,
        Item::Resource("ske-krav-og-betalinger".into())
    );
    assert_eq!(reasons[0].reasons, [DelegationReason::MissingRoleAccess]);
    assert_eq!(
        reasons[1].item,
        Item::Package("urn:altinn:accesspackage:lonn".into())
    );

    let body = json!({"status": 400, "code": "AUTH-00064", "NotDelegablePackages": "urn:a,urn:b"});
    let world = World::answering(400, body).await;
    let error = world
        .altinn
        .requests()
        .approve(PARTY, id(), RequestKind::Own)
        .await
        .unwrap_err();
    let AltinnError::Problem {
        extensions,
        reasons,
        ..
    } = error
    else {
        panic!("a problem")
    };
    assert_eq!(extensions["NotDelegablePackages"], "urn:a,urn:b");
    assert!(reasons.is_empty());
}
