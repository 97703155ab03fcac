//! Taking a system user's access back.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::system_users::{
    RightsSource, SystemUserRef, SystemUserRow, SystemUsersQuery, Withdrawal,
};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_tests::Harness;
use serde_json::json;

async fn rows(stage: &Harness) -> Vec<SystemUserRow> {
    let query = SystemUsersQuery {
        refresh: true,
        ..Default::default()
    };
    let page = stage.app.system_users(query).await;
    let page = page.expect("the list can be read");
    assert!(page.failures.is_empty(), "{:?}", page.failures);
    page.rows
}

/// Approves a seeded request and names the system user that it became.
async fn approved(stage: &Harness) -> SystemUserRef {
    let review = stage.pasted_review("approvable").await;
    stage.approve_here(&review).await;
    let rows = rows(stage).await;
    let row = rows.iter().find(|row| row.id == review.key);
    let row = row.expect("the new system user is listed");
    SystemUserRef {
        party_uuid: row.party_uuid.clone(),
        id: row.id.clone(),
    }
}

/// Approved, seen with its true rights, withdrawn, gone; and the log tells both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawn_is_gone_and_has_a_receipt() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = approved(&stage).await;
    let detail = stage.app.system_user(user.clone()).await;
    let detail = detail.expect("it can be read");
    assert_eq!(detail.rights, RightsSource::Current);
    assert_eq!(detail.packages.len(), 2, "{:?}", detail.packages);
    assert!(detail.receipt.is_some(), "it was approved here");
    let done = stage.app.withdraw(user.clone()).await;
    let done = done.expect("it is withdrawn");
    let Withdrawal::Done { receipt } = done else {
        panic!("not done: {done:?}")
    };
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
    assert!(rows(&stage).await.iter().all(|row| row.id != user.id));
    let receipt = stage.receipt(&receipt).await;
    assert_eq!(receipt.act, Act::Withdrawn);
    assert_eq!(receipt.system_user_id.as_deref(), Some(user.id.as_str()));
    assert_eq!(receipt.review.packages.len(), 2, "what it held");
    let again = stage.app.withdraw(user).await;
    again.expect_err("it is gone");
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
}

/// The answer is lost: the state is read, and the withdrawal is not sent twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_whose_answer_was_lost_is_found_out() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = approved(&stage).await;
    let fault = json!([{ "path": "*", "method": "DELETE", "cut": "inside", "times": 1 }]);
    stage.control.faults(fault).await;
    let done = stage.app.withdraw(user).await.expect("it arrived");
    assert!(matches!(done, Withdrawal::Done { .. }), "{done:?}");
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
}

/// The withdrawal never arrives: it is said, and the system user stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_that_never_arrived_is_said() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = approved(&stage).await;
    let fault = json!([{ "path": "*", "method": "DELETE", "cut": "before", "times": 1 }]);
    stage.control.faults(fault).await;
    let failure = stage.app.withdraw(user.clone()).await;
    let failure = failure.expect_err("it did not arrive");
    assert_eq!(failure.code, ErrorCode::WithdrawFailed);
    assert!(rows(&stage).await.iter().any(|row| row.id == user.id));
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
}

/// Neither the answer nor the state can be had: it is followed until it is known, and the receipt is written then.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_of_which_nothing_is_known_is_followed() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = approved(&stage).await;
    let mut events = stage.app.subscribe();
    let faults = json!([
        { "path": "*", "method": "DELETE", "cut": "inside", "times": 1 },
        { "path": format!("*/systemuser/*/{}", user.id), "method": "GET", "status": 503 },
    ]);
    stage.control.faults(faults).await;
    let done = stage.app.withdraw(user.clone()).await;
    let done = done.expect("it may have arrived");
    assert_eq!(done, Withdrawal::Unknown);
    stage.control.clear_faults().await;
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Withdrawn { id, receipt, .. } if *id == user.id => Some(receipt.clone()),
        _ => None,
    })
    .await;
    let receipt = stage.receipt(&number).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Withdrawn, false));
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
    assert!(rows(&stage).await.iter().all(|row| row.id != user.id));
}
