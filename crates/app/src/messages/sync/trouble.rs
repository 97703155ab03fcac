//! What a search was refused with, in the terms that decide what to do next, and in those of the screens.

use fullmakt_altinn::dialogs::DialogTrouble;
use fullmakt_altinn::{AltinnError, TokenError};
use fullmakt_auth::AuthError;
use fullmakt_net::NetError;
use fullmakt_sync::{Reaction, Trouble};
use jiff::{SignedDuration, Timestamp};

use crate::messages::failures::from_dialog;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::PauseReason;

/// What went wrong, for [`fullmakt_sync::react`].
pub(super) fn trouble(found: &DialogTrouble) -> Trouble {
    match found {
        DialogTrouble::TooMany => Trouble::TooMany,
        DialogTrouble::TooBroad => Trouble::TooBroad,
        DialogTrouble::Wait { after_s } => Trouble::Wait {
            after: after_s.map(|s| SignedDuration::from_secs(i64::from(s))),
        },
        DialogTrouble::LevelTooLow | DialogTrouble::NotAllowed => Trouble::Forbidden,
        DialogTrouble::NotFound
        | DialogTrouble::NotVisibleYet { .. }
        | DialogTrouble::Gone
        | DialogTrouble::RevisionMismatch
        | DialogTrouble::Conflict => Trouble::NotUnderstood,
        DialogTrouble::Other(error) => match error {
            AltinnError::Net(error) => unreached(error),
            AltinnError::Unauthorized | AltinnError::Token(TokenError::LoginNeeded) => {
                Trouble::TokenRefused
            }
            AltinnError::Token(error) => not_renewed(error),
            AltinnError::Forbidden => Trouble::Forbidden,
            AltinnError::RateLimited { after_s, .. } => Trouble::Wait {
                after: after_s.map(|s| SignedDuration::from_secs(i64::from(s))),
            },
            AltinnError::ServerError { .. } => Trouble::ServerDown,
            _ => Trouble::NotUnderstood,
        },
    }
}

/// Whether there is no network, wherever that was met.
pub(in crate::messages) fn is_offline(found: &DialogTrouble) -> bool {
    trouble(found) == Trouble::Offline
}

fn unreached(error: &NetError) -> Trouble {
    match error {
        NetError::Offline => Trouble::Offline,
        _ => Trouble::NoAnswer,
    }
}

/// The login stands, but gave no token. A token lives for two minutes, so nearly every outage begins so.
fn not_renewed(error: &TokenError) -> Trouble {
    let TokenError::Source(source) = error else {
        return Trouble::ServerDown;
    };
    match source.downcast_ref::<AuthError>() {
        Some(AuthError::Net(error)) => unreached(error),
        _ => Trouble::ServerDown,
    }
}

/// Altinn wants quiet until then.
pub(super) fn wants_quiet(until: Timestamp, now: Timestamp) -> Failure {
    let left = until.duration_since(now).as_secs();
    Failure::new(ErrorCode::RateLimited).after(u32::try_from(left).ok())
}

/// The same for the screens.
pub(super) fn failure(found: &DialogTrouble) -> Failure {
    match found {
        DialogTrouble::NotAllowed | DialogTrouble::Other(AltinnError::Forbidden) => {
            Failure::new(ErrorCode::ScopeMissing)
        }
        DialogTrouble::Wait { .. } | DialogTrouble::LevelTooLow | DialogTrouble::Other(_) => {
            from_dialog(found)
        }
        DialogTrouble::TooBroad => Failure::new(ErrorCode::Timeout),
        _ => Failure::new(ErrorCode::UpstreamChanged),
    }
}

/// Why synchronisation stands still after a reaction; `None` when the others go on.
pub(super) fn pause(reaction: Reaction, failure: &Failure) -> Option<PauseReason> {
    match reaction {
        Reaction::Wait(_) | Reaction::BackOff(_) if failure.code == ErrorCode::RateLimited => {
            Some(PauseReason::RateLimited)
        }
        Reaction::Wait(_) | Reaction::BackOff(_) => Some(PauseReason::UpstreamDown),
        Reaction::UntilOnline => Some(PauseReason::Offline),
        Reaction::UntilLogin if failure.code == ErrorCode::ScopeMissing => {
            Some(PauseReason::ScopeMissing)
        }
        Reaction::UntilLogin => Some(PauseReason::SignedOut),
        Reaction::Halve | Reaction::ReadLimits | Reaction::NewToken | Reaction::Skip => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use fullmakt_altinn::dialogs::DialogTrouble;
    use fullmakt_altinn::{AltinnError, TokenError};
    use fullmakt_auth::AuthError;
    use fullmakt_net::NetError;
    use fullmakt_sync::{Tried, Trouble, react};

    use super::{failure, pause, trouble};
    use crate::surface::common::ErrorCode;
    use crate::surface::messages::PauseReason;

    fn after(found: &DialogTrouble) -> Option<PauseReason> {
        let tried = Tried {
            times: 2,
            ..Tried::default()
        };
        pause(react(trouble(found), tried), &failure(found))
    }

    #[test]
    fn what_concerns_all_stops_all_and_says_why() {
        for (found, reason) in [
            (
                DialogTrouble::Wait { after_s: Some(7) },
                PauseReason::RateLimited,
            ),
            (
                AltinnError::ServerError { status: 502 }.into(),
                PauseReason::UpstreamDown,
            ),
            (
                AltinnError::Net(NetError::Offline).into(),
                PauseReason::Offline,
            ),
            (AltinnError::Forbidden.into(), PauseReason::ScopeMissing),
            (AltinnError::Unauthorized.into(), PauseReason::SignedOut),
        ] {
            assert_eq!(after(&found), Some(reason), "{found:?}");
        }
    }

    #[test]
    fn an_outage_is_one_wherever_it_is_met() {
        let no_token = |error: AuthError| -> DialogTrouble {
            AltinnError::Token(TokenError::Source(Arc::new(error))).into()
        };
        for (error, reason) in [
            (AuthError::Net(NetError::Offline), PauseReason::Offline),
            (
                AuthError::Net(NetError::Timeout { sent: true }),
                PauseReason::UpstreamDown,
            ),
            (AuthError::ProviderNotAnswering, PauseReason::UpstreamDown),
            (AuthError::AltinnNotAnswering, PauseReason::UpstreamDown),
        ] {
            let found = no_token(error);
            assert_eq!(after(&found), Some(reason), "{found:?}");
        }
        let ended = AltinnError::Token(TokenError::LoginNeeded).into();
        assert_eq!(after(&ended), Some(PauseReason::SignedOut));
    }

    #[test]
    fn what_concerns_one_batch_leaves_the_others() {
        assert_eq!(after(&DialogTrouble::TooMany), None);
        assert_eq!(after(&AltinnError::NotFound.into()), None);
        assert_eq!(trouble(&DialogTrouble::TooBroad), Trouble::TooBroad);
        assert_eq!(failure(&DialogTrouble::TooBroad).code, ErrorCode::Timeout);
    }
}
