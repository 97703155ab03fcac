//! Clients, agents, and what lies between.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::Sensitive;
use fullmakt_domain::clients::{Access, AgentKind, Delegated, Value};
use serde_json::{Value as Json, json};
use uuid::Uuid;
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, ResponseTemplate};

use crate::world::World;

const BASE: &str = "/accessmanagement/api/v2/enduser/clientdelegations";
const FIRM: Uuid = Uuid::from_u128(0xf1);
const CLIENT: Uuid = Uuid::from_u128(0xc1);
const AGENT: Uuid = Uuid::from_u128(0xa1);

fn entity(id: Uuid, name: &str, kind: &str, variant: &str, number: Option<&str>) -> Json {
    json!({
        "id": id, "name": name, "type": kind, "variant": variant, "parent": null, "children": null, "partyid": 5,
        "organizationIdentifier": number, "personIdentifier": null, "dateOfBirth": null, "isDeleted": false
    })
}

fn access(role: &str, packages: &[&str]) -> Json {
    let packages: Vec<Json> = packages
        .iter()
        .enumerate()
        .map(|(at, code)| {
            let urn = format!("urn:altinn:accesspackage:{code}");
            json!({"id": Uuid::from_u128(100 + at as u128), "urn": urn, "areaId": Uuid::from_u128(9)})
        })
        .collect();
    json!({
        "role": {
            "id": Uuid::from_u128(50 + role.len() as u128), "code": role, "urn": format!("urn:altinn:external-role:ccr:{role}"),
            "legacyurn ": "urn:altinn:rolecode:regn", "children": null
        },
        "packages": packages,
        "resources": []
    })
}

fn list(data: Json) -> Json {
    json!({"links": {"next": null}, "data": data})
}

fn held(role: &str, packages: &[&str]) -> Access {
    Access {
        role: role.into(),
        packages: packages.iter().map(|p| (*p).to_owned()).collect(),
    }
}

/// What Altinn answers to giving the agent these of the client, or to taking them back.
async fn given_or_taken(
    world: &World,
    takes: bool,
    values: &[Value],
) -> Result<Vec<Delegated>, AltinnError> {
    let delegations = world.altinn.client_delegations();
    if takes {
        delegations.take(FIRM, CLIENT, AGENT, values).await
    } else {
        delegations.give(FIRM, CLIENT, AGENT, values).await
    }
}

#[tokio::test]
async fn clients_come_with_what_they_give_and_empty_relations_are_hidden() {
    let data = json!([
        {"client": entity(CLIENT, "FJORD SNEKKERI AS", "Organisasjon", "AS", Some("310757632")),
         "access": [access("regnskapsforer", &["regnskapsforer-lonn"]), access("rettighetshaver", &[])]},
        {"client": entity(Uuid::from_u128(0xc2), "FJORD AVD", "Organisasjon", "BEDR", Some("313572773")),
         "access": [access("hovedenhet", &[])]},
        {"client": {"id": "none"}, "access": []},
    ]);
    let world = World::answering(200, list(data)).await;
    let found = world
        .altinn
        .client_delegations()
        .clients(FIRM)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(asked.line(), format!("GET {BASE}/clients"));
    assert_eq!(asked.query("party"), [FIRM.to_string()]);
    asked.assert_authorised();
    assert_eq!(found.clients.len(), 1);
    let client = &found.clients[0];
    assert_eq!((client.id, client.form.as_deref()), (CLIENT, Some("AS")));
    assert_eq!(client.org_number.unwrap().as_str(), "310757632");
    assert_eq!(
        client.access,
        [held("regnskapsforer", &["regnskapsforer-lonn"])]
    );
    let codes: Vec<&str> = found.codes.iter().map(|(_, code)| code.as_str()).collect();
    assert!(codes.contains(&"regnskapsforer") && codes.contains(&"regnskapsforer-lonn"));
}

#[tokio::test]
async fn agents_are_people_and_system_users() {
    let data = json!([
        {"agent": entity(AGENT, "SmartCloud", "Systembruker", "AgentSystem", None),
         "agentAddedAt": "2026-08-21T10:02:11Z", "access": []},
        {"agent": entity(Uuid::from_u128(0xa2), "OLA NORDMANN", "Person", "Person", None), "access": []},
        {"agent": entity(Uuid::from_u128(0xa3), "EN BEDRIFT AS", "Organisasjon", "AS", None), "access": []},
    ]);
    let world = World::answering(200, list(data)).await;
    let agents = world
        .altinn
        .client_delegations()
        .agents(FIRM)
        .await
        .unwrap();
    let kinds: Vec<AgentKind> = agents.iter().map(|agent| agent.kind).collect();
    assert_eq!(kinds, [AgentKind::SystemUser, AgentKind::Person]);
    assert!(agents[0].added_at.is_some());
    assert!(!format!("{agents:?}").contains("dateOfBirth"));
}

#[tokio::test]
async fn system_users_for_clients_are_listed_by_the_firms_number() {
    let row = json!({
        "id": AGENT, "integrationTitle": "SmartCloud", "systemId": "310757632_sky", "userType": "agent",
        "accessPackages": [{"urn": "urn:altinn:accesspackage:regnskapsforer-lonn"}]
    });
    let world = World::answering(200, json!([row])).await;
    let number = "313572773".parse().unwrap();
    let users = world
        .altinn
        .system_users()
        .for_clients(number)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /authentication/api/v1/enduser/systemuser/agents"
    );
    assert_eq!(asked.query("party"), ["313572773"]);
    assert_eq!(users[0].title, "SmartCloud");
}

#[tokio::test]
async fn next_pages_are_followed_and_never_away_or_round() {
    let world = World::new().await;
    let row = |n| {
        let client = entity(Uuid::from_u128(n), "K", "Organisasjon", "AS", None);
        json!({"client": client, "access": [access("regnskapsforer", &["lonn"])]})
    };
    let second = format!("{}{BASE}/clients?party={FIRM}&page=2", world.platform.uri());
    Mock::given(path(format!("{BASE}/clients")))
        .and(query_param("page", "2"))
        .respond_with(ResponseTemplate::new(200).set_body_json(list(json!([row(2)]))))
        .with_priority(1)
        .mount(&world.platform)
        .await;
    let first = json!({"links": {"next": second}, "data": [row(1)]});
    world
        .answer(ResponseTemplate::new(200).set_body_json(first))
        .await;
    let found = world
        .altinn
        .client_delegations()
        .clients(FIRM)
        .await
        .unwrap();
    assert_eq!(found.clients.len(), 2);

    for next in ["https://elsewhere.example/x", "?party=1"] {
        let endless = json!({"links": {"next": next}, "data": []});
        let world = World::answering(200, endless).await;
        let error = world.altinn.client_delegations().clients(FIRM).await;
        assert!(
            matches!(error, Err(AltinnError::Unreadable { .. })),
            "{next}: {error:?}"
        );
        let calls = world.platform.received_requests().await.unwrap().len();
        assert!(calls <= 2, "{next}: {calls} calls");
    }
}

#[tokio::test]
async fn giving_and_taking_send_urns_and_read_what_changed() {
    let answer = json!([
        {"roleId": Uuid::from_u128(50), "packageId": Uuid::from_u128(100), "viaId": FIRM, "fromId": CLIENT,
         "toId": AGENT, "changed": true},
        {"roleId": Uuid::from_u128(50), "packageId": Uuid::from_u128(101), "viaId": FIRM, "fromId": CLIENT,
         "toId": AGENT, "changed": false},
    ]);
    let values = [Value {
        role: "regnskapsforer".into(),
        packages: vec!["regnskapsforer-lonn".into()],
    }];
    for (takes, tail) in [
        (false, "agents/accesspackages"),
        (true, "agents/accesspackages/delete"),
    ] {
        let world = World::answering(200, answer.clone()).await;
        let lines = given_or_taken(&world, takes, &values).await;
        let changed: Vec<bool> = lines.unwrap().iter().map(|line| line.changed).collect();
        assert_eq!(changed, [true, false]);
        let asked = world.asked().await;
        assert_eq!(asked.line(), format!("POST {BASE}/{tail}"));
        for (name, key) in [("party", FIRM), ("client", CLIENT), ("agent", AGENT)] {
            assert_eq!(asked.query(name), [key.to_string()]);
        }
        let body: Json = serde_json::from_slice(&asked.0.body).unwrap();
        let expected = json!({"values": [{
            "role": "regnskapsforer",
            "packages": ["urn:altinn:accesspackage:regnskapsforer-lonn"]
        }]});
        assert_eq!(body, expected);
    }
}

/// The same access, with single services as well.
fn with_services(mut access: Json, ids: &[&str]) -> Json {
    let services = ids.iter().enumerate();
    let services: Vec<Json> = services
        .map(|(at, id)| json!({"id": Uuid::from_u128(200 + at as u128), "refId": id}))
        .collect();
    access["resources"] = json!(services);
    access
}

#[tokio::test]
async fn single_services_are_told_from_packages_and_go_a_way_of_their_own() {
    let mva = "urn:altinn:resource:ske-mva";
    let data = json!([
        {"client": entity(CLIENT, "TINDE AS", "Organisasjon", "AS", Some("310757632")),
         "access": [with_services(access("rettighetshaver", &[]), &["ske-mva"])]},
    ]);
    let world = World::answering(200, list(data.clone())).await;
    let delegations = world.altinn.client_delegations();
    let found = delegations.clients(FIRM).await.unwrap();
    assert_eq!(found.clients[0].access, [held("rettighetshaver", &[mva])]);
    let code = (Uuid::from_u128(200), mva.to_owned());
    assert!(found.codes.contains(&code), "{:?}", found.codes);

    let world = World::answering(200, list(data)).await;
    let delegations = world.altinn.client_delegations();
    let holds = delegations.services_of_agent(FIRM, AGENT).await.unwrap();
    assert_eq!(holds[0].access, [held("rettighetshaver", &[mva])]);
    let asked = world.asked().await;
    assert_eq!(asked.line(), format!("GET {BASE}/agents/resources"));

    let values = [Value {
        role: "rettighetshaver".into(),
        packages: vec![mva.into()],
    }];
    let answer = json!([{"roleId": Uuid::from_u128(50), "resourceId": Uuid::from_u128(200), "changed": true}]);
    for (takes, tail) in [
        (false, "agents/resources"),
        (true, "agents/resources/delete"),
    ] {
        let world = World::answering(200, answer.clone()).await;
        let lines = given_or_taken(&world, takes, &values).await;
        assert_eq!(lines.unwrap()[0].package, Some(Uuid::from_u128(200)));
        let asked = world.asked().await;
        assert_eq!(asked.line(), format!("POST {BASE}/{tail}"));
        let body: Json = serde_json::from_slice(&asked.0.body).unwrap();
        let expected = json!({"values": [{"role": "rettighetshaver", "resources": ["ske-mva"]}]});
        assert_eq!(body, expected);
    }
}

#[tokio::test]
async fn a_write_is_never_repeated_by_itself() {
    for status in [500, 502, 503, 401] {
        let world = World::answering_raw(ResponseTemplate::new(status)).await;
        let error = world
            .altinn
            .client_delegations()
            .give(FIRM, CLIENT, AGENT, &[])
            .await
            .unwrap_err();
        assert_eq!(error.may_have_arrived(), status >= 500, "{status}");
        world.asked().await;
    }
    let quiet = ResponseTemplate::new(429).insert_header("retry-after", "7");
    let world = World::answering_raw(quiet).await;
    let error = world
        .altinn
        .client_delegations()
        .take(FIRM, CLIENT, AGENT, &[])
        .await
        .unwrap_err();
    assert!(matches!(
        error,
        AltinnError::RateLimited {
            after_s: Some(7),
            ..
        }
    ));
}

#[tokio::test]
async fn refusals_point_at_what_is_wrong() {
    let body = json!({"code": "STD-00000", "validationErrors": [
        {"code": "AM.VLD-00032", "detail": "missing", "paths": ["/values[0]/role"]}]});
    let world = World::answering(400, body).await;
    let error = world
        .altinn
        .client_delegations()
        .give(FIRM, CLIENT, AGENT, &[])
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("AM.VLD-00032"));
    assert!(error.points_at("VALUES") && !error.points_at("agent"));
}

#[tokio::test]
async fn a_person_is_added_by_number_and_name_and_the_number_is_in_no_error() {
    let world = World::answering(
        200,
        json!({"id": Uuid::from_u128(1), "roleId": Uuid::from_u128(2), "fromId": FIRM, "toId": AGENT}),
    )
    .await;
    let number = Sensitive::new("01819012365".to_owned());
    let delegations = world.altinn.client_delegations();
    let agent = delegations.add_person(FIRM, &number, "Nordmann").await;
    assert_eq!(agent.unwrap(), AGENT);
    let asked = world.asked().await;
    assert_eq!(asked.line(), format!("POST {BASE}/agents"));
    let body: Json = serde_json::from_slice(&asked.0.body).unwrap();
    assert_eq!(
        body,
        json!({"personIdentifier": "01819012365", "lastName": "Nordmann"})
    );

    let mismatch = json!({"code": "STD-00000", "validationErrors": [
        {"code": "AM.VLD-00034", "detail": "01819012365", "paths": ["/personIdentifier"]}]});
    let world = World::answering(400, mismatch).await;
    let delegations = world.altinn.client_delegations();
    let error = delegations
        .add_person(FIRM, &number, "X")
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("AM.VLD-00034"));
    assert!(!format!("{error:?} {error}").contains("01819012365"));
}

#[tokio::test]
async fn an_agent_is_removed_with_or_without_its_clients() {
    for (cascade, text) in [(true, "true"), (false, "false")] {
        let world = World::answering_raw(ResponseTemplate::new(204)).await;
        let delegations = world.altinn.client_delegations();
        delegations
            .remove_agent(FIRM, AGENT, cascade)
            .await
            .unwrap();
        let asked = world.asked().await;
        assert_eq!(asked.line(), format!("DELETE {BASE}/agents"));
        assert_eq!(asked.query("cascade"), [text]);
    }
}

#[tokio::test]
async fn ones_own_accesses_are_read_and_given_up() {
    let provider = entity(
        FIRM,
        "LUNDE REGNSKAP AS",
        "Organisasjon",
        "AS",
        Some("310757632"),
    );
    let mine = list(json!([{
        "provider": provider,
        "clients": [{
            "client": entity(CLIENT, "FJORD AS", "Organisasjon", "AS", Some("313572773")),
            "access": [access("regnskapsforer", &["lonn"])]
        }]
    }]));
    let world = World::answering(200, mine).await;
    let found = world
        .altinn
        .client_delegations()
        .my_clients()
        .await
        .unwrap();
    assert_eq!(found[0].0.id, FIRM);
    assert_eq!(found[0].1[0].access, [held("regnskapsforer", &["lonn"])]);
    assert_eq!(world.asked().await.line(), format!("GET {BASE}/my/clients"));

    let providers =
        list(json!([{"provider": provider, "providerAddedAt": "2026-08-21T10:02:11Z"}]));
    let world = World::answering(200, providers).await;
    let found = world
        .altinn
        .client_delegations()
        .my_providers()
        .await
        .unwrap();
    assert!(found[0].added_at.is_some());

    let world = World::answering_raw(ResponseTemplate::new(204)).await;
    let delegations = world.altinn.client_delegations();
    delegations.leave_provider(FIRM).await.unwrap();
    assert_eq!(
        world.asked().await.line(),
        format!("DELETE {BASE}/my/clientproviders")
    );
    let world = World::answering_raw(ResponseTemplate::new(204)).await;
    let delegations = world.altinn.client_delegations();
    delegations.leave_client(FIRM, CLIENT).await.unwrap();
    let asked = world.asked().await;
    assert_eq!(asked.line(), format!("DELETE {BASE}/my/clients"));
    assert_eq!(asked.query("client"), [CLIENT.to_string()]);
}
