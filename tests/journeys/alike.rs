//! The same system asks many organisations for the same: reviewed once, each checked, one confirm, a receipt for each.

use std::collections::BTreeSet;

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::alike::{Alike, AlikeChoice, AlikeOutcomes, AlikeRow, ApproveAlike};
use fullmakt_app::surface::approvals::{Decision, QueueQuery, QueueState, RequestRef};
use fullmakt_app::surface::common::{ErrorCode, Failure, Way};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_sandbox::{Config, Sandbox, Seed};
use fullmakt_tests::Harness;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;

const SYSTEM: &str = "311111116_smartcloud_regnskap";
const APPROVE: &str = "/authentication/api/v1/systemuser/request/*/approve";
const READ: &str = "/authentication/api/v1/systemuser/request/*";

/// Kari, who administers many, with ten waiting requests that are alike. Gives the key of the first.
async fn ten(portal_scope: bool) -> (Harness, String) {
    let config = Config {
        seed: Seed::generated(40).expect("a size that there is"),
        portal_scope,
        ..Config::default()
    };
    let stage = Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await;
    stage.sign_in("kari").await;
    let asked = asked(&stage, 10).await;
    let first = asked[0]["id"].as_str().expect("an id").to_owned();
    stage.app.queue(refreshed()).await.expect("the queue");
    (stage, first)
}

fn refreshed() -> QueueQuery {
    QueueQuery {
        refresh: true,
        ..QueueQuery::default()
    }
}

/// A system that is theirs alone asks so many organisations in which Kari may pass the service on.
async fn asked(stage: &Harness, count: usize) -> Vec<Value> {
    let state = stage.control.state().await;
    let numbers: Vec<String> = state["organisations"]
        .as_array()
        .expect("organisations")
        .iter()
        .rev()
        .filter_map(|o| o["orgNo"].as_str().map(str::to_owned))
        .collect();
    let held = json!({ "roles": ["daglig-leder"] });
    let mut asked = Vec::new();
    for number in numbers {
        if asked.len() == count {
            break;
        }
        let door = format!("authorities/kari/{number}");
        stage.control.put(&door, held.clone()).await;
        let body = json!({
            "systemId": SYSTEM, "partyOrgNo": number, "externalRef": "mange-like", "integrationTitle": "Felles",
            "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
            "accessPackages": [],
            "redirectUrl": "https://smartcloud.example/altinn/ferdig",
        });
        asked.push(stage.control.vendor_request(body).await);
    }
    stage
        .app
        .refresh_organisations(fullmakt_app::surface::common::Nothing {})
        .await
        .expect("the actors are read");
    assert_eq!(asked.len(), count);
    asked
}

async fn alike(stage: &Harness, key: &str) -> Alike {
    let key = key.to_owned();
    let alike = stage.app.alike(RequestRef { key }).await;
    alike.expect("they can be read")
}

fn choices(rows: &[AlikeRow]) -> Vec<AlikeChoice> {
    rows.iter()
        .map(|row| AlikeChoice {
            key: row.key.clone(),
            fingerprint: row.fingerprint.clone(),
        })
        .collect()
}

async fn approve(stage: &Harness, rows: &[AlikeRow]) -> Result<AlikeOutcomes, Failure> {
    let requests = choices(rows);
    let approve = ApproveAlike {
        requests,
        acknowledged: true,
    };
    stage.app.approve_alike(approve).await
}

/// What was told of the run that began with this request, as far as it has come.
fn progress(events: &mut Receiver<Event>, run: &str) -> Vec<(u32, u32)> {
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::AlikeProgress { first, done, total } = event {
            assert_eq!(first, run);
            told.push((done, total));
        }
    }
    told
}

/// Ten at once: grouped in the queue, checked one by one, decided with one confirm.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_are_approved_with_one_confirm() {
    let (stage, first) = ten(true).await;
    let row = stage.row(&first).await;
    let mark = row.alike.expect("it is one of ten");
    assert_eq!(mark.count, 10);
    let queue = stage.app.queue(QueueQuery::default()).await;
    let rows = queue.expect("the queue").rows;
    let group = rows.iter().filter_map(|r| r.alike.as_ref());
    let group = group.filter(|m| m.group == mark.group);
    assert_eq!(group.count(), 10);

    let shown = alike(&stage, &first).await;
    assert_eq!((shown.rows.len(), shown.more), (10, 0));
    assert_eq!(shown.rows[0].key, first, "the one asked for comes first");
    assert_eq!(shown.approve.way, Way::Api);
    for row in &shown.rows {
        assert!(row.can_approve, "{}: {:?}", row.organisation, row.failure);
        assert!(row.authority.as_ref().is_some_and(|a| a.checked));
    }
    let mut events = stage.app.subscribe();
    let outcomes = approve(&stage, &shown.rows).await.expect("all are sent");
    assert_eq!((outcomes.approved, outcomes.not_sent), (10, 0));
    let told = progress(&mut events, &first);
    assert_eq!(told, (1..=10).map(|done| (done, 10)).collect::<Vec<_>>());
    assert_eq!(stage.control.count("POST", "/approve").await, 10);
    let mut receipts = BTreeSet::new();
    let mut organisations = BTreeSet::new();
    for outcome in outcomes.rows {
        let Some(Decision::Done { receipt }) = outcome.decision else {
            panic!("{}: {:?}", outcome.organisation, outcome.failure)
        };
        let frozen = stage.receipt(&receipt).await;
        assert_eq!(frozen.act, Act::Approved);
        assert_eq!(frozen.review.organisation.name, outcome.organisation);
        organisations.insert(frozen.review.organisation.org_no);
        receipts.insert(receipt);
    }
    assert_eq!((receipts.len(), organisations.len()), (10, 10));
}

/// One is refused: it says why, stays open, and the others are approved.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_is_refused_does_not_stop_the_others() {
    let (stage, first) = ten(true).await;
    let shown = alike(&stage, &first).await;
    let body = json!({ "code": "AUTH-00016", "status": 403 });
    let fault = json!([{ "path": APPROVE, "status": 403, "body": body, "times": 1 }]);
    stage.control.faults(fault).await;
    let outcomes = approve(&stage, &shown.rows).await.expect("all are sent");
    assert_eq!((outcomes.approved, outcomes.not_sent), (9, 0));
    let failure = outcomes.rows[0].failure.as_ref().expect("refused");
    assert_eq!(failure.code, ErrorCode::MissingRole);
    assert_eq!(stage.row(&first).await.state, QueueState::Waiting);
}

/// The way itself is closed: what comes after is not sent, and says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_would_fail_as_well_is_not_sent() {
    let (stage, first) = ten(true).await;
    let shown = alike(&stage, &first).await;
    let fault = json!([{ "path": APPROVE, "status": 429, "headers": { "Retry-After": "30" } }]);
    stage.control.faults(fault).await;
    let mut events = stage.app.subscribe();
    let outcomes = approve(&stage, &shown.rows).await.expect("one is tried");
    assert_eq!((outcomes.approved, outcomes.not_sent), (0, 9));
    let told = progress(&mut events, &first);
    assert_eq!(told, [(1, 10)], "what is not sent is not told as settled");
    let failure = outcomes.rows[0].failure.as_ref().expect("it failed");
    assert_eq!(failure.code, ErrorCode::RateLimited);
    for row in &outcomes.rows[1..] {
        assert!(row.decision.is_none() && row.failure.is_none());
    }
}

/// Altinn wants quiet while they are checked: the rest is not asked for, and every row says why it is not checked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_check_ends_when_altinn_wants_quiet() {
    let (stage, first) = ten(true).await;
    let fault = json!([{ "path": READ, "method": "GET", "status": 429, "headers": { "Retry-After": "300" } }]);
    stage.control.faults(fault).await;
    stage.control.reset_counters().await;
    let shown = alike(&stage, &first).await;
    assert_eq!(
        (shown.rows.len(), shown.rows[0].key.as_str()),
        (10, first.as_str())
    );
    for row in &shown.rows {
        let failure = row.failure.as_ref().expect("not checked");
        assert_eq!(failure.code, ErrorCode::RateLimited);
        assert!(!row.can_approve);
    }
    let asked = stage.control.count("GET", "/systemuser/request/").await;
    assert!((1..=3).contains(&asked), "asked {asked} times");
}

/// What was shown has changed for one of them, or is not alike: nothing of that is approved.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_was_shown_and_is_alike_is_approved() {
    let (stage, first) = ten(true).await;
    let mut shown = alike(&stage, &first).await;
    shown.rows[3].fingerprint = "another".to_owned();
    let outcomes = approve(&stage, &shown.rows[..5]).await;
    let outcomes = outcomes.expect("all are tried");
    assert_eq!(outcomes.approved, 4);
    let failure = outcomes.rows[3].failure.as_ref().expect("refused");
    assert_eq!(failure.code, ErrorCode::RequestChanged);

    let other = stage.pasted_review("approvable").await;
    let mut rows = shown.rows[5..7].to_vec();
    rows.push(AlikeRow {
        key: other.key.clone(),
        fingerprint: other.fingerprint.clone(),
        ..rows[0].clone()
    });
    let failure = approve(&stage, &rows).await.expect_err("not alike");
    assert_eq!(failure.code, ErrorCode::InvalidInput);
    assert_eq!(stage.row(&other.key).await.state, QueueState::Waiting);
}

/// Without the portal's scope each is decided on its own page: none is opened by a confirm for all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_portals_scope_none_is_opened() {
    let (stage, _) = {
        let config = Config {
            seed: Seed::generated(40).expect("a size that there is"),
            ..Config::default()
        };
        let stage = Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await;
        stage.sign_in("kari").await;
        (stage, ())
    };
    let asked = asked(&stage, 2).await;
    let mut keys = Vec::new();
    for request in &asked {
        let text = request["confirmUrl"].as_str().expect("a link").to_owned();
        let added = stage
            .app
            .add_link(fullmakt_app::surface::approvals::AddLink { text })
            .await;
        keys.push(added.expect("the link is taken").key);
    }
    for key in &keys {
        stage.look_at(key).await.expect("it can be read");
    }
    let shown = alike(&stage, &keys[0]).await;
    assert_eq!((shown.rows.len(), shown.approve.way), (2, Way::Portal));
    assert!(shown.rows.iter().all(|row| !row.can_approve));
    let failure = approve(&stage, &shown.rows).await.expect_err("not here");
    assert_eq!(failure.code, ErrorCode::ScopeMissing);
    assert!(stage.browser.opened().is_empty());
}
