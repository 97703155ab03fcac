//! Closed and started again: the keyring and the sealed file carry the login over, and nothing else does.

use crate::desk::Desk;

/// Signed in without a browser as long as the system's keyring holds the key, and not a moment longer.
#[tokio::test]
async fn the_login_outlives_the_window_by_the_keyring() {
    let desk = Desk::new(&[]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);
    app.close();
    assert!(desk.keyring().is_some(), "by the system's own program");

    let app = desk.start(&[&desk.link("approvable").await]);
    app.see("button", "Kari Haugen");
    app.see("heading", "vil la systemet «SmartCloud Faktura» handle for");
    assert_eq!(desk.opened().len(), 1, "for the first login");
    app.close();

    desk.empty_keyring();
    let app = desk.start(&[]);
    app.see("button", "Logg inn med ID-porten");
}
