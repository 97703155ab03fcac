//! From a vendor's link to a receipt, in both worlds.

use fullmakt_app::surface::approvals::{
    AddLink, Approve, Decision, QueueQuery, QueueState, ReviewQuery,
};
use fullmakt_app::surface::common::Way;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options};

/// With the portal scope: queue → review → approve → receipt, and nothing is opened outside.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approve_by_interface() {
    let stage = Harness::signed_in(
        "kari",
        Options {
            portal_scope: true,
            ..Options::default()
        },
    )
    .await;
    let queue = stage
        .app
        .queue(QueueQuery::default())
        .await
        .expect("the queue can be read");
    assert_eq!(queue.listing.way, Way::Api, "the portal scope lets us list");
    let seeded = stage.control.request("approvable").await;
    let key = seeded["id"].as_str().expect("an id").to_owned();
    assert!(
        queue.rows.iter().any(|r| r.key == key),
        "the seeded request is listed"
    );
    let review = stage
        .app
        .review(ReviewQuery {
            key: key.clone(),
            refresh: false,
        })
        .await
        .expect("the review can be made");
    assert!(review.authority.checked, "{:?}", review.authority);
    assert_eq!(
        review.decide.approve.way,
        Way::Api,
        "{:?} {:?}",
        review.decide,
        review.authority
    );
    let decision = stage
        .app
        .approve(Approve {
            key: key.clone(),
            fingerprint: review.fingerprint.clone(),
            acknowledged: true,
        })
        .await
        .expect("approval succeeds");
    let Decision::Done { receipt } = decision else {
        panic!("not done: {decision:?}")
    };
    let receipt = stage
        .app
        .receipt(fullmakt_app::surface::activity::ReceiptRef { number: receipt })
        .await
        .expect("the receipt is there");
    assert_eq!(
        receipt.review.packages, review.packages,
        "what was shown is what was frozen"
    );
    assert!(
        stage.browser.opened().is_empty(),
        "nothing was opened outside"
    );
    assert_eq!(
        stage.control.request("approvable").await["status"],
        "Accepted"
    );
}

/// Without it: a pasted link finds its organisation by itself and is handed to Altinn's page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_finds_its_organisation() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let seeded = stage.control.request("approvable").await;
    let link = seeded["confirmUrl"].as_str().expect("a link").to_owned();
    let added = stage
        .app
        .add_link(AddLink { text: link })
        .await
        .expect("the link is taken");
    let review = stage
        .app
        .review(ReviewQuery {
            key: added.key.clone(),
            refresh: false,
        })
        .await
        .expect("the review can be made");
    assert_eq!(review.state, QueueState::Waiting);
    assert_eq!(review.decide.approve.way, Way::Portal);
}

/// The queue does not grow without end: what was decided half a year ago leaves it, and its receipt stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_decided_long_ago_leaves_the_queue_and_keeps_its_receipt() {
    const DAY: i64 = 24 * 60 * 60;
    let stage = Harness::with_portal_scope("kari").await;
    let waits = stage.paste("approvable-old").await;
    let review = stage.pasted_review("approvable").await;
    let receipt = stage.approve_here(&review).await;
    let listed = async |key: &str| {
        let read = |refresh| QueueQuery {
            refresh,
            ..QueueQuery::default()
        };
        // Whether or not Altinn can be asked: the login has ended by then.
        let _ = stage.app.queue(read(true)).await;
        let queue = stage.app.queue(read(false)).await.expect("the queue");
        queue.rows.iter().any(|row| row.key == key)
    };
    stage.control.advance(179 * DAY).await;
    assert!(listed(&review.key).await);
    stage.control.advance(2 * DAY).await;
    assert!(!listed(&review.key).await);
    assert!(listed(&waits).await, "it was never decided");
    let kept = stage.receipt(&receipt.number).await;
    assert_eq!(kept.number, receipt.number);
}
