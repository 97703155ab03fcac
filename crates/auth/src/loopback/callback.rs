//! Judging what comes to the port.

use fullmakt_domain::Sensitive;
use subtle::ConstantTimeEq;

use super::request::Request;
use crate::error::AuthError;

/// Path of the redirect address, as registered with ID-porten.
pub(super) const PATH: &str = "/callback";

/// What is awaited.
pub(crate) struct Awaited {
    pub(crate) state: Sensitive<String>,
    pub(crate) issuer: String,
    pub(crate) issuer_required: bool,
    pub(crate) locale: String,
}

/// How the wait ended: with a code, or with the reason why there is none.
pub(crate) type Callback = Result<Sensitive<String>, AuthError>;

/// What to do with a request.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Turn it away and wait on.
    Away(Refusal),
    /// It is the answer.
    Answer(Callback),
}

/// Why a request is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not HTTP as a browser speaks it, another host, or an answer to another question.
    BadRequest,
    /// No such page.
    NotFound,
    /// Not a `GET`.
    Method,
    /// The head is too long.
    TooLong,
    /// The head did not come in time.
    TooSlow,
}

/// Judges one request. Only who knows `state` can end the wait, and only ID-porten and the browser do.
pub(super) fn judge(request: &Request<'_>, port: u16, awaited: &Awaited) -> Verdict {
    if request.host != format!("127.0.0.1:{port}") {
        return Verdict::Away(Refusal::BadRequest);
    }
    if request.path != PATH {
        return Verdict::Away(Refusal::NotFound);
    }
    if request.method != "GET" {
        return Verdict::Away(Refusal::Method);
    }
    let Some(fields) = Fields::read(request.query) else {
        return Verdict::Away(Refusal::BadRequest);
    };
    let state = fields.state.unwrap_or_default();
    if !bool::from(state.as_bytes().ct_eq(awaited.state.expose().as_bytes())) {
        return Verdict::Away(Refusal::BadRequest);
    }
    // From here on it is the answer to this attempt, or somebody who read it: the attempt ends either way.
    match (&fields.iss, awaited.issuer_required) {
        (Some(iss), _) if *iss != awaited.issuer => {
            return Verdict::Answer(Err(AuthError::InvalidResponse("iss")));
        }
        (None, true) => return Verdict::Answer(Err(AuthError::InvalidResponse("iss missing"))),
        _ => {}
    }
    Verdict::Answer(match (fields.error, fields.code) {
        (Some(error), _) => Err(AuthError::of_oauth(&error, "authorization")),
        (None, Some(code)) if !code.is_empty() => Ok(Sensitive::new(code)),
        (None, _) => Err(AuthError::InvalidResponse("code missing")),
    })
}

/// The parameters of an authorization response (RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207), each decoded once.
#[derive(Default)]
struct Fields {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

impl Fields {
    /// `None` when one of them is there twice (RFC 6749 section 3.1: parameters must not be repeated).
    fn read(query: &str) -> Option<Self> {
        let mut fields = Fields::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let place = match name.as_ref() {
                "state" => &mut fields.state,
                "code" => &mut fields.code,
                "iss" => &mut fields.iss,
                "error" => &mut fields.error,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::{Awaited, Refusal, Verdict, judge};
    use crate::error::AuthError;
    use crate::loopback::request::Request;
    use fullmakt_domain::Sensitive;

    const ISSUER: &str = "iss=https%3A%2F%2Ftest.idporten.no";

    fn awaited(issuer_required: bool) -> Awaited {
        Awaited {
            state: Sensitive::new("st/ate+1".to_owned()),
            issuer: "https://test.idporten.no".to_owned(),
            issuer_required,
            locale: "nb".to_owned(),
        }
    }

    fn get(query: &str) -> Request<'_> {
        Request {
            method: "GET",
            path: "/callback",
            query,
            host: "127.0.0.1:4711",
        }
    }

    fn refusal(request: &Request<'_>) -> Option<Refusal> {
        match judge(request, 4711, &awaited(true)) {
            Verdict::Away(refusal) => Some(refusal),
            Verdict::Answer(_) => None,
        }
    }

    fn answer(query: &str, issuer_required: bool) -> Result<String, AuthError> {
        match judge(&get(query), 4711, &awaited(issuer_required)) {
            Verdict::Answer(callback) => callback.map(|code| code.expose().clone()),
            Verdict::Away(refusal) => panic!("turned away: {refusal:?}"),
        }
    }

    #[test]
    fn the_answer_is_decoded_once_and_in_any_order() {
        let query = format!("{ISSUER}&code=a%2Bb%2520c&state=st%2Fate%2B1&session_state=x");
        assert_eq!(answer(&query, true), Ok("a+b%20c".to_owned()));
    }

    #[test]
    fn a_wrong_missing_or_repeated_state_is_turned_away() {
        for query in [
            "code=a",
            "code=a&state=",
            "code=a&state=other",
            "code=a&state=st%2Fate%2B1x",
            "code=a&state=st%2Fate%2B1&state=st%2Fate%2B1",
            "code=a&code=b&state=st%2Fate%2B1",
            // Encoded twice is another value.
            "code=a&state=st%252Fate%252B1",
            "",
        ] {
            assert_eq!(refusal(&get(query)), Some(Refusal::BadRequest), "{query}");
        }
    }

    #[test]
    fn other_hosts_paths_and_methods_are_turned_away() {
        let good = format!("{ISSUER}&code=a&state=st%2Fate%2B1");
        for host in [
            "localhost:4711",
            "127.0.0.1",
            "127.0.0.1:4712",
            "evil.example:4711",
            "[::1]:4711",
            "",
        ] {
            assert_eq!(
                refusal(&Request { host, ..get(&good) }),
                Some(Refusal::BadRequest),
                "{host}"
            );
        }
        for path in [
            "/",
            "/callback/",
            "/Callback",
            "/favicon.ico",
            "/x/callback",
            "/%63allback",
        ] {
            assert_eq!(
                refusal(&Request { path, ..get(&good) }),
                Some(Refusal::NotFound),
                "{path}"
            );
        }
        for method in ["POST", "HEAD", "OPTIONS", "get"] {
            assert_eq!(
                refusal(&Request {
                    method,
                    ..get(&good)
                }),
                Some(Refusal::Method),
                "{method}"
            );
        }
        assert_eq!(refusal(&get(&good)), None);
    }

    #[test]
    fn a_foreign_issuer_ends_the_attempt() {
        let state = "code=a&state=st%2Fate%2B1";
        for foreign in [
            "https%3A%2F%2Fevil.example",
            "https%3A%2F%2Ftest.idporten.no%2F",
            "",
        ] {
            let query = format!("{state}&iss={foreign}");
            assert_eq!(
                answer(&query, true),
                Err(AuthError::InvalidResponse("iss")),
                "{foreign}"
            );
            assert_eq!(
                answer(&query, false),
                Err(AuthError::InvalidResponse("iss")),
                "{foreign}"
            );
        }
        assert_eq!(
            answer(state, true),
            Err(AuthError::InvalidResponse("iss missing"))
        );
        assert_eq!(
            answer(state, false),
            Ok("a".to_owned()),
            "a provider that never sends it"
        );
    }

    #[test]
    fn errors_are_read_by_their_code() {
        for (error, outcome) in [
            ("access_denied", AuthError::Refused),
            ("invalid_scope", AuthError::InvalidScope),
            ("unauthorized_client", AuthError::ClientNotRegistered),
            ("server_error", AuthError::ProviderNotAnswering),
            ("temporarily_unavailable", AuthError::ProviderNotAnswering),
            (
                "login_required",
                AuthError::InvalidResponse("authorization"),
            ),
            ("<script>", AuthError::InvalidResponse("authorization")),
        ] {
            let query = format!("{ISSUER}&error={error}&error_description=x&state=st%2Fate%2B1");
            assert_eq!(answer(&query, true), Err(outcome), "{error}");
        }
        let empty = format!("{ISSUER}&state=st%2Fate%2B1");
        assert_eq!(
            answer(&empty, true),
            Err(AuthError::InvalidResponse("code missing"))
        );
    }
}
