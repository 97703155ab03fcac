//! What a person may refuse, and what is remembered.

use super::login::{Attempt, Browser, CONSENT, FIRST_SCOPES, boxes, login_id, page, redeem, text};
use super::running::{Running, claims, json, location, parameter};

const LEVEL: &str = "idporten-loa-high";

/// Opens a consent page as Kari in a fresh browser.
async fn asked(sandbox: &Running, browser: &mut Browser, scopes: &str) -> String {
    let persons = page(browser.open(sandbox, &Attempt::new(scopes).address()).await).await;
    page(browser.choose_kari(sandbox, &persons, LEVEL).await).await
}

#[tokio::test]
async fn a_scope_that_is_not_ticked_is_missing_from_the_token() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let page = asked(&sandbox, &mut browser, FIRST_SCOPES).await;
    let id = login_id(&page);
    let form = [
        ("login", id.as_str()),
        ("decision", "allow"),
        ("scope", "altinn:accessmanagement/authorizedparties"),
    ];
    let back = location(&browser.submit(&sandbox, CONSENT, &form).await);
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    let granted = "openid profile altinn:accessmanagement/authorizedparties";
    assert_eq!(text(&tokens, "scope"), granted);
    assert_eq!(claims(text(&tokens, "access_token"))["scope"], granted);
}

#[tokio::test]
async fn a_form_cannot_add_scopes_that_were_not_asked_for() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let page = asked(&sandbox, &mut browser, "openid digdir:dialogporten").await;
    let id = login_id(&page);
    let form = [
        ("login", id.as_str()),
        ("decision", "allow"),
        ("scope", "digdir:dialogporten"),
        ("scope", "altinn:instances.read"),
    ];
    let back = location(&browser.submit(&sandbox, CONSENT, &form).await);
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    assert_eq!(text(&tokens, "scope"), "openid digdir:dialogporten");
}

#[tokio::test]
async fn refusing_everything_is_access_denied() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let page = asked(&sandbox, &mut browser, FIRST_SCOPES).await;
    let id = login_id(&page);
    let form = [("login", id.as_str()), ("decision", "refuse")];
    let back = location(&browser.submit(&sandbox, CONSENT, &form).await);
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(
        parameter(&back, "state").as_deref(),
        Some("state with spaces+and=signs")
    );
    // A page answered once is used up.
    let again = browser.allow_all(&sandbox, &page).await;
    assert_eq!(again.status().as_u16(), 400);
}

#[tokio::test]
async fn consent_is_remembered_until_asked_again_or_run_out() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let page_shown = asked(&sandbox, &mut browser, FIRST_SCOPES).await;
    location(&browser.allow_all(&sandbox, &page_shown).await);

    // Same scopes, same browser: no page at all.
    let again = Attempt::new(FIRST_SCOPES);
    location(&browser.open(&sandbox, &again.address()).await);

    // One more scope: only that one is asked for.
    let more = Attempt::new(&format!("{FIRST_SCOPES} altinn:instances.read"));
    let page_shown = page(browser.open(&sandbox, &more.address()).await).await;
    assert_eq!(boxes(&page_shown), ["altinn:instances.read"]);

    // `prompt=consent` asks for all of them.
    let anew = again.clone().set("prompt", "consent");
    let page_shown = page(browser.open(&sandbox, &anew.address()).await).await;
    assert_eq!(boxes(&page_shown).len(), 2);

    // So does a server that does not remember, and the end of the authorization.
    sandbox.set(|config| config.remember_consent = false);
    let page_shown = page(browser.open(&sandbox, &again.address()).await).await;
    assert_eq!(boxes(&page_shown).len(), 2);
    sandbox.set(|config| config.remember_consent = true);
    sandbox.advance(90 * 24 * 3600);
    let mut browser = Browser::default();
    let page_shown = asked(&sandbox, &mut browser, FIRST_SCOPES).await;
    assert_eq!(boxes(&page_shown).len(), 2);
}

#[tokio::test]
async fn a_refused_scope_is_asked_for_again() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let page_shown = asked(&sandbox, &mut browser, FIRST_SCOPES).await;
    let id = login_id(&page_shown);
    let form = [
        ("login", id.as_str()),
        ("decision", "allow"),
        ("scope", "digdir:dialogporten"),
    ];
    location(&browser.submit(&sandbox, CONSENT, &form).await);
    let address = Attempt::new(FIRST_SCOPES).address();
    let page_shown = page(browser.open(&sandbox, &address).await).await;
    assert_eq!(
        boxes(&page_shown),
        ["altinn:accessmanagement/authorizedparties"]
    );
}

#[tokio::test]
async fn pages_speak_the_language_asked_for_and_the_one_chosen_wins() {
    let sandbox = Running::start().await;
    let mut browser = Browser::default();
    let english = Attempt::new(FIRST_SCOPES).set("ui_locales", "xx en nb");
    let persons = page(browser.open(&sandbox, &english.address()).await).await;
    assert!(persons.contains("<html lang=\"en\">") && persons.contains("Choose a test person"));

    let id = login_id(&persons);
    let path = format!("/idporten/login/language?login={id}&language=nn");
    let persons = page(browser.open(&sandbox, &path).await).await;
    assert!(persons.contains("<html lang=\"nn\">") && persons.contains("Vel ein testperson"));
    let consent = page(browser.choose_kari(&sandbox, &persons, LEVEL).await).await;
    assert!(
        consent.contains("Sjå kven du kan representere i Altinn"),
        "{consent}"
    );
    let back = location(&browser.allow_all(&sandbox, &consent).await);
    let code = parameter(&back, "code").expect("a code");
    let tokens = json(redeem(&sandbox, &code).await, 200).await;
    assert_eq!(claims(text(&tokens, "id_token"))["locale"], "nn");

    let again = english.set("prompt", "login");
    let persons = page(browser.open(&sandbox, &again.address()).await).await;
    assert!(
        persons.contains("<html lang=\"nn\">"),
        "the cookie wins over ui_locales"
    );
}
