//! Requests for system users, the vendor's side.

use serde_json::{Value, json};
use uuid::Uuid;

use super::register::FOR_CLIENTS;
use super::{FAKTURA, Hand, REQUESTS, SERVICE, package, right, text};

pub(super) async fn call(hand: &Hand) {
    let base = format!("{REQUESTS}/vendor");
    let granli = hand.seeded("approvable").await.org_no;
    let lunde = hand.seeded("agent-many-services").await.org_no;
    let order = |reference: &str| {
        json!({
            "externalRef": reference,
            "systemId": FAKTURA,
            "partyOrgNo": granli,
            "rights": [right(SERVICE)],
            "redirectUrl": "https://smartcloud.example/altinn/ferdig",
        })
    };
    let with_packages = |reference: &str| {
        json!({
            "externalRef": reference,
            "integrationTitle": "Faktura for oss",
            "systemId": FAKTURA,
            "partyOrgNo": granli,
            "accessPackages": [package("merverdiavgift")],
        })
    };
    let for_clients = |reference: &str| {
        json!({
            "externalRef": reference,
            "integrationTitle": "For klienter",
            "systemId": FOR_CLIENTS,
            "partyOrgNo": lunde,
            "accessPackages": [package("regnskapsforer-lonn")],
            "redirectUrl": "https://lager.example/ferdig?kunde=1",
        })
    };
    own(hand, &base, &granli, [order("k-1"), with_packages("k-2")]).await;
    let agents = format!("{base}/agent");
    clients(
        hand,
        &agents,
        &lunde,
        [for_clients("k-1"), for_clients("k-2")],
    )
    .await;
    refused(hand, &base, order("k-3"), for_clients("k-3")).await;
}

async fn own(hand: &Hand, base: &str, customer: &str, orders: [Value; 2]) {
    let Hand { caller, vendor, .. } = hand;
    let mut ids = Vec::new();
    for order in &orders {
        let made = caller.post(base).token(vendor).json(order).gives(201).await;
        ids.push(text(&made["id"]));
    }
    caller
        .post(base)
        .token(vendor)
        .json(&orders[0])
        .gives(200)
        .await;
    reads(hand, base, FAKTURA, customer, &ids[0]).await;
    let path = format!("{base}/{}", ids[1]);
    caller.delete(&path).token(vendor).gives(202).await;
    caller.delete(&path).token(vendor).gives(404).await;
    caller.get(&path).token(vendor).gives(404).await;
}

async fn clients(hand: &Hand, base: &str, customer: &str, orders: [Value; 2]) {
    let Hand { caller, vendor, .. } = hand;
    let mut id = String::new();
    for order in &orders {
        let made = caller.post(base).token(vendor).json(order).gives(201).await;
        id = text(&made["id"]);
    }
    caller
        .post(base)
        .token(vendor)
        .json(&orders[0])
        .gives(200)
        .await;
    reads(hand, base, FOR_CLIENTS, customer, &id).await;
}

/// By id, by reference, and in pages of one.
async fn reads(hand: &Hand, base: &str, system: &str, customer: &str, id: &str) {
    let Hand { caller, vendor, .. } = hand;
    let one = format!("{base}/{id}");
    caller.get(&one).token(vendor).gives(200).await;
    let by_reference = format!("{base}/byexternalref/{system}/{customer}/k-1");
    caller.get(&by_reference).token(vendor).gives(200).await;
    let unknown = format!("{base}/byexternalref/{system}/{customer}/k-9");
    caller.get(&unknown).token(vendor).gives(404).await;
    hand.switch("pageSize", json!(1)).await;
    let list = format!("{base}/bysystem/{system}");
    let page = caller.get(&list).token(vendor).gives(200).await;
    let next = text(&page["links"]["next"]);
    caller.get(&next).token(vendor).gives(200).await;
    hand.switch("pageSize", json!(50)).await;
    let foreign = format!("{base}/bysystem/315111331_fjellbekk_lonn");
    caller.get(&foreign).token(vendor).gives(404).await;
}

async fn refused(hand: &Hand, base: &str, order: Value, for_clients: Value) {
    let Hand {
        caller,
        vendor,
        kari,
        ..
    } = hand;
    let with = |member: &str, value: Value| {
        let mut order = order.clone();
        order[member] = value;
        order
    };
    for (order, status, code) in [
        (
            with("systemId", json!("311111116_no_such_system")),
            404,
            "AUTH-00011",
        ),
        (with("partyOrgNo", json!("999999999")), 400, "AUTH-00000"),
        (
            with("redirectUrl", json!("https://elsewhere.example/")),
            400,
            "AUTH-00021",
        ),
        (
            with("rights", json!([right("ske-skatteattest")])),
            400,
            "AUTH-00001",
        ),
        (
            with("accessPackages", json!([package("lonn")])),
            400,
            "AUTH-00063",
        ),
    ] {
        let problem = caller
            .post(base)
            .token(vendor)
            .json(&order)
            .gives(status)
            .await;
        assert_eq!(problem["code"], code, "{problem}");
    }
    let unbound = json!({ "systemId": FAKTURA });
    caller
        .post(base)
        .token(vendor)
        .json(&unbound)
        .wrong(400)
        .await;
    let no_url = with("redirectUrl", json!("no url"));
    caller
        .post(base)
        .token(vendor)
        .json(&no_url)
        .wrong(500)
        .await;
    caller.post(base).token(kari).json(&order).gives(403).await;
    caller.post(base).json(&order).wrong(401).await;
    let agents = format!("{base}/agent");
    let mut empty = for_clients;
    empty["accessPackages"] = json!([]);
    let problem = caller
        .post(&agents)
        .token(vendor)
        .json(&empty)
        .gives(400)
        .await;
    assert_eq!(problem["code"], "AUTH-00058");
    let unknown = format!("{agents}/{}", Uuid::new_v4());
    caller.get(&unknown).token(vendor).gives(404).await;
}
