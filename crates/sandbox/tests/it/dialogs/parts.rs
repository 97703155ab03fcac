//! What is below a dialog, and looking dialogs up.

use serde_json::json;

use super::{BASE, kari, kari_high, lines, read, tagged};
use crate::support::Running;

#[tokio::test]
async fn activities_transmissions_and_logs_are_found_one_by_one() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "threads").await;
    read(&running, &kari, &id).await;
    let below = format!("{BASE}/dialogs/{id}");
    for (list, kind) in [
        ("activities", "DialogActivity"),
        ("transmissions", "DialogTransmission"),
        ("seenlog", "DialogSeenLog"),
    ] {
        let rows = running
            .get(&format!("{below}/{list}"), &kari)
            .await
            .json(200);
        let first = rows[0].clone();
        let child = first["id"].as_str().expect("an id");
        let one = running
            .get(&format!("{below}/{list}/{child}"), &kari)
            .await
            .json(200);
        assert_eq!(one["id"], first["id"]);
        if list == "activities" {
            assert!(first.get("performedBy").is_none(), "left out of the list");
            assert!(one["performedBy"].is_object());
        }
        if list == "transmissions" {
            assert!(first.get("isOpened").is_none() && one.get("isOpened").is_none());
        }
        let missing = format!("{below}/{list}/01913cd5-784f-7d3b-abef-4c77b1f0972d");
        let errors = lines(&running.get(&missing, &kari).await, 404);
        assert!(errors[kind][0].is_string(), "{errors}");
    }
}

#[tokio::test]
async fn without_access_what_is_below_is_as_unknown_and_deleted_is_told() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    // Lists show the third, though nothing may be done with it.
    for (tag, status) in [("no-access", 404), ("deleted", 410), ("masked", 404)] {
        let id = tagged(&running, tag).await;
        for below in ["activities", "transmissions", "seenlog", "context/labellog"] {
            let answer = running
                .get(&format!("{BASE}/dialogs/{id}/{below}"), &kari)
                .await;
            assert!(
                lines(&answer, status)["DialogEntity"][0].is_string(),
                "{tag} {below}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_below_a_dialog_outlives_it_and_comes_before_it() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    for tag in ["expired", "future"] {
        let id = tagged(&running, tag).await;
        for below in ["activities", "transmissions", "seenlog", "context/labellog"] {
            let path = format!("{BASE}/dialogs/{id}/{below}");
            running.get(&path, &kari).await.json(200);
        }
    }
}

#[tokio::test]
async fn line_16_a_dialog_with_twenty_thousand_transmissions() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "many-transmissions").await;
    let dialog = read(&running, &kari, &id).await;
    let all = dialog["transmissions"].as_array().expect("a list");
    assert_eq!(all.len(), 20_000);
    assert_eq!(dialog["fromPartyTransmissionsCount"], 5_000);
    assert_eq!(dialog["fromServiceOwnerTransmissionsCount"], 15_000);
    let last = all[19_999]["id"].as_str().expect("an id");
    let path = format!("{BASE}/dialogs/{id}/transmissions/{last}");
    assert_eq!(running.get(&path, &kari).await.json(200)["id"], last);
    let mut ids: Vec<&str> = all.iter().filter_map(|each| each["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 20_000);
}

#[tokio::test]
async fn a_dialog_is_found_by_what_it_stands_for() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let path = |reference: &str| format!("{BASE}/dialoglookup?instanceRef={reference}");
    let app = running.in_state("dialogs", "tag", "app-draft").await;
    let letter = running.in_state("dialogs", "tag", "melding").await;
    for (row, reference) in [
        (
            &app,
            format!(
                "urn:altinn:instance-id:{}",
                app["instance"].as_str().expect("one")
            ),
        ),
        (
            &letter,
            format!(
                "urn:altinn:correspondence-id:{}",
                letter["messageId"].as_str().expect("one")
            ),
        ),
        (
            &app,
            format!("urn:altinn:dialog-id:{}", app["id"].as_str().expect("one")),
        ),
    ] {
        let found = running.get(&path(&reference), &kari).await.json(200);
        assert_eq!(found["dialogId"], row["id"]);
        assert_eq!(found["instanceRef"], reference);
        assert_eq!(found["serviceResource"]["id"], row["service"]);
        let evidence = &found["authorizationEvidence"];
        assert_eq!(evidence["viaAccessPackage"], true);
        assert_eq!(evidence["viaRole"], false);
        assert_eq!(evidence["currentAuthenticationLevel"], 3);
        assert_eq!(evidence["evidence"][0]["grantType"], "AccessPackage");
    }
    let seen = read(&running, &kari, app["id"].as_str().expect("an id")).await;
    assert_eq!(
        seen["seenSinceLastUpdate"].as_array().map(Vec::len),
        Some(1),
        "only by reading"
    );
    let bad = running.get(&path("urn:altinn:other:1"), &kari).await;
    assert!(lines(&bad, 400)["InstanceRef"][0].is_string());
    let missing = "urn:altinn:dialog-id:01913cd5-784f-7d3b-abef-4c77b1f0972d";
    let errors = lines(&running.get(&path(missing), &kari).await, 404);
    let line = errors["InstanceRef"][0].as_str().expect("a line");
    assert!(line.contains(missing), "{line}");
    // Below the level of the service, the title is the one for everybody.
    let secret = tagged(&running, "level4").await;
    let reference = path(&format!("urn:altinn:dialog-id:{secret}"));
    for (reader, title) in [
        (&kari, "Brev fra Nav"),
        (
            &kari_high(&running).await,
            "Vedtak om sykepenger for en ansatt",
        ),
    ] {
        let found = running.get(&reference, reader).await.json(200);
        let texts = found["title"].as_array().into_iter().flatten();
        let nb = texts.clone().find(|text| text["languageCode"] == "nb");
        assert_eq!(nb.expect("a text")["value"], title);
    }
    let hidden = tagged(&running, "no-access").await;
    let refused = running
        .get(&path(&format!("urn:altinn:dialog-id:{hidden}")), &kari)
        .await;
    assert_eq!(lines(&refused, 403), json!({ "Forbidden": ["Forbidden"] }));
}
