//! A vendor asks, looks, lists and withdraws.

use serde_json::{Value, json};

use crate::support::{
    FJORD, LUNDE, PORTAL, REQUEST_READ, REQUEST_WRITE, REQUESTS, Running, SMARTCLOUD, Vendor,
};

const SYSTEM: &str = "311111116_smartcloud_faktura";

pub async fn token(running: &Running, org_no: &str) -> String {
    let vendor = Vendor::register(running, org_no, &[REQUEST_READ, REQUEST_WRITE]).await;
    vendor.token(running, &[REQUEST_READ, REQUEST_WRITE]).await
}

pub fn order(reference: &str) -> Value {
    json!({
        "systemId": SYSTEM,
        "partyOrgNo": FJORD,
        "externalRef": reference,
        "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
        "redirectUrl": "https://smartcloud.example/altinn/ferdig?kunde=7",
    })
}

#[tokio::test]
async fn a_new_request_is_answered_whole() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let answer = running
        .post(&format!("{REQUESTS}/vendor"), &token, &order("ny-1"))
        .await;
    let body = answer.json(201);
    let id = body["id"].as_str().expect("an id");
    let base = running.base();
    assert_eq!(
        answer.header("location"),
        format!("{base}/authentication/api/v1/systemuser/request/{id}")
    );
    assert_eq!(
        body["confirmUrl"],
        format!("{base}/accessmanagement/ui/systemuser/request?id={id}&DONTCHOOSEREPORTEE=true")
    );
    assert_eq!(
        body["integrationTitle"], "SmartCloud Faktura",
        "the system's name by default"
    );
    assert_eq!(
        body["redirectUrl"],
        "https://smartcloud.example/altinn/ferdig?kunde=7"
    );
    for (member, value) in [
        ("status", json!("New")),
        ("escalated", json!(false)),
        ("timedOut", json!(false)),
    ] {
        assert_eq!(body[member], value);
    }
    let read = running
        .get(&format!("{REQUESTS}/vendor/{id}"), &token)
        .await
        .json(200);
    assert_eq!(read["confirmUrl"], body["confirmUrl"]);
}

#[tokio::test]
async fn the_same_references_give_the_same_request_even_when_it_was_rejected() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let path = format!("{REQUESTS}/vendor");
    let first = running.post(&path, &token, &order("samme")).await.json(201);
    let second = running.post(&path, &token, &order("samme")).await.json(200);
    assert_eq!(first["id"], second["id"]);
    let kari = running.token("kari", &[PORTAL]).await;
    let (party, _) = running.party(FJORD).await;
    let id = first["id"].as_str().expect("an id");
    running
        .act(&format!("{REQUESTS}/{party}/{id}/escalate"), &kari)
        .await
        .said(true);
    let forwarded = running.post(&path, &token, &order("samme")).await.json(200);
    assert_eq!(forwarded["escalated"], false, "lost on the way");
    running
        .act(&format!("{REQUESTS}/{party}/{id}/reject"), &kari)
        .await
        .said(true);
    let third = running.post(&path, &token, &order("samme")).await.json(200);
    assert_eq!(
        (&third["id"], &third["status"]),
        (&first["id"], &json!("Rejected"))
    );
    running
        .delete(&format!("{path}/{id}"), &token)
        .await
        .bare(202);
    assert_eq!(
        running.get(&format!("{path}/{id}"), &token).await.code(404),
        "AUTH-00010"
    );
    let fresh = running.post(&path, &token, &order("samme")).await.json(201);
    assert_ne!(fresh["id"], first["id"]);
}

#[tokio::test]
async fn names_may_be_in_any_case_and_texts_lose_white_space() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let body = json!({
        "SystemId": format!(" {SYSTEM} "),
        "PartyOrgNo": FJORD,
        "AccessPackages": [{ "Urn": " urn:altinn:accesspackage:merverdiavgift" }],
        "IntegrationTitle": "  Faktura  ",
    });
    let answer = running
        .post(&format!("{REQUESTS}/vendor"), &token, &body)
        .await
        .json(201);
    assert_eq!(answer["integrationTitle"], "Faktura");
    assert_eq!(
        answer["externalRef"], FJORD,
        "the organisation's number by default"
    );
    assert!(answer.get("redirectUrl").is_none());

    let mut empty = body;
    empty["ExternalRef"] = json!("uten tittel");
    empty["IntegrationTitle"] = json!("   ");
    let answer = running
        .post(&format!("{REQUESTS}/vendor"), &token, &empty)
        .await
        .json(201);
    assert_eq!(
        answer["integrationTitle"], "",
        "only one that is left out becomes the system's name"
    );
}

#[tokio::test]
async fn an_empty_reference_slips_past_the_look_ups() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let path = format!("{REQUESTS}/vendor");
    let mut body = order("");
    let first = running.post(&path, &token, &body).await.json(201);
    assert_eq!(first["externalRef"], FJORD);
    let second = running.post(&path, &token, &body).await.json(201);
    assert_ne!(first["id"], second["id"], "stored a second time");
    body["externalRef"] = Value::Null;
    running.post(&path, &token, &body).await.json(200);
}

#[tokio::test]
async fn requests_for_clients_have_methods_of_their_own() {
    let running = Running::start().await;
    let token = token(&running, "314111222").await;
    let body = json!({
        "systemId": "314111222_havn_arsoppgjor",
        "partyOrgNo": LUNDE,
        "externalRef": "ny",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:regnskapsforer-lonn" }],
    });
    let made = running
        .post(&format!("{REQUESTS}/vendor/agent"), &token, &body)
        .await
        .json(201);
    let id = made["id"].as_str().expect("an id");
    assert!(
        made["confirmUrl"]
            .as_str()
            .is_some_and(|url| url.contains("/systemuser/agentrequest?id="))
    );
    assert!(made.get("rights").is_none());
    running
        .get(&format!("{REQUESTS}/vendor/agent/{id}"), &token)
        .await
        .json(200);
    let wrong = running
        .get(&format!("{REQUESTS}/vendor/{id}"), &token)
        .await;
    assert_eq!(wrong.code(404), "AUTH-00010");
    let kari = running.token("kari", &[PORTAL]).await;
    let (party, _) = running.party(LUNDE).await;
    running
        .act(&format!("{REQUESTS}/agent/{party}/{id}/escalate"), &kari)
        .await
        .said(true);
    let found =
        format!("{REQUESTS}/vendor/agent/byexternalref/314111222_havn_arsoppgjor/{LUNDE}/ny");
    assert_eq!(
        running.get(&found, &token).await.json(200)["escalated"],
        true
    );
    let again = running
        .post(&format!("{REQUESTS}/vendor/agent"), &token, &body)
        .await
        .json(200);
    assert_eq!(again["escalated"], true, "found by its reference as well");
    let single = running
        .get(&format!("{REQUESTS}/vendor/agent/{id}"), &token)
        .await
        .json(200);
    assert_eq!(single["escalated"], false, "the single read drops it");
}

#[tokio::test]
async fn other_vendors_do_not_see_a_request() {
    let running = Running::start().await;
    let other = token(&running, "315111331").await;
    let request = running.tagged("missing-package").await;
    let path = format!("{REQUESTS}/vendor/{}", request.id);
    assert_eq!(running.get(&path, &other).await.code(404), "AUTH-00011");
    let by_ref =
        format!("{REQUESTS}/vendor/byexternalref/311111116_smartcloud_regnskap/{FJORD}/kunde-4711");
    assert_eq!(running.get(&by_ref, &other).await.code(404), "AUTH-00011");
    let list = format!("{REQUESTS}/vendor/bysystem/{SYSTEM}");
    assert_eq!(running.get(&list, &other).await.code(404), "AUTH-00011");
    let own = token(&running, SMARTCLOUD).await;
    assert_eq!(running.get(&by_ref, &own).await.json(200)["id"], request.id);
    let missing = format!("{REQUESTS}/vendor/byexternalref/{SYSTEM}/{FJORD}/finnes-ikke");
    assert_eq!(running.get(&missing, &own).await.code(404), "AUTH-00010");
}

#[tokio::test]
async fn a_list_loses_the_first_row_of_every_page_but_the_first() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    for number in 0..5 {
        let body = order(&format!("side-{number}"));
        running
            .post(&format!("{REQUESTS}/vendor"), &token, &body)
            .await
            .json(201);
    }
    let all = 6; // and the one of the seed
    for (lost_row, expected) in [(true, all - 2), (false, all)] {
        let switches = json!({ "pageSize": 2, "lostRow": lost_row });
        running.control("PUT", "switches", &switches).await;
        let mut next = Some(format!(
            "{}{REQUESTS}/vendor/bysystem/{SYSTEM}",
            running.base()
        ));
        let mut seen = Vec::new();
        while let Some(url) = next {
            let path = url
                .strip_prefix(running.base())
                .expect("an absolute address here");
            let page = running.get(path, &token).await.json(200);
            let rows = page["data"].as_array().expect("rows");
            assert!(rows.len() <= 2);
            seen.extend(rows.iter().map(|row| row["id"].to_string()));
            next = page["links"]["next"].as_str().map(str::to_owned);
        }
        let mut unique = seen.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(
            (seen.len(), unique.len()),
            (expected, expected),
            "lost rows: {lost_row}"
        );
    }
}

#[tokio::test]
async fn the_vendor_sees_the_age_flag() {
    let running = Running::start().await;
    let token = token(&running, SMARTCLOUD).await;
    let made = running
        .post(&format!("{REQUESTS}/vendor"), &token, &order("eldes"))
        .await
        .json(201);
    let id = made["id"].as_str().expect("an id");
    running
        .control("POST", "clock", &json!({ "advance_s": 181 * 24 * 3600 }))
        .await;
    let token = self::token(&running, SMARTCLOUD).await;
    let later = running
        .get(&format!("{REQUESTS}/vendor/{id}"), &token)
        .await
        .json(200);
    assert_eq!(
        (&later["timedOut"], &later["status"]),
        (&json!(true), &json!("New"))
    );
}
