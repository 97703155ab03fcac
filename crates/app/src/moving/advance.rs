//! What has happened since a move was last looked at: from this machine's own records, without a call.

use fullmakt_store::moves::MoveRow;
use fullmakt_store::requests::RequestState;
use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};
use uuid::Uuid;

use super::job::Job;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::Failure;
use crate::surface::moving::{MoveStep, MoveTo};

impl App {
    /// Brings a move up to date, and keeps that.
    pub(super) async fn up_to_date(
        &self,
        account: &Account,
        row: &MoveRow,
    ) -> Result<Job, Failure> {
        let mut job: Job =
            serde_json::from_str(&row.body).map_err(|_| Failure::unexpected("move"))?;
        let before = job.clone();
        if job.is_over() {
            return Ok(job);
        }
        if job.step == MoveStep::NewAccess
            && let Some(user) = self.new_access(account, row, &job).await?
        {
            job.new = Some(self.move_end(account, &user).await);
            job.step = MoveStep::Check;
            job.failure = None;
        }
        if let Some(receipt) = self.withdrawal_of(account, row.old_id).await? {
            job.end(Some(receipt));
        }
        if job != before {
            self.keep_move(account, row, &job).await?;
        }
        Ok(job)
    }

    /// The access that takes the old one's place, once it is there.
    async fn new_access(
        &self,
        account: &Account,
        row: &MoveRow,
        job: &Job,
    ) -> Result<Option<StoredUser>, Failure> {
        let table = account.store.system_users();
        let by_id = |id: Uuid| table.get(row.party_uuid, id);
        let found = match &job.to {
            MoveTo::SystemUser { id } => match id.parse() {
                Ok(id) => by_id(id).await.map_err(|e| from_store(&e))?,
                Err(_) => None,
            },
            MoveTo::Request { key } => {
                let Ok(id) = key.parse() else { return Ok(None) };
                let request = account.store.requests().get(id).await;
                let request = request.map_err(|e| from_store(&e))?;
                let approved =
                    request.is_some_and(|r| matches!(r.state, RequestState::Approved { .. }));
                if approved {
                    by_id(id).await.map_err(|e| from_store(&e))?
                } else {
                    None
                }
            }
            MoveTo::System { system_id } => {
                let users = table.list(Some(row.party_uuid)).await;
                let mut users = users.map_err(|e| from_store(&e))?.into_iter();
                users.find(|u| u.kind == StoredKind::Own && u.system_id == *system_id)
            }
        };
        Ok(found.filter(|user| user.id != row.old_id))
    }

    /// The receipt of an access's withdrawal, if it was withdrawn from here.
    async fn withdrawal_of(&self, account: &Account, id: Uuid) -> Result<Option<String>, Failure> {
        let latest = account
            .store
            .activity()
            .latest(id, Act::Withdrawn.key())
            .await;
        Ok(latest
            .map_err(|e| from_store(&e))?
            .map(|entry| entry.number))
    }
}
