//! The catalogues that are open to everybody, and the Enhetsregisteret.

use serde_json::{Value, json};

use crate::support::{FJORD, LUNDE, Running};

const AM: &str = "/accessmanagement/api/v1";

#[tokio::test]
async fn the_package_catalogue_is_open_and_whole() {
    let running = Running::start().await;
    let meta = format!("{AM}/meta/info/accesspackages");
    let answer = running.open(&format!("{meta}/export")).await;
    assert_eq!(answer.header("content-language"), "nob");
    assert_eq!(
        (answer.header("etag"), answer.header("cache-control")),
        ("", "")
    );
    let groups = answer.json(200);
    let areas: Vec<&Value> = groups
        .as_array()
        .expect("groups")
        .iter()
        .flat_map(|group| group["areas"].as_array().expect("areas"))
        .collect();
    let packages: Vec<&Value> = areas
        .iter()
        .flat_map(|area| area["packages"].as_array().expect("packages"))
        .collect();
    assert_eq!(
        (groups.as_array().map(Vec::len), areas.len(), packages.len()),
        (Some(5), 49, 223)
    );
    let books = packages
        .iter()
        .find(|package| package["urn"] == "urn:altinn:accesspackage:regnskap-okonomi-rapport")
        .expect("a known package");
    assert_eq!(books["name"], "Regnskap og økonomirapportering");
    assert_eq!(books["resources"].as_array().map(Vec::len), Some(8));
    assert_eq!(
        (&books["isDelegable"], &books["isAssignable"]),
        (&json!(true), &json!(true))
    );

    let english = [("accept-language", "en;q=0.9, nb;q=0.5")];
    let answer = running
        .open_with(
            &format!("{meta}/package/urn/urn:altinn:accesspackage:lonn"),
            &english,
        )
        .await;
    assert_eq!(answer.header("content-language"), "eng");
    let wages = answer.json(200);
    assert_eq!(wages["area"]["name"], "Personnel");
    assert_eq!(wages["resources"].as_array().map(Vec::len), Some(5));
    assert_eq!(
        running
            .open(&format!("{meta}/package/urn/lonn"))
            .await
            .json(200)["id"],
        wages["id"]
    );
    running
        .open(&format!("{meta}/package/urn/finnes-ikke"))
        .await
        .bare(404);
    let id = wages["id"].as_str().expect("an id");
    assert_eq!(
        running
            .open(&format!("{meta}/package/{id}"))
            .await
            .json(200)["urn"],
        wages["urn"]
    );
    let all = running
        .open(&format!("{meta}/search?term="))
        .await
        .json(200);
    assert_eq!(all.as_array().map(Vec::len), Some(223));
    let some = running
        .open(&format!("{meta}/search?term=fiske&typeName=organisasjon"))
        .await
        .json(200);
    assert_eq!(some[0]["object"]["urn"], "urn:altinn:accesspackage:fiske");
    running
        .open(&format!("{meta}/search?term=zzzz"))
        .await
        .bare(204);
    running
        .open(&format!("{meta}/search?term=&typeName=robot"))
        .await
        .json(400);
    let group = groups[0]["id"].as_str().expect("an id");
    assert!(
        running
            .open(&format!("{meta}/group/{group}/areas"))
            .await
            .json(200)
            .is_array()
    );
    let area = areas[0]["id"].as_str().expect("an id");
    assert!(
        running
            .open(&format!("{meta}/area/{area}/packages"))
            .await
            .json(200)
            .is_array()
    );
}

#[tokio::test]
async fn roles_and_forms_are_open() {
    let running = Running::start().await;
    let roles = format!("{AM}/meta/info/roles");
    let all = running.open(&roles).await.json(200);
    let all = all.as_array().expect("roles");
    assert_eq!(all.len(), 148);
    let leader = all
        .iter()
        .find(|role| role["code"] == "daglig-leder")
        .expect("a role");
    assert_eq!(
        (&leader["isKeyRole"], &leader["legacyRoleCode"]),
        (&json!(true), &json!("dagl"))
    );
    let given = running
        .open(&format!("{roles}/packages?role=regnskapsforer&variant=AS"))
        .await;
    assert_eq!(given.json(200).as_array().map(Vec::len), Some(3));
    let id = leader["id"].as_str().expect("an id");
    let opened = running
        .open(&format!(
            "{roles}/{id}/resources?variant=AS&includePackageResources=true"
        ))
        .await;
    assert!(
        opened
            .json(200)
            .as_array()
            .is_some_and(|rows| rows.len() > 50)
    );
    for bad in [
        "packages?role=keiser",
        "packages?role=daglig-leder&variant=XX",
    ] {
        let answer = running.open(&format!("{roles}/{bad}")).await;
        assert_eq!(answer.status, 404);
        assert!(!answer.text.is_empty(), "plain text");
    }
    let forms = running
        .open(&format!("{AM}/meta/types/organization/subtypes"))
        .await
        .json(200);
    assert!(
        forms
            .as_array()
            .is_some_and(|rows| rows.iter().any(|row| row["name"] == "ENK"))
    );
}

#[tokio::test]
async fn the_resource_registry_is_open() {
    let running = Running::start().await;
    let registry = "/resourceregistry/api/v1/resource";
    let claims = running
        .open(&format!("{registry}/ske-krav-og-betalinger"))
        .await
        .json(200);
    assert_eq!(claims["title"]["en"], "Claims and payments");
    assert_eq!(claims["hasCompetentAuthority"]["orgcode"], "skd");
    assert!(
        claims["rightDescription"]["nb"]
            .as_str()
            .is_some_and(|text| text.contains("lese"))
    );
    running
        .open(&format!("{registry}/finnes-ikke"))
        .await
        .bare(404);
    let all = running
        .open(&format!("{registry}/resourcelist"))
        .await
        .json(200);
    assert!(all.as_array().is_some_and(|rows| rows.len() >= 60));
    let apps = |rows: &Value| {
        rows.as_array()
            .into_iter()
            .flatten()
            .filter(|row| row["resourceType"] == "AltinnApp")
            .count()
    };
    let without = running
        .open(&format!("{registry}/resourcelist?includeApps=false"))
        .await
        .json(200);
    assert!(apps(&all) > 0 && apps(&without) == 0);
    let orgs = running.open(&format!("{registry}/orgs")).await.json(200);
    assert_eq!(orgs["orgs"]["skd"]["name"]["nb"], "Skatteetaten");
    let subjects = running
        .open(&format!("{registry}/ske-a-melding/policy/subjects"))
        .await
        .json(200);
    let subjects = subjects["data"].as_array().expect("subjects").clone();
    assert!(
        subjects
            .iter()
            .any(|subject| subject["urn"] == "urn:altinn:accesspackage:lonn")
    );
    let rights = running
        .open(&format!("{registry}/ske-a-melding/policy/rights"))
        .await
        .json(200);
    let actions: Vec<&Value> = rights
        .as_array()
        .into_iter()
        .flatten()
        .map(|right| &right["action"]["value"])
        .collect();
    assert_eq!(
        actions,
        [&json!("read"), &json!("write"), &json!("complete")]
    );
    let v2 = "/resourceregistry/api/v2/resource/ske-a-melding/policy/rights";
    let named = running
        .open_with(v2, &[("accept-language", "nn")])
        .await
        .json(200);
    assert_eq!(named[2]["name"], "sende inn");
    let body = json!([
        "urn:altinn:accesspackage:lonn",
        "urn:altinn:accesspackage:finnes-ikke"
    ]);
    let opened = running
        .call("POST", &format!("{registry}/bysubjects"), None, Some(&body))
        .await
        .json(200);
    assert_eq!(opened["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        opened["data"][0]["resources"].as_array().map(Vec::len),
        Some(5)
    );
    let found = running
        .open(&format!("{registry}/Search?orgCode=nav&title=yrkesskade"))
        .await
        .json(200);
    assert_eq!(found[0]["identifier"], "nav_yrkesskade_skademelding");
}

#[tokio::test]
async fn the_enhetsregisteret_knows_organisations_and_vendors() {
    let running = Running::start().await;
    let register = "/enhetsregisteret/api";
    let vendor = running
        .open(&format!("{register}/enheter/311111116"))
        .await
        .json(200);
    assert_eq!(
        (&vendor["navn"], &vendor["konkurs"]),
        (&json!("SMARTCLOUD AS"), &json!(false))
    );
    let lookalike = running
        .open(&format!("{register}/enheter/314345673"))
        .await
        .json(200);
    assert_eq!(lookalike["organisasjonsform"]["kode"], "NUF");
    let bankrupt = running
        .open(&format!("{register}/enheter/312223333"))
        .await
        .json(200);
    assert_eq!(
        (&bankrupt["konkurs"], &bankrupt["konkursdato"]),
        (&json!(true), &json!("2026-04-08"))
    );
    let deleted = running
        .open(&format!("{register}/enheter/310340340"))
        .await
        .json(200);
    assert_eq!(deleted["slettedato"], "2025-11-03");
    assert!(
        deleted.get("konkurs").is_none(),
        "nothing but number, name, form and day"
    );
    running
        .open(&format!("{register}/enheter/210505059"))
        .await
        .bare(404);
    let unit = running
        .open(&format!("{register}/underenheter/210505059"))
        .await
        .json(200);
    assert_eq!(unit["overordnetEnhet"], FJORD);
    running
        .open(&format!("{register}/underenheter/{FJORD}"))
        .await
        .bare(404);
    let batch = format!("{register}/enheter?organisasjonsnummer={FJORD},{LUNDE},310757632");
    let batch = running.open(&batch).await.json(200);
    assert_eq!(
        batch["_embedded"]["enheter"].as_array().map(Vec::len),
        Some(2)
    );
    assert_eq!(batch["page"]["totalElements"], 2);
    let none = running
        .open(&format!("{register}/enheter?navn=finnes ikke"))
        .await
        .json(200);
    assert!(none.get("_embedded").is_none());
    running
        .open(&format!("{register}/enheter?page=1000&size=100"))
        .await
        .json(400);
    let units = running
        .open(&format!("{register}/underenheter?overordnetEnhet={FJORD}"))
        .await
        .json(200);
    assert_eq!(
        units["_embedded"]["underenheter"].as_array().map(Vec::len),
        Some(2)
    );
    let roles = running
        .open(&format!("{register}/enheter/{FJORD}/roller"))
        .await
        .json(200);
    let groups = roles["rollegrupper"].as_array().expect("groups").clone();
    assert!(groups.iter().any(|group| group["type"]["kode"] == "DAGL"
        && group["roller"][0]["person"]["navn"]["etternavn"] == "Solberg"));
    assert!(groups.iter().any(|group| group["type"]["kode"] == "REGN"
        && group["roller"][0]["enhet"]["organisasjonsnummer"] == LUNDE));
}

/// The parts of the registry and of the Enhetsregisteret that only a synchronising client reads.
#[tokio::test]
async fn feeds_and_policies_can_be_read() {
    let running = Running::start().await;
    let registry = "/resourceregistry/api/v1/resource";
    let policy = running
        .open(&format!("{registry}/ske-krav-og-betalinger/policy"))
        .await;
    assert_eq!(policy.status, 200);
    assert_eq!(policy.header("content-type"), "application/xml");
    assert!(
        policy
            .text
            .contains("PolicyId=\"urn:altinn:resource:policyid:ske-krav-og-betalinger\"")
    );
    assert!(policy.text.contains("Effect=\"Permit\""));
    assert!(policy.text.contains("minimum-authenticationlevel"));
    running
        .open(&format!("{registry}/finnes-ikke/policy"))
        .await
        .bare(404);

    let mut seen = 0;
    let mut next = format!("{registry}/changes?limit=40");
    loop {
        let page = running.open(&next).await.json(200);
        let rows = page["data"].as_array().expect("rows").len();
        assert!(rows <= 40);
        seen += rows;
        match page["links"]["next"].as_str() {
            Some(link) => {
                next = link
                    .strip_prefix(running.base())
                    .expect("our own")
                    .to_owned()
            }
            None => break,
        }
    }
    let all = running
        .open(&format!("{registry}/resourcelist?includeMigratedApps=true"))
        .await
        .json(200);
    assert_eq!(seen, all.as_array().expect("a list").len());
    running
        .open(&format!("{registry}/changes?limit=0"))
        .await
        .json(400);
    let subjects = running.open(&format!("{registry}/updated")).await.json(200);
    assert!(subjects["data"][0]["subjectUrn"].is_string());

    let units = "/enhetsregisteret/api";
    running
        .open(&format!("{units}/enheter/310000019"))
        .await
        .bare(410);
    let forms = running
        .open(&format!("{units}/organisasjonsformer"))
        .await
        .json(200);
    let forms = forms["_embedded"]["organisasjonsformer"].as_array();
    assert!(
        forms
            .expect("forms")
            .iter()
            .any(|form| form["kode"] == "AS")
    );
    let feed = format!("{units}/oppdateringer/enheter?dato=2025-01-01T00:00:00.000Z");
    let page = running.open(&feed).await.json(200);
    let changes = page["_embedded"]["oppdaterteEnheter"].as_array();
    for change in changes.expect("changes") {
        assert!(change["dato"].as_str().expect("a day") >= "2025-01-01");
    }
}

#[tokio::test]
async fn an_id_that_is_none_is_named() {
    let running = Running::start().await;
    for path in [
        "accesspackages/group",
        "accesspackages/area",
        "accesspackages/package",
        "roles",
    ] {
        let path = format!("/accessmanagement/api/v1/meta/info/{path}/42");
        let body = running.open(&path).await.json(400);
        assert_eq!(
            body["errors"]["id"][0], "The value '42' is not valid.",
            "{path}"
        );
    }
}
