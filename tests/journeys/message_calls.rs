//! What synchronisation of messages costs, counted at the other side: exactly the least that the interface allows.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{
    MessageRef, SaveGroup, Scope, SyncActivity, SyncMessages, SyncState,
};
use fullmakt_app::surface::organisations::{OrganisationRow, OrganisationsQuery};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{Config, Sandbox, Seed, Volume};
use fullmakt_tests::{Harness, Options, until};
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

/// Services of which Kari can have messages, as Altinn tells.
async fn open_services(stage: &Harness) -> u32 {
    let list = "/dialogporten/api/v1/enduser/serviceresources";
    let told = stage.control.told("kari", list).await;
    let services = told["items"].as_array().expect("services");
    u32::try_from(services.len()).expect("a catalogue")
}

/// Searches that the call meter has for today, none of which was one too many.
async fn metered(stage: &Harness) -> u64 {
    let status = stage.app.status(Nothing {}).await.expect("a status");
    let mut kinds = status.calls.iter();
    let search = kinds.find(|call| call.kind == "dialogs_search");
    let search = search.expect("counted");
    assert_eq!(Some(search.count), search.minimum);
    u64::from(search.count)
}

/// ⌈P/100⌉ by parties, ⌈R/20⌉ by services: whichever is less. R is what there can be messages of in the first fill, and
/// what there are messages of afterwards; each thousand rows take one search more.
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
        let open = open_services(&stage).await;
        let first = u64::from(state.parties.div_ceil(100).min(open.div_ceil(20)));
        let most = first + u64::from(state.held / 1000);
        let searches = stage.control.searches().await;
        assert_eq!(metered(&stage).await, searches, "{parties} parties");
        let fill = searches - u64::from(least);
        let is_least = (first..=most).contains(&fill);
        assert!(is_least, "{parties} parties: {fill} of {first} to {most}");
        assert_eq!(poll(&stage).await, u64::from(least), "{parties} parties");
        // The next day: with the sweep, where the night has been.
        stage.control.advance(20 * 3600).await;
        assert!(poll(&stage).await >= u64::from(least), "{parties} parties");
        metered(&stage).await;
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
    // The sweep as well, and the lists of parties and services that are too old then.
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

/// Whom the person acts for is asked twice a day, what services there are once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_are_read_again_when_they_are_too_old() {
    let stage = Harness::inbox_of("kari").await;
    stage.control.reset_counters().await;
    let parties = "/dialogporten/api/v1/enduser/parties";
    let others = ["metadata/limits", "/enduser/serviceresources"];
    for (hours, asked, asked_of_others) in [(11, 0, 0), (2, 1, 0), (12, 2, 1)] {
        stage.control.advance(hours * 3600).await;
        poll(&stage).await;
        assert_eq!(calls(&stage, parties).await, asked, "{hours} hours later");
        for other in others {
            assert_eq!(calls(&stage, other).await, asked_of_others, "{other}");
        }
    }
}

/// Who was just given access to an organisation wants its messages. Whom one acts for is asked when everything is read
/// anew, once a minute at most whatever is shown, and not when one list is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whom_one_acts_for_is_asked_again_on_the_users_wish() {
    let stage = Harness::inbox_of("kari").await;
    let rows = organisations(&stage).await;
    let main = rows.iter().find(|row| row.name == "Fjord Snekkeri AS");
    let party_uuid = main.expect("listed").party_uuid.clone();
    stage.control.reset_counters().await;
    let metered = async || {
        let status = stage.app.status(Nothing {}).await.expect("a status");
        let kind = status.calls.iter().find(|c| c.kind == "dialog_parties");
        kind.map_or(0, |kind| kind.count)
    };
    let wish = async |scope: Scope, parties: bool| {
        let wish = SyncMessages {
            scope,
            parties,
            ..SyncMessages::default()
        };
        stage.app.sync_messages(wish).await.expect("read");
        calls(&stage, "/dialogporten/api/v1/enduser/parties").await
    };
    let one = || Scope::Organisation {
        party_uuid: party_uuid.clone(),
    };
    assert_eq!(wish(one(), true).await, 0, "read a moment ago");
    stage.control.advance(61).await;
    assert_eq!(wish(one(), false).await, 0);
    assert_eq!(wish(Scope::default(), true).await, 1);
    assert_eq!(wish(one(), true).await, 1, "its own minute");
    stage.control.advance(61).await;
    // The meter is of the day, which may just have begun.
    let before = metered().await;
    assert_eq!(wish(one(), true).await, 2);
    assert_eq!(metered().await, before + 1, "in the meter");
    for other in ["metadata/limits", "/enduser/serviceresources"] {
        assert_eq!(calls(&stage, other).await, 0, "{other}");
    }
}

async fn organisations(stage: &Harness) -> Vec<OrganisationRow> {
    let query = OrganisationsQuery {
        limit: 500,
        ..OrganisationsQuery::default()
    };
    let page = stage.app.organisations(query).await;
    page.expect("a page").rows
}

/// A message that an organisation gets now; its id.
async fn sent_to(stage: &Harness, organisation: &OrganisationRow) -> String {
    let made = json!({ "orgNo": organisation.org_no.as_deref().expect("a number") });
    let made = stage.control.post("service-owner/dialogs", made).await;
    made["id"].as_str().expect("an id").to_owned()
}

async fn is_known(stage: &Harness, id: &str) -> bool {
    let id = id.to_owned();
    stage.app.message(MessageRef { id }).await.is_ok()
}

/// Reads a scope on the user's wish; gives its searches.
async fn read_scope(stage: &Harness, scope: Scope) -> u64 {
    let before = stage.control.searches().await;
    let wish = SyncMessages {
        scope,
        ..SyncMessages::default()
    };
    stage.app.sync_messages(wish).await.expect("read");
    stage.control.searches().await - before
}

/// What a group shows is read by itself, however many are in it, as long as a poll of everything takes no fewer searches.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_is_read_by_itself() {
    // With the seed's own ones, three searches by organisations.
    let stage = accountant(250, 900, 60).await;
    let rows = organisations(&stage).await;
    let named = |name: &str| {
        let of = |row: &&OrganisationRow| row.name == name && row.parent_name.is_none();
        rows.iter().find(of).expect("listed")
    };
    let (inside, outside) = (named("Nordlys Bakeri AS"), named("Granli Eiendom AS"));
    let others = rows.iter().map(|row| &row.party_uuid);
    let others = others.filter(|uuid| ![&inside.party_uuid, &outside.party_uuid].contains(uuid));
    let members = std::iter::once(&inside.party_uuid).chain(others);
    let members: Vec<String> = members.take(150).cloned().collect();
    let save = SaveGroup {
        id: None,
        name: "Mva-klienter".to_owned(),
        members: Some(members),
    };
    let groups = stage.app.save_group(save).await.expect("kept").groups;
    let id = groups[0].id.clone();

    let (shown, other) = (
        sent_to(&stage, inside).await,
        sent_to(&stage, outside).await,
    );
    assert_eq!(read_scope(&stage, Scope::Group { id }).await, 2);
    assert!(is_known(&stage, &shown).await);
    assert!(!is_known(&stage, &other).await, "the next poll brings it");
    let status = stage.app.status(Nothing {}).await.expect("a status");
    let search = status
        .calls
        .iter()
        .find(|call| call.kind == "dialogs_search");
    let search = search.expect("counted");
    assert_eq!(Some(search.count), search.minimum, "both are counted");
    assert_eq!(poll(&stage).await, 3);
    assert!(is_known(&stage, &other).await);
}

/// An organisation shows what its units got as well: one search brings it all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_is_read_with_its_units() {
    let stage = Harness::inbox_of("kari").await;
    let rows = organisations(&stage).await;
    let name = "Fjord Snekkeri AS";
    let main = rows.iter().find(|row| row.name == name).expect("listed");
    let unit = rows
        .iter()
        .find(|row| row.parent_name.as_deref() == Some(name))
        .expect("a unit");
    let id = sent_to(&stage, unit).await;
    let party_uuid = main.party_uuid.clone();
    let searches = read_scope(&stage, Scope::Organisation { party_uuid }).await;
    assert_eq!(searches, 1);
    assert!(is_known(&stage, &id).await);
}

/// With many parties Altinn answers with its whole catalogue of services, and with another setting of the profile it shows
/// the clients of a firm as well: what is read is everything that can be seen, and no search is made too many.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_altinn_shows_more_of_is_read_as_well() {
    let mut held = Vec::new();
    for switches in [
        json!({}),
        json!({ "fullCatalogueAbove": 1 }),
        json!({ "showClientUnits": true }),
    ] {
        let stage = Harness::new(Options::default()).await;
        stage.control.put("switches", switches).await;
        stage.sign_in("odd").await;
        let state = read_to_the_end(&stage).await;
        assert_eq!(metered(&stage).await, stage.control.searches().await);
        held.push((state.parties, state.held));
        stage.app.shutdown().await;
    }
    assert_eq!(held[1], held[0], "the catalogue hides nothing");
    assert!(held[2].0 > held[0].0 && held[2].1 > held[0].1, "{held:?}");
}
