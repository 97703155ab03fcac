//! Approvals of changes that stop half-way, are not answered or never arrive: how far they came is read, and trying again
//! goes on from there.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueState, Reject, RequestRef};
use fullmakt_app::surface::changes::ChangeStep;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::{Commands, Event, Topic};
use fullmakt_tests::Harness;
use serde_json::json;

use crate::changes::{change, changed_elsewhere, codes, kari, status};

const APPROVE: &str = "/authentication/api/v1/systemuser/changerequest/*/approve";
const CONNECTIONS: &str = "/accessmanagement/api/v1/enduser/connections";

fn left(steps: &[ChangeStep]) -> Vec<(bool, String)> {
    let left = steps.iter().filter(|s| !s.done);
    left.map(|s| (s.item.add, s.item.id.clone())).collect()
}

/// Altinn stops half-way: what is done and what is left is read from what the system user holds, is shown again later,
/// and the person may still say no.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_stops_half_way_says_how_far_it_came() {
    let stage = kari().await;
    let review = stage.pasted_change("change-stops-half-way").await;
    let before = codes(&change(&review).before);
    let decision = stage.approve(&review).await.expect("half of it is done");
    let Decision::Partly { failure, steps } = decision else {
        panic!("not partly: {decision:?}")
    };
    assert_eq!(failure.code, ErrorCode::ChangeHalfDone);
    assert_eq!(failure.upstream_code.as_deref(), Some("AUTH-00022"));
    let last = "urn:altinn:accesspackage:rapportering-statistikk".to_owned();
    assert_eq!(left(&steps), [(false, last)]);
    assert_eq!(stage.control.count("POST", "/approve").await, 1);

    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Waiting);
    assert_eq!(row.failure.map(|f| f.code), Some(ErrorCode::ChangeHalfDone));
    let mut events = stage.app.subscribe();
    let again = stage.look_at(&review.key).await.expect("it can be read");
    // The row tells more than before, and the queue hears of it; the review is not read again for having been read.
    let told = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Changed { topics } if topics.contains(&Topic::Queue) => Some(topics.clone()),
        _ => None,
    })
    .await;
    assert!(!told.contains(&Topic::Approvals), "{told:?}");
    let view = change(&again);
    let begun = view.begun.as_ref().expect("it has begun");
    assert_eq!(
        begun.failure.as_ref().map(|f| f.code),
        Some(ErrorCode::ChangeHalfDone)
    );
    assert_eq!(
        codes(&view.before),
        before,
        "as it was before the first try"
    );
    assert_eq!(left(&view.steps), left(&steps));
    assert!(
        stage
            .row(&review.key)
            .await
            .change
            .expect("counts")
            .half_done
    );
    let log = stage.log().await;
    assert!(log.iter().any(|r| r.act == Act::ChangedPartly));

    let reject = Reject {
        key: review.key.clone(),
        now: true,
    };
    let done = stage.app.reject(reject).await.expect("it is rejected");
    assert!(matches!(done, Decision::Done { .. }));
    assert_eq!(status(&stage, "change-stops-half-way").await, "Rejected");
}

/// Each step can fail; approving again goes on with what is left, and the receipt says what was before the first try.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_goes_on_after_a_failure_at_any_step() {
    // Which call fails, and how many steps are done by then.
    for (method, path, code, done) in [
        ("POST", "accesspackages", "AUTH-00051", 0),
        ("POST", "resources/rights", "AUTH-00002", 1),
        ("DELETE", "resources", "AUTH-00022", 2),
        ("DELETE", "accesspackages", "AUTH-00057", 3),
    ] {
        let stage = kari().await;
        let review = stage.pasted_change("change-mixed").await;
        let before = codes(&change(&review).before);
        let path = format!("{CONNECTIONS}/{path}");
        let fault = json!([{ "path": path, "method": method, "status": 500, "times": 1 }]);
        stage.control.faults(fault).await;
        let outcome = stage.approve(&review).await;
        if done == 0 {
            let failure = outcome.expect_err("nothing was done");
            assert_eq!(failure.code, ErrorCode::DelegationFailed, "{code}");
            assert_eq!(failure.upstream_code.as_deref(), Some(code));
        } else {
            let Ok(Decision::Partly { failure, steps }) = outcome else {
                panic!("{code}: not partly: {outcome:?}")
            };
            assert_eq!(failure.upstream_code.as_deref(), Some(code));
            assert_eq!(left(&steps).len(), 4 - done, "{code}");
        }
        stage.control.clear_faults().await;
        let again = stage.look_at(&review.key).await.expect("it can be read");
        assert_eq!(change(&again).begun.is_some(), done > 0, "{code}");
        let receipt = stage.approve_here(&again).await;
        let frozen = change(&receipt.review);
        assert_eq!(codes(&frozen.before), before, "{code}");
        let after = receipt.held_after.as_ref().expect("read afterwards");
        assert_eq!(codes(after), codes(&frozen.after), "{code}");
        assert_eq!(status(&stage, "change-mixed").await, "Accepted", "{code}");
    }
}

/// Everything was done, and only the request's status was lost: it stands, and is not called open again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_status_does_not_undo_a_change() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let switch = json!({ "failStatus": true });
    stage.control.put("switches", switch).await;
    let receipt = stage.approve_here(&review).await;
    assert_eq!(receipt.act, Act::Changed);
    stage.look_at(&review.key).await.expect("it can be read");
    let number = Some(receipt.number);
    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Approved { receipt: number });
}

/// The answer is lost: what came of it is found out, and nothing is sent twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_whose_answer_was_lost_is_found_out() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let mut events = stage.app.subscribe();
    let fault = json!([{ "path": APPROVE, "cut": "inside", "times": 1 }]);
    stage.control.faults(fault).await;
    let decision = stage.approve(&review).await.expect("it may have arrived");
    assert_eq!(decision, Decision::Unknown);
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Decided { key, receipt } if *key == review.key => Some(receipt.clone()),
        _ => None,
    })
    .await;
    let receipt = stage.receipt(&number).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Changed, false));
    assert_eq!(codes(&change(&receipt.review).before).0, ["skattegrunnlag"]);
    assert!(receipt.held_after.is_some());
    assert_eq!(stage.control.count("POST", "/approve").await, 1);
}

/// The first try never arrived, and another change came in between: what is shown and kept as «before» is what is held now.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_try_that_never_arrived_leaves_no_old_before() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let fault = json!([{ "path": APPROVE, "cut": "before", "times": 1 }]);
    stage.control.faults(fault).await;
    let decision = stage.approve(&review).await.expect("it may have arrived");
    assert_eq!(decision, Decision::Unknown);
    let row = stage.wait_row(&review.key, |row| row.state == QueueState::Waiting);
    assert_eq!(row.await.failure.map(|f| f.code), Some(ErrorCode::Timeout));
    changed_elsewhere(&stage, &review).await;
    let again = stage.look_at(&review.key).await.expect("it can be read");
    let now = ["krav-og-utlegg", "skattegrunnlag"];
    assert_eq!(codes(&change(&again).before).0, now);
    assert_eq!(change(&again).begun, None);
    let receipt = stage.approve_here(&again).await;
    assert_eq!(codes(&change(&receipt.review).before).0, now);
}

/// Half of it is done, and going on is refused to this login: what was before the first try, and how far it came, stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_on_the_way_does_not_forget_what_was_begun() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let before = codes(&change(&review).before);
    let path = format!("{CONNECTIONS}/resources");
    let stop = json!([{ "path": path, "method": "DELETE", "status": 500, "times": 1 }]);
    stage.control.faults(stop).await;
    let half = stage.approve(&review).await.expect("half of it is done");
    assert!(matches!(half, Decision::Partly { .. }), "{half:?}");
    let again = stage.look_at(&review.key).await.expect("it can be read");
    let refused = json!([{ "path": APPROVE, "method": "POST", "status": 403, "times": 1 }]);
    stage.control.faults(refused).await;
    let handed = stage.approve(&again).await.expect("it is handed off");
    assert_eq!(handed, Decision::HandedOff);
    let key = RequestRef {
        key: review.key.clone(),
    };
    stage.app.stop_observing(key).await.expect("it stops");
    let shown = stage.look_at(&review.key).await.expect("it can be read");
    assert!(change(&shown).begun.is_some(), "it has begun");
    assert_eq!(codes(&change(&shown).before), before);
}
