//! The own organisation on a system user for clients: whether it may be there, whether it is, and putting it there.

use fullmakt_altinn::AltinnError;
use fullmakt_store::actors::ActorRow;
use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};

use crate::failures::{from_altinn, outcome_unknown};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::{Ability, AbilityReason, ErrorCode, Failure, Way};
use crate::surface::own_organisation::{OwnOrganisation, OwnUse, SetOwnOrganisation};
use crate::surface::system_users::SystemUserRef;
use crate::surface::table::Topic;

impl App {
    /// Whether a system user for clients with these packages may act for the own organisation: every package must be
    /// one that can be given for own use. Makes no call beside the catalogue's.
    pub(crate) async fn own_use(&self, packages: &[String]) -> OwnUse {
        let Ok(catalogue) = self.packages(self.language()).await else {
            return OwnUse::Unknown;
        };
        let mut for_clients_only = Vec::new();
        for urn in packages {
            match catalogue.package(urn) {
                Some(package) if package.is_assignable => {}
                Some(package) => for_clients_only.push(package.name.clone()),
                None => return OwnUse::Unknown,
            }
        }
        if for_clients_only.is_empty() {
            OwnUse::Possible
        } else {
            OwnUse::NotPossible {
                packages: for_clients_only,
            }
        }
    }

    /// The own organisation on a system user for clients.
    pub(crate) async fn own_organisation(
        &self,
        input: SystemUserRef,
    ) -> Result<OwnOrganisation, Failure> {
        let account = self.account()?;
        let (actor, user) = self.agent(&account, &input).await?;
        self.own_organisation_of(&actor, &user).await
    }

    /// Adds the own organisation, or removes it. What is so already is done.
    pub(crate) async fn set_own_organisation(
        &self,
        input: SetOwnOrganisation,
    ) -> Result<OwnOrganisation, Failure> {
        let account = self.account()?;
        let named = SystemUserRef {
            party_uuid: input.party_uuid,
            id: input.id,
        };
        let (actor, user) = self.agent(&account, &named).await?;
        let _claim = self.begin_deciding(user.id)?;
        let now = self.own_organisation_of(&actor, &user).await?;
        if now.added == Some(input.added) {
            return Ok(now);
        }
        if let (true, OwnUse::NotPossible { packages }) = (input.added, &now.own_use) {
            return Err(
                Failure::new(ErrorCode::OwnUseNotPossible).with("items", packages.join(", "))
            );
        }
        if now.change.way != Way::Api {
            return Err(crate::failures::from_ability(&now.change));
        }
        let party_id = actor.actor.party_id.unwrap_or_default();
        let (party, users) = (user.party_uuid, self.0.altinn.system_users());
        let sent = if input.added {
            users.add_own(party_id, party, user.id).await
        } else {
            users.remove_own(party_id, party, user.id).await
        };
        match sent {
            Ok(_) => {}
            // Not answered: what is there now tells whether it arrived.
            Err(error) if outcome_unknown(&error) => {
                let found = users.has_own(party_id, party, user.id).await;
                if found.map_err(|e| from_altinn(&e))? != input.added {
                    return Err(from_altinn(&error));
                }
            }
            Err(error) => return Err(self.own_refused(&error).await),
        }
        let act = if input.added {
            Act::OwnOrganisationAdded
        } else {
            Act::OwnOrganisationRemoved
        };
        self.log_system_user_act(&account, act, &user).await;
        self.changed(&[Topic::SystemUsers, Topic::Activity]);
        Ok(OwnOrganisation {
            added: Some(input.added),
            ..now
        })
    }

    async fn agent(
        &self,
        account: &Account,
        named: &SystemUserRef,
    ) -> Result<(ActorRow, StoredUser), Failure> {
        let (actor, user) = self.system_user_row(account, named).await?;
        if user.kind != StoredKind::Client {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "id"));
        }
        Ok((actor, user))
    }

    async fn own_organisation_of(
        &self,
        actor: &ActorRow,
        user: &StoredUser,
    ) -> Result<OwnOrganisation, Failure> {
        let own_use = self.own_use(&user.packages).await;
        let can = self.capabilities().await.own_organisation;
        let mut view = OwnOrganisation {
            added: None,
            change: match own_use {
                OwnUse::NotPossible { .. } if can.way == Way::Api => Ability {
                    way: Way::Api,
                    reason: Some(AbilityReason::KindUnsupported),
                },
                _ => can.clone(),
            },
            own_use,
            failure: None,
        };
        if can.way != Way::Api {
            view.failure = Some(crate::failures::from_ability(&can));
            return Ok(view);
        }
        let party_id = actor.actor.party_id.unwrap_or_default();
        let users = self.0.altinn.system_users();
        match users.has_own(party_id, user.party_uuid, user.id).await {
            Ok(added) => view.added = Some(added),
            Err(AltinnError::Forbidden) => {
                self.note_refused(GatedAct::OwnOrganisation).await;
                view.change = self.capabilities().await.own_organisation;
                view.failure = Some(Failure::new(ErrorCode::AccessDenied));
            }
            Err(error) => view.failure = Some(from_altinn(&error)),
        }
        Ok(view)
    }

    async fn own_refused(&self, error: &AltinnError) -> Failure {
        if matches!(error, AltinnError::Forbidden) {
            self.note_refused(GatedAct::OwnOrganisation).await;
        }
        let mut failure = from_altinn(error);
        if failure.code == ErrorCode::PackageWrongUse {
            failure.code = ErrorCode::OwnUseNotPossible;
            if let Some(packages) = error.extension("NotDelegablePackages") {
                failure = failure.with("items", packages);
            }
        }
        failure
    }
}
