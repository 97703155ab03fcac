//! What there is to be read: parties, services and limits. Three calls when the app starts and once a day, and one more for
//! the parties in between (Dialogporten reference, 5.2 line 1).

use std::collections::{BTreeSet, HashMap};

use fullmakt_altinn::dialogs::{DialogParty, DialogTrouble, Services};
use fullmakt_domain::dialog::{DialogRow, Localized};
use fullmakt_store::dialogs::{OwnerName, ServiceName};
use fullmakt_sync::{Limits, World};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::session::Language;

/// How old the list of parties may be.
const PARTIES_KEPT: SignedDuration = SignedDuration::from_hours(12);

/// How old the list of services, and the limits, may be.
const SERVICES_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What was read of parties and services. In memory only: the URN of a person holds an identity number.
pub(super) struct Known {
    /// Of which account.
    pub account: String,
    /// When the parties were.
    pub parties_read_at: Timestamp,
    pub told: Told,
    /// Key of each party by its URN in lower case.
    pub by_urn: HashMap<String, Uuid>,
    /// URN of each party that can be searched, by its key as text.
    pub urns: HashMap<String, String>,
    /// URNs in lower case of parties of whom there are messages, but who were not among those told of: nothing is gained by
    /// asking for them again before the lists are too old.
    pub unlisted: BTreeSet<String>,
}

/// What was read of services and limits.
#[derive(Clone)]
pub(super) struct Told {
    read_at: Timestamp,
    /// In which the names of services were taken note of.
    language: Language,
    pub limits: Limits,
    services: BTreeSet<String>,
}

impl Known {
    /// Whether it still holds, for screens in this language.
    pub(super) fn holds(&self, account: &Account, language: Language, now: Timestamp) -> bool {
        self.services_hold(account, language, now)
            && now.duration_since(self.parties_read_at) < PARTIES_KEPT
    }

    /// Whether what it tells of services and limits still does.
    fn services_hold(&self, account: &Account, language: Language, now: Timestamp) -> bool {
        self.account == account.key
            && self.told.language == language
            && now.duration_since(self.told.read_at) < SERVICES_KEPT
    }

    /// URNs in lower case of parties of these rows who are new: all that are not known, if any was not met before.
    pub(super) fn not_told_of(&self, rows: &[DialogRow]) -> BTreeSet<String> {
        let parties = rows.iter().map(|row| row.party.to_ascii_lowercase());
        let mut unknown: BTreeSet<String> = parties
            .filter(|urn| !self.by_urn.contains_key(urn) && !self.unlisted.contains(urn))
            .collect();
        if !unknown.is_empty() {
            unknown.extend(self.unlisted.iter().cloned());
        }
        unknown
    }

    /// As the plan wants it; `hot` are the services that were met.
    pub(super) fn world(&self, hot: BTreeSet<String>) -> World {
        World {
            parties: self.urns.keys().cloned().collect(),
            services: self.told.services.clone(),
            hot,
            limits: self.told.limits,
        }
    }

    /// URNs of parties by their keys. Those that are gone are left out.
    pub(super) fn urns_of(&self, keys: &[String]) -> Vec<String> {
        keys.iter()
            .filter_map(|key| self.urns.get(key).cloned())
            .collect()
    }
}

impl App {
    /// Reads the parties, and services and limits where they are too old as well. `met` are parties of whom there are
    /// messages, but who were not told of so far.
    pub(super) async fn read_message_world(
        &self,
        account: &Account,
        met: BTreeSet<String>,
    ) -> Result<Result<Known, DialogTrouble>, Failure> {
        let (now, language) = (self.now(), self.language());
        let before = self.0.syncing.known();
        let told = match before.filter(|known| known.services_hold(account, language, now)) {
            Some(known) => known.told.clone(),
            None => match self.read_services(account, language).await? {
                Ok(told) => told,
                Err(trouble) => return Ok(Err(trouble)),
            },
        };
        let parties = match self.0.altinn.dialogs().parties().await {
            Ok(parties) => parties,
            Err(trouble) => return Ok(Err(trouble)),
        };
        let (by_urn, urns) = names(&parties);
        Ok(Ok(Known {
            account: account.key.clone(),
            parties_read_at: now,
            told,
            unlisted: met
                .into_iter()
                .filter(|urn| !by_urn.contains_key(urn))
                .collect(),
            by_urn,
            urns,
        }))
    }

    /// Reads services and limits, and takes note of the names of services.
    async fn read_services(
        &self,
        account: &Account,
        language: Language,
    ) -> Result<Result<Told, DialogTrouble>, Failure> {
        let dialogs = self.0.altinn.dialogs();
        let limits = match dialogs.limits().await {
            Ok(limits) => limits,
            Err(trouble) => return Ok(Err(trouble)),
        };
        let services = match dialogs.services().await {
            Ok(services) => services,
            Err(trouble) => return Ok(Err(trouble)),
        };
        self.note_names(account, &services, language).await?;
        Ok(Ok(Told {
            read_at: self.now(),
            language,
            limits: Limits::told(limits.parties, limits.services),
            services: services.items.into_iter().map(|s| s.id).collect(),
        }))
    }

    async fn note_names(
        &self,
        account: &Account,
        services: &Services,
        language: Language,
    ) -> Result<(), Failure> {
        let language = fullmakt_domain::Language::from(language);
        let named = |name: &Localized| name.text(language).to_owned();
        let mut owners: Vec<OwnerName> = services
            .items
            .iter()
            .filter(|service| !service.owner_name.0.is_empty())
            .map(|service| OwnerName {
                code: service.owner.clone(),
                name: named(&service.owner_name),
            })
            .collect();
        owners.sort_by(|a, b| a.code.cmp(&b.code));
        owners.dedup_by(|a, b| a.code == b.code);
        let services: Vec<ServiceName> = services
            .items
            .iter()
            .map(|service| ServiceName {
                id: service.id.clone(),
                name: named(&service.name),
            })
            .collect();
        let dialogs = account.store.dialogs();
        let set = dialogs.set_names(&owners, &services).await;
        set.map_err(|e| from_store(&e))
    }
}

/// Parties by URN, and the URNs of those that have messages of their own.
fn names(parties: &[DialogParty]) -> (HashMap<String, Uuid>, HashMap<String, String>) {
    let by_urn = parties
        .iter()
        .map(|party| (party.urn.clone(), party.party_uuid))
        .collect();
    let urns = parties
        .iter()
        .filter(|party| !party.is_heading_only)
        .map(|party| (party.party_uuid.to_string(), party.urn.clone()))
        .collect();
    (by_urn, urns)
}
