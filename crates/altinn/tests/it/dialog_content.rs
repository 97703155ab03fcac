//! Embeds, attachments, actions and Altinn Melding: where a dialog token goes, and where it does not.

use fullmakt_altinn::{ActionAnswer, ContentError};
use fullmakt_domain::Sensitive;
use serde_json::json;
use uuid::Uuid;
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::world::World;

fn token() -> Sensitive<String> {
    Sensitive::new("dialog-token".to_owned())
}

#[tokio::test]
async fn an_embed_is_read_with_the_dialogs_own_token() {
    let owner = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_raw("# Vedtak", "text/plain"))
        .mount(&owner)
        .await;
    let world = World::new().await;
    let url = format!("{}/content", owner.uri());
    let found = world
        .altinn
        .dialog_content()
        .embed(&url, &token(), "nb, nn;q=0.9, en;q=0.8")
        .await
        .unwrap();
    assert_eq!(found.bytes, b"# Vedtak");
    assert_eq!(found.media_type.as_deref(), Some("text/plain"));
    let asked = owner.received_requests().await.unwrap();
    assert_eq!(asked[0].headers["authorization"], "Bearer dialog-token");
    assert_eq!(
        asked[0].headers["accept-language"],
        "nb, nn;q=0.9, en;q=0.8"
    );
}

#[tokio::test]
async fn the_token_does_not_follow_to_another_origin() {
    let (owner, other) = (MockServer::start().await, MockServer::start().await);
    Mock::given(path("/content"))
        .respond_with(
            ResponseTemplate::new(302).insert_header("location", format!("{}/moved", other.uri())),
        )
        .mount(&owner)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_string("x"))
        .mount(&other)
        .await;
    let world = World::new().await;
    let url = format!("{}/content", owner.uri());
    world
        .altinn
        .dialog_content()
        .embed(&url, &token(), "nb")
        .await
        .unwrap();
    let asked = other.received_requests().await.unwrap();
    assert!(
        !asked[0].headers.contains_key("authorization"),
        "the token stays where it belongs"
    );
}

#[tokio::test]
async fn redirects_end() {
    let owner = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(302).insert_header("location", "/again"))
        .mount(&owner)
        .await;
    let world = World::new().await;
    let url = format!("{}/content", owner.uri());
    let error = world
        .altinn
        .dialog_content()
        .embed(&url, &token(), "nb")
        .await
        .unwrap_err();
    assert!(matches!(error, ContentError::BrowserOnly));
    assert_eq!(owner.received_requests().await.unwrap().len(), 6);
}

#[tokio::test]
async fn addresses_that_are_not_followed() {
    let world = World::new().await;
    for url in [
        "urn:dialogporten:unauthorized",
        "urn:dialogporten:expired",
        "http://skatteetaten.no/x",
        "https://10.0.0.1/x",
        "https://router.lan/x",
        "https://user:pass@skatteetaten.no/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "x",
    ] {
        let error = world
            .altinn
            .dialog_content()
            .embed(url, &token(), "nb")
            .await
            .unwrap_err();
        assert!(
            matches!(error, ContentError::AddressNotFollowed),
            "{url}: {error:?}"
        );
    }
}

#[tokio::test]
async fn a_download_that_leads_to_a_login_is_for_the_browser() {
    let world = World::answering_raw(
        ResponseTemplate::new(302).insert_header("location", "https://login.example/"),
    )
    .await;
    let url = format!("{}/correspondence/api/v1/x/download", world.platform.uri());
    let error = world
        .altinn
        .dialog_content()
        .attachment(&url, &token())
        .await
        .unwrap_err();
    assert!(matches!(error, ContentError::BrowserOnly));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    type Is = fn(&ContentError) -> bool;
    let cases: Vec<(u16, serde_json::Value, Is)> = vec![
        (401, json!({}), |e| matches!(e, ContentError::TokenRefused)),
        (401, json!({"errorCode": 4001}), |e| {
            matches!(e, ContentError::NoRight)
        }),
        (403, json!({}), |e| matches!(e, ContentError::NoRight)),
        (404, json!({"errorCode": 1001}), |e| {
            matches!(e, ContentError::NotFound)
        }),
        (400, json!({"errorCode": 1026}), |e| {
            matches!(e, ContentError::Refused { code: 1026 })
        }),
        (
            422,
            json!({"deletionAllowedAt": "2026-12-01T00:00:00Z"}),
            |e| matches!(e, ContentError::TooEarly { from: Some(_) }),
        ),
        (422, json!({}), |e| {
            matches!(e, ContentError::Other(_)) && !e.may_have_arrived()
        }),
        (
            500,
            json!({"code": "CORR-09000", "errorCode": 9000}),
            ContentError::may_have_arrived,
        ),
    ];
    for (status, body, is) in cases {
        let world = World::answering(status, body).await;
        let url = format!("{}/action", world.platform.uri());
        let error = world
            .altinn
            .dialog_content()
            .act("DELETE", &url, &token())
            .await
            .unwrap_err();
        assert!(is(&error), "{status}: {error:?}");
    }
}

#[tokio::test]
async fn done_and_accepted_are_told_apart() {
    for (status, wanted) in [(204, ActionAnswer::Done), (202, ActionAnswer::Accepted)] {
        let world = World::answering_raw(ResponseTemplate::new(status)).await;
        let url = format!("{}/action", world.platform.uri());
        let answer = world
            .altinn
            .dialog_content()
            .act("POST", &url, &token())
            .await
            .unwrap();
        assert_eq!(answer, wanted);
        assert_eq!(world.asked().await.line(), "POST /action");
    }
}

#[tokio::test]
async fn a_message_is_known_by_its_address_on_the_platform_only() {
    let world = World::new().await;
    let id = Uuid::from_u128(7);
    let path = format!("/correspondence/api/v1/correspondence/{id}/content");
    let content = world.altinn.dialog_content();
    assert_eq!(
        content.melding_id(&format!("{}{path}", world.platform.uri())),
        Some(id)
    );
    assert_eq!(
        content.melding_id(&format!("https://elsewhere.example{path}")),
        None
    );
    let reminder = "/correspondence/api/v1/confidential-reminders?languageCode=nb";
    assert_eq!(
        content.melding_id(&format!("{}{reminder}", world.platform.uri())),
        None
    );
}

#[tokio::test]
async fn a_confirmation_is_found_behind_a_later_download() {
    let world = World::answering(
        200,
        json!({
            "status": "AttachmentsDownloaded", "isConfirmationNeeded": true,
            "statusHistory": [
                {"status": "Read", "statusChanged": "2026-08-20T07:00:00Z"},
                {"status": "Confirmed", "statusChanged": "2026-08-20T07:01:00Z"},
                {"status": "AttachmentsDownloaded", "statusChanged": "2026-08-20T07:02:00Z"}
            ]
        }),
    )
    .await;
    let facts = world
        .altinn
        .dialog_content()
        .melding(Uuid::nil(), &token())
        .await
        .unwrap();
    assert!(facts.confirmation_needed);
    assert_eq!(
        facts.confirmed_at.unwrap().to_string(),
        "2026-08-20T07:01:00Z"
    );
    assert_eq!(facts.read_at.unwrap().to_string(), "2026-08-20T07:00:00Z");
}
