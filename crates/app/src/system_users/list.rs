//! The list as a screen asks for it: what is known, at once, with its age and with how many were never read.

use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};
use fullmakt_sync::rounds::{Candidate, Wish, never_tried, round};
use uuid::Uuid;

use super::read::PACE;
use crate::failures::from_store;
use crate::organisations::Whose;
use crate::organisations::index::ActorIndex;
use crate::rounds::{candidates, failures, is_administered};
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::system_users::{
    SystemUserKind, SystemUserRow, SystemUsersPage, SystemUsersQuery,
};
use crate::time::wire;
use crate::watch::{Found, fingerprint};

impl App {
    /// All system users that match.
    pub(crate) async fn system_users_page(
        &self,
        query: SystemUsersQuery,
    ) -> Result<SystemUsersPage, Failure> {
        let account = self.account()?;
        let whose = Whose::read(
            &account,
            query.party_uuid.as_deref(),
            query.group.as_deref(),
        )
        .await?;
        let only = whose.one();
        match (query.refresh, only) {
            (true, Some(party)) => self.refresh_party_system_users(party).await?,
            (true, None) => self.refresh_system_users(Wish::Again).await?,
            (false, _) => {}
        }
        let actors = account
            .store
            .actors()
            .all_slim()
            .await
            .map_err(|e| from_store(&e))?;
        let store = account.store.system_users();
        let fetches = store.fetches().await.map_err(|e| from_store(&e))?;
        let readable = candidates(actors.iter().filter(|a| is_administered(a)), &fetches);
        if !query.refresh {
            self.read_system_users_when_old(only, &readable);
        }
        let words: Vec<String> = query
            .text
            .split_whitespace()
            .map(fullmakt_domain::text::fold)
            .filter(|w| !w.is_empty())
            .collect();
        let index = account.index();
        let found = self.found(&account).await?;
        let mut rows: Vec<SystemUserRow> = store
            .list(only)
            .await
            .map_err(|e| from_store(&e))?
            .into_iter()
            .filter(|user| whose.has(user.party_uuid))
            .map(|user| row_view(user, &index, &found))
            .filter(|row| {
                let text = fullmakt_domain::text::fold(&format!(
                    "{} {} {}",
                    row.title, row.vendor, row.organisation
                ));
                words.iter().all(|w| text.contains(w.as_str()))
            })
            .collect();
        let count = |kind| {
            u32::try_from(rows.iter().filter(|r| r.kind == kind).count()).unwrap_or(u32::MAX)
        };
        let (own, client) = (count(SystemUserKind::Own), count(SystemUserKind::Client));
        let changed = rows.iter().filter(|r| !r.findings.is_empty()).count();
        if query.changed {
            rows.retain(|r| !r.findings.is_empty());
        }
        if let Some(kind) = query.kind {
            rows.retain(|r| r.kind == kind);
        }
        let in_scope: Vec<_> = fetches
            .into_iter()
            .filter(|f| whose.has(f.party_uuid))
            .collect();
        let read = in_scope.iter().filter_map(|f| f.fetched_at);
        Ok(SystemUsersPage {
            rows,
            own,
            client,
            changed: u32::try_from(changed).unwrap_or(u32::MAX),
            fetched_at: read.clone().min().map(wire),
            organisations: u32::try_from(read.count()).unwrap_or(u32::MAX),
            unread: match only {
                Some(_) => 0,
                None => {
                    let mut readable = readable;
                    readable.retain(|c| whose.has(c.party_uuid));
                    u32::try_from(never_tried(&readable)).unwrap_or(u32::MAX)
                }
            },
            failures: self
                .0
                .refreshing
                .system_users
                .failure()
                .into_iter()
                .chain(failures(&in_scope, &index))
                .collect(),
        })
    }

    /// Reads in the background what is old: the one organisation that is looked at, or a round.
    fn read_system_users_when_old(&self, only: Option<Uuid>, readable: &[Candidate]) {
        let now = self.now();
        if self.0.refreshing.system_users.quiet(now) {
            return;
        }
        let looked_at: Vec<Candidate> = match only {
            Some(party) => {
                let one = readable.iter().find(|c| c.party_uuid == party);
                one.cloned().into_iter().collect()
            }
            None => readable.to_vec(),
        };
        if round(&looked_at, &PACE, Wish::WhenOld, now).is_empty() {
            return;
        }
        let app = self.clone();
        self.spawn(async move {
            let outcome = match only {
                Some(party) => app.refresh_party_system_users(party).await,
                None => app.refresh_system_users(Wish::WhenOld).await,
            };
            if let Err(failure) = outcome {
                tracing::info!(code = ?failure.code, "system users were not read");
            }
        });
    }
}

/// A row as the screens see it.
pub(super) fn row_view(user: StoredUser, index: &ActorIndex, found: &Found) -> SystemUserRow {
    let findings = found.findings(user.party_uuid, user.id);
    SystemUserRow {
        party_uuid: user.party_uuid.to_string(),
        id: user.id.to_string(),
        initials: fullmakt_domain::text::initials(&user.title),
        title: user.title,
        kind: match user.kind {
            StoredKind::Own => SystemUserKind::Own,
            StoredKind::Client => SystemUserKind::Client,
        },
        vendor: user
            .vendor
            .or_else(|| user.vendor_org_no.clone())
            .unwrap_or_default(),
        vendor_org_no: user.vendor_org_no.unwrap_or_default(),
        organisation: index.name(user.party_uuid).unwrap_or_default().to_owned(),
        created: user.created.map(wire),
        fingerprint: fingerprint(&findings),
        findings,
        change_waits: found.change_waits(user.id),
        review_on: found.review_on(user.party_uuid, user.id),
    }
}
