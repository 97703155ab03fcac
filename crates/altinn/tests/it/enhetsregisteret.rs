//! Enhetsregisteret.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{OrgNumber, UnitState, approvers};
use serde_json::json;
use wiremock::matchers::{path, path_regex};
use wiremock::{Mock, ResponseTemplate};

use crate::world::{Asked, World};

fn number(text: &str) -> OrgNumber {
    text.parse().expect("a valid number")
}

async fn serve(world: &World, at: &str, status: u16, body: serde_json::Value) {
    Mock::given(path(format!("/enhetsregisteret/api/{at}")))
        .respond_with(ResponseTemplate::new(status).set_body_json(body))
        .mount(&world.register)
        .await;
}

async fn asked(world: &World) -> Vec<Asked> {
    assert!(
        world
            .platform
            .received_requests()
            .await
            .expect("recording is on")
            .is_empty()
    );
    world
        .register
        .received_requests()
        .await
        .expect("recording is on")
        .into_iter()
        .map(Asked)
        .collect()
}

#[tokio::test]
async fn a_main_unit_is_found_at_once() {
    let world = World::new().await;
    let body = json!({"organisasjonsnummer": "310757632", "navn": "SMARTCLOUD AS",
        "organisasjonsform": {"kode": "AS", "beskrivelse": "Aksjeselskap", "_links": {}},
        "hjemmeside": "www.smartcloud.no", "konkurs": false, "underAvvikling": false,
        "forretningsadresse": {"adresse": ["Gata 1"], "postnummer": "6003", "poststed": "ÅLESUND"},
        "naeringskode1": {"kode": "62.010"}, "_links": {"self": {"href": "x"}}});
    serve(&world, "enheter/310757632", 200, body).await;
    let unit = world
        .altinn
        .units()
        .unit(number("310757632"))
        .await
        .unwrap();
    assert_eq!(
        (unit.name.as_str(), unit.form.as_deref()),
        ("SMARTCLOUD AS", Some("AS"))
    );
    assert_eq!(unit.state, UnitState::Active);
    assert_eq!(
        (unit.homepage.as_deref(), unit.place.as_deref()),
        (Some("www.smartcloud.no"), Some("ÅLESUND"))
    );
    let asked = asked(&world).await;
    assert_eq!(asked.len(), 1);
    asked[0].assert_anonymous();
}

#[tokio::test]
async fn a_sub_unit_is_found_in_the_other_part() {
    let world = World::new().await;
    serve(&world, "enheter/313572773", 404, json!({"status": 404})).await;
    let body = json!({"organisasjonsnummer": "313572773", "navn": "AVDELING", "overordnetEnhet": "310757632",
        "organisasjonsform": {"kode": "BEDR"}, "beliggenhetsadresse": {"poststed": "MOLDE"}});
    serve(&world, "underenheter/313572773", 200, body).await;
    let unit = world
        .altinn
        .units()
        .unit(number("313572773"))
        .await
        .unwrap();
    assert_eq!(unit.parent, Some(number("310757632")));
    assert_eq!(unit.place.as_deref(), Some("MOLDE"));
    assert_eq!(world.calls.kinds(), ["unit_read", "unit_read"]);
}

#[tokio::test]
async fn unknown_and_removed_numbers_are_not_found() {
    for status in [404, 410] {
        let world = World::new().await;
        serve(&world, "enheter/310757632", status, json!({})).await;
        serve(&world, "underenheter/310757632", 404, json!({})).await;
        let error = world
            .altinn
            .units()
            .unit(number("310757632"))
            .await
            .unwrap_err();
        assert!(matches!(error, AltinnError::NotFound), "{error:?}");
    }
    let down = World::new().await;
    serve(&down, "enheter/310757632", 500, json!({})).await;
    let error = down
        .altinn
        .units()
        .unit(number("310757632"))
        .await
        .unwrap_err();
    assert!(
        matches!(error, AltinnError::ServerError { status: 500 }),
        "not known is not unknown: {error:?}"
    );
    assert_eq!(
        asked(&down).await.len(),
        1,
        "a failure is no reason to look elsewhere"
    );
}

#[tokio::test]
async fn standing_is_the_worst_that_holds() {
    for (members, state) in [
        (
            json!({"slettedato": "2026-03-01", "konkurs": true}),
            UnitState::Deleted {
                on: Some("2026-03-01".parse().unwrap()),
            },
        ),
        (
            json!({"slettedato": "ukjent"}),
            UnitState::Deleted { on: None },
        ),
        (
            json!({"konkurs": true, "underAvvikling": true}),
            UnitState::Bankrupt,
        ),
        (json!({"underAvvikling": true}), UnitState::WindingUp),
        (
            json!({"underTvangsavviklingEllerTvangsopplosning": true}),
            UnitState::WindingUp,
        ),
        (json!({"konkurs": null}), UnitState::Active),
    ] {
        let world = World::new().await;
        let mut body = json!({"organisasjonsnummer": "310757632", "navn": "X"});
        body.as_object_mut()
            .unwrap()
            .extend(members.as_object().unwrap().clone());
        serve(&world, "enheter/310757632", 200, body).await;
        let unit = world
            .altinn
            .units()
            .unit(number("310757632"))
            .await
            .unwrap();
        assert_eq!(unit.state, state, "{members}");
    }
}

#[tokio::test]
async fn many_are_asked_for_in_batches_and_missing_ones_as_sub_units() {
    let world = World::new().await;
    let found = json!({"_embedded": {"enheter": [{"organisasjonsnummer": "310757632", "navn": "HOVED"}]},
        "page": {"size": 2, "totalElements": 1}});
    serve(&world, "enheter", 200, found).await;
    let sub = json!({"_embedded": {"underenheter": [{"organisasjonsnummer": "313572773", "navn": "UNDER"}]}});
    serve(&world, "underenheter", 200, sub).await;
    let numbers = ["310757632", "313572773", "310757632"].map(number);
    let units = world.altinn.units().units(&numbers).await.unwrap();
    assert_eq!(units.len(), 2);
    assert_eq!(units[&number("313572773")].name, "UNDER");
    let asked = asked(&world).await;
    assert_eq!(asked.len(), 2);
    assert_eq!(
        asked[0].query("organisasjonsnummer"),
        ["310757632,313572773"],
        "each once"
    );
    assert_eq!(asked[0].query("size"), ["2"]);
    assert_eq!(
        asked[1].query("organisasjonsnummer"),
        ["313572773"],
        "only what is missing"
    );
}

#[tokio::test]
async fn an_empty_hit_list_and_no_numbers_are_fine() {
    let world = World::new().await;
    assert!(world.altinn.units().units(&[]).await.unwrap().is_empty());
    assert!(asked(&world).await.is_empty());
    Mock::given(path_regex("enheter$"))
        .respond_with(
            ResponseTemplate::new(200)
                .set_body_json(json!({"_links": {}, "page": {"totalElements": 0}})),
        )
        .mount(&world.register)
        .await;
    assert!(
        world
            .altinn
            .units()
            .units(&[number("310757632")])
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn two_hundred_and_fifty_numbers_are_three_calls_to_each_part() {
    let world = World::new().await;
    Mock::given(path_regex("enheter$"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"page": {}})))
        .mount(&world.register)
        .await;
    let numbers: Vec<OrgNumber> = (0..)
        .map(|n| format!("{}", 310_000_000 + n))
        .filter_map(|n| n.parse().ok())
        .take(250)
        .collect();
    world.altinn.units().units(&numbers).await.unwrap();
    assert_eq!(asked(&world).await.len(), 6);
}

#[tokio::test]
async fn roles_in_force_are_read_without_birth_dates() {
    let world = World::new().await;
    let person = |first: &str, middle: serde_json::Value, last: &str| json!({"fodselsdato": "1951-09-10", "navn": {"fornavn": first, "mellomnavn": middle, "etternavn": last}, "erDoed": false});
    let body = json!({"rollegrupper": [
        {"type": {"kode": "DAGL", "beskrivelse": "Daglig leder"}, "sistEndret": "2026-01-01", "roller": [
            {"type": {"kode": "DAGL", "beskrivelse": "Daglig leder"}, "person": person("Kari", json!("Vik"), "Haugen"),
             "fratraadt": false, "rekkefolge": 0},
            {"type": {"kode": "DAGL", "beskrivelse": "Daglig leder"}, "person": person("Gamle", json!(null), "Leder"), "fratraadt": true}]},
        {"type": {"kode": "STYR"}, "roller": [
            {"type": {"kode": "LEDE", "beskrivelse": "Styrets leder"}, "person": person("Ola", json!(""), "Vik"), "fratraadt": false},
            {"type": {"kode": "MEDL", "beskrivelse": "Styremedlem"}, "person": {"navn": {"fornavn": "Død", "etternavn": "Mann"}, "erDoed": true}}]},
        {"type": {"kode": "REVI"}, "roller": [
            {"type": {"kode": "REVI", "beskrivelse": "Revisor"}, "enhet": {"organisasjonsnummer": "313572773",
             "navn": ["REVISJON", "AS"], "erSlettet": false}, "fratraadt": false}]},
        {"type": {"kode": "REGN"}, "roller": null}]});
    serve(&world, "enheter/310757632/roller", 200, body).await;
    let roles = world
        .altinn
        .units()
        .roles(number("310757632"))
        .await
        .unwrap();
    let read: Vec<_> = roles
        .iter()
        .map(|r| (r.holder.as_str(), r.code.as_str(), r.is_unit))
        .collect();
    assert_eq!(
        read,
        [
            ("Kari Vik Haugen", "DAGL", false),
            ("Ola Vik", "LEDE", false),
            ("REVISJON AS", "REVI", true)
        ]
    );
    assert_eq!(roles[1].name, "Styrets leder");
    assert!(
        !format!("{roles:?}").contains("1951"),
        "birth dates are not kept"
    );
    assert_eq!(approvers(&roles).len(), 2);
    asked(&world).await[0].assert_anonymous();
}
