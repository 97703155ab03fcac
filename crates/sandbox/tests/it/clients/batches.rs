//! Giving agents packages and services, and taking them back.

use serde_json::{Value, json};

use super::{
    FJORD, Firm, HEIMLY, NORDLYS, SIGNS, TINDE, V1, WAGES, batch, complaint, complaints, line,
};
use crate::support::{CLIENTS_READ, CLIENTS_WRITE, STORVIK};

const NOBODY: &str = "00000000-0000-0000-0000-000000000001";

async fn give(firm: &Firm, client: &str, agent: &str, body: &Value) -> crate::support::Answer {
    let rest = format!("agents/accesspackages?client={client}&agent={agent}");
    firm.post(&rest, body).await
}

async fn take(firm: &Firm, client: &str, agent: &str, body: &Value) -> crate::support::Answer {
    let rest = format!("agents/accesspackages/delete?client={client}&agent={agent}");
    firm.post(&rest, body).await
}

#[tokio::test]
async fn giving_is_the_same_however_often() {
    let firm = Firm::start().await;
    let (client, agent) = (
        firm.client(STORVIK).await,
        firm.system_user("_fjellbekk_klientlonn").await,
    );
    assert_eq!(firm.get("agents").await.len(), 5);
    for changed in [true, false] {
        let rows = give(&firm, &client, &agent, &batch("regnskapsforer", &[WAGES]))
            .await
            .json(200);
        assert_eq!(rows.as_array().map(Vec::len), Some(1), "a bare array");
        let row = &rows[0];
        for (member, value) in [
            ("roleId", json!("46e27685-b3ba-423e-8b42-faab54de5817")),
            ("viaId", json!(firm.uuid)),
            ("fromId", json!(client)),
            ("toId", json!(agent)),
            ("changed", json!(changed)),
        ] {
            assert_eq!(row[member], value, "{member}");
        }
        assert!(row["packageId"].is_string());
        assert_eq!(
            firm.truth(&agent, STORVIK).await,
            [(
                "regnskapsforer".to_owned(),
                vec!["regnskapsforer-lonn".to_owned()]
            )]
        );
    }
    assert_eq!(firm.get("agents").await.len(), 6, "registered on the way");
}

#[tokio::test]
async fn taking_back_is_the_same_however_often_and_ends_the_delegation() {
    let firm = Firm::start().await;
    let (client, agent) = (firm.client(FJORD).await, firm.system_user("_kystmva").await);
    for changed in [true, false] {
        let body = batch("REGN", &["regnskapsforer-med-signeringsrettighet"]);
        let rows = take(&firm, &client, &agent, &body).await.json(200);
        assert_eq!(rows[0]["changed"], changed);
        assert!(firm.truth(&agent, FJORD).await.is_empty());
    }
    // A role that the client does not have is passed over.
    let rows = take(
        &firm,
        &client,
        &agent,
        &batch("revisor", &["ansvarlig-revisor"]),
    )
    .await;
    assert_eq!(rows.json(200), json!([]));
    let stranger = firm.person_id("anne").await;
    let answer = take(&firm, &client, &stranger, &batch("REGN", &[WAGES])).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00032", "$QUERY/agent"));
}

#[tokio::test]
async fn an_empty_batch_is_no_fault() {
    let firm = Firm::start().await;
    let (client, agent) = (firm.client(FJORD).await, firm.system_user("_kystmva").await);
    for body in [json!({ "values": [] }), json!({})] {
        assert_eq!(
            give(&firm, &client, &agent, &body).await.json(200),
            json!([])
        );
        assert_eq!(
            take(&firm, &client, &agent, &body).await.json(200),
            json!([])
        );
    }
    let rest = format!("agents/accesspackages?client={client}&agent={agent}");
    let nothing = firm.running.act(&firm.path(&rest), &firm.kari).await;
    assert_eq!(nothing.status, 400);
}

#[tokio::test]
async fn one_bad_line_spoils_the_batch() {
    let firm = Firm::start().await;
    let (client, agent) = (
        firm.client(STORVIK).await,
        firm.system_user("_fjellbekk_klientlonn").await,
    );
    let body = json!({ "values": [
        { "role": "regnskapsforer", "packages": [WAGES] },
        { "role": "revisor", "packages": ["ansvarlig-revisor"] },
    ] });
    let answer = give(&firm, &client, &agent, &body).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00032", "/values[1]/role"));
    assert!(firm.truth(&agent, STORVIK).await.is_empty());
    assert_eq!(firm.get("agents").await.len(), 5, "not even registered");
}

/// In the order in which they are found: what is unknown and who is unknown; then the agent; then
/// what the client has given.
#[tokio::test]
async fn each_complaint_has_its_code_and_place() {
    let firm = Firm::start().await;
    let (client, agent) = (firm.client(FJORD).await, firm.system_user("_kystmva").await);
    for (body, expected) in [
        (
            batch("keiser", &[WAGES]),
            line("AM.VLD-00029", "/values[0]/role"),
        ),
        (
            batch("regnskapsforer", &[WAGES, "finnes-ikke"]),
            line("AM.VLD-00030", "/values[0]/packages[1]"),
        ),
        (
            batch("regnskapsforer", &["klientadministrator"]),
            line("AM.VLD-00033", "/values[0]/packages[0]"),
        ),
        (
            batch("revisor", &["ansvarlig-revisor"]),
            line("AM.VLD-00032", "/values[0]/role"),
        ),
        (
            batch("regnskapsforer", &["lonn"]),
            line("AM.VLD-00026", "/values[0]/packages[0]"),
        ),
    ] {
        let answer = give(&firm, &client, &agent, &body).await;
        assert_eq!(complaint(&answer), expected, "{body}");
    }
    let good = batch("regnskapsforer", &[WAGES]);
    let answer = give(&firm, NOBODY, &agent, &good).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00006", "$QUERY/client"));
    let answer = give(&firm, &client, NOBODY, &good).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00006", "$QUERY/agent"));
    let answer = give(&firm, NOBODY, NOBODY, &batch("keiser", &["x"])).await;
    let codes: Vec<String> = complaints(&answer)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(
        codes,
        [
            "AM.VLD-00029",
            "AM.VLD-00030",
            "AM.VLD-00006",
            "AM.VLD-00006"
        ],
        "all of the first stage at once, and nothing of the later ones"
    );
    let stranger = firm.person_id("anne").await;
    let answer = give(&firm, &client, &stranger, &good).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00032", "$QUERY/agent"));
    let organisation = firm.client(NORDLYS).await;
    let answer = give(&firm, &client, &organisation, &good).await;
    assert_eq!(
        complaints(&answer),
        [
            line("AM.VLD-00032", "$QUERY/agent"),
            line("AM.VLD-00008", "$QUERY/agent")
        ]
    );
    let row = firm
        .running
        .in_state("systemUsers", "systemId", "316111440_oppdrag_bilag")
        .await;
    let own_use = row["id"].as_str().expect("an id");
    let answer = give(&firm, &client, own_use, &good).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00008", "$QUERY/agent"));
}

/// None of the 53 packages that may not go on is taken, by whatever name.
#[tokio::test]
async fn what_may_not_go_on_is_refused() {
    let firm = Firm::start().await;
    let (client, agent) = (firm.client(TINDE).await, firm.system_user("_kystmva").await);
    let export = "/accessmanagement/api/v1/meta/info/accesspackages/search";
    let all = firm.running.open(export).await.json(200);
    let refused: Vec<&Value> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|hit| &hit["object"])
        .filter(|package| package["isDelegable"] == false)
        .collect();
    assert_eq!(refused.len(), 53);
    let urns: Vec<&str> = refused
        .iter()
        .filter_map(|each| each["urn"].as_str())
        .collect();
    let answer = give(&firm, &client, &agent, &batch("rettighetshaver", &urns)).await;
    let codes: Vec<String> = complaints(&answer)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(codes, vec!["AM.VLD-00033".to_owned(); 53]);
}

/// A client by two roles has two delegations. Taking the client away takes the first one found.
#[tokio::test]
async fn taking_a_client_takes_one_delegation_at_a_time() {
    let firm = Firm::start().await;
    let (client, agent) = (
        firm.client(HEIMLY).await,
        firm.system_user("_oppdrag_eiendom").await,
    );
    assert_eq!(firm.truth(&agent, HEIMLY).await.len(), 2);
    let rest = format!("agents/clients?client={client}&agent={agent}");
    let answer = firm.delete(&rest).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00031", "$QUERY/cascade"));
    let cascade = format!("{rest}&cascade=true");
    firm.delete(&cascade).await.bare(204);
    let left = firm.truth(&agent, HEIMLY).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].0, "rettighetshaver");
    firm.delete(&cascade).await.bare(204);
    assert!(firm.truth(&agent, HEIMLY).await.is_empty());
    firm.delete(&cascade).await.bare(204);
    let nobody = format!("agents/clients?client={NOBODY}&agent={NOBODY}");
    firm.delete(&nobody).await.bare(204);
    let missing = firm
        .delete(&format!("agents/clients?client={client}"))
        .await;
    assert!(missing.json(400)["errors"]["agent"].is_array());
}

#[tokio::test]
async fn single_services_go_on_only_when_they_came_singly() {
    let firm = Firm::start().await;
    let (client, agent) = (firm.client(TINDE).await, firm.system_user("_kystmva").await);
    let rest = format!("agents/resources?client={client}&agent={agent}");
    let body =
        |role: &str, service: &str| json!({ "values": [{ "role": role, "resources": [service] }] });
    for changed in [true, false] {
        let rows = firm
            .post(&rest, &body("rettighetshaver", "ske-mva-kompensasjon"))
            .await
            .json(200);
        assert_eq!(rows[0]["changed"], changed);
        assert!(rows[0]["resourceId"].is_string() && rows[0].get("packageId").is_none());
    }
    // Held through a package only.
    let answer = firm
        .post(&rest, &body("rettighetshaver", "ske-utleggstrekk"))
        .await;
    assert_eq!(
        complaint(&answer),
        line("AM.VLD-00026", "/values[0]/resources[0]")
    );
    let answer = firm
        .post(&rest, &body("rettighetshaver", "finnes-ikke"))
        .await;
    assert_eq!(
        complaint(&answer),
        line("AM.VLD-00012", "/values[0]/resources[0]")
    );
    let clients = firm.get(&format!("agents/resources?agent={agent}")).await;
    assert_eq!(
        clients[0]["access"][0]["resources"][0]["refId"],
        "ske-mva-kompensasjon"
    );
    assert!(clients[0]["access"][0].get("packages").is_none());
    let agents = firm
        .get(&format!("clients/resources?client={client}"))
        .await;
    assert_eq!(agents[0]["agent"]["id"], agent);
    assert!(agents[0].get("agentAddedAt").is_none());
    let all = firm.get("agents").await;
    let own = super::row(&all, "agent", &agent);
    assert_eq!(
        own["access"][1]["resources"][0]["refId"],
        "ske-mva-kompensasjon"
    );
    // A delegation with a service outlives its last package.
    let answer = give(
        &firm,
        &client,
        &agent,
        &batch("rettighetshaver", &["krav-og-utlegg"]),
    )
    .await;
    answer.json(200);
    let gone = batch("rettighetshaver", &["krav-og-utlegg"]);
    take(&firm, &client, &agent, &gone).await.json(200);
    assert_eq!(firm.truth(&agent, TINDE).await.len(), 1);
    let rest = format!("agents/resources/delete?client={client}&agent={agent}");
    firm.post(&rest, &body("rettighetshaver", "ske-mva-kompensasjon"))
        .await
        .json(200);
    assert!(firm.truth(&agent, TINDE).await.is_empty());
}

/// Version 1: other names, and a DELETE with a body.
#[tokio::test]
async fn the_first_version_does_the_same() {
    let firm = Firm::start().await;
    let (client, agent) = (
        firm.client(STORVIK).await,
        firm.system_user("_kystmva").await,
    );
    let path = format!(
        "{V1}/agents/accesspackages?party={}&from={client}&to={agent}",
        firm.uuid
    );
    let body = batch("urn:altinn:external-role:ccr:regnskapsforer", &[SIGNS]);
    let rows = firm.running.post(&path, &firm.kari, &body).await.json(200);
    assert_eq!(rows[0]["changed"], true);
    let answer = firm
        .running
        .call("DELETE", &path, Some(&firm.kari), Some(&body))
        .await;
    assert_eq!(answer.json(200)[0]["changed"], true);
    let wrong = batch("keiser", &[]);
    let answer = firm.running.post(&path, &firm.kari, &wrong).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00029", "/values[0]/role"));
    let nobody = path.replace(&client, NOBODY);
    let answer = firm.running.post(&nobody, &firm.kari, &body).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00006", "$QUERY/from"));
    let again = format!("{V1}/agents/accesspackages/delete?party={}", firm.uuid);
    firm.running.post(&again, &firm.kari, &body).await.bare(404);
}

#[tokio::test]
async fn writing_needs_the_scope_for_it() {
    let firm = Firm::start().await;
    let (client, agent) = (firm.client(FJORD).await, firm.system_user("_kystmva").await);
    let rest = format!("agents/accesspackages?client={client}&agent={agent}");
    let reader = firm.running.token("kari", &[CLIENTS_READ]).await;
    let body = batch("regnskapsforer", &[WAGES]);
    firm.running
        .post(&firm.path(&rest), &reader, &body)
        .await
        .bare(403);
    let mina = firm.running.token("mina", &[CLIENTS_WRITE]).await;
    firm.running
        .post(&firm.path(&rest), &mina, &body)
        .await
        .bare(403);
}
