//! What there is to be read: parties, services and limits. Read when the app starts and once a day; three calls.

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

/// How old the lists of parties and services may be.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What was read of parties and services. In memory only: the URN of a person holds an identity number.
pub(super) struct Known {
    /// Of which account.
    pub account: String,
    pub read_at: Timestamp,
    /// In which the names of services were taken note of.
    pub language: Language,
    pub limits: Limits,
    /// Key of each party by its URN in lower case.
    pub by_urn: HashMap<String, Uuid>,
    /// URN of each party that can be searched, by its key as text.
    pub urns: HashMap<String, String>,
    pub services: BTreeSet<String>,
    /// URNs in lower case of parties of whom there are messages, but who were not among those told of: nothing is gained by
    /// asking for them again before the lists are too old.
    pub unlisted: BTreeSet<String>,
}

impl Known {
    /// Whether it still holds.
    pub(super) fn holds(&self, account: &Account, now: Timestamp) -> bool {
        self.account == account.key && now.duration_since(self.read_at) < KEPT
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
            services: self.services.clone(),
            hot,
            limits: self.limits,
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
    /// Reads parties, services and limits, and takes note of the names of services. `met` are parties of whom there are
    /// messages, but who were not told of so far.
    pub(super) async fn read_message_world(
        &self,
        account: &Account,
        met: BTreeSet<String>,
    ) -> Result<Result<Known, DialogTrouble>, Failure> {
        let dialogs = self.0.altinn.dialogs();
        let read = async {
            let limits = dialogs.limits().await?;
            let parties = dialogs.parties().await?;
            let services = dialogs.services().await?;
            Ok((limits, parties, services))
        };
        let (limits, parties, services) = match read.await {
            Ok(read) => read,
            Err(trouble) => return Ok(Err(trouble)),
        };
        let language = self.language();
        self.note_names(account, &services, language).await?;
        let (by_urn, urns) = names(&parties);
        Ok(Ok(Known {
            account: account.key.clone(),
            read_at: self.now(),
            language,
            limits: Limits::told(limits.parties, limits.services),
            unlisted: met
                .into_iter()
                .filter(|urn| !by_urn.contains_key(urn))
                .collect(),
            by_urn,
            urns,
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
