//! What an access is compared with.

use std::collections::BTreeSet;

use fullmakt_domain::{Baseline, Catalogue, Holdings};
use fullmakt_store::system_users::SystemUser as StoredUser;
use fullmakt_store::watched_accesses::{Basis, Watched};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::state::{Account, App};
use crate::surface::activity::{Act, Receipt};
use crate::surface::approvals::{PackageView, RegisterStatus, Review, ServiceView};
use crate::surface::changes::{Held, HeldItem};
use crate::surface::common::Failure;
use crate::time::read;

/// A baseline as it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// What it held, and what that opened.
    pub access: Baseline,
    /// What Enhetsregisteret said of the vendor when the person acknowledged it; `None`: nothing was acknowledged.
    pub vendor: Option<RegisterStatus>,
}

impl Kept {
    /// From a row; one that cannot be read any more compares with nothing.
    pub fn of(row: &Watched) -> Self {
        serde_json::from_str(&row.baseline).unwrap_or_default()
    }

    /// For a row.
    pub fn text(&self) -> Result<String, Failure> {
        serde_json::to_string(self).map_err(|_| Failure::unexpected("baseline"))
    }
}

impl App {
    /// A row for an access that is seen for the first time: compared with its receipt where there is one, else with how
    /// it is now.
    pub(super) async fn first_seen(
        &self,
        account: &Account,
        user: &StoredUser,
        catalogue: &Catalogue,
    ) -> Result<Watched, Failure> {
        let row = |basis, receipt, baseline_at, kept: Kept| -> Result<Watched, Failure> {
            Ok(Watched {
                party_uuid: user.party_uuid,
                id: user.id,
                title: user.title.clone(),
                vendor: user.vendor.clone(),
                vendor_org_no: user.vendor_org_no.clone(),
                basis,
                receipt,
                baseline_at,
                baseline: kept.text()?,
                vanished_at: None,
                findings: "[]".to_owned(),
            })
        };
        if let Some(receipt) = self.receipt_of(account, user.id).await {
            let at = read(&receipt.at).unwrap_or_else(|| self.now());
            let kept = Kept {
                access: as_received(&receipt, catalogue),
                vendor: None,
            };
            return row(Basis::Receipt, Some(receipt.number), at, kept);
        }
        let held = Holdings {
            packages: user.packages.clone(),
            resources: Vec::new(),
        };
        let kept = Kept {
            access: Baseline::of(&held, |urn| inside(catalogue, urn), false),
            vendor: None,
        };
        row(Basis::FirstSeen, None, self.now(), kept)
    }

    /// The receipt of the last decision from here that gave an access what it holds.
    async fn receipt_of(&self, account: &Account, id: Uuid) -> Option<Receipt> {
        let mut rows = self.history_of(account, id).await.ok()?.into_iter();
        let made = |act| matches!(act, Act::Approved | Act::Changed | Act::Created);
        let row = rows.find(|row| row.has_receipt && made(row.act))?;
        self.receipt_view(&row.number).await.ok()
    }

    /// A receipt was written that gave an access what it holds: from now on it is compared with that.
    pub(crate) async fn watch_from_receipt(&self, account: &Account, number: &str) {
        let Ok(receipt) = self.receipt_view(number).await else {
            return;
        };
        let party = receipt.review.organisation.party_uuid.parse();
        let id = receipt.system_user_id.as_deref().map(str::parse);
        let (Ok(party_uuid), Some(Ok(id))) = (party, id) else {
            return;
        };
        let Ok(catalogue) = self.packages(self.language()).await else {
            // The next look finds the receipt.
            let _ = account
                .store
                .watched_accesses()
                .remove(party_uuid, id)
                .await;
            return;
        };
        let at = read(&receipt.at).unwrap_or_else(|| self.now());
        let kept = Kept {
            access: as_received(&receipt, &catalogue),
            vendor: None,
        };
        let Ok(baseline) = kept.text() else { return };
        let row = watched(&receipt.review, party_uuid, id, at, number, baseline);
        if let Err(error) = account.store.watched_accesses().put(&[row]).await {
            tracing::warn!(code = error.code(), "an access is not watched yet");
        }
    }
}

fn watched(
    review: &Review,
    party_uuid: Uuid,
    id: Uuid,
    at: Timestamp,
    receipt: &str,
    baseline: String,
) -> Watched {
    let vendor_org_no = review.vendor.org_no.clone();
    Watched {
        party_uuid,
        id,
        title: review.system.title.clone(),
        vendor: Some(review.vendor.name.clone()),
        vendor_org_no: (!vendor_org_no.is_empty()).then_some(vendor_org_no),
        basis: Basis::Receipt,
        receipt: Some(receipt.to_owned()),
        baseline_at: at,
        baseline,
        vanished_at: None,
        findings: "[]".to_owned(),
    }
}

/// How an access was by its receipt. One of a change, or of a system user set up here, tells what was held afterwards;
/// what the packages opened then is what the catalogue says at the time of writing.
fn as_received(receipt: &Receipt, catalogue: &Catalogue) -> Baseline {
    let change = receipt.review.change.as_ref();
    let held = receipt.held_after.as_ref().or(change.map(|c| &c.after));
    if let Some(held) = held {
        return Baseline::of(&holdings(held), |urn| inside(catalogue, urn), true);
    }
    let package = |package: &PackageView| {
        let inside = (!package.unknown).then(|| ids(&package.services));
        (package.urn.clone(), inside)
    };
    Baseline {
        packages: receipt.review.packages.iter().map(package).collect(),
        resources: ids(&receipt.review.services),
        true_holdings: true,
    }
}

fn ids(services: &[ServiceView]) -> BTreeSet<String> {
    services.iter().map(|s| s.resource_id.clone()).collect()
}

/// What is held, by id.
pub(super) fn holdings(held: &Held) -> Holdings {
    let ids = |items: &[HeldItem]| items.iter().map(|item| item.id.clone()).collect();
    Holdings {
        packages: ids(&held.packages),
        resources: ids(&held.services),
    }
}

/// Services inside a package now; `None` when the catalogue does not know it.
pub(super) fn inside(catalogue: &Catalogue, urn: &str) -> Option<Vec<String>> {
    let services = &catalogue.package(urn)?.services;
    Some(services.iter().map(|s| s.resource_id.clone()).collect())
}
