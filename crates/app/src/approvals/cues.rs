//! What to notice about a request: the rules live in the domain; here is what they look at.

use fullmakt_domain::action::Verb as DomainVerb;
use fullmakt_domain::cues::{
    Cue as DomainCue, CueLevel as DomainLevel, Facts, ItemFacts, KnownVendor, PackageFacts,
    RegisterFinding, Repeats, cues, package_cues,
};
use fullmakt_domain::{Request, RequestKind, Unit};
use fullmakt_store::requests::{RequestKind as StoredKind, RequestState};
use fullmakt_store::system_users::SystemUserKind as StoredUserKind;

use super::cue_code::code_view;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::approvals::{Cue, CueLevel, Review, Verb};
use crate::surface::common::Failure;

impl App {
    /// Adds cues to the review and to each of its packages.
    pub(super) async fn add_cues(
        &self,
        account: &Account,
        request: &Request,
        vendor_unit: &Result<Option<Option<Unit>>, Failure>,
        created: jiff::Timestamp,
        review: &mut Review,
    ) -> Result<(), Failure> {
        let users = account
            .store
            .system_users()
            .list(None)
            .await
            .map_err(|e| from_store(&e))?;
        let known_vendors: Vec<KnownVendor> = {
            let mut known: Vec<KnownVendor> = users
                .iter()
                .filter_map(|u| {
                    Some(KnownVendor {
                        org_number: u.vendor_org_no.as_deref()?.parse().ok()?,
                        name: u.vendor.clone()?,
                    })
                })
                .collect();
            known.sort_by_key(|v| v.org_number);
            known.dedup();
            known
        };
        let fetches = account
            .store
            .system_users()
            .fetches()
            .await
            .map_err(|e| from_store(&e))?;
        let lists_read = fetches.iter().any(|f| f.fetched_at.is_some());
        let repeats = self.repeats(account, request, &users).await?;
        let catalogue = self.packages(self.language()).await.ok();
        let package_facts: Vec<PackageFacts<'_>> = request
            .packages
            .iter()
            .map(|urn| {
                let found = catalogue.as_ref().and_then(|c| c.package(urn));
                PackageFacts {
                    urn,
                    area: found.and_then(|p| p.area.as_ref()).map(|a| a.urn.as_str()),
                    known: catalogue.is_none() || found.is_some(),
                }
            })
            .collect();
        let held: Vec<(String, Vec<DomainVerb>, bool)> = distinct_services(review);
        let items: Vec<ItemFacts<'_>> = held
            .iter()
            .map(|(id, verbs, known)| ItemFacts {
                id,
                verbs,
                known: *known,
            })
            .collect();
        let unit = vendor_unit
            .as_ref()
            .ok()
            .and_then(|u| u.as_ref())
            .and_then(|u| u.as_ref());
        let register = match (vendor_unit, unit) {
            (_, Some(unit)) => RegisterFinding::of(unit),
            (Ok(Some(None)), None) => RegisterFinding::NotRegistered,
            _ => RegisterFinding::NotAsked,
        };
        let found = cues(&Facts {
            vendor: request.vendor(),
            vendor_name: unit.map(|u| u.name.as_str()),
            register,
            homepage: unit.and_then(|u| u.homepage.as_deref()),
            used_by: lists_read.then_some(review.vendor.used_by),
            known_vendors: &known_vendors,
            title: request.title.as_deref(),
            system_name: request.system_id.name(),
            external_ref: request.external_ref.as_deref(),
            redirect_host: review.redirect_host.as_deref(),
            packages: &package_facts,
            services: &items,
            repeats,
            created: Some(created),
            timed_out: review.timed_out,
            now: self.now(),
        });
        review.cues = found.into_iter().map(cue_view).collect();
        for package in &mut review.packages {
            let Some(facts) = package_facts.iter().find(|f| f.urn == package.urn) else {
                continue;
            };
            let inside: Vec<(String, Vec<DomainVerb>, bool)> = package
                .services
                .iter()
                .map(|s| (s.resource_id.clone(), domain_verbs(&s.verbs), !s.unknown))
                .collect();
            let inside: Vec<ItemFacts<'_>> = inside
                .iter()
                .map(|(id, verbs, known)| ItemFacts {
                    id,
                    verbs,
                    known: *known,
                })
                .collect();
            package.cues = package_cues(facts, &inside)
                .into_iter()
                .map(cue_view)
                .collect();
        }
        Ok(())
    }

    /// The same system and reference, approved already or waiting besides this request.
    async fn repeats(
        &self,
        account: &Account,
        request: &Request,
        users: &[fullmakt_store::system_users::SystemUser],
    ) -> Result<Repeats, Failure> {
        let own = request.party_org_number.to_string();
        // A missing reference stands for the organisation number, as on the server.
        let reference = |given: Option<&str>| match given.map(str::trim) {
            None | Some("") => own.clone(),
            Some(text) => text.to_owned(),
        };
        let asked = reference(request.external_ref.as_deref());
        let (user_kind, row_kind) = match request.kind {
            RequestKind::Own => (StoredUserKind::Own, StoredKind::Own),
            RequestKind::Client => (StoredUserKind::Client, StoredKind::Client),
            RequestKind::Change => return Ok(Repeats::default()),
        };
        let party = account
            .store
            .actors()
            .by_org_no(&own)
            .await
            .map_err(|e| from_store(&e))?;
        let Some(party) = party.map(|p| p.actor.party_uuid) else {
            return Ok(Repeats::default());
        };
        let approved = users
            .iter()
            .filter(|u| {
                u.party_uuid == party
                    && u.id != request.id
                    && u.kind == user_kind
                    && u.system_id == request.system_id.as_str()
                    && reference(u.external_ref.as_deref()) == asked
            })
            .count();
        let rows = account
            .store
            .requests()
            .list()
            .await
            .map_err(|e| from_store(&e))?;
        let waiting = rows
            .iter()
            .filter(|r| {
                r.id != request.id
                    && r.kind == row_kind
                    && r.state == RequestState::Waiting
                    && r.facts.party_uuid == Some(party)
                    && r.facts.system_id.as_deref() == Some(request.system_id.as_str())
                    && reference(r.facts.external_ref.as_deref()) == asked
            })
            .count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Repeats {
            approved: count(approved),
            waiting: count(waiting),
        })
    }
}

/// Every distinct service of a review, with its verbs and whether the registry knows it.
fn distinct_services(review: &Review) -> Vec<(String, Vec<DomainVerb>, bool)> {
    let mut seen = std::collections::BTreeSet::new();
    review
        .packages
        .iter()
        .flat_map(|p| &p.services)
        .chain(&review.services)
        .filter(|s| seen.insert(s.resource_id.clone()))
        .map(|s| (s.resource_id.clone(), domain_verbs(&s.verbs), !s.unknown))
        .collect()
}

fn domain_verbs(verbs: &[Verb]) -> Vec<DomainVerb> {
    verbs
        .iter()
        .map(|verb| match verb {
            Verb::Read => DomainVerb::Read,
            Verb::Write => DomainVerb::Write,
            Verb::Submit => DomainVerb::Submit,
            Verb::Sign => DomainVerb::Sign,
            Verb::Confirm => DomainVerb::Confirm,
            Verb::Start => DomainVerb::Start,
            Verb::Subscribe => DomainVerb::Subscribe,
            Verb::Delete => DomainVerb::Delete,
            Verb::Use => DomainVerb::Use,
            Verb::Other { action } => DomainVerb::Other {
                action: action.clone(),
            },
        })
        .collect()
}

fn cue_view(cue: DomainCue) -> Cue {
    Cue {
        code: code_view(cue.code),
        level: match cue.level {
            DomainLevel::Stop => CueLevel::Stop,
            DomainLevel::Caution => CueLevel::Caution,
            DomainLevel::Note => CueLevel::Note,
        },
        context: cue.context,
    }
}
