//! Moving to another system: the new access, the check, and only then the old one goes. It may stop between any two.

use std::sync::Arc;

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::common::{ErrorCode, Failure, Nothing};
use fullmakt_app::surface::creation::{CreateSystemUser, Created, CreationQuery};
use fullmakt_app::surface::moving::{
    BeginMove, FinishMove, Move, MoveFinished, MoveRef, MoveStep, MoveTo,
};
use fullmakt_app::surface::system_users::{SystemUserRef, SystemUsersQuery, Withdrawal};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, TestKeyring};
use serde_json::json;

/// One service and one package, both of which the larger system has too.
pub(crate) const SMALL: &str = "pluss_faktura";
pub(crate) const LARGE: &str = "311111116_smartcloud_faktura";

/// Kari on a machine with a keyring, so that what is stored can be opened again.
pub(crate) async fn kari() -> Harness {
    let options = Options {
        portal_scope: true,
        keyring: Some(Arc::new(TestKeyring::default())),
        ..Options::default()
    };
    Harness::signed_in("kari", options).await
}

/// The whole id of a system, by its name part.
pub(crate) async fn system(stage: &Harness, part: &str) -> String {
    let query = fullmakt_app::surface::creation::SystemsQuery::default();
    let found = stage.app.systems(query).await.expect("the register");
    let mut rows = found.rows.into_iter();
    let row = rows.find(|r| r.system_id.ends_with(part));
    row.unwrap_or_else(|| panic!("no {part}")).system_id
}

/// Sets a system up at Granli, if it can be.
pub(crate) async fn create(stage: &Harness, system_id: &str) -> Result<Created, Failure> {
    let party_uuid = stage.control.party_uuid("approvable").await;
    let query = CreationQuery {
        party_uuid: party_uuid.clone(),
        system_id: system_id.to_owned(),
        refresh: false,
    };
    let shown = stage.app.creation(query).await.expect("it can be shown");
    let create = CreateSystemUser {
        party_uuid,
        system_id: system_id.to_owned(),
        fingerprint: shown.review.fingerprint,
        acknowledged: true,
    };
    stage.app.create_system_user(create).await
}

/// Sets a system up at Granli.
pub(crate) async fn set_up(stage: &Harness, system_id: &str) -> SystemUserRef {
    match create(stage, system_id).await {
        Ok(Created::Done { id, .. }) => stage.system_user(&id).await,
        other => panic!("not set up: {other:?}"),
    }
}

pub(crate) async fn begin(stage: &Harness, from: &SystemUserRef, to: MoveTo) -> Move {
    let from = from.clone();
    let begun = stage.app.begin_move(BeginMove { from, to }).await;
    begun.expect("it begins")
}

pub(crate) async fn check(stage: &Harness, job: &Move) -> Result<Move, Failure> {
    let id = job.id.clone();
    stage.app.check_move(MoveRef { id }).await
}

pub(crate) async fn finish(
    stage: &Harness,
    job: &Move,
    accept_less: bool,
) -> Result<MoveFinished, Failure> {
    let id = job.id.clone();
    stage.app.finish_move(FinishMove { id, accept_less }).await
}

pub(crate) async fn only(stage: &Harness) -> Move {
    let mut moves = stage.app.moves(Nothing {}).await.expect("the list").rows;
    assert_eq!(moves.len(), 1);
    moves.remove(0)
}

pub(crate) async fn listed(stage: &Harness, user: &SystemUserRef) -> bool {
    let query = SystemUsersQuery {
        refresh: true,
        ..SystemUsersQuery::default()
    };
    let page = stage.app.system_users(query).await.expect("the list");
    page.rows.iter().any(|row| row.id == user.id)
}

/// The whole way, closed and started again between every two steps; nothing goes before the check.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_outlives_a_restart_at_every_step() {
    let mut stage = kari().await;
    let old = set_up(&stage, &system(&stage, SMALL).await).await;
    let to = MoveTo::System {
        system_id: LARGE.to_owned(),
    };
    let job = begin(&stage, &old, to).await;
    assert_eq!(job.step, MoveStep::NewAccess);
    let early = check(&stage, &job).await.expect_err("nothing to compare");
    assert_eq!(early.code, ErrorCode::MoveStepNotReady);
    let early = finish(&stage, &job, true).await.expect_err("never so");
    assert_eq!(early.code, ErrorCode::MoveStepNotReady);

    stage.restart().await;
    let new = set_up(&stage, LARGE).await;
    let job = only(&stage).await;
    assert_eq!(job.step, MoveStep::Check, "the new access is there");
    assert_eq!(
        job.new.as_ref().map(|end| end.id.as_str()),
        Some(new.id.as_str())
    );
    let early = finish(&stage, &job, true).await.expect_err("not checked");
    assert_eq!(early.code, ErrorCode::MoveStepNotReady);

    stage.restart().await;
    let job = check(&stage, &only(&stage).await).await.expect("compared");
    assert_eq!(job.step, MoveStep::Withdraw);
    let comparison = job.comparison.as_ref().expect("what was found");
    assert_eq!(comparison.missing, []);
    assert!(comparison.same > 0 && !comparison.extra.is_empty());
    assert!(listed(&stage, &old).await, "nothing has gone yet");

    stage.restart().await;
    let finished = finish(&stage, &only(&stage).await, false).await;
    let finished = finished.expect("the old one goes");
    let Withdrawal::Done { receipt } = finished.withdrawal else {
        panic!("not done")
    };
    assert_eq!(finished.job.step, MoveStep::Done);
    assert_eq!(finished.job.receipt.as_ref(), Some(&receipt));
    assert_eq!(stage.receipt(&receipt).await.act, Act::Withdrawn);
    assert!(!listed(&stage, &old).await && listed(&stage, &new).await);
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 1);
    assert_eq!(only(&stage).await.step, MoveStep::Done);
}

/// The new access holds less: the old one stays until the person says that this is meant.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_goes_while_the_new_access_holds_less() {
    let stage = kari().await;
    let old = set_up(&stage, LARGE).await;
    let new = set_up(&stage, &system(&stage, SMALL).await).await;
    let job = begin(&stage, &old, MoveTo::SystemUser { id: new.id }).await;
    assert_eq!(job.step, MoveStep::Check);
    let job = check(&stage, &job).await.expect("compared");
    let missing = job.comparison.as_ref().expect("found").missing.len();
    assert!(missing > 0);
    let failure = finish(&stage, &job, false)
        .await
        .expect_err("it holds less");
    assert_eq!(failure.code, ErrorCode::HoldsLess);
    assert_eq!(failure.context["missing"], missing.to_string());
    assert!(listed(&stage, &old).await);
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 0);
    let finished = finish(&stage, &job, true).await.expect("it is meant");
    assert!(finished.job.accepted_less);
    assert_eq!(finished.job.step, MoveStep::Done);
}

/// A step fails: the move stands where it stood, says why, and goes on later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_that_fails_can_be_taken_again() {
    let stage = kari().await;
    let old = set_up(&stage, &system(&stage, SMALL).await).await;
    let new = set_up(&stage, LARGE).await;
    let job = begin(&stage, &old, MoveTo::SystemUser { id: new.id }).await;
    let held = "/accessmanagement/api/v1/enduser/connections/accesspackages";
    let fault = json!([{ "path": held, "method": "GET", "status": 500, "times": 1 }]);
    stage.control.faults(fault).await;
    let failure = check(&stage, &job).await.expect_err("it cannot be read");
    assert_eq!(failure.code, ErrorCode::HoldingsUnreadable);
    let job = only(&stage).await;
    assert_eq!(
        (job.step, job.comparison.is_none()),
        (MoveStep::Check, true)
    );
    assert_eq!(
        job.failure.map(|f| f.code),
        Some(ErrorCode::HoldingsUnreadable)
    );
    stage.control.clear_faults().await;
    let job = check(&stage, &only(&stage).await).await.expect("compared");
    assert_eq!((job.step, &job.failure), (MoveStep::Withdraw, &None));

    let body = json!({ "code": "AUTH-00054", "status": 400 });
    let fault =
        json!([{ "path": "*", "method": "DELETE", "status": 400, "body": body, "times": 1 }]);
    stage.control.faults(fault).await;
    let failure = finish(&stage, &job, false).await.expect_err("refused");
    assert_eq!(failure.code, ErrorCode::WithdrawFailed);
    let job = only(&stage).await;
    assert_eq!(job.step, MoveStep::Withdraw, "the old one is still there");
    let finished = finish(&stage, &job, false).await.expect("it goes");
    assert_eq!(finished.job.step, MoveStep::Done);
    assert_eq!(finished.job.failure, None);
}

/// A request takes the old access's place: once it is approved, the move goes on. Stopped, nothing more happens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_may_take_its_place_and_a_move_may_be_stopped() {
    let stage = kari().await;
    let review = stage.pasted_review("approvable").await;
    let old = set_up(&stage, LARGE).await;
    let to = MoveTo::Request {
        key: review.key.clone(),
    };
    let job = begin(&stage, &old, to.clone()).await;
    assert_eq!(job.step, MoveStep::NewAccess);
    let from = old.clone();
    let twice = stage.app.begin_move(BeginMove { from, to }).await;
    assert_eq!(twice.expect_err("one at a time").code, ErrorCode::Conflict);
    stage.approve_here(&review).await;
    stage.system_user(&review.key).await;
    let job = only(&stage).await;
    assert_eq!(job.step, MoveStep::Check);
    let id = job.id.clone();
    stage.app.stop_move(MoveRef { id }).await.expect("it stops");
    let job = only(&stage).await;
    assert_eq!(job.step, MoveStep::Stopped);
    check(&stage, &job).await.expect_err("it is over");
    assert!(listed(&stage, &old).await);
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 0);
}

/// The old access holds a package that the catalogue does not know: whether the new one has what it opens cannot be told, so
/// the old one stays until the person says that less is meant.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_that_cannot_be_compared_counts_as_missing() {
    const UNKNOWN: &str = "urn:altinn:accesspackage:skattegrunnlag";
    let options = Options {
        portal_scope: true,
        ..Options::default()
    };
    let stage = Harness::new(options).await;
    stage.control.catalogue_without(UNKNOWN).await;
    stage.sign_in("kari").await;
    let old = set_up(&stage, &system(&stage, SMALL).await).await;
    let new = set_up(&stage, LARGE).await;
    let door = format!("system-users/{}", old.id);
    let holds = json!({ "packages": ["skattegrunnlag"], "resources": [] });
    stage.control.patch(&door, holds).await;
    let job = begin(&stage, &old, MoveTo::SystemUser { id: new.id }).await;
    let job = check(&stage, &job).await.expect("compared");
    let comparison = job.comparison.as_ref().expect("what was found");
    assert_eq!(comparison.missing, [], "it opens nothing that is known");
    let missing: Vec<&str> = comparison
        .missing_packages
        .iter()
        .map(|package| package.id.as_str())
        .collect();
    assert_eq!(missing, [UNKNOWN]);
    let failure = finish(&stage, &job, false).await;
    let failure = failure.expect_err("nobody said that less is meant");
    assert_eq!(failure.code, ErrorCode::HoldsLess);
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 0);
    let finished = finish(&stage, &job, true).await.expect("it is meant");
    assert_eq!(finished.job.step, MoveStep::Done);
}

/// The old access was deleted by someone else before the last step, and before the check: the move is over, and nothing was
/// withdrawn from here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_is_over_when_the_old_access_is_gone_elsewhere() {
    let stage = kari().await;
    let new = set_up(&stage, LARGE).await;
    let old = set_up(&stage, &system(&stage, SMALL).await).await;
    let to = MoveTo::SystemUser { id: new.id };
    let job = begin(&stage, &old, to.clone()).await;
    let job = check(&stage, &job).await.expect("compared");
    gone_elsewhere(&stage, &old).await;
    let failure = finish(&stage, &job, false).await.expect_err("gone");
    assert_eq!(failure.code, ErrorCode::SystemUserGone);
    let job = only(&stage).await;
    assert_eq!((job.step, job.failure), (MoveStep::Done, None));
    assert_eq!(job.receipt, None, "not by this machine");

    assert!(!listed(&stage, &old).await);
    let old = set_up(&stage, &system(&stage, SMALL).await).await;
    let job = begin(&stage, &old, to).await;
    gone_elsewhere(&stage, &old).await;
    let job = check(&stage, &job).await.expect("it is over");
    assert_eq!((job.step, job.failure), (MoveStep::Done, None));
    assert_eq!(stage.control.count("DELETE", "/systemuser/").await, 0);
}

async fn gone_elsewhere(stage: &Harness, user: &SystemUserRef) {
    let door = format!("system-users/{}", user.id);
    stage.control.delete(&door).await;
}
