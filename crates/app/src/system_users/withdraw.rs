//! Taking a system user's access back. The state is read before a second try, and a receipt is written.

use fullmakt_altinn::AltinnError;

use crate::activity::NewReceipt;
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

impl App {
    /// Withdraws a system user: by the interface where the token may, else on Altinn's page.
    pub(crate) async fn withdraw(&self, input: SystemUserRef) -> Result<Withdrawal, Failure> {
        let account = self.account()?;
        let (actor, user) = self.system_user_row(&account, &input).await?;
        let _claim = self.begin_deciding(user.id)?;
        let detail = self.system_user_detail(&input).await?;
        let overview = self.overview_url();
        if detail.withdraw.way != Way::Api {
            return self.withdraw_at_altinn(&overview);
        }
        let party_id = actor.actor.party_id.unwrap_or_default();
        match self.0.altinn.system_users().delete(party_id, user.id).await {
            Ok(done) => {
                let receipt = self.withdrawn(&account, &detail, done.trace_id).await?;
                Ok(Withdrawal::Done { receipt })
            }
            // Gone already: the effect is there, by someone else's hand.
            Err(AltinnError::NotFound) => {
                self.forget_system_user(&account, &detail).await?;
                Err(Failure::new(ErrorCode::SystemUserGone))
            }
            Err(AltinnError::Forbidden) => {
                self.note_refused(GatedAct::Withdraw).await;
                self.withdraw_at_altinn(&overview)
            }
            Err(error) if outcome_unknown(&error) => {
                self.withdraw_unknown(&account, party_id, &detail).await
            }
            Err(error) => {
                let failure = from_altinn(&error);
                self.log_failed_withdrawal(&account, &detail, &failure)
                    .await;
                Err(failure)
            }
        }
    }

    fn withdraw_at_altinn(&self, overview: &url::Url) -> Result<Withdrawal, Failure> {
        self.0
            .host
            .open_browser(overview)
            .map_err(|_| Failure::new(ErrorCode::BrowserUnavailable))?;
        Ok(Withdrawal::HandedOff)
    }

    /// Altinn did not answer: read whether it is still there, and only then say what happened.
    async fn withdraw_unknown(
        &self,
        account: &Account,
        party_id: u32,
        detail: &SystemUserDetail,
    ) -> Result<Withdrawal, Failure> {
        let id = detail
            .row
            .id
            .parse()
            .map_err(|_| Failure::unexpected("id"))?;
        match self.0.altinn.system_users().detail(party_id, id).await {
            Err(AltinnError::NotFound) => {
                let receipt = self.withdrawn(account, detail, None).await?;
                Ok(Withdrawal::Done { receipt })
            }
            Ok(_) => {
                let failure = Failure::new(ErrorCode::WithdrawFailed);
                self.log_failed_withdrawal(account, detail, &failure).await;
                Err(failure)
            }
            Err(_) => Ok(Withdrawal::Unknown),
        }
    }

    async fn withdrawn(
        &self,
        account: &Account,
        detail: &SystemUserDetail,
        trace_id: Option<String>,
    ) -> Result<String, Failure> {
        let receipt = self
            .write_receipt(
                account,
                NewReceipt {
                    act: Act::Withdrawn,
                    review: self.review_of(detail),
                    system_user_id: Some(detail.row.id.clone()),
                    trace_id,
                    observed: false,
                },
            )
            .await?;
        self.forget_system_user(account, detail).await?;
        Ok(receipt)
    }

    async fn forget_system_user(
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
        }
        self.changed(&[
            Topic::SystemUsers,
            Topic::Activity,
            Topic::Approvals,
            Topic::Status,
        ]);
        Ok(())
    }

    async fn log_failed_withdrawal(
        &self,
        account: &Account,
        detail: &SystemUserDetail,
        failure: &Failure,
    ) {
        let entry = fullmakt_store::activity::NewEntry {
            at: self.now(),
            act: Act::WithdrawFailed.key().to_owned(),
            subject: detail.row.id.parse().ok(),
            system: Some(detail.row.title.clone()),
            vendor: Some(detail.row.vendor.clone()),
            organisation: Some(detail.row.organisation.clone()),
            party_uuid: detail.row.party_uuid.parse().ok(),
            services: Some(detail.service_count),
            failure: serde_json::to_string(failure).ok(),
            receipt: None,
        };
        if let Err(error) = account.store.activity().append(&entry).await {
            tracing::error!(
                code = error.code(),
                "a failed withdrawal was not written down"
            );
        }
        self.changed(&[Topic::Activity]);
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
