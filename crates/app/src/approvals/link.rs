//! From a pasted text to a request, or to a clear sentence. No call is made here.

use fullmakt_domain::Environment;
use fullmakt_domain::confirm_link::{
    AltinnPage, ConfirmLink, LinkRefusal, PageKind, parse_altinn_page, parse_confirm_link,
};

use crate::surface::common::{ErrorCode, Failure};
use crate::surface::organisations::AltinnPage as PageView;

/// Reads a link, in words that the screens know.
///
/// # Errors
/// One code for each way in which a text is no link of ours. Where it is one to another page at Altinn, `page` in the
/// context names it: the browser can open that.
pub fn parse(text: &str, environment: &Environment) -> Result<ConfirmLink, Failure> {
    parse_confirm_link(text, environment).map_err(|refusal| {
        let failure = failure(refusal);
        match parse_altinn_page(text, environment) {
            Some(page) => failure.with("page", page.kind.slug()),
            None => failure,
        }
    })
}

/// A link to another page at Altinn.
pub fn page(text: &str, environment: &Environment) -> Option<AltinnPage> {
    parse_altinn_page(text, environment)
}

/// Kinds of page, as the screens know them.
pub fn page_view(kind: PageKind) -> PageView {
    match kind {
        PageKind::Consent => PageView::Consent,
        PageKind::Inbox => PageView::Inbox,
        PageKind::SystemAccess => PageView::SystemAccess,
        PageKind::AccessManagement => PageView::AccessManagement,
        PageKind::Form => PageView::Form,
        PageKind::Information => PageView::Information,
        PageKind::Other => PageView::Other,
    }
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
