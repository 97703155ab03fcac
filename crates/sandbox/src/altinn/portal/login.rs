//! The portal's own login: a cookie that has nothing to do with anybody's tokens.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::header::COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use url::form_urlencoded;
use uuid::Uuid;

use super::html::{escape, page, see_other};
use super::{LOGGED_OUT, LOGIN, OVERVIEW, UI};
use crate::state::Shared;
use crate::world::authority::Actor;

/// Name of the cookie.
const COOKIE_NAME: &str = "AltinnSandboxPortal";

/// Who is logged in to the pages, by the cookie's value.
#[derive(Default)]
pub(crate) struct PortalLogins(Mutex<HashMap<String, Actor>>);

impl PortalLogins {
    fn open(&self, actor: Actor) -> String {
        let key = Uuid::new_v4().simple().to_string();
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key.clone(), actor);
        key
    }

    fn find(&self, key: &str) -> Option<Actor> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .copied()
    }

    fn close(&self, key: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key);
    }

    /// Logs everybody out.
    pub(crate) fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

fn cookie_value(headers: &HeaderMap) -> Option<String> {
    let prefix = format!("{COOKIE_NAME}=");
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(&prefix).map(str::to_owned))
}

/// Who is logged in to the pages.
pub(super) fn current(shared: &Shared, headers: &HeaderMap) -> Option<Actor> {
    shared.portal().find(&cookie_value(headers)?)
}

/// Ends the login and gives the cookie that ends it in the browser.
pub(super) fn end(shared: &Shared, headers: &HeaderMap) -> String {
    if let Some(key) = cookie_value(headers) {
        shared.portal().close(&key);
    }
    format!("{COOKIE_NAME}=; Path=/accessmanagement; Max-Age=0; HttpOnly; SameSite=Lax")
}

/// Sends the browser to the login, and from there back to where it wanted to go.
pub(super) fn ask(back: &str) -> Response {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("goto", back)
        .finish();
    see_other(&format!("{LOGIN}?{query}"), &[])
}

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(LOGIN, get(form).post(log_in))
        .route(&format!("{UI}/logout"), post(log_out))
        .route(LOGGED_OUT, get(logged_out))
}

#[derive(Deserialize)]
struct Goto {
    goto: Option<String>,
}

async fn form(State(shared): State<Shared>, Query(query): Query<Goto>) -> Response {
    let goto = escape(query.goto.as_deref().unwrap_or(OVERVIEW));
    let buttons: String = shared
        .world()
        .people()
        .iter()
        .map(|person| {
            format!(
                "<p><button name=\"person\" value=\"{}\">{}</button> {}</p>",
                escape(&person.key),
                escape(&person.name),
                escape(&person.blurb)
            )
        })
        .collect();
    let body = format!(
        "<h1>Logg inn i Altinn</h1><p>Velg hvem du er.</p>\
         <form method=\"post\" action=\"{LOGIN}\"><input type=\"hidden\" name=\"goto\" value=\"{goto}\">\
         <fieldset><legend>Innloggingsnivå</legend>\
         <label><input type=\"radio\" name=\"level\" value=\"3\" checked> Betydelig (nivå 3)</label>\
         <label><input type=\"radio\" name=\"level\" value=\"4\"> Høyt (nivå 4)</label></fieldset>\
         {buttons}</form>"
    );
    page(StatusCode::OK, "Logg inn", &body)
}

#[derive(Deserialize)]
struct Chosen {
    person: String,
    level: Option<u8>,
    goto: Option<String>,
}

async fn log_in(State(shared): State<Shared>, Form(chosen): Form<Chosen>) -> Response {
    let person = shared
        .world()
        .person_by_key(&chosen.person)
        .map(|person| person.party_uuid);
    let Some(person) = person else {
        return page(
            StatusCode::BAD_REQUEST,
            "Logg inn",
            "<h1>Ukjent person</h1>",
        );
    };
    let level = if chosen.level == Some(4) { 4 } else { 3 };
    let key = shared.portal().open(Actor { person, level });
    // Only the portal's own pages: a login page must not send anybody elsewhere.
    let goto = chosen
        .goto
        .filter(|place| place.starts_with("/accessmanagement/ui/"))
        .unwrap_or_else(|| OVERVIEW.to_owned());
    let cookie = format!("{COOKIE_NAME}={key}; Path=/accessmanagement; HttpOnly; SameSite=Lax");
    see_other(&goto, &[cookie])
}

async fn log_out(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    see_other(LOGGED_OUT, &[end(&shared, &headers)])
}

async fn logged_out() -> Response {
    page(
        StatusCode::OK,
        "Logget ut",
        "<h1>Du er logget ut</h1><p>Du kan lukke vinduet.</p>",
    )
}
