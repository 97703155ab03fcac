//! Setting it up. Before anything is sent, what was shown is written down; after anything that was not answered, the
//! list is read (system users reference 8.1: a registration that fails half-way leaves a system user behind, and a second
//! try ends in «exists already»).

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Refusal, SystemId, SystemUser};
use fullmakt_store::actors::ActorRow;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::settle::UnderWay;
use crate::failures::{from_altinn, from_store, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::creation::{CreateSystemUser, Created};
use crate::system_users::{LOOKS, PAUSE};

impl App {
    /// Sets up a system user: by the interface where the token may, else on Altinn's page.
    pub(crate) async fn create_system_user(
        &self,
        input: CreateSystemUser,
    ) -> Result<Created, Failure> {
        let account = self.account()?;
        let party = crate::organisations::party(&input.party_uuid)?;
        let actor = account.store.actors().get(party).await;
        let actor = actor
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::OrganisationUnknown))?;
        let system = SystemId::new(input.system_id.trim());
        let _claim = self.begin_deciding(claim(party, &system))?;
        // What an earlier try left behind is found before anything is sent.
        if let Some(found) = self.find_set_up(&actor, &system).await? {
            return match self.creation_under_way(&account, party, &system).await {
                Some(way) => Ok(self.settle_creation(&account, &actor, found, way).await),
                None => Err(self.exists_already(&account, &found).await),
            };
        }
        self.end_creation(&account, party, &system).await;
        let shown = self.preview(&account, &actor, &system, true).await?;
        if shown.review.fingerprint != input.fingerprint {
            return Err(Failure::new(ErrorCode::RequestChanged));
        }
        match shown.create.way {
            Way::None if shown.review.authority.missing.is_empty() => {
                return Err(Failure::new(ErrorCode::NotAccessManager));
            }
            Way::None => return Err(Failure::new(ErrorCode::MissingRights)),
            Way::Portal => return self.create_at_altinn(),
            Way::Api => {}
        }
        if shown.review.decide.needs_tick && !input.acknowledged {
            return Err(Failure::new(ErrorCode::NotAcknowledged));
        }
        let way = UnderWay {
            system_id: system.to_string(),
            review: shown.review,
        };
        self.note_creation(&account, party, &system, &way).await?;
        self.send_creation(&account, &actor, &system, way).await
    }

    async fn send_creation(
        &self,
        account: &Account,
        actor: &ActorRow,
        system: &SystemId,
        way: UnderWay,
    ) -> Result<Created, Failure> {
        let party = actor.actor.party_uuid;
        let party_id = actor.actor.party_id.unwrap_or_default();
        let users = self.0.altinn.system_users();
        let title = way.review.system.title.clone();
        match users.create(party_id, system, &title).await {
            Ok(user) => Ok(self.settle_creation(account, actor, user, way).await),
            Err(AltinnError::Forbidden) => {
                self.note_refused(GatedAct::Create).await;
                self.end_creation(account, party, system).await;
                self.create_at_altinn()
            }
            Err(error) if outcome_unknown(&error) => {
                self.creation_not_answered(account, actor, system, way, &error)
                    .await
            }
            Err(error) => Err(self
                .creation_refused(account, actor, system, &way, &error)
                .await),
        }
    }

    /// Not answered: the list tells whether it is there.
    async fn creation_not_answered(
        &self,
        account: &Account,
        actor: &ActorRow,
        system: &SystemId,
        way: UnderWay,
        error: &AltinnError,
    ) -> Result<Created, Failure> {
        for look in 0..LOOKS {
            if look > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            match self.find_set_up(actor, system).await {
                Ok(Some(found)) => {
                    return Ok(self.settle_creation(account, actor, found, way).await);
                }
                Ok(None) => {}
                // What was shown stays written down: the next try, or the next start, finds out.
                Err(_) => return Ok(Created::Unknown),
            }
        }
        self.end_creation(account, actor.actor.party_uuid, system)
            .await;
        let failure = from_altinn(error);
        self.log_failed_act(account, Act::CreateFailed, &way.review, &failure)
            .await;
        Err(failure)
    }

    /// Altinn says no. Twice that means that a system user stands there all the same.
    async fn creation_refused(
        &self,
        account: &Account,
        actor: &ActorRow,
        system: &SystemId,
        way: &UnderWay,
        error: &AltinnError,
    ) -> Failure {
        let party = actor.actor.party_uuid;
        self.end_creation(account, party, system).await;
        let mut failure = from_altinn(error);
        let left_behind = matches!(
            error.refusal(),
            Some(Refusal::RegistrationIncomplete | Refusal::SystemUserExists)
        );
        if left_behind && let Ok(Some(found)) = self.find_set_up(actor, system).await {
            if error.refusal() == Some(Refusal::RegistrationIncomplete) {
                self.note_half_way_of(account, found.id).await;
            } else if self.is_half_way(account, found.id).await {
                failure.code = ErrorCode::RegistrationIncomplete;
            }
            failure = failure
                .with("systemUser", found.id.to_string())
                .with("partyUuid", party.to_string());
        }
        // The next step leads to the system user: it should be in the list.
        self.read_system_users_of(party);
        self.log_failed_act(account, Act::CreateFailed, &way.review, &failure)
            .await;
        failure
    }

    async fn exists_already(&self, account: &Account, found: &SystemUser) -> Failure {
        let code = if self.is_half_way(account, found.id).await {
            ErrorCode::RegistrationIncomplete
        } else {
            ErrorCode::SystemUserExists
        };
        Failure::new(code).with("systemUser", found.id.to_string())
    }

    /// The system user that the organisation set up itself, as Altinn's list has it now.
    pub(super) async fn find_set_up(
        &self,
        actor: &ActorRow,
        system: &SystemId,
    ) -> Result<Option<SystemUser>, Failure> {
        let party_id = actor.actor.party_id.unwrap_or_default();
        let users = self.0.altinn.system_users().list(party_id).await;
        Ok(users.map_err(|e| from_altinn(&e))?.into_iter().find(|u| {
            u.system_id == *system && u.external_ref.as_deref() == actor.actor.org_no.as_deref()
        }))
    }

    /// Opens Altinn's page for setting one up. Nothing can be observed there: the next reading of the list finds it.
    fn create_at_altinn(&self) -> Result<Created, Failure> {
        if let Err(reason) = self.0.host.open_browser(&self.creation_url()) {
            tracing::warn!(%reason, "no browser");
            return Err(Failure::new(ErrorCode::BrowserUnavailable));
        }
        Ok(Created::HandedOff)
    }
}

/// One creation at a time for each organisation and system.
pub(super) fn claim(party: Uuid, system: &SystemId) -> Uuid {
    let digest = Sha256::digest(format!("{party}/{}", system.as_str()));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(bytes)
}
