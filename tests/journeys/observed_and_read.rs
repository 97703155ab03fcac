//! A request that is observed is read by the screen too: the receipt is made all the same.

use fullmakt_app::surface::approvals::Decision;
use fullmakt_app::surface::table::Event;
use fullmakt_tests::{Harness, Options, PortalVisit};

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
