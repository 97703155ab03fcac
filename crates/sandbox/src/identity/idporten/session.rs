//! Single sign-on sessions: one per browser, shared by all services and levels.

use std::collections::HashMap;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use super::super::{opaque, seconds};
use super::level::Level;
use super::path;
use super::words::Locale;
use crate::config::IdentityConfig;

/// Cookie with the session's id.
const SESSION_COOKIE: &str = "idporten-session";
/// Cookie with the language chosen on a page; it wins over `ui_locales`.
const LANGUAGE_COOKIE: &str = "idporten-language";

/// One person's login in one browser.
#[derive(Clone)]
pub(super) struct Login {
    /// Identity number.
    pub(super) pid: String,
    /// How surely.
    pub(super) level: Level,
    /// When the person logged in.
    pub(super) auth_time: i64,
    /// The session that remembers it; a headless login has none.
    pub(super) session: Option<String>,
}

/// Living sessions by id.
#[derive(Default)]
pub(super) struct Sessions(HashMap<String, Session>);

struct Session {
    login: Login,
    last_used: i64,
}

impl Sessions {
    /// Starts a session and gives its login.
    pub(super) fn start(&mut self, pid: &str, level: Level, now: i64) -> Login {
        let id = opaque::secret();
        let login = Login {
            pid: pid.to_owned(),
            level,
            auth_time: now,
            session: Some(id.clone()),
        };
        self.0.insert(
            id,
            Session {
                login: login.clone(),
                last_used: now,
            },
        );
        login
    }

    /// The login of the browser's session, which counts as a use of it. A session that has been
    /// idle or has lived too long is gone.
    pub(super) fn resume(
        &mut self,
        headers: &HeaderMap,
        now: i64,
        config: &IdentityConfig,
    ) -> Option<Login> {
        let idle = seconds(config.sso_idle_s);
        let absolute = seconds(config.sso_absolute_s);
        self.0.retain(|_, session| {
            now < session.last_used + idle && now < session.login.auth_time + absolute
        });
        let session = self.0.get_mut(cookie(headers, SESSION_COOKIE)?)?;
        session.last_used = now;
        Some(session.login.clone())
    }

    /// Ends the browser's session; gives its id if there was one.
    pub(super) fn end(&mut self, headers: &HeaderMap) -> Option<String> {
        let id = cookie(headers, SESSION_COOKIE)?;
        self.0.remove(id).map(|_| id.to_owned())
    }
}

/// `Set-Cookie` for a session.
pub(super) fn session_cookie(id: &str) -> String {
    set_cookie(SESSION_COOKIE, id)
}

/// `Set-Cookie` for a language chosen on a page.
pub(super) fn language_cookie(locale: Locale) -> String {
    set_cookie(LANGUAGE_COOKIE, locale.tag())
}

/// The language that was chosen on a page of this browser.
pub(super) fn chosen_language(headers: &HeaderMap) -> Option<Locale> {
    Locale::parse(cookie(headers, LANGUAGE_COOKIE)?)
}

/// Loopback is plain HTTP, so `Secure` would lose the cookie in some browsers.
fn set_cookie(name: &str, value: &str) -> String {
    format!(
        "{name}={value}; Path={}; HttpOnly; SameSite=Lax",
        path::LOGIN
    )
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser(login: &Login) -> HeaderMap {
        let id = login.session.clone().expect("a started session has an id");
        let value = format!("other=1; {SESSION_COOKIE}={id}")
            .parse()
            .expect("a header value");
        HeaderMap::from_iter([(COOKIE, value)])
    }

    #[test]
    fn a_session_ends_when_idle_and_after_its_longest_life() {
        let config = IdentityConfig {
            sso_idle_s: 1800,
            sso_absolute_s: 7200,
            ..IdentityConfig::default()
        };
        let mut sessions = Sessions::default();
        let login = sessions.start("14837811288", Level::High, 0);
        let headers = browser(&login);
        for now in [1799, 3500, 5200, 6900, 7199] {
            assert!(sessions.resume(&headers, now, &config).is_some(), "{now}");
        }
        assert!(sessions.resume(&headers, 7200, &config).is_none());

        let login = sessions.start("14837811288", Level::High, 10_000);
        let headers = browser(&login);
        assert!(sessions.resume(&headers, 11_800, &config).is_none());
    }

    #[test]
    fn ending_a_session_names_it_once() {
        let mut sessions = Sessions::default();
        let login = sessions.start("14837811288", Level::High, 0);
        let headers = browser(&login);
        assert_eq!(sessions.end(&headers), login.session);
        assert_eq!(sessions.end(&headers), None);
    }
}
