//! The same system asks ten organisations for the same, in the real window.

use fullmakt_domain::text::title_case;
use fullmakt_driver::Name::Exactly;
use fullmakt_tests::Control;
use serde_json::json;

use crate::desk::Desk;

const SYSTEM: &str = "311111116_smartcloud_regnskap";
const TITLE: &str = "Felles";

/// A system asks ten of the organisations in which Kari may pass its one service on; their names and the requests' ids.
async fn ten(control: &Control) -> Vec<(String, String)> {
    let state = control.state().await;
    let organisations = state["organisations"].as_array().expect("organisations");
    let mut asked = Vec::new();
    for one in organisations.iter().rev().take(10) {
        let number = one["orgNo"].as_str().expect("a number");
        let held = json!({ "roles": ["daglig-leder"] });
        control
            .put(&format!("authorities/kari/{number}"), held)
            .await;
        let body = json!({
            "systemId": SYSTEM, "partyOrgNo": number, "externalRef": "mange-like", "integrationTitle": TITLE,
            "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
            "accessPackages": [],
            "redirectUrl": "https://smartcloud.example/altinn/ferdig",
        });
        let request = control.vendor_request(body).await;
        let name = title_case(one["name"].as_str().expect("a name"));
        asked.push((name, request["id"].as_str().expect("an id").to_owned()));
    }
    asked
}

async fn accepted(control: &Control, ids: &[(String, String)]) -> usize {
    let state = control.state().await;
    let requests = state["requests"].as_array().expect("requests");
    let is_accepted = |id: &str| {
        let mut all = requests.iter();
        all.any(|one| one["id"] == id && one["status"] == "Accepted")
    };
    ids.iter().filter(|(_, id)| is_accepted(id)).count()
}

/// Reviewed once, each checked by itself, one confirmation, and a receipt for each: four activations.
#[tokio::test]
async fn ten_organisations_are_decided_in_four_activations() {
    let desk = Desk::new(&["--portal-scope", "--parties", "40"]);
    let asked = ten(&desk.control).await;
    let app = desk.start(&[]);
    let _browser = desk.sign_in(&app);

    app.see("option", "10 virksomheter");
    app.activations();
    app.click("option", "10 virksomheter");
    app.see("heading", "9 virksomheter til har fått samme forespørsel");
    app.click("button", "Sjekk alle 10");
    for (organisation, _) in &asked {
        app.see("checkbox", Exactly(organisation));
    }
    assert_eq!(desk.control.count("POST", "/approve").await, 0);
    app.click("button", "Godkjenn for 10 …");
    app.confirmation("Godkjenn");
    app.click("button", Exactly("Godkjenn"));
    app.see("heading", "Godkjent for 10 av 10");
    assert_eq!(app.activations().len(), 4);

    assert_eq!(accepted(&desk.control, &asked).await, 10);
    for (organisation, _) in &asked {
        app.see("link", format!("for {organisation}").as_str());
    }
    let (last, _) = &asked[9];
    app.click("link", format!("for {last}").as_str());
    app.see("heading", format!("har nå tilgang for {last}").as_str());
}
