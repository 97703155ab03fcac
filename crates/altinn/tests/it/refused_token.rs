//! 401 to a token whose time is not up: renewed once, a read sent once more, a write never.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use fullmakt_altinn::{AltinnError, TokenError, TokenSource};
use fullmakt_domain::Sensitive;
use serde_json::json;
use wiremock::matchers::{any, header};
use wiremock::{Mock, ResponseTemplate};

use crate::world::World;

/// Gives `token-0`, and the next one after each refusal of the one that it gives.
#[derive(Default)]
struct Renewing {
    renewals: AtomicUsize,
    refused: Mutex<Vec<String>>,
}

impl Renewing {
    fn now(&self) -> String {
        format!("token-{}", self.renewals.load(Ordering::SeqCst))
    }

    fn refused(&self) -> Vec<String> {
        self.refused.lock().expect("free").clone()
    }
}

#[async_trait]
impl TokenSource for Renewing {
    async fn altinn_token(&self) -> Result<Sensitive<String>, TokenError> {
        Ok(Sensitive::new(self.now()))
    }

    fn token_refused(&self, token: &Sensitive<String>) {
        let mut refused = self.refused.lock().expect("free");
        if *token.expose() == self.now() {
            self.renewals.fetch_add(1, Ordering::SeqCst);
            refused.push(token.expose().clone());
        }
    }
}

async fn world() -> (World, Arc<Renewing>) {
    let tokens = Arc::new(Renewing::default());
    let world = World::with_tokens(Arc::clone(&tokens) as Arc<dyn TokenSource>).await;
    (world, tokens)
}

/// A platform that honours one token only.
async fn honours(world: &World, token: &str) {
    world.answer(ResponseTemplate::new(401)).await;
    Mock::given(header("authorization", format!("Bearer {token}").as_str()))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!([])))
        .with_priority(1)
        .mount(&world.platform)
        .await;
}

/// The tokens of all calls, in order.
async fn sent(world: &World) -> Vec<String> {
    let calls = world.platform.received_requests().await;
    let token = |call: &wiremock::Request| {
        let value = call.headers.get("authorization").expect("a token");
        let value = value.to_str().expect("text");
        value.trim_start_matches("Bearer ").to_owned()
    };
    calls.expect("recording is on").iter().map(token).collect()
}

#[tokio::test]
async fn a_read_is_sent_once_more_with_the_renewed_token() {
    let (world, tokens) = world().await;
    honours(&world, "token-1").await;
    world.altinn.system_users().list(1).await.expect("read");
    assert_eq!(sent(&world).await, ["token-0", "token-1"]);
    assert_eq!(tokens.refused(), ["token-0"]);
}

#[tokio::test]
async fn a_write_is_never_sent_twice_and_the_next_call_has_a_new_token() {
    let (world, tokens) = world().await;
    honours(&world, "token-1").await;
    let id = uuid::Uuid::from_u128(7);
    let failed = world.altinn.system_users().delete(1, id).await;
    assert!(matches!(failed, Err(AltinnError::Unauthorized)));
    assert_eq!(sent(&world).await, ["token-0"]);
    assert_eq!(tokens.refused(), ["token-0"]);
    world.altinn.system_users().list(1).await.expect("read");
    assert_eq!(sent(&world).await, ["token-0", "token-1"]);
}

#[tokio::test]
async fn a_renewed_token_that_is_refused_too_is_not_renewed_again() {
    let (world, tokens) = world().await;
    honours(&world, "another").await;
    for _ in 0..3 {
        let failed = world.altinn.system_users().list(1).await;
        assert!(matches!(failed, Err(AltinnError::Unauthorized)));
    }
    assert_eq!(
        sent(&world).await,
        ["token-0", "token-1", "token-1", "token-1"]
    );
    assert_eq!(tokens.refused(), ["token-0"]);
}

#[tokio::test]
async fn many_refusals_of_one_token_are_one_renewal() {
    let (world, tokens) = world().await;
    honours(&world, "token-1").await;
    let reads = (0..8).map(|_| {
        let altinn = world.altinn.clone();
        tokio::spawn(async move { altinn.system_users().list(1).await })
    });
    for read in reads.collect::<Vec<_>>() {
        read.await.expect("no panic").expect("read");
    }
    assert_eq!(tokens.refused(), ["token-0"]);
    let sent = sent(&world).await;
    assert_eq!(sent.iter().filter(|t| *t == "token-1").count(), 8);
}

#[tokio::test]
async fn other_refusals_say_nothing_of_the_token() {
    let rights = json!({"status": 401, "code": "AUTH-00023"});
    for answer in [
        ResponseTemplate::new(401).set_body_json(rights),
        ResponseTemplate::new(403),
        ResponseTemplate::new(500),
    ] {
        let (world, tokens) = world().await;
        world.answer(answer).await;
        let id = uuid::Uuid::from_u128(7);
        let failed = world.altinn.system_users().delete(1, id).await;
        assert!(!matches!(failed, Err(AltinnError::Unauthorized)));
        assert!(tokens.refused().is_empty());
    }
}

#[tokio::test]
async fn where_there_is_no_other_token_nothing_is_sent_again() {
    let world = World::new().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(401))
        .expect(1)
        .mount(&world.platform)
        .await;
    let failed = world.altinn.system_users().list(1).await;
    assert!(matches!(failed, Err(AltinnError::Unauthorized)));
}
