//! From a pasted text to a request, or to a clear sentence. No call is made here.

use fullmakt_domain::Environment;
use fullmakt_domain::confirm_link::{ConfirmLink, LinkRefusal, parse_confirm_link};

use crate::surface::common::{ErrorCode, Failure};

/// Reads a link, in words that the screens know.
///
/// # Errors
/// One code for each way in which a text is no link of ours.
pub fn parse(text: &str, environment: &Environment) -> Result<ConfirmLink, Failure> {
    parse_confirm_link(text, environment).map_err(failure)
}

fn failure(refusal: LinkRefusal) -> Failure {
    match refusal {
        LinkRefusal::Empty => Failure::new(ErrorCode::LinkEmpty),
        LinkRefusal::TooLong => Failure::new(ErrorCode::LinkTooLong),
        LinkRefusal::NotALink => Failure::new(ErrorCode::LinkNotALink),
        LinkRefusal::Several => Failure::new(ErrorCode::LinkSeveral),
        LinkRefusal::NotHttps => Failure::new(ErrorCode::LinkNotHttps),
        LinkRefusal::Credentials => Failure::new(ErrorCode::LinkCredentials),
        LinkRefusal::Port => Failure::new(ErrorCode::LinkPort),
        LinkRefusal::ForeignHost { host } => {
            Failure::new(ErrorCode::LinkForeignHost).with("host", host)
        }
        LinkRefusal::LookalikeHost { host, meant } => Failure::new(ErrorCode::LinkLookalikeHost)
            .with("host", host)
            .with("meant", meant),
        LinkRefusal::WrongPath => Failure::new(ErrorCode::LinkWrongPath),
        LinkRefusal::NoId => Failure::new(ErrorCode::LinkNoId),
        LinkRefusal::TwoIds => Failure::new(ErrorCode::LinkTwoIds),
        LinkRefusal::BadId => Failure::new(ErrorCode::LinkBadId),
        LinkRefusal::OtherEnvironment { which } => {
            Failure::new(ErrorCode::LinkOtherEnvironment).with("environment", which)
        }
        LinkRefusal::KindUnsupported { what } => {
            Failure::new(ErrorCode::LinkKindUnsupported).with("what", what)
        }
    }
}
