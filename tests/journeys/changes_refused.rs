//! Altinn says no to a change: each code ends in its own sentence, nothing of the change is done, and it stays open.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, QueueState};
use fullmakt_app::surface::common::{ErrorCode, Retry};
use fullmakt_app::surface::session::SignIn;
use fullmakt_tests::idporten::Consent;
use fullmakt_tests::{Harness, Options, PortalVisit};

use crate::changes::{change, codes, kari, status};

const APPROVE: &str = "/authentication/api/v1/systemuser/changerequest/*/approve";

/// Codes that stop a change before its first step (reference: system users 5.3), with status, case, and when trying again
/// makes sense.
const CODES: [(&str, u16, ErrorCode, Retry); 10] = [
    ("AUTH-00010", 404, ErrorCode::RequestNotFound, Retry::Never),
    (
        "AUTH-00013",
        409,
        ErrorCode::RequestAlreadyDecided,
        Retry::Never,
    ),
    ("AUTH-00011", 404, ErrorCode::SystemGone, Retry::Never),
    ("AUTH-00015", 404, ErrorCode::SystemUserGone, Retry::Never),
    (
        "AUTH-00000",
        400,
        ErrorCode::OrganisationUnknown,
        Retry::Never,
    ),
    (
        "AUTH-00049",
        400,
        ErrorCode::OrganisationUnknown,
        Retry::Never,
    ),
    ("AUTH-00050", 400, ErrorCode::DelegationFailed, Retry::Later),
    ("AUTH-00052", 400, ErrorCode::UnknownPackage, Retry::Never),
    ("AUTH-00053", 400, ErrorCode::MissingPackage, Retry::Never),
    ("AUTH-00001", 400, ErrorCode::MissingRights, Retry::Never),
];

/// Every code in turn on one change: nothing is begun by it, and it can be approved afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_has_its_own_case() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let before = codes(&change(&review).before);
    let mut sent = 0;
    for (code, status_code, case, retry) in CODES {
        let control = &stage.control;
        control
            .refuse_once("POST", APPROVE, status_code, code)
            .await;
        let failure = stage.approve(&review).await.expect_err(code);
        assert_eq!((failure.code, failure.retry), (case, retry), "{code}");
        assert_eq!(failure.upstream_code.as_deref(), Some(code));
        sent += 1;
        let tried = stage.control.count("POST", "/approve").await;
        assert_eq!(tried, sent, "{code}: sent once");
        let state = stage.row(&review.key).await.state;
        assert_eq!(state, QueueState::Waiting, "{code}: still open at Altinn");
        assert_eq!(status(&stage, "change-mixed").await, "New", "{code}");
    }
    assert!(
        stage.browser.opened().is_empty(),
        "a no with a code is not a closed door"
    );
    let log = stage.log().await;
    let failed = log.iter().filter(|row| row.act == Act::ApproveFailed);
    assert_eq!(
        failed.count(),
        CODES.len() - 1,
        "a decision made elsewhere is no failed act of ours"
    );
    let done = [Act::Changed, Act::ChangedPartly];
    assert!(log.iter().all(|row| !done.contains(&row.act)), "{log:?}");

    let again = stage.look_at(&review.key).await.expect("it can be read");
    let view = change(&again);
    assert_eq!((codes(&view.before), &view.begun), (before, &None));
    assert!(view.steps.iter().all(|step| !step.done));
    stage.approve_here(&again).await;
    assert_eq!(status(&stage, "change-mixed").await, "Accepted");
    assert_eq!(stage.control.count("POST", "/approve").await, sent + 1);
}

/// Handed off, and the person says no on Altinn's page: seen here, and nothing was changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rejected_on_altinns_page() {
    let stage = Harness::new(Options::default()).await;
    stage
        .sign_in_by_browser(SignIn::default(), Consent::All)
        .await;
    let review = stage.pasted_change("change-mixed").await;
    let handed = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(handed, Decision::HandedOff);
    let page = stage.browser.last().expect("a page");
    let visit = PortalVisit::follow(&page, "kari").await;
    visit.press("reject").await;
    let receipt = stage.decided(&review.key).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Rejected, true));
    assert_eq!((receipt.system_user_id, receipt.held_after), (None, None));
    assert_eq!(status(&stage, "change-mixed").await, "Rejected");
    assert_eq!(
        stage.control.count("POST", "/api/v1/systemuser/").await,
        0,
        "by the page, not by the interface"
    );
}
