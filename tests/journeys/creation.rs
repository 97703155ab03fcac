//! Setting up a system user without the vendor asking: everything shown first, and nothing sent twice.

use std::sync::Arc;

use fullmakt_app::surface::activity::{Act, ActivityRow};
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Failure, Way};
use fullmakt_app::surface::creation::{
    CreateSystemUser, Created, Creation, CreationQuery, CreationSource, SystemSource, Systems,
    SystemsQuery,
};
use fullmakt_app::surface::system_users::SystemUserRef;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, TestKeyring, until};
use serde_json::json;

pub(crate) const SYSTEM: &str = "311111116_smartcloud_faktura";
pub(crate) const CREATE: &str = "/authentication/api/v1/systemuser/*/create";

async fn systems(stage: &Harness, text: &str) -> Systems {
    let query = SystemsQuery {
        text: text.to_owned(),
        refresh: false,
    };
    stage.app.systems(query).await.expect("the list")
}

/// Granli, where Kari is main administrator.
async fn granli(stage: &Harness) -> String {
    stage.control.party_uuid("approvable").await
}

pub(crate) async fn shown(stage: &Harness, system: &str) -> Creation {
    let query = CreationQuery {
        party_uuid: granli(stage).await,
        system_id: system.to_owned(),
        refresh: false,
    };
    stage.app.creation(query).await.expect("it can be shown")
}

pub(crate) async fn create(stage: &Harness, shown: &Creation) -> Result<Created, Failure> {
    let create = CreateSystemUser {
        party_uuid: shown.review.organisation.party_uuid.clone(),
        system_id: shown.review.technical.system_id.clone(),
        fingerprint: shown.review.fingerprint.clone(),
        acknowledged: true,
    };
    stage.app.create_system_user(create).await
}

async fn created(stage: &Harness) -> (String, String) {
    let shown = shown(stage, SYSTEM).await;
    match create(stage, &shown).await {
        Ok(Created::Done { id, receipt }) => (id, receipt),
        other => panic!("not done: {other:?}"),
    }
}

/// From the register, with everything it will get; the receipt says what it truly got.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_system_of_the_register_is_set_up() {
    let stage = Harness::with_portal_scope("kari").await;
    let found = systems(&stage, "faktura smartcloud").await;
    assert_eq!(found.browse.way, Way::Api);
    assert!(found.fetched_at.is_some());
    let row = found.rows.iter().find(|r| r.system_id == SYSTEM);
    let row = row.expect("found by its name");
    assert_eq!(row.known_from, SystemSource::Register);
    assert!(!row.vendor.is_empty() && row.vendor != row.vendor_org_no);
    systems(&stage, "").await;
    assert_eq!(
        stage.control.count("GET", "/systemregister").await,
        1,
        "the register is read once a day"
    );
    let shown = shown(&stage, SYSTEM).await;
    assert_eq!(shown.source, CreationSource::Register);
    assert_eq!(shown.exists, None);
    assert_eq!(shown.create.way, Way::Api);
    assert_eq!(shown.review.packages.len(), 2);
    assert_eq!(shown.review.services.len(), 2);
    assert!(shown.review.authority.checked);
    let (id, receipt) = created(&stage).await;
    let receipt = stage.receipt(&receipt).await;
    assert_eq!(receipt.act, Act::Created);
    assert_eq!(receipt.system_user_id.as_ref(), Some(&id));
    let held = receipt.held_after.expect("read afterwards");
    assert_eq!((held.packages.len(), held.services.len()), (2, 2));
    let user = SystemUserRef {
        party_uuid: granli(&stage).await,
        id: stage.system_user(&id).await.id,
    };
    let detail = stage.app.system_user(user).await.expect("it is listed");
    assert_eq!(detail.history[0].act, Act::Created);
}

/// One for each organisation and system: the second is not sent, and the first is named.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_one_is_not_sent() {
    let stage = Harness::with_portal_scope("kari").await;
    let first = shown(&stage, SYSTEM).await;
    let (id, _) = created(&stage).await;
    let failure = create(&stage, &first).await.expect_err("there is one");
    assert_eq!(failure.code, ErrorCode::SystemUserExists);
    assert_eq!(failure.context["systemUser"], id);
    assert_eq!(stage.control.count("POST", "/create").await, 1);
    stage.system_user(&id).await;
    let again = shown(&stage, SYSTEM).await;
    assert_eq!(again.exists.map(|user| user.id), Some(id));
    assert_eq!(again.create.way, Way::None);
}

/// Registration fails half-way: a system user is left behind, a second try is not sent, and both say which one it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_half_made_one_is_named_and_not_made_twice() {
    let stage = Harness::with_portal_scope("kari").await;
    let first = shown(&stage, SYSTEM).await;
    let switch = json!({ "failRegistration": true });
    stage.control.put("switches", switch).await;
    let failure = create(&stage, &first).await.expect_err("half-way");
    assert_eq!(failure.code, ErrorCode::RegistrationIncomplete);
    assert_eq!(failure.upstream_code.as_deref(), Some("AUTH-00048"));
    let id = failure.context["systemUser"].clone();
    let again = create(&stage, &first).await.expect_err("still there");
    assert_eq!(again.code, ErrorCode::RegistrationIncomplete);
    assert_eq!(again.context["systemUser"], id);
    assert_eq!(stage.control.count("POST", "/create").await, 1);
    let log = stage.log().await;
    assert!(log.iter().any(|row| row.act == Act::CreateFailed));
    // Once it is withdrawn, it can be set up.
    let switch = json!({ "failRegistration": false });
    stage.control.put("switches", switch).await;
    let user = stage.system_user(&id).await;
    stage.app.withdraw(user).await.expect("it is withdrawn");
    created(&stage).await;
}

/// The answer is lost: the list tells, and the receipt is written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_whose_answer_was_lost_is_found() {
    let stage = Harness::with_portal_scope("kari").await;
    let fault = json!([{ "path": CREATE, "cut": "inside", "times": 1 }]);
    stage.control.faults(fault).await;
    let (_, receipt) = created(&stage).await;
    assert_eq!(stage.receipt(&receipt).await.act, Act::Created);
    assert_eq!(stage.control.count("POST", "/create").await, 1);
}

/// It never arrived: it is said, and the person may press again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_never_arrived_is_said() {
    let stage = Harness::with_portal_scope("kari").await;
    let first = shown(&stage, SYSTEM).await;
    let fault = json!([{ "path": CREATE, "cut": "before", "times": 1 }]);
    stage.control.faults(fault).await;
    create(&stage, &first).await.expect_err("it did not arrive");
    assert_eq!(stage.control.count("POST", "/create").await, 1);
    created(&stage).await;
}

/// Neither the answer nor the list comes: nothing is said to have failed, and the next start finds out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_outcome_is_found_out_at_the_next_start() {
    let options = Options {
        portal_scope: true,
        keyring: Some(Arc::new(TestKeyring::default())),
        ..Options::default()
    };
    let mut stage = Harness::signed_in("kari", options).await;
    not_answered(&stage).await;
    stage.restart().await;
    found_out(&stage).await;
}

/// The same, and the person only signs in once more: that finds out as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_outcome_is_found_out_at_the_next_login() {
    let stage = Harness::with_portal_scope("kari").await;
    not_answered(&stage).await;
    stage.sign_in("kari").await;
    found_out(&stage).await;
}

/// One is sent and made; neither the answer nor the list comes.
pub(crate) async fn not_answered(stage: &Harness) {
    let first = shown(stage, SYSTEM).await;
    let seeded = stage.control.request("approvable").await;
    let list = format!("/authentication/api/v1/systemuser/{}", seeded["partyId"]);
    let slow = json!([{ "path": CREATE, "delay_ms": 1500, "cut": "inside", "times": 1 }]);
    stage.control.faults(slow).await;
    let no_list = json!([{ "path": list, "method": "GET", "status": 500 }]);
    let (outcome, ()) = tokio::join!(create(stage, &first), async {
        until("it is sent", async || {
            (stage.control.count("POST", "/create").await > 0).then_some(())
        })
        .await;
        stage.control.faults(no_list).await;
    });
    assert_eq!(outcome.expect("it may have arrived"), Created::Unknown);
    stage.control.clear_faults().await;
}

/// The receipt is written after all, once, and nothing is sent again.
async fn found_out(stage: &Harness) {
    let made = |log: Vec<ActivityRow>| -> Vec<ActivityRow> {
        let rows = log.into_iter();
        rows.filter(|row| row.act == Act::Created).collect()
    };
    let written = until("the receipt is written", async || {
        made(stage.log().await).pop()
    })
    .await;
    let receipt = stage.receipt(&written.number).await;
    assert!(receipt.system_user_id.is_some() && receipt.held_after.is_some());
    assert_eq!(stage.control.count("POST", "/create").await, 1);
    assert_eq!(made(stage.log().await).len(), 1);
}

/// What was confirmed must be what would be sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_set_than_the_one_shown_is_not_set_up() {
    let stage = Harness::with_portal_scope("kari").await;
    let mut first = shown(&stage, SYSTEM).await;
    first.review.fingerprint = "another".to_owned();
    let failure = create(&stage, &first).await.expect_err("not that");
    assert_eq!(failure.code, ErrorCode::RequestChanged);
    assert_eq!(stage.control.count("POST", "/create").await, 0);
}

/// Without the portal's scope: what was met before can be set up with a tick, the rest on Altinn's page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_register_only_what_was_met_is_known() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let found = systems(&stage, "").await;
    assert_eq!(found.browse.reason, Some(AbilityReason::PortalScopeOnly));
    assert!(found.rows.iter().all(|r| r.known_from == SystemSource::Met));
    let met = found.rows.iter().find(|r| r.used_by > 1);
    assert!(met.is_some(), "one that several of them have");
    let typed = systems(&stage, SYSTEM).await;
    let row = typed.rows.iter().find(|r| r.system_id == SYSTEM);
    let row = row.expect("a whole id is taken as it is");

    let unknown = shown(&stage, &row.system_id).await;
    assert_eq!(
        unknown.source,
        CreationSource::Unknown,
        "nobody here has it"
    );
    assert_eq!(unknown.create.way, Way::Portal);
    let handed = create(&stage, &unknown).await.expect("opened");
    assert_eq!(handed, Created::HandedOff);
    let page = stage.browser.last().expect("a page");
    assert!(page.path().ends_with("/systemuser/create"), "{page}");
    assert_eq!(stage.control.count("POST", "/create").await, 0);
    let key = stage.paste("approvable").await;
    let review = stage.look_at(&key).await.expect("it can be read");
    let known = shown(&stage, &review.technical.system_id).await;
    assert!(matches!(known.source, CreationSource::Earlier { .. }));
    assert!(known.review.decide.needs_tick, "it may get more");
    assert_eq!(known.create.way, Way::Api);
    let made = create(&stage, &known).await.expect("it is set up");
    assert!(matches!(made, Created::Done { .. }), "{made:?}");
}
