//! A clerk's morning in the real window: letters are archived by key and brought back, with and without a network, one
//! is opened on purpose, one only after a login at the highest level, a receipt is confirmed, and what a letter asks for
//! is done.

use fullmakt_driver::Name::Exactly;
use fullmakt_tests::{Control, until};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::hands::Hands;

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

/// Goes to the inbox, waits until it is read to the end, and puts the keys on its list.
async fn inbox(desk: &Desk, app: &Hands) {
    app.click("link", "Innboks");
    until("the inbox is read to the end", async || {
        (desk.control.searches().await >= 2).then_some(())
    })
    .await;
    app.click("option", "");
    app.see("heading", "");
}

async fn becomes(control: &Control, wanted: usize) {
    until("the archive has the rest", async || {
        (archived(control).await == wanted).then_some(())
    })
    .await;
}

/// The message that the seed calls so is updated: it has a title that no other has, and comes first.
async fn updated(control: &Control, tag: &str, title: &str) {
    changed(control, tag, json!({ "title": title })).await;
}

/// The message that the seed calls so is changed by its service owner.
async fn changed(control: &Control, tag: &str, change: Value) {
    let state = control.state().await;
    let mut all = state["dialogs"].as_array().into_iter().flatten();
    let id = all.find(|one| one["tag"] == tag).expect("it is there")["id"].clone();
    let path = format!("service-owner/dialogs/{}", id.as_str().expect("an id"));
    control.patch(&path, change).await;
}

/// How often a message was asked for to be opened.
async fn asked_for(control: &Control) -> u64 {
    let all = control.counters().await;
    let of = all.iter().filter(|(name, _)| {
        name.strip_prefix(SEARCH)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|rest| !rest.contains('/'))
    });
    of.map(|(_, count)| *count).sum()
}

/// Goes to a message, and opens it.
fn open(app: &Hands, title: &str) {
    app.click("option", title);
    app.see("heading", title);
    app.press("Enter");
}

/// Ten letters in ten keys, the eleventh brings the last one back, and the deadlines of all are one activation away.
#[tokio::test]
async fn ten_letters_are_filed_by_keys_alone() {
    let desk = Desk::new(&[]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);
    inbox(&desk, &app).await;
    let before = archived(&desk.control).await;

    app.activations();
    for _ in 0..10 {
        app.press("e");
    }
    becomes(&desk.control, before + 10).await;
    app.press("Control+z");
    becomes(&desk.control, before + 9).await;
    assert_eq!(app.activations().len(), 11);

    app.click("link", "Frister");
    app.see("heading", "Frister");
    app.see("option", "");
    assert_eq!(app.activations().len(), 1);
}

/// Without a network letters are filed all the same; when it is back they are filed at Altinn, without being asked.
#[tokio::test]
async fn what_is_filed_without_a_network_is_sent_when_it_is_back() {
    let desk = Desk::new(&[]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);
    inbox(&desk, &app).await;
    let before = archived(&desk.control).await;

    let cut = json!([{ "path": "*", "cut": "before" }]);
    desk.control.faults(cut).await;
    app.press("e");
    app.press("e");
    app.see_text("2 endringer sendes når du er på nett.");
    assert_eq!(archived(&desk.control).await, before);
    desk.control.clear_faults().await;
    becomes(&desk.control, before + 2).await;
}

/// A receipt is confirmed after what it means was said, and what a letter asks for is done once.
#[tokio::test]
async fn a_receipt_is_confirmed_and_a_request_answered() {
    let desk = Desk::new(&[]);
    updated(&desk.control, "melding-confirm", "Brev som må bekreftes").await;
    updated(&desk.control, "write-action-later", "Varsel som tar tid").await;
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);
    inbox(&desk, &app).await;

    open(&app, "Brev som må bekreftes");
    app.click("button", "Bekreft at meldingen er mottatt");
    app.confirmation("Bekreft mottak");
    app.click("button", Exactly("Bekreft mottak"));
    app.see_text("Mottak er bekreftet");
    assert_eq!(desk.control.count("POST", "/confirm").await, 1);

    open(&app, "Varsel som tar tid");
    app.click("button", Exactly("Godta"));
    app.see_text("Vil du godta varselet på vegne av virksomheten?");
    app.confirmation("Godta");
    assert_eq!(desk.control.count("PUT", "/later").await, 0);
    app.click("button", Exactly("Godta"));
    until("it is done at the service owner", async || {
        (desk.control.count("PUT", "/later").await == 1).then_some(())
    })
    .await;
    app.see_no_text("Venter på svar");
}

/// A receipt is confirmed without a mouse: its letter is gone to, opened, and asked for by key.
#[tokio::test]
async fn a_receipt_is_confirmed_by_keys_alone() {
    let desk = Desk::new(&[]);
    updated(&desk.control, "melding-confirm", "Brev som må bekreftes").await;
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);

    app.reach("F6", "link", "");
    app.press("g");
    app.press("i");
    app.see("option", "Brev som må bekreftes");
    app.reach("F6", "listbox", "Innboks");
    app.walk("ArrowDown", "Brev som må bekreftes");
    app.press("Enter");
    app.see_focus("heading", "Brev som må bekreftes");
    app.see("button", "Bekreft at meldingen er mottatt");
    app.reach("Tab", "button", "Bekreft at meldingen er mottatt");
    app.press("Enter");
    app.confirmation("Bekreft mottak");
    app.see_focus("button", Exactly("Bekreft mottak"));
    assert_eq!(desk.control.count("POST", "/confirm").await, 0);
    app.press("Enter");
    app.see_text("Mottak er bekreftet");
    assert_eq!(desk.control.count("POST", "/confirm").await, 1);
}

/// What came with a letter is shown in a window of its own, and the letter stays beside it.
#[tokio::test]
async fn an_attachment_has_a_window_of_its_own() {
    let desk = Desk::new(&[]);
    updated(&desk.control, "melding-attachments", "Brev med tre filer").await;
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);
    inbox(&desk, &app).await;

    open(&app, "Brev med tre filer");
    app.click("button", "Hent rapport.pdf");
    app.click("button", "Vis rapport.pdf");
    app.turn_to_other();
    app.see("heading", "rapport.pdf");
    app.see("group", "Side 1 av");
    // What the page says is there to be read aloud and copied; it comes with its picture.
    app.see_text("Melding med tre vedlegg");
    app.click("button", "Større");
    app.see_text("125");
    app.turn_to_other();
    app.see("heading", "Brev med tre filer");
    // The one that shows it comes to the front; there is no second one.
    app.click("button", "Vis rapport.pdf");
    app.turn_to_other();
    app.see("heading", "rapport.pdf");
}

/// A letter for the highest level only, met with a login of the usual one: the login at the highest is a wish of the
/// person's, leads back to the same letter, which has its true title now, and opens nothing by itself.
#[tokio::test]
async fn a_login_at_the_highest_level_leads_back_to_its_letter() {
    // What everybody may see of it, and what only those see who are known well enough.
    const FOR_ALL: &str = "Brev for høyeste nivå";
    const TRUE: &str = "Vedtak som bare noen ser";
    let desk = Desk::new(&[]);
    let titles = json!({ "title": TRUE, "nonSensitiveTitle": FOR_ALL });
    changed(&desk.control, "level4", titles).await;
    let app = desk.start(&[]);
    let browser = desk.sign_in(&app);
    inbox(&desk, &app).await;

    open(&app, FOR_ALL);
    app.see_text("krever høyeste sikkerhetsnivå");
    app.see_no_text(TRUE);
    assert_eq!(desk.opened().len(), 1, "for the first login");
    assert_eq!(asked_for(&desk.control).await, 1, "and refused");

    app.click("button", Exactly("Logg inn på nytt"));
    browser.go_to(&desk.opened_as(2));
    // ID-porten knows her from the first login, and that it was at a lower level.
    browser.see_text("krever et høyere sikkerhetsnivå enn du har nå");
    browser.click("button", Exactly("Kari Haugen"));
    browser.see("heading", "Tilbake til Fullmakt");

    app.see("heading", TRUE);
    app.see_text("Åpning loggføres hos Altinn");
    assert_eq!(asked_for(&desk.control).await, 1, "nothing by itself");
    app.click("button", "Åpne");
    app.see_text("Vedtaket.");
    app.see("heading", TRUE);
    assert_eq!(asked_for(&desk.control).await, 2);
}

#[tokio::test]
async fn a_letter_is_filed_brought_back_and_opened() {
    let desk = Desk::new(&[]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);

    inbox(&desk, &app).await;
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

    let control = &desk.control;
    assert_eq!(asked_for(control).await, 0, "a preview opens nothing");
    app.click("option", "");
    app.press("Enter");
    until("it is opened", async || {
        (asked_for(control).await == 1).then_some(())
    })
    .await;

    app.click("link", "Frister");
    app.see("heading", "Frister");
    app.see("option", "");
}
