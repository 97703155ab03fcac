//! Reading messages when Altinn does not answer as it should: what is waited for, what is asked otherwise, and that
//! nothing is lost by it.

use std::time::Duration;

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{
    Folder, MessageRef, MessagesQuery, PauseReason, SyncActivity, SyncMessages, SyncState,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::IdentityConfig;
use fullmakt_tests::{Harness, Options, until};
use jiff::Timestamp;
use jiff::civil::Weekday;
use serde_json::{Value, json};

const SEARCH: &str = "/dialogporten/api/v1/enduser/dialogs";

/// A stage whose next searches end so.
async fn with(fault: Value) -> Harness {
    let stage = Harness::new(Options::default()).await;
    stage.control.faults(json!([fault])).await;
    stage.sign_in("kari").await;
    stage
}

/// Until synchronisation stands so. Right after a start nobody is signed in yet.
async fn stands(stage: &Harness, what: &str, is: impl Fn(&SyncState) -> bool) -> SyncState {
    until(what, async || {
        let state = stage.app.sync_state(Nothing {}).await.ok()?;
        is(&state).then_some(state)
    })
    .await
}

fn paused(reason: PauseReason) -> impl Fn(&SyncState) -> bool {
    move |state| state.state == SyncActivity::Paused { reason }
}

async fn read_to_the_end(stage: &Harness) {
    stands(stage, "read to the end", |state| {
        state.last.is_some() && state.state == SyncActivity::Waiting && state.failure.is_none()
    })
    .await;
    let query = MessagesQuery {
        folder: Folder::Inbox,
        limit: 1,
        ..MessagesQuery::default()
    };
    let page = stage.app.messages(query).await.expect("a page");
    assert!(page.total > 50, "{}", page.total);
    assert!(page.failures.is_empty(), "{:?}", page.failures);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retry_after_is_obeyed() {
    // Longer than the client waits by itself.
    let stage = with(json!({
        "path": SEARCH, "status": 429, "headers": { "Retry-After": "90" }, "times": 1
    }))
    .await;
    let state = stands(&stage, "asked to wait", paused(PauseReason::RateLimited)).await;
    assert_eq!(state.failure.expect("said").code, ErrorCode::RateLimited);
    tokio::time::sleep(Duration::from_secs(2)).await;
    let asked = stage.control.searches().await;
    assert_eq!(asked, 1, "nothing while Altinn wants quiet");
    stage.control.advance(100).await;
    read_to_the_end(&stage).await;
    assert_eq!(stage.control.searches().await, 3);
}

/// Altinn counts calls by who makes them: another person at the same machine is no reason to ask.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retry_after_holds_for_whoever_signs_in_next() {
    let stage = with(json!({
        "path": SEARCH, "status": 429, "headers": { "Retry-After": "900" }, "times": 1
    }))
    .await;
    stands(&stage, "asked to wait", paused(PauseReason::RateLimited)).await;
    let first = stage.session().await.account;
    stage.sign_in("odd").await;
    assert_ne!(stage.session().await.account, first);
    let state = stands(&stage, "it waits", paused(PauseReason::RateLimited)).await;
    assert_eq!(state.failure.expect("said").code, ErrorCode::RateLimited);
    assert!(state.next.is_some(), "it is tried again");
    assert_eq!(stage.control.searches().await, 1, "and not before");
}

/// The user's wish, after this answer was set up and a minute has passed.
async fn wish(stage: &Harness, faults: Value) -> Result<SyncState, ErrorCode> {
    stage.control.faults(faults).await;
    stage.control.advance(100).await;
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    wish.map_err(|failure| failure.code)
}

/// Seconds until messages are read again by themselves.
fn pause(stage: &Harness, state: &SyncState) -> i64 {
    let next = state.next.as_deref().expect("it is tried again");
    let next: Timestamp = next.parse().expect("an instant");
    let now = stage.sandbox.shared().clock().now();
    next.duration_since(now).as_secs()
}

/// Twice as long each time, until there is an answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_answered_is_asked_ever_more_seldom() {
    let stage = Harness::inbox_of("kari").await;
    let down = json!([{ "path": SEARCH, "status": 502 }]);
    let failed = async || {
        let state = wish(&stage, down.clone()).await.expect("a state");
        assert!(paused(PauseReason::UpstreamDown)(&state), "{state:?}");
        pause(&stage, &state)
    };
    let first = failed().await;
    assert!((20..=36).contains(&first), "{first} s");
    let mut last = first;
    for _ in 0..3 {
        let now = failed().await;
        assert!(now * 2 > last * 3, "{now} s after {last} s");
        last = now;
    }
    wish(&stage, json!([])).await.expect("a state");
    read_to_the_end(&stage).await;
    let anew = failed().await;
    assert!((20..=36).contains(&anew), "{anew} s after an answer");
    failed().await;

    // A time that Altinn names is neither shortened nor made longer by what was in vain before.
    let quiet = json!([{ "path": SEARCH, "status": 503, "headers": { "Retry-After": "300" } }]);
    let state = wish(&stage, quiet).await.expect("a state");
    let named = pause(&stage, &state);
    assert!((280..=300).contains(&named), "{named} s");
    let asked = stage.control.searches().await;
    let refused = wish(&stage, json!([])).await;
    assert_eq!(refused, Err(ErrorCode::RateLimited), "whoever asks");
    assert_eq!(stage.control.searches().await, asked, "nothing is sent");
    stage.control.advance(300).await;
    wish(&stage, json!([])).await.expect("a state");
    read_to_the_end(&stage).await;
}

/// Who asks for messages on a Saturday has them tried for as long as somebody is there; after that it waits for Monday.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_failed_is_not_tried_all_weekend() {
    let stage = Harness::new(Options::default()).await;
    stage.advance_to(Weekday::Saturday, 12).await;
    stage.sign_in("kari").await;
    read_to_the_end(&stage).await;
    let down = json!([{ "path": SEARCH, "status": 502 }]);
    let state = wish(&stage, down).await.expect("a state");
    let soon = pause(&stage, &state);
    assert!(soon <= 36, "{soon} s");

    stage.control.advance(3600).await;
    // It wakes at once.
    stage.app.machine_locked(true);
    stage.app.machine_locked(false);
    let monday = 30 * 3600;
    stands(&stage, "left until Monday", |state| {
        state.next.is_some() && pause(&stage, state) > monday
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_is_asked_again_on_the_users_wish() {
    let stage = with(json!({ "path": SEARCH, "status": 502 })).await;
    stands(&stage, "down", paused(PauseReason::UpstreamDown)).await;
    stage.control.clear_faults().await;
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    wish.expect("asked again");
    read_to_the_end(&stage).await;
}

/// Nearly every outage is met by the renewal of a token, which lives for two minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_that_meets_a_renewal_passes_by_itself() {
    let options = Options {
        identity: Some(IdentityConfig::default().with_production_lifetimes()),
        ..Options::default()
    };
    let stage = Harness::signed_in("kari", options).await;
    read_to_the_end(&stage).await;
    let read = stage.control.searches().await;
    let down = json!([{ "path": "/idporten/token", "status": 503 }]);
    stage.control.faults(down).await;
    stage.control.advance(150).await;
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    wish.expect("a state");
    let state = stands(&stage, "down", paused(PauseReason::UpstreamDown)).await;
    assert_eq!(state.failure.expect("said").code, ErrorCode::UpstreamDown);
    assert!(state.next.is_some(), "it is tried again");
    assert_eq!(stage.control.searches().await, read, "no token, no search");

    stage.control.clear_faults().await;
    stage.control.advance(100).await;
    read_to_the_end(&stage).await;
    assert_eq!(stage.control.searches().await, read + 1);
}

/// What there is to be read could not be told: asked again later, with nobody's help.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_is_not_understood_is_asked_for_again() {
    let limits = "/dialogporten/api/v1/metadata/limits";
    let stage = with(json!({ "path": limits, "status": 404 })).await;
    let state = stands(&stage, "refused", paused(PauseReason::UpstreamDown)).await;
    assert!(state.next.is_some(), "it is tried again");
    stage.control.clear_faults().await;
    stage.control.advance(1000).await;
    read_to_the_end(&stage).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_that_is_too_broad_is_asked_in_halves() {
    let body = json!({ "errors": { "Search": ["too broad"] } });
    let stage = with(json!({ "path": SEARCH, "status": 422, "body": body, "times": 1 })).await;
    read_to_the_end(&stage).await;
    assert_eq!(
        stage.control.searches().await,
        4,
        "refused, two halves, and the poll"
    );
}

/// The next round does not begin with the whole again, which was refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_half_that_is_too_broad_is_halved_in_the_next_round() {
    let body = json!({ "errors": { "Search": ["too broad"] } });
    let stage = with(json!({ "path": SEARCH, "status": 422, "body": body, "times": 2 })).await;
    stage.messages_are_read().await;
    let query = MessagesQuery {
        folder: Folder::Inbox,
        limit: 1,
        ..MessagesQuery::default()
    };
    let page = stage.app.messages(query).await.expect("a page");
    assert_eq!(page.failures.len(), 1, "{:?}", page.failures);
    let asked = stage.control.searches().await;
    assert_eq!(asked, 3, "the whole, a half, and the poll");
    wish(&stage, json!([])).await.expect("a state");
    read_to_the_end(&stage).await;
    let more = stage.control.searches().await - asked;
    assert_eq!(more, 4, "the poll, two quarters, and the other half");
    // What was read in parts is read.
    wish(&stage, json!([])).await.expect("a state");
    assert_eq!(stage.control.searches().await - asked - more, 1, "a poll");
}

/// The next round goes on with a sweep that was too broad: the sweep of the next day would only find out again that it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sweep_that_is_too_broad_is_read_in_parts_after_the_next_poll() {
    let stage = Harness::inbox_of("kari").await;
    // With an old time: no poll sees it.
    let late = json!({ "ageS": 3 * 24 * 3600 });
    let late = stage.control.post("service-owner/dialogs", late).await;
    let late = late["id"].as_str().expect("an id").to_owned();
    let is_known = async || {
        let id = late.clone();
        stage.app.message(MessageRef { id }).await.is_ok()
    };
    let body = json!({ "errors": { "Search": ["too broad"] } });
    let faults = json!([
        // The poll is answered, and the sweep is not.
        { "path": SEARCH, "delay_ms": 1, "times": 1 },
        { "path": SEARCH, "status": 422, "body": body, "times": 2 },
    ]);
    stage.control.faults(faults).await;
    let before = stage.control.searches().await;
    stage.control.advance(25 * 3600).await;
    // The login has ended by then.
    stage.sign_in("kari").await;
    until("the sweep is refused", async || {
        let state = stage.app.sync_state(Nothing {}).await.ok()?;
        let asked = stage.control.searches().await - before;
        (asked == 3 && state.state == SyncActivity::Waiting).then_some(())
    })
    .await;
    assert!(!is_known().await);
    wish(&stage, json!([])).await.expect("a state");
    assert_eq!(
        stage.control.searches().await - before - 3,
        4,
        "the poll, two quarters, and the other half"
    );
    assert!(is_known().await);
    wish(&stage, json!([])).await.expect("a state");
    let asked = stage.control.searches().await - before - 7;
    assert_eq!(asked, 1, "a poll: the sweep is over");
}

/// However narrow: no round asks more than it must to find that out, and in the end all is read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stays_too_broad_is_not_asked_in_ever_more_parts() {
    let body = json!({ "errors": { "Search": ["too broad"] } });
    let broad = json!([{ "path": SEARCH, "status": 422, "body": body }]);
    let stage = with(broad[0].clone()).await;
    stands(&stage, "refused", |state| {
        state.state == SyncActivity::Waiting
    })
    .await;
    for round in 0..20 {
        let before = stage.control.searches().await;
        wish(&stage, broad.clone()).await.expect("a state");
        let asked = stage.control.searches().await - before;
        assert!(asked <= 4, "{asked} in round {round}");
    }
    wish(&stage, json!([])).await.expect("a state");
    read_to_the_end(&stage).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_half_that_is_told_to_wait_waits_and_nothing_is_left_out() {
    let stage = Harness::new(Options::default()).await;
    let broad = json!({ "errors": { "Search": ["too broad"] } });
    let wait = json!({ "Retry-After": "90" });
    let faults = json!([
        { "path": SEARCH, "status": 422, "body": broad, "times": 1 },
        { "path": SEARCH, "status": 429, "headers": wait, "times": 1 },
    ]);
    stage.control.faults(faults).await;
    stage.sign_in("kari").await;
    stands(&stage, "asked to wait", paused(PauseReason::RateLimited)).await;
    assert_eq!(stage.control.searches().await, 2, "the whole, and a half");
    stage.control.advance(100).await;
    read_to_the_end(&stage).await;
    let asked = stage.control.searches().await;
    assert_eq!(asked, 5, "both halves, and the poll: not the whole again");
}

/// What is waited for in the midst of it makes nobody read again what was read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_that_was_read_is_not_read_again_after_a_wait() {
    let broad = json!({ "errors": { "Search": ["too broad"] } });
    let stage = with(json!({ "path": SEARCH, "status": 422, "body": broad, "times": 2 })).await;
    stage.messages_are_read().await;
    let wait = json!({ "Retry-After": "90" });
    let faults = json!([
        // The poll and a quarter are answered, the next quarter is not.
        { "path": SEARCH, "delay_ms": 1, "times": 2 },
        { "path": SEARCH, "status": 429, "headers": wait, "times": 1 },
    ]);
    let state = wish(&stage, faults).await.expect("a state");
    assert!(paused(PauseReason::RateLimited)(&state), "{state:?}");
    let asked = stage.control.searches().await;
    wish(&stage, json!([])).await.expect("a state");
    read_to_the_end(&stage).await;
    let more = stage.control.searches().await - asked;
    assert_eq!(more, 3, "the poll, the quarter, and the other half");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_that_is_locked_reads_nothing_until_it_is_unlocked() {
    let stage = Harness::new(Options::default()).await;
    stage.app.machine_locked(true);
    stage.sign_in("kari").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(stage.control.searches().await, 0);
    stage.app.machine_locked(false);
    read_to_the_end(&stage).await;
    let read = stage.control.searches().await;

    stage.app.machine_locked(true);
    let state = stands(&stage, "locked", paused(PauseReason::Locked)).await;
    assert_eq!(state.next, None);
    stage.control.advance(3600).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(stage.control.searches().await, read, "an hour later");
    // Whoever asks for it sits at the machine.
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    wish.expect("read");
    assert_eq!(stage.control.searches().await, read + 1);
    stage.app.machine_locked(false);
    stands(&stage, "as before", |state| {
        state.state == SyncActivity::Waiting
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_values_than_the_server_takes_lead_to_its_limits() {
    let body = json!({ "errors": { "Party.Count": ["at most 50"] } });
    let stage = with(json!({ "path": SEARCH, "status": 400, "body": body, "times": 1 })).await;
    read_to_the_end(&stage).await;
    assert_eq!(stage.control.count("GET", "metadata/limits").await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_scope_nothing_is_asked_again() {
    let stage = with(json!({ "path": SEARCH, "status": 403 })).await;
    let state = stands(&stage, "no scope", paused(PauseReason::ScopeMissing)).await;
    assert_eq!(state.next, None);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(stage.control.searches().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fill_that_was_ended_goes_on_after_a_restart() {
    let mut stage = with(json!({ "path": SEARCH, "cut": "before" })).await;
    stands(&stage, "no answer", |state| state.failure.is_some()).await;
    stage.control.clear_faults().await;
    stage.restart().await;
    read_to_the_end(&stage).await;
}
