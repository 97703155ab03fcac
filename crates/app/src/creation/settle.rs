//! A creation between the press and its receipt. What was shown is kept from before it is sent until the receipt is
//! written, so that nothing is lost when the app or the answer is.

use fullmakt_domain::{SystemId, SystemUser};
use fullmakt_store::actors::ActorRow;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::create::claim;
use crate::activity::NewReceipt;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::{QueueState, Review};
use crate::surface::common::Failure;
use crate::surface::creation::Created;
use crate::surface::table::Topic;

/// Name of the marks.
const MARK: &str = "creating/";

/// A creation that is not over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct UnderWay {
    /// The system.
    pub system_id: String,
    /// What was shown.
    pub review: Review,
}

impl App {
    /// Notes a creation before it is sent.
    ///
    /// # Errors
    /// When the store cannot be written: then nothing may be sent.
    pub(super) async fn note_creation(
        &self,
        account: &Account,
        party: Uuid,
        system: &SystemId,
        way: &UnderWay,
    ) -> Result<(), Failure> {
        let json = serde_json::to_string(way).map_err(|_| Failure::unexpected("creation"))?;
        let marks = account.store.sync_marks();
        let noted = marks.set(&mark(party, system), &json, self.now()).await;
        noted.map_err(|e| from_store(&e))
    }

    /// The creation is over.
    pub(super) async fn end_creation(&self, account: &Account, party: Uuid, system: &SystemId) {
        let marks = account.store.sync_marks();
        if let Err(error) = marks.remove(&mark(party, system)).await {
            tracing::warn!(code = error.code(), "a creation's mark was not removed");
        }
    }

    /// A creation that is not over.
    pub(super) async fn creation_under_way(
        &self,
        account: &Account,
        party: Uuid,
        system: &SystemId,
    ) -> Option<UnderWay> {
        let marks = account.store.sync_marks();
        let found = marks.get(&mark(party, system)).await.ok()??;
        serde_json::from_str(&found.value).ok()
    }

    /// It is there: reads what it truly holds, and writes the receipt. What is there never ends in a failure.
    pub(super) async fn settle_creation(
        &self,
        account: &Account,
        actor: &ActorRow,
        user: SystemUser,
        way: UnderWay,
    ) -> Created {
        let id = user.id;
        match self.write_creation(account, actor, user, &way).await {
            Ok(receipt) => {
                let system = SystemId::new(&way.system_id);
                self.end_creation(account, actor.actor.party_uuid, &system)
                    .await;
                self.changed(&[Topic::SystemUsers, Topic::Activity, Topic::Status]);
                self.read_system_users_of(actor.actor.party_uuid);
                Created::Done {
                    id: id.to_string(),
                    receipt,
                }
            }
            Err(failure) => {
                tracing::error!(code = ?failure.code, "a receipt could not be written; it is tried again");
                Created::Unrecorded {
                    id: id.to_string(),
                    failure,
                }
            }
        }
    }

    async fn write_creation(
        &self,
        account: &Account,
        actor: &ActorRow,
        user: SystemUser,
        way: &UnderWay,
    ) -> Result<String, Failure> {
        let id = user.id;
        let stored = crate::system_users::stored_user(actor.actor.party_uuid, user, None);
        let held_after = self.held_view(actor, &stored).await;
        let mut review = way.review.clone();
        review.key = id.to_string();
        review.technical.request_id = id.to_string();
        review.state = QueueState::Approved { receipt: None };
        self.write_receipt(
            account,
            NewReceipt {
                act: Act::Created,
                at: self.now(),
                review,
                system_user_id: Some(id.to_string()),
                held_after,
                trace_id: None,
                observed: false,
            },
        )
        .await
    }

    /// Finds out what became of creations that are not over: whose answer and list did not come, or that were under way when
    /// the app was closed. One that the person is at right now is left alone.
    pub(crate) async fn resume_creations(&self, account: &Account) {
        let Ok(marks) = account.store.sync_marks().all().await else {
            return;
        };
        for mark in marks {
            let named = mark.name.strip_prefix(MARK).and_then(|n| n.split_once('/'));
            let Some((party, system)) = named else {
                continue;
            };
            let Ok(party) = party.parse() else { continue };
            let system = SystemId::new(system);
            let Ok(_claim) = self.begin_deciding(claim(party, &system)) else {
                continue;
            };
            // Whoever held the claim before may have ended it.
            let Some(way) = self.creation_under_way(account, party, &system).await else {
                continue;
            };
            let Ok(Some(actor)) = account.store.actors().get(party).await else {
                continue;
            };
            match self.find_set_up(&actor, &system).await {
                Ok(Some(found)) => {
                    let _ = self.settle_creation(account, &actor, found, way).await;
                }
                Ok(None) => self.end_creation(account, party, &system).await,
                Err(failure) => {
                    tracing::info!(code = ?failure.code, "a creation's outcome is not known yet");
                }
            }
        }
    }
}

fn mark(party: Uuid, system: &SystemId) -> String {
    format!("{MARK}{party}/{}", system.as_str())
}
