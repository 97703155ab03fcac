//! The app on its main path, in both worlds.

use std::collections::BTreeSet;

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::{Decision, Reject, RequestRef};
use fullmakt_app::surface::messages::Filing;
use fullmakt_app::surface::system_users::{SystemUserRef, SystemUsersQuery, Withdrawal};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_sandbox::Sandbox;
use fullmakt_tests::{Harness, PortalVisit};

/// Every operation on that path. One more or one less is told, so that this stays the whole list.
const USED: [&str; 34] = [
    "DELETE /authentication/api/v1/systemuser/{party}/{systemUserId}",
    "GET /accessmanagement/api/v1/enduser/authorizedparties",
    "GET /accessmanagement/api/v1/enduser/connections/accesspackages/delegationcheck",
    "GET /accessmanagement/api/v1/enduser/connections/resources/delegationcheck",
    "GET /accessmanagement/api/v1/meta/info/accesspackages/export",
    "GET /authentication/api/v1/exchange/{tokenProvider}",
    "GET /authentication/api/v1/systemuser/agent/{party}",
    "GET /authentication/api/v1/systemuser/request/agent/{party}/{orgno}/pending",
    "GET /authentication/api/v1/systemuser/request/agent/{party}/{requestId}",
    "GET /authentication/api/v1/systemuser/request/agent/{requestId}",
    "GET /authentication/api/v1/systemuser/request/{party}/{orgno}/pending",
    "GET /authentication/api/v1/systemuser/request/{party}/{requestId}",
    "GET /authentication/api/v1/systemuser/request/{requestId}",
    "GET /authentication/api/v1/systemuser/{party}",
    "GET /authentication/api/v1/systemuser/{party}/{systemUserId}",
    "GET /authentication/api/v1/systemuser/{party}/{systemUserId}/delegations",
    "GET /correspondence/api/v1/correspondence/{correspondenceId}/content",
    "GET /correspondence/api/v1/correspondence/{correspondenceId}/details",
    "GET /dialogporten/api/v1/enduser/dialogs",
    "GET /dialogporten/api/v1/enduser/dialogs/{dialogId}",
    "GET /dialogporten/api/v1/enduser/parties",
    "GET /dialogporten/api/v1/enduser/serviceresources",
    "GET /dialogporten/api/v1/metadata/limits",
    "GET /enhetsregisteret/api/enheter",
    "GET /enhetsregisteret/api/enheter/{organisasjonsnummer}",
    "GET /enhetsregisteret/api/enheter/{organisasjonsnummer}/roller",
    "GET /resourceregistry/api/v1/resource/resourcelist",
    "GET /resourceregistry/api/v2/resource/{id}/policy/rights",
    "POST /authentication/api/v1/systemuser/request/agent/{party}/{requestId}/approve",
    "POST /authentication/api/v1/systemuser/request/agent/{party}/{requestId}/reject",
    "POST /authentication/api/v1/systemuser/request/{party}/{requestId}/approve",
    "POST /authentication/api/v1/systemuser/request/{party}/{requestId}/escalate",
    "POST /authentication/api/v1/systemuser/request/{party}/{requestId}/reject",
    "PUT /dialogporten/api/v1/enduser/dialogs/{dialogId}/context/systemlabels",
];

/// What is in the list and was not called, and the other way.
pub fn differences(called: &BTreeSet<String>) -> Vec<String> {
    let listed: BTreeSet<String> = USED.iter().map(|title| (*title).to_owned()).collect();
    let missing = listed
        .difference(called)
        .map(|title| format!("not called: {title}"));
    let new = called
        .difference(&listed)
        .map(|title| format!("not listed: {title}"));
    missing.chain(new).collect()
}

/// Reads messages, opens one and files it; lists, reviews, approves, rejects, forwards and withdraws, requests of both
/// kinds, all by interface.
pub async fn with_portal_scope(sandbox: Sandbox) {
    let stage = signed_in(sandbox).await;
    stage.messages_are_read().await;
    let letter = stage.dialog_id("melding").await;
    let row = stage.open(&letter).await.row;
    stage.file(&[row], Filing::Archive).await;
    stage.filing_is_sent().await;
    // The list fills itself in behind: names, and what is asked for in words.
    let listed = stage.control.request("approvable-wages").await;
    let listed = listed["id"].as_str().expect("an id");
    stage.wait_row(listed, |row| row.vendor.is_some()).await;
    let own = stage.pasted_review("approvable").await;
    stage.approve_here(&own).await;
    withdraw(&stage, &own.key).await;
    let agent = stage.pasted_review("agent-many-services").await;
    stage.approve_here(&agent).await;
    look_at(&stage, &agent.key).await;
    for tag in ["missing-package", "agent-not-escalated"] {
        let review = stage.pasted_review(tag).await;
        reject(&stage, &review.key).await;
    }
    let review = stage.pasted_review("may-escalate-only").await;
    let key = review.key.clone();
    let decision = stage.app.escalate(RequestRef { key }).await;
    assert_eq!(decision.expect("it is forwarded"), Decision::Forwarded);
    assert!(
        stage.browser.opened().is_empty(),
        "nothing was opened outside"
    );
    stage.app.shutdown().await;
}

/// Finds the organisation of a pasted link, hands the approval over to Altinn's page and observes it; rejects and
/// withdraws by interface.
pub async fn without_portal_scope(sandbox: Sandbox) {
    let stage = signed_in(sandbox).await;
    let mut events = stage.app.subscribe();
    let review = stage.pasted_review("approvable").await;
    let decision = stage.approve(&review).await.expect("it is handed off");
    assert_eq!(decision, Decision::HandedOff);
    let page = stage.browser.last().expect("a page was opened");
    let visit = PortalVisit::follow(&page, "kari").await;
    visit.press("approve").await;
    let number = Harness::wait_event(&mut events, 20, |event| match event {
        Event::Decided { key, receipt } if *key == review.key => Some(receipt.clone()),
        _ => None,
    })
    .await;
    assert!(stage.receipt(&number).await.observed);
    withdraw(&stage, &review.key).await;
    let review = stage.pasted_review("agent-not-escalated").await;
    reject(&stage, &review.key).await;
    stage.app.shutdown().await;
}

async fn signed_in(sandbox: Sandbox) -> Harness {
    let stage = Harness::on(sandbox).await;
    stage.sign_in("kari").await;
    stage
}

async fn reject(stage: &Harness, key: &str) {
    let key = key.to_owned();
    let decision = stage.app.reject(Reject { key, now: true }).await;
    let Ok(Decision::Done { receipt }) = decision else {
        panic!("not rejected: {decision:?}")
    };
    assert_eq!(stage.receipt(&receipt).await.act, Act::Rejected);
}

/// Looks at the system user that a request has become.
async fn look_at(stage: &Harness, id: &str) -> SystemUserRef {
    let query = SystemUsersQuery {
        refresh: true,
        ..Default::default()
    };
    let page = stage.app.system_users(query).await;
    let page = page.expect("the list can be read");
    assert!(page.failures.is_empty(), "{:?}", page.failures);
    let row = page.rows.iter().find(|row| row.id == id);
    let row = row.expect("the system user is listed");
    let user = SystemUserRef {
        party_uuid: row.party_uuid.clone(),
        id: row.id.clone(),
    };
    let detail = stage.app.system_user(user.clone()).await;
    detail.expect("it can be looked at");
    user
}

/// Looks at it, and withdraws it.
async fn withdraw(stage: &Harness, id: &str) {
    let user = look_at(stage, id).await;
    let done = stage.app.withdraw(user).await;
    assert!(matches!(done, Ok(Withdrawal::Done { .. })), "{done:?}");
}
