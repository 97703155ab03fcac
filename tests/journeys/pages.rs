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
