//! What a person was given for others' clients, as that person meets it.

use serde_json::{Value, json};

use super::{FJORD, Firm, NORDLYS, TINDE, V1, V2, WAGES, batch, complaint, line};
use crate::support::{CLIENTS_READ, MY_CLIENTS_READ, MY_CLIENTS_WRITE, PORTAL};

/// Mina becomes an agent with two clients.
async fn with_mina() -> (Firm, String, String) {
    let firm = Firm::start().await;
    let person = json!({ "personIdentifier": "02919123039", "lastName": "Nordvik" });
    let made = firm.post("agents", &person).await.json(200);
    let mina = made["toId"].as_str().expect("an id").to_owned();
    for client in [FJORD, NORDLYS] {
        let client = firm.client(client).await;
        let give = format!("agents/accesspackages?client={client}&agent={mina}");
        let body = batch("regnskapsforer", &[WAGES]);
        firm.post(&give, &body).await.json(200);
    }
    let tinde = firm.client(TINDE).await;
    let give = format!("agents/resources?client={tinde}&agent={mina}");
    let service = json!({ "values": [
        { "role": "rettighetshaver", "resources": ["ske-mva-kompensasjon"] },
    ] });
    firm.post(&give, &service).await.json(200);
    let token = firm
        .running
        .token("mina", &[MY_CLIENTS_READ, MY_CLIENTS_WRITE])
        .await;
    (firm, mina, token)
}

fn data(body: &Value) -> &Vec<Value> {
    body["data"].as_array().expect("a list")
}

#[tokio::test]
async fn clients_come_provider_by_provider() {
    let (firm, _, mina) = with_mina().await;
    let running = &firm.running;
    let body = running
        .get(&format!("{V2}/my/clients"), &mina)
        .await
        .json(200);
    let providers = data(&body);
    assert_eq!(providers.len(), 1);
    assert_eq!(providers[0]["provider"]["id"], firm.uuid);
    let clients = providers[0]["clients"].as_array().expect("a list");
    assert_eq!(clients.len(), 3);
    assert_eq!(
        clients[0]["access"][0]["resources"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let first = running
        .get(&format!("{V1}/my/clients"), &mina)
        .await
        .json(200);
    let clients = data(&first)[0]["clients"].as_array().expect("a list");
    assert_eq!(clients.len(), 2, "the first version knows packages only");
    assert!(clients[0]["access"][0].get("resources").is_none());
    let other = format!("{V2}/my/clients?provider={}", firm.client(FJORD).await);
    assert!(data(&running.get(&other, &mina).await.json(200)).is_empty());
}

#[tokio::test]
async fn providers_have_another_shape_in_each_version() {
    let (firm, _, mina) = with_mina().await;
    let running = &firm.running;
    let second = running
        .get(&format!("{V2}/my/clientproviders"), &mina)
        .await
        .json(200);
    assert_eq!(data(&second)[0]["provider"]["id"], firm.uuid);
    assert!(data(&second)[0]["providerAddedAt"].is_string());
    let first = running
        .get(&format!("{V1}/my/clientproviders"), &mina)
        .await
        .json(200);
    assert_eq!(
        data(&first)[0]["agent"]["id"],
        firm.uuid,
        "the provider, called agent"
    );
    assert_eq!(data(&first)[0]["access"][0]["role"]["code"], "agent");
}

#[tokio::test]
async fn a_scope_of_its_own_and_no_policy() {
    let (firm, ..) = with_mina().await;
    let running = &firm.running;
    let path = format!("{V2}/my/clients");
    running.open(&path).await.bare(401);
    let kari = running.token("kari", &[CLIENTS_READ]).await;
    running.get(&path, &kari).await.bare(403);
    for scope in [PORTAL, MY_CLIENTS_READ] {
        let kari = running.token("kari", &[scope]).await;
        assert!(data(&running.get(&path, &kari).await.json(200)).is_empty());
    }
    let reader = running.token("mina", &[MY_CLIENTS_READ]).await;
    let leave = format!("{V2}/my/clientproviders?provider={}", firm.uuid);
    running.delete(&leave, &reader).await.bare(403);
}

#[tokio::test]
async fn giving_up_packages_a_client_or_all() {
    let (firm, id, mina) = with_mina().await;
    let running = &firm.running;
    let (fjord, nordlys) = (firm.client(FJORD).await, firm.client(NORDLYS).await);
    let at =
        |rest: &str, client: &str| format!("{V2}/my/{rest}?provider={}&client={client}", firm.uuid);
    let body = batch("regnskapsforer", &[WAGES]);
    let rows = running
        .post(&at("clients/accesspackages/delete", &fjord), &mina, &body)
        .await
        .json(200);
    assert_eq!(
        (&rows[0]["changed"], &rows[0]["toId"]),
        (&json!(true), &json!(id))
    );
    assert!(firm.truth(&id, FJORD).await.is_empty());
    let kept = running.delete(&at("clients", &nordlys), &mina).await;
    assert_eq!(complaint(&kept), line("AM.VLD-00031", "$QUERY/cascade"));
    let cascade = format!("{}&cascade=true", at("clients", &nordlys));
    running.delete(&cascade, &mina).await.bare(204);
    assert!(firm.truth(&id, NORDLYS).await.is_empty());
    let tinde = firm.client(TINDE).await;
    let service = json!({ "values": [
        { "role": "rettighetshaver", "resources": ["ske-mva-kompensasjon"] },
    ] });
    let rows = running
        .post(&at("clients/resources/delete", &tinde), &mina, &service)
        .await
        .json(200);
    assert_eq!(rows[0]["changed"], true);
    let leave = format!("{V2}/my/clientproviders?provider={}", firm.uuid);
    running.delete(&leave, &mina).await.bare(204);
    let list = format!("{V2}/my/clientproviders");
    assert!(data(&running.get(&list, &mina).await.json(200)).is_empty());
    // The agent is the one who asks, so the provider is to blame.
    let answer = running
        .post(&at("clients/accesspackages/delete", &fjord), &mina, &body)
        .await;
    assert_eq!(complaint(&answer), line("AM.VLD-00032", "$QUERY/provider"));
    let missing = running
        .delete(&format!("{V2}/my/clientproviders"), &mina)
        .await;
    assert!(missing.json(400)["errors"]["provider"].is_array());
}

#[tokio::test]
async fn the_first_version_takes_packages_when_there_is_a_body() {
    let (firm, id, mina) = with_mina().await;
    let running = &firm.running;
    let (fjord, nordlys) = (firm.client(FJORD).await, firm.client(NORDLYS).await);
    let at = |client: &str| format!("{V1}/my/clients?provider={}&from={client}", firm.uuid);
    let answer = running.delete(&at(&fjord), &mina).await;
    assert_eq!(answer.status, 400, "a body is demanded");
    let body = batch("regnskapsforer", &[WAGES]);
    let rows = running
        .call("DELETE", &at(&fjord), Some(&mina), Some(&body))
        .await;
    assert_eq!(rows.json(200)[0]["changed"], true);
    let cascade = format!("{}&cascade=true", at(&nordlys));
    running
        .call(
            "DELETE",
            &cascade,
            Some(&mina),
            Some(&json!({ "values": [] })),
        )
        .await
        .bare(204);
    assert!(firm.truth(&id, NORDLYS).await.is_empty());
}
