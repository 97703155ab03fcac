//! Altinn Melding for recipients.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Hand, text};

const LETTERS: &str = "/correspondence/api/v1/correspondence";
const REMINDERS: &str = "/correspondence/api/v1/confidential-reminders";

pub(super) async fn call(hand: &Hand) {
    reading(hand).await;
    files(hand).await;
    forwarding(hand).await;
    lists(hand).await;
    confirming(hand).await;
    deleting(hand).await;
}

/// A message, and the token of its dialog.
struct Letter {
    path: String,
    token: String,
    dialog: Value,
}

impl Letter {
    async fn open(hand: &Hand, tag: &str) -> Self {
        let row = hand.dialog_row(tag).await;
        let dialog = format!("/dialogporten/api/v1/enduser/dialogs/{}", text(&row["id"]));
        let dialog = hand
            .caller
            .get(&dialog)
            .token(&hand.reader)
            .gives(200)
            .await;
        Letter {
            path: format!("{LETTERS}/{}", text(&row["messageId"])),
            token: text(&dialog["dialogToken"]),
            dialog,
        }
    }
}

async fn reading(hand: &Hand) {
    let caller = &hand.caller;
    let letter = Letter::open(hand, "melding").await;
    let Letter { path, token, .. } = &letter;
    let fetched = caller.post(&format!("{path}/markasread")).token(token);
    fetched.gives(400).await;
    for part in ["", "/details", "/content"] {
        let part = format!("{path}{part}");
        caller.get(&part).token(token).gives(200).await;
        caller.get(&part).wrong(401).await;
        caller.get(&part).token("rubbish").wrong(401).await;
        caller.get(&part).token(&hand.kari_bare).gives(403).await;
        // Not exchanged: an issuer that is not taken.
        let other = hand.control.token("kari", "openid").await;
        let other = text(&other["id_porten"]);
        caller.get(&part).token(&other).gives(403).await;
        let unfit = caller.get(&part).token(token).header("accept", "image/png");
        unfit.gives(406).await;
    }
    let again = caller.post(&format!("{path}/markasread")).token(token);
    again.gives(400).await;
    let unread = Letter::open(hand, "melding-confirm").await;
    let fetch = caller.get(&unread.path).token(&unread.token);
    fetch.gives(200).await;
    let mark = caller.post(&format!("{}/markasread", unread.path));
    mark.token(&unread.token).gives(200).await;
    let unknown = format!("{LETTERS}/{}", Uuid::new_v4());
    caller.get(&unknown).token(&hand.letters).gives(404).await;
}

async fn files(hand: &Hand) {
    let caller = &hand.caller;
    let letter = Letter::open(hand, "melding-attachments").await;
    let Letter { path, token, .. } = &letter;
    let overview = caller.get(path).token(token).gives(200).await;
    let file = text(&overview["content"]["attachments"][0]["id"]);
    let one = format!("{path}/attachment/{file}/download");
    let all = format!("{path}/attachments/downloadall");
    for download in [&one, &all] {
        caller.get(download).token(token).gives(200).await;
        // A browser without a token is sent to the login.
        caller.get(download).wrong(302).await;
    }
    let unknown = format!("{path}/attachment/{}/download", Uuid::new_v4());
    caller.get(&unknown).token(token).gives(404).await;
    let foreign = Letter::open(hand, "melding").await;
    caller.get(&one).token(&foreign.token).gives(401).await;
    let gone = Letter::open(hand, "melding-gone-attachments").await;
    let overview = caller.get(&gone.path).token(&gone.token).gives(200).await;
    let files = overview["content"]["attachments"].as_array();
    for file in files.into_iter().flatten() {
        let path = format!("{}/attachment/{}/download", gone.path, text(&file["id"]));
        caller.get(&path).token(&gone.token).gives(400).await;
    }
}

async fn confirming(hand: &Hand) {
    let caller = &hand.caller;
    let letter = Letter::open(hand, "melding-confirm").await;
    let Letter {
        path,
        token,
        dialog,
    } = &letter;
    assert!(dialog["guiActions"].to_string().contains("/confirm"));
    let purge = format!("{path}/purge");
    caller.delete(&purge).token(token).gives(400).await;
    let confirm = format!("{path}/confirm");
    hand.switch("failConfirmation", json!(true)).await;
    caller.post(&confirm).token(token).gives(500).await;
    hand.switch("failConfirmation", json!(false)).await;
    caller.post(&confirm).wrong(401).await;
    caller.post(&confirm).token(token).gives(200).await;
}

async fn deleting(hand: &Hand) {
    let caller = &hand.caller;
    let letter = Letter::open(hand, "melding").await;
    let purge = format!("{}/purge", letter.path);
    caller.delete(&purge).wrong(401).await;
    let purged = caller.delete(&purge).token(&letter.token);
    purged.gives(200).await;
    let again = caller.delete(&purge).token(&letter.token);
    again.gives(400).await;
    let gone = caller.get(&letter.path).token(&letter.token);
    gone.gives(404).await;
}

async fn forwarding(hand: &Hand) {
    let caller = &hand.caller;
    let letter = Letter::open(hand, "melding").await;
    let Letter { path, token, .. } = &letter;
    let forward = format!("{path}/forward");
    let send = |to: &str| {
        let body = json!({ "forwardTo": to, "forwardingText": "Til orientering" });
        caller.post(&forward).token(token).json(&body)
    };
    let content = caller.get(&format!("{path}/content")).token(token);
    content.gives(200).await;
    send("regnskap@example.com").gives(200).await;
    send("regnskap@example.com").gives(400).await;
    send("nobody").gives(400).await;
    let check = format!("{path}/forward/check");
    let portal = hand
        .control
        .token("kari", "openid altinn:correspondence.forward.check");
    let portal = text(&portal.await["altinn"]);
    caller.get(&check).token(&portal).gives(200).await;
    caller.get(&check).token(&hand.kari_bare).gives(403).await;
    caller.get(&check).wrong(401).await;
}

async fn lists(hand: &Hand) {
    let caller = &hand.caller;
    let path = format!("{LETTERS}?resourceId=digdir-ordinaer-post&role=Recipient");
    caller.get(&path).token(&hand.letters).gives(401).await;
    let party = "urn:altinn:organization:identifier-no:312345676";
    let own = format!("{path}&onBehalfOf={party}");
    let list = caller.get(&own).token(&hand.letters).gives(200).await;
    assert!(list["ids"].is_array());
    let period = format!("{own}&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z");
    caller.get(&period).token(&hand.letters).gives(400).await;
    caller.get(&own).token(&hand.kari_bare).gives(403).await;
    caller.get(&own).wrong(401).await;
    let reminders = format!("{REMINDERS}?languageCode=nb");
    caller.get(&reminders).token(&hand.letters).gives(404).await;
    caller.get(&reminders).wrong(401).await;
}
