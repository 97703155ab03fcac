//! Reading system users, organisation by organisation: two calls each, in rounds.

use std::collections::HashMap;

use fullmakt_domain::OrgNumber;
use fullmakt_store::actors::ActorSlim;
use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};
use fullmakt_sync::rounds::{Pace, Wish, round};
use futures::StreamExt;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::failures::{from_altinn, from_store};
use crate::rounds::{Patience, administered, candidates, these};
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::table::Topic;

/// Organisations read at once.
const AT_ONCE: usize = 4;
/// System users seldom change, and what changes them from here reads them anew.
pub(super) const PACE: Pace = Pace {
    round: 100,
    near: 25,
    near_after: SignedDuration::from_mins(15),
    far_after: SignedDuration::from_hours(6),
    far_pause: SignedDuration::from_mins(15),
};

impl App {
    /// Reads a round of organisations. One round at a time; one that would begin by itself leaves it to the one under
    /// way.
    pub(crate) async fn refresh_system_users(&self, wish: Wish) -> Result<(), Failure> {
        let account = self.account()?;
        let rounds = &self.0.refreshing.system_users;
        let asked_at = self.now();
        let Some(_turn) = rounds.turn(wish).await else {
            return Ok(());
        };
        let outcome = self.system_users_round(&account, wish, asked_at).await;
        rounds.note(&outcome, self.now());
        self.name_vendors(&account).await;
        self.look_at_accesses(&account).await;
        self.changed(&[Topic::SystemUsers, Topic::Status]);
        outcome
    }

    async fn system_users_round(
        &self,
        account: &Account,
        wish: Wish,
        asked_at: jiff::Timestamp,
    ) -> Result<(), Failure> {
        let store = account.store.system_users();
        let fetches = store.fetches().await.map_err(|e| from_store(&e))?;
        let actors = administered(account).await?;
        let mut readable = candidates(&actors, &fetches);
        // Who waited for another round finds what that one read fresh.
        readable.retain(|c| c.tried_at.is_none_or(|at| at <= asked_at));
        let chosen = these(actors, &round(&readable, &PACE, wish, self.now()));
        let mut answers = futures::stream::iter(
            chosen
                .into_iter()
                .map(|actor| async move { (actor.party_uuid, self.read_party(&actor).await) }),
        )
        .buffer_unordered(AT_ONCE);
        let mut patience = Patience::default();
        let mut failed = Vec::new();
        let mut ended = Ok(());
        while let Some((party, outcome)) = answers.next().await {
            if patience.ends_with(outcome.as_ref().err()) {
                ended = outcome;
                break;
            }
            failed.extend(outcome.err().map(|failure| (party, failure)));
        }
        // Written only now: while we write, the readings stand still, and one of them may hold the connection that writes.
        drop(answers);
        for (party, failure) in failed {
            self.note_not_read(account, party, &failure).await?;
        }
        ended
    }

    /// Reads one organisation again: after an approval there, or because it is looked at.
    pub(crate) async fn refresh_party_system_users(&self, party: Uuid) -> Result<(), Failure> {
        let account = self.account()?;
        let actors = administered(&account).await?;
        let Some(actor) = actors.into_iter().find(|a| a.party_uuid == party) else {
            return Ok(());
        };
        let rounds = &self.0.refreshing.system_users;
        if !rounds.begin_party(party) {
            return Ok(());
        }
        let outcome = self.read_party(&actor).await;
        rounds.end_party(party);
        if let Err(failure) = &outcome {
            self.note_not_read(&account, party, failure).await?;
        }
        self.name_vendors(&account).await;
        self.look_at_accesses(&account).await;
        self.changed(&[Topic::SystemUsers]);
        outcome
    }

    /// Reads one organisation again in the background.
    pub(crate) fn read_system_users_of(&self, party: Uuid) {
        let app = self.clone();
        self.spawn(async move {
            if let Err(failure) = app.refresh_party_system_users(party).await {
                tracing::info!(code = ?failure.code, "an organisation's system users were not read");
            }
        });
    }

    async fn note_not_read(
        &self,
        account: &Account,
        party: Uuid,
        failure: &Failure,
    ) -> Result<(), Failure> {
        let Some(json) = crate::rounds::of_party(failure) else {
            return Ok(());
        };
        account
            .store
            .system_users()
            .record_failure(party, &json, self.now())
            .await
            .map_err(|e| from_store(&e))
    }

    async fn read_party(&self, actor: &ActorSlim) -> Result<(), Failure> {
        let account = self.account()?;
        let Some(party_id) = actor.party_id else {
            return Ok(());
        };
        let users = self.0.altinn.system_users();
        let mut all = users.list(party_id).await.map_err(|e| from_altinn(&e))?;
        let mut may_list_agents = true;
        match users.list_agents(party_id).await {
            Ok(agents) => all.extend(agents),
            // Those for clients need another right: the rest stands without them, and what is known of them stays.
            Err(fullmakt_altinn::AltinnError::Forbidden) => may_list_agents = false,
            Err(error) => return Err(from_altinn(&error)),
        }
        let now = self.now();
        let stored = account.store.system_users().list(None).await;
        let stored = stored.map_err(|e| from_store(&e))?;
        let kept: Vec<StoredUser> = stored
            .iter()
            .filter(|u| u.party_uuid == actor.party_uuid && u.kind == StoredKind::Client)
            .filter(|_| !may_list_agents)
            .cloned()
            .collect();
        let known: HashMap<String, String> = stored
            .into_iter()
            .filter_map(|u| Some((u.vendor_org_no?, u.vendor?)))
            .collect();
        let rows: Vec<StoredUser> = all
            .into_iter()
            .map(|u| {
                let vendor = u.vendor.and_then(|v| known.get(v.as_str()).cloned());
                stored_user(actor.party_uuid, u, vendor)
            })
            .chain(kept)
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
        let nameless = users.iter().filter(|u| u.vendor.is_none());
        let numbers: Vec<OrgNumber> = nameless
            .filter_map(|u| u.vendor_org_no.as_ref()?.parse().ok())
            .collect();
        self.read_units(account, numbers).await;
        let mut names: HashMap<String, Option<String>> = HashMap::new();
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
                let named = store.replace_for_party(party, &rows, at).await;
                if let Err(error) = named {
                    tracing::warn!(code = error.code(), "names of vendors were not kept");
                }
            }
        }
    }
}

/// A system user of an organisation as the store keeps it.
pub(crate) fn stored_user(
    party_uuid: Uuid,
    user: fullmakt_domain::SystemUser,
    vendor: Option<String>,
) -> StoredUser {
    StoredUser {
        id: user.id,
        party_uuid,
        kind: match user.kind {
            fullmakt_domain::SystemUserKind::Own => StoredKind::Own,
            fullmakt_domain::SystemUserKind::Client => StoredKind::Client,
        },
        title: crate::approvals::vendor_title(&user.title, user.system_id.name()),
        system_id: user.system_id.to_string(),
        vendor_org_no: user.vendor.map(|v| v.to_string()),
        vendor,
        external_ref: user.external_ref,
        created: user.created,
        packages: user.packages_at_creation,
    }
}

fn named(names: &HashMap<String, Option<String>>, user: &StoredUser) -> Option<String> {
    names.get(user.vendor_org_no.as_ref()?).cloned().flatten()
}
