//! System users, and the register of systems.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Language, Refusal, SystemId, SystemUserKind};
use serde_json::{Value, json};
use uuid::Uuid;
use wiremock::ResponseTemplate;

use crate::world::World;

const ID: &str = "0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11";
const PARTY: u32 = 51_234_567;

fn id() -> Uuid {
    ID.parse().expect("a UUID")
}

fn row() -> Value {
    json!({
        "id": ID, "integrationTitle": "Regnskap Pluss", "systemId": "310757632_regnskap", "productName": "",
        "systemInternalId": "b3c6f0a2-5d0a-4a5a-8f0c-0f6f6a1d2e3f", "partyId": "51234567", "partyUuId": "",
        "reporteeOrgNo": "313572773", "created": "2026-08-21T10:02:11.000000Z", "isDeleted": false,
        "supplierName": "", "supplierOrgno": "310757632", "externalRef": "kunde-4711", "userType": "standard",
        "accessPackages": [{"urn": "urn:altinn:accesspackage:skattegrunnlag"}]
    })
}

fn changed(members: Value) -> Value {
    let mut body = row();
    for (key, value) in members.as_object().expect("members") {
        body[key] = value.clone();
    }
    body
}

fn path(tail: &str) -> String {
    format!("/authentication/api/v1/systemuser/{tail}")
}

#[tokio::test]
async fn own_system_users_are_listed_without_deleted_ones() {
    let deleted = changed(json!({"isDeleted": true}));
    let broken = changed(json!({"id": "none"}));
    let bare = json!({"id": "1f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11", "systemId": "310757632_lonn"});
    let world = World::answering(200, json!([row(), deleted, broken, bare])).await;
    let users = world.altinn.system_users().list(PARTY).await.unwrap();
    let asked = world.asked().await;
    assert_eq!(asked.line(), format!("GET {}", path("51234567")));
    asked.assert_authorised();
    let [user, bare] = &users[..] else {
        panic!("two: {users:?}")
    };
    assert_eq!((user.id, user.kind), (id(), SystemUserKind::Own));
    assert_eq!(user.title, "Regnskap Pluss");
    assert_eq!(user.vendor.unwrap().as_str(), "310757632");
    assert_eq!(user.party_org_number.unwrap().as_str(), "313572773");
    assert_eq!(
        user.packages_at_creation,
        ["urn:altinn:accesspackage:skattegrunnlag"]
    );
    assert_eq!(bare.title, "lonn", "without a title, the system's name");
    assert_eq!(
        bare.vendor.unwrap().as_str(),
        "310757632",
        "from the system id"
    );
    assert_eq!(bare.created, None);
}

#[tokio::test]
async fn system_users_for_clients_have_their_own_list() {
    let world = World::answering(200, json!([changed(json!({"userType": "agent"}))])).await;
    let users = world
        .altinn
        .system_users()
        .list_agents(PARTY)
        .await
        .unwrap();
    assert_eq!(
        world.asked().await.line(),
        format!("GET {}", path("agent/51234567"))
    );
    assert_eq!(users[0].kind, SystemUserKind::Client);
}

#[tokio::test]
async fn details_tell_what_is_held_only_when_altinn_says_it() {
    let rights = json!([{"resource": [{"id": "urn:altinn:resource", "value": "ske-krav"}]}]);
    let world = World::answering(200, changed(json!({ "rights": rights }))).await;
    let detail = world
        .altinn
        .system_users()
        .detail(PARTY, id())
        .await
        .unwrap();
    assert_eq!(
        world.asked().await.line(),
        format!("GET {}", path(&format!("51234567/{ID}")))
    );
    assert_eq!(detail.resources.unwrap(), ["ske-krav"]);
    assert_eq!(
        detail.packages.unwrap(),
        ["urn:altinn:accesspackage:skattegrunnlag"]
    );

    let mut silent = row();
    silent.as_object_mut().unwrap().remove("accessPackages");
    let world = World::answering(200, silent).await;
    let detail = world
        .altinn
        .system_users()
        .detail(PARTY, id())
        .await
        .unwrap();
    assert_eq!(
        (detail.resources, detail.packages),
        (None, None),
        "left out is not none"
    );
}

#[tokio::test]
async fn a_detail_of_another_one_is_not_believed() {
    let other = changed(json!({"id": "1f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11"}));
    let world = World::answering(200, other).await;
    let error = world
        .altinn
        .system_users()
        .detail(PARTY, id())
        .await
        .unwrap_err();
    assert!(matches!(
        error,
        AltinnError::Unreadable {
            what: "system_user_read"
        }
    ));
}

#[tokio::test]
async fn true_current_rights_are_read_from_delegations() {
    let body = json!({"systemUserId": ID,
        "rights": [{"resource": [{"id": "urn:altinn:org", "value": "skd"}, {"id": "urn:altinn:app", "value": "mva"}]}],
        "accessPackages": [{"urn": "urn:altinn:accesspackage:merverdiavgift"}]});
    let world = World::answering(200, body).await;
    let held = world
        .altinn
        .system_users()
        .delegations(PARTY, id())
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        format!("GET {}", path(&format!("51234567/{ID}/delegations")))
    );
    asked.assert_authorised();
    assert_eq!(held.system_user_id, id());
    assert_eq!(held.resources, ["app_skd_mva"]);
    assert_eq!(held.packages, ["urn:altinn:accesspackage:merverdiavgift"]);
}

#[tokio::test]
async fn rights_that_could_not_be_read_are_a_problem_although_the_status_is_500() {
    let world = World::answering(500, json!({"status": 500, "code": "AUTH-00062"})).await;
    let error = world
        .altinn
        .system_users()
        .delegations(PARTY, id())
        .await
        .unwrap_err();
    assert_eq!(
        error.refusal(),
        Some(Refusal::RightsUnreadable),
        "{error:?}"
    );
}

#[tokio::test]
async fn withdrawing_answers_202_with_a_one() {
    let world = World::answering_raw(ResponseTemplate::new(202).set_body_string("1")).await;
    world
        .altinn
        .system_users()
        .delete(PARTY, id())
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        format!("DELETE {}", path(&format!("51234567/{ID}")))
    );
    asked.assert_authorised();

    let gone = World::answering_raw(ResponseTemplate::new(404).set_body_string("0")).await;
    let error = gone
        .altinn
        .system_users()
        .delete(PARTY, id())
        .await
        .unwrap_err();
    assert!(matches!(error, AltinnError::NotFound), "{error:?}");
}

#[tokio::test]
async fn withdrawing_one_for_clients_names_the_owner() {
    let owner: Uuid = "ee08d709-db94-4e3e-9791-d1cfd5fe7310".parse().unwrap();
    let world = World::answering_raw(ResponseTemplate::new(200)).await;
    world
        .altinn
        .system_users()
        .delete_agent(PARTY, owner, id())
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        format!("DELETE {}", path(&format!("agent/51234567/{ID}")))
    );
    assert_eq!(asked.query("facilitatorId"), [owner.to_string()]);
}

#[tokio::test]
async fn a_system_of_the_register_has_names_in_several_languages() {
    let body = json!({"systemId": "310757632_regnskap", "systemVendorOrgNumber": "310757632",
        "systemVendorOrgName": "", "name": {"nb": "Regnskap Pluss", "nn": "Rekneskap Pluss", "en": "Accounts Plus"},
        "description": {"nb": "Bokfører"}, "rights": [], "accessPackages": [], "isVisible": false});
    let world = World::answering(200, body).await;
    let asked_for = SystemId::new("310757632_regnskap");
    let system = world
        .altinn
        .register_of_systems()
        .system(&asked_for)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /authentication/api/v1/systemregister/310757632_regnskap"
    );
    asked.assert_authorised();
    assert_eq!(
        system.name.pick(Language::En),
        Some(("Accounts Plus", Language::En))
    );
    assert_eq!(
        system.description.pick(Language::En),
        Some(("Bokfører", Language::Nb))
    );
    assert_eq!(system.vendor.unwrap().as_str(), "310757632");
    assert!(!system.is_visible);

    let refused = World::answering_raw(ResponseTemplate::new(403)).await;
    let error = refused
        .altinn
        .register_of_systems()
        .system(&asked_for)
        .await
        .unwrap_err();
    assert!(error.is_refused_access());
}

/// What a system registered comes with it: whoever sets it up gives all of it.
#[tokio::test]
async fn the_register_lists_systems_with_what_they_registered() {
    let system = json!({"systemId": "310757632_regnskap", "name": {"nb": "Regnskap Pluss"},
        "rights": [{"resource": [{"id": "urn:altinn:resource", "value": "ske-krav-og-betalinger"}]}],
        "accessPackages": [{"urn": "urn:altinn:accesspackage:lonn"}]});
    let world = World::answering(200, json!([system, {"name": {"nb": "uten id"}}])).await;
    let systems = world.altinn.register_of_systems().systems().await.unwrap();
    assert_eq!(
        world.asked().await.line(),
        "GET /authentication/api/v1/systemregister"
    );
    assert_eq!(systems.len(), 1);
    assert_eq!(systems[0].resources, ["ske-krav-og-betalinger"]);
    assert_eq!(systems[0].packages, ["urn:altinn:accesspackage:lonn"]);
    assert!(systems[0].is_visible);
}

#[tokio::test]
async fn a_system_user_is_set_up_with_title_and_system() {
    let world = World::answering(200, changed(json!({"externalRef": "313572773"}))).await;
    let system = SystemId::new("310757632_regnskap");
    let user = world
        .altinn
        .system_users()
        .create(PARTY, &system, "Regnskap Pluss")
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(asked.line(), format!("POST {}", path("51234567/create")));
    assert_eq!(
        asked.0.body_json::<Value>().expect("JSON"),
        json!({"integrationTitle": "Regnskap Pluss", "systemId": "310757632_regnskap"})
    );
    assert_eq!(user.id, id());
    assert_eq!(user.external_ref.as_deref(), Some("313572773"));
}

/// The one failure after which the system user may stand all the same.
#[tokio::test]
async fn a_registration_that_failed_half_way_says_so() {
    let problem = json!({"status": 400, "code": "AUTH-00048"});
    let world = World::answering(400, problem).await;
    let system = SystemId::new("310757632_regnskap");
    let users = world.altinn.system_users();
    let error = users.create(PARTY, &system, "x").await.unwrap_err();
    assert_eq!(error.refusal(), Some(Refusal::RegistrationIncomplete));
}

#[tokio::test]
async fn clients_of_a_system_user_are_counted() {
    let client =
        |n: u128| json!({"clientId": Uuid::from_u128(n), "clientOrganizationName": "X AS"});
    let body = json!({"links": {}, "data": [client(1), client(2)],
        "systemUserInformation": {"systemUserId": ID}});
    let world = World::answering(200, body).await;
    let clients = world.altinn.system_users().client_count(id()).await;
    assert_eq!(clients.unwrap(), 2);
    let asked = world.asked().await;
    let path = "/authentication/api/v1/enduser/systemuser/clients";
    assert_eq!(asked.line(), format!("GET {path}"));
    assert_eq!(asked.query("agent"), [ID]);
}

#[tokio::test]
async fn the_own_organisation_is_read_added_and_removed() {
    let party_uuid = Uuid::from_u128(9);
    let line = |method: &str| format!("{method} {}", path(&format!("agent/51234567/{ID}/self/")));
    let world = World::answering_raw(ResponseTemplate::new(200).set_body_string("false")).await;
    let users = world.altinn.system_users();
    assert!(!users.has_own(PARTY, party_uuid, id()).await.unwrap());
    let asked = world.asked().await;
    assert_eq!(asked.line(), line("GET"));
    assert_eq!(asked.query("partyUuid"), [party_uuid.to_string()]);

    let yes = || ResponseTemplate::new(200).set_body_string("true");
    let world = World::answering_raw(yes()).await;
    let users = world.altinn.system_users();
    users.add_own(PARTY, party_uuid, id()).await.unwrap();
    assert_eq!(world.asked().await.line(), line("POST"));

    let world = World::answering_raw(yes()).await;
    let users = world.altinn.system_users();
    users.remove_own(PARTY, party_uuid, id()).await.unwrap();
    assert_eq!(world.asked().await.line(), line("DELETE"));

    let problem = json!({"status": 400, "code": "AUTH-00064", "NotDelegablePackages": "urn:altinn:accesspackage:x"});
    let world = World::answering(400, problem).await;
    let users = world.altinn.system_users();
    let error = users.add_own(PARTY, party_uuid, id()).await.unwrap_err();
    assert_eq!(error.refusal(), Some(Refusal::PackageWrongUse));
}
