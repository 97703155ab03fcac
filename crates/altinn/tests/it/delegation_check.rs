//! The check of what may be passed on.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{CheckOutcome, DelegationReason, Refusal, Verb};
use serde_json::json;
use uuid::Uuid;
use wiremock::matchers::query_param;
use wiremock::{Mock, ResponseTemplate};

use crate::world::World;

const PARTY: &str = "ee08d709-db94-4e3e-9791-d1cfd5fe7310";

fn party() -> Uuid {
    PARTY.parse().expect("a UUID")
}

#[tokio::test]
async fn packages_are_checked_together_and_answered_in_order() {
    let body = json!({"links": {}, "data": [
        {"package": {"id": "c5bbbc3f-605a-4dcb-a587-32124d7bb76d", "urn": "urn:altinn:accesspackage:lonn",
            "areaId": "7d32591d-34b7-4afc-8afa-013722f8c05d"}, "result": false,
         "reasons": [{"description": "x", "roleUrn": null, "fromName": "A"}]},
        {"package": {"urn": "urn:altinn:accesspackage:skattegrunnlag"}, "result": true, "reasons": null},
        {"package": null, "result": true}]});
    let world = World::answering(200, body).await;
    let urns = [
        "urn:altinn:accesspackage:skattegrunnlag",
        "lonn",
        "urn:altinn:accesspackage:ukjent",
    ]
    .map(str::to_owned);
    let checks = world
        .altinn
        .checks()
        .packages(party(), &urns)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /accessmanagement/api/v1/enduser/connections/accesspackages/delegationcheck"
    );
    asked.assert_authorised();
    assert_eq!(asked.query("party"), [PARTY]);
    assert_eq!(
        asked.query("packages"),
        [
            "urn:altinn:accesspackage:skattegrunnlag",
            "urn:altinn:accesspackage:lonn",
            "urn:altinn:accesspackage:ukjent"
        ]
    );
    let outcomes: Vec<_> = checks.into_iter().map(|c| (c.urn, c.outcome)).collect();
    assert_eq!(
        outcomes,
        [
            (urns[0].clone(), CheckOutcome::Can),
            (
                urns[1].clone(),
                CheckOutcome::Cannot {
                    reasons: vec![DelegationReason::MissingPackageAccess]
                }
            ),
            (urns[2].clone(), CheckOutcome::NotMentioned),
        ]
    );
}

#[tokio::test]
async fn no_packages_are_no_call_and_many_are_several() {
    let world = World::answering(200, json!({"links": {}, "data": []})).await;
    assert_eq!(
        world.altinn.checks().packages(party(), &[]).await.unwrap(),
        []
    );
    assert!(world.platform.received_requests().await.unwrap().is_empty());
    let many: Vec<String> = (0..95).map(|n| format!("pakke-{n}")).collect();
    let checks = world
        .altinn
        .checks()
        .packages(party(), &many)
        .await
        .unwrap();
    assert_eq!(checks.len(), 95);
    let calls = world.platform.received_requests().await.unwrap();
    assert_eq!(calls.len(), 3);
    assert!(
        calls.iter().all(|c| c.url.as_str().len() < 8_000),
        "short enough for any gateway"
    );
}

#[tokio::test]
async fn a_service_is_checked_action_by_action() {
    let right = |name: &str, result: bool, codes: &[&str]| {
        json!({"right": {"key": "01ab", "name": name, "resource": [],
            "action": {"type": "urn:oasis:names:tc:xacml:1.0:action:action-id", "value": name}},
            "result": result, "reasonCodes": codes})
    };
    let body = json!({"resource": {"refId": "ske-krav", "name": "Krav og betalinger"},
        "rights": [right("read", true, &["RoleAccess"]), right("sign", false, &["MissingRoleAccess"])]});
    let world = World::answering(200, body).await;
    let check = world
        .altinn
        .checks()
        .resource(party(), "ske-krav")
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /accessmanagement/api/v1/enduser/connections/resources/delegationcheck"
    );
    asked.assert_authorised();
    assert_eq!(
        (asked.query("party"), asked.query("resource")),
        (vec![PARTY.into()], vec!["ske-krav".into()])
    );
    assert_eq!(check.outcome, CheckOutcome::Can);
    assert_eq!(check.name.as_deref(), Some("Krav og betalinger"));
    let verbs: Vec<_> = check
        .actions
        .iter()
        .map(|a| (a.action.verb(), a.can))
        .collect();
    assert_eq!(verbs, [(Verb::Read, true), (Verb::Sign, false)]);
}

#[tokio::test]
async fn every_reason_comes_through() {
    let body = json!({"resource": {"refId": "x"}, "rights": [
        {"right": {"key": "k", "name": "les", "action": "read"}, "result": false,
         "reasonCodes": ["MissingRoleAccess", "MissingPackageAccess"]},
        {"right": null, "result": false, "reasonCodes": ["AccessListValidationFail", "NyGrunn"]},
        {"right": {"key": "k2"}, "result": null, "reasonCodes": null}]});
    let world = World::answering(200, body).await;
    let check = world.altinn.checks().resource(party(), "x").await.unwrap();
    let CheckOutcome::Cannot { reasons } = check.outcome else {
        panic!("cannot")
    };
    assert_eq!(
        reasons,
        [
            DelegationReason::MissingRoleAccess,
            DelegationReason::MissingPackageAccess,
            DelegationReason::AccessListValidationFail,
            DelegationReason::Unknown
        ]
    );
    assert_eq!(check.actions[0].action.id, "read");
    assert_eq!(
        check.actions[2].action.id, "k2",
        "the key when nothing else names it"
    );
}

#[tokio::test]
async fn without_the_scope_there_is_no_check() {
    let world = World::answering_raw(ResponseTemplate::new(403)).await;
    let error = world
        .altinn
        .checks()
        .resource(party(), "x")
        .await
        .unwrap_err();
    assert!(error.is_refused_access());
    let error = world
        .altinn
        .checks()
        .packages(party(), &["lonn".into()])
        .await
        .unwrap_err();
    assert!(error.is_refused_access());
}

fn unknown_item(code: &str) -> ResponseTemplate {
    ResponseTemplate::new(400).set_body_json(json!({
        "status": 400, "code": "STD-00000", "title": "One or more validation errors occurred.",
        "validationErrors": [{"code": code, "detail": "x", "paths": ["QUERY/packages"]}]
    }))
}

#[tokio::test]
async fn one_unknown_package_does_not_hide_the_others() {
    let world = World::new().await;
    let known = "urn:altinn:accesspackage:lonn";
    let unknown = "urn:altinn:accesspackage:finnes-ikke";
    Mock::given(query_param("packages", unknown))
        .respond_with(unknown_item("AM.VLD-00030"))
        .mount(&world.platform)
        .await;
    Mock::given(query_param("packages", known))
        .respond_with(
            ResponseTemplate::new(200)
                .set_body_json(json!({"data": [{"package": {"urn": known}, "result": true}]})),
        )
        .mount(&world.platform)
        .await;
    let urns = [unknown.to_owned(), known.to_owned()];
    let checks = world
        .altinn
        .checks()
        .packages(party(), &urns)
        .await
        .unwrap();
    let outcomes: Vec<_> = checks.into_iter().map(|c| c.outcome).collect();
    assert_eq!(outcomes, [CheckOutcome::NotMentioned, CheckOutcome::Can]);
    assert_eq!(world.calls.kinds().len(), 3, "all at once, then each");
}

#[tokio::test]
async fn an_unknown_service_is_not_mentioned() {
    let world = World::answering_raw(unknown_item("AM.VLD-00002")).await;
    let check = world.altinn.checks().resource(party(), "x").await.unwrap();
    assert_eq!(
        (check.outcome, check.actions.len()),
        (CheckOutcome::NotMentioned, 0)
    );
}

#[tokio::test]
async fn validation_problems_give_the_code_of_the_first_fault() {
    let world = World::answering_raw(unknown_item("AM.VLD-00006")).await;
    let error = world
        .altinn
        .checks()
        .packages(party(), &["x".into()])
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("AM.VLD-00006"));
    assert_eq!(error.refusal(), Some(Refusal::OrganisationUnknown));
    let broken = World::answering(200, json!({"resource": {}})).await;
    let error = broken
        .altinn
        .checks()
        .resource(party(), "x")
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            AltinnError::Unreadable {
                what: "resource_check"
            }
        ),
        "no rights is no answer"
    );
}
