//! The system register, for customers and for makers of systems.

use serde_json::{Value, json};

use super::{CLIENT, FAKTURA, Hand, REGISTER, SERVICE, SMARTCLOUD, package, right};

/// The vendor's system for clients, which later calls ask with.
pub(super) const FOR_CLIENTS: &str = "311111116_for_klienter";
const OWN: &str = "311111116_lager";

pub(super) async fn call(hand: &Hand) {
    for_customers(hand).await;
    for_vendors(hand).await;
    refused(hand).await;
}

fn registration(id: &str, packages: &[&str], visible: bool, client: Option<&str>) -> Value {
    let words = json!({ "nb": "Lager", "nn": "Lager", "en": "Stock" });
    let packages: Vec<Value> = packages.iter().map(|code| package(code)).collect();
    json!({
        "id": id,
        "vendor": { "ID": format!("0192:{SMARTCLOUD}") },
        "name": words,
        "description": words,
        "rights": if visible { json!([right(SERVICE)]) } else { json!([]) },
        "accessPackages": packages,
        "clientId": client.into_iter().collect::<Vec<_>>(),
        "isVisible": visible,
        "allowedRedirectUrls": ["https://lager.example/ferdig"],
    })
}

async fn for_customers(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        ..
    } = hand;
    let one = format!("{REGISTER}/{FAKTURA}");
    for path in [
        REGISTER.to_owned(),
        one.clone(),
        format!("{one}/rights"),
        format!("{one}/rights?useOldFormatForApp=true"),
        format!("{one}/accesspackages"),
    ] {
        caller.get(&path).token(kari).gives(200).await;
        caller.get(&path).token(kari_bare).gives(403).await;
        caller.get(&path).wrong(401).await;
    }
    let none = format!("{REGISTER}/no_such_system");
    caller.get(&none).token(kari).gives(404).await;
}

async fn for_vendors(hand: &Hand) {
    let Hand { caller, vendor, .. } = hand;
    let all = format!("{REGISTER}/vendor");
    let one = format!("{all}/{OWN}");
    let body = registration(OWN, &["merverdiavgift"], true, Some(CLIENT));
    caller.post(&all).token(vendor).json(&body).gives(200).await;
    let clients = registration(FOR_CLIENTS, &["regnskapsforer-lonn"], false, None);
    caller
        .post(&all)
        .token(vendor)
        .json(&clients)
        .gives(200)
        .await;
    caller.get(&all).token(vendor).gives(200).await;
    caller.get(&one).token(vendor).gives(200).await;
    caller.put(&one).token(vendor).json(&body).gives(200).await;
    let (rights, packages) = (
        json!([right("ske-skatteattest")]),
        json!([package("attester")]),
    );
    for (part, body) in [("rights", &rights), ("accesspackages", &packages)] {
        let path = format!("{one}/{part}");
        caller.put(&path).token(vendor).json(body).gives(200).await;
    }
    let log = format!("{one}/changelog");
    caller.get(&log).token(vendor).gives(200).await;
    caller.delete(&one).token(vendor).gives(200).await;
    caller.delete(&one).token(vendor).gives(400).await;
    let text = caller.put(&one).token(vendor).json(&body).gives(400).await;
    assert!(text.is_string(), "a sentence, no problem: {text}");
}

async fn refused(hand: &Hand) {
    let Hand {
        caller,
        vendor,
        kari,
        ..
    } = hand;
    let all = format!("{REGISTER}/vendor");
    let taken = registration(FAKTURA, &[], true, None);
    let findings = caller
        .post(&all)
        .token(vendor)
        .json(&taken)
        .gives(400)
        .await;
    assert_eq!(findings["code"], "STD-00000");
    let mut odd = registration("no number", &["lonn", "lonn"], true, None);
    odd["rights"] = json!([right("no-such-service")]);
    odd["allowedRedirectUrls"] = json!(["http://lager.example"]);
    caller.post(&all).token(vendor).json(&odd).gives(400).await;
    let empty = json!({ "id": OWN });
    caller
        .post(&all)
        .token(vendor)
        .json(&empty)
        .wrong(400)
        .await;
    caller.post(&all).token(kari).json(&taken).gives(403).await;
    caller.post(&all).json(&taken).wrong(401).await;
    let none = format!("{all}/no_such_system");
    caller.get(&none).token(vendor).gives(404).await;
    caller
        .put(&none)
        .token(vendor)
        .json(&taken)
        .gives(404)
        .await;
    let log = format!("{none}/changelog");
    caller.get(&log).token(vendor).gives(404).await;
    let foreign = format!("{all}/315111331_fjellbekk_lonn");
    caller.get(&foreign).token(vendor).gives(403).await;
}
