//! The network goes while something is under way with a message: nothing is lost, and each is said for what it is.

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{
    Attachment, AttachmentRef, AttachmentState, Body, Filing, Folder, Message, MessageRow,
    OpenMessage,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;
use serde_json::{Value, json};

const DIALOGS: &str = "/dialogporten/api/v1/enduser/dialogs";

async fn faults(stage: &Harness, fault: Value) {
    stage.control.faults(json!([fault])).await;
}

async fn open_again(stage: &Harness, id: &str) -> Result<Message, ErrorCode> {
    let ask = OpenMessage {
        id: id.to_owned(),
        again: true,
    };
    let opened = stage.app.open_message(ask).await;
    opened.map_err(|failure| failure.code)
}

fn letter(message: &Message) -> String {
    match message.opened.as_ref().map(|opened| &opened.body) {
        Some(Body::Shown { document, .. }) => serde_json::to_string(document).expect("JSON"),
        other => panic!("not shown: {other:?}"),
    }
}

/// Before the answer and in the middle of it: the list keeps its row, a copy that was read stays, and the next try opens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_in_the_reader_leaves_what_was_there() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding").await;
    let path = format!("{DIALOGS}/{id}");
    for (cut, code) in [
        ("before", ErrorCode::UpstreamDown),
        ("inside", ErrorCode::UpstreamDown),
    ] {
        faults(&stage, json!({ "path": path, "cut": cut })).await;
        assert_eq!(open_again(&stage, &id).await.expect_err(cut), code, "{cut}");
        let message = stage.message(&id).await;
        assert!(message.opened.is_none(), "{cut}");
        assert!(!message.row.title.is_empty() && !message.row.stale, "{cut}");
    }
    stage.control.clear_faults().await;
    let first = open_again(&stage, &id).await.expect("it opens");
    let text = letter(&first);

    faults(&stage, json!({ "path": path, "cut": "inside" })).await;
    open_again(&stage, &id).await.expect_err("cut again");
    let kept = stage.message(&id).await;
    assert_eq!(letter(&kept), text, "what was read stays readable");
    stage.control.clear_faults().await;
    // The letter itself, after the dialog: it says what is missing, and an older copy of the same letter stays.
    faults(
        &stage,
        json!({ "path": "/correspondence/*", "cut": "inside" }),
    )
    .await;
    let again = open_again(&stage, &id).await.expect("the dialog is there");
    assert_eq!(letter(&again), text);
}

async fn waiting(stage: &Harness) -> u32 {
    let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
    assert_eq!(queue.refused, 0, "{:?}", queue.failure);
    queue.waiting
}

/// Shown as filed, kept in the queue, sent once the network is back, and each message once only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_in_a_label_change_loses_no_change_and_makes_none_twice() {
    let stage = Harness::inbox_of("kari").await;
    let rows: Vec<MessageRow> = stage.folder(Folder::Inbox).await.rows[..3].to_vec();
    faults(&stage, json!({ "path": "*/bulkset", "cut": "before" })).await;
    stage.file(&rows, Filing::Archive).await;
    let archive = stage.folder(Folder::Archive).await;
    for row in &rows {
        let shown = archive.rows.iter().find(|one| one.id == row.id);
        assert!(
            shown.is_some_and(|one| one.waiting),
            "at once, and told to wait"
        );
    }
    assert_eq!(waiting(&stage).await, 3);
    stage.control.clear_faults().await;
    stage.control.advance(120).await;
    let other = stage.folder(Folder::Inbox).await.rows[..1].to_vec();
    stage.file(&other, Filing::MarkUnread).await;
    stage.filing_is_sent().await;
    for row in &rows {
        let labels = stage.labels_of(&row.id).await;
        assert!(labels.contains(&"archive".to_owned()), "{labels:?}");
    }

    // The server did it, and the answer was lost: the log of labels is read, and nothing is sent a second time.
    let sent = stage.control.count("POST", "bulkset").await;
    faults(
        &stage,
        json!({ "path": "*/bulkset", "cut": "inside", "times": 1 }),
    )
    .await;
    stage.file(&rows, Filing::Bin).await;
    stage.control.advance(120).await;
    stage.file(&other, Filing::UnmarkUnread).await;
    stage.filing_is_sent().await;
    for row in &rows {
        let labels = stage.labels_of(&row.id).await;
        assert!(labels.contains(&"bin".to_owned()), "{labels:?}");
    }
    let again = stage.control.count("POST", "bulkset").await - sent;
    assert_eq!(again, 1, "known to be done by the log");
}

async fn fetch(
    stage: &Harness,
    id: &str,
    attachment: &Attachment,
) -> Result<Attachment, ErrorCode> {
    let fetched = stage.app.fetch_attachment(AttachmentRef {
        id: id.to_owned(),
        transmission_id: None,
        attachment_id: attachment.id.clone(),
    });
    fetched.await.map_err(|failure| failure.code)
}

/// Half a file is no file: nothing of it is kept, it is said, and the next try gives it whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_in_a_download_keeps_no_half_file() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-attachments").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let attachment = &opened.attachments[0];
    for cut in ["before", "inside"] {
        faults(&stage, json!({ "path": "*/download", "cut": cut })).await;
        let code = fetch(&stage, &id, attachment).await.expect_err(cut);
        assert_eq!(code, ErrorCode::UpstreamDown, "{cut}");
        let now = stage.message(&id).await.opened.expect("still open");
        let state = &now.attachments[0].state;
        assert!(
            matches!(state, AttachmentState::Failed { failure } if failure.code == code),
            "{cut}: {state:?}"
        );
    }
    stage.control.clear_faults().await;
    let whole = fetch(&stage, &id, attachment).await.expect("whole");
    assert_eq!(whole.state, AttachmentState::Kept);
    assert!(whole.size.is_some_and(|size| size > 0));
}
