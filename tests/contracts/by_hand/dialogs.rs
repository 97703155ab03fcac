//! Dialogporten for end users: lists, a dialog and what is below it, labels.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Hand, text};

const API: &str = "/dialogporten/api/v1";
const DIALOGS: &str = "/dialogporten/api/v1/enduser/dialogs";
/// Owns the dialogs of the seed that have a tag.
const FJORD: &str = "urn:altinn:organization:identifier-no:312345676";

pub(super) async fn call(hand: &Hand) {
    lists(hand).await;
    searches(hand).await;
    below(hand).await;
    refusals(hand).await;
    labels(hand).await;
}

async fn lists(hand: &Hand) {
    let Hand { caller, kari, .. } = hand;
    let reader = &hand.reader;
    for open in ["limits", "serviceresources"] {
        caller
            .get(&format!("{API}/metadata/{open}"))
            .gives(200)
            .await;
    }
    for path in [
        "parties".to_owned(),
        "serviceresources".to_owned(),
        format!("serviceresources?party={FJORD}"),
    ] {
        let path = format!("{API}/enduser/{path}");
        caller.get(&path).token(reader).gives(200).await;
        caller.get(&path).wrong(401).await;
        caller.get(&path).token(kari).gives(403).await;
    }
    let plain = hand.dialog("plain").await;
    let letter = text(&hand.dialog_row("melding").await["messageId"]);
    for reference in [
        format!("urn:altinn:dialog-id:{plain}"),
        format!("urn:altinn:correspondence-id:{letter}"),
    ] {
        let path = format!("{API}/enduser/dialoglookup?instanceRef={reference}");
        caller.get(&path).token(reader).gives(200).await;
    }
    let path = format!("{API}/enduser/dialoglookup?instanceRef=");
    let unknown = format!("{path}urn:altinn:dialog-id:{}", Uuid::new_v4());
    caller.get(&unknown).token(reader).gives(404).await;
    caller
        .get(&format!("{path}x"))
        .token(reader)
        .wrong(400)
        .await;
    caller.get(&unknown).token(kari).gives(403).await;
    caller.get(&unknown).wrong(401).await;
}

async fn searches(hand: &Hand) {
    let Hand { caller, kari, .. } = hand;
    let reader = &hand.reader;
    let path = |query: &str| format!("{DIALOGS}?{query}");
    for query in [
        format!("party={FJORD}&limit=1000"),
        format!("party={FJORD}&systemLabel=Default&status=RequiresAttention&limit=5"),
        format!("party={FJORD}&isContentSeen=false&excludeApiOnly=true&org=skd"),
        format!("party={FJORD}&contentUpdatedAfter=2020-01-01T00:00:00Z&search=faktura"),
        "serviceResource=urn:altinn:resource:kommune-gebyr&orderBy=dueat_asc".to_owned(),
        // Nobody's party: an empty page, not a refusal.
        "party=urn:altinn:organization:identifier-no:310000035".to_owned(),
    ] {
        caller.get(&path(&query)).token(reader).gives(200).await;
    }
    let first = path(&format!(
        "party={FJORD}&limit=3&orderBy=contentupdatedat_asc"
    ));
    let page = caller.get(&first).token(reader).gives(200).await;
    assert_eq!(page["hasNextPage"], true);
    let next = format!(
        "{first}&continuationToken={}",
        text(&page["continuationToken"])
    );
    let request = caller.get(&next).token(reader);
    request.header("accept-language", "nn").gives(200).await;
    for wrong in ["limit=5", "party=x", &format!("party={FJORD}&limit=0")] {
        caller.get(&path(wrong)).token(reader).wrong(400).await;
    }
    caller.get(&first).token(kari).gives(403).await;
    caller.get(&first).wrong(401).await;
}

async fn below(hand: &Hand) {
    let caller = &hand.caller;
    let reader = &hand.reader;
    for tag in ["plain", "threads", "melding", "write-action", "app-draft"] {
        let path = format!("{DIALOGS}/{}", hand.dialog(tag).await);
        caller.get(&path).token(reader).gives(200).await;
        caller.get(&path).wrong(401).await;
        caller.get(&path).token(&hand.kari).gives(403).await;
        for list in ["activities", "transmissions", "seenlog", "context/labellog"] {
            let path = format!("{path}/{list}");
            let rows = caller.get(&path).token(reader).gives(200).await;
            caller.get(&path).wrong(401).await;
            caller.get(&path).token(&hand.kari).gives(403).await;
            if list == "context/labellog" {
                continue;
            }
            for row in rows.as_array().into_iter().flatten().take(3) {
                let one = format!("{path}/{}", text(&row["id"]));
                caller.get(&one).token(reader).gives(200).await;
                caller.get(&one).wrong(401).await;
            }
            let unknown = format!("{path}/{}", Uuid::new_v4());
            caller.get(&unknown).token(reader).gives(404).await;
        }
    }
}

async fn refusals(hand: &Hand) {
    let caller = &hand.caller;
    let reader = &hand.reader;
    let unknown = format!("{DIALOGS}/{}", Uuid::new_v4());
    caller.get(&unknown).token(reader).gives(404).await;
    for (tag, status, hidden) in [
        ("no-access", 403, 404),
        ("deleted", 410, 410),
        ("level4", 403, 403),
        // What is below a dialog asks nothing about when that can be seen.
        ("future", 404, 200),
        ("expired", 404, 200),
    ] {
        let path = format!("{DIALOGS}/{}", hand.dialog(tag).await);
        caller.get(&path).token(reader).gives(status).await;
        for list in ["activities", "transmissions", "seenlog", "context/labellog"] {
            let path = format!("{path}/{list}");
            caller.get(&path).token(reader).gives(hidden).await;
        }
    }
}

async fn labels(hand: &Hand) {
    let caller = &hand.caller;
    let reader = &hand.reader;
    let id = hand.dialog("plain").await;
    let path = |id: &str| format!("{DIALOGS}/{id}/context/systemlabels");
    let set = |id: &str, body: Value| caller.put(&path(id)).token(reader).json(&body);
    let archive = json!({ "addLabels": ["Archive"] });
    let revision = revision(hand, &id).await;
    let first = set(&id, archive.clone()).header("if-match", &revision);
    first.gives(204).await;
    let late = set(&id, json!({ "addLabels": [], "removeLabels": ["Archive"] }));
    late.header("if-match", &revision).gives(412).await;
    set(&id, json!({ "addLabels": ["Sent"] })).wrong(400).await;
    for (id, status) in [
        (Uuid::new_v4().to_string(), 404),
        (hand.dialog("deleted").await, 410),
        (hand.dialog("no-access").await, 403),
    ] {
        set(&id, archive.clone()).gives(status).await;
    }
    let anonymous = caller.put(&path(&id)).json(&archive);
    anonymous.wrong(401).await;

    let bulk = format!("{DIALOGS}/context/systemlabels/actions/bulkset");
    let many = |body: Value| caller.post(&bulk).token(reader).json(&body);
    let threads = hand.dialog("threads").await;
    let two = json!([
        { "dialogId": id, "endUserContextRevision": self::revision(hand, &id).await },
        { "dialogId": threads },
    ]);
    let body = json!({ "dialogs": two, "addLabels": ["MarkedAsUnopened"] });
    many(body.clone()).gives(204).await;
    many(body.clone()).gives(412).await;
    let unknown = json!([{ "dialogId": Uuid::new_v4() }]);
    let unknown = json!({ "dialogs": unknown, "addLabels": ["Bin"] });
    many(unknown).gives(404).await;
    let none = json!({ "dialogs": [], "addLabels": ["Bin"] });
    many(none).wrong(400).await;
    caller.post(&bulk).json(&body).wrong(401).await;
    let path = format!("{DIALOGS}/{id}/context/labellog");
    let log = caller.get(&path).token(reader).gives(200).await;
    assert!(log.as_array().is_some_and(|lines| !lines.is_empty()));
}

/// Revision of a dialog's labels.
async fn revision(hand: &Hand, id: &str) -> String {
    let path = format!("{DIALOGS}?party={FJORD}&limit=1000");
    let page = hand.caller.get(&path).token(&hand.reader).gives(200).await;
    let mut rows = page["items"].as_array().into_iter().flatten();
    let row = rows
        .find(|row| row["id"] == id)
        .expect("the dialog is listed");
    text(&row["endUserContext"]["revision"])
}
