//! Labels.

use serde_json::{Value, json};

use super::{BASE, change, kari, lines, make, read, row, tagged};
use crate::support::{Answer, Running};

async fn set(running: &Running, token: &str, id: &str, body: &Value, tag: Option<&str>) -> Answer {
    let bearer = format!("Bearer {token}");
    let mut headers = vec![("authorization", bearer.as_str())];
    if let Some(tag) = tag {
        headers.push(("if-match", tag));
    }
    let path = format!("{BASE}/dialogs/{id}/context/systemlabels");
    running.send("PUT", &path, &headers, Some(body)).await
}

async fn labels(running: &Running, token: &str, id: &str) -> Value {
    let row = row(running, token, id).await.expect("a row");
    row["endUserContext"]["systemLabels"].clone()
}

#[tokio::test]
async fn line_10_folders_shut_each_other_out_and_default_comes_back() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Merkes" })).await;
    for (body, expected) in [
        (json!({ "addLabels": ["Archive"] }), json!(["Archive"])),
        (json!({ "addLabels": ["Archive", "Bin"] }), json!(["Bin"])),
        (
            json!({ "addLabels": ["MarkedAsUnopened"] }),
            json!(["Bin", "MarkedAsUnopened"]),
        ),
        (
            json!({ "removeLabels": ["Bin"] }),
            json!(["Default", "MarkedAsUnopened"]),
        ),
        (
            json!({ "systemLabels": ["Archive"] }),
            json!(["Archive", "MarkedAsUnopened"]),
        ),
        (
            json!({ "addLabels": ["Default"], "removeLabels": ["MarkedAsUnopened"] }),
            json!(["Default"]),
        ),
    ] {
        let answer = set(&running, &kari, &id, &body, None).await;
        answer.bare(204);
        assert_eq!(labels(&running, &kari, &id).await, expected, "{body}");
    }
    let log = running
        .get(&format!("{BASE}/dialogs/{id}/context/labellog"), &kari)
        .await
        .json(200);
    let told: Vec<String> = log
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| {
            format!(
                "{} {}",
                line["action"].as_str().unwrap_or_default(),
                line["name"].as_str().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "set systemlabel:Archive",
            "set systemlabel:Bin",
            "remove systemlabel:Archive",
            "set systemlabel:MarkedAsUnopened",
            "remove systemlabel:Bin",
            "set systemlabel:Archive",
            "remove systemlabel:Archive",
            "remove systemlabel:MarkedAsUnopened",
        ],
        "Default is never told"
    );
    assert_eq!(log[0]["performedBy"]["actorType"], "PartyRepresentative");
}

#[tokio::test]
async fn line_10_sent_is_refused_and_revisions_are_held_against() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Merkes" })).await;
    for body in [
        json!({ "addLabels": ["Sent"] }),
        json!({ "removeLabels": ["Sent"] }),
    ] {
        let errors = lines(&set(&running, &kari, &id, &body, None).await, 400);
        assert!(errors.as_object().is_some_and(|errors| !errors.is_empty()));
    }
    let unknown = json!({ "addLabels": ["Starred"] });
    assert_eq!(set(&running, &kari, &id, &unknown, None).await.status, 400);
    let revision = row(&running, &kari, &id).await.expect("a row")["endUserContext"]["revision"]
        .as_str()
        .expect("a revision")
        .to_owned();
    let archive = json!({ "addLabels": ["Archive"] });
    let done = set(&running, &kari, &id, &archive, Some(&revision)).await;
    done.bare(204);
    let new = done.header("etag").to_owned();
    assert_ne!(new, revision);
    let outdated = set(&running, &kari, &id, &archive, Some(&revision)).await;
    assert_eq!(lines(&outdated, 412), Value::Null, "no lines");
    assert_eq!(outdated.json(412)["title"], "Precondition failed.");
    let bin = json!({ "addLabels": ["Bin"] });
    set(&running, &kari, &id, &bin, Some(&new)).await.bare(204);
    // Without a revision the last one wins.
    set(&running, &kari, &id, &archive, None).await.bare(204);
    let dialog = read(&running, &kari, &id).await;
    assert_ne!(dialog["revision"], dialog["endUserContext"]["revision"]);
}

#[tokio::test]
async fn line_10_unknown_deleted_and_foreign_dialogs_are_told_apart() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let body = json!({ "addLabels": ["Bin"] });
    for (id, status) in [
        ("01913cd5-784f-7d3b-abef-4c77b1f0972d".to_owned(), 404),
        (tagged(&running, "deleted").await, 410),
        (tagged(&running, "no-access").await, 403),
    ] {
        let answer = set(&running, &kari, &id, &body, None).await;
        let errors = lines(&answer, status);
        if status == 403 {
            let line = errors["Forbidden"][0].as_str().expect("a line");
            assert!(line.contains(&id), "{line}");
        }
    }
}

async fn bulk(running: &Running, token: &str, body: &Value) -> Answer {
    let path = format!("{BASE}/dialogs/context/systemlabels/actions/bulkset");
    running.post(&path, token, body).await
}

#[tokio::test]
async fn line_10_many_at_once_or_none_at_all() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let mut made = Vec::new();
    for number in 0..3 {
        made.push(make(&running, json!({ "title": format!("Nr. {number}") })).await);
    }
    let all =
        |ids: &[String]| -> Vec<Value> { ids.iter().map(|id| json!({ "dialogId": id })).collect() };
    let foreign = tagged(&running, "no-access").await;
    let missing = "01913cd5-784f-7d3b-abef-4c77b1f0972d".to_owned();
    let mixed: Vec<String> = made
        .iter()
        .cloned()
        .chain([foreign.clone(), missing.clone()])
        .collect();
    let body = json!({ "dialogs": all(&mixed), "addLabels": ["Archive"] });
    let errors = lines(&bulk(&running, &kari, &body).await, 404);
    let line = errors["DialogEntity"][0].as_str().expect("a line");
    assert!(line.contains(&foreign) && line.contains(&missing));
    for id in &made {
        assert_eq!(labels(&running, &kari, id).await, json!(["Default"]));
    }
    let body = json!({ "dialogs": all(&made), "addLabels": ["Archive"] });
    let done = bulk(&running, &kari, &body).await;
    done.bare(204);
    assert_eq!(done.header("etag"), "");
    for id in &made {
        assert_eq!(labels(&running, &kari, id).await, json!(["Archive"]));
    }
    let mut outdated = all(&made);
    outdated[1]["endUserContextRevision"] = json!("a312cb9c-7632-43c2-aa38-69b06aed56ca");
    let body = json!({ "dialogs": outdated, "addLabels": ["Bin"] });
    lines(&bulk(&running, &kari, &body).await, 412);
    assert_eq!(labels(&running, &kari, &made[0]).await, json!(["Archive"]));
    for dialogs in [
        Vec::new(),
        all(&vec![made[0].clone(); 2]),
        all(&vec![missing; 101]),
    ] {
        let body = json!({ "dialogs": dialogs, "addLabels": ["Bin"] });
        let errors = lines(&bulk(&running, &kari, &body).await, 400);
        assert!(errors["Dto.Dialogs"][0].is_string());
    }
    let body = json!({ "dialogs": all(&made), "removeLabels": ["Sent"] });
    assert_eq!(bulk(&running, &kari, &body).await.status, 400);
}

#[tokio::test]
async fn labels_are_shared_and_move_no_time() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let mina = running
        .id_porten_token("mina", super::SCOPE, "substantial")
        .await;
    let id = make(&running, json!({ "title": "Felles", "ageS": 60 })).await;
    let before = row(&running, &kari, &id).await.expect("a row");
    set(&running, &kari, &id, &json!({ "addLabels": ["Bin"] }), None)
        .await
        .bare(204);
    assert_eq!(labels(&running, &mina, &id).await, json!(["Bin"]));
    let after = row(&running, &kari, &id).await.expect("a row");
    assert_eq!(after["updatedAt"], before["updatedAt"]);
    assert_eq!(after["systemLabel"], "Bin");
    change(&running, &id, json!({ "title": "Ny", "silent": true })).await;
    assert_eq!(labels(&running, &kari, &id).await, json!(["Bin"]));
    change(&running, &id, json!({ "title": "Nyere" })).await;
    assert_eq!(labels(&running, &kari, &id).await, json!(["Default"]));
    let log = running
        .get(&format!("{BASE}/dialogs/{id}/context/labellog"), &kari)
        .await
        .json(200);
    assert_eq!(
        log[1]["performedBy"],
        json!({ "actorType": "ServiceOwner" })
    );
}
