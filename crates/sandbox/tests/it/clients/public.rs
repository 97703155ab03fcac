//! `enduser/systemuser`: system users for clients, as third parties may handle them.

use serde_json::{Value, json};

use super::{FJORD, Firm, HEIMLY, NORDLYS, TINDE, complaint, complaints, line};
use crate::support::{CLIENTS_READ, CLIENTS_WRITE, LUNDE, PORTAL, STORVIK};

const BASE: &str = "/authentication/api/v1/enduser/systemuser";

fn numbers(body: &Value) -> Vec<&str> {
    let mut all: Vec<&str> = body["data"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|row| row["clientOrganizationNumber"].as_str())
        .collect();
    all.sort_unstable();
    all
}

#[tokio::test]
async fn the_firms_system_users_are_listed_by_its_number() {
    let firm = Firm::start().await;
    let path = format!("{BASE}/agents?party={LUNDE}");
    let rows = firm.running.get(&path, &firm.kari).await.json(200);
    let rows = rows.as_array().expect("a bare array");
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert_eq!(row["userType"], "agent");
        assert_eq!(
            (&row["productName"], &row["partyUuId"]),
            (&json!(""), &json!(""))
        );
        assert!(
            row["accessPackages"]
                .as_array()
                .is_some_and(|list| !list.is_empty())
        );
    }
    let unknown = firm
        .running
        .get(&format!("{BASE}/agents?party=1"), &firm.kari)
        .await;
    let problem = unknown.json(404);
    assert_eq!(problem["title"], "Party not found");
    assert!(problem.get("code").is_none());
    let missing = firm
        .running
        .get(&format!("{BASE}/agents"), &firm.kari)
        .await;
    missing.json(400);
}

#[tokio::test]
async fn the_portals_scope_is_not_accepted() {
    let firm = Firm::start().await;
    let agent = firm.system_user("_kystmva").await;
    let portal = firm.running.token("odd", &[PORTAL]).await;
    for path in [
        format!("{BASE}/agents?party={LUNDE}"),
        format!("{BASE}/clients?agent={agent}"),
        format!("{BASE}/clients/available?agent={agent}"),
    ] {
        firm.running.open(&path).await.bare(401);
        firm.running.get(&path, &portal).await.bare(403);
        let mina = firm.running.token("mina", &[CLIENTS_READ]).await;
        firm.running.get(&path, &mina).await.bare(403);
        let odd = firm.running.token("odd", &[CLIENTS_READ]).await;
        firm.running.get(&path, &odd).await.json(200);
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_query_is_told_together() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let own_use = running
        .in_state("systemUsers", "systemId", "316111440_oppdrag_bilag")
        .await;
    let own_use = own_use["id"].as_str().expect("an id").to_owned();
    for (query, code) in [
        (String::new(), "AUTH.VLD-00014"),
        (format!("?agent={}", uuid::Uuid::new_v4()), "AUTH.VLD-00014"),
        (format!("?agent={own_use}"), "AUTH.VLD-00015"),
    ] {
        for list in ["clients", "clients/available"] {
            let answer = running
                .get(&format!("{BASE}/{list}{query}"), &firm.kari)
                .await;
            assert_eq!(complaint(&answer), line(code, "?agent"), "{list}{query}");
        }
    }
    let answer = running
        .act(&format!("{BASE}/clients?agent={own_use}"), &firm.kari)
        .await;
    assert_eq!(
        complaints(&answer),
        [
            line("AUTH.VLD-00015", "?agent"),
            line("AUTH.VLD-00016", "?client")
        ]
    );
    let agent = firm.system_user("_kystmva").await;
    let answer = running
        .delete(&format!("{BASE}/clients?agent={agent}"), &firm.kari)
        .await;
    assert_eq!(complaint(&answer), line("AUTH.VLD-00016", "?client"));
    let answer = running
        .get(&format!("{BASE}/clients?agent=x"), &firm.kari)
        .await;
    assert!(answer.json(400)["errors"]["agent"].is_array());
}

#[tokio::test]
async fn clients_are_added_and_taken_away() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let agent = firm.system_user("_kystmva").await;
    let list = format!("{BASE}/clients?agent={agent}");
    let body = running.get(&list, &firm.kari).await.json(200);
    assert_eq!(body["links"], json!({}));
    assert_eq!(
        body["systemUserInformation"],
        json!({ "systemUserId": agent, "systemUserOwnerOrg": LUNDE })
    );
    assert_eq!(numbers(&body), [NORDLYS, "311231235", FJORD]);
    let storvik = firm.client(STORVIK).await;
    let one = format!("{list}&client={storvik}");
    for _ in 0..2 {
        let answer = running.act(&one, &firm.kari).await.json(200);
        assert_eq!(answer, json!({ "agent": agent, "client": storvik }));
    }
    assert_eq!(
        numbers(&running.get(&list, &firm.kari).await.json(200)).len(),
        4
    );
    // The other door sees it.
    assert_eq!(firm.truth(&agent, STORVIK).await.len(), 1);
    let clients = firm
        .get(&format!("agents/accesspackages?agent={agent}"))
        .await;
    assert_eq!(clients.len(), 4);
    for _ in 0..2 {
        let answer = running.delete(&one, &firm.kari).await.json(200);
        assert_eq!(answer, json!({ "agent": agent, "client": storvik }));
    }
    assert!(firm.truth(&agent, STORVIK).await.is_empty());
}

/// The list takes any of the packages, adding demands all of them.
#[tokio::test]
async fn what_looks_available_may_be_refused() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let agent = firm.system_user("_oppdrag_eiendom").await;
    let available = format!("{BASE}/clients/available?agent={agent}");
    let body = running.get(&available, &firm.kari).await.json(200);
    assert_eq!(numbers(&body), [TINDE, HEIMLY], "by number");
    let add = |client: String| format!("{BASE}/clients?agent={agent}&client={client}");
    let tinde = add(firm.client(TINDE).await);
    assert_eq!(
        running.act(&tinde, &firm.kari).await.code(400),
        "AUTH-00080"
    );
    let fjord = add(firm.client(FJORD).await);
    assert_eq!(
        running.act(&fjord, &firm.kari).await.code(400),
        "AUTH-00079"
    );
    let solgry = add(firm.client("310230235").await);
    assert_eq!(
        running.act(&solgry, &firm.kari).await.code(400),
        "AUTH-00079"
    );
    // Two roles bring one package each, so there are two delegations; taking away takes one.
    let heimly = add(firm.client(HEIMLY).await);
    running.delete(&heimly, &firm.kari).await.json(200);
    assert_eq!(firm.truth(&agent, HEIMLY).await.len(), 1);
    running.act(&heimly, &firm.kari).await.json(200);
    assert_eq!(firm.truth(&agent, HEIMLY).await.len(), 2);
}

#[tokio::test]
async fn trouble_further_down_has_codes_of_its_own() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let agent = firm.system_user("_kystmva").await;
    let storvik = firm.client(STORVIK).await;
    let one = format!("{BASE}/clients?agent={agent}&client={storvik}");
    let below = "/accessmanagement/api/v1/enduser/clientdelegations";
    for (status, http, code) in [
        (401, 401, "AUTH-00043"),
        (403, 403, "AUTH-00044"),
        (500, 400, "AUTH-00045"),
    ] {
        let fault = json!([{ "path": below, "method": "GET", "status": status }]);
        running.control("PUT", "faults", &fault).await;
        for path in [
            format!("{BASE}/clients?agent={agent}"),
            format!("{BASE}/clients/available?agent={agent}"),
        ] {
            assert_eq!(
                running.get(&path, &firm.kari).await.code(http),
                code,
                "{path}"
            );
        }
        assert_eq!(running.act(&one, &firm.kari).await.code(http), code);
    }
    for (method, code) in [("POST", "AUTH-00002"), ("DELETE", "AUTH-00031")] {
        let fault = json!([{ "path": below, "method": method, "status": 500 }]);
        running.control("PUT", "faults", &fault).await;
        let answer = running.call(method, &one, Some(&firm.kari), None).await;
        assert_eq!(answer.code(400), code);
    }
    running.control("DELETE", "faults", &json!(null)).await;
    // Adding reads the firm's clients with the same token.
    let writer = running.token("kari", &[CLIENTS_WRITE]).await;
    assert_eq!(running.act(&one, &writer).await.code(403), "AUTH-00044");
    let reader = running.token("kari", &[CLIENTS_READ]).await;
    running.act(&one, &reader).await.bare(403);
}

#[tokio::test]
async fn a_system_user_may_administer_clients_too() {
    let firm = Firm::start().await;
    let running = &firm.running;
    // A system user of the firm for its own use, which holds the package.
    let vendor = crate::support::Vendor::register(
        running,
        "311111116",
        &[
            CLIENTS_READ,
            CLIENTS_WRITE,
            "altinn:authentication/systemregister.write",
        ],
    )
    .await;
    let register = running_register(&firm, &vendor).await;
    let path = format!("{BASE}/agents?party={LUNDE}");
    running.get(&path, &register).await.json(200);
    let agent = firm.system_user("_kystmva").await;
    let storvik = firm.client(STORVIK).await;
    let one = format!("{BASE}/clients?agent={agent}&client={storvik}");
    running.act(&one, &register).await.json(200);
    let other = format!("{BASE}/agents?party={FJORD}");
    running.get(&other, &register).await.bare(403);
}

/// Registers a system with the package, sets a system user up, and takes its token.
async fn running_register(firm: &Firm, vendor: &crate::support::Vendor) -> String {
    let running = &firm.running;
    let scope = "altinn:authentication/systemregister.write";
    let token = vendor.token(running, &[scope]).await;
    let system = json!({
        "id": "311111116_klientstyring",
        "vendor": { "ID": "0192:311111116" },
        "name": { "nb": "Klientstyring", "nn": "Klientstyring", "en": "Clients" },
        "description": { "nb": "x", "nn": "x", "en": "x" },
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:klientadministrator" }],
        "clientId": [vendor.client_id],
        "allowedRedirectUrls": ["https://smartcloud.example/ferdig"],
    });
    let path = format!("{}/vendor", crate::support::REGISTER);
    running.post(&path, &token, &system).await.json(200);
    let odd = running
        .token("odd", &[crate::support::TO_OTHERS_WRITE])
        .await;
    let (party, _) = running.party(LUNDE).await;
    let create = format!("{}/{party}/create", crate::support::SYSTEM_USERS);
    let body =
        json!({ "integrationTitle": "Klientstyring", "systemId": "311111116_klientstyring" });
    running.post(&create, &odd, &body).await.json(200);
    let details = json!([{
        "type": "urn:altinn:systemuser",
        "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": format!("0192:{LUNDE}") },
    }]);
    let scopes = format!("{CLIENTS_READ} {CLIENTS_WRITE}");
    let granted = vendor
        .maskinporten_token(running, &scopes, Some(details))
        .await
        .json(200);
    crate::support::exchange(running, granted["access_token"].as_str().expect("a token")).await
}
