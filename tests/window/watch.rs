//! What happens to an access without anybody here doing it, in the real window.

use fullmakt_driver::Name::Exactly;
use serde_json::{Value, json};

use crate::desk::Desk;

/// A package of the request that is approved here.
const PACKAGE: &str = "merverdiavgift";

fn in_three_languages(text: &str) -> Value {
    json!({ "nb": text, "nn": text, "en": text })
}

/// A package that grew after the approval is told of the next day, wherever one is, without being asked.
#[tokio::test]
async fn a_package_that_grew_is_reported_the_next_day() {
    let desk = Desk::new(&["--portal-scope"]);
    let app = desk.start(&[]);
    let browser = desk.sign_in(&app);
    app.click("option", "SmartCloud Faktura");
    app.click("button", "Godkjenn …");
    app.confirmation("Godkjenn");
    app.click("button", Exactly("Godkjenn"));
    app.see("heading", "SmartCloud Faktura har nå tilgang for");
    app.close();

    let service = json!({
        "title": in_three_languages("Ny melding om merverdiavgift"), "owner": "skd", "packages": [PACKAGE],
        "description": in_three_languages("Ny"), "rightDescription": in_three_languages("Ny"),
    });
    desk.control
        .put("resources/ske-ny-mva-melding", service)
        .await;
    desk.a_day_later().await;

    let app = desk.start(&[]);
    // A login lasts no day.
    desk.sign_in_again(&app, &browser);
    app.see("link", "1 systemtilgang å se på");
    app.click("link", "1 systemtilgang å se på");
    app.click("option", "1 ny tjeneste");
    app.see("heading", "1 ny tjeneste siden du godkjente");
    app.click("button", "Greit, jeg har sett det");
}
