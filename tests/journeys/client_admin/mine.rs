//! What others gave to the user.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Nothing};
use fullmakt_app::surface::session::{ScopeFeature, SignIn};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::idporten::Consent;
use fullmakt_tests::{Harness, Options};

use serde_json::json;

use super::people::{add, person};
use super::stage::Firm;

/// What one was given oneself, as a list.
const MINE: &str = "/accessmanagement/api/v2/enduser/clientdelegations/my/*";

/// Kari makes herself an agent and gives herself three clients: she sees them, gives up one, and then leaves.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_sees_and_gives_up_what_one_was_given() {
    let firm = Firm::read(60).await;
    let (number, name) = person(&firm, "kari").await;
    let added = firm.stage.app.add_person_agent(add(&firm, &number, &name));
    let PersonAgentAdded::Added { agent } = added.await.expect("an answer") else {
        panic!("added")
    };
    let clients = firm.addable(&agent, 3).await;
    let job = firm.start(firm.cells(&clients, &agent, BulkAct::Add)).await;
    firm.over(&job.expect("it starts").id).await;

    let app = &firm.stage.app;
    let mine = app.my_clients(MyClientsQuery::default()).await;
    let mine = mine.expect("read");
    assert!(mine.failure.is_none(), "{:?}", mine.failure);
    let of = |mine: &MyClients| -> Vec<MyClient> {
        let mut providers = mine.providers.iter();
        let found = providers.find(|provider| provider.party_uuid == firm.uuid);
        found.map(|found| found.clients.clone()).unwrap_or_default()
    };
    let held = of(&mine);
    assert_eq!(held.len(), 3);
    assert!(held.iter().all(|client| !client.holds.is_empty()));
    let leave = LeaveClients {
        provider: firm.uuid.clone(),
        client: Some(held[0].party_uuid.clone()),
    };
    let left = app.leave_clients(leave).await.expect("given up");
    assert_eq!(of(&left).len(), 2);
    let truth = firm.truth().await;
    assert!(!truth.contains_key(&(agent.clone(), held[0].party_uuid.clone())));
    let leave = LeaveClients {
        provider: firm.uuid.clone(),
        client: None,
    };
    let left = app.leave_clients(leave).await.expect("left");
    assert!(left.providers.iter().all(|one| one.party_uuid != firm.uuid));
    assert!(
        firm.truth()
            .await
            .keys()
            .all(|(holder, _)| *holder != agent)
    );
    let log = firm.stage.log().await;
    let acts = log.iter().filter(|row| row.act == Act::ClientsLeft);
    assert_eq!(acts.count(), 2);
}

/// One role's share was given up, and the list that tells whether another is left cannot be read: that is said, and not
/// called left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_seen_to_be_gone_is_not_called_left() {
    let firm = Firm::read(60).await;
    let (number, name) = person(&firm, "kari").await;
    let added = firm.stage.app.add_person_agent(add(&firm, &number, &name));
    let PersonAgentAdded::Added { agent } = added.await.expect("an answer") else {
        panic!("added")
    };
    let clients = firm.addable(&agent, 1).await;
    let job = firm.start(firm.cells(&clients, &agent, BulkAct::Add)).await;
    firm.over(&job.expect("it starts").id).await;
    let app = &firm.stage.app;
    let mine = app.my_clients(MyClientsQuery::default()).await;
    mine.expect("read");
    let unread = json!([{ "path": MINE, "method": "GET", "status": 500 }]);
    firm.stage.control.faults(unread).await;
    let leave = LeaveClients {
        provider: firm.uuid.clone(),
        client: Some(clients[0].id.clone()),
    };
    let failure = app.leave_clients(leave).await.expect_err("not seen");
    assert_eq!(failure.code, ErrorCode::UpstreamDown);
    let log = firm.stage.log().await;
    assert!(log.iter().all(|row| row.act != Act::ClientsLeft));
}

/// The scopes are asked for when the feature is opened; a no turns it off, with its reason.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scopes_are_asked_for_late_and_a_no_is_a_no() {
    let stage = Harness::new(Options::default()).await;
    stage
        .sign_in_by_browser(SignIn::default(), Consent::All)
        .await;
    let firms = stage.app.client_firms(Nothing {}).await.expect("an answer");
    assert_eq!(firms.read.reason, Some(AbilityReason::ScopeMissing));
    assert!(firms.firms.is_empty());
    let more = SignIn {
        features: vec![ScopeFeature::Clients],
        ..SignIn::default()
    };
    let some = Consent::Without("clientdelegations.write");
    stage.sign_in_by_browser(more, some).await;
    let is_refused = Some(AbilityReason::ConsentRefused);
    let session = stage
        .wait_for(|s| s.capabilities.change_clients.reason == is_refused)
        .await;
    let can = session.capabilities;
    assert_eq!(can.read_clients.reason, None);
    assert_eq!(can.my_clients.reason, Some(AbilityReason::ScopeMissing));
    let refresh = MyClientsQuery { refresh: true };
    let failure = stage.app.my_clients(refresh).await.expect_err("refused");
    assert_eq!(failure.code, ErrorCode::ScopeMissing);
}
