//! Another person signs in over the one who is there: a token is given to nobody but the person it was asked for.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use async_trait::async_trait;
use fullmakt_auth::{AuthError, AuthState, TokenVault, VaultError, headless};
use fullmakt_domain::Sensitive;
use tokio::sync::Notify;

use crate::vault::TestVault;
use crate::world::{World, auth};

/// A vault that takes its time.
struct Slow {
    vault: Arc<TestVault>,
    is_slow: AtomicBool,
    reached: Notify,
    go_on: Notify,
}

#[async_trait]
impl TokenVault for Slow {
    async fn load(&self) -> Result<Option<Sensitive<Vec<u8>>>, VaultError> {
        self.vault.load().await
    }

    async fn save(&self, bytes: Sensitive<Vec<u8>>) -> Result<(), VaultError> {
        if self.is_slow.swap(false, Ordering::SeqCst) {
            self.reached.notify_one();
            self.go_on.notified().await;
        }
        self.vault.save(bytes).await
    }

    async fn clear(&self) -> Result<(), VaultError> {
        self.vault.clear().await
    }
}

#[tokio::test]
async fn who_waited_for_a_token_is_not_given_the_next_persons() {
    let world = World::new().await;
    let slow = Arc::new(Slow {
        vault: Arc::clone(&world.vault),
        is_slow: AtomicBool::new(false),
        reached: Notify::new(),
        go_on: Notify::new(),
    });
    let vault = Arc::clone(&slow) as Arc<dyn TokenVault>;
    let world = World {
        auth: auth(&world.provider, &world.net, vault),
        ..world
    };
    world.sign_in().await;

    world.provider.switches().subject = "pairwise-ola".to_owned();
    slow.is_slow.store(true, Ordering::SeqCst);
    let attempt = world.begin().await;
    let link = attempt.link().clone();
    let finish = tokio::spawn(attempt.finish());
    headless::visit(&world.net, &link).await.expect("sent back");
    slow.reached.notified().await;
    let mut asked = Box::pin(world.auth.altinn_token());
    let waits = poll_fn(|cx| Poll::Ready(asked.as_mut().poll(cx).is_pending())).await;
    assert!(waits, "while the login is being kept");
    slow.go_on.notify_one();
    let login = finish.await.expect("no panic").expect("signed in");
    assert_eq!(login.subject, "pairwise-ola");
    assert_eq!(asked.await.err(), Some(AuthError::LoginNeeded));
    world.auth.altinn_token().await.expect("one's own");
}

#[tokio::test]
async fn a_complete_login_leaves_the_session_as_it_was_until_it_is_taken() {
    let world = World::new().await;
    let first = world.sign_in().await;
    world.provider.switches().subject = "pairwise-ola".to_owned();
    let attempt = world.begin().await;
    let link = attempt.link().clone();
    let complete = tokio::spawn(attempt.complete());
    headless::visit(&world.net, &link).await.expect("sent back");
    let completed = complete.await.expect("no panic").expect("complete");
    assert_eq!(completed.subject(), "pairwise-ola");
    assert!(!completed.is_given_up());
    assert_eq!(world.auth.state(), AuthState::SignedIn(first));
    let login = completed.adopt().await.expect("signed in");
    assert_eq!(login.subject, "pairwise-ola");
    assert_eq!(world.auth.state(), AuthState::SignedIn(login));
}
