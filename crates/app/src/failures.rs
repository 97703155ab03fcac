//! From the faults of the rooms below to the one failure that the screens know.

use fullmakt_altinn::{AltinnError, TokenError};
use fullmakt_auth::AuthError;
use fullmakt_domain::refusal::Refusal;
use fullmakt_net::NetError;
use fullmakt_secrets::SecretError;
use fullmakt_store::StoreError;

use crate::surface::common::{Ability, AbilityReason, ErrorCode, Failure};

/// From an act that cannot be done by the interface: what stands in its way.
pub fn from_ability(ability: &Ability) -> Failure {
    Failure::new(match ability.reason {
        Some(AbilityReason::ScopeMissing | AbilityReason::PortalScopeOnly) => {
            ErrorCode::ScopeMissing
        }
        Some(AbilityReason::ConsentRefused) => ErrorCode::ConsentRefused,
        Some(AbilityReason::SignedOut) => ErrorCode::LoginRequired,
        Some(AbilityReason::Offline) => ErrorCode::Offline,
        _ => ErrorCode::AccessDenied,
    })
}

/// From the network.
pub fn from_net(error: &NetError) -> Failure {
    Failure::new(match error {
        NetError::Offline => ErrorCode::Offline,
        NetError::Timeout { .. } => ErrorCode::Timeout,
        NetError::Cut { .. } | NetError::Tls(_) => ErrorCode::UpstreamDown,
        NetError::TooLarge | NetError::Unreadable { .. } => ErrorCode::UpstreamChanged,
        NetError::NotHttps | NetError::NotPublic => ErrorCode::AddressNotAllowed,
        _ => ErrorCode::Unexpected,
    })
}

/// Whether a write may have reached the other side although no answer came back.
pub fn outcome_unknown(error: &AltinnError) -> bool {
    error.may_have_arrived()
}

/// From sign-in and tokens.
pub fn from_auth(error: &AuthError) -> Failure {
    match error {
        AuthError::Net(net) => from_net(net),
        AuthError::Cancelled | AuthError::Refused => Failure::new(ErrorCode::LoginCancelled),
        AuthError::TimedOut => Failure::new(ErrorCode::LoginTimeout),
        AuthError::InvalidResponse(what) => {
            Failure::new(ErrorCode::LoginInvalid).with("what", *what)
        }
        AuthError::LevelTooLow { .. } => Failure::new(ErrorCode::LevelTooLow),
        AuthError::OtherPerson => Failure::new(ErrorCode::OtherPerson),
        AuthError::InvalidScope | AuthError::ClientNotRegistered => {
            Failure::new(ErrorCode::ClientNotRegistered)
        }
        AuthError::LoginNeeded => Failure::new(ErrorCode::LoginRequired),
        AuthError::NoAltinnScope => Failure::new(ErrorCode::AltinnScopeMissing),
        AuthError::PersonUnknown => Failure::new(ErrorCode::PersonUnknownAtAltinn),
        AuthError::AltinnNotAnswering | AuthError::ProviderNotAnswering => {
            Failure::new(ErrorCode::UpstreamDown)
        }
        AuthError::Busy => Failure::new(ErrorCode::Conflict),
        AuthError::NoLoopback => Failure::new(ErrorCode::BrowserUnavailable),
        AuthError::Vault(_) => Failure::new(ErrorCode::FileNotWritten).with("folder", "data"),
        other => {
            tracing::warn!(%other, "a login fault without a sentence of its own");
            Failure::new(ErrorCode::Unexpected).with("place", "login")
        }
    }
}

/// From the keyring.
pub fn from_secrets(error: &SecretError) -> Failure {
    Failure::new(match error {
        SecretError::Locked => ErrorCode::KeyringLocked,
        _ => ErrorCode::KeyringMissing,
    })
}

/// From the database.
pub fn from_store(error: &StoreError) -> Failure {
    match error {
        StoreError::Locked => Failure::new(ErrorCode::StoreLocked),
        StoreError::Damaged => Failure::new(ErrorCode::StoreDamaged),
        StoreError::DiskFull => Failure::new(ErrorCode::DiskFull),
        StoreError::Newer { .. } => Failure::new(ErrorCode::StoreNewer),
        other => {
            tracing::error!(code = other.code(), "the store failed");
            Failure::new(ErrorCode::Unexpected).with("place", "store")
        }
    }
}

/// From Altinn. Matches on codes only; the text of a problem may stand in `title` or in `detail`.
pub fn from_altinn(error: &AltinnError) -> Failure {
    match error {
        AltinnError::Net(net) => from_net(net),
        AltinnError::Token(token) => from_token(token),
        AltinnError::Unauthorized => Failure::new(ErrorCode::LoginRequired),
        AltinnError::Forbidden => Failure::new(ErrorCode::AccessDenied),
        AltinnError::NotFound => Failure::new(ErrorCode::NotFound),
        AltinnError::RateLimited { after_s, code } => {
            let mut failure = Failure::new(ErrorCode::RateLimited).after(*after_s);
            failure.upstream_code.clone_from(code);
            failure
        }
        AltinnError::ServerError { .. } => Failure::new(ErrorCode::UpstreamDown),
        AltinnError::Unreadable { .. } => Failure::new(ErrorCode::UpstreamChanged),
        AltinnError::Problem { code, trace_id, .. } => {
            let mut failure = Failure::new(match code.as_deref() {
                _ if error.is_fault() => ErrorCode::UpstreamDown,
                Some(code) => from_code(code),
                None => ErrorCode::UpstreamChanged,
            });
            failure.upstream_code.clone_from(code);
            failure.trace_id.clone_from(trace_id);
            failure
        }
    }
}

fn from_token(error: &TokenError) -> Failure {
    match error {
        TokenError::LoginNeeded => Failure::new(ErrorCode::LoginRequired),
        TokenError::Source(source) => match source.downcast_ref::<AuthError>() {
            Some(auth) => from_auth(auth),
            None => Failure::unexpected("token"),
        },
        TokenError::Other(_) => Failure::unexpected("token"),
    }
}

/// What a problem code means, in the cases that the screens know.
fn from_code(code: &str) -> ErrorCode {
    match Refusal::from_code(code) {
        Some(Refusal::OrganisationUnknown) => ErrorCode::OrganisationUnknown,
        Some(Refusal::MissingRights) => ErrorCode::MissingRights,
        Some(Refusal::DelegationFailed | Refusal::NotStored) => ErrorCode::DelegationFailed,
        Some(Refusal::SystemUserExists) => ErrorCode::SystemUserExists,
        Some(Refusal::RequestNotFound) => ErrorCode::RequestNotFound,
        Some(Refusal::SystemGone) => ErrorCode::SystemGone,
        Some(Refusal::RequestAlreadyDecided) => ErrorCode::RequestAlreadyDecided,
        Some(Refusal::SystemUserGone) => ErrorCode::SystemUserGone,
        Some(Refusal::MissingRole) => ErrorCode::MissingRole,
        Some(Refusal::MissingDelegation) => ErrorCode::MissingDelegation,
        Some(Refusal::AccessList) => ErrorCode::AccessList,
        Some(Refusal::ServiceLevelTooLow) => ErrorCode::ServiceLevelTooLow,
        Some(Refusal::WithdrawFailed) => ErrorCode::WithdrawFailed,
        Some(Refusal::SystemUserOtherOrganisation) => ErrorCode::SystemUserOtherOrganisation,
        Some(Refusal::RequestOtherOrganisation) => ErrorCode::RequestOtherOrganisation,
        Some(Refusal::RegistrationIncomplete | Refusal::StatusNotStored) => {
            ErrorCode::RegistrationIncomplete
        }
        Some(Refusal::MissingPackage) => ErrorCode::MissingPackage,
        Some(Refusal::RightsUnreadable) => ErrorCode::UpstreamDown,
        Some(Refusal::UnknownPackage) => ErrorCode::UnknownPackage,
        Some(Refusal::PackageWrongUse) => ErrorCode::PackageWrongUse,
        // What was read is of another kind than what was acted on: it must be read again.
        Some(Refusal::OtherKind) => ErrorCode::RequestChanged,
        Some(Refusal::NotAccessManager) => ErrorCode::NotAccessManager,
        Some(Refusal::NotDelegable) => ErrorCode::NotDelegable,
        Some(Refusal::MaskinportenOnly) => ErrorCode::MaskinportenOnly,
        Some(Refusal::VendorFault) => ErrorCode::VendorFault,
        Some(Refusal::ClientAdministration | Refusal::ClientLacksPackages) | None => {
            ErrorCode::AccessDenied
        }
    }
}

#[cfg(test)]
mod tests {
    use super::from_code;
    use crate::surface::common::ErrorCode;

    #[test]
    fn every_code_a_decision_can_meet_has_its_own_case() {
        for (code, case) in [
            ("AUTH-00013", ErrorCode::RequestAlreadyDecided),
            ("AUTH-00041", ErrorCode::RequestOtherOrganisation),
            ("AUTH-00048", ErrorCode::RegistrationIncomplete),
            ("AUTH-00004", ErrorCode::SystemUserExists),
            ("AUTH-00010", ErrorCode::RequestNotFound),
            ("AUTH-00066", ErrorCode::NotAccessManager),
            ("AUTH-00014", ErrorCode::MissingRights),
            ("AUTH-00016", ErrorCode::MissingRole),
            ("AUTH-00018", ErrorCode::MissingDelegation),
            ("AUTH-00019", ErrorCode::AccessList),
            ("AUTH-00020", ErrorCode::ServiceLevelTooLow),
            ("AUTH-00053", ErrorCode::MissingPackage),
            ("AUTH-00068", ErrorCode::MissingPackage),
            ("AUTH-00069", ErrorCode::AccessList),
            ("AUTH-00070", ErrorCode::NotDelegable),
            ("AUTH-00071", ErrorCode::MaskinportenOnly),
            ("AUTH-00011", ErrorCode::SystemGone),
            ("AUTH-00017", ErrorCode::VendorFault),
            ("AUTH-00026", ErrorCode::VendorFault),
            ("AUTH-00025", ErrorCode::RequestChanged),
            ("AUTH-00060", ErrorCode::RegistrationIncomplete),
        ] {
            assert_eq!(from_code(code), case, "{code}");
        }
        assert_eq!(
            from_code("AUTH-00999"),
            ErrorCode::AccessDenied,
            "an unknown code is a no"
        );
    }
}
