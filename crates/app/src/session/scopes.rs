//! Which scopes are asked for, and when (identity reference, section 3).
//!
//! The first login asks for the least; a feature that needs more asks when the user wants it. A scope that only
//! Altinn's own login hands out is tried where a test server may grant it, and dropped at once when refused.

use fullmakt_domain::EnvironmentName;

/// Signed in, the list of parties, and messages.
const FIRST: &[&str] = &[
    "openid",
    "profile",
    "altinn:accessmanagement/authorizedparties",
    MESSAGES,
];

/// Messages in Dialogporten: to read them, and to file them.
pub const MESSAGES: &str = "digdir:dialogporten";

/// What others hold of mine: pre-check, true rights of system users, withdrawal.
pub const TO_OTHERS_READ: &str = "altinn:accessmanagement/enduser:connections:toothers.read";
/// Check and change what others hold of mine.
pub const TO_OTHERS_WRITE: &str = "altinn:accessmanagement/enduser:connections:toothers.write";
/// Altinn's own pages: list waiting requests, approve, forward.
pub const PORTAL: &str = "altinn:portal/enduser";

/// The scopes of one login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Asked for always.
    pub scopes: Vec<String>,
    /// Tried first, and left out when the provider refuses it.
    pub optional: Option<String>,
}

/// Scopes for a login. `more`: the administration scopes too. Production is never asked for the portal scope: it is
/// not orderable there, and the refusal would be a fault in ID-porten's log for nothing.
pub fn wanted(environment: EnvironmentName, more: bool) -> Wanted {
    let mut scopes: Vec<String> = FIRST.iter().map(|s| (*s).to_owned()).collect();
    if more {
        scopes.push(TO_OTHERS_READ.to_owned());
        scopes.push(TO_OTHERS_WRITE.to_owned());
    }
    let optional = matches!(
        environment,
        EnvironmentName::Sandbox | EnvironmentName::Custom
    )
    .then(|| PORTAL.to_owned());
    Wanted { scopes, optional }
}

#[cfg(test)]
mod tests {
    use super::{PORTAL, wanted};
    use fullmakt_domain::EnvironmentName;

    #[test]
    fn the_first_login_asks_for_the_least() {
        let first = wanted(EnvironmentName::Prod, false);
        assert_eq!(first.scopes.len(), 4);
        assert_eq!(first.optional, None, "never the portal scope in production");
        let more = wanted(EnvironmentName::Prod, true);
        assert_eq!(more.scopes.len(), 6);
        assert!(!more.scopes.iter().any(|s| s == PORTAL));
    }
}
