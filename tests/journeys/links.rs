//! Pasted texts that are no use: each ends in its own sentence, and no call is made where the text decides.

use fullmakt_app::surface::approvals::{AddLink, QueueQuery, QueueState, RequestRef};
use fullmakt_app::surface::common::{ErrorCode, Failure};
use fullmakt_app::surface::session::SignIn;
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_tests::{Harness, Options};

const PATH: &str = "accessmanagement/ui/systemuser/request";
const ID: &str = "id=9c7f0a52-3b1e-4a0f-8f4e-2f6b8a1d7c55";

/// Every text with the case it must end in.
fn texts(base: &str) -> Vec<(String, ErrorCode)> {
    use ErrorCode as E;
    let good = format!("{base}/{PATH}?{ID}&DONTCHOOSEREPORTEE=true");
    let host = base.trim_start_matches("http://");
    let cases = [
        (String::new(), E::LinkEmpty),
        (" \r\n\t ".to_owned(), E::LinkEmpty),
        (format!("{good} {}", "a".repeat(1 << 20)), E::LinkTooLong),
        ("Kan du godkjenne oss i Altinn?".to_owned(), E::LinkNotALink),
        (
            format!("{good} {base}/{PATH}?id={}", uuid::Uuid::nil()),
            E::LinkSeveral,
        ),
        (
            format!("http://am.ui.altinn.no/{PATH}?{ID}"),
            E::LinkNotHttps,
        ),
        (format!("ftp://{host}/{PATH}?{ID}"), E::LinkNotHttps),
        ("javascript:alert(1)".to_owned(), E::LinkNotHttps),
        (format!("am.ui.altinn.no/{PATH}?{ID}"), E::LinkNotHttps),
        (
            format!("http://kari:x@{host}/{PATH}?{ID}"),
            E::LinkCredentials,
        ),
        (format!("http://127.0.0.1:1/{PATH}?{ID}"), E::LinkPort),
        (
            format!("https://altinn.example/{PATH}?{ID}"),
            E::LinkLookalikeHost,
        ),
        (
            format!("https://vendor.example/{PATH}?{ID}"),
            E::LinkForeignHost,
        ),
        (
            format!("https://am.ui.altinn.no.vendor.example/{PATH}?{ID}"),
            E::LinkLookalikeHost,
        ),
        (
            format!("https://am.ui.a1tinn.no/{PATH}?{ID}"),
            E::LinkLookalikeHost,
        ),
        (
            format!("https://am.ui.altinn.no@vendor.example/{PATH}?{ID}"),
            E::LinkLookalikeHost,
        ),
        (
            format!("{base}/accessmanagement/ui/users?{ID}"),
            E::LinkWrongPath,
        ),
        (format!("{base}/{PATH}/approve?{ID}"), E::LinkWrongPath),
        (format!("{base}/{PATH}"), E::LinkNoId),
        (format!("{base}/{PATH}?{ID}&{ID}"), E::LinkTwoIds),
        (format!("{base}/{PATH}?id=42"), E::LinkBadId),
        (
            format!("https://am.ui.tt02.altinn.no/{PATH}?{ID}"),
            E::LinkOtherEnvironment,
        ),
        (
            format!("https://am.ui.altinn.no/{PATH}?{ID}"),
            E::LinkOtherEnvironment,
        ),
        (
            format!("https://af.altinn.no/inbox?{ID}"),
            E::LinkKindUnsupported,
        ),
    ];
    cases.into()
}

/// Where the text alone decides, nothing is called, stored or shown, whether somebody is signed in or not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bad_text_ends_in_its_own_case_without_a_call() {
    let stage = Harness::new(Options::default()).await;
    let texts = texts(stage.control.base());
    let before = stage.control.counters().await;
    for (text, case) in &texts {
        assert_eq!(refused(&stage, text).await.code, *case, "{:.90}", text);
    }
    assert_eq!(stage.control.counters().await, before, "no call was made");

    stage.sign_in("kari").await;
    let rows = keys(&stage).await;
    let reads = stage.control.count("GET", "/systemuser/request/").await;
    for (text, case) in &texts {
        assert_eq!(refused(&stage, text).await.code, *case, "{:.90}", text);
    }
    assert_eq!(
        stage.control.count("GET", "/systemuser/request/").await,
        reads,
        "no request was read"
    );
    assert_eq!(keys(&stage).await, rows, "nothing came into the queue");
    assert!(stage.browser.opened().is_empty());
}

/// The sentence names the host that was pasted and the one it imitates.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lookalike_is_named_with_what_it_imitates() {
    let stage = Harness::new(Options::default()).await;
    let failure = refused(&stage, &format!("https://am.ui.a1tinn.no/{PATH}?{ID}")).await;
    assert_eq!(failure.context["host"], "am.ui.a1tinn.no");
    assert_eq!(failure.context["meant"], "am.ui.altinn.no");
    let failure = refused(&stage, &format!("https://am.ui.tt02.altinn.no/{PATH}?{ID}")).await;
    assert_eq!(failure.context["environment"], "tt02");
}

/// A link handed over from outside is refused by an event, with the same case.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bad_link_from_outside_is_refused_by_an_event() {
    let stage = Harness::new(Options::default()).await;
    let mut events = stage.app.subscribe();
    stage.app.handle_link("fullmakt://open?url=nonsense").await;
    let failure = Harness::wait_event(&mut events, 5, |event| match event {
        Event::LinkRefused { failure, .. } => Some(failure.clone()),
        _ => None,
    })
    .await;
    assert_eq!(failure.code, ErrorCode::LinkNotALink);
}

/// A link from the command line needs the organisations and no more: it does not wait for all that is read besides.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_from_before_the_login_waits_for_nobody() {
    let stage = Harness::new(Options::default()).await;
    let seeded = stage.control.request("approvable").await;
    let link = seeded["confirmUrl"].as_str().expect("a link");
    stage.app.handle_link(link).await;
    let slow = serde_json::json!([
        { "path": "/authentication/api/v1/systemuser/*", "method": "GET", "delay_ms": 20_000 },
    ]);
    stage.control.faults(slow).await;
    let mut events = stage.app.subscribe();
    let login = SignIn {
        persona: Some("kari".to_owned()),
        ..SignIn::default()
    };
    stage.app.sign_in(login).await.expect("the login starts");
    let key = Harness::wait_event(&mut events, 15, |event| match event {
        Event::LinkArrived { key } => Some(key.clone()),
        _ => None,
    })
    .await;
    assert_eq!(seeded["id"], key);
}

/// Well formed, but nobody's, someone else's or withdrawn: the queue says so, and the row can be taken away.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_is_not_there_says_so() {
    for portal_scope in [false, true] {
        let options = Options {
            portal_scope,
            ..Options::default()
        };
        let stage = Harness::signed_in("kari", options).await;
        // With the portal scope Altinn itself says whose it is not; without it, nobody whom we may ask has it.
        let (case, state) = if portal_scope {
            (ErrorCode::NotAccessManager, QueueState::NotRead)
        } else {
            (ErrorCode::RequestNotFound, QueueState::NotFound)
        };
        let gone = (ErrorCode::RequestNotFound, QueueState::NotFound);
        for (tag, (case, state)) in [("other-organisation", (case, state)), ("withdrawn", gone)] {
            let key = stage.paste(tag).await;
            let failure = stage.look_at(&key).await.expect_err("it is not there");
            assert_eq!(failure.code, case, "{tag}");
            let row = stage.row(&key).await;
            assert_eq!(row.state, state, "{tag}");
            if state == QueueState::NotRead {
                assert_eq!(row.failure.map(|f| f.code), Some(case), "{tag}");
            }
            let gone = stage.app.dismiss(RequestRef { key: key.clone() }).await;
            gone.expect("a row can be taken away");
            assert!(!keys(&stage).await.contains(&key), "{tag}");
        }
        let text = format!("{}/{PATH}?{ID}", stage.control.base());
        let added = stage.app.add_link(AddLink { text }).await;
        let key = added.expect("the text is a link").key;
        let failure = stage.look_at(&key).await.expect_err("nobody has it");
        assert_eq!(failure.code, ErrorCode::RequestNotFound);
    }
}

/// A decided request shows what became of it, and offers nothing to decide.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decided_request_says_how_it_was_decided() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let accepted = stage.pasted_review("accepted").await;
    assert_eq!(accepted.state, QueueState::Approved { receipt: None });
    let rejected = stage.pasted_review("rejected").await;
    assert_eq!(rejected.state, QueueState::Rejected { receipt: None });
    for review in [accepted, rejected] {
        let failure = stage.approve(&review).await.expect_err("it is decided");
        assert_eq!(failure.code, ErrorCode::RequestAlreadyDecided);
    }
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
}

async fn refused(stage: &Harness, text: &str) -> Failure {
    let text = text.to_owned();
    let answer = stage.app.add_link(AddLink { text }).await;
    answer.expect_err("the text is no link of ours")
}

async fn keys(stage: &Harness) -> Vec<String> {
    let queue = stage.app.queue(QueueQuery::default()).await;
    let rows = queue.expect("the queue can be read").rows;
    rows.into_iter().map(|row| row.key).collect()
}
