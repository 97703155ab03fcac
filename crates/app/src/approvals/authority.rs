//! Can this person approve? Each item is checked beforehand, with the reason and the next step; and where something
//! is missing, who could.

use fullmakt_domain::unit::approvers;
use fullmakt_domain::{CheckOutcome, DelegationReason, OrgNumber};

use super::locate::Located;
use crate::failures::from_altinn;
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::approvals::{
    CheckReason, ItemCheck, MissingItem, OwnAuthority, RequestKind, Review, WhoCan,
};
use crate::surface::common::{Failure, Way};

impl App {
    /// Fills in who may do what. Never fails: what could not be checked says so.
    pub(crate) async fn fill_authority(
        &self,
        account: &Account,
        located: &Located,
        review: &mut Review,
    ) {
        review.authority.escalate_only = located.request.escalate_only;
        if review.authority.escalate_only {
            review.authority.access_manager = Some(false);
        } else {
            // The read that names the party demands access management there: it was answered.
            review.authority.access_manager = Some(true);
        }
        match review.kind {
            // Clients bring the authority later; the approver need not hold the packages (system users 8.1).
            RequestKind::Client => {
                review.authority.own = OwnAuthority::Nothing;
                review.authority.checked = true;
                review.authority.can_pass = review.service_count;
            }
            RequestKind::Own | RequestKind::Change => {
                if review.kind == RequestKind::Change {
                    review.authority.own = OwnAuthority::Additions;
                }
                match self.check_items(located, review).await {
                    Ok(()) => review.authority.checked = true,
                    Err(failure) => review.authority.not_checked = Some(failure),
                }
            }
        }
        let needs_others = review.authority.escalate_only || !review.authority.missing.is_empty();
        if needs_others {
            review.authority.who_can = self.who_can(account, located).await;
        }
    }

    /// One call for all packages, one for each single service.
    async fn check_items(&self, located: &Located, review: &mut Review) -> Result<(), Failure> {
        let ability = self.capabilities().await.pre_check;
        if ability.way != Way::Api {
            return Err(crate::failures::from_ability(&ability));
        }
        let party = located.actor.actor.party_uuid;
        let checks = self.0.altinn.checks();
        let mut missing = Vec::new();
        // What a system user holds already is not given again: nobody need be able to.
        let mut packages = located.request.packages.clone();
        packages.retain(|urn| review.left_to_add(urn));
        if !packages.is_empty() {
            let answers = match checks.packages(party, &packages).await {
                Ok(answers) => answers,
                Err(error) => return Err(self.check_refused(&error).await),
            };
            let asked = |urn: &str| packages.iter().any(|p| p == urn);
            for package in review.packages.iter_mut().filter(|p| asked(&p.urn)) {
                let outcome = answers
                    .iter()
                    .find(|a| a.urn == package.urn)
                    .map_or(CheckOutcome::NotMentioned, |a| a.outcome.clone());
                package.check = item_check(&outcome, package.unknown);
                for service in &mut package.services {
                    service.check = package.check.clone();
                }
                push_missing(
                    &mut missing,
                    &package.check,
                    true,
                    &package.urn,
                    &package.name,
                );
            }
        }
        for service in &mut review.services {
            let outcome = match checks.resource(party, &service.resource_id).await {
                Ok(answer) => answer.outcome,
                Err(fullmakt_altinn::AltinnError::NotFound) => CheckOutcome::NotMentioned,
                Err(error) => return Err(self.check_refused(&error).await),
            };
            service.check = item_check(&outcome, service.unknown);
            push_missing(
                &mut missing,
                &service.check,
                false,
                &service.resource_id,
                &service.name,
            );
        }
        review.authority.can_pass = passable(review);
        review.authority.missing = missing;
        Ok(())
    }

    async fn check_refused(&self, error: &fullmakt_altinn::AltinnError) -> Failure {
        if matches!(error, fullmakt_altinn::AltinnError::Forbidden) {
            self.note_refused(GatedAct::PreCheck).await;
        }
        from_altinn(error)
    }

    /// People whose register role makes them access managers there, by name as public in Enhetsregisteret.
    async fn who_can(&self, account: &Account, located: &Located) -> Vec<WhoCan> {
        let Some(number) = located
            .actor
            .actor
            .org_no
            .as_deref()
            .and_then(|n| n.parse::<OrgNumber>().ok())
        else {
            return Vec::new();
        };
        let roles = self
            .register_roles(account, number)
            .await
            .unwrap_or_default();
        let me = account.name().map(|n| fullmakt_domain::text::fold(&n));
        approvers(&roles)
            .into_iter()
            .filter(|r| me.as_deref() != Some(fullmakt_domain::text::fold(&r.holder).as_str()))
            .map(|r| WhoCan {
                initials: fullmakt_domain::text::initials(&r.holder),
                name: fullmakt_domain::text::title_case(&r.holder),
                role: r.name.clone(),
            })
            .collect()
    }
}

fn push_missing(
    missing: &mut Vec<MissingItem>,
    check: &ItemCheck,
    is_package: bool,
    id: &str,
    name: &str,
) {
    if let ItemCheck::Cannot { reasons } = check {
        missing.push(MissingItem {
            is_package,
            id: id.to_owned(),
            name: name.to_owned(),
            reasons: reasons.clone(),
        });
    }
}

fn item_check(outcome: &CheckOutcome, unknown: bool) -> ItemCheck {
    match outcome {
        CheckOutcome::Can => ItemCheck::Can,
        CheckOutcome::Cannot { reasons } => {
            let mut reasons: Vec<CheckReason> = reasons.iter().filter_map(|r| reason(*r)).collect();
            reasons.sort_unstable();
            reasons.dedup();
            if reasons.is_empty() {
                reasons.push(CheckReason::Unknown);
            }
            ItemCheck::Cannot { reasons }
        }
        CheckOutcome::NotMentioned if unknown => ItemCheck::Cannot {
            reasons: vec![CheckReason::UnknownItem],
        },
        CheckOutcome::NotMentioned => ItemCheck::Cannot {
            reasons: vec![CheckReason::Unknown],
        },
    }
}

/// Altinn's reasons, made ours.
pub(super) fn reason(reason: DelegationReason) -> Option<CheckReason> {
    match reason {
        DelegationReason::RoleAccess
        | DelegationReason::DelegationAccess
        | DelegationReason::PackageAccess => None,
        DelegationReason::MissingRoleAccess => Some(CheckReason::MissingRole),
        DelegationReason::MissingDelegationAccess => Some(CheckReason::MissingDelegation),
        DelegationReason::MissingPackageAccess => Some(CheckReason::MissingPackage),
        DelegationReason::AccessListValidationFail | DelegationReason::MissingSrrRightAccess => {
            Some(CheckReason::AccessList)
        }
        DelegationReason::InsufficientAuthenticationLevel => Some(CheckReason::LevelTooLow),
        DelegationReason::ResourceNotDelegable => Some(CheckReason::NotDelegable),
        DelegationReason::ResourceIsMaskinPortenSchema => Some(CheckReason::MaskinportenOnly),
        DelegationReason::Unknown => Some(CheckReason::Unknown),
    }
}

/// Distinct services that can be passed on.
fn passable(review: &Review) -> u32 {
    let inside = review.packages.iter().flat_map(|p| &p.services);
    let distinct: std::collections::BTreeSet<&str> = inside
        .chain(&review.services)
        .filter(|s| s.check == ItemCheck::Can)
        .map(|s| s.resource_id.as_str())
        .collect();
    u32::try_from(distinct.len()).unwrap_or(u32::MAX)
}
