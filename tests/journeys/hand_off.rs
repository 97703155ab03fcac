//! Without the portal scope the decision is made on Altinn's own page, and observed here.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueState, RequestKind, RequestRef};
use fullmakt_app::surface::common::{ErrorCode, Way};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_tests::{Harness, Options, PortalVisit};

/// Approved on the page: the receipt holds what was shown here, and says that it was observed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approved_on_altinns_page() {
    let (receipt, review) = decided_there("approve").await;
    assert_eq!(receipt.act, Act::Approved);
    assert_eq!(receipt.system_user_id.as_deref(), Some(review.key.as_str()));
    assert!(receipt.observed);
    assert_eq!(receipt.review.packages, review.packages);
    assert_eq!(receipt.review.fingerprint, review.fingerprint);
}

/// Rejected on the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rejected_on_altinns_page() {
    let (receipt, _) = decided_there("reject").await;
    assert_eq!(receipt.act, Act::Rejected);
    assert_eq!(receipt.system_user_id, None);
    assert!(receipt.observed);
}

/// One for clients is rejected on its own page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_for_clients_is_rejected_on_altinns_page() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("agent-not-escalated").await;
    let decision = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(decision, Decision::HandedOff);
    let page = stage.browser.last().expect("a page was opened");
    assert!(page.path().ends_with("/systemuser/agentrequest"), "{page}");
    PortalVisit::follow(&page, "kari")
        .await
        .press("reject")
        .await;
    let receipt = stage.decided(&review.key).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Rejected, true));
    assert_eq!(receipt.review.kind, RequestKind::Client);
    assert_eq!(receipt.system_user_id, None);
    let seeded = stage.control.request("agent-not-escalated").await;
    assert_eq!(seeded["status"], "Rejected");
    assert_eq!(
        stage.control.count("POST", "/api/v1/systemuser/").await,
        0,
        "by the page, not by the interface"
    );
}

async fn decided_there(
    act: &str,
) -> (
    fullmakt_app::surface::activity::Receipt,
    fullmakt_app::surface::approvals::Review,
) {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    assert_eq!(review.decide.approve.way, Way::Portal);
    let mut events = stage.app.subscribe();
    let decision = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(decision, Decision::HandedOff);
    let page = stage.browser.last().expect("a page was opened");
    let query: Vec<(String, String)> = page.query_pairs().into_owned().collect();
    assert!(
        query.contains(&("id".to_owned(), review.key.clone())),
        "{page}"
    );
    assert!(
        query.contains(&("skiplogout".to_owned(), "true".to_owned())),
        "other tabs stay signed in: {page}"
    );
    assert!(matches!(
        stage.row(&review.key).await.state,
        QueueState::Observing { .. }
    ));
    let visit = PortalVisit::follow(&page, "kari").await;
    assert!(visit.read().await.contains(&review.system.title));
    let next = visit.press(act).await;
    assert_eq!(
        next, "/accessmanagement/ui/systemuser/overview",
        "no logout"
    );
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Decided { key, receipt } if *key == review.key => Some(receipt.clone()),
        _ => None,
    })
    .await;
    assert_eq!(
        stage
            .control
            .count("POST", "/api/v1/systemuser/request/")
            .await,
        0
    );
    (stage.receipt(&number).await, review)
}

/// Given up: the request waits again, as it did.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hand_off_can_be_given_up() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    stage.approve(&review).await.expect("it is handed off");
    let key = review.key.clone();
    let stopped = stage.app.stop_observing(RequestRef { key }).await;
    stopped.expect("observing can be stopped");
    assert_eq!(stage.row(&review.key).await.state, QueueState::Waiting);
}

/// No browser can be started: that is said, and the request is not observed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_browser_nothing_is_observed() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    stage.browser.break_down();
    let failure = stage.approve(&review).await.expect_err("no browser");
    assert_eq!(failure.code, ErrorCode::BrowserUnavailable);
    assert_eq!(stage.row(&review.key).await.state, QueueState::Waiting);
}

/// Handed off on the person's wish, where the interface would do it as well; the link for a colleague is of the same
/// page, and keeps no other tab signed in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_handed_off_on_the_persons_wish() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    assert_eq!(review.decide.approve.way, Way::Api);
    let named = || RequestRef {
        key: review.key.clone(),
    };
    let link = stage.app.confirm_link(named()).await.expect("a link");
    assert!(stage.browser.opened().is_empty(), "nothing is opened");
    let decision = stage.app.hand_off(named()).await.expect("handed off");
    assert_eq!(decision, Decision::HandedOff);
    assert!(matches!(
        stage.row(&review.key).await.state,
        QueueState::Observing { .. }
    ));
    let page = stage.browser.last().expect("a page was opened");
    let seeded = stage.control.request("approvable").await;
    let seeded = seeded["confirmUrl"].as_str().expect("a link");
    assert!(!link.url.contains("skiplogout"), "{}", link.url);
    assert!(page.as_str().contains("skiplogout=true"), "{page}");
    for url in [link.url.as_str(), page.as_str()] {
        assert!(url.contains(&review.key), "{url}");
        let (place, _) = url.split_once('?').expect("it names the request");
        assert!(seeded.starts_with(place), "{url}");
    }
    let unknown = RequestRef {
        key: "00000000-0000-0000-0000-000000000001".to_owned(),
    };
    let failure = stage.app.confirm_link(unknown).await.expect_err("none");
    assert_eq!(failure.code, ErrorCode::NotFound);
}
