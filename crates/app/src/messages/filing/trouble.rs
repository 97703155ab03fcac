//! What stands in the way of a change: whether it waits for that, and for how long.

use fullmakt_altinn::AltinnError;
use fullmakt_altinn::dialogs::DialogTrouble;
use jiff::SignedDuration;

use crate::messages::sync::is_offline;

/// Whether it certainly did not arrive, and will be taken later.
pub(super) fn waits(trouble: &DialogTrouble) -> bool {
    match trouble {
        DialogTrouble::Wait { .. } => true,
        DialogTrouble::Other(error) => {
            !trouble.may_have_arrived()
                && match error {
                    AltinnError::Net(_)
                    | AltinnError::Unauthorized
                    | AltinnError::Token(_)
                    | AltinnError::RateLimited { .. }
                    // Something on the way answers in Altinn's place: there is no way through to it now.
                    | AltinnError::ServerError { .. } => true,
                    AltinnError::Problem { status, .. } => is_of_the_way(*status),
                    _ => false,
                }
        }
        _ => false,
    }
}

/// The same for the change itself. A 403 that is not in Dialogporten's own words came from before it (Dialogporten
/// reference, 1.11): a proxy that lets reading pass and nothing else, or a login without the scope. That is no answer to
/// what was asked, so nothing is refused by it.
pub(super) fn is_held_up(trouble: &DialogTrouble) -> bool {
    waits(trouble) || matches!(trouble, DialogTrouble::Other(AltinnError::Forbidden))
}

/// Statuses that say nothing of the message, but of the way to it: a proxy wants a login, or did not get it in time.
pub(super) fn is_of_the_way(status: u16) -> bool {
    matches!(status, 407 | 408 | 425) || status >= 500
}

/// How long Altinn wants quiet, or how soon to ask again.
pub(super) fn pause(trouble: &DialogTrouble) -> Option<SignedDuration> {
    match trouble {
        DialogTrouble::Wait { after_s } => after_s.map(|s| SignedDuration::from_secs(i64::from(s))),
        // Asking whether the network is back costs Altinn nothing.
        found if is_offline(found) => Some(SignedDuration::ZERO),
        _ => None,
    }
}

/// A refusal with a code, for the tests of what it means.
#[cfg(test)]
pub(super) fn problem(status: u16) -> AltinnError {
    AltinnError::Problem {
        status,
        code: Some("GatewayTimeout".to_owned()),
        trace_id: None,
        paths: Box::default(),
        reasons: Vec::new(),
        extensions: std::collections::BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use fullmakt_altinn::dialogs::DialogTrouble;
    use fullmakt_altinn::{AltinnError, TokenError};
    use fullmakt_auth::AuthError;
    use fullmakt_net::NetError;
    use jiff::SignedDuration;

    use super::{is_held_up, pause, problem, waits};

    /// A token lives for two minutes: most of the time it is the renewal that meets the want of a network.
    #[test]
    fn without_a_network_it_waits_and_goes_as_soon_as_there_is_one() {
        let no_token = TokenError::Source(Arc::new(AuthError::Net(NetError::Offline)));
        for error in [
            AltinnError::Net(NetError::Offline),
            AltinnError::Token(no_token),
        ] {
            let trouble = DialogTrouble::from(error);
            assert!(waits(&trouble), "{trouble:?}");
            assert_eq!(pause(&trouble), Some(SignedDuration::ZERO), "{trouble:?}");
        }
    }

    #[test]
    fn what_stands_in_the_way_refuses_nothing() {
        let redirect = AltinnError::ServerError { status: 302 };
        for error in [redirect, problem(407), problem(408)] {
            let trouble = DialogTrouble::from(error);
            assert!(waits(&trouble), "{trouble:?}");
        }
        for error in [
            problem(502),
            AltinnError::ServerError { status: 502 },
            NetError::Cut { sent: true }.into(),
        ] {
            let trouble = DialogTrouble::from(error);
            assert!(trouble.may_have_arrived(), "{trouble:?}");
            assert!(!waits(&trouble), "its outcome is read first: {trouble:?}");
        }
        for error in [problem(400), problem(422), AltinnError::Forbidden] {
            let trouble = DialogTrouble::from(error);
            assert!(!waits(&trouble), "{trouble:?}");
        }
    }

    #[test]
    fn a_refusal_is_in_dialogportens_own_words() {
        let bare = DialogTrouble::from(AltinnError::Forbidden);
        assert!(is_held_up(&bare));
        assert_eq!(pause(&bare), None, "ever more seldom");
        for trouble in [
            DialogTrouble::NotAllowed,
            DialogTrouble::LevelTooLow,
            DialogTrouble::NotFound,
            DialogTrouble::Gone,
            problem(400).into(),
        ] {
            assert!(!is_held_up(&trouble), "{trouble:?}");
        }
    }
}
