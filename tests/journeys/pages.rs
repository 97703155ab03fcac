//! The list of actors comes in pages: the day Altinn begins to page, nobody is lost.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::organisations::OrganisationsQuery;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_actors_is_read() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let all = |stage: &Harness| {
        let query = OrganisationsQuery {
            limit: 500,
            ..Default::default()
        };
        let app = stage.app.clone();
        async move { app.organisations(query).await.expect("the list").rows }
    };
    let whole = all(&stage).await;
    let calls = "/enduser/authorizedparties";
    stage.control.reset_counters().await;
    let pages = json!({ "partyPageSize": 3 });
    stage.control.put("switches", pages).await;
    Commands::refresh_organisations(&stage.app, Nothing {})
        .await
        .expect("read again");
    assert!(stage.control.count("GET", calls).await > 4, "in pages");
    let paged = all(&stage).await;
    assert_eq!(paged, whole);
}

/// F5 held down: the list takes Altinn long, and is read once a minute at most. A reading that failed does not count.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_organisations_are_read_again_once_a_minute_at_most() {
    const LIST: &str = "/accessmanagement/api/v1/enduser/authorizedparties";
    let stage = Harness::signed_in("kari", Options::default()).await;
    stage.control.reset_counters().await;
    let read = async || Commands::refresh_organisations(&stage.app, Nothing {}).await;
    let asked = async || stage.control.count("GET", LIST).await;
    stage
        .control
        .faults(json!([{ "path": LIST, "status": 500 }]))
        .await;
    read().await.expect_err("refused");
    stage.control.clear_faults().await;
    let failed = asked().await;
    read().await.expect("read, a moment after a login");
    let once = asked().await;
    assert!(once > failed);
    read().await.expect("nothing to do");
    assert_eq!(asked().await, once);
    stage.control.advance(61).await;
    read().await.expect("read again");
    assert_eq!(asked().await - once, once - failed);
}
