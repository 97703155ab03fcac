//! Links in letters: to pages, to a mail and to a call; each asks before it leads anywhere.

use fullmakt_app::surface::common::{ErrorCode, Failure};
use fullmakt_app::surface::messages::{LinkOutcome, LinkProgram, OpenLetterLink};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;
use serde_json::json;

const LETTER: &str = "Skriv til [oss](mailto:post@skatteetaten.no?subject=Sak%201&bcc=x@evil.example), \
    ring [oss](tel:+47%20800%2080%20000) eller les [mer](https://www.skatteetaten.no/mer).";

async fn press(
    stage: &Harness,
    id: &str,
    href: &str,
    confirmed: bool,
) -> Result<LinkOutcome, Failure> {
    let link = OpenLetterLink {
        id: id.to_owned(),
        href: href.to_owned(),
        confirmed,
        remember: false,
    };
    stage.app.open_letter_link(link).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_and_a_call_are_asked_about_each_time() {
    let stage = Harness::new(fullmakt_tests::Options::default()).await;
    let letter = json!({ "title": "Brev med lenker", "body": LETTER });
    let made = stage.control.post("service-owner/dialogs", letter).await;
    let id = made["id"].as_str().expect("an id").to_owned();
    stage.sign_in("kari").await;
    stage.messages_are_read().await;
    stage.open(&id).await;
    for (href, program, to) in [
        (
            "mailto:post@skatteetaten.no?subject=Sak%201",
            LinkProgram::Mail,
            "post@skatteetaten.no",
        ),
        ("tel:+4780080000", LinkProgram::Phone, "+4780080000"),
    ] {
        for _ in 0..2 {
            let opened = stage.browser.opened().len();
            let asked = press(&stage, &id, href, false).await.expect(href);
            let to = to.to_owned();
            assert_eq!(asked, LinkOutcome::AskProgram { program, to });
            assert_eq!(
                stage.browser.opened().len(),
                opened,
                "nothing is started yet"
            );
            let done = press(&stage, &id, href, true).await.expect(href);
            assert_eq!(done, LinkOutcome::Opened);
            assert_eq!(stage.browser.last().expect("started").as_str(), href);
        }
    }
    let asked = press(&stage, &id, "https://www.skatteetaten.no/mer", false).await;
    assert!(matches!(asked, Ok(LinkOutcome::Ask { .. })), "{asked:?}");
    // As the letter does not have it: copies to others were left out.
    for href in ["mailto:post@skatteetaten.no?bcc=x@evil.example", "tel:113"] {
        let refused = press(&stage, &id, href, true).await.expect_err(href);
        assert_eq!(refused.code, ErrorCode::LinkNotOpened);
    }
    stage.browser.break_down();
    let none = press(&stage, &id, "tel:+4780080000", true).await;
    let none = none.expect_err("no program");
    assert_eq!(none.code, ErrorCode::ProgramUnavailable);
}
