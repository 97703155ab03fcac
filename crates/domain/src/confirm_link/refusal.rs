//! Why a text cannot be used as a link to a request.

use super::host::KnownPortal;

/// Why a text cannot be used. Each case has a sentence of its own on screen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// Nothing but white space.
    #[error("there is no text")]
    Empty,
    /// Larger than any link.
    #[error("the text is larger than any link")]
    TooLong,
    /// No link in the text, or one that cannot be read.
    #[error("the text is not a link")]
    NotALink,
    /// More than one link in the text.
    #[error("there is more than one link in the text")]
    Several,
    /// The link does not use https.
    #[error("the link does not use https")]
    NotHttps,
    /// The link carries a user name or a password.
    #[error("the link carries a user name or a password")]
    Credentials,
    /// The link names a port that is not Altinn's.
    #[error("the link names a port")]
    Port,
    /// The host is not Altinn's, and does not try to look as if.
    #[error("the link leads to {host}, which is not Altinn")]
    ForeignHost {
        /// The host, in ASCII.
        host: String,
    },
    /// The host only looks like Altinn's.
    #[error("the link leads to {host}, which only looks like {meant}")]
    LookalikeHost {
        /// The host, in ASCII where it can be (`xn--…`).
        host: String,
        /// The host that it looks like.
        meant: String,
    },
    /// Altinn's host, but not a page with a request.
    #[error("the link leads to another page at Altinn")]
    WrongPath,
    /// No `id` in the link.
    #[error("the link has no id")]
    NoId,
    /// More than one `id` in the link.
    #[error("the link has more than one id")]
    TwoIds,
    /// The `id` is not a UUID.
    #[error("the id in the link is not one of Altinn's")]
    BadId,
    /// The link belongs to another Altinn environment.
    #[error("the link belongs to another Altinn environment, {}", which.host())]
    OtherEnvironment {
        /// Which.
        which: KnownPortal,
    },
    /// A page at Altinn that people are sent to for a decision, but of a kind that is not handled here.
    #[error("this kind of Altinn link is not handled here")]
    KindUnsupported {
        /// What kind.
        what: UnsupportedKind,
    },
}

impl LinkRefusal {
    pub(super) fn lookalike(host: &str, meant: String) -> Self {
        LinkRefusal::LookalikeHost {
            // Written hosts can hold anything; a name has at most 253 characters, and marks must not hide.
            host: crate::text::vendor_text(host).text,
            meant,
        }
    }
}

/// Kinds of Altinn page that are recognised but not handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnsupportedKind {
    /// A request for consent (samtykke).
    Consent,
    /// Altinn's inbox.
    Inbox,
}

impl UnsupportedKind {
    /// Short name for an error's context.
    pub fn slug(self) -> &'static str {
        match self {
            UnsupportedKind::Consent => "consent",
            UnsupportedKind::Inbox => "inbox",
        }
    }
}

impl From<UnsupportedKind> for String {
    /// The short name.
    fn from(kind: UnsupportedKind) -> String {
        kind.slug().to_owned()
    }
}
