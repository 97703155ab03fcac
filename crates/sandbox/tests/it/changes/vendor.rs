//! A vendor asks for a change, looks, lists and withdraws.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{status_of, tagged, vendor_token};
use crate::support::{CHANGES, GRANLI, LUNDE, REQUEST_READ, Running, SMARTCLOUD, Vendor};

const OPPDRAG: &str = "316111440";
const BILAG: &str = "316111440_oppdrag_bilag";

fn right(id: &str) -> Value {
    json!({ "resource": [{ "id": "urn:altinn:resource", "value": id }] })
}

fn package(code: &str) -> Value {
    json!({ "urn": format!("urn:altinn:accesspackage:{code}") })
}

fn path(correlation: Uuid, system_user: &str) -> String {
    format!("{CHANGES}/vendor?correlation-id={correlation}&system-user-id={system_user}")
}

fn order() -> Value {
    json!({
        "requiredAccessPackages": [package("krav-og-utlegg")],
        "unwantedRights": [right("ske-krav-og-betalinger")],
        "redirectUrl": "https://oppdragonline.example/altinn/ferdig?k=1",
    })
}

#[tokio::test]
async fn a_new_one_has_the_vendors_own_id_and_comes_again_for_it() {
    let running = Running::start().await;
    let user = tagged(&running, "change-mixed").await.system_user;
    let token = vendor_token(&running, OPPDRAG).await;
    let id = Uuid::new_v4();
    let answer = running.post(&path(id, &user), &token, &order()).await;
    let body = answer.json(201);
    let base = running.base();
    assert_eq!(answer.header("location"), format!("{base}{CHANGES}/{id}"));
    for (member, value) in [
        ("id", json!(id)),
        ("systemUserId", json!(user)),
        ("systemId", json!(BILAG)),
        ("externalRef", json!("bilag-77")),
        ("partyOrgNo", json!(GRANLI)),
        ("requiredRights", json!([])),
        ("unwantedAccessPackages", json!([])),
        ("status", json!("New")),
        ("timedOut", json!(false)),
        (
            "confirmUrl",
            json!(format!(
                "{base}/accessmanagement/ui/systemuser/changerequest?id={id}&DONTCHOOSEREPORTEE=true"
            )),
        ),
    ] {
        assert_eq!(body[member], value, "{member}");
    }
    let other = json!({ "requiredRights": [right("ske-betalingsavtale")] });
    let again = running.post(&path(id, &user), &token, &other).await;
    assert_eq!(
        again.json(200)["requiredRights"],
        json!([]),
        "the stored one"
    );
    let read = running.get(&format!("{CHANGES}/vendor/{id}"), &token).await;
    assert_eq!(read.json(200)["confirmUrl"], body["confirmUrl"]);
}

#[tokio::test]
async fn asking_for_nothing_stores_nothing() {
    let running = Running::start().await;
    let user = tagged(&running, "change-mixed").await.system_user;
    let token = vendor_token(&running, OPPDRAG).await;
    let id = Uuid::new_v4();
    let body = running
        .post(&path(id, &user), &token, &json!({}))
        .await
        .json(200);
    assert_eq!(body["status"], "NoChangeNeeded");
    assert_eq!(body["confirmUrl"], "");
    assert_eq!(body["created"], "0001-01-01T00:00:00");
    let read = running.get(&format!("{CHANGES}/vendor/{id}"), &token).await;
    assert_eq!(read.code(404), "AUTH-00010");
}

#[tokio::test]
async fn each_refusal_has_its_code() {
    let running = Running::start().await;
    let user = tagged(&running, "change-mixed").await.system_user;
    let token = vendor_token(&running, OPPDRAG).await;
    let id = Uuid::new_v4();
    let missing = format!("{CHANGES}/vendor?system-user-id={user}");
    let answer = running.post(&missing, &token, &order()).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("correlation-id"), "plain text");
    let same: Uuid = user.parse().expect("a UUID");
    let answer = running.post(&path(same, &user), &token, &order()).await;
    assert!(answer.status == 400 && answer.text.contains("correlation-id"));
    let nobody = path(id, &Uuid::new_v4().to_string());
    assert_eq!(
        running.post(&nobody, &token, &order()).await.code(404),
        "AUTH-00015"
    );
    let foreign = vendor_token(&running, SMARTCLOUD).await;
    running
        .post(&path(id, &user), &foreign, &order())
        .await
        .bare(401);
    for (body, status, code) in [
        (
            json!({ "requiredRights": [right("ske-skatteattest")] }),
            400,
            "AUTH-00001",
        ),
        (
            json!({ "requiredAccessPackages": [package("jordbruk")] }),
            400,
            "AUTH-00063",
        ),
        (
            json!({ "unwantedRights": [right("x")], "redirectUrl": "https://elsewhere.example/" }),
            400,
            "AUTH-00021",
        ),
    ] {
        let answer = running.post(&path(id, &user), &token, &body).await;
        assert_eq!(answer.code(status), code, "{body}");
    }
    let reader = Vendor::register(&running, OPPDRAG, &[REQUEST_READ]).await;
    let reader = reader.token(&running, &[REQUEST_READ]).await;
    running
        .post(&path(id, &user), &reader, &order())
        .await
        .bare(403);
    let broken = json!({ "unwantedRights": [right("x")], "redirectUrl": "no address" });
    let answer = running.post(&path(id, &user), &token, &broken).await;
    assert_eq!(answer.status, 500, "a malformed address throws");
}

#[tokio::test]
async fn one_for_clients_and_an_id_that_is_taken_are_refused() {
    let running = Running::start().await;
    let kystmva = running
        .in_state("systemUsers", "systemId", "318111669_kystmva")
        .await;
    assert_eq!(kystmva["orgNo"], LUNDE);
    let kystlinje = vendor_token(&running, "318111669").await;
    let agent = kystmva["id"].as_str().expect("an id");
    let wanted = json!({ "unwantedRights": [right("x")] });
    let answer = running
        .post(&path(Uuid::new_v4(), agent), &kystlinje, &wanted)
        .await;
    assert_eq!(answer.code(404), "AUTH-00015");
    // Another vendor's ids: pending (07) and decided (61).
    let own = tagged(&running, "change-stops-half-way").await.system_user;
    for (tag, status, code) in [
        ("change-mixed", 400, "AUTH-00007"),
        ("change-rejected", 409, "AUTH-00061"),
    ] {
        let taken: Uuid = tagged(&running, tag).await.id.parse().expect("a UUID");
        let answer = running.post(&path(taken, &own), &kystlinje, &wanted).await;
        assert_eq!(answer.code(status), code, "{tag}");
    }
}

#[tokio::test]
async fn what_is_unwanted_is_held_against_nothing() {
    let running = Running::start().await;
    let user = tagged(&running, "change-mixed").await.system_user;
    let token = vendor_token(&running, OPPDRAG).await;
    let body = json!({
        "unwantedRights": [right("finnes-ikke")],
        "unwantedAccessPackages": [package("finnes-heller-ikke")],
    });
    running
        .post(&path(Uuid::new_v4(), &user), &token, &body)
        .await
        .json(201);
}

#[tokio::test]
async fn the_look_up_by_reference_leaves_the_packages_out() {
    let running = Running::start().await;
    let token = vendor_token(&running, OPPDRAG).await;
    let change = tagged(&running, "change-mixed").await;
    let path = format!("{CHANGES}/vendor/byexternalref/{BILAG}/{GRANLI}/bilag-77");
    let body = running.get(&path, &token).await.json(200);
    assert_eq!(body["id"], change.id);
    assert_eq!(body["requiredRights"].as_array().map(Vec::len), Some(1));
    assert_eq!(body["requiredAccessPackages"], json!([]));
    assert_eq!(body["unwantedAccessPackages"], json!([]));
    let none = running.get(&format!("{path}x"), &token).await;
    assert_eq!(none.code(404), "AUTH-00010");
    let foreign = vendor_token(&running, SMARTCLOUD).await;
    assert_eq!(running.get(&path, &foreign).await.code(404), "AUTH-00011");
    let by_id = format!("{CHANGES}/vendor/{}", change.id);
    assert_eq!(running.get(&by_id, &foreign).await.code(404), "AUTH-00011");
}

#[tokio::test]
async fn every_page_of_the_list_is_the_first_one() {
    let running = Running::start().await;
    let token = vendor_token(&running, OPPDRAG).await;
    let user = tagged(&running, "change-mixed").await.system_user;
    let query = format!("vendor/change-request?system-user-id={user}&tag=old&age_days=200");
    running.control("POST", &query, &order()).await.json(201);
    running
        .control("PUT", "switches", &json!({ "pageSize": 1 }))
        .await;
    let first = format!("{CHANGES}/vendor/bysystem/{BILAG}");
    let page = running.get(&first, &token).await.json(200);
    let next = page["links"]["next"].as_str().expect("a next page");
    let next = next.strip_prefix(running.base()).expect("here");
    let again = running.get(next, &token).await.json(200);
    assert_eq!(again, page, "the token is read and forgotten");
    running
        .control("PUT", "switches", &json!({ "ignoredToken": false }))
        .await;
    let second = running.get(next, &token).await.json(200);
    assert_ne!(second["data"][0]["id"], page["data"][0]["id"]);
    assert_eq!(second["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(second["links"], json!({}), "and that was the last one");
    running
        .control("PUT", "switches", &json!({ "pageSize": 50 }))
        .await;
    let all = running.get(&first, &token).await.json(200);
    let ages: Vec<&Value> = all["data"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| &row["timedOut"])
        .collect();
    assert_eq!(ages, [&json!(false), &json!(true)], "told here only");
    assert!(all["data"][0].get("confirmUrl").is_none());
    assert_eq!(all["links"], json!({}));
    let old = tagged(&running, "old").await;
    let single = running
        .get(&format!("{CHANGES}/vendor/{}", old.id), &token)
        .await;
    assert_eq!(single.json(200)["timedOut"], false);
}

#[tokio::test]
async fn withdrawing_asks_nobody_whose_it_is() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    let foreign = vendor_token(&running, SMARTCLOUD).await;
    let path = format!("{CHANGES}/vendor/{}", change.id);
    running.delete(&path, &foreign).await.bare(202);
    assert_eq!(status_of(&running, &change.id).await, "Deleted");
    assert_eq!(
        running.delete(&path, &foreign).await.code(404),
        "AUTH-00010"
    );
}
