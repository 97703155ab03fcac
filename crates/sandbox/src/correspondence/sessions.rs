//! The browser's way to attachments: a login, and an id that opens one address once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use url::form_urlencoded;
use uuid::Uuid;

use super::BASE;
use crate::altinn::query::Pairs;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::dialogs::sight::Who;

/// How long an id is good.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);
/// Stands for Altinn's own login.
const LOGIN: &str = "/correspondence/api/v1/login";
const CALLBACK: &str = "/correspondence/api/v1/idporten-callback";

/// Ids that have been given out and not been used.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<String, (Timestamp, Who, u8)>>);

impl Sessions {
    fn open(&self, until: Timestamp, who: Who, level: u8) -> String {
        let key = Uuid::new_v4().to_string();
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key.clone(), (until, who, level));
        key
    }

    /// Uses an id up.
    pub(super) fn take(&self, shared: &Shared, key: &str) -> Option<(Who, u8)> {
        let (until, who, level) = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key)?;
        (shared.clock().now() < until).then_some((who, level))
    }
}

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(LOGIN, get(login))
        .route(CALLBACK, get(callback))
}

/// Where the browser is sent first.
pub(super) fn login_address(back: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("return", back)
        .finish();
    format!("{LOGIN}?{query}")
}

/// A page with a link for each person.
async fn login(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let back = wanted(query.as_deref())?;
    let world = shared.world();
    let links: String = world
        .people()
        .iter()
        .map(|person| {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("person", &person.key)
                .append_pair("return", &back)
                .finish();
            let name = &person.name;
            format!(
                "<li><a href=\"{CALLBACK}?{}\">{name}</a></li>",
                query.replace('&', "&amp;")
            )
        })
        .collect();
    let page = format!(
        "<!doctype html><html lang=\"nb\"><title>Logg inn</title><h1>Logg inn for å hente \
         vedlegget</h1><ul>{links}</ul></html>"
    );
    Ok(Html(page).into_response())
}

/// Only attachments are gone back to.
fn wanted(query: Option<&str>) -> Result<String, Stop> {
    let back = Pairs::read(query).first("return").map(str::to_owned);
    back.filter(|back| back.starts_with(BASE))
        .ok_or_else(|| answers::stop(StatusCode::BAD_REQUEST))
}

async fn callback(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    let back = wanted(query.as_deref())?;
    let pairs = Pairs::read(query.as_deref());
    let person = pairs.first("person").unwrap_or_default();
    let who = shared
        .world()
        .person_by_key(person)
        .map(|person| Who::Person(person.party_uuid))
        .ok_or_else(|| answers::stop(StatusCode::BAD_REQUEST))?;
    let until = shared.clock().now() + LIFETIME;
    let key = shared.download_sessions().open(until, who, 3);
    let mut response = answers::empty(StatusCode::FOUND);
    if let Ok(target) = HeaderValue::from_str(&format!("{back}?session={key}")) {
        response.headers_mut().insert(LOCATION, target);
    }
    Ok(response)
}
