//! From what Dialogporten and content hosts refuse with to the failures that the screens know.

use fullmakt_altinn::ContentError;
use fullmakt_altinn::dialogs::DialogTrouble;
use url::Url;

use crate::failures::from_altinn;
use crate::surface::common::{ErrorCode, Failure};
use crate::time::wire;

/// From Dialogporten.
pub(super) fn from_dialog(trouble: &DialogTrouble) -> Failure {
    match trouble {
        DialogTrouble::NotFound | DialogTrouble::Gone => Failure::new(ErrorCode::MessageGone),
        DialogTrouble::NotVisibleYet { from } => {
            let failure = Failure::new(ErrorCode::MessageNotVisibleYet);
            match from {
                Some(from) => failure.with("from", wire(*from)),
                None => failure,
            }
        }
        DialogTrouble::LevelTooLow => Failure::new(ErrorCode::MessageLevelTooLow),
        DialogTrouble::NotAllowed => Failure::new(ErrorCode::AccessDenied),
        DialogTrouble::RevisionMismatch | DialogTrouble::Conflict => {
            Failure::new(ErrorCode::Conflict)
        }
        DialogTrouble::Wait { after_s } => Failure::new(ErrorCode::RateLimited).after(*after_s),
        DialogTrouble::TooMany | DialogTrouble::TooBroad => Failure::unexpected("dialog"),
        DialogTrouble::Other(error) => from_altinn(error),
    }
}

/// From the host of a letter, an attachment or an action. `address` tells its name.
pub(super) fn from_content(error: &ContentError, address: &str) -> Failure {
    let host = host_of(address);
    let at_host = |code| {
        let failure = Failure::new(code);
        match &host {
            Some(host) => failure.with("host", host),
            None => failure,
        }
    };
    match error {
        ContentError::AddressNotFollowed => at_host(ErrorCode::AddressNotAllowed),
        ContentError::TokenRefused | ContentError::BrowserOnly | ContentError::NotFound => {
            at_host(ErrorCode::ContentUnavailable)
        }
        ContentError::NoRight => at_host(ErrorCode::AccessDenied),
        ContentError::TooLarge => at_host(ErrorCode::ContentTooLarge),
        ContentError::Refused { code } => {
            let mut failure = at_host(refused(*code));
            failure.upstream_code = Some(code.to_string());
            failure
        }
        ContentError::TooEarly { from } => {
            let failure = Failure::new(ErrorCode::DeletionTooEarly);
            match from {
                Some(from) => failure.with("allowedAt", wire(*from)),
                None => failure,
            }
        }
        ContentError::Other(error) => from_altinn(error),
    }
}

/// What Altinn Melding's codes mean (products reference, 3.4).
fn refused(code: u32) -> ErrorCode {
    match code {
        1001 | 1014 => ErrorCode::MessageGone,
        1025 => ErrorCode::NotOpened,
        1026 => ErrorCode::ConfirmationOutstanding,
        1043 => ErrorCode::PartOfConversation,
        2001 | 2019 | 2020 => ErrorCode::AttachmentExpired,
        2023 => ErrorCode::ContentTooLarge,
        4001 => ErrorCode::AccessDenied,
        _ => ErrorCode::ContentUnavailable,
    }
}

/// The host of an address, for a sentence.
pub(super) fn host_of(address: &str) -> Option<String> {
    Url::parse(address).ok()?.host_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use fullmakt_altinn::ContentError;

    use super::from_content;
    use crate::surface::common::ErrorCode;

    #[test]
    fn codes_of_the_message_service_have_their_own_cases() {
        for (code, case) in [
            (1014, ErrorCode::MessageGone),
            (1026, ErrorCode::ConfirmationOutstanding),
            (1043, ErrorCode::PartOfConversation),
            (2020, ErrorCode::AttachmentExpired),
            (9999, ErrorCode::ContentUnavailable),
        ] {
            let failure = from_content(&ContentError::Refused { code }, "https://altinn.example/x");
            assert_eq!(failure.code, case, "{code}");
            assert_eq!(failure.context["host"], "altinn.example");
        }
    }
}
