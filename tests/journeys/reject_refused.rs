//! Altinn says no to a rejection: each code ends in its own sentence, what was not sent is marked as such, and what
//! somebody else did meanwhile is not ours.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueState, Reject, RequestKind, Review};
use fullmakt_app::surface::common::{ErrorCode, Failure, Retry};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, until};
use serde_json::json;

use crate::changes::{kari, status};

const REQUEST: &str = "/authentication/api/v1/systemuser/request";
const CHANGE: &str = "/authentication/api/v1/systemuser/changerequest";

/// Code, status and case. `AUTH-00013` comes first: what was not sent before it would stay marked as such.
type Code = (&'static str, u16, ErrorCode);

const DECIDED: Code = ("AUTH-00013", 409, ErrorCode::RequestAlreadyDecided);
const UNKNOWN: Code = ("AUTH-00000", 400, ErrorCode::OrganisationUnknown);
const GONE: Code = ("AUTH-00010", 404, ErrorCode::RequestNotFound);
const OWN: [Code; 4] = [
    DECIDED,
    GONE,
    ("AUTH-00041", 403, ErrorCode::RequestOtherOrganisation),
    UNKNOWN,
];
const CLIENT: [Code; 4] = [
    DECIDED,
    ("AUTH-00030", 404, ErrorCode::RequestNotFound),
    ("AUTH-00042", 403, ErrorCode::RequestOtherOrganisation),
    UNKNOWN,
];
const OF_CHANGES: [Code; 3] = [DECIDED, GONE, UNKNOWN];

async fn reject(stage: &Harness, key: &str) -> Result<Decision, Failure> {
    let key = key.to_owned();
    stage.app.reject(Reject { key, now: true }).await
}

/// Every code in turn on one request, which can be rejected afterwards.
async fn each_is_told_apart(stage: &Harness, review: &Review, path: &str, codes: &[Code]) {
    let mut sent = 0;
    for &(code, status, case) in codes {
        let (control, door) = (&stage.control, format!("{path}/*/reject"));
        control.refuse_once("POST", &door, status, code).await;
        let failure = reject(stage, &review.key).await.expect_err(code);
        let told = (failure.code, failure.retry);
        assert_eq!(told, (case, Retry::Never), "{code}");
        assert_eq!(failure.upstream_code.as_deref(), Some(code));
        sent += 1;
        let tried = stage.control.count("POST", "/reject").await;
        assert_eq!(tried, sent, "{code}: sent once");
        let row = stage.row(&review.key).await;
        if case == ErrorCode::RequestAlreadyDecided {
            assert_eq!(row.state, QueueState::Waiting, "read at once: it is open");
        } else {
            assert_eq!(row.state, QueueState::RejectNotSent, "{code}");
            assert_eq!(row.failure.map(|f| f.code), Some(case), "{code}");
        }
    }
    assert!(
        stage.browser.opened().is_empty(),
        "a no with a code is not a closed door"
    );
    let log = stage.log().await;
    let failed = log.iter().filter(|row| row.act == Act::RejectFailed);
    assert_eq!(
        failed.count(),
        codes.len() - 1,
        "a decision made elsewhere is no failed act of ours"
    );
    assert!(log.iter().all(|row| row.act != Act::Rejected), "{log:?}");

    let done = reject(stage, &review.key).await.expect("it is rejected");
    let Decision::Done { receipt } = done else {
        panic!("not done: {done:?}")
    };
    let receipt = stage.receipt(&receipt).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Rejected, false));
    assert_eq!(receipt.review.kind, review.kind);
    assert_eq!(receipt.review.packages, review.packages);
    assert_eq!((receipt.system_user_id, receipt.held_after), (None, None));
    let number = Some(receipt.number);
    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Rejected { receipt: number });
    assert_eq!(stage.control.count("POST", "/reject").await, sent + 1);
}

/// The own kind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_has_its_own_case() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    each_is_told_apart(&stage, &review, REQUEST, &OWN).await;
    let status = stage.control.request("approvable").await["status"].clone();
    assert_eq!(status, "Rejected");
}

/// The kind for clients, which is rejected like the other one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_of_the_kind_for_clients_has_its_own_case() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("agent-many-services").await;
    assert_eq!(review.kind, RequestKind::Client);
    let path = format!("{REQUEST}/agent");
    each_is_told_apart(&stage, &review, &path, &CLIENT).await;
    let seeded = stage.control.request("agent-many-services").await;
    assert_eq!(seeded["status"], "Rejected");
}

/// Changes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_of_a_change_has_its_own_case() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    each_is_told_apart(&stage, &review, CHANGE, &OF_CHANGES).await;
    assert_eq!(status(&stage, "change-mixed").await, "Rejected");
}

/// A request whose rejection takes its time on the way.
async fn slow() -> (Harness, Review) {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let path = format!("{REQUEST}/*/reject");
    let slow = json!([{ "path": path, "method": "POST", "delay_ms": 1500, "times": 1 }]);
    stage.control.faults(slow).await;
    (stage, review)
}

async fn on_its_way(stage: &Harness) {
    until("it is sent", async || {
        (stage.control.count("POST", "/reject").await > 0).then_some(())
    })
    .await;
}

/// Rejected, or its failure, in the log.
async fn told(stage: &Harness) -> Vec<Act> {
    let acts = stage.log().await.into_iter().map(|row| row.act);
    acts.filter(|act| [Act::Rejected, Act::RejectFailed].contains(act))
        .collect()
}

/// Somebody else says no while ours is on its way: theirs gets no receipt as ours, however often it is looked at.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_else_rejected_meanwhile_is_not_ours() {
    let (stage, review) = slow().await;
    let (mine, ()) = tokio::join!(reject(&stage, &review.key), async {
        on_its_way(&stage).await;
        let scope = "openid altinn:portal/enduser";
        let token = stage.control.token("kari", scope).await;
        let party = stage.control.request("approvable").await["partyId"].clone();
        let base = stage.control.base();
        let url = format!("{base}{REQUEST}/{party}/{}/reject", review.key);
        let other = stage.control.http().post(url);
        let other = other.bearer_auth(token["altinn"].as_str().expect("a token"));
        assert!(other.send().await.expect("an answer").status().is_success());
    });
    let failure = mine.expect_err("too late");
    assert_eq!(failure.code, ErrorCode::RequestAlreadyDecided);
    assert_eq!(failure.upstream_code.as_deref(), Some("AUTH-00013"));
    let theirs = QueueState::Rejected { receipt: None };
    assert_eq!(stage.row(&review.key).await.state, theirs);
    stage.look_at(&review.key).await.expect("it can be read");
    assert_eq!(stage.row(&review.key).await.state, theirs);
    assert_eq!(told(&stage).await, []);
}

/// The vendor withdraws it while the rejection is on its way: it is gone, and said to be.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_vendor_withdrew_meanwhile_is_gone() {
    let (stage, review) = slow().await;
    let (mine, ()) = tokio::join!(reject(&stage, &review.key), async {
        on_its_way(&stage).await;
        let door = format!("vendor/request/{}", review.key);
        stage.control.delete(&door).await;
    });
    let failure = mine.expect_err("it is gone");
    assert_eq!(failure.code, ErrorCode::RequestNotFound);
    assert_eq!(stage.row(&review.key).await.state, QueueState::NotFound);
    assert_eq!(told(&stage).await, [Act::RejectFailed]);
    assert_eq!(stage.control.count("POST", "/reject").await, 1);
}
