//! GraphQL.

use serde_json::{Value, json};

use super::{FJORD_URN, kari, make, row, search, tagged};
use crate::support::Running;

const PATH: &str = "/dialogporten/graphql";

async fn ask(running: &Running, token: &str, query: &str, variables: Value) -> Value {
    let body = json!({ "query": query, "variables": variables });
    running.post(PATH, token, &body).await.json(200)
}

#[tokio::test]
async fn line_12_a_search_has_the_spelling_of_the_schema_and_only_what_is_selected() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let query = "query($input: SearchDialogInput!) { searchDialogs(input: $input) {
        items { id status org hasUnopenedContent content { title { value { value languageCode } } }
                endUserContext { revision systemLabels } latestActivity { type performedBy { actorType } } }
        hasNextPage continuationToken orderBy { contentUpdatedAt dueAt } errors { __typename message } } }";
    let input = json!({ "input": {
        "party": [FJORD_URN], "excludeApiOnly": true, "status": ["REQUIRES_ATTENTION"], "limit": 5,
        "systemLabel": ["DEFAULT"], "orderBy": [{ "contentUpdatedAt": "ASC" }],
    } });
    let body = ask(&running, &kari, query, input.clone()).await;
    let found = &body["data"]["searchDialogs"];
    assert_eq!(found["errors"], json!([]), "{body}");
    let items = found["items"].as_array().expect("a list");
    assert_eq!(items.len(), 5);
    for item in items {
        assert_eq!(item["status"], "REQUIRES_ATTENTION");
        let labels = item["endUserContext"]["systemLabels"].as_array();
        assert!(
            labels.is_some_and(|all| all.contains(&json!("DEFAULT"))),
            "{item}"
        );
        assert!(item.get("party").is_none());
    }
    assert_eq!(
        found["orderBy"][0],
        json!({ "contentUpdatedAt": "ASC", "dueAt": null })
    );
    let query_text = format!(
        "party={FJORD_URN}&excludeApiOnly=true&status=RequiresAttention&limit=5\
         &systemLabel=Default&orderBy=contentUpdatedAt_asc"
    );
    let rest = search(&running, &kari, &query_text).await;
    assert_eq!(found["continuationToken"], rest["continuationToken"]);
    let mut more = input;
    more["input"]["continuationToken"] = found["continuationToken"].clone();
    let second = ask(&running, &kari, query, more).await;
    assert_ne!(
        second["data"]["searchDialogs"]["items"][0]["id"],
        items[0]["id"]
    );
}

#[tokio::test]
async fn line_12_failures_of_the_matter_are_in_the_payload() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let query = "query($input: SearchDialogInput!) { searchDialogs(input: $input) {
        items { id } errors { __typename message } } }";
    for (input, kind) in [
        (json!({}), "SearchDialogValidationError"),
        (json!({ "party": ["x"] }), "SearchDialogValidationError"),
        (
            json!({ "party": [FJORD_URN], "continuationToken": "id_x" }),
            "SearchDialogValidationError",
        ),
        (
            json!({ "party": [FJORD_URN], "orderBy": [{ "dueAt": "ASC", "createdAt": "ASC" }] }),
            "SearchDialogValidationError",
        ),
        (
            json!({ "party": [FJORD_URN], "orderBy": [] }),
            "SearchDialogValidationError",
        ),
        (
            json!({
                "party": [FJORD_URN], "continuationToken": "id_x",
                "orderBy": [{ "dueAt": "ASC" }],
            }),
            "SearchDialogContinuationTokenParsingError",
        ),
    ] {
        let body = ask(&running, &kari, query, json!({ "input": input })).await;
        let errors = &body["data"]["searchDialogs"]["errors"];
        assert_eq!(errors[0]["__typename"], kind, "{body}");
    }
    let by_id = "query($id: UUID!) { dialogById(dialogId: $id) { dialog { id }
        errors { __typename message ... on DialogByIdNotVisible { visibleFrom } } } }";
    for (tag, kind) in [
        ("no-access", "DialogByIdForbidden"),
        ("deleted", "DialogByIdDeleted"),
        ("level4", "DialogByIdForbiddenAuthLevelTooLow"),
        ("future", "DialogByIdNotVisible"),
        ("expired", "DialogByIdExpired"),
    ] {
        let id = tagged(&running, tag).await;
        let body = ask(&running, &kari, by_id, json!({ "id": id })).await;
        let payload = &body["data"]["dialogById"];
        assert_eq!(payload["errors"][0]["__typename"], kind, "{body}");
        assert_eq!(payload["dialog"], Value::Null);
        assert_eq!(
            payload["errors"][0]["visibleFrom"].is_string(),
            tag == "future"
        );
    }
    let missing = json!({ "id": "01913cd5-784f-7d3b-abef-4c77b1f0972d" });
    let body = ask(&running, &kari, by_id, missing).await;
    assert_eq!(
        body["data"]["dialogById"]["errors"][0]["__typename"],
        "DialogByIdNotFound"
    );
}

#[tokio::test]
async fn line_12_faults_of_the_document_are_in_errors() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    for query in [
        "{",
        "{ nothing }",
        "{ limits }",
        "subscription { dialogEvents(dialogId: \"x\") { id } }",
    ] {
        let body = ask(&running, &kari, query, json!({})).await;
        assert!(body["errors"][0]["message"].is_string(), "{query}: {body}");
        assert!(body.get("data").is_none());
    }
    let mut deep = "name".to_owned();
    for _ in 0..12 {
        deep = format!("ofType {{ {deep} }}");
    }
    let query = format!("{{ __type(name: \"Dialog\") {{ fields {{ type {{ {deep} }} }} }} }}");
    let body = ask(&running, &kari, &query, json!({})).await;
    let message = body["errors"][0]["message"].as_str().expect("a message");
    assert!(message.contains("12"), "{message}");
    let bearer = format!("Bearer {kari}");
    let strict = [
        ("authorization", bearer.as_str()),
        ("accept", "application/graphql-response+json"),
    ];
    let answer = running
        .send("POST", PATH, &strict, Some(&json!({ "query": "{" })))
        .await;
    assert_eq!(answer.status, 400);
    running
        .send("POST", PATH, &[], Some(&json!({ "query": "{ limits }" })))
        .await
        .bare(401);
    let without = running
        .id_porten_token("kari", "openid", "substantial")
        .await;
    running
        .post(PATH, &without, &json!({ "query": "{ limits }" }))
        .await
        .bare(403);
    // A row without content breaks the list that it is in.
    let query = format!(
        "{{ searchDialogs(input: {{ party: [\"{FJORD_URN}\"], limit: 1000 }}) {{
            items {{ content {{ title {{ mediaType }} }} }} }} }}"
    );
    let body = ask(&running, &kari, &query, json!({})).await;
    assert!(body["errors"][0]["path"].is_array());
    assert_eq!(body["data"]["searchDialogs"]["items"], Value::Null);
}

#[tokio::test]
async fn the_start_of_an_app_is_one_call() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let query = format!(
        "{{ limits {{ endUserSearch {{ maxPartyFilterValues }} }}
           parties {{ party name partyType hasOnlyAccessToSubParties subParties {{ party isDeleted }} }}
           serviceResources {{ isFullCatalogueFallback
             items {{ serviceResource {{ id minimumAuthenticationLevel }} serviceOwner {{ code }} }} }}
           a: searchDialogs(input: {{ party: [\"{FJORD_URN}\"], limit: 1, excludeApiOnly: true }}) {{
             items {{ id }} }}
           b: searchDialogs(input: {{ serviceResource: [\"urn:altinn:resource:kommune-gebyr\"], limit: 2,
             excludeApiOnly: true }}) {{ items {{ id }} }}
           dialogLookup(instanceRef: \"urn:altinn:dialog-id:{}\") {{
             lookup {{ authorizationEvidence {{ evidence {{ grantType }} }} }} errors {{ __typename }} }}
           __schema {{ queryType {{ name }} }} }}",
        tagged(&running, "plain").await
    );
    let data = ask(&running, &kari, &query, json!({})).await["data"].clone();
    assert_eq!(data["limits"]["endUserSearch"]["maxPartyFilterValues"], 100);
    assert!(data["parties"].as_array().is_some_and(|all| all.len() > 8));
    assert!(
        data["serviceResources"]["items"]
            .as_array()
            .is_some_and(|all| all.len() > 20)
    );
    assert_eq!(data["a"]["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(data["b"]["items"].as_array().map(Vec::len), Some(2));
    let evidence = &data["dialogLookup"]["lookup"]["authorizationEvidence"]["evidence"];
    assert_eq!(evidence[0]["grantType"], "ACCESS_PACKAGE");
    assert_eq!(data["__schema"]["queryType"]["name"], "Queries");
}

#[tokio::test]
async fn a_dialog_by_id_is_noted_as_read_and_has_its_parts() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "threads").await;
    let query = "query($id: UUID!) { dialogById(dialogId: $id) { dialog { dialogToken status
        transmissions { type isOpened sender { actorType } content { contentReference { mediaType } } }
        guiActions { httpMethod priority } activities { type } attachments { urls { consumerType } } } } }";
    let body = ask(&running, &kari, query, json!({ "id": id })).await;
    let dialog = &body["data"]["dialogById"]["dialog"];
    assert_eq!(dialog["transmissions"][0]["type"], "SUBMISSION", "{body}");
    assert_eq!(
        dialog["transmissions"][0]["sender"]["actorType"],
        "PARTY_REPRESENTATIVE"
    );
    assert!(dialog["dialogToken"].is_string());
    assert_eq!(
        row(&running, &kari, &id).await.expect("a row")["isContentSeen"],
        true
    );
}

#[tokio::test]
async fn labels_are_set_and_success_is_the_truth() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(&running, json!({ "title": "Merkes" })).await;
    let one = "mutation($id: UUID!, $add: [SystemLabel!]!) {
        setSystemLabel(input: { dialogId: $id, addLabels: $add, removeLabels: [] }) {
          success errors { __typename message } } }";
    let body = ask(
        &running,
        &kari,
        one,
        json!({ "id": id, "add": ["ARCHIVE"] }),
    )
    .await;
    assert_eq!(
        body["data"]["setSystemLabel"],
        json!({ "success": true, "errors": [] })
    );
    assert_eq!(
        row(&running, &kari, &id).await.expect("a row")["systemLabel"],
        "Archive"
    );
    let body = ask(&running, &kari, one, json!({ "id": id, "add": ["SENT"] })).await;
    let payload = &body["data"]["setSystemLabel"];
    assert_eq!(payload["success"], false);
    assert_eq!(
        payload["errors"][0]["__typename"],
        "SetSystemLabelValidationError"
    );
    let hidden = tagged(&running, "no-access").await;
    let body = ask(
        &running,
        &kari,
        one,
        json!({ "id": hidden, "add": ["BIN"] }),
    )
    .await;
    let kind = &body["data"]["setSystemLabel"]["errors"][0]["__typename"];
    assert_eq!(kind, "SetSystemLabelForbidden");
    let many = "mutation($dialogs: [DialogRevisionInput!]!) {
        bulkSetSystemLabels(input: { dialogs: $dialogs, addLabels: [BIN], removeLabels: [] }) {
          success errors { __typename } } }";
    let outdated = json!({ "dialogs": [{
        "dialogId": id, "enduserContextRevision": "a312cb9c-7632-43c2-aa38-69b06aed56ca",
    }] });
    let body = ask(&running, &kari, many, outdated).await;
    assert_eq!(
        body["data"]["bulkSetSystemLabels"],
        json!({ "success": false, "errors": [] })
    );
    let body = ask(
        &running,
        &kari,
        many,
        json!({ "dialogs": [{ "dialogId": hidden }] }),
    )
    .await;
    let kind = &body["data"]["bulkSetSystemLabels"]["errors"][0]["__typename"];
    assert_eq!(kind, "BulkSetSystemLabelNotFound");
    let body = ask(
        &running,
        &kari,
        many,
        json!({ "dialogs": [{ "dialogId": id }] }),
    )
    .await;
    assert_eq!(body["data"]["bulkSetSystemLabels"]["success"], true);
}
