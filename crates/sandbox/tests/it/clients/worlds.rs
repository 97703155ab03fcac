//! The worlds with clients in them, and what can be done to them behind the app's back.

use fullmakt_sandbox::{Config, Seed};
use serde_json::{Value, json};

use super::{FJORD, Firm, V2};
use crate::support::{CLIENTS_READ, CLIENTS_WRITE, LUNDE, Running};

const FIRM: &str = "310910910";

async fn accountant(clients: u32) -> Running {
    Running::with(Config {
        seed: Seed::Accountant { clients },
        ..Config::default()
    })
    .await
}

async fn clients_of(running: &Running, org_no: &str) -> Vec<Value> {
    let kari = running.token("kari", &[CLIENTS_READ]).await;
    let (_, uuid) = running.party(org_no).await;
    let path = format!("{V2}/clients?party={uuid}");
    let body = running.get(&path, &kari).await.json(200);
    body["data"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn a_generated_accountant_has_that_many_clients_of_every_sort() {
    let running = accountant(300).await;
    let provider = running.in_state("providers", "orgNo", FIRM).await;
    assert_eq!(
        (&provider["clients"], &provider["agents"]),
        (&json!(300), &json!(13))
    );
    let clients = clients_of(&running, FIRM).await;
    assert_eq!(clients.len(), 300);
    let with = |test: &dyn Fn(&Value) -> bool| clients.iter().filter(|row| test(row)).count();
    let by_role = |code: &str| {
        with(&|row| {
            let mut access = row["access"].as_array().into_iter().flatten();
            access.any(|access| access["role"]["code"] == code)
        })
    };
    assert!(by_role("regnskapsforer") > 150);
    for role in [
        "revisor",
        "forretningsforer",
        "rettighetshaver",
        "hovedenhet",
    ] {
        assert!(by_role(role) >= 5, "{role}: {}", by_role(role));
    }
    assert!(with(&|row| row["client"]["isDeleted"] == true) >= 5);
    for form in [
        "AS", "ENK", "NUF", "DA", "BRL", "ESEK", "BBL", "STI", "BEDR",
    ] {
        assert!(with(&|row| row["client"]["variant"] == form) >= 5, "{form}");
    }
    let bare = with(&|row| {
        let mut access = row["access"].as_array().into_iter().flatten();
        access.all(|access| access["packages"] == json!([]))
    });
    assert!(bare >= 5, "relations that bring nothing");
    let state = running.state().await;
    let agents = state["systemUsers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|user| user["orgNo"] == FIRM && user["kind"] == "agent");
    assert_eq!(agents.count(), 12);
    let truth = running
        .open(&format!("/_sandbox/delegations?provider={FIRM}"))
        .await
        .json(200);
    assert!(truth["delegations"].as_array().map_or(0, Vec::len) > 500);
}

#[tokio::test]
async fn the_same_number_makes_the_same_world() {
    let (first, second) = (accountant(60).await, accountant(60).await);
    let path = format!("/_sandbox/delegations?provider={FIRM}");
    let of = |truth: Value| (truth["relations"].clone(), truth["delegations"].clone());
    let one = of(first.open(&path).await.json(200));
    assert_eq!(one, of(second.open(&path).await.json(200)));
    let plain = Running::start().await;
    plain
        .control("POST", "reset", &json!({ "seed": "clients-60" }))
        .await;
    assert_eq!(one, of(plain.open(&path).await.json(200)));
}

#[tokio::test]
async fn ten_thousand_clients_come_in_one_answer() {
    let running = accountant(10_000).await;
    assert_eq!(clients_of(&running, FIRM).await.len(), 10_000);
}

#[tokio::test]
async fn a_client_that_leaves_takes_its_delegations_along() {
    let firm = Firm::start().await;
    let kystmva = firm.system_user("_kystmva").await;
    assert_eq!(firm.truth(&kystmva, FJORD).await.len(), 1);
    let path = format!("relations/{LUNDE}/{FJORD}");
    firm.running.control("PUT", &path, &json!({})).await;
    assert!(firm.truth(&kystmva, FJORD).await.is_empty());
    assert_eq!(clients_of(&firm.running, LUNDE).await.len(), 11);
    let back = json!({ "roles": ["regnskapsforer"] });
    firm.running.control("PUT", &path, &back).await;
    assert_eq!(clients_of(&firm.running, LUNDE).await.len(), 12);
    assert!(
        firm.truth(&kystmva, FJORD).await.is_empty(),
        "it does not come back"
    );
    // A package that is withdrawn goes by itself.
    let heimly = "310780782";
    let eiendom = firm.system_user("_oppdrag_eiendom").await;
    let less = json!({ "roles": ["forretningsforer"] });
    let path = format!("relations/{LUNDE}/{heimly}");
    firm.running.control("PUT", &path, &less).await;
    let left = firm.truth(&eiendom, heimly).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].0, "forretningsforer");
    for (path, body, status) in [
        (format!("relations/{LUNDE}/1"), json!({}), 404),
        (
            format!("relations/{LUNDE}/{FJORD}"),
            json!({ "roles": ["keiser"] }),
            400,
        ),
    ] {
        let answer = firm
            .running
            .call("PUT", &format!("/_sandbox/{path}"), None, Some(&body))
            .await;
        assert!(answer.json(status)["error"].is_string());
    }
}

#[tokio::test]
async fn registers_and_catalogues_change_afterwards() {
    let running = Running::start().await;
    let vendor = "316111440";
    let ereg = format!("/enhetsregisteret/api/enheter/{vendor}");
    assert_eq!(running.open(&ereg).await.json(200)["konkurs"], false);
    let path = format!("organisations/{vendor}");
    running
        .control("PUT", &path, &json!({ "bankrupt": true }))
        .await;
    assert_eq!(running.open(&ereg).await.json(200)["konkurs"], true);
    running
        .control("PUT", &path, &json!({ "bankrupt": false, "deleted": true }))
        .await;
    let unit = running.open(&ereg).await.json(200);
    assert!(unit["slettedato"].is_string() && unit.get("konkurs").is_none());

    let package = "/accessmanagement/api/v1/meta/info/accesspackages/package/urn/akvakultur";
    let of = |body: &Value| -> Vec<String> {
        let all = body["resources"].as_array().into_iter().flatten();
        let mut ids: Vec<String> = all
            .filter_map(|each| each["refId"].as_str().map(str::to_owned))
            .collect();
        ids.sort();
        ids
    };
    let before = of(&running.open(package).await.json(200));
    assert_eq!(before, ["fdir-biomasse", "mat-lakselus"]);
    let gained = json!(["fdir-biomasse", "mat-lakselus", "fdir-sluttseddel"]);
    let urn = "packages/urn:altinn:accesspackage:akvakultur/resources";
    running.control("PUT", urn, &gained).await;
    let after = of(&running.open(package).await.json(200));
    assert_eq!(after, ["fdir-biomasse", "fdir-sluttseddel", "mat-lakselus"]);
    running
        .control("PUT", "packages/akvakultur/resources", &json!([]))
        .await;
    assert!(of(&running.open(package).await.json(200)).is_empty());
    for (path, body, status) in [
        ("packages/finnes-ikke/resources", json!([]), 404),
        ("packages/akvakultur/resources", json!(["x"]), 400),
        ("organisations/1", json!({}), 404),
        ("organisations/316111440", json!({ "colour": 1 }), 400),
    ] {
        let answer = running
            .call("PUT", &format!("/_sandbox/{path}"), None, Some(&body))
            .await;
        assert!(answer.json(status)["error"].is_string(), "{path}");
    }
}

#[tokio::test]
async fn a_system_user_changes_or_goes_behind_the_apps_back() {
    let firm = Firm::start().await;
    let running = &firm.running;
    let user = running
        .in_state("systemUsers", "systemId", "316111440_oppdrag_bilag")
        .await;
    let id = user["id"].as_str().expect("an id");
    let altered = json!({ "title": "Annet", "packages": ["lonn"], "resources": ["ske-a-melding"] });
    running
        .control("PATCH", &format!("system-users/{id}"), &altered)
        .await;
    let now = running.in_state("systemUsers", "id", id).await;
    assert_eq!(now["title"], "Annet");
    assert_eq!(now["packages"], json!(["urn:altinn:accesspackage:lonn"]));
    assert_eq!(now["resources"], json!(["ske-a-melding"]));
    running
        .control("DELETE", &format!("system-users/{id}"), &json!(null))
        .await;
    assert_eq!(
        running.in_state("systemUsers", "id", id).await["deleted"],
        true
    );
    for (method, body) in [("PATCH", json!({})), ("DELETE", json!(null))] {
        let path = format!("/_sandbox/system-users/{id}");
        let gone = running.call(method, &path, None, Some(&body)).await;
        gone.json(404);
    }
    let agent = firm.system_user("_kystmva").await;
    running
        .control("DELETE", &format!("system-users/{agent}"), &json!(null))
        .await;
    assert!(firm.truth(&agent, FJORD).await.is_empty());
}

#[tokio::test]
async fn calls_on_clients_are_counted() {
    let firm = Firm::start().await;
    firm.running
        .control("DELETE", "counters", &json!(null))
        .await;
    firm.get("clients").await;
    let agent = firm.system_user("_kystmva").await;
    firm.get(&format!("agents/accesspackages?agent={agent}"))
        .await;
    let writer = firm.running.token("kari", &[CLIENTS_WRITE]).await;
    firm.running
        .act(&firm.path("agents"), &writer)
        .await
        .json(400);
    let counts = firm.running.open("/_sandbox/counters").await.json(200);
    let line = |method: &str, rest: &str| {
        json!({
            "client_id": "fullmakt", "method": method, "path": format!("{V2}/{rest}"), "count": 1,
        })
    };
    assert_eq!(
        counts,
        json!([
            line("GET", "agents/accesspackages"),
            line("GET", "clients"),
            line("POST", "agents"),
        ])
    );
}
