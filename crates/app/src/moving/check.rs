//! The check: what the old and the new access truly hold, service by service, both read from Altinn now; and for accesses
//! for clients, which clients each has. A package that the catalogue does not know has no services to compare, and is
//! compared as it stands.

use std::collections::BTreeSet;

use fullmakt_store::moves::MoveRow;
use uuid::Uuid;

use super::job::{Job, view};
use crate::catalogue::Policies;
use crate::state::{Account, App};
use crate::surface::approvals::{PackageView, ServiceView};
use crate::surface::changes::HeldItem;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::moving::{Move, MoveComparison, MoveRef, MoveStep};
use crate::surface::system_users::{RightsSource, SystemUserKind, SystemUserRef};
use crate::time::wire;

/// What an access holds, in words: services, and packages of which no service can be told.
struct Side {
    services: Vec<ServiceView>,
    ids: BTreeSet<String>,
    unknown: Vec<HeldItem>,
}

impl Side {
    /// Services that the other does not have.
    fn services_beside(&self, other: &Side) -> Vec<ServiceView> {
        let services = self.services.iter();
        let lacking = services.filter(|s| !other.ids.contains(&s.resource_id));
        lacking.cloned().collect()
    }

    /// Packages that the other does not have, of those that the catalogue does not know. What one opens may be among the
    /// other's services or not: nobody here can tell, so it counts as lacking.
    fn packages_beside(&self, other: &Side) -> Vec<HeldItem> {
        let packages = self.unknown.iter();
        let lacking = packages.filter(|p| !other.unknown.iter().any(|o| o.id == p.id));
        lacking.cloned().collect()
    }
}

impl App {
    /// Compares the two, and keeps what was found.
    pub(crate) async fn check_move(&self, input: MoveRef) -> Result<Move, Failure> {
        let account = self.account()?;
        let (row, mut job) = self.move_row(&account, &input.id).await?;
        let _claim = self.begin_deciding(row.id)?;
        if !matches!(job.step, MoveStep::Check | MoveStep::Withdraw) {
            return Err(Failure::new(ErrorCode::MoveStepNotReady));
        }
        self.run_check(&account, &row, &mut job).await?;
        Ok(view(&account, &row, job))
    }

    /// Reads both sides and notes the comparison. Where the old access is gone by someone else's hand, nothing is left to do
    /// and the move is over.
    ///
    /// # Errors
    /// When one of them cannot be read; the move then stands where it stood, with that failure.
    pub(super) async fn run_check(
        &self,
        account: &Account,
        row: &MoveRow,
        job: &mut Job,
    ) -> Result<(), Failure> {
        match self.compare_sides(account, row, job).await {
            Ok(Some(comparison)) => {
                job.comparison = Some(comparison);
                job.step = MoveStep::Withdraw;
                job.failure = None;
                self.keep_move(account, row, job).await
            }
            Ok(None) => {
                job.end(None);
                self.keep_move(account, row, job).await
            }
            Err(failure) => {
                job.failure = Some(failure.clone());
                self.keep_move(account, row, job).await?;
                Err(failure)
            }
        }
    }

    /// What the two hold; `None` when the old one is gone.
    async fn compare_sides(
        &self,
        account: &Account,
        row: &MoveRow,
        job: &Job,
    ) -> Result<Option<MoveComparison>, Failure> {
        let new = job.new.as_ref().and_then(|end| end.id.parse().ok());
        let new: Uuid = new.ok_or_else(|| Failure::new(ErrorCode::MoveStepNotReady))?;
        let old = match self.side(account, row.party_uuid, row.old_id).await {
            Ok(old) => old,
            Err(failure) if failure.code == ErrorCode::SystemUserGone => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let clients = match job.kind {
            SystemUserKind::Own => None,
            SystemUserKind::Client => {
                let beside = self.clients_beside(account, row.party_uuid, row.old_id, new);
                Some(beside.await?)
            }
        };
        let new = self.side(account, row.party_uuid, new).await?;
        Ok(Some(MoveComparison {
            missing: old.services_beside(&new),
            missing_packages: old.packages_beside(&new),
            extra: new.services_beside(&old),
            extra_packages: new.packages_beside(&old),
            same: u32::try_from(old.ids.intersection(&new.ids).count()).unwrap_or(u32::MAX),
            clients,
            at: wire(self.now()),
        }))
    }

    /// What one side holds now, each service once.
    async fn side(&self, account: &Account, party: Uuid, id: Uuid) -> Result<Side, Failure> {
        let named = SystemUserRef {
            party_uuid: party.to_string(),
            id: id.to_string(),
        };
        let (actor, user) = self.system_user_row(account, &named).await?;
        let party_id = actor.actor.party_id.unwrap_or_default();
        let (packages, resources, source) = self.held(party_id, &user).await?;
        if source != RightsSource::Current {
            return Err(Failure::new(ErrorCode::HoldingsUnreadable));
        }
        let rights = self.rights(&packages, &resources, Policies::AtHand).await?;
        let unknown = rights.packages.iter().filter(|package| package.unknown);
        let unknown = unknown.map(as_held).collect();
        let inside = rights.packages.into_iter().flat_map(|p| p.services);
        let mut ids = BTreeSet::new();
        let services = inside
            .chain(rights.services)
            .filter(|service| ids.insert(service.resource_id.clone()))
            .collect();
        Ok(Side {
            services,
            ids,
            unknown,
        })
    }
}

fn as_held(package: &PackageView) -> HeldItem {
    HeldItem {
        id: package.urn.clone(),
        name: package.name.clone(),
    }
}
