//! From a baseline and how things are now to what is reported.

use std::collections::HashMap;

use fullmakt_domain::drift::Moved;
use fullmakt_domain::{Catalogue, Drift, Shift};
use fullmakt_store::watched_accesses::{Basis, Watched};
use jiff::Timestamp;

use crate::catalogue::Services;
use crate::surface::approvals::RegisterStatus;
use crate::surface::session::Language;
use crate::surface::watch::{DriftItem, DriftSince, Finding};
use crate::time::wire;

/// Words for what moved.
pub(super) struct Names<'a> {
    /// Packages.
    pub catalogue: &'a Catalogue,
    /// Services, for those that no package holds any more.
    pub services: Option<&'a Services>,
    /// Language.
    pub language: Language,
    /// Now.
    pub now: Timestamp,
}

impl Names<'_> {
    /// Services that came to packages, or left them.
    fn moved(&self, moved: &[Moved], before: &Seen) -> Vec<DriftItem> {
        moved
            .iter()
            .map(|moved| {
                let package = self.catalogue.package(&moved.package);
                let inside = package.and_then(|p| {
                    let mut services = p.services.iter();
                    services.find(|s| s.resource_id == moved.resource_id)
                });
                let (name, owner) = match inside {
                    Some(service) => (Some(service.name.clone()), service.owner.clone()),
                    None => self.registered(&moved.resource_id),
                };
                DriftItem {
                    is_package: false,
                    name: name.unwrap_or_else(|| moved.resource_id.clone()),
                    owner,
                    package: package.map(|p| p.name.clone()),
                    package_urn: Some(moved.package.clone()),
                    seen_at: before.at(false, &moved.resource_id, self.now),
                    id: moved.resource_id.clone(),
                }
            })
            .collect()
    }

    /// Packages and single services that came to a system user, or left it.
    fn held(&self, held: &fullmakt_domain::Holdings, before: &Seen) -> Vec<DriftItem> {
        let packages = held.packages.iter().map(|urn| DriftItem {
            is_package: true,
            id: urn.clone(),
            name: self.catalogue.package(urn).map_or_else(
                || urn.rsplit(':').next().unwrap_or(urn).to_owned(),
                |p| p.name.clone(),
            ),
            owner: None,
            package: None,
            package_urn: None,
            seen_at: before.at(true, urn, self.now),
        });
        let services = held.resources.iter().map(|id| {
            let (name, owner) = self.registered(id);
            DriftItem {
                is_package: false,
                id: id.clone(),
                name: name.unwrap_or_else(|| id.clone()),
                owner,
                package: None,
                package_urn: None,
                seen_at: before.at(false, id, self.now),
            }
        });
        packages.chain(services).collect()
    }

    fn registered(&self, id: &str) -> (Option<String>, Option<String>) {
        let language = self.language.into();
        let Some(service) = self.services.and_then(|all| all.get(id)) else {
            return (None, None);
        };
        let owner = service.owner.as_ref();
        (
            service.name(language).map(|(name, _)| name.to_owned()),
            owner.and_then(|o| o.name.pick(language).map(|(name, _)| name.to_owned())),
        )
    }
}

/// When things were first seen as they are: what was found before keeps its time.
#[derive(Default)]
pub(super) struct Seen(HashMap<(bool, String), String>);

impl Seen {
    /// From what was found before.
    pub fn of(findings: &[Finding]) -> Self {
        let mut seen = HashMap::new();
        let mut note = |items: &[DriftItem]| {
            for item in items {
                seen.insert((item.is_package, item.id.clone()), item.seen_at.clone());
            }
        };
        for finding in findings {
            match finding {
                Finding::ChangedElsewhere { added, removed } => {
                    note(added);
                    note(removed);
                }
                Finding::ServicesAdded { services, .. }
                | Finding::ServicesRemoved { services, .. } => note(services),
                Finding::Vanished { .. }
                | Finding::VendorProblem { .. }
                | Finding::ReviewDue { .. } => {}
            }
        }
        Seen(seen)
    }

    fn at(&self, is_package: bool, id: &str, now: Timestamp) -> String {
        let known = self.0.get(&(is_package, id.to_owned()));
        known.cloned().unwrap_or_else(|| wire(now))
    }
}

/// What service owners did.
pub(super) fn of_drift(
    drift: &Drift,
    row: &Watched,
    names: &Names<'_>,
    seen: &Seen,
) -> Vec<Finding> {
    let since = since(row);
    let mut findings = Vec::new();
    if !drift.added.is_empty() {
        findings.push(Finding::ServicesAdded {
            services: names.moved(&drift.added, seen),
            since: since.clone(),
        });
    }
    if !drift.removed.is_empty() {
        findings.push(Finding::ServicesRemoved {
            services: names.moved(&drift.removed, seen),
            since,
        });
    }
    findings
}

/// What someone did elsewhere.
pub(super) fn of_shift(shift: &Shift, names: &Names<'_>, seen: &Seen) -> Option<Finding> {
    (!shift.is_none()).then(|| Finding::ChangedElsewhere {
        added: names.held(&shift.added, seen),
        removed: names.held(&shift.removed, seen),
    })
}

/// What became of the vendor, unless the person has acknowledged just that.
pub(super) fn of_vendor(
    register: RegisterStatus,
    acknowledged: Option<&RegisterStatus>,
) -> Option<Finding> {
    let is_trouble = matches!(
        register,
        RegisterStatus::Deleted { .. } | RegisterStatus::Bankrupt | RegisterStatus::WindingUp
    );
    (is_trouble && acknowledged != Some(&register)).then_some(Finding::VendorProblem { register })
}

fn since(row: &Watched) -> DriftSince {
    let at = wire(row.baseline_at);
    match (row.basis, &row.receipt) {
        (Basis::Receipt, Some(number)) => DriftSince::Receipt {
            number: number.clone(),
            at,
        },
        (Basis::Acknowledged, _) => DriftSince::Acknowledged { at },
        _ => DriftSince::FirstSeen { at },
    }
}

/// How serious a finding is, most serious first.
pub(super) fn rank(finding: &Finding) -> u8 {
    match finding {
        Finding::Vanished { .. } => 0,
        Finding::VendorProblem { .. } => 1,
        Finding::ChangedElsewhere { .. } => 2,
        Finding::ServicesAdded { .. } => 3,
        Finding::ReviewDue { .. } => 4,
        Finding::ServicesRemoved { .. } => 5,
    }
}
