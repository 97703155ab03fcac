//! Change requests: by their link, shown as what they do, approved step by step without the portal's scope.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{
    AddLink, Approve, Decision, OwnAuthority, QueueQuery, QueueState, Reject, RequestKind, Review,
};
use fullmakt_app::surface::changes::{ChangeView, Held};
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Way};
use fullmakt_app::surface::session::SignIn;
use fullmakt_app::surface::system_users::{RightsSource, SystemUserRef, SystemUsersQuery};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::idporten::Consent;
use fullmakt_tests::{Harness, Options, PortalVisit, until};
use serde_json::{Value, json};

/// Kari, whose login cannot have the portal's scope.
pub(crate) async fn kari() -> Harness {
    Harness::signed_in("kari", Options::default()).await
}

pub(crate) fn change(review: &Review) -> &ChangeView {
    review.change.as_ref().expect("what it does")
}

pub(crate) fn codes(held: &Held) -> (Vec<String>, Vec<String>) {
    let tail = |id: &String| id.rsplit(':').next().unwrap_or(id).to_owned();
    let mut packages: Vec<String> = held.packages.iter().map(|p| tail(&p.id)).collect();
    let mut services: Vec<String> = held.services.iter().map(|s| s.id.clone()).collect();
    packages.sort();
    services.sort();
    (packages, services)
}

pub(crate) async fn status(stage: &Harness, tag: &str) -> Value {
    stage.control.change_request(tag).await["status"].clone()
}

/// The link finds its organisation; the review names the system user, what comes, goes and stays; nothing but reads
/// was sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_is_shown_as_what_it_does() {
    let stage = kari().await;
    let seeded = stage.control.change_request("change-mixed").await;
    let review = stage.pasted_change("change-mixed").await;
    assert_eq!(review.kind, RequestKind::Change);
    let view = change(&review);
    assert_eq!(view.system_user.id, seeded["systemUserId"]);
    assert_eq!(review.system.title, "Oppdrag Bilag");
    assert_eq!(view.source, RightsSource::Current);
    let claims = "ske-krav-og-betalinger".to_owned();
    assert_eq!(
        codes(&view.before),
        (vec!["skattegrunnlag".to_owned()], vec![claims])
    );
    let (packages, services) = codes(&view.after);
    assert_eq!(packages, ["regnskap-okonomi-rapport"]);
    assert_eq!(services, ["ske-betalingsavtale"]);
    assert!(!view.added.is_empty() && !view.removed.is_empty());
    let stays = |c: &&fullmakt_app::surface::changes::ChangedService| !c.leaving.is_empty();
    assert!(
        view.unchanged.iter().any(|c| stays(&c)),
        "a service that leaves with one package stays through the other"
    );
    let moved: Vec<&str> = view
        .added
        .iter()
        .chain(&view.removed)
        .map(|c| c.service.resource_id.as_str())
        .collect();
    for kept in &view.unchanged {
        assert!(!moved.contains(&kept.service.resource_id.as_str()));
    }
    assert_eq!(view.steps.len(), 4);
    assert!(view.steps.iter().all(|s| !s.done) && view.moot.is_empty());
    assert_eq!(view.begun, None);
    assert_eq!(review.authority.own, OwnAuthority::Additions);
    assert!(review.authority.checked && review.authority.missing.is_empty());
    assert_eq!(
        review.decide.approve.way,
        Way::Api,
        "no portal scope needed"
    );
    assert_eq!(
        review.decide.escalate.reason,
        Some(AbilityReason::KindUnsupported)
    );

    let row = stage.row(&review.key).await;
    assert_eq!(row.system.as_deref(), Some("Oppdrag Bilag"));
    let counts = row.change.expect("what it does, in the queue");
    assert_eq!(counts.added as usize, view.added.len());
    assert_eq!(counts.removed as usize, view.removed.len());
    let page = stage.app.system_users(SystemUsersQuery::default()).await;
    let mut rows = page.expect("the list").rows.into_iter();
    let user = rows.find(|r| r.id == view.system_user.id).expect("listed");
    assert_eq!(user.change_waits.as_ref(), Some(&review.key));
    assert_eq!(stage.control.count("POST", "/changerequest/").await, 0);
}

/// A package that the catalogue does not know opens services of which nobody here can tell: it is named, asks for the tick,
/// and is never shown as no change.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_that_the_catalogue_does_not_know_is_named_and_asks_for_the_tick() {
    const NEW: &str = "urn:altinn:accesspackage:krav-og-utlegg";
    let stage = Harness::new(Options::default()).await;
    stage.control.catalogue_without(NEW).await;
    stage.sign_in("kari").await;
    let user = stage.control.change_request("change-mixed").await["systemUserId"].clone();
    let body = json!({
        "requiredRights": [], "unwantedRights": [], "unwantedAccessPackages": [],
        "requiredAccessPackages": [{ "urn": NEW }],
    });
    let user = user.as_str().expect("an id");
    let asked = stage.control.vendor_change(user, body).await;
    let text = asked["confirmUrl"].as_str().expect("a link").to_owned();
    let key = stage.app.add_link(AddLink { text }).await;
    let key = key.expect("the link is taken").key;
    let review = stage.look_at(&key).await.expect("it can be read");
    let view = change(&review);
    assert_eq!((view.added.len(), view.removed.len()), (0, 0));
    let [unseen] = &view.unseen[..] else {
        panic!("not that one: {:?}", view.unseen)
    };
    assert_eq!((unseen.add, unseen.unknown), (true, true));
    assert_eq!(unseen.urn, NEW);
    let counts = stage.row(&key).await.change.expect("what it does");
    assert_eq!((counts.added, counts.removed, counts.unseen), (0, 0, 1));
    assert!(review.decide.needs_tick);
    let approve = |acknowledged| Approve {
        key: key.clone(),
        fingerprint: review.fingerprint.clone(),
        acknowledged,
    };
    let failure = stage.app.approve(approve(false)).await;
    let failure = failure.expect_err("not without the tick");
    assert_eq!(failure.code, ErrorCode::NotAcknowledged);
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
    let done = stage.app.approve(approve(true)).await.expect("it is meant");
    let Decision::Done { receipt } = done else {
        panic!("not done: {done:?}")
    };
    let receipt = stage.receipt(&receipt).await;
    assert_eq!(change(&receipt.review).unseen, view.unseen);
    let after = receipt.held_after.expect("read afterwards");
    assert!(after.packages.iter().any(|package| package.id == NEW));
}

/// Approved by the interface; the receipt holds before and after, the system user's history too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approved_change_has_a_receipt_with_before_and_after() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let receipt = stage.approve_here(&review).await;
    assert_eq!(receipt.act, Act::Changed);
    assert_eq!(status(&stage, "change-mixed").await, "Accepted");
    assert_eq!(stage.control.count("POST", "/approve").await, 1);
    let frozen = change(&receipt.review);
    assert_eq!(codes(&frozen.before).0, ["skattegrunnlag"]);
    let after = receipt.held_after.as_ref().expect("read afterwards");
    assert_eq!(codes(after), codes(&frozen.after));
    assert_eq!(
        receipt.system_user_id.as_ref(),
        Some(&frozen.system_user.id)
    );
    let row = stage.row(&review.key).await;
    let number = Some(receipt.number.clone());
    assert_eq!(row.state, QueueState::Approved { receipt: number });
    let detail = stage
        .app
        .system_user(SystemUserRef {
            party_uuid: frozen.system_user.party_uuid.clone(),
            id: frozen.system_user.id.clone(),
        })
        .await
        .expect("it can be read");
    assert_eq!(detail.packages.len(), 1);
    assert_eq!(detail.history[0].act, Act::Changed);
    assert_eq!(detail.row.findings, [], "our own change is no news");
    let again = stage.approve(&review).await.expect_err("decided");
    assert_eq!(again.code, ErrorCode::RequestAlreadyDecided);
}

/// The queue is read while the person approves: the reading, which began before, comes back after, and the row keeps the
/// receipt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reading_that_began_before_the_approval_does_not_take_its_receipt() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let read = format!(
        "/authentication/api/v1/systemuser/changerequest/*/{}",
        review.key
    );
    let fault = json!([{ "path": read, "method": "GET", "delay_ms": 3000, "times": 1 }]);
    stage.control.faults(fault).await;
    let query = QueueQuery {
        refresh: true,
        ..QueueQuery::default()
    };
    let (queue, receipt) = tokio::join!(stage.app.queue(query), async {
        until("the reading is under way", async || {
            let faults = stage.control.get("faults").await;
            (faults[0]["times"] == 0).then_some(())
        })
        .await;
        stage.approve_here(&review).await
    });
    queue.expect("the queue is read");
    let row = stage.row(&review.key).await;
    let receipt = Some(receipt.number);
    assert_eq!(row.state, QueueState::Approved { receipt });
}

/// Rejected: the access goes on as before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rejected_change_changes_nothing() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    let reject = Reject {
        key: review.key.clone(),
        now: true,
    };
    let done = stage.app.reject(reject).await.expect("it is rejected");
    let Decision::Done { receipt } = done else {
        panic!("not done: {done:?}")
    };
    assert_eq!(status(&stage, "change-mixed").await, "Rejected");
    let receipt = stage.receipt(&receipt).await;
    assert_eq!((receipt.act, receipt.held_after), (Act::Rejected, None));
}

/// Neither approve nor reject compares the organisation: we do, before anything is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_another_organisation_is_not_touched() {
    let stage = kari().await;
    let key = stage.paste_change("change-other-organisation").await;
    let failure = stage.look_at(&key).await.expect_err("not Kari's");
    assert_eq!(failure.code, ErrorCode::RequestNotFound);

    let review = stage.pasted_change("change-mixed").await;
    // A server that answers with somebody else's request.
    let other = stage
        .control
        .change_request("change-other-organisation")
        .await;
    let body = json!({
        "id": review.key, "systemId": review.technical.system_id, "systemUserId": other["systemUserId"],
        "partyOrgNo": other["orgNo"], "requiredRights": [], "unwantedRights": [],
        "requiredAccessPackages": [{ "urn": "urn:altinn:accesspackage:regnskap-okonomi-rapport" }],
        "unwantedAccessPackages": [], "status": "New", "created": "2026-11-01T10:00:00Z",
    });
    let path = "/authentication/api/v1/systemuser/changerequest/*";
    let fault = json!([{ "path": path, "method": "GET", "status": 200, "body": body }]);
    stage.control.faults(fault).await;
    let failure = stage.approve(&review).await.expect_err("another's");
    assert_eq!(failure.code, ErrorCode::RequestOtherOrganisation);
    assert_eq!(stage.control.count("POST", "/changerequest/").await, 0);
}

/// What it holds was changed after the review was shown: that review decides nothing any more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_was_overtaken_must_be_read_again() {
    let stage = kari().await;
    let review = stage.pasted_change("change-mixed").await;
    changed_elsewhere(&stage, &review).await;
    let failure = stage.approve(&review).await.expect_err("overtaken");
    assert_eq!(failure.code, ErrorCode::RequestChanged);
    let again = stage.look_at(&review.key).await.expect("it can be read");
    assert_eq!(codes(&change(&again).before).0.len(), 2);
    stage.approve_here(&again).await;
}

/// The vendor asks for one package more, and somebody approves that elsewhere.
pub(crate) async fn changed_elsewhere(stage: &Harness, review: &Review) {
    let user = change(review).system_user.id.clone();
    let body = json!({
        "requiredRights": [], "unwantedRights": [], "unwantedAccessPackages": [],
        "requiredAccessPackages": [{ "urn": "urn:altinn:accesspackage:krav-og-utlegg" }],
    });
    let other = stage.control.vendor_change(&user, body).await;
    let scope = "openid altinn:portal/enduser";
    let token = stage.control.token("kari", scope).await;
    let seeded = stage.control.change_request("change-mixed").await;
    let url = format!(
        "{}/authentication/api/v1/systemuser/changerequest/{}/{}/approve",
        stage.control.base(),
        seeded["partyId"],
        other["id"].as_str().expect("an id")
    );
    let sent = stage.control.http().post(url);
    let sent = sent.bearer_auth(token["altinn"].as_str().expect("a token"));
    assert!(sent.send().await.expect("an answer").status().is_success());
}

/// Without the scopes for connections: what it holds cannot be compared, it is said, and Altinn's page decides.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_scopes_a_change_is_decided_on_altinns_page() {
    let stage = Harness::new(Options::default()).await;
    stage
        .sign_in_by_browser(SignIn::default(), Consent::All)
        .await;
    let review = stage.pasted_change("change-mixed").await;
    assert!(matches!(
        change(&review).source,
        RightsSource::AtCreation { .. }
    ));
    assert_eq!(
        review.authority.not_checked.as_ref().map(|f| f.code),
        Some(ErrorCode::ScopeMissing)
    );
    assert_eq!(
        (review.decide.approve.way, review.decide.approve.reason),
        (Way::Portal, Some(AbilityReason::ScopeMissing))
    );
    let handed = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(handed, Decision::HandedOff);
    let page = stage.browser.last().expect("a page");
    assert!(page.path().ends_with("/systemuser/changerequest"), "{page}");
    assert!(
        !page.as_str().contains("skiplogout"),
        "that page knows it not"
    );
    let visit = PortalVisit::follow(&page, "kari").await;
    visit.press("approve").await;
    let receipt = stage.decided(&review.key).await;
    assert_eq!((receipt.act, receipt.observed), (Act::Changed, true));
}
