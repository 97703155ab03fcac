//! Hundreds of organisations: read in rounds, likeliest first, and how many are left is said.

use std::time::Duration;

use fullmakt_app::surface::approvals::{
    AddLink, FindRequest, Listing, QueueQuery, QueueState, ReadOn, RequestRef,
};
use fullmakt_app::surface::common::{ErrorCode, Failure};
use fullmakt_app::surface::organisations::{
    OrganisationGroup, OrganisationRow, OrganisationsQuery, SetFavourite,
};
use fullmakt_app::surface::system_users::{SystemUsersPage, SystemUsersQuery};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{Config, Sandbox, Seed};
use fullmakt_tests::Harness;
use serde_json::json;

/// Paths of system users, and of requests.
const USERS: &str = "/authentication/api/v1/systemuser/";
const REQUESTS: &str = "/authentication/api/v1/systemuser/request/";

async fn kari_with_250(portal_scope: bool) -> Harness {
    let config = Config {
        seed: Seed::generated(250).expect("a size that there is"),
        portal_scope,
        ..Config::default()
    };
    let stage = Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await;
    stage.sign_in("kari").await;
    settled(&stage).await;
    stage
}

async fn system_users(stage: &Harness, query: SystemUsersQuery) -> SystemUsersPage {
    let page = stage.app.system_users(query).await;
    page.expect("the list can be read")
}

async fn all_system_users(stage: &Harness) -> SystemUsersPage {
    system_users(stage, SystemUsersQuery::default()).await
}

/// Calls for lists of system users, requests left out.
async fn list_calls(stage: &Harness) -> u64 {
    stage.control.count("GET", USERS).await - stage.control.count("GET", REQUESTS).await
}

/// Organisations whose requests and system users can be read; deleted ones are among them.
async fn administered(stage: &Harness) -> Vec<OrganisationRow> {
    let mut rows = Vec::new();
    for group in [OrganisationGroup::AccessManager, OrganisationGroup::Deleted] {
        let query = OrganisationsQuery {
            group,
            limit: 500,
            ..Default::default()
        };
        let page = stage.app.organisations(query).await;
        rows.extend(page.expect("the list can be read").rows);
    }
    rows.retain(|r| !r.is_heading_only && r.access_manager == Some(true));
    rows
}

/// Waits until calls that run by themselves have been made.
async fn settled(stage: &Harness) -> u64 {
    let mut before = list_calls(stage).await;
    loop {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let now = list_calls(stage).await;
        if now == before {
            return now;
        }
        before = now;
    }
}

/// A hundred at first; the rest when the person wants it; nobody twice, and nothing for letters typed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn system_accesses_come_in_rounds() {
    let stage = kari_with_250(false).await;
    let page = all_system_users(&stage).await;
    let all = u32::try_from(administered(&stage).await.len()).expect("a few hundred");
    assert_eq!(page.organisations, 100);
    assert_eq!(page.unread, all - 100, "what was left out is said");
    assert_eq!(settled(&stage).await, 200, "two calls each");
    for text in ["s", "sm", "sma", "smar", "smart"] {
        let text = text.to_owned();
        let query = SystemUsersQuery {
            text,
            ..Default::default()
        };
        system_users(&stage, query).await;
    }
    assert_eq!(settled(&stage).await, 200, "searching reads nothing");
    for expected in [200, all] {
        let what = Listing::SystemUsers;
        stage.app.read_on(ReadOn { what }).await.expect("more");
        let page = all_system_users(&stage).await;
        assert_eq!(page.organisations, expected.min(all));
        assert_eq!(page.unread, all - expected.min(all));
    }
    let what = Listing::SystemUsers;
    stage
        .app
        .read_on(ReadOn { what })
        .await
        .expect("nothing left");
    assert_eq!(u64::from(2 * all), settled(&stage).await, "each once");
}

/// An organisation that matters to the person is read although it stands last in the list.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_person_points_at_is_read_first() {
    let stage = kari_with_250(false).await;
    let rows = administered(&stage).await;
    let [.., starred, looked_at] = &rows[..200] else {
        panic!("hundreds of organisations")
    };
    let before = settled(&stage).await;
    let unread = all_system_users(&stage).await.unread;

    let party_uuid = starred.party_uuid.clone();
    let star = SetFavourite {
        party_uuid,
        favourite: true,
    };
    stage.app.set_favourite(star).await.expect("starred");
    all_system_users(&stage).await;
    assert_eq!(settled(&stage).await, before + 2, "the starred one");

    let only = || SystemUsersQuery {
        party_uuid: Some(looked_at.party_uuid.clone()),
        ..Default::default()
    };
    let page = system_users(&stage, only()).await;
    assert_eq!((page.organisations, page.unread), (0, 0), "of this one");
    assert_eq!(settled(&stage).await, before + 4, "the one looked at");
    assert_eq!(system_users(&stage, only()).await.organisations, 1);
    assert_eq!(all_system_users(&stage).await.unread, unread - 2);
}

/// One organisation that cannot be read does not make every look read all the others again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_fails_brings_no_storm() {
    let stage = Harness::new(Default::default()).await;
    let granli = stage.control.request("approvable").await["partyId"].clone();
    let path = format!("{USERS}{granli}");
    let fault = json!([{ "path": path, "method": "GET", "status": 403 }]);
    stage.control.faults(fault).await;
    stage.sign_in("kari").await;
    stage.control.advance(20 * 60).await;
    all_system_users(&stage).await;
    settled(&stage).await;
    let page = all_system_users(&stage).await;
    assert_eq!(page.failures.len(), 1, "{:?}", page.failures);
    assert_eq!(page.failures[0].failure.code, ErrorCode::AccessDenied);
    assert!(page.failures[0].name.is_some(), "named");
    let before = settled(&stage).await;
    for text in ["a", "ab", "abc"] {
        let text = text.to_owned();
        let query = SystemUsersQuery {
            text,
            ..Default::default()
        };
        system_users(&stage, query).await;
    }
    assert_eq!(settled(&stage).await, before);
}

/// Too many calls, says Altinn: the round ends, it is said, and nothing begins by itself before the time is up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_that_is_told_to_wait_waits() {
    let stage = kari_with_250(false).await;
    settled(&stage).await;
    stage.control.advance(20 * 60).await;
    let wait = json!({ "retry-after": "300" });
    let fault = json!([{ "path": format!("{USERS}*"), "status": 429, "headers": wait }]);
    stage.control.faults(fault).await;
    stage.control.reset_counters().await;
    let what = Listing::SystemUsers;
    let failure = stage.app.read_on(ReadOn { what }).await;
    let failure = failure.expect_err("too many calls");
    assert_eq!(failure.code, ErrorCode::RateLimited);
    assert_eq!(failure.after_s, Some(300));
    let made = settled(&stage).await;
    assert!(made <= 8, "it went on for {made} calls");
    let page = all_system_users(&stage).await;
    assert_eq!(page.failures[0].failure.code, ErrorCode::RateLimited);
    assert_eq!(settled(&stage).await, made, "a look begins nothing");
    stage.control.clear_faults().await;
    stage.control.advance(240).await;
    all_system_users(&stage).await;
    assert_eq!(settled(&stage).await, made, "not yet");
    stage.control.advance(60).await;
    all_system_users(&stage).await;
    assert!(settled(&stage).await > made, "now");
    assert!(all_system_users(&stage).await.failures.is_empty());
}

/// The queue: a hundred lists at first, and only those near at hand again after two minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_of_requests_come_in_rounds() {
    let stage = kari_with_250(true).await;
    let pending = |stage: &Harness| {
        let control = stage.control.clone();
        async move { control.count("GET", "/pending").await }
    };
    let queue = stage.app.queue(QueueQuery::default()).await;
    let queue = queue.expect("the queue can be read");
    assert_eq!(queue.organisations, 100);
    assert!(queue.unread > 100, "{}", queue.unread);
    assert!(queue.failures.is_empty(), "{:?}", queue.failures);
    assert_eq!(pending(&stage).await, 200);
    stage.control.advance(180).await;
    let first = queue.fetched_at;
    loop {
        let queue = stage.app.queue(QueueQuery::default()).await;
        if queue.expect("the queue can be read").fetched_at != first {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(pending(&stage).await, 250, "twenty-five near ones");
    let what = Listing::Requests;
    stage.app.read_on(ReadOn { what }).await.expect("more");
    let queue = stage.app.queue(QueueQuery::default()).await;
    assert_eq!(queue.expect("the queue can be read").organisations, 200);
    assert_eq!(pending(&stage).await, 450);
}

/// A vendor asks the organisation that stands last; gives the link and the organisation.
async fn link_to_the_last(stage: &Harness) -> (String, OrganisationRow) {
    let rows = administered(stage).await;
    let last = rows
        .into_iter()
        .rfind(|r| r.parent_name.is_none() && !r.is_deleted);
    let last = last.expect("a main unit");
    let asked = stage.control.request("approvable").await;
    let order = json!({
        "systemId": asked["systemId"],
        "partyOrgNo": last.org_no,
        "externalRef": "langt-unna",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
    });
    let answer = stage.control.vendor_request(order).await;
    let link = answer["confirmUrl"].as_str().expect("a link");
    (link.to_owned(), last)
}

async fn reads(stage: &Harness) -> u64 {
    stage.control.count("GET", REQUESTS).await
}

async fn find(stage: &Harness, key: &str, party: Option<&str>) -> Result<(), Failure> {
    let input = FindRequest {
        key: key.to_owned(),
        party_uuid: party.map(str::to_owned),
    };
    stage.app.find_request(input).await.map(|_| ())
}

/// A bare link: a hundred are asked, then the person, who knows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_person_is_asked_when_the_likeliest_do_not_have_it() {
    let stage = kari_with_250(false).await;
    let (text, last) = link_to_the_last(&stage).await;
    let added = stage.app.add_link(AddLink { text }).await;
    let key = added.expect("a link").key;
    let failure = stage.look_at(&key).await.expect_err("not among the first");
    assert_eq!(failure.code, ErrorCode::RequestNotLocated);
    assert_eq!(failure.context["asked"], "100");
    assert_ne!(failure.context["left"], "0");
    assert_eq!(reads(&stage).await, 100);
    let row = stage.row(&key).await;
    assert_eq!(row.state, QueueState::NotRead, "it may well be there");

    // The queue refreshes and the screen reads again: nobody is asked anew.
    stage.control.advance(600).await;
    let refresh = QueueQuery {
        refresh: true,
        ..Default::default()
    };
    stage.app.queue(refresh).await.expect("refreshed");
    let query = fullmakt_app::surface::approvals::ReviewQuery {
        key: key.clone(),
        refresh: false,
    };
    let failure = stage.app.review(query).await.expect_err("as before");
    assert_eq!(failure.code, ErrorCode::RequestNotLocated);
    assert_eq!(reads(&stage).await, 100);

    let other = administered(&stage).await;
    let other = other.iter().rfind(|r| r.party_uuid != last.party_uuid);
    let other = other.expect("another one");
    let failure = find(&stage, &key, Some(&other.party_uuid)).await;
    let failure = failure.expect_err("not there");
    assert_eq!(failure.code, ErrorCode::RequestNotLocated);
    assert_eq!(failure.context["organisation"], other.name);
    find(&stage, &key, Some(&last.party_uuid))
        .await
        .expect("it is there");
    assert_eq!(reads(&stage).await, 102, "one call each");
    let review = stage.look_at(&key).await.expect("it can be read");
    assert_eq!(review.organisation.name, last.name);
}

/// A sentence around the link names the customer: that one is asked first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_named_organisation_is_asked_first() {
    let stage = kari_with_250(false).await;
    let (link, last) = link_to_the_last(&stage).await;
    let text = format!(
        "Hei! Kan dere godkjenne tilgangen for {}? {link}",
        last.name.to_uppercase()
    );
    let added = stage.app.add_link(AddLink { text }).await;
    let key = added.expect("a link").key;
    let review = stage.look_at(&key).await.expect("it is found");
    assert_eq!(review.organisation.name, last.name);
    let made = reads(&stage).await;
    assert!(made <= 5, "four at once, and the reading itself: {made}");
}

/// Withdrawn before it was found: all are asked, if the person wants it, and then nobody for a day.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_nobody_has_rests_for_a_day() {
    let stage = kari_with_250(false).await;
    let key = stage.paste("withdrawn").await;
    let mut failure = stage.look_at(&key).await.expect_err("nobody has it");
    let mut rounds = 1;
    while failure.code == ErrorCode::RequestNotLocated {
        failure = find(&stage, &key, None).await.expect_err("nobody has it");
        rounds += 1;
        assert!(rounds < 10, "{failure:?}");
    }
    assert_eq!(failure.code, ErrorCode::RequestNotFound);
    assert_eq!(stage.row(&key).await.state, QueueState::NotFound);
    let all = administered(&stage).await.len() as u64;
    assert_eq!(reads(&stage).await, all, "each once");
    let refresh = || {
        stage.app.queue(QueueQuery {
            refresh: true,
            ..Default::default()
        })
    };
    for _ in 0..3 {
        stage.control.advance(600).await;
        refresh().await.expect("refreshed");
    }
    assert_eq!(reads(&stage).await, all, "nobody again");
    stage.control.advance(24 * 60 * 60).await;
    stage.sign_in("kari").await;
    refresh().await.expect("refreshed");
    let again = reads(&stage).await - all;
    assert!(again <= 100, "{again}");
    let gone = stage.app.dismiss(RequestRef { key }).await;
    gone.expect("a row can be taken away");
}
