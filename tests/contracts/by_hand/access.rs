//! Whom one may act for, what one may pass on, and who holds what.

use super::{Hand, SERVICE};

const AM: &str = "/accessmanagement/api/v1";
const CONNECTIONS: &str = "/accessmanagement/api/v1/enduser/connections";

pub(super) async fn call(hand: &Hand) {
    parties(hand).await;
    checks(hand).await;
    connections(hand).await;
}

async fn parties(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        ..
    } = hand;
    let list = format!("{AM}/enduser/authorizedparties");
    let all = format!(
        "{list}?includeRoles=true&includeAccessPackages=true&includeResources=true&includeInstances=true\
         &includePartiesViaKeyRoles=true&includeSubParties=auto&includeInactiveParties=false"
    );
    caller.get(&all).token(kari).gives(200).await;
    let granli = hand.seeded("approvable").await;
    let (party, uuid) = hand.party(&granli.org_no).await;
    let filtered = format!("{list}?partyFilter={uuid}&anyOfResourceIds=altinn_access_management");
    caller.get(&filtered).token(kari).gives(200).await;
    caller.get(&list).token(kari_bare).gives(403).await;
    caller.get(&list).wrong(401).await;
    let unreadable = format!("{list}?includeSubParties=perhaps");
    caller.get(&unreadable).token(kari).wrong(400).await;

    caller
        .get(&format!("{AM}/authorizedparties"))
        .token(kari)
        .gives(200)
        .await;
    let one = format!("{AM}/authorizedparty/{party}");
    caller.get(&one).token(kari).gives(200).await;
    let nobody = format!("{AM}/authorizedparty/1");
    caller.get(&nobody).token(kari).gives(400).await;
    let of_party = format!("{AM}/{party}/authorizedparties");
    caller.get(&of_party).token(kari).gives(200).await;
    caller.get(&of_party).token(&hand.odd).gives(403).await;
}

async fn checks(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        ..
    } = hand;
    let granli = hand.seeded("approvable").await;
    let (_, uuid) = hand.party(&granli.org_no).await;
    let services = format!("{CONNECTIONS}/resources/delegationcheck?party={uuid}");
    let one = format!("{services}&resource={SERVICE}");
    caller.get(&one).token(kari).gives(200).await;
    caller.get(&one).token(kari_bare).gives(403).await;
    caller.get(&services).token(kari).wrong(400).await;
    let unknown = format!("{services}&resource=no-such-service");
    caller.get(&unknown).token(kari).gives(400).await;
    let packages = format!("{CONNECTIONS}/accesspackages/delegationcheck?party={uuid}");
    let urn = "urn:altinn:accesspackage";
    let two = format!("{packages}&packages={urn}:merverdiavgift&packages={urn}:lonn");
    caller.get(&two).token(kari).gives(200).await;
    caller.get(&packages).token(kari).gives(200).await;
    let unknown = format!("{packages}&packages={urn}:no-such-package");
    caller.get(&unknown).token(kari).gives(400).await;
    let nobody = format!("{CONNECTIONS}/accesspackages/delegationcheck");
    caller.get(&nobody).token(kari).wrong(403).await;
    // Every reason that a service can be held back for.
    for tag in [
        "reason-missing-role",
        "reason-missing-delegation",
        "reason-missing-package",
    ] {
        let solgry = hand.seeded(tag).await;
        let (_, uuid) = hand.party(&solgry.org_no).await;
        let path = format!("{CONNECTIONS}/resources/delegationcheck?party={uuid}");
        for service in [
            "ovelse-mangler-rolle",
            "ovelse-mangler-delegering",
            "ovelse-mangler-pakke",
        ] {
            let path = format!("{path}&resource={service}");
            caller.get(&path).token(&hand.odd).gives(200).await;
        }
    }
}

async fn connections(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        ..
    } = hand;
    let granli = hand.seeded("approvable").await;
    let lunde = hand.seeded("agent-many-services").await;
    let (_, granli) = hand.party(&granli.org_no).await;
    let (_, lunde) = hand.party(&lunde.org_no).await;
    let given = format!("party={granli}&from={granli}");
    let received = format!("party={lunde}&to={lunde}");
    for direction in [&given, &received] {
        let includes =
            "includeAccessPackages=true&includeResources=true&includeAgentConnections=true";
        let all = format!("{CONNECTIONS}?{direction}&{includes}");
        caller.get(&all).token(kari).gives(200).await;
        for part in ["accesspackages", "resources"] {
            let path = format!("{CONNECTIONS}/{part}?{direction}");
            caller.get(&path).token(kari).gives(200).await;
        }
    }
    let state = hand.control.state().await;
    let mut users = state["systemUsers"].as_array().into_iter().flatten();
    let user = users.find(|user| user["externalRef"] == "kunde-2204");
    let user = user.and_then(|user| user["id"].as_str());
    let user = user.expect("a system user of the seed");
    let rights = format!("{CONNECTIONS}/resources/rights?{given}&to={user}&resource={SERVICE}");
    caller.get(&rights).token(kari).gives(200).await;
    let bare = format!("{CONNECTIONS}?{given}");
    caller.get(&bare).token(kari_bare).gives(403).await;
    caller.get(&bare).wrong(401).await;
    let unknown = format!("{CONNECTIONS}/resources/rights?{given}&to={user}");
    caller.get(&unknown).token(kari).wrong(400).await;
}
