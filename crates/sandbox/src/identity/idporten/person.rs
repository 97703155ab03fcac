//! What the persons page sends: who logs in, and how surely.

use axum::extract::State;
use axum::response::Response;

use super::super::form::PageForm;
use super::super::now;
use super::authorize::{self, PendingLogin};
use super::level::Level;
use super::words::Locale;
use super::{pages, session};
use crate::state::Shared;

/// `POST` from the persons page. Fields: `login` (id), `level`, and `person` (key of a seeded
/// person), `pid` (any synthetic number) or `cancel`.
pub(super) async fn chosen(State(shared): State<Shared>, PageForm(form): PageForm) -> Response {
    let now = now(&shared);
    let id = form.get("login").unwrap_or_default();
    let Some(pending) = shared.identity().logins().pending.get(id, now).cloned() else {
        return pages::expired(Locale::default());
    };
    let locale = pending.request.locale;
    if form.get("cancel").is_some() {
        // The registered address for this is a web address; a native client has none, so the
        // client is never told.
        shared.identity().logins().pending.remove(id);
        return pages::cancelled(locale);
    }
    let pid = match (form.get("person"), form.get("pid")) {
        (Some(key), _) => shared
            .world()
            .person_by_key(key)
            .map(|person| person.pid.clone()),
        (None, Some(pid)) => Some(pid.trim().to_owned()).filter(|pid| is_synthetic(pid)),
        (None, None) => None,
    };
    let level = form
        .get("level")
        .and_then(Level::parse)
        .filter(|level| *level >= pending.request.level);
    let (Some(pid), Some(level)) = (pid, level) else {
        let complaint = Some(locale.words().bad_identity_number).filter(|_| level.is_some());
        return pages::persons(&shared, id, &pending.request, pending.step_up, complaint);
    };
    log_in(&shared, id, pending, &pid, level)
}

fn log_in(shared: &Shared, id: &str, pending: PendingLogin, pid: &str, level: Level) -> Response {
    let login = {
        let mut logins = shared.identity().logins();
        logins.pending.remove(id);
        logins.sessions.start(pid, level, now(shared))
    };
    let cookie = login.session.as_deref().map(session::session_cookie);
    let response = authorize::after_login(shared, pending, login);
    match cookie {
        Some(cookie) => authorize::with_cookie(response, &cookie),
        None => response,
    }
}

/// Whether this is an identity number of the kind that test registers hold: 80 added to the month,
/// both check digits right. Real numbers are refused, so that none can end up here by mistake.
pub(super) fn is_synthetic(pid: &str) -> bool {
    const FIRST: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
    const SECOND: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let digits: Vec<u32> = pid.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 11 || pid.len() != 11 {
        return false;
    }
    let check = |weights: &[u32]| {
        let sum: u32 = weights
            .iter()
            .zip(&digits)
            .map(|(weight, digit)| weight * digit)
            .sum();
        (11 - sum % 11) % 11
    };
    let month = digits[2] * 10 + digits[3];
    (81..=92).contains(&month) && check(&FIRST) == digits[9] && check(&SECOND) == digits[10]
}

#[cfg(test)]
mod tests {
    use super::is_synthetic;

    #[test]
    fn only_test_numbers_with_right_check_digits_pass() {
        assert!(is_synthetic("14837811288"));
        assert!(is_synthetic("28876895937"));
        assert!(!is_synthetic("14837811289"), "wrong check digit");
        assert!(!is_synthetic("1483781128"), "too short");
        assert!(!is_synthetic("148378112880"), "too long");
        assert!(!is_synthetic("14037811288"), "an ordinary month");
        assert!(!is_synthetic("abcdefghijk"));
    }
}
