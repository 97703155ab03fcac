//! Routes, tokens and who sees what.

use serde_json::json;

use super::{BASE, FJORD_URN, SCOPE, get, ids, kari, lines, read, search, switch, tagged};
use crate::support::{
    FJORD, LUNDE, PORTAL, REGISTER, REGISTER_WRITE, REQUEST_READ, REQUEST_WRITE, REQUESTS, Running,
    SMARTCLOUD, Vendor, exchange,
};

#[tokio::test]
async fn line_01_the_paths_are_under_dialogporten_and_others_are_unknown() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "threads").await;
    for path in [
        format!("dialogs?party={FJORD_URN}"),
        format!("dialogs/{id}"),
        format!("dialogs/{id}/activities"),
        format!("dialogs/{id}/transmissions"),
        format!("dialogs/{id}/seenlog"),
        format!("dialogs/{id}/context/labellog"),
        format!("dialoglookup?instanceRef=urn:altinn:dialog-id:{id}"),
        "parties".to_owned(),
        "serviceresources".to_owned(),
    ] {
        let answer = running.get(&format!("{BASE}/{path}"), &kari).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        let open = running.open(&format!("{BASE}/{path}")).await;
        assert_eq!(open.status, 401, "{path}");
    }
    for path in ["limits", "serviceresources"] {
        let path = format!("/dialogporten/api/v1/metadata/{path}");
        assert_eq!(running.open(&path).await.status, 200, "{path}");
    }
    for unknown in [
        "/dialogporten/api/v1/enduser/dialog",
        "/api/v1/enduser/dialogs",
    ] {
        assert_eq!(running.get(unknown, &kari).await.status, 404, "{unknown}");
    }
}

#[tokio::test]
async fn line_02_tokens_scopes_and_kinds_of_users() {
    let running = Running::start().await;
    let path = format!("{BASE}/parties");
    for token in ["rubbish", "a.b.c"] {
        let answer = running.get(&path, token).await;
        answer.bare(401);
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    let without = running
        .id_porten_token("kari", "openid altinn:instances.read", "substantial")
        .await;
    running.get(&path, &without).await.bare(403);
    for scope in [SCOPE, "digdir:dialogporten.noconsent"] {
        let token = running.id_porten_token("kari", scope, "substantial").await;
        running.get(&path, &token).await.json(200);
    }
    let altinn = running.token("kari", &[SCOPE]).await;
    running.get(&path, &altinn).await.json(200);
    super::wait(&running, 601).await;
    running.get(&path, &altinn).await.json(200);
    super::wait(&running, 3).await;
    running.get(&path, &altinn).await.bare(401);
}

#[tokio::test]
async fn line_02_a_machine_that_is_no_system_user_is_of_no_known_kind() {
    let running = Running::start().await;
    let vendor = Vendor::register(&running, SMARTCLOUD, &[SCOPE]).await;
    let answer = vendor.maskinporten_token(&running, SCOPE, None).await;
    let token = answer.json(200)["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    for token in [token.clone(), exchange(&running, &token).await] {
        let refused = running.get(&format!("{BASE}/parties"), &token).await;
        let errors = lines(&refused, 403);
        assert!(errors["Type"][0].is_string(), "{errors}");
    }
}

#[tokio::test]
async fn line_07_without_a_party_everything_that_one_may_see_is_searched() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let urn = "urn:altinn:resource:kommune-gebyr";
    let all = search(
        &running,
        &kari,
        &format!("serviceResource={urn}&limit=1000"),
    )
    .await;
    let rows = all["items"].as_array().expect("a list");
    let mut parties: Vec<_> = rows.iter().map(|row| row["party"].to_string()).collect();
    parties.sort();
    parties.dedup();
    assert!(parties.len() >= 8, "{parties:?}");
    assert!(rows.iter().all(|row| row["serviceResource"] == urn));
    let hidden = tagged(&running, "no-access").await;
    assert!(!ids(&all).contains(&hidden));
    // Somebody without any right finds nothing, and no error.
    let odd = running.id_porten_token("odd", SCOPE, "substantial").await;
    let none = search(&running, &odd, &format!("party={FJORD_URN}")).await;
    assert_eq!(
        none,
        json!({
            "items": [], "hasNextPage": false, "orderBy": "contentupdatedat_desc,id_desc",
        })
    );
}

#[tokio::test]
async fn the_profile_setting_decides_whether_clients_of_a_firm_are_listed() {
    let running = Running::start().await;
    let odd = running.id_porten_token("odd", SCOPE, "substantial").await;
    let own = running
        .get(&format!("{BASE}/parties"), &odd)
        .await
        .json(200);
    let names = |body: &serde_json::Value| -> Vec<String> {
        let parties = body["authorizedParties"].as_array().expect("a list");
        parties.iter().map(|one| one["party"].to_string()).collect()
    };
    assert!(names(&own).iter().any(|urn| urn.contains(LUNDE)));
    assert!(!names(&own).iter().any(|urn| urn.contains(FJORD_URN)));
    switch(&running, json!({ "showClientUnits": true })).await;
    let more = running
        .get(&format!("{BASE}/parties"), &odd)
        .await
        .json(200);
    assert!(names(&more).iter().any(|urn| urn.contains(FJORD_URN)));
    let found = search(&running, &odd, &format!("party={FJORD_URN}&limit=1000")).await;
    assert!(!ids(&found).is_empty());
}

#[tokio::test]
async fn a_change_of_rights_shows_at_once() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let hidden = tagged(&running, "no-access").await;
    let refused = get(&running, &kari, &hidden).await;
    assert_eq!(lines(&refused, 403)["Forbidden"][0], "Forbidden");
    let held = json!({ "packages": ["ordinaer-post-til-virksomheten"] });
    running
        .control("PUT", "authorities/kari/310230235", &held)
        .await;
    read(&running, &kari, &hidden).await;
}

#[tokio::test]
async fn line_02_a_system_user_sees_what_it_holds_in_its_organisation() {
    let running = Running::start().await;
    let scopes = [REGISTER_WRITE, REQUEST_READ, REQUEST_WRITE, SCOPE];
    let vendor = Vendor::register(&running, SMARTCLOUD, &scopes).await;
    let token = vendor.token(&running, &scopes).await;
    let service = "ske-krav-og-betalinger";
    let rights = json!([{ "resource": [{ "id": "urn:altinn:resource", "value": service }] }]);
    let words = json!({ "nb": "Prøve", "nn": "Prøve", "en": "Trial" });
    let id = format!("{SMARTCLOUD}_proveprogram");
    let system = json!({
        "id": id, "vendor": { "ID": format!("0192:{SMARTCLOUD}") }, "name": words,
        "description": words, "rights": rights, "clientId": [vendor.client_id],
        "allowedRedirectUrls": ["https://program.example/ferdig"], "isVisible": true,
    });
    running
        .post(&format!("{REGISTER}/vendor"), &token, &system)
        .await
        .json(200);
    let order = json!({
        "systemId": id, "partyOrgNo": FJORD, "externalRef": "prove-1", "rights": rights,
        "redirectUrl": "https://program.example/ferdig",
    });
    let request = running
        .post(&format!("{REQUESTS}/vendor"), &token, &order)
        .await
        .json(201);
    let (party, _) = running.party(FJORD).await;
    let approve = format!(
        "{REQUESTS}/{party}/{}/approve",
        request["id"].as_str().expect("an id")
    );
    let portal = running.token("kari", &[PORTAL]).await;
    running.act(&approve, &portal).await.said(true);
    let details = json!([{
        "type": "urn:altinn:systemuser", "externalRef": "prove-1",
        "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": format!("0192:{FJORD}") },
    }]);
    let granted = vendor
        .maskinporten_token(&running, SCOPE, Some(details))
        .await
        .json(200);
    let machine = granted["access_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let parties = running
        .get(&format!("{BASE}/parties"), &machine)
        .await
        .json(200);
    assert_eq!(
        parties["authorizedParties"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(parties["authorizedParties"][0]["party"], FJORD_URN);
    let page = search(&running, &machine, &format!("party={FJORD_URN}&limit=1000")).await;
    let rows = page["items"].as_array().expect("a list");
    assert!(!rows.is_empty());
    let urn = format!("urn:altinn:resource:{service}");
    assert!(
        rows.iter()
            .all(|row| row["serviceResource"] == urn.as_str())
    );
    let id = rows[0]["id"].as_str().expect("an id");
    let dialog = read(&running, &machine, id).await;
    let seen = dialog["seenSinceLastUpdate"].as_array().expect("a list");
    let by = &seen.last().expect("an entry")["seenBy"]["actorId"];
    assert!(
        by.as_str()
            .is_some_and(|id| id.starts_with("urn:altinn:systemuser:uuid:"))
    );
}
