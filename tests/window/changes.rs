//! A change of a system user in the real window.

use fullmakt_driver::Name::Exactly;
use fullmakt_tests::Control;
use serde_json::Value;

use crate::desk::Desk;
use crate::hands::Hands;

const TAG: &str = "change-mixed";

/// The system user that the change is of, as the sandbox holds it.
async fn system_user(control: &Control) -> Value {
    let id = control.change_request(TAG).await["systemUserId"].clone();
    let state = control.state().await;
    let mut all = state["systemUsers"].as_array().into_iter().flatten();
    all.find(|one| one["id"] == id)
        .expect("it is there")
        .clone()
}

fn holds(user: &Value, package: &str) -> bool {
    let packages = user["packages"].as_array().into_iter().flatten();
    packages
        .filter_map(Value::as_str)
        .any(|urn| urn.ends_with(package))
}

/// The change is pasted into the window, and its review opens.
async fn paste(desk: &Desk, app: &Hands) {
    let change = desk.control.change_request(TAG).await;
    desk.copy(change["confirmUrl"].as_str().expect("a link"));
    app.press("Control+v");
    app.see("heading", "vil endre hva «Oppdrag Bilag» kan gjøre");
}

/// Pasted, left, and pasted again after a restart: found, shown as what comes, goes and stays, approved, and kept with
/// before and after.
#[tokio::test]
async fn a_change_pasted_again_after_a_restart_is_approved() {
    let desk = Desk::new(&["--portal-scope"]);
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);
    app.see("textbox", "Lenke fra leverandøren");
    paste(&desk, &app).await;
    app.close();

    let app = desk.start(&[]);
    app.see("option", "Oppdrag Bilag");
    paste(&desk, &app).await;
    let before = system_user(&desk.control).await;
    assert!(holds(&before, "skattegrunnlag") && !holds(&before, "regnskap-okonomi-rapport"));
    app.see("heading", "Dette blir annerledes");
    app.see("heading", "Legges til");
    app.see("heading", "Fjernes");
    app.see("button", "Uendret");
    app.activations();
    app.click("button", "Godkjenn endringen …");
    app.confirmation("Godkjenn");
    app.click("button", Exactly("Godkjenn"));
    app.see("heading", "Oppdrag Bilag er endret for");
    assert_eq!(app.activations().len(), 2);

    app.see("heading", "Før og etter");
    app.see("heading", "Før 5 tjenester");
    app.see("heading", "Etter 9 tjenester");
    let after = system_user(&desk.control).await;
    assert!(!holds(&after, "skattegrunnlag") && holds(&after, "regnskap-okonomi-rapport"));
    let change = desk.control.change_request(TAG).await;
    assert_eq!(change["status"], "Accepted");
}
