//! System users, for customers, makers of systems, and Maskinporten.

use serde_json::json;
use uuid::Uuid;

use super::{CLIENT, FAKTURA, Hand, SMARTCLOUD, SYSTEM_USERS, text};

const REGNSKAP: &str = "311111116_smartcloud_regnskap";
const KYSTMVA: &str = "318111669_kystmva";

/// Id, party number, party UUID and organisation of a seeded system user.
async fn seeded(hand: &Hand, system: &str, org_no: &str) -> (String, String, String) {
    let state = hand.control.state().await;
    let mut all = state["systemUsers"].as_array().into_iter().flatten();
    let user = all.find(|user| user["systemId"] == system && user["orgNo"] == org_no);
    let id = text(&user.expect("a system user of the seed")["id"]);
    let (party, uuid) = hand.party(org_no).await;
    (id, party, uuid)
}

pub(super) async fn call(hand: &Hand) {
    reads(hand).await;
    for_vendors(hand).await;
    made(hand).await;
    deleted(hand).await;
}

async fn reads(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        odd,
        ..
    } = hand;
    let granli = hand.seeded("approvable").await.org_no;
    let lunde = hand.seeded("agent-many-services").await.org_no;
    let (id, party, _) = seeded(hand, REGNSKAP, &granli).await;
    let (agent, firm, _) = seeded(hand, KYSTMVA, &lunde).await;
    let list = format!("{SYSTEM_USERS}/{party}");
    caller.get(&list).token(kari).gives(200).await;
    caller.get(&list).token(odd).gives(403).await;
    caller.get(&list).wrong(401).await;
    let no_party = format!("{SYSTEM_USERS}/x");
    caller.get(&no_party).token(kari).wrong(500).await;
    let agents = format!("{SYSTEM_USERS}/agent/{firm}");
    caller.get(&agents).token(kari).gives(200).await;
    let of_agent = format!("{SYSTEM_USERS}/{firm}/{agent}");
    caller.get(&of_agent).token(kari).gives(200).await;
    let one = format!("{list}/{id}");
    caller.get(&one).token(kari).gives(200).await;
    let silent = caller.get(&one).token(kari_bare).gives(200).await;
    assert!(silent.get("rights").is_none(), "{silent}");
    let held = format!("{one}/delegations");
    caller.get(&held).token(kari).gives(200).await;
    let problem = caller.get(&held).token(kari_bare).gives(500).await;
    assert_eq!(problem["code"], "AUTH-00062");
    let none = format!("{list}/{}", Uuid::new_v4());
    caller.get(&none).token(kari).gives(404).await;
    let problem = caller
        .get(&format!("{none}/delegations"))
        .token(kari)
        .gives(404)
        .await;
    assert_eq!(problem["code"], "AUTH-00015");
}

async fn for_vendors(hand: &Hand) {
    let Hand {
        caller,
        vendor,
        kari,
        ..
    } = hand;
    let granli = hand.seeded("approvable").await.org_no;
    let by_query = format!("{SYSTEM_USERS}/vendor/byquery?system-id={REGNSKAP}&orgno={granli}");
    let found = format!("{by_query}&external-ref=kunde-2204");
    caller.get(&found).token(vendor).gives(200).await;
    caller.get(&by_query).token(vendor).gives(404).await;
    caller.get(&found).token(kari).gives(403).await;
    hand.switch("pageSize", json!(3)).await;
    let list = format!("{SYSTEM_USERS}/vendor/bysystem/{REGNSKAP}");
    let page = caller.get(&list).token(vendor).gives(200).await;
    let next = text(&page["links"]["next"]);
    caller.get(&next).token(vendor).gives(200).await;
    hand.switch("pageSize", json!(50)).await;
    let foreign = format!("{SYSTEM_USERS}/vendor/bysystem/315111331_fjellbekk_lonn");
    caller.get(&foreign).token(vendor).gives(404).await;

    let own = format!("/authentication/api/v1/systemregister/vendor/{REGNSKAP}");
    let system = caller.get(&own).token(vendor).gives(200).await;
    let client = text(&system["clientId"][0]);
    let look_up = |client: &str| {
        format!(
            "{SYSTEM_USERS}/byExternalId?clientId={client}&systemProviderOrgNo={SMARTCLOUD}\
             &systemUserOwnerOrgNo={granli}&externalRef=kunde-2204"
        )
    };
    caller.get(&look_up(&client)).token(vendor).gives(200).await;
    caller.get(&look_up(CLIENT)).token(vendor).gives(404).await;
    caller.get(&look_up(&client)).token(kari).gives(403).await;
    let nothing = format!("{SYSTEM_USERS}/byExternalId");
    caller.get(&nothing).token(vendor).wrong(400).await;
}

async fn made(hand: &Hand) {
    let Hand { caller, kari, .. } = hand;
    let (party, _) = hand.party(&hand.seeded("approvable").await.org_no).await;
    let path = format!("{SYSTEM_USERS}/{party}/create");
    let body = json!({ "integrationTitle": "Vår faktura", "systemId": FAKTURA });
    caller.post(&path).token(kari).json(&body).gives(200).await;
    let problem = caller.post(&path).token(kari).json(&body).gives(400).await;
    assert_eq!(problem["code"], "AUTH-00004");
    let nothing = json!({ "systemId": FAKTURA });
    caller
        .post(&path)
        .token(kari)
        .json(&nothing)
        .wrong(400)
        .await;
    let update = json!({ "integrationTitle": "Et annet navn" });
    caller
        .put(SYSTEM_USERS)
        .token(kari)
        .json(&update)
        .gives(500)
        .await;
}

async fn deleted(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        ..
    } = hand;
    let granli = hand.seeded("approvable").await.org_no;
    let lunde = hand.seeded("agent-many-services").await.org_no;
    let (id, party, _) = seeded(hand, REGNSKAP, &granli).await;
    let (agent, firm, firm_uuid) = seeded(hand, KYSTMVA, &lunde).await;
    let wrong_kind = format!("{SYSTEM_USERS}/{firm}/{agent}");
    let problem = caller.delete(&wrong_kind).token(kari).gives(400).await;
    assert_eq!(problem["code"], "AUTH-00036");
    let elsewhere = format!("{SYSTEM_USERS}/{firm}/{id}");
    let problem = caller.delete(&elsewhere).token(kari).gives(403).await;
    assert_eq!(problem["code"], "AUTH-00024");
    let one = format!("{SYSTEM_USERS}/{party}/{id}");
    let problem = caller.delete(&one).token(kari_bare).gives(400).await;
    assert_eq!(problem["code"], "AUTH-00022");
    assert_eq!(caller.delete(&one).token(kari).gives(202).await, 1);
    assert_eq!(caller.delete(&one).token(kari).gives(404).await, 0);
    let bare = format!("{SYSTEM_USERS}/agent/{firm}/{agent}");
    caller.delete(&bare).token(kari).wrong(400).await;
    let whole = format!("{bare}?facilitatorId={firm_uuid}");
    let problem = caller.delete(&whole).token(kari_bare).gives(400).await;
    assert_eq!(problem["code"], "AUTH-00033");
    caller.delete(&whole).token(kari).gives(200).await;
    let problem = caller.delete(&whole).token(kari).gives(404).await;
    assert_eq!(problem["code"], "AUTH-00015");
}
