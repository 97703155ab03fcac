//! A clerk's morning in the real window: a letter is archived by key, brought back, and one is opened on purpose.

use fullmakt_tests::{Control, until};

use crate::desk::Desk;

const SEARCH: &str = "GET /dialogporten/api/v1/enduser/dialogs";

async fn archived(control: &Control) -> usize {
    let state = control.state().await;
    let all = state["dialogs"].as_array().cloned().unwrap_or_default();
    all.iter()
        .filter(|one| {
            one["labels"]
                .as_array()
                .is_some_and(|labels| labels.iter().any(|label| label == "Archive"))
        })
        .count()
}

#[tokio::test]
async fn a_letter_is_filed_brought_back_and_opened() {
    let desk = Desk::new(&[]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);

    app.click("link", "Innboks");
    until("the inbox is read to the end", async || {
        (desk.control.searches().await >= 2).then_some(())
    })
    .await;
    app.click("option", "");
    app.see("heading", "");
    let before = archived(&desk.control).await;
    app.press("e");
    until("it is in the archive", async || {
        (archived(&desk.control).await == before + 1).then_some(())
    })
    .await;
    app.press("Control+z");
    until("it is back", async || {
        (archived(&desk.control).await == before).then_some(())
    })
    .await;

    let opened = async || {
        let all = desk.control.counters().await;
        let of = all.iter().filter(|(name, _)| {
            name.strip_prefix(SEARCH)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|rest| !rest.contains('/'))
        });
        of.map(|(_, count)| *count).sum::<u64>()
    };
    assert_eq!(opened().await, 0, "a preview opens nothing");
    app.click("option", "");
    app.press("Enter");
    until("it is opened", async || (opened().await == 1).then_some(())).await;

    app.click("link", "Frister");
    app.see("heading", "Frister");
    app.see("option", "");
}
