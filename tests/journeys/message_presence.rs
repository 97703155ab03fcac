//! Reading messages for who is there, and for who comes back.

use std::sync::Arc;
use std::time::Duration;

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::SyncActivity;
use fullmakt_app::surface::session::WindowUsed;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, TestKeyring, until};
use jiff::Timestamp;
use jiff::civil::Weekday;
use serde_json::json;

const SEARCH: &str = "/dialogporten/api/v1/enduser/dialogs";

/// Longest time from a poll to the next one while somebody is there; with a second for the clock.
const ACTIVE: i64 = 18 * 60 + 1;

async fn used(stage: &Harness, focused: bool) {
    let used = stage.app.window_used(WindowUsed { focused }).await;
    used.expect("noted");
}

/// Waits as long as a poll takes to begin.
async fn a_moment() {
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// Seconds until messages are read again by themselves, once they are all read.
async fn next(stage: &Harness) -> i64 {
    until("a next round is planned", async || {
        let state = stage.app.sync_state(Nothing {}).await.ok()?;
        let is_over = state.last.is_some() && state.state == SyncActivity::Waiting;
        let next: Timestamp = state.next.filter(|_| is_over)?.parse().ok()?;
        let now = stage.sandbox.shared().clock().now();
        (next > now).then(|| next.duration_since(now).as_secs())
    })
    .await
}

/// So many minutes later the scheduler looks at the clock.
async fn minutes_later(stage: &Harness, minutes: i64) {
    stage.control.advance(minutes * 60).await;
    stage.app.machine_locked(true);
    stage.app.machine_locked(false);
}

/// Kari on a Tuesday at ten, with a keyring, so that her login outlives a restart.
async fn at_work() -> Harness {
    let options = Options {
        keyring: Some(Arc::new(TestKeyring::default())),
        ..Options::default()
    };
    let stage = Harness::new(options).await;
    stage.advance_to(Weekday::Tuesday, 10).await;
    stage.sign_in("kari").await;
    stage.messages_are_read().await;
    stage
}

/// Once a minute at most, and in the call meter like any poll.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_to_the_window_sees_what_is_new() {
    let stage = at_work().await;
    let read = stage.control.searches().await;
    used(&stage, true).await;
    a_moment().await;
    assert_eq!(stage.control.searches().await, read, "read a moment ago");

    stage.control.advance(61).await;
    used(&stage, false).await;
    a_moment().await;
    let asked = stage.control.searches().await;
    assert_eq!(asked, read, "who works on has not come back");
    used(&stage, true).await;
    until("a poll", async || {
        (stage.control.searches().await == read + 1).then_some(())
    })
    .await;
    next(&stage).await;
    used(&stage, true).await;
    a_moment().await;
    assert_eq!(stage.control.searches().await, read + 1, "once a minute");
    let status = stage.app.status(Nothing {}).await.expect("a status");
    let mut kinds = status.calls.iter();
    let search = kinds.find(|call| call.kind == "dialogs_search");
    let search = search.expect("counted");
    assert_eq!(Some(search.count), search.minimum);
}

/// Reading and searching ask Altinn for nothing, and are work all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_is_not_idle() {
    let stage = at_work().await;
    let first = next(&stage).await;
    assert!(first <= ACTIVE, "who has signed in is there: {first} s");
    minutes_later(&stage, 20).await;
    let soon = next(&stage).await;
    assert!(soon <= ACTIVE, "{soon} s");
    used(&stage, false).await;
    minutes_later(&stage, 20).await;
    let soon = next(&stage).await;
    assert!(soon <= ACTIVE, "who reads is there: {soon} s");

    // Nobody any more: an hour, and some.
    minutes_later(&stage, 31).await;
    let late = next(&stage).await;
    assert!(late > 3600, "{late} s");
    // Who comes back after that has waited long enough, though the window had the focus all the time.
    let read = stage.control.searches().await;
    stage.control.advance(61).await;
    used(&stage, false).await;
    until("a poll", async || {
        (stage.control.searches().await == read + 1).then_some(())
    })
    .await;
    let soon = next(&stage).await;
    assert!(soon <= ACTIVE, "{soon} s");
}

/// An app that is started with the machine has nobody there until its window is used.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_there_before_the_window_is_used() {
    let mut stage = at_work().await;
    stage.restart().await;
    let late = next(&stage).await;
    assert!(late > 3600, "{late} s");
    used(&stage, false).await;
    let soon = next(&stage).await;
    assert!(soon <= ACTIVE, "{soon} s");
}

/// What was read for one person when the next one signed in has failed for nobody who is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_person_waits_for_nothing_that_the_last_one_left() {
    let stage = at_work().await;
    let slow = json!([{ "path": SEARCH, "delay_ms": 6000, "times": 1 }]);
    stage.control.faults(slow).await;
    stage.control.advance(61).await;
    used(&stage, true).await;
    until("a poll is under way", async || {
        let state = stage.app.sync_state(Nothing {}).await.ok()?;
        (state.state == SyncActivity::Polling).then_some(())
    })
    .await;
    stage.sign_in("odd").await;
    let soon = next(&stage).await;
    assert!(soon <= ACTIVE, "{soon} s");
}
