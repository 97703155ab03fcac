//! Attacks on the port that waits for the browser.

use std::time::Duration;

use fullmakt_auth::{AuthError, AuthState, Login};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use url::Url;

use crate::world::{World, get, is_open, raw};

/// An attempt that waits, and the address of its real answer.
async fn waiting(world: &World) -> (u16, Url, JoinHandle<Result<Login, AuthError>>) {
    let attempt = world.begin().await;
    let back = world.way_back(attempt.link()).await;
    (
        back.port().expect("a port"),
        back,
        tokio::spawn(attempt.finish()),
    )
}

fn with(back: &Url, name: &str, value: Option<&str>) -> Url {
    let pairs: Vec<(String, String)> = back.query_pairs().into_owned().collect();
    let mut changed = back.clone();
    changed.query_pairs_mut().clear().extend_pairs(
        pairs
            .into_iter()
            .filter(|(n, _)| n != name)
            .chain(value.map(|value| (name.to_owned(), value.to_owned()))),
    );
    changed
}

#[tokio::test]
async fn nothing_but_the_real_answer_ends_the_wait() {
    let world = World::new().await;
    let (port, back, finish) = waiting(&world).await;
    let good = get(&back);
    let elsewhere =
        |host: &str| good.replace(&format!("Host: 127.0.0.1:{port}"), &format!("Host: {host}"));
    let attacks = [
        (
            "wrong state",
            get(&with(&back, "state", Some("guess"))),
            "400",
        ),
        ("empty state", get(&with(&back, "state", Some(""))), "400"),
        ("missing state", get(&with(&back, "state", None)), "400"),
        ("POST", good.replacen("GET", "POST", 1), "405"),
        ("OPTIONS", good.replacen("GET", "OPTIONS", 1), "405"),
        ("foreign Host", elsewhere("evil.example"), "400"),
        (
            "rebound Host",
            elsewhere(&format!("evil.example:{port}")),
            "400",
        ),
        ("localhost", elsewhere(&format!("localhost:{port}")), "400"),
        (
            "no Host",
            good.replace(&format!("Host: 127.0.0.1:{port}\r\n"), ""),
            "400",
        ),
        (
            "other path",
            good.replacen("/callback", "/callback/x", 1),
            "404",
        ),
        (
            "favicon",
            format!("GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"),
            "404",
        ),
        ("garbage", "\u{16}\u{3}\u{1}hello\r\n\r\n".to_owned(), "400"),
    ];
    for (name, bytes, status) in attacks {
        let answer = raw(port, bytes.as_bytes()).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{name}: {answer}"
        );
        assert!(
            !answer.to_lowercase().contains("access-control"),
            "{name}: no CORS"
        );
        assert!(
            !answer.contains("evil") && !answer.contains("guess"),
            "{name}: nothing is echoed"
        );
        assert!(!finish.is_finished(), "{name} ended the wait");
    }
    let answer = raw(port, good.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    for header in [
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "Content-Security-Policy: default-src 'none'",
    ] {
        assert!(answer.contains(header), "{header}");
    }
    assert!(!answer.contains("<script"));
    finish.await.expect("no panic").expect("signed in");
    assert_eq!(world.log.count("token"), 1);
    assert!(!is_open(port).await, "closed after success");
}

#[tokio::test]
async fn a_megabyte_of_query_is_turned_away() {
    let world = World::new().await;
    let (port, back, finish) = waiting(&world).await;
    let long = with(&back, "padding", Some(&"x".repeat(1024 * 1024)));
    let answer = raw(port, get(&long).as_bytes()).await;
    assert!(
        answer.starts_with("HTTP/1.1 431 "),
        "{}",
        &answer[..40.min(answer.len())]
    );
    raw(port, get(&back).as_bytes()).await;
    finish.await.expect("no panic").expect("signed in");
}

#[tokio::test]
async fn slow_clients_are_cut_off_and_do_not_keep_the_real_one_out() {
    let world = World::new().await;
    let (port, back, finish) = waiting(&world).await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(("127.0.0.1", port))
            .await
            .expect("somebody listens");
        let _ = stream.write_all(b"GET /callback?code=").await;
        slow.push(stream);
    }
    // The first of them was pushed out by the later ones.
    let mut first = slow.remove(0);
    let mut answer = Vec::new();
    let cut = tokio::time::timeout(Duration::from_secs(4), first.read_to_end(&mut answer)).await;
    assert!(cut.is_ok(), "the oldest is still served");
    let answer = raw(port, get(&back).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    finish.await.expect("no panic").expect("signed in");
}

#[tokio::test]
async fn a_client_that_says_nothing_is_told_off_after_five_seconds() {
    let world = World::new().await;
    let (port, back, finish) = waiting(&world).await;
    let mut stream = TcpStream::connect(("127.0.0.1", port))
        .await
        .expect("somebody listens");
    stream.write_all(b"GET /cal").await.expect("sent");
    let mut answer = String::new();
    tokio::time::timeout(Duration::from_secs(8), stream.read_to_string(&mut answer))
        .await
        .expect("cut off")
        .expect("read");
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(!finish.is_finished());
    raw(port, get(&back).as_bytes()).await;
    finish.await.expect("no panic").expect("signed in");
}

#[tokio::test]
async fn a_missing_or_foreign_issuer_ends_the_attempt_without_redeeming_the_code() {
    let issuer = |world: &World| world.provider.issuer();
    for foreign in [Some("https://idporten.no"), Some("slash"), None] {
        let world = World::new().await;
        let (port, back, finish) = waiting(&world).await;
        let slash = format!("{}/", issuer(&world));
        let value = foreign.map(|f| if f == "slash" { slash.as_str() } else { f });
        let answer = raw(port, get(&with(&back, "iss", value)).as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{foreign:?}: {answer}");
        let what = if value.is_some() {
            "iss"
        } else {
            "iss missing"
        };
        assert_eq!(
            finish.await.expect("no panic"),
            Err(AuthError::InvalidResponse(what))
        );
        assert_eq!(
            world.log.count("token"),
            0,
            "a code of unknown origin is sent nowhere"
        );
        assert_eq!(world.auth.state(), AuthState::SignedOut);
    }
}

#[tokio::test]
async fn a_provider_that_never_sends_its_issuer_is_taken_without() {
    let world = World::new().await;
    world.provider.switches().says_iss = false;
    world.provider.switches().callback_iss = None;
    world.sign_in().await;
}

#[tokio::test]
async fn two_answers_at_once_lead_to_one_login() {
    let world = World::new().await;
    let (port, back, finish) = waiting(&world).await;
    let good = get(&back);
    let (one, two) = tokio::join!(try_raw(port, &good), try_raw(port, &good));
    let successes = [&one, &two]
        .iter()
        .filter(|a| a.starts_with("HTTP/1.1 200 "))
        .count();
    assert_eq!(successes, 1, "{one}\n{two}");
    finish.await.expect("no panic").expect("signed in");
    assert_eq!(world.log.count("token"), 1);
    assert_eq!(try_raw(port, &good).await, "", "nobody listens any more");
}

/// Like `raw`, for a port that may be closed meanwhile.
async fn try_raw(port: u16, text: &str) -> String {
    let mut answer = Vec::new();
    if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await {
        let _ = stream.write_all(text.as_bytes()).await;
        let _ = stream.read_to_end(&mut answer).await;
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn dropping_an_attempt_closes_the_port() {
    let world = World::new().await;
    let attempt = world.begin().await;
    let port = world.way_back(attempt.link()).await.port().expect("a port");
    assert!(is_open(port).await);
    drop(attempt);
    assert!(!is_open(port).await);
}
