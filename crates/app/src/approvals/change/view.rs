//! What a change does, netted against what the system user truly holds.

use std::collections::{BTreeMap, HashMap};

use fullmakt_altinn::AltinnError;
use fullmakt_domain::change::{NetService, Step, Way};
use fullmakt_domain::{Catalogue, Change, Holdings, Item};
use fullmakt_store::actors::ActorRow;
use fullmakt_store::change_attempts::Attempt;
use fullmakt_store::system_users::SystemUser as StoredUser;
use uuid::Uuid;

use crate::catalogue::{Policies, Rights};
use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{Review, ServiceView, Verb};
use crate::surface::changes::{
    ChangeBegun, ChangeItem, ChangeStep, ChangeView, ChangedService, ChangedSystemUser, Held,
    HeldItem, Through, UnseenPackage,
};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::system_users::RightsSource;
use crate::time::wire;

impl App {
    /// What a change does. The one call more is for what the system user holds; a system user that no list has given
    /// yet is read as well.
    ///
    /// # Errors
    /// [`ErrorCode::SystemUserGone`], or what kept us from reading it.
    pub(in crate::approvals) async fn change_view(
        &self,
        account: &Account,
        actor: &ActorRow,
        request: Uuid,
        change: &Change,
        policies: Policies,
    ) -> Result<ChangeView, Failure> {
        let user = self
            .changed_user(account, actor, change.system_user_id)
            .await?;
        let party_id = actor.actor.party_id.unwrap_or_default();
        let (packages, resources, source) = self.held(party_id, &user).await?;
        let now = Holdings {
            packages,
            resources,
        };
        let attempt = account.store.change_attempts().get(request).await;
        let attempt = attempt.map_err(|e| from_store(&e))?;
        let steps: Vec<Step> = change.steps();
        let attempt = match attempt {
            Some(attempt) => {
                let before = before(&attempt)?;
                let moved = |step: &Step| step.is_done(&now) != step.is_done(&before);
                // One that was noted and has done nothing has not begun: what it found says nothing of today.
                let has_begun = attempt.failure.is_some() || steps.iter().any(moved);
                has_begun.then_some((attempt, before))
            }
            None => None,
        };
        let (begun, before) = match attempt {
            Some((attempt, before)) => (Some(begun(attempt)), before),
            None => (None, now.clone()),
        };
        let catalogue = self.packages(self.language()).await?;
        let net = change.net(&before, |urn| inside(&catalogue, urn));
        let words = self
            .words_for(&before, &net.after, change, policies)
            .await?;
        let mut added = words.services(&net.added);
        // The acts that bind come first: what matters most is read first.
        added.sort_by_key(|s| !binds(&s.service));
        let last = self.last_decided(account, user.id).await?;
        Ok(ChangeView {
            system_user: ChangedSystemUser {
                party_uuid: user.party_uuid.to_string(),
                id: user.id.to_string(),
                title: user.title,
                created: user.created.map(wire),
                last_decided: last.as_ref().map(|(_, at)| at.clone()),
                receipt: last.map(|(number, _)| number),
            },
            added,
            removed: words.services(&net.removed),
            unchanged: words.services(&net.unchanged),
            unseen: words.unseen(&change.moving_packages(&before), &catalogue),
            moot: net.moot.iter().map(|s| words.item(s)).collect(),
            steps: steps
                .iter()
                .map(|step| ChangeStep {
                    item: words.item(step),
                    done: step.is_done(&now),
                })
                .collect(),
            begun,
            source,
            before: words.held(&before, &catalogue),
            after: words.held(&net.after, &catalogue),
        })
    }

    /// The system user that a change names.
    async fn changed_user(
        &self,
        account: &Account,
        actor: &ActorRow,
        id: Uuid,
    ) -> Result<StoredUser, Failure> {
        let party = actor.actor.party_uuid;
        let stored = account.store.system_users().get(party, id).await;
        if let Some(user) = stored.map_err(|e| from_store(&e))? {
            return Ok(user);
        }
        let party_id = actor.actor.party_id.unwrap_or_default();
        match self.0.altinn.system_users().detail(party_id, id).await {
            Ok(detail) => Ok(crate::system_users::stored_user(
                party,
                detail.system_user,
                None,
            )),
            Err(AltinnError::NotFound) => Err(Failure::new(ErrorCode::SystemUserGone)),
            Err(error) => Err(from_altinn(&error)),
        }
    }

    /// What the system user of a change holds now that the change is carried out; `None` when it cannot be read.
    pub(in crate::approvals) async fn held_after(
        &self,
        account: &Account,
        review: &Review,
    ) -> Option<Held> {
        let user = &review.change.as_ref()?.system_user;
        let party: Uuid = user.party_uuid.parse().ok()?;
        let actor = account.store.actors().get(party).await.ok()??;
        let user = self.changed_user(account, &actor, user.id.parse().ok()?);
        self.held_view(&actor, &user.await.ok()?).await
    }

    /// What a system user holds now, in words; `None` when it cannot be read.
    pub(crate) async fn held_view(&self, actor: &ActorRow, user: &StoredUser) -> Option<Held> {
        let party_id = actor.actor.party_id.unwrap_or_default();
        let (packages, resources, source) = self.held(party_id, user).await.ok()?;
        if source != RightsSource::Current {
            return None;
        }
        let rights = self.rights(&packages, &resources, Policies::AtHand);
        let words = Words::of(rights.await.ok()?);
        let catalogue = self.packages(self.language()).await.ok()?;
        let held = Holdings {
            packages,
            resources,
        };
        Some(words.held(&held, &catalogue))
    }

    /// The receipt of the last decision from here on a system user, and its time.
    async fn last_decided(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<Option<(String, String)>, Failure> {
        let rows = self.history_of(account, id).await?;
        let last = rows
            .into_iter()
            .find(|row| matches!(row.act, Act::Approved | Act::Changed | Act::Created));
        Ok(last.map(|row| (row.number, row.at)))
    }

    /// Words for everything that is held before or after, or that the change names.
    async fn words_for(
        &self,
        before: &Holdings,
        after: &Holdings,
        change: &Change,
        policies: Policies,
    ) -> Result<Words, Failure> {
        let lists = |lists: [&[String]; 3]| -> Vec<String> {
            let mut all: Vec<String> = lists.into_iter().flatten().cloned().collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let packages = lists([&before.packages, &after.packages, &change.remove_packages]);
        let resources = lists([
            &before.resources,
            &after.resources,
            &change.remove_resources,
        ]);
        let rights = self.rights(&packages, &resources, policies).await?;
        Ok(Words::of(rights))
    }
}

/// Names of packages and services, by id.
struct Words {
    packages: BTreeMap<String, String>,
    services: HashMap<String, ServiceView>,
}

impl Words {
    fn of(rights: Rights) -> Self {
        let mut packages = BTreeMap::new();
        let mut services = HashMap::new();
        for package in rights.packages {
            packages.insert(package.urn, package.name);
            for service in package.services {
                services.insert(service.resource_id.clone(), service);
            }
        }
        for service in rights.services {
            services
                .entry(service.resource_id.clone())
                .or_insert(service);
        }
        Words { packages, services }
    }

    fn package(&self, urn: &str) -> String {
        let known = self.packages.get(urn).cloned();
        known.unwrap_or_else(|| urn.rsplit(':').next().unwrap_or(urn).to_owned())
    }

    fn service(&self, id: &str) -> Option<&ServiceView> {
        self.services.get(id)
    }

    fn services(&self, net: &[NetService]) -> Vec<ChangedService> {
        let through = |ways: &[Way]| ways.iter().map(|way| self.through(way)).collect();
        net.iter()
            .filter_map(|service| {
                Some(ChangedService {
                    service: self.service(&service.resource_id)?.clone(),
                    through: through(&service.through),
                    leaving: through(&service.leaving),
                })
            })
            .collect()
    }

    /// Of the packages that come or go, those of which no service can be told.
    fn unseen(&self, moving: &[(bool, String)], catalogue: &Catalogue) -> Vec<UnseenPackage> {
        let unseen = moving
            .iter()
            .filter(|(_, urn)| inside(catalogue, urn).is_empty());
        unseen
            .map(|(add, urn)| UnseenPackage {
                add: *add,
                urn: urn.clone(),
                name: self.package(urn),
                unknown: catalogue.package(urn).is_none(),
            })
            .collect()
    }

    fn through(&self, way: &Way) -> Through {
        match way {
            Way::Package(urn) => Through::Package {
                name: self.package(urn),
                urn: urn.clone(),
            },
            Way::Single => Through::Single,
        }
    }

    fn item(&self, step: &Step) -> ChangeItem {
        let (is_package, id, name) = match &step.item {
            Item::Package(urn) => (true, urn, self.package(urn)),
            Item::Resource(id) => (false, id, self.service_name(id)),
        };
        ChangeItem {
            add: step.add,
            is_package,
            id: id.clone(),
            name,
        }
    }

    fn service_name(&self, id: &str) -> String {
        self.service(id)
            .map_or_else(|| id.to_owned(), |service| service.name.clone())
    }

    fn held(&self, holdings: &Holdings, catalogue: &Catalogue) -> Held {
        let mut distinct: Vec<String> = holdings.resources.clone();
        distinct.extend(holdings.packages.iter().flat_map(|u| inside(catalogue, u)));
        distinct.sort_unstable();
        distinct.dedup();
        let item = |id: &String, name: String| HeldItem {
            id: id.clone(),
            name,
        };
        Held {
            packages: holdings
                .packages
                .iter()
                .map(|urn| item(urn, self.package(urn)))
                .collect(),
            services: holdings
                .resources
                .iter()
                .map(|id| item(id, self.service_name(id)))
                .collect(),
            service_count: u32::try_from(distinct.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Services inside a package, by the catalogue.
fn inside(catalogue: &Catalogue, urn: &str) -> Vec<String> {
    let services = catalogue.package(urn).map(|p| p.services.as_slice());
    services
        .unwrap_or_default()
        .iter()
        .map(|s| s.resource_id.clone())
        .collect()
}

fn binds(service: &ServiceView) -> bool {
    let binding = |verb: &Verb| matches!(verb, Verb::Sign | Verb::Submit | Verb::Confirm);
    service.verbs.iter().any(binding)
}

fn before(attempt: &Attempt) -> Result<Holdings, Failure> {
    serde_json::from_str(&attempt.before).map_err(|_| Failure::unexpected("change attempt"))
}

fn begun(attempt: Attempt) -> ChangeBegun {
    ChangeBegun {
        at: wire(attempt.began_at),
        failure: Failure::of_kept(attempt.failure.as_deref()),
    }
}

impl Review {
    /// Items that a change adds and that are not held yet: what the person must be able to pass on.
    pub(in crate::approvals) fn left_to_add(&self, id: &str) -> bool {
        let Some(change) = &self.change else {
            return true;
        };
        let step = change.steps.iter().find(|s| s.item.add && s.item.id == id);
        // Altinn gives single services anew on every try, and checks them anew.
        step.is_none_or(|s| !s.done || !s.item.is_package)
    }
}
