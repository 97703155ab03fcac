//! The delegation check: what a person may pass on for an organisation, and why not the rest.

use sha2::{Digest, Sha256};

use super::World;
use super::authority::{Actor, Standing};
use super::catalogue::{Package, catalogue};
use super::organisations::Organisation;
use super::services::{ACTION_ATTRIBUTE, RESOURCE_ATTRIBUTE, Service};

/// Reason codes as they stand on the wire. The last two are known to the authentication component
/// only; access management's published list does not have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Unknown,
    RoleAccess,
    DelegationAccess,
    PackageAccess,
    MissingRoleAccess,
    MissingDelegationAccess,
    MissingPackageAccess,
    AccessListValidationFail,
    ResourceNotDelegable,
    ResourceIsMaskinPortenSchema,
    MissingSrrRightAccess,
    InsufficientAuthenticationLevel,
}

impl Reason {
    /// The code on the wire.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Unknown => "Unknown",
            Self::RoleAccess => "RoleAccess",
            Self::DelegationAccess => "DelegationAccess",
            Self::PackageAccess => "PackageAccess",
            Self::MissingRoleAccess => "MissingRoleAccess",
            Self::MissingDelegationAccess => "MissingDelegationAccess",
            Self::MissingPackageAccess => "MissingPackageAccess",
            Self::AccessListValidationFail => "AccessListValidationFail",
            Self::ResourceNotDelegable => "ResourceNotDelegable",
            Self::ResourceIsMaskinPortenSchema => "ResourceIsMaskinPortenSchema",
            Self::MissingSrrRightAccess => "MissingSrrRightAccess",
            Self::InsufficientAuthenticationLevel => "InsufficientAuthenticationLevel",
        }
    }

    /// Number of the problem that this reason becomes when it is the first one (system-users
    /// reference 9).
    pub(crate) fn problem(self) -> u8 {
        match self {
            Self::MissingRoleAccess => 16,
            Self::MissingDelegationAccess => 18,
            Self::MissingSrrRightAccess => 19,
            Self::InsufficientAuthenticationLevel => 20,
            Self::MissingPackageAccess => 68,
            Self::AccessListValidationFail => 69,
            Self::ResourceNotDelegable => 70,
            Self::ResourceIsMaskinPortenSchema => 71,
            Self::Unknown | Self::RoleAccess | Self::DelegationAccess | Self::PackageAccess => 14,
        }
    }
}

/// One action of a service, checked.
#[derive(Clone, Debug)]
pub(crate) struct RightCheck {
    pub(crate) action: String,
    pub(crate) key: String,
    pub(crate) result: bool,
    pub(crate) reasons: Vec<Reason>,
}

/// One package, checked.
pub(crate) struct PackageCheck {
    pub(crate) package: &'static Package,
    pub(crate) result: bool,
    /// Code of the role that the person may pass the package on by, when it comes from one.
    pub(crate) by_role: Option<String>,
}

/// One item of a request that could or could not be passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ItemOutcome {
    /// `resource` or `package`.
    pub(crate) kind: &'static str,
    /// Service id or package URN.
    pub(crate) id: String,
    pub(crate) reasons: Vec<Reason>,
}

/// Key of a right as access management makes it: `01` and the SHA-256 of the right in lower case.
pub(crate) fn right_key(service: &str, action: &str) -> String {
    let right =
        format!("{RESOURCE_ATTRIBUTE}:{service}:{ACTION_ATTRIBUTE}:{action}").to_lowercase();
    format!("01{}", hex::encode(Sha256::digest(right.as_bytes())))
}

impl World {
    /// Checks every action of a service; `None` when there is no such service.
    pub(crate) fn check_service(
        &self,
        actor: Actor,
        organisation: &Organisation,
        service_id: &str,
    ) -> Option<Vec<RightCheck>> {
        let service = self.services.get(service_id)?;
        let standing = self
            .standing(actor.person, organisation)
            .unwrap_or_default();
        let check = |action: &String| {
            let (result, reasons) = may_pass_on(
                service,
                action,
                &standing,
                actor.level,
                &organisation.org_no,
            );
            RightCheck {
                action: action.clone(),
                key: right_key(service_id, action),
                result,
                reasons,
            }
        };
        Some(service.actions.iter().map(check).collect())
    }

    /// Checks packages by code or URN; unknown ones are `Err` with what was asked.
    pub(crate) fn check_package(
        &self,
        actor: Actor,
        organisation: &Organisation,
        code_or_urn: &str,
    ) -> Result<PackageCheck, String> {
        let package = catalogue()
            .package(code_or_urn)
            .ok_or_else(|| code_or_urn.to_owned())?;
        let standing = self
            .standing(actor.person, organisation)
            .unwrap_or_default();
        let result = package.is_assignable && standing.may_pass_on(&package.code);
        let by_role = standing
            .roles
            .iter()
            .find(|role| {
                catalogue()
                    .packages_of_role(role, Some(organisation.form))
                    .any(|row| row.package == package.code && row.can_delegate)
            })
            .cloned();
        Ok(PackageCheck {
            package,
            result,
            by_role,
        })
    }
}

/// The gates come first, in the order in which a service can be closed to everybody; then what the
/// person holds.
fn may_pass_on(
    service: &Service,
    action: &str,
    standing: &Standing,
    level: u8,
    org_no: &String,
) -> (bool, Vec<Reason>) {
    if service.resource_type == "MaskinportenSchema" {
        return (false, vec![Reason::ResourceIsMaskinPortenSchema]);
    }
    if !service.delegable {
        return (false, vec![Reason::ResourceNotDelegable]);
    }
    if service
        .access_list
        .as_ref()
        .is_some_and(|list| !list.contains(org_no))
    {
        return (false, vec![Reason::AccessListValidationFail]);
    }
    if service
        .srr_list
        .as_ref()
        .is_some_and(|list| !list.contains(org_no))
    {
        return (false, vec![Reason::MissingSrrRightAccess]);
    }
    if level < service.minimum_level {
        return (false, vec![Reason::InsufficientAuthenticationLevel]);
    }
    if service.reason_unknown {
        return (false, vec![Reason::Unknown]);
    }
    let (packages, roles) = service.subjects(action);
    let mut held = Vec::new();
    if standing.has_any_role(roles) {
        held.push(Reason::RoleAccess);
    }
    if standing.services.contains(&service.identifier) {
        held.push(Reason::DelegationAccess);
    }
    if packages.iter().any(|code| standing.may_pass_on(code)) {
        held.push(Reason::PackageAccess);
    }
    if !held.is_empty() {
        return (true, held);
    }
    let mut missing = Vec::new();
    if !roles.is_empty() {
        missing.push(Reason::MissingRoleAccess);
    }
    if !packages.is_empty() {
        missing.push(Reason::MissingPackageAccess);
    }
    if missing.is_empty() {
        missing.push(Reason::MissingDelegationAccess);
    }
    (false, missing)
}
