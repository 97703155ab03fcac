//! The system register, and a vendor's whole way from registration to a token.

use serde_json::{Value, json};

use crate::support::{
    FJORD, PORTAL, REGISTER, REGISTER_WRITE, REQUEST_READ, REQUEST_WRITE, REQUESTS, Running,
    SMARTCLOUD, Vendor, exchange,
};

const VENDOR: &str = "310757632";

fn registration(vendor: &Vendor) -> Value {
    json!({
        "id": format!("{}_bryggelager", vendor.org_no),
        "vendor": { "ID": format!("0192:{}", vendor.org_no) },
        "name": { "nb": "Bryggelager", "nn": "Bryggjelager", "en": "Quay stock" },
        "description": { "nb": "Lager", "nn": "Lager", "en": "Stock" },
        "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
        "clientId": [vendor.client_id],
        "allowedRedirectUrls": ["https://bryggelager.example/ferdig"],
        "isVisible": true,
    })
}

async fn vendor(running: &Running, org_no: &str) -> (Vendor, String) {
    let scopes = [REGISTER_WRITE, REQUEST_READ, REQUEST_WRITE];
    let vendor = Vendor::register(running, org_no, &scopes).await;
    let token = vendor.token(running, &scopes).await;
    (vendor, token)
}

#[tokio::test]
async fn customers_read_with_the_portal_scope_only() {
    let running = Running::start().await;
    let without = running.token("kari", &[]).await;
    let path = format!("{REGISTER}/311111116_smartcloud_regnskap");
    for path in [
        REGISTER.to_owned(),
        path.clone(),
        format!("{path}/rights"),
        format!("{path}/accesspackages"),
    ] {
        running.get(&path, &without).await.bare(403);
    }
    let kari = running.token("kari", &[PORTAL]).await;
    let list = running.get(REGISTER, &kari).await.json(200);
    let listed = |id: &str| {
        list.as_array()
            .into_iter()
            .flatten()
            .any(|system| system["systemId"] == id)
    };
    assert!(listed("311111116_smartcloud_regnskap"));
    assert!(!listed("314111222_havn_arsoppgjor"), "hidden");
    assert!(!listed("313332225_strandlinje_slettet"), "deleted");
    let one = running.get(&path, &kari).await.json(200);
    assert_eq!(one["name"]["nb"], "SmartCloud Regnskap");
    assert_eq!(
        (&one["systemVendorOrgNumber"], &one["systemVendorOrgName"]),
        (&json!(SMARTCLOUD), &json!(""))
    );
    running
        .get(&format!("{REGISTER}/313332225_strandlinje_slettet"), &kari)
        .await
        .json(200);
    running
        .get(&format!("{REGISTER}/finnes_ikke"), &kari)
        .await
        .bare(404);
    let packages = running
        .get(&format!("{path}/accesspackages"), &kari)
        .await
        .json(200);
    assert_eq!(packages.as_array().map(Vec::len), Some(2));
    let rights = running
        .get(&format!("{path}/rights"), &kari)
        .await
        .json(200);
    assert_eq!(rights[0]["resource"][0]["value"], "ske-krav-og-betalinger");
}

#[tokio::test]
async fn apps_may_be_shown_in_the_old_form() {
    let running = Running::start().await;
    let (owner, token) = vendor(&running, VENDOR).await;
    let mut body = registration(&owner);
    body["rights"][0]["resource"][0]["value"] = json!("app_skd_mva-melding-innsending-v1");
    running
        .post(&format!("{REGISTER}/vendor"), &token, &body)
        .await
        .json(200);
    let kari = running.token("kari", &[PORTAL]).await;
    let path = format!("{REGISTER}/{VENDOR}_bryggelager/rights?useOldFormatForApp=true");
    let old = running.get(&path, &kari).await.json(200);
    assert_eq!(
        old[0]["resource"],
        json!([
            { "id": "urn:altinn:org", "value": "skd" },
            { "id": "urn:altinn:app", "value": "mva-melding-innsending-v1" },
        ])
    );
}

#[tokio::test]
async fn a_vendor_keeps_its_systems() {
    let running = Running::start().await;
    let (owner, token) = vendor(&running, VENDOR).await;
    let path = format!("{REGISTER}/vendor");
    let id = format!("{VENDOR}_bryggelager");
    let internal = running
        .post(&path, &token, &registration(&owner))
        .await
        .json(200);
    assert!(
        internal
            .as_str()
            .is_some_and(|id| id.parse::<uuid::Uuid>().is_ok()),
        "a bare UUID"
    );
    let own = running.get(&format!("{path}/{id}"), &token).await.json(200);
    assert_eq!(own["vendor"]["ID"], format!("0192:{VENDOR}"));
    assert_eq!(
        (&own["isDeleted"], &own["isVisible"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(
        running
            .get(&path, &token)
            .await
            .json(200)
            .as_array()
            .map(Vec::len),
        Some(1)
    );

    let mut changed = registration(&owner);
    changed["name"]["nb"] = json!("Bryggelager 2");
    let answer = running
        .call("PUT", &format!("{path}/{id}"), Some(&token), Some(&changed))
        .await;
    assert_eq!(answer.json(200), json!({ "succeeded": true }));
    let rights =
        json!([{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-skatteattest" }] }]);
    running
        .call(
            "PUT",
            &format!("{path}/{id}/rights"),
            Some(&token),
            Some(&rights),
        )
        .await
        .json(200);
    let packages = json!([{ "urn": "urn:altinn:accesspackage:attester" }]);
    running
        .call(
            "PUT",
            &format!("{path}/{id}/accesspackages"),
            Some(&token),
            Some(&packages),
        )
        .await
        .json(200);
    let own = running.get(&format!("{path}/{id}"), &token).await.json(200);
    assert_eq!(own["name"]["nb"], "Bryggelager 2");
    assert_eq!(
        (&own["rights"], &own["accessPackages"]),
        (&rights, &packages)
    );

    let log = running
        .get(&format!("{path}/{id}/changelog"), &token)
        .await
        .json(200);
    let kinds: Vec<&Value> = log
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| &row["changeType"])
        .collect();
    assert_eq!(
        kinds,
        [
            &json!("accesspackageupdate"),
            &json!("rightsupdate"),
            &json!("update"),
            &json!("create")
        ]
    );
    assert_eq!(log[0]["changedByOrgNumber"], VENDOR);

    assert_eq!(
        running.delete(&format!("{path}/{id}"), &token).await.status,
        200
    );
    let dead = running
        .call("PUT", &format!("{path}/{id}"), Some(&token), Some(&changed))
        .await;
    assert_eq!(dead.status, 400);
    assert_eq!(dead.text, "Cannot update a system marked as deleted.");
    running
        .delete(&format!("{path}/{id}"), &token)
        .await
        .bare(400);
    assert_eq!(running.get(&path, &token).await.json(200), json!([]));
}

#[tokio::test]
async fn another_vendors_systems_are_forbidden() {
    let running = Running::start().await;
    let (_, token) = vendor(&running, VENDOR).await;
    let path = format!("{REGISTER}/vendor/311111116_smartcloud_regnskap");
    running.get(&path, &token).await.bare(403);
    running.delete(&path, &token).await.bare(403);
    let body = json!([]);
    running
        .call("PUT", &format!("{path}/rights"), Some(&token), Some(&body))
        .await
        .bare(403);
    running
        .get(&format!("{REGISTER}/vendor/finnes_ikke"), &token)
        .await
        .bare(404);
    let other = Vendor {
        client_id: "x".to_owned(),
        org_no: SMARTCLOUD.to_owned(),
    };
    running
        .post(&format!("{REGISTER}/vendor"), &token, &registration(&other))
        .await
        .bare(403);
    // Nor is anybody told what is wrong with a registration for another vendor.
    let mut wrong = registration(&other);
    wrong["accessPackages"] = json!([{ "urn": "urn:altinn:accesspackage:finnes-ikke" }]);
    running
        .post(&format!("{REGISTER}/vendor"), &token, &wrong)
        .await
        .bare(403);
    let person = running.token("kari", &[PORTAL]).await;
    running.get(&path, &person).await.bare(403);
}

#[tokio::test]
async fn a_replacement_names_the_same_vendor_and_the_same_system() {
    let running = Running::start().await;
    let (owner, token) = vendor(&running, VENDOR).await;
    let path = format!("{REGISTER}/vendor");
    let good = registration(&owner);
    running.post(&path, &token, &good).await.json(200);
    let id = format!("{VENDOR}_bryggelager");
    let put = async |id: &str, body: &Value| {
        let path = format!("{path}/{id}");
        running.call("PUT", &path, Some(&token), Some(body)).await
    };
    let missing = put("finnes_ikke", &good).await;
    assert_eq!(
        (missing.status, missing.text.as_str()),
        (404, "System with ID 'finnes_ikke' not found.")
    );
    for vendor in [json!(null), json!({ "ID": format!("0192:{SMARTCLOUD}") })] {
        let mut body = good.clone();
        body["vendor"] = vendor;
        let answer = put(&id, &body).await;
        assert_eq!(
            (answer.status, answer.text),
            (404, format!("System with ID '{id}' not found."))
        );
    }
    // Other ids are all that is told, whatever else is wrong.
    let mut body = good.clone();
    body["id"] = json!(format!("{VENDOR}_annet"));
    body["accessPackages"] = json!([{ "urn": "urn:altinn:accesspackage:finnes-ikke" }]);
    let problem = put(&id, &body).await.json(400);
    let codes: Vec<&Value> = problem["validationErrors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| &error["code"])
        .collect();
    assert_eq!(codes, [&json!("AUTH.VLD-00012")]);
    let gone = running.delete(&format!("{path}/finnes_ikke"), &token).await;
    assert!(gone.json(400)["errors"]["return"].is_array());
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_listed_with_paths() {
    let running = Running::start().await;
    let (owner, token) = vendor(&running, VENDOR).await;
    let path = format!("{REGISTER}/vendor");
    let good = registration(&owner);
    let with = |member: &str, value: Value| {
        let mut body = good.clone();
        body[member] = value;
        body
    };
    let right = |id: &str, value: &str| json!({ "resource": [{ "id": id, "value": value }] });
    let package = |code: &str| json!({ "urn": format!("urn:altinn:accesspackage:{code}") });
    let service = "urn:altinn:resource";
    for (body, code, at) in [
        (
            with("vendor", json!({ "ID": "310757632" })),
            "AUTH.VLD-00000",
            "vendor/id",
        ),
        (
            with("id", json!("bryggelager")),
            "AUTH.VLD-00001",
            "systemid",
        ),
        (
            with("id", json!("310757632_brygge lager")),
            "AUTH.VLD-00013",
            "systemid",
        ),
        (
            with("id", json!("311111116_smartcloud_regnskap")),
            "AUTH.VLD-00002",
            "systemid",
        ),
        (
            with("rights", json!([right(service, "finnes-ikke")])),
            "AUTH.VLD-00003",
            "rights/resource",
        ),
        (
            with("allowedRedirectUrls", json!(["http://brygge.example/"])),
            "AUTH.VLD-00005",
            "allowedredirecturls",
        ),
        (
            with(
                "rights",
                json!([
                    right(service, "ske-skatteattest"),
                    right(service, "ske-skatteattest")
                ]),
            ),
            "AUTH.VLD-00006",
            "rights/resource",
        ),
        (
            with("accessPackages", json!([package("toll"), package("toll")])),
            "AUTH.VLD-00007",
            "accesspackages",
        ),
        (
            with("accessPackages", json!([package("finnes-ikke")])),
            "AUTH.VLD-00008",
            "accesspackages",
        ),
        (
            with("rights", json!([right("urn:altinn:app", "x")])),
            "AUTH.VLD-00009",
            "rights/resource",
        ),
        (
            with("clientId", json!(["a", "a"])),
            "AUTH.VLD-00011",
            "clientid",
        ),
        (
            with("rights", json!([right(service, "ovelse-maskinporten")])),
            "AUTH.VLD-00017",
            "rights/resource",
        ),
        (
            with("accessPackages", json!([package("regnskapsforer-lonn")])),
            "AUTH.VLD-00018",
            "accesspackages",
        ),
    ] {
        let answer = running.post(&path, &token, &body).await;
        assert_eq!(answer.code(400), "STD-00000", "{code}");
        let problem = answer.json(400);
        let errors = problem["validationErrors"]
            .as_array()
            .expect("a list")
            .clone();
        let found = errors.iter().find(|error| error["code"] == code);
        let found = found.unwrap_or_else(|| panic!("{code} is not among {errors:?}"));
        assert_eq!(
            found["paths"],
            json!([format!("/registersystemrequest/{at}")])
        );
    }
    running.post(&path, &token, &good).await.json(200);
    let twice = running
        .post(&path, &token, &with("id", json!("310757632_annet")))
        .await
        .json(400);
    assert_eq!(
        twice["validationErrors"][0]["code"], "AUTH.VLD-00004",
        "the client id is taken"
    );
    let renamed = running
        .call(
            "PUT",
            &format!("{path}/310757632_bryggelager"),
            Some(&token),
            Some(&with("id", json!("310757632_x"))),
        )
        .await;
    assert_eq!(
        renamed.json(400)["validationErrors"][0]["code"],
        "AUTH.VLD-00012"
    );
    let detail = running
        .post(
            &path,
            &token,
            &with("rights", json!([right(service, "finnes-ikke")])),
        )
        .await
        .json(400);
    assert!(
        detail["validationErrors"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|error| error["ResourceIds Not Found : "] == "finnes-ikke")
    );
}

/// The whole way, over the real paths only.
#[tokio::test]
async fn a_vendor_goes_from_registration_to_a_token() {
    let running = Running::start().await;
    let system_user_scope = "altinn:instances.read";
    let scopes = [
        REGISTER_WRITE,
        REQUEST_READ,
        REQUEST_WRITE,
        system_user_scope,
    ];
    let owner = Vendor::register(&running, VENDOR, &scopes).await;
    let token = owner.token(&running, &scopes[..3]).await;
    running
        .post(&format!("{REGISTER}/vendor"), &token, &registration(&owner))
        .await
        .json(200);

    let order = json!({
        "systemId": format!("{VENDOR}_bryggelager"),
        "partyOrgNo": FJORD,
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
        "redirectUrl": "https://bryggelager.example/ferdig",
    });
    let request = running
        .post(&format!("{REQUESTS}/vendor"), &token, &order)
        .await
        .json(201);
    let id = request["id"].as_str().expect("an id");
    let details = json!([{
        "type": "urn:altinn:systemuser",
        "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": format!("0192:{FJORD}") },
    }]);
    let early = owner
        .maskinporten_token(&running, system_user_scope, Some(details.clone()))
        .await;
    assert!(
        early.status >= 400,
        "there is no system user yet: {}",
        early.text
    );

    let kari = running.token("kari", &[PORTAL]).await;
    let (party, _) = running.party(FJORD).await;
    running
        .act(&format!("{REQUESTS}/{party}/{id}/approve"), &kari)
        .await
        .said(true);
    let seen = running
        .get(&format!("{REQUESTS}/vendor/{id}"), &token)
        .await
        .json(200);
    assert_eq!(seen["status"], "Accepted");

    let granted = owner
        .maskinporten_token(&running, system_user_scope, Some(details))
        .await
        .json(200);
    let altinn = exchange(&running, granted["access_token"].as_str().expect("a token")).await;
    let parties = running
        .get("/accessmanagement/api/v1/authorizedparties", &altinn)
        .await
        .json(200);
    assert_eq!(parties[0]["organizationNumber"], FJORD);
    assert_eq!(
        parties[0]["authorizedAccessPackages"],
        json!(["merverdiavgift"])
    );
}
