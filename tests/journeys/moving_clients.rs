//! Moving a system user for clients: its clients do not go with it. They are given to the new one by a job of their own,
//! and the old one stays until the check finds them there, or the person says that fewer are meant.

use std::sync::Arc;

use fullmakt_app::surface::clients::{
    BulkChange, BulkPlan, BulkSource, JobQuery, PlanBulk, StartJob,
};
use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::moving::{
    BeginMove, FinishMove, Move, MoveClients, MoveRef, MoveStep, MoveTo,
};
use fullmakt_app::surface::system_users::{SystemUserKind, SystemUserRef, Withdrawal};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, TestKeyring, until};

use super::agents::agent;

/// The accountant's firm of the seed.
const LUNDE: &str = "311451456";

/// Kari on a machine with a keyring, so that what is stored can be opened again.
async fn kari() -> Harness {
    let options = Options {
        portal_scope: true,
        keyring: Some(Arc::new(TestKeyring::default())),
        ..Options::default()
    };
    Harness::signed_in("kari", options).await
}

async fn only(stage: &Harness) -> Move {
    let mut moves = stage.app.moves(Nothing {}).await.expect("the list").rows;
    assert_eq!(moves.len(), 1);
    moves.remove(0)
}

async fn check(stage: &Harness) -> MoveClients {
    let id = only(stage).await.id;
    let job = stage.app.check_move(MoveRef { id }).await;
    let comparison = job.expect("compared").comparison;
    let clients = comparison.and_then(|comparison| comparison.clients);
    clients.expect("clients are compared")
}

fn names(clients: &MoveClients) -> Vec<&str> {
    let missing = clients.missing.iter();
    missing.map(|client| client.name.as_str()).collect()
}

/// The clients of the old one for the new one: the plan, and what it is a plan of.
async fn plan(stage: &Harness, from: &SystemUserRef, to: &SystemUserRef) -> (BulkChange, BulkPlan) {
    let change = BulkChange {
        firm: from.party_uuid.clone(),
        source: BulkSource::AsAgent {
            from: from.id.clone(),
            to: to.id.clone(),
        },
    };
    let asked = PlanBulk {
        change: change.clone(),
        outcome: None,
        offset: 0,
        limit: 100,
    };
    let plan = stage.app.plan_bulk(asked).await;
    (change, plan.expect("a plan"))
}

/// Clients that the sandbox says an agent holds something of.
async fn truth(stage: &Harness, agent: &str) -> Vec<String> {
    let all = stage
        .control
        .get(&format!("delegations?provider={LUNDE}"))
        .await;
    let rows = all["delegations"].as_array().into_iter().flatten();
    let own = rows.filter(|row| row["agent"] == agent);
    let mut clients: Vec<String> = own
        .filter_map(|row| row["client"].as_str().map(str::to_owned))
        .collect();
    clients.sort();
    clients.dedup();
    clients
}

/// The whole way, closed and started again between the steps.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_clients_are_given_to_the_new_one_before_it_goes() {
    let mut stage = kari().await;
    let old = agent(&stage, "KystMva").await;
    let new = agent(&stage, "Oppdrag Klientportal").await;
    let before = truth(&stage, &old.id).await;
    let begin = BeginMove {
        from: old.clone(),
        to: MoveTo::SystemUser { id: new.id.clone() },
    };
    let job = stage.app.begin_move(begin).await.expect("it begins");
    assert_eq!(
        (job.kind, job.step),
        (SystemUserKind::Client, MoveStep::Check)
    );
    let clients = check(&stage).await;
    assert_eq!(clients.same, 1);
    assert_eq!(names(&clients), ["Brattvåg Fisk AS", "Nordlys Bakeri AS"]);

    let finish = |accept_less| FinishMove {
        id: job.id.clone(),
        accept_less,
    };
    let failure = stage.app.finish_move(finish(false)).await;
    let failure = failure.expect_err("clients are lacking");
    assert_eq!(failure.code, ErrorCode::HoldsLess);
    assert_eq!(failure.context["clients"], "2");
    assert_eq!(stage.control.count("DELETE", "/systemuser/agent/").await, 0);

    stage.restart().await;
    stage
        .wait_for(|s| s.capabilities.change_clients.way == fullmakt_app::surface::common::Way::Api)
        .await;
    let (change, plan) = plan(&stage, &old, &new).await;
    assert_eq!((plan.adds, plan.already, plan.removes), (2, 1, 0));
    let start = StartJob {
        change,
        fingerprint: plan.fingerprint,
    };
    let given = stage.app.start_job(start).await.expect("it starts");
    until("the clients are given", async || {
        let asked = JobQuery {
            id: given.id.clone(),
            state: None,
            offset: 0,
            limit: 1,
        };
        let job = stage.app.client_job(asked).await.expect("a job").job;
        job.ended_at.is_some().then_some(())
    })
    .await;
    assert_eq!(truth(&stage, &new.id).await, before);
    assert_eq!(truth(&stage, &old.id).await, before, "nothing was taken");

    stage.restart().await;
    stage
        .wait_for(|s| s.capabilities.change_clients.way == fullmakt_app::surface::common::Way::Api)
        .await;
    let clients = check(&stage).await;
    assert_eq!((clients.same, names(&clients).len()), (3, 0));
    // The two systems ask for different packages of an accountant: that the person must have meant.
    let finished = stage.app.finish_move(finish(true)).await;
    let finished = finished.expect("the old one goes");
    assert!(matches!(finished.withdrawal, Withdrawal::Done { .. }));
    assert_eq!(only(&stage).await.step, MoveStep::Done);
    assert_eq!(truth(&stage, &old.id).await, Vec::<String>::new());
    assert_eq!(truth(&stage, &new.id).await, before);
    assert_eq!(stage.control.count("DELETE", "/systemuser/agent/").await, 1);
}

/// What takes its place is for clients too, and comes by a vendor's request: nobody else can ask for one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_is_for_clients_takes_its_place() {
    let stage = kari().await;
    let old = agent(&stage, "KystMva").await;
    let review = stage.pasted_review("agent-many-services").await;
    let own = stage.pasted_review("approvable").await;
    let begin = |to| BeginMove {
        from: old.clone(),
        to,
    };
    let system_id = "311111116_smartcloud_faktura".to_owned();
    for to in [
        MoveTo::System { system_id },
        MoveTo::Request { key: own.key },
    ] {
        let failure = stage.app.begin_move(begin(to)).await;
        let failure = failure.expect_err("another kind");
        assert_eq!(failure.code, ErrorCode::InvalidInput);
        assert_eq!(failure.context["field"], "to");
    }
    let key = review.key.clone();
    let to = MoveTo::Request { key };
    let job = stage.app.begin_move(begin(to)).await.expect("it begins");
    assert_eq!(job.step, MoveStep::NewAccess);
    stage.approve_here(&review).await;
    stage.system_user(&review.key).await;
    assert_eq!(only(&stage).await.step, MoveStep::Check);
    let clients = check(&stage).await;
    assert_eq!(
        (clients.same, names(&clients).len()),
        (0, 3),
        "they did not come along"
    );
}
