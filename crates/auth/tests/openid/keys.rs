//! The provider changes its keys.

use fullmakt_auth::{AuthError, AuthState};

use crate::app::{World, request};
use crate::person::Visit;

#[tokio::test]
async fn keys_that_change_between_login_and_renewal_are_read_anew() {
    let mut world = World::new();
    let login = world.sign_in().await;
    world.provider.roll_over().await;
    world.run_out();
    world.auth.id_porten_token().await.expect("renewed");
    assert_eq!(world.auth.state(), AuthState::SignedIn(login));
    assert_eq!(world.provider.asked("jwks").await.len(), 2);
    world.sign_in().await;
    assert_eq!(
        world.provider.asked("jwks").await.len(),
        2,
        "the keys that are in use now are known"
    );
}

#[tokio::test]
async fn keys_are_not_asked_for_again_within_a_minute() {
    let mut world = World::new();
    world.sign_in().await;
    world.provider.roll_over().await;
    for _ in 0..2 {
        assert_eq!(
            world.sign_in_as(request(), Visit::default()).await,
            Err(AuthError::InvalidResponse("id_token kid"))
        );
    }
    assert_eq!(world.provider.asked("jwks").await.len(), 1);
    world.clock.advance(61);
    world.sign_in().await;
    assert_eq!(world.provider.asked("jwks").await.len(), 2);
}
