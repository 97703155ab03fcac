//! Approving: what comes of it, and each way it can fail.

use serde_json::{Value, json};

use crate::support::{PORTAL, Running, SYSTEM_USERS, TO_OTHERS_READ, Tagged};

async fn approve(running: &Running, token: &str, request: &Tagged) -> crate::support::Answer {
    running
        .act(&format!("{}/approve", request.path()), token)
        .await
}

#[tokio::test]
async fn approval_makes_a_system_user_with_the_id_of_the_request() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("approvable").await;
    approve(&running, &kari, &request).await.said(true);
    assert_eq!(
        running.get(&request.path(), &kari).await.json(200)["status"],
        "Accepted"
    );

    let plain = running.token("kari", &[TO_OTHERS_READ]).await;
    let held = format!(
        "{SYSTEM_USERS}/{}/{}/delegations",
        request.party, request.id
    );
    let body = running.get(&held, &plain).await.json(200);
    assert_eq!(body["systemUserId"], request.id);
    assert_eq!(
        body["rights"][0]["resource"][0]["value"],
        "ske-krav-og-betalinger"
    );
    let urns: Vec<&str> = body["accessPackages"]
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|package| package["urn"].as_str())
        .collect();
    assert_eq!(
        urns,
        [
            "urn:altinn:accesspackage:merverdiavgift",
            "urn:altinn:accesspackage:krav-og-utlegg"
        ]
    );
    assert_eq!(
        approve(&running, &kari, &request).await.code(409),
        "AUTH-00013"
    );
}

#[tokio::test]
async fn an_old_request_may_be_approved_all_the_same() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("expired").await;
    approve(&running, &kari, &request).await.said(true);
    assert_eq!(running.status_of(&request.id).await, "Accepted");
}

#[tokio::test]
async fn requests_for_clients_need_none_of_the_packages() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("agent-many-services").await;
    running
        .act(&format!("{}/approve", request.agent_path()), &kari)
        .await
        .said(true);
    let list = running
        .get(&format!("{SYSTEM_USERS}/agent/{}", request.party), &kari)
        .await;
    let list = list.json(200);
    let rows = list.as_array().expect("an array");
    let row = rows
        .iter()
        .find(|row| row["id"] == request.id)
        .expect("the new one");
    assert_eq!(row["userType"], "agent");
    let again = running
        .act(&format!("{}/approve", request.agent_path()), &kari)
        .await;
    assert_eq!(again.code(409), "AUTH-00013");
}

/// Every reason that a delegation check can give, and every other way to fail, with its code.
#[tokio::test]
async fn each_failure_has_its_code_and_leaves_the_request_open() {
    let running = Running::start().await;
    let odd = running.token("odd", &[PORTAL]).await;
    for (tag, status, code) in [
        ("reason-missing-role", 403, "AUTH-00016"),
        ("reason-missing-delegation", 403, "AUTH-00018"),
        ("reason-srr", 403, "AUTH-00019"),
        ("reason-authentication-level", 403, "AUTH-00020"),
        ("reason-missing-package", 403, "AUTH-00068"),
        ("reason-access-list", 403, "AUTH-00069"),
        ("reason-not-delegable", 403, "AUTH-00070"),
        ("reason-maskinporten-schema", 403, "AUTH-00071"),
        ("reason-unknown", 403, "AUTH-00014"),
        ("reason-package", 400, "AUTH-00053"),
        ("right-not-in-system", 400, "AUTH-00001"),
        ("package-not-in-system", 400, "AUTH-00063"),
        ("package-for-clients-only", 400, "AUTH-00064"),
        ("already-set-up", 400, "AUTH-00004"),
        ("system-without-name", 404, "AUTH-00017"),
        ("system-deleted", 404, "AUTH-00011"),
    ] {
        let request = running.tagged(tag).await;
        let answer = approve(&running, &odd, &request).await;
        assert_eq!(answer.code(status), code, "{tag}");
        let after = running.in_state("requests", "tag", tag).await;
        assert_eq!(after["status"], "New", "{tag}");
        let state = running.state().await;
        let users = state["systemUsers"].as_array().expect("a list");
        assert!(
            !users.iter().any(|user| user["id"] == request.id),
            "{tag} leaves nothing"
        );
    }
    let kari = running.token("kari", &[PORTAL]).await;
    let unknown = running.tagged("unknown-package").await;
    let answer = approve(&running, &kari, &unknown).await;
    assert_eq!(answer.code(400), "AUTH-00052");
    assert!(answer.json(400)["Invalid Urn Details : "].is_string());
    let lacking = running.tagged("missing-package").await;
    assert_eq!(
        approve(&running, &kari, &lacking).await.code(400),
        "AUTH-00053"
    );
}

#[tokio::test]
async fn refused_packages_are_named_in_one_text() {
    let running = Running::start().await;
    let odd = running.token("odd", &[PORTAL]).await;
    for (tag, member, urn) in [
        (
            "package-not-in-system",
            "NotFoundPackages",
            "urn:altinn:accesspackage:jordbruk",
        ),
        (
            "package-for-clients-only",
            "NotDelegablePackages",
            "urn:altinn:accesspackage:regnskapsforer-lonn",
        ),
    ] {
        let request = running.tagged(tag).await;
        let answer = approve(&running, &odd, &request).await.json(400);
        assert_eq!(answer[member], urn);
    }
}

#[tokio::test]
async fn what_cannot_be_passed_on_of_a_service_is_silently_left_out() {
    let running = Running::start().await;
    let odd = running.token("odd", &[PORTAL]).await;
    let request = running.tagged("partly-delegable-service").await;
    approve(&running, &odd, &request).await.said(true);
    let (_, party) = running.party(&request.org_no).await;
    let held = running
        .get(
            &format!(
                "/accessmanagement/api/v1/enduser/connections/resources/rights?party={party}\
                 &from={party}&to={}&resource=ovelse-delvis",
                request.id
            ),
            &odd,
        )
        .await
        .json(200);
    let actions: Vec<&Value> = held["directRights"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|right| &right["right"]["action"]["value"])
        .collect();
    assert_eq!(actions, [&json!("read")]);
}

#[tokio::test]
async fn a_failed_registration_leaves_a_trap_behind() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("approvable").await;
    running
        .control("PUT", "switches", &json!({ "failRegistration": true }))
        .await;
    assert_eq!(
        approve(&running, &kari, &request).await.code(400),
        "AUTH-00048"
    );
    assert_eq!(running.status_of(&request.id).await, "New");
    running
        .control("PUT", "switches", &json!({ "failRegistration": false }))
        .await;
    assert_eq!(
        approve(&running, &kari, &request).await.code(400),
        "AUTH-00004"
    );
    let left = running.in_state("systemUsers", "id", &request.id).await;
    assert_eq!(
        (&left["registered"], &left["deleted"]),
        (&json!(false), &json!(false))
    );
    // Deleting what was left takes the request with it.
    let path = format!("{SYSTEM_USERS}/{}/{}", request.party, request.id);
    assert_eq!(running.delete(&path, &kari).await.status, 202);
    assert_eq!(running.status_of(&request.id).await, "Deleted");
}

#[tokio::test]
async fn failing_calls_further_in_have_codes_of_their_own_and_clean_up() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("approvable").await;
    let connections = "/accessmanagement/api/v1/enduser/connections";
    for (method, path, status, code) in [
        ("GET", "resources/delegationcheck", 403, "AUTH-00014"),
        ("GET", "accesspackages/delegationcheck", 400, "AUTH-00050"),
        ("POST", "resources/rights", 400, "AUTH-00002"),
        ("POST", "accesspackages", 400, "AUTH-00051"),
    ] {
        let fault =
            json!([{ "method": method, "path": format!("{connections}/{path}"), "status": 503 }]);
        running.control("PUT", "faults", &fault).await;
        assert_eq!(
            approve(&running, &kari, &request).await.code(status),
            code,
            "{path}"
        );
    }
    running.control("DELETE", "faults", &json!(null)).await;
    approve(&running, &kari, &request).await.said(true);
}

#[tokio::test]
async fn the_text_of_a_problem_and_its_reasons_stand_where_the_switches_say() {
    let running = Running::start().await;
    let odd = running.token("odd", &[PORTAL]).await;
    let request = running.tagged("reason-missing-role").await;
    let plain = approve(&running, &odd, &request).await.json(403);
    assert!(
        plain["title"]
            .as_str()
            .is_some_and(|title| title.contains("role"))
    );
    assert!(plain.get("detail").is_none() && plain.get("delegationReasons").is_none());
    let newer = json!({ "problemText": "detail", "delegationReasons": true });
    running.control("PUT", "switches", &newer).await;
    let told = approve(&running, &odd, &request).await.json(403);
    assert_eq!(
        (&told["title"], &told["code"]),
        (&json!("Forbidden"), &json!("AUTH-00016"))
    );
    assert!(
        told["detail"]
            .as_str()
            .is_some_and(|detail| detail.contains("role"))
    );
    let inner = told["delegationReasons"]
        .as_str()
        .expect("text that holds JSON");
    let inner: Value = serde_json::from_str(inner).expect("JSON");
    assert_eq!(
        inner,
        json!([{ "type": "resource", "id": "ovelse-mangler-rolle", "codes": ["MissingRoleAccess"] }])
    );
    let package = running.tagged("reason-package").await;
    let told = approve(&running, &odd, &package).await.json(400);
    assert!(
        told["delegationReasons"]
            .as_str()
            .is_some_and(|text| text.contains("urn:altinn:accesspackage:sjofart"))
    );
}

#[tokio::test]
async fn authority_given_in_between_makes_the_approval_possible() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("missing-package").await;
    assert_eq!(
        approve(&running, &kari, &request).await.code(400),
        "AUTH-00053"
    );
    let more = json!({ "packages": ["tilgangsstyrer", "regnskap-okonomi-rapport", "lonn", "krav-og-utlegg"] });
    running
        .control(
            "PUT",
            &format!("authorities/kari/{}", request.org_no),
            &more,
        )
        .await;
    approve(&running, &kari, &request).await.said(true);
}
