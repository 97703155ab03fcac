//! The clients of system users for clients, as third parties may handle them: who there is, who may be added, and what
//! adding and taking away answer.

use uuid::Uuid;

use super::{Hand, text};

const BASE: &str = "/authentication/api/v1/enduser/systemuser";
/// The accountant's firm of the seed, a client that has given KystMva what it needs, and one that gives no package.
const LUNDE: &str = "311451456";
const GRANLI: &str = "311011014";
const UNIT: &str = "211010118";

pub(super) async fn call(hand: &Hand) {
    let token = async |scope: &str| {
        let scope = format!("openid {scope}");
        text(&hand.control.token("kari", &scope).await["altinn"])
    };
    let reader = token("altinn:clientdelegations.read").await;
    // Adding reads the firm's clients with the same token.
    let writer = token("altinn:clientdelegations.read altinn:clientdelegations.write").await;
    agents(hand, &reader).await;
    let agent = system_user(hand, "318111669_kystmva").await;
    lists(hand, &reader, &agent).await;
    added_and_taken_away(hand, &writer, &agent).await;
    refused(hand, &writer, &agent).await;
}

/// A system user of the seed.
async fn system_user(hand: &Hand, system: &str) -> String {
    let state = hand.control.state().await;
    let mut users = state["systemUsers"].as_array().into_iter().flatten();
    let user = users.find(|user| user["systemId"] == system);
    text(&user.expect("a system user of the seed")["id"])
}

async fn agents(hand: &Hand, reader: &str) {
    let Hand {
        caller, kari_bare, ..
    } = hand;
    let agents = format!("{BASE}/agents?party={LUNDE}");
    caller.get(&agents).token(reader).gives(200).await;
    caller.get(&agents).token(kari_bare).gives(403).await;
    caller.get(&agents).wrong(401).await;
    let nobody = format!("{BASE}/agents?party=999999999");
    caller.get(&nobody).token(reader).gives(404).await;
    let nothing = format!("{BASE}/agents");
    caller.get(&nothing).token(reader).wrong(400).await;
}

async fn lists(hand: &Hand, reader: &str, agent: &str) {
    let Hand {
        caller, kari_bare, ..
    } = hand;
    for list in ["clients", "clients/available"] {
        let of_agent = format!("{BASE}/{list}?agent={agent}");
        let page = caller.get(&of_agent).token(reader).gives(200).await;
        assert_eq!(page["systemUserInformation"]["systemUserId"], agent);
        assert!(page["data"].as_array().is_some_and(|rows| !rows.is_empty()));
        caller.get(&of_agent).token(kari_bare).gives(403).await;
        caller.get(&of_agent).wrong(401).await;
        let nobody = format!("{BASE}/{list}?agent={}", Uuid::new_v4());
        let problem = caller.get(&nobody).token(reader).gives(400).await;
        assert_eq!(problem["validationErrors"][0]["code"], "AUTH.VLD-00014");
    }
    let own = system_user(hand, "311111116_smartcloud_regnskap").await;
    let wrong_kind = format!("{BASE}/clients?agent={own}");
    let problem = caller.get(&wrong_kind).token(reader).gives(400).await;
    assert_eq!(problem["validationErrors"][0]["code"], "AUTH.VLD-00015");
}

async fn added_and_taken_away(hand: &Hand, writer: &str, agent: &str) {
    let Hand {
        caller, kari_bare, ..
    } = hand;
    let client = hand.party(GRANLI).await.1;
    let pair = format!("{BASE}/clients?agent={agent}&client={client}");
    let attached = async || {
        let list = format!("{BASE}/clients?agent={agent}");
        let page = caller.get(&list).token(writer).gives(200).await;
        let mut rows = page["data"].as_array().into_iter().flatten();
        rows.any(|row| row["clientOrganizationNumber"] == GRANLI)
    };
    assert!(!attached().await, "not from the start");
    let done = caller.post(&pair).token(writer).gives(200).await;
    assert_eq!(
        (&done["agent"], &done["client"]),
        (&agent.into(), &client.clone().into())
    );
    assert!(attached().await);
    caller.delete(&pair).token(writer).gives(200).await;
    assert!(!attached().await);
    for method in [caller.post(&pair), caller.delete(&pair)] {
        method.token(kari_bare).gives(403).await;
    }
    caller.post(&pair).wrong(401).await;
    caller.delete(&pair).wrong(401).await;
}

async fn refused(hand: &Hand, writer: &str, agent: &str) {
    let Hand { caller, .. } = hand;
    let without_client = format!("{BASE}/clients?agent={agent}");
    for method in [caller.post(&without_client), caller.delete(&without_client)] {
        let problem = method.token(writer).gives(400).await;
        assert_eq!(problem["validationErrors"][0]["code"], "AUTH.VLD-00016");
    }
    let unit = hand.party(UNIT).await.1;
    let gives_nothing = format!("{BASE}/clients?agent={agent}&client={unit}");
    let problem = caller.post(&gives_nothing).token(writer).gives(400).await;
    assert_eq!(problem["code"], "AUTH-00079");
    // Tinde has given one of the two packages: it is among those that may be added, and cannot be.
    let property = system_user(hand, "316111440_oppdrag_eiendom").await;
    let tinde = hand.party("310670677").await.1;
    let gives_some = format!("{BASE}/clients?agent={property}&client={tinde}");
    let problem = caller.post(&gives_some).token(writer).gives(400).await;
    assert_eq!(problem["code"], "AUTH-00080");
}
