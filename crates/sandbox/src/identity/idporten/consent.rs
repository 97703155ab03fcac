//! Consent: which scopes a person has to be asked about, and what was answered.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::Response;

use super::super::form::PageForm;
use super::super::oauth_error::OAuthError;
use super::super::{now, seconds};
use super::authorize;
use super::pages;
use super::request::AuthorizationRequest;
use super::scopes;
use super::words::Locale;
use crate::state::Shared;

/// Consents given, by client and person; each scope with the time it was given.
#[derive(Default)]
pub(super) struct Consents(HashMap<(&'static str, String), HashMap<String, i64>>);

impl Consents {
    fn give(&mut self, client_id: &'static str, pid: &str, scopes: &[String], now: i64) {
        self.0
            .entry((client_id, pid.to_owned()))
            .or_default()
            .extend(scopes.iter().map(|scope| (scope.clone(), now)));
    }

    fn given(&self, client_id: &'static str, pid: &str, scope: &str) -> Option<i64> {
        self.0
            .get(&(client_id, pid.to_owned()))?
            .get(scope)
            .copied()
    }
}

/// The scopes of a request that this person has to be asked about now. Whether an earlier consent
/// counts is a setting, because it is documented nowhere; it counts for as long as an authorization
/// lives.
pub(super) fn still_to_ask(
    shared: &Shared,
    request: &AuthorizationRequest,
    pid: &str,
    now: i64,
) -> Vec<String> {
    let config = shared.identity_config();
    let lasting = seconds(config.authorization_s);
    let logins = shared.identity().logins();
    let remembered = |scope: &str| {
        config.remember_consent
            && !request.prompt.consent
            && logins
                .consents
                .given(request.client.client_id, pid, scope)
                .is_some_and(|given| now < given + lasting)
    };
    request
        .scopes
        .iter()
        .filter(|scope| scopes::find(scope).is_some_and(|scope| scope.asks))
        .filter(|scope| !remembered(scope))
        .cloned()
        .collect()
}

/// `POST` from the consent page. Fields: `login` (id), `decision` (`allow` or `refuse`), and one
/// `scope` for each box that is ticked. A scope that is not ticked is left out of the grant.
pub(super) async fn decided(State(shared): State<Shared>, PageForm(form): PageForm) -> Response {
    let now = now(&shared);
    let id = form.get("login").unwrap_or_default();
    let pending = {
        let mut logins = shared.identity().logins();
        let pending = logins.pending.get(id, now).cloned();
        logins.pending.remove(id);
        pending
    };
    let Some((pending, login)) =
        pending.and_then(|pending| Some((pending.clone(), pending.login?)))
    else {
        return pages::expired(Locale::default());
    };
    if form.get("decision") != Some("allow") {
        let error = OAuthError::with_code("access_denied", "The user refused to give access");
        return authorize::refuse(&shared, &pending, &error);
    }
    let request = &pending.request;
    let open = still_to_ask(&shared, request, &login.pid, now);
    let (allowed, refused): (Vec<String>, Vec<String>) = open
        .into_iter()
        .partition(|scope| form.all("scope").any(|ticked| ticked == scope));
    let client_id = request.client.client_id;
    shared
        .identity()
        .logins()
        .consents
        .give(client_id, &login.pid, &allowed, now);
    let granted = request
        .scopes
        .iter()
        .filter(|scope| !refused.contains(scope))
        .cloned()
        .collect();
    authorize::finish(&shared, &pending, login, granted)
}
