//! The queue of label changes: shown at once, sent in order, taken back when refused or undone.
//!
//! Lists go by `dialogs.labels`: the labels of the server with every open change on top, in the order of the queue. So a
//! change that is refused or undone, or a newer state of the server, needs no special case: the labels are put together
//! anew.

mod relabel;
mod row;

use jiff::Timestamp;
use uuid::Uuid;

pub use row::{ChangeState, LabelChange, Undone};

pub(crate) use relabel::{hex_list, open_changes, relabel, show};

use self::row::Raw;
use crate::dialogs::{Labels, id_bytes, id_from};
use crate::text::{micros, small};
use crate::{Store, StoreError};

/// The queue.
#[derive(Clone, Copy)]
pub struct LabelChanges<'a> {
    pub(crate) store: &'a Store,
}

impl LabelChanges<'_> {
    /// Puts a change of many dialogs into the queue, as one act (a new id of the caller's choice) that can be undone as
    /// one, and shows it. Dialogs whose labels it would not change are left out. Gives the others, in the order given.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn queue(
        &self,
        act: Uuid,
        dialogs: &[Uuid],
        add: Labels,
        remove: Labels,
        at: Timestamp,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut transaction = self.store.write().await?;
        let wanted: Vec<_> = dialogs.iter().map(|&id| (id, add, remove)).collect();
        let changed = relabel::queue(&mut transaction, act, &wanted, micros(at)).await?;
        transaction.commit().await?;
        Ok(changed)
    }

    /// The next changes to be sent in one call: the beginning of the queue as far as it asks the same of different
    /// dialogs, at most `limit` (the bulk call takes 100). A dialog with a change that is being sent is passed over: the
    /// order is kept dialog by dialog.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next(&self, limit: u32) -> Result<Vec<LabelChange>, StoreError> {
        // That open changes are looked for is said twice, for the sake of the indexes of open changes.
        let rows = sqlx::query_as!(
            Raw,
            "SELECT * FROM label_changes AS c WHERE state IN ('waiting', 'sending') AND state = 'waiting'
                 AND NOT EXISTS (SELECT 1 FROM label_changes AS s WHERE s.state IN ('waiting', 'sending')
                                 AND s.state = 'sending' AND s.dialog = c.dialog)
             ORDER BY seq LIMIT ?",
            limit
        )
        .fetch_all(self.store.readers())
        .await?;
        let mut batch: Vec<LabelChange> = Vec::new();
        for raw in rows {
            let change = LabelChange::try_from(raw)?;
            let fits = batch.first().is_none_or(|first| {
                (first.add, first.remove) == (change.add, change.remove)
                    && batch.iter().all(|other| other.dialog != change.dialog)
            });
            if !fits {
                break;
            }
            batch.push(change);
        }
        Ok(batch)
    }

    /// Notes that changes are about to be sent. Gives those that still waited: only they may be sent, the others were
    /// undone meanwhile. Until [`LabelChanges::sent`], [`LabelChanges::refused`] or [`LabelChanges::release`] their
    /// outcome is unknown.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sending(&self, changes: &[i64], at: Timestamp) -> Result<Vec<i64>, StoreError> {
        let changes = numbers(changes);
        let at = micros(at);
        let moved = sqlx::query_scalar!(
            r#"UPDATE label_changes SET state = 'sending', attempts = attempts + 1, tried_at = ?2
               WHERE state = 'waiting' AND seq IN (SELECT value FROM json_each(?1)) RETURNING seq AS "seq!: i64""#,
            changes,
            at
        )
        .fetch_all(self.store.writer())
        .await?;
        Ok(moved)
    }

    /// Changes whose outcome is unknown (the answer never came, or the app ended before it did): read the state of their
    /// dialogs, then settle each.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn unsettled(&self) -> Result<Vec<LabelChange>, StoreError> {
        let rows = sqlx::query_as!(
            Raw,
            "SELECT * FROM label_changes WHERE state = 'sending' ORDER BY seq"
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(LabelChange::try_from).collect()
    }

    /// Earlier changes of the same dialog that the server has taken, the last one first; also those that were undone since.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn taken_before(&self, change: &LabelChange) -> Result<Vec<LabelChange>, StoreError> {
        let dialog = id_bytes(change.dialog);
        // One that was undone without having been taken was never sent, or was put back with a reason.
        let rows = sqlx::query_as!(
            Raw,
            "SELECT * FROM label_changes WHERE dialog = ? AND seq < ?
                 AND (state = 'sent' OR state = 'undone' AND attempts > 0 AND failure IS NULL)
             ORDER BY seq DESC",
            dialog,
            change.seq
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(LabelChange::try_from).collect()
    }

    /// Puts changes back that certainly did not reach the server, with the reason (JSON of the app's making).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn release(&self, changes: &[i64], failure: &str) -> Result<(), StoreError> {
        let changes = numbers(changes);
        sqlx::query!(
            "UPDATE label_changes SET state = 'waiting', failure = ?2
             WHERE state = 'sending' AND seq IN (SELECT value FROM json_each(?1))",
            changes,
            failure
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Notes that the server has taken changes; its labels are those from `at` on, whatever a page that was asked for
    /// before says. `revision` is what it answered to a single change; the bulk call answers none, and then the next
    /// change of those dialogs goes without.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sent(
        &self,
        changes: &[i64],
        revision: Option<Uuid>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.store.write().await?;
        let revision = revision.map(id_bytes);
        relabel::sent(&mut transaction, &numbers(changes), revision, micros(at)).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Notes that the server refused changes: the rows flip back and carry the reason (JSON of the app's making).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn refused(&self, changes: &[i64], failure: &str) -> Result<(), StoreError> {
        let mut transaction = self.store.write().await?;
        relabel::refused(&mut transaction, &numbers(changes), failure).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Undoes an act: what still waits is taken out of the queue, what was sent (or is being sent) is followed by its
    /// opposite, as the act `by`. What was refused has been undone already. An act is undone once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn undo(&self, act: Uuid, by: Uuid, at: Timestamp) -> Result<Undone, StoreError> {
        let mut transaction = self.store.write().await?;
        let undone = relabel::undo(&mut transaction, act, by, micros(at)).await?;
        transaction.commit().await?;
        Ok(undone)
    }

    /// How many changes wait or are being sent.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(&self) -> Result<u32, StoreError> {
        let open = sqlx::query_scalar!(
            r#"SELECT count(*) AS "open!: i64" FROM label_changes WHERE state IN ('waiting', 'sending')"#
        )
        .fetch_one(self.store.readers())
        .await?;
        small(open)
    }

    /// The changes of an act, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn of_act(&self, act: Uuid) -> Result<Vec<LabelChange>, StoreError> {
        let act = id_bytes(act);
        let rows = sqlx::query_as!(
            Raw,
            "SELECT * FROM label_changes WHERE act = ? ORDER BY seq",
            act
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(LabelChange::try_from).collect()
    }

    /// Forgets changes that were settled before `limit`. They can no longer be undone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_settled(&self, limit: Timestamp) -> Result<u64, StoreError> {
        let limit = micros(limit);
        let gone = sqlx::query!(
            "DELETE FROM label_changes WHERE at < ? AND state NOT IN ('waiting', 'sending')",
            limit
        )
        .execute(self.store.writer())
        .await?;
        Ok(gone.rows_affected())
    }

    /// Dialogs with open changes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn dialogs(&self) -> Result<Vec<Uuid>, StoreError> {
        let rows = sqlx::query_scalar!(
            "SELECT DISTINCT dialog FROM label_changes WHERE state IN ('waiting', 'sending') ORDER BY dialog"
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.iter().map(|row| id_from(row)).collect()
    }
}

fn numbers(changes: &[i64]) -> String {
    serde_json::to_string(changes).expect("a list of numbers is always JSON")
}
