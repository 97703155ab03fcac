//! Which scopes are asked for, and when (identity reference, section 3).
//!
//! The first login asks for the least; a feature that needs more asks when the user wants it. A scope that only
//! Altinn's own login hands out is tried where a test server may grant it, and dropped at once when refused.

use std::collections::BTreeSet;

use fullmakt_domain::EnvironmentName;

use crate::surface::session::ScopeFeature;

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

/// Clients and agents of firms that the user administers. Altinn's own pages get this one too; the portal scope does
/// not stand for it where system users are concerned (access management reference, section 3.3).
pub const CLIENTS_READ: &str = "altinn:clientdelegations.read";
/// Give clients to agents and take them away.
pub const CLIENTS_WRITE: &str = "altinn:clientdelegations.write";
/// What others gave to the user as an agent.
pub const MY_CLIENTS_READ: &str = "altinn:clientdelegations/myclients.read";
/// Give it up.
pub const MY_CLIENTS_WRITE: &str = "altinn:clientdelegations/myclients.write";

/// The administration scopes of requests and system users.
const MORE: [&str; 2] = [TO_OTHERS_READ, TO_OTHERS_WRITE];

/// Scopes of a feature that asks for its own.
pub fn of_feature(feature: ScopeFeature) -> [&'static str; 2] {
    match feature {
        ScopeFeature::Clients => [CLIENTS_READ, CLIENTS_WRITE],
        ScopeFeature::MyClients => [MY_CLIENTS_READ, MY_CLIENTS_WRITE],
    }
}

/// Every scope that is asked for late.
pub fn late() -> impl Iterator<Item = &'static str> {
    MORE.into_iter()
        .chain(of_feature(ScopeFeature::Clients))
        .chain(of_feature(ScopeFeature::MyClients))
}

/// Late scopes that a login asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Late(BTreeSet<&'static str>);

impl Late {
    /// All of them.
    pub fn all() -> Self {
        Late(late().collect())
    }

    /// Those of requests and system users (`more`), and those of the features.
    pub fn asked(more: bool, features: &[ScopeFeature]) -> Self {
        let more = MORE.into_iter().filter(|_| more);
        let features = features.iter().copied().flat_map(of_feature);
        Late(more.chain(features).collect())
    }

    /// And those that the last login held: the next one asks for no less.
    #[must_use]
    pub fn and_held(mut self, held: &BTreeSet<String>) -> Self {
        self.0.extend(late().filter(|scope| held.contains(*scope)));
        self
    }
}

/// The scopes of one login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Asked for always.
    pub scopes: Vec<String>,
    /// Tried first, and left out when the provider refuses it.
    pub optional: Option<String>,
}

/// Scopes for a login. Production is never asked for the portal scope: it is
/// not orderable there, and the refusal would be a fault in ID-porten's log for nothing.
pub fn wanted(environment: EnvironmentName, late: &Late) -> Wanted {
    let scopes = FIRST.iter().chain(&late.0);
    let scopes = scopes.map(|s| (*s).to_owned()).collect();
    let optional = matches!(
        environment,
        EnvironmentName::Sandbox | EnvironmentName::Custom
    )
    .then(|| PORTAL.to_owned());
    Wanted { scopes, optional }
}

#[cfg(test)]
mod tests {
    use super::{CLIENTS_READ, CLIENTS_WRITE, Late, PORTAL, TO_OTHERS_WRITE, wanted};
    use crate::surface::session::ScopeFeature;
    use fullmakt_domain::EnvironmentName;

    #[test]
    fn the_first_login_asks_for_the_least() {
        let first = wanted(EnvironmentName::Prod, &Late::default());
        assert_eq!(first.scopes.len(), 4);
        assert_eq!(first.optional, None, "never the portal scope in production");
        let more = wanted(EnvironmentName::Prod, &Late::asked(true, &[]));
        assert_eq!(more.scopes.len(), 6);
        assert!(!more.scopes.iter().any(|s| s == PORTAL));
    }

    #[test]
    fn a_feature_asks_for_its_own_scopes_and_for_those_held_before() {
        let held = [TO_OTHERS_WRITE.to_owned(), "openid".to_owned()].into();
        let late = Late::asked(false, &[ScopeFeature::Clients]).and_held(&held);
        let scopes = wanted(EnvironmentName::Prod, &late).scopes;
        assert_eq!(scopes.len(), 7, "{scopes:?}");
        for scope in [CLIENTS_READ, CLIENTS_WRITE, TO_OTHERS_WRITE] {
            assert!(scopes.iter().any(|s| s == scope), "{scope}");
        }
    }
}
