//! What Dialogporten means by its refusals (Dialogporten reference, 1.11). Its problems carry no code, but `errors` keyed
//! by property.

use fullmakt_net::Answer;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::error::AltinnError;

/// Why a call to Dialogporten did not give what it should.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DialogTrouble {
    /// 404: not there, not for this person, or expired.
    #[error("no such dialog")]
    NotFound,
    /// 404 with `Expires`: visible from then on.
    #[error("not visible yet")]
    NotVisibleYet {
        /// From when, where the server said.
        from: Option<Timestamp>,
    },
    /// 410: deleted or revoked.
    #[error("gone")]
    Gone,
    /// 403: the login's level is too low for this service.
    #[error("the level of the login is too low")]
    LevelTooLow,
    /// 403 in Dialogporten's own words: the person lacks the right. One without them comes from before it, where the scope
    /// is lacking or a proxy forbids the call, and is [`AltinnError::Forbidden`].
    #[error("the right to it is lacking")]
    NotAllowed,
    /// 400 that names a count: more members than the server takes now.
    #[error("more values than the server takes")]
    TooMany,
    /// 422 on a search: too broad to end within the server's time.
    #[error("the search was too broad")]
    TooBroad,
    /// 412: someone else changed it meanwhile.
    #[error("the revision is an older one")]
    RevisionMismatch,
    /// 409: two writes at once.
    #[error("another write was under way")]
    Conflict,
    /// 429 or 503.
    #[error("asked to wait")]
    Wait {
        /// Seconds, from `Retry-After`.
        after_s: Option<u32>,
    },
    /// Anything else.
    #[error(transparent)]
    Other(#[from] AltinnError),
}

#[derive(Deserialize, Default)]
struct WireErrors {
    #[serde(default)]
    errors: BTreeMap<String, serde_json::Value>,
}

impl DialogTrouble {
    /// Reads an answer that is no success.
    pub(crate) fn of(answer: &Answer) -> Self {
        let errors: WireErrors = serde_json::from_slice(&answer.body).unwrap_or_default();
        let names = |part: &str| errors.errors.keys().any(|key| key.contains(part));
        match answer.status {
            404 => match answer.header("expires").map(http_date) {
                Some(from) => DialogTrouble::NotVisibleYet { from },
                None => DialogTrouble::NotFound,
            },
            410 => DialogTrouble::Gone,
            403 if answer.text().contains("authentication level too low") => {
                DialogTrouble::LevelTooLow
            }
            403 if !errors.errors.is_empty() => DialogTrouble::NotAllowed,
            400 if names(".Count") => DialogTrouble::TooMany,
            422 if names("Search") => DialogTrouble::TooBroad,
            412 => DialogTrouble::RevisionMismatch,
            409 => DialogTrouble::Conflict,
            429 | 503 => DialogTrouble::Wait {
                after_s: answer.retry_after(),
            },
            _ => DialogTrouble::Other(AltinnError::of(answer)),
        }
    }

    /// Whether a write may have had its effect all the same.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            // Dialogporten's own problems have no code. A gateway before it has told this, which knows of no effect.
            DialogTrouble::Other(AltinnError::Problem { status, .. }) => *status >= 500,
            DialogTrouble::Other(error) => error.may_have_arrived(),
            _ => false,
        }
    }
}

fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new()
        .parse_timestamp(text.trim())
        .ok()
}
