//! Altinn Melding for recipients (altinn-products reference 11.1).

use serde_json::{Value, json};

use crate::dialogs::{BASE as DIALOGS, SCOPE, get, kari, read, row, switch, tagged, wait};
use crate::support::{Answer, PORTAL, Running, until};

const BASE: &str = "/correspondence/api/v1/correspondence";
const READ: &str = "altinn:correspondence.read";

/// A message with the token of its dialog.
struct Letter {
    id: String,
    dialog: Value,
    token: String,
}

impl Letter {
    async fn open(running: &Running, tag: &str) -> Self {
        let kari = kari(running).await;
        let row = running.in_state("dialogs", "tag", tag).await;
        let dialog = read(running, &kari, row["id"].as_str().expect("an id")).await;
        Self {
            id: row["messageId"].as_str().unwrap_or_default().to_owned(),
            token: dialog["dialogToken"].as_str().expect("a token").to_owned(),
            dialog,
        }
    }

    async fn call(&self, running: &Running, method: &str, path: &str) -> Answer {
        let path = format!("{BASE}/{}{path}", self.id);
        running.call(method, &path, Some(&self.token), None).await
    }

    async fn status(&self, running: &Running) -> Value {
        self.call(running, "GET", "").await.json(200)["status"].clone()
    }
}

#[track_caller]
fn code(answer: &Answer, status: u16) -> u64 {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let body = answer.json(status);
    let number = body["errorCode"].as_u64().expect("a number");
    assert_eq!(body["code"], format!("CORR-{number:05}"));
    number
}

#[tokio::test]
async fn a_dialog_token_opens_the_message_and_an_ordinary_login_does_not() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding").await;
    let content = letter.call(&running, "GET", "/content").await;
    assert_eq!(content.status, 200);
    assert!(content.header("content-type").starts_with("text/plain"));
    assert!(content.text.starts_with("# Hei"));
    assert_eq!(content.header("cache-control"), "no-store");
    assert_eq!(content.header("x-content-type-options"), "nosniff");
    let path = format!("{BASE}/{}/content", letter.id);
    running.open(&path).await.bare(401);
    running.get(&path, "rubbish").await.bare(401);
    // Not exchanged: an issuer that is not taken.
    let id_porten = running.id_porten_token("kari", SCOPE, "substantial").await;
    let refused = running.get(&path, &id_porten).await;
    let title = refused.json(403)["title"]
        .as_str()
        .expect("a title")
        .to_owned();
    assert!(title.starts_with("IDX10205"), "{title}");
    // Exchanged, without and with the scope.
    let plain = running.token("kari", &[SCOPE]).await;
    running.get(&path, &plain).await.bare(403);
    let reading = running.token("kari", &[READ]).await;
    assert_eq!(running.get(&path, &reading).await.status, 200);
    let odd = running.token("odd", &[READ]).await;
    assert_eq!(
        running.get(&path, &odd).await.status,
        200,
        "through the firm, by its role"
    );
    // Another dialog's token, and one that has run out.
    let other = Letter::open(&running, "melding-confirm").await;
    assert_eq!(code(&running.get(&path, &other.token).await, 401), 4001);
    wait(&running, 600).await;
    letter.call(&running, "GET", "/content").await.bare(401);
}

#[tokio::test]
async fn an_accept_that_excludes_the_answer_is_refused() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding").await;
    let bearer = format!("Bearer {}", letter.token);
    for (path, accept, status) in [
        ("", "application/json", 200),
        ("", "text/html", 406),
        ("", "application/problem+json", 406),
        ("/content", "text/plain", 200),
        ("/content", "text/*", 406),
        ("/content", "text/markdown, */*", 200),
        ("/details", "*/*", 200),
    ] {
        let headers = [("authorization", bearer.as_str()), ("accept", accept)];
        let path = format!("{BASE}/{}{path}", letter.id);
        let answer = running.send("GET", &path, &headers, None).await;
        assert_eq!(answer.status, status, "{path} {accept}");
        if status == 406 {
            assert!(answer.header("content-type").starts_with("text/plain"));
        }
    }
}

#[tokio::test]
async fn statuses_are_events_and_the_highest_is_told() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding-attachments").await;
    assert_eq!(
        letter.status(&running).await,
        "Published",
        "fetched is never told"
    );
    letter.call(&running, "GET", "/content").await;
    assert_eq!(letter.status(&running).await, "Read");
    let details = letter.call(&running, "GET", "/details").await.json(200);
    let history: Vec<&str> = details["statusHistory"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|event| event["status"].as_str())
        .collect();
    assert_eq!(
        history,
        ["Published", "Fetched", "Read"],
        "fetched once in 15 s"
    );
    assert_eq!(details["systemLabel"], "Default");
    assert_eq!(
        details["content"]["attachments"].as_array().map(Vec::len),
        Some(3)
    );
    let file = details["content"]["attachments"][0]["id"]
        .as_str()
        .expect("an id");
    let download = letter
        .call(&running, "GET", &format!("/attachment/{file}/download"))
        .await;
    assert_eq!(download.status, 200);
    assert_eq!(letter.status(&running).await, "AttachmentsDownloaded");
    wait(&running, 16).await;
    letter.call(&running, "GET", "").await;
    let details = letter.call(&running, "GET", "/details").await.json(200);
    let fetched = details["statusHistory"].as_array().into_iter().flatten();
    let fetched = fetched.filter(|event| event["status"] == "Fetched").count();
    assert_eq!(fetched, 2);
    // The dialog knows too, and lists do not hold it unopened any more.
    let kari = kari(&running).await;
    let dialog = read(
        &running,
        &kari,
        letter.dialog["id"].as_str().expect("an id"),
    )
    .await;
    let types: Vec<&str> = dialog["activities"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|each| each["type"].as_str())
        .collect();
    assert!(types.contains(&"CorrespondenceOpened"), "{types:?}");
    assert_eq!(dialog["hasUnopenedContent"], false);
}

#[tokio::test]
async fn confirming_needs_fetching_first_and_shows_after_four_seconds() {
    let running = Running::start().await;
    let usual = running.open("/_sandbox/switches").await.json(200);
    assert_eq!(usual["confirmationLagMs"], 4000);
    switch(&running, json!({ "confirmationLagMs": 60_000 })).await;
    let letter = Letter::open(&running, "melding-confirm").await;
    assert_eq!(letter.dialog["status"], "RequiresAttention");
    assert_eq!(
        code(&letter.call(&running, "POST", "/confirm").await, 400),
        1025
    );
    assert_eq!(
        code(&letter.call(&running, "POST", "/markasread").await, 400),
        1024
    );
    letter.call(&running, "GET", "/content").await;
    assert_eq!(
        code(&letter.call(&running, "POST", "/markasread").await, 400),
        1040
    );
    assert_eq!(
        code(&letter.call(&running, "DELETE", "/purge").await, 400),
        1026
    );
    switch(&running, json!({ "failConfirmation": true })).await;
    assert_eq!(letter.call(&running, "POST", "/confirm").await.status, 500);
    switch(&running, json!({ "failConfirmation": false })).await;
    let confirmed = letter.call(&running, "POST", "/confirm").await;
    assert_eq!(confirmed.json(200), letter.id.as_str());
    let history = |details: &Value| {
        details["statusHistory"]
            .to_string()
            .contains("\"Confirmed\"")
    };
    let at_once = letter.call(&running, "GET", "/details").await.json(200);
    assert!(!history(&at_once), "not written yet");
    // The dialog is ahead of the message.
    let kari = kari(&running).await;
    let id = letter.dialog["id"].as_str().expect("an id");
    let dialog = read(&running, &kari, id).await;
    assert_eq!(dialog["status"], "NotApplicable");
    assert!(!dialog["guiActions"].to_string().contains("/confirm"));
    let is_noted = |dialog: &Value| {
        let activities = dialog["activities"].to_string();
        activities.contains("CorrespondenceConfirmed")
    };
    assert!(!is_noted(&dialog), "not written yet either");
    wait(&running, 60).await;
    let later = letter.call(&running, "GET", "/details").await.json(200);
    assert!(history(&later));
    assert!(is_noted(&read(&running, &kari, id).await));
    assert_eq!(
        code(&letter.call(&running, "POST", "/confirm").await, 400),
        1041
    );
    letter.call(&running, "DELETE", "/purge").await.json(200);
}

#[tokio::test]
async fn what_altinn_melding_does_to_the_dialog_moves_no_time_and_no_label() {
    let running = Running::start().await;
    switch(&running, json!({ "confirmationLagMs": 60_000 })).await;
    let letter = Letter::open(&running, "melding-confirm").await;
    let kari = kari(&running).await;
    let id = letter.dialog["id"].as_str().expect("an id");
    let labels = format!("{DIALOGS}/dialogs/{id}/context/systemlabels");
    let archive = json!({ "addLabels": ["Archive"] });
    let filed = running.call("PUT", &labels, Some(&kari), Some(&archive));
    filed.await.bare(204);
    letter.call(&running, "GET", "/content").await;
    letter.call(&running, "POST", "/confirm").await.json(200);
    wait(&running, 60).await;
    let after = row(&running, &kari, id).await.expect("a row");
    assert_eq!(after["status"], "NotApplicable");
    for time in ["updatedAt", "contentUpdatedAt"] {
        assert_eq!(after[time], letter.dialog[time], "{time}");
    }
    assert_eq!(after["isContentSeen"], true);
    assert_eq!(after["endUserContext"]["systemLabels"], json!(["Archive"]));
    let dialog = read(&running, &kari, id).await;
    assert_ne!(dialog["revision"], letter.dialog["revision"]);
    assert_eq!(
        dialog["seenSinceLastUpdate"].as_array().map(Vec::len),
        Some(1),
        "one reading is noted"
    );
}

#[tokio::test]
async fn the_lag_of_a_confirmation_passes_by_itself() {
    let running = Running::start().await;
    switch(&running, json!({ "confirmationLagMs": 100 })).await;
    let letter = Letter::open(&running, "melding-confirm").await;
    letter.call(&running, "GET", "/content").await;
    letter.call(&running, "POST", "/confirm").await.json(200);
    until("it is confirmed", async || {
        letter.status(&running).await == "Confirmed"
    })
    .await;
}

#[tokio::test]
async fn deleting_is_for_good_and_takes_the_dialog_along() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding").await;
    letter.call(&running, "DELETE", "/purge").await.json(200);
    assert_eq!(
        code(&letter.call(&running, "DELETE", "/purge").await, 400),
        1014
    );
    assert_eq!(code(&letter.call(&running, "GET", "").await, 404), 1001);
    let kari = kari(&running).await;
    let id = letter.dialog["id"].as_str().expect("an id");
    assert_eq!(get(&running, &kari, id).await.status, 410);
    // A message inside somebody else's dialog stays.
    let other = tagged(&running, "melding-transmission").await;
    let dialog = read(&running, &kari, &other).await;
    let url = dialog["transmissions"][0]["content"]["contentReference"]["value"][0]["value"]
        .as_str()
        .expect("an address")
        .to_owned();
    let bearer = format!(
        "Bearer {}",
        dialog["dialogToken"].as_str().expect("a token")
    );
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(running.send("GET", &url, &headers, None).await.status, 200);
    let purge = url.replace("/content", "/purge");
    let refused = running.send("DELETE", &purge, &headers, None).await;
    assert_eq!(code(&refused, 400), 1043);
}

#[tokio::test]
async fn files_one_by_one_and_all_at_once() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding-attachments").await;
    let overview = letter.call(&running, "GET", "").await.json(200);
    let files = overview["content"]["attachments"]
        .as_array()
        .expect("a list")
        .clone();
    for (file, kind, how) in [
        (&files[0], "application/pdf", "inline"),
        (&files[1], "image/png", "inline"),
        (&files[2], "text/plain", "attachment"),
    ] {
        assert_eq!(file["checksum"].as_str().map(str::len), Some(32));
        let path = format!(
            "/attachment/{}/download",
            file["id"].as_str().expect("an id")
        );
        let answer = letter.call(&running, "GET", &path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind));
        let disposition = answer.header("content-disposition");
        assert!(disposition.starts_with(how), "{disposition}");
    }
    let zip = letter
        .call(&running, "GET", "/attachments/downloadall")
        .await;
    assert_eq!(zip.header("content-type"), "application/zip");
    assert!(zip.text.starts_with("PK") && zip.text.contains("rapport.pdf"));
    assert!(zip.text.contains("%PDF-1.4"), "as it is, not packed");
    let unknown = "/attachment/01913cd5-784f-7d3b-abef-4c77b1f0972d/download";
    assert_eq!(
        code(&letter.call(&running, "GET", unknown).await, 404),
        2001
    );
    let gone = Letter::open(&running, "melding-gone-attachments").await;
    let overview = gone.call(&running, "GET", "").await.json(200);
    let codes: Vec<(&Value, u64)> = vec![
        (&overview["content"]["attachments"][0], 2020),
        (&overview["content"]["attachments"][1], 2019),
    ];
    for (file, expected) in codes {
        let path = format!(
            "/attachment/{}/download",
            file["id"].as_str().expect("an id")
        );
        assert_eq!(
            code(&gone.call(&running, "GET", &path).await, 400),
            expected
        );
    }
    let shared = Letter::open(&running, "melding-other-resource").await;
    let overview = shared.call(&running, "GET", "").await.json(200);
    let file = overview["content"]["attachments"][0]["id"]
        .as_str()
        .expect("an id");
    let path = format!("/attachment/{file}/download");
    let refused = shared.call(&running, "GET", &path).await;
    assert_eq!(
        code(&refused, 401),
        4001,
        "the message may be read, its file not"
    );
    let portal = running.token("kari", &[PORTAL]).await;
    let file = files[0]["id"].as_str().expect("an id");
    let path = format!("{BASE}/{}/attachment/{file}/download", letter.id);
    assert_eq!(
        running.get(&path, &portal).await.status,
        200,
        "the portal may download"
    );
    running
        .get(&format!("{BASE}/{}", letter.id), &portal)
        .await
        .bare(403);
}

#[tokio::test]
async fn without_a_token_the_browser_logs_in_and_comes_back_once() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding-attachments").await;
    let url = letter.dialog["attachments"][0]["urls"][0]["url"]
        .as_str()
        .expect("an address");
    assert!(url.starts_with(running.base()));
    let away = running.send("GET", url, &[], None).await;
    assert_eq!(away.status, 302);
    let login = running
        .send("GET", away.header("location"), &[], None)
        .await;
    assert!(login.text.contains("Kari Haugen"));
    let callback = away
        .header("location")
        .replace("/login?", "/idporten-callback?person=kari&");
    let back = running.send("GET", &callback, &[], None).await;
    let target = back.header("location").to_owned();
    assert!(target.contains("?session="), "{target}");
    assert_eq!(running.send("GET", &target, &[], None).await.status, 200);
    assert_eq!(
        running.send("GET", &target, &[], None).await.status,
        302,
        "good once"
    );
    let back = running.send("GET", &callback, &[], None).await;
    wait(&running, 301).await;
    let late = running
        .send("GET", back.header("location"), &[], None)
        .await;
    assert_eq!(late.status, 302, "good for five minutes");
}

#[tokio::test]
async fn the_dialog_side_of_a_message() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding-confirm").await;
    let dialog = &letter.dialog;
    let reference = &dialog["content"]["mainContentReference"];
    assert_eq!(
        reference["value"][0]["value"],
        format!("{}{BASE}/{}/content", running.base(), letter.id)
    );
    let names: Vec<(&str, bool)> = dialog["apiActions"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|each| Some((each["name"].as_str()?, each["isAuthorized"].as_bool()?)))
        .collect();
    assert_eq!(
        names,
        [
            ("getCorrespondence", true),
            ("purgeCorrespondence", false),
            ("confirmCorrespondence", false),
            ("downloadCorrespondenceAttachment", true),
        ],
        "tagged write on paper"
    );
    let buttons = dialog["guiActions"].as_array().expect("a list");
    assert_eq!(buttons[0]["httpMethod"], "POST");
    assert_eq!(
        (&buttons[0]["isAuthorized"], &buttons[0]["priority"]),
        (&json!(true), &json!("Primary"))
    );
    assert_eq!(buttons[1]["isDeleteDialogAction"], true);
    let attachments = dialog["attachments"].as_array().expect("a list");
    assert_eq!(attachments.len(), 1);
    assert_eq!(attachments[0]["urls"][0]["consumerType"], "Gui");
    let many = Letter::open(&running, "melding-attachments").await;
    let attachments = many.dialog["attachments"].as_array().expect("a list");
    assert_eq!(attachments.len(), 4, "and all in one");
    let reply = Letter::open(&running, "melding-reply").await;
    let links = reply.dialog["guiActions"].as_array().into_iter().flatten();
    let links = links.filter(|each| each["priority"] == "Tertiary" && each["httpMethod"] == "GET");
    assert_eq!(links.count(), 3, "no more than three");
    let content = reply.call(&running, "GET", "/content").await.text;
    assert!(
        content.contains("https://svar.example/annet"),
        "the rest is in the text"
    );
}

#[tokio::test]
async fn sending_on_has_its_rules() {
    let running = Running::start().await;
    let letter = Letter::open(&running, "melding").await;
    let send = async |body: Value| {
        let path = format!("{BASE}/{}/forward", letter.id);
        running.post(&path, &letter.token, &body).await
    };
    let good = json!({ "forwardTo": "a@b.example", "forwardingText": "Til deg" });
    assert_eq!(code(&send(good.clone()).await, 400), 1065);
    letter.call(&running, "GET", "/content").await;
    for (body, expected) in [
        (json!({ "forwardTo": "a" }), 3011),
        (
            json!({ "forwardTo": "a@b.example", "forwardingText": "x".repeat(201) }),
            1066,
        ),
        (
            json!({ "forwardTo": "a@b.example", "forwardingText": "<b>x</b>" }),
            1067,
        ),
    ] {
        assert_eq!(code(&send(body).await, 400), expected);
    }
    assert!(send(good.clone()).await.json(200).is_string());
    assert_eq!(code(&send(good).await, 400), 1064);
    let other = Letter::open(&running, "melding-confirm").await;
    let path = format!("{BASE}/{}/forward", other.id);
    let body = json!({ "forwardTo": "a@b.example" });
    assert_eq!(
        code(&running.post(&path, &other.token, &body).await, 400),
        1063
    );
}

#[tokio::test]
async fn the_list_wants_a_party_and_gives_ids() {
    let running = Running::start().await;
    let kari = running.token("kari", &[READ]).await;
    let path = format!("{BASE}?resourceId=digdir-ordinaer-post&role=Recipient");
    assert_eq!(code(&running.get(&path, &kari).await, 401), 4006);
    for party in [
        "0192:312345676",
        "urn:altinn:organization:identifier-no:312345676",
    ] {
        let found = running
            .get(&format!("{path}&onBehalfOf={party}"), &kari)
            .await
            .json(200);
        assert!(found["ids"].as_array().is_some_and(|ids| ids.len() >= 6));
    }
    let foreign = format!("{path}&onBehalfOf=0192:310230235");
    assert_eq!(code(&running.get(&foreign, &kari).await, 401), 4001);
    let period = format!(
        "{path}&onBehalfOf=0192:312345676&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"
    );
    assert_eq!(code(&running.get(&period, &kari).await, 400), 1027);
    let reminders = "/correspondence/api/v1/confidential-reminders?languageCode=nb";
    assert_eq!(code(&running.get(reminders, &kari).await, 404), 1062);
}
