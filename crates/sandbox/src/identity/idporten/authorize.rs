//! The authorization endpoint: from the client's request to a code, by way of the pages.

use std::collections::HashMap;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header::SET_COOKIE};
use axum::response::Response;

use super::super::form::{PageForm, Params};
use super::super::oauth_error::OAuthError;
use super::super::{now, opaque};
use super::grants::NewCode;
use super::request::{AuthorizationRequest, HeadlessLogin, Refusal};
use super::session::{self, Login};
use super::words::Locale;
use super::{consent, issuer, pages};
use crate::config::ParMode;
use crate::state::Shared;

/// How long a person may take over the pages, in seconds.
const PENDING_LIFETIME_S: i64 = 15 * 60;

/// A login that is under way in some browser.
#[derive(Clone)]
pub(super) struct PendingLogin {
    /// What the client asked for.
    pub(super) request: AuthorizationRequest,
    /// The address it was pushed under, if it was.
    pub(super) request_uri: Option<String>,
    /// Set once the person is known; consent is what remains then.
    pub(super) login: Option<Login>,
    /// Whether the person was known, but not surely enough.
    pub(super) step_up: bool,
    expires: i64,
}

/// Logins under way, by the random id that the pages carry.
#[derive(Default)]
pub(super) struct PendingLogins(HashMap<String, PendingLogin>);

impl PendingLogins {
    pub(super) fn put(&mut self, pending: PendingLogin, now: i64) -> String {
        self.0.retain(|_, pending| now < pending.expires);
        let id = opaque::secret();
        self.0.insert(id.clone(), pending);
        id
    }

    pub(super) fn get(&mut self, id: &str, now: i64) -> Option<&mut PendingLogin> {
        self.0.get_mut(id).filter(|pending| now < pending.expires)
    }

    pub(super) fn remove(&mut self, id: &str) {
        self.0.remove(id);
    }
}

/// `GET` with the request in the query.
pub(super) async fn authorize(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    start(&shared, &headers, &Params::from_query(query.as_deref()))
}

/// `POST` with the request in a form (OpenID Connect Core section 3.1.2.1).
pub(super) async fn authorize_by_form(
    State(shared): State<Shared>,
    headers: HeaderMap,
    PageForm(params): PageForm,
) -> Response {
    start(&shared, &headers, &params)
}

fn start(shared: &Shared, headers: &HeaderMap, params: &Params) -> Response {
    let chosen = session::chosen_language(headers);
    match requested(shared, params) {
        Ok((mut request, request_uri)) => {
            request.locale = chosen.unwrap_or(request.locale);
            begin(shared, headers, request, request_uri)
        }
        Err(Refusal::Shown(error)) => pages::error(chosen.unwrap_or_default(), &error),
        Err(Refusal::Returned(to, error)) => {
            to.with_error(&issuer(shared), &error, chosen.unwrap_or_default())
        }
    }
}

/// The request, from where it was pushed or from the parameters themselves.
fn requested(
    shared: &Shared,
    params: &Params,
) -> Result<(AuthorizationRequest, Option<String>), Refusal> {
    let config = shared.identity_config();
    if let Some(uri) = params.get("request_uri") {
        // Whatever else stands in the address is not looked at (RFC 9126 section 4, RFC 9101
        // section 5), except the client's id, which must be there.
        let client_id = params.get("client_id").ok_or_else(|| {
            Refusal::Shown(OAuthError::invalid_request(
                "Missing client_id beside request_uri",
            ))
        })?;
        let request = shared
            .identity()
            .logins()
            .pushed
            .get(uri, client_id, now(shared))?;
        return Ok((request, Some(uri.to_owned())));
    }
    let request = AuthorizationRequest::read(params, &config)?;
    if config.par == ParMode::Required {
        return Err(Refusal::Returned(
            Box::new(request.return_to),
            OAuthError::invalid_request("Pushed authorization requests are required"),
        ));
    }
    Ok((request, None))
}

/// Decides which page comes first, if any.
fn begin(
    shared: &Shared,
    headers: &HeaderMap,
    request: AuthorizationRequest,
    request_uri: Option<String>,
) -> Response {
    let now = now(shared);
    let mut pending = PendingLogin {
        request,
        request_uri,
        login: None,
        step_up: false,
        expires: now + PENDING_LIFETIME_S,
    };
    if let Some(HeadlessLogin { pid, level }) = pending.request.headless.clone() {
        let login = Login {
            pid,
            level,
            auth_time: now,
            session: None,
        };
        let granted = pending.request.scopes.clone();
        return finish(shared, &pending, login, granted);
    }
    let known = shared
        .identity()
        .logins()
        .sessions
        .resume(headers, now, &shared.identity_config());
    pending.step_up = known
        .as_ref()
        .is_some_and(|login| login.level < pending.request.level);
    let good_enough = !pending.step_up && !pending.request.prompt.login;
    match known.filter(|_| good_enough) {
        Some(login) => after_login(shared, pending, login),
        None if pending.request.prompt.none => refuse(
            shared,
            &pending,
            &OAuthError::with_code("login_required", "Login required"),
        ),
        None => {
            let request = pending.request.clone();
            let step_up = pending.step_up;
            let id = shared.identity().logins().pending.put(pending, now);
            pages::persons(shared, &id, &request, step_up, None)
        }
    }
}

/// Goes on once the person is known: to the consent page, or straight back.
pub(super) fn after_login(shared: &Shared, mut pending: PendingLogin, login: Login) -> Response {
    let now = now(shared);
    let open = consent::still_to_ask(shared, &pending.request, &login.pid, now);
    if open.is_empty() {
        let granted = pending.request.scopes.clone();
        return finish(shared, &pending, login, granted);
    }
    if pending.request.prompt.none {
        let error = OAuthError::with_code("consent_required", "Consent required");
        return refuse(shared, &pending, &error);
    }
    let request = pending.request.clone();
    pending.login = Some(login);
    let id = shared.identity().logins().pending.put(pending, now);
    pages::consent(&id, &request, &open)
}

/// Sends a code for these scopes back to the client.
pub(super) fn finish(
    shared: &Shared,
    pending: &PendingLogin,
    login: Login,
    granted: Vec<String>,
) -> Response {
    if granted.is_empty() {
        let error = OAuthError::with_code("access_denied", "All scopes were refused");
        return refuse(shared, pending, &error);
    }
    let request = &pending.request;
    let config = shared.identity_config();
    let code = {
        let mut logins = shared.identity().logins();
        if let Some(uri) = &pending.request_uri {
            logins.pushed.remove(uri);
        }
        logins.grants.issue_code(
            NewCode {
                request,
                login,
                scopes: granted,
            },
            &config,
            now(shared),
        )
    };
    request
        .return_to
        .with_code(&issuer(shared), &code, request.locale)
}

/// Sends an error back to the client.
pub(super) fn refuse(shared: &Shared, pending: &PendingLogin, error: &OAuthError) -> Response {
    if let Some(uri) = &pending.request_uri {
        shared.identity().logins().pushed.remove(uri);
    }
    pending
        .request
        .return_to
        .with_error(&issuer(shared), error, pending.request.locale)
}

/// Shows the page of a login under way in another language, and remembers the choice.
pub(super) async fn change_language(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
) -> Response {
    let params = Params::from_query(query.as_deref());
    let locale = params
        .get("language")
        .and_then(Locale::parse)
        .unwrap_or_default();
    let id = params.get("login").unwrap_or_default();
    let now = now(&shared);
    let pending = shared
        .identity()
        .logins()
        .pending
        .get(id, now)
        .map(|pending| {
            pending.request.locale = locale;
            pending.clone()
        });
    let page = match pending {
        None => pages::expired(locale),
        Some(PendingLogin {
            request,
            login: Some(login),
            ..
        }) => {
            let open = consent::still_to_ask(&shared, &request, &login.pid, now);
            pages::consent(id, &request, &open)
        }
        Some(PendingLogin {
            request, step_up, ..
        }) => pages::persons(&shared, id, &request, step_up, None),
    };
    with_cookie(page, &session::language_cookie(locale))
}

/// Adds a `Set-Cookie` header.
pub(super) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}
