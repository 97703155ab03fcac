//! Parties and services.

use serde_json::{Value, json};

use super::{BASE, kari, lines, switch};
use crate::support::Running;

#[tokio::test]
async fn parties_come_with_sub_units_below_and_hollow_parents() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let body = running
        .get(&format!("{BASE}/parties"), &kari)
        .await
        .json(200);
    let parties = body["authorizedParties"].as_array().expect("a list");
    let own = &parties[0];
    assert_eq!(own["partyType"], "Person");
    assert_eq!(own["isCurrentEndUser"], true);
    assert_eq!(own["name"], "HAUGEN KARI");
    assert_eq!(own["dateOfBirth"], "1978-03-14");
    let of = |org_no: &str| -> Value {
        let urn = format!("urn:altinn:organization:identifier-no:{org_no}");
        parties
            .iter()
            .find(|one| one["party"] == urn)
            .cloned()
            .expect("a party")
    };
    let fjord = of("312345676");
    assert_eq!(fjord["subParties"].as_array().map(Vec::len), Some(2));
    assert_eq!(fjord["isAccessManager"], true);
    assert_eq!(fjord["hasKeyRole"], false);
    assert!(fjord.get("dateOfBirth").is_none());
    assert_eq!(of("310890898")["hasKeyRole"], true);
    assert_eq!(of("311011014")["isMainAdministrator"], true);
    let hollow = of("311561561");
    assert_eq!(hollow["hasOnlyAccessToSubParties"], true);
    assert_eq!(hollow["subParties"].as_array().map(Vec::len), Some(1));
    assert_eq!(of("310340340")["isDeleted"], true);
    let refused = running
        .send(
            "GET",
            &format!("{BASE}/parties"),
            &[
                ("authorization", &format!("Bearer {kari}")),
                ("accept", "text/html"),
            ],
            None,
        )
        .await;
    assert_eq!(lines(&refused, 406), Value::Null);
    assert_eq!(
        refused.json(406)["title"],
        "Requested content type is not acceptable."
    );
}

#[tokio::test]
async fn line_19_services_of_a_party_or_of_all_and_the_whole_catalogue_for_the_large() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let path = format!("{BASE}/serviceresources");
    let count = |body: &Value| body["items"].as_array().map_or(0, Vec::len);
    let all = running.get(&path, &kari).await.json(200);
    assert!(all.get("isFullCatalogueFallback").is_none());
    let of_one = format!("{path}?party=urn:altinn:organization:identifier-no:310450456");
    let one = running.get(&of_one, &kari).await.json(200);
    assert_eq!(count(&one), 1, "only what the estate's reader has");
    assert_eq!(
        one["items"][0]["serviceResource"]["id"],
        "brg-konkursbo-innsyn"
    );
    let foreign = format!("{path}?party=urn:altinn:organization:identifier-no:310230235");
    assert_eq!(count(&running.get(&foreign, &kari).await.json(200)), 0);
    switch(&running, json!({ "fullCatalogueAbove": 5 })).await;
    let full = running.get(&path, &kari).await.json(200);
    assert_eq!(full["isFullCatalogueFallback"], true);
    assert!(count(&full) > count(&all));
    let one = running.get(&of_one, &kari).await.json(200);
    assert_eq!(count(&one), 1, "with a party it is always scoped");
    let item = &full["items"][0];
    for part in ["serviceResource", "serviceOwner", "roles", "accessPackages"] {
        assert!(!item[part].is_null(), "{part}");
    }
    let open = running
        .open("/dialogporten/api/v1/metadata/serviceresources")
        .await
        .json(200);
    assert_eq!(count(&open), count(&full));
}

#[tokio::test]
async fn the_public_catalogue_is_packed_and_in_one_language_where_asked() {
    let running = Running::start().await;
    let path = "/dialogporten/api/v1/metadata/serviceresources";
    let packed = running
        .send("GET", path, &[("accept-encoding", "gzip")], None)
        .await;
    assert_eq!(packed.status, 200);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(serde_json::from_str::<Value>(&packed.text).is_err());
    let one = running
        .open_with(path, &[("accept-language", "en")])
        .await
        .json(200);
    for item in one["items"].as_array().expect("a list") {
        assert_eq!(
            item["serviceResource"]["name"].as_array().map(Vec::len),
            Some(1)
        );
    }
}
