//! The scopes say yes and Altinn says no, with an empty 403: the act goes another way, that is remembered for a day, and
//! then tried again (system users reference 3).

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueQuery, Reject, RequestRef};
use fullmakt_app::surface::common::{Ability, AbilityReason, Way};
use fullmakt_app::surface::session::Capabilities;
use fullmakt_app::surface::system_users::{SystemUserRef, Withdrawal};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_tests::{Harness, PortalVisit};
use serde_json::json;

const REQUEST: &str = "/authentication/api/v1/systemuser/request/*";
/// Where the interface is, and no page.
const INTERFACE: &str = "/api/v1/systemuser/request/";
const DAY: i64 = 24 * 60 * 60;

async fn closed(stage: &Harness, method: &str, path: &str) {
    let fault = json!([{ "path": path, "method": method, "status": 403 }]);
    stage.control.faults(fault).await;
}

async fn can(stage: &Harness) -> Capabilities {
    stage.session().await.capabilities
}

fn refused(way: Way) -> Ability {
    Ability {
        way,
        reason: Some(AbilityReason::RefusedByAltinn),
    }
}

/// Approving: Altinn's page, at once and the next time; a day later the interface is tried again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approving() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    closed(&stage, "POST", &format!("{REQUEST}/approve")).await;
    let decision = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(decision, Decision::HandedOff);
    assert_eq!(can(&stage).await.approve, refused(Way::Portal));
    assert_eq!(can(&stage).await.reject.way, Way::Api, "nothing else is");
    let page = stage.browser.last().expect("a page");
    PortalVisit::follow(&page, "kari")
        .await
        .press("approve")
        .await;
    assert!(stage.decided(&review.key).await.observed);

    let next = stage.pasted_review("lookalike-vendor").await;
    assert_eq!(next.decide.approve, refused(Way::Portal));
    stage.approve(&next).await.expect("it is handed off");
    let tried = stage.control.count("POST", INTERFACE).await;
    assert_eq!(tried, 1, "not tried again today");
    let key = next.key.clone();
    let stopped = stage.app.stop_observing(RequestRef { key }).await;
    stopped.expect("given up");

    stage.control.clear_faults().await;
    stage.control.advance(DAY + 60).await;
    assert_eq!(can(&stage).await.approve.way, Way::Api, "tried again");
}

/// A new login is a new chance, whatever the hour.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_login_tries_again() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    closed(&stage, "POST", &format!("{REQUEST}/approve")).await;
    stage.approve(&review).await.expect("it is handed off");
    assert_eq!(can(&stage).await.approve, refused(Way::Portal));
    stage.sign_in("kari").await;
    assert_eq!(can(&stage).await.approve.way, Way::Api);
}

/// Rejecting: on Altinn's page, observed, with a receipt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rejecting() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    closed(&stage, "POST", &format!("{REQUEST}/reject")).await;
    let key = review.key.clone();
    let decision = stage.app.reject(Reject { key, now: true }).await;
    assert_eq!(decision.expect("it is handed off"), Decision::HandedOff);
    assert_eq!(can(&stage).await.reject, refused(Way::Portal));
    let page = stage.browser.last().expect("a page");
    PortalVisit::follow(&page, "kari")
        .await
        .press("reject")
        .await;
    let receipt = stage.decided(&review.key).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Rejected, true));
    assert_eq!(stage.control.count("POST", INTERFACE).await, 1);
}

/// Forwarding.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forwarding() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("may-escalate-only").await;
    closed(&stage, "POST", &format!("{REQUEST}/escalate")).await;
    let key = review.key.clone();
    let decision = stage.app.escalate(RequestRef { key }).await;
    assert_eq!(decision.expect("it is handed off"), Decision::HandedOff);
    assert_eq!(can(&stage).await.escalate, refused(Way::Portal));
}

/// Listing: links are needed, and the links that came before stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn listing() {
    let stage = Harness::with_portal_scope("kari").await;
    let key = stage.paste("approvable").await;
    closed(&stage, "GET", "*/pending").await;
    let refresh = QueueQuery {
        refresh: true,
        ..Default::default()
    };
    let queue = stage.app.queue(refresh).await.expect("the queue");
    assert_eq!(queue.listing, refused(Way::None));
    assert!(queue.failures.is_empty(), "{:?}", queue.failures);
    assert_eq!((queue.organisations, queue.unread), (0, 0));
    assert!(queue.rows.iter().any(|row| row.key == key));
    let tried = stage.control.count("GET", "/pending").await;
    let again = QueueQuery {
        refresh: true,
        ..Default::default()
    };
    stage.app.queue(again).await.expect("the queue");
    assert_eq!(stage.control.count("GET", "/pending").await, tried);
}

/// Reading a request by its id alone: the organisations are asked instead.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_by_id() {
    let stage = Harness::with_portal_scope("kari").await;
    let seeded = stage.control.request("agent-not-escalated").await;
    let id = seeded["id"].as_str().expect("an id");
    let alone = format!("/authentication/api/v1/systemuser/request/agent/{id}");
    closed(&stage, "GET", &alone).await;
    let review = stage.pasted_review("agent-not-escalated").await;
    assert_eq!(review.key, id);
    assert_eq!(stage.control.count("GET", &alone).await, 1);
    assert_eq!(can(&stage).await.list_requests.way, Way::Api, "another act");
}

/// Withdrawing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawing() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    stage.approve_here(&review).await;
    let user = stage.system_user(&review.key).await;
    closed(&stage, "DELETE", "/authentication/api/v1/systemuser/*").await;
    let mut events = stage.app.subscribe();
    let done = stage.app.withdraw(user.clone()).await;
    assert_eq!(done.expect("it is handed off"), Withdrawal::HandedOff);
    assert_eq!(can(&stage).await.withdraw, refused(Way::Portal));
    let page = stage.browser.last().expect("a page");
    PortalVisit::follow(&page, "kari")
        .await
        .delete(&user.id)
        .await;
    let number = withdrawn(&mut events, &user).await;
    let receipt = stage.receipt(&number).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Withdrawn, true));
}

async fn withdrawn(
    events: &mut tokio::sync::broadcast::Receiver<Event>,
    user: &SystemUserRef,
) -> String {
    Harness::wait_event(events, 20, |event| match event {
        Event::Withdrawn { id, receipt, .. } if *id == user.id => Some(receipt.clone()),
        _ => None,
    })
    .await
}
