//! Messages of Altinn Melding: what each refusal of a confirmation and of a deletion is called, with nothing lost on the
//! way; a letter inside another dialog; and an attachment that other rights decide on.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Failure, Way};
use fullmakt_app::surface::messages::{
    AttachmentRef, AttachmentState, Body, ConfirmOutcome, Filed, MessageRef, TransmissionRef,
    TransmissionsQuery,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;
use serde_json::json;

/// The message service answers this act so, until the faults are cleared.
async fn answers(stage: &Harness, method: &str, act: &str, status: u16, code: Option<u32>) {
    let mut fault = json!({ "path": format!("*/{act}"), "method": method, "status": status });
    if let Some(code) = code {
        let name = format!("CORR-{code:05}");
        fault["body"] = json!({ "status": status, "code": name, "errorCode": code });
    }
    stage.control.faults(json!([fault])).await;
}

async fn purge(stage: &Harness, id: &str) -> Result<(), Failure> {
    let id = id.to_owned();
    stage.app.purge_message(MessageRef { id }).await.map(drop)
}

async fn confirm(stage: &Harness, id: &str) -> Result<ConfirmOutcome, Failure> {
    let id = id.to_owned();
    stage.app.confirm_receipt(MessageRef { id }).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_refusal_of_a_deletion_has_its_own_case() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding").await;
    let message = stage.open_in_bin(&id).await;
    let melding = message.opened.expect("opened").melding.expect("a melding");
    assert_eq!(melding.purge.way, Way::Api);
    for (status, code, case) in [
        (400, Some(1025), ErrorCode::NotOpened),
        (400, Some(1026), ErrorCode::ConfirmationOutstanding),
        (400, Some(1043), ErrorCode::PartOfConversation),
        (401, Some(4001), ErrorCode::AccessDenied),
        (404, Some(1001), ErrorCode::MessageGone),
        (302, None, ErrorCode::ContentUnavailable),
    ] {
        answers(&stage, "DELETE", "purge", status, code).await;
        let sent = stage.control.count("DELETE", "/purge").await;
        let failure = purge(&stage, &id).await.expect_err("refused");
        assert_eq!(failure.code, case, "{status} {code:?}");
        let sent = stage.control.count("DELETE", "/purge").await - sent;
        assert_eq!(sent, 1, "{status} {code:?}: once");
        let kept = stage.message(&id).await;
        let stays = kept.opened.is_some() && !kept.row.stale && kept.row.filed == Filed::Bin;
        assert!(stays, "{status} {code:?}");
    }
    let log = stage.log().await;
    assert!(log.iter().any(|row| row.act == Act::MessageDeleteFailed));
    assert!(log.iter().all(|row| row.act != Act::MessageDeleted));

    // Deleted already, by whoever's hand: that is what was asked for.
    answers(&stage, "DELETE", "purge", 400, Some(1014)).await;
    purge(&stage, &id).await.expect("it is deleted");
    let gone = stage.app.message(MessageRef { id }).await;
    assert_eq!(gone.expect_err("nothing stays").code, ErrorCode::NotFound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_refusal_of_a_confirmation_has_its_own_case() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-confirm").await;
    let melding = stage.open_in_bin(&id).await.opened.expect("opened").melding;
    let purging = melding.expect("a melding").purge;
    let outstanding = Some(AbilityReason::ConfirmationOutstanding);
    assert_eq!((purging.way, purging.reason), (Way::None, outstanding));
    let failure = purge(&stage, &id).await.expect_err("not confirmed yet");
    assert_eq!(failure.code, ErrorCode::ConfirmationOutstanding);
    assert_eq!(stage.control.count("DELETE", "/purge").await, 0);

    for (status, code, case) in [
        (400, Some(1025), ErrorCode::NotOpened),
        (401, Some(4001), ErrorCode::AccessDenied),
        (404, Some(1001), ErrorCode::MessageGone),
        (302, None, ErrorCode::ContentUnavailable),
    ] {
        answers(&stage, "POST", "confirm", status, code).await;
        let failure = confirm(&stage, &id).await.expect_err("refused");
        assert_eq!(failure.code, case, "{status} {code:?}");
        let melding = stage.message(&id).await.opened.expect("opened").melding;
        let melding = melding.expect("a melding");
        let may_again = !melding.confirming && melding.confirm.way == Way::Api;
        assert!(may_again, "{status} {code:?}");
        assert_eq!(melding.confirmed_at, None, "{status} {code:?}");
    }
    answers(&stage, "POST", "confirm", 400, Some(1041)).await;
    let already = confirm(&stage, &id).await.expect("no fault");
    assert_eq!(already, ConfirmOutcome::Already { at: None });
    stage.control.clear_faults().await;

    // Dialogporten does not answer the message service in time: 500, with a code of the service's own.
    let switch = json!({ "failConfirmation": true });
    stage.control.put("switches", switch).await;
    let sent = stage.control.count("POST", "/confirm").await;
    let outcome = confirm(&stage, &id).await.expect("nobody knows");
    assert_eq!(outcome, ConfirmOutcome::Unknown);
    let again = confirm(&stage, &id).await.expect_err("it is looked for");
    assert_eq!(again.code, ErrorCode::Conflict);
    let sent = stage.control.count("POST", "/confirm").await - sent;
    assert_eq!(sent, 1, "not twice");
    let melding = stage.message(&id).await.opened.expect("opened").melding;
    assert!(melding.expect("a melding").confirming);
}

/// An attachment that is shared with a service of other rights: refused, and nothing else of the letter is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_attachment_of_another_service_is_refused_alone() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-other-resource").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    assert!(matches!(opened.body, Body::Shown { .. }));
    assert_eq!(opened.attachments.len(), 1);
    let fetched = stage.app.fetch_attachment(AttachmentRef {
        id: id.clone(),
        transmission_id: None,
        attachment_id: opened.attachments[0].id.clone(),
    });
    let failure = fetched.await.expect_err("another service decides");
    assert_eq!(failure.code, ErrorCode::AccessDenied);
    let now = stage.message(&id).await.opened.expect("opened");
    let AttachmentState::Failed { failure } = &now.attachments[0].state else {
        panic!("{:?}", now.attachments);
    };
    assert_eq!(failure.code, ErrorCode::AccessDenied);
    assert!(matches!(now.body, Body::Shown { .. }));
}

/// A letter that is part of a service owner's own dialog: opened like any transmission, once, and not deleted alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_inside_a_dialog_is_opened_and_not_deleted_alone() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-transmission").await;
    let opened = stage.open_in_bin(&id).await.opened.expect("opened");
    assert!(opened.melding.is_none());
    assert_eq!((opened.body, opened.transmissions), (Body::None, 1));
    let query = TransmissionsQuery {
        id: id.clone(),
        offset: 0,
        limit: 10,
    };
    let rows = stage.app.transmissions(query).await.expect("a page").rows;
    assert!(rows[0].has_content && rows[0].body.is_none());
    assert_eq!(rows[0].kind, "decision");
    let read = stage.control.count("GET", "/content").await;
    for _ in 0..2 {
        let row = stage.app.open_transmission(TransmissionRef {
            id: id.clone(),
            transmission_id: rows[0].id.clone(),
        });
        let row = row.await.expect("opened");
        let body = serde_json::to_string(&row.body).expect("written");
        assert!(body.contains("innvilget"), "{body}");
        assert!(row.opened);
        let reads = stage.control.count("GET", "/content").await - read;
        assert_eq!(reads, 1, "the sender is told once");
    }
    let failure = purge(&stage, &id).await.expect_err("it is no melding");
    assert_eq!(failure.code, ErrorCode::InvalidInput);
    assert_eq!(stage.control.count("DELETE", "/purge").await, 0);
}
