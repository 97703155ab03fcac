//! Without a mouse.

use crate::desk::Desk;
use crate::hands::Hands;

/// The second row of the queue to its receipt, and from there a copied link through the palette to its own.
#[tokio::test]
async fn from_the_queue_and_from_a_link_to_receipts_by_keys_alone() {
    let desk = Desk::new(&["--portal-scope"]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);

    app.see("option", "SmartCloud Faktura");
    app.reach("F6", "listbox", "Forespørsler");
    app.press("ArrowDown");
    app.press("Enter");
    app.see("heading", "vil la systemet «SmartCloud Faktura» handle for");
    approve(&app);
    app.see("heading", "SmartCloud Faktura har nå tilgang for");
    assert_eq!(desk.status("approvable").await, "Accepted");

    desk.copy_link("approvable-wages").await;
    app.press("Control+k");
    app.see("combobox", "Søk og kommandoer");
    app.press("Control+v");
    app.see("option", "Lenke fra Altinn");
    app.press("Enter");
    app.see("heading", "vil la systemet «Fjellbekk Lønn» handle for");
    approve(&app);
    app.see("heading", "Fjellbekk Lønn har nå tilgang for");
    assert_eq!(desk.status("approvable-wages").await, "Accepted");
}

fn approve(app: &Hands) {
    app.see("button", "Godkjenn …");
    app.press("Control+Enter");
    app.confirmation("Godkjenn");
    app.press("Enter");
}
