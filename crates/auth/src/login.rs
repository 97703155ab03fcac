//! A login: what is asked for, and what is known of the one that was made.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Level of assurance, as asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `idporten-loa-substantial`, Altinn's level 3.
    Substantial,
    /// `idporten-loa-high`, Altinn's level 4.
    High,
}

/// ID-porten's levels from the lowest up, with Altinn's numbers for them. Levels are compared by their place here,
/// never by their names. European and e-mail logins are not in it: we never ask for them (they have no `pid`).
const RANKED: [(&str, u8); 3] = [
    ("idporten-loa-low", 0),
    ("idporten-loa-substantial", 3),
    ("idporten-loa-high", 4),
];

impl Level {
    /// The value for `acr_values`.
    pub fn acr(self) -> &'static str {
        match self {
            Level::Substantial => "idporten-loa-substantial",
            Level::High => "idporten-loa-high",
        }
    }

    /// Altinn's number: 3 or 4.
    pub fn number(self) -> u8 {
        match self {
            Level::Substantial => 3,
            Level::High => 4,
        }
    }

    /// Altinn's number for an `acr`, if it is one of ours.
    pub(crate) fn number_of(acr: &str) -> Option<u8> {
        RANKED
            .iter()
            .find(|(name, _)| *name == acr)
            .map(|(_, number)| *number)
    }
}

/// What a login asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginRequest {
    /// Scopes. `openid` is added when missing.
    pub scopes: Vec<String>,
    /// The least level that will do.
    pub level: Level,
    /// Ask the person to sign in anew even when ID-porten remembers an earlier login (`prompt=login`): for a step-up,
    /// or to sign in as somebody else.
    pub fresh: bool,
    /// `nb`, `nn`, `en` or `se`.
    pub ui_locale: String,
    /// Test environments: `testid:<eleven digits>_<acr>` signs a synthetic person in without a page.
    pub login_hint: Option<String>,
    /// The `sub` that must come back; another person is refused.
    pub expected_subject: Option<String>,
}

/// What is known of a login. Holds nothing secret and nothing of the national identity number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// ID-porten's name for the person towards this client (pairwise `sub`).
    pub subject: String,
    /// Altinn's number of the level: 3 or 4.
    pub level: u8,
    /// When the person actually signed in; earlier than the login itself after single sign-on.
    pub auth_time: Option<Timestamp>,
    /// Scopes that were granted, which may be fewer than were asked for.
    pub scopes: BTreeSet<String>,
    /// Whether the login can be renewed without the person.
    pub has_refresh: bool,
}

/// Where the session stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthState {
    /// Nobody is signed in.
    SignedOut,
    /// Signed in; tokens are there or can be had without the person.
    SignedIn(Login),
    /// The login has ended; the person must sign in again. Says who it was.
    LoginNeeded(Login),
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn levels_are_read_from_the_list_not_from_their_names() {
        assert_eq!(Level::number_of("idporten-loa-low"), Some(0));
        assert_eq!(
            Level::number_of(Level::Substantial.acr()),
            Some(Level::Substantial.number())
        );
        assert_eq!(Level::number_of(Level::High.acr()), Some(4));
        for acr in [
            "eidas-loa-high",
            "selfregistered-email",
            "Level4",
            "IDPORTEN-LOA-HIGH",
            "",
        ] {
            assert_eq!(Level::number_of(acr), None, "{acr}");
        }
        assert!(Level::Substantial < Level::High);
    }
}
