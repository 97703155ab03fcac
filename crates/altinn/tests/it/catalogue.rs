//! Packages, services and owners.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Language, Verb};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::world::World;

#[tokio::test]
async fn the_whole_catalogue_comes_in_one_call_in_the_language_asked_for() {
    let body = json!([{"id": "7e2a3af8-08cb-43a9-bdd7-7d5c7e377145", "name": "Allment", "areas": [
        {"urn": "accesspackage:area:personale", "name": "Personale", "iconUrl": "https://altinncdn.no/x.svg",
         "packages": [
            {"urn": "urn:altinn:accesspackage:lonn", "name": "Løn", "description": "Om løn", "isDelegable": true,
             "isAssignable": true, "resources": [
                {"refId": "app_skd_a-melding", "name": "A-melding", "description": "x",
                 "provider": {"name": "Skatteetaten", "code": "SKD"}},
                {"refId": null, "name": "Utan id"}, {"refId": "uten-navn", "provider": null}]},
            {"urn": null, "name": "Utan URN"},
            {"urn": "urn:altinn:accesspackage:pensjon", "resources": null}]},
        {"urn": null, "name": null, "packages": [{"urn": "urn:altinn:accesspackage:x", "name": "X"}]}]},
        {"name": "Tom", "areas": null}]);
    let answer = ResponseTemplate::new(200)
        .insert_header("content-language", "nno")
        .set_body_json(body);
    let world = World::answering_raw(answer).await;
    let catalogue = world
        .altinn
        .catalogue()
        .packages(Language::Nn)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /accessmanagement/api/v1/meta/info/accesspackages/export"
    );
    assert_eq!(asked.header("accept-language"), Some("nn"));
    asked.assert_anonymous();
    assert_eq!(
        (catalogue.asked, catalogue.language),
        (Language::Nn, Language::Nn)
    );
    assert_eq!(catalogue.packages.len(), 3);
    let pay = catalogue.package("lonn").unwrap();
    assert_eq!(
        (pay.name.as_str(), pay.description.as_deref()),
        ("Løn", Some("Om løn"))
    );
    assert_eq!(pay.area.as_ref().unwrap().name, "Personale");
    assert_eq!(pay.services.len(), 2);
    assert_eq!(pay.services[0].owner.as_deref(), Some("Skatteetaten"));
    assert_eq!(pay.services[0].owner_code.as_deref(), Some("skd"));
    assert_eq!(
        pay.services[1].name, "uten-navn",
        "the id where there is no name"
    );
    let pension = catalogue.package("pensjon").unwrap();
    assert_eq!(
        (pension.name.as_str(), pension.is_assignable),
        ("pensjon", false)
    );
    assert_eq!(catalogue.package("x").unwrap().area, None);
}

#[tokio::test]
async fn the_language_of_the_answer_is_what_its_header_says() {
    let answer = ResponseTemplate::new(200)
        .insert_header("content-language", "nob")
        .set_body_json(json!([]));
    let world = World::answering_raw(answer).await;
    let catalogue = world
        .altinn
        .catalogue()
        .packages(Language::En)
        .await
        .unwrap();
    assert_eq!(
        (catalogue.asked, catalogue.language),
        (Language::En, Language::Nb)
    );
    let empty = World::answering_raw(ResponseTemplate::new(204)).await;
    let catalogue = empty
        .altinn
        .catalogue()
        .packages(Language::Nb)
        .await
        .unwrap();
    assert!(catalogue.packages.is_empty(), "204 is an empty catalogue");
}

#[tokio::test]
async fn a_service_is_read_with_its_owners_words_on_the_right() {
    let body = json!({"identifier": "ske-krav-og-betalinger", "version": null,
        "title": {"nb": "Krav og betalinger", "en": "Claims and payments", "nn": ""},
        "description": {"nb": "Innkreving"}, "rightDescription": {"nb": "Får se krav", "se": "x"},
        "delegable": true, "accessListMode": "Enabled", "resourceType": "GenericAccessResource", "status": "Completed",
        "hasCompetentAuthority": {"organization": "974761076", "orgcode": "SKD", "name": {"nb": "Skatteetaten"}},
        "contactPoints": [], "keywords": null});
    let world = World::answering(200, body).await;
    let service = world
        .altinn
        .catalogue()
        .resource("ske-krav-og-betalinger")
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /resourceregistry/api/v1/resource/ske-krav-og-betalinger"
    );
    asked.assert_anonymous();
    assert_eq!(
        service.name(Language::En),
        Some(("Claims and payments", Language::En))
    );
    assert_eq!(
        service.name(Language::Nn),
        Some(("Krav og betalinger", Language::Nb))
    );
    assert_eq!(
        service.what(Language::Nb),
        Some(("Får se krav", Language::Nb))
    );
    assert!(service.delegable && service.uses_access_list);
    let owner = service.owner.unwrap();
    assert_eq!(
        (owner.code.as_str(), owner.org_number.unwrap().as_str()),
        ("skd", "974761076")
    );
}

#[tokio::test]
async fn a_service_that_does_not_exist_is_not_found() {
    for status in [404, 204] {
        let world = World::answering_raw(ResponseTemplate::new(status)).await;
        let error = world
            .altinn
            .catalogue()
            .resource("finnes/ikke")
            .await
            .unwrap_err();
        assert!(
            matches!(error, AltinnError::NotFound),
            "{status}: {error:?}"
        );
        let line = "GET /resourceregistry/api/v1/resource/finnes%2Fikke";
        assert_eq!(
            world.asked().await.line(),
            line,
            "an id never becomes a path"
        );
    }
    let sparse = World::answering(
        200,
        json!({"title": "Bare en tekst", "hasCompetentAuthority": {}}),
    )
    .await;
    let service = sparse.altinn.catalogue().resource("x").await.unwrap();
    assert_eq!(
        service.name(Language::Nb),
        Some(("Bare en tekst", Language::Nb))
    );
    assert_eq!((service.id.as_str(), service.owner.is_none()), ("x", true));
}

#[tokio::test]
async fn every_service_comes_in_one_call() {
    let body = json!([
        {"identifier": "ske-krav", "title": {"nb": "Krav"}, "rightDescription": null, "delegable": false},
        {"identifier": null, "title": {"nb": "Uten id"}},
        {"identifier": "app_skd_mva", "title": {"nb": "Mva"}, "resourceType": "AltinnApp"}]);
    let world = World::answering(200, body).await;
    let services = world.altinn.catalogue().services().await.unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /resourceregistry/api/v1/resource/resourcelist"
    );
    assert_eq!(asked.query("includeApps"), ["true"]);
    assert_eq!(asked.query("includeMigratedApps"), ["true"]);
    asked.assert_anonymous();
    let ids: Vec<_> = services
        .iter()
        .map(|s| (s.id.as_str(), s.delegable))
        .collect();
    assert_eq!(ids, [("ske-krav", false), ("app_skd_mva", true)]);
}

#[tokio::test]
async fn owners_come_by_code() {
    let body = json!({"orgs": {
        "SKD": {"name": {"nb": "Skatteetaten", "en": "Tax Administration"}, "logo": "https://x", "orgnr": "974761076",
            "homepage": "x", "environments": ["tt02"]},
        "ttd": {"name": null, "orgnr": ""}}});
    let world = World::answering(200, body).await;
    let owners = world.altinn.catalogue().orgs().await.unwrap();
    let asked = world.asked().await;
    assert_eq!(asked.line(), "GET /resourceregistry/api/v1/resource/orgs");
    asked.assert_anonymous();
    assert_eq!(
        owners["skd"].name.get(Language::En),
        Some("Tax Administration")
    );
    assert_eq!(owners["ttd"].org_number, None);
}

#[tokio::test]
async fn actions_come_once_each_with_the_owners_name_for_them() {
    let right = |name: &str, action: serde_json::Value| json!({"key": "01", "name": name, "resource": [], "action": action});
    let body = json!([
        right("Les", json!({"type": "t", "value": "read"})),
        right("Les mer", json!({"type": "t", "value": "Read"})),
        right(
            "Send",
            json!("urn:oasis:names:tc:xacml:1.0:action:action-id:complete")
        ),
        right("Uten", json!(null))
    ]);
    let world = World::answering(200, body).await;
    let actions = world
        .altinn
        .catalogue()
        .resource_actions("app_skd_a", Language::Nb)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "GET /resourceregistry/api/v2/resource/app_skd_a/policy/rights"
    );
    assert_eq!(asked.header("accept-language"), Some("nb"));
    asked.assert_anonymous();
    let read: Vec<_> = actions
        .iter()
        .map(|a| (a.verb(), a.name.as_deref()))
        .collect();
    assert_eq!(
        read,
        [(Verb::Read, Some("Les")), (Verb::Submit, Some("Send"))]
    );
}
