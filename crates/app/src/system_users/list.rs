//! The list, organisation by organisation: two calls each, kept and shown with its age.

use fullmakt_store::actors::{ActorKind, ActorSlim};
use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};
use futures::StreamExt;
use uuid::Uuid;

use super::party_names;
use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure, SourceFailure};
use crate::surface::system_users::{
    SystemUserKind, SystemUserRow, SystemUsersPage, SystemUsersQuery,
};
use crate::surface::table::Topic;
use crate::time::wire;

/// Organisations read at once.
const AT_ONCE: usize = 4;
/// Organisations read in one refresh.
const MOST: usize = 200;
/// Seconds after which a look at the list reads it again.
const OLD_AFTER_S: i64 = 15 * 60;

impl App {
    /// All system users that match.
    pub(crate) async fn system_users_page(
        &self,
        query: SystemUsersQuery,
    ) -> Result<SystemUsersPage, Failure> {
        let account = self.account()?;
        let only = match &query.party_uuid {
            Some(text) => Some(crate::organisations::party(text)?),
            None => None,
        };
        if query.refresh {
            self.refresh_system_users().await?;
        }
        let store = account.store.system_users();
        let fetches = store.fetches().await.map_err(|e| from_store(&e))?;
        let oldest = fetches.iter().filter_map(|f| f.fetched_at).min();
        let old = oldest.is_none_or(|at| self.now().as_second() - at.as_second() > OLD_AFTER_S);
        if old && !query.refresh {
            let app = self.clone();
            self.spawn(async move {
                if let Err(failure) = app.refresh_system_users().await {
                    tracing::info!(code = ?failure.code, "system users were not read");
                }
            });
        }
        let names = party_names(&account).await?;
        let words: Vec<String> = query
            .text
            .split_whitespace()
            .map(fullmakt_domain::text::fold)
            .filter(|w| !w.is_empty())
            .collect();
        let mut rows: Vec<SystemUserRow> = store
            .list(only)
            .await
            .map_err(|e| from_store(&e))?
            .into_iter()
            .map(|user| row_view(user, &names))
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
        if let Some(kind) = query.kind {
            rows.retain(|r| r.kind == kind);
        }
        let failures = fetches
            .iter()
            .filter_map(|f| {
                let failure = serde_json::from_str(f.failure.as_deref()?).ok()?;
                Some(SourceFailure {
                    party_uuid: Some(f.party_uuid.to_string()),
                    name: names.get(&f.party_uuid).cloned(),
                    failure,
                })
            })
            .collect();
        Ok(SystemUsersPage {
            rows,
            own,
            client,
            fetched_at: oldest.map(wire),
            organisations: u32::try_from(fetches.len()).unwrap_or(u32::MAX),
            failures,
        })
    }

    /// Reads every organisation's lists. One refresh at a time.
    pub(crate) async fn refresh_system_users(&self) -> Result<(), Failure> {
        let account = self.account()?;
        let asked_at = self.now();
        let _one = self.0.refreshing.system_users.lock().await;
        let fetches = account
            .store
            .system_users()
            .fetches()
            .await
            .map_err(|e| from_store(&e))?;
        let fresh: std::collections::HashSet<Uuid> = fetches
            .into_iter()
            .filter(|f| f.fetched_at.is_some_and(|at| at > asked_at))
            .map(|f| f.party_uuid)
            .collect();
        let mut actors: Vec<ActorSlim> = account
            .store
            .actors()
            .all_slim()
            .await
            .map_err(|e| from_store(&e))?
            .into_iter()
            .filter(|a| {
                a.access_manager == Some(true)
                    && a.kind != ActorKind::Person
                    && !a.is_heading_only
                    && a.party_id.is_some()
                    && !fresh.contains(&a.party_uuid)
            })
            .collect();
        actors.sort_by_key(|a| (!a.favourite, std::cmp::Reverse(a.opened_at)));
        actors.truncate(MOST);
        let mut done = futures::stream::iter(
            actors
                .into_iter()
                .map(|actor| async move { self.read_party(&actor).await.map_err(|f| (actor, f)) }),
        )
        .buffer_unordered(AT_ONCE);
        let mut stop = None;
        while let Some(outcome) = done.next().await {
            if let Err((actor, failure)) = outcome {
                if matches!(failure.code, ErrorCode::LoginRequired | ErrorCode::Offline) {
                    stop = Some(failure);
                    break;
                }
                let json = serde_json::to_string(&failure).unwrap_or_default();
                account
                    .store
                    .system_users()
                    .record_failure(actor.party_uuid, &json, self.now())
                    .await
                    .map_err(|e| from_store(&e))?;
            }
        }
        drop(done);
        self.name_vendors(&account).await;
        self.changed(&[Topic::SystemUsers, Topic::Status]);
        stop.map_or(Ok(()), Err)
    }

    /// Reads one organisation again, e.g. after an approval there.
    pub(crate) async fn refresh_party_system_users(&self, party: Uuid) {
        let Ok(account) = self.account() else { return };
        let Ok(actors) = account.store.actors().all_slim().await else {
            return;
        };
        if let Some(actor) = actors.into_iter().find(|a| a.party_uuid == party) {
            if let Err(failure) = self.read_party(&actor).await {
                tracing::info!(code = ?failure.code, "an organisation's system users were not read");
            }
            self.name_vendors(&account).await;
            self.changed(&[Topic::SystemUsers]);
        }
    }

    async fn read_party(&self, actor: &ActorSlim) -> Result<(), Failure> {
        let account = self.account()?;
        let Some(party_id) = actor.party_id else {
            return Ok(());
        };
        let users = self.0.altinn.system_users();
        let mut all = users.list(party_id).await.map_err(|e| from_altinn(&e))?;
        match users.list_agents(party_id).await {
            Ok(agents) => all.extend(agents),
            // Those for clients need another right; their absence says nothing of the rest.
            Err(fullmakt_altinn::AltinnError::Forbidden) => {}
            Err(error) => return Err(from_altinn(&error)),
        }
        let now = self.now();
        let known: std::collections::HashMap<String, String> = account
            .store
            .system_users()
            .list(None)
            .await
            .map_err(|e| from_store(&e))?
            .into_iter()
            .filter_map(|u| Some((u.vendor_org_no?, u.vendor?)))
            .collect();
        let rows: Vec<StoredUser> = all
            .into_iter()
            .map(|u| {
                let vendor_org_no = u.vendor.map(|v| v.to_string());
                StoredUser {
                    id: u.id,
                    party_uuid: actor.party_uuid,
                    kind: match u.kind {
                        fullmakt_domain::SystemUserKind::Own => StoredKind::Own,
                        fullmakt_domain::SystemUserKind::Client => StoredKind::Client,
                    },
                    title: crate::approvals::vendor_title(&u.title, u.system_id.name()),
                    system_id: u.system_id.to_string(),
                    vendor: vendor_org_no.as_ref().and_then(|n| known.get(n)).cloned(),
                    vendor_org_no,
                    external_ref: u.external_ref,
                    created: u.created,
                    packages: u.packages_at_creation,
                }
            })
            .collect();
        account
            .store
            .system_users()
            .replace_for_party(actor.party_uuid, &rows, now)
            .await
            .map_err(|e| from_store(&e))
    }

    /// Vendor names for rows that lack them, from Enhetsregisteret (kept a day).
    async fn name_vendors(&self, account: &Account) {
        let Ok(users) = account.store.system_users().list(None).await else {
            return;
        };
        let mut by_party: std::collections::BTreeMap<Uuid, Vec<StoredUser>> =
            std::collections::BTreeMap::new();
        let mut names: std::collections::HashMap<String, Option<String>> =
            std::collections::HashMap::new();
        for user in &users {
            let Some(number) = user.vendor_org_no.as_ref() else {
                continue;
            };
            if user.vendor.is_some() || names.contains_key(number) {
                continue;
            }
            let name = match number.parse() {
                Ok(number) => self.unit(account, number).await.ok().flatten(),
                Err(_) => None,
            };
            names.insert(
                number.clone(),
                name.map(|unit| fullmakt_domain::text::title_case(&unit.name)),
            );
        }
        let lacking: std::collections::HashSet<Uuid> = users
            .iter()
            .filter(|u| u.vendor.is_none() && named(&names, u).is_some())
            .map(|u| u.party_uuid)
            .collect();
        for mut user in users {
            if lacking.contains(&user.party_uuid) {
                if user.vendor.is_none() {
                    user.vendor = named(&names, &user);
                }
                by_party.entry(user.party_uuid).or_default().push(user);
            }
        }
        let store = account.store.system_users();
        let Ok(fetches) = store.fetches().await else {
            return;
        };
        for (party, rows) in by_party {
            let at = fetches
                .iter()
                .find(|f| f.party_uuid == party)
                .and_then(|f| f.fetched_at);
            if let Some(at) = at {
                let _ = store.replace_for_party(party, &rows, at).await;
            }
        }
    }
}

fn named(
    names: &std::collections::HashMap<String, Option<String>>,
    user: &StoredUser,
) -> Option<String> {
    names.get(user.vendor_org_no.as_ref()?).cloned().flatten()
}

/// A row as the screens see it.
pub(super) fn row_view(
    user: StoredUser,
    names: &std::collections::HashMap<Uuid, String>,
) -> SystemUserRow {
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
        organisation: names.get(&user.party_uuid).cloned().unwrap_or_default(),
        created: user.created.map(wire),
    }
}
