//! The vendor withdraws its request while the person stands at Altinn's page.

use std::time::Duration;

use fullmakt_app::surface::approvals::{Decision, QueueState};
use fullmakt_tests::{Harness, Options};

/// It is noticed at the next look, said in the queue, and not looked for any longer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_noticed_and_observing_ends() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    let decision = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(decision, Decision::HandedOff);
    let door = format!(
        "{}/_sandbox/vendor/request/{}",
        stage.control.base(),
        review.key
    );
    let gone = stage.control.http().delete(door).send().await;
    assert!(gone.expect("an answer").status().is_success());
    let row = stage
        .wait_row(&review.key, |row| row.state == QueueState::NotFound)
        .await;
    assert_eq!(row.system.as_deref(), Some(review.system.title.as_str()));
    let shown = stage.look_at(&review.key).await.expect("the kept copy");
    assert!(shown.stale);
    assert_eq!(shown.state, QueueState::NotFound);
    stage.control.reset_counters().await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let looks = stage.control.count("GET", &review.key).await;
    assert_eq!(looks, 0, "nobody looks for it any longer");
}
