//! Buttons that do something at the service owner.

use serde_json::{Value, json};

use super::{get, kari, read, switch, tagged, wait};
use crate::support::{Answer, Running, until};

/// Presses the first button of a dialog.
async fn press(running: &Running, dialog: &Value) -> Answer {
    let button = &dialog["guiActions"][0];
    let token = dialog["dialogToken"].as_str().expect("a token");
    let bearer = format!("Bearer {token}");
    running
        .send(
            button["httpMethod"].as_str().expect("a method"),
            button["url"].as_str().expect("an address"),
            &[("authorization", &bearer)],
            None,
        )
        .await
}

#[tokio::test]
async fn an_act_is_answered_and_the_dialog_changes_a_little_later() {
    let running = Running::start().await;
    switch(&running, json!({ "ownerLagMs": 60_000 })).await;
    for (tag, status) in [("write-action", 204), ("write-action-later", 202)] {
        let kari = kari(&running).await;
        let id = tagged(&running, tag).await;
        let before = read(&running, &kari, &id).await;
        assert!(before["guiActions"][0]["prompt"].is_array());
        press(&running, &before).await.bare(status);
        let at_once = read(&running, &kari, &id).await;
        assert_eq!(at_once["status"], "RequiresAttention");
        wait(&running, 61).await;
        let after = read(&running, &kari, &id).await;
        assert_eq!(after["status"], "Completed", "{tag}");
        assert_ne!(after["contentUpdatedAt"], before["contentUpdatedAt"]);
        assert_eq!(after["guiActions"], json!([]));
        let last = after["activities"]
            .as_array()
            .and_then(|all| all.last())
            .cloned();
        assert_eq!(
            last.expect("an activity")["performedBy"]["actorName"],
            "HAUGEN KARI"
        );
    }
}

#[tokio::test]
async fn time_alone_is_enough() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    switch(&running, json!({ "ownerLagMs": 50 })).await;
    let id = tagged(&running, "write-action-answer").await;
    let before = read(&running, &kari, &id).await;
    press(&running, &before).await.bare(202);
    until("the owner has accepted", async || {
        let after = read(&running, &kari, &id).await;
        after["transmissions"][0]["type"] == "Acceptance"
    })
    .await;
}

#[tokio::test]
async fn refusals_and_acts_that_lead_nowhere() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let dialog = read(
        &running,
        &kari,
        &tagged(&running, "write-action-refused").await,
    )
    .await;
    assert_eq!(press(&running, &dialog).await.json(403)["status"], 403);
    let dialog = read(
        &running,
        &kari,
        &tagged(&running, "write-action-never").await,
    )
    .await;
    press(&running, &dialog).await.bare(202);
    wait(&running, 60).await;
    let id = dialog["id"].as_str().expect("an id");
    assert_eq!(
        read(&running, &kari, id).await["status"],
        "RequiresAttention"
    );
    let early = read(
        &running,
        &kari,
        &tagged(&running, "delete-action-early").await,
    )
    .await;
    let refused = press(&running, &early).await.json(422);
    assert_eq!(refused["gracePeriodDays"], 7);
    assert!(refused["deletionAllowedAt"].is_string());
    let masked = read(
        &running,
        &kari,
        &tagged(&running, "write-action-unauthorized").await,
    )
    .await;
    assert_eq!(masked["guiActions"][0]["isAuthorized"], false);
    assert_eq!(
        masked["guiActions"][0]["url"],
        "urn:dialogporten:unauthorized"
    );
    // Whoever knows the address does not come further with a token that lacks the act.
    let address = format!(
        "{}/service-owner/dialogs/{}/actions/complete/now",
        running.service_owner(),
        masked["id"].as_str().expect("an id")
    );
    let bearer = format!(
        "Bearer {}",
        masked["dialogToken"].as_str().expect("a token")
    );
    let answer = running
        .send("POST", &address, &[("authorization", &bearer)], None)
        .await;
    assert_eq!(answer.status, 403);
    let wrong = running
        .send("DELETE", &address, &[("authorization", &bearer)], None)
        .await;
    assert_eq!(wrong.status, 405);
    running.send("POST", &address, &[], None).await.bare(401);
}

#[tokio::test]
async fn deleting_makes_it_gone() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "delete-action").await;
    let dialog = read(&running, &kari, &id).await;
    assert_eq!(dialog["guiActions"][0]["isDeleteDialogAction"], true);
    press(&running, &dialog).await.bare(204);
    wait(&running, 2).await;
    assert_eq!(get(&running, &kari, &id).await.status, 410);
}

#[tokio::test]
async fn app_dialogs_link_out_and_their_drafts_can_be_deleted() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "app-draft").await;
    let dialog = read(&running, &kari, &id).await;
    let go = dialog["guiActions"][0]["url"].as_str().expect("an address");
    assert!(go.starts_with(&format!(
        "{}/authentication/api/v1/authentication?goto=",
        running.base()
    )));
    let page = running.send("GET", go, &[], None).await;
    assert_eq!(page.status, 302);
    assert!(
        page.header("location")
            .contains("/service-owner/apps/skd/mva-melding")
    );
    let delete = &dialog["guiActions"][1];
    assert_eq!(delete["isDeleteDialogAction"], true);
    let url = delete["url"].as_str().expect("an address");
    running.send("DELETE", url, &[], None).await.bare(401);
    let bearer = format!(
        "Bearer {}",
        dialog["dialogToken"].as_str().expect("a token")
    );
    running
        .send("DELETE", url, &[("authorization", &bearer)], None)
        .await
        .bare(204);
    wait(&running, 5).await;
    assert_eq!(get(&running, &kari, &id).await.status, 410);
    let archived = read(&running, &kari, &tagged(&running, "app-archived").await).await;
    let read_url = archived["apiActions"][0]["endpoints"][0]["url"]
        .as_str()
        .expect("an address");
    assert!(read_url.contains("/storage/api/v1/instances/"));
}

#[tokio::test]
async fn what_was_handed_in_has_a_receipt_and_files_and_is_kept_for_a_while() {
    let running = Running::start().await;
    let id = tagged(&running, "app-archived").await;
    let open = async || {
        let kari = kari(&running).await;
        read(&running, &kari, &id).await
    };
    let dialog = open().await;
    let bearer = |token: &str| format!("Bearer {token}");
    let own = bearer(dialog["dialogToken"].as_str().expect("a token"));
    let ask = async |method: &str, url: &Value, token: Option<&str>| {
        let headers: Vec<_> = token
            .map(|token| ("authorization", token))
            .into_iter()
            .collect();
        let url = url.as_str().expect("an address");
        running.send(method, url, &headers, None).await
    };

    let submission = &dialog["transmissions"][0];
    assert_eq!(submission["type"], "Submission");
    let texts = submission["content"]["contentReference"]["value"].as_array();
    let texts: Vec<&Value> = texts
        .into_iter()
        .flatten()
        .map(|each| &each["value"])
        .collect();
    assert_eq!(texts.len(), 3);
    let receipt = ask("GET", texts[0], Some(&own)).await;
    assert_eq!(receipt.status, 200);
    assert!(receipt.header("content-type").starts_with("text/markdown"));
    assert!(
        receipt.text.starts_with("| **Date sent:**"),
        "{}",
        receipt.text
    );
    assert!(receipt.text.contains("312345676-"), "{}", receipt.text);
    let address = texts[0]
        .as_str()
        .expect("an address")
        .replace("lang=en", "lang=se");
    let other = ask("GET", &json!(address), Some(&own)).await;
    assert!(other.json(400)["errors"]["lang"][0].is_string());
    ask("GET", texts[0], None).await.bare(401);

    // For people through the login; for programs with an Altinn token, and a dialog token is none.
    let files = submission["attachments"].as_array().expect("a list");
    let urls: Vec<(&Value, &Value)> = files
        .iter()
        .map(|file| (&file["urls"][0]["consumerType"], &file["urls"][0]["url"]))
        .collect();
    assert_eq!((urls[0].0, urls[1].0), (&json!("Gui"), &json!("Api")));
    let login = ask("GET", urls[0].1, None).await;
    assert_eq!(login.status, 302);
    let page = json!(login.header("location"));
    let shown = ask("GET", &page, None).await;
    assert_eq!(
        (shown.status, shown.header("content-type")),
        (200, "application/pdf")
    );
    ask("GET", urls[1].1, Some(&own)).await.bare(401);
    let altinn = bearer(&running.token("kari", &[super::SCOPE]).await);
    let data = ask("GET", urls[1].1, Some(&altinn)).await;
    assert_eq!(
        (data.status, data.header("content-type")),
        (200, "application/xml")
    );
    let outsider = bearer(&running.token("mina", &[super::SCOPE]).await);
    ask("GET", urls[1].1, Some(&outsider)).await.bare(403);

    let buttons = dialog["guiActions"].as_array().expect("a list");
    let priorities: Vec<&Value> = buttons.iter().map(|each| &each["priority"]).collect();
    assert_eq!(priorities, ["Primary", "Secondary", "Tertiary"]);
    assert_eq!(buttons[1]["isDeleteDialogAction"], true);
    assert!(buttons[1].get("prompt").is_none());
    let early = ask("DELETE", &buttons[1]["url"], Some(&own))
        .await
        .json(422);
    assert_eq!(early["gracePeriodDays"], 30);
    assert_eq!(
        early["type"],
        "urn:altinn:problem:minimum-persistence-lifetime-not-satisfied"
    );
    wait(&running, 30 * 24 * 3600).await;
    let later = open().await;
    let own = bearer(later["dialogToken"].as_str().expect("a token"));
    ask("DELETE", &buttons[1]["url"], Some(&own))
        .await
        .bare(204);
}
