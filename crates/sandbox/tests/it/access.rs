//! Who may act for whom, what may be passed on, and who holds what.

use serde_json::{Value, json};

use crate::support::{
    FJORD, FROM_OTHERS_READ, LUNDE, PARTIES, PORTAL, Running, TO_OTHERS_READ, TO_OTHERS_WRITE,
};

const AM: &str = "/accessmanagement/api/v1";
const LIST: &str = "/accessmanagement/api/v1/enduser/authorizedparties";
const CONNECTIONS: &str = "/accessmanagement/api/v1/enduser/connections";

async fn list(running: &Running, token: &str, query: &str) -> Vec<Value> {
    let body = running
        .get(&format!("{LIST}?{query}"), token)
        .await
        .json(200);
    assert_eq!(body["links"], json!({ "next": null }));
    body["data"].as_array().expect("a flat array").clone()
}

fn named<'a>(parties: &'a [Value], name: &str) -> Option<&'a Value> {
    parties.iter().find(|party| party["name"] == name)
}

#[tokio::test]
async fn the_list_asks_for_a_scope_and_has_the_shape_of_the_reference() {
    let running = Running::start().await;
    let without = running.token("kari", &[]).await;
    running.get(LIST, &without).await.bare(403);
    running.open(LIST).await.bare(401);
    let kari = running.token("kari", &[PARTIES]).await;
    let parties = list(&running, &kari, "").await;
    let fjord = named(&parties, "FJORD SNEKKERI AS").expect("one of Kari's");
    assert_eq!(fjord["organizationNumber"], FJORD);
    assert_eq!(
        (&fjord["type"], &fjord["unitType"]),
        (&json!("Organization"), &json!("AS"))
    );
    assert_eq!(fjord["isDeleted"], false);
    for null in ["parentId", "personId", "dateOfBirth", "emailId"] {
        assert!(
            fjord.get(null).is_some_and(Value::is_null),
            "{null} is written"
        );
    }
    for empty in [
        "authorizedRoles",
        "authorizedAccessPackages",
        "authorizedResources",
        "authorizedInstances",
    ] {
        assert_eq!(fjord[empty], json!([]), "{empty} only when asked for");
    }
    let units = fjord["subunits"].as_array().expect("an array");
    assert_eq!(units.len(), 2);
    assert!(units.iter().all(|unit| unit["unitType"] == "BEDR"));
    assert!(
        named(&parties, "FJORD SNEKKERI AS AVD MOLDE").is_none(),
        "never at the top"
    );
}

#[tokio::test]
async fn the_special_parties_are_there() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PARTIES]).await;
    let parties = list(
        &running,
        &kari,
        "includeInactiveParties=false&includeSubParties=false",
    )
    .await;
    let own = named(&parties, "KARI HAUGEN").expect("her own party");
    assert_eq!(
        (&own["type"], &own["dateOfBirth"]),
        (&json!("Person"), &json!("1978-03-14"))
    );
    let deleted = named(&parties, "LANGØY HAVFISKE AS").expect("deleted ones always come back");
    assert_eq!(deleted["isDeleted"], true);
    let above = named(&parties, "HAUGESUND TAK OG BLIKK AS").expect("shown for its sub-unit");
    assert_eq!(above["onlyHierarchyElementWithNoAccess"], true);
    assert_eq!(above["subunits"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        above["subunits"][0]["onlyHierarchyElementWithNoAccess"],
        false
    );
    assert!(named(&parties, "SOLGRY GJESTEGÅRD AS").is_none());
    assert_eq!(parties.len(), 12, "eleven organisations and herself");

    running
        .control("PUT", "switches", &json!({ "partyFiltersWork": true }))
        .await;
    let parties = list(
        &running,
        &kari,
        "includeInactiveParties=false&includeSubParties=false",
    )
    .await;
    assert!(named(&parties, "LANGØY HAVFISKE AS").is_none());
    assert!(parties.iter().all(|party| party["subunits"] == json!([])));
}

#[tokio::test]
async fn roles_packages_and_services_are_told_when_asked_for() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PARTIES]).await;
    let query = "includeRoles=true&includeAccessPackages=true&includeResources=true";
    let parties = list(&running, &kari, query).await;
    let has = |party: &Value, list: &str, item: &str| {
        party[list]
            .as_array()
            .is_some_and(|items| items.iter().any(|each| each == item))
    };
    let nordlys = named(&parties, "NORDLYS BAKERI AS").expect("Kari leads it");
    assert_eq!(nordlys["authorizedRoles"], json!(["dagl", "daglig-leder"]));
    assert!(has(nordlys, "authorizedAccessPackages", "tilgangsstyrer"));
    assert!(has(
        nordlys,
        "authorizedResources",
        "app_skd_mva-melding-innsending-v1"
    ));
    assert!(has(
        nordlys,
        "authorizedResources",
        "altinn_access_management"
    ));
    assert!(
        has(&nordlys["subunits"][0], "authorizedAccessPackages", "lonn"),
        "inherited"
    );
    let fjord = named(&parties, "FJORD SNEKKERI AS").expect("given packages only");
    assert_eq!(
        fjord["authorizedRoles"],
        json!([]),
        "a right holder has no role to show"
    );
    assert!(has(
        fjord,
        "authorizedAccessPackages",
        "regnskap-okonomi-rapport"
    ));
    assert!(!has(fjord, "authorizedAccessPackages", "lonn"));
    let granli = named(&parties, "GRANLI EIENDOM AS").expect("main administrator");
    assert!(
        !has(granli, "authorizedAccessPackages", "merverdiavgift"),
        "may hand out, not use"
    );
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PARTIES]).await;
    let names = |parties: &[Value]| -> Vec<String> {
        parties
            .iter()
            .map(|party| party["name"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let managed = list(
        &running,
        &kari,
        "anyOfResourceIds=altinn_access_management&anyOfResourceIds=finnes-ikke",
    )
    .await;
    let managed = names(&managed);
    for name in [
        "FJORD SNEKKERI AS",
        "NORDLYS BAKERI AS",
        "GRANLI EIENDOM AS",
        "LUNDE REGNSKAP AS",
    ] {
        assert!(managed.iter().any(|each| each == name), "{name}");
    }
    for name in [
        "MYKLEBUST KAFÉ AS",
        "HAUGESUND TAK OG BLIKK AS",
        "KARI HAUGEN",
    ] {
        assert!(!managed.iter().any(|each| each == name), "{name}");
    }
    let clients = list(
        &running,
        &kari,
        "anyOfResourceIds=altinn_client_administration",
    )
    .await;
    assert!(names(&clients).contains(&"LUNDE REGNSKAP AS".to_owned()));
    assert!(
        list(&running, &kari, "anyOfResourceIds=finnes-ikke")
            .await
            .is_empty()
    );

    let (_, fjord) = running.party(FJORD).await;
    let one = list(&running, &kari, &format!("partyFilter={fjord}")).await;
    assert_eq!(names(&one), ["FJORD SNEKKERI AS"]);
    let (_, unit) = running.party("210505059").await;
    let unit = list(&running, &kari, &format!("partyFilter={unit}")).await;
    assert_eq!(
        names(&unit),
        ["FJORD SNEKKERI AS"],
        "a sub-unit pulls its main unit in"
    );
    assert_eq!(unit[0]["subunits"].as_array().map(Vec::len), Some(1));
    for bad in [
        "partyFilter=4711",
        "includeRoles=kanskje",
        "includePartiesViaKeyRoles=2",
    ] {
        let answer = running.get(&format!("{LIST}?{bad}"), &kari).await;
        assert!(answer.json(400)["errors"].is_object(), "{bad}");
    }
}

#[tokio::test]
async fn clients_come_through_a_key_role_and_only_when_asked_for() {
    let running = Running::start().await;
    let odd = running.token("odd", &[PARTIES]).await;
    let auto = list(&running, &odd, "").await;
    assert!(named(&auto, "FJORD SNEKKERI AS").is_none());
    let all = list(
        &running,
        &odd,
        "includePartiesViaKeyRoles=true&includeRoles=true&includeAccessPackages=true",
    )
    .await;
    let fjord = named(&all, "FJORD SNEKKERI AS").expect("a client");
    assert_eq!(fjord["authorizedRoles"], json!(["regn", "regnskapsforer"]));
    assert_eq!(
        fjord["authorizedAccessPackages"],
        json!([
            "regnskapsforer-lonn",
            "regnskapsforer-med-signeringsrettighet",
            "regnskapsforer-uten-signeringsrettighet"
        ])
    );
    let business = named(&all, "HAUGEN HAGEDESIGN KARI HAUGEN").expect("a sole trader");
    assert_eq!(business["unitType"], "ENK");
    let owner = named(&all, "KARI HAUGEN").expect("its owner, as a party of her own");
    assert_eq!(
        owner["authorizedAccessPackages"],
        business["authorizedAccessPackages"]
    );
    running
        .control("PUT", "switches", &json!({ "showClientUnits": true }))
        .await;
    let auto = list(&running, &odd, "includePartiesViaKeyRoles=auto").await;
    assert!(named(&auto, "FJORD SNEKKERI AS").is_some());
}

#[tokio::test]
async fn the_older_lists_are_bare_and_tell_everything() {
    let running = Running::start().await;
    let kari = running.token("kari", &[]).await;
    let parties = running
        .get(&format!("{AM}/authorizedparties"), &kari)
        .await
        .json(200);
    let parties = parties.as_array().expect("a bare array");
    let nordlys = named(parties, "NORDLYS BAKERI AS").expect("one of them");
    assert_ne!(nordlys["authorizedRoles"], json!([]));
    let (party, _) = running.party(FJORD).await;
    let one = running
        .get(&format!("{AM}/authorizedparty/{party}"), &kari)
        .await
        .json(200);
    assert_eq!(one["organizationNumber"], FJORD);
    let (foreign, _) = running.party("310230235").await;
    let none = running
        .get(&format!("{AM}/authorizedparty/{foreign}"), &kari)
        .await
        .json(400);
    assert!(none["errors"]["InvalidParty"].is_array());
    let (lunde, _) = running.party(LUNDE).await;
    let clients = running
        .get(&format!("{AM}/{lunde}/authorizedparties"), &kari)
        .await
        .json(200);
    assert_eq!(clients.as_array().map(Vec::len), Some(12));
    running
        .get(&format!("{AM}/{foreign}/authorizedparties"), &kari)
        .await
        .bare(403);
}

#[tokio::test]
async fn packages_are_checked_one_by_one() {
    let running = Running::start().await;
    let kari = running.token("kari", &[TO_OTHERS_WRITE]).await;
    let (_, fjord) = running.party(FJORD).await;
    let path = format!("{CONNECTIONS}/accesspackages/delegationcheck?party={fjord}");
    let urn = |code: &str| format!("urn:altinn:accesspackage:{code}");
    let both = format!(
        "{path}&packages={}&packages={}",
        urn("lonn"),
        urn("merverdiavgift")
    );
    let body = running.get(&both, &kari).await.json(200);
    assert_eq!(body["data"][0]["package"]["urn"], urn("lonn"));
    assert_eq!(
        (&body["data"][0]["result"], &body["data"][0]["reasons"]),
        (&json!(false), &json!([]))
    );
    assert_eq!(body["data"][1]["result"], true);
    assert_eq!(
        body["data"][1]["reasons"][0]["fromName"],
        "FJORD SNEKKERI AS"
    );
    let all = running.get(&path, &kari).await.json(200);
    assert!(all["data"].as_array().is_some_and(|rows| rows.len() > 100));
    let unknown = running
        .get(&format!("{path}&packages={}", urn("finnes-ikke")), &kari)
        .await;
    assert_eq!(
        unknown.json(400)["validationErrors"][0]["code"],
        "AM.VLD-00030"
    );
    let (_, granli) = running.party("311011014").await;
    let path = format!(
        "{CONNECTIONS}/accesspackages/delegationcheck?party={granli}&packages={}",
        urn("merverdiavgift")
    );
    assert_eq!(
        running.get(&path, &kari).await.json(200)["data"][0]["result"],
        true,
        "may hand out"
    );
}

#[tokio::test]
async fn services_are_checked_action_by_action_with_reasons() {
    let running = Running::start().await;
    let odd = running.token("odd", &[TO_OTHERS_WRITE]).await;
    let (_, solgry) = running.party("310230235").await;
    let check = |service: &str| {
        format!("{CONNECTIONS}/resources/delegationcheck?party={solgry}&resource={service}")
    };
    let body = running.get(&check("ovelse-delvis"), &odd).await.json(200);
    assert_eq!(body["resource"]["refId"], "ovelse-delvis");
    let rights = body["rights"].as_array().expect("rights");
    assert_eq!(rights[0]["right"]["action"]["value"], "read");
    assert_eq!(
        (&rights[0]["result"], &rights[0]["reasonCodes"]),
        (&json!(true), &json!(["PackageAccess"]))
    );
    assert_eq!(
        (&rights[1]["result"], &rights[1]["reasonCodes"]),
        (&json!(false), &json!(["MissingRoleAccess"]))
    );
    let key = rights[0]["right"]["key"].as_str().expect("a key");
    assert!(key.starts_with("01") && key.len() == 66);
    for (service, reason) in [
        ("ovelse-mangler-rolle", "MissingRoleAccess"),
        ("ovelse-mangler-delegering", "MissingDelegationAccess"),
        ("ovelse-mangler-pakke", "MissingPackageAccess"),
        ("ovelse-tilgangsliste", "AccessListValidationFail"),
        ("ovelse-srr", "MissingSrrRightAccess"),
        ("ovelse-nivaa-4", "InsufficientAuthenticationLevel"),
        ("ovelse-ikke-delegerbar", "ResourceNotDelegable"),
        ("ovelse-maskinporten", "ResourceIsMaskinPortenSchema"),
        ("ovelse-uten-policy", "Unknown"),
    ] {
        let body = running.get(&check(service), &odd).await.json(200);
        assert_eq!(body["rights"][0]["reasonCodes"][0], reason, "{service}");
    }
    let title =
        json!({ "nb": "Uten handlinger", "nn": "Utan handlingar", "en": "Without actions" });
    let service = json!({ "title": title, "actions": [] });
    running
        .control("PUT", "resources/uten-handlinger", &service)
        .await;
    let body = running.get(&check("uten-handlinger"), &odd).await.json(200);
    assert_eq!(body["rights"], json!([]));
    let both = running
        .get(&check("app_skd_mva-melding-innsending-v1"), &odd)
        .await
        .json(200);
    assert_eq!(
        both["rights"][0]["reasonCodes"],
        json!(["MissingRoleAccess", "MissingPackageAccess"])
    );
    running.get(&check("finnes-ikke"), &odd).await.json(400);
}

#[tokio::test]
async fn checks_have_gates_and_a_missing_party_is_forbidden() {
    let running = Running::start().await;
    let (_, fjord) = running.party(FJORD).await;
    let path = format!("{CONNECTIONS}/accesspackages/delegationcheck?party={fjord}");
    let reader = running.token("kari", &[TO_OTHERS_READ]).await;
    running.get(&path, &reader).await.bare(403);
    let mina = running.token("mina", &[TO_OTHERS_WRITE]).await;
    running.get(&path, &mina).await.bare(403);
    let kari = running.token("kari", &[TO_OTHERS_WRITE]).await;
    for party in [
        "",
        "?party=",
        "?party=4711",
        "?party=00000000-0000-0000-0000-000000000000",
    ] {
        let path = format!("{CONNECTIONS}/resources/delegationcheck{party}");
        running.get(&path, &kari).await.bare(403);
    }
    let portal = running.token("kari", &[PORTAL]).await;
    running.get(&path, &portal).await.json(200);
}

#[tokio::test]
async fn connections_have_a_direction_and_show_who_else_may_decide() {
    let running = Running::start().await;
    let (_, fjord) = running.party(FJORD).await;
    let given = format!("{CONNECTIONS}?party={fjord}&from={fjord}&includeAccessPackages=true");
    let kari = running.token("kari", &[TO_OTHERS_READ]).await;
    let body = running.get(&given, &kari).await.json(200);
    let rows = body["data"].as_array().expect("rows");
    let row = |name: &str| {
        rows.iter()
            .find(|row| row["party"]["name"] == name)
            .expect("a row")
    };
    let ingrid = row("INGRID SOLBERG");
    assert_eq!(ingrid["roles"][0]["code"], "daglig-leder");
    assert_eq!(
        ingrid["roles"][0]["legacyurn "], "urn:altinn:rolecode:dagl",
        "with a space"
    );
    assert!(ingrid["party"]["partyid"].is_number(), "in lower case");
    let urns = ingrid["packages"].as_array().expect("packages");
    assert!(
        urns.iter()
            .any(|package| package["urn"] == "urn:altinn:accesspackage:lonn")
    );
    let tor = row("TOR BAKKE");
    assert_eq!(
        tor["packages"][0]["urn"],
        "urn:altinn:accesspackage:hovedadministrator"
    );
    assert_eq!(row("LUNDE REGNSKAP AS")["party"]["type"], "Organisasjon");

    let (_, lunde) = running.party(LUNDE).await;
    let received = format!("{CONNECTIONS}?party={lunde}&to={lunde}");
    running.get(&received, &kari).await.bare(403);
    let from = running.token("kari", &[FROM_OTHERS_READ]).await;
    let body = running.get(&received, &from).await.json(200);
    assert_eq!(body["data"].as_array().map(Vec::len), Some(12));
    running.get(&given, &from).await.bare(403);
    running
        .get(&format!("{CONNECTIONS}?party={fjord}&from={lunde}"), &kari)
        .await
        .bare(403);
}

#[tokio::test]
async fn the_holdings_of_a_system_user_are_its_own() {
    let running = Running::start().await;
    let kari = running.token("kari", &[TO_OTHERS_READ]).await;
    let accepted = running.tagged("accepted").await;
    let (_, party) = running.party(&accepted.org_no).await;
    let query = format!("party={party}&from={party}&to={}", accepted.id);
    let packages = running
        .get(&format!("{CONNECTIONS}/accesspackages?{query}"), &kari)
        .await;
    let packages = packages.json(200);
    assert_eq!(packages["data"].as_array().map(Vec::len), Some(2));
    let permission = &packages["data"][0]["permissions"][0];
    assert_eq!(permission["to"]["type"], "Systembruker");
    assert_eq!(permission["to"]["variant"], "StandardSystem");
    assert_eq!(permission["reason"]["flag"], 1);
    let services = running
        .get(&format!("{CONNECTIONS}/resources?{query}"), &kari)
        .await
        .json(200);
    assert_eq!(services, json!([]), "a bare array, and no single services");
}

/// The switch that really pages: each page says where the next one is, and every party comes once.
#[tokio::test]
async fn the_list_of_parties_pages_when_the_switch_says_so() {
    let running = Running::start().await;
    let kari = running
        .token("kari", &["altinn:accessmanagement/authorizedparties"])
        .await;
    let list = "/accessmanagement/api/v1/enduser/authorizedparties?includeRoles=true";
    let whole = running.get(list, &kari).await.json(200);
    assert_eq!(whole["links"]["next"], json!(null));
    let whole = whole["data"].as_array().expect("parties").clone();
    running
        .control("PUT", "switches", &json!({ "partyPageSize": 4 }))
        .await;
    let (mut pages, mut all, mut next) = (0, Vec::new(), list.to_owned());
    loop {
        let page = running.get(&next, &kari).await.json(200);
        let data = page["data"].as_array().expect("parties");
        assert!(data.len() <= 4);
        all.extend(data.clone());
        pages += 1;
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
    assert!(pages > 2, "{pages}");
    assert_eq!(all, whole, "nothing twice, nothing lost, roles still told");
}
