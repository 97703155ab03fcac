//! The service owner's acts through the control door.

use serde_json::{Value, json};

use super::{FJORD_URN, change, get, ids, kari, make, read, row, search};
use crate::support::Running;

#[tokio::test]
async fn line_11_what_moves_which_time() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Sak", "ageS": 3600 })).await;
    let start = row(&running, &kari, &id).await.expect("a row");
    assert_eq!(start["updatedAt"], start["createdAt"]);
    assert_eq!(
        start["guiAttachmentCount"], 0,
        "told when there are none, too"
    );
    change(
        &running,
        &id,
        json!({ "title": "Stille endring", "silent": true }),
    )
    .await;
    let silent = row(&running, &kari, &id).await.expect("a row");
    assert_eq!(silent["updatedAt"], start["updatedAt"]);
    assert_eq!(
        silent["content"]["title"]["value"][0]["value"],
        "Stille endring"
    );
    change(
        &running,
        &id,
        json!({ "due": "2030-01-01T00:00:00Z", "externalReference": "x" }),
    )
    .await;
    let other = row(&running, &kari, &id).await.expect("a row");
    assert_ne!(other["updatedAt"], start["updatedAt"]);
    assert_eq!(other["contentUpdatedAt"], start["contentUpdatedAt"]);
    change(&running, &id, json!({ "due": null })).await;
    assert!(
        row(&running, &kari, &id)
            .await
            .expect("a row")
            .get("dueAt")
            .is_none()
    );
    for body in [
        json!({ "title": "Innhold" }),
        json!({ "status": "Awaiting" }),
        json!({ "extendedStatus": "urn:x:y" }),
        json!({ "transmissions": [{ "title": "Brev" }] }),
        json!({ "attachments": [{ "name": "a.pdf" }] }),
        json!({ "actions": [{ "title": "Gjør" }] }),
    ] {
        let before = row(&running, &kari, &id).await.expect("a row");
        change(&running, &id, body.clone()).await;
        let after = row(&running, &kari, &id).await.expect("a row");
        assert_ne!(
            after["contentUpdatedAt"], before["contentUpdatedAt"],
            "{body}"
        );
        assert_eq!(after["contentUpdatedAt"], after["updatedAt"]);
    }
}

#[tokio::test]
async fn line_11_a_submission_is_sent_and_revisions_change() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Sak" })).await;
    let before = read(&running, &kari, &id).await;
    let submission = json!({ "transmissions": [{ "type": "Submission", "title": "Svar" }] });
    change(&running, &id, submission).await;
    let after = read(&running, &kari, &id).await;
    assert_eq!(
        after["endUserContext"]["systemLabels"],
        json!(["Default", "Sent"])
    );
    assert_ne!(after["revision"], before["revision"]);
    assert_eq!(after["fromPartyTransmissionsCount"], 1);
}

#[tokio::test]
async fn line_11_deleted_restored_and_purged() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Sak" })).await;
    let path = format!("service-owner/dialogs/{id}");
    running.control("DELETE", &path, &Value::Null).await;
    assert_eq!(get(&running, &kari, &id).await.status, 410);
    assert!(row(&running, &kari, &id).await.is_none());
    change(&running, &id, json!({ "deleted": false })).await;
    read(&running, &kari, &id).await;
    running
        .control("DELETE", &format!("{path}?purge"), &Value::Null)
        .await;
    assert_eq!(get(&running, &kari, &id).await.status, 404);
    let gone = running
        .call("DELETE", &format!("/_sandbox/{path}"), None, None)
        .await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn line_11_visible_from_and_expiry() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(
        &running,
        json!({ "title": "Sak", "visibleFrom": "2090-01-01T00:00:00Z" }),
    )
    .await;
    assert_ne!(get(&running, &kari, &id).await.header("expires"), "");
    change(
        &running,
        &id,
        json!({ "visibleFrom": null, "expires": "2020-01-01T00:00:00Z" }),
    )
    .await;
    let answer = get(&running, &kari, &id).await;
    assert_eq!((answer.status, answer.header("expires")), (404, ""));
    change(&running, &id, json!({ "expires": null })).await;
    read(&running, &kari, &id).await;
}

#[tokio::test]
async fn line_11_what_cannot_be_seen_yet_is_dated_to_when_it_can() {
    let running = Running::start().await;
    let made = running.state().await["now"].as_str().map(str::to_owned);
    let made: jiff::Timestamp = made.expect("a time").parse().expect("a time");
    let from = made + jiff::SignedDuration::from_hours(1);
    let visible = json!({ "title": "Senere", "visibleFrom": from.to_string() });
    let id = make(&running, visible).await;
    change(&running, &id, json!({ "title": "Endret før tiden" })).await;
    change(&running, &id, json!({ "title": "Stille", "silent": true })).await;
    super::wait(&running, 3601).await;
    let kari = kari(&running).await;
    let shown = row(&running, &kari, &id).await.expect("a row");
    for time in ["createdAt", "updatedAt", "contentUpdatedAt"] {
        let at: jiff::Timestamp = shown[time].as_str().expect(time).parse().expect(time);
        assert_eq!(at.as_microsecond(), from.as_microsecond(), "{time}");
    }
    // What could be seen long before it was made keeps its own time.
    let past = json!({ "title": "Før", "visibleFrom": "2020-01-01T00:00:00Z" });
    let id = make(&running, past).await;
    let shown = row(&running, &kari, &id).await.expect("a row");
    let at: jiff::Timestamp = shown["createdAt"]
        .as_str()
        .expect("it")
        .parse()
        .expect("it");
    assert!(at > made);
}

#[tokio::test]
async fn what_is_given_is_what_is_there() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(
        &running,
        json!({
            "orgNo": "312345676", "service": "kommune-gebyr", "tag": "mine", "title": "T",
            "summary": { "nb": "S", "en": "S2" }, "senderName": "Avsender",
            "additionalInfo": "*mer*", "body": "# Innhold", "progress": 40,
            "labels": ["Archive"],
            "activities": [{ "description": "Noe skjedde" }],
            "attachments": [{ "name": "a.txt", "title": "Fil", "expires": "2020-01-01T00:00:00Z" }],
            "actions": [{
                "title": "Godta", "action": "write", "path": "/actions/complete/now",
                "method": "POST", "priority": "Primary", "prompt": "Sikker?",
            }],
        }),
    )
    .await;
    assert_eq!(super::tagged(&running, "mine").await, id);
    let dialog = read(&running, &kari, &id).await;
    assert_eq!(
        dialog["content"]["summary"]["value"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert_eq!(
        dialog["content"]["additionalInfo"]["mediaType"],
        "text/markdown"
    );
    assert_eq!(
        dialog["attachments"][0]["urls"][0]["url"],
        "urn:dialogporten:expired"
    );
    assert_eq!(dialog["guiActions"][0]["httpMethod"], "POST");
    assert_eq!(dialog["guiActions"][0]["isAuthorized"], true);
    assert_eq!(dialog["progress"], 40);
    assert_eq!(dialog["systemLabel"], "Archive");
    let page = search(
        &running,
        &kari,
        &format!("party={FJORD_URN}&search=skjedde"),
    )
    .await;
    assert_eq!(ids(&page), [id]);
    for bad in [
        json!({ "title": "T", "colour": "red" }),
        json!({ "service": "nothing" }),
        json!({ "status": "Done" }),
    ] {
        let answer = running
            .call("POST", "/_sandbox/service-owner/dialogs", None, Some(&bad))
            .await;
        assert!(answer.json(400)["error"].is_string(), "{bad}");
    }
}

#[tokio::test]
async fn the_default_world_has_dialogs_of_every_sort() {
    let running = Running::start().await;
    let state = running.state().await;
    let dialogs = state["dialogs"].as_array().expect("a list");
    let count = |field: &str, value: &str| dialogs.iter().filter(|row| row[field] == value).count();
    for status in [
        "InProgress",
        "Draft",
        "RequiresAttention",
        "Completed",
        "NotApplicable",
        "Awaiting",
    ] {
        assert!(count("status", status) >= 5, "{status}");
    }
    for org in ["skd", "nav", "brg", "ssb", "dat", "ks", "mat", "digdir"] {
        assert!(count("org", org) >= 3, "{org}");
    }
    let mut parties: Vec<&str> = dialogs
        .iter()
        .filter_map(|row| row["party"].as_str())
        .collect();
    parties.sort_unstable();
    parties.dedup();
    assert!(parties.len() >= 15, "{}", parties.len());
    let due = dialogs.iter().filter(|row| row["due"].is_string()).count();
    assert!(due > 80, "{due}");
    let mut tags: Vec<&str> = dialogs
        .iter()
        .filter_map(|row| row["tag"].as_str())
        .collect();
    let tagged = tags.len();
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags.len(), tagged, "no tag twice");
    for tag in [
        "plain",
        "level4",
        "level4-no-substitute",
        "expired",
        "expiring",
        "future",
        "deleted",
        "api-only",
        "api-only-bare",
        "empty-title",
        "no-title",
        "sami",
        "masked",
        "partly-masked",
        "app-draft",
        "app-archived",
        "migrated",
        "archived",
        "binned",
        "unopened",
        "no-access",
        "due-overdue",
        "due-today",
        "due-soon",
        "due-later",
        "threads",
        "many-transmissions",
        "hostile",
        "hostile-html",
        "long-words",
        "embed-plain",
        "embed-html",
        "embed-moved",
        "embed-elsewhere",
        "embed-too-large",
        "embed-empty",
        "embed-slow",
        "embed-refused",
        "write-action",
        "write-action-later",
        "write-action-never",
        "write-action-refused",
        "write-action-unauthorized",
        "write-action-answer",
        "delete-action",
        "delete-action-early",
        "melding",
        "melding-confirm",
        "melding-attachments",
        "melding-reply",
        "melding-other-resource",
        "melding-gone-attachments",
        "melding-transmission",
    ] {
        assert!(tags.contains(&tag), "{tag}");
    }
    let (one, other) = (Running::start().await, running);
    assert_eq!(
        super::tagged(&one, "plain").await,
        super::tagged(&other, "plain").await
    );
}
