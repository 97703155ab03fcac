//! A request that is observed is read by the screen too: the receipt is made all the same.

use fullmakt_app::surface::approvals::{Decision, QueueQuery, QueueState};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_tests::{Harness, Options, PortalVisit, until};
use serde_json::json;

/// The person comes back from Altinn's page and the window reads the review again before the observer looks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reading_between_does_not_lose_the_receipt() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    let mut events = stage.app.subscribe();
    let decision = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(decision, Decision::HandedOff);
    let page = stage.browser.last().expect("a page was opened");
    PortalVisit::follow(&page, "kari")
        .await
        .press("approve")
        .await;
    stage.look_at(&review.key).await.expect("it can be read");
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Decided { key, receipt } if *key == review.key => Some(receipt.clone()),
        _ => None,
    })
    .await;
    assert!(stage.receipt(&number).await.observed);
}

/// The queue was being read when the person went to Altinn's page, and that reading comes back after the approval there: it is
/// the observer who says how it ended.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reading_that_began_before_the_hand_off_does_not_lose_the_receipt() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    let mut events = stage.app.subscribe();
    let read = format!("/authentication/api/v1/systemuser/request/*/{}", review.key);
    let fault = json!([{ "path": read, "method": "GET", "delay_ms": 3000, "times": 1 }]);
    stage.control.faults(fault).await;
    let query = QueueQuery {
        refresh: true,
        ..QueueQuery::default()
    };
    let (queue, ()) = tokio::join!(stage.app.queue(query), async {
        until("the reading is under way", async || {
            let faults = stage.control.get("faults").await;
            (faults[0]["times"] == 0).then_some(())
        })
        .await;
        let decision = stage.approve(&review).await.expect("it is handed off");
        assert_eq!(decision, Decision::HandedOff);
        let page = stage.browser.last().expect("a page was opened");
        PortalVisit::follow(&page, "kari")
            .await
            .press("approve")
            .await;
    });
    queue.expect("the queue is read");
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Decided { key, receipt } if *key == review.key => Some(receipt.clone()),
        _ => None,
    })
    .await;
    assert!(stage.receipt(&number).await.observed);
    let receipt = Some(number);
    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Approved { receipt });
}
