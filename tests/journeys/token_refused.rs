//! Altinn does not honour a token any more although its time is not up.

use fullmakt_app::surface::approvals::Decision;
use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{Filing, Folder, OpenMessage, SyncActivity, SyncMessages};
use fullmakt_app::surface::session::SessionState;
use fullmakt_app::surface::system_users::{SystemUsersPage, SystemUsersQuery};
use fullmakt_app::surface::table::{Commands, Event, Topic};
use fullmakt_tests::{Harness, until};
use serde_json::json;

/// Lists of system users for clients: nothing but the reading of all lists asks for them.
const LISTS: &str = "/authentication/api/v1/systemuser/agent";
const APPROVE: &str = "/authentication/api/v1/systemuser/request/*/approve";
const TOKEN: &str = "/idporten/token";
const EXCHANGE: &str = "/authentication/api/v1/exchange";
const DIALOGS: &str = "/dialogporten/api/v1/enduser/dialogs";

/// Reads every organisation's system users.
async fn read(stage: &Harness) -> Result<SystemUsersPage, ErrorCode> {
    let query = SystemUsersQuery {
        refresh: true,
        ..SystemUsersQuery::default()
    };
    let page = stage.app.system_users(query).await;
    page.map_err(|failure| failure.code)
}

/// Renewals at ID-porten, and exchanges at Altinn.
async fn renewals(stage: &Harness) -> (u64, u64) {
    let control = &stage.control;
    (
        control.count("POST", TOKEN).await,
        control.count("GET", EXCHANGE).await,
    )
}

/// One refusal is one renewal and one more call; the person notices nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_goes_on_with_a_renewed_token() {
    let stage = Harness::with_portal_scope("kari").await;
    stage.control.reset_counters().await;
    let before = read(&stage).await.expect("read");
    let calls = stage.control.count("GET", LISTS).await;
    assert_eq!(renewals(&stage).await, (0, 0));

    stage.control.reset_counters().await;
    let once = json!([{ "path": LISTS, "method": "GET", "status": 401, "times": 1 }]);
    stage.control.faults(once).await;
    let after = read(&stage).await.expect("read all the same");
    assert_eq!(json!(after.rows), json!(before.rows));
    assert!(after.failures.is_empty(), "{:?}", after.failures);
    assert_eq!(renewals(&stage).await, (1, 1));
    assert_eq!(stage.control.count("GET", LISTS).await, calls + 1);
    assert_eq!(stage.session().await.state, SessionState::SignedIn);
}

/// A decision is never sent again by itself, whatever the answer was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_sent_once() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    stage.control.reset_counters().await;
    let once = json!([{ "path": APPROVE, "status": 401, "times": 1 }]);
    stage.control.faults(once).await;
    let failure = stage.approve(&review).await.expect_err("refused");
    assert_eq!(failure.code, ErrorCode::LoginRequired);
    assert_eq!(stage.control.count("POST", "/approve").await, 1);
    assert_eq!(stage.control.request("approvable").await["status"], "New");

    // The person presses again: by then the token is another one.
    let again = stage.look_at(&review.key).await.expect("read");
    assert_eq!(renewals(&stage).await, (1, 1));
    let decision = stage.approve(&again).await;
    assert!(
        matches!(decision, Ok(Decision::Done { .. })),
        "{decision:?}"
    );
    assert_eq!(stage.control.count("POST", "/approve").await, 2);
    assert_eq!(renewals(&stage).await, (1, 1));
}

/// Where Altinn refuses the renewed token too, it is not renewed for that again, and the person is asked to sign in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_that_lasts_ends_in_login_required() {
    let stage = Harness::with_portal_scope("kari").await;
    let always = json!([{ "path": LISTS, "method": "GET", "status": 401 }]);
    stage.control.faults(always).await;
    stage.control.reset_counters().await;
    for _ in 0..3 {
        assert_eq!(read(&stage).await.err(), Some(ErrorCode::LoginRequired));
    }
    assert_eq!(renewals(&stage).await, (1, 1));
    // ID-porten stands by the login, so it is kept; what else Altinn has can still be read.
    assert_eq!(stage.session().await.state, SessionState::SignedIn);
    stage.control.clear_faults().await;
    read(&stage).await.expect("read again");
    assert_eq!(renewals(&stage).await, (1, 1));
}

/// A login that was revoked: one try to renew it, then the screens hear that it has ended.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_login_is_told_to_the_screens() {
    let stage = Harness::with_portal_scope("kari").await;
    let revoked = json!([
        { "path": LISTS, "method": "GET", "status": 401 },
        { "path": TOKEN, "status": 400, "body": { "error": "invalid_grant" } },
    ]);
    stage.control.faults(revoked).await;
    stage.control.reset_counters().await;
    let mut events = stage.app.subscribe();
    assert_eq!(read(&stage).await.err(), Some(ErrorCode::LoginRequired));
    Harness::wait_event(&mut events, 5, |event| match event {
        Event::Changed { topics } if topics.contains(&Topic::Session) => Some(()),
        _ => None,
    })
    .await;
    let session = stage.session().await;
    assert_eq!(session.state, SessionState::LoginNeeded);
    assert!(session.has_data, "what was read stays readable");
    assert_eq!(read(&stage).await.err(), Some(ErrorCode::LoginRequired));
    assert_eq!(renewals(&stage).await, (1, 0));
}

/// A poll of messages goes on like every other reading.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_of_messages_goes_on_with_a_renewed_token() {
    let stage = Harness::inbox_of("kari").await;
    stage.control.reset_counters().await;
    let once = json!([{ "path": DIALOGS, "method": "GET", "status": 401, "times": 1 }]);
    stage.control.faults(once).await;
    let wish = stage.app.sync_messages(SyncMessages::default()).await;
    let state = wish.expect("a state");
    assert_eq!(state.state, SyncActivity::Waiting, "{:?}", state.failure);
    assert_eq!(state.failure, None);
    assert_eq!(stage.control.searches().await, 2, "refused, and once more");
    assert_eq!(renewals(&stage).await, (1, 1));
}

/// Opening is logged and shown to others, so it is never sent again by itself either.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_opened_by_the_next_press() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    let path = format!("{DIALOGS}/{id}");
    stage.control.reset_counters().await;
    let once = json!([{ "path": path, "method": "GET", "status": 401, "times": 1 }]);
    stage.control.faults(once).await;
    let ask = OpenMessage {
        id: id.clone(),
        again: false,
    };
    let failure = stage.app.open_message(ask).await.expect_err("refused");
    assert_eq!(failure.code, ErrorCode::LoginRequired);
    assert_eq!(stage.control.count("GET", &path).await, 1);
    stage.open(&id).await;
    assert_eq!(stage.control.count("GET", &path).await, 2);
    assert_eq!(renewals(&stage).await, (1, 1));
}

/// What was filed waits, and goes with the renewed token.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_filed_is_sent_with_a_renewed_token() {
    let stage = Harness::inbox_of("kari").await;
    let row = stage.folder(Folder::Inbox).await.rows[0].clone();
    let path = format!("{DIALOGS}/{}/context/systemlabels", row.id);
    stage.control.reset_counters().await;
    let once = json!([{ "path": path, "method": "PUT", "status": 401, "times": 1 }]);
    stage.control.faults(once).await;
    stage
        .file(std::slice::from_ref(&row), Filing::Archive)
        .await;
    until("it was refused", async || {
        (stage.control.count("PUT", &path).await == 1).then_some(())
    })
    .await;
    stage.filing_is_sent().await;
    let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
    assert_eq!(queue.refused, 0, "{:?}", queue.failure);
    assert_eq!(stage.control.count("PUT", &path).await, 2);
    assert!(
        stage
            .labels_of(&row.id)
            .await
            .contains(&"archive".to_owned())
    );
    assert_eq!(renewals(&stage).await, (1, 1));
}
