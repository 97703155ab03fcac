//! Dialogporten. Tests whose names begin with `line_` stand for the lines of the simulator checklist
//! (dialogporten reference 10).

mod access;
mod acts;
mod catalogues;
mod detail;
mod embeds;
mod faults;
mod generated;
mod graphql;
mod labels;
mod live;
mod owner;
mod paging;
mod parts;
mod search;

use serde_json::{Value, json};

use crate::support::{Answer, Running};

pub const SCOPE: &str = "digdir:dialogporten";
pub const BASE: &str = "/dialogporten/api/v1/enduser";
pub const FJORD_URN: &str = "urn:altinn:organization:identifier-no:312345676";

/// Kari, at level substantial.
pub async fn kari(running: &Running) -> String {
    running.id_porten_token("kari", SCOPE, "substantial").await
}

/// Kari, at level high.
pub async fn kari_high(running: &Running) -> String {
    running.id_porten_token("kari", SCOPE, "high").await
}

/// Id of the dialog with a tag.
pub async fn tagged(running: &Running, tag: &str) -> String {
    let row = running.in_state("dialogs", "tag", tag).await;
    row["id"].as_str().expect("an id").to_owned()
}

/// A dialog read by somebody.
pub async fn read(running: &Running, token: &str, id: &str) -> Value {
    get(running, token, id).await.json(200)
}

/// The answer to reading a dialog.
pub async fn get(running: &Running, token: &str, id: &str) -> Answer {
    running.get(&format!("{BASE}/dialogs/{id}"), token).await
}

/// A page of a search; the query is sent as it stands.
pub async fn search(running: &Running, token: &str, query: &str) -> Value {
    searched(running, token, query).await.json(200)
}

/// The answer to a search.
pub async fn searched(running: &Running, token: &str, query: &str) -> Answer {
    running.get(&format!("{BASE}/dialogs?{query}"), token).await
}

/// The row of one dialog in a list of everything of its party.
pub async fn row(running: &Running, token: &str, id: &str) -> Option<Value> {
    let page = search(running, token, &format!("party={FJORD_URN}&limit=1000")).await;
    let rows = page["items"].as_array().expect("a list");
    rows.iter().find(|row| row["id"] == id).cloned()
}

/// Ids of a page.
pub fn ids(page: &Value) -> Vec<String> {
    let rows = page["items"].as_array().expect("a list");
    rows.iter()
        .map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// Makes a dialog, and gives its id.
pub async fn make(running: &Running, body: Value) -> String {
    let made = running
        .control("POST", "service-owner/dialogs", &body)
        .await
        .json(201);
    made["id"].as_str().expect("an id").to_owned()
}

/// Changes a dialog.
pub async fn change(running: &Running, id: &str, body: Value) {
    running
        .control("PATCH", &format!("service-owner/dialogs/{id}"), &body)
        .await;
}

/// Moves the clock.
pub async fn wait(running: &Running, seconds: i64) {
    running
        .control("POST", "clock", &json!({ "advance_s": seconds }))
        .await;
}

/// Sets switches.
pub async fn switch(running: &Running, switches: Value) {
    running.control("PUT", "switches", &switches).await;
}

/// The lines of a problem document, by key; the document itself is checked.
#[track_caller]
pub fn lines(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let body = answer.json(status);
    assert_eq!(body["status"], status);
    assert!(
        body["type"]
            .as_str()
            .is_some_and(|kind| kind.starts_with("https://"))
    );
    assert!(
        body["traceId"]
            .as_str()
            .is_some_and(|id| id.starts_with("00-"))
    );
    let instance = body["instance"].as_str().expect("an instance");
    assert!(instance.starts_with("/api/v1/"), "{instance}");
    body["errors"].clone()
}
