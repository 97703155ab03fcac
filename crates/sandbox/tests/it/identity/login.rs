//! The app's side of a login: one attempt with its secrets, and a browser that fills in the pages.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Response;
use reqwest::header::{COOKIE, SET_COOKIE};
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;

use super::running::{Running, json, location, parameter};

pub const CLIENT: &str = "fullmakt";
pub const REDIRECT: &str = "http://127.0.0.1:51789/callback";
/// What the app asks for first.
pub const FIRST_SCOPES: &str =
    "openid profile digdir:dialogporten altinn:accessmanagement/authorizedparties";
/// Kari, the administrator.
pub const KARI: &str = "14837811288";

const VERIFIER: &str = "xyo94uhy3zKvgB0NJwLms86SwcjtWviEOpkBnGgaLlo";

pub const PAR: &str = "/idporten/par";
pub const TOKEN: &str = "/idporten/token";
pub const AUTHORIZE: &str = "/idporten/login/authorize";
pub const PERSON: &str = "/idporten/login/person";
pub const CONSENT: &str = "/idporten/login/consent";

/// The parameters of an authorization request; tests change one at a time.
#[derive(Clone)]
pub struct Attempt {
    parameters: Vec<(String, String)>,
}

impl Attempt {
    pub fn new(scope: &str) -> Self {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        Self {
            parameters: Vec::new(),
        }
        .set("client_id", CLIENT)
        .set("response_type", "code")
        .set("redirect_uri", REDIRECT)
        .set("scope", scope)
        .set("state", "state with spaces+and=signs")
        .set("nonce", "the-nonce")
        .set("code_challenge", &challenge)
        .set("code_challenge_method", "S256")
        .set("acr_values", "idporten-loa-substantial")
        .set("ui_locales", "nb")
    }

    /// Kari logs in without pages, at this level.
    pub fn headless(scope: &str, level: &str) -> Self {
        Self::new(scope).set("login_hint", &format!("testid:{KARI}_{level}"))
    }

    pub fn set(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.parameters.retain(|(key, _)| key != name);
        self
    }

    pub fn form(&self) -> Vec<(&str, &str)> {
        self.parameters
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect()
    }

    /// Path and query of a plain authorization request.
    pub fn address(&self) -> String {
        let mut url = Url::parse("http://h").expect("an address");
        url.query_pairs_mut().extend_pairs(&self.parameters);
        format!("{AUTHORIZE}?{}", url.query().unwrap_or_default())
    }

    /// The code of an attempt that needs no page.
    pub async fn code(&self, sandbox: &Running) -> String {
        let answer = sandbox.get(&self.address()).await;
        parameter(&location(&answer), "code").expect("a code")
    }

    /// The whole token answer of an attempt that needs no page.
    pub async fn tokens(&self, sandbox: &Running) -> Value {
        let code = self.code(sandbox).await;
        json(redeem(sandbox, &code).await, 200).await
    }
}

/// The form that redeems a code.
pub fn redemption(code: &str) -> Vec<(&str, &str)> {
    vec![
        ("grant_type", "authorization_code"),
        ("client_id", CLIENT),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ]
}

pub async fn redeem(sandbox: &Running, code: &str) -> Response {
    sandbox.post(TOKEN, &redemption(code)).await
}

pub async fn refresh(sandbox: &Running, token: &str) -> Response {
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT),
        ("refresh_token", token),
    ];
    sandbox.post(TOKEN, &form).await
}

/// A member of a token answer.
pub fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name]
        .as_str()
        .unwrap_or_else(|| panic!("'{name}' is missing from {body}"))
}

/// A browser: it keeps cookies and reads forms.
#[derive(Default)]
pub struct Browser {
    cookies: Vec<(String, String)>,
}

impl Browser {
    pub async fn open(&mut self, sandbox: &Running, path: &str) -> Response {
        let request = sandbox
            .http
            .get(sandbox.at(path))
            .header(COOKIE, self.header());
        self.keep(request.send().await.expect("an answer"))
    }

    pub async fn submit(
        &mut self,
        sandbox: &Running,
        path: &str,
        form: &[(&str, &str)],
    ) -> Response {
        let request = sandbox
            .http
            .post(sandbox.at(path))
            .header(COOKIE, self.header())
            .form(form);
        self.keep(request.send().await.expect("an answer"))
    }

    /// Picks Kari on a persons page.
    pub async fn choose_kari(&mut self, sandbox: &Running, page: &str, level: &str) -> Response {
        let id = login_id(page);
        let form = [("login", id.as_str()), ("person", "kari"), ("level", level)];
        self.submit(sandbox, PERSON, &form).await
    }

    /// Allows everything on a consent page.
    pub async fn allow_all(&mut self, sandbox: &Running, page: &str) -> Response {
        let id = login_id(page);
        let mut form = vec![("login", id.as_str()), ("decision", "allow")];
        let boxes = boxes(page);
        form.extend(boxes.iter().map(|scope| ("scope", scope.as_str())));
        self.submit(sandbox, CONSENT, &form).await
    }

    fn header(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep(&mut self, response: Response) -> Response {
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("ASCII");
            assert!(cookie.contains("HttpOnly"), "{cookie}");
            let pair = cookie.split(';').next().expect("a cookie");
            let (name, value) = pair.split_once('=').expect("a cookie is a pair");
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        response
    }
}

/// The body of a page that must have been shown.
pub async fn page(response: Response) -> String {
    assert_eq!(response.status().as_u16(), 200);
    html(response).await
}

/// The body of any page, shown or refused; it has a strict policy and no script.
pub async fn html(response: Response) -> String {
    let header = |name: &str| {
        let value = response
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    assert_eq!(header("cache-control"), "no-store");
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    let html = response.text().await.expect("a body");
    assert!(!html.contains("<script"));
    html
}

/// The id of the login under way that a page's form carries.
pub fn login_id(page: &str) -> String {
    attribute_after(page, "name=\"login\" value=\"").expect("the page carries a login")
}

/// The scopes that a consent page offers; each is ticked.
pub fn boxes(page: &str) -> Vec<String> {
    page.split("<input type=\"checkbox\" name=\"scope\" value=\"")
        .skip(1)
        .map(|rest| {
            let (scope, after) = rest.split_once('"').expect("a closed attribute");
            assert!(
                after.starts_with(" checked>"),
                "boxes are ticked to begin with"
            );
            scope.to_owned()
        })
        .collect()
}

fn attribute_after(page: &str, marker: &str) -> Option<String> {
    let (_, rest) = page.split_once(marker)?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}
