//! How calls fail, the same way for every service.

use std::sync::Arc;

use fullmakt_altinn::{AltinnError, TokenError};
use fullmakt_net::NetError;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::world::World;

async fn error(answer: ResponseTemplate) -> AltinnError {
    let world = World::answering_raw(answer).await;
    let outcome = world.altinn.system_users().list(1).await;
    outcome.expect_err("the answer is no success")
}

#[tokio::test]
async fn empty_answers_are_told_apart_by_their_status() {
    assert!(matches!(
        error(ResponseTemplate::new(401)).await,
        AltinnError::Unauthorized
    ));
    assert!(matches!(
        error(ResponseTemplate::new(403)).await,
        AltinnError::Forbidden
    ));
    assert!(matches!(
        error(ResponseTemplate::new(404)).await,
        AltinnError::NotFound
    ));
    assert!(matches!(
        error(ResponseTemplate::new(410)).await,
        AltinnError::NotFound
    ));
    assert!(matches!(
        error(ResponseTemplate::new(500)).await,
        AltinnError::ServerError { status: 500 }
    ));
    assert!(matches!(
        error(ResponseTemplate::new(400)).await,
        AltinnError::Problem {
            status: 400,
            code: None,
            ..
        }
    ));
}

#[tokio::test]
async fn pages_in_place_of_problems_change_nothing() {
    let page = "<html>Access denied</html>";
    let denied = error(ResponseTemplate::new(403).set_body_string(page)).await;
    assert!(matches!(denied, AltinnError::Forbidden));
    let down = error(ResponseTemplate::new(500).set_body_string(page)).await;
    assert!(matches!(down, AltinnError::ServerError { .. }));
    let plain = json!({"title": "System Owner not Found", "status": 404});
    let gone = error(ResponseTemplate::new(404).set_body_json(plain)).await;
    assert!(matches!(gone, AltinnError::NotFound));
}

#[tokio::test]
async fn redirects_are_not_followed_and_no_success() {
    let answer = ResponseTemplate::new(302).insert_header("location", "http://127.0.0.1:1/login");
    assert!(matches!(
        error(answer).await,
        AltinnError::ServerError { status: 302 }
    ));
}

#[tokio::test]
async fn a_wait_that_was_asked_for_is_handed_on() {
    let long = ResponseTemplate::new(429).insert_header("retry-after", "600");
    assert!(matches!(
        error(long).await,
        AltinnError::RateLimited {
            after_s: Some(600),
            code: None
        }
    ));
    let body = json!({"status": 429, "code": "AM-00026"});
    let coded = ResponseTemplate::new(429)
        .insert_header("retry-after", "3600")
        .set_body_json(body);
    let coded = error(coded).await;
    assert_eq!(coded.code(), Some("AM-00026"), "what was counted");
    assert!(matches!(
        coded,
        AltinnError::RateLimited {
            after_s: Some(3600),
            ..
        }
    ));
}

#[tokio::test]
async fn several_problems_at_once_give_the_first_ones_code() {
    let body = json!({"status": 500, "code": "STD-00001", "problems": [{"code": "AM-00028", "status": 400}]});
    let failed = error(ResponseTemplate::new(500).set_body_json(body)).await;
    assert_eq!(failed.code(), Some("AM-00028"));
    let binding = json!({"title": "One or more validation errors occurred.", "status": 400,
        "errors": {"from": ["The from field is required."]}, "traceId": "00-xyz"});
    let failed = error(ResponseTemplate::new(400).set_body_json(binding)).await;
    assert_eq!((failed.code(), failed.trace_id()), (None, Some("00-xyz")));
}

#[tokio::test]
async fn garbage_in_a_success_is_unreadable() {
    for body in ["{\"a\":", "[{\"id\":1},", "not json", "{}"] {
        let failed = error(ResponseTemplate::new(200).set_body_string(body)).await;
        assert!(
            matches!(
                failed,
                AltinnError::Unreadable {
                    what: "system_users_list"
                }
            ),
            "{body}: {failed:?}"
        );
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let broken: Arc<dyn std::error::Error + Send + Sync> = Arc::new(std::io::Error::other("vault"));
    for token in [
        TokenError::LoginNeeded,
        TokenError::Other("x".into()),
        TokenError::Source(broken),
    ] {
        let world = World::with_token(Err(token)).await;
        let failed = world.altinn.system_users().list(1).await.unwrap_err();
        assert!(matches!(failed, AltinnError::Token(_)), "{failed:?}");
        assert!(!failed.may_have_arrived());
        assert!(world.platform.received_requests().await.unwrap().is_empty());
    }
    let world = World::with_token(Err(TokenError::LoginNeeded)).await;
    world
        .answer(ResponseTemplate::new(200).set_body_json(json!({"orgs": {}})))
        .await;
    assert!(
        world.altinn.catalogue().orgs().await.is_ok(),
        "open data needs none"
    );
}

#[tokio::test]
async fn a_cut_after_sending_leaves_the_outcome_of_a_write_open() {
    // A server that takes the request and hangs up.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        use tokio::io::AsyncReadExt;
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut head = [0; 1024];
        assert!(socket.read(&mut head).await.unwrap() > 0);
    });
    let altinn = crate::world::client(&base, &base);
    let failed = altinn
        .system_users()
        .delete(1, uuid::Uuid::from_u128(7))
        .await
        .unwrap_err();
    server.await.unwrap();
    assert!(
        matches!(failed, AltinnError::Net(NetError::Cut { sent: true })),
        "{failed:?}"
    );
    assert!(failed.may_have_arrived());
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_offline() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let failed = crate::world::client(&base, &base)
        .system_users()
        .list(1)
        .await
        .unwrap_err();
    assert!(
        matches!(failed, AltinnError::Net(NetError::Offline)),
        "{failed:?}"
    );
    assert!(!failed.may_have_arrived());
}

#[tokio::test]
async fn errors_show_neither_token_nor_address() {
    let world = World::answering(
        409,
        json!({"status": 409, "code": "AUTH-00013", "title": "x"}),
    )
    .await;
    let failed = world
        .altinn
        .system_users()
        .list(51_234_567)
        .await
        .unwrap_err();
    let text = format!("{failed:?} {failed}");
    assert!(
        !text.contains(crate::world::TOKEN) && !text.contains("51234567"),
        "{text}"
    );
    assert!(failed.to_string().contains("AUTH-00013"));
    assert_eq!(format!("{:?}", world.altinn), "Altinn { .. }");
}
