//! Logout by the client (OpenID Connect RP-Initiated Logout 1.0).

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::super::form::{PageForm, Params};
use super::super::jwt::Jws;
use super::super::oauth_error::OAuthError;
use super::clients::{self, Client};
use super::{pages, redirect, session};
use crate::state::Shared;

/// `GET`, as a native client opens it in the browser.
pub(super) async fn logout(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    end(&shared, &headers, &Params::from_query(query.as_deref()))
}

/// `POST`, which keeps an id_token out of the browser's history.
pub(super) async fn logout_by_form(
    State(shared): State<Shared>,
    headers: HeaderMap,
    PageForm(params): PageForm,
) -> Response {
    end(&shared, &headers, &params)
}

/// Ends the browser's session for all services. The way back is taken only when there was a
/// session, and only to a registered address; otherwise the person stays on ID-porten's page.
fn end(shared: &Shared, headers: &HeaderMap, params: &Params) -> Response {
    let locale = session::chosen_language(headers).unwrap_or_default();
    let address = match way_back(shared, params) {
        Ok(address) => address,
        Err(error) => return pages::error(locale, &error),
    };
    let ended = end_session(shared, headers);
    match address.filter(|_| ended.is_some()) {
        Some((address, Some(state))) => redirect::see(&address, &[("state", &state)]),
        Some((address, None)) => redirect::see(&address, &[]),
        None => pages::logged_out(locale),
    }
}

/// Ends the browser's single sign-on; gives the session's id if there was one.
fn end_session(shared: &Shared, headers: &HeaderMap) -> Option<String> {
    let mut logins = shared.identity().logins();
    let ended = logins.sessions.end(headers);
    if let Some(session) = &ended {
        logins.grants.end_session(session);
    }
    ended
}

/// Altinn's own logout, which comes from its portal and goes back there. In production Altinn is a client like others;
/// here its portal has a login of its own, so there may be no session to end.
pub(super) async fn for_altinn(
    State(shared): State<Shared>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    end_session(&shared, &headers);
    let params = Params::from_query(query.as_deref());
    match params.get("goto") {
        Some(place) if place.starts_with("/accessmanagement/") => {
            redirect::see(&format!("{}{place}", shared.base()), &[])
        }
        _ => pages::logged_out(session::chosen_language(&headers).unwrap_or_default()),
    }
}

/// Address and state to go back with. `None` when no address was given.
fn way_back(
    shared: &Shared,
    params: &Params,
) -> Result<Option<(String, Option<String>)>, OAuthError> {
    let state = params.get("state").map(str::to_owned);
    if state
        .as_ref()
        .is_some_and(|state| !state.bytes().all(|b| (0x20..=0x7e).contains(&b)))
    {
        return Err(OAuthError::invalid_request("state must be printable ASCII"));
    }
    let Some(address) = params.get("post_logout_redirect_uri") else {
        return Ok(None);
    };
    let client = calling_client(shared, params).ok_or_else(|| {
        OAuthError::invalid_request("id_token_hint or client_id must name a known client")
    })?;
    if client.may_go_to_after_logout(address) {
        Ok(Some((address.to_owned(), state)))
    } else {
        Err(OAuthError::invalid_request(
            "post_logout_redirect_uri is not registered",
        ))
    }
}

/// The client that `id_token_hint` was issued to (expired ones count), or that `client_id` names.
/// When both are sent they must agree.
fn calling_client(shared: &Shared, params: &Params) -> Option<&'static Client> {
    let named = params.get("client_id");
    let Some(hint) = params.get("id_token_hint") else {
        return clients::find(named?);
    };
    let keys = shared.identity().id_porten_keys.published();
    let token = Jws::parse(hint).filter(|token| token.signed_by(&keys))?;
    let audience = token.text("aud")?;
    clients::find(audience).filter(|_| named.is_none_or(|named| named == audience))
}
