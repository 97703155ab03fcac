//! Live events.

use std::time::Duration;

use futures::StreamExt;
use serde_json::{Value, json};

use super::{change, kari, make, read, wait};
use crate::support::Running;

const STREAM: &str = "/dialogporten/graphql/stream";

fn subscription(id: &str) -> Value {
    json!({ "query": format!("subscription {{ dialogEvents(dialogId: \"{id}\") {{ id type }} }}") })
}

/// Reads events until one that is not a comment has come.
async fn next(
    response: &mut (impl StreamExt<Item = Result<Vec<u8>, reqwest::Error>> + Unpin),
) -> String {
    let mut text = String::new();
    loop {
        let piece = tokio::time::timeout(Duration::from_secs(20), response.next())
            .await
            .expect("in time")
            .expect("more")
            .expect("bytes");
        text.push_str(&String::from_utf8_lossy(&piece));
        if text.contains("event:") && text.ends_with("\n\n") {
            return text;
        }
    }
}

#[tokio::test]
async fn line_15_events_come_when_the_dialog_changes_and_outlive_the_token() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Åpen" })).await;
    let other = make(&running, json!({ "title": "En annen" })).await;
    let dialog = read(&running, &kari, &id).await;
    let token = dialog["dialogToken"].as_str().expect("a token");
    let response = running.streamed(STREAM, token, &subscription(&id)).await;
    assert_eq!(response.status(), 200);
    let kind = response.headers()["content-type"]
        .to_str()
        .expect("text")
        .to_owned();
    assert_eq!(kind, "text/event-stream");
    let mut events = Box::pin(
        response
            .bytes_stream()
            .map(|piece| piece.map(|bytes| bytes.to_vec())),
    );
    wait(&running, 3600).await;
    change(&running, &other, json!({ "title": "Ikke denne" })).await;
    // Labels are not the dialog's own.
    let fresh = super::kari(&running).await;
    let labels = format!("{}/dialogs/{id}/context/systemlabels", super::BASE);
    let archive = json!({ "addLabels": ["Archive"] });
    let filed = running.call("PUT", &labels, Some(&fresh), Some(&archive));
    filed.await.bare(204);
    change(&running, &id, json!({ "title": "Denne" })).await;
    let told = next(&mut events).await;
    let expected = format!(
        "event: next\ndata: {{\"data\":{{\"dialogEvents\":{{\"id\":\"{id}\",\"type\":\"DIALOG_UPDATED\"}}}}}}\n\n"
    );
    assert_eq!(told, expected, "once, and for the right dialog");
    read(&running, &fresh, &id).await;
    assert!(
        next(&mut events).await.contains("DIALOG_UPDATED"),
        "somebody read it"
    );
    change(&running, &id, json!({ "title": "Stille", "silent": true })).await;
    assert!(
        next(&mut events).await.contains("DIALOG_UPDATED"),
        "silent is about times and labels"
    );
    running
        .control(
            "DELETE",
            &format!("service-owner/dialogs/{id}"),
            &Value::Null,
        )
        .await;
    assert!(next(&mut events).await.contains("DIALOG_DELETED"));
}

#[tokio::test]
async fn line_15_the_id_must_stand_in_the_text_of_the_first_definition() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Åpen" })).await;
    let dialog = read(&running, &kari, &id).await;
    let token = dialog["dialogToken"].as_str().expect("a token").to_owned();
    let by_variable = json!({
        "query": "subscription($id: UUID!) { dialogEvents(dialogId: $id) { id } }",
        "variables": { "id": id },
    });
    let second = json!({
        "query": format!(
            "fragment f on DialogEventPayload {{ id }} \
             subscription {{ dialogEvents(dialogId: \"{id}\") {{ ...f }} }}"
        ),
    });
    let other = subscription("01913cd5-784f-7d3b-abef-4c77b1f0972d");
    for body in [by_variable, second, other, json!({ "query": "{ limits }" })] {
        let response = running.streamed(STREAM, &token, &body).await;
        let text = response.text().await.expect("an end");
        assert!(
            text.contains("\"errors\"") && text.contains("event: complete"),
            "{text}"
        );
    }
    for bad in [kari.as_str(), "rubbish"] {
        assert_eq!(
            running
                .streamed(STREAM, bad, &subscription(&id))
                .await
                .status(),
            401
        );
    }
    wait(&running, 601).await;
    let late = running.streamed(STREAM, &token, &subscription(&id)).await;
    assert_eq!(late.status(), 401, "checked when connecting");
}
