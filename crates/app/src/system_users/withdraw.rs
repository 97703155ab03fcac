//! Taking a system user's access back. The state is read before a second try, and a receipt is written.

use std::time::Duration;

use fullmakt_altinn::AltinnError;
use fullmakt_domain::refusal::Refusal;
use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};
use uuid::Uuid;

use super::under_way::UnderWay;
use crate::activity::NewReceipt;
use crate::approvals::sending::Confirmed;
use crate::failures::{from_altinn, from_store, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{
    Authority, Decide, QueueState, RequestKind, Review, ReviewOrganisation, SystemView, Technical,
    VendorView,
};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::system_users::{SystemUserDetail, SystemUserKind, SystemUserRef, Withdrawal};
use crate::surface::table::Topic;
use crate::time::{read, whole_days, wire};

/// How often it must be found there before a withdrawal that was not answered counts as not arrived, and the pause
/// between two looks: Altinn may still be at work on it.
pub(crate) const LOOKS: u32 = 3;
pub(crate) const PAUSE: Duration = Duration::from_secs(2);

/// The system user is not there. The own kind answers without a code, the other with one.
fn is_gone(error: &AltinnError) -> bool {
    matches!(error, AltinnError::NotFound) || error.refusal() == Some(Refusal::SystemUserGone)
}

/// What a refused withdrawal ends in. That Altinn has it as one of the other kind, or could not read what it holds, ends
/// the withdrawal like any other failure at Altinn; what these two mean elsewhere speaks of a request that has changed, and
/// of nothing having changed, which Altinn does not promise here.
fn refused(error: &AltinnError) -> Failure {
    let failure = from_altinn(error);
    let code = match error.refusal() {
        Some(Refusal::OtherKind | Refusal::RightsUnreadable) => ErrorCode::WithdrawFailed,
        _ => return failure,
    };
    Failure {
        code,
        retry: code.usual_retry(),
        ..failure
    }
}

impl App {
    /// Withdraws a system user: by the interface where the token may, else on Altinn's page.
    pub(crate) async fn withdraw(&self, input: SystemUserRef) -> Result<Withdrawal, Failure> {
        let account = self.account()?;
        let (actor, user) = self.system_user_row(&account, &input).await?;
        let _claim = self.begin_deciding(user.id)?;
        let detail = self.system_user_detail(&input).await?;
        if detail.withdraw.way != Way::Api {
            return self.withdraw_at_altinn(&account, user.id, detail).await;
        }
        let party_id = actor.actor.party_id.unwrap_or_default();
        let way = UnderWay::sent(self.now(), detail.clone());
        self.note_under_way(&account, user.id, &way).await?;
        let users = self.0.altinn.system_users();
        let (act, sent) = match user.kind {
            StoredKind::Own => (GatedAct::Withdraw, users.delete(party_id, user.id).await),
            StoredKind::Client => (
                GatedAct::WithdrawClient,
                users.delete_agent(party_id, user.party_uuid, user.id).await,
            ),
        };
        match sent {
            Ok(done) => {
                let confirmed = self.withdrawal_confirmed(done.trace_id);
                Ok(self
                    .settle_withdrawal(&account, user.id, way, confirmed)
                    .await)
            }
            // Gone already: the effect is there, by someone else's hand.
            Err(error) if is_gone(&error) => {
                self.end_under_way(&account, user.id).await;
                self.forget_system_user(&account, &detail).await?;
                Err(Failure::new(ErrorCode::SystemUserGone))
            }
            Err(AltinnError::Forbidden) => {
                self.note_refused(act).await;
                self.withdraw_at_altinn(&account, user.id, detail).await
            }
            Err(error) if outcome_unknown(&error) => {
                self.withdraw_unknown(&account, party_id, user.id, way)
                    .await
            }
            Err(error) => {
                let failure = refused(&error);
                self.end_under_way(&account, user.id).await;
                self.log_withdrawal(&account, Act::WithdrawFailed, &detail, Some(&failure))
                    .await;
                Err(failure)
            }
        }
    }

    /// Opens Altinn's overview, and observes until the system user is gone.
    async fn withdraw_at_altinn(
        &self,
        account: &Account,
        id: Uuid,
        detail: SystemUserDetail,
    ) -> Result<Withdrawal, Failure> {
        let way = UnderWay::handed_off(self.now(), detail);
        self.note_under_way(account, id, &way).await?;
        if let Err(reason) = self.0.host.open_browser(&self.overview_url()) {
            tracing::warn!(%reason, "no browser");
            self.end_under_way(account, id).await;
            return Err(Failure::new(ErrorCode::BrowserUnavailable));
        }
        self.log_withdrawal(account, Act::HandedOff, &way.detail, None)
            .await;
        self.observe_withdrawal(id);
        self.changed(&[Topic::SystemUsers]);
        Ok(Withdrawal::HandedOff)
    }

    /// Altinn did not answer: read whether it is still there, and only then say what happened.
    async fn withdraw_unknown(
        &self,
        account: &Account,
        party_id: u32,
        id: Uuid,
        way: UnderWay,
    ) -> Result<Withdrawal, Failure> {
        for look in 0..LOOKS {
            if look > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            match self.0.altinn.system_users().detail(party_id, id).await {
                Err(AltinnError::NotFound) => {
                    let confirmed = self.withdrawal_confirmed(None);
                    return Ok(self.settle_withdrawal(account, id, way, confirmed).await);
                }
                Ok(_) => {}
                Err(_) => {
                    self.observe_withdrawal(id);
                    return Ok(Withdrawal::Unknown);
                }
            }
        }
        Err(self.withdrawal_not_arrived(account, id, &way.detail).await)
    }

    /// Not answered, and there each time it was read: it did not arrive.
    pub(super) async fn withdrawal_not_arrived(
        &self,
        account: &Account,
        id: Uuid,
        detail: &SystemUserDetail,
    ) -> Failure {
        let failure = Failure::new(ErrorCode::WithdrawFailed);
        self.end_under_way(account, id).await;
        self.log_withdrawal(account, Act::WithdrawFailed, detail, Some(&failure))
            .await;
        failure
    }

    fn withdrawal_confirmed(&self, trace_id: Option<String>) -> Confirmed {
        Confirmed {
            act: Act::Withdrawn,
            at: self.now(),
            trace_id,
        }
    }

    /// The outcome of a confirmed withdrawal: its receipt, or that it is owed. It never ends in a failure.
    async fn settle_withdrawal(
        &self,
        account: &Account,
        id: Uuid,
        mut way: UnderWay,
        confirmed: Confirmed,
    ) -> Withdrawal {
        way.confirmed = Some((&confirmed).into());
        match self.withdrawn(account, id, &way).await {
            Ok(receipt) => Withdrawal::Done { receipt },
            Err(failure) => {
                tracing::error!(code = ?failure.code, "a receipt could not be written; it is tried again");
                self.owe_withdrawal(account, id, confirmed);
                Withdrawal::Unrecorded { failure }
            }
        }
    }

    /// Writes the receipt of a withdrawal, and then takes the row away.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) async fn withdrawn(
        &self,
        account: &Account,
        id: Uuid,
        way: &UnderWay,
    ) -> Result<String, Failure> {
        let confirmed = way.confirmed.clone();
        let receipt = self
            .write_receipt(
                account,
                NewReceipt {
                    act: Act::Withdrawn,
                    at: confirmed.as_ref().map_or_else(|| self.now(), |c| c.at),
                    review: self.review_of(&way.detail),
                    system_user_id: Some(id.to_string()),
                    held_after: None,
                    trace_id: confirmed.and_then(|c| c.trace_id),
                    observed: way.at_altinn,
                },
            )
            .await?;
        self.end_under_way(account, id).await;
        self.forget_system_user(account, &way.detail).await?;
        Ok(receipt)
    }

    pub(super) async fn forget_system_user(
        &self,
        account: &Account,
        detail: &SystemUserDetail,
    ) -> Result<(), Failure> {
        if let (Ok(party), Ok(id)) = (detail.row.party_uuid.parse(), detail.row.id.parse()) {
            account
                .store
                .system_users()
                .remove(party, id)
                .await
                .map_err(|e| from_store(&e))?;
            self.watch_no_more(account, party, id).await;
        }
        self.changed(&[
            Topic::SystemUsers,
            Topic::Activity,
            Topic::Approvals,
            Topic::Status,
        ]);
        Ok(())
    }

    /// Writes down what makes no receipt. A log that cannot be written is no reason to hide what happened.
    async fn log_withdrawal(
        &self,
        account: &Account,
        act: Act,
        detail: &SystemUserDetail,
        failure: Option<&Failure>,
    ) {
        let entry = fullmakt_store::activity::NewEntry {
            at: self.now(),
            act: act.key().to_owned(),
            subject: detail.row.id.parse().ok(),
            system: Some(detail.row.title.clone()),
            vendor: Some(detail.row.vendor.clone()),
            organisation: Some(detail.row.organisation.clone()),
            party_uuid: detail.row.party_uuid.parse().ok(),
            services: Some(detail.service_count),
            failure: failure.and_then(|f| serde_json::to_string(f).ok()),
            receipt: None,
        };
        if let Err(error) = account.store.activity().append(&entry).await {
            tracing::error!(
                code = error.code(),
                "an act on a system user was not written down"
            );
        }
        self.changed(&[Topic::Activity]);
    }

    /// Writes down an act on a system user that neither ends nor begins it.
    pub(super) async fn log_system_user_act(&self, account: &Account, act: Act, user: &StoredUser) {
        let entry = fullmakt_store::activity::NewEntry {
            at: self.now(),
            act: act.key().to_owned(),
            subject: Some(user.id),
            system: Some(user.title.clone()),
            vendor: user.vendor.clone(),
            organisation: account.index().name(user.party_uuid).map(str::to_owned),
            party_uuid: Some(user.party_uuid),
            services: None,
            failure: None,
            receipt: None,
        };
        if let Err(error) = account.store.activity().append(&entry).await {
            tracing::error!(
                code = error.code(),
                "an act on a system user was not written down"
            );
        }
    }

    /// Altinn's overview of system users.
    pub(crate) fn overview_url(&self) -> url::Url {
        let mut url = self.0.environment.portal.clone();
        let path = format!(
            "{}/accessmanagement/ui/systemuser/overview",
            url.path().trim_end_matches('/')
        );
        url.set_path(&path);
        url
    }

    /// Altinn's page for setting up a system user.
    pub(crate) fn creation_url(&self) -> url::Url {
        let mut url = self.overview_url();
        let path = url.path().replace("/overview", "/create");
        url.set_path(&path);
        url
    }

    /// What was held when it was withdrawn, in the form of a receipt.
    fn review_of(&self, detail: &SystemUserDetail) -> Review {
        let created = detail
            .row
            .created
            .as_deref()
            .and_then(read)
            .unwrap_or_else(|| self.now());
        Review {
            key: detail.row.id.clone(),
            kind: match detail.row.kind {
                SystemUserKind::Own => RequestKind::Own,
                SystemUserKind::Client => RequestKind::Client,
            },
            state: QueueState::Approved {
                receipt: detail.receipt.clone(),
            },
            vendor: VendorView {
                name: detail.row.vendor.clone(),
                initials: fullmakt_domain::text::initials(&detail.row.vendor),
                org_no: detail.row.vendor_org_no.clone(),
                register: detail.vendor_register.clone(),
                used_by: 0,
            },
            system: SystemView {
                title: detail.row.title.clone(),
                system_id: detail.system_id.clone(),
                external_ref: detail.external_ref.clone(),
            },
            organisation: ReviewOrganisation {
                party_uuid: detail.row.party_uuid.clone(),
                name: detail.row.organisation.clone(),
                org_no: detail.org_no.clone(),
                kind: crate::surface::organisations::ActorKind::Organisation,
                place: None,
            },
            created: wire(created),
            age_days: whole_days(created, self.now()),
            timed_out: false,
            redirect_host: None,
            packages: detail.packages.clone(),
            services: detail.services.clone(),
            service_count: detail.service_count,
            change: None,
            own_use: None,
            alike: 0,
            cues: Vec::new(),
            authority: Authority::unchecked(Some(true)),
            decide: Decide::nothing(),
            technical: Technical {
                request_id: detail.row.id.clone(),
                system_id: detail.system_id.clone(),
                package_urns: detail.packages.iter().map(|p| p.urn.clone()).collect(),
                resource_ids: detail
                    .services
                    .iter()
                    .map(|s| s.resource_id.clone())
                    .collect(),
                external_ref: detail.external_ref.clone(),
            },
            fetched_at: detail.fetched_at.clone(),
            stale: false,
            fingerprint: String::new(),
        }
    }
}
