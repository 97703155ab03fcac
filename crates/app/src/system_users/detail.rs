//! One system user: its true current rights where the token may read them, and what was done to it from here.

use fullmakt_altinn::AltinnError;
use fullmakt_store::actors::ActorRow;
use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};

use super::list::row_view;
use crate::catalogue::Policies;
use crate::failures::{from_altinn, from_store};
use crate::organisations::party;
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::RegisterStatus;
use crate::surface::common::{Ability, ErrorCode, Failure, Way};
use crate::surface::session::Capabilities;
use crate::surface::system_users::{RightsSource, SystemUserDetail, SystemUserRef};
use crate::time::wire;

impl App {
    /// One system user in full. When Altinn cannot be reached, the kept copy with its age.
    pub(crate) async fn system_user_detail(
        &self,
        input: &SystemUserRef,
    ) -> Result<SystemUserDetail, Failure> {
        let account = self.account()?;
        let (actor, user) = self.system_user_row(&account, input).await?;
        let (party, id) = (user.party_uuid, user.id);
        match self.fresh_detail(&account, &actor, user).await {
            Ok(detail) => {
                if let Ok(body) = serde_json::to_string(&detail) {
                    let users = account.store.system_users();
                    let kept = users.set_detail(party, id, &body, self.now()).await;
                    if let Err(error) = kept {
                        tracing::warn!(code = error.code(), "no copy of a system user was kept");
                    }
                }
                Ok(detail)
            }
            Err(failure)
                if matches!(
                    failure.code,
                    ErrorCode::Offline
                        | ErrorCode::Timeout
                        | ErrorCode::UpstreamDown
                        | ErrorCode::LoginRequired
                ) =>
            {
                let kept = account
                    .store
                    .system_users()
                    .detail(party, id)
                    .await
                    .map_err(|e| from_store(&e))?;
                kept.and_then(|k| serde_json::from_str(&k.body).ok())
                    .ok_or(failure)
            }
            Err(failure) => Err(failure),
        }
    }

    /// The organisation and the row that a reference names.
    pub(crate) async fn system_user_row(
        &self,
        account: &Account,
        input: &SystemUserRef,
    ) -> Result<(ActorRow, StoredUser), Failure> {
        let party = party(&input.party_uuid)?;
        let id = crate::ids::id(&input.id, "id")?;
        let actor = account
            .store
            .actors()
            .get(party)
            .await
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::OrganisationUnknown))?;
        let user = account
            .store
            .system_users()
            .get(party, id)
            .await
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::SystemUserGone))?;
        Ok((actor, user))
    }

    async fn fresh_detail(
        &self,
        account: &Account,
        actor: &ActorRow,
        user: StoredUser,
    ) -> Result<SystemUserDetail, Failure> {
        let party_id = actor.actor.party_id.unwrap_or_default();
        let (packages, resources, source) = self.held(party_id, &user).await?;
        if source == RightsSource::Current
            && let Err(failure) = self.watch_held(account, &user, &packages, &resources).await
        {
            tracing::info!(code = ?failure.code, "an access was not compared");
        }
        let found = self.found(account).await?;
        let rights = self.rights(&packages, &resources, Policies::Read).await?;
        let vendor_register = match user.vendor_org_no.as_deref().unwrap_or_default().parse() {
            Ok(number) => match self.unit(account, number).await {
                Ok(Some(unit)) => crate::approvals::register_status(&unit),
                Ok(None) => RegisterStatus::NotRegistered,
                Err(_) => RegisterStatus::Unknown,
            },
            Err(_) => RegisterStatus::NotRegistered,
        };
        let receipt = account
            .store
            .activity()
            .latest(user.id, Act::Approved.key())
            .await
            .map_err(|e| from_store(&e))?
            .map(|entry| entry.number);
        let own_use = match user.kind {
            StoredKind::Own => None,
            StoredKind::Client => Some(self.own_use(&packages).await),
        };
        let can = self.capabilities().await;
        let withdraw = withdraw_ability(user.kind, &can);
        Ok(SystemUserDetail {
            org_no: actor.actor.org_no.clone().unwrap_or_default(),
            vendor_register,
            system_id: crate::words::vendor(&user.system_id),
            external_ref: user.external_ref.as_deref().map(crate::words::vendor),
            packages: rights.packages,
            services: rights.services,
            service_count: rights.service_count,
            rights: source,
            receipt,
            history: self.history_of(account, user.id).await?,
            withdraw,
            withdrawing: self.withdrawing_since(account, user.id).await,
            watched_at: self.looked_at(account).await.map(wire),
            note: found.note(user.party_uuid, user.id),
            own_use,
            fetched_at: wire(self.now()),
            row: row_view(user, &account.index(), &found),
        })
    }

    /// What it holds: by `/delegations` where the token may, else as it was at creation, and said so.
    pub(crate) async fn held(
        &self,
        party_id: u32,
        user: &StoredUser,
    ) -> Result<(Vec<String>, Vec<String>, RightsSource), Failure> {
        let users = self.0.altinn.system_users();
        let at_creation = |failure| {
            (
                user.packages.clone(),
                Vec::new(),
                RightsSource::AtCreation { failure },
            )
        };
        if user.kind == StoredKind::Client {
            let detail = match users.detail(party_id, user.id).await {
                Ok(detail) => detail,
                Err(AltinnError::NotFound) => return Err(Failure::new(ErrorCode::SystemUserGone)),
                Err(error) => return Err(from_altinn(&error)),
            };
            return Ok(match detail.packages {
                Some(packages) => (
                    packages,
                    detail.resources.unwrap_or_default(),
                    RightsSource::Current,
                ),
                None => at_creation(None),
            });
        }
        let ability = self.capabilities().await.system_user_rights;
        if ability.way != Way::Api {
            // The list still tells whether it is there at all.
            return match users.detail(party_id, user.id).await {
                Ok(_) => Ok(at_creation(Some(crate::failures::from_ability(&ability)))),
                Err(AltinnError::NotFound) => Err(Failure::new(ErrorCode::SystemUserGone)),
                Err(error) => Err(from_altinn(&error)),
            };
        }
        match users.delegations(party_id, user.id).await {
            Ok(held) => Ok((held.packages, held.resources, RightsSource::Current)),
            Err(error) => {
                if matches!(error, AltinnError::Forbidden) {
                    self.note_refused(GatedAct::Rights).await;
                }
                let failure = from_altinn(&error);
                match failure.code {
                    ErrorCode::SystemUserGone | ErrorCode::NotFound => {
                        Err(Failure::new(ErrorCode::SystemUserGone))
                    }
                    ErrorCode::Offline | ErrorCode::Timeout | ErrorCode::LoginRequired => {
                        Err(failure)
                    }
                    _ => Ok(at_creation(Some(failure))),
                }
            }
        }
    }
}

/// How a system user can be withdrawn. One for clients also needs the right of a client administrator, which Altinn
/// checks when it is asked.
pub(crate) fn withdraw_ability(kind: StoredKind, can: &Capabilities) -> Ability {
    match kind {
        StoredKind::Own => can.withdraw.clone(),
        StoredKind::Client => can.withdraw_client.clone(),
    }
}
