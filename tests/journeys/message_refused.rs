//! What Dialogporten and the hosts of letters refuse with, and what is said of each.

use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{
    Attachment, AttachmentRef, AttachmentState, Body, Filing, Folder, MessageRef, MessageRow,
    OpenMessage,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, until};
use serde_json::{Value, json};

const DIALOGS: &str = "/dialogporten/api/v1/enduser/dialogs";

/// Opening fails with this answer; gives what is said.
async fn refused(stage: &Harness, id: &str, answer: Value) -> ErrorCode {
    let mut fault = answer;
    fault["path"] = json!(format!("{DIALOGS}/{id}"));
    fault["method"] = json!("GET");
    stage.control.faults(json!([fault])).await;
    let ask = OpenMessage {
        id: id.to_owned(),
        again: true,
    };
    let failure = stage.app.open_message(ask).await.expect_err("refused");
    stage.control.clear_faults().await;
    failure.code
}

fn problem(key: &str, line: &str) -> Value {
    json!({ "errors": { key: [line] } })
}

/// A message that lists show to somebody who may not read it has a closed history; it is not gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_that_is_closed_is_no_message_that_is_gone() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("masked").await;
    let asked = stage.app.message_history(MessageRef { id: id.clone() });
    let failure = asked.await.expect_err("closed");
    assert_eq!(failure.code, ErrorCode::AccessDenied);
    assert!(!stage.message(&id).await.row.stale);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_refusal_of_a_dialog_has_its_own_case() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    let soon = json!({ "Expires": "Fri, 01 Jan 2027 08:00:00 GMT" });
    let low = problem("Forbidden", "Altinn authentication level too low.");
    for (answer, code) in [
        (json!({ "status": 403 }), ErrorCode::AccessDenied),
        (
            json!({ "status": 403, "body": problem("Forbidden", "Forbidden") }),
            ErrorCode::AccessDenied,
        ),
        (
            json!({ "status": 403, "body": low }),
            ErrorCode::MessageLevelTooLow,
        ),
        (
            json!({ "status": 404, "headers": soon, "body": problem("DialogEntity", "later") }),
            ErrorCode::MessageNotVisibleYet,
        ),
        (json!({ "status": 409 }), ErrorCode::Conflict),
        (json!({ "status": 412 }), ErrorCode::Conflict),
        (
            json!({ "status": 429, "headers": { "Retry-After": "90" } }),
            ErrorCode::RateLimited,
        ),
        (
            json!({ "status": 503, "headers": { "Retry-After": "90" } }),
            ErrorCode::RateLimited,
        ),
        (json!({ "status": 500 }), ErrorCode::UpstreamDown),
        (json!({ "status": 502 }), ErrorCode::UpstreamDown),
    ] {
        assert_eq!(refused(&stage, &id, answer.clone()).await, code, "{answer}");
        let message = stage.message(&id).await;
        assert!(!message.row.stale, "it is still listed: {answer}");
    }
    stage.open(&id).await;
}

/// Gone, in the two ways: never opened here, it leaves the lists; opened before, it stays readable and is marked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_gone_is_told_and_what_was_read_stays() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows;
    let is_listed = async |id: &str| {
        let rows = stage.folder(Folder::Inbox).await.rows;
        rows.iter().any(|row: &MessageRow| row.id == id)
    };
    for (row, status) in rows.iter().rev().zip([404, 410]) {
        let answer = json!({ "status": status, "body": problem("DialogEntity", "gone") });
        let code = refused(&stage, &row.id, answer).await;
        assert_eq!(code, ErrorCode::MessageGone, "{status}");
        assert!(!is_listed(&row.id).await, "{status}");
    }
    for (tag, status) in [("plain", 404), ("threads", 410)] {
        let id = stage.dialog_id(tag).await;
        stage.open(&id).await;
        let answer = json!({ "status": status, "body": problem("DialogEntity", "gone") });
        let code = refused(&stage, &id, answer).await;
        assert_eq!(code, ErrorCode::MessageGone, "{status}");
        let kept = stage.message(&id).await;
        assert!(kept.row.stale && kept.opened.is_some(), "{status}");
    }
}

/// 404 and 410 when labels are sent: the row flips back, or goes, and the reason is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn labels_of_what_is_gone_are_not_tried_for_ever() {
    let stage = Harness::inbox_of("kari").await;
    for status in [403, 404, 410] {
        let row = stage.folder(Folder::Inbox).await.rows[0].clone();
        let path = format!("{DIALOGS}/{}/context/systemlabels", row.id);
        let body = problem("DialogEntity", "no");
        let fault = json!([{ "path": path, "status": status, "body": body }]);
        stage.control.faults(fault).await;
        let sent = stage.control.count("PUT", &row.id).await;
        stage
            .file(std::slice::from_ref(&row), Filing::Archive)
            .await;
        stage.filing_is_sent().await;
        let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
        assert!(queue.refused > 0 && queue.failure.is_some(), "{status}");
        let sent = stage.control.count("PUT", &row.id).await - sent;
        assert_eq!(sent, 1, "{status}: once");
        stage.control.clear_faults().await;
    }
}

/// The host of a letter refuses, is too late, or does not answer: the dialog is open, and its letter says why not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_refusal_of_a_letter_has_its_own_case() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-reply").await;
    for (status, code) in [
        (403, None),
        (404, None),
        (410, None),
        (500, Some(ErrorCode::UpstreamDown)),
    ] {
        let fault = json!([{ "path": "/correspondence/*/content", "status": status }]);
        stage.control.faults(fault).await;
        let ask = OpenMessage {
            id: id.clone(),
            again: true,
        };
        let opened = stage.app.open_message(ask).await.expect("the dialog");
        let opened = opened.opened.expect("opened");
        match (&opened.body, code) {
            (Body::NotAuthorised, None) if status == 403 => {}
            (Body::Expired, None) if status != 403 => {}
            (Body::Failed { failure }, Some(code)) => assert_eq!(failure.code, code, "{status}"),
            (body, _) => panic!("{status}: {body:?}"),
        }
        assert!(!opened.actions.is_empty(), "the rest is there");
        stage.control.clear_faults().await;
    }
    // The seed's own: a host that refuses.
    let id = stage.dialog_id("embed-refused").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    assert_eq!(opened.body, Body::NotAuthorised);
}

/// One attachment has run out and one is deleted: each is said, and neither is asked for again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attachments_whose_time_is_over_are_told() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-gone-attachments").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let over: Vec<_> = opened
        .attachments
        .iter()
        .filter(|one| one.name.contains("utlopt") || one.name.contains("slettet"))
        .collect();
    assert_eq!(over.len(), 2, "{:?}", opened.attachments);
    for attachment in over {
        let fetched = stage.app.fetch_attachment(AttachmentRef {
            id: id.clone(),
            transmission_id: None,
            attachment_id: attachment.id.clone(),
        });
        let failure = fetched.await.expect_err("it is over");
        assert_eq!(
            failure.code,
            ErrorCode::AttachmentExpired,
            "{}",
            attachment.name
        );
    }
    until("both are shown so", async || {
        let now = stage.message(&id).await.opened?;
        let is_over = |attachment: &&Attachment| {
            matches!(
                attachment.state,
                AttachmentState::Expired | AttachmentState::Failed { .. }
            )
        };
        (now.attachments.iter().filter(is_over).count() >= 2).then_some(())
    })
    .await;
}
