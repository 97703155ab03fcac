//! «I have seen it»: what was found of an access is no news from now on.

use fullmakt_domain::drift::Moved;
use fullmakt_domain::{Drift, Holdings, Shift};
use fullmakt_store::watched_accesses::{Basis, Next, Watched};
use uuid::Uuid;

use super::baseline::{Kept, inside};
use super::found::fingerprint;
use super::look::findings_of;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;
use crate::surface::watch::{Acknowledge, DriftItem, Finding};
use crate::time::oslo_day;

impl App {
    /// Acknowledges what was shown of one access, and nothing else.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when something else has been found since.
    pub(crate) async fn acknowledge(&self, input: Acknowledge) -> Result<(), Failure> {
        let account = self.account()?;
        let (party, id) = key(&input.party_uuid, &input.id)?;
        let table = account.store.watched_accesses();
        let row = table.get(party, id).await.map_err(|e| from_store(&e))?;
        let reported = self.reported(&account).await?.0.findings(party, id);
        let found = row.as_ref().map(findings_of).unwrap_or_default();
        let is_row = |finding: &Finding| !matches!(finding, Finding::ReviewDue { .. });
        let as_reported = reported.iter().filter(|f| is_row(f)).eq(found.iter());
        if !as_reported || fingerprint(&reported) != input.fingerprint {
            self.changed(&[Topic::SystemUsers, Topic::Status]);
            return Err(Failure::new(ErrorCode::Conflict));
        }
        match row {
            // Gone: once that is seen there is nothing to compare any more.
            Some(row) if row.vanished_at.is_some() => {
                self.watch_no_more(&account, party, id).await;
            }
            Some(was) => {
                let row = self.taken_in(was.clone(), &found).await?;
                let was = Some(was);
                let written = table.replace(&[Next { was, row }]).await;
                if written.map_err(|e| from_store(&e))? == 0 {
                    return Err(Failure::new(ErrorCode::Conflict));
                }
            }
            None => {}
        }
        self.end_due_review(&account, party, id).await?;
        self.changed(&[Topic::SystemUsers, Topic::Status]);
        Ok(())
    }

    /// The row with what was found taken into its baseline. The catalogue may have moved on since: what that did is found
    /// by the next look, and shown before it is acknowledged.
    async fn taken_in(&self, row: Watched, findings: &[Finding]) -> Result<Watched, Failure> {
        let catalogue = self.packages(self.language()).await?;
        let opens = |urn: &str| inside(&catalogue, urn);
        let mut kept = Kept::of(&row);
        for finding in findings {
            match finding {
                Finding::VendorProblem { register } => kept.vendor = Some(register.clone()),
                Finding::ChangedElsewhere { added, removed } => {
                    let shift = Shift {
                        added: holdings(added),
                        removed: holdings(removed),
                    };
                    kept.access.take_in_shift(&shift, opens);
                }
                Finding::ServicesAdded { services, .. } => kept.access.take_in(&Drift {
                    added: moved(services),
                    removed: Vec::new(),
                }),
                Finding::ServicesRemoved { services, .. } => kept.access.take_in(&Drift {
                    added: Vec::new(),
                    removed: moved(services),
                }),
                Finding::Vanished { .. } | Finding::ReviewDue { .. } => {}
            }
        }
        kept.access.learn(opens);
        Ok(Watched {
            basis: Basis::Acknowledged,
            receipt: None,
            baseline_at: self.now(),
            baseline: kept.text()?,
            findings: "[]".to_owned(),
            ..row
        })
    }

    /// A day that has come is done with once it is acknowledged.
    async fn end_due_review(
        &self,
        account: &Account,
        party: Uuid,
        id: Uuid,
    ) -> Result<(), Failure> {
        let notes = account.store.access_notes();
        let today = oslo_day(self.now());
        let all = notes.all().await.map_err(|e| from_store(&e))?;
        let due = all.iter().any(|note| {
            (note.party_uuid, note.id) == (party, id)
                && note.review_on.as_ref().is_some_and(|on| *on <= today)
        });
        if due {
            let done = notes.set_review_on(party, id, None).await;
            done.map_err(|e| from_store(&e))?;
        }
        Ok(())
    }
}

/// Services that came or left, by the package that was told.
fn moved(services: &[DriftItem]) -> Vec<Moved> {
    let told = services.iter().filter_map(|service| {
        Some(Moved {
            resource_id: service.id.clone(),
            package: service.package_urn.clone()?,
        })
    });
    told.collect()
}

/// Packages and single services that someone gave or took.
fn holdings(items: &[DriftItem]) -> Holdings {
    let (packages, services): (Vec<&DriftItem>, Vec<&DriftItem>) =
        items.iter().partition(|item| item.is_package);
    let ids = |items: Vec<&DriftItem>| items.into_iter().map(|item| item.id.clone()).collect();
    Holdings {
        packages: ids(packages),
        resources: ids(services),
    }
}

/// Organisation and system user, from a command's input.
pub(super) fn key(party: &str, id: &str) -> Result<(Uuid, Uuid), Failure> {
    let party = crate::organisations::party(party)?;
    Ok((party, crate::ids::id(id, "id")?))
}
