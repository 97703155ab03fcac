//! The delegation check: may this person pass an item on, and if not, why.

use serde::{Deserialize, Serialize};

use crate::action::Action;

/// What the check says of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CheckOutcome {
    /// The person may pass it on. For a service: at least one of its actions, which is all that approval asks for.
    Can,
    /// The person may not.
    Cannot {
        /// Why, sorted, each once; empty when Altinn gave none.
        reasons: Vec<DelegationReason>,
    },
    /// Altinn's answer does not mention the item.
    NotMentioned,
}

impl CheckOutcome {
    /// Whether the person may pass it on.
    pub fn can(&self) -> bool {
        *self == CheckOutcome::Can
    }
}

/// Reason codes of the delegation check (Altinn/altinn-authorization-tmp: DelegationCheckReasonCode; the last two
/// are known to Altinn/altinn-authentication only).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegationReason {
    /// Access through a role: a reason for yes.
    RoleAccess,
    /// Access through a delegation: a reason for yes.
    DelegationAccess,
    /// Access through a package: a reason for yes.
    PackageAccess,
    /// The role lacks it.
    MissingRoleAccess,
    /// No direct delegation.
    MissingDelegationAccess,
    /// The package is missing.
    MissingPackageAccess,
    /// The organisation is not on the service's access list.
    AccessListValidationFail,
    /// The organisation lacks the service owner's own right (SRR), the older form of the access list.
    MissingSrrRightAccess,
    /// The login's level is too low for the service.
    InsufficientAuthenticationLevel,
    /// The service cannot be delegated.
    ResourceNotDelegable,
    /// A Maskinporten scope, which no system user can hold.
    ResourceIsMaskinPortenSchema,
    /// `Unknown`, or a code that we do not know.
    Unknown,
}

impl DelegationReason {
    /// Reads the code on the wire, in any case.
    pub fn from_wire(code: &str) -> Self {
        match code.trim().to_ascii_lowercase().as_str() {
            "roleaccess" => DelegationReason::RoleAccess,
            "delegationaccess" => DelegationReason::DelegationAccess,
            "packageaccess" => DelegationReason::PackageAccess,
            "missingroleaccess" => DelegationReason::MissingRoleAccess,
            "missingdelegationaccess" => DelegationReason::MissingDelegationAccess,
            "missingpackageaccess" => DelegationReason::MissingPackageAccess,
            "accesslistvalidationfail" => DelegationReason::AccessListValidationFail,
            "missingsrrrightaccess" => DelegationReason::MissingSrrRightAccess,
            "insufficientauthenticationlevel" => DelegationReason::InsufficientAuthenticationLevel,
            "resourcenotdelegable" => DelegationReason::ResourceNotDelegable,
            "resourceismaskinportenschema" => DelegationReason::ResourceIsMaskinPortenSchema,
            _ => DelegationReason::Unknown,
        }
    }

    /// A reason for yes, not for no.
    pub fn is_access(self) -> bool {
        matches!(
            self,
            DelegationReason::RoleAccess
                | DelegationReason::DelegationAccess
                | DelegationReason::PackageAccess
        )
    }
}

/// The check of one access package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageCheck {
    /// URN, as it was asked for.
    pub urn: String,
    /// What came of it. The check of packages gives no reason codes: a package that cannot be passed on is
    /// [`DelegationReason::MissingPackageAccess`].
    pub outcome: CheckOutcome,
}

/// The check of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceCheck {
    /// Resource id, as it was asked for.
    pub resource_id: String,
    /// Name in the answer.
    pub name: Option<String>,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// Each action of the service. Approval passes on those that can be, and silently leaves the rest.
    pub actions: Vec<ActionCheck>,
}

impl ResourceCheck {
    /// The outcome that these actions come to: one that can be passed on is enough
    /// (Altinn/altinn-authentication: DelegationHelper).
    pub fn outcome_of(actions: &[ActionCheck]) -> CheckOutcome {
        if actions.is_empty() {
            return CheckOutcome::NotMentioned;
        }
        if actions.iter().any(|a| a.can) {
            return CheckOutcome::Can;
        }
        let mut reasons: Vec<_> = actions
            .iter()
            .flat_map(|a| a.reasons.iter().copied())
            .filter(|r| !r.is_access())
            .collect();
        reasons.sort_unstable();
        reasons.dedup();
        CheckOutcome::Cannot { reasons }
    }
}

/// The check of one action of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionCheck {
    /// The action.
    pub action: Action,
    /// It can be passed on.
    pub can: bool,
    /// Why, or why not.
    pub reasons: Vec<DelegationReason>,
}

/// An item that made an approval fail, as newer servers name it in the member `delegationReasons`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockedItem {
    /// Which.
    pub item: Item,
    /// Why, in the order given.
    pub reasons: Vec<DelegationReason>,
}

/// A package or a service.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Item {
    /// An access package, by URN.
    Package(String),
    /// A service, by resource id.
    Resource(String),
}

#[cfg(test)]
mod tests {
    use super::{ActionCheck, CheckOutcome, DelegationReason, ResourceCheck};
    use crate::action::Action;

    fn action(id: &str, can: bool, reasons: &[DelegationReason]) -> ActionCheck {
        ActionCheck {
            action: Action {
                id: id.into(),
                name: None,
            },
            can,
            reasons: reasons.to_vec(),
        }
    }

    #[test]
    fn one_action_that_can_be_passed_on_is_enough() {
        use DelegationReason::{MissingPackageAccess, MissingRoleAccess, RoleAccess};
        let some = [
            action("read", true, &[RoleAccess]),
            action("sign", false, &[MissingRoleAccess]),
        ];
        assert_eq!(ResourceCheck::outcome_of(&some), CheckOutcome::Can);
        let none = [
            action("read", false, &[MissingPackageAccess, MissingRoleAccess]),
            action("sign", false, &[RoleAccess, MissingRoleAccess]),
        ];
        assert_eq!(
            ResourceCheck::outcome_of(&none),
            CheckOutcome::Cannot {
                reasons: vec![MissingRoleAccess, MissingPackageAccess]
            }
        );
        assert_eq!(ResourceCheck::outcome_of(&[]), CheckOutcome::NotMentioned);
    }

    #[test]
    fn every_code_on_the_wire_is_known_and_others_are_unknown() {
        use DelegationReason as R;
        for (code, reason) in [
            ("Unknown", R::Unknown),
            ("RoleAccess", R::RoleAccess),
            ("DelegationAccess", R::DelegationAccess),
            ("MissingRoleAccess", R::MissingRoleAccess),
            ("MissingDelegationAccess", R::MissingDelegationAccess),
            ("AccessListValidationFail", R::AccessListValidationFail),
            ("PackageAccess", R::PackageAccess),
            ("MissingPackageAccess", R::MissingPackageAccess),
            ("ResourceNotDelegable", R::ResourceNotDelegable),
            (
                "ResourceIsMaskinPortenSchema",
                R::ResourceIsMaskinPortenSchema,
            ),
            ("MissingSrrRightAccess", R::MissingSrrRightAccess),
            (
                "InsufficientAuthenticationLevel",
                R::InsufficientAuthenticationLevel,
            ),
            ("somethingNew", R::Unknown),
        ] {
            assert_eq!(R::from_wire(code), reason, "{code}");
        }
    }
}
