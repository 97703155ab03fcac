//! Messages: read in few calls, opened on purpose, filed and undone.

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{
    ActionOutcome, AttachmentRef, AttachmentState, Body, ConfirmOutcome, FileMessages, Filed,
    Filing, Folder, MessageRef, MessageStatus, MessagesPage, MessagesQuery, OpenMessage, RunAction,
    Selection, SyncMessages, TransmissionsQuery, UndoFiling,
};
use fullmakt_app::surface::session::SignIn;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, until};
use serde_json::json;

const SEARCH: &str = "/dialogporten/api/v1/enduser/dialogs";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_fill_and_the_next_poll_take_one_search_each() {
    let stage = Harness::inbox_of("kari").await;
    let inbox = stage.folder(Folder::Inbox).await;
    assert!(inbox.total > 50, "{}", inbox.total);
    assert_eq!(inbox.rows.len() as u32, inbox.total.min(500));
    assert!(inbox.fetched_at.is_some());
    assert!(inbox.failures.is_empty(), "{:?}", inbox.failures);
    assert_eq!(stage.control.searches().await, 2, "a fill and a poll");
    for list in ["enduser/parties", "enduser/serviceresources"] {
        assert_eq!(stage.control.count("GET", list).await, 1, "{list}");
    }
    // Nothing is opened by listing.
    let opened = stage.control.counters().await;
    assert!(
        opened.iter().all(|(name, _)| !name.contains("/dialogs/")),
        "{opened:?}"
    );
    let status = stage.app.status(Nothing {}).await.expect("a status");
    let search = status
        .calls
        .iter()
        .find(|call| call.kind == "dialogs_search");
    let search = search.expect("counted");
    assert_eq!((search.count, search.minimum), (2, Some(2)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_filed_reaches_altinn_and_comes_back_by_undo() {
    let stage = Harness::inbox_of("kari").await;
    let before = stage.folder(Folder::Inbox).await;
    let rows = before.rows[..10].to_vec();
    let act = stage.file(&rows, Filing::Archive).await;
    let after = stage.folder(Folder::Inbox).await;
    assert_eq!(after.total, before.total - 10, "at once");
    stage.filing_is_sent().await;
    for row in &rows {
        assert!(
            stage
                .labels_of(&row.id)
                .await
                .contains(&"archive".to_owned())
        );
    }
    assert_eq!(
        stage.control.count("POST", "bulkset").await,
        1,
        "ten in one call"
    );

    let undone = stage.app.undo_filing(UndoFiling { undo: Some(act) }).await;
    assert_eq!(undone.expect("undone").restored, 10);
    assert_eq!(stage.folder(Folder::Inbox).await.total, before.total);
    stage.filing_is_sent().await;
    for row in &rows {
        assert!(
            !stage
                .labels_of(&row.id)
                .await
                .contains(&"archive".to_owned())
        );
    }
    let again = stage.app.undo_filing(UndoFiling { undo: None }).await;
    assert_eq!(
        again.expect_err("nothing left").code,
        ErrorCode::NothingToUndo
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_in_waits_until_the_list_is_asked_for_anew_and_is_not_filed_unseen() {
    let stage = Harness::inbox_of("kari").await;
    let status = stage.app.status(Nothing {}).await.expect("a status");
    let list = MessagesQuery {
        as_of: Some(status.arrivals),
        limit: 500,
        ..MessagesQuery::default()
    };
    let read = async |list: &MessagesQuery| stage.app.messages(list.clone()).await.expect("a page");
    let before = read(&list).await;
    assert_eq!(before.arrived.count, 0);

    let made = stage.control.post("service-owner/dialogs", json!({})).await;
    let new = made["id"].as_str().expect("an id").to_owned();
    stage.control.advance(1000).await;
    let polled = stage.app.sync_messages(SyncMessages::default());
    polled.await.expect("polled");
    let after = until("the new one is here", async || {
        let page = read(&list).await;
        (page.arrived.count > 0).then_some(page)
    })
    .await;
    assert_eq!(after.arrived.count, 1);
    let ids = |page: &MessagesPage| {
        page.rows
            .iter()
            .map(|row| row.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&after), ids(&before), "nothing moves");
    assert_eq!(after.total, before.total);
    let drafts = MessagesQuery {
        folder: Folder::Drafts,
        ..list.clone()
    };
    assert_eq!(read(&drafts).await.arrived.count, 0, "it is no draft");

    let filed = stage.app.file_messages(FileMessages {
        selection: Selection::Matching {
            list: list.clone(),
            except: Vec::new(),
        },
        filing: Filing::Archive,
    });
    assert_eq!(filed.await.expect("filed").changed, before.total);
    let fresh = MessagesQuery {
        as_of: Some(after.arrived.latest),
        ..list
    };
    let left = read(&fresh).await;
    assert_eq!(ids(&left), [new], "only what nobody saw is still there");
    assert_eq!(left.arrived.count, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_filed_offline_waits_and_is_sent_in_order() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..3].to_vec();
    let down = json!([{ "path": "*", "cut": "before" }]);
    stage.control.faults(down).await;
    stage.file(&rows, Filing::Archive).await;
    stage.file(&rows[..1], Filing::Bin).await;
    stage.file(&rows[1..2], Filing::MarkUnread).await;
    let archive = stage.folder(Folder::Archive).await;
    let shown = |id: &str| archive.rows.iter().find(|row| row.id == id);
    assert!(shown(&rows[0].id).is_none(), "it is in the bin by now");
    assert!(shown(&rows[1].id).is_some_and(|row| row.waiting && row.unread));
    let queue = stage.app.filing_queue(Nothing {}).await.expect("a queue");
    assert_eq!(queue.waiting, 5);

    stage.control.clear_faults().await;
    // Filing one more is reason enough to try again; a quiet time after no answer is respected.
    stage.control.advance(120).await;
    stage.file(&rows[2..3], Filing::MarkUnread).await;
    stage.filing_is_sent().await;
    assert_eq!(stage.labels_of(&rows[0].id).await, ["bin"]);
    let second = stage.labels_of(&rows[1].id).await;
    assert!(second.contains(&"archive".to_owned()), "{second:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn opening_is_one_reading_and_a_kept_copy_needs_none() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding").await;
    let preview = stage.message(&id).await;
    assert!(preview.opened.is_none());
    let opened = stage.open(&id).await.opened.expect("opened");
    let Body::Shown { document, .. } = &opened.body else {
        panic!("{:?}", opened.body);
    };
    let text = serde_json::to_string(document).expect("written");
    assert!(text.contains("Dette er en"), "{text}");
    let reads = stage.control.count("GET", &format!("{SEARCH}/{id}")).await;
    assert_eq!(reads, 1);
    let kept = stage.message(&id).await;
    assert!(kept.opened.is_some());
    assert!(kept.row.kept);
    stage.open(&id).await;
    let reads = stage.control.count("GET", &format!("{SEARCH}/{id}")).await;
    assert_eq!(reads, 1, "the copy is current");

    stage
        .control
        .faults(json!([{ "path": "*", "cut": "before" }]))
        .await;
    assert!(stage.message(&id).await.opened.is_some(), "offline as well");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_level_that_is_too_low_is_said_and_a_step_up_opens() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("level4").await;
    let ask = OpenMessage {
        id: id.clone(),
        again: false,
    };
    let failure = stage.app.open_message(ask).await.expect_err("level 3");
    assert_eq!(failure.code, ErrorCode::MessageLevelTooLow);
    assert!(stage.message(&id).await.needs_step_up);
    let step = SignIn {
        persona: Some("kari".to_owned()),
        step_up: true,
        ..SignIn::default()
    };
    stage.app.sign_in(step).await.expect("the login starts");
    until("the message opens", async || {
        let id = id.clone();
        let asked = stage.app.open_message(OpenMessage { id, again: true });
        asked.await.ok()?.opened
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_is_confirmed_once_and_an_attachment_is_kept() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-confirm").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let melding = opened.melding.expect("a letter of Altinn Melding");
    assert!(melding.confirmation_needed && melding.confirmed_at.is_none());
    let confirmed = stage
        .app
        .confirm_receipt(MessageRef { id: id.clone() })
        .await;
    assert_eq!(confirmed.expect("confirmed"), ConfirmOutcome::Taken);
    assert_eq!(stage.control.count("POST", "/confirm").await, 1);
    until("it is written at Altinn", async || {
        let melding = stage.message(&id).await.opened?.melding?;
        melding.confirmed_at.map(drop)
    })
    .await;
    let again = stage
        .app
        .confirm_receipt(MessageRef { id: id.clone() })
        .await;
    assert!(matches!(
        again.expect("known"),
        ConfirmOutcome::Already { .. }
    ));
    assert_eq!(
        stage.control.count("POST", "/confirm").await,
        1,
        "never twice"
    );

    let attachment_id = opened.attachments[0].id.clone();
    let fetched = stage.app.fetch_attachment(AttachmentRef {
        id,
        transmission_id: None,
        attachment_id,
    });
    assert_eq!(fetched.await.expect("fetched").state, AttachmentState::Kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_action_is_sent_once_after_its_question() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("write-action").await;
    let message = stage.open(&id).await;
    assert_eq!(message.row.status, MessageStatus::RequiresAttention);
    let opened = message.opened.expect("opened");
    let action = opened
        .actions
        .iter()
        .find(|a| !a.in_browser)
        .expect("sent from here");
    let run = |confirmed| RunAction {
        id: id.clone(),
        action_id: action.id.clone(),
        confirmed,
    };
    let asked = stage.app.run_action(run(false)).await;
    assert_eq!(
        asked.expect_err("not asked yet").code,
        ErrorCode::InvalidInput
    );
    let searches = stage.control.searches().await;
    let done = stage.app.run_action(run(true)).await.expect("sent");
    assert!(matches!(
        done,
        ActionOutcome::Done | ActionOutcome::Accepted
    ));
    // The message is read again because it changed; its row in the lists says so too, and no search is made for that.
    until("the row says that it is done", async || {
        let row = stage.message(&id).await.row;
        (row.status == MessageStatus::Completed).then_some(())
    })
    .await;
    let row = stage.message(&id).await.row;
    assert!(!row.unread && row.kept, "the user has it open");
    assert_eq!(stage.control.searches().await, searches);
}

/// The deletion of a form comes without a question; it is not sent unconfirmed all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_is_deleted_only_when_that_was_confirmed() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("app-draft").await;
    let row = stage.open(&id).await.row;
    stage.file(std::slice::from_ref(&row), Filing::Bin).await;
    stage.filing_is_sent().await;
    let opened = stage.message(&id).await.opened.expect("opened");
    let delete = opened.actions.iter().find(|action| action.deletes);
    let delete = delete.expect("offered in the bin");
    assert_eq!(delete.prompt, None);
    let run = |confirmed| RunAction {
        id: id.clone(),
        action_id: delete.id.clone(),
        confirmed,
    };
    let asked = stage.app.run_action(run(false)).await;
    assert_eq!(
        asked.expect_err("not confirmed").code,
        ErrorCode::InvalidInput
    );
    let deleted = "/storage/dialogporten/api/v1/instance/";
    assert_eq!(stage.control.count("DELETE", deleted).await, 0);
    let done = stage.app.run_action(run(true)).await.expect("sent");
    assert_eq!(done, ActionOutcome::Done);
    assert_eq!(stage.control.count("DELETE", deleted).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_thousand_transmissions_come_in_windows() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("many-transmissions").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    assert_eq!(opened.transmissions, 20_000);
    for offset in [0, 10_000, 19_990] {
        let page = stage.app.transmissions(TransmissionsQuery {
            id: id.clone(),
            offset,
            limit: 10,
        });
        let page = page.await.expect("a window");
        assert_eq!((page.total, page.rows.len()), (20_000, 10));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_whose_answer_was_lost_is_read_before_it_is_sent_again() {
    let stage = Harness::inbox_of("kari").await;
    let row = stage.folder(Folder::Inbox).await.rows[0].clone();
    let lost = json!([{ "path": "*/systemlabels", "method": "PUT", "cut": "before", "times": 1 }]);
    stage.control.faults(lost).await;
    stage
        .file(std::slice::from_ref(&row), Filing::Archive)
        .await;
    until("it was sent", async || {
        (stage.control.count("PUT", "systemlabels").await > 0).then_some(())
    })
    .await;
    stage.control.advance(120).await;
    let other = stage.folder(Folder::Inbox).await.rows[0].clone();
    stage
        .file(std::slice::from_ref(&other), Filing::Archive)
        .await;
    stage.filing_is_sent().await;
    assert_eq!(
        stage.control.count("GET", "labellog").await,
        1,
        "read first"
    );
    // The one that was lost, the same again after the log told that it is not there, and the other.
    assert_eq!(stage.control.count("PUT", "systemlabels").await, 3);
    assert!(
        stage
            .labels_of(&row.id)
            .await
            .contains(&"archive".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_elses_earlier_change_gives_way_and_the_row_stays_filed() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    // The revision that the app holds is an older one from now on.
    let url = format!(
        "{}/_sandbox/service-owner/dialogs/{id}",
        stage.control.base()
    );
    let change = stage.control.http().patch(url);
    let change = change
        .json(&json!({ "labels": ["Default"], "title": "Endret" }))
        .send();
    assert!(change.await.expect("answered").status().is_success());
    let row = stage.message(&id).await.row;
    stage
        .file(std::slice::from_ref(&row), Filing::Archive)
        .await;
    stage.filing_is_sent().await;
    assert!(stage.labels_of(&id).await.contains(&"archive".to_owned()));
    assert_eq!(stage.message(&id).await.row.filed, Filed::Archive);
}
