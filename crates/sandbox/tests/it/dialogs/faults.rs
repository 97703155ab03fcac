//! Faults and counters on the new paths.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{BASE, FJORD_URN, kari, lines, make, search, searched, switch};
use crate::support::Running;

async fn faults(running: &Running, faults: serde_json::Value) {
    running.control("PUT", "faults", &faults).await;
}

#[tokio::test]
async fn line_16_statuses_headers_bodies_delays_and_cuts_can_be_put_in() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let path = format!("{BASE}/dialogs");
    let query = format!("party={FJORD_URN}");
    faults(
        &running,
        json!([
            { "path": path, "status": 429, "headers": { "Retry-After": "7" }, "times": 1 },
            { "path": path, "status": 503, "body": "Service Unavailable", "times": 1,
              "headers": { "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT" } },
            { "path": path, "status": 502, "times": 1 },
            { "path": path, "delay_ms": 200, "times": 1 },
            { "path": path, "body": { "items": [{ "id": 7, "colour": "red" }] }, "times": 1 },
        ]),
    )
    .await;
    let busy = searched(&running, &kari, &query).await;
    assert_eq!((busy.status, busy.header("retry-after")), (429, "7"));
    let closed = searched(&running, &kari, &query).await;
    assert_eq!(
        (closed.status, closed.text.as_str()),
        (503, "Service Unavailable")
    );
    assert!(closed.header("content-type").starts_with("text/plain"));
    assert_eq!(searched(&running, &kari, &query).await.status, 502);
    let started = Instant::now();
    search(&running, &kari, &query).await;
    assert!(started.elapsed() >= Duration::from_millis(200));
    assert_eq!(
        search(&running, &kari, &query).await["items"][0]["colour"],
        "red"
    );
    faults(
        &running,
        json!([{ "path": path, "cut": "inside", "times": 1 }]),
    )
    .await;
    let cut = running
        .try_call("GET", &format!("{path}?{query}"), Some(&kari), None)
        .await;
    assert!(cut.is_err());
    search(&running, &kari, &query).await;
}

#[tokio::test]
async fn line_16_a_search_can_be_too_broad() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    switch(&running, json!({ "searchTooBroad": true })).await;
    let query = format!("party={FJORD_URN}&search=brev");
    let errors = lines(&searched(&running, &kari, &query).await, 422);
    assert!(errors["Search"][0].is_string());
    search(
        &running,
        &kari,
        &format!("{query}&contentUpdatedAfter=2026-01-01T00:00:00Z"),
    )
    .await;
    search(&running, &kari, &format!("party={FJORD_URN}")).await;
}

#[tokio::test]
async fn line_18_calls_are_counted_by_client_and_path_on_both_origins() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    running.control("DELETE", "counters", &json!(null)).await;
    for _ in 0..3 {
        search(&running, &kari, &format!("party={FJORD_URN}")).await;
    }
    let id = make(&running, json!({ "title": "Telles" })).await;
    super::read(&running, &kari, &id).await;
    let owner = format!("{}/service-owner/dialogs/{id}", running.service_owner());
    running.send("GET", &owner, &[], None).await;
    let counters = running.open("/_sandbox/counters").await.json(200);
    let count = |path: &str| -> (String, u64) {
        let line = counters
            .as_array()
            .into_iter()
            .flatten()
            .find(|line| line["path"] == path)
            .unwrap_or_else(|| panic!("no {path}"));
        (
            line["client_id"].as_str().expect("a client").to_owned(),
            line["count"].as_u64().expect("a number"),
        )
    };
    assert_eq!(
        count(&format!("{BASE}/dialogs")),
        ("fullmakt".to_owned(), 3)
    );
    assert_eq!(
        count(&format!("{BASE}/dialogs/{id}")),
        ("fullmakt".to_owned(), 1)
    );
    assert_eq!(
        count(&format!("/service-owner/dialogs/{id}")),
        (String::new(), 1)
    );
}
