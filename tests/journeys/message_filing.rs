//! Filing when something is in its way: what is refused is said, what cannot be read is looked at later and holds up
//! nothing else, and what was undone is not sent.

use std::time::Duration;

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{
    Filed, Filing, Folder, MessageRow, SyncMessages, UndoFiling,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, until};
use serde_json::{Value, json};

const DIALOGS: &str = "/dialogporten/api/v1/enduser/dialogs";

async fn file(stage: &Harness, row: &MessageRow, filing: Filing) -> String {
    stage.file(std::slice::from_ref(row), filing).await
}

/// Waits until Altinn has this label.
async fn has(stage: &Harness, row: &MessageRow, label: &str) {
    until(label, async || {
        let labels = stage.labels_of(&row.id).await;
        labels.iter().any(|one| one == label).then_some(())
    })
    .await;
}

/// Waits until a change of this message has been sent so often, and whatever came of that was noted.
async fn is_sent(stage: &Harness, id: &str, times: u64) {
    until("it is sent", async || {
        (stage.control.count("PUT", id).await >= times).then_some(())
    })
    .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
}

async fn waiting(stage: &Harness) -> u32 {
    let queue = stage.app.filing_queue(Nothing {}).await;
    queue.expect("a queue").waiting
}

fn labels_path(row: &MessageRow) -> String {
    format!("{DIALOGS}/{}/context/systemlabels", row.id)
}

/// Somebody else changes the labels of a message, and of nothing else.
async fn relabel(stage: &Harness, id: &str, labels: Value) {
    let url = format!(
        "{}/_sandbox/service-owner/dialogs/{id}",
        stage.control.base()
    );
    let change = stage.control.http().patch(url);
    let change = change.json(&json!({ "labels": labels, "silent": true }));
    let changed = change.send().await.expect("answered");
    assert!(changed.status().is_success());
}

/// What was sent and not answered is looked at, for the next that is filed.
async fn look_again(stage: &Harness, next: &MessageRow) {
    stage.control.advance(60).await;
    file(stage, next, Filing::Archive).await;
    is_sent(stage, &next.id, 1).await;
}

/// The log of labels is closed below the level of the service, the labels themselves are not: where the log would have
/// to be read, the list tells.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_above_the_level_is_filed_like_any_other() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("level4").await;
    let row = stage.message(&id).await.row;
    let other = stage.dialog_id("plain").await;
    let other = stage.message(&other).await.row;
    relabel(&stage, &id, json!(["Default", "MarkedAsUnopened"])).await;
    // And the second time the answer is lost.
    for fault in [
        json!([]),
        json!([{ "path": labels_path(&row), "status": 502, "times": 1 }]),
    ] {
        let lost = fault != json!([]);
        stage.control.faults(fault).await;
        let logs = stage.control.count("GET", "labellog").await;
        let filing = if lost {
            Filing::Restore
        } else {
            Filing::Archive
        };
        file(&stage, &row, filing).await;
        if lost {
            look_again(&stage, &other).await;
        }
        stage.filing_is_sent().await;
        has(&stage, &row, if lost { "default" } else { "archive" }).await;
        let refused = stage.message(&id).await.row.refused;
        assert!(refused.is_none(), "{refused:?}");
        assert_eq!(stage.control.count("GET", "labellog").await - logs, 1);
    }
}

/// Who has no right to read a message has it in the list all the same, and may file it: Altinn says of its log then that
/// there is none. The same goes for a log that a proxy forbids.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_is_closed_refuses_nothing() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows;
    let mut rows = rows.iter();
    let mut next = || rows.next().expect("a row");
    for (status, meanwhile, refused, sent) in [
        (404, None, None, 2),
        (403, None, None, 2),
        // It arrived.
        (404, Some("Archive"), None, 1),
        // Somebody else filed it otherwise.
        (404, Some("Bin"), Some(ErrorCode::FiledElsewhere), 1),
    ] {
        let (row, other) = (next(), next());
        let faults = json!([
            { "path": labels_path(row), "status": 502, "times": 1 },
            { "path": "*/labellog", "status": status },
        ]);
        stage.control.faults(faults).await;
        file(&stage, row, Filing::Archive).await;
        is_sent(&stage, &row.id, 1).await;
        if let Some(label) = meanwhile {
            relabel(&stage, &row.id, json!([label])).await;
        }
        look_again(&stage, other).await;
        stage.filing_is_sent().await;
        let found = stage.message(&row.id).await.row.refused;
        assert_eq!(found.map(|failure| failure.code), refused, "{meanwhile:?}");
        let wanted = meanwhile.unwrap_or("Archive").to_lowercase();
        has(&stage, row, &wanted).await;
        assert_eq!(stage.control.count("PUT", &row.id).await, sent);
    }

    // A proxy that forbids everything but the change itself: nothing is known, so nothing is sent, and nothing refused.
    let (row, other) = (next(), next());
    let faults = json!([
        { "path": labels_path(row), "status": 502, "times": 1 },
        { "path": "*/labellog", "status": 403 },
        { "path": "*/enduser/dialogs", "method": "GET", "status": 403 },
    ]);
    stage.control.faults(faults).await;
    file(&stage, row, Filing::Archive).await;
    is_sent(&stage, &row.id, 1).await;
    look_again(&stage, other).await;
    are_waiting(&stage, 1).await;
    let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
    assert_eq!(queue.refused, 0);
    assert_eq!(stage.control.count("PUT", &row.id).await, 1, "not again");
    stage.control.clear_faults().await;
    look_again(&stage, next()).await;
    stage.filing_is_sent().await;
    has(&stage, row, "archive").await;
}

/// Waits until so many changes wait: the server has a change before the app takes note of it.
async fn are_waiting(stage: &Harness, count: u32) {
    until("so many wait", async || {
        (waiting(stage).await == count).then_some(())
    })
    .await;
}

/// The outcome of one change cannot be read: it is looked at again, ever more seldom, and the others are sent meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outcome_that_cannot_be_read_holds_up_nothing() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..5].to_vec();
    let log = format!("{DIALOGS}/{}/context/labellog", rows[0].id);
    stage
        .control
        .faults(json!([
            { "path": labels_path(&rows[0]), "status": 502, "times": 1 },
            { "path": log, "status": 500 },
        ]))
        .await;
    let looks = async || stage.control.count("GET", &log).await;
    file(&stage, &rows[0], Filing::Archive).await;
    is_sent(&stage, &rows[0].id, 1).await;
    stage.control.advance(20).await;
    file(&stage, &rows[1], Filing::Archive).await;
    has(&stage, &rows[1], "archive").await;
    are_waiting(&stage, 1).await;
    let first = looks().await;
    assert!(first > 0, "it was looked at");

    // Its own next change keeps its place behind it.
    file(&stage, &rows[0], Filing::Bin).await;
    file(&stage, &rows[2], Filing::Archive).await;
    has(&stage, &rows[2], "archive").await;
    assert_eq!(looks().await, first, "not at once again");
    are_waiting(&stage, 2).await;

    stage.control.advance(20).await;
    file(&stage, &rows[3], Filing::Archive).await;
    has(&stage, &rows[3], "archive").await;
    let second = looks().await;
    assert!(second > first, "after a while");
    stage.control.advance(20).await;
    file(&stage, &rows[4], Filing::Archive).await;
    has(&stage, &rows[4], "archive").await;
    assert_eq!(looks().await, second, "the while is longer now");

    stage.control.clear_faults().await;
    stage.control.advance(20).await;
    file(&stage, &rows[4], Filing::MarkUnread).await;
    stage.filing_is_sent().await;
    has(&stage, &rows[0], "bin").await;
}

/// A gateway before Altinn answers in its place: that refuses nothing, and says nothing of what became of a change. It is
/// told to wait, and is not sent again before its outcome could be read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_gateway_says_settles_nothing() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..3].to_vec();
    let body = json!({ "code": "GatewayTimeout" });
    stage
        .control
        .faults(json!([
            { "path": "*/bulkset", "status": 504, "body": body, "times": 1 },
            { "path": "*/labellog", "status": 500, "body": body },
        ]))
        .await;
    stage.file(&rows[..2], Filing::Archive).await;
    until("they are sent", async || {
        (stage.control.count("POST", "bulkset").await > 0).then_some(())
    })
    .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    stage.control.advance(20).await;
    file(&stage, &rows[2], Filing::Archive).await;
    has(&stage, &rows[2], "archive").await;
    assert!(stage.control.count("GET", "labellog").await > 0);
    let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
    assert_eq!((queue.waiting, queue.refused), (2, 0));
    for row in &rows[..2] {
        assert!(stage.message(&row.id).await.row.waiting, "it says so");
        assert_eq!(stage.control.count("PUT", &row.id).await, 0, "not again");
    }

    stage.control.clear_faults().await;
    stage.control.advance(60).await;
    file(&stage, &rows[2], Filing::MarkUnread).await;
    stage.filing_is_sent().await;
    for row in &rows[..2] {
        has(&stage, row, "archive").await;
        assert_eq!(stage.control.count("PUT", &row.id).await, 1);
    }
    let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
    assert_eq!(queue.refused, 0);
}

/// A proxy that lets reading pass and nothing else: what is filed waits, alone or with others. What Dialogporten itself
/// refuses is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_altinn_refuses_what_is_filed() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..4].to_vec();
    let forbidden = json!([
        { "path": labels_path(&rows[0]), "method": "PUT", "status": 403, "body": "<html>Forbidden</html>" },
        { "path": "*/bulkset", "status": 403 },
    ]);
    stage.control.faults(forbidden).await;
    file(&stage, &rows[0], Filing::Archive).await;
    is_sent(&stage, &rows[0].id, 1).await;
    stage.control.advance(60).await;
    stage.file(&rows[1..3], Filing::Archive).await;
    until("they are sent", async || {
        (stage.control.count("POST", "bulkset").await > 0).then_some(())
    })
    .await;
    are_waiting(&stage, 3).await;
    let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
    assert_eq!(queue.refused, 0, "{:?}", queue.failure);

    let body = json!({ "errors": { "Forbidden": ["Forbidden"] } });
    let refused = json!([{ "path": labels_path(&rows[3]), "status": 403, "body": body }]);
    stage.control.faults(refused).await;
    file(&stage, &rows[3], Filing::Bin).await;
    until("all is sent", async || {
        stage.control.advance(100).await;
        let wish = stage.app.sync_messages(SyncMessages::default()).await;
        wish.expect("read");
        (waiting(&stage).await == 0).then_some(())
    })
    .await;
    for row in &rows[..3] {
        has(&stage, row, "archive").await;
    }
    let found = stage.message(&rows[3].id).await.row.refused;
    assert_eq!(found.map(|f| f.code), Some(ErrorCode::AccessDenied));
}

/// Refused together and then sent one by one: what the person takes back meanwhile is not sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_undone_while_its_turn_comes_is_not_sent() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..3].to_vec();
    stage
        .control
        .faults(json!([
            { "path": "*/bulkset", "status": 412, "times": 1 },
            { "path": "*/systemlabels", "method": "PUT", "delay_ms": 2_000, "times": 1 },
        ]))
        .await;
    let act = stage.file(&rows, Filing::Archive).await;
    let put = async |row: &MessageRow| stage.control.count("PUT", &row.id).await;
    until("the first is on its way", async || {
        (put(&rows[0]).await > 0).then_some(())
    })
    .await;
    let undone = stage.app.undo_filing(UndoFiling { undo: Some(act) }).await;
    assert_eq!(undone.expect("undone").restored, 3);
    stage.filing_is_sent().await;
    assert_eq!(put(&rows[0]).await, 2, "there and back");
    for row in &rows {
        let labels = stage.labels_of(&row.id).await;
        assert!(!labels.contains(&"archive".to_owned()), "{labels:?}");
    }
    for row in &rows[1..] {
        assert_eq!(put(row).await, 0, "never left");
    }
}

/// Two changes of one message were made without a network. The first is at Altinn later, by its clock, than the second
/// was made here: that is no reason to take the first for somebody else's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ones_own_change_is_not_taken_for_somebody_elses() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..3].to_vec();
    let faults = async |faults: Value| stage.control.faults(faults).await;
    faults(json!([{ "path": "*", "cut": "before" }])).await;
    file(&stage, &rows[0], Filing::Archive).await;
    file(&stage, &rows[0], Filing::Bin).await;
    is_sent(&stage, &rows[0].id, 1).await;
    // The first arrives, late; the second is lost.
    let path = labels_path(&rows[0]);
    faults(json!([
        { "path": path, "delay_ms": 1, "times": 1 },
        { "path": path, "status": 502, "times": 1 },
    ]))
    .await;
    let sent = stage.control.count("PUT", &path).await;
    stage.control.advance(120).await;
    file(&stage, &rows[1], Filing::MarkUnread).await;
    is_sent(&stage, &rows[0].id, sent + 2).await;
    stage.control.advance(120).await;
    file(&stage, &rows[2], Filing::MarkUnread).await;
    stage.filing_is_sent().await;
    assert_eq!(stage.labels_of(&rows[0].id).await, ["bin"]);
    let row = stage.message(&rows[0].id).await.row;
    assert!(row.refused.is_none(), "{:?}", row.refused);
    assert_eq!(row.filed, Filed::Bin);
}

/// What was filed long ago is not kept for ever: it can be undone for a month.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_filed_long_ago_is_no_longer_undone() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..4].to_vec();
    let mut acts = Vec::new();
    for (row, days) in rows.iter().zip([20, 20, 20]) {
        acts.push(file(&stage, row, Filing::Archive).await);
        stage.filing_is_sent().await;
        stage.control.advance(days * 24 * 3600).await;
        stage.sign_in("kari").await;
    }
    file(&stage, &rows[3], Filing::Archive).await;
    stage.filing_is_sent().await;
    for (act, can) in acts.into_iter().zip([false, false, true]) {
        let undone = stage.app.undo_filing(UndoFiling { undo: Some(act) }).await;
        let told = undone.map(|undone| undone.restored).map_err(|f| f.code);
        let expected = if can {
            Ok(1)
        } else {
            Err(ErrorCode::NothingToUndo)
        };
        assert_eq!(told, expected);
    }
}
