//! Why a call got no usable answer.

use crate::public::NotPublic;

/// A call that got no usable answer. What the other side *said*, however bad, is no `NetError` but an
/// [`Answer`](crate::Answer).
///
/// No variant carries an address, a header or a body, so that it may be logged and shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NetError {
    /// No connection could be made: no network, name not found, nobody listening. Nothing was sent.
    #[error("no connection could be made")]
    Offline,
    /// No answer in time.
    #[error("no answer in time")]
    Timeout {
        /// The request may have reached the other side.
        sent: bool,
    },
    /// The connection broke before the whole answer was read.
    #[error("the connection was cut")]
    Cut {
        /// The request may have reached the other side.
        sent: bool,
    },
    /// The answer is longer than the caller accepts.
    #[error("the answer is too long")]
    TooLarge,
    /// No trusted connection: what the TLS library said (certificate unknown, expired, wrong name).
    #[error("no trusted connection: {0}")]
    Tls(String),
    /// The answer is not what its kind of call promises.
    #[error("the answer to {kind} could not be read")]
    Unreadable {
        /// The kind of call.
        kind: &'static str,
    },
    /// Plain `http` to something else than this machine. Nothing was sent.
    #[error("plain http is for this machine only")]
    NotHttps,
    /// A call for public hosts only, and a name that does not lead to one. Nothing was sent.
    #[error("the name does not lead to a public host")]
    NotPublic,
    /// The request or the client could not be put together. Nothing was sent.
    #[error("the request could not be made: {0}")]
    Setup(String),
}

impl NetError {
    /// A short name for logs and reports.
    pub fn code(&self) -> &'static str {
        match self {
            NetError::Offline => "offline",
            NetError::Timeout { .. } => "timeout",
            NetError::Cut { .. } => "cut",
            NetError::TooLarge => "too_large",
            NetError::Tls(_) => "tls",
            NetError::Unreadable { .. } => "unreadable",
            NetError::NotHttps => "not_https",
            NetError::NotPublic => "not_public",
            NetError::Setup(_) => "setup",
        }
    }

    /// Whether the same call may succeed when it is made again, without anything being changed. For a write, see
    /// [`NetError::may_have_arrived`] first.
    pub fn is_temporary(&self) -> bool {
        matches!(
            self,
            NetError::Offline | NetError::Timeout { .. } | NetError::Cut { .. }
        )
    }

    /// Whether the request may have had its effect on the other side although no good answer came back: after a
    /// write, the state must be read before anything is tried again.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            NetError::Timeout { sent } | NetError::Cut { sent } => *sent,
            NetError::TooLarge | NetError::Unreadable { .. } => true,
            NetError::Offline
            | NetError::Tls(_)
            | NetError::NotHttps
            | NetError::NotPublic
            | NetError::Setup(_) => false,
        }
    }

    /// Reads reqwest's error. Its text is never kept: it holds the address.
    pub(crate) fn of_send(error: &reqwest::Error) -> Self {
        let connecting = error.is_connect();
        if error.is_timeout() {
            return NetError::Timeout { sent: !connecting };
        }
        if causes(error).any(|cause| cause.downcast_ref::<NotPublic>().is_some()) {
            return NetError::NotPublic;
        }
        if let Some(text) = tls_text(error) {
            return NetError::Tls(text);
        }
        if error.is_builder() {
            return NetError::Setup("not a valid request".to_owned());
        }
        if connecting {
            NetError::Offline
        } else {
            NetError::Cut { sent: true }
        }
    }

    /// Reads reqwest's error while the body is read: the request had arrived by then.
    pub(crate) fn of_body(error: &reqwest::Error, kind: &'static str) -> Self {
        if error.is_timeout() {
            NetError::Timeout { sent: true }
        } else if error.is_decode() && !is_cut(error) {
            NetError::Unreadable { kind }
        } else {
            NetError::Cut { sent: true }
        }
    }
}

/// The TLS library's own words, when the chain of causes holds any.
fn tls_text(error: &reqwest::Error) -> Option<String> {
    causes(error)
        .find_map(|cause| cause.downcast_ref::<rustls::Error>())
        .map(ToString::to_string)
}

/// A broken connection inside a decoder shows as a decoding error; its cause tells.
fn is_cut(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|io| {
            matches!(
                io.kind(),
                std::io::ErrorKind::UnexpectedEof
                    | std::io::ErrorKind::ConnectionReset
                    | std::io::ErrorKind::BrokenPipe
            )
        }) || cause.to_string().contains("before message completed")
            || cause.to_string().contains("end of file before")
    })
}

/// The chain of causes. An `io::Error` that wraps another error hides it from `source()`, so those are unwrapped here.
fn causes<'a>(
    error: &'a reqwest::Error,
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |cause| {
        match cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
        {
            Some(inner) => Some(inner as &(dyn std::error::Error + 'static)),
            None => cause.source(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::NetError;

    #[test]
    fn only_what_was_sent_can_have_had_an_effect() {
        assert!(NetError::Timeout { sent: true }.may_have_arrived());
        assert!(!NetError::Timeout { sent: false }.may_have_arrived());
        assert!(NetError::Cut { sent: true }.may_have_arrived());
        assert!(NetError::Unreadable { kind: "approve" }.may_have_arrived());
        assert!(!NetError::Offline.may_have_arrived());
        assert!(!NetError::Tls("expired".into()).may_have_arrived());
    }
}
