//! Lists of clients and agents.

use serde_json::json;

use super::{FJORD, Firm, HEIMLY, LANGOEY, TINDE, TINDE_UNIT, V1, V2, WAGES, accesses, row};
use crate::support::{CLIENTS_READ, CLIENTS_WRITE, LUNDE, PORTAL, Running};

#[tokio::test]
async fn the_clients_are_all_there_with_what_each_brings() {
    let firm = Firm::start().await;
    let clients = firm.get("clients").await;
    assert_eq!(clients.len(), 12);
    let fjord = row(&clients, "client", &firm.client(FJORD).await);
    assert_eq!(
        accesses(fjord),
        [(
            "regnskapsforer".to_owned(),
            [
                "regnskapsforer-med-signeringsrettighet",
                "regnskapsforer-uten-signeringsrettighet",
                "regnskapsforer-lonn"
            ]
            .map(str::to_owned)
            .to_vec()
        )]
    );
    // Spellings that are Altinn's own.
    let entity = &fjord["client"];
    assert!(entity["partyid"].is_u64() && entity.get("partyId").is_none());
    assert_eq!(
        (&entity["type"], &entity["variant"]),
        (&json!("Organisasjon"), &json!("AS"))
    );
    assert_eq!(
        (&entity["children"], &entity["parent"]),
        (&json!(null), &json!(null))
    );
    let role = &fjord["access"][0]["role"];
    assert_eq!(role["legacyurn "], "urn:altinn:rolecode:regn");
    assert!(role.get("legacyurn").is_none());
    let deleted = row(&clients, "client", &firm.client(LANGOEY).await);
    assert_eq!(deleted["client"]["isDeleted"], true);
    assert_eq!(
        accesses(deleted)[0].1.len(),
        3,
        "deleted clients stay as they were"
    );
    let heimly = row(&clients, "client", &firm.client(HEIMLY).await);
    assert_eq!(
        accesses(heimly)
            .iter()
            .map(|(role, _)| role.as_str())
            .collect::<Vec<_>>(),
        ["forretningsforer", "rettighetshaver"]
    );
    assert_eq!(accesses(heimly)[0].1, ["forretningsforer-eiendom"]);
    let tinde = row(&clients, "client", &firm.client(TINDE).await);
    assert_eq!(
        accesses(tinde)[0].1,
        ["regnskap-okonomi-rapport", "krav-og-utlegg"],
        "what cannot go on to agents is left out"
    );
    assert_eq!(
        tinde["access"][0]["resources"][0]["refId"],
        "ske-mva-kompensasjon"
    );
    let unit = row(&clients, "client", &firm.client(TINDE_UNIT).await);
    assert_eq!(unit["client"]["parent"]["organizationIdentifier"], TINDE);
    assert_eq!(accesses(unit), [("hovedenhet".to_owned(), Vec::new())]);
}

#[tokio::test]
async fn the_first_version_knows_no_services() {
    let firm = Firm::start().await;
    let path = format!(
        "{V1}/clients?party={}&resources=ske-mva-kompensasjon",
        firm.uuid
    );
    let body = firm.running.get(&path, &firm.kari).await.json(200);
    let clients = body["data"].as_array().expect("a list");
    assert_eq!(clients.len(), 12, "the filter on services is not one");
    let tinde = row(clients, "client", &firm.client(TINDE).await);
    assert!(tinde["access"][0].get("resources").is_none());
    let agents = format!("{V1}/agents?party={}", firm.uuid);
    let body = firm.running.get(&agents, &firm.kari).await.json(200);
    assert!(body["data"][0]["access"][0].get("resources").is_none());
    for missing in ["agents/resources", "clients/resources"] {
        let path = format!("{V1}/{missing}?party={}", firm.uuid);
        firm.running.get(&path, &firm.kari).await.bare(404);
    }
}

#[tokio::test]
async fn filters_are_forgiving_and_alternatives() {
    let firm = Firm::start().await;
    for (query, count) in [
        ("roles=regnskapsforer", 9),
        ("roles=REGN", 9),
        ("roles=urn:altinn:external-role:ccr:forretningsforer", 1),
        ("roles=46e27685-b3ba-423e-8b42-faab54de5817", 9),
        ("roles=rettighetshaver", 2),
        ("roles=regnskapsforer&roles=finnes-ikke", 9),
        ("roles=finnes-ikke", 0),
        ("packages=finnes-ikke", 0),
        ("resources=finnes-ikke", 0),
        ("packages=regnskapsforer-lonn", 9),
        ("packages=:krav-og-utlegg", 2),
        (
            "packages=urn:altinn:accesspackage:krav-og-utlegg&packages=forretningsforer-eiendom",
            2,
        ),
        ("packages=regnskapsforer-lonn&packages=krav-og-utlegg", 11),
        ("resources=ske-mva-kompensasjon", 1),
    ] {
        let clients = firm.get(&format!("clients?{query}")).await;
        assert_eq!(clients.len(), count, "{query}");
    }
    let clients = firm.get("clients?packages=krav-og-utlegg").await;
    let heimly = row(&clients, "client", &firm.client(HEIMLY).await);
    assert_eq!(
        accesses(heimly),
        [(
            "rettighetshaver".to_owned(),
            vec!["krav-og-utlegg".to_owned()]
        )],
        "trimmed to what was asked for"
    );
}

#[tokio::test]
async fn agents_and_what_they_were_given() {
    let firm = Firm::start().await;
    let agents = firm.get("agents").await;
    assert_eq!(agents.len(), 5, "three system users and two persons");
    let kystmva = firm.system_user("_kystmva").await;
    let user = row(&agents, "agent", &kystmva);
    assert_eq!(
        (&user["agent"]["type"], &user["agent"]["variant"]),
        (&json!("Systembruker"), &json!("AgentSystem"))
    );
    assert_eq!(accesses(user), [("agent".to_owned(), Vec::new())]);
    assert!(user["agentAddedAt"].is_string());
    let eva = firm.person_id("eva").await;
    assert_eq!(row(&agents, "agent", &eva)["agent"]["type"], "Person");

    let clients = firm
        .get(&format!("agents/accesspackages?agent={kystmva}"))
        .await;
    assert_eq!(clients.len(), 3);
    let fjord = firm.client(FJORD).await;
    assert_eq!(
        accesses(row(&clients, "client", &fjord)),
        [(
            "regnskapsforer".to_owned(),
            vec!["regnskapsforer-med-signeringsrettighet".to_owned()]
        )]
    );
    let agents = firm
        .get(&format!("clients/accesspackages?client={fjord}"))
        .await;
    assert_eq!(agents.len(), 3, "two system users and Eva");
    assert_eq!(
        accesses(row(&agents, "agent", &eva))[0].1,
        ["regnskapsforer-lonn"]
    );
    let unused = firm.system_user("_fjellbekk_klientlonn").await;
    assert!(
        firm.get(&format!("agents/accesspackages?agent={unused}"))
            .await
            .is_empty()
    );
    let path = firm.path("agents/accesspackages");
    let missing = firm.running.get(&path, &firm.kari).await.json(400);
    assert!(missing["errors"]["agent"].is_array());
    let path = firm.path("agents/accesspackages?agent=x");
    assert!(firm.running.get(&path, &firm.kari).await.json(400)["errors"]["agent"].is_array());
}

#[tokio::test]
async fn scope_right_and_party_are_demanded_alike() {
    let firm = Firm::start().await;
    let running = &firm.running;
    for version in [V1, V2] {
        let path = format!("{version}/clients?party={}", firm.uuid);
        running.open(&path).await.bare(401);
        let none = running.token("kari", &[]).await;
        running.get(&path, &none).await.bare(403);
        let writer = running.token("kari", &[CLIENTS_WRITE]).await;
        running.get(&path, &writer).await.bare(403);
        for scope in [CLIENTS_READ, PORTAL] {
            let odd = running.token("odd", &[scope]).await;
            running.get(&path, &odd).await.json(200);
        }
        let mina = running.token("mina", &[CLIENTS_READ]).await;
        running.get(&path, &mina).await.bare(403);
        for query in [
            "",
            "?party=x",
            "?party=00000000-0000-0000-0000-000000000001",
        ] {
            let path = format!("{version}/clients{query}");
            running.get(&path, &firm.kari).await.bare(403);
        }
    }
    // Either package opens it.
    for package in ["klientadministrator", "hovedadministrator"] {
        let held = json!({ "packages": [package] });
        running
            .control("PUT", &format!("authorities/mina/{LUNDE}"), &held)
            .await;
        let mina = running.token("mina", &[CLIENTS_READ]).await;
        let path = format!("{V2}/agents?party={}", firm.uuid);
        running.get(&path, &mina).await.json(200);
    }
}

#[tokio::test]
async fn lists_come_whole_unless_the_switch_says_otherwise() {
    let firm = Firm::start().await;
    firm.running
        .control("PUT", "switches", &json!({ "partyPageSize": 5 }))
        .await;
    let mut path = firm.path("clients");
    let mut seen = 0;
    let mut pages = 0;
    loop {
        let body = firm.running.get(&path, &firm.kari).await.json(200);
        seen += body["data"].as_array().map_or(0, Vec::len);
        pages += 1;
        let Some(next) = body["links"]["next"].as_str() else {
            break;
        };
        path = next
            .strip_prefix(firm.running.base())
            .expect("here")
            .to_owned();
    }
    assert_eq!((seen, pages), (12, 3));
}

/// What a person was given as an agent opens the client to that person everywhere.
#[tokio::test]
async fn an_agents_client_is_among_its_parties() {
    let firm = Firm::start().await;
    let running: &Running = &firm.running;
    let mina = running.token("mina", &[crate::support::PARTIES]).await;
    let parties = "/accessmanagement/api/v1/enduser/authorizedparties?includeAccessPackages=true";
    let has = |body: &serde_json::Value| {
        let rows = body["data"].as_array().expect("a list");
        let party = rows
            .iter()
            .find(|row| row["organizationNumber"] == "311341340");
        party.map(|party| party["authorizedAccessPackages"].clone())
    };
    let before = running.get(parties, &mina).await.json(200);
    assert_eq!(has(&before), None);
    let kari = running.state().await["personas"][1]["partyUuid"].clone();
    let mina_id = kari.as_str().expect("an id").to_owned();
    let person = json!({ "personIdentifier": "02919123039", "lastName": "Nordvik" });
    firm.post("agents", &person).await.json(200);
    let storvik = firm.client("311341340").await;
    let give = format!("agents/accesspackages?client={storvik}&agent={mina_id}");
    firm.post(&give, &super::batch("regnskapsforer", &[WAGES]))
        .await
        .json(200);
    let after = running.get(parties, &mina).await.json(200);
    assert_eq!(has(&after), Some(json!(["regnskapsforer-lonn"])));
}
