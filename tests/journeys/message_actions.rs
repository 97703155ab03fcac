//! Buttons of a message that do something at its service owner, where that does not go as wished; and what a form that
//! was handed in still offers.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::common::{ErrorCode, Failure};
use fullmakt_app::surface::messages::{
    ActionOutcome, AttachmentRef, Body, Filing, MessageAction, MessageRef, MessageStatus,
    OpenMessage, Opened, RunAction, TransmissionRef, TransmissionsQuery,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, until};
use serde_json::json;

/// The action that is sent from here.
fn own(opened: &Opened) -> &MessageAction {
    let found = opened.actions.iter().find(|action| !action.in_browser);
    found.expect("one is sent from here")
}

fn deletion(opened: &Opened) -> Option<&MessageAction> {
    opened.actions.iter().find(|action| action.deletes)
}

async fn run(stage: &Harness, id: &str, action: &str) -> Result<ActionOutcome, Failure> {
    let run = RunAction {
        id: id.to_owned(),
        action_id: action.to_owned(),
        confirmed: true,
    };
    stage.app.run_action(run).await
}

/// The service owner says no, or the answer tells nothing of a deletion: said as what it is, sent once, and the button
/// is there for another try.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_action_that_is_refused_can_be_tried_again() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("write-action-refused").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let action = own(&opened).id.clone();
    for (times, fault, code) in [
        (1, json!([]), ErrorCode::AccessDenied),
        (
            2,
            json!([{ "path": "*/actions/complete/refused", "status": 422, "body": {} }]),
            ErrorCode::UpstreamChanged,
        ),
        (
            3,
            json!([{ "path": "*/actions/complete/refused", "status": 409 }]),
            ErrorCode::UpstreamChanged,
        ),
    ] {
        stage.control.faults(fault).await;
        let failure = run(&stage, &id, &action).await.expect_err("refused");
        assert_eq!(failure.code, code, "{times}");
        assert_eq!(stage.owner_acts(&id).await, times);
        let now = stage.message(&id).await;
        assert_eq!(now.row.status, MessageStatus::RequiresAttention);
        let opened = now.opened.expect("opened");
        assert!(own(&opened).authorised && !own(&opened).busy);
    }
    let log = stage.log().await;
    assert!(log.iter().any(|row| row.act == Act::MessageActionFailed));
    assert!(log.iter().all(|row| row.act != Act::MessageAction));
}

/// A button that needs a right that the person lacks is shown, and sends nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_action_without_the_right_sends_nothing() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("write-action-unauthorized").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let action = own(&opened);
    assert!(!action.authorised);
    let failure = run(&stage, &id, &action.id).await.expect_err("no right");
    assert_eq!(failure.code, ErrorCode::AccessDenied);
    assert_eq!(stage.owner_acts(&id).await, 0);
}

/// The answer to what was sent is a letter in the same dialog.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_answer_to_a_write_action_comes_into_the_message() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("write-action-answer").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    assert_eq!(opened.transmissions, 0);
    let sent = run(&stage, &id, &own(&opened).id).await.expect("sent");
    assert_eq!(sent, ActionOutcome::Accepted);
    until("the answer is there", async || {
        let now = stage.message(&id).await.opened?;
        (now.transmissions == 1).then_some(())
    })
    .await;
    let query = TransmissionsQuery {
        id: id.clone(),
        offset: 0,
        limit: 10,
    };
    let rows = stage.app.transmissions(query).await.expect("a page").rows;
    assert_eq!(rows[0].title, "Svaret er mottatt");
    assert_eq!(stage.owner_acts(&id).await, 1);
}

/// Deleted at the service owner, from the bin only: at once, or not before a day that is named.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_deleted_from_the_bin_when_its_time_has_come() {
    let stage = Harness::inbox_of("kari").await;
    for (tag, is_early) in [("delete-action-early", true), ("delete-action", false)] {
        let id = stage.dialog_id(tag).await;
        let row = stage.open(&id).await.row;
        let opened = stage.message(&id).await.opened.expect("opened");
        assert_eq!(deletion(&opened), None, "{tag}: not outside the bin");
        let binned = stage.open_in_bin(&id).await.opened.expect("opened");
        let delete = deletion(&binned).expect("offered in the bin").id.clone();
        stage
            .file(std::slice::from_ref(&row), Filing::Restore)
            .await;
        stage.filing_is_sent().await;
        let outside = run(&stage, &id, &delete).await;
        let outside = outside.expect_err("not outside the bin");
        assert_eq!(outside.code, ErrorCode::InvalidInput, "{tag}");
        assert_eq!(stage.owner_acts(&id).await, 0, "{tag}");

        stage.open_in_bin(&id).await;
        let outcome = run(&stage, &id, &delete).await;
        assert_eq!(stage.owner_acts(&id).await, 1, "{tag}");
        let known = stage.app.message(MessageRef { id }).await;
        if is_early {
            let failure = outcome.expect_err("not yet");
            assert_eq!(failure.code, ErrorCode::DeletionTooEarly);
            assert!(failure.context.contains_key("allowedAt"), "{failure:?}");
            let kept = known.expect("it stays").opened.expect("and is readable");
            assert!(deletion(&kept).is_some_and(|action| !action.busy));
        } else {
            assert_eq!(outcome.expect("deleted"), ActionOutcome::Done);
            assert_eq!(known.expect_err("gone").code, ErrorCode::NotFound);
        }
    }
}

/// A form that was handed in: its receipt is a letter, its document is behind Altinn's login and opened in the browser,
/// and it is kept for a month.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_was_handed_in_is_read_and_kept() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("app-archived").await;
    let message = stage.open(&id).await;
    assert_eq!(message.row.status, MessageStatus::Completed);
    let opened = message.opened.expect("opened");
    assert_eq!(opened.body, Body::None);
    assert_eq!(deletion(&opened), None);
    assert_eq!(opened.actions[0].title, "Se kvittering");
    assert!(opened.actions.iter().all(|action| action.in_browser));

    let query = TransmissionsQuery {
        id: id.clone(),
        offset: 0,
        limit: 10,
    };
    let rows = stage.app.transmissions(query).await.expect("a page").rows;
    let transmission_id = rows[0].id.clone();
    let row = stage.app.open_transmission(TransmissionRef {
        id: id.clone(),
        transmission_id: transmission_id.clone(),
    });
    let row = row.await.expect("opened");
    let body = serde_json::to_string(&row.body).expect("written");
    assert!(body.contains("Skjemaet er sendt inn."), "{body}");

    let attachments = row.attachments.iter();
    let mut for_people = attachments.filter(|one| one.browser_host.is_some());
    let receipt = for_people.next().expect("one is behind the login");
    assert_eq!(receipt.name, "kvittering.pdf");
    let wanted = || AttachmentRef {
        id: id.clone(),
        transmission_id: Some(transmission_id.clone()),
        attachment_id: receipt.id.clone(),
    };
    let failure = stage.app.fetch_attachment(wanted()).await;
    let failure = failure.expect_err("not from here");
    assert_eq!(failure.code, ErrorCode::ContentUnavailable);
    let shown = stage.app.open_attachment(wanted()).await;
    shown.expect("in the browser");
    let page = stage.browser.last().expect("opened");
    assert_eq!(page.path(), "/authentication/api/v1/authentication");
    assert!(stage.browser.files().is_empty());

    let binned = stage.open_in_bin(&id).await.opened.expect("opened");
    let delete = deletion(&binned).expect("offered in the bin").id.clone();
    let early = run(&stage, &id, &delete).await.expect_err("kept");
    assert_eq!(early.code, ErrorCode::DeletionTooEarly);
    assert!(stage.message(&id).await.opened.is_some());
}

/// Taken, and then nothing: said as that, and done once more only after the message was read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_action_that_is_never_answered_is_said_to_be_unknown() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("write-action-never").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let action = own(&opened).id.clone();
    let sent = run(&stage, &id, &action).await.expect("taken");
    assert_eq!(sent, ActionOutcome::Accepted);
    let settled = until("nobody answers", async || {
        let opened = stage.message(&id).await.opened?;
        let own = own(&opened).clone();
        (!own.busy).then_some(own)
    })
    .await;
    let unsettled = settled.unsettled.expect("the outcome is not known");
    assert_eq!(unsettled.code, ErrorCode::ActionUnanswered);
    assert!(settled.authorised, "it can be done again");

    let read = stage.control.count("GET", &id).await;
    let again = run(&stage, &id, &action).await;
    assert_eq!(again.expect("taken once more"), ActionOutcome::Accepted);
    assert!(
        stage.control.count("GET", &id).await > read,
        "the message was read before it was sent again"
    );
    assert_eq!(stage.owner_acts(&id).await, 2);
}

/// Closed before anything came of it: nothing is read of it then, and the question stays until the message has changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_without_an_answer_stays_unknown_until_the_message_changes() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("write-action-never").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let action = own(&opened).id.clone();
    run(&stage, &id, &action).await.expect("taken");
    let closed = stage.app.close_message(MessageRef { id: id.clone() }).await;
    closed.expect("closed");
    let read = stage.control.count("GET", &id).await;
    let unsettled = async || {
        let opened = stage.message(&id).await.opened.expect("kept");
        own(&opened).unsettled.clone()
    };
    let failure = until("nobody answers", async || unsettled().await).await;
    assert_eq!(failure.code, ErrorCode::ActionUnanswered);
    assert_eq!(stage.control.count("GET", &id).await, read, "not read");
    stage.open(&id).await;
    assert!(unsettled().await.is_some(), "it is the same message");

    let path = format!("service-owner/dialogs/{id}");
    let changed = json!({ "title": "Varsel som er mottatt" });
    stage.control.patch(&path, changed).await;
    let again = OpenMessage {
        id: id.clone(),
        again: true,
    };
    stage.app.open_message(again).await.expect("read anew");
    assert!(unsettled().await.is_none());
    assert_eq!(stage.owner_acts(&id).await, 1);
}
