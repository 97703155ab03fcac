//! The exchange: 200 in two spellings, 401, 403 and outages told apart.

use std::collections::VecDeque;

use fullmakt_auth::{AuthError, AuthState};

use crate::switches::Exchange;
use crate::world::World;

/// A session that has not been to Altinn yet.
async fn signed_in(answers: &[Exchange]) -> World {
    let world = World::new().await;
    world.sign_in().await;
    world.provider.switches().exchange = VecDeque::from(answers.to_vec());
    world.log.clear();
    world
}

#[tokio::test]
async fn a_quoted_token_is_a_token() {
    let world = signed_in(&[Exchange::Quoted]).await;
    let token = world.auth.altinn_token().await.expect("a token");
    assert!(!token.expose().contains('"'));
    assert!(world.auth.identity().await.is_ok());
}

#[tokio::test]
async fn the_token_is_kept_until_ten_seconds_before_it_dies() {
    let world = signed_in(&[Exchange::Token]).await;
    let first = world.auth.altinn_token().await.expect("a token");
    world.clock.advance(109);
    let same = world.auth.altinn_token().await.expect("a token");
    assert_eq!(same.expose(), first.expose());
    world.clock.advance(1);
    let next = world.auth.altinn_token().await.expect("a token");
    assert_ne!(next.expose(), first.expose());
    assert_eq!(
        (world.log.count("exchange"), world.log.count("refresh")),
        (2, 1)
    );
}

#[tokio::test]
async fn a_403_means_that_no_scope_fits() {
    let world = signed_in(&[Exchange::Status(403)]).await;
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::NoAltinnScope)
    );
    assert_eq!(
        world.log.count("exchange"),
        1,
        "asking again would not help"
    );
    assert!(matches!(world.auth.state(), AuthState::SignedIn(_)));
    world
        .auth
        .id_porten_token()
        .await
        .expect("ID-porten's own token is still good");
}

#[tokio::test]
async fn a_401_for_a_valid_token_is_not_believed_at_once() {
    let world = signed_in(&[
        Exchange::Status(401),
        Exchange::Status(401),
        Exchange::Token,
    ])
    .await;
    world.auth.altinn_token().await.expect("the third time");
    assert_eq!(world.log.count("exchange"), 3);
}

#[tokio::test]
async fn a_401_that_stays_is_an_outage_and_never_drops_the_login() {
    let world = signed_in(&[Exchange::Token]).await;
    world
        .auth
        .altinn_token()
        .await
        .expect("Altinn knows this person");
    world.clock.advance(115);
    world.provider.switches().exchange = VecDeque::from([Exchange::Status(401)]);
    world.log.clear();
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::AltinnNotAnswering)
    );
    assert_eq!(world.log.count("exchange"), 3);
    world.clock.advance(61);
    let again = world.auth.altinn_token().await;
    assert_eq!(
        again.err(),
        Some(AuthError::AltinnNotAnswering),
        "the person was known before"
    );
    assert!(matches!(world.auth.state(), AuthState::SignedIn(_)));
    world.provider.switches().exchange = VecDeque::from([Exchange::Token]);
    world.auth.altinn_token().await.expect("the outage is over");
}

#[tokio::test]
async fn somebody_whom_altinn_never_took_is_said_to_be_unknown_after_a_while() {
    let world = signed_in(&[Exchange::Status(401)]).await;
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::AltinnNotAnswering)
    );
    world.clock.advance(60);
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::PersonUnknown)
    );
    assert!(matches!(world.auth.state(), AuthState::SignedIn(_)));
}

#[tokio::test]
async fn statuses_of_an_outage_are_an_outage() {
    for status in [429, 500, 503] {
        let world = signed_in(&[Exchange::Status(status)]).await;
        let outcome = world.auth.altinn_token().await;
        assert_eq!(
            outcome.err(),
            Some(AuthError::AltinnNotAnswering),
            "{status}"
        );
    }
    let world = signed_in(&[Exchange::Status(410)]).await;
    let outcome = world.auth.altinn_token().await;
    assert_eq!(outcome.err(), Some(AuthError::InvalidResponse("exchange")));
}

#[tokio::test]
async fn short_lived_tokens_are_used_while_they_live() {
    let world = World::new().await;
    world.provider.switches().access_lifetime = 5;
    world.sign_in().await;
    world.log.clear();
    world
        .auth
        .altinn_token()
        .await
        .expect("renewed and exchanged");
    assert_eq!(
        (world.log.count("refresh"), world.log.count("exchange")),
        (1, 1)
    );
}
