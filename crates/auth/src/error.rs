//! Why a login, or a token, was not to be had.

use fullmakt_net::NetError;

/// What can go wrong between the person, ID-porten and Altinn. No variant carries a token, a code, an address or
/// anything about the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// The attempt was given up in the app.
    #[error("the login was cancelled")]
    Cancelled,
    /// Nobody came back from the browser in time.
    #[error("nobody came back from the browser in time")]
    TimedOut,
    /// The person said no at ID-porten (`access_denied`).
    #[error("the login was refused at ID-porten")]
    Refused,
    /// Something in ID-porten's or Altinn's answer is not as it must be; nothing of it is used. Names the part.
    #[error("an answer is not as it must be: {0}")]
    InvalidResponse(&'static str),
    /// The person is signed in at a lower level than was asked for.
    #[error("signed in at level {got}, which is too low")]
    LevelTooLow {
        /// Level of the login: 0, 3 or 4.
        got: u8,
    },
    /// Somebody else signed in than the person whose session it was.
    #[error("another person signed in")]
    OtherPerson,
    /// A scope is not ours to ask for: a fault of the client's registration.
    #[error("ID-porten refuses a scope")]
    InvalidScope,
    /// ID-porten does not know the client, or not for this way of signing in.
    #[error("ID-porten does not accept this client")]
    ClientNotRegistered,
    /// There is no valid login any more; the person must sign in again.
    #[error("a new login is needed")]
    LoginNeeded,
    /// The login has no scope that Altinn takes (403 from the exchange).
    #[error("the login holds no scope for Altinn")]
    NoAltinnScope,
    /// Altinn has refused this person's valid login for a while and never took it before: most likely it does not
    /// know the person.
    #[error("Altinn does not seem to know this person")]
    PersonUnknown,
    /// Altinn refuses a valid login, which is how its exchange answers when a service behind it is down. The login
    /// itself is kept.
    #[error("Altinn is not answering")]
    AltinnNotAnswering,
    /// ID-porten answers with a fault of its own (`server_error`, `temporarily_unavailable`, 429, 5xx).
    #[error("ID-porten is not answering")]
    ProviderNotAnswering,
    /// No usable answer came.
    #[error("{0}")]
    Net(#[from] NetError),
    /// The login could not be kept durably, and is therefore not used.
    #[error("the login could not be kept: {0}")]
    Vault(String),
    /// Another attempt is waiting for the browser.
    #[error("another login is in progress")]
    Busy,
    /// This machine gave no local port for the browser to come back to.
    #[error("no local port could be opened for the browser to come back to")]
    NoLoopback,
}

impl AuthError {
    /// A short name for logs and reports.
    pub fn code(&self) -> &'static str {
        match self {
            AuthError::Cancelled => "cancelled",
            AuthError::TimedOut => "timed_out",
            AuthError::Refused => "refused",
            AuthError::InvalidResponse(_) => "invalid_response",
            AuthError::LevelTooLow { .. } => "level_too_low",
            AuthError::OtherPerson => "other_person",
            AuthError::InvalidScope => "invalid_scope",
            AuthError::ClientNotRegistered => "client_not_registered",
            AuthError::LoginNeeded => "login_needed",
            AuthError::NoAltinnScope => "no_altinn_scope",
            AuthError::PersonUnknown => "person_unknown",
            AuthError::AltinnNotAnswering => "altinn_not_answering",
            AuthError::ProviderNotAnswering => "provider_not_answering",
            AuthError::Net(_) => "net",
            AuthError::Vault(_) => "vault",
            AuthError::Busy => "busy",
            AuthError::NoLoopback => "no_loopback",
        }
    }

    /// Whether the same thing may succeed when tried again, without anything being changed.
    pub fn is_temporary(&self) -> bool {
        match self {
            AuthError::Cancelled
            | AuthError::TimedOut
            | AuthError::AltinnNotAnswering
            | AuthError::ProviderNotAnswering
            | AuthError::Vault(_)
            | AuthError::Busy
            | AuthError::NoLoopback => true,
            AuthError::Net(error) => error.is_temporary(),
            _ => false,
        }
    }

    /// Reads an OAuth error code from a redirect or a body (RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core
    /// 3.1.2.6). `place` names the answer when the code is none of the usual ones.
    pub(crate) fn of_oauth(code: &str, place: &'static str) -> Self {
        // Only the code is logged, and only if it is one: descriptions may name the person.
        if code.len() <= 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            tracing::warn!(place, error = code, "ID-porten refused");
        }
        match code {
            "access_denied" => AuthError::Refused,
            "invalid_scope" => AuthError::InvalidScope,
            "invalid_client" | "unauthorized_client" => AuthError::ClientNotRegistered,
            "invalid_grant" => AuthError::LoginNeeded,
            "server_error" | "temporarily_unavailable" => AuthError::ProviderNotAnswering,
            _ => AuthError::InvalidResponse(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AuthError;
    use fullmakt_net::NetError;

    #[test]
    fn oauth_codes_are_read_by_what_a_person_can_do_about_them() {
        for (code, error) in [
            ("access_denied", AuthError::Refused),
            ("invalid_scope", AuthError::InvalidScope),
            ("invalid_client", AuthError::ClientNotRegistered),
            ("unauthorized_client", AuthError::ClientNotRegistered),
            ("invalid_grant", AuthError::LoginNeeded),
            ("temporarily_unavailable", AuthError::ProviderNotAnswering),
            ("interaction_required", AuthError::InvalidResponse("here")),
            ("28876895937", AuthError::InvalidResponse("here")),
        ] {
            assert_eq!(AuthError::of_oauth(code, "here"), error, "{code}");
        }
    }

    #[test]
    fn an_outage_is_worth_another_try_a_refusal_is_not() {
        assert!(AuthError::AltinnNotAnswering.is_temporary());
        assert!(AuthError::Net(NetError::Offline).is_temporary());
        assert!(!AuthError::Net(NetError::Tls(String::new())).is_temporary());
        assert!(!AuthError::LoginNeeded.is_temporary());
        assert!(!AuthError::NoAltinnScope.is_temporary());
    }
}
