//! The app is killed in the middle of its first reading of messages.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{SyncActivity, SyncState};
use fullmakt_app::surface::session::{SessionState, SignOut};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{Config, Sandbox, Seed, Volume};
use fullmakt_tests::{Doomed, Harness, until};
use serde_json::json;

const SEARCH: &str = "/dialogporten/api/v1/enduser/dialogs";
const DIALOGS: u32 = 8_000;

async fn read_to_the_end(stage: &Harness) -> SyncState {
    until("messages are read to the end", async || {
        let state = stage.app.sync_state(Nothing {}).await.ok()?;
        (state.last.is_some() && state.state == SyncActivity::Waiting).then_some(state)
    })
    .await
}

/// Pages that were written stay written and are not asked for again; what is read in the end is what one reads who was
/// never interrupted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fill_that_was_killed_goes_on_where_it_stood() {
    let config = Config {
        seed: Seed::generated(40).expect("a size that there is"),
        volume: Volume {
            dialogs: DIALOGS,
            services: 20,
        },
        ..Config::default()
    };
    let sandbox = Sandbox::start(config).await.expect("the sandbox starts");
    let doomed = Doomed::signed_in(sandbox, "kari").await;
    let slow = json!([{ "path": SEARCH, "delay_ms": 700 }]);
    doomed.control.faults(slow).await;
    until("four pages were asked for", async || {
        (doomed.control.searches().await >= 4).then_some(())
    })
    .await;

    let stage = Harness::after(doomed).await;
    let before = stage.control.searches().await;
    stage.control.clear_faults().await;
    stage
        .wait_for(|session| session.state == SessionState::SignedIn)
        .await;
    let resumed = read_to_the_end(&stage).await;
    let rest = stage.control.searches().await - before;

    // The same from the beginning, in one go.
    let out = SignOut {
        delete_data: true,
        end_session: false,
    };
    stage.app.sign_out(out).await.expect("signed out");
    let before = stage.control.searches().await;
    stage.sign_in("kari").await;
    let whole = read_to_the_end(&stage).await;
    let all = stage.control.searches().await - before;
    assert!(all > 6, "many pages: {all}");
    assert_eq!(
        resumed.held, whole.held,
        "nothing is missing, nothing twice"
    );
    assert!(whole.held > DIALOGS / 2, "{whole:?}");
    // At least the pages that were answered before the end, and the one under way is asked for again.
    assert!(rest <= all - 2, "{rest} of {all}");
}
