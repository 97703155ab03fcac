//! What a withdrawal takes away, told before the person decides.

use fullmakt_store::system_users::SystemUserKind as StoredKind;

use crate::failures::{from_ability, from_altinn};
use crate::state::App;
use crate::surface::common::{Failure, Way};
use crate::surface::system_users::{SystemUserRef, WithdrawalConsequence};

impl App {
    /// Services, clients and the own organisation that go with a system user.
    pub(crate) async fn withdrawal_consequence(
        &self,
        input: SystemUserRef,
    ) -> Result<WithdrawalConsequence, Failure> {
        let account = self.account()?;
        let (actor, user) = self.system_user_row(&account, &input).await?;
        let detail = self.system_user_detail(&input).await?;
        let mut consequence = WithdrawalConsequence {
            services: detail.service_count,
            clients: None,
            own_organisation: None,
            failure: None,
            withdraw: detail.withdraw,
        };
        if user.kind == StoredKind::Own {
            return Ok(consequence);
        }
        let can = self.capabilities().await;
        let users = self.0.altinn.system_users();
        if can.read_clients.way == Way::Api {
            match users.client_count(user.id).await {
                Ok(clients) => consequence.clients = Some(clients),
                Err(error) => consequence.failure = Some(from_altinn(&error)),
            }
        } else {
            consequence.failure = Some(from_ability(&can.read_clients));
        }
        if can.own_organisation.way == Way::Api {
            let party_id = actor.actor.party_id.unwrap_or_default();
            let own = users.has_own(party_id, user.party_uuid, user.id).await;
            consequence.own_organisation = own.ok();
        }
        Ok(consequence)
    }
}
