//! Production as it is: no third party may approve, so Altinn's own page does, and the app observes it.

use std::fs;

use fullmakt_driver::Name::Exactly;
use fullmakt_tests::leaks::files;

use crate::desk::Desk;

/// From the login in the browser over a pasted link, the decision on Altinn's page and its receipt, to the access
/// taken back; and nothing of it left behind in plain.
#[tokio::test]
async fn a_pasted_link_is_decided_at_altinn_and_the_access_taken_back() {
    let desk = Desk::new(&[]);
    let app = desk.start(&[]);
    let browser = desk.sign_in(&app);
    let secrets = desk.secrets().await;
    let nothing_shown = || assert_eq!(secrets.in_bytes(app.page().as_bytes()), [""; 0]);

    app.see("textbox", "Lenke fra leverandøren");
    desk.copy_link("approvable").await;
    app.activations();
    app.press("Control+v");
    app.see("heading", "vil la systemet «SmartCloud Faktura» handle for");
    nothing_shown();
    app.click("button", "Godkjenn …");
    app.confirmation("Åpne hos Altinn");
    app.click("button", Exactly("Åpne hos Altinn"));

    let page = desk.opened_as(2);
    assert!(page.contains("skiplogout=true"), "{page}");
    browser.go_to(&page);
    browser.click("button", Exactly("Kari Haugen"));
    browser.see("heading", "SmartCloud Faktura ber om tillatelse");
    browser.click("button", Exactly("Godkjenn"));
    browser.see("heading", Exactly("Systemtilganger"));
    assert!(browser.address().ends_with("/overview"), "not logged out");

    app.see("heading", "SmartCloud Faktura har nå tilgang for");
    assert_eq!(
        app.activations(),
        ["Control+v", "Godkjenn …", "Åpne hos Altinn"],
        "the receipt comes by itself"
    );
    assert_eq!(desk.status("approvable").await, "Accepted");
    nothing_shown();

    // Taking back needs more than the first login asked for.
    app.click("link", "Innstillinger");
    app.click("button", "Be om det som mangler");
    browser.go_to(&desk.opened_as(3));
    desk.consent(&browser, "Gi og trekke tilbake fullmakter til andre");
    app.click("link", "Systemtilganger");
    app.click("option", "SmartCloud Faktura");
    app.click("button", "Trekk tilbake tilgangen");
    app.confirmation("Trekk tilbake");
    app.click("button", Exactly("Trekk tilbake"));
    app.see("heading", "SmartCloud Faktura har ikke lenger tilgang for");
    nothing_shown();
    assert_eq!(desk.opened().len(), 3, "nothing more was opened outside");

    app.close();
    assert_eq!(secrets.in_folder(desk.home()), [""; 0]);
    let named = |end: &str| {
        let mut all = files(&desk.data()).into_iter();
        all.find(|path| path.to_string_lossy().ends_with(end))
            .unwrap_or_else(|| panic!("there is no {end} to look into"))
    };
    let database = fs::read(named("/fullmakt.db")).expect("a file of ours");
    assert!(database.len() >= 4096 && !database.starts_with(b"SQLite format 3"));
    for kept in ["/login.sealed", ".log"] {
        assert!(
            fs::metadata(named(kept)).is_ok_and(|file| file.len() > 0),
            "{kept}"
        );
    }
}
