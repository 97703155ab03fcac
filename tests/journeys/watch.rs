//! The watch: what happens to accesses without anybody here doing it is found and reported without being asked.

use fullmakt_app::surface::approvals::RegisterStatus;
use fullmakt_app::surface::common::{ErrorCode, Failure, Nothing};
use fullmakt_app::surface::system_users::{SystemUserRef, SystemUsersQuery};
use fullmakt_app::surface::table::Commands;
use fullmakt_app::surface::watch::{
    Acknowledge, DriftItem, DriftSince, Finding, SetNote, SetReviewDate, Watch, WatchRow,
};
use fullmakt_tests::{Harness, until};
use serde_json::{Value, json};

pub(crate) const DAY: i64 = 24 * 60 * 60;
/// A package of the request that is approved here.
const PACKAGE: &str = "merverdiavgift";
pub(crate) const EXPORT: &str = "/accesspackages/export";

/// Kari with an approved request; what is asked of the catalogue is counted from now on.
pub(crate) async fn approved() -> (Harness, SystemUserRef, String) {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let urns = &review.technical.package_urns;
    assert!(urns.iter().any(|urn| urn.ends_with(PACKAGE)), "{urns:?}");
    let receipt = stage.approve_here(&review).await;
    let user = stage.system_user(&review.key).await;
    assert_eq!(status(&stage).await, 0, "nothing has happened yet");
    stage.control.reset_counters().await;
    (stage, user, receipt.number)
}

/// What the rail shows.
pub(crate) async fn status(stage: &Harness) -> u32 {
    let status = stage.app.status(Nothing {}).await;
    status.expect("the status line").watch
}

pub(crate) async fn watch(stage: &Harness) -> Watch {
    stage.app.watch(Nothing {}).await.expect("the watch")
}

/// A day later: the login has ended by then, and the person signs in again.
pub(crate) async fn a_day_later(stage: &Harness) {
    stage.control.advance(DAY + 60).await;
    stage.sign_in("kari").await;
}

/// Waits until the rail shows so many, asking as the window does.
pub(crate) async fn reported(stage: &Harness, count: u32) {
    until("it is reported", async || {
        (status(stage).await == count).then_some(())
    })
    .await;
}

pub(crate) async fn findings(stage: &Harness, user: &SystemUserRef) -> Vec<Finding> {
    let mut rows = watch(stage).await.rows.into_iter();
    let row = rows.find(|row| row.id == user.id);
    row.map(|row| row.findings).unwrap_or_default()
}

/// What is shown of an access now.
pub(crate) async fn shown(stage: &Harness, user: &SystemUserRef) -> WatchRow {
    let mut rows = watch(stage).await.rows.into_iter();
    rows.find(|row| row.id == user.id).expect("it is reported")
}

/// «I have seen it», of what is shown now.
async fn seen(stage: &Harness, user: &SystemUserRef) -> Result<Nothing, Failure> {
    acknowledge(stage, &shown(stage, user).await).await
}

/// «I have seen it», of what was shown then.
pub(crate) async fn acknowledge(stage: &Harness, shown: &WatchRow) -> Result<Nothing, Failure> {
    let acknowledge = Acknowledge {
        party_uuid: shown.party_uuid.clone(),
        id: shown.id.clone(),
        fingerprint: shown.fingerprint.clone(),
    };
    stage.app.acknowledge(acknowledge).await
}

/// A service owner puts new services into a package.
pub(crate) async fn services_come(stage: &Harness, ids: &[&str]) {
    let language = |text: &str| json!({ "nb": text, "nn": text, "en": text });
    for id in ids {
        let service = json!({
            "title": language(&format!("Ny tjeneste {id}")), "owner": "skd", "packages": [PACKAGE],
            "description": language("Ny"), "rightDescription": language("Ny"),
        });
        let door = format!("resources/{id}");
        stage.control.put(&door, service).await;
    }
}

pub(crate) fn ids(items: &[DriftItem]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

/// «Two new services since you approved»: within a day, with one reading of the catalogue, until it is acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn services_that_come_to_a_package_are_reported() {
    let (stage, user, number) = approved().await;
    services_come(&stage, &["ske-ny-a", "ske-ny-b"]).await;
    assert_eq!(status(&stage).await, 0);
    assert_eq!(
        stage.control.count("GET", EXPORT).await,
        0,
        "the catalogue is a day's"
    );
    a_day_later(&stage).await;
    reported(&stage, 1).await;
    assert_eq!(stage.control.count("GET", EXPORT).await, 1);
    let found = findings(&stage, &user).await;
    let [Finding::ServicesAdded { services, since }] = &found[..] else {
        panic!("not that: {found:?}")
    };
    assert_eq!(ids(services), ["ske-ny-a", "ske-ny-b"]);
    assert_eq!(services[0].name, "Ny tjeneste ske-ny-a");
    assert!(services[0].package.is_some() && services[0].owner.is_some());
    assert!(matches!(since, DriftSince::Receipt { number: n, .. } if *n == number));

    let query = SystemUsersQuery {
        changed: true,
        ..SystemUsersQuery::default()
    };
    let page = stage.app.system_users(query).await.expect("the list");
    assert_eq!((page.changed, page.rows.len()), (1, 1));
    assert_eq!(page.rows[0].findings, found);
    let detail = stage.app.system_user(user.clone()).await;
    let detail = detail.expect("it can be read");
    assert_eq!(detail.row.findings, found);
    assert!(detail.watched_at.is_some());

    seen(&stage, &user).await.expect("seen");
    assert_eq!(status(&stage).await, 0);
    a_day_later(&stage).await;
    services_come(&stage, &["ske-ny-c"]).await;
    a_day_later(&stage).await;
    reported(&stage, 1).await;
    let found = findings(&stage, &user).await;
    let [Finding::ServicesAdded { services, since }] = &found[..] else {
        panic!("not that: {found:?}")
    };
    assert_eq!(ids(services), ["ske-ny-c"], "only what came since");
    assert!(matches!(since, DriftSince::Acknowledged { .. }));
}

/// A catalogue is as old as the question: one that came while a day went by is read again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_catalogue_that_was_asked_for_yesterday_is_yesterdays() {
    let (stage, ..) = approved().await;
    let slow = json!([{ "path": format!("*{EXPORT}"), "delay_ms": 1500, "times": 1 }]);
    stage.control.faults(slow).await;
    a_day_later(&stage).await;
    asked_for_the_catalogue(&stage, 1).await;
    a_day_later(&stage).await;
    asked_for_the_catalogue(&stage, 2).await;
}

/// Waits until the catalogue was asked for so often, asking as the window does.
async fn asked_for_the_catalogue(stage: &Harness, times: u64) {
    until("the catalogue is asked for", async || {
        status(stage).await;
        (stage.control.count("GET", EXPORT).await == times).then_some(())
    })
    .await;
}

/// Deleted by someone else: missed when the list is read, told, and forgotten once that is seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_access_that_vanishes_elsewhere_is_missed() {
    let (stage, user, _) = approved().await;
    gone_elsewhere(&stage, &user).await;
    let query = SystemUsersQuery {
        refresh: true,
        ..SystemUsersQuery::default()
    };
    stage.app.system_users(query).await.expect("the list");
    reported(&stage, 1).await;
    let view = watch(&stage).await;
    let row = view.rows.iter().find(|row| row.id == user.id);
    let row = row.expect("reported");
    assert!(!row.title.is_empty() && !row.organisation.is_empty() && !row.vendor.is_empty());
    assert!(matches!(row.findings[..], [Finding::Vanished { .. }]));
    seen(&stage, &user).await.expect("seen");
    assert_eq!(status(&stage).await, 0);
    assert_eq!(watch(&stage).await.rows, []);
}

/// As someone else would delete it.
async fn gone_elsewhere(stage: &Harness, user: &SystemUserRef) {
    let party = stage.control.request("approvable").await["partyId"].clone();
    let url = format!(
        "{}/authentication/api/v1/systemuser/{party}/{}",
        stage.control.base(),
        user.id
    );
    let answer = stage.control.http().delete(url);
    let answer = answer.bearer_auth(portal_token(stage).await).send().await;
    assert!(answer.expect("an answer").status().is_success());
}

async fn portal_token(stage: &Harness) -> String {
    let token = stage
        .control
        .token("kari", "openid altinn:portal/enduser")
        .await;
    token["altinn"].as_str().expect("a token").to_owned()
}

/// Withdrawn from here: that is no news.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_withdrawal_is_no_news() {
    let (stage, user, _) = approved().await;
    stage.app.withdraw(user).await.expect("it is withdrawn");
    let query = SystemUsersQuery {
        refresh: true,
        ..SystemUsersQuery::default()
    };
    stage.app.system_users(query).await.expect("the list");
    assert_eq!(status(&stage).await, 0);
}

/// Changed elsewhere: found when what it holds is next read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_access_that_was_changed_elsewhere_is_told() {
    let (stage, user, _) = approved().await;
    stage
        .app
        .system_user(user.clone())
        .await
        .expect("looked at");
    let body = json!({
        "requiredRights": [], "unwantedRights": [], "requiredAccessPackages": [],
        "unwantedAccessPackages": [{ "urn": format!("urn:altinn:accesspackage:{PACKAGE}") }],
    });
    let change = stage.control.vendor_change(&user.id, body).await;
    approve_elsewhere(&stage, &change).await;
    let detail = stage.app.system_user(user.clone()).await;
    let found = detail.expect("looked at").row.findings;
    let [Finding::ChangedElsewhere { added, removed }] = &found[..] else {
        panic!("not that: {found:?}")
    };
    assert_eq!((added.len(), removed.len()), (0, 1));
    assert!(removed[0].is_package && removed[0].id.ends_with(PACKAGE));
    assert_eq!(status(&stage).await, 1);
    seen(&stage, &user).await.expect("seen");
    let detail = stage.app.system_user(user).await.expect("looked at");
    assert_eq!(detail.row.findings, []);
}

async fn approve_elsewhere(stage: &Harness, change: &Value) {
    let party = stage.control.request("approvable").await["partyId"].clone();
    let url = format!(
        "{}/authentication/api/v1/systemuser/changerequest/{party}/{}/approve",
        stage.control.base(),
        change["id"].as_str().expect("an id")
    );
    let answer = stage.control.http().post(url);
    let answer = answer.bearer_auth(portal_token(stage).await).send().await;
    assert!(answer.expect("an answer").status().is_success());
}

/// The vendor goes bankrupt: told once, and not again once it was seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_that_goes_bankrupt_is_told() {
    let (stage, user, _) = approved().await;
    let detail = stage.app.system_user(user.clone()).await;
    let vendor = detail.expect("it can be read").row.vendor_org_no;
    let door = format!("organisations/{vendor}");
    stage.control.put(&door, json!({ "bankrupt": true })).await;
    a_day_later(&stage).await;
    until("the vendor is told of", async || {
        let found = findings(&stage, &user).await;
        status(&stage).await;
        let bankrupt = |f: &Finding| {
            matches!(f, Finding::VendorProblem { register } if *register == RegisterStatus::Bankrupt)
        };
        found.iter().any(bankrupt).then_some(())
    })
    .await;
    seen(&stage, &user).await.expect("seen");
    a_day_later(&stage).await;
    let before = watch(&stage).await.checked_at;
    until("it was looked again", async || {
        status(&stage).await;
        (watch(&stage).await.checked_at != before).then_some(())
    })
    .await;
    assert_eq!(findings(&stage, &user).await, []);
}

/// Notes and days stand on this machine; a day that has come is reported, and done with once it is seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_to_look_again_comes() {
    let (stage, user, _) = approved().await;
    let (party_uuid, id) = (user.party_uuid.clone(), user.id.clone());
    let note = SetNote {
        party_uuid: party_uuid.clone(),
        id: id.clone(),
        text: " Spør Anne før den trekkes ".to_owned(),
    };
    stage.app.set_note(note).await.expect("written");
    let day = |on: &str| SetReviewDate {
        party_uuid: party_uuid.clone(),
        id: id.clone(),
        on: Some(on.to_owned()),
    };
    let failure = stage.app.set_review_date(day("i morgen")).await;
    assert_eq!(failure.expect_err("no day").code, ErrorCode::InvalidInput);
    stage
        .app
        .set_review_date(day("2099-01-31"))
        .await
        .expect("set");
    assert_eq!(status(&stage).await, 0, "it has not come");
    let detail = stage.app.system_user(user.clone()).await;
    let detail = detail.expect("it can be read");
    assert_eq!(detail.note.as_deref(), Some("Spør Anne før den trekkes"));
    assert_eq!(detail.row.review_on.as_deref(), Some("2099-01-31"));
    stage
        .app
        .set_review_date(day("2020-01-31"))
        .await
        .expect("set");
    assert_eq!(status(&stage).await, 1);
    let found = findings(&stage, &user).await;
    assert!(matches!(&found[..], [Finding::ReviewDue { on }] if on == "2020-01-31"));
    seen(&stage, &user).await.expect("seen");
    assert_eq!(status(&stage).await, 0);
    let detail = stage.app.system_user(user).await.expect("it can be read");
    assert_eq!(detail.row.review_on, None);
    assert!(detail.note.is_some(), "the note stays");
    assert_eq!(
        stage.control.count("POST", "/").await,
        0,
        "nothing leaves this machine"
    );
}
