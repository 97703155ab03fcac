//! What was found, as lists, details and the rail show it.

use std::collections::HashMap;

use fullmakt_store::requests::{RequestKind as StoredKind, RequestState};
use fullmakt_store::watched_accesses::Watched;
use uuid::Uuid;

use super::compare::rank;
use super::look::findings_of;
use crate::digest::Parts;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::watch::{DriftItem, Finding, Watch, WatchRow};
use crate::time::{oslo_day, wire};

/// What is known of accesses beside Altinn's lists, by organisation and system user.
#[derive(Default)]
pub(crate) struct Found {
    findings: HashMap<(Uuid, Uuid), Vec<Finding>>,
    notes: HashMap<(Uuid, Uuid), (Option<String>, Option<String>)>,
    changes: HashMap<Uuid, String>,
}

impl Found {
    /// What was found of an access, most serious first.
    pub fn findings(&self, party: Uuid, id: Uuid) -> Vec<Finding> {
        self.findings.get(&(party, id)).cloned().unwrap_or_default()
    }

    /// What the person wrote about it.
    pub fn note(&self, party: Uuid, id: Uuid) -> Option<String> {
        self.notes.get(&(party, id))?.0.clone()
    }

    /// The day to look at it again.
    pub fn review_on(&self, party: Uuid, id: Uuid) -> Option<String> {
        self.notes.get(&(party, id))?.1.clone()
    }

    /// The change of it that waits.
    pub fn change_waits(&self, id: Uuid) -> Option<String> {
        self.changes.get(&id).cloned()
    }

    /// Accesses with something to report.
    pub fn count(&self) -> u32 {
        u32::try_from(self.findings.len()).unwrap_or(u32::MAX)
    }
}

impl App {
    /// Everything that was found and is not acknowledged, with notes and days.
    pub(crate) async fn found(&self, account: &Account) -> Result<Found, Failure> {
        let mut found = self.reported(account).await?.0;
        let rows = account.store.requests().list().await;
        for row in rows.map_err(|e| from_store(&e))? {
            if row.kind != StoredKind::Change || row.state != RequestState::Waiting {
                continue;
            }
            if let Some(user) = crate::approvals::changed_system_user(&row) {
                found.changes.insert(user, row.id.to_string());
            }
        }
        Ok(found)
    }

    /// How many accesses have something to report, for the rail.
    pub(crate) async fn watch_count(&self, account: &Account) -> Result<u32, Failure> {
        Ok(self.reported(account).await?.0.count())
    }

    /// What was found, over all organisations.
    pub(crate) async fn watch_view(&self) -> Result<Watch, Failure> {
        let account = self.account()?;
        self.watch_when_old();
        let (found, rows) = self.reported(&account).await?;
        let users = account.store.system_users().list(None).await;
        let users = users.map_err(|e| from_store(&e))?;
        let known: HashMap<(Uuid, Uuid), (String, Option<String>)> = rows
            .into_iter()
            .map(|row| ((row.party_uuid, row.id), (row.title, row.vendor)))
            .chain(
                users
                    .into_iter()
                    .map(|u| ((u.party_uuid, u.id), (u.title, u.vendor))),
            )
            .collect();
        let index = account.index();
        let mut rows: Vec<WatchRow> = found
            .findings
            .into_iter()
            .filter_map(|((party, id), findings)| {
                let (title, vendor) = known.get(&(party, id))?.clone();
                Some(WatchRow {
                    party_uuid: party.to_string(),
                    id: id.to_string(),
                    initials: fullmakt_domain::text::initials(&title),
                    title,
                    vendor: vendor.unwrap_or_default(),
                    organisation: index.name(party).unwrap_or_default().to_owned(),
                    fingerprint: fingerprint(&findings),
                    findings,
                })
            })
            .collect();
        rows.sort_by_cached_key(|row| {
            (
                row.findings.first().map(rank),
                fullmakt_store::sort_key(&row.title),
                row.id.clone(),
            )
        });
        Ok(Watch {
            rows,
            checked_at: self.looked_at(&account).await.map(wire),
        })
    }

    /// What was found, with the days that have come, and the rows that it was found of.
    pub(super) async fn reported(
        &self,
        account: &Account,
    ) -> Result<(Found, Vec<Watched>), Failure> {
        let rows = account.store.watched_accesses().with_findings().await;
        let rows = rows.map_err(|e| from_store(&e))?;
        let mut found = Found::default();
        for row in &rows {
            let findings = findings_of(row);
            if !findings.is_empty() {
                found.findings.insert((row.party_uuid, row.id), findings);
            }
        }
        let today = oslo_day(self.now());
        let notes = account.store.access_notes().all().await;
        for note in notes.map_err(|e| from_store(&e))? {
            let key = (note.party_uuid, note.id);
            if let Some(on) = note.review_on.as_ref().filter(|on| **on <= today) {
                let findings = found.findings.entry(key).or_default();
                findings.push(Finding::ReviewDue { on: on.clone() });
                findings.sort_by_key(rank);
            }
            found.notes.insert(key, (note.note, note.review_on));
        }
        Ok((found, rows))
    }
}

/// Digest of findings: what they are about, in whatever language they are told and whenever they were seen first.
pub(crate) fn fingerprint(findings: &[Finding]) -> String {
    let mut parts = Parts::default();
    for finding in findings {
        match finding {
            Finding::Vanished { at } => {
                parts.part("vanished").part(at);
            }
            Finding::VendorProblem { register } => {
                parts.part("vendor").part(&format!("{register:?}"));
            }
            Finding::ChangedElsewhere { added, removed } => {
                items(&mut parts, "came", added);
                items(&mut parts, "left", removed);
            }
            Finding::ServicesAdded { services, .. } => items(&mut parts, "added", services),
            Finding::ServicesRemoved { services, .. } => items(&mut parts, "removed", services),
            Finding::ReviewDue { on } => {
                parts.part("due").part(on);
            }
        }
    }
    parts.hex()
}

fn items(parts: &mut Parts, heading: &str, items: &[DriftItem]) {
    parts.part(heading).part(&items.len().to_string());
    for item in items {
        parts.part(if item.is_package {
            "package"
        } else {
            "service"
        });
        parts.part(&item.id);
        parts.part(item.package_urn.as_deref().unwrap_or_default());
    }
}
