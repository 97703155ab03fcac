//! Reading messages when Altinn does not answer as it should: what is waited for, what is asked otherwise, and that
//! nothing is lost by it.

use std::time::Duration;

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{
    Folder, MessagesQuery, PauseReason, SyncActivity, SyncMessages, SyncState,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, until};
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_is_asked_again_on_the_users_wish() {
    let stage = with(json!({ "path": SEARCH, "status": 502 })).await;
    stands(&stage, "down", paused(PauseReason::UpstreamDown)).await;
    stage.control.clear_faults().await;
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    wish.expect("asked again");
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
