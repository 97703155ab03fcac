//! Links from outside: a click in a vendor's e-mail starts the program, or finds the one that runs.

use url::form_urlencoded::byte_serialize;

use crate::desk::Desk;

/// One that came before the login waits for it; two that come later go to the window that is there.
#[tokio::test]
async fn links_find_the_one_window() {
    let desk = Desk::new(&[]);
    let app = desk.start(&[&desk.link("approvable").await]);
    let _browser = desk.sign_in(&app);
    app.see("heading", "vil la systemet «SmartCloud Faktura» handle for");

    desk.start_again(&[&desk.link("approvable-wages").await]);
    app.see("heading", "vil la systemet «Fjellbekk Lønn» handle for");

    let link = desk.link("approvable-old").await;
    let inside: String = byte_serialize(link.as_bytes()).collect();
    desk.start_again(&[&format!("fullmakt://open?url={inside}")]);
    app.see(
        "heading",
        "vil la systemet «Kystlinje Miljørapport» handle for",
    );
}
