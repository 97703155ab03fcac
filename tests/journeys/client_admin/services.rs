//! Single services that a client has given: passed on to a person and taken back, beside packages.

use std::sync::Arc;

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, TestKeyring, until};
use serde_json::Value;

use super::stage::Firm;

/// The firm, and a client of it that has given a single service by hand.
const LUNDE: &str = "311451456";
const TINDE: &str = "310670677";
const SERVICE: &str = "ske-mva-kompensasjon";
const CODE: &str = "urn:altinn:resource:ske-mva-kompensasjon";
const BASE: &str = "/accessmanagement/api/v2/enduser/clientdelegations/agents/resources";

/// Lunde's clients, read.
async fn lunde() -> Firm {
    let options = Options {
        keyring: Some(Arc::new(TestKeyring::default())),
        ..Options::default()
    };
    let stage = Harness::signed_in("kari", options).await;
    let uuid = until("Kari administers the firm's clients", async || {
        let answer = stage.app.client_firms(Nothing {}).await.expect("firms");
        let mut firms = answer.firms.into_iter();
        let firm = firms.find(|firm| firm.org_no.as_deref() == Some(LUNDE));
        firm.map(|firm| firm.party_uuid)
    })
    .await;
    let firm = Firm { stage, uuid };
    let own = FirmRef {
        firm: firm.uuid.clone(),
    };
    let read = firm.stage.app.refresh_clients(own).await;
    read.expect("the clients are read");
    firm
}

/// A person who is an agent of the firm's.
async fn jon(firm: &Firm) -> String {
    let state = firm.stage.control.state().await;
    let mut people = state["people"].as_array().into_iter().flatten();
    let jon = people.find(|person| person["key"] == "jon");
    let key = jon.and_then(|person| person["partyUuid"].as_str());
    key.expect("a person of the seed").to_owned()
}

/// The client's row, with this agent's cell alone.
async fn tinde(firm: &Firm, agent: &str) -> (ClientRow, Vec<PackageName>) {
    let mut query = firm.query(500);
    query.agents = vec![agent.to_owned()];
    let page = firm.matrix(query).await;
    let mut rows = page.rows.into_iter();
    let row = rows.find(|row| row.org_no.as_deref() == Some(TINDE));
    (row.expect("a client"), page.packages)
}

/// Services that the sandbox says the agent holds of the client.
async fn truth(firm: &Firm, agent: &str) -> Vec<String> {
    let all = firm
        .stage
        .control
        .get(&format!("delegations?provider={LUNDE}"))
        .await;
    let rows = all["delegations"].as_array().into_iter().flatten();
    let own = rows.filter(|row| row["agent"] == agent && row["client"] == TINDE);
    own.flat_map(|row| row["resources"].as_array().cloned().unwrap_or_default())
        .filter_map(|id: Value| id.as_str().map(str::to_owned))
        .collect()
}

/// A single service is shown by name as one, goes with the packages in a call of its own, is read back, and is taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_single_service_is_passed_on_and_taken_back() {
    let firm = lunde().await;
    let jon = jon(&firm).await;
    let (row, names) = tinde(&firm, &jon).await;
    assert!(row.cells[0].can_add.contains(&CODE.to_owned()));
    let named = names.iter().find(|one| one.code == CODE).expect("a name");
    assert!(named.is_service && named.name != SERVICE, "{named:?}");

    let give = firm.cells(std::slice::from_ref(&row), &jon, BulkAct::Add);
    let plan = firm.plan(&give).await;
    assert_eq!((plan.adds, plan.clients, plan.blocked), (2, 1, 0));
    let job = firm.start(give.clone()).await.expect("it starts");
    let over = firm.over(&job.id).await;
    assert_eq!((over.changed, over.failed), (2, 0));
    assert_eq!(truth(&firm, &jon).await, [SERVICE]);
    assert_eq!(firm.stage.control.count("POST", BASE).await, 1);
    assert_eq!(firm.plan(&give).await.adds, 0, "it is known to be there");

    let take = firm.cells(std::slice::from_ref(&row), &jon, BulkAct::Remove);
    let job = firm.start(take).await.expect("it starts");
    let over = firm.over(&job.id).await;
    assert_eq!((over.changed, over.failed), (2, 0));
    assert_eq!(truth(&firm, &jon).await, Vec::<String>::new());
    let (row, _) = tinde(&firm, &jon).await;
    assert_eq!(row.cells[0].state, CellState::CanAdd);
}

/// The answer to the call for the service is lost: what is there is read before anything is sent again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_about_a_service_is_read_before_it_is_repeated() {
    let firm = lunde().await;
    let jon = jon(&firm).await;
    let (row, _) = tinde(&firm, &jon).await;
    let lost = serde_json::json!([{ "path": BASE, "method": "POST", "cut": "inside", "times": 1 }]);
    firm.stage.control.faults(lost).await;
    let give = firm.cells(&[row], &jon, BulkAct::Add);
    let job = firm.start(give).await.expect("it starts");
    let over = firm.over(&job.id).await;
    assert_eq!((over.changed, over.failed), (2, 0));
    assert_eq!(truth(&firm, &jon).await, [SERVICE]);
    let sent = firm.stage.control.count("POST", BASE).await;
    assert_eq!(sent, 1, "what was there was not sent again");
}
