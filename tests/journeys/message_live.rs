//! The message that is open: what its owner changes is shown by itself, and is read for somebody who is there only.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{Attachment, AttachmentRef, OpenMessage, Opened};
use fullmakt_app::surface::session::{WindowShown, WindowUsed};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, until};
use serde_json::{Value, json};

const STREAM: &str = "/dialogporten/graphql/stream";

/// Longer than a proof of a dialog lasts.
const PROOF: i64 = 11 * 60;

/// A stream that tells this, and ends.
fn ends(told: &str) -> Value {
    json!({
        "path": STREAM,
        "status": 200,
        "headers": { "content-type": "text/event-stream" },
        "body": format!("{told}event: complete\ndata: \n\n"),
    })
}

/// Times that the app began to listen, as the call meter has it: the stream is there by then.
async fn streams(stage: &Harness) -> u32 {
    let status = stage.app.status(Nothing {}).await.expect("a status");
    let kind = status.calls.iter().find(|one| one.kind == "dialog_events");
    kind.map_or(0, |kind| kind.count)
}

async fn listened(stage: &Harness, times: u32) {
    until("it is listened to", async || {
        (streams(stage).await >= times).then_some(())
    })
    .await;
}

/// Times that the message was read at Altinn.
async fn readings(stage: &Harness, id: &str) -> u64 {
    let path = format!("/enduser/dialogs/{id}");
    let all = stage.control.counters().await;
    let own = all.iter().filter(|(name, _)| name.ends_with(&path));
    own.map(|(_, count)| count).sum()
}

async fn open_anew(stage: &Harness, id: &str) -> Opened {
    let id = id.to_owned();
    let opened = stage.app.open_message(OpenMessage { id, again: true });
    opened.await.expect("opened").opened.expect("read")
}

/// Opens a message that the person has seen before, so that reading it tells nobody anything; its id.
async fn open_seen(stage: &Harness) -> String {
    let id = stage.dialog_id("plain").await;
    stage.open(&id).await;
    listened(stage, 1).await;
    open_anew(stage, &id).await;
    listened(stage, 2).await;
    id
}

/// Its owner gives it another title.
async fn entitle(stage: &Harness, id: &str, title: &str) {
    let path = format!("service-owner/dialogs/{id}");
    stage.control.patch(&path, json!({ "title": title })).await;
}

async fn is_entitled(stage: &Harness, id: &str, title: &str) {
    until("the title is shown", async || {
        (stage.message(id).await.row.title == title).then_some(())
    })
    .await;
}

async fn show(stage: &Harness, shown: bool) {
    let window = stage.app.window_shown(WindowShown { shown });
    window.await.expect("noted");
}

/// Without a press; and many changes in a row are one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_owner_changes_is_read_once() {
    let stage = Harness::inbox_of("kari").await;
    let id = open_seen(&stage).await;
    let read = readings(&stage, &id).await;
    for title in ["Rettet", "Rettet igjen", "Rettet for siste gang"] {
        entitle(&stage, &id, title).await;
    }
    is_entitled(&stage, &id, "Rettet for siste gang").await;
    assert_eq!(readings(&stage, &id).await, read + 1);
    entitle(&stage, &id, "Enda en").await;
    is_entitled(&stage, &id, "Enda en").await;
    assert_eq!(streams(&stage).await, 2, "by the same stream");
}

/// A stream that breaks off is had again, and what it told before that is read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_that_is_cut_is_had_again() {
    let stage = Harness::inbox_of("kari").await;
    let id = open_seen(&stage).await;
    let told = json!({ "data": { "dialogEvents": { "id": id, "type": "DIALOG_UPDATED" } } });
    let mut fault = ends(&format!("event: next\ndata: {told}\n\n"));
    fault["times"] = json!(1);
    stage.control.faults(json!([fault])).await;
    let read = readings(&stage, &id).await;
    open_anew(&stage, &id).await;
    until("what it told is read", async || {
        (readings(&stage, &id).await == read + 2).then_some(())
    })
    .await;
    listened(&stage, 4).await;
    entitle(&stage, &id, "Rettet").await;
    is_entitled(&stage, &id, "Rettet").await;
}

/// Deleted while it is open: it says so, and what was read stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_is_deleted_while_it_is_open_is_said_to_be_gone() {
    let stage = Harness::inbox_of("kari").await;
    let id = open_seen(&stage).await;
    let read = readings(&stage, &id).await;
    let path = format!("service-owner/dialogs/{id}");
    stage.control.delete(&path).await;
    let gone = until("it is gone", async || {
        let message = stage.message(&id).await;
        message.row.stale.then_some(message)
    })
    .await;
    assert!(gone.opened.is_some(), "it stays readable");
    assert_eq!(readings(&stage, &id).await, read, "nothing to read");
}

/// A hidden window is told nothing; who comes back has the message read, once, and it is followed again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_to_the_window_sees_the_message_as_it_is() {
    let stage = Harness::inbox_of("kari").await;
    let id = open_seen(&stage).await;
    let read = readings(&stage, &id).await;
    show(&stage, false).await;
    entitle(&stage, &id, "Rettet imens").await;
    assert_eq!(readings(&stage, &id).await, read);
    show(&stage, true).await;
    is_entitled(&stage, &id, "Rettet imens").await;
    listened(&stage, 3).await;
    assert_eq!(readings(&stage, &id).await, read + 1);
    entitle(&stage, &id, "Rettet etterpå").await;
    is_entitled(&stage, &id, "Rettet etterpå").await;
}

/// The proof is over and the stream is gone: nothing is read by the clock. Who does something in the window has the message
/// read, and it is followed again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proof_that_is_over_is_renewed_for_who_is_there() {
    let stage = Harness::inbox_of("kari").await;
    let id = open_seen(&stage).await;
    stage.control.faults(json!([ends("")])).await;
    open_anew(&stage, &id).await;
    listened(&stage, 3).await;
    stage.control.advance(PROOF).await;
    stage.control.clear_faults().await;
    let (read, before) = (readings(&stage, &id).await, streams(&stage).await);
    until("it is read", async || {
        let used = stage.app.window_used(WindowUsed { focused: false }).await;
        used.expect("noted");
        (readings(&stage, &id).await > read).then_some(())
    })
    .await;
    listened(&stage, before + 1).await;
    assert_eq!(readings(&stage, &id).await, read + 1);
    entitle(&stage, &id, "Rettet").await;
    is_entitled(&stage, &id, "Rettet").await;
}

/// Two acts that want a new proof at the same time have it by one reading.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_proof_that_two_acts_want_takes_one_reading() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let fetch = |name: &str| {
        let named = |one: &&Attachment| one.name.starts_with(name);
        let attachment = opened.attachments.iter().find(named).expect("there");
        let attachment_id = attachment.id.clone();
        stage.app.fetch_attachment(AttachmentRef {
            id: id.clone(),
            transmission_id: None,
            attachment_id,
        })
    };
    let read = readings(&stage, &id).await;
    stage.control.advance(PROOF).await;
    let (letter, note) = tokio::join!(fetch("Brev"), fetch("Notat"));
    letter.expect("fetched");
    note.expect("fetched");
    assert_eq!(readings(&stage, &id).await, read + 1);
}
