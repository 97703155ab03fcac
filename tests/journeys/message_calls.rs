//! What synchronisation of messages costs, counted at the other side: exactly the least that the interface allows.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{SyncActivity, SyncMessages, SyncState};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{Config, Sandbox, Seed, Volume};
use fullmakt_tests::{Harness, until};
use serde_json::json;

async fn accountant(parties: u32, dialogs: u32, services: u16) -> Harness {
    let config = Config {
        seed: Seed::generated(parties).expect("a size that there is"),
        volume: Volume { dialogs, services },
        ..Config::default()
    };
    let stage = Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await;
    stage.sign_in("kari").await;
    read_to_the_end(&stage).await;
    stage
}

async fn read_to_the_end(stage: &Harness) -> SyncState {
    until("messages are read to the end", async || {
        let state = stage.app.sync_state(Nothing {}).await.expect("a state");
        assert!(state.failure.is_none(), "{state:?}");
        let is_over = state.last.is_some() && state.state == SyncActivity::Waiting;
        is_over.then_some(state)
    })
    .await
}

async fn calls(stage: &Harness, part: &str) -> u64 {
    let all = stage.control.counters().await;
    let of = all.iter().filter(|(name, _)| name.contains(part));
    of.map(|(_, count)| count).sum()
}

/// A poll a quarter of an hour later; gives its searches.
async fn poll(stage: &Harness) -> u64 {
    stage.control.advance(1000).await;
    let before = stage.control.searches().await;
    stage
        .app
        .sync_messages(SyncMessages::default())
        .await
        .expect("polled");
    read_to_the_end(stage).await;
    stage.control.searches().await - before
}

/// ⌈P/100⌉ by parties, ⌈R/20⌉ by services: whichever is less.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_takes_as_few_searches_as_there_can_be() {
    for (parties, dialogs, services, wanted) in [
        // The seed's own organisations and services come on top: 29 and 33.
        (20, 300, 40, 1),
        (60, 900, 60, 1),
        (250, 900, 60, 3),
        (250, 900, 7, 2),
        (1_000, 3_000, 100, 7),
        (10_000, 6_000, 167, 10),
    ] {
        let stage = accountant(parties, dialogs, services).await;
        let state = read_to_the_end(&stage).await;
        let least = state.parties.div_ceil(100).min(state.services.div_ceil(20));
        assert_eq!(state.calls_per_poll, least, "{state:?}");
        assert_eq!(least, wanted, "{parties} parties: {state:?}");
        assert_eq!(poll(&stage).await, u64::from(least), "{parties} parties");
        stage.app.shutdown().await;
    }
}

/// Altinn may raise its limits further than one request can use: a request line has 8 KB.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn raised_limits_are_used_as_far_as_a_request_line_goes() {
    let config = Config {
        seed: Seed::generated(250).expect("a size that there is"),
        volume: Volume {
            dialogs: 900,
            services: 60,
        },
        ..Config::default()
    };
    let stage = Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await;
    let raised = json!({ "maxPartyFilterValues": 1000, "maxServiceResourceFilterValues": 1 });
    stage.control.put("switches", raised).await;
    stage.sign_in("kari").await;
    let state = read_to_the_end(&stage).await;
    assert_eq!(state.calls_per_poll, state.parties.div_ceil(120));
    assert_eq!(poll(&stage).await, 3);
}

/// A working day with ten thousand organisations.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_over_ten_thousand_organisations_stays_small() {
    // With the seed's own ones, sixty services.
    let stage = accountant(10_000, 6_000, 27).await;
    stage.control.reset_counters().await;
    for _ in 0..32 {
        assert_eq!(poll(&stage).await, 3);
    }
    // The night's sweep as well, and the lists of parties and services that are a day old then.
    stage.control.advance(20 * 3600).await;
    let _ = poll(&stage).await;
    let all = calls(&stage, "/dialogporten/").await;
    assert!(all <= 250, "{all} calls");
    let status = stage.app.status(Nothing {}).await.expect("a status");
    let search = status
        .calls
        .iter()
        .find(|call| call.kind == "dialogs_search");
    let search = search.expect("counted");
    assert_eq!(
        Some(search.count),
        search.minimum,
        "not one more than it takes"
    );
}
