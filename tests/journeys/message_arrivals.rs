//! What comes into lists that somebody looks at waits behind a pill; what fills them for the first time does not.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{
    Deadlines, DeadlinesQuery, Folder, MessagesPage, MessagesQuery, PauseReason, Scope,
    SyncActivity, SyncMessages,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, until};
use jiff::SignedDuration;
use serde_json::{Value, json};

const SEARCH: &str = "/dialogporten/api/v1/enduser/dialogs";

async fn arrivals(stage: &Harness) -> u32 {
    let status = stage.app.status(Nothing {}).await;
    status.expect("a status").arrivals
}

/// All folders as of an arrival.
async fn as_of(stage: &Harness, arrival: u32) -> MessagesPage {
    let query = MessagesQuery {
        folder: Folder::All,
        as_of: Some(arrival),
        limit: 500,
        ..MessagesQuery::default()
    };
    stage.app.messages(query).await.expect("a page")
}

fn holds(page: &MessagesPage, id: &str) -> bool {
    page.rows.iter().any(|row| row.id == id)
}

/// A message that comes now; its id.
async fn sent(stage: &Harness, what: Value) -> String {
    let made = stage.control.post("service-owner/dialogs", what).await;
    made["id"].as_str().expect("an id").to_owned()
}

async fn wish(stage: &Harness, scope: Scope) {
    let wish = SyncMessages {
        scope,
        ..SyncMessages::default()
    };
    stage.app.sync_messages(wish).await.expect("read");
}

async fn is_paused(stage: &Harness, reason: PauseReason) {
    until("it pauses", async || {
        let state = stage.app.sync_state(Nothing {}).await.ok()?;
        (state.state == SyncActivity::Paused { reason }).then_some(())
    })
    .await;
}

/// The poll right after the first fill belongs to it: nobody has seen the lists whole before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_poll_after_the_first_fill_brings_is_there_at_once() {
    let stage = Harness::new(Options::default()).await;
    let quiet = json!({ "Retry-After": "90" });
    let faults = json!([
        // The fill is answered, and the poll after it is not.
        { "path": SEARCH, "delay_ms": 1, "times": 1 },
        { "path": SEARCH, "status": 503, "headers": quiet, "times": 1 },
    ]);
    stage.control.faults(faults).await;
    stage.sign_in("kari").await;
    is_paused(&stage, PauseReason::RateLimited).await;
    let filled = as_of(&stage, 0).await;
    assert!(filled.total > 50, "{}", filled.total);
    assert_eq!(filled.arrived.count, 0);

    let first = sent(&stage, json!({})).await;
    stage.control.advance(100).await;
    wish(&stage, Scope::All).await;
    stage.messages_are_read().await;
    assert_eq!(arrivals(&stage).await, 0);
    let page = as_of(&stage, 0).await;
    assert!(holds(&page, &first));
    assert_eq!(page.arrived.count, 0);

    // From now on what comes in waits.
    let second = sent(&stage, json!({})).await;
    stage.control.advance(1000).await;
    wish(&stage, Scope::All).await;
    let page = as_of(&stage, 0).await;
    assert!(!holds(&page, &second));
    assert!(page.arrived.count > 0);
}

/// An organisation that is read on the user's wish before the first fill gets to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_read_during_the_first_fill_is_there_at_once() {
    let stage = Harness::new(Options::default()).await;
    // The client asks three times.
    let down = json!([{ "path": SEARCH, "status": 502, "times": 3 }]);
    stage.control.faults(down).await;
    stage.sign_in("kari").await;
    is_paused(&stage, PauseReason::UpstreamDown).await;
    let dialog = stage.dialog("plain").await;
    let state = stage.control.state().await;
    let all = state["organisations"].as_array().expect("organisations");
    let of = all.iter().find(|one| one["orgNo"] == dialog["orgNo"]);
    let party_uuid = of.expect("listed")["partyUuid"].as_str().expect("a key");
    let party_uuid = party_uuid.to_owned();
    wish(&stage, Scope::Organisation { party_uuid }).await;
    assert_eq!(arrivals(&stage).await, 0);
    let page = as_of(&stage, 0).await;
    assert!(holds(&page, dialog["id"].as_str().expect("an id")));
    assert_eq!(page.arrived.count, 0);
}

/// What only the daily sweep can find comes in like anything else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_sweep_finds_waits_too() {
    let stage = Harness::inbox_of("kari").await;
    // With an old time: no poll sees it.
    let late = sent(&stage, json!({ "ageS": 3 * 24 * 3600 })).await;
    let before = arrivals(&stage).await;
    stage.control.advance(25 * 3600).await;
    // The login has ended by then.
    stage.sign_in("kari").await;
    wish(&stage, Scope::All).await;
    until("the sweep has found it", async || {
        let page = as_of(&stage, u32::MAX).await;
        holds(&page, &late).then_some(())
    })
    .await;
    let page = as_of(&stage, before).await;
    assert!(!holds(&page, &late));
    assert!(page.arrived.count > 0);
}

async fn deadlines(stage: &Harness, arrival: u32) -> Deadlines {
    let query = DeadlinesQuery {
        as_of: Some(arrival),
        limit: 500,
        ..DeadlinesQuery::default()
    };
    stage.app.deadlines(query).await.expect("a page")
}

/// A new deadline waits; one that was in the list already is never missing from it because something changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_deadline_moves_nothing_and_a_known_one_stays() {
    let stage = Harness::inbox_of("kari").await;
    let now = stage.sandbox.shared().clock().now();
    let due = (now + SignedDuration::from_hours(30 * 24)).to_string();
    let known = sent(&stage, json!({ "due": due })).await;
    stage.control.advance(1000).await;
    wish(&stage, Scope::All).await;
    let before = arrivals(&stage).await;
    let list = deadlines(&stage, before).await;
    assert!(list.rows.iter().any(|row| row.id == known));
    assert_eq!(list.arrived.count, 0);

    let new = sent(&stage, json!({ "due": due })).await;
    let change = json!({ "title": "Ny tittel" });
    let path = format!("service-owner/dialogs/{known}");
    stage.control.patch(&path, change).await;
    stage.control.advance(1000).await;
    wish(&stage, Scope::All).await;
    let list = deadlines(&stage, before).await;
    let changed = list.rows.iter().find(|row| row.id == known);
    assert_eq!(changed.expect("it stays").title, "Ny tittel");
    assert!(!list.rows.iter().any(|row| row.id == new));
    assert!(list.arrived.count > 0);
    let all = deadlines(&stage, list.arrived.latest).await;
    assert!(all.rows.iter().any(|row| row.id == new));
    assert_eq!(all.total, list.total + list.arrived.count);
    assert_eq!(all.arrived.count, 0);
}
