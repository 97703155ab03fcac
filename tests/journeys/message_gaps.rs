//! What the first fill could not read, because the person could not yet or Altinn would not: read later, as far back as
//! everything else, and in no more searches than that takes.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{
    Folder, MessagesPage, MessagesQuery, Scope, SyncActivity, SyncMessages, SyncState,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{Config, Sandbox, Seed, Volume};
use fullmakt_tests::{Harness, Options};
use serde_json::{Value, json};

const SEARCH: &str = "/dialogporten/api/v1/enduser/dialogs";
const PARTIES: &str = "/dialogporten/api/v1/enduser/parties";

/// Whom Kari may act for, as Altinn tells; nothing of it is counted.
async fn listed(stage: &Harness) -> Value {
    let list = stage.control.told("kari", PARTIES).await;
    stage.control.reset_counters().await;
    list
}

/// The same without one of them.
async fn listed_without(stage: &Harness, party: &str) -> Value {
    let mut list = listed(stage).await;
    let all = list["authorizedParties"].as_array_mut().expect("parties");
    let before = all.len();
    all.retain(|one| one["partyUuid"] != party);
    assert_eq!(all.len(), before - 1, "{party}");
    list
}

async fn messages_of(stage: &Harness, party: &str) -> MessagesPage {
    let query = MessagesQuery {
        folder: Folder::All,
        scope: Scope::Organisation {
            party_uuid: party.to_owned(),
        },
        limit: 1,
        ..MessagesQuery::default()
    };
    stage.app.messages(query).await.expect("a page")
}

/// Ids of an organisation's messages as far back as messages are held. Of older ones, too, some may be there.
async fn held_of(stage: &Harness, party: &str) -> Vec<String> {
    let state = stage.app.sync_state(Nothing {}).await.expect("a state");
    let since = state.held_since.expect("a fill has begun");
    let query = MessagesQuery {
        folder: Folder::All,
        scope: Scope::Organisation {
            party_uuid: party.to_owned(),
        },
        limit: 500,
        ..MessagesQuery::default()
    };
    let rows = stage.app.messages(query).await.expect("a page").rows;
    let held = rows.into_iter().filter(|row| row.at >= since);
    held.map(|row| row.id).collect()
}

/// Reads on the user's wish, to the end.
async fn read_on(stage: &Harness) -> SyncState {
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    wish.expect("a state");
    stage.messages_are_read().await;
    let state = stage.app.sync_state(Nothing {}).await.expect("a state");
    assert_eq!(state.failure, None);
    state
}

/// The organisation without units whose messages are the oldest that the first fill reads, and how many it has.
async fn one_with_old_messages(stage: &Harness) -> (String, u32) {
    let list = listed(stage).await;
    let all = list["authorizedParties"].as_array().expect("parties");
    let is_alone = |party: &str| {
        let found = all.iter().find(|one| one["partyUuid"] == party);
        found.is_some_and(|one| one["subParties"].as_array().is_none_or(Vec::is_empty))
    };
    let rows = stage.folder(Folder::Inbox).await.rows;
    let oldest = rows.iter().rev().find(|row| is_alone(&row.party_uuid));
    let party = oldest.expect("such a row").party_uuid.clone();
    let total = messages_of(stage, &party).await.total;
    (party, total)
}

/// Waits until what a new day brings is read to its end: the poll, the gaps and the sweep.
async fn swept(stage: &Harness) {
    let before = stage.app.sync_state(Nothing {}).await.expect("a state");
    fullmakt_tests::until("the day's reading is over", async || {
        let state = stage.app.sync_state(Nothing {}).await.ok()?;
        let is_over = state.last > before.last && state.state == SyncActivity::Waiting;
        (is_over && stage.control.searches().await >= 2).then_some(())
    })
    .await;
}

/// Kari is given a role in one more organisation. The sweep, which comes a day later as well, would read thirty days.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_new_organisation_got_before_is_read() {
    let (party, held) = {
        // Of a day later: some end and some begin meanwhile.
        let stage = Harness::new(Options::default()).await;
        stage.control.advance(25 * 3600).await;
        stage.sign_in("kari").await;
        stage.messages_are_read().await;
        let (party, _) = one_with_old_messages(&stage).await;
        let held = held_of(&stage, &party).await;
        (party, held)
    };
    let stage = Harness::new(Options::default()).await;
    let without = listed_without(&stage, &party).await;
    let fault = json!([{ "path": PARTIES, "method": "GET", "body": without }]);
    stage.control.faults(fault).await;
    stage.sign_in("kari").await;
    stage.messages_are_read().await;
    assert_eq!(messages_of(&stage, &party).await.total, 0);
    let before = stage.app.sync_state(Nothing {}).await.expect("a state");
    assert!(before.held_since.is_some());

    stage.control.clear_faults().await;
    stage.control.advance(25 * 3600).await;
    stage.control.reset_counters().await;
    // The login has ended by then.
    stage.sign_in("kari").await;
    swept(&stage).await;
    let state = stage.app.sync_state(Nothing {}).await.expect("a state");
    assert_eq!(state.failure, None);
    assert!(held.len() > 1);
    assert_eq!(held_of(&stage, &party).await, held);
    assert_eq!(state.held_since, before.held_since, "no further, no less");
    let asked = stage.control.searches().await;
    assert_eq!(asked, 3, "a poll, what the newcomer got, and the sweep");
    stage.control.advance(1000).await;
    read_on(&stage).await;
    assert_eq!(stage.control.searches().await, asked + 1, "only once");
}

async fn accountant() -> Harness {
    let config = Config {
        seed: Seed::generated(1_000).expect("a size that there is"),
        volume: Volume {
            dialogs: 900,
            services: 7,
        },
        ..Config::default()
    };
    Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await
}

/// Searches by services find messages of organisations that nobody has told of yet: who that is, is asked for at once,
/// and what they got before is read as well. Who is never told of is not asked for again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_of_an_organisation_that_is_not_known_yet_are_kept() {
    let ((party, total), searches, held) = {
        let stage = accountant().await;
        stage.sign_in("kari").await;
        stage.messages_are_read().await;
        let state = stage.app.sync_state(Nothing {}).await.expect("a state");
        let searches = stage.control.searches().await;
        (one_with_old_messages(&stage).await, searches, state.held)
    };
    for times in [Some(1), None] {
        let stage = accountant().await;
        let without = listed_without(&stage, &party).await;
        let mut fault = json!({ "path": PARTIES, "method": "GET", "body": without });
        if let Some(times) = times {
            fault["times"] = json!(times);
        }
        stage.control.faults(json!([fault])).await;
        stage.sign_in("kari").await;
        stage.messages_are_read().await;
        let state = stage.app.sync_state(Nothing {}).await.expect("a state");
        let asked = stage.control.count("GET", PARTIES).await;
        assert_eq!(asked, 2, "for the lists, and for the stranger");
        let more = stage.control.searches().await - searches;
        match times {
            Some(_) => {
                assert_eq!(state.held, held, "none was left out");
                assert_eq!(more, 1, "what the newcomer got");
            }
            None => {
                assert_eq!(state.held, held - total, "there is nobody to show them for");
                assert_eq!(more, 0);
            }
        }
        stage.app.shutdown().await;
    }
}

/// Altinn refuses the search of the first fill. It is told until it was made good, and it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_first_fill_was_refused_is_read_later() {
    let stage = Harness::new(Options::default()).await;
    let refused = json!([{ "path": SEARCH, "status": 400, "times": 1 }]);
    stage.control.faults(refused).await;
    stage.sign_in("kari").await;
    stage.messages_are_read().await;
    let page = stage.folder(Folder::Inbox).await;
    assert_eq!(page.failures.len(), 1, "{:?}", page.failures);
    assert_eq!(stage.control.searches().await, 2, "refused, and a poll");

    stage.control.advance(1000).await;
    let state = read_on(&stage).await;
    assert_eq!(state.state, SyncActivity::Waiting);
    let page = stage.folder(Folder::Inbox).await;
    assert!(page.total > 50, "{}", page.total);
    assert!(page.failures.is_empty(), "{:?}", page.failures);
    assert_eq!(stage.control.searches().await, 4, "a poll, and the fill");
}
