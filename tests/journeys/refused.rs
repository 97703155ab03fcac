//! Altinn says no to an approval: each code ends in its own sentence, and the request stays open.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::QueueState;
use fullmakt_app::surface::common::{ErrorCode, Way};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options};
use serde_json::json;

const APPROVE: &str = "/authentication/api/v1/systemuser/request/*/approve";

/// Codes an approval can meet, with status and case. `AUTH-00004` stands before `AUTH-00048`: after it, the same
/// code means something else.
const CODES: [(&str, u16, ErrorCode); 28] = [
    ("AUTH-00013", 409, ErrorCode::RequestAlreadyDecided),
    ("AUTH-00041", 403, ErrorCode::RequestOtherOrganisation),
    ("AUTH-00010", 404, ErrorCode::RequestNotFound),
    ("AUTH-00066", 403, ErrorCode::NotAccessManager),
    ("AUTH-00001", 400, ErrorCode::MissingRights),
    ("AUTH-00014", 403, ErrorCode::MissingRights),
    ("AUTH-00016", 403, ErrorCode::MissingRole),
    ("AUTH-00018", 403, ErrorCode::MissingDelegation),
    ("AUTH-00019", 403, ErrorCode::AccessList),
    ("AUTH-00020", 403, ErrorCode::ServiceLevelTooLow),
    ("AUTH-00053", 403, ErrorCode::MissingPackage),
    ("AUTH-00068", 403, ErrorCode::MissingPackage),
    ("AUTH-00069", 403, ErrorCode::AccessList),
    ("AUTH-00070", 403, ErrorCode::NotDelegable),
    ("AUTH-00071", 403, ErrorCode::MaskinportenOnly),
    ("AUTH-00011", 404, ErrorCode::SystemGone),
    ("AUTH-00002", 400, ErrorCode::DelegationFailed),
    ("AUTH-00003", 400, ErrorCode::DelegationFailed),
    ("AUTH-00050", 400, ErrorCode::DelegationFailed),
    ("AUTH-00051", 400, ErrorCode::DelegationFailed),
    ("AUTH-00000", 400, ErrorCode::OrganisationUnknown),
    ("AUTH-00049", 400, ErrorCode::OrganisationUnknown),
    ("AUTH-00052", 400, ErrorCode::UnknownPackage),
    ("AUTH-00063", 400, ErrorCode::UnknownPackage),
    ("AUTH-00064", 400, ErrorCode::PackageWrongUse),
    ("AUTH-00017", 404, ErrorCode::VendorFault),
    ("AUTH-00004", 400, ErrorCode::SystemUserExists),
    ("AUTH-00048", 400, ErrorCode::RegistrationIncomplete),
];

/// Every code in turn on one open request: it is told apart, logged, and the request can be approved afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_has_its_own_case() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    for (code, status, case) in CODES {
        let body =
            json!({ "code": code, "status": status, "title": "No.", "traceId": "00-ab-cd-01" });
        stage
            .control
            .faults(json!([{ "path": APPROVE, "status": status, "body": body, "times": 1 }]))
            .await;
        let failure = stage.approve(&review).await.expect_err(code);
        assert_eq!(failure.code, case, "{code}");
        assert_eq!(failure.upstream_code.as_deref(), Some(code));
        let state = stage.row(&review.key).await.state;
        assert_eq!(state, QueueState::Waiting, "{code}: still open at Altinn");
    }
    assert!(
        stage.browser.opened().is_empty(),
        "a no with a code is not a closed door"
    );
    let can = stage.session().await.capabilities.approve;
    assert_eq!((can.way, can.reason), (Way::Api, None), "nor kept as one");
    let log = stage.log().await;
    let failed = log.iter().filter(|row| row.act == Act::ApproveFailed);
    assert_eq!(
        failed.count(),
        CODES.len() - 1,
        "a decision made elsewhere is no failed act of ours"
    );
    stage.approve_here(&review).await;
}

/// Registration fails half-way (48); the second try is told the system user exists (4), which is the same trouble.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_half_made_registration_stays_recognised() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    stage
        .control
        .put("switches", json!({ "failRegistration": true }))
        .await;
    let first = stage
        .approve(&review)
        .await
        .expect_err("registration fails");
    assert_eq!(first.code, ErrorCode::RegistrationIncomplete);
    assert_eq!(first.upstream_code.as_deref(), Some("AUTH-00048"));
    stage
        .control
        // And its text stands in another place than before.
        .put(
            "switches",
            json!({ "failRegistration": false, "problemText": "detail" }),
        )
        .await;
    let second = stage
        .approve(&review)
        .await
        .expect_err("the half is in the way");
    assert_eq!(second.code, ErrorCode::RegistrationIncomplete);
    assert_eq!(second.upstream_code.as_deref(), Some("AUTH-00004"));
}

/// Altinn delegates everything and then fails to store the status (60): the system user stands, so it is approved, with a
/// receipt, whatever the request still says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_delegated_is_approved_although_the_status_was_lost() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let switch = json!({ "failStatus": true });
    stage.control.put("switches", switch).await;
    let receipt = stage.approve_here(&review).await;
    assert_eq!(receipt.act, Act::Approved);
    assert_eq!(receipt.system_user_id.as_deref(), Some(review.key.as_str()));
    assert_eq!(stage.control.request("approvable").await["status"], "New");
    let again = stage.look_at(&review.key).await.expect("it can be read");
    let number = Some(receipt.number);
    assert_eq!(again.state, QueueState::Approved { receipt: number });
    stage.system_user(&review.key).await;
}

/// The same code where nothing came of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_status_without_a_system_user_is_no_approval() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let control = &stage.control;
    control
        .refuse_once("POST", APPROVE, 404, "AUTH-00060")
        .await;
    let failure = stage
        .approve(&review)
        .await
        .expect_err("nothing came of it");
    assert_eq!(failure.code, ErrorCode::RegistrationIncomplete);
    assert_eq!(stage.row(&review.key).await.state, QueueState::Waiting);
}

/// Altinn names the packages that are in the way beside its code: so does the sentence.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_packages_in_the_way_are_named() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let [first, second] = review.packages.as_slice() else {
        panic!("two packages")
    };
    for (code, member, text) in [
        ("AUTH-00063", "NotFoundPackages", &first.urn),
        (
            "AUTH-00064",
            "NotDelegablePackages",
            &format!("{}, {}", first.urn, second.urn),
        ),
        (
            "AUTH-00052",
            "Invalid Urn Details : ",
            &format!("{}|{}", first.urn, second.urn),
        ),
    ] {
        let mut body = json!({ "code": code, "status": 400, "title": "No." });
        body[member] = json!(text);
        let fault = json!([{ "path": APPROVE, "status": 400, "body": body, "times": 1 }]);
        stage.control.faults(fault).await;
        let failure = stage.approve(&review).await.expect_err(code);
        let named = if code == "AUTH-00063" {
            first.name.clone()
        } else {
            format!("{}, {}", first.name, second.name)
        };
        assert_eq!(failure.context["items"], named, "{code}");
    }
}

/// A system user with the same system and reference is there already.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_exists_already_is_said() {
    let stage = Harness::with_portal_scope("odd").await;
    let review = stage.pasted_review("already-set-up").await;
    let failure = stage.approve(&review).await.expect_err("it exists");
    assert_eq!(failure.code, ErrorCode::SystemUserExists);
}

/// Faults of the vendor's request or system.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_vendors_faults_are_told_apart() {
    let stage = Harness::with_portal_scope("odd").await;
    for (tag, case, upstream) in [
        (
            "package-not-in-system",
            ErrorCode::UnknownPackage,
            "AUTH-00063",
        ),
        (
            "right-not-in-system",
            ErrorCode::MissingRights,
            "AUTH-00001",
        ),
        ("system-deleted", ErrorCode::SystemGone, "AUTH-00011"),
        ("system-without-name", ErrorCode::VendorFault, "AUTH-00017"),
    ] {
        let asked = stage.control.request(tag).await;
        // Odd holds what is asked for, so that only the fault itself is in the way.
        let held = json!({ "packages": ["tilgangsstyrer", "krav-og-utlegg", "skattegrunnlag", "jordbruk"],
            "resources": ["ske-skatteattest"] });
        let org_no = asked["orgNo"].as_str().expect("a number");
        stage
            .control
            .put(&format!("authorities/odd/{org_no}"), held)
            .await;
        let review = stage.pasted_review(tag).await;
        let failure = stage.approve(&review).await.expect_err(tag);
        assert_eq!(failure.code, case, "{tag} {failure:?}");
        assert_eq!(failure.upstream_code.as_deref(), Some(upstream), "{tag}");
    }
}

/// Somebody else decides between the review and the approval: nothing is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn decided_meanwhile() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let seeded = stage.control.request("approvable").await;
    let token = stage
        .control
        .token("kari", "openid altinn:portal/enduser")
        .await;
    let path = format!(
        "{}/authentication/api/v1/systemuser/request/{}/{}/reject",
        stage.control.base(),
        seeded["partyId"],
        review.key
    );
    let other = stage.control.http().post(path);
    let other = other.bearer_auth(token["altinn"].as_str().expect("a token"));
    assert!(other.send().await.expect("an answer").status().is_success());
    let failure = stage.approve(&review).await.expect_err("too late");
    assert_eq!(failure.code, ErrorCode::RequestAlreadyDecided);
    assert_eq!(
        stage.control.count("POST", "/approve").await,
        0,
        "read first, not sent"
    );
    let row = stage.row(&review.key).await;
    assert_eq!(row.state, QueueState::Rejected { receipt: None });
}

/// The vendor withdraws between the review and the approval.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawn_meanwhile() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let door = format!(
        "{}/_sandbox/vendor/request/{}",
        stage.control.base(),
        review.key
    );
    let gone = stage.control.http().delete(door).send().await;
    assert!(gone.expect("an answer").status().is_success());
    let failure = stage.approve(&review).await.expect_err("it is gone");
    assert_eq!(failure.code, ErrorCode::RequestNotFound);
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
    assert_eq!(stage.row(&review.key).await.state, QueueState::NotFound);
}

/// What is approved is what was shown: another fingerprint, or an untouched tick, and nothing is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_was_shown_and_thought_over_is_sent() {
    use fullmakt_app::surface::approvals::Approve;
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("lookalike-vendor").await;
    assert!(review.decide.needs_tick, "{:?}", review.cues);
    for (fingerprint, acknowledged, case) in [
        ("another", true, ErrorCode::RequestChanged),
        (
            review.fingerprint.as_str(),
            false,
            ErrorCode::NotAcknowledged,
        ),
    ] {
        let approve = Approve {
            key: review.key.clone(),
            fingerprint: fingerprint.to_owned(),
            acknowledged,
        };
        let failure = stage.app.approve(approve).await.expect_err("not sent");
        assert_eq!(failure.code, case);
    }
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
}

/// The person loses a package between the review and the approval, and Altinn says item by item what that blocks: the
/// package is named as the review named it, and the request waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_altinn_says_it_lacks_is_named() {
    let options = Options {
        portal_scope: true,
        ..Options::default()
    };
    let stage = Harness::new(options).await;
    let switch = json!({ "delegationReasons": true });
    stage.control.put("switches", switch).await;
    let org_no = stage.control.request("missing-package").await["orgNo"].clone();
    let org_no = org_no.as_str().expect("a number");
    let holds = async |packages: &[&str]| {
        let path = format!("authorities/kari/{org_no}");
        let held = json!({ "packages": packages });
        stage.control.put(&path, held).await
    };
    let all = [
        "tilgangsstyrer",
        "regnskap-okonomi-rapport",
        "krav-og-utlegg",
        "lonn",
    ];
    holds(&all[..]).await;
    stage.sign_in("kari").await;
    let review = stage.pasted_review("missing-package").await;
    assert_eq!(review.authority.missing, []);
    holds(&all[..3]).await;
    let failure = stage.approve(&review).await.expect_err("not hers");
    assert_eq!(failure.code, ErrorCode::MissingPackage);
    let lacking = review.packages.iter().find(|p| p.urn.ends_with(":lonn"));
    let lacking = &lacking.expect("it is asked for").name;
    assert_eq!(&failure.context["items"], lacking);
    let state = stage.row(&review.key).await.state;
    assert_eq!(state, QueueState::Waiting);
}
