//! Changes of system users, and the own organisation on one for clients.

use serde_json::json;
use uuid::Uuid;

use super::{Hand, SYSTEM_USERS, text};

const CHANGES: &str = "/authentication/api/v1/systemuser/changerequest";

pub(super) async fn call(hand: &Hand) {
    changes(hand).await;
    own_organisation(hand).await;
}

async fn changes(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        odd,
        ..
    } = hand;
    let path = async |tag: &str| {
        let change = hand.control.change_request(tag).await;
        format!("{CHANGES}/{}/{}", change["partyId"], text(&change["id"]))
    };
    let one = path("change-mixed").await;
    caller.get(&one).token(kari_bare).gives(200).await;
    caller.get(&one).token(odd).gives(403).await;
    caller.get(&one).wrong(401).await;
    let (party, _) = one.rsplit_once('/').expect("a path");
    let none = format!("{party}/{}", Uuid::new_v4());
    let problem = caller.get(&none).token(kari).gives(404).await;
    assert_eq!(problem["code"], "AUTH-00010");

    let approve = format!("{one}/approve");
    caller.post(&approve).token(kari).gives(200).await;
    let problem = caller.post(&approve).token(kari).gives(409).await;
    assert_eq!(problem["code"], "AUTH-00013");
    let other = path("change-stops-half-way").await;
    let half = caller.post(&format!("{other}/approve")).token(kari);
    assert_eq!(half.gives(400).await["code"], "AUTH-00022");
    let reject = format!("{other}/reject");
    caller.post(&reject).token(kari).gives(200).await;
}

async fn own_organisation(hand: &Hand) {
    let Hand {
        caller,
        kari,
        control,
        ..
    } = hand;
    let lunde = hand.seeded("agent-many-services").await.org_no;
    let held = json!({ "packages": ["tilgangsstyrer", "klientadministrator", "merverdiavgift"] });
    control
        .put(&format!("authorities/kari/{lunde}"), held)
        .await;
    let body = json!({
        "systemId": super::FAKTURA, "partyOrgNo": lunde, "externalRef": "egen-bruk",
        "accessPackages": [super::package("merverdiavgift")],
        "redirectUrl": "https://smartcloud.example/altinn/ferdig",
    });
    let asked = control.post("vendor/agent-request", body).await;
    let id = text(&asked["id"]);
    let (party, uuid) = hand.party(&lunde).await;
    let approve = format!("{}/agent/{party}/{id}/approve", super::REQUESTS);
    caller.post(&approve).token(kari).gives(200).await;
    let own = format!("{SYSTEM_USERS}/agent/{party}/{id}/self/?partyUuid={uuid}");
    caller.get(&own).token(kari).gives(200).await;
    caller.post(&own).token(kari).gives(200).await;
    caller.delete(&own).token(kari).gives(200).await;
}
