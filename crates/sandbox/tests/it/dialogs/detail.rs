//! Reading one dialog.

use serde_json::{Value, json};

use super::{
    BASE, FJORD_URN, change, get, kari, kari_high, lines, make, read, row, search, tagged, wait,
};
use crate::support::Running;

#[tokio::test]
async fn line_08_the_checks_come_in_their_order() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let unknown = "01913cd5-784f-7d3b-abef-4c77b1f0972d";
    let errors = lines(&get(&running, &kari, unknown).await, 404);
    let line = errors["DialogEntity"][0].as_str().expect("a line");
    assert_eq!(
        line,
        format!("Entity 'DialogEntity' with the following key(s) was not found: ({unknown}).")
    );
    let out_of_reach = tagged(&running, "no-access").await;
    let answer = get(&running, &kari, &out_of_reach).await;
    assert_eq!(lines(&answer, 403), json!({ "Forbidden": ["Forbidden"] }));
    // No access comes before deleted.
    running
        .control(
            "DELETE",
            &format!("service-owner/dialogs/{out_of_reach}"),
            &Value::Null,
        )
        .await;
    assert_eq!(get(&running, &kari, &out_of_reach).await.status, 403);
    let deleted = tagged(&running, "deleted").await;
    let answer = get(&running, &kari, &deleted).await;
    assert!(lines(&answer, 410)["DialogEntity"][0].is_string());
    assert_eq!(answer.json(410)["title"], "Resource no longer available.");
    let level = tagged(&running, "level4").await;
    let answer = get(&running, &kari, &level).await;
    assert_eq!(
        lines(&answer, 403),
        json!({ "Forbidden": ["Altinn authentication level too low."] })
    );
    let future = tagged(&running, "future").await;
    let answer = get(&running, &kari, &future).await;
    assert!(lines(&answer, 404)["DialogEntity"][0].is_string());
    assert!(
        answer.header("expires").ends_with(" GMT"),
        "{}",
        answer.header("expires")
    );
    let expired = tagged(&running, "expired").await;
    let answer = get(&running, &kari, &expired).await;
    let errors = lines(&answer, 404);
    assert!(
        errors["DialogEntity"][0]
            .as_str()
            .is_some_and(|line| line.contains("expired"))
    );
    assert_eq!(answer.header("expires"), "");
    assert!(lines(&get(&running, &kari, "x").await, 400)["DialogId"][0].is_string());
}

#[tokio::test]
async fn line_08_problem_documents_are_escaped_as_the_real_ones() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let answer = get(&running, &kari, "01913cd5-784f-7d3b-abef-4c77b1f0972d").await;
    assert!(
        answer.text.contains("\\u0027DialogEntity\\u0027"),
        "{}",
        answer.text
    );
    assert_eq!(
        answer.json(404)["instance"],
        "/api/v1/enduser/dialogs/01913cd5-784f-7d3b-abef-4c77b1f0972d"
    );
    assert_eq!(
        answer.json(404)["type"],
        "https://datatracker.ietf.org/doc/html/rfc7231#section-6.5.4"
    );
}

#[tokio::test]
async fn line_08_the_tag_is_the_revision_and_what_will_be_visible_becomes_so() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "plain").await;
    let answer = get(&running, &kari, &id).await;
    let dialog = answer.json(200);
    assert_eq!(
        answer.header("etag"),
        dialog["revision"].as_str().expect("a revision")
    );
    let future = tagged(&running, "future").await;
    assert!(row(&running, &kari, &future).await.is_none());
    wait(&running, 3 * 24 * 3600 + 60).await;
    let kari = super::kari(&running).await;
    let now = read(&running, &kari, &future).await;
    assert!(row(&running, &kari, &future).await.is_some());
    assert_eq!(now["createdAt"], now["contentUpdatedAt"]);
    let expiring = tagged(&running, "expiring").await;
    assert_eq!(get(&running, &kari, &expiring).await.status, 404);
}

#[tokio::test]
async fn line_08_addresses_without_a_right_and_past_their_time_are_masked() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let masked = read(&running, &kari, &tagged(&running, "masked").await).await;
    let reference = &masked["content"]["mainContentReference"];
    assert_eq!(reference["isAuthorized"], false);
    for text in reference["value"].as_array().expect("texts") {
        assert_eq!(text["value"], "urn:dialogporten:unauthorized");
    }
    assert_eq!(masked["guiActions"][0]["isAuthorized"], false);
    assert_eq!(
        masked["guiActions"][0]["url"],
        "urn:dialogporten:unauthorized"
    );
    assert_eq!(
        masked["apiActions"][0]["endpoints"][0]["url"],
        "urn:dialogporten:unauthorized"
    );
    let plain = read(&running, &kari, &tagged(&running, "plain").await).await;
    assert_eq!(
        plain["content"]["mainContentReference"]["isAuthorized"],
        true
    );
    let urls: Vec<&str> = plain["attachments"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|each| each["urls"][0]["url"].as_str())
        .collect();
    assert_eq!(urls.len(), 4);
    assert_eq!(
        urls.iter()
            .filter(|url| **url == "urn:dialogporten:expired")
            .count(),
        1
    );
    assert!(urls[0].starts_with(running.service_owner()));
    let partly = read(&running, &kari, &tagged(&running, "partly-masked").await).await;
    let shown: Vec<(&Value, &Value)> = partly["transmissions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|each| {
            (
                &each["isAuthorized"],
                &each["content"]["contentReference"]["value"][0]["value"],
            )
        })
        .collect();
    assert_eq!(
        shown
            .iter()
            .filter(|(authorized, _)| **authorized == true)
            .count(),
        1
    );
    for (authorized, url) in shown {
        let hidden = *url == "urn:dialogporten:unauthorized";
        assert_eq!(*authorized == false, hidden);
    }
    let threads = read(&running, &kari, &tagged(&running, "threads").await).await;
    let links: Vec<&Value> = threads["transmissions"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|each| each["navigationalActions"].as_array())
        .flatten()
        .map(|link| &link["url"])
        .collect();
    assert!(links.iter().any(|url| **url == "urn:dialogporten:expired"));
}

#[tokio::test]
async fn line_08_below_the_level_the_list_shows_the_texts_for_everybody() {
    let running = Running::start().await;
    let (kari, high) = (kari(&running).await, kari_high(&running).await);
    let id = tagged(&running, "level4").await;
    let title = |row: &Value| -> String {
        let texts = row["content"]["title"]["value"].as_array().expect("texts");
        let nb = texts
            .iter()
            .find(|text| text["languageCode"] == "nb")
            .expect("a text");
        nb["value"].as_str().expect("a title").to_owned()
    };
    let low = row(&running, &kari, &id).await.expect("a row");
    assert_eq!(title(&low), "Brev fra Nav");
    let full = row(&running, &high, &id).await.expect("a row");
    assert_eq!(title(&full), "Vedtak om sykepenger for en ansatt");
    let other = tagged(&running, "level4-no-substitute").await;
    let plain = row(&running, &kari, &other).await.expect("a row");
    assert_eq!(title(&plain), "Brev på nivå 4");
    read(&running, &high, &id).await;
    for below in ["activities", "transmissions", "seenlog", "context/labellog"] {
        let path = format!("{BASE}/dialogs/{id}/{below}");
        assert_eq!(running.get(&path, &kari).await.status, 403, "{below}");
        assert_eq!(running.get(&path, &high).await.status, 200, "{below}");
    }
}

#[tokio::test]
async fn line_09_reading_is_noted_once_per_reader_and_change() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Ulest", "ageS": 60 })).await;
    let before = row(&running, &kari, &id).await.expect("a row");
    assert_eq!(before["isContentSeen"], false);
    assert_eq!(before["seenSinceLastContentUpdate"], json!([]));
    // Neither lists nor what is below a dialog notes anything.
    for below in ["activities", "transmissions", "seenlog", "context/labellog"] {
        running
            .get(&format!("{BASE}/dialogs/{id}/{below}"), &kari)
            .await
            .json(200);
    }
    assert_eq!(
        row(&running, &kari, &id).await.expect("a row")["isContentSeen"],
        false
    );
    let dialog = read(&running, &kari, &id).await;
    assert_eq!(dialog["isContentSeen"], true);
    let entry = &dialog["seenSinceLastContentUpdate"][0];
    assert_eq!(entry["isCurrentEndUser"], true);
    assert_eq!(entry["isViaServiceOwner"], false);
    assert_eq!(entry["seenBy"]["actorName"], "HAUGEN KARI");
    let shown = entry["seenBy"]["actorId"].as_str().expect("an id");
    assert!(shown.starts_with("urn:altinn:person:identifier-ephemeral:"));
    read(&running, &kari, &id).await;
    let mina = running
        .id_porten_token("mina", super::SCOPE, "substantial")
        .await;
    let hers = read(&running, &mina, &id).await;
    let entries = hers["seenSinceLastContentUpdate"]
        .as_array()
        .expect("a list");
    let mine: Vec<&Value> = entries
        .iter()
        .map(|each| &each["isCurrentEndUser"])
        .collect();
    assert_eq!(mine, [&json!(false), &json!(true)]);
    let log = running
        .get(&format!("{BASE}/dialogs/{id}/seenlog"), &kari)
        .await
        .json(200);
    assert_eq!(log.as_array().map(Vec::len), Some(2));
    // A change of content makes it unread for everybody, and the next reading is noted again.
    change(&running, &id, json!({ "title": "Ny tittel" })).await;
    assert_eq!(
        row(&running, &kari, &id).await.expect("a row")["isContentSeen"],
        false
    );
    read(&running, &kari, &id).await;
    let log = running
        .get(&format!("{BASE}/dialogs/{id}/seenlog"), &kari)
        .await
        .json(200);
    assert_eq!(log.as_array().map(Vec::len), Some(3));
    let newest = read(&running, &kari, &id).await;
    assert_eq!(
        newest["seenSinceLastContentUpdate"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[tokio::test]
async fn line_09_reading_takes_the_unopened_mark_away() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "unopened").await;
    let before = row(&running, &kari, &id).await.expect("a row");
    assert_eq!(
        before["isContentSeen"], false,
        "marked, though somebody has read it"
    );
    let dialog = read(&running, &kari, &id).await;
    assert_eq!(dialog["endUserContext"]["systemLabels"], json!(["Default"]));
    assert_eq!(dialog["isContentSeen"], true);
    assert_ne!(
        dialog["endUserContext"]["revision"],
        before["endUserContext"]["revision"]
    );
    for time in ["updatedAt", "contentUpdatedAt"] {
        assert_eq!(dialog[time], before[time], "{time} does not move");
    }
    let migrated = tagged(&running, "migrated").await;
    let row = row(&running, &kari, &migrated).await.expect("a row");
    assert_eq!(row["isContentSeen"], true);
    assert_eq!(row["seenSinceLastContentUpdate"], json!([]));
}

#[tokio::test]
async fn line_09_what_is_old_or_comes_from_altinn_2_counts_as_seen() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let moved = json!({
        "title": { "nb": "Flyttet", "nn": "Flytta", "en": "Moved" }, "owner": "skd",
        "packages": ["ordinaer-post-til-virksomheten"],
    });
    running
        .control("PUT", "resources/app_skd_a2-2345-1", &moved)
        .await;
    for (body, seen) in [
        (json!({ "title": "Ny" }), false),
        (
            json!({ "title": "Gammel", "ageS": 20 * 365 * 24 * 3600 }),
            true,
        ),
        (
            json!({ "title": "Flyttet", "service": "app_skd_a2-2345-1" }),
            true,
        ),
    ] {
        let id = make(&running, body.clone()).await;
        let listed = row(&running, &kari, &id).await.expect("a row");
        assert_eq!(listed["isContentSeen"], seen, "{body}");
        assert_eq!(listed["seenSinceLastContentUpdate"], json!([]));
        change(&running, &id, json!({ "title": "Endret" })).await;
        let listed = row(&running, &kari, &id).await.expect("a row");
        assert_eq!(listed["isContentSeen"], false, "{body}");
    }
}

#[tokio::test]
async fn line_09_masks_change_with_every_start() {
    let (one, other) = (Running::start().await, Running::start().await);
    let mut shown = Vec::new();
    for running in [&one, &other] {
        let kari = kari(running).await;
        let dialog = read(running, &kari, &tagged(running, "plain").await).await;
        shown.push(dialog["seenSinceLastUpdate"][0]["seenBy"]["actorId"].to_string());
    }
    assert_ne!(shown[0], shown[1]);
}

#[tokio::test]
async fn line_14_the_dialog_token_is_signed_lives_ten_minutes_and_its_keys_are_published() {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "write-action").await;
    let dialog = read(&running, &kari, &id).await;
    let token = dialog["dialogToken"].as_str().expect("a token");
    let jwks_path = "/dialogporten/api/v1/.well-known/jwks.json";
    let answer = running.open(jwks_path).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=86400");
    let jwks = answer.json(200);
    assert_eq!(jwks["keys"].as_array().map(Vec::len), Some(2));
    let header = jsonwebtoken::decode_header(token).expect("a header");
    assert_eq!(header.alg, jsonwebtoken::Algorithm::EdDSA);
    let key = jwks["keys"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|key| key["kid"].as_str() == header.kid.as_deref())
        .expect("the key");
    assert_eq!(
        (key["kty"].as_str(), key["crv"].as_str()),
        (Some("OKP"), Some("Ed25519"))
    );
    let key = jsonwebtoken::DecodingKey::from_ed_components(key["x"].as_str().expect("x"));
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::EdDSA);
    rules.set_issuer(&[format!("{}/dialogporten/api/v1", running.base())]);
    rules.validate_aud = false;
    let claims = jsonwebtoken::decode::<Value>(token, &key.expect("a key"), &rules);
    let claims = claims.expect("a good signature").claims;
    let number = |name: &str| claims[name].as_i64().expect("a number");
    assert_eq!(number("exp") - number("iat"), 600);
    assert_eq!(claims["i"], id.as_str());
    assert_eq!(claims["p"], FJORD_URN);
    assert_eq!(claims["s"], "urn:altinn:resource:kommune-gebyr");
    assert_eq!(claims["a"], "read;write");
    assert_eq!(claims["l"], 3);
    assert_eq!(claims["c"], "urn:altinn:person:identifier-no:14837811288");
    let again = read(&running, &kari, &id).await;
    assert_ne!(
        again["dialogToken"], dialog["dialogToken"],
        "a new one each time"
    );
    let server = running
        .open("/dialogporten/api/v1/.well-known/oauth-authorization-server")
        .await
        .json(200);
    assert_eq!(server["jwks_uri"], format!("{}{jwks_path}", running.base()));
    assert_eq!(server["issuer"], claims["iss"]);
    assert!(
        URL_SAFE_NO_PAD
            .decode(token.rsplit('.').next().expect("a part"))
            .is_ok()
    );
}

#[tokio::test]
async fn a_dialog_has_all_its_parts() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "threads").await;
    let dialog = read(&running, &kari, &id).await;
    let transmissions = dialog["transmissions"].as_array().expect("a list");
    assert_eq!(transmissions.len(), 7);
    let times: Vec<&str> = transmissions
        .iter()
        .filter_map(|each| each["createdAt"].as_str())
        .collect();
    assert!(times.is_sorted(), "oldest first");
    let roots = transmissions
        .iter()
        .filter(|each| each.get("relatedTransmissionId").is_none());
    assert_eq!(roots.count(), 3, "three threads");
    assert_eq!(
        transmissions
            .iter()
            .filter(|each| each["isOpened"] == true)
            .count(),
        1
    );
    assert_eq!(dialog["fromPartyTransmissionsCount"], 3);
    assert_eq!(dialog["fromServiceOwnerTransmissionsCount"], 4);
    assert_eq!(dialog["hasUnopenedContent"], true);
    assert_eq!(
        dialog["endUserContext"]["systemLabels"],
        json!(["Default", "Sent"])
    );
    let activities = dialog["activities"].as_array().expect("a list");
    assert!(
        activities
            .iter()
            .all(|each| each["performedBy"]["actorType"].is_string())
    );
    let listed = search(&running, &kari, &format!("party={FJORD_URN}&limit=1000")).await;
    let row = listed["items"].as_array().into_iter().flatten();
    let row = row
        .clone()
        .find(|row| row["id"] == id.as_str())
        .expect("a row");
    assert_eq!(row["latestActivity"]["type"], "Information");
}
