//! A move in trouble: a first step that fails, or that is not answered, and a last one whose answer is lost. Nothing goes
//! before the new access is there and compared.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::moving::{MoveStep, MoveTo};
use fullmakt_app::surface::system_users::{SystemUserRef, Withdrawal};
use fullmakt_app::surface::table::Event;
use fullmakt_tests::Harness;
use serde_json::json;

use crate::creation::{CREATE, not_answered};
use crate::moving::{
    LARGE, SMALL, begin, check, create, finish, kari, listed, only, set_up, system,
};

/// Where packages are given.
const PACKAGES: &str = "/accessmanagement/api/v1/enduser/connections/accesspackages";

/// A small access that is on its way to the larger system.
async fn begun(stage: &Harness) -> SystemUserRef {
    let old = set_up(stage, &system(stage, SMALL).await).await;
    let to = MoveTo::System {
        system_id: LARGE.to_owned(),
    };
    let job = begin(stage, &old, to).await;
    assert_eq!(job.step, MoveStep::NewAccess);
    old
}

/// The move stands at its first step, and the old access is there.
async fn nothing_has_gone(stage: &Harness, old: &SystemUserRef) {
    let job = only(stage).await;
    assert_eq!((job.step, &job.new), (MoveStep::NewAccess, &None));
    let early = check(stage, &job).await.expect_err("nothing to compare");
    assert_eq!(early.code, ErrorCode::MoveStepNotReady);
    let early = finish(stage, &job, true).await.expect_err("never so");
    assert_eq!(early.code, ErrorCode::MoveStepNotReady);
    assert!(listed(stage, old).await);
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 0);
}

/// Refused by a code, stopped by a delegation that fails, lost on the way: each time the move stands where it stood, and
/// the same step can be taken again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_step_that_fails_leaves_the_move_where_it_stands() {
    let stage = kari().await;
    let old = begun(&stage).await;
    let no = json!({ "code": "AUTH-00014", "status": 403, "title": "No." });
    let refused = json!({ "path": CREATE, "status": 403, "body": no, "times": 1 });
    let stopped = json!({ "path": PACKAGES, "method": "POST", "status": 500, "times": 1 });
    for (fault, case, upstream) in [
        (refused, ErrorCode::MissingRights, "AUTH-00014"),
        (stopped, ErrorCode::DelegationFailed, "AUTH-00051"),
    ] {
        stage.control.faults(json!([fault])).await;
        let failure = create(&stage, LARGE).await.expect_err(upstream);
        assert_eq!(failure.code, case);
        assert_eq!(failure.upstream_code.as_deref(), Some(upstream));
        nothing_has_gone(&stage, &old).await;
    }
    let lost = json!([{ "path": CREATE, "cut": "before", "times": 1 }]);
    stage.control.faults(lost).await;
    create(&stage, LARGE).await.expect_err("it did not arrive");
    nothing_has_gone(&stage, &old).await;

    let new = set_up(&stage, LARGE).await;
    let job = only(&stage).await;
    assert_eq!(job.step, MoveStep::Check);
    assert_eq!(job.new.map(|end| end.id), Some(new.id));
}

/// The new access is made, and neither the answer nor the list tells: the move waits, and goes on once it is found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_step_that_is_not_answered_is_found_out_before_the_move_goes_on() {
    let stage = kari().await;
    let old = begun(&stage).await;
    stage.control.reset_counters().await;
    // The same organisation and system as that of this move.
    not_answered(&stage).await;
    let job = only(&stage).await;
    assert_eq!((job.step, &job.new), (MoveStep::NewAccess, &None));
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 0);

    let new = set_up(&stage, LARGE).await;
    assert_eq!(
        stage.control.count("POST", "/create").await,
        1,
        "found, and not made twice"
    );
    let job = only(&stage).await;
    assert_eq!(job.step, MoveStep::Check);
    assert_eq!(job.new.map(|end| end.id), Some(new.id));
    assert!(listed(&stage, &old).await);
}

/// A move that has come to its last step: the old access and the new one.
async fn checked(stage: &Harness) -> (SystemUserRef, SystemUserRef) {
    let old = set_up(stage, &system(stage, SMALL).await).await;
    let new = set_up(stage, LARGE).await;
    let to = MoveTo::SystemUser { id: new.id.clone() };
    let job = begin(stage, &old, to).await;
    let job = check(stage, &job).await.expect("compared");
    assert_eq!(job.step, MoveStep::Withdraw);
    (old, new)
}

/// The answer to the withdrawal is lost: it is read what came of it, and the move is over, with its receipt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_whose_answer_was_lost_ends_the_move() {
    let stage = kari().await;
    let (old, new) = checked(&stage).await;
    let lost = json!([{ "path": "*", "method": "DELETE", "cut": "inside", "times": 1 }]);
    stage.control.faults(lost).await;
    let finished = finish(&stage, &only(&stage).await, false).await;
    let finished = finished.expect("it arrived");
    let Withdrawal::Done { receipt } = finished.withdrawal else {
        panic!("not done: {:?}", finished.withdrawal)
    };
    assert_eq!(finished.job.step, MoveStep::Done);
    assert_eq!(finished.job.receipt.as_ref(), Some(&receipt));
    assert_eq!(stage.receipt(&receipt).await.act, Act::Withdrawn);
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
    assert!(!listed(&stage, &old).await && listed(&stage, &new).await);
}

/// Neither the answer nor the state can be had: the move stays at its last step until it is known, and nothing is sent
/// again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_of_which_nothing_is_known_ends_the_move_later() {
    let stage = kari().await;
    let (old, new) = checked(&stage).await;
    let mut events = stage.app.subscribe();
    let faults = json!([
        { "path": "*", "method": "DELETE", "cut": "inside", "times": 1 },
        { "path": format!("*/systemuser/*/{}", old.id), "method": "GET", "status": 503 },
    ]);
    stage.control.faults(faults).await;
    let finished = finish(&stage, &only(&stage).await, false).await;
    let finished = finished.expect("it may have arrived");
    assert_eq!(finished.withdrawal, Withdrawal::Unknown);
    assert_eq!(finished.job.step, MoveStep::Withdraw);
    stage.control.clear_faults().await;
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Withdrawn { id, receipt, .. } if *id == old.id => Some(receipt.clone()),
        _ => None,
    })
    .await;
    let job = only(&stage).await;
    assert_eq!((job.step, job.receipt), (MoveStep::Done, Some(number)));
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
    assert!(!listed(&stage, &old).await && listed(&stage, &new).await);
}
