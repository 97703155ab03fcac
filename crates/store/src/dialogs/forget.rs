//! Rows that go.

use jiff::Timestamp;
use uuid::Uuid;

use super::payload;
use super::row::id_bytes;
use crate::text::{id_text, micros};
use crate::{Store, StoreError, dialog_details, label_changes};

/// Dialogs that are gone.
pub(super) async fn vanished(store: &Store, ids: &[Uuid], at: Timestamp) -> Result<(), StoreError> {
    let ids = payload::ids(ids.iter().copied());
    let at = micros(at);
    let mut transaction = store.write().await?;
    sqlx::query!(
        "UPDATE dialogs SET stale_since = coalesce(stale_since, ?2)
         WHERE opened_at IS NOT NULL AND id IN (SELECT unhex(value) FROM json_each(?1))",
        ids,
        at
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "DELETE FROM dialogs WHERE opened_at IS NULL AND id IN (SELECT unhex(value) FROM json_each(?))",
        ids
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "UPDATE label_changes SET state = 'undone'
         WHERE state = 'waiting' AND dialog IN (SELECT unhex(value) FROM json_each(?))",
        ids
    )
    .execute(&mut *transaction)
    .await?;
    label_changes::show(&mut transaction, &ids).await?;
    transaction.commit().await?;
    Ok(())
}

/// One dialog, with what was kept of it.
pub(super) async fn forget(store: &Store, id: Uuid) -> Result<Vec<String>, StoreError> {
    let id = id_bytes(id);
    let mut transaction = store.write().await?;
    let paths = dialog_details::forget(&mut transaction, std::slice::from_ref(&id)).await?;
    sqlx::query!(
        "UPDATE label_changes SET state = 'undone' WHERE state = 'waiting' AND dialog = ?",
        id
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!("DELETE FROM dialogs WHERE id = ?", id)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(paths)
}

/// Everything of one party.
pub(super) async fn forget_party(store: &Store, party_uuid: Uuid) -> Result<u64, StoreError> {
    let party = id_text(party_uuid);
    let mut transaction = store.write().await?;
    let ids: Vec<Vec<u8>> = sqlx::query_scalar!(
        "SELECT d.id FROM dialogs d JOIN dialog_parties p ON p.key = d.party
         WHERE p.party_uuid = ? AND d.opened_at IS NOT NULL",
        party
    )
    .fetch_all(&mut *transaction)
    .await?;
    dialog_details::forget(&mut transaction, &ids).await?;
    sqlx::query!(
        "UPDATE label_changes SET state = 'undone' WHERE state = 'waiting' AND dialog IN
             (SELECT d.id FROM dialogs d JOIN dialog_parties p ON p.key = d.party WHERE p.party_uuid = ?)",
        party
    )
    .execute(&mut *transaction)
    .await?;
    let gone = sqlx::query!(
        "DELETE FROM dialogs WHERE party = (SELECT key FROM dialog_parties WHERE party_uuid = ?)",
        party
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(gone.rows_affected())
}
