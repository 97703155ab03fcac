//! The last step: the old access goes, after a check that passed just now, or that the person overruled.

use std::collections::BTreeSet;

use super::job::view;
use crate::state::App;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::moving::{FinishMove, MoveComparison, MoveFinished, MoveStep};
use crate::surface::system_users::{SystemUserRef, Withdrawal};

impl App {
    /// Withdraws the old access.
    pub(crate) async fn finish_move(&self, input: FinishMove) -> Result<MoveFinished, Failure> {
        let account = self.account()?;
        let (row, mut job) = self.move_row(&account, &input.id).await?;
        let _claim = self.begin_deciding(row.id)?;
        let (MoveStep::Withdraw, Some(shown)) = (job.step, job.comparison.clone()) else {
            return Err(Failure::new(ErrorCode::MoveStepNotReady));
        };
        // The check that was shown may be weeks old: nothing goes on the strength of that.
        self.run_check(&account, &row, &mut job).await?;
        if job.is_over() {
            return Err(Failure::new(ErrorCode::SystemUserGone));
        }
        let now = job.comparison.as_ref();
        if let Some(now) = now.filter(|now| now.lacking() > 0) {
            let accepted = input.accept_less && covers(&shown, now);
            if !accepted {
                let missing = now.missing.len() + now.missing_packages.len();
                return Err(Failure::new(ErrorCode::HoldsLess)
                    .with("missing", missing.to_string())
                    .with("clients", (now.lacking() - missing).to_string()));
            }
            job.accepted_less = true;
            self.keep_move(&account, &row, &job).await?;
        }
        let old = SystemUserRef {
            party_uuid: row.party_uuid.to_string(),
            id: row.old_id.to_string(),
        };
        match self.withdraw(old).await {
            Ok(withdrawal) => {
                if let Withdrawal::Done { receipt } = &withdrawal {
                    job.end(Some(receipt.clone()));
                }
                self.keep_move(&account, &row, &job).await?;
                Ok(MoveFinished {
                    job: view(&account, &row, job),
                    withdrawal,
                })
            }
            Err(failure) => {
                if failure.code == ErrorCode::SystemUserGone {
                    // Gone by someone else's hand: there is nothing left to withdraw.
                    job.end(None);
                } else {
                    job.failure = Some(failure.clone());
                }
                self.keep_move(&account, &row, &job).await?;
                Err(failure)
            }
        }
    }
}

impl MoveComparison {
    /// Services, packages and clients that the new access lacks.
    fn missing_ids(&self) -> BTreeSet<&str> {
        let services = self.missing.iter().map(|s| s.resource_id.as_str());
        let packages = self.missing_packages.iter().map(|p| p.id.as_str());
        let clients = self.clients.iter().flat_map(|clients| &clients.missing);
        let clients = clients.map(|client| client.party_uuid.as_str());
        services.chain(packages).chain(clients).collect()
    }
}

/// Whether the person saw everything that is missing now.
fn covers(shown: &MoveComparison, now: &MoveComparison) -> bool {
    shown.missing_ids().is_superset(&now.missing_ids())
}
