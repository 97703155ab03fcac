//! Adding agents and taking them out.

use serde_json::json;

use super::{FJORD, Firm, V1, WAGES, batch, complaint, complaints, line};
use crate::support::LUNDE;

#[tokio::test]
async fn a_stranger_is_added_by_number_and_last_name() {
    let firm = Firm::start().await;
    let anne = firm.person("anne").await;
    let body = json!({ "PersonIdentifier": anne["pid"], "LASTNAME": "granLI" });
    let made = firm.post("agents", &body).await.json(200);
    assert_eq!(made["fromId"], firm.uuid);
    assert_eq!(made["toId"], anne["partyUuid"]);
    assert_eq!(made["roleId"], "ff4c33f5-03f7-4445-85ed-1e60b8aafb30");
    let again = firm.post("agents", &body).await.json(200);
    assert_eq!(again, made, "whoever is one stays one");
    assert_eq!(firm.get("agents").await.len(), 6);
    let by_name = json!({ "personIdentifier": anne["username"], "lastName": "Granli" });
    assert_eq!(firm.post("agents", &by_name).await.json(200), made);
}

#[tokio::test]
async fn two_failed_look_ups_lock_for_an_hour() {
    let firm = Firm::start().await;
    let anne = firm.person("anne").await;
    let wrong = json!({ "personIdentifier": anne["pid"], "lastName": "Feil" });
    let right = json!({ "personIdentifier": anne["pid"], "lastName": "Granli" });
    for _ in 0..2 {
        let answer = firm.post("agents", &wrong).await;
        assert_eq!(
            complaint(&answer),
            line("AM.VLD-00034", "/PersonIdentifier")
        );
    }
    for body in [&wrong, &right] {
        let locked = firm.post("agents", body).await;
        assert_eq!(locked.code(429), "AM-00026");
    }
    // Somebody else is not locked out, and neither is whoever waits.
    let odd = firm
        .running
        .token("odd", &[crate::support::CLIENTS_WRITE])
        .await;
    firm.running
        .post(&firm.path("agents"), &odd, &right)
        .await
        .json(200);
    firm.running
        .control("POST", "clock", &json!({ "advance_s": 3601 }))
        .await;
    let kari = firm
        .running
        .token("kari", &[crate::support::CLIENTS_WRITE])
        .await;
    firm.running
        .post(&firm.path("agents"), &kari, &right)
        .await
        .json(200);
}

#[tokio::test]
async fn somebody_must_be_named() {
    let firm = Firm::start().await;
    let answer = firm.running.act(&firm.path("agents"), &firm.kari).await;
    assert_eq!(answer.code(400), "STD-00000");
    let paths = answer.json(400)["validationErrors"][0]["paths"].clone();
    assert_eq!(
        paths,
        json!(["QUERY/agent", "/PersonIdentifier", "/LastName"])
    );
    let half = json!({ "personIdentifier": "1" });
    assert_eq!(complaint(&firm.post("agents", &half).await).1, "/LastName");
    let half = json!({ "lastName": "Granli" });
    assert_eq!(
        complaint(&firm.post("agents", &half).await).1,
        "/PersonIdentifier"
    );
}

#[tokio::test]
async fn by_id_it_is_somebody_known_there() {
    let firm = Firm::start().await;
    for (id, expected) in [
        (
            "00000000-0000-0000-0000-000000000001".to_owned(),
            line("AM.VLD-00006", "QUERY/agent"),
        ),
        (
            firm.person_id("anne").await,
            line("AM.VLD-00006", "QUERY/agent"),
        ),
        (
            firm.client(FJORD).await,
            line("AM.VLD-00008", "$QUERY/agent"),
        ),
    ] {
        let rest = format!("agents?agent={id}");
        let answer = firm.running.act(&firm.path(&rest), &firm.kari).await;
        assert_eq!(complaint(&answer), expected);
    }
    // With anything from the organisation, the id is enough.
    let held = json!({ "packages": ["ordinaer-post-til-virksomheten"] });
    firm.running
        .control("PUT", &format!("authorities/anne/{LUNDE}"), &held)
        .await;
    let anne = firm.person_id("anne").await;
    let rest = format!("agents?agent={anne}");
    let answer = firm.running.act(&firm.path(&rest), &firm.kari).await;
    assert_eq!(answer.json(200)["toId"], anne);
    let user = firm.system_user("_fjellbekk_klientlonn").await;
    let path = format!("{V1}/agents?party={}&to={user}", firm.uuid);
    firm.running.act(&path, &firm.kari).await.json(200);
    assert_eq!(firm.get("agents").await.len(), 7);
    let row = firm
        .running
        .in_state("systemUsers", "systemId", "316111440_oppdrag_bilag")
        .await;
    let own_use = row["id"].as_str().expect("an id");
    let path = format!("{V1}/agents?party={}&to={own_use}", firm.uuid);
    let answer = firm.running.act(&path, &firm.kari).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00008", "$QUERY/to"));
}

#[tokio::test]
async fn an_agent_with_clients_goes_only_with_them() {
    let firm = Firm::start().await;
    let eva = firm.person_id("eva").await;
    let rest = format!("agents?agent={eva}");
    let answer = firm.delete(&rest).await;
    let expected = line("AM.VLD-00031", "$QUERY/cascade");
    assert_eq!(
        complaints(&answer),
        [expected.clone(), expected],
        "one for each client"
    );
    firm.delete(&format!("{rest}&cascade=true")).await.bare(204);
    assert!(firm.truth(&eva, FJORD).await.is_empty());
    firm.delete(&rest).await.bare(204);
    let jon = firm.person_id("jon").await;
    firm.delete(&format!("agents?agent={jon}")).await.bare(204);
    assert_eq!(firm.get("agents").await.len(), 3);
    let missing = firm.delete("agents").await;
    assert!(missing.json(400)["errors"]["agent"].is_array());
    let broken = firm.delete(&format!("{rest}&cascade=maybe")).await;
    assert!(broken.json(400)["errors"]["cascade"].is_array());
    // Eva has to be registered anew before she can be given anything.
    let fjord = firm.client(FJORD).await;
    let give = format!("agents/accesspackages?client={fjord}&agent={eva}");
    let answer = firm.post(&give, &batch("regnskapsforer", &[WAGES])).await;
    assert_eq!(complaint(&answer), line("AM.VLD-00032", "$QUERY/agent"));
}
