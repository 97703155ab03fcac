//! Authorized parties.

use fullmakt_altinn::{AltinnError, ListParties};
use fullmakt_domain::PartyKind;
use serde_json::json;
use uuid::Uuid;
use wiremock::matchers::{query_param, query_param_is_missing};
use wiremock::{Mock, ResponseTemplate};

use crate::world::World;

const MAIN: &str = "ee08d709-db94-4e3e-9791-d1cfd5fe7310";
const UNIT: &str = "0aa1e2ad-6a3f-4c1e-8a1c-1f2e3d4c5b6a";

#[tokio::test]
async fn the_list_is_asked_for_with_every_switch_said_outright() {
    let world = World::answering(200, json!({"links":{"next":null},"data":[]})).await;
    let what = ListParties {
        include_roles: true,
        include_packages: true,
        via_key_roles: false,
        any_of_resources: vec!["altinn_access_management".into()],
        only: vec![MAIN.parse().unwrap()],
    };
    assert_eq!(world.altinn.parties().list(&what).await.unwrap(), []);
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /accessmanagement/api/v1/enduser/authorizedparties"
    );
    asked.assert_authorised();
    for (name, value) in [
        ("includeRoles", "true"),
        ("includeAccessPackages", "true"),
        ("includeResources", "false"),
        ("includeInstances", "false"),
        ("includePartiesViaKeyRoles", "false"),
        ("includeSubParties", "true"),
        ("includeInactiveParties", "true"),
        ("anyOfResourceIds", "altinn_access_management"),
        ("partyFilter", MAIN),
    ] {
        assert_eq!(asked.query(name), [value], "{name}");
    }
}

#[tokio::test]
async fn the_hierarchy_is_laid_flat_and_codes_made_bare() {
    let body = json!({"links":{"next":null},"data":[
        {"partyUuid":MAIN,"name":"ULASTELIG SOLID TIGER AS","organizationNumber":"313572773","parentId":null,
         "personId":null,"dateOfBirth":null,"partyId":51745556,"emailId":null,"type":"Organization","unitType":"AS",
         "isDeleted":false,"onlyHierarchyElementWithNoAccess":false,
         "authorizedAccessPackages":["urn:altinn:accesspackage:Tilgangsstyrer","regnskapsforer-lonn"],
         "authorizedResources":[],"authorizedRoles":["DAGL","daglig-leder"],"authorizedInstances":[],
         "subunits":[
            {"partyUuid":UNIT,"name":"ULASTELIG SOLID TIGER AS","organizationNumber":"310757632","partyId":51745557,
             "type":"Organization","unitType":"BEDR","isDeleted":true,"onlyHierarchyElementWithNoAccess":false,
             "authorizedAccessPackages":null,"authorizedRoles":null,"subunits":null}]},
        {"partyUuid":"7d6d3a30-0000-4000-8000-000000000001","name":"KARI HAUGEN","partyId":"50000001",
         "type":"Person","personId":"10895199747","dateOfBirth":"1951-09-10","unitType":null,"isDeleted":false,
         "onlyHierarchyElementWithNoAccess":false,"newMember":{"a":[1]}}]});
    let world = World::answering(200, body).await;
    let parties = world
        .altinn
        .parties()
        .list(&ListParties::default())
        .await
        .unwrap();
    assert_eq!(parties.len(), 3);
    let [main, unit, person] = &parties[..] else {
        panic!("three")
    };
    assert_eq!(
        (main.kind, main.party_id),
        (PartyKind::Organisation, 51_745_556)
    );
    assert_eq!(main.packages, ["regnskapsforer-lonn", "tilgangsstyrer"]);
    assert_eq!(main.roles, ["dagl", "daglig-leder"]);
    assert!(main.is_access_manager());
    assert_eq!(main.form.as_deref(), Some("AS"));
    assert_eq!((unit.kind, unit.is_deleted), (PartyKind::Subunit, true));
    assert_eq!(
        unit.parent
            .as_ref()
            .map(|p| p.party_uuid.to_string())
            .as_deref(),
        Some(MAIN)
    );
    assert_eq!(
        (person.kind, person.party_id),
        (PartyKind::Person, 50_000_001),
        "a number as text"
    );
    assert_eq!(person.org_number, None);
    assert!(
        !format!("{parties:?}").contains("10895199747"),
        "identity numbers are not kept"
    );
}

#[tokio::test]
async fn arrays_in_arrays_and_parties_without_a_key_do_no_harm() {
    let body = json!({"data":[[
        {"partyUuid":MAIN,"name":"A","type":"Organization","organizationNumber":"313572773"},
        {"partyUuid":null,"name":"B","type":"Organization"},
        {"partyUuid":UNIT,"name":"C","type":"SelfIdentified","onlyHierarchyElementWithNoAccess":true}
    ]]});
    let world = World::answering(200, body).await;
    let parties = world
        .altinn
        .parties()
        .list(&ListParties::default())
        .await
        .unwrap();
    assert_eq!(
        parties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
        ["A", "C"]
    );
    assert_eq!(parties[0].party_id, 0, "unknown");
    assert_eq!(parties[1].kind, PartyKind::Person);
    assert!(parties[1].is_heading_only);
}

#[tokio::test]
async fn a_bare_array_is_read_too() {
    let world = World::answering(
        200,
        json!([{"partyUuid":MAIN,"name":"A","type":"Organization"}]),
    )
    .await;
    assert_eq!(
        world
            .altinn
            .parties()
            .list(&ListParties::default())
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn further_pages_are_followed_once_each() {
    let world = World::new().await;
    let next = format!(
        "{}/accessmanagement/api/v1/enduser/authorizedparties?page=2",
        world.platform.uri()
    );
    Mock::given(query_param_is_missing("page"))
        .respond_with(ResponseTemplate::new(200).set_body_json(
            json!({"links":{"next":next},"data":[{"partyUuid":MAIN,"name":"A","type":"Organization"}]}),
        ))
        .mount(&world.platform)
        .await;
    // The second page names itself as the next one.
    Mock::given(query_param("page", "2"))
        .respond_with(ResponseTemplate::new(200).set_body_json(
            json!({"links":{"next":next},"data":[{"partyUuid":UNIT,"name":"B","type":"Organization"}]}),
        ))
        .mount(&world.platform)
        .await;
    let parties = world
        .altinn
        .parties()
        .list(&ListParties::default())
        .await
        .unwrap();
    assert_eq!(parties.len(), 2);
    assert_eq!(world.platform.received_requests().await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_token_is_never_taken_to_another_origin() {
    let world = World::new().await;
    let elsewhere = format!(
        "{}/accessmanagement/api/v1/enduser/authorizedparties?page=2",
        world.register.uri()
    );
    world
        .answer(
            ResponseTemplate::new(200).set_body_json(json!({"links":{"next":elsewhere},"data":[]})),
        )
        .await;
    let error = world
        .altinn
        .parties()
        .list(&ListParties::default())
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            AltinnError::Unreadable {
                what: "authorized_parties"
            }
        ),
        "{error:?}"
    );
    assert!(world.register.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn where_the_person_may_decide_is_one_filtered_call() {
    let world = World::answering(200, json!({"links":{},"data":[]})).await;
    world
        .altinn
        .parties()
        .list(&ListParties::where_access_manager())
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.query("anyOfResourceIds"),
        ["altinn_access_management"]
    );
    assert_eq!(asked.query("partyFilter"), Vec::<String>::new());
    assert_eq!(asked.query("includeRoles"), ["false"]);
}

#[tokio::test]
async fn a_broken_list_is_unreadable_and_not_an_empty_one() {
    for body in [
        "{\"links\":{},\"data\":[{\"partyUuid\":\"",
        "<html></html>",
        "{\"title\":\"x\"}",
    ] {
        let world = World::answering_raw(ResponseTemplate::new(200).set_body_string(body)).await;
        let error = world
            .altinn
            .parties()
            .list(&ListParties::default())
            .await
            .unwrap_err();
        assert!(
            matches!(error, AltinnError::Unreadable { .. }),
            "{body}: {error:?}"
        );
    }
    assert!(Uuid::parse_str(MAIN).is_ok());
}
