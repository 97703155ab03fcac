//! The client against real sockets: what is sent, what is retried, what is counted, and which error is which.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fullmakt_domain::{Clock, Sensitive, SystemClock};
use fullmakt_net::{Call, CallMeter, CallRecord, Net, NetConfig, NetError};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use url::Url;
use wiremock::matchers::{any, body_json, body_string, header, method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// Keeps what it is told.
#[derive(Default)]
struct Records(Mutex<Vec<CallRecord>>);

impl CallMeter for Records {
    fn record(&self, call: CallRecord) {
        self.0.lock().expect("free").push(call);
    }
}

impl Records {
    fn statuses(&self) -> Vec<Option<u16>> {
        self.0
            .lock()
            .expect("free")
            .iter()
            .map(|call| call.status)
            .collect()
    }
}

fn net() -> (Net, Arc<Records>) {
    let records = Arc::new(Records::default());
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let meter = Arc::clone(&records) as Arc<dyn CallMeter>;
    let config = NetConfig {
        user_agent: "Fullmakt/test".to_owned(),
        clock,
        meter,
    };
    (Net::new(config).expect("made"), records)
}

fn url(server: &MockServer, rest: &str) -> Url {
    format!("{}{rest}", server.uri())
        .parse()
        .expect("an address")
}

/// Answers these statuses in turn, the last one for ever.
struct InTurn(&'static [u16], AtomicU32);

impl Respond for InTurn {
    fn respond(&self, _request: &Request) -> ResponseTemplate {
        let at = self.1.fetch_add(1, Ordering::SeqCst) as usize;
        ResponseTemplate::new(self.0[at.min(self.0.len() - 1)])
    }
}

async fn in_turn(statuses: &'static [u16]) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(InTurn(statuses, AtomicU32::new(0)))
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_call_is_sent_as_it_was_built() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/a"))
        .and(header("authorization", "Bearer abc"))
        .and(header("accept-language", "nn"))
        .and(header("accept", "application/json"))
        .and(header("x-extra", "1"))
        .and(header("user-agent", "Fullmakt/test"))
        .and(body_json(json!({"a": 1})))
        .respond_with(ResponseTemplate::new(201).set_body_json(json!({"b": 2})))
        .mount(&server)
        .await;
    let (net, records) = net();
    let token = Sensitive::new("abc".to_owned());
    let call = Call::post("kind", url(&server, "/a"))
        .bearer(&token)
        .language("nn")
        .header("x-extra", "1")
        .json(json!({"a": 1}));
    let answer = net.send(call).await.expect("answered");
    assert_eq!(answer.status, 201);
    assert_eq!(answer.json::<serde_json::Value>().expect("JSON")["b"], 2);
    let record = records.0.lock().expect("free").pop().expect("counted");
    assert_eq!((record.kind, record.status), ("kind", Some(201)));
    assert!(record.host.starts_with("127.0.0.1:"), "{}", record.host);
}

#[tokio::test]
async fn a_form_is_encoded() {
    let server = MockServer::start().await;
    Mock::given(header("content-type", "application/x-www-form-urlencoded"))
        .and(body_string("a=1+2&b=%C3%A5"))
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    let (net, _) = net();
    let call = Call::post("kind", url(&server, "/")).form([("a", "1 2"), ("b", "å")]);
    assert_eq!(net.send(call).await.expect("answered").status, 200);
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let elsewhere = MockServer::start().await;
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(302).insert_header("location", elsewhere.uri()))
        .mount(&server)
        .await;
    let (net, _) = net();
    let token = Sensitive::new("abc".to_owned());
    let answer = net
        .send(Call::get("kind", url(&server, "/")).bearer(&token))
        .await
        .expect("answered");
    assert_eq!(answer.status, 302);
    assert!(
        elsewhere
            .received_requests()
            .await
            .expect("recorded")
            .is_empty()
    );
}

#[tokio::test]
async fn reads_are_tried_again_and_every_attempt_is_counted() {
    let server = in_turn(&[503, 502, 200]).await;
    let (net, records) = net();
    let answer = net
        .send(Call::get("kind", url(&server, "/")))
        .await
        .expect("answered");
    assert_eq!(answer.status, 200);
    assert_eq!(records.statuses(), [Some(503), Some(502), Some(200)]);
}

#[tokio::test]
async fn after_three_attempts_the_answer_stands() {
    let server = in_turn(&[503]).await;
    let (net, records) = net();
    let answer = net
        .send(Call::get("kind", url(&server, "/")))
        .await
        .expect("answered");
    assert_eq!(answer.status, 503);
    assert_eq!(records.statuses().len(), 3);
}

#[tokio::test]
async fn writes_are_sent_once() {
    let server = in_turn(&[503, 200]).await;
    let (net, records) = net();
    let answer = net
        .send(Call::post("kind", url(&server, "/")))
        .await
        .expect("answered");
    assert_eq!(answer.status, 503);
    assert_eq!(records.statuses(), [Some(503)]);
    let answer = net
        .send(Call::get("kind", url(&server, "/")).idempotent(false))
        .await;
    assert_eq!(answer.expect("answered").status, 200);
}

#[tokio::test]
async fn a_long_retry_after_goes_to_the_caller() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(429).insert_header("retry-after", "120"))
        .expect(1)
        .mount(&server)
        .await;
    let (net, _) = net();
    let answer = net
        .send(Call::get("kind", url(&server, "/")))
        .await
        .expect("answered");
    assert_eq!((answer.status, answer.retry_after()), (429, Some(120)));
}

#[tokio::test]
async fn a_long_answer_is_cut_off_by_its_length_and_by_its_count() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 2_000]))
        .mount(&server)
        .await;
    let (net, records) = net();
    let call = |cap| Call::get("kind", url(&server, "/")).cap(cap);
    assert!(matches!(
        net.send(call(1_999)).await,
        Err(NetError::TooLarge)
    ));
    assert_eq!(net.send(call(2_000)).await.expect("fits").body.len(), 2_000);
    assert_eq!(
        records.statuses(),
        [Some(200), Some(200)],
        "an answer came, even if unusable"
    );

    // No length is announced here; the count must stop it.
    let (address, _served) = raw(
        1,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nxxxxx\r\n5\r\nxxxxx\r\n0\r\n\r\n",
    )
    .await;
    let outcome = net.send(Call::get("kind", address).cap(9)).await;
    assert!(matches!(outcome, Err(NetError::TooLarge)), "{outcome:?}");
}

/// Ten thousand times `x`, gzipped to 45 bytes.
const BOMB: &str =
    "1f8b0800000000000203edc1010d000000c2a0da8f6f0e37a0000000000000000000e0df00a3a4550d10270000";

#[tokio::test]
async fn the_cap_holds_for_what_comes_out_of_the_decompressor() {
    let bytes: Vec<u8> = (0..BOMB.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&BOMB[at..at + 2], 16).expect("hex"))
        .collect();
    let server = MockServer::start().await;
    Mock::given(header("accept-encoding", "gzip"))
        .respond_with(
            ResponseTemplate::new(200)
                .insert_header("content-encoding", "gzip")
                .set_body_bytes(bytes),
        )
        .mount(&server)
        .await;
    let (net, _) = net();
    let call = |cap| Call::get("kind", url(&server, "/")).cap(cap);
    assert_eq!(
        net.send(call(10_000)).await.expect("fits").body,
        vec![b'x'; 10_000]
    );
    assert!(matches!(
        net.send(call(9_999)).await,
        Err(NetError::TooLarge)
    ));
}

/// A server that answers `count` connections with these bytes and closes each; counts how many came.
async fn raw(count: usize, bytes: &'static [u8]) -> (Url, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bound");
    let port = listener.local_addr().expect("bound").port();
    let served = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&served);
    tokio::spawn(async move {
        for _ in 0..count {
            let Ok((mut stream, _)) = listener.accept().await else {
                return;
            };
            counter.fetch_add(1, Ordering::SeqCst);
            let mut head = [0u8; 4096];
            let _ = stream.read(&mut head).await;
            let _ = stream.write_all(bytes).await;
            let _ = stream.shutdown().await;
        }
    });
    (
        format!("http://127.0.0.1:{port}/")
            .parse()
            .expect("an address"),
        served,
    )
}

#[tokio::test]
async fn a_cut_connection_is_said_to_be_one_and_a_read_is_tried_again() {
    let (address, served) = raw(3, b"").await;
    let (net, records) = net();
    let outcome = net.send(Call::get("kind", address)).await;
    assert!(
        matches!(outcome, Err(NetError::Cut { sent: true })),
        "{outcome:?}"
    );
    assert_eq!(served.load(Ordering::SeqCst), 3);
    assert_eq!(records.statuses(), [None, None, None]);
}

#[tokio::test]
async fn a_cut_write_may_have_arrived_and_is_not_repeated() {
    for bytes in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
    ] {
        let (address, served) = raw(3, bytes).await;
        let (net, _) = net();
        let outcome = net.send(Call::post("kind", address).json(json!({}))).await;
        assert!(
            matches!(outcome, Err(NetError::Cut { sent: true })),
            "{outcome:?}"
        );
        assert!(outcome.expect_err("cut").may_have_arrived());
        assert_eq!(served.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn nobody_listening_is_offline_and_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bound");
    let port = listener.local_addr().expect("bound").port();
    drop(listener);
    let (net, records) = net();
    let address = format!("http://127.0.0.1:{port}/")
        .parse()
        .expect("an address");
    let outcome = net.send(Call::get("kind", address)).await;
    assert!(matches!(outcome, Err(NetError::Offline)), "{outcome:?}");
    assert_eq!(records.statuses(), [None], "offline is not tried again");
}

#[tokio::test]
async fn silence_is_a_timeout_after_which_the_outcome_is_unknown() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_delay(Duration::from_secs(30)))
        .mount(&server)
        .await;
    let (net, _) = net();
    let call = Call::post("kind", url(&server, "/")).timeout(Duration::from_millis(200));
    let outcome = net.send(call).await;
    assert!(
        matches!(outcome, Err(NetError::Timeout { sent: true })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn tls_trouble_is_told_apart() {
    // Something that speaks no TLS behind an https address.
    let (address, _served) = raw(1, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    let secure = address
        .as_str()
        .replace("http://", "https://")
        .parse()
        .expect("an address");
    let (net, _) = net();
    let outcome = net.send(Call::get("kind", secure)).await;
    assert!(matches!(outcome, Err(NetError::Tls(_))), "{outcome:?}");
}

#[tokio::test]
async fn plain_http_elsewhere_is_never_tried() {
    let (net, records) = net();
    for address in [
        "http://platform.altinn.no/",
        "http://127.0.0.1.example/",
        "ftp://127.0.0.1/",
    ] {
        let outcome = net
            .send(Call::get("kind", address.parse().expect("an address")))
            .await;
        assert!(matches!(outcome, Err(NetError::NotHttps)), "{address}");
    }
    assert!(records.statuses().is_empty());
}

#[tokio::test]
async fn a_token_that_is_no_header_value_is_a_fault_of_ours_and_is_not_shown() {
    let server = in_turn(&[200]).await;
    let (net, _) = net();
    let token = Sensitive::new("secret\nsecond".to_owned());
    let outcome = net
        .send(Call::get("kind", url(&server, "/")).bearer(&token))
        .await;
    let error = outcome.expect_err("refused");
    assert!(matches!(error, NetError::Setup(_)) && !error.to_string().contains("secret"));
}
