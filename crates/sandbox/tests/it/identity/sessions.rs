//! Single sign-on, `prompt`, step-up, and other persons.

use super::login::{Attempt, Browser, FIRST_SCOPES, PERSON, login_id, page, redeem, text};
use super::running::{Running, claims, json, location, parameter};

const SUBSTANTIAL: &str = "idporten-loa-substantial";
const HIGH: &str = "idporten-loa-high";

/// A browser in which Kari has logged in at this level.
async fn signed_in(sandbox: &Running, level: &str) -> Browser {
    let mut browser = Browser::default();
    let persons = browser
        .open(sandbox, &Attempt::new("openid").address())
        .await;
    let persons = page(persons).await;
    location(&browser.choose_kari(sandbox, &persons, level).await);
    browser
}

fn error_of(back: &reqwest::Response) -> Option<String> {
    parameter(&location(back), "error")
}

#[tokio::test]
async fn a_second_login_shows_no_page_and_keeps_the_time_of_the_first() {
    let sandbox = Running::start().await;
    let first = sandbox.now();
    let mut browser = signed_in(&sandbox, HIGH).await;
    sandbox.advance(600);
    let back = location(
        &browser
            .open(&sandbox, &Attempt::new("openid").address())
            .await,
    );
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    let id_token = claims(text(&tokens, "id_token"));
    assert!((first..first + 60).contains(&id_token["auth_time"].as_i64().expect("auth_time")));
    assert!(id_token["iat"].as_i64().expect("iat") >= first + 600);
}

#[tokio::test]
async fn the_session_ends_after_half_an_hour_without_use_and_after_its_longest_life() {
    let sandbox = Running::with(|config| {
        config.sso_idle_s = 1800;
        config.sso_absolute_s = 7200;
    })
    .await;
    let silent = Attempt::new("openid").set("prompt", "none").address();
    let mut browser = signed_in(&sandbox, HIGH).await;
    sandbox.advance(1700);
    assert_eq!(error_of(&browser.open(&sandbox, &silent).await), None);
    sandbox.advance(1800);
    let idle = browser.open(&sandbox, &silent).await;
    assert_eq!(error_of(&idle).as_deref(), Some("login_required"));

    let mut browser = signed_in(&sandbox, HIGH).await;
    for _ in 0..4 {
        sandbox.advance(1700);
        assert_eq!(error_of(&browser.open(&sandbox, &silent).await), None);
    }
    sandbox.advance(401);
    let old = browser.open(&sandbox, &silent).await;
    assert_eq!(error_of(&old).as_deref(), Some("login_required"));
}

/// The portal's logout after a decision: the single sign-on of every tab ends, and the browser goes on to the portal's
/// own pages and nowhere else.
#[tokio::test]
async fn altinns_logout_ends_the_session_and_goes_on() {
    let sandbox = Running::start().await;
    let silent = Attempt::new("openid").set("prompt", "none").address();
    let mut browser = signed_in(&sandbox, HIGH).await;
    assert_eq!(error_of(&browser.open(&sandbox, &silent).await), None);
    let out = "/idporten/login/altinn?goto=/accessmanagement/ui/loggedout";
    let next = location(&browser.open(&sandbox, out).await);
    assert_eq!(next.path(), "/accessmanagement/ui/loggedout");
    let after = browser.open(&sandbox, &silent).await;
    assert_eq!(error_of(&after).as_deref(), Some("login_required"));
    let elsewhere = "/idporten/login/altinn?goto=https://evil.example/";
    assert_eq!(browser.open(&sandbox, elsewhere).await.status(), 200);
}

#[tokio::test]
async fn prompt_none_never_shows_a_page() {
    let sandbox = Running::start().await;
    let silent = Attempt::new(FIRST_SCOPES).set("prompt", "none").address();
    let stranger = Browser::default().open(&sandbox, &silent).await;
    assert_eq!(error_of(&stranger).as_deref(), Some("login_required"));
    let mut browser = signed_in(&sandbox, SUBSTANTIAL).await;
    let unconsented = browser.open(&sandbox, &silent).await;
    assert_eq!(error_of(&unconsented).as_deref(), Some("consent_required"));
    let stronger = Attempt::new("openid")
        .set("prompt", "none")
        .set("acr_values", HIGH)
        .address();
    let weak = browser.open(&sandbox, &stronger).await;
    assert_eq!(error_of(&weak).as_deref(), Some("login_required"));
}

#[tokio::test]
async fn prompt_login_asks_again_and_dates_the_login_anew() {
    let sandbox = Running::start().await;
    let mut browser = signed_in(&sandbox, HIGH).await;
    sandbox.advance(300);
    let again = Attempt::new("openid").set("prompt", "login").address();
    let persons = page(browser.open(&sandbox, &again).await).await;
    let asked_at = sandbox.now();
    let back = location(&browser.choose_kari(&sandbox, &persons, HIGH).await);
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    let auth_time = claims(text(&tokens, "id_token"))["auth_time"]
        .as_i64()
        .expect("auth_time");
    assert!(auth_time >= asked_at);
}

#[tokio::test]
async fn a_stronger_level_asks_again_and_weaker_ones_cannot_be_chosen() {
    let sandbox = Running::start().await;
    let mut browser = signed_in(&sandbox, SUBSTANTIAL).await;
    let stronger = Attempt::new("openid").set("acr_values", HIGH).address();
    let persons = page(browser.open(&sandbox, &stronger).await).await;
    assert!(
        persons.contains("høyere sikkerhetsnivå"),
        "the page says why"
    );
    assert!(persons.contains("value=\"idporten-loa-substantial\" disabled"));
    assert!(persons.contains("value=\"idporten-loa-high\" checked"));

    // Even a form that says otherwise does not get through.
    let refused = page(browser.choose_kari(&sandbox, &persons, SUBSTANTIAL).await).await;
    let back = location(&browser.choose_kari(&sandbox, &refused, HIGH).await);
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    assert_eq!(claims(text(&tokens, "id_token"))["acr"], HIGH);
    // From now on the stronger level is there without asking.
    location(&browser.open(&sandbox, &stronger).await);
}

#[tokio::test]
async fn the_weakest_of_several_levels_will_do() {
    let sandbox = Running::start().await;
    let mut browser = signed_in(&sandbox, SUBSTANTIAL).await;
    let either = Attempt::new("openid").set("acr_values", &format!("{HIGH} {SUBSTANTIAL}"));
    location(&browser.open(&sandbox, &either.address()).await);
}

#[tokio::test]
async fn another_person_can_log_in_and_takes_over_the_session() {
    let sandbox = Running::start().await;
    let mut browser = signed_in(&sandbox, HIGH).await;
    let again = Attempt::new("openid").set("prompt", "login").address();
    let persons = page(browser.open(&sandbox, &again).await).await;
    let id = login_id(&persons);
    let form = [("login", id.as_str()), ("person", "odd"), ("level", HIGH)];
    location(&browser.submit(&sandbox, PERSON, &form).await);
    let back = location(
        &browser
            .open(&sandbox, &Attempt::new("openid").address())
            .await,
    );
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    let odd = sandbox
        .shared()
        .world()
        .person_by_key("odd")
        .expect("Odd")
        .pid
        .clone();
    assert_eq!(claims(text(&tokens, "id_token"))["pid"], odd);
}

#[tokio::test]
async fn any_synthetic_number_can_log_in_and_no_other() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let persons = browser
        .open(&sandbox, &Attempt::new("openid").address())
        .await;
    let persons = page(persons).await;
    let id = login_id(&persons);
    for refused in ["14037811288", "28876895938", "1234"] {
        let form = [("login", id.as_str()), ("pid", refused), ("level", HIGH)];
        let page = page(browser.submit(&sandbox, PERSON, &form).await).await;
        assert!(
            page.contains("ikke et gyldig syntetisk fødselsnummer"),
            "{refused}"
        );
        assert!(!page.contains(refused));
    }
    let form = [
        ("login", id.as_str()),
        ("pid", "28876895937"),
        ("level", HIGH),
    ];
    location(&browser.submit(&sandbox, PERSON, &form).await);
}
