//! Reading, rejecting, escalating and listing.

use serde_json::{Value, json};

use crate::support::{PORTAL, REQUESTS, Running};

#[tokio::test]
async fn a_request_is_read_without_any_particular_scope() {
    let running = Running::start().await;
    let token = running.token("kari", &[]).await;
    let request = running.tagged("missing-package").await;
    let body = running.get(&request.path(), &token).await.json(200);
    assert_eq!(body["id"], request.id);
    assert_eq!(body["integrationTitle"], "SmartCloud Regnskap");
    assert_eq!(body["externalRef"], "kunde-4711");
    assert_eq!(body["systemId"], "311111116_smartcloud_regnskap");
    assert_eq!(body["partyOrgNo"], request.org_no);
    assert_eq!(body["status"], "New");
    assert_eq!(
        body["rights"],
        json!([{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }])
    );
    assert_eq!(
        body["accessPackages"][1]["urn"],
        "urn:altinn:accesspackage:lonn"
    );
    assert!(body.get("confirmUrl").is_none(), "only vendors are told");
    let created = body["created"].as_str().expect("a time");
    assert!(
        created.ends_with('Z') && created.len() == 27,
        "microseconds: {created}"
    );
}

#[tokio::test]
async fn both_flags_are_false_here_whatever_the_truth_is() {
    let running = Running::start().await;
    let token = running.token("kari", &[PORTAL]).await;
    let old = running.tagged("expired").await;
    let body = running.get(&old.path(), &token).await.json(200);
    assert_eq!(
        (&body["timedOut"], &body["status"]),
        (&json!(false), &json!("New"))
    );
    let agent = running.tagged("agent-many-services").await;
    let body = running.get(&agent.agent_path(), &token).await.json(200);
    assert_eq!(body["escalated"], false);
    assert!(
        body.get("rights").is_none(),
        "requests for clients have no rights"
    );
}

#[tokio::test]
async fn policies_answer_with_a_status_and_nothing_else() {
    let running = Running::start().await;
    let request = running.tagged("missing-package").await;
    running.open(&request.path()).await.bare(401);
    running.get(&request.path(), "not.a.token").await.bare(401);
    let mina = running.token("mina", &[PORTAL]).await;
    running.get(&request.path(), &mina).await.bare(403);
    running
        .act(&format!("{}/reject", request.path()), &mina)
        .await
        .bare(403);
    let kari = running.token("kari", &[]).await;
    for act in ["approve", "escalate"] {
        running
            .act(&format!("{}/{act}", request.path()), &kari)
            .await
            .bare(403);
        running
            .act(&format!("{}/{act}", request.agent_path()), &kari)
            .await
            .bare(403);
    }
    let by_id = format!("{REQUESTS}/{}", request.id);
    running.get(&by_id, &kari).await.bare(403);
    running
        .get(&format!("{REQUESTS}/agent/{}", request.id), &kari)
        .await
        .bare(403);
    let pending = format!("{REQUESTS}/{}/{}/pending", request.party, request.org_no);
    running.get(&pending, &kari).await.bare(403);
    // A party that is not there is one the caller has no right for.
    running
        .get(&format!("{REQUESTS}/1/{}", request.id), &kari)
        .await
        .bare(403);
}

#[tokio::test]
async fn a_party_that_is_no_number_is_a_crash_and_a_bad_id_a_binding_error() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("approvable").await;
    for path in [
        format!("{REQUESTS}/organization/{}", request.id),
        format!("{REQUESTS}/agent/x/{}", request.id),
        format!("{REQUESTS}/x/{}/pending", request.org_no),
    ] {
        assert_eq!(running.get(&path, &kari).await.status, 500, "{path}");
    }
    for act in ["approve", "reject"] {
        let path = format!("{REQUESTS}/x/{}/{act}", request.id);
        assert_eq!(running.act(&path, &kari).await.status, 500);
    }
    // No policy looks at the party of an escalation.
    let escalate = format!("{REQUESTS}/x/{}/escalate", request.id);
    assert!(running.act(&escalate, &kari).await.json(400)["errors"]["party"].is_array());
    let bad_id = format!("{REQUESTS}/{}/4711", request.party);
    assert!(running.get(&bad_id, &kari).await.json(400)["errors"]["requestId"].is_array());
}

#[tokio::test]
async fn another_organisations_request_is_not_found_by_reading_and_a_mismatch_by_deciding() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("approvable").await;
    let elsewhere = running.tagged("approvable-wages").await.party;
    let path = format!("{REQUESTS}/{elsewhere}/{}", request.id);
    assert_eq!(running.get(&path, &kari).await.code(404), "AUTH-00010");
    for act in ["approve", "reject"] {
        let answer = running.act(&format!("{path}/{act}"), &kari).await;
        assert_eq!(answer.code(403), "AUTH-00041");
    }
    let agent = running.tagged("agent-many-services").await;
    let path = format!("{REQUESTS}/agent/{elsewhere}/{}", agent.id);
    assert_eq!(running.get(&path, &kari).await.code(404), "AUTH-00010");
    for act in ["approve", "reject"] {
        let answer = running.act(&format!("{path}/{act}"), &kari).await;
        assert_eq!(answer.code(403), "AUTH-00042");
    }
    assert_eq!(running.status_of(&request.id).await, "New");
}

#[tokio::test]
async fn a_request_of_the_other_kind_is_not_found() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let standard = running.tagged("approvable").await;
    let agent = running.tagged("agent-many-services").await;
    assert_eq!(
        running.get(&standard.agent_path(), &kari).await.code(404),
        "AUTH-00010"
    );
    assert_eq!(
        running.get(&agent.path(), &kari).await.code(404),
        "AUTH-00010"
    );
    let approve = format!("{}/approve", agent.path());
    assert_eq!(running.act(&approve, &kari).await.code(404), "AUTH-00010");
    let approve = format!("{}/approve", standard.agent_path());
    assert_eq!(running.act(&approve, &kari).await.code(404), "AUTH-00030");
}

#[tokio::test]
async fn a_withdrawn_request_is_gone() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let withdrawn = running.tagged("withdrawn").await;
    assert_eq!(running.status_of(&withdrawn.id).await, "Deleted");
    assert_eq!(
        running.get(&withdrawn.path(), &kari).await.code(404),
        "AUTH-00010"
    );
    let reject = format!("{}/reject", withdrawn.path());
    assert_eq!(running.act(&reject, &kari).await.code(404), "AUTH-00010");
}

#[tokio::test]
async fn rejecting_needs_no_portal_scope_and_happens_once() {
    let running = Running::start().await;
    let kari = running.token("kari", &[]).await;
    let request = running.tagged("lookalike-vendor").await;
    let reject = format!("{}/reject", request.path());
    running.act(&reject, &kari).await.said(true);
    assert_eq!(
        running.get(&request.path(), &kari).await.json(200)["status"],
        "Rejected"
    );
    let again = running.act(&reject, &kari).await;
    assert_eq!(again.code(409), "AUTH-00013");
    let portal = running.token("kari", &[PORTAL]).await;
    let approve = running
        .act(&format!("{}/approve", request.path()), &portal)
        .await;
    assert_eq!(approve.code(409), "AUTH-00013");
    let agent = running.tagged("agent-many-services").await;
    running
        .act(&format!("{}/reject", agent.agent_path()), &kari)
        .await
        .said(true);
    assert_eq!(running.status_of(&agent.id).await, "Rejected");
}

#[tokio::test]
async fn by_id_tells_who_may_only_escalate() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let by_id = |id: &str| format!("{REQUESTS}/{id}");

    let own = running.tagged("approvable").await;
    let body = running.get(&by_id(&own.id), &kari).await.json(200);
    assert_eq!(body["userMayEscalateButNotApprove"], false);
    assert_eq!(body["partyId"], own.party, "a number here");
    assert!(body["partyUuid"].is_string());
    for absent in [
        "integrationTitle",
        "confirmUrl",
        "systemUserType",
        "timedOut",
    ] {
        assert!(body.get(absent).is_none(), "{absent}");
    }

    let related = running.tagged("may-escalate-only").await;
    let body = running.get(&by_id(&related.id), &kari).await.json(200);
    assert_eq!(body["userMayEscalateButNotApprove"], true);

    let foreign = running.tagged("other-organisation").await;
    assert_eq!(
        running.get(&by_id(&foreign.id), &kari).await.code(403),
        "AUTH-00066"
    );

    let agent = running.tagged("agent-many-services").await;
    let path = format!("{REQUESTS}/agent/{}", agent.id);
    let body = running.get(&path, &kari).await.json(200);
    assert_eq!(
        (&body["systemUserType"], &body["rights"]),
        (&json!("Agent"), &json!([]))
    );
    assert_eq!(
        body["escalated"], true,
        "the truth, unlike the method with a party"
    );
    assert_eq!(
        running.get(&by_id(&agent.id), &kari).await.code(404),
        "AUTH-00010"
    );
}

#[tokio::test]
async fn escalating_asks_for_a_relation_and_for_nothing_else() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let related = running.tagged("may-escalate-only").await;
    running
        .act(&format!("{}/escalate", related.path()), &kari)
        .await
        .said(true);
    let state = running.in_state("requests", "id", &related.id).await;
    assert_eq!(
        (&state["escalated"], &state["status"]),
        (&json!(true), &json!("New"))
    );

    let foreign = running.tagged("other-organisation").await;
    running
        .act(&format!("{}/escalate", foreign.path()), &kari)
        .await
        .said(false);
    assert_eq!(
        running.in_state("requests", "id", &foreign.id).await["escalated"],
        false
    );

    // Neither the status nor the organisation is looked at.
    let decided = running.tagged("rejected").await;
    let other_party = format!("{REQUESTS}/{}/{}/escalate", related.party, decided.id);
    running.act(&other_party, &kari).await.said(true);
    assert_eq!(
        running.in_state("requests", "id", &decided.id).await["escalated"],
        true
    );

    let unknown = format!(
        "{REQUESTS}/{}/{}/escalate",
        related.party,
        uuid::Uuid::new_v4()
    );
    running.act(&unknown, &kari).await.said(false);
}

/// The row is found by its id alone, so the two paths lead to the same rows, and withdrawn ones are among them.
#[tokio::test]
async fn escalating_asks_neither_for_the_kind_nor_whether_it_is_withdrawn() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let escalated = async |tag: &str| {
        let row = running.in_state("requests", "tag", tag).await;
        row["escalated"].clone()
    };
    let own = running.tagged("approvable").await;
    running
        .act(&format!("{}/escalate", own.agent_path()), &kari)
        .await
        .said(true);
    assert_eq!(escalated("approvable").await, true);
    let withdrawn = running.tagged("withdrawn").await;
    running
        .act(&format!("{}/escalate", withdrawn.path()), &kari)
        .await
        .said(true);
    assert_eq!(escalated("withdrawn").await, true);
}

fn ids(list: &Value) -> Vec<String> {
    let rows = list.as_array().expect("a bare array");
    rows.iter()
        .map(|row| row["id"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn pending_lists_everything_new_for_own_use_old_ones_too() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let open = running.tagged("missing-package").await;
    let old = running.tagged("expired").await;
    let withdrawn = running.tagged("withdrawn").await;
    let path = format!("{REQUESTS}/{}/{}/pending", open.party, open.org_no);
    let list = running.get(&path, &kari).await.json(200);
    let listed = ids(&list);
    assert!(listed.contains(&open.id) && listed.contains(&old.id));
    assert!(!listed.contains(&withdrawn.id));
    let row = |id: &str| {
        let rows = list.as_array().expect("an array");
        rows.iter()
            .find(|row| row["id"] == id)
            .expect("a row")
            .clone()
    };
    assert_eq!(row(&old.id)["timedOut"], true);
    assert_eq!(row(&open.id)["timedOut"], false);
    // The organisation number is not held against the party.
    let elsewhere = running.tagged("approvable-wages").await.party;
    let path = format!("{REQUESTS}/{elsewhere}/{}/pending", open.org_no);
    assert_eq!(ids(&running.get(&path, &kari).await.json(200)), listed);
}

#[tokio::test]
async fn pending_for_clients_lists_escalated_ones_only() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let escalated = running.tagged("agent-many-services").await;
    let hidden = running.tagged("agent-not-escalated").await;
    let path = format!(
        "{REQUESTS}/agent/{}/{}/pending",
        escalated.party, escalated.org_no
    );
    let listed = ids(&running.get(&path, &kari).await.json(200));
    assert_eq!(listed.len(), 2);
    assert!(listed.contains(&escalated.id) && !listed.contains(&hidden.id));
    running
        .act(&format!("{}/escalate", hidden.agent_path()), &kari)
        .await
        .said(true);
    let list = running.get(&path, &kari).await.json(200);
    assert!(ids(&list).contains(&hidden.id));
    assert!(
        list.as_array()
            .expect("an array")
            .iter()
            .all(|row| row["escalated"] == true)
    );
}

#[tokio::test]
async fn the_queue_of_the_first_screen_is_there() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let expected = [
        ("missing-package", "SmartCloud Regnskap"),
        ("approvable", "SmartCloud Faktura"),
        ("lookalike-vendor", "SmartCloud Regnskap Pluss"),
        ("agent-many-services", "Havn Årsoppgjør"),
        ("approvable-wages", "Fjellbekk Lønn"),
        ("agent-approved-before", "Oppdrag Klientportal"),
        ("approvable-old", "Kystlinje Miljørapport"),
    ];
    let mut before = String::from("9999");
    for (tag, title) in expected {
        let request = running.tagged(tag).await;
        let segment = if tag.starts_with("agent") {
            "agent/"
        } else {
            ""
        };
        let path = format!(
            "{REQUESTS}/{segment}{}/{}/pending",
            request.party, request.org_no
        );
        let list = running.get(&path, &kari).await.json(200);
        let row = list
            .as_array()
            .and_then(|rows| rows.iter().find(|row| row["id"] == request.id))
            .unwrap_or_else(|| panic!("{tag} is not listed"))
            .clone();
        assert_eq!(row["integrationTitle"], title);
        let created = row["created"].as_str().expect("a time").to_owned();
        assert!(created < before, "{tag}: newest first");
        before = created;
    }
}
