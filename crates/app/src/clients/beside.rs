//! Two agents of a firm side by side: which clients of the one the other has too. A system user's clients do not go with
//! it to another system; who moves must know which of them are lacking there.

use uuid::Uuid;

use super::count;
use super::place::look;
use crate::failures::from_ability;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::moving::{MoveClient, MoveClients};

impl App {
    /// Reads the firm, and compares the clients of two agents: what the second needs of a client is there when it holds all
    /// of it.
    ///
    /// # Errors
    /// When this login may not read the firm's clients, or they cannot be read now.
    pub(crate) async fn clients_beside(
        &self,
        account: &Account,
        firm: Uuid,
        old: Uuid,
        new: Uuid,
    ) -> Result<MoveClients, Failure> {
        let can = self.capabilities().await.read_clients;
        if can.way != Way::Api {
            return Err(from_ability(&can));
        }
        let firms = account.store.client_firms().all().await;
        let firms = firms.map_err(|e| crate::failures::from_store(&e))?;
        if !firms.iter().any(|known| known.party_uuid == firm) {
            self.read_client_firms().await?;
        }
        let read = self.read_firm(account, firm).await;
        self.matrix_changed(firm).await;
        read?;
        let matrix = self.matrix_of(account, firm).await?;
        let matrix = look(&matrix);
        let place = |id| {
            let gone = || Failure::new(ErrorCode::AgentGone);
            let place = matrix.agent_place(id).ok_or_else(gone)?;
            // An agent whose clients could not be read has not none.
            let read = matrix.agents()[place].read_at;
            read.map(|_| place)
                .ok_or_else(|| Failure::new(ErrorCode::HoldingsUnreadable))
        };
        let (old, new) = (place(old)?, place(new)?);
        let (mut same, mut missing) = (0, Vec::new());
        for (at, client) in matrix.clients().iter().enumerate() {
            let held = |agent| matrix.held(agent, at).map(|grant| &grant.all);
            if held(old).is_none_or(fullmakt_domain::clients::PackageSet::is_empty) {
                continue;
            }
            let need = matrix.agents()[new].need.of(&matrix.given(at).all);
            let is_there =
                held(new).is_some_and(|held| !held.is_empty() && need.without(held).is_empty());
            if is_there {
                same += 1;
            } else {
                missing.push(MoveClient {
                    party_uuid: client.id.to_string(),
                    name: client.name.clone(),
                    org_no: client.org_no.clone(),
                });
            }
        }
        Ok(MoveClients {
            same: count(same),
            missing,
        })
    }
}
