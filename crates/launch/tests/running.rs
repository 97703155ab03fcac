//! The running app as hosts see it, on the real app and the real sandbox.

use std::sync::Arc;
use std::time::Duration;

use fullmakt_app::surface::table::Event;
use fullmakt_launch::browser::Browser;
use fullmakt_launch::running::Start;
use fullmakt_launch::{Flags, Place, Running, Screen, Trace};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::broadcast::Receiver;
use url::Url;

/// Longest that anything here may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Blank;

impl Screen for Blank {
    fn open(&self, _: &Browser, _: &Url) -> Result<(), String> {
        Err("there is no browser in this test".to_owned())
    }
    fn focus(&self) {}
    fn place(&self, _: &Place) {}
}

struct Trial {
    running: Running,
    data: TempDir,
}

fn begin(place: Place, link: Option<&str>) -> Trial {
    begin_in(tempfile::tempdir().expect("a folder"), place, link)
}

fn begin_in(data: TempDir, place: Place, link: Option<&str>) -> Trial {
    let flags = Flags {
        place,
        data_dir: Some(data.path().to_owned()),
        memory_secrets: true,
        link: link.map(str::to_owned),
        ..Flags::default()
    };
    let start = Start {
        flags,
        browser: Browser::System,
        trace: Trace::begin(false),
        version: "0.0.0",
    };
    let running = Running::start(start, Arc::new(Blank));
    Trial { running, data }
}

async fn environment(running: &Running) -> Value {
    running
        .call("app_info", json!({}))
        .await
        .expect("the app is there")["environment"]["id"]
        .take()
}

async fn wait_for(events: &mut Receiver<Event>, wanted: impl Fn(&Event) -> bool) -> Event {
    let found = async {
        loop {
            let event = events.recv().await.expect("events go on");
            if wanted(&event) {
                return event;
            }
        }
    };
    tokio::time::timeout(PATIENCE, found)
        .await
        .expect("the event comes")
}

#[tokio::test]
async fn a_call_waits_until_the_app_is_there() {
    let trial = begin(Place::Sandbox, None);
    assert_eq!(environment(&trial.running).await, "sandbox");
    let control = trial
        .running
        .control()
        .await
        .expect("the sandbox has a control door");
    assert!(
        control.starts_with("http://127.0.0.1:") && control.ends_with("/_sandbox"),
        "{control}"
    );
    trial.running.close().await;
    let after = trial.running.call("app_info", json!({})).await;
    assert!(after.is_err(), "a closed app answers no more");
}

#[tokio::test]
async fn a_place_that_cannot_be_reached_is_the_answer_to_every_call() {
    let trial = begin(Place::File("no-such-file.toml".into()), None);
    let failure = trial
        .running
        .call("session", json!({}))
        .await
        .expect_err("there is no app");
    assert_eq!(
        serde_json::to_value(&failure).expect("JSON")["code"],
        "invalid_input",
        "{failure}"
    );
    assert_eq!(trial.running.control().await, None);
}

#[tokio::test]
async fn a_link_waits_for_someone_who_listens() {
    let trial = begin(Place::Sandbox, Some("http://altinn.example/?id=1"));
    let mut early = trial.running.changes();
    environment(&trial.running).await;
    assert!(
        early.is_empty(),
        "nothing becomes of the link before a page listens"
    );
    let mut page = trial.running.events();
    wait_for(&mut page, |event| {
        matches!(event, Event::LinkRefused { .. })
    })
    .await;
    wait_for(&mut early, |event| {
        matches!(event, Event::LinkRefused { .. })
    })
    .await;
    trial.running.link("ftp://x".to_owned());
    wait_for(&mut page, |event| {
        matches!(event, Event::LinkRefused { .. })
    })
    .await;
}

/// A second start gives its link to the first one, whose page may not be there yet.
#[tokio::test]
async fn links_that_come_while_the_app_does_wait_as_well() {
    let trial = begin(Place::Sandbox, None);
    let is_refused = |event: &Event| matches!(event, Event::LinkRefused { .. });
    let mut early = trial.running.changes();
    for link in ["http://altinn.example/?id=1", "ftp://x"] {
        trial.running.link(link.to_owned());
    }
    environment(&trial.running).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    while let Ok(event) = early.try_recv() {
        assert!(!is_refused(&event), "no page listens yet");
    }
    let mut page = trial.running.events();
    for _ in 0..2 {
        wait_for(&mut page, is_refused).await;
    }
}

async fn session(running: &Running) -> Value {
    let session = running.call("session", json!({})).await;
    session.expect("the session can always be read")["state"]["kind"].take()
}

/// A sandbox in which somebody signed in, ended and begun again on the same data.
async fn begun_again() -> Trial {
    let first = begin(Place::Sandbox, None);
    let kari = json!({ "persona": "kari", "stepUp": false, "moreScopes": false, "uiLocale": null });
    let begun = first.running.call("sign_in", kari).await;
    begun.expect("nobody else signs in");
    signed_in(&first.running).await;
    first.running.close().await;
    begin_in(first.data, Place::Sandbox, None)
}

async fn signed_in(running: &Running) {
    let mut events = running.changes();
    while session(running).await != "signed_in" {
        wait_for(&mut events, |event| matches!(event, Event::Changed { .. })).await;
    }
}

#[tokio::test]
async fn a_login_is_made_again_once_a_page_is_seen() {
    let again = begun_again().await;
    environment(&again.running).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(
        session(&again.running).await,
        "signed_out",
        "the first picture has the processor"
    );
    let _page = again.running.events();
    signed_in(&again.running).await;
    again.running.close().await;
}

#[tokio::test]
async fn a_page_that_never_listens_holds_nothing_up_for_good() {
    let again = begun_again().await;
    signed_in(&again.running).await;
    again.running.close().await;
}

#[tokio::test]
async fn another_environment_takes_the_place_of_the_first() {
    let trial = begin(Place::Sandbox, None);
    let mut events = trial.running.events();
    assert_eq!(environment(&trial.running).await, "sandbox");
    for (to, has_control) in [("tt02", false), ("sandbox", true)] {
        trial
            .running
            .call("switch_environment", json!({ "to": to }))
            .await
            .expect("taken up");
        wait_for(&mut events, |event| matches!(event, Event::Restart)).await;
        assert_eq!(environment(&trial.running).await, to);
        assert_eq!(trial.running.control().await.is_some(), has_control);
    }
    trial.running.close().await;
}

/// The page that is there when the environment changes starts over, and would forget what it was told.
#[tokio::test]
async fn a_link_that_comes_while_the_environment_changes_waits_for_the_next_page() {
    let trial = begin(Place::Sandbox, None);
    let is_refused = |event: &Event| matches!(event, Event::LinkRefused { .. });
    let mut before = trial.running.events();
    assert_eq!(environment(&trial.running).await, "sandbox");
    let switched = trial
        .running
        .call("switch_environment", json!({ "to": "tt02" }));
    switched.await.expect("taken up");
    wait_for(&mut before, |event| matches!(event, Event::Restart)).await;
    trial.running.link("ftp://x".to_owned());
    assert_eq!(environment(&trial.running).await, "tt02");
    while let Ok(event) = before.try_recv() {
        assert!(!is_refused(&event), "this page is about to go");
    }
    let mut after = trial.running.events();
    wait_for(&mut after, is_refused).await;
    // And the next one is taken up at once.
    trial.running.link("ftp://x".to_owned());
    wait_for(&mut after, is_refused).await;
    trial.running.close().await;
}
