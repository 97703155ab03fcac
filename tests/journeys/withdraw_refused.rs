//! Altinn says no to a withdrawal: each code ends in its own sentence, the access and its clients stay, and nothing is
//! sent twice.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::common::{Ability, AbilityReason, ErrorCode, Retry, Way};
use fullmakt_app::surface::system_users::{
    SystemUserKind, SystemUserRef, SystemUsersQuery, Withdrawal,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;
use serde_json::{Value, json};

use super::agents::agent;

/// The accountant's firm of the seed.
const LUNDE: &str = "311451456";
const ANY: &str = "/authentication/api/v1/systemuser/*";

/// Code, status, case, and when trying again makes sense.
type Code = (&'static str, u16, ErrorCode, Retry);

/// Codes of the own kind. `AUTH-00015` stands by itself: after it, the access is gone.
const OWN: [Code; 8] = [
    (
        "AUTH-00000",
        400,
        ErrorCode::OrganisationUnknown,
        Retry::Never,
    ),
    (
        "AUTH-00049",
        400,
        ErrorCode::OrganisationUnknown,
        Retry::Never,
    ),
    (
        "AUTH-00024",
        403,
        ErrorCode::SystemUserOtherOrganisation,
        Retry::Never,
    ),
    ("AUTH-00036", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00022", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00055", 500, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00054", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00056", 400, ErrorCode::WithdrawFailed, Retry::Later),
];

/// Codes of the kind for clients.
const CLIENT: [Code; 7] = [
    (
        "AUTH-00024",
        403,
        ErrorCode::SystemUserOtherOrganisation,
        Retry::Never,
    ),
    ("AUTH-00033", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00034", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00037", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00038", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00039", 400, ErrorCode::WithdrawFailed, Retry::Later),
    ("AUTH-00040", 400, ErrorCode::WithdrawFailed, Retry::Later),
];

/// An access of the own kind that is there from the start.
async fn own(stage: &Harness) -> SystemUserRef {
    let query = SystemUsersQuery {
        kind: Some(SystemUserKind::Own),
        ..SystemUsersQuery::default()
    };
    let page = stage.app.system_users(query).await;
    let mut rows = page.expect("the list").rows.into_iter();
    let row = rows.next().expect("one of the own kind");
    SystemUserRef {
        party_uuid: row.party_uuid,
        id: row.id,
    }
}

async fn listed(stage: &Harness, user: &SystemUserRef, refresh: bool) -> bool {
    let query = SystemUsersQuery {
        refresh,
        ..SystemUsersQuery::default()
    };
    let page = stage.app.system_users(query).await.expect("the list");
    page.rows.iter().any(|row| row.id == user.id)
}

/// What the sandbox says that the firm's agents hold.
async fn clients(stage: &Harness) -> Value {
    let path = format!("delegations?provider={LUNDE}");
    stage.control.get(&path).await
}

/// Every code in turn on one access, which can be withdrawn afterwards.
async fn each_is_told_apart(stage: &Harness, user: &SystemUserRef, codes: &[Code]) {
    let before = clients(stage).await;
    let mut sent = 0;
    for &(code, status, case, retry) in codes {
        let control = &stage.control;
        control.refuse_once("DELETE", ANY, status, code).await;
        let failure = stage.app.withdraw(user.clone()).await;
        let failure = failure.expect_err(code);
        assert_eq!((failure.code, failure.retry), (case, retry), "{code}");
        assert_eq!(failure.upstream_code.as_deref(), Some(code));
        sent += 1;
        let tried = stage.control.count("DELETE", "/systemuser/").await;
        assert_eq!(tried, sent, "{code}: sent once");
        let detail = stage.app.system_user(user.clone()).await;
        let detail = detail.expect("it is still there");
        assert_eq!(detail.withdrawing, None, "{code}: nothing is under way");
        assert_eq!(detail.withdraw.way, Way::Api, "{code}: no closed door");
        assert_eq!(detail.history[0].act, Act::WithdrawFailed, "{code}");
    }
    assert!(stage.browser.opened().is_empty());
    let log = stage.log().await;
    let failed = log.iter().filter(|row| row.act == Act::WithdrawFailed);
    assert_eq!(failed.count(), codes.len());
    assert!(log.iter().all(|row| row.act != Act::Withdrawn));
    assert!(listed(stage, user, true).await, "Altinn has it still");
    assert_eq!(clients(stage).await, before, "nobody was taken from it");

    let done = stage.app.withdraw(user.clone()).await.expect("withdrawn");
    assert!(matches!(done, Withdrawal::Done { .. }), "{done:?}");
    let tried = stage.control.count("DELETE", "/systemuser/").await;
    assert_eq!(tried, sent + 1);
    assert!(!listed(stage, user, true).await);
}

/// The own kind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_has_its_own_case() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = own(&stage).await;
    each_is_told_apart(&stage, &user, &OWN).await;
}

/// The kind for clients, whose clients stay until it goes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_of_the_kind_for_clients_has_its_own_case() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = agent(&stage, "KystMva").await;
    each_is_told_apart(&stage, &user, &CLIENT).await;
}

/// It is gone, says Altinn: that is no failed withdrawal and none of ours, and the row goes until Altinn lists it again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_is_gone_is_said_to_be_gone() {
    let stage = Harness::with_portal_scope("kari").await;
    for user in [own(&stage).await, agent(&stage, "KystMva").await] {
        let before = stage.control.count("DELETE", "/systemuser/").await;
        let control = &stage.control;
        control.refuse_once("DELETE", ANY, 404, "AUTH-00015").await;
        let failure = stage.app.withdraw(user.clone()).await;
        let failure = failure.expect_err("it is gone");
        let told = (failure.code, failure.retry);
        assert_eq!(told, (ErrorCode::SystemUserGone, Retry::Never));
        assert!(!listed(&stage, &user, false).await);
        let again = stage.app.withdraw(user.clone()).await;
        let again = again.expect_err("there is nothing to withdraw");
        assert_eq!(again.code, ErrorCode::SystemUserGone);
        let sent = stage.control.count("DELETE", "/systemuser/").await;
        assert_eq!(sent, before + 1, "sent once");
        assert!(listed(&stage, &user, true).await, "the list has the word");
    }
    let log = stage.log().await;
    let acts = [Act::Withdrawn, Act::WithdrawFailed];
    assert!(log.iter().all(|row| !acts.contains(&row.act)), "{log:?}");
}

/// An access manager who is no client administrator: Altinn says so by a code, and its clients stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_no_client_administrator_takes_nothing_away() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = agent(&stage, "KystMva").await;
    let before = clients(&stage).await;
    let held = json!({ "packages": ["tilgangsstyrer"] });
    let door = format!("authorities/kari/{LUNDE}");
    stage.control.put(&door, held).await;
    let failure = stage.app.withdraw(user.clone()).await;
    let failure = failure.expect_err("not hers to withdraw");
    assert_eq!(failure.code, ErrorCode::WithdrawFailed);
    assert_eq!(failure.upstream_code.as_deref(), Some("AUTH-00033"));
    assert_eq!(clients(&stage).await, before);
    assert!(listed(&stage, &user, true).await);
    assert!(stage.browser.opened().is_empty());
}

/// The same by a plain 403: Altinn's page, at once and the next time, and the interface is asked once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_no_to_a_client_administrator_leads_to_altinns_page() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = agent(&stage, "KystMva").await;
    let before = clients(&stage).await;
    let closed = json!([{
        "path": "/authentication/api/v1/systemuser/agent/*", "method": "DELETE", "status": 403
    }]);
    stage.control.faults(closed).await;
    for _ in 0..2 {
        let done = stage.app.withdraw(user.clone()).await;
        assert_eq!(done.expect("it is handed off"), Withdrawal::HandedOff);
        let page = stage.browser.last().expect("a page");
        assert!(page.path().ends_with("/systemuser/overview"), "{page}");
        assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
    }
    let refused = Ability {
        way: Way::Portal,
        reason: Some(AbilityReason::RefusedByAltinn),
    };
    let can = stage.session().await.capabilities;
    assert_eq!(can.withdraw_client, refused);
    assert_eq!(can.withdraw.way, Way::Api, "the own kind is another act");
    assert_eq!(clients(&stage).await, before);
    let log = stage.log().await;
    let acts = [Act::Withdrawn, Act::WithdrawFailed];
    assert!(log.iter().all(|row| !acts.contains(&row.act)), "{log:?}");
}
