//! The way in: pushed and plain, narrowed, refused, late, too low, somebody else.

use std::time::Duration;

use fullmakt_auth::{AuthError, AuthState, Level, LoginRequest};
use jiff::SignedDuration;
use serde_json::json;

use crate::provider::CLIENT;
use crate::switches::{Push, Refresh};
use crate::world::{PARTIES, World, get, is_open, raw, request};

#[tokio::test]
async fn a_login_with_a_pushed_request_ends_in_tokens() {
    let world = World::new().await;
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    let attempt = world.begin().await;
    let pairs: Vec<_> = attempt.link().query_pairs().into_owned().collect();
    assert_eq!(pairs.len(), 2, "nothing else in the browser");
    assert_eq!(pairs[0], ("client_id".to_owned(), CLIENT.to_owned()));
    assert_eq!(pairs[1].0, "request_uri");
    drop(attempt);

    let login = world.sign_in().await;
    let pushed = world.provider.last_push();
    assert_eq!(pushed["scope"], format!("openid profile {PARTIES}"));
    assert_eq!(pushed["acr_values"], "idporten-loa-substantial");
    assert_eq!(pushed["ui_locales"], "nb");
    assert!(!pushed.contains_key("prompt") && !pushed.contains_key("client_secret"));
    assert_eq!((login.subject.as_str(), login.level), ("pairwise-kari", 3));
    assert!(login.has_refresh && login.scopes.contains(PARTIES));
    assert_eq!(world.auth.state(), AuthState::SignedIn(login));

    let token = world.auth.altinn_token().await.expect("a token");
    assert_eq!(token.expose().split('.').count(), 3);
    let me = world.auth.identity().await.expect("known");
    assert_eq!((me.party_id, me.user_id), (51_234_567, 20_012_345));
    assert_eq!(world.log.count("exchange"), 1, "one exchange for both");
    assert!(
        world
            .auth
            .id_porten_token()
            .await
            .expect("a token")
            .expose()
            .starts_with("access-")
    );
}

#[tokio::test]
async fn every_attempt_has_secrets_of_its_own() {
    let world = World::new().await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        drop(world.begin().await);
        let pushed = world.provider.last_push();
        for field in ["state", "nonce", "code_challenge"] {
            assert!(
                seen.insert(pushed[field].clone()),
                "{field} was used before"
            );
        }
    }
}

#[tokio::test]
async fn without_pushed_requests_the_plain_address_is_used() {
    for push in [Push::NotOffered, Push::InvalidClient { required: false }] {
        let world = World::new().await;
        world.provider.switches().push = push;
        let attempt = world.begin().await;
        let names: Vec<_> = attempt
            .link()
            .query_pairs()
            .map(|(name, _)| name.into_owned())
            .collect();
        for name in [
            "client_id",
            "state",
            "nonce",
            "code_challenge",
            "redirect_uri",
            "scope",
        ] {
            assert!(names.iter().any(|n| n == name), "{name}");
        }
        drop(attempt);
        world.sign_in().await;
    }
}

#[tokio::test]
async fn a_client_that_may_not_push_although_it_must_is_not_registered() {
    let world = World::new().await;
    world.provider.switches().push = Push::InvalidClient { required: true };
    let outcome = world.auth.begin(request()).await;
    assert_eq!(outcome.err(), Some(AuthError::ClientNotRegistered));
}

#[tokio::test]
async fn faults_show_before_a_browser_is_opened() {
    let world = World::new().await;
    for (status, code, error) in [
        (400, "invalid_scope", AuthError::InvalidScope),
        (400, "unauthorized_client", AuthError::ClientNotRegistered),
        (
            400,
            "invalid_request",
            AuthError::InvalidResponse("pushed request"),
        ),
        (503, "server_error", AuthError::ProviderNotAnswering),
    ] {
        world.provider.switches().push = Push::Error(status, code);
        assert_eq!(
            world.auth.begin(request()).await.err(),
            Some(error),
            "{code}"
        );
    }
    world.provider.switches().push = Push::Taken;
    world.sign_in().await;
}

#[tokio::test]
async fn metadata_that_leads_elsewhere_is_not_believed() {
    for (field, value, what) in [
        ("issuer", "https://idporten.no", "metadata issuer"),
        (
            "token_endpoint",
            "http://127.0.0.1:1/token",
            "metadata endpoint",
        ),
        (
            "jwks_uri",
            "https://evil.example/jwks.json",
            "metadata endpoint",
        ),
    ] {
        let world = World::new().await;
        world.provider.switches().metadata = Some(Box::new(move |doc| doc[field] = json!(value)));
        let outcome = world.auth.begin(request()).await;
        assert_eq!(
            outcome.err(),
            Some(AuthError::InvalidResponse(what)),
            "{field}"
        );
        assert_eq!(world.log.count("par"), 0);
    }
}

#[tokio::test]
async fn metadata_is_read_once_a_day() {
    let world = World::new().await;
    world.sign_in().await;
    world.clock.advance(23 * 3600);
    world.sign_in().await;
    assert_eq!(world.log.count("metadata"), 1);
    world.clock.advance(2 * 3600);
    world.sign_in().await;
    assert_eq!(world.log.count("metadata"), 2);
}

#[tokio::test]
async fn without_refresh_token_the_login_is_usable_until_its_tokens_die() {
    let world = World::new().await;
    world.provider.switches().refresh = Refresh::None;
    let login = world.sign_in().await;
    assert!(!login.has_refresh);
    world.auth.altinn_token().await.expect("usable");
    world.clock.advance(109);
    world.auth.altinn_token().await.expect("still usable");
    world.clock.advance(2);
    assert_eq!(
        world.auth.altinn_token().await.err(),
        Some(AuthError::LoginNeeded)
    );
    assert_eq!(world.auth.state(), AuthState::LoginNeeded(login.clone()));
    assert_eq!(world.log.count("refresh"), 0);
    // The next login of the same person goes through single sign-on.
    let again = LoginRequest {
        expected_subject: Some(login.subject),
        ..request()
    };
    world.sign_in_as(again).await.expect("signed in again");
    world.auth.altinn_token().await.expect("usable again");
}

#[tokio::test]
async fn granted_scopes_may_be_fewer_than_asked_for() {
    let world = World::new().await;
    world.provider.switches().granted = Some("openid profile".to_owned());
    let login = world.sign_in().await;
    assert!(!login.scopes.contains(PARTIES) && login.scopes.contains("openid"));

    world.provider.switches().granted = None;
    world.provider.switches().silent_scope = true;
    let login = world.sign_in().await;
    assert!(login.scopes.contains(PARTIES), "silence means as asked");
}

#[tokio::test]
async fn scopes_can_be_asked_for_late() {
    let world = World::new().await;
    let first = world.sign_in().await;
    let more = "altinn:accessmanagement/enduser:connections:toothers.read";
    let mut late = LoginRequest {
        expected_subject: Some(first.subject.clone()),
        ..request()
    };
    late.scopes.push(more.to_owned());
    let second = world.sign_in_as(late).await.expect("signed in");
    assert_eq!(second.subject, first.subject);
    assert!(second.scopes.contains(more) && !first.scopes.contains(more));
}

#[tokio::test]
async fn a_refusal_leaves_everything_as_it_was() {
    let world = World::new().await;
    for (error, outcome) in [
        ("access_denied", AuthError::Refused),
        ("invalid_scope", AuthError::InvalidScope),
        ("temporarily_unavailable", AuthError::ProviderNotAnswering),
    ] {
        world.provider.switches().callback_error = Some(error);
        assert_eq!(world.sign_in_as(request()).await, Err(outcome), "{error}");
        assert_eq!(world.auth.state(), AuthState::SignedOut);
    }
    world.provider.switches().callback_error = None;
    let login = world.sign_in().await;
    world.provider.switches().callback_error = Some("access_denied");
    assert_eq!(world.sign_in_as(request()).await, Err(AuthError::Refused));
    assert_eq!(
        world.auth.state(),
        AuthState::SignedIn(login),
        "the session before stays"
    );
}

#[tokio::test]
async fn nobody_coming_back_is_a_timeout_and_the_port_is_closed() {
    let world = World::new()
        .await
        .with_login_time(Duration::from_millis(300));
    let attempt = world.begin().await;
    let back = world.way_back(attempt.link()).await;
    assert!(is_open(back.port().expect("a port")).await);
    assert_eq!(attempt.finish().await, Err(AuthError::TimedOut));
    assert!(!is_open(back.port().expect("a port")).await);
}

#[tokio::test]
async fn five_minutes_is_what_the_browser_gets() {
    let world = World::new().await;
    let attempt = world.begin().await;
    use fullmakt_domain::Clock;
    assert_eq!(
        attempt.until(),
        world.clock.now() + SignedDuration::from_mins(5)
    );
}

#[tokio::test]
async fn one_attempt_at_a_time_and_a_cancelled_one_makes_room() {
    let world = World::new().await;
    let attempt = world.begin().await;
    let back = world.way_back(attempt.link()).await;
    assert_eq!(
        world.auth.begin(request()).await.err(),
        Some(AuthError::Busy)
    );
    let canceller = attempt.canceller();
    let finish = tokio::spawn(attempt.finish());
    canceller.cancel();
    assert_eq!(finish.await.expect("no panic"), Err(AuthError::Cancelled));
    assert!(!is_open(back.port().expect("a port")).await);
    // One that was cancelled but whose task has not noticed yet makes room too.
    let attempt = world.begin().await;
    attempt.canceller().cancel();
    world.sign_in().await;
    assert_eq!(attempt.finish().await, Err(AuthError::Cancelled));
    drop(world.begin().await);
}

#[tokio::test]
async fn another_person_is_refused_and_the_session_stays() {
    let world = World::new().await;
    let kari = world.sign_in().await;
    world.provider.switches().subject = "pairwise-ola".to_owned();
    world.log.clear();
    let again = LoginRequest {
        expected_subject: Some(kari.subject.clone()),
        ..request()
    };
    assert_eq!(world.sign_in_as(again).await, Err(AuthError::OtherPerson));
    assert_eq!(world.auth.state(), AuthState::SignedIn(kari));
    assert_eq!(world.log.count("vault.save"), 0);
    assert_eq!(world.log.count("revoke"), 1, "the unused login is revoked");
}

#[tokio::test]
async fn a_plain_login_may_be_anyone_and_never_mixes_two_people() {
    let world = World::new().await;
    world.sign_in().await;
    world.auth.altinn_token().await.expect("a token");
    world.provider.switches().subject = "pairwise-ola".to_owned();
    let ola = world.sign_in().await;
    assert_eq!(ola.subject, "pairwise-ola");
    world.log.clear();
    world.auth.identity().await.expect("asked anew");
    assert_eq!(
        world.log.count("exchange"),
        1,
        "nothing of the one before is left"
    );
}

#[tokio::test]
async fn a_step_up_asks_for_a_fresh_login_and_checks_that_it_is_one() {
    let world = World::new().await;
    world.sign_in().await;
    let step_up = || LoginRequest {
        level: Level::High,
        fresh: true,
        ..request()
    };
    let login = world.sign_in_as(step_up()).await.expect("stepped up");
    assert_eq!(login.level, 4);
    let pushed = world.provider.last_push();
    assert_eq!(
        (pushed["prompt"].as_str(), pushed["acr_values"].as_str()),
        ("login", "idporten-loa-high")
    );

    for early in [6, 600] {
        world.provider.switches().twist = Some(Box::new(move |claims| {
            claims["auth_time"] = json!(claims["auth_time"].as_i64().expect("a time") - early);
        }));
        assert_eq!(
            world.sign_in_as(step_up()).await,
            Err(AuthError::InvalidResponse("id_token auth_time")),
            "{early} s before the attempt"
        );
        world
            .sign_in_as(request())
            .await
            .expect("an older login will do where none was asked for");
    }
    world.provider.switches().twist = Some(Box::new(|claims| {
        claims
            .as_object_mut()
            .expect("an object")
            .remove("auth_time");
    }));
    assert_eq!(
        world.sign_in_as(step_up()).await,
        Err(AuthError::InvalidResponse("id_token auth_time"))
    );
}

#[tokio::test]
async fn a_machine_with_a_wrong_clock_can_sign_in() {
    for minutes in [-10, 10] {
        let world = World::new().await;
        world.provider.switches().ahead = SignedDuration::from_mins(minutes);
        world.sign_in().await;
        assert_eq!(
            world.auth.clock_ahead(),
            Some(SignedDuration::from_mins(minutes))
        );
        world.auth.altinn_token().await.expect("usable");
        world.clock.advance(109);
        world.log.clear();
        world.auth.altinn_token().await.expect("still usable");
        assert_eq!(
            world.log.count("exchange"),
            0,
            "lifetimes are reckoned on our clock"
        );
        world.clock.advance(2);
        world.auth.altinn_token().await.expect("renewed");
        assert_eq!(
            (world.log.count("refresh"), world.log.count("exchange")),
            (1, 1)
        );
    }
}

#[tokio::test]
async fn the_page_is_in_the_persons_language() {
    let world = World::new().await;
    for (locale, words) in [
        ("nb", "fortsette"),
        ("nn", "halde fram"),
        ("en", "go on in"),
    ] {
        let ask = LoginRequest {
            ui_locale: locale.to_owned(),
            ..request()
        };
        let attempt = world.auth.begin(ask).await.expect("begun");
        let back = world.way_back(attempt.link()).await;
        let finish = tokio::spawn(attempt.finish());
        let page = raw(back.port().expect("a port"), get(&back).as_bytes()).await;
        assert!(
            page.contains(words) && page.contains(&format!("lang=\"{locale}\"")),
            "{page}"
        );
        finish.await.expect("no panic").expect("signed in");
    }
}
