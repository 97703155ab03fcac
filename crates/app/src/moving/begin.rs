//! Beginning a move, showing moves, and stopping one. Nothing is sent.

use fullmakt_store::moves::MoveRow;
use fullmakt_store::requests::RequestKind as StoredRequestKind;
use fullmakt_store::system_users::{SystemUser as StoredUser, SystemUserKind as StoredKind};
use jiff::SignedDuration;
use uuid::Uuid;

use super::job::{Job, view};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::approvals::RegisterStatus;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::moving::{BeginMove, Move, MoveEnd, MoveRef, MoveStep, MoveTo, Moves};
use crate::surface::system_users::SystemUserKind;
use crate::surface::table::Topic;

/// How long a move that is over is shown.
const SHOWN: SignedDuration = SignedDuration::from_hours(30 * 24);

impl App {
    /// Begins a move. What takes an access's place is of its own kind.
    pub(crate) async fn begin_move(&self, input: BeginMove) -> Result<Move, Failure> {
        let account = self.account()?;
        let (_, user) = self.system_user_row(&account, &input.from).await?;
        self.check_target(&account, &user, &input.to).await?;
        let mut job = Job {
            kind: match user.kind {
                StoredKind::Own => SystemUserKind::Own,
                StoredKind::Client => SystemUserKind::Client,
            },
            from: self.move_end(&account, &user).await,
            to: input.to,
            new: None,
            step: MoveStep::NewAccess,
            comparison: None,
            accepted_less: false,
            receipt: None,
            failure: None,
        };
        let mut row = MoveRow {
            id: Uuid::new_v4(),
            party_uuid: user.party_uuid,
            old_id: user.id,
            began_at: self.now(),
            over_at: None,
            body: job.text()?,
        };
        let begun = account.store.moves().begin(&row).await;
        if !begun.map_err(|e| from_store(&e))? {
            // Two moves of one access would withdraw it twice.
            return Err(Failure::new(ErrorCode::Conflict));
        }
        job = self.up_to_date(&account, &row).await?;
        row.body = job.text()?;
        self.changed(&[Topic::SystemUsers]);
        Ok(view(&account, &row, job))
    }

    /// What takes its place must be the same organisation's, and another than the old one.
    async fn check_target(
        &self,
        account: &Account,
        user: &StoredUser,
        to: &MoveTo,
    ) -> Result<(), Failure> {
        let wrong = || Failure::new(ErrorCode::InvalidInput).with("field", "to");
        match to {
            MoveTo::Request { key } => {
                let id: Uuid = key.parse().map_err(|_| wrong())?;
                let row = account.store.requests().get(id).await;
                let row = row.map_err(|e| from_store(&e))?.ok_or_else(wrong)?;
                let party = row.facts.party_uuid;
                let kind = match user.kind {
                    StoredKind::Own => StoredRequestKind::Own,
                    StoredKind::Client => StoredRequestKind::Client,
                };
                if row.kind != kind || party != Some(user.party_uuid) {
                    return Err(wrong());
                }
            }
            MoveTo::System { system_id } => {
                let unusable = *system_id == user.system_id || system_id.trim().is_empty();
                // Altinn lets nobody but a vendor's request make one for clients (system-users reference 5.4).
                if unusable || user.kind != StoredKind::Own {
                    return Err(wrong());
                }
            }
            MoveTo::SystemUser { id } => {
                let id: Uuid = id.parse().map_err(|_| wrong())?;
                let other = account.store.system_users().get(user.party_uuid, id).await;
                let other = other.map_err(|e| from_store(&e))?.ok_or_else(wrong)?;
                if other.id == user.id || other.kind != user.kind {
                    return Err(wrong());
                }
            }
        }
        Ok(())
    }

    /// One end of a move, with what is known of its vendor.
    pub(super) async fn move_end(&self, account: &Account, user: &StoredUser) -> MoveEnd {
        let number = user.vendor_org_no.as_deref().and_then(|n| n.parse().ok());
        let unit = match number {
            Some(number) => self.kept_unit(account, number).await,
            None => None,
        };
        let known = unit.as_ref().map(crate::approvals::register_status);
        MoveEnd {
            id: user.id.to_string(),
            title: user.title.clone(),
            vendor: user
                .vendor
                .clone()
                .or_else(|| user.vendor_org_no.clone())
                .unwrap_or_default(),
            vendor_register: known.unwrap_or(RegisterStatus::Unknown),
        }
    }

    /// Moves that are not over, and those over lately.
    pub(crate) async fn moves_view(&self) -> Result<Moves, Failure> {
        let account = self.account()?;
        let rows = account.store.moves().since(self.now() - SHOWN).await;
        let mut moves = Vec::new();
        for row in rows.map_err(|e| from_store(&e))? {
            let job = self.up_to_date(&account, &row).await?;
            moves.push(view(&account, &row, job));
        }
        Ok(Moves { rows: moves })
    }

    /// Stops a move where it stands: both accesses stay as they are.
    pub(crate) async fn stop_move(&self, input: MoveRef) -> Result<(), Failure> {
        let account = self.account()?;
        let (row, mut job) = self.move_row(&account, &input.id).await?;
        let _claim = self.begin_deciding(row.id)?;
        if job.is_over() {
            return Err(Failure::new(ErrorCode::MoveStepNotReady));
        }
        job.step = MoveStep::Stopped;
        self.keep_move(&account, &row, &job).await
    }
}
