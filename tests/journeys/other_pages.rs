//! Links to other pages at Altinn: recognised, explained, opened in the browser; no call is made.

use fullmakt_app::surface::approvals::AddLink;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::organisations::{AltinnPage, PaletteQuery, Recognised};
use fullmakt_app::surface::system_users::{OpenExternal, OpenTarget};
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_tests::{Harness, Options};

/// Path of requests.
const REQUESTS: &str = "/systemuser/request/";
const ID: &str = "9c7f0a52-3b1e-4a0f-8f4e-2f6b8a1d7c55";

async fn recognised(stage: &Harness, text: &str) -> Option<Recognised> {
    let query = PaletteQuery {
        text: text.to_owned(),
        limit: 5,
    };
    let answer = stage.app.palette(query).await;
    answer.expect("the palette answers").recognised
}

/// A consent: the palette names it, the queue does not take it, the browser gets it as it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_consent_is_recognised_and_left_to_the_browser() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let base = stage.control.base().to_owned();
    let link = format!("{base}/accessmanagement/ui/consent/request?id={ID}");
    let requests = stage.control.count("GET", REQUESTS).await;
    let Some(Recognised::AltinnPage { page, .. }) = recognised(&stage, &link).await else {
        panic!("not recognised")
    };
    assert_eq!(page, AltinnPage::Consent);
    let text = link.clone();
    let failure = stage.app.add_link(AddLink { text }).await;
    let failure = failure.expect_err("no request");
    assert_eq!(failure.code, ErrorCode::LinkKindUnsupported);
    assert_eq!(failure.context["page"], "consent");
    assert_eq!(
        stage.control.count("GET", REQUESTS).await,
        requests,
        "no request was read"
    );
    assert_eq!(
        stage.control.count("GET", "/consent").await,
        0,
        "nor the consent"
    );

    let text = format!("Svar her: {link}");
    let target = OpenTarget::AltinnPage { text };
    stage
        .app
        .open_external(OpenExternal { target })
        .await
        .expect("the browser");
    assert_eq!(stage.browser.last().expect("a page").as_str(), link);
}

/// Handed over from outside: the refusal brings the text, so that the window can offer to open it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_from_outside_can_be_opened_from_the_refusal() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let mut events = stage.app.subscribe();
    let inbox = "fullmakt://open?url=https%3A%2F%2Faf.altinn.no%2Finbox";
    stage.app.handle_link(inbox).await;
    let page = Harness::wait_event(&mut events, 5, |event| match event {
        Event::LinkRefused { page, .. } => Some(page.clone()),
        _ => None,
    })
    .await;
    assert_eq!(page.as_deref(), Some(inbox));
    let target = OpenTarget::AltinnPage {
        text: inbox.to_owned(),
    };
    stage
        .app
        .open_external(OpenExternal { target })
        .await
        .expect("the browser");
    let opened = stage.browser.last().expect("a page");
    assert_eq!(opened.as_str(), "https://af.altinn.no/inbox");
}

/// The guard: only what was judged to be Altinn's page is opened.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_else_is_opened() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let base = stage.control.base().to_owned();
    let request = format!("{base}/accessmanagement/ui/systemuser/request?id={ID}");
    for text in [
        "https://af.altinn.no.evil.example/inbox",
        "https://af.altinn.no@evil.example/inbox",
        "http://af.altinn.no/inbox",
        "javascript:alert(1)",
        "https://vendor.example/",
        request.as_str(),
    ] {
        let target = OpenTarget::AltinnPage {
            text: text.to_owned(),
        };
        let failure = stage.app.open_external(OpenExternal { target }).await;
        let failure = failure.expect_err(text);
        assert_eq!(failure.code, ErrorCode::AddressNotAllowed, "{text}");
    }
    assert!(stage.browser.opened().is_empty());
}
