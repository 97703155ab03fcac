//! Dialogporten's other interface: each field of its roots.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Hand, text};

const PATH: &str = "/dialogporten/graphql";
const FJORD: &str = "urn:altinn:organization:identifier-no:312345676";

pub(super) async fn call(hand: &Hand) {
    queries(hand).await;
    mutations(hand).await;
    refusals(hand).await;
    events(hand).await;
}

async fn ask(hand: &Hand, query: &str, variables: Value) -> Value {
    let body = json!({ "query": query, "variables": variables });
    let request = hand.caller.post(PATH).token(&hand.reader).json(&body);
    request.gives(200).await
}

async fn queries(hand: &Hand) {
    let search = "query Inbox($input: SearchDialogInput!) { searchDialogs(input: $input) {
        items { id status org party serviceResource dueAt contentUpdatedAt hasUnopenedContent guiAttachmentCount
                content { title { mediaType value { value languageCode } } }
                endUserContext { revision systemLabels }
                latestActivity { type performedBy { actorType actorName } }
                seenSinceLastContentUpdate { seenAt isCurrentEndUser } }
        hasNextPage continuationToken orderBy { contentUpdatedAt } errors { __typename message } } }";
    let input = json!({ "input": {
        "party": [FJORD], "excludeApiOnly": true, "systemLabel": ["DEFAULT"], "limit": 20,
        "orderBy": [{ "contentUpdatedAt": "DESC" }],
    } });
    ask(hand, search, input).await;
    ask(hand, search, json!({ "input": { "party": ["x"] } })).await;

    let by_id = "query($id: UUID!) { dialogById(dialogId: $id) {
        dialog { id dialogToken status expiresAt revision
          attachments { displayName { value } urls { url mediaType consumerType } }
          guiActions { action url isAuthorized httpMethod priority title { value } prompt { value } }
          activities { type createdAt performedBy { actorType } description { value languageCode } }
          transmissions { id type isOpened isAuthorized createdAt sender { actorType }
            content { title { value { value } } contentReference { mediaType } } } }
        errors { __typename message ... on DialogByIdNotVisible { visibleFrom } } } }";
    for tag in ["plain", "threads", "melding", "future", "deleted", "level4"] {
        ask(hand, by_id, json!({ "id": hand.dialog(tag).await })).await;
    }
    ask(hand, by_id, json!({ "id": Uuid::new_v4() })).await;

    let start = "query($ref: String!) { limits { endUserSearch { maxPartyFilterValues } }
        parties { party name partyType isDeleted subParties { party isDeleted } }
        serviceResources { isFullCatalogueFallback
          items { serviceResource { id minimumAuthenticationLevel name { value } } serviceOwner { code } } }
        dialogLookup(instanceRef: $ref) {
          lookup { dialogId authorizationEvidence { evidence { grantType subject } } }
          errors { __typename message } } }";
    let plain = hand.dialog("plain").await;
    for id in [plain, Uuid::new_v4().to_string()] {
        let reference = format!("urn:altinn:dialog-id:{id}");
        ask(hand, start, json!({ "ref": reference })).await;
    }
}

async fn mutations(hand: &Hand) {
    let one = "mutation($id: UUID!, $add: [SystemLabel!]!) {
        setSystemLabel(input: { dialogId: $id, addLabels: $add, removeLabels: [] }) {
          success errors { __typename message } } }";
    let id = hand.dialog("threads").await;
    for (id, label) in [
        (id.clone(), "ARCHIVE"),
        (id.clone(), "SENT"),
        (hand.dialog("no-access").await, "BIN"),
    ] {
        ask(hand, one, json!({ "id": id, "add": [label] })).await;
    }
    let many = "mutation($dialogs: [DialogRevisionInput!]!) {
        bulkSetSystemLabels(input: { dialogs: $dialogs, addLabels: [BIN], removeLabels: [] }) {
          success errors { __typename } } }";
    let outdated = json!({ "dialogId": id, "enduserContextRevision": Uuid::new_v4() });
    for dialog in [outdated, json!({ "dialogId": id })] {
        ask(hand, many, json!({ "dialogs": [dialog] })).await;
    }
}

async fn refusals(hand: &Hand) {
    for query in ["{", "{ nothing }", "{ limits }"] {
        let post = hand.caller.post(PATH).token(&hand.reader);
        let answer = post.json(&json!({ "query": query })).wrong(200).await;
        assert!(answer["data"].is_null(), "{answer}");
    }
    let query = json!({ "query": "{ limits { endUserSearch { maxPartyFilterValues } } }" });
    hand.caller.post(PATH).json(&query).wrong(401).await;
    let post = hand.caller.post(PATH).token(&hand.kari_bare);
    post.json(&query).wrong(403).await;
}

/// Listens to a dialog until it has changed.
async fn events(hand: &Hand) {
    let id = hand.dialog("plain").await;
    let path = format!("/dialogporten/api/v1/enduser/dialogs/{id}");
    let dialog = hand.caller.get(&path).token(&hand.reader).gives(200).await;
    let query = format!("subscription {{ dialogEvents(dialogId: \"{id}\") {{ id type }} }}");
    let token = text(&dialog["dialogToken"]);
    let post = hand.caller.post(&format!("{PATH}/stream")).token(&token);
    let mut stream = post.json(&json!({ "query": query })).streams().await;
    let change = json!({ "title": "Endret" });
    let door = format!(
        "{}/_sandbox/service-owner/dialogs/{id}",
        hand.control.base()
    );
    let changed = hand.control.http().patch(door).json(&change).send().await;
    assert!(changed.expect("the door answers").status().is_success());
    let told = stream.chunk().await.expect("a stream").expect("an event");
    assert!(!told.is_empty());
}
