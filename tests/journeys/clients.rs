//! The kind for clients, from the link to the withdrawal.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{QueueState, RequestKind};
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Way};
use fullmakt_app::surface::system_users::{SystemUserKind, SystemUsersQuery, Withdrawal};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_tests::{Harness, Options, PortalVisit};
use serde_json::json;

/// Approved by the interface, seen in the list; the interface for withdrawing is closed, so that is done on Altinn's
/// page: two receipts, and the second was observed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approved_here_and_withdrawn_on_altinns_page() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("agent-many-services").await;
    assert_eq!(review.kind, RequestKind::Client);
    assert!(review.authority.checked, "clients bring the authority");
    assert_eq!(review.authority.missing, []);
    let receipt = stage.approve_here(&review).await;
    assert_eq!(receipt.review.kind, RequestKind::Client);
    let user = stage.system_user(&review.key).await;
    let page = stage.app.system_users(SystemUsersQuery::default()).await;
    let mut rows = page.expect("the list").rows.into_iter();
    let row = rows.rfind(|r| r.id == user.id).expect("listed");
    assert_eq!(row.kind, SystemUserKind::Client);

    let detail = stage.app.system_user(user.clone()).await;
    let detail = detail.expect("it can be read");
    assert_eq!(detail.withdraw.way, Way::Api);
    assert_eq!(detail.withdrawing, None);
    let ability = stage.receipt(&receipt.number).await.withdraw;
    assert_eq!(
        ability.as_ref(),
        Some(&detail.withdraw),
        "the receipt promises no more"
    );
    let closed = json!([{ "path": "/authentication/api/v1/systemuser/agent/*", "method": "DELETE", "status": 403 }]);
    stage.control.faults(closed).await;
    let mut events = stage.app.subscribe();
    let done = stage.app.withdraw(user.clone()).await;
    assert_eq!(done.expect("it is handed off"), Withdrawal::HandedOff);
    let detail = stage.app.system_user(user.clone()).await;
    let detail = detail.expect("still there");
    assert!(detail.withdrawing.is_some(), "it is being observed");
    let refused = Some(AbilityReason::RefusedByAltinn);
    assert_eq!(
        (detail.withdraw.way, detail.withdraw.reason),
        (Way::Portal, refused)
    );
    assert_eq!(detail.history[0].act, Act::HandedOff, "and in the log");
    let overview = stage.browser.last().expect("a page");
    assert!(overview.path().ends_with("/systemuser/overview"));
    let visit = PortalVisit::follow(&overview, "kari").await;
    assert!(visit.read().await.contains(&review.system.title));
    visit.delete(&user.id).await;
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Withdrawn { id, receipt, .. } if *id == user.id => Some(receipt.clone()),
        _ => None,
    })
    .await;
    let receipt = stage.receipt(&number).await;
    assert_eq!(receipt.act, Act::Withdrawn);
    assert!(receipt.observed, "it was done on Altinn's page");
    assert_eq!(receipt.review.packages.len(), review.packages.len());
    assert_eq!(receipt.withdraw, None);
    stage.app.system_user(user).await.expect_err("it is gone");
    assert_eq!(
        stage.control.count("DELETE", "/systemuser/").await,
        1,
        "what was refused is not sent again"
    );
}

/// Without the portal scope: approved on Altinn's page for client requests.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn approved_on_altinns_page() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("agent-not-escalated").await;
    assert_eq!(review.kind, RequestKind::Client);
    stage.approve(&review).await.expect("it is handed off");
    let page = stage.browser.last().expect("a page");
    assert!(page.path().ends_with("/systemuser/agentrequest"), "{page}");
    PortalVisit::follow(&page, "kari")
        .await
        .press("approve")
        .await;
    let approved = |state: &QueueState| matches!(state, QueueState::Approved { receipt: Some(_) });
    stage
        .wait_row(&review.key, |row| approved(&row.state))
        .await;
}

/// The client kind's own codes: not there, another organisation's, the other kind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_own_codes_are_told_apart() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("agent-many-services").await;
    let path = "/authentication/api/v1/systemuser/request/agent/*/approve";
    for (code, status, case) in [
        ("AUTH-00042", 403, ErrorCode::RequestOtherOrganisation),
        ("AUTH-00025", 400, ErrorCode::RequestChanged),
        ("AUTH-00058", 400, ErrorCode::VendorFault),
        ("AUTH-00065", 400, ErrorCode::PackageWrongUse),
        ("AUTH-00030", 404, ErrorCode::RequestNotFound),
    ] {
        let control = &stage.control;
        control.refuse_once("POST", path, status, code).await;
        let failure = stage.approve(&review).await.expect_err(code);
        assert_eq!(failure.code, case, "{code}");
        assert_eq!(failure.upstream_code.as_deref(), Some(code));
        assert_eq!(stage.row(&review.key).await.state, QueueState::Waiting);
    }
    let log = stage.log().await;
    let failed = log.iter().filter(|r| r.act == Act::ApproveFailed);
    assert_eq!(failed.count(), 5);
    stage.approve_here(&review).await;
}
