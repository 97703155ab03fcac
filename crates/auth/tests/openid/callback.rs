//! Attacks on the port that waits, with a real answer to change.

use fullmakt_auth::{AuthError, AuthState};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::app::{World, request};
use crate::person::Visit;

/// Sends bytes as they are and reads what comes back; empty when nobody listens.
async fn raw(back: &Url, bytes: &[u8]) -> String {
    let mut answer = Vec::new();
    let port = back.port().expect("a port");
    if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await {
        let _ = stream.write_all(bytes).await;
        let _ = stream.read_to_end(&mut answer).await;
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// A `GET` as a browser sends it.
fn get(back: &Url) -> String {
    let port = back.port().expect("a port");
    let target = &back[url::Position::BeforePath..];
    format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n")
}

/// The address with one parameter changed, or taken away.
fn with(back: &Url, name: &str, value: Option<&str>) -> Url {
    let others: Vec<(String, String)> = back
        .query_pairs()
        .into_owned()
        .filter(|(n, _)| n != name)
        .collect();
    let mut changed = back.clone();
    changed
        .query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .extend_pairs(value.map(|value| (name, value)));
    changed
}

#[tokio::test]
async fn the_answer_carries_code_state_and_issuer() {
    let mut world = World::new();
    let (back, _finish) = world.waiting(request(), Visit::default()).await;
    let mut names: Vec<String> = back.query_pairs().map(|(n, _)| n.into_owned()).collect();
    names.sort();
    assert_eq!(names, ["code", "iss", "state"]);
    assert_eq!(
        (back.host_str(), back.path()),
        (Some("127.0.0.1"), "/callback")
    );
}

#[tokio::test]
async fn nothing_but_the_real_answer_ends_the_wait() {
    let mut world = World::new();
    let (back, finish) = world.waiting(request(), Visit::default()).await;
    let good = get(&back);
    let host = format!("Host: 127.0.0.1:{}", back.port().expect("a port"));
    let megabyte = "x".repeat(1024 * 1024);
    let attacks = [
        (
            "wrong state",
            get(&with(&back, "state", Some("guess"))),
            "400",
        ),
        ("no state", get(&with(&back, "state", None)), "400"),
        ("POST", good.replacen("GET", "POST", 1), "405"),
        (
            "another Host",
            good.replace(&host, "Host: evil.example"),
            "400",
        ),
        ("a megabyte", get(&with(&back, "x", Some(&megabyte))), "431"),
    ];
    // Meanwhile somebody is slow.
    let port = back.port().expect("a port");
    let mut slow = TcpStream::connect(("127.0.0.1", port)).await.expect("open");
    slow.write_all(b"GET /callback?co").await.expect("sent");
    for (name, bytes, status) in attacks {
        let answer = raw(&back, bytes.as_bytes()).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{name}: {answer}"
        );
        assert!(!finish.is_finished(), "{name} ended the wait");
    }
    let answer = raw(&back, good.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    finish.await.expect("no panic").expect("signed in");
    assert_eq!(raw(&back, good.as_bytes()).await, "", "a second answer");
    assert_eq!(world.provider.grants("authorization_code").await, 1);
}

#[tokio::test]
async fn a_missing_or_foreign_issuer_ends_the_attempt_and_the_code_goes_nowhere() {
    let mut world = World::new();
    let slash = format!("{}/", world.provider.issuer);
    for (issuer, what) in [
        (Some("https://idporten.no"), "iss"),
        (Some(slash.as_str()), "iss"),
        (None, "iss missing"),
    ] {
        let (back, finish) = world.waiting(request(), Visit::default()).await;
        raw(&back, get(&with(&back, "iss", issuer)).as_bytes()).await;
        assert_eq!(
            finish.await.expect("no panic"),
            Err(AuthError::InvalidResponse(what)),
            "{issuer:?}"
        );
    }
    assert_eq!(world.provider.asked("token").await.len(), 0);
    assert_eq!(world.auth.state(), AuthState::SignedOut);
}

#[tokio::test]
async fn a_code_of_another_attempt_is_no_login() {
    let mut world = World::new();
    let (other, given_up) = world.waiting(request(), Visit::default()).await;
    given_up.abort();
    let _ = given_up.await;
    let stolen = other.query_pairs().find(|(name, _)| name == "code");
    let stolen = stolen.expect("a code").1.into_owned();
    let (back, finish) = world.waiting(request(), Visit::default()).await;
    raw(&back, get(&with(&back, "code", Some(&stolen))).as_bytes()).await;
    // The provider holds the code against the verifier and the port of the attempt that it was given to.
    assert_eq!(
        finish.await.expect("no panic"),
        Err(AuthError::InvalidResponse("code"))
    );
    assert_eq!(
        world.provider.asked("token").await[0]["error"],
        "invalid_grant"
    );
    assert_eq!(world.auth.state(), AuthState::SignedOut);
}
