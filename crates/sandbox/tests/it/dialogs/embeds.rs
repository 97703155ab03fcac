//! Content and files of the service owner, on its own origin.

use serde_json::Value;

use super::{kari, read, tagged, wait};
use crate::support::{Answer, Running};

/// A dialog's token and the address of its content.
async fn opened(running: &Running, tag: &str) -> (String, String) {
    let kari = kari(running).await;
    let dialog = read(running, &kari, &tagged(running, tag).await).await;
    let value = &dialog["content"]["mainContentReference"]["value"];
    let texts = value.as_array().expect("texts");
    let nb = texts
        .iter()
        .find(|text| text["languageCode"] == "nb")
        .unwrap_or(&texts[0]);
    (
        dialog["dialogToken"].as_str().expect("a token").to_owned(),
        nb["value"].as_str().expect("an address").to_owned(),
    )
}

async fn fetch(running: &Running, url: &str, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    running
        .send("GET", url, &[("authorization", &bearer)], None)
        .await
}

async fn calls(running: &Running) -> Vec<Value> {
    let calls = running
        .open("/_sandbox/service-owner/calls")
        .await
        .json(200);
    calls.as_array().expect("a list").clone()
}

#[tokio::test]
async fn line_17_content_is_on_another_origin_and_asks_for_the_dialogs_own_token() {
    let running = Running::start().await;
    let (token, url) = opened(&running, "plain").await;
    assert!(url.starts_with(running.service_owner()));
    assert_ne!(running.service_owner(), running.base());
    let content = fetch(&running, &url, &token).await;
    assert_eq!(
        content.header("content-type"),
        "text/markdown; charset=utf-8"
    );
    assert!(content.text.starts_with("# Et brev"));
    let kari = kari(&running).await;
    running.send("GET", &url, &[], None).await.bare(401);
    fetch(&running, &url, &kari).await.bare(401);
    fetch(&running, &url, &format!("{token}x")).await.bare(401);
    let (other, _) = opened(&running, "embed-plain").await;
    assert_eq!(fetch(&running, &url, &other).await.status, 403);
    let kinds: Vec<String> = calls(&running)
        .await
        .iter()
        .map(|call| call["token"].as_str().expect("a kind").to_owned())
        .collect();
    assert_eq!(kinds, ["dialog", "none", "other", "other", "dialog"]);
    wait(&running, 600).await;
    fetch(&running, &url, &token).await.bare(401);
}

#[tokio::test]
async fn line_17_kinds_sizes_and_ways_of_serving() {
    let running = Running::start().await;
    let (token, url) = opened(&running, "embed-plain").await;
    let plain = fetch(&running, &url, &token).await;
    assert!(plain.header("content-type").starts_with("text/plain"));
    let (token, url) = opened(&running, "embed-html").await;
    assert!(fetch(&running, &url, &token).await.text.starts_with("<p>"));
    let (token, url) = opened(&running, "embed-too-large").await;
    assert!(fetch(&running, &url, &token).await.text.len() > 101 * 1024);
    let (token, url) = opened(&running, "embed-empty").await;
    fetch(&running, &url, &token).await.bare(204);
    let (token, url) = opened(&running, "embed-refused").await;
    let refused = fetch(&running, &url, &token).await;
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.status, 403);
    let (token, url) = opened(&running, "hostile").await;
    let hostile = fetch(&running, &url, &token).await.text;
    for part in [
        "<script>",
        "javascript:",
        "data:text/html",
        "onerror",
        "\u{202e}",
        "<iframe",
    ] {
        assert!(hostile.contains(part), "{part}");
    }
}

#[tokio::test]
async fn line_17_a_move_to_another_host_is_one() {
    let running = Running::start().await;
    let (token, url) = opened(&running, "embed-moved").await;
    let moved = fetch(&running, &url, &token).await;
    assert_eq!(moved.status, 302);
    let target = moved.header("location").to_owned();
    assert!(target.starts_with('/'), "on the same host: {target}");
    let there = fetch(
        &running,
        &format!("{}{target}", running.service_owner()),
        &token,
    )
    .await;
    assert_eq!(there.status, 200);
    let (token, url) = opened(&running, "embed-elsewhere").await;
    let moved = fetch(&running, &url, &token).await;
    let target = moved.header("location").to_owned();
    assert!(target.starts_with("http://localhost:"), "{target}");
    running
        .control("DELETE", "service-owner/calls", &Value::Null)
        .await;
    let there = running.send("GET", &target, &[], None).await;
    assert_eq!(there.status, 200);
    let calls = calls(&running).await;
    assert_eq!(calls[0]["token"], "none");
    assert!(
        calls[0]["host"]
            .as_str()
            .is_some_and(|host| host.starts_with("localhost:"))
    );
}

#[tokio::test]
async fn line_17_files_come_with_the_token_and_a_login_without() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let dialog = read(&running, &kari, &tagged(&running, "plain").await).await;
    let token = dialog["dialogToken"].as_str().expect("a token");
    for (at, kind, start) in [
        (0, "application/pdf", "%PDF-1.4"),
        (1, "text/plain", "Notat"),
        (2, "image/png", "\u{fffd}PNG"),
    ] {
        let url = dialog["attachments"][at]["urls"][0]["url"]
            .as_str()
            .expect("an address");
        let file = fetch(&running, url, token).await;
        assert_eq!((file.status, file.header("content-type")), (200, kind));
        assert!(file.text.starts_with(start), "{kind}");
        let open = running.send("GET", url, &[], None).await;
        assert_eq!(open.status, 302);
        assert!(open.header("location").starts_with("/service-owner/login"));
    }
    let url = dialog["attachments"][0]["urls"][0]["url"]
        .as_str()
        .expect("an address");
    let expired = url.replace("brev.pdf", "gammelt.pdf");
    fetch(&running, &expired, token).await.bare(410);
    let unknown = url.replace("brev.pdf", "annet.pdf");
    fetch(&running, &unknown, token).await.bare(404);
}

#[tokio::test]
async fn line_17_transmissions_have_content_of_their_own() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let dialog = read(&running, &kari, &tagged(&running, "threads").await).await;
    let token = dialog["dialogToken"].as_str().expect("a token");
    let first = &dialog["transmissions"][0];
    let reference = &first["content"]["contentReference"]["value"][0];
    let content = fetch(
        &running,
        reference["value"].as_str().expect("an address"),
        token,
    )
    .await;
    assert_eq!(content.status, 200);
    assert!(content.text.starts_with("## "), "{}", content.text);
}

#[tokio::test]
async fn the_service_owners_answers_are_dated_by_the_clock_that_tests_move() {
    let running = Running::start().await;
    wait(&running, 30 * 24 * 3600).await;
    let url = format!("{}/service-owner/login", running.service_owner());
    let answer = running.send("GET", &url, &[], None).await;
    let dated = jiff::fmt::rfc2822::parse(answer.header("date")).expect("a date");
    let now = running.state().await["now"].as_str().map(str::to_owned);
    let now: jiff::Timestamp = now.expect("a time").parse().expect("a time");
    let apart = now.duration_since(dated.timestamp()).abs();
    assert!(apart < jiff::SignedDuration::from_mins(1), "{apart}");
}
