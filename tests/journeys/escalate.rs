//! Forwarding to an access manager.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueState, RequestKind, RequestRef, Review};
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Retry, Way};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;
use serde_json::json;

/// Where requests are.
const REQUEST: &str = "/authentication/api/v1/systemuser/request";

/// Who is no access manager may forward, not decide.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_no_access_manager_forwards() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("may-escalate-only").await;
    assert!(review.authority.escalate_only, "{:?}", review.authority);
    assert_eq!(
        review.decide.approve.reason,
        Some(AbilityReason::NotAccessManager)
    );
    assert_eq!(review.decide.reject.way, Way::None);
    let failure = stage
        .approve(&review)
        .await
        .expect_err("not hers to approve");
    assert_eq!(failure.code, ErrorCode::NotAccessManager);
    let key = review.key.clone();
    let sent = stage.app.escalate(RequestRef { key }).await;
    assert_eq!(sent.expect("it is forwarded"), Decision::Forwarded);
    assert_eq!(
        stage.control.request("may-escalate-only").await["escalated"],
        true
    );
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
}

async fn forward(stage: &Harness, review: &Review) -> Result<Decision, ErrorCode> {
    let key = review.key.clone();
    let sent = stage.app.escalate(RequestRef { key }).await;
    sent.map_err(|failure| failure.code)
}

/// How often it was sent, and how often the log tells of it.
async fn sent_and_told(stage: &Harness) -> (u64, usize) {
    let log = stage.log().await;
    let told = log.iter().filter(|row| row.act == Act::Forwarded).count();
    (stage.control.count("POST", "/escalate").await, told)
}

/// A stage with a request whose next forwarding is cut.
async fn cut(cut: &str) -> (Harness, Review) {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("may-escalate-only").await;
    let fault = json!([{ "path": format!("{REQUEST}/*/escalate"), "cut": cut, "times": 1 }]);
    stage.control.faults(fault).await;
    (stage, review)
}

/// It arrived and its answer did not: the request is read, and nothing is sent twice, however often it is pressed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forwarding_whose_answer_was_lost_is_found_out() {
    let (stage, review) = cut("inside").await;
    for _ in 0..2 {
        assert_eq!(forward(&stage, &review).await, Ok(Decision::Forwarded));
    }
    assert_eq!(sent_and_told(&stage).await, (1, 1));
}

/// It never arrived: that is read before the next press sends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forwarding_that_never_arrived_is_sent_at_the_next_press() {
    let (stage, review) = cut("before").await;
    let lost = forward(&stage, &review).await;
    assert_eq!(lost, Err(ErrorCode::OutcomeUnknown));
    assert_eq!(sent_and_told(&stage).await, (1, 0), "not by itself");
    assert_eq!(forward(&stage, &review).await, Ok(Decision::Forwarded));
    assert_eq!(sent_and_told(&stage).await, (2, 1));
}

/// It takes effect after it was read in vain: the next press finds that out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forwarding_that_takes_its_time_is_not_sent_twice() {
    let (stage, review) = cut("before").await;
    let lost = forward(&stage, &review).await;
    assert_eq!(lost, Err(ErrorCode::OutcomeUnknown));
    let scope = "openid altinn:portal/enduser";
    let token = stage.control.token("kari", scope).await;
    let party = stage.control.request("may-escalate-only").await["partyId"].clone();
    let base = stage.control.base();
    let path = format!("{base}{REQUEST}/{party}/{}/escalate", review.key);
    let late = stage.control.http().post(path);
    let late = late.bearer_auth(token["altinn"].as_str().expect("a token"));
    assert!(late.send().await.expect("an answer").status().is_success());
    assert_eq!(forward(&stage, &review).await, Ok(Decision::Forwarded));
    assert_eq!(sent_and_told(&stage).await, (2, 1), "one of them late");
}

/// Altinn says that nothing was forwarded, by its answer or by a code: it is said, nothing is noted, and the next press
/// sends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_no_to_a_forwarding_is_said_and_nothing_is_noted() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("may-escalate-only").await;
    let before = stage.row(&review.key).await.state;
    let path = format!("{REQUEST}/*/escalate");
    let not_found = json!({ "code": "AUTH-00010", "status": 404, "title": "No." });
    for (status, body, case, upstream) in [
        (200, json!(false), ErrorCode::AccessDenied, None),
        (
            404,
            not_found,
            ErrorCode::RequestNotFound,
            Some("AUTH-00010"),
        ),
    ] {
        let fault = json!([{ "path": path, "status": status, "body": body, "times": 1 }]);
        stage.control.faults(fault).await;
        let key = review.key.clone();
        let failure = stage.app.escalate(RequestRef { key }).await;
        let failure = failure.expect_err("not forwarded");
        let told = (failure.code, failure.retry);
        assert_eq!(told, (case, Retry::Never));
        assert_eq!(failure.upstream_code.as_deref(), upstream);
        assert_eq!(stage.row(&review.key).await.state, before, "{case:?}");
        let seeded = stage.control.request("may-escalate-only").await;
        assert_eq!(seeded["escalated"], false, "{case:?}");
    }
    assert!(stage.browser.opened().is_empty(), "no closed door");
    assert_eq!(sent_and_told(&stage).await, (2, 0));
    assert_eq!(forward(&stage, &review).await, Ok(Decision::Forwarded));
    assert_eq!(sent_and_told(&stage).await, (3, 1));
}

/// A request for clients is forwarded like any other, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_for_clients_is_forwarded_once() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("agent-not-escalated").await;
    assert_eq!(review.kind, RequestKind::Client);
    for _ in 0..2 {
        assert_eq!(forward(&stage, &review).await, Ok(Decision::Forwarded));
    }
    assert_eq!(sent_and_told(&stage).await, (1, 1));
    let seeded = stage.control.request("agent-not-escalated").await;
    assert_eq!(
        (&seeded["escalated"], &seeded["status"]),
        (&json!(true), &json!("New"))
    );
    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Escalated);
}
