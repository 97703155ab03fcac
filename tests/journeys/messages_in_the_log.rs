//! What is done in messages is in the log, each act once, and in its file.

use fullmakt_app::surface::activity::{
    Act, ActivityFilter, ActivityPage, ActivityQuery, ChainState, ExportActivity, ExportFormat,
};
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::messages::{Filing, Folder, MessageRef, RunAction, UndoFiling};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;

async fn log(stage: &Harness, filter: ActivityFilter) -> ActivityPage {
    let query = ActivityQuery {
        filter,
        limit: 100,
        ..ActivityQuery::default()
    };
    let page = stage.app.activity(query).await;
    page.expect("the log can be read")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_act_in_messages_is_in_the_log_once() {
    let stage = Harness::inbox_of("kari").await;
    let rows = stage.folder(Folder::Inbox).await.rows[..3].to_vec();
    let archived = stage.file(&rows, Filing::Archive).await;
    let undo = Some(archived);
    let undone = stage.app.undo_filing(UndoFiling { undo }).await;
    undone.expect("undone");
    stage.file(&rows[..1], Filing::MarkUnread).await;
    stage.file(&rows[..1], Filing::UnmarkUnread).await;
    stage.file(&rows[..1], Filing::Bin).await;
    stage.file(&rows[..1], Filing::Restore).await;

    let letter = stage.dialog_id("melding-confirm").await;
    stage.open(&letter).await;
    stage.open(&letter).await;
    let id = letter.clone();
    let confirmed = stage.app.confirm_receipt(MessageRef { id }).await;
    confirmed.expect("confirmed");

    let form = stage.dialog_id("write-action").await;
    let opened = stage.open(&form).await.opened.expect("opened");
    let mut actions = opened.actions.into_iter();
    let action = actions.find(|one| !one.in_browser).expect("one");
    let run = RunAction {
        id: form.clone(),
        action_id: action.id,
        confirmed: true,
    };
    stage.app.run_action(run).await.expect("sent");

    let melding = stage.dialog_id("melding").await;
    let row = stage.open(&melding).await.row;
    stage.file(std::slice::from_ref(&row), Filing::Bin).await;
    stage.filing_is_sent().await;
    let id = melding.clone();
    let purged = stage.app.purge_message(MessageRef { id }).await;
    purged.expect("deleted for good");
    let id = melding.clone();
    let gone = stage.app.message(MessageRef { id }).await;
    let gone = gone.expect_err("no copy stays behind");
    assert_eq!(gone.code, ErrorCode::NotFound);

    let page = log(&stage, ActivityFilter::Messages).await;
    assert_eq!(page.chain, ChainState::Whole);
    let mut acts: Vec<Act> = page.rows.iter().map(|row| row.act).collect();
    acts.reverse();
    assert_eq!(
        acts,
        [
            Act::MessageArchived,
            Act::FilingUndone,
            Act::MessageMarkedUnread,
            Act::MessageUnmarkedUnread,
            Act::MessageBinned,
            Act::MessageRestored,
            // Once: the second time the copy was shown, and nobody was told.
            Act::MessageOpened,
            Act::ReceiptConfirmed,
            Act::MessageOpened,
            Act::MessageAction,
            Act::MessageOpened,
            Act::MessageBinned,
            Act::MessageDeleted,
        ]
    );
    let first = page.rows.last().expect("a row");
    assert_eq!((first.services, first.system.as_deref()), (Some(3), None));
    let last = &page.rows[0];
    assert_eq!(last.system.as_deref(), Some(row.title.as_str()));
    assert_eq!(last.organisation.as_deref(), Some(row.recipient.as_str()));
    let others = log(&stage, ActivityFilter::Other).await;
    let others: Vec<Act> = others.rows.iter().map(|row| row.act).collect();
    assert_eq!(others, [Act::SignedIn], "no more than that");

    let export = ExportActivity {
        format: ExportFormat::Csv,
        number: None,
    };
    let exported = stage.app.export_activity(export).await;
    let path = exported.expect("written").path;
    let text = std::fs::read_to_string(path).expect("the file is there");
    for part in ["Arkivert", "3 meldinger", "Slettet for godt", &row.title] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Annet"), "every act has its word: {text}");
}
