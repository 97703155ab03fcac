//! The same state through the methods that Altinn's own pages call, and what deleting does to it.

use serde_json::{Value, json};

use super::{FJORD, Firm, HEIMLY, TINDE};
use crate::support::{CLIENTS_READ, LUNDE, STORVIK, SYSTEM_USERS, TO_OTHERS_READ, TO_OTHERS_WRITE};

#[tokio::test]
async fn clients_with_what_they_bring() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let (party, _) = running.party(LUNDE).await;
    let base = format!(
        "{SYSTEM_USERS}/agent/{party}/clients?facilitator={}",
        firm.uuid
    );
    let rows = running.get(&base, &firm.kari).await.json(200);
    let rows = rows.as_array().expect("a bare array").clone();
    assert_eq!(rows.len(), 12);
    let heimly = rows
        .iter()
        .find(|row| row["organizationIdentifier"] == HEIMLY)
        .expect("a client");
    assert_eq!(heimly["displayName"], "HEIMLY BORETTSLAG");
    assert_eq!(
        heimly["access"][0],
        json!({
            "role": "urn:altinn:external-role:ccr:forretningsforer",
            "packages": ["urn:altinn:accesspackage:forretningsforer-eiendom"],
        })
    );
    let narrowed = format!("{base}&packages=forretningsforer-eiendom&packages=krav-og-utlegg");
    let rows = running.get(&narrowed, &firm.kari).await.json(200);
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    let nobody = format!("{SYSTEM_USERS}/agent/{party}/clients");
    assert_eq!(
        running.get(&nobody, &firm.kari).await.code(400),
        "AUTH-00000"
    );
    let plain = running.token("kari", &[]).await;
    assert_eq!(running.get(&base, &plain).await.code(403), "AUTH-00044");
    let mina = running.token("mina", &[CLIENTS_READ]).await;
    running.get(&base, &mina).await.bare(403);
}

#[tokio::test]
async fn delegations_swallow_their_errors() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let (party, _) = running.party(LUNDE).await;
    let agent = firm.system_user("_kystmva").await;
    let path = format!(
        "{SYSTEM_USERS}/agent/{party}/{}/{agent}/delegations",
        firm.uuid
    );
    let rows = running.get(&path, &firm.kari).await.json(200);
    let rows = rows.as_array().expect("a bare array").clone();
    assert_eq!(rows.len(), 3);
    let fjord = firm.client(FJORD).await;
    let row: &Value = rows
        .iter()
        .find(|row| row["customerId"] == fjord)
        .expect("a client");
    assert_eq!(
        row,
        &json!({
            "agentSystemUserId": agent,
            "delegationId": fjord,
            "customerId": fjord,
            "assignmentId": "00000000-0000-0000-0000-000000000000",
            "customerName": "FJORD SNEKKERI AS",
            "customerOrganizationNumber": FJORD,
        })
    );
    let plain = running.token("kari", &[]).await;
    assert_eq!(running.get(&path, &plain).await.json(200), json!([]));
    let wrong = path.replace(&firm.uuid, &fjord);
    assert_eq!(running.get(&wrong, &firm.kari).await.json(200), json!([]));
}

#[tokio::test]
async fn clients_are_added_and_taken_away() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let (party, _) = running.party(LUNDE).await;
    let agent = firm.system_user("_kystmva").await;
    let storvik = firm.client(STORVIK).await;
    let query = format!("provider={}&client={storvik}", firm.uuid);
    let add = format!("{SYSTEM_USERS}/agent/{party}/{agent}?{query}");
    for _ in 0..2 {
        let rows = running.act(&add, &firm.kari).await.json(200);
        assert_eq!(rows[0]["customerId"], storvik);
        assert!(rows[0].get("customerName").is_none());
    }
    assert_eq!(firm.truth(&agent, STORVIK).await.len(), 1);
    let remove = format!("{SYSTEM_USERS}/agent/{party}/{agent}/client?{query}");
    running.delete(&remove, &firm.kari).await.bare(200);
    assert!(firm.truth(&agent, STORVIK).await.is_empty());

    let missing = format!(
        "{SYSTEM_USERS}/agent/{party}/{}?{query}",
        uuid::Uuid::new_v4()
    );
    let answer = running.act(&missing, &firm.kari).await.json(400);
    assert!(answer["errors"]["return"].is_array());
    let own_use = running
        .in_state("systemUsers", "systemId", "316111440_oppdrag_bilag")
        .await;
    let foreign = own_use["id"].as_str().expect("an id");
    let path = format!("{SYSTEM_USERS}/agent/{party}/{foreign}?{query}");
    running.act(&path, &firm.kari).await.bare(403);
    let eiendom = firm.system_user("_oppdrag_eiendom").await;
    let tinde = firm.client(TINDE).await;
    for (client, code) in [(tinde, "AUTH-00080"), (storvik, "AUTH-00079")] {
        let query = format!("provider={}&client={client}", firm.uuid);
        let path = format!("{SYSTEM_USERS}/agent/{party}/{eiendom}?{query}");
        assert_eq!(running.act(&path, &firm.kari).await.code(400), code);
    }
    let plain = running.token("kari", &[]).await;
    assert_eq!(running.act(&add, &plain).await.code(403), "AUTH-00044");
    assert_eq!(
        running.delete(&remove, &plain).await.code(400),
        "AUTH-00031"
    );
}

#[tokio::test]
async fn the_own_organisation_is_added_when_the_packages_suit() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let (party, _) = running.party(LUNDE).await;
    let odd = running
        .token("odd", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    let path = |agent: &str| {
        let uuid = &firm.uuid;
        format!("{SYSTEM_USERS}/agent/{party}/{agent}/self/?partyUuid={uuid}")
    };
    let kystmva = path(&firm.system_user("_kystmva").await);
    running.get(&kystmva, &odd).await.said(false);
    assert_eq!(running.act(&kystmva, &odd).await.code(400), "AUTH-00064");
    let request = json!({
        "systemId": "316111440_oppdrag_bilag",
        "partyOrgNo": LUNDE,
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:skattegrunnlag" }],
    });
    let made = running
        .control("POST", "vendor/agent-request?tag=own", &request)
        .await
        .json(201);
    let id = made["id"].as_str().expect("an id");
    let portal = running.token("odd", &[crate::support::PORTAL]).await;
    let approve = format!("{}/agent/{party}/{id}/approve", crate::support::REQUESTS);
    running.act(&approve, &portal).await.said(true);
    let own = path(id);
    running.act(&own, &odd).await.said(true);
    running.get(&own, &odd).await.said(true);
    let connections = format!(
        "/accessmanagement/api/v1/enduser/connections/accesspackages?party={0}&from={0}&to={id}",
        firm.uuid
    );
    let held = running.get(&connections, &odd).await.json(200);
    assert_eq!(held["data"].as_array().map(Vec::len), Some(1));
    running.delete(&own, &odd).await.said(true);
    running.get(&own, &odd).await.said(false);
    let plain = running.token("odd", &[]).await;
    assert_eq!(running.get(&own, &plain).await.code(500), "AUTH-00055");
    assert_eq!(running.act(&own, &plain).await.code(400), "AUTH-00051");
    assert_eq!(running.delete(&own, &plain).await.code(400), "AUTH-00057");
    let mina = running.token("mina", &[TO_OTHERS_WRITE]).await;
    running.act(&own, &mina).await.bare(403);
}

#[tokio::test]
async fn deleting_a_system_user_takes_its_clients_along() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let (party, _) = running.party(LUNDE).await;
    let agent = firm.system_user("_kystmva").await;
    assert_eq!(firm.truth(&agent, FJORD).await.len(), 1);
    let path = format!(
        "{SYSTEM_USERS}/agent/{party}/{agent}?facilitatorId={}",
        firm.uuid
    );
    running.delete(&path, &firm.kari).await.bare(200);
    assert!(firm.truth(&agent, FJORD).await.is_empty());
    let agents = firm.get("agents").await;
    assert!(agents.iter().all(|row| row["agent"]["id"] != agent));
    assert!(
        firm.get(&format!("agents/accesspackages?agent={agent}"))
            .await
            .is_empty()
    );
}
