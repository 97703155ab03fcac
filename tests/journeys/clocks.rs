//! The app's machine and Altinn do not agree on the time.

use std::sync::Arc;

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::session::SessionState;
use fullmakt_app::surface::system_users::SystemUsersQuery;
use fullmakt_app::surface::table::Commands;
use fullmakt_domain::SystemClock;
use fullmakt_sandbox::{Config, Sandbox};
use fullmakt_tests::Harness;

const DAY: i64 = 24 * 60 * 60;

/// The other side is a day ahead: the login works by its clock, lifetimes are reckoned on ours, and a token that has
/// died over there before its time here is renewed when Altinn says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_login_works_however_far_the_other_clock_is_ahead() {
    let sandbox = Sandbox::start(Config::default()).await;
    let sandbox = sandbox.expect("the sandbox starts");
    let stage = Harness::with_clock(sandbox, Arc::new(SystemClock)).await;
    stage.control.advance(DAY).await;
    stage.sign_in("kari").await;
    let status = stage.app.status(Nothing {}).await.expect("a status");
    assert_eq!(status.clock_ahead_min, Some(24 * 60), "the person is told");
    let read = || async {
        let query = SystemUsersQuery {
            refresh: true,
            ..SystemUsersQuery::default()
        };
        stage.app.system_users(query).await
    };
    let renewals = || stage.control.count("POST", "/idporten/token");
    stage.control.reset_counters().await;
    read().await.expect("the token is good over there");
    assert_eq!(renewals().await, 0);

    // Longer than an access token lives, shorter than a refresh token.
    stage.control.advance(3_600).await;
    let page = read().await.expect("read with a renewed token");
    assert!(page.failures.is_empty(), "{:?}", page.failures);
    assert_eq!(renewals().await, 1, "all who were refused share it");

    // Longer than a refresh token lives.
    stage.control.advance(2 * DAY).await;
    let failure = read().await.expect_err("the login has ended");
    assert_eq!(failure.code, ErrorCode::LoginRequired);
    assert_eq!(stage.session().await.state, SessionState::LoginNeeded);
    assert_eq!(renewals().await, 2);
    stage.sign_in("kari").await;
    read().await.expect("a new login works");
}
