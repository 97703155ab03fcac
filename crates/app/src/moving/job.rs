//! A move as it is kept, and as the screens see it.

use fullmakt_store::moves::MoveRow;
use serde::{Deserialize, Serialize};

use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::moving::{Move, MoveComparison, MoveEnd, MoveStep, MoveTo};
use crate::surface::system_users::SystemUserKind;
use crate::surface::table::Topic;
use crate::time::wire;

/// How far a move has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Job {
    /// For the organisation itself, or for its clients.
    #[serde(default = "own")]
    pub kind: SystemUserKind,
    /// The old access.
    pub from: MoveEnd,
    /// What takes its place.
    pub to: MoveTo,
    /// The new access.
    pub new: Option<MoveEnd>,
    /// The next thing to do.
    pub step: MoveStep,
    /// What the check found.
    pub comparison: Option<MoveComparison>,
    /// The person said that less is meant.
    pub accepted_less: bool,
    /// Receipt of the withdrawal.
    pub receipt: Option<String>,
    /// Why the last step failed.
    pub failure: Option<Failure>,
}

/// Moves that began before there were any for clients.
fn own() -> SystemUserKind {
    SystemUserKind::Own
}

impl Job {
    /// Whether nothing is left to do.
    pub fn is_over(&self) -> bool {
        matches!(self.step, MoveStep::Done | MoveStep::Stopped)
    }

    /// Nothing is left to do: the old access is gone. Without a receipt where someone else took it away.
    pub fn end(&mut self, receipt: Option<String>) {
        self.step = MoveStep::Done;
        self.receipt = receipt;
        self.failure = None;
    }

    /// For the store.
    pub fn text(&self) -> Result<String, Failure> {
        serde_json::to_string(self).map_err(|_| Failure::unexpected("move"))
    }
}

impl App {
    /// A move that is kept, brought up to date with what has happened since.
    pub(super) async fn move_row(
        &self,
        account: &Account,
        id: &str,
    ) -> Result<(MoveRow, Job), Failure> {
        let id = crate::ids::id(id, "id")?;
        let row = account.store.moves().get(id).await;
        let row = row
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "id"))?;
        let job = self.up_to_date(account, &row).await?;
        Ok((row, job))
    }

    /// Writes how far a move has come.
    pub(super) async fn keep_move(
        &self,
        account: &Account,
        row: &MoveRow,
        job: &Job,
    ) -> Result<(), Failure> {
        let over_at = job
            .is_over()
            .then(|| row.over_at.unwrap_or_else(|| self.now()));
        let kept = account
            .store
            .moves()
            .set(row.id, &job.text()?, over_at)
            .await;
        kept.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::SystemUsers]);
        Ok(())
    }
}

/// As the screens see it.
pub(super) fn view(account: &Account, row: &MoveRow, job: Job) -> Move {
    let organisation = account
        .index()
        .name(row.party_uuid)
        .unwrap_or_default()
        .to_owned();
    Move {
        id: row.id.to_string(),
        party_uuid: row.party_uuid.to_string(),
        organisation,
        kind: job.kind,
        from: job.from,
        to: job.to,
        new: job.new,
        step: job.step,
        comparison: job.comparison,
        accepted_less: job.accepted_less,
        receipt: job.receipt,
        began_at: wire(row.began_at),
        failure: job.failure,
    }
}
