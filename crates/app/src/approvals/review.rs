//! The review: one value with everything that a person needs to decide.

use fullmakt_domain::{OrgNumber, Request, RequestKind as DomainKind, Unit, UnitState, age};
use fullmakt_store::actors::ActorRow;
use fullmakt_store::requests::{RequestFacts, RequestRow, RequestState};

use super::fingerprint::fingerprint;
use super::locate::Located;
use super::read::title;
use super::rows::{RowSummary, kind_view, request_id};
use crate::catalogue::Policies;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::approvals::{
    Authority, CueLevel, Decide, OwnAuthority, QueueState, RegisterStatus, RequestKind, Review,
    ReviewOrganisation, ReviewQuery, SystemView, Technical, VendorView,
};
use crate::surface::changes::{ChangeCounts, ChangeView, ChangedService};
use crate::surface::common::{Ability, AbilityReason, ErrorCode, Failure, Way};
use crate::surface::system_users::RightsSource;
use crate::surface::table::Topic;
use crate::time::wire;

/// Cues shown in a row of the queue.
const ROW_CUES: usize = 2;

impl App {
    /// Everything about one request. When Altinn cannot be reached, the kept copy with its age.
    pub(crate) async fn review(&self, query: ReviewQuery) -> Result<Review, Failure> {
        let account = self.account()?;
        let id = request_id(&query.key)?;
        let row = self.queue_row(&account, id).await?;
        let fresh = if query.refresh {
            self.forget_search(&account, id).await;
            self.fresh_review(&account, &row).await
        } else if row.facts.party_uuid.is_none() && self.rests(&account, &row).await {
            // Looked for in vain, and not long ago: it is looked for again when the person says so.
            Err(kept_failure(&row))
        } else {
            self.fresh_review(&account, &row).await
        };
        match fresh {
            Ok(review) => Ok(review),
            Err(failure) => match self.kept_review(&account, &row).await? {
                Some(review) if may_show_kept(&failure) => Ok(review),
                _ => Err(failure),
            },
        }
    }

    pub(super) async fn fresh_review(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Review, Failure> {
        let located = self.read_row(account, row).await?;
        let row = self.queue_row(account, row.id).await?;
        let mut review = self.draft(account, &row, &located, Policies::Read).await?;
        self.fill_authority(account, &located, &mut review).await;
        review.decide = self.decide_ways(&review).await;
        review.fingerprint = fingerprint(&review);
        let _one = self.0.refreshing.copies.lock().await;
        self.keep_review(account, &row, &review).await?;
        Ok(review)
    }

    /// The review without the check of items: all that the queue's cues need.
    pub(crate) async fn draft(
        &self,
        account: &Account,
        row: &RequestRow,
        located: &Located,
        policies: Policies,
    ) -> Result<Review, Failure> {
        let Located { request, actor } = located;
        let rights = self
            .rights(&request.packages, &request.resources, policies)
            .await?;
        let vendor_unit = match request.vendor() {
            Some(number) => self.unit(account, number).await.map(Some),
            None => Ok(None),
        };
        let vendor = vendor_view(request, &vendor_unit, self.used_by(account, request).await?);
        let now = self.now();
        let change = match &request.change {
            Some(change) => Some(
                self.change_view(account, actor, row.id, change, policies)
                    .await?,
            ),
            None => None,
        };
        let own_use = match request.kind {
            DomainKind::Client => Some(self.own_use(&request.packages).await),
            DomainKind::Own | DomainKind::Change => None,
        };
        let created = request.created.unwrap_or(row.added_at);
        let place = self.place(account, actor).await;
        let mut review = Review {
            key: row.id.to_string(),
            kind: kind_view(row.kind),
            state: self.shown_state(row),
            vendor,
            system: SystemView {
                title: change
                    .as_ref()
                    .map_or_else(|| title(request), |c| c.system_user.title.clone()),
                system_id: crate::words::vendor(request.system_id.as_str()),
                external_ref: request.external_ref.as_deref().map(crate::words::vendor),
            },
            organisation: ReviewOrganisation {
                party_uuid: actor.actor.party_uuid.to_string(),
                name: actor.actor.name.clone(),
                org_no: actor.actor.org_no.clone().unwrap_or_default(),
                kind: crate::organisations::kind(actor.actor.kind),
                place,
            },
            created: wire(created),
            age_days: age::whole_days(created, now),
            timed_out: request.timed_out || age::is_timed_out(created, now),
            redirect_host: request.redirect_host(),
            packages: rights.packages,
            services: rights.services,
            service_count: change.as_ref().map_or(rights.service_count, |c| {
                u32::try_from(c.added.len()).unwrap_or(u32::MAX)
            }),
            change,
            own_use,
            alike: self.count_alike(account, row).await?,
            cues: Vec::new(),
            authority: Authority::unchecked(actor.actor.access_manager),
            decide: Decide::nothing(),
            technical: Technical {
                request_id: row.id.to_string(),
                system_id: request.system_id.to_string(),
                package_urns: request.packages.clone(),
                resource_ids: request.resources.clone(),
                external_ref: request.external_ref.as_deref().map(crate::words::vendor),
            },
            fetched_at: wire(now),
            stale: false,
            fingerprint: String::new(),
        };
        self.add_cues(account, request, &vendor_unit, created, &mut review)
            .await?;
        Ok(review)
    }

    /// Cues for a row of the queue, from a draft and from what is at hand: no policy is read for a row, so what only a
    /// policy tells comes with the first look at the request. True when the row changed. A draft never takes the place of a review
    /// that the person was shown: the decision and its receipt are about that one.
    pub(super) async fn summarise(
        &self,
        account: &Account,
        row: &RequestRow,
        located: &Located,
    ) -> bool {
        match self.draft(account, row, located, Policies::AtHand).await {
            Ok(mut review) => {
                review.fingerprint = fingerprint(&review);
                review.decide = self.decide_ways(&review).await;
                let _one = self.0.refreshing.copies.lock().await;
                match account.store.requests().copy(row.id).await {
                    Ok(None) => self.keep_review(account, row, &review).await.is_ok(),
                    _ => false,
                }
            }
            Err(failure) => {
                tracing::info!(code = ?failure.code, "cues could not be computed");
                false
            }
        }
    }

    async fn keep_review(
        &self,
        account: &Account,
        row: &RequestRow,
        review: &Review,
    ) -> Result<(), Failure> {
        let body = serde_json::to_string(review).map_err(|_| Failure::unexpected("review"))?;
        let summary = RowSummary {
            cues: review.cues.iter().take(ROW_CUES).cloned().collect(),
            change: review.change.as_ref().map(counts),
            system_user: review
                .change
                .as_ref()
                .and_then(|c| c.system_user.id.parse().ok()),
        };
        let summary = serde_json::to_string(&summary).map_err(|_| Failure::unexpected("review"))?;
        let requests = account.store.requests();
        let facts = RequestFacts {
            vendor: Some(review.vendor.name.clone()),
            title: review.change.as_ref().map(|c| c.system_user.title.clone()),
            ..RequestFacts::default()
        };
        requests
            .set_facts(row.id, &facts)
            .await
            .map_err(|e| from_store(&e))?;
        let new_summary = row.summary.as_deref() != Some(summary.as_str());
        requests
            .set_copy(row.id, &body, Some(&summary), self.now())
            .await
            .map_err(|e| from_store(&e))?;
        if new_summary {
            // Not the topic of the review: it would be read again for having been read.
            self.changed(&[Topic::Queue, Topic::Status]);
        }
        if new_summary && review.change.is_some() {
            // Its system user says that a change of it waits.
            self.changed(&[Topic::SystemUsers]);
        }
        Ok(())
    }

    /// The review that was kept, marked as such and with nothing to decide until Altinn answers again.
    pub(super) async fn kept_review(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Option<Review>, Failure> {
        let Some(mut review) = self.shown_review(account, row.id).await? else {
            return Ok(None);
        };
        let row = self.queue_row(account, row.id).await?;
        review.state = self.shown_state(&row);
        review.stale = true;
        let offline = || Ability {
            way: Way::None,
            reason: Some(AbilityReason::Offline),
        };
        review.decide = Decide {
            approve: offline(),
            reject: offline(),
            escalate: offline(),
            needs_tick: review.decide.needs_tick,
        };
        Ok(Some(review))
    }

    /// How each act can be done for this request.
    pub(super) async fn decide_ways(&self, review: &Review) -> Decide {
        let can = self.capabilities().await;
        let closed = |reason| Ability {
            way: Way::None,
            reason: Some(reason),
        };
        let open = matches!(
            review.state,
            QueueState::Waiting
                | QueueState::Observing { .. }
                | QueueState::RejectNotSent
                | QueueState::Escalated
        );
        let needs_tick = review.cues.iter().any(|c| c.level == CueLevel::Stop)
            || review.change.as_ref().is_some_and(adds_unknown);
        if !open {
            return Decide {
                approve: closed(AbilityReason::Decided),
                reject: closed(AbilityReason::Decided),
                escalate: closed(AbilityReason::Decided),
                needs_tick,
            };
        }
        let not_manager =
            review.authority.escalate_only || review.authority.access_manager == Some(false);
        let approve = match &review.change {
            Some(change) => change_ability(change, can.approve_change),
            None => can.approve,
        };
        let (approve, reject) = if not_manager {
            (
                closed(AbilityReason::NotAccessManager),
                closed(AbilityReason::NotAccessManager),
            )
        } else if !review.authority.missing.is_empty() {
            // Altinn approves all or nothing: sending it would only fail.
            (closed(AbilityReason::MissingRights), can.reject)
        } else {
            (approve, can.reject)
        };
        Decide {
            approve,
            reject,
            escalate: match review.kind {
                // Altinn forwards no changes: a message to a colleague does.
                RequestKind::Change => closed(AbilityReason::KindUnsupported),
                RequestKind::Own | RequestKind::Client => can.escalate,
            },
            needs_tick,
        }
    }

    /// How many of the person's organisations have a system user from this vendor.
    async fn used_by(&self, account: &Account, request: &Request) -> Result<u32, Failure> {
        let Some(vendor) = request.vendor() else {
            return Ok(0);
        };
        let users = account
            .store
            .system_users()
            .list(None)
            .await
            .map_err(|e| from_store(&e))?;
        let parties: std::collections::HashSet<_> = users
            .into_iter()
            .filter(|u| u.vendor_org_no.as_deref() == Some(vendor.as_str()))
            .map(|u| u.party_uuid)
            .collect();
        Ok(u32::try_from(parties.len()).unwrap_or(u32::MAX))
    }

    /// Where the organisation is, from Enhetsregisteret; left out when it cannot be read.
    async fn place(&self, account: &Account, actor: &ActorRow) -> Option<String> {
        let number: OrgNumber = actor.actor.org_no.as_deref()?.parse().ok()?;
        let unit = self.unit(account, number).await.ok()??;
        unit.place.map(|p| fullmakt_domain::text::title_case(&p))
    }
}

/// What a row tells of a change.
fn counts(change: &ChangeView) -> ChangeCounts {
    let count = |services: &[ChangedService]| u32::try_from(services.len()).unwrap_or(u32::MAX);
    ChangeCounts {
        added: count(&change.added),
        removed: count(&change.removed),
        unseen: u32::try_from(change.unseen.len()).unwrap_or(u32::MAX),
        half_done: change.begun.is_some(),
    }
}

/// Whether something is given of which nobody here can tell what it opens.
fn adds_unknown(change: &ChangeView) -> bool {
    change.unseen.iter().any(|p| p.add && p.unknown)
}

/// What a system user holds must be known before a change of it is approved here: else it is on Altinn's page.
fn change_ability(change: &ChangeView, can: Ability) -> Ability {
    match &change.source {
        RightsSource::Current => can,
        RightsSource::AtCreation { .. } if can.way == Way::Api => Ability {
            way: Way::Portal,
            reason: Some(AbilityReason::RefusedByAltinn),
        },
        RightsSource::AtCreation { .. } => can,
    }
}

/// Why a request could not be read the last time.
pub(super) fn kept_failure(row: &RequestRow) -> Failure {
    Failure::of_kept(row.failure.as_deref())
        .unwrap_or_else(|| Failure::new(ErrorCode::RequestNotFound))
}

/// Failures under which a kept copy is worth showing: the way is closed, not the right.
fn may_show_kept(failure: &Failure) -> bool {
    matches!(
        failure.code,
        ErrorCode::Offline
            | ErrorCode::Timeout
            | ErrorCode::RateLimited
            | ErrorCode::UpstreamDown
            | ErrorCode::UpstreamChanged
            | ErrorCode::LoginRequired
            | ErrorCode::RequestNotFound
    )
}

fn vendor_view(
    request: &Request,
    unit: &Result<Option<Option<Unit>>, Failure>,
    used_by: u32,
) -> VendorView {
    let org_no = request.vendor().map(|v| v.to_string()).unwrap_or_default();
    let (name, register) = match unit {
        Ok(Some(Some(unit))) => (
            fullmakt_domain::text::title_case(&unit.name),
            register_status(unit),
        ),
        Ok(_) => (org_no.clone(), RegisterStatus::NotRegistered),
        Err(_) => (org_no.clone(), RegisterStatus::Unknown),
    };
    VendorView {
        initials: fullmakt_domain::text::initials(&name),
        name,
        org_no,
        register,
        used_by,
    }
}

/// What Enhetsregisteret says, in words that the screens know.
pub(crate) fn register_status(unit: &Unit) -> RegisterStatus {
    match &unit.state {
        UnitState::Active => RegisterStatus::Active,
        UnitState::Deleted { on } => RegisterStatus::Deleted {
            on: on.map(|d| d.to_string()),
        },
        UnitState::Bankrupt => RegisterStatus::Bankrupt,
        UnitState::WindingUp => RegisterStatus::WindingUp,
    }
}

impl Authority {
    /// Before the check of items.
    pub(crate) fn unchecked(access_manager: Option<bool>) -> Self {
        Authority {
            access_manager,
            escalate_only: false,
            own: OwnAuthority::Everything,
            checked: false,
            not_checked: None,
            can_pass: 0,
            missing: Vec::new(),
            who_can: Vec::new(),
        }
    }
}

impl Decide {
    /// Before the ways are known.
    pub(crate) fn nothing() -> Self {
        let none = || Ability {
            way: Way::None,
            reason: None,
        };
        Decide {
            approve: none(),
            reject: none(),
            escalate: none(),
            needs_tick: false,
        }
    }
}

/// Why a row that is not open cannot be decided on.
pub(super) fn closed(state: &RequestState) -> Failure {
    Failure::new(match state {
        RequestState::Unknown => ErrorCode::OutcomeUnknown,
        RequestState::NotFound => ErrorCode::RequestNotFound,
        _ => ErrorCode::RequestAlreadyDecided,
    })
}

/// Whether a row is one of those that a review may be asked for while it is being decided.
pub(super) fn is_open(state: &RequestState) -> bool {
    matches!(
        state,
        RequestState::Waiting
            | RequestState::Observing { .. }
            | RequestState::RejectNotSent
            | RequestState::Escalated
            | RequestState::NotRead
    )
}
