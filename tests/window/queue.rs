//! Where a login may have the scope of Altinn's own pages, everything is done in the window.

use fullmakt_driver::Name::Exactly;

use crate::desk::Desk;

/// A row, a button, and the button that says it again.
#[tokio::test]
async fn from_the_queue_to_a_receipt_in_three_activations() {
    let desk = Desk::new(&["--portal-scope"]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);

    app.activations();
    app.click("option", "SmartCloud Faktura");
    app.see("heading", "vil la systemet «SmartCloud Faktura» handle for");
    app.click("button", "Godkjenn …");
    app.confirmation("Godkjenn");
    app.click("button", Exactly("Godkjenn"));
    app.see("heading", "SmartCloud Faktura har nå tilgang for");
    assert_eq!(app.activations().len(), 3);

    assert_eq!(desk.status("approvable").await, "Accepted");
    assert_eq!(
        desk.opened().len(),
        1,
        "the browser was needed for the login alone"
    );
}
