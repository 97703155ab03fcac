//! Listing, looking at, making and deleting system users.

use serde_json::{Value, json};

use crate::support::{
    CLIENTS_WRITE, GRANLI, LUNDE, PORTAL, REGISTER_WRITE, REQUEST_WRITE, Running, SMARTCLOUD,
    SYSTEM_USERS, TO_OTHERS_READ, TO_OTHERS_WRITE, Vendor,
};

/// A system user of the seed: id, party id, party UUID.
async fn existing(running: &Running, system: &str, org_no: &str) -> (String, u64, String) {
    let state = running.state().await;
    let rows = state["systemUsers"].as_array().expect("a list");
    let row = rows
        .iter()
        .find(|row| row["systemId"] == system && row["orgNo"] == org_no)
        .expect("a system user of the seed");
    let (party, uuid) = running.party(org_no).await;
    (row["id"].as_str().expect("an id").to_owned(), party, uuid)
}

const REGNSKAP: &str = "311111116_smartcloud_regnskap";

#[tokio::test]
async fn the_list_has_empty_names_and_a_party_in_text() {
    let running = Running::start().await;
    let kari = running.token("kari", &[]).await;
    let (id, party, _) = existing(&running, REGNSKAP, GRANLI).await;
    let list = running
        .get(&format!("{SYSTEM_USERS}/{party}"), &kari)
        .await
        .json(200);
    let rows = list.as_array().expect("a bare array");
    assert!(rows.iter().all(|row| row["userType"] == "standard"));
    let row = rows
        .iter()
        .find(|row| row["id"] == id.as_str())
        .expect("the one");
    for (member, value) in [
        ("integrationTitle", json!("SmartCloud Regnskap")),
        ("productName", json!("")),
        ("supplierName", json!("")),
        ("partyUuId", json!("")),
        ("partyId", json!(party.to_string())),
        ("supplierOrgno", json!(SMARTCLOUD)),
        ("reporteeOrgNo", json!(GRANLI)),
        ("externalRef", json!("kunde-2204")),
        ("isDeleted", json!(false)),
    ] {
        assert_eq!(row[member], value, "{member}");
    }
    assert!(row.get("rights").is_none());
    let (_, lunde, _) = existing(&running, "318111669_kystmva", LUNDE).await;
    let agents = running
        .get(&format!("{SYSTEM_USERS}/agent/{lunde}"), &kari)
        .await
        .json(200);
    assert_eq!(agents.as_array().map(Vec::len), Some(4));
    assert_eq!(
        running
            .get(&format!("{SYSTEM_USERS}/x"), &kari)
            .await
            .status,
        500
    );
    let mina = running.token("mina", &[]).await;
    running
        .get(&format!("{SYSTEM_USERS}/{party}"), &mina)
        .await
        .bare(403);
}

#[tokio::test]
async fn a_client_administrator_sees_the_overview_and_nothing_else() {
    let running = Running::start().await;
    let only = json!({ "packages": ["klientadministrator"] });
    running
        .control("PUT", &format!("authorities/mina/{LUNDE}"), &only)
        .await;
    let mina = running.token("mina", &[PORTAL]).await;
    let (id, party, uuid) = existing(&running, "318111669_kystmva", LUNDE).await;
    running
        .get(&format!("{SYSTEM_USERS}/agent/{party}"), &mina)
        .await
        .json(200);
    running
        .get(&format!("{SYSTEM_USERS}/{party}/{id}"), &mina)
        .await
        .json(200);
    running
        .get(&format!("{SYSTEM_USERS}/{party}"), &mina)
        .await
        .bare(403);
    let path = format!("{SYSTEM_USERS}/agent/{party}/{id}?facilitatorId={uuid}");
    running.delete(&path, &mina).await.bare(403);
}

#[tokio::test]
async fn what_it_holds_is_silently_missing_without_the_scope() {
    let running = Running::start().await;
    let (id, party, _) = existing(&running, REGNSKAP, GRANLI).await;
    let path = format!("{SYSTEM_USERS}/{party}/{id}");
    let plain = running.token("kari", &[]).await;
    let body = running.get(&path, &plain).await.json(200);
    assert!(body.get("rights").is_none() && body.get("accessPackages").is_none());
    let reader = running.token("kari", &[TO_OTHERS_READ]).await;
    let body = running.get(&path, &reader).await.json(200);
    assert_eq!(body["accessPackages"].as_array().map(Vec::len), Some(2));
    assert_eq!(body["rights"].as_array().map(Vec::len), Some(1));
    let held = format!("{path}/delegations");
    assert_eq!(running.get(&held, &plain).await.code(500), "AUTH-00062");
    assert_eq!(
        running.get(&held, &reader).await.json(200)["systemUserId"],
        id
    );
    let elsewhere = format!("{SYSTEM_USERS}/{party}/{}", uuid::Uuid::new_v4());
    running.get(&elsewhere, &reader).await.bare(404);
    let missing = running
        .get(&format!("{elsewhere}/delegations"), &reader)
        .await;
    assert_eq!(missing.code(404), "AUTH-00015");
}

#[tokio::test]
async fn deleting_takes_the_request_along_and_counts() {
    let running = Running::start().await;
    let accepted = running.tagged("accepted").await;
    let path = format!("{SYSTEM_USERS}/{}/{}", accepted.party, accepted.id);
    let both = running
        .token("kari", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    let gone = running.delete(&path, &both).await;
    assert_eq!((gone.status, gone.text.as_str()), (202, "1"));
    assert_eq!(running.status_of(&accepted.id).await, "Deleted");
    let again = running.delete(&path, &both).await;
    assert_eq!((again.status, again.text.as_str()), (404, "0"));
    running.get(&path, &both).await.bare(404);
}

#[tokio::test]
async fn deleting_needs_the_second_gate_too() {
    let running = Running::start().await;
    let (id, party, _) = existing(&running, REGNSKAP, GRANLI).await;
    let path = format!("{SYSTEM_USERS}/{party}/{id}");
    let none = running.token("kari", &[]).await;
    assert_eq!(running.delete(&path, &none).await.code(400), "AUTH-00022");
    let writes = running.token("kari", &[TO_OTHERS_WRITE]).await;
    assert_eq!(running.delete(&path, &writes).await.code(500), "AUTH-00055");
    let both = running
        .token("kari", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    let fault = json!([{
        "method": "DELETE", "path": "/accessmanagement/api/v1/enduser/connections", "status": 500, "times": 1,
    }]);
    running.control("PUT", "faults", &fault).await;
    assert_eq!(running.delete(&path, &both).await.code(400), "AUTH-00022");
    // The path and nothing below it: only the last step.
    let fault = json!([{
        "method": "DELETE", "path": "/accessmanagement/api/v1/enduser/connections*", "status": 500,
    }]);
    running.control("PUT", "faults", &fault).await;
    assert_eq!(running.delete(&path, &both).await.code(400), "AUTH-00022");
    running.control("DELETE", "faults", &json!(null)).await;
    let (_, other_party, _) = existing(&running, "318111669_kystlinje_rapport", "311341340").await;
    let foreign = format!("{SYSTEM_USERS}/{other_party}/{id}");
    assert_eq!(
        running.delete(&foreign, &both).await.code(403),
        "AUTH-00024"
    );
    let (agent, lunde, _) = existing(&running, "318111669_kystmva", LUNDE).await;
    let wrong_kind = running
        .delete(&format!("{SYSTEM_USERS}/{lunde}/{agent}"), &both)
        .await;
    assert_eq!(wrong_kind.code(400), "AUTH-00036");
    assert_eq!(running.delete(&path, &both).await.status, 202);
}

#[tokio::test]
async fn deleting_for_clients_needs_client_administration() {
    let running = Running::start().await;
    let (id, party, uuid) = existing(&running, "318111669_kystmva", LUNDE).await;
    let path = format!("{SYSTEM_USERS}/agent/{party}/{id}?facilitatorId={uuid}");
    let manager = running.token("kari", &[TO_OTHERS_WRITE]).await;
    assert_eq!(
        running.delete(&path, &manager).await.code(400),
        "AUTH-00033"
    );
    let kari = running.token("kari", &[CLIENTS_WRITE]).await;
    let bare = format!("{SYSTEM_USERS}/agent/{party}/{id}");
    assert!(running.delete(&bare, &kari).await.json(400)["errors"]["facilitatorId"].is_array());
    let (_, other) = running.party(GRANLI).await;
    let wrong = running
        .delete(&format!("{bare}?facilitatorId={other}"), &kari)
        .await;
    assert_eq!(wrong.code(400), "AUTH-00039");
    let unknown = format!(
        "{SYSTEM_USERS}/agent/{party}/{}?facilitatorId={uuid}",
        uuid::Uuid::new_v4()
    );
    assert_eq!(
        running.delete(&unknown, &kari).await.code(404),
        "AUTH-00015"
    );
    running.delete(&path, &kari).await.bare(200);
    assert_eq!(running.delete(&path, &kari).await.code(404), "AUTH-00015");
}

#[tokio::test]
async fn a_customer_makes_one_with_everything_the_system_asks_for() {
    let running = Running::start().await;
    let (_, party, _) = existing(&running, REGNSKAP, GRANLI).await;
    let path = format!("{SYSTEM_USERS}/{party}/create");
    let body =
        json!({ "integrationTitle": "Vår faktura", "systemId": "311111116_smartcloud_faktura" });
    let without = running.token("kari", &[]).await;
    assert_eq!(
        running.post(&path, &without, &body).await.code(403),
        "AUTH-00014"
    );
    let kari = running.token("kari", &[TO_OTHERS_WRITE]).await;
    let made = running.post(&path, &kari, &body).await.json(200);
    assert_eq!(made["integrationTitle"], "Vår faktura");
    assert_eq!(made["externalRef"], GRANLI);
    assert_eq!(
        running.post(&path, &kari, &body).await.code(400),
        "AUTH-00004"
    );
    let unknown = json!({ "integrationTitle": "x", "systemId": "311111116_finnes_ikke" });
    assert_eq!(
        running.post(&path, &kari, &unknown).await.code(404),
        "AUTH-00011"
    );
    let nothing = running
        .post(&path, &kari, &json!({ "systemId": "x" }))
        .await
        .json(400);
    assert!(nothing["errors"]["IntegrationTitle"].is_array());
    let answer = running
        .call("PUT", SYSTEM_USERS, Some(&kari), Some(&body))
        .await;
    assert_eq!(answer.status, 500, "there is no way to change one");
}

/// The rights that are revoked are those of the system, so one with packages only meets that step as well.
#[tokio::test]
async fn deleting_revokes_what_the_system_asks_for() {
    let running = Running::start().await;
    let order = json!({
        "systemId": "311111116_smartcloud_faktura",
        "partyOrgNo": GRANLI,
        "externalRef": "bare pakker",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
    });
    let request = running.control("POST", "vendor/request", &order).await;
    let request = request.json(201);
    let id = request["id"].as_str().expect("an id");
    let (party, _) = running.party(GRANLI).await;
    let kari = running.token("kari", &[PORTAL]).await;
    running
        .act(
            &format!("/authentication/api/v1/systemuser/request/{party}/{id}/approve"),
            &kari,
        )
        .await
        .said(true);
    let path = format!("{SYSTEM_USERS}/{party}/{id}");
    let reader = running.token("kari", &[TO_OTHERS_READ]).await;
    assert_eq!(running.delete(&path, &reader).await.code(400), "AUTH-00022");
    assert_eq!(running.delete(&path, &kari).await.status, 202);
}

/// What the system asks for is not held against it, as it is when a vendor asks.
#[tokio::test]
async fn a_customer_may_make_one_of_a_system_without_a_name_and_lists_show_no_packages() {
    const SOLGRY: &str = "310230235";
    let running = Running::start().await;
    let (party, _) = running.party(SOLGRY).await;
    let path = format!("{SYSTEM_USERS}/{party}/create");
    let odd = running
        .token("odd", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    let wanted =
        |title: &str, system: &str| json!({ "integrationTitle": title, "systemId": system });

    // Packages for clients only can be passed on by nobody, and that is all there is to say.
    let for_clients = wanted("Årsoppgjør", "314111222_havn_arsoppgjor");
    assert_eq!(
        running.post(&path, &odd, &for_clients).await.code(400),
        "AUTH-00053"
    );
    let blank = wanted("  ", "313332225_strandlinje_uten_navn");
    let answer = running.post(&path, &odd, &blank).await.json(400);
    assert!(answer["errors"]["IntegrationTitle"].is_array());

    let good = wanted(" Vår egen ", "313332225_strandlinje_uten_navn");
    let made = running.post(&path, &odd, &good).await.json(200);
    assert_eq!(made["integrationTitle"], " Vår egen ", "as it was sent");
    assert_eq!(made["accessPackages"], json!([]));
    let list = running.get(&format!("{SYSTEM_USERS}/{party}"), &odd).await;
    let list = list.json(200);
    let row = list
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["id"] == made["id"])
        .expect("the new one");
    assert_eq!(row["accessPackages"], json!([]), "none was noted");
    let id = made["id"].as_str().expect("an id");
    let held = running
        .get(&format!("{SYSTEM_USERS}/{party}/{id}/delegations"), &odd)
        .await
        .json(200);
    assert_eq!(
        held["accessPackages"],
        json!([{ "urn": "urn:altinn:accesspackage:skattegrunnlag" }])
    );
}

#[tokio::test]
async fn vendors_and_maskinporten_look_them_up() {
    let running = Running::start().await;
    let scopes = [
        REQUEST_WRITE,
        REGISTER_WRITE,
        "altinn:maskinporten/systemuser.read",
    ];
    let vendor = Vendor::register(&running, SMARTCLOUD, &scopes).await;
    let token = vendor.token(&running, &scopes).await;
    let (id, ..) = existing(&running, REGNSKAP, GRANLI).await;
    let query =
        format!("vendor/byquery?system-id={REGNSKAP}&orgno={GRANLI}&external-ref=kunde-2204");
    let found = running
        .get(&format!("{SYSTEM_USERS}/{query}"), &token)
        .await
        .json(200);
    assert_eq!(found["id"], id);
    let without_ref = format!("{SYSTEM_USERS}/vendor/byquery?system-id={REGNSKAP}&orgno={GRANLI}");
    running.get(&without_ref, &token).await.bare(404);

    running
        .control("PUT", "switches", &json!({ "pageSize": 3 }))
        .await;
    let page = running
        .get(
            &format!("{SYSTEM_USERS}/vendor/bysystem/{REGNSKAP}"),
            &token,
        )
        .await
        .json(200);
    assert_eq!(page["data"].as_array().map(Vec::len), Some(3));
    let next = page["links"]["next"].as_str().expect("a second page");
    let next = next.strip_prefix(running.base()).expect("here");
    let rest = running.get(next, &token).await.json(200);
    assert_eq!(
        rest["data"].as_array().map(Vec::len),
        Some(1),
        "no row is lost here"
    );
    let foreign = format!("{SYSTEM_USERS}/vendor/bysystem/315111331_fjellbekk_lonn");
    assert_eq!(running.get(&foreign, &token).await.code(404), "AUTH-00011");

    let register = running
        .get(
            &format!("/authentication/api/v1/systemregister/vendor/{REGNSKAP}"),
            &token,
        )
        .await;
    let client: Value = register.json(200)["clientId"][0].clone();
    let path = format!(
        "{SYSTEM_USERS}/byExternalId?clientId={}&systemProviderOrgNo={SMARTCLOUD}&systemUserOwnerOrgNo={GRANLI}",
        client.as_str().expect("an id")
    );
    running.get(&path, &token).await.bare(404);
    let strange = format!(
        "{SYSTEM_USERS}/byExternalId?clientId=ukjent&systemProviderOrgNo={SMARTCLOUD}\
         &systemUserOwnerOrgNo={GRANLI}"
    );
    running.get(&strange, &token).await.bare(404);
    let answer = running
        .get(&format!("{path}&externalRef=kunde-2204"), &token)
        .await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.json(200)["productName"], REGNSKAP);
    running
        .get(&format!("{SYSTEM_USERS}/byExternalId"), &token)
        .await
        .bare(400);
    let person = running.token("kari", &[]).await;
    running.get(&path, &person).await.bare(403);
}
