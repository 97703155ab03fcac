//! Altinn says no to setting a system up: each code ends in its own sentence, nothing is left behind, and nothing is sent
//! twice.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::common::{ErrorCode, Retry, Way};
use fullmakt_app::surface::creation::Created;
use fullmakt_tests::Harness;
use serde_json::json;

use crate::creation::{CREATE, SYSTEM, create, shown};

/// Codes a creation can meet (reference: system users 5.4), with status, case, and when trying again makes sense.
/// `AUTH-00048` leaves something behind, and has a story of its own.
const CODES: [(&str, u16, ErrorCode, Retry); 19] = [
    ("AUTH-00011", 404, ErrorCode::SystemGone, Retry::Never),
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
    ("AUTH-00004", 400, ErrorCode::SystemUserExists, Retry::Never),
    ("AUTH-00014", 403, ErrorCode::MissingRights, Retry::Never),
    ("AUTH-00016", 403, ErrorCode::MissingRole, Retry::Never),
    (
        "AUTH-00018",
        403,
        ErrorCode::MissingDelegation,
        Retry::Never,
    ),
    ("AUTH-00019", 403, ErrorCode::AccessList, Retry::Never),
    (
        "AUTH-00020",
        403,
        ErrorCode::ServiceLevelTooLow,
        Retry::Later,
    ),
    ("AUTH-00068", 403, ErrorCode::MissingPackage, Retry::Never),
    ("AUTH-00069", 403, ErrorCode::AccessList, Retry::Never),
    ("AUTH-00070", 403, ErrorCode::NotDelegable, Retry::Never),
    ("AUTH-00071", 403, ErrorCode::MaskinportenOnly, Retry::Never),
    ("AUTH-00050", 400, ErrorCode::DelegationFailed, Retry::Later),
    ("AUTH-00052", 400, ErrorCode::UnknownPackage, Retry::Never),
    ("AUTH-00053", 400, ErrorCode::MissingPackage, Retry::Never),
    ("AUTH-00003", 400, ErrorCode::DelegationFailed, Retry::Later),
    ("AUTH-00002", 400, ErrorCode::DelegationFailed, Retry::Later),
    ("AUTH-00051", 400, ErrorCode::DelegationFailed, Retry::Later),
];

/// Every code in turn on one system, which can be set up afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_has_its_own_case() {
    let stage = Harness::with_portal_scope("kari").await;
    let first = shown(&stage, SYSTEM).await;
    let mut sent = 0;
    for (code, status, case, retry) in CODES {
        let control = &stage.control;
        control.refuse_once("POST", CREATE, status, code).await;
        let failure = create(&stage, &first).await.expect_err(code);
        assert_eq!((failure.code, failure.retry), (case, retry), "{code}");
        assert_eq!(failure.upstream_code.as_deref(), Some(code));
        assert!(
            !failure.context.contains_key("systemUser"),
            "{code}: the list has none to lead to"
        );
        sent += 1;
        let tried = stage.control.count("POST", "/create").await;
        assert_eq!(tried, sent, "{code}: sent once");
    }
    assert!(
        stage.browser.opened().is_empty(),
        "a no with a code is not a closed door"
    );
    let log = stage.log().await;
    let failed = log.iter().filter(|row| row.act == Act::CreateFailed);
    assert_eq!(failed.count(), CODES.len());
    assert!(log.iter().all(|row| row.act != Act::Created));
    let again = shown(&stage, SYSTEM).await;
    assert_eq!((again.exists, again.create.way), (None, Way::Api));
    assert_eq!(again.review.fingerprint, first.review.fingerprint);
    let made = create(&stage, &first).await.expect("it is set up");
    assert!(matches!(made, Created::Done { .. }), "{made:?}");
    assert_eq!(stage.control.count("POST", "/create").await, sent + 1);
}

/// Altinn fails at one of the two delegations and takes back what it made: nothing is listed, and it can be set up later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delegation_that_fails_leaves_nothing_behind() {
    const CONNECTIONS: &str = "/accessmanagement/api/v1/enduser/connections";
    let stage = Harness::with_portal_scope("kari").await;
    let first = shown(&stage, SYSTEM).await;
    for (path, code) in [
        ("resources/rights", "AUTH-00002"),
        ("accesspackages", "AUTH-00051"),
    ] {
        let path = format!("{CONNECTIONS}/{path}");
        let fault = json!([{ "path": path, "method": "POST", "status": 500, "times": 1 }]);
        stage.control.faults(fault).await;
        let failure = create(&stage, &first).await.expect_err(code);
        assert_eq!(failure.code, ErrorCode::DelegationFailed, "{code}");
        assert_eq!(failure.upstream_code.as_deref(), Some(code));
        assert_eq!(shown(&stage, SYSTEM).await.exists, None, "{code}");
    }
    let made = create(&stage, &first).await.expect("it is set up");
    assert!(matches!(made, Created::Done { .. }), "{made:?}");
}
