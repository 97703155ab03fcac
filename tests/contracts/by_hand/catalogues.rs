//! What is open to everybody: packages, roles, services, organisations.

use uuid::Uuid;

use super::{Hand, SERVICE, SMARTCLOUD, text};

const META: &str = "/accessmanagement/api/v1/meta";
const REGISTRY: &str = "/resourceregistry/api/v1/resource";
const UNITS: &str = "/enhetsregisteret/api";
/// A unit that is gone from the register for legal reasons.
const REMOVED: &str = "310000019";

pub(super) async fn call(hand: &Hand) {
    packages(hand).await;
    roles(hand).await;
    services(hand).await;
    units(hand).await;
}

async fn packages(hand: &Hand) {
    let caller = &hand.caller;
    let base = format!("{META}/info/accesspackages");
    let export = caller.get(&format!("{base}/export"));
    let groups = export.header("accept-language", "nn").gives(200).await;
    let (group, area) = (&groups[0], &groups[0]["areas"][0]);
    let package = &area["packages"][0];
    let (group, area) = (text(&group["id"]), text(&area["id"]));
    let (id, urn) = (text(&package["id"]), text(&package["urn"]));
    for path in [
        "group".to_owned(),
        format!("group/{group}"),
        format!("group/{group}/areas"),
        format!("area/{area}"),
        format!("area/{area}/packages"),
        format!("package/{id}"),
        format!("package/urn/{urn}"),
        "search?term=lønn&searchInResources=true&typeName=organisasjon".to_owned(),
        "search?resourceProviderCode=skd&simpleSearch=true&strict=false".to_owned(),
    ] {
        caller.get(&format!("{base}/{path}")).gives(200).await;
    }
    let all = groups.as_array().into_iter().flatten();
    let areas = all.flat_map(|group| group["areas"].as_array().into_iter().flatten());
    let packages = areas.flat_map(|area| area["packages"].as_array().into_iter().flatten());
    let with_services = |empty: bool| {
        let found = packages.clone().find(|package| {
            package["resources"]
                .as_array()
                .is_some_and(|all| all.is_empty())
                == empty
        });
        text(&found.expect("a package of either sort")["id"])
    };
    for (id, status) in [(with_services(false), 200), (with_services(true), 204)] {
        let path = format!("{base}/package/{id}/resources");
        caller.get(&path).gives(status).await;
    }
    caller
        .get(&format!("{base}/search?term=qqqq"))
        .gives(204)
        .await;
    for part in ["group", "area", "package"] {
        let path = format!("{base}/{part}/{}", Uuid::new_v4());
        caller.get(&path).gives(404).await;
    }
    caller
        .get(&format!("{base}/package/urn/no-such-package"))
        .gives(404)
        .await;
    caller
        .get(&format!("{base}/search?typeName=x"))
        .wrong(400)
        .await;
}

async fn roles(hand: &Hand) {
    let caller = &hand.caller;
    let base = format!("{META}/info/roles");
    let roles = caller.get(&base).gives(200).await;
    let mut all = roles.as_array().into_iter().flatten();
    let leader = all.find(|role| role["code"] == "daglig-leder");
    let id = text(&leader.expect("a role of the catalogue")["id"]);
    for path in [
        id.clone(),
        "packages?role=daglig-leder&variant=AS&includeResources=true".to_owned(),
        format!("{id}/packages?variant=AS"),
        "resources?role=daglig-leder&variant=AS&includePackageResources=true".to_owned(),
        format!("{id}/resources?variant=AS&includePackageResources=true"),
    ] {
        caller.get(&format!("{base}/{path}")).gives(200).await;
    }
    for path in [
        Uuid::new_v4().to_string(),
        "packages?role=nobody&variant=AS".to_owned(),
        format!("{id}/packages?variant=XX"),
        "resources?role=nobody&variant=AS".to_owned(),
    ] {
        caller.get(&format!("{base}/{path}")).gives(404).await;
    }
    let path = format!("{META}/types/organization/subtypes");
    caller.get(&path).gives(200).await;
}

async fn services(hand: &Hand) {
    let caller = &hand.caller;
    for path in [
        "resourcelist?includeApps=true&includeMigratedApps=true".to_owned(),
        "Search?orgCode=skd&title=krav".to_owned(),
        "orgs".to_owned(),
        "changes?limit=10".to_owned(),
        "updated?limit=10".to_owned(),
        SERVICE.to_owned(),
        format!("{SERVICE}/policy"),
        format!("{SERVICE}/policy/subjects"),
        format!("{SERVICE}/policy/rights"),
        format!("{SERVICE}/policy/rules"),
    ] {
        caller.get(&format!("{REGISTRY}/{path}")).gives(200).await;
    }
    let rights = |id: &str| format!("/resourceregistry/api/v2/resource/{id}/policy/rights");
    caller.get(&rights(SERVICE)).gives(200).await;
    caller.get(&rights("no-such-service")).gives(404).await;
    caller
        .get(&format!("{REGISTRY}/no-such-service"))
        .gives(404)
        .await;
    let urns = ["urn:altinn:accesspackage:lonn", "urn:altinn:rolecode:dagl"];
    let by_subjects = caller.post(&format!("{REGISTRY}/bysubjects"));
    by_subjects.json(&urns.as_slice().into()).gives(200).await;
}

async fn units(hand: &Hand) {
    let caller = &hand.caller;
    let state = hand.control.state().await;
    let all = state["organisations"].as_array().into_iter().flatten();
    let numbers: Vec<String> = all.map(|row| text(&row["orgNo"])).collect();
    let list = numbers.join(",");
    let mut found = Vec::new();
    for part in ["enheter", "underenheter"] {
        let path = format!("{UNITS}/{part}?organisasjonsnummer={list}&size=100");
        let page = caller.get(&path).gives(200).await;
        let rows = page["_embedded"][part].as_array();
        found.extend(
            rows.into_iter()
                .flatten()
                .map(|row| (part, text(&row["organisasjonsnummer"]))),
        );
        let nobody = format!("{UNITS}/{part}?navn=qqqq");
        caller.get(&nobody).gives(200).await;
    }
    for (part, number) in &found {
        caller
            .get(&format!("{UNITS}/{part}/{number}"))
            .gives(200)
            .await;
    }
    for part in ["enheter", "underenheter"] {
        let unknown = format!("{UNITS}/{part}/999999999");
        caller.get(&unknown).gives(404).await;
        let updates = format!("{UNITS}/oppdateringer/{part}?oppdateringsid=2");
        caller.get(&updates).gives(200).await;
    }
    let removed = format!("{UNITS}/enheter/{REMOVED}");
    caller.get(&removed).gives(410).await;
    let too_far = format!("{UNITS}/enheter?page=1000&size=100");
    caller.get(&too_far).gives(400).await;
    for path in [
        format!("enheter/{SMARTCLOUD}/roller"),
        "organisasjonsformer".to_owned(),
    ] {
        caller.get(&format!("{UNITS}/{path}")).gives(200).await;
    }
}
