//! What a request for clients says, and what can be done with the system user that it becomes: the own organisation, and
//! the withdrawal with its consequence.

use fullmakt_app::surface::activity::{Act, ReceiptNext};
use fullmakt_app::surface::approvals::{OwnAuthority, RequestRef};
use fullmakt_app::surface::common::{ErrorCode, Way};
use fullmakt_app::surface::forwarding::ColleagueNeed;
use fullmakt_app::surface::own_organisation::{OwnUse, SetOwnOrganisation};
use fullmakt_app::surface::session::SignIn;
use fullmakt_app::surface::system_users::{
    OpenExternal, OpenTarget, SystemUserKind, SystemUserRef, SystemUsersQuery, Withdrawal,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::idporten::Consent;
use fullmakt_tests::{Harness, Options};
use serde_json::json;

const SELF: &str = "/authentication/api/v1/systemuser/agent/*/self*";

/// A system user for clients of the seed, by its title.
pub(super) async fn agent(stage: &Harness, title: &str) -> SystemUserRef {
    let query = SystemUsersQuery {
        kind: Some(SystemUserKind::Client),
        ..SystemUsersQuery::default()
    };
    let page = stage.app.system_users(query).await;
    let mut rows = page.expect("the list").rows.into_iter();
    let row = rows.find(|r| r.title == title);
    let row = row.unwrap_or_else(|| panic!("no {title} in the seed"));
    SystemUserRef {
        party_uuid: row.party_uuid,
        id: row.id,
    }
}

fn own(user: &SystemUserRef, added: bool) -> SetOwnOrganisation {
    SetOwnOrganisation {
        party_uuid: user.party_uuid.clone(),
        id: user.id.clone(),
        added,
    }
}

/// The review says that no authority of one's own is needed; the receipt leads to the clients.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_receipt_leads_to_choosing_clients() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("agent-many-services").await;
    assert_eq!(review.authority.own, OwnAuthority::Nothing);
    assert!(
        matches!(review.own_use, Some(OwnUse::NotPossible { .. })),
        "an accountant's package is for clients only: {:?}",
        review.own_use
    );
    assert_eq!(
        stage.control.count("GET", "/delegationcheck").await,
        0,
        "nothing is checked"
    );
    let receipt = stage.approve_here(&review).await;
    let next = ReceiptNext::ChooseClients {
        party_uuid: review.organisation.party_uuid.clone(),
        id: review.key.clone(),
    };
    assert_eq!(receipt.next, Some(next));
    let user = stage.system_user(&review.key).await;
    stage.app.withdraw(user).await.expect("it is withdrawn");
    assert_eq!(stage.receipt(&receipt.number).await.next, None);
}

/// Its consequence first, then gone; one receipt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_says_how_many_clients_go() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = agent(&stage, "KystMva").await;
    let consequence = stage.app.withdrawal(user.clone()).await;
    let consequence = consequence.expect("it can be read");
    assert_eq!(consequence.clients, Some(3), "{:?}", consequence.failure);
    assert_eq!(consequence.own_organisation, Some(false));
    assert!(consequence.services > 0);
    assert_eq!(consequence.withdraw.way, Way::Api);
    let done = stage.app.withdraw(user.clone()).await.expect("withdrawn");
    let Withdrawal::Done { receipt } = done else {
        panic!("not done: {done:?}")
    };
    assert_eq!(stage.receipt(&receipt).await.act, Act::Withdrawn);
    assert_eq!(stage.control.count("DELETE", "/systemuser/agent/").await, 1);
    let gone = stage.app.system_user(user).await.expect_err("it is gone");
    assert_eq!(gone.code, ErrorCode::SystemUserGone);
}

/// Without the scope for clients they cannot be counted, and it says so instead of «none».
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_cannot_be_counted_are_not_called_none() {
    let stage = Harness::new(Options::default()).await;
    stage
        .sign_in_by_browser(SignIn::default(), Consent::All)
        .await;
    let query = SystemUsersQuery {
        refresh: true,
        ..SystemUsersQuery::default()
    };
    stage.app.system_users(query).await.expect("the list");
    let user = agent(&stage, "KystMva").await;
    let consequence = stage.app.withdrawal(user).await;
    let consequence = consequence.expect("the rest can be read");
    assert_eq!(consequence.clients, None);
    let why = consequence.failure.expect("the reason");
    assert_eq!(why.code, ErrorCode::ScopeMissing);
}

/// Packages for clients only: the own organisation may not be added, and that is known before anything is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn packages_for_clients_only_keep_the_own_organisation_out() {
    let stage = Harness::with_portal_scope("kari").await;
    let user = agent(&stage, "KystMva").await;
    let view = stage.app.own_organisation(user.clone()).await;
    let view = view.expect("it can be read");
    assert_eq!(view.added, Some(false));
    assert!(matches!(view.own_use, OwnUse::NotPossible { .. }));
    let failure = stage.app.set_own_organisation(own(&user, true)).await;
    let failure = failure.expect_err("it may not");
    assert_eq!(failure.code, ErrorCode::OwnUseNotPossible);
    assert!(!failure.context["items"].is_empty());
    assert_eq!(stage.control.count("POST", "/self").await, 0);
}

/// Added, there, removed; a lost answer is found out by reading, and what is so already is not sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_own_organisation_is_added_and_removed() {
    let stage = Harness::with_portal_scope("kari").await;
    // One whose packages may all be given for own use.
    let seeded = stage.control.request("agent-not-escalated").await;
    // Kari must be able to pass the package on: it is the organisation's own that she gives.
    let held = json!({ "packages": ["tilgangsstyrer", "klientadministrator", "merverdiavgift"] });
    let number = seeded["orgNo"].as_str().expect("a number");
    stage
        .control
        .put(&format!("authorities/kari/{number}"), held)
        .await;
    let body = json!({
        "systemId": "311111116_smartcloud_faktura", "partyOrgNo": seeded["orgNo"], "externalRef": "egen-bruk",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
        "redirectUrl": "https://smartcloud.example/altinn/ferdig",
    });
    let asked = stage.control.post("vendor/agent-request", body).await;
    let text = asked["confirmUrl"].as_str().expect("a link").to_owned();
    let added = stage
        .app
        .add_link(fullmakt_app::surface::approvals::AddLink { text })
        .await;
    let key = added.expect("the link is taken").key;
    let review = stage.look_at(&key).await.expect("it can be read");
    assert_eq!(review.own_use, Some(OwnUse::Possible));
    stage.approve_here(&review).await;
    let user = stage.system_user(&key).await;

    let fault = json!([{ "path": SELF, "method": "POST", "cut": "inside", "times": 1 }]);
    stage.control.faults(fault).await;
    let view = stage.app.set_own_organisation(own(&user, true)).await;
    assert_eq!(view.expect("it arrived").added, Some(true));
    let again = stage.app.set_own_organisation(own(&user, true)).await;
    assert_eq!(again.expect("it is so").added, Some(true));
    assert_eq!(stage.control.count("POST", "/self").await, 1);
    let view = stage.app.own_organisation(user.clone()).await;
    assert_eq!(view.expect("it can be read").added, Some(true));
    let view = stage.app.set_own_organisation(own(&user, false)).await;
    assert_eq!(view.expect("it is removed").added, Some(false));
    let detail = stage.app.system_user(user).await.expect("it can be read");
    let acts: Vec<Act> = detail.history.iter().map(|row| row.act).collect();
    assert_eq!(
        acts[..2],
        [Act::OwnOrganisationRemoved, Act::OwnOrganisationAdded]
    );
}

/// A message to a colleague needs no call: what was shown tells who can, and the mail program gets no receiver.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleague_is_told_what_is_needed() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("agent-not-escalated").await;
    let calls = stage.control.count("GET", "/systemuser/request/").await;
    let key = review.key.clone();
    let note = stage.app.colleague_note(RequestRef { key }).await;
    let note = note.expect("from what was shown");
    assert_eq!(
        note.needs,
        [
            ColleagueNeed::AccessManager,
            ColleagueNeed::ClientAdministrator
        ]
    );
    assert_eq!(note.organisation, review.organisation.name);
    assert!(note.link.contains(&review.key));
    assert_eq!(
        stage.control.count("GET", "/systemuser/request/").await,
        calls,
        "the request is not read again"
    );

    let target = OpenTarget::Letter {
        subject: "Kan du godkjenne?".to_owned(),
        body: format!("Hei!\n{}", note.link),
    };
    stage
        .app
        .open_external(OpenExternal { target })
        .await
        .expect("the mail program");
    let letter = stage.browser.last().expect("a letter");
    assert_eq!(letter.scheme(), "mailto");
    assert_eq!(letter.path(), "", "the person chooses the receiver");
    let target = OpenTarget::Letter {
        subject: String::new(),
        body: "x".repeat(3_000),
    };
    let failure = stage.app.open_external(OpenExternal { target }).await;
    assert_eq!(failure.expect_err("too long").code, ErrorCode::InvalidInput);
}
