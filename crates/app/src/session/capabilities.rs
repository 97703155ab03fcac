//! What can be done, and how: derived from the scopes that were granted and from what Altinn answered
//! (design, section 3; system users reference, section 3).

use std::collections::BTreeSet;

use super::scopes::{
    CLIENTS_READ, CLIENTS_WRITE, MY_CLIENTS_READ, MY_CLIENTS_WRITE, PORTAL, TO_OTHERS_READ,
    TO_OTHERS_WRITE,
};
use crate::surface::common::{Ability, AbilityReason, Way};
use crate::surface::session::Capabilities;

/// Acts whose refusal by Altinn is remembered for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GatedAct {
    /// Listing waiting requests.
    ListRequests,
    /// Reading a request by its id alone.
    ReadById,
    /// Approving.
    Approve,
    /// Rejecting.
    Reject,
    /// Forwarding.
    Escalate,
    /// The check of items.
    PreCheck,
    /// Reading what a system user holds now.
    Rights,
    /// Withdrawing.
    Withdraw,
    /// Withdrawing a system user for clients.
    WithdrawClient,
    /// Approving a change.
    ApproveChange,
    /// Setting up a system user.
    Create,
    /// Reading the register of systems.
    BrowseSystems,
    /// Seeing and changing the own organisation on a system user for clients.
    OwnOrganisation,
    /// Reading clients and agents.
    ReadClients,
    /// Giving clients to agents and taking them away.
    ChangeClients,
    /// Reading one's own accesses to clients of others.
    MyClients,
    /// Giving them up.
    LeaveClients,
}

impl GatedAct {
    /// Every one.
    pub const ALL: [GatedAct; 17] = [
        GatedAct::ListRequests,
        GatedAct::ReadById,
        GatedAct::Approve,
        GatedAct::Reject,
        GatedAct::Escalate,
        GatedAct::PreCheck,
        GatedAct::Rights,
        GatedAct::Withdraw,
        GatedAct::WithdrawClient,
        GatedAct::ApproveChange,
        GatedAct::Create,
        GatedAct::BrowseSystems,
        GatedAct::OwnOrganisation,
        GatedAct::ReadClients,
        GatedAct::ChangeClients,
        GatedAct::MyClients,
        GatedAct::LeaveClients,
    ];

    /// Name in the store.
    pub fn key(self) -> &'static str {
        match self {
            GatedAct::ListRequests => "list_requests",
            GatedAct::ReadById => "read_by_id",
            GatedAct::Approve => "approve",
            GatedAct::Reject => "reject",
            GatedAct::Escalate => "escalate",
            GatedAct::PreCheck => "pre_check",
            GatedAct::Rights => "rights",
            GatedAct::Withdraw => "withdraw",
            GatedAct::WithdrawClient => "withdraw_client",
            GatedAct::ApproveChange => "approve_change",
            GatedAct::Create => "create",
            GatedAct::BrowseSystems => "browse_systems",
            GatedAct::OwnOrganisation => "own_organisation",
            GatedAct::ReadClients => "read_clients",
            GatedAct::ChangeClients => "change_clients",
            GatedAct::MyClients => "my_clients",
            GatedAct::LeaveClients => "leave_clients",
        }
    }
}

/// What is known when capabilities are derived.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Signed in now.
    pub signed_in: bool,
    /// Scopes of the token.
    pub granted: BTreeSet<String>,
    /// Scopes that were asked for in the last login.
    pub asked: BTreeSet<String>,
    /// Acts that Altinn refused within the last day.
    pub refused: BTreeSet<GatedAct>,
}

impl Known {
    fn has(&self, scope: &str) -> bool {
        self.granted.contains(scope) || self.granted.contains(PORTAL)
    }

    /// An ability that only the portal scope opens; without it the act goes through Altinn's page.
    fn portal(&self, act: GatedAct, otherwise: Way) -> Ability {
        self.gate(
            act,
            self.granted.contains(PORTAL),
            AbilityReason::PortalScopeOnly,
            otherwise,
        )
    }

    /// An ability that these very scopes open; the portal scope does not stand for them.
    fn dedicated(&self, act: GatedAct, scopes: &[&str]) -> Ability {
        let missing: Vec<&&str> = scopes
            .iter()
            .filter(|s| !self.granted.contains(**s))
            .collect();
        self.gate(act, missing.is_empty(), self.why(&missing), Way::None)
    }

    /// Why scopes are missing.
    fn why(&self, missing: &[&&str]) -> AbilityReason {
        if missing.iter().any(|s| self.asked.contains(**s)) {
            AbilityReason::ConsentRefused
        } else {
            AbilityReason::ScopeMissing
        }
    }

    /// An ability that these scopes open.
    fn scoped(&self, act: GatedAct, scopes: &[&str], otherwise: Way) -> Ability {
        let missing: Vec<&&str> = scopes.iter().filter(|s| !self.has(s)).collect();
        self.gate(act, missing.is_empty(), self.why(&missing), otherwise)
    }

    fn gate(&self, act: GatedAct, open: bool, closed: AbilityReason, otherwise: Way) -> Ability {
        if !self.signed_in {
            Ability {
                way: Way::None,
                reason: Some(AbilityReason::SignedOut),
            }
        } else if !open {
            Ability {
                way: otherwise,
                reason: Some(closed),
            }
        } else if self.refused.contains(&act) {
            Ability {
                way: otherwise,
                reason: Some(AbilityReason::RefusedByAltinn),
            }
        } else {
            Ability {
                way: Way::Api,
                reason: None,
            }
        }
    }

    /// Whether a request may be read by its id alone. No screen asks: it only makes finding it cheap.
    pub fn reads_by_id(&self) -> bool {
        self.portal(GatedAct::ReadById, Way::None).way == Way::Api
    }

    /// The capabilities.
    pub fn capabilities(&self) -> Capabilities {
        let signed_in = if self.signed_in {
            Ability {
                way: Way::Api,
                reason: None,
            }
        } else {
            Ability {
                way: Way::None,
                reason: Some(AbilityReason::SignedOut),
            }
        };
        Capabilities {
            list_requests: self.portal(GatedAct::ListRequests, Way::None),
            approve: self.portal(GatedAct::Approve, Way::Portal),
            reject: self.gate(
                GatedAct::Reject,
                true,
                AbilityReason::RefusedByAltinn,
                Way::Portal,
            ),
            escalate: self.portal(GatedAct::Escalate, Way::Portal),
            pre_check: self.scoped(GatedAct::PreCheck, &[TO_OTHERS_WRITE], Way::None),
            system_users: signed_in,
            system_user_rights: self.scoped(GatedAct::Rights, &[TO_OTHERS_READ], Way::None),
            withdraw: self.scoped(
                GatedAct::Withdraw,
                &[TO_OTHERS_READ, TO_OTHERS_WRITE],
                Way::Portal,
            ),
            approve_change: self.scoped(
                GatedAct::ApproveChange,
                &[TO_OTHERS_READ, TO_OTHERS_WRITE],
                Way::Portal,
            ),
            create: self.scoped(GatedAct::Create, &[TO_OTHERS_WRITE], Way::Portal),
            browse_systems: self.portal(GatedAct::BrowseSystems, Way::None),
            own_organisation: self.scoped(
                GatedAct::OwnOrganisation,
                &[TO_OTHERS_READ, TO_OTHERS_WRITE],
                Way::Portal,
            ),
            withdraw_client: self.scoped(GatedAct::WithdrawClient, &[CLIENTS_WRITE], Way::Portal),
            read_clients: self.dedicated(GatedAct::ReadClients, &[CLIENTS_READ]),
            change_clients: self.dedicated(GatedAct::ChangeClients, &[CLIENTS_READ, CLIENTS_WRITE]),
            my_clients: self.scoped(GatedAct::MyClients, &[MY_CLIENTS_READ], Way::None),
            leave_clients: self.scoped(
                GatedAct::LeaveClients,
                &[MY_CLIENTS_READ, MY_CLIENTS_WRITE],
                Way::None,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GatedAct, Known};
    use crate::session::scopes::{PORTAL, TO_OTHERS_READ, TO_OTHERS_WRITE};
    use crate::surface::common::{AbilityReason, Way};

    fn known(scopes: &[&str]) -> Known {
        Known {
            signed_in: true,
            granted: scopes.iter().map(|s| (*s).to_owned()).collect(),
            ..Known::default()
        }
    }

    #[test]
    fn without_the_portal_scope_approval_goes_through_the_portal() {
        let can = known(&[TO_OTHERS_READ, TO_OTHERS_WRITE]).capabilities();
        assert_eq!(can.approve.way, Way::Portal);
        assert_eq!(can.approve.reason, Some(AbilityReason::PortalScopeOnly));
        assert_eq!(can.list_requests.way, Way::None);
        assert_eq!(can.reject.way, Way::Api);
        assert_eq!(can.withdraw.way, Way::Api);
    }

    #[test]
    fn the_portal_scope_opens_all() {
        let can = known(&[PORTAL]).capabilities();
        for ability in [
            can.approve,
            can.list_requests,
            can.escalate,
            can.pre_check,
            can.withdraw,
        ] {
            assert_eq!(ability.way, Way::Api);
        }
    }

    #[test]
    fn a_refused_consent_is_told_from_a_scope_never_asked_for() {
        let mut refused = known(&["openid"]);
        assert_eq!(
            refused.capabilities().pre_check.reason,
            Some(AbilityReason::ScopeMissing)
        );
        refused.asked.insert(TO_OTHERS_WRITE.to_owned());
        assert_eq!(
            refused.capabilities().pre_check.reason,
            Some(AbilityReason::ConsentRefused)
        );
    }

    #[test]
    fn a_refusal_is_a_capability_outcome() {
        let mut known = known(&[PORTAL]);
        known.refused.insert(GatedAct::Approve);
        let can = known.capabilities();
        assert_eq!(can.approve.way, Way::Portal);
        assert_eq!(can.approve.reason, Some(AbilityReason::RefusedByAltinn));
        assert_eq!(
            can.reject.way,
            Way::Api,
            "one refusal says nothing of another act"
        );
        known.refused.insert(GatedAct::PreCheck);
        assert_eq!(
            known.capabilities().system_user_rights.way,
            Way::Api,
            "nor does a check of items in one organisation of rights in all"
        );
    }
}
