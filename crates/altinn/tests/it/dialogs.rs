//! Dialogs: searching, opening, filing, and what stands around them.

use fullmakt_altinn::dialogs::{BulkItem, DialogSearch, DialogTrouble, DialogUpdate, LabelChange};
use fullmakt_domain::Sensitive;
use fullmakt_domain::dialog::{ActionPriority, DialogStatus, Label};
use serde_json::{Value, json};
use uuid::Uuid;
use wiremock::ResponseTemplate;

use crate::world::World;

const ID: &str = "01913cd5-784f-7d3b-abef-4c77b1f0972d";
const REVISION: &str = "8a4c9a6a-7f0b-4b7c-9d9e-2f7a0e0c9b11";

fn id() -> Uuid {
    ID.parse().expect("a UUID")
}

fn row() -> Value {
    json!({
        "id": ID, "org": "skd", "serviceResource": "urn:altinn:resource:skd-mva",
        "serviceResourceType": "GenericAccessResource",
        "party": "urn:altinn:organization:identifier-no:313572773",
        "guiAttachmentCount": 2, "createdAt": "2026-08-20T07:15:02.1234567Z",
        "updatedAt": "2026-08-21T07:15:02.1234567Z", "contentUpdatedAt": "2026-08-22T07:15:02.1234567Z",
        "dueAt": "2026-11-26T22:59:59.0000000Z", "status": "RequiresAttention",
        "hasUnopenedContent": true, "isApiOnly": false,
        "fromServiceOwnerTransmissionsCount": 1, "fromPartyTransmissionsCount": 2,
        "content": {
            "title": {"value": [{"value": "Varsel", "languageCode": "nb"}], "mediaType": "text/plain"},
            "senderName": {"value": [{"value": "Skatteetaten Oslo", "languageCode": "nb"}], "mediaType": "text/plain"}
        },
        "seenSinceLastUpdate": [],
        "seenSinceLastContentUpdate": [{
            "id": ID, "seenAt": "2026-08-22T08:00:00.0000000Z", "isCurrentEndUser": true,
            "seenBy": {"actorType": "PartyRepresentative", "actorName": "HAUGEN KARI"}
        }],
        "isContentSeen": true,
        "endUserContext": {"revision": REVISION, "systemLabels": ["Archive", "MarkedAsUnopened"]},
        "somethingNew": {"a": 1}
    })
}

#[tokio::test]
async fn a_search_asks_for_what_it_should_and_reads_rows() {
    let page = json!({"items": [row(), {"id": "not-one"}], "hasNextPage": true,
        "continuationToken": "contentupdatedat_x,id_y", "orderBy": "contentupdatedat_asc,id_asc"});
    let world = World::answering(200, page).await;
    let search = DialogSearch {
        parties: vec!["urn:altinn:organization:identifier-no:313572773".into()],
        services: vec!["skd-mva".into()],
        content_updated_after: Some("2026-08-01T00:00:00Z".parse().unwrap()),
        content_updated_before: Some("2026-09-01T00:00:00Z".parse().unwrap()),
        ascending: true,
        token: Some("before".into()),
        limit: 1000,
    };
    let found = world.altinn.dialogs().search(&search).await.unwrap();
    let asked = world.asked().await;
    assert_eq!(asked.line(), "GET /dialogporten/api/v1/enduser/dialogs");
    asked.assert_authorised();
    for (name, value) in [
        ("party", "urn:altinn:organization:identifier-no:313572773"),
        ("serviceResource", "urn:altinn:resource:skd-mva"),
        ("contentUpdatedAfter", "2026-08-01T00:00:00Z"),
        ("contentUpdatedBefore", "2026-09-01T00:00:00Z"),
        ("excludeApiOnly", "true"),
        ("orderBy", "contentupdatedat_asc"),
        ("continuationToken", "before"),
        ("limit", "1000"),
    ] {
        assert_eq!(asked.query(name), [value], "{name}");
    }
    assert!(found.has_next);
    assert_eq!(found.token.as_deref(), Some("contentupdatedat_x,id_y"));
    assert_eq!(found.rows.len(), 1, "a row that cannot be read is left out");
    let row = &found.rows[0];
    assert_eq!((row.id, row.service.as_str()), (id(), "skd-mva"));
    assert_eq!(row.status, DialogStatus::RequiresAttention);
    assert!(row.labels.has(Label::Archive) && row.labels.has(Label::MarkedAsUnopened));
    assert!(!row.labels.has(Label::Default));
    assert_eq!(row.context_revision, REVISION.parse().ok());
    assert_eq!(
        row.seen[0].by.as_deref(),
        Some("HAUGEN KARI"),
        "names are shown as they come"
    );
    assert!(row.seen[0].is_me);
    assert_eq!((row.attachments, row.from_owner, row.from_party), (2, 1, 2));
}

#[tokio::test]
async fn opening_gives_the_dialog_and_its_token_and_is_sent_once() {
    let mut dialog = row();
    let more = json!({
        "revision": REVISION, "dialogToken": "head.body.signature",
        "attachments": [{"id": ID, "displayName": [{"value": "Vedtak.pdf", "languageCode": "nb"}],
            "urls": [{"id": ID, "url": "https://skd.example/a", "mediaType": "application/pdf", "consumerType": "Gui"}]}],
        "transmissions": [{"id": ID, "createdAt": "2026-08-22T07:15:02Z", "isAuthorized": false, "type": "Submission",
            "sender": {"actorType": "ServiceOwner"}, "content": {"title": {"value": [], "mediaType": "text/plain"}}}],
        "guiActions": [{"id": ID, "action": "write", "url": "https://skd.example/x", "isAuthorized": true,
            "isDeleteDialogAction": false, "priority": "Primary", "httpMethod": "POST",
            "title": [{"value": "Send inn", "languageCode": "nb"}]}],
        "apiActions": [{"name": "read", "endpoints": [{"url": "https://app.example/instances/1/2"}]}],
        "activities": [{"createdAt": "2026-08-22T07:15:02Z", "type": "BrandNewKind",
            "performedBy": {"actorType": "ServiceOwner"}}]
    });
    for (key, value) in more.as_object().unwrap() {
        dialog[key] = value.clone();
    }
    dialog["content"]["mainContentReference"] = json!({"value": [{"value": "https://skd.example/c", "languageCode": "nb"}],
        "mediaType": "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown", "isAuthorized": true});
    let world = World::answering(200, dialog).await;
    let opened = world.altinn.dialogs().open(id()).await.unwrap();
    assert_eq!(
        world.asked().await.line(),
        format!("GET /dialogporten/api/v1/enduser/dialogs/{ID}")
    );
    assert_eq!(
        opened.token.as_ref().unwrap().expose(),
        "head.body.signature"
    );
    assert!(
        !format!("{opened:?}").contains("signature"),
        "no token in what is logged"
    );
    let dialog = opened.dialog;
    assert_eq!(dialog.revision, REVISION.parse().ok());
    assert_eq!(dialog.row.attachments, 1);
    assert!(dialog.transmissions[0].is_from_party() && !dialog.transmissions[0].is_authorized);
    assert_eq!(dialog.actions[0].priority, ActionPriority::Primary);
    assert_eq!(dialog.actions[0].method, "POST");
    assert_eq!(dialog.activities[0].kind, "BrandNewKind");
    assert_eq!(dialog.api_urls[0].1, "https://app.example/instances/1/2");
    assert!(dialog.main_content.unwrap().is_authorized.unwrap());
}

#[tokio::test]
async fn a_server_fault_does_not_open_twice() {
    let world = World::answering(503, json!({})).await;
    let trouble = world.altinn.dialogs().open(id()).await.unwrap_err();
    assert!(
        matches!(trouble, DialogTrouble::Wait { after_s: None }),
        "{trouble:?}"
    );
    world.asked().await;
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let problem = |errors: Value| json!({"title": "x", "errors": errors});
    let low = problem(json!({"Forbidden": ["Altinn authentication level too low."]}));
    type Is = fn(&DialogTrouble) -> bool;
    let cases: Vec<(u16, Value, Is)> = vec![
        (404, problem(json!({"DialogEntity": ["x"]})), |t| {
            matches!(t, DialogTrouble::NotFound)
        }),
        (410, problem(json!({"DialogEntity": ["x"]})), |t| {
            matches!(t, DialogTrouble::Gone)
        }),
        (403, low, |t| matches!(t, DialogTrouble::LevelTooLow)),
        (403, problem(json!({"Forbidden": ["Forbidden"]})), |t| {
            matches!(t, DialogTrouble::NotAllowed)
        }),
        (
            403,
            json!({}),
            |t| matches!(t, DialogTrouble::Other(e) if e.is_refused_access()),
        ),
        (400, problem(json!({"Party.Count": ["x"]})), |t| {
            matches!(t, DialogTrouble::TooMany)
        }),
        (422, problem(json!({"Search": ["x"]})), |t| {
            matches!(t, DialogTrouble::TooBroad)
        }),
        (412, json!({}), |t| {
            matches!(t, DialogTrouble::RevisionMismatch)
        }),
        (409, json!({}), |t| matches!(t, DialogTrouble::Conflict)),
    ];
    for (status, body, is) in cases {
        let world = World::answering(status, body).await;
        let trouble = world.altinn.dialogs().open(id()).await.unwrap_err();
        assert!(is(&trouble), "{status}: {trouble:?}");
    }
    let later =
        ResponseTemplate::new(404).insert_header("expires", "Fri, 20 Nov 2026 12:00:00 GMT");
    let world = World::answering_raw(later).await;
    let trouble = world.altinn.dialogs().open(id()).await.unwrap_err();
    let DialogTrouble::NotVisibleYet { from: Some(from) } = trouble else {
        panic!("{trouble:?}");
    };
    assert_eq!(from.to_string(), "2026-11-20T12:00:00Z");
    let wait = ResponseTemplate::new(429).insert_header("retry-after", "17");
    let world = World::answering_raw(wait).await;
    let trouble = world.altinn.dialogs().open(id()).await.unwrap_err();
    assert!(
        matches!(trouble, DialogTrouble::Wait { after_s: Some(17) }),
        "{trouble:?}"
    );
}

#[tokio::test]
async fn labels_go_with_the_revision_that_was_seen() {
    let answer =
        ResponseTemplate::new(204).insert_header("etag", "5b1c9a6a-7f0b-4b7c-9d9e-2f7a0e0c9b22");
    let world = World::answering_raw(answer).await;
    let item = BulkItem {
        id: id(),
        revision: REVISION.parse().ok(),
    };
    let change = LabelChange {
        add: vec![Label::Archive],
        remove: vec![Label::MarkedAsUnopened],
    };
    let new = world
        .altinn
        .dialogs()
        .set_labels(item, &change)
        .await
        .unwrap();
    assert_eq!(
        new.unwrap().to_string(),
        "5b1c9a6a-7f0b-4b7c-9d9e-2f7a0e0c9b22"
    );
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        format!("PUT /dialogporten/api/v1/enduser/dialogs/{ID}/context/systemlabels")
    );
    assert_eq!(asked.0.headers["if-match"], REVISION);
    let body: Value = asked.0.body_json().unwrap();
    assert_eq!(
        body,
        json!({"addLabels": ["Archive"], "removeLabels": ["MarkedAsUnopened"]})
    );
}

#[tokio::test]
async fn a_bulk_change_names_every_revision() {
    let world = World::answering_raw(ResponseTemplate::new(204)).await;
    let items = [
        BulkItem {
            id: id(),
            revision: REVISION.parse().ok(),
        },
        BulkItem {
            id: Uuid::nil(),
            revision: None,
        },
    ];
    let change = LabelChange {
        add: vec![Label::Bin],
        remove: vec![],
    };
    world
        .altinn
        .dialogs()
        .set_labels_bulk(&items, &change)
        .await
        .unwrap();
    let asked = world.asked().await;
    assert_eq!(
        asked.line(),
        "POST /dialogporten/api/v1/enduser/dialogs/context/systemlabels/actions/bulkset"
    );
    let body: Value = asked.0.body_json().unwrap();
    assert_eq!(
        body["dialogs"],
        json!([{"dialogId": ID, "endUserContextRevision": REVISION}, {"dialogId": Uuid::nil()}])
    );
}

#[tokio::test]
async fn parties_are_laid_flat_and_never_shown_in_logs() {
    let list = json!({"authorizedParties": [
        {"party": "urn:altinn:person:identifier-no:12345678901", "partyUuid": ID, "isCurrentEndUser": true},
        {"party": "urn:altinn:organization:identifier-no:313572773", "partyUuid": REVISION,
         "hasOnlyAccessToSubParties": true,
         "subParties": [{"party": "urn:altinn:organization:identifier-no:310757632", "partyUuid": Uuid::max()}]}
    ]});
    let world = World::answering(200, list).await;
    let parties = world.altinn.dialogs().parties().await.unwrap();
    assert_eq!(parties.len(), 3);
    assert!(parties[0].is_me && parties[1].is_heading_only && !parties[2].is_heading_only);
    assert!(!format!("{parties:?}").contains("12345678901"));
}

#[tokio::test]
async fn services_come_without_prefix_and_with_their_fallback() {
    let list = json!({"isFullCatalogueFallback": true, "items": [{
        "serviceResource": {"id": "skd-mva", "minimumAuthenticationLevel": 3,
            "name": [{"value": "Mva-melding", "languageCode": "nb"}]},
        "serviceOwner": {"code": "skd", "name": [{"value": "Skatteetaten", "languageCode": "nb"}]}
    }]});
    let world = World::answering(200, list).await;
    let services = world.altinn.dialogs().services().await.unwrap();
    assert!(services.is_full_catalogue);
    assert_eq!(
        (
            services.items[0].id.as_str(),
            services.items[0].minimum_level
        ),
        ("skd-mva", 3)
    );
    assert_eq!(services.items[0].owner, "skd");
}

#[tokio::test]
async fn updates_of_the_open_dialog_come_by_its_own_token() {
    let stream = "event: next\ndata: {\"data\":{\"dialogEvents\":{\"id\":\"x\",\"type\":\"DIALOG_UPDATED\"}}}\n\n\
                  :\n\nevent: next\ndata: {\"data\":{\"dialogEvents\":{\"id\":\"x\",\"type\":\"DIALOG_DELETED\"}}}\n\n\
                  event: complete\ndata:\n\n";
    let world = World::answering_raw(
        ResponseTemplate::new(200).set_body_raw(stream, "text/event-stream; charset=utf-8"),
    )
    .await;
    let token = Sensitive::new("dialog-token".to_owned());
    let mut updates = world.altinn.dialogs().updates(id(), &token).await.unwrap();
    assert_eq!(updates.next().await.unwrap(), Some(DialogUpdate::Updated));
    assert_eq!(updates.next().await.unwrap(), Some(DialogUpdate::Deleted));
    assert_eq!(updates.next().await.unwrap(), None);
    let asked = world.asked().await;
    assert_eq!(asked.line(), "POST /dialogporten/graphql/stream");
    assert_eq!(asked.0.headers["authorization"], "Bearer dialog-token");
    let body: Value = asked.0.body_json().unwrap();
    let query = body["query"].as_str().unwrap();
    assert!(query.starts_with("subscription") && query.contains(&format!("dialogId: \"{ID}\"")));
}
