//! Everything that a system user will get, before it is set up: a review like that of a request.

use std::collections::BTreeSet;

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{OrgNumber, RegisteredSystem, Request, RequestKind, RequestStatus, SystemId};
use fullmakt_store::actors::ActorRow;
use fullmakt_store::requests::{RequestFacts, RequestKind as StoredKind, RequestRow, RequestState};
use fullmakt_store::system_users::SystemUserKind as StoredUserKind;
use jiff::Timestamp;
use uuid::Uuid;

use crate::approvals::Located;
use crate::failures::{from_altinn, from_store};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::approvals::{CueLevel, Decide, RegisterStatus, Review};
use crate::surface::common::{Ability, AbilityReason, ErrorCode, Failure, Way};
use crate::surface::creation::{Creation, CreationQuery, CreationSource};
use crate::surface::system_users::{RightsSource, SystemUserDetail, SystemUserRef};
use crate::time::{read, wire};

/// What a system gives, and whence that is known.
struct Known {
    title: String,
    packages: Vec<String>,
    resources: Vec<String>,
    source: CreationSource,
}

impl App {
    /// What setting up a system would give.
    pub(crate) async fn creation(&self, query: CreationQuery) -> Result<Creation, Failure> {
        let account = self.account()?;
        let party = crate::organisations::party(&query.party_uuid)?;
        let actor = account.store.actors().get(party).await;
        let actor = actor
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::OrganisationUnknown))?;
        let system = SystemId::new(query.system_id.trim());
        if system.vendor().is_none() || system.name().is_empty() {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "systemId"));
        }
        self.preview(&account, &actor, &system, query.refresh).await
    }

    pub(super) async fn preview(
        &self,
        account: &Account,
        actor: &ActorRow,
        system: &SystemId,
        refresh: bool,
    ) -> Result<Creation, Failure> {
        let org_no = actor.actor.org_no.as_deref().unwrap_or_default();
        let number: OrgNumber = org_no
            .parse()
            .map_err(|_| Failure::new(ErrorCode::OrganisationUnknown))?;
        let known = self.known_system(account, system, refresh).await?;
        let located = Located {
            request: as_request(system, number, &known),
            actor: actor.clone(),
        };
        let mut review = self.review_of_creation(account, &located).await?;
        if known.source == CreationSource::Unknown
            && review.vendor.register == RegisterStatus::NotRegistered
        {
            // An id that was typed, of a vendor that does not exist: no page at Altinn knows it either.
            return Err(Failure::new(ErrorCode::SystemUnknown));
        }
        let exists = self.set_up_before(account, actor, system).await?;
        let create = self
            .create_ability(&review, &known.source, exists.is_some())
            .await;
        let needs_tick = known.source != CreationSource::Register
            || review.cues.iter().any(|cue| cue.level == CueLevel::Stop);
        review.decide = Decide {
            approve: create.clone(),
            needs_tick,
            ..Decide::nothing()
        };
        review.fingerprint = crate::approvals::fingerprint(&review);
        Ok(Creation {
            review,
            source: known.source,
            create,
            exists,
        })
    }

    /// The review of a request that nobody has made.
    async fn review_of_creation(
        &self,
        account: &Account,
        located: &Located,
    ) -> Result<Review, Failure> {
        let now = self.now();
        let row = RequestRow {
            id: Uuid::nil(),
            kind: StoredKind::Own,
            state: RequestState::Waiting,
            state_at: now,
            facts: RequestFacts::default(),
            from_link: false,
            host: None,
            added_at: now,
            listed_at: None,
            summary: None,
            failure: None,
            dismissed: false,
        };
        let mut review = self
            .draft(account, &row, located, crate::catalogue::Policies::Read)
            .await?;
        self.fill_authority(account, located, &mut review).await;
        // Nothing was read that demands access management: the list of actors tells.
        review.authority.access_manager = located.actor.actor.access_manager;
        review.key = String::new();
        review.technical.request_id = String::new();
        Ok(review)
    }

    /// What a system gives: by the register, else by what it was seen to ask for or to hold.
    async fn known_system(
        &self,
        account: &Account,
        system: &SystemId,
        refresh: bool,
    ) -> Result<Known, Failure> {
        if self.capabilities().await.browse_systems.way == Way::Api {
            if !refresh && let Some(found) = self.kept_system(account, system).await {
                return Ok(registered(found));
            }
            match self.0.altinn.register_of_systems().system(system).await {
                Ok(found) => return Ok(registered(found)),
                Err(AltinnError::NotFound) => return Err(Failure::new(ErrorCode::SystemGone)),
                Err(AltinnError::Forbidden) => self.note_refused(GatedAct::BrowseSystems).await,
                Err(error) => return Err(from_altinn(&error)),
            }
        }
        self.met_system(account, system).await
    }

    /// Everything that the system was ever seen to ask for or to hold here, for an organisation itself.
    async fn met_system(&self, account: &Account, system: &SystemId) -> Result<Known, Failure> {
        let (mut packages, mut resources) = (BTreeSet::new(), BTreeSet::new());
        let (mut title, mut at): (Option<String>, Option<Timestamp>) = (None, None);
        let rows = account.store.requests().list().await;
        for row in rows.map_err(|e| from_store(&e))? {
            if row.kind != StoredKind::Own
                || row.facts.system_id.as_deref() != Some(system.as_str())
            {
                continue;
            }
            title = title.or(row.facts.title.clone());
            if let Some(review) = self.shown_review(account, row.id).await? {
                packages.extend(review.technical.package_urns);
                resources.extend(review.technical.resource_ids);
                at = at.max(read(&review.fetched_at));
            }
        }
        let table = account.store.system_users();
        let users = table.list(None).await.map_err(|e| from_store(&e))?;
        for user in users {
            if user.kind != StoredUserKind::Own || user.system_id != system.as_str() {
                continue;
            }
            title = title.or(Some(user.title.clone()));
            packages.extend(user.packages.clone());
            at = at.max(user.created);
            let kept = table.detail(user.party_uuid, user.id).await;
            let kept = kept.map_err(|e| from_store(&e))?;
            let detail = kept.and_then(|k| serde_json::from_str::<SystemUserDetail>(&k.body).ok());
            if let Some(detail) = detail.filter(|d| d.rights == RightsSource::Current) {
                packages.extend(detail.packages.into_iter().map(|p| p.urn));
                resources.extend(detail.services.into_iter().map(|s| s.resource_id));
                at = at.max(read(&detail.fetched_at));
            }
        }
        let source = match at {
            Some(at) if !(packages.is_empty() && resources.is_empty()) => {
                CreationSource::Earlier { at: wire(at) }
            }
            _ => CreationSource::Unknown,
        };
        Ok(Known {
            title: title.unwrap_or_else(|| system.name().to_owned()),
            packages: packages.into_iter().collect(),
            resources: resources.into_iter().collect(),
            source,
        })
    }

    /// The system user that the organisation set up itself before: its reference is the organisation number.
    async fn set_up_before(
        &self,
        account: &Account,
        actor: &ActorRow,
        system: &SystemId,
    ) -> Result<Option<SystemUserRef>, Failure> {
        let party = actor.actor.party_uuid;
        let users = account.store.system_users().list(Some(party)).await;
        let found = users.map_err(|e| from_store(&e))?.into_iter().find(|user| {
            user.kind == StoredUserKind::Own
                && user.system_id == system.as_str()
                && user.external_ref == actor.actor.org_no
        });
        Ok(found.map(|user| SystemUserRef {
            party_uuid: party.to_string(),
            id: user.id.to_string(),
        }))
    }

    async fn create_ability(
        &self,
        review: &Review,
        source: &CreationSource,
        exists: bool,
    ) -> Ability {
        let can = self.capabilities().await.create;
        let closed = |reason| Ability {
            way: Way::None,
            reason: Some(reason),
        };
        if exists {
            closed(AbilityReason::Decided)
        } else if review.authority.access_manager == Some(false) {
            closed(AbilityReason::NotAccessManager)
        } else if !review.authority.missing.is_empty() {
            closed(AbilityReason::MissingRights)
        } else if *source == CreationSource::Unknown && can.way == Way::Api {
            Ability {
                way: Way::Portal,
                reason: Some(AbilityReason::PortalScopeOnly),
            }
        } else {
            can
        }
    }
}

fn registered(system: RegisteredSystem) -> Known {
    // The name that Altinn's own page gives, in bokmål.
    let name = system.name.pick(fullmakt_domain::Language::Nb);
    Known {
        title: name.map_or_else(|| system.system_id.name().to_owned(), |(n, _)| n.to_owned()),
        packages: system.packages,
        resources: system.resources,
        source: CreationSource::Register,
    }
}

fn as_request(system: &SystemId, number: OrgNumber, known: &Known) -> Request {
    Request {
        id: Uuid::nil(),
        kind: RequestKind::Own,
        party_org_number: number,
        system_id: system.clone(),
        title: Some(known.title.clone()),
        external_ref: None,
        resources: known.resources.clone(),
        packages: known.packages.clone(),
        change: None,
        status: RequestStatus::New,
        escalated: false,
        timed_out: false,
        escalate_only: false,
        created: None,
        redirect_url: None,
    }
}
